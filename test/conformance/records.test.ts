// src/kafka/record against batches of the real MemoryRecordsBuilder, byte for byte.

import { expect, test } from 'vitest';
import { utf8Bytes } from '../../src/base/utf8.ts';
import {
  byteReader,
  byteWriter,
  readVarint,
  readVarlong,
  sizeOfVarint,
  writeVarint,
  writtenBytes,
} from '../../src/kafka/record/bytes.ts';
import { type Codec, codecOf } from '../../src/kafka/record/compression.ts';
import {
  estimatedBatchSize,
  INITIAL_COMPRESSION_RATIO,
  updatedCompressionRatio,
} from '../../src/kafka/record/compressionRatioEstimator.ts';
import { controlRecordTypeOf, coordinatorEpochOf, endTransactionMarker } from '../../src/kafka/record/controlRecord.ts';
import type { RecordHeader } from '../../src/kafka/record/defaultRecord.ts';
import { sizeOfRecord } from '../../src/kafka/record/defaultRecord.ts';
import {
  batchesIn,
  headerOf,
  isValidBatch,
  lastOffsetOf,
  lastSequenceOf,
  recordsOf,
  storedChecksum,
} from '../../src/kafka/record/defaultRecordBatch.ts';
import { type AppendedRecord, type BatchSpec, buildBatch } from '../../src/kafka/record/memoryRecordsBuilder.ts';
import { utf8Text } from '../../src/kafka/record/utf8Text.ts';
import { hex, unhex } from './hex.ts';
import { readRecorded } from './recorded.ts';

interface Case {
  readonly spec: Omit<BatchSpec, 'codec'> & { readonly compression?: Codec['type'] };
  readonly records?: readonly {
    readonly offset?: number;
    readonly timestamp: number;
    readonly key: string | null;
    readonly value: string | null;
    readonly headers?: readonly (readonly [key: string, value: string | null])[];
  }[];
  readonly marker?: readonly [type: 'COMMIT' | 'ABORT', coordinatorEpoch: number, timestamp: number];
  readonly bytes: string;
  readonly crc: number;
  readonly lastOffset: number;
  readonly lastSequence: number;
  readonly read: readonly (readonly [offset: number, timestamp: number, sequence: number, sizeInBytes: number])[];
}

const { cases } = readRecorded<Case>('record-batches.json');

function appended({ records, marker }: Case): AppendedRecord[] {
  if (marker !== undefined) {
    const [type, coordinatorEpoch, timestamp] = marker;
    return [{ ...endTransactionMarker(type, coordinatorEpoch), timestamp }];
  }
  return records!.map(({ key, value, headers, ...rest }) => ({
    ...rest,
    key: unhex(key),
    value: unhex(value),
    headers: (headers ?? []).map(([name, text]): RecordHeader => ({ key: name, value: unhex(text) })),
  }));
}

function codecOfCase({ spec }: Case): Codec {
  return codecOf(spec.compression ?? 'none');
}

test('a batch has the bytes that Kafka writes', () => {
  expect(cases.length).toBeGreaterThan(100);
  for (const recorded of cases) {
    const batch = buildBatch({ ...recorded.spec, codec: codecOfCase(recorded) }, appended(recorded));
    expect(hex(batch), JSON.stringify(recorded)).toBe(recorded.bytes);
    expect(storedChecksum(batch)).toBe(recorded.crc);
  }
});

test('the bytes are read back as Kafka reads them', () => {
  for (const recorded of cases) {
    const batch = unhex(recorded.bytes);
    const header = headerOf(batch);
    const said = JSON.stringify(recorded);
    expect(isValidBatch(batch), said).toBe(true);
    expect([lastOffsetOf(header), lastSequenceOf(header)], said).toEqual([recorded.lastOffset, recorded.lastSequence]);
    const records = recordsOf(batch, codecOfCase(recorded));
    const sizes = records.map((record) =>
      sizeOfRecord({
        ...record,
        offsetDelta: record.offset - header.baseOffset,
        timestampDelta: appended(recorded)[records.indexOf(record)]!.timestamp - header.baseTimestamp,
      }),
    );
    const read = records.map(({ offset, timestamp, sequence }, place) => [offset, timestamp, sequence, sizes[place]]);
    expect(read, said).toEqual(recorded.read);
    const contents = records.map(({ key, value, headers }) => ({ key, value, headers }));
    expect(contents, said).toEqual(appended(recorded).map(({ key, value, headers }) => ({ key, value, headers })));
    if (recorded.marker !== undefined) {
      const { key, value } = records[0]!;
      expect([controlRecordTypeOf(key!), coordinatorEpochOf(value!)]).toEqual(recorded.marker.slice(0, 2));
    }
  }
});

test('a batch that lost a bit is not valid, and one of another offset and leader epoch is', () => {
  for (const recorded of cases.slice(0, 20)) {
    const batch = unhex(recorded.bytes);
    const flipped = batch.slice();
    flipped[flipped.length - 1]! ^= 0x10;
    expect(isValidBatch(flipped)).toBe(false);
    const moved = batch.slice();
    moved[7]! ^= 0x10;
    moved[15]! ^= 0x10;
    expect(isValidBatch(moved)).toBe(true);
  }
});

test('batches behind each other are told apart', () => {
  const some = cases.slice(0, 10).map(({ bytes }) => bytes);
  expect(batchesIn(unhex(some.join(''))!).map(hex)).toEqual(some);
});

test('numbers are varints of Kafka', () => {
  for (const [value, bytes, size] of readRecorded<readonly [number, string, number]>('varints.json').cases) {
    const writer = byteWriter(1);
    writeVarint(writer, value);
    expect(hex(writtenBytes(writer)), `${value}`).toBe(bytes);
    expect(sizeOfVarint(value)).toBe(size);
    expect(readVarlong(byteReader(unhex(bytes)))).toBe(value);
    if ((value | 0) === value) expect(readVarint(byteReader(unhex(bytes)))).toBe(value);
  }
});

test('a compressed batch is taken for as full as Kafka takes it', () => {
  type Step = readonly [compressed: number, uncompressed: number, ratio: number, written: number, estimated: number];
  for (const steps of readRecorded<readonly Step[]>('compression-ratio.json').cases) {
    let ratio = INITIAL_COMPRESSION_RATIO;
    for (const [compressed, uncompressed, expected, written, estimated] of steps) {
      ratio = updatedCompressionRatio(ratio, compressed, uncompressed);
      expect(ratio).toBe(expected);
      expect(estimatedBatchSize(written, ratio)).toBe(estimated);
    }
  }
});

test('text survives its bytes', () => {
  for (const text of ['', 'a', 'é', '한국어', '😀 and 🎉', '\u0000', '\uffff'])
    expect(utf8Text(utf8Bytes(text))).toBe(text);
  expect(utf8Text(Uint8Array.of(0x61, 0xff, 0x62))).toBe('a\ufffdb');
});
