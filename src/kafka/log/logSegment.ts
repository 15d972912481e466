/**
 * One segment of a log, as bookkeeping beside the log's list of batches: where it begins, how large it is, and the two
 * times that decide its fate: of its first batch (when to roll) and of its newest record (when to delete).
 *
 * Kafka: org.apache.kafka.storage.internals.log.{LogSegment,RollParams}.
 * *Simplified:* no index files, so none that could be full.
 */
import { MICROS_PER_MILLI, type Micros } from '../../base/time.ts';
import type { RecordBatch } from '../records.ts';
import type { LogConfig } from './logConfig.ts';

export interface LogSegment {
  readonly baseOffset: number;
  readonly sizeInBytes: number;
  /** Of its first batch; NO_TIMESTAMP while it is empty. */
  readonly firstTimestamp: Micros;
  /** The newest of its records. */
  readonly largestTimestamp: Micros;
  /** When it was last written to. */
  readonly lastModified: Micros;
  /** It rolls that much before segment.ms (segment.jitter.ms). */
  readonly rollJitter: Micros;
}

/** A segment that is no longer part of its log; its files stay until `deleteAt` (file.delete.delay.ms). */
export interface DeletedSegment {
  readonly baseOffset: number;
  readonly batches: readonly RecordBatch[];
  readonly deleteAt: Micros;
}

export const NO_TIMESTAMP = -1;

export function emptySegment(baseOffset: number, now: Micros, rollJitter: Micros = 0): LogSegment {
  return {
    baseOffset,
    sizeInBytes: 0,
    firstTimestamp: NO_TIMESTAMP,
    largestTimestamp: NO_TIMESTAMP,
    lastModified: now,
    rollJitter,
  };
}

/** What is appended to a segment at once. */
export interface AppendedBytes {
  readonly sizeInBytes: number;
  readonly firstTimestamp: Micros;
  readonly largestTimestamp: Micros;
}

export function segmentWith(segment: LogSegment, appended: AppendedBytes, now: Micros): LogSegment {
  return {
    baseOffset: segment.baseOffset,
    sizeInBytes: segment.sizeInBytes + appended.sizeInBytes,
    firstTimestamp: segment.sizeInBytes === 0 ? appended.firstTimestamp : segment.firstTimestamp,
    largestTimestamp: Math.max(segment.largestTimestamp, appended.largestTimestamp),
    lastModified: now,
    rollJitter: segment.rollJitter,
  };
}

/** Age is told by the records' own timestamps: a segment rolls when a record comes that is so much newer than its first. */
export function shouldRoll(segment: LogSegment, appended: AppendedBytes, config: LogConfig): boolean {
  const { sizeInBytes, firstTimestamp, rollJitter } = segment;
  if (sizeInBytes === 0) return false;
  if (sizeInBytes > config.segmentBytes - appended.sizeInBytes) return true;
  const waited = millisOf(appended.largestTimestamp) - millisOf(firstTimestamp);
  return waited > config.segmentMs - millisOf(rollJitter);
}

/** Kafka counts in milliseconds. */
export function millisOf(time: Micros): number {
  return Math.floor(time / MICROS_PER_MILLI);
}

export function maxTimestampOf({ records, maxTimestamp }: Pick<RecordBatch, 'records' | 'maxTimestamp'>): Micros {
  if (maxTimestamp !== undefined) return maxTimestamp;
  let largest = NO_TIMESTAMP;
  for (const { timestamp } of records) if (timestamp > largest) largest = timestamp;
  return largest;
}

/** What its age is counted from: an empty segment has only the time of its file. */
export function largestTimestampOf({ largestTimestamp, lastModified }: LogSegment): Micros {
  return largestTimestamp >= 0 ? largestTimestamp : lastModified;
}
