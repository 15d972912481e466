// Brokers in the eyes of the active controller: registration, heartbeats, fencing, controlled shutdown.

import { describe, expect, test } from 'vitest';
import { kafkaVersion } from '../../src/kafka/versions.ts';
import { ControllerBench } from './bench.ts';

const controllerWith = (...ids: readonly number[]): ControllerBench => new ControllerBench().elect().brokers(...ids);

describe('activation', () => {
  test('on an empty log the features of the version, and with ELR the cluster-wide min.insync.replicas', () => {
    const bench = new ControllerBench().elect();
    bench.commit();
    expect(bench.written()).toEqual([
      'LeaderChange 1 votes [1]',
      'FeatureLevel metadata.version 30',
      'FeatureLevel eligible.leader.replicas.version 1',
      'FeatureLevel group.version 1',
      'FeatureLevel share.version 1',
      'FeatureLevel streams.version 1',
      'FeatureLevel transaction.version 2',
      'Config BROKER default min.insync.replicas=1',
    ]);
    expect(bench.told()).toEqual(['ControllerActivated 1 epoch 1']);
  });

  test('elected again it writes nothing, and a NoOp every 500 ms keeps the log moving', () => {
    const bench = new ControllerBench().elect();
    bench.commit().depose(2, 2).elect(3);
    const { length } = bench.log;
    bench.wait(2_000);
    expect(bench.log.length).toBe(length + 4);
    expect(bench.log.at(-1)!.record).toEqual({ type: 'NoOpRecord' });
  });
});

describe('registration', () => {
  test('the broker epoch is the offset of the record; the broker starts fenced', () => {
    const bench = new ControllerBench().elect();
    bench.commit().written();
    expect(bench.register(1)).toMatchObject({ errorCode: 'NONE', brokerEpoch: 8 });
    expect(bench.written()).toEqual(['RegisterBroker b1 broker epoch 8 fenced']);
    expect(bench.told()).toContain('BrokerRegistered b1 broker epoch 8');
  });

  test('it is unfenced when it has replayed its own registration', () => {
    const bench = new ControllerBench().elect();
    bench.commit();
    bench.register(1);
    expect(bench.heartbeat(1, { offset: 7 })).toBe('BrokerHeartbeat fenced not caught up');
    expect(bench.heartbeat(1, { offset: 8, fence: true })).toBe('BrokerHeartbeat fenced');
    expect(bench.heartbeat(1, { offset: 8 })).toBe('BrokerHeartbeat unfenced');
    expect(bench.told()).toContain('BrokerUnfenced b1');
  });

  test('the answer waits for the commit; a read waits too while something is uncommitted', () => {
    const bench = controllerWith(1);
    const registration = { correlationId: 0, brokerId: 2, clusterId: 'tidemark-cluster', incarnationId: 'x' };
    const rest = { listeners: [], rack: null, logDirs: ['d'], previousBrokerEpoch: -1 };
    const registered = bench.send({ type: 'BrokerRegistrationRequest', ...registration, ...rest });
    const beat = {
      brokerId: 1,
      brokerEpoch: bench.epochOf(1),
      currentMetadataOffset: 99,
      wantFence: false,
      wantShutDown: false,
    };
    const alive = bench.send({ type: 'BrokerHeartbeatRequest', correlationId: 1, ...beat });
    expect([registered(), alive()]).toEqual([undefined, undefined]);
    bench.commit();
    expect([registered()?.type, alive()?.type]).toEqual(['BrokerRegistrationResponse', 'BrokerHeartbeatResponse']);
  });

  test('another process under the same id must wait for the session to end', () => {
    const bench = controllerWith(1);
    expect(bench.register(1, '1-second')).toMatchObject({ errorCode: 'DUPLICATE_BROKER_REGISTRATION' });
    bench.wait(9_000);
    expect(bench.register(1, '1-second')).toMatchObject({ errorCode: 'DUPLICATE_BROKER_REGISTRATION' });
    bench.wait(1);
    expect(bench.register(1, '1-second')).toMatchObject({ errorCode: 'NONE', brokerEpoch: bench.log.length - 1 });
  });

  test('the same incarnation again keeps its epoch and stays unfenced', () => {
    const bench = controllerWith(1);
    const epoch = bench.epochOf(1);
    expect(bench.register(1)).toMatchObject({ errorCode: 'NONE', brokerEpoch: epoch });
    expect(bench.heartbeat(1)).toBe('BrokerHeartbeat unfenced');
  });

  test('a broker of another cluster, and one without a log directory, are turned away', () => {
    const bench = new ControllerBench().elect();
    const request = { type: 'BrokerRegistrationRequest', correlationId: 0, brokerId: 1, incarnationId: 'i' } as const;
    const rest = { listeners: [], rack: null, previousBrokerEpoch: -1 };
    const other = bench.ask({ ...request, ...rest, clusterId: 'other', logDirs: ['d'] });
    expect(other).toMatchObject({ errorCode: 'INCONSISTENT_CLUSTER_ID', brokerEpoch: -1 });
    const bare = bench.ask({ ...request, ...rest, clusterId: 'tidemark-cluster', logDirs: [] });
    expect(bare).toMatchObject({ errorCode: 'INVALID_REGISTRATION' });
  });

  test('heartbeats before registration, or of an earlier life, are stale', () => {
    const bench = new ControllerBench().elect();
    expect(bench.heartbeat(1)).toBe('BrokerHeartbeat STALE_BROKER_EPOCH');
    bench.brokers(1);
    const request = { type: 'BrokerHeartbeatRequest', correlationId: 0, brokerId: 1, brokerEpoch: 3 } as const;
    const rest = { currentMetadataOffset: 9, wantFence: false, wantShutDown: false };
    expect(bench.ask({ ...request, ...rest })).toMatchObject({ errorCode: 'STALE_BROKER_EPOCH', isFenced: true });
  });
});

