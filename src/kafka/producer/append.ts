/**
 * A record comes into a batch: the last one of its partition's queue, or a new one, if there is memory for it; and the
 * sticky partition moves on when it has had its share (RecordAccumulator.append, tryAppend, appendNewBatch,
 * partitionChanged).
 */
import type { Draft } from '../../base/draft.ts';
import { get, set } from '../../base/table.ts';
import { type Metadata, partitionName } from '../client/metadata.ts';
import type { KafkaEnv } from '../kinds.ts';
import { sizeUpperBound } from '../record/recordSize.ts';
import { partitionOf, type TopicPartition } from '../topicPartition.ts';
import { nextSticky, type StickyPartition, shouldSwitch } from './builtInPartitioner.ts';
import type { LoadOfTopic } from './partitionLoadStats.ts';
import type { NumberedRecord, ProducerBatch } from './producerBatch.ts';
import * as batches from './producerBatch.ts';
import {
  compressionRatioOf,
  draftOfAccumulator,
  queueOf,
  type RecordAccumulator,
  setQueue,
} from './recordAccumulator.ts';
import type { ProducerSettings } from './settings.ts';

export interface Appended {
  readonly accumulator: RecordAccumulator;
  /** null: there is no memory for another batch now. */
  readonly partition: TopicPartition | null;
  /** Number of the batch it came into. */
  readonly batch: number;
}

interface Appending {
  readonly next: Draft<RecordAccumulator>;
  readonly topic: string;
  readonly metadata: Metadata;
  readonly settings: ProducerSettings;
  readonly env: KafkaEnv;
}

/** `partition` null: the sticky one. */
export function append(
  accumulator: RecordAccumulator,
  topic: string,
  partition: number | null,
  record: NumberedRecord,
  metadata: Metadata,
  settings: ProducerSettings,
  env: KafkaEnv,
): Appended {
  const next = draftOfAccumulator(accumulator);
  const appending: Appending = { next, topic, metadata, settings, env };
  for (;;) {
    const sticky = partition === null ? currentSticky(appending) : undefined;
    const tp = partitionName(metadata, topic, partition ?? sticky!.partition);
    if (sticky !== undefined && completeSwitch(appending, sticky, tp)) continue;
    let added = tryAppend(next, tp, record);
    if (added === undefined) {
      const capacity = Math.max(settings.batchSize, sizeUpperBound(record));
      if (next.allocatedBytes + capacity > settings.bufferMemory)
        return { accumulator: next, partition: null, batch: -1 };
      // The batch that had no room is closed by now: that may be what a switch of partitions waited for.
      if (sticky !== undefined && completeSwitch(appending, sticky, tp)) continue;
      added = appendNewBatch(appending, tp, record, capacity);
    }
    if (sticky !== undefined) produced(appending, sticky, tp, added);
    const queue = queueOf(next, tp);
    return { accumulator: next, partition: tp, batch: queue[queue.length - 1]!.number };
  }
}

/** The bytes by which the batch has grown; undefined: there is none with room, and the last one takes no more. */
function tryAppend(next: Draft<RecordAccumulator>, tp: TopicPartition, record: NumberedRecord): number | undefined {
  const queue = queueOf(next, tp);
  const last = queue[queue.length - 1];
  if (last === undefined) return undefined;
  const grown = batches.tryAppend(last, record);
  if (grown !== undefined) setQueue(next, tp, withLast(queue, grown));
  else if (!last.closed) setQueue(next, tp, withLast(queue, batches.closed(last)));
  return grown === undefined ? undefined : batches.sizeInBytes(grown) - batches.sizeInBytes(last);
}

function withLast(queue: readonly ProducerBatch[], last: ProducerBatch): readonly ProducerBatch[] {
  const next = queue.slice();
  next[next.length - 1] = last;
  return next;
}

function appendNewBatch(
  { next, topic, settings, env }: Appending,
  tp: TopicPartition,
  record: NumberedRecord,
  capacity: number,
): number {
  next.batchCount += 1;
  const ratio = compressionRatioOf(next, topic);
  const batch = batches.newBatch(tp, next.batchCount, record, capacity, env.now, settings.compression, ratio);
  setQueue(next, tp, [...queueOf(next, tp), batch]);
  next.allocatedBytes += capacity;
  next.nextExpiryAt = Math.min(next.nextExpiryAt, env.now + settings.deliveryTimeout);
  noteUse(next, topic, partitionOf(tp));
  return batches.sizeInBytes(batch);
}

function noteUse(next: Draft<RecordAccumulator>, topic: string, partition: number): void {
  const used = get(next.used, topic) ?? [];
  if (used.includes(partition)) return;
  let place = 0;
  while (place < used.length && used[place]! < partition) place++;
  next.used = set(next.used, topic, [...used.slice(0, place), partition, ...used.slice(place)]);
}

// ---- the sticky partition -----------------------------------------------------------------------------------------------

function currentSticky(appending: Appending): StickyPartition {
  return get(appending.next.sticky, appending.topic) ?? switchFrom(appending, undefined);
}

function switchFrom(appending: Appending, previous: StickyPartition | undefined): StickyPartition {
  const { next, topic, metadata, env } = appending;
  const sticky = nextSticky(previous, topic, metadata, loadOf(appending), env);
  next.sticky = set(next.sticky, topic, sticky);
  return sticky;
}

function loadOf({ next, topic, metadata, settings }: Appending): LoadOfTopic | null {
  if (!settings.adaptivePartitioning) return null;
  return {
    used: get(next.used, topic) ?? [],
    queueLength: (partition) => queueOf(next, partitionName(metadata, topic, partition)).length,
    nodeLatencies: next.nodeLatencies,
    availabilityTimeout: settings.availabilityTimeout,
  };
}

/** A switch that waited for its batch to be full is made up for before the next record. */
function completeSwitch(appending: Appending, sticky: StickyPartition, tp: TopicPartition): boolean {
  const { next, settings } = appending;
  if (!areBatchesFull(next, tp) || !shouldSwitch(sticky, settings.batchSize, true)) return false;
  switchFrom(appending, sticky);
  return true;
}

function produced(appending: Appending, sticky: StickyPartition, tp: TopicPartition, bytes: number): void {
  const { next, topic, settings } = appending;
  const { partition, producedBytes, switches } = sticky;
  const grown = { partition, producedBytes: producedBytes + bytes, switches };
  if (shouldSwitch(grown, settings.batchSize, areBatchesFull(next, tp))) switchFrom(appending, grown);
  else next.sticky = set(next.sticky, topic, grown);
}

function areBatchesFull(accumulator: RecordAccumulator, tp: TopicPartition): boolean {
  const queue = queueOf(accumulator, tp);
  const last = queue[queue.length - 1];
  return last === undefined || batches.isFull(last);
}
