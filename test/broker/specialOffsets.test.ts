// What ListOffsets says to the special times (KIP-734, KIP-405, KIP-1023), on a cluster without tiered storage.

import { expect, test } from 'vitest';
import { historyOf, runTool, scenarioOf } from '../support/tools.ts';

const SCENARIO = `
cluster: { controllers: 1, brokers: 1, config: { offsets.topic.replication.factor: 1 } }
topics: [{ name: orders, partitions: 1, replication-factor: 1 }]
producers:
  - { name: p1, start: 1s, send: [{ topic: orders, partition: 0, every: 100ms, count: 20 }] }
timeline:
  - { at: 8s, delete-records: { partition: orders-0, before: 5 } }
`;

test('the newest record, the first that is still there, and nothing that is tiered', () => {
  const history = historyOf(scenarioOf(SCENARIO));
  const offsets = (time: string) => runTool(history, `kafka-get-offsets --bootstrap-server b1:9092 --time ${time}`).out;
  const ofOrders = (time: string) =>
    offsets(time)
      .split('\n')
      .filter((line) => line.startsWith('orders:'));
  expect(ofOrders('latest')).toEqual(['orders:0:20']);
  expect(ofOrders('earliest')).toEqual(['orders:0:5']);
  expect(ofOrders('max-timestamp')).toEqual(['orders:0:19']);
  expect(ofOrders('earliest-local')).toEqual(['orders:0:5']);
  // -1 is an offset that the tool does not print.
  expect(ofOrders('latest-tiered')).toEqual([]);
  expect(ofOrders('earliest-pending-upload')).toEqual([]);
});
