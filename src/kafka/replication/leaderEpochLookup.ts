/**
 * Before a fetch is served, the epoch of the last record the reader has is looked up: if the leader's log has another
 * history there, the reader is told where the two part and gets no records (KIP-320, KIP-595's truncation on fetch).
 *
 * Kafka: kafka.cluster.Partition.readRecords, lastOffsetForLeaderEpoch.
 */
import type { ErrorName } from '../errors.ts';
import { type EpochEndOffset, UNDEFINED_EPOCH, UNDEFINED_EPOCH_OFFSET } from '../log/leaderEpochCache.ts';
import { endOffsetForEpoch, latestEpoch, type PartitionLog } from '../log/partitionLog.ts';

export type LookUp =
  | { readonly type: 'same-history' }
  | { readonly type: 'diverging'; readonly divergingEpoch: EpochEndOffset }
  | { readonly type: 'error'; readonly error: ErrorName };

const SAME_HISTORY: LookUp = { type: 'same-history' };
const OUT_OF_RANGE: LookUp = { type: 'error', error: 'OFFSET_OUT_OF_RANGE' };

/**
 * `lastFetchedEpoch` -1: the reader does not say, and nothing is checked. Without a fence (the first try of KIP-320) it may
 * be ahead of all that this leader knows: the two part at the end of the leader's log at the latest.
 */
export function lookUp(log: PartitionLog, lastFetchedEpoch: number, fetchOffset: number, fenced = true): LookUp {
  if (lastFetchedEpoch < 0) return SAME_HISTORY;
  const known = latestEpoch(log) ?? UNDEFINED_EPOCH;
  const found = endOffsetForEpoch(log, fenced ? lastFetchedEpoch : Math.min(lastFetchedEpoch, known));
  if (found.endOffset === UNDEFINED_EPOCH_OFFSET || found.epoch === UNDEFINED_EPOCH) return OUT_OF_RANGE;
  if (fetchOffset < log.logStartOffset) return OUT_OF_RANGE;
  if (found.epoch < lastFetchedEpoch || found.endOffset < fetchOffset)
    return { type: 'diverging', divergingEpoch: found };
  return SAME_HISTORY;
}
