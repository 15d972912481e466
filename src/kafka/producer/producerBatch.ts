/**
 * Records for one partition that are sent together: filled in the accumulator, sent, perhaps sent again
 * (org.apache.kafka.clients.producer.internals.ProducerBatch, MemoryRecordsBuilder).
 *
 * *Simplified:* no compression. Producer id and sequence are kept, and -1 until the producer is idempotent.
 */

import type { Draft } from '../../base/draft.ts';
import { MICROS_PER_MILLI, type Micros } from '../../base/time.ts';
import { at, emptyVector, push, slice, type Vector } from '../../base/vector.ts';
import { RECORD_BATCH_OVERHEAD, recordSizeInBytes, sizeOfVarint } from '../log/recordSize.ts';
import type { DataRecord, UnassignedBatch } from '../records.ts';
import type { TopicPartition } from '../topicPartition.ts';

/** A record on its way, with its number in the producer's ledger. */
export interface NumberedRecord extends DataRecord {
  readonly number: number;
}

export interface ProducerBatch {
  readonly partition: TopicPartition;
  readonly records: Vector<NumberedRecord>;
  readonly sizeInBytes: number;
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
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly baseSequence: number;
}

/** A batch with its first record, for which there is always room. */
export function newBatch(
  partition: TopicPartition,
  record: NumberedRecord,
  capacity: number,
  createdAt: Micros,
): Draft<ProducerBatch> {
  return {
    partition,
    records: push(emptyVector(), record),
    sizeInBytes: RECORD_BATCH_OVERHEAD + recordSizeInBytes(0, 0, record),
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
  };
}

export function draftOfBatch(batch: ProducerBatch): Draft<ProducerBatch> {
  return {
    partition: batch.partition,
    records: batch.records,
    sizeInBytes: batch.sizeInBytes,
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
  };
}

/** The batch with the record, or undefined where it has no room. */
export function tryAppend(batch: ProducerBatch, record: NumberedRecord): ProducerBatch | undefined {
  if (isFull(batch)) return undefined;
  const size = recordSizeInBytes(batch.records.length, millisBetween(batch, record), record);
  if (batch.capacity < batch.sizeInBytes + size) return undefined;
  const next = draftOfBatch(batch);
  next.records = push(batch.records, record);
  next.sizeInBytes += size;
  return next;
}

function millisBetween(batch: ProducerBatch, record: NumberedRecord): number {
  const first = at(batch.records, 0)!;
  return Math.floor(record.timestamp / MICROS_PER_MILLI) - Math.floor(first.timestamp / MICROS_PER_MILLI);
}

export function isFull(batch: ProducerBatch): boolean {
  return batch.closed || batch.capacity <= batch.sizeInBytes;
}

/** DefaultRecord.MAX_RECORD_OVERHEAD: length, attributes, and two deltas at their longest. */
const MAX_RECORD_OVERHEAD = 21;

/** What a batch with this record alone takes at most; it is what max.request.size is held against. */
export function sizeUpperBound(record: DataRecord): number {
  const withLength = recordSizeInBytes(0, 0, record);
  let lengthBytes = 1;
  while (sizeOfVarint(withLength - lengthBytes) !== lengthBytes) lengthBytes++;
  const attributesAndDeltas = 3;
  return RECORD_BATCH_OVERHEAD + MAX_RECORD_OVERHEAD + withLength - lengthBytes - attributesAndDeltas;
}

export function closed(batch: ProducerBatch): ProducerBatch {
  const next = draftOfBatch(batch);
  next.closed = true;
  return next;
}

/** On its way: it takes no more records, and has seen the leader's epoch. */
export function drained(batch: ProducerBatch, leaderEpoch: number): ProducerBatch {
  const next = draftOfBatch(batch);
  next.closed = true;
  next.attemptsWhenLeaderChanged = attemptsWhenLeaderChanged(batch, leaderEpoch);
  next.leaderEpoch = Math.max(batch.leaderEpoch, leaderEpoch);
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
  const { producerId, producerEpoch, baseSequence, sizeInBytes } = batch;
  const records: DataRecord[] = [];
  for (const { key, value, timestamp, id } of slice(batch.records, 0)) {
    records.push(id === undefined ? { key, value, timestamp } : { key, value, timestamp, id });
  }
  return { producerId, producerEpoch, baseSequence, sizeInBytes, records };
}

/** The numbers of its records, in order. */
export function numbersOf(batch: ProducerBatch): readonly number[] {
  const numbers: number[] = [];
  for (const { number } of slice(batch.records, 0)) numbers.push(number);
  return numbers;
}

/** MESSAGE_TOO_LARGE: the same records in batches of at most `target` bytes. */
export function splitBatch(batch: ProducerBatch, target: number): readonly ProducerBatch[] {
  const parts: ProducerBatch[] = [];
  let part: ProducerBatch | undefined;
  for (const record of slice(batch.records, 0)) {
    const grown = part === undefined ? undefined : tryAppend(part, record);
    if (part !== undefined && grown === undefined) parts.push(closed(part));
    part = grown ?? newPart(batch, record, Math.max(target, sizeUpperBound(record)));
  }
  if (part !== undefined) parts.push(closed(part));
  return parts;
}

function newPart(batch: ProducerBatch, first: NumberedRecord, capacity: number): ProducerBatch {
  const part = newBatch(batch.partition, first, capacity, batch.createdAt);
  part.maybeAppended = batch.maybeAppended;
  part.split = true;
  return part;
}
