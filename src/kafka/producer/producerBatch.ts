/**
 * Records for one partition that are sent together: filled in the accumulator, sent, perhaps sent again
 * (org.apache.kafka.clients.producer.internals.ProducerBatch, MemoryRecordsBuilder).
 *
 * *Simplified:* a batch is compressed when it is drained, in one go; Kafka compresses record by record in send().
 */

import type { Draft } from '../../base/draft.ts';
import { MICROS_PER_MILLI, type Micros } from '../../base/time.ts';
import { at, emptyVector, push, slice, type Vector } from '../../base/vector.ts';
import { estimatedBatchSize } from '../record/compressionRatioEstimator.ts';
import { RECORD_BATCH_OVERHEAD } from '../record/defaultRecordBatch.ts';
import { recordSizeInBytes, sizeUpperBound } from '../record/recordSize.ts';
import { type BatchWeight, type Compression, weighed } from '../record/storedBatch.ts';
import type { DataRecord, UnassignedBatch } from '../records.ts';
import type { TopicPartition } from '../topicPartition.ts';
import type { Sequenced } from './txnPartitionEntry.ts';

/** A record on its way, with its number in the producer's ledger, and the thread of the application that sent it. */
export interface NumberedRecord extends DataRecord {
  readonly number: number;
  readonly thread: number;
}

export interface ProducerBatch {
  readonly partition: TopicPartition;
  /** Counts the batches of this producer; the parts of one that was split have its number. */
  readonly number: number;
  readonly records: Vector<NumberedRecord>;
  /** Without compression. */
  readonly uncompressedSizeInBytes: number;
  readonly compression: Compression | undefined;
  /** What compression is expected to leave of each byte. */
  readonly estimatedCompressionRatio: number;
  /** Once it is compressed; null before, and without compression. */
  readonly compressed: BatchWeight | null;
  /** Bytes taken from buffer.memory: batch.size, or more for one large record. */
  readonly capacity: number;
  /** Takes no more records. */
  readonly closed: boolean;
  readonly createdAt: Micros;
  readonly lastAttemptAt: Micros;
  /** Sends that came to nothing. */
  readonly attempts: number;
  /** Newest leader epoch seen while the batch waits, and how many attempts had been made then (KIP-951). */
  readonly leaderEpoch: number;
  readonly attemptsWhenLeaderChanged: number;
  /** One of its attempts may be in the log. */
  readonly maybeAppended: boolean;
  /** Its callbacks have been called: a late answer changes nothing. */
  readonly done: boolean;
  /** Came of a batch that was too large: it holds no buffer of its own. */
  readonly split: boolean;
  /** -1: it has no sequence number yet, or never will. */
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly baseSequence: number;
  /** Its sequence was changed since it was last sent (ProducerBatch.sequenceHasBeenReset). */
  readonly reopened: boolean;
}

/** A batch with its first record, for which there is always room. */
export function newBatch(
  partition: TopicPartition,
  number: number,
  record: NumberedRecord,
  capacity: number,
  createdAt: Micros,
  compression: Compression | undefined,
  estimatedCompressionRatio: number,
): Draft<ProducerBatch> {
  return {
    partition,
    number,
    records: push(emptyVector(), record),
    uncompressedSizeInBytes: RECORD_BATCH_OVERHEAD + recordSizeInBytes(0, 0, record),
    compression,
    estimatedCompressionRatio,
    compressed: null,
    capacity,
    closed: false,
    createdAt,
    lastAttemptAt: createdAt,
    attempts: 0,
    leaderEpoch: -1,
    attemptsWhenLeaderChanged: 0,
    maybeAppended: false,
    done: false,
    split: false,
    producerId: -1,
    producerEpoch: -1,
    baseSequence: -1,
    reopened: false,
  };
}

export function draftOfBatch(batch: ProducerBatch): Draft<ProducerBatch> {
  return {
    partition: batch.partition,
    number: batch.number,
    records: batch.records,
    uncompressedSizeInBytes: batch.uncompressedSizeInBytes,
    compression: batch.compression,
    estimatedCompressionRatio: batch.estimatedCompressionRatio,
    compressed: batch.compressed,
    capacity: batch.capacity,
    closed: batch.closed,
    createdAt: batch.createdAt,
    lastAttemptAt: batch.lastAttemptAt,
    attempts: batch.attempts,
    leaderEpoch: batch.leaderEpoch,
    attemptsWhenLeaderChanged: batch.attemptsWhenLeaderChanged,
    maybeAppended: batch.maybeAppended,
    done: batch.done,
    split: batch.split,
    producerId: batch.producerId,
    producerEpoch: batch.producerEpoch,
    baseSequence: batch.baseSequence,
    reopened: batch.reopened,
  };
}

/** The batch with the record, or undefined where it has no room. */
export function tryAppend(batch: ProducerBatch, record: NumberedRecord): ProducerBatch | undefined {
  if (isFull(batch)) return undefined;
  const size = recordSizeInBytes(batch.records.length, millisBetween(batch, record), record);
  if (batch.capacity < sizeInBytes(batch) + size) return undefined;
  const next = draftOfBatch(batch);
  next.records = push(batch.records, record);
  next.uncompressedSizeInBytes += size;
  return next;
}

function millisBetween(batch: ProducerBatch, record: NumberedRecord): number {
  const first = at(batch.records, 0)!;
  return Math.floor(record.timestamp / MICROS_PER_MILLI) - Math.floor(first.timestamp / MICROS_PER_MILLI);
}

export function isFull(batch: ProducerBatch): boolean {
  return batch.closed || batch.capacity <= sizeInBytes(batch);
}

