import { describe, expect, test } from 'vitest';
import type { ProduceResponse } from '../../src/kafka/messages.ts';
import type { ProducerState } from '../../src/kafka/producer/state.ts';
import { readRecorded } from '../conformance/recorded.ts';
import { FakeCluster, producer, Run, type Script } from './fakeCluster.ts';

const second = 1_000_000;

type RecordedKey = [codeUnits: number[], utf8: string, murmur2: number, partitions: number[]];
/** Computed by Kafka's own classes. */
const recordedKeys = (readRecorded<unknown>('keys.json').cases[1] as RecordedKey[]).slice(0, 120);

/** Produce requests answered with one error, as long as the condition holds. */
function failing(
  errorCode: ProduceResponse['partitions'][number]['errorCode'],
  while_: (now: number) => boolean,
): Script {
  return (request, _broker, now) => {
    if (request.type !== 'ProduceRequest' || !while_(now)) return undefined;
    const currentLeader = { leaderId: -1, leaderEpoch: -1 };
    const partitions = request.partitions.map(({ topicPartition }) => {
      return { topicPartition, errorCode, baseOffset: -1, logStartOffset: -1, currentLeader };
    });
    return { type: 'ProduceResponse', correlationId: request.correlationId, partitions };
  };
}

function counts(run: Run) {
  const { sent, acknowledged, failed, unknown } = run.state<ProducerState>('p1').ledger;
  return { sent, acknowledged, failed, unknown };
}

describe('a record on its way', () => {
  test('bootstrap, handshake, metadata, then the record once it has lingered', () => {
    const cluster = new FakeCluster([1], { orders: [1] });
    const run = new Run(cluster, [producer({}, [{ key: 'a' }])]).until(second);
    expect(cluster.requests.map(({ request }) => request.type)).toEqual([
      'MetadataRequest',
      'MetadataRequest',
      'ProduceRequest',
    ]);
    expect(run.story('RecordSent', 'RecordAcknowledged')).toBe(
      ['3.0ms RecordSent p1 #0 key a to orders-0', '9.0ms RecordAcknowledged p1 #0 orders-0 offset 0 acks=all'].join(
        '\n',
      ),
    );
    expect(counts(run)).toEqual({ sent: 1, acknowledged: 1, failed: 0, unknown: 0 });
  });

  test('records that come within linger.ms share a batch; linger.ms=0 sends each', () => {
    const every = 1_000;
    for (const [linger, batches] of [
      [5, 2],
      [0, 10],
    ] as const) {
      const cluster = new FakeCluster([1], { orders: [1] });
      new Run(cluster, [producer({ 'linger.ms': linger }, [{ startAt: 50_000, every, count: 10 }])]).until(second);
      expect(cluster.partition('orders-0').batches.length).toBe(batches);
      expect(cluster.values('orders-0')).toEqual([...Array(10).keys()].map((n) => `v${n}`));
    }
  });

  test('a full batch does not wait for linger.ms', () => {
    const cluster = new FakeCluster([1], { orders: [1] });
    const configs = { 'linger.ms': 10_000, 'batch.size': 300, 'delivery.timeout.ms': 60_000 };
    const value = 'x'.repeat(100);
    new Run(cluster, [producer(configs, [{ partition: 0, value, every: 1_000, count: 7 }])]).until(second);
    // 61 bytes of header and twice 109 leave no room for a third: three batches are full, the seventh record lingers.
    expect(
      cluster.partition('orders-0').batches.map(({ records, sizeInBytes }) => [records.length, sizeInBytes]),
    ).toEqual([
      [2, 279],
      [2, 279],
      [2, 279],
    ]);
  });

  test('templates number records and keys', () => {
    const cluster = new FakeCluster([1], { orders: [1, 1, 1] });
    const workload = { key: 'k{n%2}', value: 'order {n}', partition: 1, every: 20_000, count: 3 };
    new Run(cluster, [producer({}, [workload])]).until(second);
    expect(cluster.keys('orders-1')).toEqual(['k0', 'k1', 'k0']);
    expect(cluster.values('orders-1')).toEqual(['order 0', 'order 1', 'order 2']);
  });

  test('an order produces at once, and its records go on in the same numbering', () => {
    const cluster = new FakeCluster([1], { orders: [1] });
    const run = new Run(cluster, [producer({}, [{ count: 1 }])]);
    const order = { type: 'produce', topic: 'orders', partition: 0, key: null, value: 'hand {n}', count: 2 } as const;
    run.until(second, [{ at: 500_000, run: { type: 'tell', node: 'p1', order } }]);
    expect(cluster.values('orders-0')).toEqual(['v0', 'hand 1', 'hand 2']);
  });

  test('a producer that is killed and started again uses no record number twice', () => {
    const cluster = new FakeCluster([1], { orders: [1] });
    const run = new Run(cluster, [producer({}, [{ every: 10_000, count: null }])]);
    const order = { type: 'produce', topic: 'orders', partition: 0, key: null, value: 'hand', count: 7 } as const;
    run.until(second, [
      { at: 200_000, run: { type: 'tell', node: 'p1', order } },
      { at: 300_000, run: { type: 'kill', node: 'p1' } },
      { at: 400_000, run: { type: 'start', node: 'p1' } },
    ]);
    const numbers = run.of('RecordSent').map(({ fact }) => fact.record);
    expect(numbers.length).toBeGreaterThan(80);
    expect(new Set(numbers).size).toBe(numbers.length);
  });
});

