// What kafka-dump-log prints of our bytes, and what we print of our batches.

import { expect, test } from 'vitest';
import { dumpBatches } from '../../src/kafka/log/dumpLog.ts';
import { codecOf } from '../../src/kafka/record/compression.ts';
import { isValidBatch, recordsOf } from '../../src/kafka/record/defaultRecordBatch.ts';
import { bytesOfBatch } from '../../src/kafka/record/storedBatch.ts';
import { offsetAt, type RecordBatch } from '../../src/kafka/records.ts';
import { readRecorded } from './recorded.ts';

interface Case {
  readonly options: readonly string[];
  readonly lines: readonly string[];
}

const recorded = readRecorded<Case>('dump-log.json') as unknown as {
  readonly batches: readonly RecordBatch[];
  readonly cases: readonly Case[];
};
const { batches } = recorded;

test.each(recorded.cases)('a segment is dumped as by Kafka $options', ({ options, lines }) => {
  const asked = {
    deepIteration: options.includes('--deep-iteration'),
    printDataLog: options.includes('--print-data-log'),
    skipRecordMetadata: options.includes('--skip-record-metadata'),
  };
  expect(['Log starting offset: 42', ...dumpBatches(batches, asked)]).toEqual(lines);
});

test('the bytes of a batch are as many as it says, and hold its records', () => {
  expect(batches.length).toBeGreaterThan(10);
  for (const batch of batches) {
    const bytes = bytesOfBatch(batch);
    expect(bytes.length).toBe(batch.sizeInBytes);
    expect(isValidBatch(bytes)).toBe(true);
    const offsets = recordsOf(bytes, codecOf(batch.compression ?? 'none')).map(({ offset }) => offset);
    expect(offsets).toEqual(batch.records.map((_, place) => offsetAt(batch, place)));
  }
});
