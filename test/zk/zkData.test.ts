/** What kafka.zk.ZkData of Kafka 3.9.1 writes into znodes, letter by letter, and that we read it back. */
import { expect, test } from 'vitest';
import { entries, tableOf } from '../../src/base/table.ts';
import type { ReplicaAssignment } from '../../src/kafka/kafkaController/replicaAssignment.ts';
import { kafkaVersion } from '../../src/kafka/versions.ts';
import * as contents from '../../src/kafka/zk/zkContents.ts';
import { decodePartitionState, decodeTopic, encodePartitionState, encodeTopic } from '../../src/kafka/zk/zkData.ts';
import { readRecorded } from '../conformance/recorded.ts';

type Case =
  | {
      readonly znode: 'state';
      readonly leader: number;
      readonly leaderEpoch: number;
      readonly isr: readonly number[];
      readonly recovery: 'RECOVERED' | 'RECOVERING';
      readonly controllerEpoch: number;
      readonly data: string;
    }
  | {
      readonly znode: 'topic';
      readonly topicId: string | null;
      readonly partitions: readonly (readonly [readonly number[], readonly number[], readonly number[]])[];
      readonly data: string;
    }
  | { readonly znode: 'config'; readonly config: contents.Properties; readonly data: string }
  | { readonly znode: 'isr-change'; readonly partitions: readonly string[]; readonly data: string }
  | {
      readonly znode: 'broker';
      readonly endpoints: readonly contents.BrokerEndPoint[];
      readonly rack: string | null;
      readonly data: string;
    }
  | {
      readonly znode: 'controller';
      readonly broker: number;
      readonly milliseconds: number;
      readonly kraftEpoch: number;
      readonly data: string;
    }
  | (contents.MigrationState & { readonly znode: 'migration'; readonly data: string })
  | {
      readonly znode: 'producer-ids';
      readonly broker: number;
      readonly first: number;
      readonly last: number;
      readonly data: string;
    }
  | { readonly znode: 'log-dir-event'; readonly broker: number; readonly data: string }
  | { readonly znode: 'config-change'; readonly path: string; readonly data: string }
  | { readonly znode: 'cluster-id'; readonly id: string; readonly data: string };

const VERSION = kafkaVersion('3.9.1')!;

function written(one: Case): string {
  switch (one.znode) {
    case 'state': {
      const { leader, leaderEpoch, isr, recovery: leaderRecoveryState, controllerEpoch } = one;
      const leaderAndIsr = { leader, leaderEpoch, isr, leaderRecoveryState, partitionEpoch: 3 };
      const state = { leaderAndIsr, controllerEpoch };
      expect(decodePartitionState(one.data, 3)).toEqual(state);
      return encodePartitionState(state);
    }
    case 'topic': {
      const assignment = one.partitions.map(
        ([replicas, addingReplicas, removingReplicas], partition): [string, ReplicaAssignment] => [
          `orders-${partition}`,
          { replicas, addingReplicas, removingReplicas },
        ],
      );
      const read = decodeTopic('orders', one.data);
      expect(read.topicId).toBe(one.topicId);
      expect(entries(read.assignment)).toEqual(assignment);
      return encodeTopic(one.topicId, tableOf(assignment), VERSION);
    }
    case 'config':
      expect(contents.decodeConfig(one.data)).toEqual(one.config);
      return contents.encodeConfig(one.config);
    case 'isr-change':
      expect([...contents.decodeIsrChange(one.data)].sort()).toEqual([...one.partitions].sort());
      return contents.encodeIsrChange(one.partitions);
    case 'broker': {
      const broker = { id: 4, endpoints: one.endpoints, rack: one.rack };
      expect(contents.decodeBroker(4, one.data)).toEqual(broker);
      return contents.encodeBroker(broker, 0, VERSION);
    }
    case 'controller': {
      const { broker, kraftEpoch, milliseconds } = one;
      expect(contents.decodeController(one.data, 5)).toEqual({ broker, kraftEpoch, zkVersion: 5 });
      return contents.encodeController(broker, milliseconds * 1000, VERSION, kraftEpoch);
    }
    case 'migration': {
      const { znode: _znode, data, ...state } = one;
      expect(contents.decodeMigration(data)).toEqual(state);
      return contents.encodeMigration(state);
    }
    case 'producer-ids': {
      const block = { brokerId: one.broker, firstProducerId: one.first, lastProducerId: one.last };
      expect(contents.decodeProducerIdBlock(one.data)).toEqual(block);
      return contents.encodeProducerIdBlock(block);
    }
    case 'log-dir-event':
      expect(contents.decodeLogDirEvent(one.data)).toBe(one.broker);
      return contents.encodeLogDirEvent(one.broker);
    case 'config-change':
      expect(contents.decodeConfigChange(one.data)).toBe(one.path);
      return contents.encodeConfigChange(one.path);
    case 'cluster-id':
      expect(contents.decodeClusterId(one.data)).toBe(one.id);
      return contents.encodeClusterId(one.id);
  }
}

const { cases } = readRecorded<Case>('zk-data.json');
const kinds = [...new Set(cases.map(({ znode }) => znode))];

test.each(kinds)('%s', (kind) => {
  const of = cases.filter(({ znode }) => znode === kind);
  expect(of.map(written)).toEqual(of.map(({ data }) => data));
});
