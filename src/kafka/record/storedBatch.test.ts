import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DataRecord } from '../records.ts';
import { COMPRESSION_TYPES, type CompressionType, codecOf, defaultLevel } from './compression.ts';
import { isValidBatch, recordsOf } from './defaultRecordBatch.ts';
import { sizeUpperBound } from './recordSize.ts';
import { bytesOfBatch, type Compression, compressionOfBatch, weighed, weighedAgain } from './storedBatch.ts';
import { utf8Text } from './utf8Text.ts';

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.integer({ min: 0, max: 3000 }).map((times) => 'order '.repeat(times)),
);
const nullable = fc.option(text);
const record: fc.Arbitrary<DataRecord> = fc.record(
  {
    key: nullable,
    value: nullable,
    timestamp: fc.integer({ min: 0, max: 10_000_000_000 }),
    headers: fc.array(fc.record({ key: text, value: nullable }), { maxLength: 3 }),
  },
  { requiredKeys: ['key', 'value', 'timestamp'] },
);
const batchOf = (records: readonly DataRecord[], compression: Compression | undefined) => ({
  baseOffset: 7,
  partitionLeaderEpoch: 1,
  producerId: -1,
  producerEpoch: -1,
  baseSequence: -1,
  records,
  ...weighed(records, compression),
});
const compressions = fc.constantFrom<CompressionType>(...COMPRESSION_TYPES).map((type) => {
  return type === 'none' ? undefined : { type, level: defaultLevel(type) };
});
const codecFor = (compression: Compression | undefined) => codecOf(compression?.type ?? 'none');

test('a batch weighs as many bytes as it is, and its records come back', () => {
  fc.assert(
    fc.property(fc.array(record, { minLength: 1, maxLength: 8 }), compressions, (records, compression) => {
      const batch = batchOf(records, compression);
      const bytes = bytesOfBatch(batch);
      expect(bytes.length).toBe(batch.sizeInBytes);
      expect(isValidBatch(bytes)).toBe(true);
      const read = recordsOf(bytes, codecFor(compression)).map(({ key, value, headers }) => ({
        key: key === null ? null : utf8Text(key),
        value: value === null ? null : utf8Text(value),
        headers: headers.map((header) => [header.key, header.value === null ? null : utf8Text(header.value)]),
      }));
      const sent = records.map(({ key, value, headers = [] }) => ({
        key,
        value,
        headers: headers.map((header) => [header.key, header.value]),
      }));
      expect(read).toEqual(sent);
    }),
    { numRuns: 150 },
  );
});

test('no batch of one record is larger than its upper bound', () => {
  fc.assert(
    fc.property(record, (one) => {
      expect(weighed([one], undefined).sizeInBytes).toBeLessThanOrEqual(sizeUpperBound(one));
    }),
  );
});

test('what compaction leaves weighs what it is, at the offsets it had', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(record, fc.boolean()), { minLength: 2, maxLength: 12 }),
      compressions,
      fc.option(fc.integer({ min: 0, max: 20_000_000 }), { nil: undefined }),
      (all, compression, deleteHorizonMs) => {
        const whole = batchOf(
          all.map(([one]) => one),
          compression,
        );
        const offsetDeltas = all.flatMap(([, stays], place) => (stays ? [place] : []));
        const records = offsetDeltas.map((place) => whole.records[place]!);
        const { compression: _, uncompressedSizeInBytes: __, ...rest } = whole;
        const left = {
          ...rest,
          ...weighedAgain(whole, records, offsetDeltas, deleteHorizonMs),
          records,
          offsetDeltas,
          lastOffsetDelta: all.length - 1,
          ...(deleteHorizonMs === undefined ? {} : { deleteHorizonMs }),
        };
        const bytes = bytesOfBatch(left);
        expect(bytes.length).toBe(left.sizeInBytes);
        const offsets = recordsOf(bytes, codecFor(compressionOfBatch(left))).map(({ offset }) => offset);
        expect(offsets).toEqual(offsetDeltas.map((place) => 7 + place));
      },
    ),
    { numRuns: 100 },
  );
});
