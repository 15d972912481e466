/**
 * How far a follower cuts its log when the leader's history parts from its own. The leader has named an epoch and where
 * that epoch ends there; the follower keeps what both have. Where the follower never saw that epoch it cuts to its own
 * nearest epoch below and asks again: so the two converge on their common prefix, in one round or several (KIP-279).
 *
 * Kafka: kafka.server.AbstractFetcherThread.getOffsetTruncationState.
 */
import {
  type EpochEndOffset,
  endOffsetFor,
  type LeaderEpochCache,
  UNDEFINED_EPOCH,
  UNDEFINED_EPOCH_OFFSET,
} from '../log/leaderEpochCache.ts';

export interface OffsetTruncationState {
  readonly offset: number;
  readonly truncationCompleted: boolean;
}

export function offsetTruncationState(
  leader: EpochEndOffset,
  epochs: LeaderEpochCache,
  logEndOffset: number,
  fetchOffset: number,
  find = endOffsetFor,
): OffsetTruncationState {
  if (leader.endOffset === UNDEFINED_EPOCH_OFFSET) return { offset: fetchOffset, truncationCompleted: true };
  if (leader.epoch === UNDEFINED_EPOCH) return upTo(leader.endOffset, logEndOffset);
  const own = find(epochs, leader.epoch, logEndOffset);
  if (own.endOffset === UNDEFINED_EPOCH_OFFSET) return upTo(leader.endOffset, logEndOffset);
  if (own.epoch !== leader.epoch) {
    return { offset: Math.min(own.endOffset, logEndOffset), truncationCompleted: false };
  }
  return upTo(Math.min(own.endOffset, leader.endOffset), logEndOffset);
}

function upTo(offset: number, logEndOffset: number): OffsetTruncationState {
  return { offset: Math.min(offset, logEndOffset), truncationCompleted: true };
}
