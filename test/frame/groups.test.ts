/** The group lens over the real engine: the same rebalance in three protocols, and what each of them stops. */
import { describe, expect, test } from 'vitest';
import { chartFrames } from '../../src/frame/chartFrames.ts';
import type { BrokerFrame, ConsumerFrame } from '../../src/frame/frame.ts';
import { frameAt } from '../../src/frame/frameAt.ts';
import type { GroupFrame } from '../../src/frame/groups/groupFrame.ts';
import { groupLensFrame } from '../../src/frame/groups/groupLens.ts';
import { Recording } from '../../src/frame/recording.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { toWorld } from '../../src/scenario/toWorld.ts';

const SECOND = 1_000_000;
const never = () => false;

/** Anna reads four partitions alone; ben joins at 20 s. */
function record(config: string, to: number): Recording {
  const parsed = parseScenario(`
tidemark: 1
title: { en: Two consumers, ko: 컨슈머 둘 }
until: 100s
cluster: { controllers: 1, brokers: 3 }
topics: [{ name: orders, partitions: 4, replication-factor: 3 }]
producers: [{ name: p1, send: [{ topic: orders, key: 'k{n}', every: 100ms }] }]
consumers:
  - { name: anna, group: billing, subscribe: [orders], config: {${config}} }
  - { name: ben, group: billing, subscribe: [orders], start: 20s, config: {${config}} }
`);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const recording = Recording.start(toWorld(parsed.scenario));
  recording.toTime(to * SECOND, never);
  return recording;
}

function groupOf(recording: Recording): GroupFrame {
  return groupLensFrame(recording, 'billing').group!;
}

const RANGE = 'partition.assignment.strategy: org.apache.kafka.clients.consumer.RangeAssignor';
const COOPERATIVE = 'partition.assignment.strategy: org.apache.kafka.clients.consumer.CooperativeStickyAssignor';
const CONSUMER = 'group.protocol: consumer';

describe('one rebalance', () => {
  test('eager: everything is taken back from everybody, and given again', () => {
    const { history, now } = groupOf(record(RANGE, 30));
    expect(history.members.map(({ node, letter }) => [node, letter])).toEqual([
      ['anna', 'A'],
      ['ben', 'B'],
    ]);
    for (const row of history.partitions) {
      expect(row.gaps.map(({ cause, member }) => [cause, member])).toEqual([['revoked', 0]]);
      expect(row.stopped).toBeGreaterThan(0);
    }
    expect(history.members[0]!.stopped).toBe(history.partitions[0]!.stopped);
    const generations = history.marks.map(({ kind, number, because }) => [kind, number, because?.client]);
    expect(generations).toEqual([
      ['generation', 1, 'anna'],
      ['generation', 2, 'ben'],
    ]);
    expect(now).toMatchObject({ type: 'classic', state: 'Stable', epoch: 2, assignor: 'range' });
  });

  test('cooperative: only what moves stops, for as long as two rebalances take', () => {
    const { history } = groupOf(record(COOPERATIVE, 30));
    const [stay, move] = [history.partitions.slice(0, 2), history.partitions.slice(2)];
    expect(stay.map(({ gaps, owned }) => [gaps.length, owned.length])).toEqual([
      [0, 1],
      [0, 1],
    ]);
    expect(move.every(({ stopped }) => stopped > SECOND)).toBe(true);
    expect(history.members[0]!.stopped).toBe(0);
    expect(history.marks.map(({ number }) => number)).toEqual([1, 2, 3]);
  });

  test('KIP-848: one epoch, and only what moves stops', () => {
    const recording = record(CONSUMER, 30);
    const { history, now } = groupOf(recording);
    expect(history.partitions.filter(({ gaps }) => gaps.length > 0)).toHaveLength(2);
    expect(history.marks.map(({ kind, number, assignor }) => [kind, number, assignor])).toEqual([
      ['epoch', 2, 'uniform'],
      ['epoch', 3, 'uniform'],
    ]);
    expect(now).toMatchObject({ type: 'consumer', state: 'Stable', epoch: 3, targetEpoch: 3 });
    for (const { assignment, target, node } of now.members) {
      expect(assignment).toEqual(target);
      expect(['anna', 'ben']).toContain(node);
    }
  });
});

