// Partitions in the hands of the active controller: ISR changes, elections, eligible leader replicas, configs.

import { describe, expect, test } from 'vitest';
import type { AlterPartitionRequest, AlterPartitionResponse, ElectLeadersResponse } from '../../src/kafka/messages.ts';
import { ControllerBench, withoutElr } from './bench.ts';

const controllerWith = (...ids: readonly number[]): ControllerBench => new ControllerBench().elect().brokers(...ids);

type Asked = AlterPartitionRequest['partitions'][number];

/** The leader of orders-0 asks for an ISR, in the epochs it knows, unless the test says otherwise. */
function alter(bench: ControllerBench, isr: readonly number[], other: Partial<Asked> & { from?: number } = {}) {
  const { leader, leaderEpoch, partitionEpoch } = bench.partition();
  const { from = leader, ...rest } = other;
  const asked: Asked = {
    topicPartition: 'orders-0',
    leaderEpoch,
    partitionEpoch,
    leaderRecoveryState: 'RECOVERED',
    newIsrWithEpochs: isr.map((brokerId) => ({ brokerId, brokerEpoch: bench.epochOf(brokerId) })),
    ...rest,
  };
  const request = { type: 'AlterPartitionRequest', correlationId: 0, brokerId: from } as const;
  return bench.ask<AlterPartitionResponse>({ ...request, brokerEpoch: bench.epochOf(from), partitions: [asked] });
}

const errorOf = (response: AlterPartitionResponse) => response.partitions[0]?.errorCode ?? response.errorCode;

describe('AlterPartition', () => {
  test('a shrink and an expansion move the partition epoch, not the leader epoch', () => {
    const bench = controllerWith(1, 2, 3).orders([1, 2, 3]);
    bench.told();
    expect(alter(bench, [1, 3]).partitions[0]).toEqual({
      topicPartition: 'orders-0',
      errorCode: 'NONE',
      leaderId: 1,
      leaderEpoch: 0,
      isr: [1, 3],
      leaderRecoveryState: 'RECOVERED',
      partitionEpoch: 1,
    });
    alter(bench, [1, 3, 2]);
    expect(bench.show()).toBe('leader 1 epoch 0/2 isr [1,3,2]');
    expect(bench.told()).toEqual([
      'IsrChanged orders-0 [1,2,3] -> [1,3] leader epoch 0 partition epoch 1',
      'IsrChanged orders-0 [1,3] -> [1,3,2] leader epoch 0 partition epoch 2',
    ]);
  });

  test('the ISR it has already: no record, no new epoch', () => {
    const bench = controllerWith(1, 2).orders([1, 2]);
    const { length } = bench.log;
    expect(errorOf(alter(bench, [1, 2]))).toBe('NONE');
    expect(bench.log.length).toBe(length);
  });

  test('the checks in their order: each request breaks its rule and every later one', () => {
    const bench = controllerWith(1, 2, 3).orders([1, 2, 3]);
    alter(bench, [1, 2]);
    bench.heartbeat(1, { shutDown: true });
    bench.heartbeat(2);
    expect(bench.show()).toBe('leader 2 epoch 1/2 isr [2]');
    const bad = { newIsrWithEpochs: [{ brokerId: 9, brokerEpoch: 9 }] };
    const errors = [
      errorOf(alter(bench, [2], { ...bad, topicPartition: 'nothing-0', leaderEpoch: 9 })),
      errorOf(alter(bench, [2], { ...bad, topicPartition: 'orders-7', leaderEpoch: 9 })),
      errorOf(alter(bench, [2], { ...bad, leaderEpoch: 2, from: 3 })),
      errorOf(alter(bench, [2], { ...bad, leaderEpoch: 0, partitionEpoch: 9, from: 3 })),
      errorOf(alter(bench, [2], { ...bad, leaderEpoch: 0, partitionEpoch: 0, from: 3 })),
      errorOf(alter(bench, [2], { ...bad, partitionEpoch: 0, from: 3 })),
      errorOf(alter(bench, [2], { ...bad, partitionEpoch: 1 })),
      errorOf(alter(bench, [2], bad)),
      errorOf(alter(bench, [2, 2])),
      errorOf(alter(bench, [1, 3])),
      errorOf(alter(bench, [2, 1], { leaderRecoveryState: 'RECOVERING' })),
      errorOf(alter(bench, [2], { leaderRecoveryState: 'RECOVERING' })),
      errorOf(alter(bench, [2, 1])),
      errorOf(alter(bench, [2], { newIsrWithEpochs: [{ brokerId: 2, brokerEpoch: bench.epochOf(2) - 1 }] })),
      errorOf(alter(bench, [2], { newIsrWithEpochs: [{ brokerId: 2, brokerEpoch: -1 }] })),
    ];
    expect(errors).toEqual([
      'UNKNOWN_TOPIC_ID',
      'UNKNOWN_TOPIC_OR_PARTITION',
      'NOT_CONTROLLER',
      'NOT_CONTROLLER',
      'FENCED_LEADER_EPOCH',
      'INVALID_REQUEST',
      'INVALID_UPDATE_VERSION',
      'INVALID_REQUEST',
      'INVALID_REQUEST',
      'INVALID_REQUEST',
      'INVALID_REQUEST',
      'INVALID_REQUEST',
      'INELIGIBLE_REPLICA',
      'INELIGIBLE_REPLICA',
      'NONE',
    ]);
  });

  test('a leader of an earlier life is stale before anything is looked at', () => {
    const bench = controllerWith(1, 2).orders([1, 2]);
    const request = {
      type: 'AlterPartitionRequest',
      correlationId: 0,
      brokerId: 1,
      brokerEpoch: 1,
      partitions: [],
    } as const;
    expect(errorOf(bench.ask<AlterPartitionResponse>(request))).toBe('STALE_BROKER_EPOCH');
  });
});

