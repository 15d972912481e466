/**
 * Where records wait for the sender: a queue of batches for each partition, out of a bounded memory
 * (org.apache.kafka.clients.producer.internals.RecordAccumulator, BufferPool). Which of them are ready is in
 * readyBatches.ts.
 */
import type { Draft } from '../../base/draft.ts';
import { emptyTable, get, set, type Table } from '../../base/table.ts';
import type { Micros } from '../../base/time.ts';
import { type Metadata, partitionName } from '../client/metadata.ts';
import type { KafkaEnv } from '../kinds.ts';
import type { TopicPartition } from '../topicPartition.ts';
import { nextSticky, type StickyPartition, shouldSwitch } from './builtInPartitioner.ts';
import type { NumberedRecord, ProducerBatch } from './producerBatch.ts';
import * as batches from './producerBatch.ts';
import type { ProducerSettings } from './settings.ts';

/** Oldest first; never empty. */
export interface PartitionQueue {
  readonly partition: TopicPartition;
  readonly batches: readonly ProducerBatch[];
}

export interface RecordAccumulator {
  readonly queues: readonly PartitionQueue[];
  readonly sticky: Table<StickyPartition>;
  /** max.in.flight.requests.per.connection=1: partitions with a batch in flight. */
  readonly muted: readonly TopicPartition[];
  /** Of buffer.memory. */
  readonly allocatedBytes: number;
  /** No batch expires before this. */
  readonly nextExpiryAt: Micros;
  /** By host: the partition that draining begins with, so that a full request is fair to the next partitions. */
  readonly drainFrom: Table<TopicPartition>;
}

export const NEVER: Micros = Number.MAX_SAFE_INTEGER;

export function emptyAccumulator(): RecordAccumulator {
  return {
    queues: [],
    sticky: emptyTable(),
    muted: [],
    allocatedBytes: 0,
    nextExpiryAt: NEVER,
    drainFrom: emptyTable(),
  };
}

export function draftOfAccumulator(accumulator: RecordAccumulator): Draft<RecordAccumulator> {
  return {
    queues: accumulator.queues,
    sticky: accumulator.sticky,
    muted: accumulator.muted,
    allocatedBytes: accumulator.allocatedBytes,
    nextExpiryAt: accumulator.nextExpiryAt,
    drainFrom: accumulator.drainFrom,
  };
}

export interface Appended {
  readonly accumulator: RecordAccumulator;
  readonly partition: TopicPartition;
}

/** undefined: there is no memory for another batch now. `partition` null: the sticky one. */
export function append(
  accumulator: RecordAccumulator,
  topic: string,
  partition: number | null,
  record: NumberedRecord,
  metadata: Metadata,
  settings: ProducerSettings,
  env: KafkaEnv,
): Appended | undefined {
  if (partition !== null) {
    return appendTo(accumulator, partitionName(metadata, topic, partition), record, settings, env);
  }
  const sticky = currentSticky(accumulator, topic, metadata, settings, env);
  const tp = partitionName(metadata, topic, sticky.partition);
  const appended = appendTo(accumulator, tp, record, settings, env);
  if (appended === undefined) return undefined;
  const producedBytes = sticky.producedBytes + addedBytes(accumulator, appended.accumulator, tp);
  const grown = { partition: sticky.partition, producedBytes, switches: sticky.switches };
  const isFull = allBatchesFull(queueOf(appended.accumulator, tp));
  const next = shouldSwitch(grown, settings.batchSize, isFull) ? nextSticky(grown, topic, metadata, env) : grown;
  const after = draftOfAccumulator(appended.accumulator);
  after.sticky = set(after.sticky, topic, next);
  return { partition: tp, accumulator: after };
}

/** A switch that waited for its batch to be full is made up for before the next record. */
function currentSticky(
  { sticky, queues }: RecordAccumulator,
  topic: string,
  metadata: Metadata,
  settings: ProducerSettings,
  env: KafkaEnv,
): StickyPartition {
  const current = get(sticky, topic);
  if (current === undefined) return nextSticky(undefined, topic, metadata, env);
  const queue = findQueue(queues, partitionName(metadata, topic, current.partition));
  return shouldSwitch(current, settings.batchSize, allBatchesFull(queue?.batches ?? NONE))
    ? nextSticky(current, topic, metadata, env)
    : current;
}

const NONE: readonly ProducerBatch[] = [];

function addedBytes(before: RecordAccumulator, after: RecordAccumulator, tp: TopicPartition): number {
  const [was, is] = [queueOf(before, tp), queueOf(after, tp)];
  const last = is[is.length - 1]!;
  return was.length === is.length ? last.sizeInBytes - was[was.length - 1]!.sizeInBytes : last.sizeInBytes;
}

