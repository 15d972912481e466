/**
 * The log of one replica: batches, where it starts and ends, how far it is committed, and which epochs wrote it.
 *
 * Kafka: org.apache.kafka.storage.internals.log.{UnifiedLog,LocalLog,LogSegment}.
 * *Simplified:* segments are bookkeeping beside one list of batches; they roll by segment.bytes, not by age; no indexes,
 * no retention, no compaction, no tiered storage, no producer state (so no duplicates and no transactions: the last
 * stable offset is the high watermark).
 */
import type { Draft } from '../../base/draft.ts';
import { at, emptyVector, partitionPoint, push, take, type Vector } from '../../base/vector.ts';
import type { ErrorName } from '../errors.ts';
import { nextOffsetOf, type RecordBatch, type UnassignedBatch } from '../records.ts';
import * as epochs from './leaderEpochCache.ts';

/** The settings of a topic that its logs read (LogConfig). */
export interface LogConfig {
  readonly minInsyncReplicas: number;
  readonly segmentBytes: number;
  readonly maxMessageBytes: number;
}

export interface LogSegment {
  readonly baseOffset: number;
  readonly sizeInBytes: number;
}

export interface PartitionLog {
  readonly topicId: string;
  readonly batches: Vector<RecordBatch>;
  /** Oldest first; the last one is active. Never empty. */
  readonly segments: readonly LogSegment[];
  readonly logStartOffset: number;
  readonly logEndOffset: number;
  readonly highWatermark: number;
  /** Everything below has been flushed, as far as the broker itself saw to it (LocalLog.recoveryPoint). */
  readonly recoveryPoint: number;
  readonly leaderEpochs: epochs.LeaderEpochCache;
}

export interface Appended {
  readonly log: PartitionLog;
  readonly batches: readonly RecordBatch[];
  /** A segment was closed: Kafka flushes it in the background. */
  readonly rolled: boolean;
}

export function emptyLog(topicId: string, startOffset = 0): PartitionLog {
  return {
    topicId,
    batches: emptyVector(),
    segments: [{ baseOffset: startOffset, sizeInBytes: 0 }],
    logStartOffset: startOffset,
    logEndOffset: startOffset,
    highWatermark: startOffset,
    recoveryPoint: startOffset,
    leaderEpochs: epochs.emptyEpochCache(),
  };
}

/** A copy to change. */
function draftOf(log: PartitionLog): Draft<PartitionLog> {
  return {
    topicId: log.topicId,
    batches: log.batches,
    segments: log.segments,
    logStartOffset: log.logStartOffset,
    logEndOffset: log.logEndOffset,
    highWatermark: log.highWatermark,
    recoveryPoint: log.recoveryPoint,
    leaderEpochs: log.leaderEpochs,
  };
}

function withHighWatermark(log: PartitionLog, highWatermark: number): PartitionLog {
  const next = draftOf(log);
  next.highWatermark = highWatermark;
  return next;
}

// ---- appending -------------------------------------------------------------------------------------------------------

/** What forbids the append, if anything (UnifiedLog.analyzeAndValidateRecords). */
export function appendError(batch: UnassignedBatch, config: LogConfig): ErrorName {
  if (batch.sizeInBytes > config.maxMessageBytes) return 'MESSAGE_TOO_LARGE';
  if (batch.sizeInBytes > config.segmentBytes) return 'RECORD_LIST_TOO_LARGE';
  return 'NONE';
}

/** The leader gives a batch its offsets and stamps its epoch into it. */
export function appendAsLeader(log: PartitionLog, batch: UnassignedBatch, epoch: number, config: LogConfig): Appended {
  const assigned: RecordBatch = {
    baseOffset: log.logEndOffset,
    partitionLeaderEpoch: epoch,
    producerId: batch.producerId,
    producerEpoch: batch.producerEpoch,
    baseSequence: batch.baseSequence,
    sizeInBytes: batch.sizeInBytes,
    records: batch.records,
  };
  return appendBatches(log, [assigned], config);
}

/**
 * A follower takes the leader's offsets and epochs as they are. Batches of an epoch above `currentLeaderEpoch` are left
 * out: the answer was overtaken by a change of leader (KAFKA-18723).
 */
export function appendAsFollower(
  log: PartitionLog,
  batches: readonly RecordBatch[],
  currentLeaderEpoch: number,
  config: LogConfig,
): Appended {
  const higher = batches.findIndex((batch) => batch.partitionLeaderEpoch > currentLeaderEpoch);
  return appendBatches(log, higher < 0 ? batches : batches.slice(0, higher), config);
}

