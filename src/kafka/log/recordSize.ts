/**
 * How many bytes a batch takes in message format v2: a header of 61 bytes, then records whose numbers are varints.
 *
 * Kafka: org.apache.kafka.common.record.internal.{DefaultRecordBatch,DefaultRecord,ByteUtils}.
 * *Simplified:* no compression and no record headers, for which this is exact.
 */
import { utf8Length } from '../../base/utf8.ts';
import type { DataRecord } from '../records.ts';

/** DefaultRecordBatch.RECORD_BATCH_OVERHEAD */
export const RECORD_BATCH_OVERHEAD = 61;

const MICROS_PER_MILLI = 1_000;

export function recordBatchSizeInBytes(records: readonly DataRecord[]): number {
  const first = records[0];
  if (first === undefined) return 0;
  const baseTimestamp = Math.floor(first.timestamp / MICROS_PER_MILLI);
  let size = RECORD_BATCH_OVERHEAD;
  for (let place = 0; place < records.length; place++) {
    const record = records[place]!;
    size += recordSizeInBytes(place, Math.floor(record.timestamp / MICROS_PER_MILLI) - baseTimestamp, record);
  }
  return size;
}

export function recordSizeInBytes(offsetDelta: number, timestampDeltaMillis: number, record: DataRecord): number {
  const attributes = 1;
  const headerCount = 1;
  const body =
    attributes +
    sizeOfVarint(timestampDeltaMillis) +
    sizeOfVarint(offsetDelta) +
    sizeOfText(record.key) +
    sizeOfText(record.value) +
    headerCount;
  return sizeOfVarint(body) + body;
}

function sizeOfText(text: string | null): number {
  if (text === null) return sizeOfVarint(-1);
  const length = utf8Length(text);
  return sizeOfVarint(length) + length;
}

/** Zigzag, seven bits a byte; by division, since a long does not fit the 32 bits of shifts. */
export function sizeOfVarint(value: number): number {
  let rest = value < 0 ? -2 * value - 1 : 2 * value;
  let bytes = 1;
  while (rest >= 128) {
    rest = Math.floor(rest / 128);
    bytes++;
  }
  return bytes;
}