describe('partitions', () => {
  test('keys go where the Java client of 4.3.1 puts them: ASCII, Korean, emoji, lone surrogates', () => {
    const inSix = 4;
    const keys = recordedKeys.map(([units]) => String.fromCharCode(...units));
    const cluster = new FakeCluster([1], { orders: [1, 1, 1, 1, 1, 1] });
    const workloads = keys.map((key, place) => ({ key, startAt: place * 1_000 }));
    new Run(cluster, [producer({}, workloads)]).until(second);
    const expected = [0, 1, 2, 3, 4, 5].map((partition) =>
      keys.filter((_, n) => recordedKeys[n]![3][inSix] === partition),
    );
    expect([0, 1, 2, 3, 4, 5].map((partition) => cluster.keys(`orders-${partition}`))).toEqual(expected);
  });

  test('without a key the sticky partition changes after batch.size bytes', () => {
    const cluster = new FakeCluster([1], { orders: [1, 1, 1, 1, 1, 1] });
    const workload = { value: 'x'.repeat(100), every: 1_000, count: 600 };
    new Run(cluster, [producer({ 'batch.size': 1_000, 'linger.ms': 5 }, [workload])]).until(2 * second);
    const counts = [...cluster.partitions.values()].map(
      ({ batches }) => batches.flatMap(({ records }) => records).length,
    );
    expect(counts.reduce((a, b) => a + b)).toBe(600);
    expect(Math.min(...counts)).toBeGreaterThan(20);
    // One after the other, not one each.
    const order = cluster
      .of('ProduceRequest')
      .map(({ request }) => request.partitions.map((p) => p.topicPartition).join());
    const changes = order.filter((tp, place) => place > 0 && tp !== order[place - 1]).length;
    expect(changes).toBeLessThan(order.length / 1.2);
  });

  test('partitions without a leader are left out by the sticky partitioner', () => {
    const cluster = new FakeCluster([1], { orders: [-1, 1, -1, -1] });
    new Run(cluster, [producer({}, [{}])]).until(second);
    expect(cluster.values('orders-1')).toEqual(['v0']);
  });
});

