/**
 * Where records wait for the sender: a queue of batches for each partition, out of a bounded memory
 * (org.apache.kafka.clients.producer.internals.RecordAccumulator, BufferPool). How a record comes into it is in
 * append.ts, which batches are ready in readyBatches.ts, and which are taken in drain.ts.
 */
import type { Draft } from '../../base/draft.ts';
import { emptyTable, get, set, type Table } from '../../base/table.ts';
import type { Micros } from '../../base/time.ts';
import {
  INITIAL_COMPRESSION_RATIO,
  resetCompressionRatio,
  updatedCompressionRatio,
} from '../record/compressionRatioEstimator.ts';
import { RECORD_BATCH_OVERHEAD } from '../record/defaultRecordBatch.ts';
import { type TopicPartition, topicOf } from '../topicPartition.ts';
import type { StickyPartition } from './builtInPartitioner.ts';
import type { NodeLatency } from './partitionLoadStats.ts';
import { type NumberedRecord, type ProducerBatch, tryAppend } from './producerBatch.ts';
import type { ProducerSettings } from './settings.ts';
import { hasSequence } from './transactionManager.ts';

/** Oldest first; never empty. */
export interface PartitionQueue {
  readonly partition: TopicPartition;
  readonly batches: readonly ProducerBatch[];
}

export interface RecordAccumulator {
  readonly queues: readonly PartitionQueue[];
  /** By topic. */
  readonly sticky: Table<StickyPartition>;
  /** By topic: partitions that were appended to at least once, in order. */
  readonly used: Table<readonly number[]>;
  /** max.in.flight.requests.per.connection=1: partitions with a batch in flight. */
  readonly muted: readonly TopicPartition[];
  /** Of buffer.memory. */
  readonly allocatedBytes: number;
  /** No batch expires before this. */
  readonly nextExpiryAt: Micros;
  /** By host: place of the partition that draining begins with, so that a full request is fair to the next partitions. */
  readonly drainFrom: Table<number>;
  /** By host; kept only where partitioner.availability.timeout.ms is set. */
  readonly nodeLatencies: Table<NodeLatency>;
  /** How many batches there have been. */
  readonly batchCount: number;
  /** By topic: what compression is expected to leave of a byte (CompressionRatioEstimator). */
  readonly compressionRatios: Table<number>;
  /** Of each flush() that has not returned: the number of the last batch that it waits for. */
  readonly flushes: readonly number[];
  /** close() was called: whatever is left may go at once. */
  readonly closed: boolean;
}

export const NEVER: Micros = Number.MAX_SAFE_INTEGER;

export function emptyAccumulator(): RecordAccumulator {
  return {
    queues: [],
    sticky: emptyTable(),
    used: emptyTable(),
    muted: [],
    allocatedBytes: 0,
    nextExpiryAt: NEVER,
    drainFrom: emptyTable(),
    nodeLatencies: emptyTable(),
    batchCount: 0,
    compressionRatios: emptyTable(),
    flushes: [],
    closed: false,
  };
}

export function draftOfAccumulator(accumulator: RecordAccumulator): Draft<RecordAccumulator> {
  return {
    queues: accumulator.queues,
    sticky: accumulator.sticky,
    used: accumulator.used,
    muted: accumulator.muted,
    allocatedBytes: accumulator.allocatedBytes,
    nextExpiryAt: accumulator.nextExpiryAt,
    drainFrom: accumulator.drainFrom,
    nodeLatencies: accumulator.nodeLatencies,
    batchCount: accumulator.batchCount,
    compressionRatios: accumulator.compressionRatios,
    flushes: accumulator.flushes,
    closed: accumulator.closed,
  };
}

const NONE: readonly ProducerBatch[] = [];

export function queueOf({ queues }: RecordAccumulator, partition: TopicPartition): readonly ProducerBatch[] {
  for (const queue of queues) if (queue.partition === partition) return queue.batches;
  return NONE;
}

export function setQueue(
  next: Draft<RecordAccumulator>,
  partition: TopicPartition,
  batches: readonly ProducerBatch[],
): void {
  const queues = next.queues.slice();
  let place = 0;
  while (place < queues.length && queues[place]!.partition !== partition) place++;
  if (batches.length > 0) queues[place] = { partition, batches };
  else queues.splice(place, 1);
  next.queues = queues;
}

