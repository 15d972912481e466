/** Compaction and retention in troubled clusters: what is promised is kept, and replicas get together again. */
import { describe, expect, test } from 'vitest';
import { draw } from '../../src/base/draw.ts';
import { get } from '../../src/base/table.ts';
import { millis, seconds } from '../../src/base/time.ts';
import type { Kafka } from '../../src/kafka/kinds.ts';
import type { PartitionLog } from '../../src/kafka/log/partitionLog.ts';
import { PROPERTIES, PropertyWatcher } from '../../src/properties/index.ts';
import { History } from '../../src/record/history.ts';
import type { Command } from '../../src/sim/command.ts';
import { cluster, topic } from '../support/cluster.ts';

const BROKERS = ['b1', 'b2', 'b3'];
const POLICIES = ['compact', 'delete', 'compact,delete'] as const;
const SEEDS = 6;

const CONFIGS = {
  'segment.ms': '3000',
  'min.cleanable.dirty.ratio': '0.1',
  'delete.retention.ms': '4000',
  'retention.ms': '12000',
  'file.delete.delay.ms': '1000',
};

const SERVER = {
  'log.cleaner.backoff.ms': 2_000,
  'log.retention.check.interval.ms': 3_000,
  'log.initial.task.delay.ms': 1_000,
  'producer.id.expiration.ms': 20_000,
  'producer.id.expiration.check.interval.ms': 5_000,
};

function troubled(policy: string, seed: number) {
  const watcher = new PropertyWatcher(PROPERTIES);
  const keys = ['a', 'b', 'c', 'd'];
  const world = cluster({
    seed,
    controllers: 1,
    topics: [topic('orders', 1, 3, { ...CONFIGS, 'cleanup.policy': policy })],
    server: SERVER,
    producer: { 'linger.ms': seed % 2 === 0 ? 0 : 500, 'delivery.timeout.ms': 40_000, 'request.timeout.ms': 5_000 },
    workload: keys.map((key, place) => ({
      topic: 'orders',
      partition: 0,
      key,
      value: '{n}',
      startAt: seconds(3) + millis(37 * place),
      every: millis(150 + 90 * place),
      count: null,
    })),
  });
  const history = new History<Kafka>(world, { freeze: true, watch: watcher.watch });
  history.runUntil(seconds(5));
  for (let round = 0; round < 10; round++) {
    const pick = (what: string, bound: number): number => draw(seed, `${what} ${round}`, bound);
    const node = BROKERS[pick('node', 3)]!;
    const other = BROKERS[(BROKERS.indexOf(node) + 1 + pick('other', 2)) % 3]!;
    for (const command of troubleOf(pick('kind', 5), node, other)) history.command(command);
    history.runUntil(history.kernel.now + 200_000 + pick('pause', 5_000_000));
  }
  history.command({ type: 'heal' });
  for (const node of BROKERS) history.command({ type: 'start', node });
  history.runUntil(history.kernel.now + seconds(40));
  const logs = BROKERS.map((node): PartitionLog => {
    const state = history.kernel.node(node)!.state!;
    if (state.kind !== 'server') throw new Error(node);
    return get(state.broker!.partitions, 'orders-0')!.log;
  });
  const told = new Set(history.facts.map(({ fact }) => fact.type));
  return { promisesBroken: watcher.breaks.filter(({ promised }) => promised), logs, told };
}

function troubleOf(kind: number, node: string, other: string): Command<Kafka>[] {
  switch (kind) {
    case 0:
    case 1:
      return [{ type: 'kill', node }];
    case 2:
      return [{ type: 'link', from: [node], to: [other], rule: { cut: true } }];
    case 3:
      return [{ type: 'heal' }, { type: 'start', node: other }];
    default:
      return BROKERS.map((one) => ({ type: 'start', node: one }));
  }
}

describe.each(POLICIES)('cleanup.policy=%s', (policy) => {
  const told = new Set<string>();

  test.each(Array.from({ length: SEEDS }, (_, seed) => seed))('seed %d', (seed) => {
    const outcome = troubled(policy, seed);
    expect(outcome.promisesBroken).toEqual([]);
    const [first] = outcome.logs;
    for (const log of outcome.logs) {
      expect(log.logEndOffset - first!.logEndOffset).toBeLessThan(4);
      expect(log.logStartOffset).toBeLessThanOrEqual(log.highWatermark);
    }
    for (const type of outcome.told) told.add(type);
  });

  test('happened at all', () => {
    expect(told.has('LogCleaned')).toBe(policy.includes('compact'));
    expect(told.has('SegmentsDeleted')).toBe(policy.includes('delete'));
    expect(told.has('SegmentRolled')).toBe(true);
  });
});