function appendBatches(log: PartitionLog, batches: readonly RecordBatch[], config: LogConfig): Appended {
  if (batches.length === 0) return { log, batches, rolled: false };
  let { batches: stored, leaderEpochs, logEndOffset } = log;
  let size = 0;
  for (const batch of batches) {
    stored = push(stored, batch);
    leaderEpochs = epochs.assign(leaderEpochs, batch.partitionLeaderEpoch, batch.baseOffset);
    logEndOffset = nextOffsetOf(batch);
    size += batch.sizeInBytes;
  }
  const active = log.segments[log.segments.length - 1]!;
  const rolled = active.sizeInBytes > 0 && active.sizeInBytes > config.segmentBytes - size;
  const segments = log.segments.slice();
  if (rolled) segments.push({ baseOffset: batches[0]!.baseOffset, sizeInBytes: size });
  else segments[segments.length - 1] = { baseOffset: active.baseOffset, sizeInBytes: active.sizeInBytes + size };
  const next = draftOf(log);
  next.batches = stored;
  next.segments = segments;
  next.leaderEpochs = leaderEpochs;
  next.logEndOffset = logEndOffset;
  return { log: next, batches, rolled };
}

// ---- reading ---------------------------------------------------------------------------------------------------------

/** The first place whose batch holds `offset` or something later. */
export function placeOf(log: PartitionLog, offset: number): number {
  if (offset >= log.logEndOffset) return log.batches.length;
  // Reads are nearly always near the end.
  const { tail, length } = log.batches;
  for (let place = tail.length - 1; place >= 0; place--) {
    if (offset >= tail[place]!.baseOffset)
      return length - tail.length + place + (offset >= nextOffsetOf(tail[place]!) ? 1 : 0);
  }
  return partitionPoint(log.batches, (batch) => nextOffsetOf(batch) > offset);
}

/**
 * Whole batches from `startOffset`, below `endOffset`, of one segment, up to `maxBytes`; with `minOneMessage` at least
 * one batch however large. Undefined when the offset is not in the log.
 */
export function read(
  log: PartitionLog,
  startOffset: number,
  maxBytes: number,
  endOffset: number,
  minOneMessage: boolean,
): readonly RecordBatch[] | undefined {
  if (startOffset < log.logStartOffset || startOffset > log.logEndOffset) return undefined;
  if (startOffset >= endOffset) return NOTHING;
  const found: RecordBatch[] = [];
  let size = 0;
  let segmentEnd = Number.MAX_SAFE_INTEGER;
  for (let place = placeOf(log, startOffset); place < log.batches.length; place++) {
    const batch = at(log.batches, place)!;
    if (batch.baseOffset >= endOffset || batch.baseOffset >= segmentEnd) break;
    size += batch.sizeInBytes;
    if (size > maxBytes && !(found.length === 0 && minOneMessage)) break;
    if (found.length === 0) segmentEnd = segmentEndAfter(log, batch.baseOffset);
    found.push(batch);
  }
  return found;
}

const NOTHING: readonly RecordBatch[] = [];

function segmentEndAfter(log: PartitionLog, offset: number): number {
  for (let place = log.segments.length - 1; place >= 0; place--) {
    if (log.segments[place]!.baseOffset <= offset) {
      return log.segments[place + 1]?.baseOffset ?? Number.MAX_SAFE_INTEGER;
    }
  }
  return Number.MAX_SAFE_INTEGER;
}

export function onOlderSegment(log: PartitionLog, offset: number, other: number): boolean {
  return segmentEndAfter(log, offset) <= other;
}

/** Bytes from one offset to another, counted no further than `enough`. */
export function bytesBetween(log: PartitionLog, from: number, to: number, enough: number): number {
  let size = 0;
  for (let place = placeOf(log, from); place < log.batches.length && size < enough; place++) {
    const batch = at(log.batches, place)!;
    if (batch.baseOffset >= to) break;
    size += batch.sizeInBytes;
  }
  return size;
}

/** The first record at or after a time in milliseconds (UnifiedLog.searchOffsetInLocalLog). */
export function findByTimestamp(
  log: PartitionLog,
  timestampMs: number,
): { readonly offset: number; readonly timestampMs: number; readonly epoch: number } | undefined {
  for (let place = placeOf(log, log.logStartOffset); place < log.batches.length; place++) {
    const batch = at(log.batches, place)!;
    for (let delta = 0; delta < batch.records.length; delta++) {
      const found = Math.floor(batch.records[delta]!.timestamp / 1_000);
      const offset = batch.baseOffset + delta;
      if (found >= timestampMs && offset >= log.logStartOffset) {
        return { offset, timestampMs: found, epoch: batch.partitionLeaderEpoch };
      }
    }
  }
  return undefined;
}