export function withQueue(
  accumulator: RecordAccumulator,
  partition: TopicPartition,
  batches: readonly ProducerBatch[],
): Draft<RecordAccumulator> {
  const next = draftOfAccumulator(accumulator);
  setQueue(next, partition, batches);
  return next;
}

/** The record does not fit into the last batch of its queue. */
export function isNewBatchNeeded(
  accumulator: RecordAccumulator,
  partition: TopicPartition,
  record: NumberedRecord,
): boolean {
  const queue = queueOf(accumulator, partition);
  const last = queue[queue.length - 1];
  return last === undefined || tryAppend(last, record) === undefined;
}

// ---- afterwards ---------------------------------------------------------------------------------------------------------

/** A batch to be sent again stands first, or, with sequence numbers, where its own puts it. */
export function reenqueue(accumulator: RecordAccumulator, batch: ProducerBatch): RecordAccumulator {
  const queue = queueOf(accumulator, batch.partition);
  let place = 0;
  if (hasSequence(batch)) {
    while (place < queue.length && hasSequence(queue[place]!) && queue[place]!.baseSequence < batch.baseSequence)
      place++;
  }
  const waiting = queue.slice();
  waiting.splice(place, 0, batch);
  return withQueue(accumulator, batch.partition, waiting);
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
  const next = draftOfAccumulator(accumulator);
  next.nextExpiryAt = NEVER;
  for (const { partition, batches } of accumulator.queues) {
    const alive = batches.findIndex((batch) => expiresAt(batch, settings) > now);
    const count = alive < 0 ? batches.length : alive;
    expired.push(...batches.slice(0, count));
    if (count > 0) setQueue(next, partition, batches.slice(count));
    if (alive >= 0) next.nextExpiryAt = Math.min(next.nextExpiryAt, expiresAt(batches[alive]!, settings));
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

// ---- compression --------------------------------------------------------------------------------------------------------

export function compressionRatioOf({ compressionRatios }: RecordAccumulator, topic: string): number {
  return get(compressionRatios, topic) ?? INITIAL_COMPRESSION_RATIO;
}

/** A batch has been compressed: the next ones of its topic are expected to fare a little more like it. */
export function noteCompression(next: Draft<RecordAccumulator>, batch: ProducerBatch): void {
  if (batch.compressed === null) return;
  const topic = topicOf(batch.partition);
  const compressed = batch.compressed.sizeInBytes - RECORD_BATCH_OVERHEAD;
  const uncompressed = batch.uncompressedSizeInBytes - RECORD_BATCH_OVERHEAD;
  const ratio = updatedCompressionRatio(compressionRatioOf(next, topic), compressed, uncompressed);
  next.compressionRatios = set(next.compressionRatios, topic, ratio);
}

/** It was too large all the same: no hope is left (RecordAccumulator.splitAndReenqueue). */
export function expectAsCompressed(accumulator: RecordAccumulator, batch: ProducerBatch): RecordAccumulator {
  if (batch.compressed === null) return accumulator;
  const compressed = batch.compressed.sizeInBytes - RECORD_BATCH_OVERHEAD;
  const uncompressed = batch.uncompressedSizeInBytes - RECORD_BATCH_OVERHEAD;
  const next = draftOfAccumulator(accumulator);
  const ratio = resetCompressionRatio(compressed, uncompressed);
  next.compressionRatios = set(next.compressionRatios, topicOf(batch.partition), ratio);
  return next;
}

// ---- flush and close ----------------------------------------------------------------------------------------------------

/** Until it has returned every batch may go at once, later ones too (RecordAccumulator.beginFlush). */
export function beginFlush(accumulator: RecordAccumulator): RecordAccumulator {
  const next = draftOfAccumulator(accumulator);
  next.flushes = [...accumulator.flushes, accumulator.batchCount];
  return next;
}

/** `oldest`: number of the oldest batch that has come to no end. */
export function endFlushes(accumulator: RecordAccumulator, oldest: number): RecordAccumulator {
  const next = draftOfAccumulator(accumulator);
  next.flushes = accumulator.flushes.filter((last) => oldest <= last);
  return next;
}

export function closeAccumulator(accumulator: RecordAccumulator): RecordAccumulator {
  const next = draftOfAccumulator(accumulator);
  next.closed = true;
  return next;
}

/** Records waiting here, for the screen. */
export function bufferedRecords({ queues }: RecordAccumulator): number {
  let count = 0;
  for (const { batches } of queues) for (const { records } of batches) count += records.length;
  return count;
}