/** What it is believed to take, until it is compressed (ProducerBatch.estimatedSizeInBytes). */
export function sizeInBytes(batch: ProducerBatch): number {
  const { compression, compressed, uncompressedSizeInBytes, estimatedCompressionRatio } = batch;
  if (compression === undefined) return uncompressedSizeInBytes;
  if (compressed !== null) return compressed.sizeInBytes;
  return estimatedBatchSize(uncompressedSizeInBytes - RECORD_BATCH_OVERHEAD, estimatedCompressionRatio);
}

export function closed(batch: ProducerBatch): ProducerBatch {
  const next = draftOfBatch(batch);
  next.closed = true;
  return next;
}

/** It takes no more records, is compressed if it is to be, knows the leader's epoch. `sequence`: given to it now. */
export function drained(batch: ProducerBatch, leaderEpoch: number, sequence: Sequenced | null): ProducerBatch {
  const next = sequence === null ? draftOfBatch(batch) : withSequence(batch, sequence);
  next.closed = true;
  next.reopened = false;
  if (batch.compression !== undefined) next.compressed ??= weighed(slice(batch.records, 0), batch.compression);
  next.attemptsWhenLeaderChanged = attemptsWhenLeaderChanged(batch, leaderEpoch);
  next.leaderEpoch = Math.max(batch.leaderEpoch, leaderEpoch);
  return next;
}

function withSequence(batch: ProducerBatch, sequence: Sequenced): Draft<ProducerBatch> {
  const next = draftOfBatch(batch);
  next.producerId = sequence.producerId;
  next.producerEpoch = sequence.producerEpoch;
  next.baseSequence = sequence.baseSequence;
  return next;
}

/** ProducerBatch.resetProducerState */
export function resequenced(batch: ProducerBatch, sequence: Sequenced): ProducerBatch {
  const next = withSequence(batch, sequence);
  next.reopened = true;
  return next;
}

function attemptsWhenLeaderChanged(batch: ProducerBatch, leaderEpoch: number): number {
  return leaderEpoch > batch.leaderEpoch ? batch.attempts : batch.attemptsWhenLeaderChanged;
}

/** A new leader since the last attempt: no reason to wait for the backoff to pass. */
export function leaderChangedSinceLastAttempt(batch: ProducerBatch, leaderEpoch: number): boolean {
  return batch.attempts > 0 && batch.attempts === attemptsWhenLeaderChanged(batch, leaderEpoch);
}

export function reenqueued(batch: ProducerBatch, now: Micros): ProducerBatch {
  const next = draftOfBatch(batch);
  next.attempts += 1;
  next.lastAttemptAt = now;
  return next;
}

/** The log may hold it, whatever becomes of this attempt. */
export function maybeInLog(batch: ProducerBatch): ProducerBatch {
  const next = draftOfBatch(batch);
  next.maybeAppended = true;
  return next;
}

/** Its callbacks have been called. */
export function settled(batch: ProducerBatch): ProducerBatch {
  const next = draftOfBatch(batch);
  next.done = true;
  return next;
}

export function asUnassigned(batch: ProducerBatch): UnassignedBatch {
  const { producerId, producerEpoch, baseSequence } = batch;
  const records: DataRecord[] = [];
  for (const record of slice(batch.records, 0)) records.push(withoutNumber(record));
  const weight = batch.compressed ?? { sizeInBytes: batch.uncompressedSizeInBytes };
  return { producerId, producerEpoch, baseSequence, ...weight, records };
}

function withoutNumber({ key, value, timestamp, headers, id }: NumberedRecord): DataRecord {
  const plain: DataRecord = id === undefined ? { key, value, timestamp } : { key, value, timestamp, id };
  return headers === undefined ? plain : { ...plain, headers };
}

/** The numbers of its records, in order. */
export function numbersOf(batch: ProducerBatch): readonly number[] {
  const numbers: number[] = [];
  for (const { number } of slice(batch.records, 0)) numbers.push(number);
  return numbers;
}

/** MESSAGE_TOO_LARGE: the records in batches of at most `batchSize`, or half the bytes of a part; `ratio` is expected. */
export function splitBatch(batch: ProducerBatch, batchSize: number, ratio: number): readonly ProducerBatch[] {
  const records = slice(batch.records, 0);
  const target = batch.split ? Math.max(largestRecord(records), Math.floor(sizeInBytes(batch) / 2)) : batchSize;
  const parts: ProducerBatch[] = [];
  let part: ProducerBatch | undefined;
  let sequence = batch.baseSequence;
  for (const record of records) {
    const grown = part === undefined ? undefined : tryAppend(part, record);
    if (part !== undefined && grown === undefined) {
      parts.push(closed(part));
      if (sequence >= 0) sequence += part.records.length;
    }
    part = grown ?? newPart(batch, record, Math.max(target, sizeUpperBound(record)), sequence, ratio);
  }
  if (part !== undefined) parts.push(closed(part));
  return parts;
}

function largestRecord(records: readonly NumberedRecord[]): number {
  let largest = 0;
  for (const record of records) largest = Math.max(largest, sizeUpperBound(record));
  return largest;
}

function newPart(
  batch: ProducerBatch,
  first: NumberedRecord,
  capacity: number,
  baseSequence: number,
  ratio: number,
): ProducerBatch {
  const { partition, number, createdAt, producerId, producerEpoch, maybeAppended, compression } = batch;
  const part = newBatch(partition, number, first, capacity, createdAt, compression, ratio);
  part.maybeAppended = maybeAppended;
  part.split = true;
  part.producerId = producerId;
  part.producerEpoch = producerEpoch;
  part.baseSequence = baseSequence;
  return part;
}