describe('fencing', () => {
  test('a silent broker is fenced by the first pass after its session: between 9 s and 10.125 s', () => {
    const bench = controllerWith(1, 2, 3).orders([1, 2, 3]);
    bench.told();
    const silentSince = bench.now;
    for (let second = 0; second < 12; second++) {
      bench.heartbeat(2);
      bench.heartbeat(3);
      bench.wait(1_000);
      if (bench.facts.some(({ type }) => type === 'BrokerFenced')) break;
    }
    const after = bench.now - silentSince;
    expect(after).toBeGreaterThan(9_000_000);
    expect(after).toBeLessThanOrEqual(11_000_000);
    expect(bench.told()).toEqual([
      'LeaderElected orders-0 b2 (was b1) leader epoch 1 isr [2,3]',
      'IsrChanged orders-0 [1,2,3] -> [2,3] leader epoch 1 partition epoch 1',
      'BrokerFenced b1',
    ]);
  });

  test('brokers that fall silent together are fenced one a pass, 10 ms apart', () => {
    const bench = controllerWith(1, 2, 3).orders([1, 2, 3]);
    bench.told();
    bench.wait(9_000);
    expect(bench.told()).toEqual([]);
    bench.wait(1_145);
    expect(bench.told().filter((fact) => fact.startsWith('BrokerFenced'))).toEqual([
      'BrokerFenced b1',
      'BrokerFenced b2',
      'BrokerFenced b3',
    ]);
  });

  test('before 4.0 a silent broker is fenced the moment its session has ended, and all that are silent at once', () => {
    const bench = new ControllerBench({ version: kafkaVersion('3.9.1')! }).elect().brokers(1, 2, 3).orders([1, 2, 3]);
    bench.told();
    bench.wait(4_000);
    bench.heartbeat(3);
    bench.wait(5_000);
    expect(bench.told()).toEqual([]);
    bench.wait(1);
    const fenced = () => bench.told().filter((fact) => fact.startsWith('BrokerFenced'));
    expect(fenced()).toEqual(['BrokerFenced b1', 'BrokerFenced b2']);
    bench.wait(3_999);
    expect(fenced()).toEqual([]);
    bench.wait(1);
    expect(fenced()).toEqual(['BrokerFenced b3']);
  });

  test('a new active controller gives every unfenced broker a full session', () => {
    const bench = controllerWith(1);
    bench.wait(8_000).depose(2, 2).wait(8_000).elect(3).wait(9_000);
    expect(bench.told().filter((fact) => fact.startsWith('BrokerFenced'))).toEqual([]);
    bench.wait(1_125);
    expect(bench.told()).toContain('BrokerFenced b1');
  });
});

