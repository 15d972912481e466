import { describe, expect, test } from 'vitest';
import { slice } from '../../src/base/vector.ts';
import type { ConsumerState } from '../../src/kafka/consumer/state.ts';
import { consumer, FakeCluster, producer, Run } from './fakeCluster.ts';

const second = 1_000_000;

function consumed(run: Run): (string | null)[] {
  return slice(run.state<ConsumerState>('c1').consumed, 0).map(({ value }) => value);
}

function numbers(from: number, to: number): string[] {
  return [...Array(to - from).keys()].map((n) => `v${from + n}`);
}

describe('where a consumer begins', () => {
  test('auto.offset.reset=earliest reads from the log start', () => {
    const cluster = new FakeCluster([1], { orders: [1] });
    cluster.fill('orders-0', ['a', 'b', 'c']);
    const run = new Run(cluster, [consumer({ 'auto.offset.reset': 'earliest' })]).until(second);
    expect(run.story('OffsetReset', 'RecordsConsumed')).toBe(
      [
        '4.0ms OffsetReset c1 orders-0 to 0: no position: auto.offset.reset=earliest',
        '5.0ms RecordsConsumed c1 orders-0 offsets 0..2 from b1',
      ].join('\n'),
    );
  });

  test('latest, the default, sees only what comes after', () => {
    const cluster = new FakeCluster([1], { orders: [1] });
    cluster.fill('orders-0', ['a', 'b', 'c']);
    const run = new Run(cluster, [consumer({}), producer({}, [{ startAt: 100_000, count: 3 }])]).until(second);
    expect(run.of('OffsetReset').map(({ fact }) => fact.offset)).toEqual([3]);
    expect(consumed(run)).toEqual(['v0', 'v1', 'v2']);
  });

  test('none without a position: the application ends with an exception', () => {
    const cluster = new FakeCluster([1], { orders: [1] });
    const run = new Run(cluster, [consumer({ 'auto.offset.reset': 'none' })]).until(second);
    expect(run.story('ProcessExited')).toBe(
      '3.0ms ProcessExited c1 in error: NoOffsetForPartitionException for orders-0',
    );
    expect(run.kernel.node('c1')!.status).toBe('down');
  });

  test('it asks the leader of each partition, and only those it was given', () => {
    const cluster = new FakeCluster([1, 2], { orders: [1, 2, 1] });
    new Run(cluster, [consumer({}, { subscription: { type: 'assign', partitions: ['orders-0', 'orders-1'] } })]).until(
      second,
    );
    const asked = cluster
      .of('ListOffsetsRequest')
      .map(({ broker, request }) => [broker, request.partitions[0]!.topicPartition]);
    expect(asked).toEqual([
      [1, 'orders-0'],
      [2, 'orders-1'],
    ]);
  });
});

describe('reading on', () => {
  test('a long poll: an idle consumer sends a fetch each fetch.max.wait.ms and no more', () => {
    const cluster = new FakeCluster([1], { orders: [1] });
    new Run(cluster, [consumer({})]).until(5 * second);
    expect(cluster.of('FetchRequest').length).toBe(10);
    expect(cluster.of('FetchRequest')[0]!.request).toMatchObject({ replicaId: -1, maxWaitMs: 500, minBytes: 1 });
  });

  test('a record that arrives ends the long poll', () => {
    const cluster = new FakeCluster([1], { orders: [1] });
    const run = new Run(cluster, [consumer({}), producer({ 'linger.ms': 0 }, [{ startAt: 700_000 }])]).until(second);
    // Metadata 1 ms, handshake 0, produce 0.5 ms to the broker, 0.5 ms to the consumer.
    expect(run.story('RecordsConsumed')).toBe('702.0ms RecordsConsumed c1 orders-0 offset 0 from b1');
  });

  test('max.poll.records: what a fetch brought is handed out over several polls, in order', () => {
    const cluster = new FakeCluster([1], { orders: [1] });
    cluster.fill('orders-0', numbers(0, 25));
    const configs = { 'auto.offset.reset': 'earliest', 'max.poll.records': 10 };
    const run = new Run(cluster, [consumer(configs, { pollEvery: 50_000 })]).until(second);
    expect(run.of('RecordsConsumed').map(({ fact }) => [fact.from, fact.count])).toEqual([
      [0, 10],
      [10, 10],
      [20, 5],
    ]);
    expect(consumed(run)).toEqual(numbers(0, 25));
  });

  test('while data of a broker is buffered it is not asked for more', () => {
    const cluster = new FakeCluster([1], { orders: [1] });
    cluster.fill('orders-0', numbers(0, 20));
    const configs = { 'auto.offset.reset': 'earliest', 'max.poll.records': 10 };
    const run = new Run(cluster, [consumer(configs, { pollEvery: 300_000 })]);
    run.until(200_000);
    expect(run.of('RecordsConsumed').length).toBe(1);
    expect(cluster.of('FetchRequest').length).toBe(1);
    run.until(400_000);
    expect(cluster.of('FetchRequest').length).toBe(2);
  });

  test('the position never passes the high watermark', () => {
    const cluster = new FakeCluster([1], { orders: [1] });
    for (let n = 0; n < 10; n++) cluster.fill('orders-0', [`v${n}`]);
    cluster.partition('orders-0').highWatermark = 4;
    const run = new Run(cluster, [consumer({ 'auto.offset.reset': 'earliest' })]).until(second);
    expect(consumed(run)).toEqual(numbers(0, 4));
    const [state] = run.state<ConsumerState>('c1').partitions.values;
    expect(state).toMatchObject({ position: { offset: 4 }, highWatermark: 4 });
    cluster.partition('orders-0').highWatermark = 10;
    run.until(2 * second);
    expect(consumed(run)).toEqual(numbers(0, 10));
  });

  test('what producers send is read once, in the order of each partition', () => {
    const cluster = new FakeCluster([1, 2], { orders: [1, 2, 1] });
    const workload = { startAt: 100_000, key: 'k{n%7}', every: 3_000, count: 300 };
    const run = new Run(cluster, [consumer({}), producer({}, [workload])]).until(5 * second);
    expect([...consumed(run)].sort()).toEqual(numbers(0, 300).sort());
    for (const tp of ['orders-0', 'orders-1', 'orders-2']) {
      const read = slice(run.state<ConsumerState>('c1').consumed, 0).filter(({ partition }) => partition === tp);
      expect(read.map(({ value }) => value)).toEqual(cluster.values(tp));
    }
  });
});

