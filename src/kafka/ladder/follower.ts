/** A replica that follows: it learns of its leader, makes its log agree with the leader's, and fetches. */
import { ACTION } from './actions.ts';
import { isCaughtUp, isFollowing } from './fencing.ts';
import type { PartitionState } from './partitionState.ts';
import type { Rules } from './rules.ts';
import { lastMatchEnd, truncationOffset } from './truncation.ts';
import type { Turn } from './turn.ts';

/** Requests of an earlier epoch than its own it ignores; requests that name no leader as well. */
export function becomesFollower(turn: Turn, rules: Rules): void {
  const { state } = turn;
  for (let epoch = 0; epoch < state.nextLeaderEpoch; epoch++) {
    const leader = state.requestLeader(epoch);
    if (leader < 0) continue;
    if (rules.truncatesAgainstSameEpoch && state.leaderEpoch(leader) !== epoch) continue;
    for (let replica = 0; replica < state.replicas; replica++) {
      if (replica === leader || epoch <= state.leaderEpoch(replica)) continue;
      const offset = truncationOffset(state, leader, replica, rules.truncation);
      // A leader whose log goes on where the follower's ends: there is no way to truncate to there.
      if (offset > state.logEnd[replica]!) continue;
      turn.adopt(replica, epoch);
      turn.truncate(replica, offset);
      if (rules.truncation !== 'while-fetching' && rules.truncation !== 'never') {
        turn.setHighWatermark(replica, Math.min(offset, state.highWatermark(replica)));
      }
      turn.emit(ACTION.BecomeFollower, replica, epoch);
    }
  }
}

/** One record at a time; the high watermark comes with it. */
export function followerFetches(turn: Turn, rules: Rules): void {
  const { state } = turn;
  for (let follower = 0; follower < state.replicas; follower++) {
    const leader = state.leaderOf(follower);
    if (leader < 0 || leader === follower || !state.presumesLeadership(leader)) continue;
    const end = state.logEnd[follower]!;
    if (end >= state.logEnd[leader]! || !isCaughtUp(state, leader, follower, end, rules.fetch)) continue;
    turn.set(state.logField(follower, end), state.entry(leader, end));
    turn.setHighWatermark(follower, Math.min(state.highWatermark(leader), end + 1));
    turn.emit(ACTION.FollowerFetch, follower, leader, end);
  }
}

/** The first try of KIP-320: a fetch that finds the logs to differ answers with where to truncate. */
export function followerTruncates(turn: Turn): void {
  const { state } = turn;
  for (let follower = 0; follower < state.replicas; follower++) {
    const leader = state.leaderOf(follower);
    if (leader < 0 || !state.presumesLeadership(leader) || !isFollowing(state, leader, follower, 'none')) continue;
    if (!needsTruncation(state, leader, follower)) continue;
    const offset = lastMatchEnd(state, leader, follower);
    turn.truncate(follower, offset);
    turn.setHighWatermark(follower, Math.min(offset, state.highWatermark(follower)));
    turn.emit(ACTION.FollowerTruncate, follower, leader, offset);
  }
}

function needsTruncation(state: PartitionState, leader: number, follower: number): boolean {
  const end = state.logEnd[follower]!;
  if (end > state.logEnd[leader]!) return true;
  if (end === 0) return false;
  return state.epochOf(state.entry(follower, end - 1)) !== state.epochOf(state.entry(leader, end - 1));
}
