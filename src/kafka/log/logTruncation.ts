/**
 * Cutting a log from the end, and starting it anew elsewhere. What was remembered of producers is rebuilt as it was at
 * that offset, from the newest snapshot before it and the batches after that.
 *
 * Kafka: org.apache.kafka.storage.internals.log.UnifiedLog (truncateTo, truncateFullyAndStartAt, rebuildProducerState).
 */
import { at, push, take, type Vector } from '../../base/vector.ts';
import type { RecordBatch } from '../records.ts';
import * as epochs from './leaderEpochCache.ts';
import { placeOf } from './logRead.ts';
import { emptySegment, type LogSegment, maxTimestampOf, NO_TIMESTAMP } from './logSegment.ts';
import { activeSegment, draftOf, emptyLog, type LogContext, type PartitionLog, producersOf } from './partitionLog.ts';
import { headOf } from './partOfBatch.ts';
import { withRebuiltProducers } from './producerRecovery.ts';
import { deleteSnapshotsOf, truncateFullyAndStartAt as withoutProducers } from './producerStateManager.ts';

/** Cuts the log to end at `offset`. The epoch cache is cut even where no record goes: an epoch may have had none. */
export function truncateTo(log: PartitionLog, offset: number, context: LogContext): PartitionLog {
  if (offset >= log.logEndOffset) {
    const leaderEpochs = epochs.truncateFromEnd(log.leaderEpochs, log.logEndOffset);
    return leaderEpochs === log.leaderEpochs ? log : { ...log, leaderEpochs };
  }
  if (log.segments[0]!.baseOffset > offset) return truncateFullyAndStartAt(log, offset, context);
  const next = draftOf(log);
  // A batch is cut as a whole: its last offset decides.
  const place = placeOf(log, offset);
  const head = context.hasBatches ? undefined : headOf(at(log.batches, place)!, offset);
  next.batches = take(log.batches, place);
  if (head !== undefined) next.batches = push(next.batches, head);
  next.segments = segmentsUpTo(log, next.batches, offset, context);
  next.logStartOffset = Math.min(offset, log.logStartOffset);
  next.logEndOffset = offset;
  next.highWatermark = Math.min(log.highWatermark, offset);
  next.recoveryPoint = Math.min(log.recoveryPoint, offset);
  next.leaderEpochs = epochs.truncateFromEnd(log.leaderEpochs, offset);
  next.cleanedUpTo = cleanedUpTo(log, offset, next.segments[next.segments.length - 1]!);
  next.producerState = deleteSnapshotsOf(producersOf(log), log.segments.slice(next.segments.length));
  return withRebuiltProducers(next, context, false);
}

/** A cut into what may have been cleaned already makes all of the new active segment dirty. */
function cleanedUpTo(log: PartitionLog, offset: number, active: LogSegment): number | null {
  if (log.cleanedUpTo === null || offset >= activeSegment(log).baseOffset) return log.cleanedUpTo;
  return Math.min(log.cleanedUpTo, active.baseOffset);
}

function segmentsUpTo(
  log: PartitionLog,
  batches: Vector<RecordBatch>,
  offset: number,
  { env }: LogContext,
): readonly LogSegment[] {
  const kept = log.segments.filter((segment, place) => place === 0 || segment.baseOffset <= offset);
  const active = kept[kept.length - 1]!;
  let sizeInBytes = 0;
  let largestTimestamp = NO_TIMESTAMP;
  for (let place = batches.length - 1; place >= 0; place--) {
    const batch = at(batches, place)!;
    if (batch.baseOffset < active.baseOffset) break;
    sizeInBytes += batch.sizeInBytes;
    largestTimestamp = Math.max(largestTimestamp, maxTimestampOf(batch));
  }
  const empty = emptySegment(active.baseOffset, env.now, active.rollJitter);
  const cut = sizeInBytes === 0 ? empty : { ...active, sizeInBytes, largestTimestamp, lastModified: env.now };
  return [...kept.slice(0, -1), cut];
}

/** Everything goes; the log starts anew where the leader's starts. */
export function truncateFullyAndStartAt(log: PartitionLog, offset: number, context: LogContext): PartitionLog {
  const empty = emptyLog(log.topicId, offset, context.env.now);
  const producerState = withoutProducers(log.producerState, offset);
  const { deletedSegments } = log;
  const cleaned = log.cleanedUpTo === null ? null : Math.min(log.cleanedUpTo, offset);
  return withRebuiltProducers({ ...empty, cleanedUpTo: cleaned, deletedSegments, producerState }, context, false);
}
