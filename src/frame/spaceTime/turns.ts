/** What becomes of a message that does not simply arrive, turn by turn. */
import type { Kafka } from '../../kafka/kinds.ts';
import type { Kernel } from '../../sim/kernel.ts';
import type { Scheduled } from '../../sim/world.ts';

/** What becomes of a message beside arriving. `requeued`: on its way again, behind what had been held. */
export type Turn =
  | 'held'
  | 'released'
  | 'received'
  | 'arrived'
  /** The connection is gone; the machine has no power; nobody listens there any more. */
  | 'broken'
  | 'no-power'
  | 'refused';

export interface MessageTurn {
  readonly step: number;
  readonly turn: Turn;
}

export function isOver(turn: Turn): boolean {
  return turn === 'arrived' || turn === 'broken' || turn === 'no-power' || turn === 'refused';
}

/** Without end while it goes on. */
export function lastStep(turns: readonly MessageTurn[]): number {
  const last = turns[turns.length - 1]!;
  return isOver(last.turn) ? last.step : Number.MAX_SAFE_INTEGER;
}

export function goneWith(status: 'down' | 'off'): Turn {
  return status === 'off' ? 'no-power' : 'refused';
}

/** Why a message that has reached a machine was not handled there, as the network looks after that step. */
export function turnOf(scheduled: Scheduled<Kafka>, kernel: Kernel<Kafka>): Turn {
  const status = kernel.node(scheduled.node)?.status;
  const wire = kernel.connections.get(scheduled.connection);
  if (wire === undefined) return status === 'off' ? 'no-power' : status === 'down' ? 'refused' : 'broken';
  const way = (scheduled.event as { client: boolean }).client ? wire.toClient : wire.toServer;
  if (way.held.includes(scheduled)) return 'held';
  if (way.resent > 0 && way.resentNumber === scheduled.number) return 'released';
  if (status === 'paused') return 'received';
  if (status === 'off' || way.unrepeated) return 'no-power';
  return 'refused';
}
