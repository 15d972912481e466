/**
 * Records for one partition that are sent together: filled in the accumulator, sent, perhaps sent again
 * (org.apache.kafka.clients.producer.internals.ProducerBatch, MemoryRecordsBuilder).
 *
 * *Simplified:* no compression. Producer id and sequence are kept, and -1 until the producer is idempotent.
 */

import { MICROS_PER_MILLI, type Micros } from '../../base/time.ts';
import { emptyVector, push, slice, type Vector } from '../../base/vector.ts';
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

export function newBatch(partition: TopicPartition, capacity: number, createdAt: Micros): ProducerBatch {
  return {
    partition,
    records: emptyVector(),
    sizeInBytes: RECORD_BATCH_OVERHEAD,
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

/** The batch with the record, or undefined where it has no room. A first record always has. */
export function tryAppend(batch: ProducerBatch, record: NumberedRecord): ProducerBatch | undefined {
  if (isFull(batch)) return undefined;
  const size = recordSizeInBytes(batch.records.length, millisBetween(batch, record), record);
  if (batch.records.length > 0 && batch.capacity < batch.sizeInBytes + size) return undefined;
  return { ...batch, records: push(batch.records, record), sizeInBytes: batch.sizeInBytes + size };
}

function millisBetween(batch: ProducerBatch, record: NumberedRecord): number {
  const first = batch.records.chunks[0]?.[0] ?? record;
  return Math.floor(record.timestamp / MICROS_PER_MILLI) - Math.floor(first.timestamp / MICROS_PER_MILLI);
}

export function isFull(batch: ProducerBatch): boolean {
  return batch.closed || (batch.records.length > 0 && batch.capacity <= batch.sizeInBytes);
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

/** The batch notes that its partition has a newer leader. */
export function withLeaderEpoch(batch: ProducerBatch, leaderEpoch: number): ProducerBatch {
  if (leaderEpoch <= batch.leaderEpoch) return batch;
  return { ...batch, leaderEpoch, attemptsWhenLeaderChanged: batch.attempts };
}

/** A new leader since the last attempt: no reason to wait for the backoff to pass. */
export function leaderChangedSinceLastAttempt(batch: ProducerBatch): boolean {
  return batch.attempts > 0 && batch.attempts === batch.attemptsWhenLeaderChanged;
}

export function reenqueued(batch: ProducerBatch, now: Micros): ProducerBatch {
  return { ...batch, attempts: batch.attempts + 1, lastAttemptAt: now };
}

export function asUnassigned(batch: ProducerBatch): UnassignedBatch {
  const { producerId, producerEpoch, baseSequence, sizeInBytes } = batch;
  const records = slice(batch.records, 0).map(({ key, value, timestamp }) => ({ key, value, timestamp }));
  return { producerId, producerEpoch, baseSequence, sizeInBytes, records };
}

/** MESSAGE_TOO_LARGE: the same records in batches of at most `target` bytes. */
export function splitBatch(batch: ProducerBatch, target: number): readonly ProducerBatch[] {
  const parts: ProducerBatch[] = [];
  let part: ProducerBatch | undefined;
  for (const record of slice(batch.records, 0)) {
    const grown = part === undefined ? undefined : tryAppend(part, record);
    if (part !== undefined && grown === undefined) parts.push({ ...part, closed: true });
    part = grown ?? tryAppend(newPart(batch, Math.max(target, sizeUpperBound(record))), record);
  }
  if (part !== undefined) parts.push({ ...part, closed: true });
  return parts;
}

function newPart(batch: ProducerBatch, capacity: number): ProducerBatch {
  return { ...newBatch(batch.partition, capacity, batch.createdAt), maybeAppended: batch.maybeAppended, split: true };
}
