/**
 * The log of one replica: batches, where it starts and ends, how far it is committed, which epochs wrote it, and what it
 * remembers of its idempotent producers. How it grows, is read and is cut lies beside it: logAppend.ts, logRead.ts,
 * logTruncation.ts, logRetention.ts, cleaner/.
 *
 * Kafka: org.apache.kafka.storage.internals.log.{UnifiedLog,LocalLog}.
 * *Simplified:* segments are bookkeeping beside one list of batches; no indexes, no tiered storage, no transactions yet.
 */
import type { Draft } from '../../base/draft.ts';
import type { Micros } from '../../base/time.ts';
import { emptyVector, type Vector } from '../../base/vector.ts';
import type { Env } from '../../sim/protocol.ts';
import type { RecordBatch } from '../records.ts';
import type { TopicPartition } from '../topicPartition.ts';
import * as epochs from './leaderEpochCache.ts';
import type { LogConfig } from './logConfig.ts';
import { type DeletedSegment, emptySegment, type LogSegment } from './logSegment.ts';
import {
  emptyProducerState,
  firstUnstableOffset,
  onHighWatermarkUpdated,
  onLogStartOffsetIncremented,
  type ProducerState,
  updateMapEndOffset,
} from './producerStateManager.ts';

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
  /** Its `mapEndOffset` is brought up to the end of the log only where something asks for it: see `producersOf`. */
  readonly producerState: ProducerState;
  /** Up to where it is compacted; null: it never was. */
  readonly cleanedUpTo: number | null;
  /** Their files are still there. */
  readonly deletedSegments: readonly DeletedSegment[];
}

/** What an operation on a log has to know beside the log. */
export interface LogContext {
  readonly topicPartition: TopicPartition;
  readonly env: Pick<Env, 'now' | 'self' | 'draw'>;
  readonly config: LogConfig;
  /** producer.id.expiration.ms */
  readonly producerIdExpiration: Micros;
  /** Message format v2: a batch is cut and taken as a whole. */
  readonly hasBatches: boolean;
}

const NO_PRODUCERS = emptyProducerState();
const NONE_DELETED: readonly DeletedSegment[] = [];

export function emptyLog(topicId: string, startOffset = 0, now: Micros = 0): PartitionLog {
  return {
    topicId,
    batches: emptyVector(),
    segments: [emptySegment(startOffset, now)],
    logStartOffset: startOffset,
    logEndOffset: startOffset,
    highWatermark: startOffset,
    recoveryPoint: startOffset,
    leaderEpochs: epochs.emptyEpochCache(),
    producerState: NO_PRODUCERS,
    cleanedUpTo: null,
    deletedSegments: NONE_DELETED,
  };
}

/** A copy to change. */
export function draftOf(log: PartitionLog): Draft<PartitionLog> {
  return {
    topicId: log.topicId,
    batches: log.batches,
    segments: log.segments,
    logStartOffset: log.logStartOffset,
    logEndOffset: log.logEndOffset,
    highWatermark: log.highWatermark,
    recoveryPoint: log.recoveryPoint,
    leaderEpochs: log.leaderEpochs,
    producerState: log.producerState,
    cleanedUpTo: log.cleanedUpTo,
    deletedSegments: log.deletedSegments,
  };
}

/** What the log remembers of its producers, said to be of its end: batches without a producer id do not touch it. */
export function producersOf({ producerState, logEndOffset }: PartitionLog): ProducerState {
  return producerState.mapEndOffset === logEndOffset ? producerState : updateMapEndOffset(producerState, logEndOffset);
}

export function activeSegment({ segments }: PartitionLog): LogSegment {
  return segments[segments.length - 1]!;
}

/** UnifiedLog.size */
export function sizeInBytes({ segments }: PartitionLog): number {
  let size = 0;
  for (const segment of segments) size += segment.sizeInBytes;
  return size;
}

// ---- high watermark and log start ------------------------------------------------------------------------------------

function withHighWatermark(log: PartitionLog, highWatermark: number): PartitionLog {
  const next = draftOf(log);
  next.highWatermark = highWatermark;
  if (log.producerState.unreplicatedTxns.length > 0) {
    next.producerState = onHighWatermarkUpdated(log.producerState, highWatermark);
  }
  return next;
}

/** Clamped between the start and the end of the log: so a follower's may even fall (UnifiedLog.updateHighWatermark). */
export function updateHighWatermark(log: PartitionLog, suggested: number): PartitionLog {
  const highWatermark = Math.min(Math.max(suggested, log.logStartOffset), log.logEndOffset);
  return highWatermark === log.highWatermark ? log : withHighWatermark(log, highWatermark);
}

/** A leader's only rises. */
export function maybeIncrementHighWatermark(log: PartitionLog, highWatermark: number): PartitionLog {
  return highWatermark > log.highWatermark ? withHighWatermark(log, highWatermark) : log;
}

/** How far read_committed may read: up to the first record that is not decided (UnifiedLog.lastStableOffset). */
export function lastStableOffset({ highWatermark, producerState }: PartitionLog): number {
  const unstable = firstUnstableOffset(producerState);
  return unstable === null ? highWatermark : Math.min(highWatermark, unstable);
}

/**
 * Nothing below it can be read from now on; the segments go when somebody looks for those that may. Never beyond the
 * high watermark: whoever asks for more has to be refused, which is the caller's.
 */
export function maybeIncrementLogStartOffset(log: PartitionLog, logStartOffset: number): PartitionLog {
  if (logStartOffset <= log.logStartOffset || logStartOffset > log.highWatermark) return log;
  const next = draftOf(log);
  next.logStartOffset = logStartOffset;
  next.leaderEpochs = epochs.truncateFromStart(log.leaderEpochs, logStartOffset);
  next.producerState = onLogStartOffsetIncremented(producersOf(log), logStartOffset);
  return next;
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
