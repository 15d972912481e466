/**
 * Which part of a log may be cleaned, and how much it needs it: from where it was cleaned before up to the first segment
 * that is active, not wholly committed, or too young.
 *
 * Kafka: org.apache.kafka.storage.internals.log.{LogToClean,LogCleanerManager} (cleanableOffsets, calculateCleanableBytes,
 * maxCompactionDelay; KIP-58, KIP-354).
 */
import { type LogSegment, largestTimestampOf, millisOf } from '../logSegment.ts';
import { activeSegment, type LogContext, lastStableOffset, type PartitionLog } from '../partitionLog.ts';

export interface LogToClean {
  readonly firstDirtyOffset: number;
  /** Begins a segment: nothing from it on is looked at. */
  readonly firstUncleanableOffset: number;
  readonly cleanableBytes: number;
  readonly totalBytes: number;
  /** Something dirty is older than max.compaction.lag.ms. */
  readonly needsCompactionNow: boolean;
}

export function logToClean(log: PartitionLog, context: LogContext): LogToClean {
  const firstDirtyOffset = firstDirtyOffsetOf(log);
  const bound = Math.max(firstDirtyOffset, uncleanableOffset(log, firstDirtyOffset, context));
  const firstUncleanableOffset = (nonActiveFrom(log, bound)[0] ?? activeSegment(log)).baseOffset;
  const from = Math.min(firstDirtyOffset, firstUncleanableOffset);
  const cleanBytes = bytesOf(segmentsBetween(log, -1, firstDirtyOffset));
  const cleanableBytes = bytesOf(segmentsBetween(log, from, firstUncleanableOffset));
  return {
    firstDirtyOffset,
    firstUncleanableOffset,
    cleanableBytes,
    totalBytes: cleanBytes + cleanableBytes,
    needsCompactionNow: isOverdue(log, firstDirtyOffset, context),
  };
}

/** Not worth it before min.cleanable.dirty.ratio of its bytes are dirty, or some of them have waited too long. */
export function isCleanable({ cleanableBytes, totalBytes, needsCompactionNow }: LogToClean, minRatio: number): boolean {
  if (totalBytes === 0) return false;
  return (needsCompactionNow && cleanableBytes > 0) || cleanableBytes > minRatio * totalBytes;
}

/** What was cleaned may be gone since, at either end. */
function firstDirtyOffsetOf({ cleanedUpTo, logStartOffset, logEndOffset }: PartitionLog): number {
  if (cleanedUpTo === null || cleanedUpTo < logStartOffset || cleanedUpTo > logEndOffset) return logStartOffset;
  return cleanedUpTo;
}

function uncleanableOffset(log: PartitionLog, firstDirtyOffset: number, { config, env }: LogContext): number {
  const committed = Math.min(lastStableOffset(log), activeSegment(log).baseOffset);
  const { minCompactionLagMs } = config;
  if (minCompactionLagMs <= 0) return committed;
  const young = nonActiveFrom(log, firstDirtyOffset).find(
    (segment) => millisOf(largestTimestampOf(segment)) > millisOf(env.now) - minCompactionLagMs,
  );
  return young === undefined ? committed : Math.min(committed, young.baseOffset);
}

function isOverdue(log: PartitionLog, firstDirtyOffset: number, { config, env }: LogContext): boolean {
  const cleanUntil = millisOf(env.now) - config.maxCompactionLagMs;
  return nonActiveFrom(log, firstDirtyOffset).some(
    ({ firstTimestamp }) => firstTimestamp > 0 && millisOf(firstTimestamp) < cleanUntil,
  );
}

/** LogSegments.values: from the segment with `from` in it, those that begin before `to`. */
export function segmentsBetween({ segments }: PartitionLog, from: number, to: number): readonly LogSegment[] {
  if (from === to) return [];
  const after = segments.findIndex(({ baseOffset }) => baseOffset > from);
  const holdsFrom = (after === -1 ? segments.length : after) - 1;
  return segments.slice(Math.max(0, holdsFrom)).filter(({ baseOffset }) => baseOffset < to);
}

function nonActiveFrom(log: PartitionLog, from: number): readonly LogSegment[] {
  const { baseOffset } = activeSegment(log);
  return from > baseOffset ? [] : segmentsBetween(log, from, baseOffset);
}

function bytesOf(segments: readonly LogSegment[]): number {
  let size = 0;
  for (const { sizeInBytes } of segments) size += sizeInBytes;
  return size;
}
