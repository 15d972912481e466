/**
 * Appending to a partition: as its leader, for a producer; and the checks that come before.
 *
 * Kafka: kafka.cluster.Partition.appendRecordsToLeader, checkEnoughReplicasReachOffset; kafka.server.ReplicaManager
 * (getPartitionOrError, appendToLocalLog).
 */
import { get } from '../../base/table.ts';
import type { Micros } from '../../base/time.ts';
import { brokerId, hostedPartition, setPartition, type Work } from '../broker/work.ts';
import type { ErrorName } from '../errors.ts';
import { type Appended, appendAsLeader } from '../log/logAppend.ts';
import type { LogConfig } from '../log/logConfig.ts';
import { storeLog } from '../log/logDirectory.ts';
import { NO_TIMESTAMP } from '../log/logSegment.ts';
import { appendError, sizeError } from '../log/logValidator.ts';
import { activeSegment, type PartitionLog } from '../log/partitionLog.ts';
import type { AppendOrigin } from '../log/producerAppendInfo.ts';
import { firstOffsetOf, lastSequenceOfEntry } from '../log/producerStateEntry.ts';
import { partitionAt } from '../metadata/image.ts';
import { compressionNanos, decompressionNanos } from '../record/compressionCost.ts';
import { RECORD_BATCH_OVERHEAD } from '../record/defaultRecordBatch.ts';
import { incrementSequence } from '../record/sequence.ts';
import { withTargetCompression } from '../record/targetCompression.ts';
import { nextOffsetOf, type UnassignedBatch } from '../records.ts';
import type { TopicPartition } from '../topicPartition.ts';
import { attend, withSessionFetchTimes } from './fetchSession.ts';
import { advanceHighWatermark } from './inSyncReplicas.ts';
import { committedIsr, maximalIsrSize } from './isrState.ts';
import { logContext } from './logContext.ts';
import { effectiveMinIsr, isLeader, type LeaderPartition, withLog } from './partition.ts';

export interface AppendResult {
  readonly errorCode: ErrorName;
  readonly baseOffset: number;
  readonly logStartOffset: number;
  readonly nextOffset: number;
  /** -1: the records have their producer's times. */
  readonly logAppendTime: Micros;
}

/** Why a partition is not here: no such topic, or its replicas are elsewhere. */
export function notHostedError(work: Work, tp: TopicPartition): ErrorName {
  return partitionAt(work.state.image, tp) === undefined ? 'UNKNOWN_TOPIC_OR_PARTITION' : 'NOT_LEADER_OR_FOLLOWER';
}

/** `origin`: sequences are asked of clients only; a coordinator writes its own records. */
export function appendRecordsToLeader(
  work: Work,
  tp: TopicPartition,
  batch: UnassignedBatch,
  requiredAcks: number,
  origin: AppendOrigin = 'CLIENT',
): AppendResult {
  const partition = hostedPartition(work, tp);
  if (partition === undefined) return failed(notHostedError(work, tp), -1);
  if (!isLeader(partition)) return failed('NOT_LEADER_OR_FOLLOWER', -1);
  const { log, leaderEpoch, config, replica } = partition;
  if (requiredAcks === -1 && committedIsr(replica.isrState).length < effectiveMinIsr(partition)) {
    return failed('NOT_ENOUGH_REPLICAS', log.logStartOffset);
  }
  const error = appendError(batch, config, work.env.now);
  if (error !== 'NONE') return failed(error, isRefusedForRecords(error) ? log.logStartOffset : -1);
  const compressed = withTargetCompression(batch, config.compression);
  if (compressed !== batch) tellRecompressed(work, tp, batch, compressed);
  const tooLarge = sizeError(compressed, config);
  if (tooLarge !== 'NONE') return failed(tooLarge, -1);
  const appended = appendAsLeader(log, compressed, leaderEpoch, origin, logContext(work, partition));
  storeLog(tp, log, appended.log, appended.rolled, work.out);
  tell(work, partition, batch, appended, requiredAcks);
  let result: AppendResult;
  if (appended.kind === 'appended') {
    const stored = appended.batches[0]!;
    result = taken(log, stored.baseOffset, nextOffsetOf(stored), logAppendTimeOf(config, work.env.now));
  } else if (appended.kind === 'duplicate') {
    const { duplicate } = appended;
    const logAppendTime = logAppendTimeOf(config, duplicate.timestamp);
    result = taken(log, firstOffsetOf(duplicate), duplicate.lastOffset + 1, logAppendTime);
  } else {
    if (appended.log !== log) setPartition(work, withLog(partition, appended.log));
    return failed(appended.refusal.error, log.logStartOffset);
  }
  const next = withLog(withSessionFetchTimes(work, partition), appended.log);
  attend(work, next);
  // Parked fetches wait for records; with the leader alone in the ISR the high watermark may move at once as well.
  work.actionQueue.push(next);
  advanceHighWatermark(work, next);
  return result;
}