describe('election', () => {
  test('the next in replica order, not in ISR order, and with a new leader epoch', () => {
    const bench = controllerWith(1, 2, 3).orders([1, 2, 3]);
    alter(bench, [1, 3]);
    alter(bench, [1, 3, 2]);
    bench.heartbeat(1, { fence: true });
    expect(bench.show()).toBe('leader 2 epoch 1/3 isr [3,2]');
  });

  test('a broker that comes back does not lead again by itself; the check every 300 s gives it back', () => {
    const bench = controllerWith(1, 2).orders([1, 2]);
    bench.heartbeat(1, { fence: true });
    bench.heartbeat(1);
    alter(bench, [2, 1]);
    expect(bench.show()).toBe('leader 2 epoch 1/2 isr [2,1]');
    for (let i = 0; i < 40; i++) {
      bench.wait(7_500);
      bench.heartbeat(1);
      bench.heartbeat(2);
    }
    expect(bench.show()).toBe('leader 1 epoch 2/3 isr [2,1]');
  });

  test('without ELR the last ISR member stays in the ISR, and leads when it is back', () => {
    const bench = new ControllerBench({ version: withoutElr() }).elect().brokers(1, 2).orders([1, 2]);
    bench.heartbeat(2, { fence: true });
    bench.heartbeat(1, { fence: true });
    expect(bench.show()).toBe('leader -1 epoch 1/2 isr [1]');
    bench.heartbeat(2);
    expect(bench.show()).toBe('leader -1 epoch 1/2 isr [1]');
    bench.told();
    bench.heartbeat(1);
    expect(bench.show()).toBe('leader 1 epoch 2/3 isr [1]');
    expect(bench.told()).toEqual(['BrokerUnfenced b1', 'LeaderElected orders-0 b1 (was none) leader epoch 2 isr [1]']);
  });

  test('unclean.leader.election.enable lets the first live replica lead at once', () => {
    const bench = controllerWith(1, 2, 3).orders([1, 2, 3], { 'unclean.leader.election.enable': 'true' });
    alter(bench, [1]);
    bench.told();
    bench.heartbeat(1, { fence: true });
    expect(bench.show()).toBe('leader 2 epoch 1/2 isr [2] recovering');
    expect(bench.told()[0]).toBe('LeaderElected orders-0 b2 (was b1) leader epoch 1 isr [2] unclean');
    expect(errorOf(alter(bench, [2, 3]))).toBe('NONE');
    expect(bench.show()).toBe('leader 2 epoch 1/3 isr [2,3]');
  });

  test('switched on while there is no leader, it waits for the check or for ElectLeaders', () => {
    const leaderless = (): ControllerBench => {
      const bench = controllerWith(1, 2).orders([1, 2]);
      alter(bench, [1]);
      bench.heartbeat(1, { fence: true });
      const configs = { 'unclean.leader.election.enable': 'true' };
      const topic = { resourceType: 'TOPIC', resourceName: 'orders', configs } as const;
      const answer = bench.ask({ type: 'IncrementalAlterConfigsRequest', correlationId: 0, ...topic });
      expect(answer).toMatchObject({ errorCode: 'NONE', errorMessage: null });
      return bench;
    };
    const waits = leaderless();
    expect(waits.show()).toMatch(/^leader -1 /);
    for (let i = 0; i < 41; i++) {
      waits.wait(7_500);
      waits.heartbeat(2);
    }
    expect(waits.show()).toMatch(/^leader 2 epoch 2\/\d isr \[2\] recovering$/);

    const asks = leaderless();
    expect(elect(asks, 'UNCLEAN').results).toEqual([
      { topicPartition: 'orders-0', errorCode: 'NONE', errorMessage: null },
    ]);
    expect(asks.show()).toMatch(/^leader 2 /);
  });
});

