/** Classic groups in seeded runs where members and coordinators come and go. */
import { describe, expect, test } from 'vitest';
import { MEMBER_STATE_CHART } from '../../src/kafka/consumer/classic/memberStateChart.ts';
import type { KafkaFact } from '../../src/kafka/facts.ts';
import { PROPERTIES, PropertyWatcher } from '../../src/properties/index.ts';
import { History } from '../../src/record/history.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { toWorld } from '../../src/scenario/toWorld.ts';

const ASSIGNORS = [
  '',
  'RoundRobinAssignor',
  'StickyAssignor',
  'CooperativeStickyAssignor',
  'CooperativeStickyAssignor,RangeAssignor',
];

function scenario(seed: number, assignor: string): string {
  const strategy = assignor === '' ? '' : `, partition.assignment.strategy: "${assignor}"`;
  const config = `{ auto.offset.reset: earliest, session.timeout.ms: 6000, max.poll.interval.ms: 9000${strategy} }`;
  return `
tidemark: 1
title: { en: Groups, ko: 그룹 }
seed: ${seed}
until: 90s
cluster: { controllers: 1, brokers: 3, config: { offsets.topic.num.partitions: 1 } }
topics:
  - { name: orders, partitions: 4, replication-factor: 3 }
  - { name: payments, partitions: 2, replication-factor: 3 }
producers:
  - name: p1
    send:
      - { topic: orders, every: 100ms, count: 700, key: "k{n%9}" }
      - { topic: payments, every: 300ms, count: 200, key: "k{n%5}" }
consumers:
  - { name: k1, group: g, subscribe: [orders, payments], config: ${config} }
  - { name: k2, group: g, subscribe: [orders, payments], start: 9s, commit: sync, config: ${config} }
  - { name: k3, group: g, subscribe-pattern: "o.*|pay.*", start: 15s, commit: async, process: 5ms, config: ${config} }
timeline:
  - { at: 20s, kill: k2 }
  - { at: 24s, start: k2 }
  - { at: ${27 + (seed % 5)}s, kill: leader of __consumer_offsets-0 }
  - { at: 33s, process: { consumer: k3, each: 12s } }
  - { at: 40s, start: [b1, b2, b3] }
  - { at: 48s, process: { consumer: k3, each: 0ms } }
  - { at: 50s, break-connections: { from: k2, to: [b1, b2, b3] } }
  - { at: 55s, close: k1 }
  - { when: { fact: ConsumerMemberStateChanged, where: { client: k2, to: COMPLETING_REBALANCE }, after: 56s }, close: k2 }
`;
}

interface Told {
  readonly at: number;
  readonly fact: KafkaFact;
}

function run(seed: number, assignor: string): { facts: readonly Told[]; broken: readonly string[] } {
  const parsed = parseScenario(scenario(seed, assignor));
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('; '));
  const watcher = new PropertyWatcher(PROPERTIES);
  const history = new History(toWorld(parsed.scenario), { freeze: true, watch: watcher.watch });
  history.runUntil(90_000_000);
  const broken = watcher.breaks.filter(({ promised }) => promised).map(({ name, detail }) => `${name}: ${detail}`);
  return { facts: history.facts, broken };
}

describe('classic groups', () => {
  const edges = new Set(MEMBER_STATE_CHART.map(({ from, to }) => `${from} -> ${to}`));
  const seen = new Set<string>();
  let timedOut = false;

  for (const assignor of ASSIGNORS) {
    test(`hold what is promised, and read everything, with ${assignor || 'the default assignors'}`, () => {
      for (let seed = 1; seed <= 2; seed++) {
        const { facts, broken } = run(seed, assignor);
        expect(broken, `seed ${seed}`).toEqual([]);
        const consumed = new Map<string, number>();
        const appended = new Map<string, number>();
        for (const { fact } of facts) {
          timedOut ||= fact.type === 'PollTimeoutExpired';
          if (fact.type === 'ConsumerMemberStateChanged') {
            const move = `${fact.from} -> ${fact.to}`;
            expect(edges).toContain(move);
            seen.add(move);
          }
          if (fact.type === 'RecordsConsumed') {
            consumed.set(fact.partition, Math.max(consumed.get(fact.partition) ?? 0, fact.from + fact.count));
          }
          if (fact.type === 'RecordAcknowledged') {
            appended.set(fact.partition, Math.max(appended.get(fact.partition) ?? 0, fact.offset + 1));
          }
        }
        expect(Object.fromEntries(consumed), `seed ${seed}`).toEqual(Object.fromEntries(appended));
      }
    });
  }

  test('every edge of the chart of a member is seen in such runs', () => {
    expect([...edges].filter((edge) => !seen.has(edge))).toEqual([]);
    expect(timedOut).toBe(true);
  });
});
