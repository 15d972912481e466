/**
 * A batch of message format v2 in bytes (org.apache.kafka.common.record.internal.DefaultRecordBatch, KIP-98): what lies in
 * a segment and crosses the network, 61 bytes of header and then the records.
 *
 *     base offset 8, length 4, partition leader epoch 4, magic 1 (2), crc 4, attributes 2, last offset delta 4,
 *     base timestamp 8, max timestamp 8, producer id 8, producer epoch 2, base sequence 4, records 4
 *
 * The checksum covers everything after itself, so a broker may set the base offset and the leader epoch without it.
 */
import { assert } from '../../base/assert.ts';
import { crc32c } from '../../base/crc32c.ts';
import { attributesAsNumber, attributesOf, type BatchAttributes } from './batchAttributes.ts';
import {
  byteReader,
  byteWriter,
  intAt,
  longAt,
  shortAt,
  writeByte,
  writeBytes,
  writeInt,
  writeLong,
  writeShort,
  writtenBytes,
} from './bytes.ts';
import { type Codec, NO_COMPRESSION } from './compression.ts';
import { type RecordContent, type RecordInBatch, readRecord, writeRecord } from './defaultRecord.ts';
import { incrementSequence, NO_SEQUENCE } from './sequence.ts';

export interface RecordBatchHeader extends BatchAttributes {
  readonly baseOffset: number;
  readonly partitionLeaderEpoch: number;
  readonly lastOffsetDelta: number;
  readonly baseTimestamp: number;
  readonly maxTimestamp: number;
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly baseSequence: number;
  readonly recordCount: number;
}

/** A record as a reader of the log sees it. */
export interface LogRecord extends RecordContent {
  readonly offset: number;
  readonly timestamp: number;
  readonly sequence: number;
}

export const NO_TIMESTAMP = -1;
export const NO_PRODUCER_ID = -1;
export const NO_PRODUCER_EPOCH = -1;
export const NO_PARTITION_LEADER_EPOCH = -1;

const MAGIC = 2;
/** Base offset and length: the length counts what comes after them. */
const LOG_OVERHEAD = 12;
const LENGTH_AT = 8;
const PARTITION_LEADER_EPOCH_AT = 12;
const MAGIC_AT = 16;
const CRC_AT = 17;
const ATTRIBUTES_AT = 21;
const LAST_OFFSET_DELTA_AT = 23;
const BASE_TIMESTAMP_AT = 27;
const MAX_TIMESTAMP_AT = 35;
const PRODUCER_ID_AT = 43;
const PRODUCER_EPOCH_AT = 51;
const BASE_SEQUENCE_AT = 53;
const RECORD_COUNT_AT = 57;
/** Where the records begin. */
export const RECORD_BATCH_OVERHEAD = 61;

/** The records have to be in the order of their offsets; `recordCount` of the header is theirs. */
export function batchInBytes(
  header: Omit<RecordBatchHeader, 'recordCount' | 'compressionType'>,
  records: readonly RecordInBatch[],
  codec: Codec = NO_COMPRESSION,
): Uint8Array {
  const uncompressed = byteWriter();
  for (const record of records) writeRecord(uncompressed, record);
  const body = codec.compress(writtenBytes(uncompressed));

  const covered = byteWriter(RECORD_BATCH_OVERHEAD - ATTRIBUTES_AT + body.length);
  writeShort(covered, attributesAsNumber({ ...header, compressionType: codec.type }));
  writeInt(covered, header.lastOffsetDelta);
  writeLong(covered, header.baseTimestamp);
  writeLong(covered, header.maxTimestamp);
  writeLong(covered, header.producerId);
  writeShort(covered, header.producerEpoch);
  writeInt(covered, header.baseSequence);
  writeInt(covered, records.length);
  writeBytes(covered, body);
  const coveredBytes = writtenBytes(covered);

  const batch = byteWriter(ATTRIBUTES_AT + coveredBytes.length);
  writeLong(batch, header.baseOffset);
  writeInt(batch, ATTRIBUTES_AT + coveredBytes.length - LOG_OVERHEAD);
  writeInt(batch, header.partitionLeaderEpoch);
  writeByte(batch, MAGIC);
  writeInt(batch, crc32c(coveredBytes));
  writeBytes(batch, coveredBytes);
  return writtenBytes(batch);
}

