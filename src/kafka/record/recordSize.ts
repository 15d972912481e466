/**
 * How many bytes records take in message format v2, without writing them: what the producer fills its batches by, and what
 * a batch without compression weighs. The bytes themselves are in defaultRecord.ts and storedBatch.ts.
 *
 * Kafka: org.apache.kafka.common.record.internal.{DefaultRecordBatch,DefaultRecord}.sizeInBytes.
 */
import { MICROS_PER_MILLI } from '../../base/time.ts';
import { utf8Length } from '../../base/utf8.ts';
import type { DataRecord, RecordHeader } from '../records.ts';
import { sizeOfVarint } from './bytes.ts';
import { RECORD_BATCH_OVERHEAD } from './defaultRecordBatch.ts';

const ATTRIBUTES = 1;
const OF_NULL = 1;
const OF_NO_HEADERS = 1;

/** Without compression. Times are counted from a delete horizon where there is one, else from the first record. */
export function recordBatchSizeInBytes(
  records: readonly DataRecord[],
  offsetDeltas?: readonly number[],
  deleteHorizonMs?: number,
): number {
  const first = records[0];
  if (first === undefined) return 0;
  const baseTimestamp = deleteHorizonMs ?? Math.floor(first.timestamp / MICROS_PER_MILLI);
  let size = RECORD_BATCH_OVERHEAD;
  for (let place = 0; place < records.length; place++) {
    const record = records[place]!;
    const timestampDelta = Math.floor(record.timestamp / MICROS_PER_MILLI) - baseTimestamp;
    size += recordSizeInBytes(offsetDeltas === undefined ? place : offsetDeltas[place]!, timestampDelta, record);
  }
  return size;
}

export function recordSizeInBytes(offsetDelta: number, timestampDeltaMillis: number, record: DataRecord): number {
  const body =
    ATTRIBUTES +
    sizeOfVarint(timestampDeltaMillis) +
    sizeOfVarint(offsetDelta) +
    sizeOfText(record.key) +
    sizeOfText(record.value) +
    sizeOfHeaders(record.headers);
  return sizeOfVarint(body) + body;
}

function sizeOfHeaders(headers: readonly RecordHeader[] | undefined): number {
  if (headers === undefined) return OF_NO_HEADERS;
  let size = sizeOfVarint(headers.length);
  for (const { key, value } of headers) size += sizeOfText(key) + sizeOfText(value);
  return size;
}

function sizeOfText(text: string | null): number {
  if (text === null) return OF_NULL;
  const length = utf8Length(text);
  return sizeOfVarint(length) + length;
}

/** DefaultRecord.MAX_RECORD_OVERHEAD: length, attributes, and two deltas at their longest. */
const MAX_RECORD_OVERHEAD = 21;

/** What a batch with this record alone takes at most; it is what max.request.size is held against. */
export function sizeUpperBound({ key, value, headers }: DataRecord): number {
  return RECORD_BATCH_OVERHEAD + MAX_RECORD_OVERHEAD + sizeOfText(key) + sizeOfText(value) + sizeOfHeaders(headers);
}
