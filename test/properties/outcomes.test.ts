/** What the property of outcomes notices, and what it forgives: facts and logs told by hand. */
import { expect, test } from 'vitest';
import { vectorOf } from '../../src/base/vector.ts';
import type { KafkaFact } from '../../src/kafka/facts.ts';
import type { PartitionLog } from '../../src/kafka/log/partitionLog.ts';
import type { RecordBatch } from '../../src/kafka/records.ts';
import { Memory } from '../../src/properties/memory.ts';
import { outcomesNeverLie } from '../../src/properties/outcomes.ts';
import type { ReplicaView, Witness } from '../../src/properties/property.ts';

function batchOf(baseOffset: number, ...ids: readonly string[]): RecordBatch {
  const records = ids.map((id) => ({ key: null, value: id, timestamp: 0, id }));
  return { baseOffset, records } as unknown as RecordBatch;
}

function viewOf(...batches: readonly RecordBatch[]): ReplicaView {
  const logEndOffset = batches.reduce((end, { baseOffset, records }) => Math.max(end, baseOffset + records.length), 0);
  return {
    role: 'leader',
    log: { batches: vectorOf(batches), logEndOffset } as unknown as PartitionLog,
  } as ReplicaView;
}

/** A cluster of one broker whose log, all of it committed, is this. */
function witnessOf(view: ReplicaView, lossy: readonly string[] = []): Witness {
  const ids = ['p1#0', 'p1#1'];
  return {
    protocol: 'kip-320',
    lossyBrokers: new Set(lossy),
    uncleanElections: new Set(),
    shortened: new Set(),
    committed: () => ({ start: 0, recordAt: (offset: number) => ids[offset] && { id: ids[offset] } }),
    replicas: () => [{ ...view, broker: 1 }],
  } as unknown as Witness;
}

const LOG = viewOf(batchOf(0, 'p1#0'), batchOf(1, 'p1#1'));
const on = { client: 'p1', partition: 'orders-0' } as const;
const acknowledged = (record: number, offset: number, acks = -1): KafkaFact =>
  ({ type: 'RecordAcknowledged', ...on, record, offset, acks }) as KafkaFact;
const failed = (record: number): KafkaFact => ({
  type: 'RecordFailed',
  ...on,
  record,
  error: 'NOT_LEADER_OR_FOLLOWER',
  message: 'no',
});

function told(...facts: readonly KafkaFact[]) {
  const checker = outcomesNeverLie.start(new Memory());
  return facts.flatMap((fact) => checker.fact!(fact, 'p1', witnessOf(LOG)) ?? []);
}

test('acknowledged, and there', () => {
  expect(told(acknowledged(0, 0), acknowledged(1, 1))).toEqual([]);
});

test('acknowledged, and another is there, or nothing', () => {
  expect(told(acknowledged(0, 1), acknowledged(2, 2))).toMatchObject([{ promised: true }, { promised: true }]);
});

test('acks=1 promises nothing, and a disk that lost power takes the promise back', () => {
  expect(told(acknowledged(2, 2, 1))).toEqual([]);
  const checker = outcomesNeverLie.start(new Memory());
  expect(checker.fact!(acknowledged(2, 2), 'p1', witnessOf(LOG, ['b1']))).toMatchObject({ promised: false });
});

test('failed, and not there; failed, and there all the same', () => {
  expect(told(failed(7))).toEqual([]);
  expect(told(failed(1))).toEqual([{ detail: 'orders-0: p1#1 failed, and is in the log of b1', promised: true }]);
});

test('failed, and appended afterwards', () => {
  const checker = outcomesNeverLie.start(new Memory());
  checker.fact!(failed(2), 'p1', witnessOf(LOG));
  const after = viewOf(batchOf(0, 'p1#0'), batchOf(1, 'p1#1'), batchOf(2, 'p1#2'));
  const change = { partition: 'orders-0', broker: 1, before: LOG, after };
  expect(checker.replica!(change, witnessOf(after))).toMatchObject({ promised: true });
});