// ---- high watermark and log start ------------------------------------------------------------------------------------

/** Clamped between the start and the end of the log: so a follower's may even fall (UnifiedLog.updateHighWatermark). */
export function updateHighWatermark(log: PartitionLog, suggested: number): PartitionLog {
  const highWatermark = Math.min(Math.max(suggested, log.logStartOffset), log.logEndOffset);
  return highWatermark === log.highWatermark ? log : withHighWatermark(log, highWatermark);
}

/** A leader's only rises. */
export function maybeIncrementHighWatermark(log: PartitionLog, highWatermark: number): PartitionLog {
  return highWatermark > log.highWatermark ? withHighWatermark(log, highWatermark) : log;
}

/** A follower takes over the leader's start, as far as its own high watermark. */
export function maybeIncrementLogStartOffset(log: PartitionLog, logStartOffset: number): PartitionLog {
  if (logStartOffset <= log.logStartOffset || logStartOffset > log.highWatermark) return log;
  return { ...log, logStartOffset, leaderEpochs: epochs.truncateFromStart(log.leaderEpochs, logStartOffset) };
}

/** LocalLog.markFlushed: a flush has reached `offset`, unless the log was cut meanwhile. */
export function markFlushed(log: PartitionLog, offset: number): PartitionLog {
  const recoveryPoint = Math.min(offset, log.logEndOffset);
  if (recoveryPoint <= log.recoveryPoint) return log;
  const next = draftOf(log);
  next.recoveryPoint = recoveryPoint;
  return next;
}

// ---- epochs ----------------------------------------------------------------------------------------------------------

export function assignEpochStartOffset(log: PartitionLog, epoch: number, startOffset: number): PartitionLog {
  const leaderEpochs = epochs.assign(log.leaderEpochs, epoch, startOffset);
  return leaderEpochs === log.leaderEpochs ? log : { ...log, leaderEpochs };
}

export function latestEpoch(log: PartitionLog): number | undefined {
  return epochs.latestEpoch(log.leaderEpochs);
}

export function endOffsetForEpoch(log: PartitionLog, epoch: number): epochs.EpochEndOffset {
  return epochs.endOffsetFor(log.leaderEpochs, epoch, log.logEndOffset);
}

// ---- truncation ------------------------------------------------------------------------------------------------------

/** Cuts the log to end at `offset`. The epoch cache is cut even where no record goes: an epoch may have had none. */
export function truncateTo(log: PartitionLog, offset: number): PartitionLog {
  if (offset >= log.logEndOffset) {
    const leaderEpochs = epochs.truncateFromEnd(log.leaderEpochs, log.logEndOffset);
    return leaderEpochs === log.leaderEpochs ? log : { ...log, leaderEpochs };
  }
  if (log.segments[0]!.baseOffset > offset) return truncateFullyAndStartAt(log, offset);
  // A batch is cut as a whole: its last offset decides.
  const batches = take(log.batches, placeOf(log, offset));
  return {
    ...log,
    batches,
    segments: segmentsUpTo(log, batches, offset),
    logStartOffset: Math.min(offset, log.logStartOffset),
    logEndOffset: offset,
    highWatermark: Math.min(log.highWatermark, offset),
    recoveryPoint: Math.min(log.recoveryPoint, offset),
    leaderEpochs: epochs.truncateFromEnd(log.leaderEpochs, offset),
  };
}

function segmentsUpTo(log: PartitionLog, batches: Vector<RecordBatch>, offset: number): readonly LogSegment[] {
  const kept = log.segments.filter((segment, place) => place === 0 || segment.baseOffset <= offset);
  const active = kept[kept.length - 1]!;
  let size = 0;
  for (let place = batches.length - 1; place >= 0; place--) {
    const batch = at(batches, place)!;
    if (batch.baseOffset < active.baseOffset) break;
    size += batch.sizeInBytes;
  }
  return [...kept.slice(0, -1), { baseOffset: active.baseOffset, sizeInBytes: size }];
}

/** Everything goes; the log starts anew where the leader's starts. */
export function truncateFullyAndStartAt(log: PartitionLog, offset: number): PartitionLog {
  return emptyLog(log.topicId, offset);
}
