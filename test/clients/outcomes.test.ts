/**
 * Whatever goes wrong, what the producer tells of a record is true: acknowledged records are in the log at their offset,
 * failed ones are not in it, and every record comes to an end.
 */
import { describe, expect, test } from 'vitest';
import { draw } from '../../src/base/draw.ts';
import { slice } from '../../src/base/vector.ts';
import type { ConsumerState } from '../../src/kafka/consumer/state.ts';
import type { ErrorName } from '../../src/kafka/errors.ts';
import type { KafkaRequest, ProduceRequest, ProduceResponse } from '../../src/kafka/messages.ts';
import type { ProducerState } from '../../src/kafka/producer/state.ts';
import { type At, consumer, FakeCluster, producer, Run } from './fakeCluster.ts';

const second = 1_000_000;
const SEEDS = 60;
const BEFORE_APPEND: ErrorName[] = [
  'NOT_ENOUGH_REPLICAS',
  'MESSAGE_TOO_LARGE',
  'INVALID_TIMESTAMP',
  'LEADER_NOT_AVAILABLE',
];
/** What can follow an append that waits for followers. */
const AFTER_APPEND: ErrorName[] = ['NOT_ENOUGH_REPLICAS_AFTER_APPEND', 'REQUEST_TIMED_OUT', 'NOT_LEADER_OR_FOLLOWER'];

function answerWith(request: ProduceRequest, errorCode: ErrorName): ProduceResponse {
  const nothing = { baseOffset: -1, logStartOffset: -1, currentLeader: { leaderId: -1, leaderEpoch: -1 } };
  const partitions = request.partitions.map(({ topicPartition }) => ({ topicPartition, errorCode, ...nothing }));
  return { type: 'ProduceResponse', correlationId: request.correlationId, partitions };
}

/** Of these none is final: nothing is given up for good. */
const RETRIABLE_BEFORE_APPEND: ErrorName[] = ['NOT_ENOUGH_REPLICAS', 'LEADER_NOT_AVAILABLE'];

/** A cluster that answers a third of the produce requests badly until the storm has passed. */
function stormyCluster(seed: number, until: number, before = BEFORE_APPEND): FakeCluster {
  const cluster = new FakeCluster([1, 2, 3], { orders: [1, 2, 3, 1] });
  let count = 0;
  const pick = <T>(from: readonly T[]): T => from[draw(seed, `pick ${count}`, from.length)]!;
  cluster.script = (request: KafkaRequest, broker, now) => {
    if (now > until) return undefined;
    count++;
    const fate = draw(seed, `fate ${count}`, 12);
    if (request.type !== 'ProduceRequest') return fate === 0 ? 'silence' : undefined;
    if (fate === 0) return 'silence';
    if (fate === 1) return answerWith(request, pick(before));
    const isLed = request.partitions.every(({ topicPartition }) => cluster.partition(topicPartition).leader === broker);
    if (fate > 3 || !isLed || request.acks === 0) return undefined;
    cluster.answer(broker, request);
    return fate === 2 || request.acks !== -1 ? 'silence' : answerWith(request, pick(AFTER_APPEND));
  };
  return cluster;
}

function storm(seed: number, cluster: FakeCluster, until: number): At[] {
  const script: At[] = [];
  for (let at = second; at < until; at += second) {
    const broker = 1 + draw(seed, `broker ${at}`, 3);
    switch (draw(seed, `fault ${at}`, 4)) {
      case 0:
        script.push({ at, run: { type: 'kill', node: `b${broker}` } });
        script.push({ at: at + 900_000, run: { type: 'start', node: `b${broker}` } });
        break;
      case 1:
        script.push({ at, run: () => cluster.moveLeader(`orders-${draw(seed, `tp ${at}`, 4)}`, broker) });
        break;
      case 2:
        script.push({ at, run: { type: 'link', from: ['p1'], to: [`b${broker}`], rule: { cut: true } } });
        script.push({ at: at + 800_000, run: { type: 'heal' } });
        break;
    }
  }
  return script.sort((a, b) => a.at - b.at);
}

