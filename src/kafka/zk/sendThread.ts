/** When a client next has to do something by itself (org.apache.zookeeper.ClientCnxn.SendThread.run). */
import { type Micros, millis } from '../../base/time.ts';
import type { ClientDraft, Cnxn } from './clientState.ts';

/** A ping is not left to the last moment. */
const PING_MARGIN: Micros = millis(1000);
const MAX_SEND_PING_INTERVAL: Micros = millis(10_000);

/** It sleeps in its selector until it has to do something: a ping, or to give up a server it has not heard from. */
export function lookAgain(cnxn: Cnxn): void {
  cnxn.client.lookAt = nextLook(cnxn.client, cnxn.env.now);
  setAlarm(cnxn);
}

/** One that rings too early is set again when it rings: most are put off long before. */
export function setAlarm({ client, env, out }: Cnxn): void {
  if (client.lookAt === null || (client.wakeAt !== null && client.wakeAt <= client.lookAt)) return;
  client.wakeAt = client.lookAt;
  out.setTimer('zk-client/send-thread', Math.max(0, client.lookAt - env.now), {
    part: 'zk-client',
    type: 'send-thread',
  });
}

function nextLook(client: ClientDraft, now: Micros): Micros | null {
  const { socket } = client;
  if (socket === null) return null;
  if (socket.type === 'sleeping') return socket.until;
  if (socket.type === 'opening') return client.lastHeard + client.connectTimeout;
  return Math.min(client.lastHeard + client.readTimeout, now + timeToNextPing(client, now));
}

export function timeToNextPing({ readTimeout, lastSend }: ClientDraft, now: Micros): Micros {
  const idle = now - lastSend;
  if (idle > MAX_SEND_PING_INTERVAL) return 0;
  return Math.max(0, Math.floor(readTimeout / 2) - idle - (idle > PING_MARGIN ? PING_MARGIN : 0));
}
