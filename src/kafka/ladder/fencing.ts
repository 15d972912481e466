/** What a leader must know of a follower before it trusts how far that one has come. */
import type { PartitionState } from './partitionState.ts';
import type { Fence } from './rules.ts';

/** The follower has everything of this leader's before `endOffset`, as far as the fence can tell. */
export function isCaughtUp(
  state: PartitionState,
  leader: number,
  follower: number,
  endOffset: number,
  fence: Fence,
): boolean {
  if (!isFollowing(state, leader, follower, fence)) return false;
  if (endOffset === 0) return true;
  if (state.logEnd[follower]! < endOffset) return false;
  if (fence === 'leader-epoch') return true;
  if (state.logEnd[leader]! < endOffset) return false;
  return fence === 'none' || recordEpoch(state, leader, endOffset) === recordEpoch(state, follower, endOffset);
}

/** A leader follows itself. */
export function isFollowing(state: PartitionState, leader: number, follower: number, fence: Fence): boolean {
  if (state.leaderOf(follower) !== leader) return false;
  if (fence === 'none') return true;
  if (!state.presumesLeadership(leader)) return false;
  return fence === 'record-epoch' || state.leaderEpoch(follower) === state.leaderEpoch(leader);
}

function recordEpoch(state: PartitionState, replica: number, endOffset: number): number {
  return state.epochOf(state.entry(replica, endOffset - 1));
}