function isRefusedForRecords(error: ErrorName): boolean {
  return error === 'INVALID_RECORD' || error === 'INVALID_TIMESTAMP';
}

function logAppendTimeOf({ timestampType }: LogConfig, at: Micros): Micros {
  return timestampType === 'LogAppendTime' ? at : NO_TIMESTAMP;
}

function taken(
  { logStartOffset }: PartitionLog,
  baseOffset: number,
  nextOffset: number,
  logAppendTime: Micros,
): AppendResult {
  return { errorCode: 'NONE', baseOffset, logStartOffset, nextOffset, logAppendTime };
}

function failed(errorCode: ErrorName, logStartOffset: number): AppendResult {
  return { errorCode, baseOffset: -1, logStartOffset, nextOffset: -1, logAppendTime: NO_TIMESTAMP };
}

function tellRecompressed(work: Work, partition: TopicPartition, was: UnassignedBatch, is: UnassignedBatch): void {
  const bytes = (was.uncompressedSizeInBytes ?? was.sizeInBytes) - RECORD_BATCH_OVERHEAD;
  const [from, to] = [was.compression ?? 'none', is.compression ?? 'none'] as const;
  const nanos = decompressionNanos(from, bytes) + compressionNanos(to, bytes);
  const sizes = { count: is.records.length, bytesBefore: was.sizeInBytes, bytes: is.sizeInBytes, nanos };
  work.out.fact({ type: 'BatchRecompressed', partition, broker: brokerId(work), from, to, ...sizes });
}

function tell(
  work: Work,
  partition: LeaderPartition,
  { producerId, producerEpoch, baseSequence, records }: UnassignedBatch,
  appended: Appended,
  acks: number,
): void {
  const { topicPartition, leaderEpoch, log } = partition;
  const on = { partition: topicPartition, broker: brokerId(work) };
  if (appended.rolled) tellRolled(work, topicPartition, appended.log);
  const producer = { producerId, producerEpoch, baseSequence };
  const count = records.length;
  switch (appended.kind) {
    case 'appended': {
      const { baseOffset, sizeInBytes: bytes } = appended.batches[0]!;
      work.out.fact({ type: 'RecordsAppended', ...on, baseOffset, count, leaderEpoch, acks, bytes });
      return;
    }
    case 'duplicate': {
      const baseOffset = firstOffsetOf(appended.duplicate);
      work.out.fact({ type: 'DuplicateBatchAnswered', ...on, ...producer, count, baseOffset });
      return;
    }
    case 'refused': {
      const { error } = appended.refusal;
      const expected = error === 'OUT_OF_ORDER_SEQUENCE_NUMBER' ? expectedSequence(log, producerId, producerEpoch) : -1;
      work.out.fact({ type: 'SequenceRefused', ...on, error, ...producer, expected });
      return;
    }
  }
}

export function tellRolled(work: Work, partition: TopicPartition, log: PartitionLog): void {
  const { baseOffset } = activeSegment(log);
  work.out.fact({ type: 'SegmentRolled', partition, broker: brokerId(work), baseOffset });
}

function expectedSequence({ producerState }: PartitionLog, producerId: number, producerEpoch: number): number {
  const entry = get(producerState.producers, producerId);
  if (entry === undefined || entry.producerEpoch !== producerEpoch) return 0;
  return incrementSequence(lastSequenceOfEntry(entry), 1);
}

/** For acks=all: enough means committed; the ISR may have shrunk too far since the append. */
export function checkEnoughReplicasReachOffset(
  work: Work,
  tp: TopicPartition,
  requiredOffset: number,
): { readonly hasEnough: boolean; readonly errorCode: ErrorName } {
  const partition = hostedPartition(work, tp);
  if (partition === undefined) return { hasEnough: false, errorCode: notHostedError(work, tp) };
  if (!isLeader(partition)) return { hasEnough: false, errorCode: 'NOT_LEADER_OR_FOLLOWER' };
  if (partition.log.highWatermark < requiredOffset) return { hasEnough: false, errorCode: 'NONE' };
  const enough = effectiveMinIsr(partition) <= maximalIsrSize(partition.replica.isrState);
  return { hasEnough: true, errorCode: enough ? 'NONE' : 'NOT_ENOUGH_REPLICAS_AFTER_APPEND' };
}