/** The bytes of the batches that lie one behind the other. */
export function batchesIn(bytes: Uint8Array): Uint8Array[] {
  const batches: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = at + LOG_OVERHEAD + intAt(bytes, at + LENGTH_AT);
    assert(end > at && end <= bytes.length, 'a batch is as long as it says');
    batches.push(bytes.subarray(at, end));
    at = end;
  }
  return batches;
}

export function headerOf(batch: Uint8Array): RecordBatchHeader {
  assert(batch[MAGIC_AT] === MAGIC, 'a batch of message format v2');
  return {
    ...attributesOf(shortAt(batch, ATTRIBUTES_AT)),
    baseOffset: longAt(batch, 0),
    partitionLeaderEpoch: intAt(batch, PARTITION_LEADER_EPOCH_AT),
    lastOffsetDelta: intAt(batch, LAST_OFFSET_DELTA_AT),
    baseTimestamp: longAt(batch, BASE_TIMESTAMP_AT),
    maxTimestamp: longAt(batch, MAX_TIMESTAMP_AT),
    producerId: longAt(batch, PRODUCER_ID_AT),
    producerEpoch: shortAt(batch, PRODUCER_EPOCH_AT),
    baseSequence: intAt(batch, BASE_SEQUENCE_AT),
    recordCount: intAt(batch, RECORD_COUNT_AT),
  };
}

export function recordsOf(batch: Uint8Array, codec: Codec = NO_COMPRESSION): LogRecord[] {
  const header = headerOf(batch);
  assert(header.compressionType === codec.type, `a codec for ${header.compressionType}`);
  const reader = byteReader(codec.decompress(batch.subarray(RECORD_BATCH_OVERHEAD)));
  const records: LogRecord[] = [];
  for (let i = 0; i < header.recordCount; i++) records.push(asRead(header, readRecord(reader)));
  assert(header.recordCount >= 0, 'a batch does not count below zero');
  // Kafka looks behind the last record, where there is one.
  const isRead = header.recordCount === 0 || reader.position === reader.buffer.length;
  assert(isRead, 'no bytes are left behind the last record');
  return records;
}

function asRead(
  header: RecordBatchHeader,
  { offsetDelta, timestampDelta, key, value, headers }: RecordInBatch,
): LogRecord {
  const appended = header.timestampType === 'LogAppendTime';
  return {
    offset: header.baseOffset + offsetDelta,
    timestamp: appended ? header.maxTimestamp : header.baseTimestamp + timestampDelta,
    sequence: header.baseSequence < 0 ? NO_SEQUENCE : incrementSequence(header.baseSequence, offsetDelta),
    key,
    value,
    headers,
  };
}

export function storedChecksum(batch: Uint8Array): number {
  return intAt(batch, CRC_AT) >>> 0;
}

/** Whether the batch is what its writer wrote; if not, a broker answers CORRUPT_MESSAGE. */
export function isValidBatch(batch: Uint8Array): boolean {
  return batch.length >= RECORD_BATCH_OVERHEAD && storedChecksum(batch) === crc32c(batch.subarray(ATTRIBUTES_AT));
}

export function lastOffsetOf({ baseOffset, lastOffsetDelta }: RecordBatchHeader): number {
  return baseOffset + lastOffsetDelta;
}

export function lastSequenceOf({ baseSequence, lastOffsetDelta }: RecordBatchHeader): number {
  return baseSequence === NO_SEQUENCE ? NO_SEQUENCE : incrementSequence(baseSequence, lastOffsetDelta);
}