describe('leaders that change', () => {
  test('NOT_LEADER_OR_FOLLOWER: on to the new leader, after it has confirmed the position', () => {
    const cluster = new FakeCluster([1, 2], { orders: [1] });
    cluster.fill('orders-0', ['a', 'b']);
    const run = new Run(cluster, [consumer({ 'auto.offset.reset': 'earliest' })]);
    const move = () => {
      cluster.moveLeader('orders-0', 2);
      cluster.fill('orders-0', ['c']);
    };
    run.until(2 * second, [{ at: 400_000, run: move }]);
    expect(consumed(run)).toEqual(['a', 'b', 'c']);
    const asked = cluster.of('OffsetForLeaderEpochRequest');
    expect(asked.map(({ broker, request }) => [broker, request.partitions])).toEqual([
      [2, [{ topicPartition: 'orders-0', currentLeaderEpoch: 1, leaderEpoch: 0 }]],
    ]);
    expect(run.of('OffsetReset').length).toBe(1);
  });

  test('a log truncated below the position: back to where the logs part', () => {
    const cluster = new FakeCluster([1, 2], { orders: [1] });
    for (const value of ['a', 'b', 'lost']) cluster.fill('orders-0', [value]);
    const run = new Run(cluster, [consumer({ 'auto.offset.reset': 'earliest' })]);
    const truncate = () => {
      cluster.moveLeader('orders-0', 2);
      cluster.partition('orders-0').batches.pop();
      cluster.fill('orders-0', ['c']);
      cluster.fill('orders-0', ['d']);
    };
    run.until(2 * second, [{ at: 400_000, run: truncate }]);
    expect(consumed(run)).toEqual(['a', 'b', 'lost', 'c', 'd']);
    expect(run.story('OffsetReset')).toMatchInlineSnapshot(`
      "4.0ms OffsetReset c1 orders-0 to 0: no position: auto.offset.reset=earliest
      509.0ms OffsetReset c1 orders-0 to 2: log truncated: leader epoch 0 ends at 2, before 3"
    `);
  });

  test('OFFSET_OUT_OF_RANGE: the position is reset', () => {
    const cluster = new FakeCluster([1], { orders: [1] });
    cluster.fill('orders-0', numbers(0, 5));
    const run = new Run(cluster, [consumer({ 'auto.offset.reset': 'earliest' })]);
    const shorten = () => {
      const partition = cluster.partition('orders-0');
      partition.batches = [];
      partition.highWatermark = 0;
      cluster.fill('orders-0', ['x', 'y']);
    };
    run.until(3 * second, [{ at: 400_000, run: shorten }]);
    expect(consumed(run)).toEqual([...numbers(0, 5), 'x', 'y']);
    expect(run.of('OffsetReset').at(-1)!.fact.reason).toBe('offset 5 out of range: auto.offset.reset=earliest');
  });

  test('a leader that dies: another is found, nothing is skipped', () => {
    const cluster = new FakeCluster([1, 2], { orders: [1] });
    const setups = [
      consumer({}, { bootstrap: ['b1', 'b2'] }),
      { ...producer({}, [{ startAt: 100_000, every: 20_000, count: 60 }]), bootstrap: ['b1', 'b2'] },
    ];
    const run = new Run(cluster, setups);
    run.until(10 * second, [
      { at: 430_000, run: { type: 'kill', node: 'b1' } },
      { at: 900_000, run: () => cluster.moveLeader('orders-0', 2) },
    ]);
    expect(new Set(consumed(run))).toEqual(new Set(numbers(0, 60)));
    expect(consumed(run)).toEqual(cluster.values('orders-0'));
  });

  test('a fetch that is never answered: request.timeout.ms, and again', () => {
    const cluster = new FakeCluster([1], { orders: [1] });
    cluster.fill('orders-0', ['a']);
    cluster.script = (request, _broker, now) =>
      request.type === 'FetchRequest' && now < second ? 'silence' : undefined;
    const configs = { 'auto.offset.reset': 'earliest', 'request.timeout.ms': 2_000 };
    const run = new Run(cluster, [consumer(configs)]).until(5 * second);
    expect(run.story('ClientDisconnected', 'RecordsConsumed')).toMatchInlineSnapshot(`
      "2004.0ms ClientDisconnected c1 from b1: request timed out
      2064.3ms RecordsConsumed c1 orders-0 offset 0 from b1"
    `);
  });
});