describe('acknowledgements', () => {
  test('acks=0: done once sent, at no known offset', () => {
    const cluster = new FakeCluster([1], { orders: [1] });
    const run = new Run(cluster, [producer({ acks: '0' }, [{ key: 'a' }])]).until(second);
    expect(run.story('RecordAcknowledged')).toBe('8.0ms RecordAcknowledged p1 #0 orders-0 offset unknown acks=0');
    expect(cluster.values('orders-0')).toEqual(['v0']);
  });

  test.each([
    ['1', 1],
    ['all', -1],
    ['-1', -1],
  ] as const)('acks=%s travels as %i', (acks, number) => {
    const cluster = new FakeCluster([1], { orders: [1] });
    const run = new Run(cluster, [producer({ acks }, [{}])]).until(second);
    expect(cluster.of('ProduceRequest')[0]?.request.acks).toBe(number);
    expect(run.of('RecordAcknowledged')[0]?.fact.offset).toBe(0);
  });

  test('offsets of one batch follow its first', () => {
    const cluster = new FakeCluster([1], { orders: [1] });
    const run = new Run(cluster, [producer({}, [{ startAt: 50_000, every: 500, count: 4 }])]).until(second);
    expect(run.of('RecordAcknowledged').map(({ fact }) => fact.offset)).toEqual([0, 1, 2, 3]);
  });
});

