/** Where a new follower cuts its log, generation by generation (KIP-101, KIP-279). */
import { unreachable } from '../../base/assert.ts';
import type { PartitionState } from './partitionState.ts';
import type { Truncation } from './rules.ts';

export function truncationOffset(
  state: PartitionState,
  leader: number,
  follower: number,
  truncation: Truncation,
): number {
  switch (truncation) {
    case 'high-watermark':
      return state.highWatermark(follower);
    case 'leader-epoch-end':
      return leaderEpochEnd(state, leader, follower);
    case 'last-match':
      return lastMatchEnd(state, leader, follower);
    case 'while-fetching':
    case 'never':
      return state.logEnd[follower]!;
    default:
      return unreachable(truncation);
  }
}

/** OffsetsForLeaderEpoch: where the leader's log ends for the epoch of the follower's latest record. */
function leaderEpochEnd(state: PartitionState, leader: number, follower: number): number {
  const end = state.logEnd[follower]!;
  if (end === 0) return 0;
  const leaderEnd = state.logEnd[leader]!;
  const epoch = state.epochOf(state.entry(follower, end - 1));
  if (leaderEnd === 0) return state.highWatermark(follower);
  if (state.epochOf(state.entry(leader, leaderEnd - 1)) === epoch) return leaderEnd;
  for (let offset = 0; offset < leaderEnd; offset++) {
    if (state.epochOf(state.entry(leader, offset)) > epoch) return offset;
  }
  // The leader knows nothing of that epoch or a later one: the old rule.
  return state.highWatermark(follower);
}

export function lastMatchEnd(state: PartitionState, leader: number, follower: number): number {
  let offset = Math.min(state.logEnd[follower]!, state.logEnd[leader]!);
  while (offset > 0 && state.entry(follower, offset - 1) !== state.entry(leader, offset - 1)) offset--;
  return offset;
}
