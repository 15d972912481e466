/** Metrics under their JMX names: what they show at the playhead, against what is known of the run. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { seconds } from '../../src/base/time.ts';
import { METRICS } from '../../src/frame/metrics/catalogue.ts';
import type { MetricsAsk } from '../../src/frame/metrics/metricFrames.ts';
import { EXPLANATIONS } from '../../src/views/metrics/explanations.ts';
import type { Answer } from '../../src/worker/protocol.ts';
import { Session } from '../../src/worker/session.ts';

type Metrics = Extract<Answer, { answer: 'metrics' }>['metrics'];

function at(scenario: string, time: number): Session {
  const text = readFileSync(new URL(`../../scenarios/${scenario}.yaml`, import.meta.url), 'utf8');
  // A clock that stands still: every ask is carried out whole.
  const session = new Session({ clock: () => 0 });
  expect(session.answer({ ask: 'load', name: 'x', text })).toMatchObject({ answer: 'loaded' });
  seek(session, time);
  return session;
}

function seek(session: Session, time: number): void {
  expect(session.answer({ ask: 'seek', branch: 0, to: { at: seconds(time) } })).toMatchObject({ answer: 'moved' });
}

function metrics(session: Session, change: Partial<MetricsAsk> & Pick<MetricsAsk, 'family'>): Metrics {
  const whole = { node: null, names: [], from: 0, to: seconds(60), window: 'last-second' } as const;
  const got = session.answer({ ask: 'metrics', branch: 0, ...whole, ...change });
  if (got.answer !== 'metrics') throw new Error(JSON.stringify(got).slice(0, 300));
  return got.metrics;
}

function now(frame: Metrics, name: string, node: string): number | null | undefined {
  return frame.charts.find((chart) => chart.name === name)?.lines.find((line) => line.node === node)?.now;
}

describe('a leader that dies', () => {
  const session = at('acks-one-loses', 14);

  test('before it, all is well', () => {
    const brokers = metrics(session, { family: 'broker' });
    expect(now(brokers, 'LeaderCount', 'b1')).toBe(1);
    expect(now(brokers, 'PartitionCount', 'b3')).toBe(1);
    expect(now(brokers, 'UnderReplicatedPartitions', 'b1')).toBe(0);
    expect(now(brokers, 'MessagesInPerSec', 'b1')).toBe(10);
    expect(now(brokers, 'MessagesInPerSec', 'b2')).toBe(0);
    const producers = metrics(session, { family: 'producer' });
    expect(now(producers, 'record-send-rate', 'p1')).toBe(10);
    expect(now(producers, 'request-latency-avg', 'p1')).toBeGreaterThan(0.5);
    expect(now(producers, 'request-latency-avg', 'p1')).toBeLessThan(2);
  });

  test('a dead broker shows nothing; nobody sends; the controller counts', () => {
    seek(session, 20);
    const brokers = metrics(session, { family: 'broker' });
    for (const { lines } of brokers.charts) expect(lines.find(({ node }) => node === 'b1')?.now).toBeNull();
    expect(now(metrics(session, { family: 'producer' }), 'record-send-rate', 'p1')).toBe(0);
    seek(session, 24);
    const controllers = metrics(session, { family: 'controller' });
    const active = controllers.charts.find(({ name }) => name === 'ActiveControllerCount')!;
    expect(active.lines.reduce((sum, line) => sum + (line.now ?? 0), 0)).toBe(1);
    expect(now(controllers, 'FencedBrokerCount', 'c1')).toBe(1);
    expect(now(controllers, 'ActiveBrokerCount', 'c1')).toBe(2);
    expect(now(controllers, 'PreferredReplicaImbalanceCount', 'c1')).toBe(1);
    expect(now(controllers, 'OfflinePartitionsCount', 'c1')).toBe(0);
  });

  test('its successor counts what is missing until it is back', () => {
    seek(session, 30);
    expect(now(metrics(session, { family: 'broker' }), 'UnderReplicatedPartitions', 'b2')).toBe(1);
    expect(now(metrics(session, { family: 'broker' }), 'AtMinIsrPartitionCount', 'b2')).toBe(1);
    seek(session, 44);
    const brokers = metrics(session, { family: 'broker' });
    expect(now(brokers, 'UnderReplicatedPartitions', 'b2')).toBe(0);
    // It is another process now, and leads nothing.
    expect(now(brokers, 'LeaderCount', 'b1')).toBe(0);
    expect(now(brokers, 'PartitionCount', 'b1')).toBe(1);
  });

  test('nothing later than what was seen', () => {
    const fresh = at('acks-one-loses', 10);
    fresh.answer({ ask: 'ahead', branch: 0, to: seconds(30) });
    const { until, charts } = metrics(fresh, { family: 'broker' });
    expect(until).toBe(seconds(10));
    for (const { lines } of charts) for (const { at: times } of lines) expect(times.at(-1)).toBeLessThanOrEqual(until);
  });

  test('a rate as JMX shows it is low in the first half minute', () => {
    const fresh = at('acks-one-loses', 13);
    const [chart] = metrics(fresh, { family: 'producer', names: ['record-send-rate'], window: 'jmx' }).charts;
    const [line] = chart!.lines;
    // Ten a second for ten seconds, over 30 s and those ten.
    expect(line!.now).toBeCloseTo(line!.jmx!, 9);
    expect(line!.now).toBeGreaterThan(2);
    expect(line!.now).toBeLessThan(3);
  });
});

describe('consumers and their groups', () => {
  test('a group that rebalances, commits and stops', () => {
    const session = at('auto-commit-inside-the-next-poll', 12);
    const consumers = metrics(session, { family: 'consumer' });
    const { consumer: nodes } = consumers.nodes;
    expect(nodes).toContain('billing-1');
    expect(now(consumers, 'assigned-partitions', 'billing-1')).toBe(1);
    expect(now(consumers, 'rebalance-total', 'billing-1')).toBe(1);
    // The first JoinGroup only brings a member id.
    expect(now(consumers, 'failed-rebalance-total', 'billing-1')).toBe(1);
    const groups = metrics(session, { family: 'group-coordinator' });
    const stable = groups.charts.find(({ name }) => name === 'NumGroupsStable')!;
    expect(stable.lines.reduce((sum, line) => sum + (line.now ?? 0), 0)).toBe(2);
  });
});

test('each metric has a name of its own, and words in both languages', () => {
  expect(new Set(METRICS.map(({ id }) => id)).size).toBe(METRICS.length);
  for (const { name } of METRICS) {
    const words = EXPLANATIONS[name];
    expect(words?.means.en, name).toBeTruthy();
    expect(words?.alarming.ko, name).toBeTruthy();
  }
  for (const name of Object.keys(EXPLANATIONS))
    expect(
      METRICS.some((metric) => metric.name === name),
      name,
    ).toBe(true);
});