function appendTo(
  accumulator: RecordAccumulator,
  partition: TopicPartition,
  record: NumberedRecord,
  settings: ProducerSettings,
  env: KafkaEnv,
): Appended | undefined {
  const queue = queueOf(accumulator, partition);
  const last = queue[queue.length - 1];
  const grown = last === undefined ? undefined : batches.tryAppend(last, record);
  if (grown !== undefined) return { partition, accumulator: withQueue(accumulator, partition, withLast(queue, grown)) };
  const capacity = Math.max(settings.batchSize, batches.sizeUpperBound(record));
  if (accumulator.allocatedBytes + capacity > settings.bufferMemory) return undefined;
  const batch = batches.newBatch(partition, record, capacity, env.now);
  const waiting = last === undefined ? [batch] : [...withLast(queue, batches.closed(last)), batch];
  const next = withQueue(accumulator, partition, waiting);
  next.allocatedBytes += capacity;
  next.nextExpiryAt = Math.min(next.nextExpiryAt, env.now + settings.deliveryTimeout);
  return { partition, accumulator: next };
}

function withLast(queue: readonly ProducerBatch[], last: ProducerBatch): readonly ProducerBatch[] {
  const next = queue.slice();
  next[next.length - 1] = last;
  return next;
}

function allBatchesFull(queue: readonly ProducerBatch[]): boolean {
  const last = queue[queue.length - 1];
  return last === undefined || batches.isFull(last);
}

function queueOf({ queues }: RecordAccumulator, partition: TopicPartition): readonly ProducerBatch[] {
  return findQueue(queues, partition)?.batches ?? NONE;
}

function findQueue(queues: readonly PartitionQueue[], partition: TopicPartition): PartitionQueue | undefined {
  for (const queue of queues) if (queue.partition === partition) return queue;
  return undefined;
}

export function withQueue(
  accumulator: RecordAccumulator,
  partition: TopicPartition,
  queue: readonly ProducerBatch[],
): Draft<RecordAccumulator> {
  const next = draftOfAccumulator(accumulator);
  const queues = accumulator.queues.slice();
  let place = 0;
  while (place < queues.length && queues[place]!.partition !== partition) place++;
  if (queue.length > 0) queues[place] = { partition, batches: queue };
  else queues.splice(place, 1);
  next.queues = queues;
  return next;
}

// ---- afterwards ---------------------------------------------------------------------------------------------------------

/** A batch to be sent again stands first. */
export function reenqueue(accumulator: RecordAccumulator, batch: ProducerBatch): RecordAccumulator {
  return withQueue(accumulator, batch.partition, [batch, ...queueOf(accumulator, batch.partition)]);
}

export function expiresAt(batch: ProducerBatch, settings: ProducerSettings): Micros {
  return batch.createdAt + settings.deliveryTimeout;
}

export interface Expired {
  readonly accumulator: RecordAccumulator;
  readonly batches: readonly ProducerBatch[];
}

/** Takes out what has waited delivery.timeout.ms; `nextExpiryAt` is then of what is left here. */
export function takeExpired(accumulator: RecordAccumulator, settings: ProducerSettings, now: Micros): Expired {
  const expired: ProducerBatch[] = [];
  let next = draftOfAccumulator(accumulator);
  next.nextExpiryAt = NEVER;
  for (const { partition, batches: queue } of accumulator.queues) {
    const alive = queue.findIndex((batch) => expiresAt(batch, settings) > now);
    const count = alive < 0 ? queue.length : alive;
    expired.push(...queue.slice(0, count));
    if (count > 0) next = withQueue(next, partition, queue.slice(count));
    if (alive >= 0) next.nextExpiryAt = Math.min(next.nextExpiryAt, expiresAt(queue[alive]!, settings));
  }
  return { accumulator: next, batches: expired };
}

export function mute(accumulator: RecordAccumulator, partition: TopicPartition): RecordAccumulator {
  const next = draftOfAccumulator(accumulator);
  next.muted = [...accumulator.muted, partition];
  return next;
}

export function unmute(accumulator: RecordAccumulator, partition: TopicPartition): RecordAccumulator {
  const next = draftOfAccumulator(accumulator);
  next.muted = accumulator.muted.filter((muted) => muted !== partition);
  return next;
}

/** The batch's memory may be used again. */
export function deallocate(accumulator: RecordAccumulator, batch: ProducerBatch): RecordAccumulator {
  if (batch.split) return accumulator;
  const next = draftOfAccumulator(accumulator);
  next.allocatedBytes -= batch.capacity;
  return next;
}

/** Records waiting here, for the screen. */
export function bufferedRecords({ queues }: RecordAccumulator): number {
  let count = 0;
  for (const { batches: queue } of queues) for (const { records } of queue) count += records.length;
  return count;
}