describe('errors and what they mean for the log', () => {
  test('NOT_LEADER_OR_FOLLOWER names the new leader, and the batch goes there at once', () => {
    const cluster = new FakeCluster([1, 2], { orders: [1] });
    const run = new Run(cluster, [producer({ acks: '1' }, [{ startAt: 100_000, count: 2, every: 200_000 }])]);
    run.until(second, [{ at: 200_000, run: () => cluster.moveLeader('orders-0', 2) }]);
    expect(run.story('ProduceRetried', 'RecordAcknowledged', 'MetadataUpdated')).toMatchInlineSnapshot(`
      "101.0ms MetadataUpdated p1 orders-0=b1
      107.0ms RecordAcknowledged p1 #0 orders-0 offset 0 acks=1
      306.0ms ProduceRetried p1 orders-0 NOT_LEADER_OR_FOLLOWER attempt 1
      306.0ms MetadataUpdated p1 orders-0=b2
      309.0ms RecordAcknowledged p1 #1 orders-0 offset 1 acks=1"
    `);
    expect(counts(run)).toEqual({ sent: 2, acknowledged: 2, failed: 0, unknown: 0 });
  });

  test('a broker that lags behind does not lead a client back to an older leader epoch', () => {
    const cluster = new FakeCluster([1, 2], { orders: [1] });
    const run = new Run(cluster, [producer({ acks: '1' }, [{ startAt: 100_000, count: 20, every: 50_000 }])]);
    cluster.staleLeaders.set('orders-0', { leader: 1, epoch: 0 });
    run.until(2 * second, [{ at: 200_000, run: () => cluster.moveLeader('orders-0', 2) }]);
    expect(run.of('ProduceRetried').length).toBe(1);
    expect(counts(run).acknowledged).toBe(20);
  });

  test('NOT_ENOUGH_REPLICAS until delivery.timeout.ms: failed, for nothing was appended', () => {
    const cluster = new FakeCluster([1], { orders: [1] });
    cluster.script = failing('NOT_ENOUGH_REPLICAS', () => true);
    const configs = { 'delivery.timeout.ms': 5_000, 'request.timeout.ms': 2_000 };
    const run = new Run(cluster, [producer(configs, [{}])]).until(10 * second);
    expect(run.story('RecordFailed', 'RecordUnknown')).toMatchInlineSnapshot(
      `"5003.0ms RecordFailed p1 #0 orders-0 TIMEOUT: Expiring 1 record(s) for orders-0:5000 ms has passed since batch creation. The request has not been sent, or no server response has been received yet."`,
    );
    const attempts = run.of('ProduceRetried').map(({ fact }) => fact.attempt);
    expect(attempts).toEqual([...attempts.keys()].map((n) => n + 1));
    // 100, 200, 400, 800 ms, then a second each, give or take a fifth.
    expect(attempts.length).toBeGreaterThanOrEqual(6);
    expect(attempts.length).toBeLessThanOrEqual(9);
  });

  test('NOT_ENOUGH_REPLICAS that passes: acknowledged after a retry', () => {
    const cluster = new FakeCluster([1], { orders: [1] });
    cluster.script = failing('NOT_ENOUGH_REPLICAS', (now) => now < second);
    const run = new Run(cluster, [producer({}, [{}])]).until(5 * second);
    expect(counts(run)).toEqual({ sent: 1, acknowledged: 1, failed: 0, unknown: 0 });
  });

  test('NOT_ENOUGH_REPLICAS_AFTER_APPEND at the end: unknown, for it is in the leader’s log', () => {
    const cluster = new FakeCluster([1], { orders: [1] });
    cluster.script = failing('NOT_ENOUGH_REPLICAS_AFTER_APPEND', () => true);
    const run = new Run(cluster, [producer({ retries: 1 }, [{}])]).until(5 * second);
    expect(run.of('RecordUnknown').map(({ fact }) => fact.error)).toEqual(['NOT_ENOUGH_REPLICAS_AFTER_APPEND']);
  });

  test('a fatal error fails at once, without a retry', () => {
    const cluster = new FakeCluster([1], { orders: [1] });
    cluster.script = failing('INVALID_REQUIRED_ACKS', () => true);
    const run = new Run(cluster, [producer({}, [{}])]).until(5 * second);
    expect(run.of('ProduceRetried')).toEqual([]);
    expect(counts(run).failed).toBe(1);
  });

  test('silence: request.timeout.ms breaks the connection, then delivery.timeout.ms ends it as unknown', () => {
    const cluster = new FakeCluster([1], { orders: [1] });
    cluster.script = (request) => (request.type === 'ProduceRequest' ? 'silence' : undefined);
    const configs = { 'delivery.timeout.ms': 5_000, 'request.timeout.ms': 2_000 };
    const run = new Run(cluster, [producer(configs, [{}])]).until(10 * second);
    expect(run.story('ClientDisconnected', 'ProduceRetried', 'RecordFailed', 'RecordUnknown')).toMatchInlineSnapshot(`
      "2008.0ms ClientDisconnected p1 from b1: request timed out
      2008.0ms ProduceRetried p1 orders-0 TIMEOUT attempt 1
      4106.1ms ClientDisconnected p1 from b1: request timed out
      4106.1ms ProduceRetried p1 orders-0 TIMEOUT attempt 2
      5003.0ms RecordUnknown p1 #0 orders-0 TIMEOUT: Expiring 1 record(s) for orders-0:5000 ms has passed since batch creation. The request has not been sent, or no server response has been received yet.
      6325.1ms ClientDisconnected p1 from b1: request timed out"
    `);
  });

  test('a leader that dies: the connection is lost, the new leader is found, nothing is lost', () => {
    const cluster = new FakeCluster([1, 2], { orders: [1] });
    const run = new Run(cluster, [producer({}, [{ every: 50_000, count: 20 }])]);
    run.until(5 * second, [
      { at: 430_000, run: { type: 'kill', node: 'b1' } },
      { at: 900_000, run: () => cluster.moveLeader('orders-0', 2) },
    ]);
    expect(counts(run)).toEqual({ sent: 20, acknowledged: 20, failed: 0, unknown: 0 });
    expect(new Set(cluster.values('orders-0')).size).toBe(20);
  });

  test('never connected: what was never sent has failed, not unknown', () => {
    const cluster = new FakeCluster([1, 2], { orders: [1] });
    const configs = { 'delivery.timeout.ms': 5_000, 'request.timeout.ms': 2_000 };
    const run = new Run(cluster, [producer(configs, [{ startAt: second }])]);
    run.until(10 * second, [{ at: 500_000, run: { type: 'kill', node: 'b1' } }]);
    expect(counts(run)).toEqual({ sent: 1, acknowledged: 0, failed: 1, unknown: 0 });
  });

  test('MESSAGE_TOO_LARGE for a batch of several: split, and sent again in parts', () => {
    const cluster = new FakeCluster([1], { orders: [1] });
    cluster.script = (request, broker, now) => {
      if (request.type !== 'ProduceRequest' || request.partitions[0]!.batch.records.length <= 3) return undefined;
      return failing('MESSAGE_TOO_LARGE', () => true)(request, broker, now);
    };
    const value = 'x'.repeat(100);
    const run = new Run(cluster, [producer({}, [{ startAt: 50_000, value, every: 100, count: 7 }])]);
    run.until(second);
    expect(cluster.partition('orders-0').batches.map(({ records }) => records.length)).toEqual([3, 3, 1]);
    expect(run.of('RecordAcknowledged').map(({ fact }) => [fact.record, fact.offset])).toEqual(
      [0, 1, 2, 3, 4, 5, 6].map((n) => [n, n]),
    );
  });
});