function elect(
  bench: ControllerBench,
  electionType: 'PREFERRED' | 'UNCLEAN',
  topicPartitions: readonly string[] | null = ['orders-0'],
) {
  return bench.ask<ElectLeadersResponse>({
    type: 'ElectLeadersRequest',
    correlationId: 0,
    electionType,
    topicPartitions,
    timeoutMs: 1,
  });
}

describe('ElectLeaders', () => {
  test('preferred: not needed, not available, done', () => {
    const bench = controllerWith(1, 2).orders([1, 2]);
    expect(elect(bench, 'PREFERRED').results[0]).toMatchObject({
      errorCode: 'ELECTION_NOT_NEEDED',
      errorMessage: 'Leader election not needed for topic partition.',
    });
    expect(elect(bench, 'PREFERRED', null).results).toEqual([]);
    bench.heartbeat(1, { fence: true });
    expect(elect(bench, 'PREFERRED').results[0]!.errorCode).toBe('PREFERRED_LEADER_NOT_AVAILABLE');
    bench.heartbeat(1);
    alter(bench, [2, 1]);
    expect(elect(bench, 'PREFERRED', null).results).toEqual([
      { topicPartition: 'orders-0', errorCode: 'NONE', errorMessage: null },
    ]);
    expect(bench.show()).toBe('leader 1 epoch 2/3 isr [2,1]');
  });

  test('what does not exist', () => {
    const bench = controllerWith(1).orders([1]);
    expect(elect(bench, 'UNCLEAN', ['orders-1', 'none-0']).results).toMatchObject([
      { errorCode: 'UNKNOWN_TOPIC_OR_PARTITION', errorMessage: 'No such partition as orders-1' },
      { errorCode: 'UNKNOWN_TOPIC_OR_PARTITION', errorMessage: 'No such topic as none' },
    ]);
  });
});

describe('eligible leader replicas (KIP-966)', () => {
  const minIsr2 = { 'min.insync.replicas': '2' };

  test('who leaves an ISR below min.insync.replicas stays eligible, and leads cleanly when the ISR is empty', () => {
    const bench = controllerWith(1, 2, 3).orders([1, 2, 3], minIsr2);
    bench.heartbeat(1, { fence: true });
    expect(bench.show()).toBe('leader 2 epoch 1/1 isr [2,3]');
    bench.heartbeat(2, { fence: true });
    expect(bench.show()).toBe('leader 3 epoch 2/2 isr [3] elr [2]');
    bench.heartbeat(3, { fence: true });
    expect(bench.show()).toBe('leader -1 epoch 3/3 isr [] elr [2,3] last leader [3]');
    bench.heartbeat(1);
    expect(bench.show()).toBe('leader -1 epoch 3/3 isr [] elr [2,3] last leader [3]');
    bench.told();
    bench.heartbeat(2);
    expect(bench.show()).toBe('leader 2 epoch 4/4 isr [2] elr [3]');
    expect(bench.told()).toEqual([
      'BrokerUnfenced b2',
      'LeaderElected orders-0 b2 (was none) leader epoch 4 isr [2]',
      'IsrChanged orders-0 [] -> [2] leader epoch 4 partition epoch 4',
      'ElrChanged orders-0 elr [3] last known []',
    ]);
    alter(bench, [2, 1]);
    expect(bench.show()).toBe('leader 2 epoch 4/5 isr [2,1]');
  });

  test('an unclean shutdown ends the eligibility, a clean one does not', () => {
    const bench = controllerWith(1, 2).orders([1, 2], minIsr2);
    bench.heartbeat(2, { fence: true });
    expect(bench.show()).toBe('leader 1 epoch 0/1 isr [1] elr [2]');
    const epoch = bench.epochOf(2);
    bench.wait(20_000);
    bench.register(2, '2-second', epoch);
    expect(bench.partition().elr).toContain(2);
    bench.register(2, '2-third', -1);
    expect(bench.partition().elr).not.toContain(2);
  });

  test('the last leader comes back though nobody is eligible: unclean, but the best guess', () => {
    const bench = controllerWith(1, 2).orders([1, 2], minIsr2);
    bench.heartbeat(2, { fence: true });
    bench.heartbeat(1, { fence: true });
    expect(bench.show()).toBe('leader -1 epoch 1/2 isr [] elr [1,2] last leader [1]');
    bench.wait(20_000);
    bench.register(1, '1-second');
    bench.register(2, '2-second');
    expect(bench.show()).toBe('leader -1 epoch 1/4 isr [] last leader [1]');
    bench.heartbeat(2);
    expect(bench.show()).toBe('leader -1 epoch 1/4 isr [] last leader [1]');
    bench.heartbeat(1);
    expect(bench.show()).toBe('leader 1 epoch 2/5 isr [1] recovering');
  });

  test('another min.insync.replicas clears what was promised under the old one', () => {
    const bench = controllerWith(1, 2).orders([1, 2], minIsr2);
    bench.heartbeat(2, { fence: true });
    bench.written();
    const request = {
      type: 'IncrementalAlterConfigsRequest',
      correlationId: 0,
      resourceType: 'TOPIC',
      resourceName: 'orders',
    } as const;
    bench.ask({ ...request, configs: { 'min.insync.replicas': '1' } });
    expect(bench.written()).toEqual(['Config TOPIC orders min.insync.replicas=1', 'ClearElr orders']);
    expect(bench.show()).toBe('leader 1 epoch 0/2 isr [1]');
    expect(bench.told().at(-1)).toBe('ElrChanged orders-0 elr [] last known []');
  });
});

