/**
 * Deleting the oldest segments of a log: those before the log start, then those that make it larger than retention.bytes,
 * then those whose newest record is older than retention.ms. Whole segments only, so a record stays longer than it has to
 * and then goes with its whole segment; never anything that is not committed.
 *
 * Kafka: org.apache.kafka.storage.internals.log.UnifiedLog (deleteOldSegments, deletableSegments, deleteSegments).
 */
import { type Micros, millis } from '../../base/time.ts';
import { drop, partitionPoint, slice, take } from '../../base/vector.ts';
import type { SegmentDeletionReason } from '../facts/logs.ts';
import { roll } from './logAppend.ts';
import { type LogSegment, largestTimestampOf, millisOf } from './logSegment.ts';
import {
  draftOf,
  type LogContext,
  maybeIncrementLogStartOffset,
  type PartitionLog,
  sizeInBytes,
} from './partitionLog.ts';
import { deleteSnapshotsOf } from './producerStateManager.ts';

export interface Deletion {
  readonly reason: SegmentDeletionReason;
  readonly segments: number;
  readonly logStartOffset: number;
}

export interface Retained {
  readonly log: PartitionLog;
  readonly deletions: readonly Deletion[];
  /** All of it had to go: a new segment was begun first. */
  readonly rolled: boolean;
}

type Condition = (segment: LogSegment, next: LogSegment | undefined) => boolean;

export function deleteOldSegments(log: PartitionLog, context: LogContext): Retained {
  let kept: Retained = { log, deletions: [], rolled: false };
  kept = deleteSegments(kept, 'log start offset', beforeLogStart(kept.log), context);
  if (!context.config.deletes) return kept;
  kept = deleteSegments(kept, 'retention.bytes', tooMuch(kept.log, context), context);
  return deleteSegments(kept, 'retention.ms', tooOld(context), context);
}

const NEVER: Condition = () => false;

function beforeLogStart({ logStartOffset }: PartitionLog): Condition {
  return (_, next) => next !== undefined && next.baseOffset <= logStartOffset;
}

function tooMuch(log: PartitionLog, { config: { retentionBytes } }: LogContext): Condition {
  let excess = sizeInBytes(log) - retentionBytes;
  if (retentionBytes < 0 || excess < 0) return NEVER;
  return (segment) => {
    if (excess < segment.sizeInBytes) return false;
    excess -= segment.sizeInBytes;
    return true;
  };
}

function tooOld({ config: { retentionMs }, env: { now } }: LogContext): Condition {
  if (retentionMs < 0) return NEVER;
  return (segment) => millisOf(now) - millisOf(largestTimestampOf(segment)) > retentionMs;
}

function deleteSegments(
  before: Retained,
  reason: SegmentDeletionReason,
  isDeletable: Condition,
  context: LogContext,
): Retained {
  const count = deletableSegments(before.log, isDeletable);
  if (count === 0) return before;
  // There is always a segment to append to.
  const rolled = count === before.log.segments.length;
  const log = withoutOldest(rolled ? roll(before.log, before.log.logEndOffset, context) : before.log, count, context);
  const deletion: Deletion = { reason, segments: count, logStartOffset: log.logStartOffset };
  return { log, deletions: [...before.deletions, deletion], rolled: before.rolled || rolled };
}

/** How many of the oldest; the first that may stay ends it. */
function deletableSegments({ segments, highWatermark, logEndOffset }: PartitionLog, isDeletable: Condition): number {
  let count = 0;
  for (; count < segments.length; count++) {
    const segment = segments[count]!;
    const next = segments[count + 1];
    if (next === undefined && segment.sizeInBytes === 0) break;
    if (highWatermark < (next?.baseOffset ?? logEndOffset) || !isDeletable(segment, next)) break;
  }
  return count;
}

function withoutOldest(log: PartitionLog, count: number, { env, config }: LogContext): PartitionLog {
  const gone = log.segments.slice(0, count);
  const start = log.segments[count]!.baseOffset;
  const next = draftOf(maybeIncrementLogStartOffset(log, start));
  const before = partitionPoint(log.batches, ({ baseOffset }) => baseOffset >= start);
  const deleteAt = env.now + millis(config.fileDeleteDelayMs);
  const oldest = slice(take(log.batches, before), 0);
  next.segments = log.segments.slice(count);
  next.batches = drop(log.batches, before);
  next.producerState = deleteSnapshotsOf(next.producerState, gone);
  next.deletedSegments = [
    ...log.deletedSegments,
    ...gone.map(({ baseOffset }, place) => {
      const end = log.segments[place + 1]!.baseOffset;
      const batches = oldest.filter((batch) => batch.baseOffset >= baseOffset && batch.baseOffset < end);
      return { baseOffset, batches, deleteAt };
    }),
  ];
  return next;
}

/** When the files of segments deleted before are due to go. */
export function purgeDeletedSegments(log: PartitionLog, now: Micros): PartitionLog {
  const deletedSegments = log.deletedSegments.filter(({ deleteAt }) => deleteAt > now);
  if (deletedSegments.length === log.deletedSegments.length) return log;
  const next = draftOf(log);
  next.deletedSegments = deletedSegments;
  return next;
}