describe('in flight', () => {
  test('up to max.in.flight.requests.per.connection requests at once, in order', () => {
    for (const [max, expected] of [
      [1, 1],
      [5, 5],
    ] as const) {
      const cluster = new FakeCluster([1], { orders: [1] });
      cluster.script = (request, _broker, now) =>
        request.type === 'ProduceRequest' && now < second ? 'silence' : undefined;
      const configs = { 'linger.ms': 0, 'max.in.flight.requests.per.connection': max };
      const run = new Run(cluster, [producer(configs, [{ startAt: 50_000, every: 5_000, count: 30 }])]).until(second);
      expect(run.state<ProducerState>('p1').inFlight.length).toBe(expected);
      expect(cluster.of('ProduceRequest').length).toBe(expected);
    }
  });

  test('with one in flight a retried batch keeps its place', () => {
    const cluster = new FakeCluster([1], { orders: [1] });
    cluster.script = failing('NOT_ENOUGH_REPLICAS', (now) => now < 500_000);
    const configs = { 'linger.ms': 0, 'max.in.flight.requests.per.connection': 1 };
    new Run(cluster, [producer(configs, [{ every: 20_000, count: 20 }])]).until(5 * second);
    expect(cluster.values('orders-0')).toEqual([...Array(20).keys()].map((n) => `v${n}`));
  });
});

describe('waiting in send()', () => {
  test('max.block.ms without the topic: failed, and the application goes on', () => {
    const cluster = new FakeCluster([1], { other: [1] });
    const run = new Run(cluster, [producer({ 'max.block.ms': 2_000 }, [{ count: 2 }])]).until(10 * second);
    expect(run.story('RecordFailed')).toMatchInlineSnapshot(`
      "2000.0ms RecordFailed p1 #0 no partition TIMEOUT: Topic orders not present in metadata after 2000 ms.
      4000.0ms RecordFailed p1 #1 no partition TIMEOUT: Topic orders not present in metadata after 2000 ms."
    `);
    // Asked again and again, ever more slowly.
    expect(cluster.metadataRequests().length).toBeLessThan(16);
  });

  test('a topic that appears lets the thread go on', () => {
    const cluster = new FakeCluster([1], { other: [1] });
    const run = new Run(cluster, [producer({}, [{ count: 3 }])]);
    const create = () =>
      cluster.partitions.set('orders-0', { leader: 1, epoch: 0, batches: [], highWatermark: 0, logStartOffset: 0 });
    run.until(5 * second, [{ at: second, run: create }]);
    expect(counts(run).acknowledged).toBe(3);
  });

  test('buffer.memory exhausted: send() waits until a batch is answered', () => {
    const cluster = new FakeCluster([1], { orders: [1] });
    cluster.script = (request, _broker, now) =>
      request.type === 'ProduceRequest' && now < 3 * second ? 'silence' : undefined;
    const configs = { 'buffer.memory': 2_000, 'batch.size': 1_000, 'linger.ms': 0, 'request.timeout.ms': 3_000 };
    const run = new Run(cluster, [producer(configs, [{ startAt: 100_000, every: 10_000, count: 10 }])]);
    run.until(2 * second);
    expect(counts(run).sent).toBe(2);
    run.until(10 * second);
    expect(counts(run)).toEqual({ sent: 10, acknowledged: 10, failed: 0, unknown: 0 });
    expect(run.state<ProducerState>('p1').accumulator.allocatedBytes).toBe(0);
  });

  test('a record larger than max.request.size fails at once', () => {
    const cluster = new FakeCluster([1], { orders: [1] });
    const run = new Run(cluster, [producer({ 'max.request.size': 100 }, [{ value: 'x'.repeat(200) }])]).until(second);
    expect(run.of('RecordFailed').map(({ fact }) => fact.error)).toEqual(['MESSAGE_TOO_LARGE']);
  });
});
