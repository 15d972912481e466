import { describe, expect, test } from 'vitest';
import type { AdminState } from '../../src/kafka/admin/state.ts';
import type { ErrorName } from '../../src/kafka/errors.ts';
import { admin, FakeCluster, Run, type Script } from './fakeCluster.ts';

const second = 1_000_000;
const orders = { name: 'orders', numPartitions: 3, replicationFactor: 2, assignments: [], configs: {} };

function answering(errorOf: (attempt: number) => ErrorName): Script {
  let attempt = 0;
  return (request) => {
    if (request.type !== 'CreateTopicsRequest') return undefined;
    const errorCode = errorOf(++attempt);
    const topics = request.topics.map(({ name, numPartitions, replicationFactor }) => {
      return { name, topicId: '', errorCode, errorMessage: null, numPartitions, replicationFactor };
    });
    return { type: 'CreateTopicsResponse', correlationId: request.correlationId, topics };
  };
}

describe('topics of the setup', () => {
  test('are created in one request, at the broker that the metadata names as controller', () => {
    const cluster = new FakeCluster([1, 2], {});
    const run = new Run(cluster, [admin([orders, { ...orders, name: 'payments' }])]).until(second);
    const requests = cluster.of('CreateTopicsRequest');
    expect(requests.map(({ broker, request }) => [broker, request.topics.map(({ name }) => name)])).toEqual([
      [1, ['orders', 'payments']],
    ]);
    expect(run.state<AdminState>('admin').done).toBe(true);
  });

  test('wait for as many brokers as they need', () => {
    const cluster = new FakeCluster([1, 2], {});
    cluster.brokers.length = 1;
    const run = new Run(cluster, [admin([orders])]);
    run.until(3 * second);
    expect(cluster.of('CreateTopicsRequest')).toEqual([]);
    cluster.brokers.push(2);
    run.until(6 * second);
    expect(cluster.of('CreateTopicsRequest').length).toBe(1);
    // Asked at the pace of retry.backoff.max.ms at most.
    expect(cluster.of('MetadataRequest').length).toBeLessThan(12);
  });

  test('are tried again while the controller says that brokers are missing', () => {
    const cluster = new FakeCluster([1, 2], {});
    cluster.script = answering((attempt) => (attempt < 3 ? 'INVALID_REPLICATION_FACTOR' : 'NONE'));
    const run = new Run(cluster, [admin([orders])]).until(5 * second);
    expect(cluster.of('CreateTopicsRequest').length).toBe(3);
    expect(run.of('TopicCreateFailed')).toEqual([]);
  });

  test('exist already when the admin is started again: nothing to tell', () => {
    const cluster = new FakeCluster([1, 2], {});
    cluster.script = answering(() => 'TOPIC_ALREADY_EXISTS');
    const run = new Run(cluster, [admin([orders])]).until(second);
    expect(run.of('TopicCreateFailed')).toEqual([]);
    expect(run.state<AdminState>('admin').done).toBe(true);
  });

  test('that can never be created are told of once, each', () => {
    const cluster = new FakeCluster([1, 2], {});
    cluster.script = answering(() => 'INVALID_TOPIC_EXCEPTION');
    const run = new Run(cluster, [admin([orders, { ...orders, name: 'payments' }])]).until(30 * second);
    expect(run.of('TopicCreateFailed').map(({ fact }) => fact.topic)).toEqual(['orders', 'payments']);
    expect(cluster.of('CreateTopicsRequest').length).toBe(1);
  });
});

describe('orders', () => {
  const order = { type: 'create-topic', topic: orders } as const;

  test('create-topic with a terminal error tells of it, once', () => {
    const cluster = new FakeCluster([1, 2], {});
    cluster.script = answering(() => 'INVALID_REPLICATION_FACTOR');
    const run = new Run(cluster, [admin([])]);
    run.until(5 * second, [{ at: second, run: { type: 'tell', node: 'admin', order } }]);
    expect(run.of('TopicCreateFailed').map(({ fact }) => [fact.topic, fact.error])).toEqual([
      ['orders', 'INVALID_REPLICATION_FACTOR'],
    ]);
  });

  test('retriable errors are retried until default.api.timeout.ms', () => {
    const cluster = new FakeCluster([1, 2], {});
    cluster.script = answering(() => 'NOT_CONTROLLER');
    const run = new Run(cluster, [admin([], { 'default.api.timeout.ms': 5_000 })]);
    run.until(20 * second, [{ at: second, run: { type: 'tell', node: 'admin', order } }]);
    expect(cluster.of('CreateTopicsRequest').length).toBeGreaterThan(5);
    expect(run.story('TopicCreateFailed')).toMatchInlineSnapshot(
      `"6000.0ms TopicCreateFailed orders REQUEST_TIMED_OUT: default.api.timeout.ms passed"`,
    );
  });

  test('elect-leaders and alter-config go out as requests', () => {
    const cluster = new FakeCluster([1], {});
    const run = new Run(cluster, [admin([])]);
    const elect = { type: 'elect-leaders', electionType: 'PREFERRED', partitions: null } as const;
    const alter = {
      type: 'alter-config',
      resourceType: 'TOPIC',
      resourceName: 'orders',
      configs: { 'min.insync.replicas': '2' },
    } as const;
    run.until(second, [
      { at: 100_000, run: { type: 'tell', node: 'admin', order: elect } },
      { at: 200_000, run: { type: 'tell', node: 'admin', order: alter } },
    ]);
    expect(cluster.of('ElectLeadersRequest')[0]!.request).toMatchObject({
      electionType: 'PREFERRED',
      topicPartitions: null,
    });
    expect(cluster.of('IncrementalAlterConfigsRequest')[0]!.request).toMatchObject({ resourceName: 'orders' });
  });
});