describe('controlled shutdown', () => {
  test('leaders move at once; the broker may go when every active broker has seen it', () => {
    const bench = controllerWith(1, 2, 3).orders([1, 2, 3]);
    bench.written();
    bench.told();
    expect(bench.heartbeat(1, { shutDown: true })).toBe('BrokerHeartbeat unfenced');
    expect(bench.written()).toEqual([
      'BrokerRegistrationChange b1 in controlled shutdown',
      'PartitionChange orders-0 leader b2 isr [2,3]',
    ]);
    const shutdownOffset = bench.log.length - 1;
    expect(bench.told()).toEqual([
      'BrokerInControlledShutdown b1',
      'LeaderElected orders-0 b2 (was b1) leader epoch 1 isr [2,3]',
      'IsrChanged orders-0 [1,2,3] -> [2,3] leader epoch 1 partition epoch 1',
    ]);
    bench.heartbeat(2, { offset: shutdownOffset });
    expect(bench.heartbeat(1, { shutDown: true })).toBe('BrokerHeartbeat unfenced');
    bench.heartbeat(3, { offset: shutdownOffset });
    expect(bench.heartbeat(1, { shutDown: true })).toBe('BrokerHeartbeat fenced shut down now');
    expect(bench.told()).toEqual(['BrokerFenced b1']);
  });

  test('a broker that leads nothing may go at once', () => {
    const bench = controllerWith(1, 2).orders([1, 2]);
    expect(bench.heartbeat(2, { shutDown: true })).toBe('BrokerHeartbeat fenced shut down now');
    expect(bench.show()).toBe('leader 1 epoch 0/1 isr [1]');
  });

  test('the only replica: the partition is without a leader, and the broker eligible', () => {
    const bench = controllerWith(1, 2).orders([1]);
    bench.heartbeat(1, { shutDown: true });
    expect(bench.show()).toBe('leader -1 epoch 1/1 isr [] elr [1] last leader [1]');
  });
});

describe('who is not the controller', () => {
  test('says so, and who is', () => {
    const bench = new ControllerBench();
    const request = { type: 'CreateTopicsRequest', correlationId: 5, timeoutMs: 1 } as const;
    const topics = [{ name: 't', numPartitions: 1, replicationFactor: 1, assignments: [], configs: {} }];
    expect(bench.send({ ...request, topics })()).toMatchObject({
      topics: [{ errorCode: 'NOT_CONTROLLER', errorMessage: 'No controller appears to be active.' }],
    });
    bench.depose(3, 4);
    expect(bench.send({ ...request, topics })()).toMatchObject({
      topics: [{ errorCode: 'NOT_CONTROLLER', errorMessage: 'The active controller appears to be node 3.' }],
    });
    const envelope = { type: 'EnvelopeRequest', correlationId: 6, requestData: { ...request, topics } } as const;
    expect(bench.send(envelope)()).toEqual({
      type: 'EnvelopeResponse',
      correlationId: 6,
      errorCode: 'NOT_CONTROLLER',
      responseData: null,
    });
  });

  test('losing the lead fails what waits and forgets what was not committed', () => {
    const bench = controllerWith(1, 2);
    bench.told();
    const topics = [{ name: 't', numPartitions: 1, replicationFactor: 2, assignments: [], configs: {} }];
    const created = bench.send({ type: 'CreateTopicsRequest', correlationId: 0, topics, timeoutMs: 1 });
    expect(bench.state.image.topics.keys).toEqual(['t']);
    bench.depose(2, 2);
    expect(created()).toMatchObject({ topics: [{ errorCode: 'NOT_CONTROLLER' }] });
    expect(bench.state.image.topics.keys).toEqual([]);
    expect(bench.state.image).toBe(bench.state.committed);
    expect(bench.timers.size).toBe(0);
    expect(bench.told()).toEqual(['ControllerDeactivated 1 epoch 1']);
  });
});