describe('configs', () => {
  const alterConfig = (
    bench: ControllerBench,
    resourceName: string,
    configs: Readonly<Record<string, string | null>>,
    resourceType: 'TOPIC' | 'BROKER' = 'TOPIC',
  ) => bench.ask({ type: 'IncrementalAlterConfigsRequest', correlationId: 0, resourceType, resourceName, configs });

  test.each([
    ['nothing', { 'min.insync.replicas': '1' }, 'UNKNOWN_TOPIC_OR_PARTITION', "The topic 'nothing' does not exist."],
    ['', {}, 'INVALID_REQUEST', 'Default topic resources are not allowed.'],
    ['orders', { nonsense: '1' }, 'INVALID_CONFIG', 'Unknown topic config name: nonsense'],
    [
      'orders',
      { 'min.insync.replicas': '0' },
      'INVALID_CONFIG',
      'Invalid value 0 for configuration min.insync.replicas: Value must be at least 1',
    ],
    [
      'orders',
      { 'min.insync.replicas': 'two' },
      'INVALID_CONFIG',
      'Invalid value two for configuration min.insync.replicas: Not a number of type INT',
    ],
    [
      'orders',
      { 'unclean.leader.election.enable': 'yes' },
      'INVALID_CONFIG',
      'Invalid value yes for configuration unclean.leader.election.enable: Expected value to be either true or false',
    ],
    [
      'orders',
      { 'cleanup.policy': 'burn' },
      'INVALID_CONFIG',
      'Invalid value burn for configuration cleanup.policy: String must be one of: compact, delete',
    ],
  ] as const)('of topic "%s" %j', (name, configs, errorCode, errorMessage) => {
    expect(alterConfig(controllerWith(1).orders([1]), name, configs)).toMatchObject({ errorCode, errorMessage });
  });

  test('with ELR a broker may not have a min.insync.replicas of its own, nor the cluster none', () => {
    const bench = controllerWith(1);
    expect(alterConfig(bench, '1', { 'min.insync.replicas': '2' }, 'BROKER')).toMatchObject({
      errorMessage: 'Broker-level min.insync.replicas cannot be altered while ELR is enabled.',
    });
    expect(alterConfig(bench, '', { 'min.insync.replicas': null }, 'BROKER')).toMatchObject({
      errorMessage: 'Cluster-level min.insync.replicas cannot be removed while ELR is enabled.',
    });
    expect(alterConfig(bench, '', { 'min.insync.replicas': '2' }, 'BROKER')).toMatchObject({ errorCode: 'NONE' });
  });

  test('a value that is there already writes nothing; null goes back to the default', () => {
    const bench = controllerWith(1).orders([1], { 'retention.ms': '1000' });
    bench.written();
    alterConfig(bench, 'orders', { 'retention.ms': '1000' });
    expect(bench.written()).toEqual([]);
    alterConfig(bench, 'orders', { 'retention.ms': null });
    expect(bench.written()).toEqual(['Config TOPIC orders -retention.ms']);
    expect(bench.state.image.configs.keys).toEqual(['BROKER:']);
  });
});
