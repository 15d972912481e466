/**
 * What a log remembers of its producers, made anew from its snapshots and its batches: after a truncation and at a start.
 * A snapshot has the newest batch of each producer only, so that afterwards fewer duplicates are known than before.
 *
 * Kafka: org.apache.kafka.storage.internals.log.{UnifiedLog.rebuildProducerState,LogLoader.recoverSegment}.
 */
import { partitionPoint, slice } from '../../base/vector.ts';
import type { RecordBatch } from '../records.ts';
import type { LogContext, PartitionLog } from './partitionLog.ts';
import { producerBatchOf } from './producerBatch.ts';
import { loadProducers, rebuildProducerState, type SegmentToLoad } from './producerStateAppend.ts';
import {
  emptyProducerState,
  type ProducerSnapshot,
  type ProducerState,
  removeStraySnapshots,
  takeSnapshot,
  updateMapEndOffset,
} from './producerStateManager.ts';

type Clock = Pick<LogContext, 'topicPartition' | 'producerIdExpiration'> & { readonly env: { readonly now: number } };

export function withRebuiltProducers(log: PartitionLog, clock: Clock, reloadFromCleanShutdown: boolean): PartitionLog {
  return {
    ...log,
    producerState: rebuilt(
      log,
      log.producerState,
      log.logStartOffset,
      log.logEndOffset,
      clock,
      reloadFromCleanShutdown,
    ),
  };
}

function rebuilt(
  log: PartitionLog,
  before: ProducerState,
  logStartOffset: number,
  lastOffset: number,
  { topicPartition, env: { now }, producerIdExpiration: expiration }: Clock,
  reloadFromCleanShutdown: boolean,
): ProducerState {
  const segments = segmentsToLoad(log, before.snapshots, lastOffset);
  const clock = { now, expiration };
  return rebuildProducerState(
    before,
    topicPartition,
    segments,
    logStartOffset,
    lastOffset,
    clock,
    reloadFromCleanShutdown,
  );
}

/** Of segments that lie wholly before the newest snapshot that will be found nothing is read. */
function segmentsToLoad(
  log: PartitionLog,
  snapshots: readonly ProducerSnapshot[],
  lastOffset: number,
): readonly SegmentToLoad[] {
  let from = 0;
  for (const { offset } of snapshots) if (offset <= lastOffset) from = Math.max(from, offset);
  return log.segments.map(({ baseOffset }, place) => {
    const end = log.segments[place + 1]?.baseOffset ?? Number.MAX_SAFE_INTEGER;
    if (end <= from || baseOffset >= lastOffset) return { baseOffset, batches: [] };
    return { baseOffset, batches: batchesWithin(log, baseOffset, end).map(producerBatchOf) };
  });
}

/**
 * At a start. After an unclean stop each segment from that of the recovery point on is read through, from the snapshot
 * before it, and gets one for what comes after it.
 */
export function loadedProducers(
  log: PartitionLog,
  found: readonly ProducerSnapshot[],
  recoveryPoint: number,
  clock: Clock,
  hadCleanShutdown: boolean,
): PartitionLog {
  let snapshots = found;
  if (!hadCleanShutdown) {
    log.segments.forEach(({ baseOffset }, place) => {
      const end = log.segments[place + 1]?.baseOffset ?? log.logEndOffset;
      const isUnflushed = place === log.segments.length - 1 || end > recoveryPoint;
      if (isUnflushed) snapshots = recoveredSegment(log, snapshots, baseOffset, end, clock);
    });
  }
  const bases = log.segments.map(({ baseOffset }) => baseOffset);
  const state = removeStraySnapshots(emptyProducerState(snapshots), bases);
  return withRebuiltProducers({ ...log, producerState: state }, clock, hadCleanShutdown);
}

function recoveredSegment(
  log: PartitionLog,
  snapshots: readonly ProducerSnapshot[],
  baseOffset: number,
  end: number,
  clock: Clock,
): readonly ProducerSnapshot[] {
  const before = rebuilt(log, emptyProducerState(snapshots), log.logStartOffset, baseOffset, clock, false);
  const after = loadProducers(before, clock.topicPartition, batchesWithin(log, baseOffset, end).map(producerBatchOf));
  return takeSnapshot(updateMapEndOffset(after, end)).snapshots;
}

function batchesWithin({ batches }: PartitionLog, from: number, to: number): readonly RecordBatch[] {
  const before = (offset: number): number => partitionPoint(batches, (batch) => batch.baseOffset >= offset);
  return slice(batches, before(from), before(to));
}
