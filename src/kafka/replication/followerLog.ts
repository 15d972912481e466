/**
 * What a follower does to its log with a leader's answer: append, take over high watermark and log start, or truncate.
 *
 * Kafka: kafka.server.ReplicaFetcherThread (processPartitionData, truncate, truncateFullyAndStartAt).
 */
import { brokerId, hostedPartition, setPartition, type Work } from '../broker/work.ts';
import { cleanedOffsetsTruncated } from '../log/cleaner/logCleaner.ts';
import {
  type EpochEndOffset,
  endOffsetFor,
  endOffsetForTracked,
  UNDEFINED_EPOCH,
  UNDEFINED_EPOCH_OFFSET,
} from '../log/leaderEpochCache.ts';
import { appendAsFollower } from '../log/logAppend.ts';
import { storeLog } from '../log/logDirectory.ts';
import * as truncation from '../log/logTruncation.ts';
import * as logs from '../log/partitionLog.ts';
import { lastOffsetOf, type RecordBatch } from '../records.ts';
import type { TopicPartition } from '../topicPartition.ts';
import { tellRolled } from './appendRecords.ts';
import { noteLogStart, type PartitionFetchState } from './fetcherState.ts';
import type { FetchedPartition } from './fetchSession.ts';
import { logContext } from './logContext.ts';
import { type Partition, withLog } from './partition.ts';
import { offsetTruncationState } from './truncation.ts';

/** Undefined: the answer does not fit the log, and the partition fails. The same state: nothing new came. */
export function replicate(
  work: Work,
  answer: FetchedPartition,
  state: PartitionFetchState,
): PartitionFetchState | undefined {
  const tp = answer.topicPartition;
  const partition = hostedPartition(work, tp);
  if (partition === undefined || partition.log.logEndOffset !== state.fetchOffset) return undefined;
  const before = partition.log;
  // Where answers are not tied to an epoch, whatever the leader has is taken.
  const { kip320 } = work.state.setup.version;
  const highestEpoch = kip320 ? state.currentLeaderEpoch : Number.MAX_SAFE_INTEGER;
  const context = logContext(work, partition);
  const start = startingPoint(before, answer.records, context);
  const appended = appendAsFollower(start, answer.records, highestEpoch, context);
  if (appended === undefined) return undefined;
  let log = logs.updateHighWatermark(appended.log, answer.highWatermark);
  log = logs.maybeIncrementLogStartOffset(log, answer.logStartOffset);
  if (log !== before) {
    storeLog(tp, before, log, appended.rolled, work.out);
    setPartition(work, withLog(partition, log));
    if (appended.rolled) tellRolled(work, tp, log);
    tell(work, partition, before, log);
  }
  const nothingNew = appended.batches.length === 0;
  if (nothingNew && state.lag !== null) return state;
  const lastBatch = appended.batches[appended.batches.length - 1];
  return {
    fetchOffset: log.logEndOffset,
    currentLeaderEpoch: state.currentLeaderEpoch,
    lastFetchedEpoch: lastBatch === undefined ? state.lastFetchedEpoch : lastBatch.partitionLeaderEpoch,
    delayedUntil: null,
    lag: Math.max(0, answer.highWatermark - log.logEndOffset),
  };
}

/**
 * The leader may have been told to delete up to the middle of a batch: the first batch of an empty log then begins before
 * the log does, and the log is begun anew there (Partition.appendRecordsToFollowerOrFutureReplica).
 */
function startingPoint(
  log: logs.PartitionLog,
  records: readonly RecordBatch[],
  context: logs.LogContext,
): logs.PartitionLog {
  const [first] = records;
  const { logEndOffset, logStartOffset } = log;
  if (first === undefined || first.baseOffset >= logEndOffset || logEndOffset !== logStartOffset) return log;
  if (lastOffsetOf(records[records.length - 1]!) < logEndOffset) return log;
  return truncation.truncateFullyAndStartAt(log, first.baseOffset, context);
}

