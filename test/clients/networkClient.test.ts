import { describe, expect, test } from 'vitest';
import { draw } from '../../src/base/draw.ts';
import { exponentialBackoff } from '../../src/kafka/client/exponentialBackoff.ts';
import type { ConsumerState } from '../../src/kafka/consumer/state.ts';
import type { MetadataRequest } from '../../src/kafka/messages.ts';
import type { ProducerState } from '../../src/kafka/producer/state.ts';
import { consumer, FakeCluster, producer, Run } from './fakeCluster.ts';

const second = 1_000_000;

describe('ExponentialBackoff', () => {
  const env = { now: 0, self: 'p1', draw: (name: string, bound: number) => draw(1, name, bound) };

  test('doubles up to the longest, give or take a fifth', () => {
    for (const [attempts, middle] of [100, 200, 400, 800, 1000, 1000].entries()) {
      const waits = [...Array(200).keys()].map((n) => exponentialBackoff(100, 1000, attempts, env, `wait ${n}`));
      expect(Math.min(...waits)).toBeGreaterThanOrEqual(middle * 0.8);
      expect(Math.max(...waits)).toBeLessThanOrEqual(Math.min(middle * 1.2, 1000));
      expect(Math.max(...waits) - Math.min(...waits)).toBeGreaterThan(middle * 0.15);
    }
  });

  test('no jitter where nothing grows', () => {
    expect(exponentialBackoff(300, 300, 5, env, 'a')).toBe(300);
    expect(exponentialBackoff(500, 300, 0, env, 'a')).toBe(300);
  });
});

describe('metadata', () => {
  const topicsOf = (cluster: FakeCluster) =>
    cluster.metadataRequests().map(({ request }) => (request as MetadataRequest).topics);

  test('is refreshed at metadata.max.age.ms', () => {
    const cluster = new FakeCluster([1], { orders: [1] });
    new Run(cluster, [consumer({ 'metadata.max.age.ms': 1_000 })]).until(5_500_000);
    expect(cluster.metadataRequests().length).toBe(6);
  });

  test('a topic that is new is asked for alone, and its answer leaves the others as they were', () => {
    const cluster = new FakeCluster([1], { orders: [1], payments: [1] });
    const workloads = [{ startAt: second }, { topic: 'payments', startAt: 2 * second }, { startAt: 3 * second }];
    const run = new Run(cluster, [producer({}, workloads)]).until(5 * second);
    expect(topicsOf(cluster)).toEqual([['orders'], ['payments']]);
    expect(run.state<ProducerState>('p1').client.metadata.topics.keys).toEqual(['orders', 'payments']);
  });

  test('a topic nobody uses for metadata.max.idle.ms is forgotten at the next refresh', () => {
    const cluster = new FakeCluster([1], { orders: [1], payments: [1] });
    const configs = { 'metadata.max.idle.ms': 5_000, 'metadata.max.age.ms': 4_000 };
    const workloads = [{ every: 500_000, count: null }, { topic: 'payments' }];
    new Run(cluster, [producer(configs, workloads)]).until(13 * second);
    expect(topicsOf(cluster).at(-1)).toEqual(['orders']);
  });

  test('no leader: asked for again, ever more slowly', () => {
    const cluster = new FakeCluster([1], { orders: [-1] });
    const run = new Run(cluster, [producer({}, [{}])]).until(10 * second);
    expect(cluster.metadataRequests().length).toBeGreaterThan(9);
    expect(cluster.metadataRequests().length).toBeLessThan(18);
    cluster.moveLeader('orders-0', 1);
    run.until(12 * second);
    expect(run.state<ProducerState>('p1').ledger.acknowledged).toBe(1);
  });

  test('KIP-899: when every known broker is gone the client starts over from bootstrap.servers', () => {
    const cluster = new FakeCluster([1, 2, 3], { orders: [2] });
    const run = new Run(cluster, [producer({ 'metadata.max.age.ms': 60_000 }, [{ every: 100_000, count: 40 }])]);
    cluster.brokers.splice(0, 3, 2, 3);
    const replaceBrokers = () => {
      cluster.brokers.splice(0, 2, 1);
      cluster.moveLeader('orders-0', 1);
    };
    run.until(20 * second, [
      { at: second, run: { type: 'kill', node: 'b2' } },
      { at: second, run: { type: 'kill', node: 'b3' } },
      { at: second, run: replaceBrokers },
    ]);
    expect(run.state<ProducerState>('p1').ledger).toMatchObject({ sent: 40, acknowledged: 40 });
  });
});

describe('connections', () => {
  test('a consumer that is cut off both ways hears nothing, gives up after request.timeout.ms, and comes back', () => {
    const cluster = new FakeCluster([1], { orders: [1] });
    cluster.fill('orders-0', ['a']);
    const run = new Run(cluster, [consumer({ 'auto.offset.reset': 'earliest', 'request.timeout.ms': 3_000 })]);
    const cut = { type: 'link', from: ['c1', 'b1'], to: ['c1', 'b1'], rule: { cut: true } } as const;
    run.until(20 * second, [
      { at: second, run: cut },
      { at: second, run: () => cluster.fill('orders-0', ['b']) },
      { at: 6 * second, run: { type: 'heal' } },
    ]);
    expect(run.of('ClientDisconnected').map(({ fact }) => fact.reason)).toContain('request timed out');
    expect(run.state<ConsumerState>('c1').consumedCount).toBe(2);
  });

  test('a client starts before its cluster: it tries again until there is someone', () => {
    const cluster = new FakeCluster([1], { orders: [1] });
    const run = new Run(cluster, [producer({}, [{}])]);
    run.until(0, [{ at: 0, run: { type: 'kill', node: 'b1' } }]);
    run.until(5 * second);
    expect(run.state<ProducerState>('p1').ledger.sent).toBe(0);
    run.until(10 * second, [{ at: 5 * second, run: { type: 'start', node: 'b1' } }]);
    expect(run.state<ProducerState>('p1').ledger.acknowledged).toBe(1);
    expect(run.of('ClientDisconnected').length).toBe(1);
  });
});