describe('at the playhead', () => {
  test('offsets as the tool has them, and where the consumers are beside', () => {
    const recording = record(RANGE, 30);
    const { now } = groupOf(recording);
    expect(now.offsets.map(({ topic, partition }) => `${topic}-${partition}`).sort()).toEqual([
      'orders-0',
      'orders-1',
      'orders-2',
      'orders-3',
    ]);
    for (const { currentOffset, logEndOffset, lag, position, clientId, node } of now.offsets) {
      expect(lag).toBe(logEndOffset! - currentOffset!);
      expect(position).toBeGreaterThanOrEqual(currentOffset!);
      expect(clientId).toBe(node);
    }
    const { nodes } = frameAt(recording);
    const anna = nodes.find(({ id }) => id === 'anna') as ConsumerFrame;
    expect(anna).toMatchObject({ group: 'billing', activity: { doing: 'polling', records: 0 } });
    const coordinators = nodes.filter(
      (node): node is BrokerFrame => 'coordinates' in node && node.coordinates.length > 0,
    );
    expect(coordinators.map(({ nodeId, coordinates }) => [nodeId, coordinates])).toEqual([
      [now.coordinator, ['billing']],
    ]);
  });

  test('what lies after the playhead is shown as far as it was seen; before the group came there is none', () => {
    const recording = record(RANGE, 30);
    recording.toTime(10 * SECOND, never);
    const group = groupOf(recording);
    expect(group.history.until).toBe(30 * SECOND);
    expect(group.now).toMatchObject({ epoch: 1 });
    recording.toTime(1 * SECOND, never);
    expect(groupOf(recording).now.state).toBeNull();
    expect(groupLensFrame(record(RANGE, 1), null)).toEqual({ groups: [], group: null });
  });

  test('a consumer that dies leaves its partitions to nobody until its session is over', () => {
    const recording = record(RANGE, 30);
    recording.command({ type: 'kill', node: 'ben' });
    recording.toTime(60 * SECOND, never);
    const waiting = groupOf(recording);
    expect(waiting.now.members.map(({ clientId, node }) => [clientId, node]).sort()).toEqual([
      ['anna', 'anna'],
      ['ben', null],
    ]);
    const left = waiting.history.partitions.filter(({ gaps }) => gaps.at(-1)?.cause === 'died');
    expect(left.map(({ gaps }) => gaps.at(-1)!.to)).toEqual([60 * SECOND, 60 * SECOND]);
    recording.toTime(95 * SECOND, never);
    const after = groupOf(recording).history;
    expect(after.marks.at(-1)).toMatchObject({ because: { what: 'removed', client: 'ben', how: 'session-expired' } });
    for (const { owned } of after.partitions) expect(owned.at(-1)).toMatchObject({ member: 0, to: 95 * SECOND });
    expect(after.members[1]!.phases.at(-1)!.phase).toBe('dead');
  });
});

test('the log of the group: what took the place of what', () => {
  const { log, now } = groupOf(record(CONSUMER, 30));
  const byKey = new Map<string, number[]>();
  for (const { key, offset } of log!.records) byKey.set(key, [...(byKey.get(key) ?? []), offset]);
  for (const { key, offset, supersededBy } of log!.records) {
    const newest = Math.max(...byKey.get(key)!);
    expect(supersededBy).toBe(offset === newest ? null : newest);
  }
  const committed = log!.records.filter(
    ({ record, supersededBy }) => record?.type === 'OffsetCommit' && supersededBy === null,
  );
  for (const { record } of committed) {
    if (record?.type !== 'OffsetCommit') throw new Error('not a commit');
    const row = now.offsets.find(({ partition }) => partition === record.key.partition);
    expect(row?.currentOffset).toBe(record.value?.offset);
  }
  expect(log!.partition).toBe(now.offsetsPartition);
  expect(Object.values(log!.clients).sort()).toEqual(['anna', 'ben']);
});

test('state charts: of the group by its name, of a member by its node', () => {
  const classic = record(RANGE, 30);
  const [group] = chartFrames(classic, 'group billing');
  expect(group).toMatchObject({ chart: 'classic-group', current: 'Stable' });
  expect(group!.transitions.find(({ from, to }) => from === 'CompletingRebalance' && to === 'Stable')?.count).toBe(2);
  expect(chartFrames(classic, 'anna').map(({ chart, current }) => [chart, current])).toEqual([
    ['classic-member', 'STABLE'],
  ]);
  classic.command({ type: 'kill', node: 'anna' });
  expect(chartFrames(classic, 'anna')[0]!.current).toBeNull();
  const modern = record(CONSUMER, 30);
  expect(chartFrames(modern, 'group billing').map(({ chart, current }) => [chart, current])).toEqual([
    ['consumer-group', 'Stable'],
  ]);
  expect(chartFrames(modern, 'ben').map(({ chart, current }) => [chart, current])).toEqual([
    ['consumer-member', 'STABLE'],
    ['group-member', 'STABLE'],
  ]);
});