function tell(
  work: Work,
  { topicPartition: partition }: Partition,
  before: logs.PartitionLog,
  log: logs.PartitionLog,
): void {
  const broker = brokerId(work);
  const { logStartOffset } = log;
  if (logStartOffset > before.logStartOffset) {
    noteLogStart(work, partition);
    const reason = 'leader offset increment';
    work.out.fact({ type: 'LogStartOffsetAdvanced', partition, broker, logStartOffset, reason });
  }
  if (log.logEndOffset > before.logEndOffset) {
    const count = log.logEndOffset - before.logEndOffset;
    work.out.fact({ type: 'RecordsReplicated', partition, broker, baseOffset: before.logEndOffset, count });
  }
  const { highWatermark } = log;
  if (highWatermark === before.highWatermark) return;
  // Consumers may read from a follower, up to its high watermark.
  work.actionQueue.push(hostedPartition(work, partition)!);
  if (highWatermark < before.highWatermark) return;
  work.out.fact({ type: 'HighWatermarkAdvanced', partition, broker, highWatermark, leader: false });
}

/** AbstractFetcherThread.truncateOnFetchResponse: the next fetch tells whether the cut went deep enough. */
export function truncateOnDivergence(
  work: Work,
  tp: TopicPartition,
  leader: EpochEndOffset,
  state: PartitionFetchState,
): PartitionFetchState | undefined {
  if (hostedPartition(work, tp) === undefined) return undefined;
  return truncateToEpochEnd(work, tp, leader, state).state;
}

/** `completed` false: the follower does not know the epoch that the leader found, and has to ask for one it does. */
export function truncateToEpochEnd(
  work: Work,
  tp: TopicPartition,
  leader: EpochEndOffset,
  state: PartitionFetchState,
): { readonly state: PartitionFetchState; readonly completed: boolean } {
  const { leaderEpochs, logEndOffset } = hostedPartition(work, tp)!.log;
  const find = work.state.setup.version.kafka7415 ? endOffsetFor : endOffsetForTracked;
  const found = offsetTruncationState(leader, leaderEpochs, logEndOffset, state.fetchOffset, find);
  const lastFetchedEpoch = truncateLog(work, tp, found.offset, reasonToTruncate(leader, found.offset));
  return { state: { ...state, fetchOffset: found.offset, lastFetchedEpoch }, completed: found.truncationCompleted };
}

function reasonToTruncate({ epoch, endOffset }: EpochEndOffset, offset: number): string {
  if (endOffset === UNDEFINED_EPOCH_OFFSET) return `the leader knows nothing of its epoch, back to ${offset}`;
  if (epoch === UNDEFINED_EPOCH) return `its epoch ends at ${endOffset} in the log of the leader`;
  return `epoch ${epoch} of the leader ends at ${endOffset}`;
}

/** Returns the latest epoch that is left, or -1. */
export function truncateLog(work: Work, tp: TopicPartition, offset: number, reason: string): number {
  const partition = hostedPartition(work, tp)!;
  return replaceLog(work, partition, truncation.truncateTo(partition.log, offset, logContext(work, partition)), reason);
}

export function truncateFullyAndStartAt(work: Work, tp: TopicPartition, offset: number, reason: string): number {
  const partition = hostedPartition(work, tp)!;
  const log = truncation.truncateFullyAndStartAt(partition.log, offset, logContext(work, partition));
  return replaceLog(work, partition, log, reason);
}

function replaceLog(work: Work, partition: Partition, log: logs.PartitionLog, reason: string): number {
  const { topicPartition, log: before } = partition;
  if (log !== before) {
    storeLog(topicPartition, before, log, false, work.out);
    setPartition(work, withLog(partition, log));
    cleanedOffsetsTruncated(work, partition);
  }
  const lost = before.logEndOffset - Math.min(log.logEndOffset, before.logEndOffset);
  const removed = log.logStartOffset >= before.logEndOffset ? before.logEndOffset - before.logStartOffset : lost;
  if (removed > 0) {
    const fact = { partition: topicPartition, broker: brokerId(work), endOffset: log.logEndOffset, removed, reason };
    work.out.fact({ type: 'LogTruncated', ...fact });
  }
  return logs.latestEpoch(log) ?? -1;
}
