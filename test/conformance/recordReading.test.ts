// Records and batches read from bytes that are as they should be, and from bytes that are not; and batches that are refused.

import { expect, test } from 'vitest';
import { byteReader } from '../../src/kafka/record/bytes.ts';
import { type RecordContent, readRecord } from '../../src/kafka/record/defaultRecord.ts';
import { isValidBatch, recordsOf } from '../../src/kafka/record/defaultRecordBatch.ts';
import { type BatchSpec, buildBatch } from '../../src/kafka/record/memoryRecordsBuilder.ts';
import { incrementSequence, NO_SEQUENCE } from '../../src/kafka/record/sequence.ts';
import { hex, unhex } from './hex.ts';
import { readRecorded } from './recorded.ts';

type Read = readonly [
  offset: number,
  timestamp: number,
  sequence: number,
  size: number,
  key: string | null,
  value: string | null,
  headers: readonly (readonly [string, string | null])[],
];

const hexOf = (bytes: Uint8Array | null): string | null => (bytes === null ? null : hex(bytes));

function contents({ key, value, headers }: RecordContent): readonly unknown[] {
  return [hexOf(key), hexOf(value), headers.map((header) => [header.key, hexOf(header.value)])];
}

/** Null where it throws. */
function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

test('a record is read, or refused, as by Kafka', () => {
  type Case = readonly [string, number, number, number, number | null, Read | null];
  const { cases } = readRecorded<Case>('record-reading.json');
  expect(cases.filter((one) => one[5] === null).length).toBeGreaterThan(100);
  expect(cases.filter((one) => one[5] !== null).length).toBeGreaterThan(100);
  for (const [bytes, baseOffset, baseTimestamp, baseSequence, logAppendTime, expected] of cases) {
    const reader = byteReader(unhex(bytes));
    const read = attempt(() => {
      const record = readRecord(reader);
      const { offsetDelta, timestampDelta } = record;
      const timestamp = logAppendTime ?? baseTimestamp + timestampDelta;
      const sequence = baseSequence < 0 ? NO_SEQUENCE : incrementSequence(baseSequence, offsetDelta);
      return [baseOffset + offsetDelta, timestamp, sequence, reader.position, ...contents(record)];
    });
    expect(read, bytes).toEqual(expected);
  }
});

test('a batch is valid, and its records are read or refused, as by Kafka', () => {
  type Case = readonly [what: string, bytes: string, valid: boolean, records: readonly Read[] | null];
  const { cases } = readRecorded<Case>('record-batch-reading.json');
  expect(cases.length).toBeGreaterThan(100);
  for (const [what, text, valid, expected] of cases) {
    const batch = unhex(text);
    expect(isValidBatch(batch), `${what} ${text}`).toBe(valid);
    const read = attempt(() =>
      recordsOf(batch).map((record) => [record.offset, record.timestamp, record.sequence, ...contents(record)]),
    );
    const withoutSizes = expected?.map(([offset, timestamp, sequence, , ...rest]) => [
      offset,
      timestamp,
      sequence,
      ...rest,
    ]);
    expect(read, `${what} ${text}`).toEqual(withoutSizes ?? null);
  }
});

test('what Kafka does not build is not built', () => {
  type Case = readonly [BatchSpec & { readonly timestamp?: number }, readonly number[], string | null];
  const [key, value] = [Uint8Array.of(0x6b), Uint8Array.of(0x76)];
  const { cases } = readRecorded<Case>('record-building.json');
  for (const [{ timestamp = 7, ...spec }, offsets, expected] of cases) {
    const records = offsets.map((offset) => ({ offset, timestamp, key, value, headers: [] }));
    expect(hexOf(attempt(() => buildBatch(spec, records))), JSON.stringify([spec, offsets])).toBe(expected);
  }
});