describe.each([
  { acks: 'all', inFlight: 5 },
  { acks: '1', inFlight: 1 },
  { acks: '0', inFlight: 5 },
])('acks=$acks with $inFlight in flight', ({ acks, inFlight }) => {
  test(`${SEEDS} storms`, () => {
    const seen = { acknowledged: 0, failed: 0, unknown: 0 };
    for (let seed = 1; seed <= SEEDS; seed++) {
      const until = 10 * second;
      const cluster = stormyCluster(seed, until);
      const configs = {
        acks,
        'max.in.flight.requests.per.connection': inFlight,
        'request.timeout.ms': 1_000,
        'delivery.timeout.ms': 3_000,
        'max.block.ms': 2_000,
        'buffer.memory': 4_000,
        'batch.size': 500,
        retries: seed % 3 === 0 ? 2 : 2_147_483_647,
      };
      const workload = { key: 'k{n%5}', value: 'v{n}', every: 30_000, count: 250 };
      const clients = [{ ...producer(configs, [workload]), bootstrap: ['b1', 'b2', 'b3'] }];
      const run = new Run(cluster, clients, seed).until(40 * second, storm(seed, cluster, until));
      const state = run.state<ProducerState>('p1');
      const { ledger } = state;
      const inLog = new Set([...cluster.partitions.keys()].flatMap((tp) => cluster.values(tp)));
      for (const { record, value, outcome, partition, offset } of slice(ledger.entries, 0)) {
        const what = `seed ${seed} record ${record} ${outcome}`;
        expect(outcome, what).not.toBe('pending');
        if (outcome === 'failed') expect(inLog.has(value), what).toBe(false);
        if (outcome === 'acknowledged' && acks !== '0') expect(cluster.values(partition!)[offset], what).toBe(value);
      }
      expect(ledger.sent).toBe(250);
      expect(ledger.acknowledged + ledger.failed + ledger.unknown).toBe(250);
      expect(state.inFlight).toEqual([]);
      expect(state.accumulator).toMatchObject({ queues: [], muted: [], allocatedBytes: 0 });
      seen.acknowledged += ledger.acknowledged;
      seen.failed += ledger.failed;
      seen.unknown += ledger.unknown;
    }
    expect(seen.acknowledged).toBeGreaterThan(1_000);
    expect(seen.failed).toBeGreaterThan(0);
    if (acks !== '0') expect(seen.unknown).toBeGreaterThan(0);
  });
});

test(`an idempotent producer repeats nothing and changes no order, in ${SEEDS} storms`, () => {
  let retried = 0;
  let bumped = 0;
  for (let seed = 1; seed <= SEEDS; seed++) {
    const until = 10 * second;
    const cluster = stormyCluster(seed, until, RETRIABLE_BEFORE_APPEND);
    const configs = {
      'enable.idempotence': true,
      'linger.ms': seed % 2 === 0 ? 0 : 5,
      'request.timeout.ms': 1_000,
      'delivery.timeout.ms': seed % 3 === 0 ? 120_000 : 1_500,
    };
    const workload = { key: 'k{n%5}', value: '{n}', every: 10_000, count: 800 };
    const clients = [{ ...producer(configs, [workload]), bootstrap: ['b1', 'b2', 'b3'] }];
    const run = new Run(cluster, clients, seed).until(60 * second, storm(seed, cluster, until));
    const { ledger, transactions } = run.state<ProducerState>('p1');
    expect(ledger.acknowledged + ledger.failed + ledger.unknown).toBe(800);
    if (seed % 3 === 0) expect(ledger.acknowledged).toBe(800);
    retried += run.story('ProduceRetried').split('\n').length;
    bumped += transactions!.producerEpoch;
    for (const tp of cluster.partitions.keys()) {
      const numbers = cluster.values(tp).map(Number);
      const rising = [...new Set(numbers)].sort((a, b) => a - b);
      expect(numbers, `seed ${seed} ${tp}`).toEqual(rising);
    }
  }
  expect(retried).toBeGreaterThan(500);
  expect(bumped).toBeGreaterThan(5);
});

test(`a consumer skips nothing and reads nothing twice, in ${SEEDS} storms`, () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const until = 10 * second;
    const cluster = stormyCluster(seed, until);
    const configs = {
      'auto.offset.reset': 'earliest',
      'request.timeout.ms': 1_000,
      'max.poll.records': 1 + (seed % 7),
    };
    const bootstrap = ['b1', 'b2', 'b3'];
    const reader = consumer(configs, { bootstrap, pollEvery: 5_000 });
    const writer = producer({ 'request.timeout.ms': 1_000 }, [
      { key: 'k{n%5}', value: 'v{n}', every: 30_000, count: 250 },
    ]);
    const faults = storm(seed, cluster, until).map((fault) => {
      const isCut = typeof fault.run !== 'function' && fault.run.type === 'link';
      return isCut && seed % 2 === 0 ? { ...fault, run: { ...fault.run, from: ['c1'] } as At['run'] } : fault;
    });
    const run = new Run(cluster, [reader, { ...writer, bootstrap }], seed).until(60 * second, faults);
    const consumed = slice(run.state<ConsumerState>('c1').consumed, 0);
    for (const tp of cluster.partitions.keys()) {
      const read = consumed.filter(({ partition }) => partition === tp);
      expect(
        read.map(({ value }) => value),
        `seed ${seed} ${tp}`,
      ).toEqual(cluster.values(tp));
      expect(read.map(({ offset }) => offset)).toEqual([...read.keys()]);
    }
    expect(consumed.length).toBeGreaterThan(200);
  }
});

test('the same seed is the same run', () => {
  const fingerprints = [1, 2].map(() => {
    const cluster = stormyCluster(7, 10 * second);
    const clients = [
      { ...producer({ 'request.timeout.ms': 1_000 }, [{ every: 30_000, count: 200 }]), bootstrap: ['b1', 'b2'] },
    ];
    return new Run(cluster, clients, 7).until(20 * second, storm(7, cluster, 10 * second)).kernel.fingerprint;
  });
  expect(fingerprints[0]).toBe(fingerprints[1]);
});
