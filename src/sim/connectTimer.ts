/** A connection that is being opened has a timer; the first packet that gets through disarms it. */
import type { Machine } from './machine.ts';
import type { Connection } from './network.ts';
import type { Kinds } from './protocol.ts';
import type { Scheduled } from './world.ts';

export function disarmConnectTimer<K extends Kinds>(machine: Machine<K>, connection: Connection<Scheduled<K>>): void {
  if (connection.connectTimer >= 0) machine.queue.cancel(connection.connectTimer);
  connection.connectTimer = -1;
}
