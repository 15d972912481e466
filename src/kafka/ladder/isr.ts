/**
 * The leader changes the ISR. Only the one that the controller has for the leader can: the write to the controller's state
 * is fenced in every generation, and in this model takes no time.
 */
import { ACTION } from './actions.ts';
import { isCaughtUp } from './fencing.ts';
import type { PartitionState } from './partitionState.ts';
import type { Rules } from './rules.ts';
import type { Turn } from './turn.ts';

export function leaderShrinksIsr(turn: Turn, rules: Rules): void {
  const { state } = turn;
  const leader = state.controllerLeader;
  if (leader < 0 || !state.isTrueLeader(leader)) return;
  const isr = state.isr(leader);
  for (let follower = 0; follower < state.replicas; follower++) {
    if (follower === leader || ((isr >> follower) & 1) === 0) continue;
    if (isCaughtUp(state, leader, follower, state.logEnd[leader]!, rules.isr)) continue;
    changeIsr(turn, leader, isr & ~(1 << follower));
    turn.emit(ACTION.LeaderShrinkIsr, leader, follower);
  }
}

export function leaderExpandsIsr(turn: Turn, rules: Rules): void {
  const { state } = turn;
  const leader = state.controllerLeader;
  if (leader < 0 || !state.isTrueLeader(leader)) return;
  if (rules.joinAwaitsOwnEpoch && !highWatermarkHasReachedOwnEpoch(state, leader)) return;
  const isr = state.isr(leader);
  const offset = rules.joinAwaitsHighWatermark ? state.highWatermark(leader) : 0;
  for (let follower = 0; follower < state.replicas; follower++) {
    if (((isr >> follower) & 1) !== 0 || !isCaughtUp(state, leader, follower, offset, rules.isr)) continue;
    changeIsr(turn, leader, isr | (1 << follower));
    turn.emit(ACTION.LeaderExpandIsr, leader, follower);
  }
}

/**
 * A new leader does not know how far the one before it committed. All that it found in its own log may have been; so it is
 * careful until its high watermark stands in what it wrote itself, or at the end.
 */
function highWatermarkHasReachedOwnEpoch(state: PartitionState, leader: number): boolean {
  const offset = state.highWatermark(leader);
  const end = state.logEnd[leader]!;
  if (offset >= end) return offset === end;
  return state.epochOf(state.entry(leader, offset)) === state.leaderEpoch(leader);
}

function changeIsr(turn: Turn, leader: number, isr: number): void {
  turn.set(turn.state.controllerIsrField, isr);
  turn.set(turn.state.isrField(leader), isr);
}
