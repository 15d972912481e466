/** What frames, details and charts say where the metadata is in ZooKeeper. */
import { describe, expect, test } from 'vitest';
import { draw } from '../../src/base/draw.ts';
import { millis, seconds } from '../../src/base/time.ts';
import { chartFrames } from '../../src/frame/chartFrames.ts';
import { detailOf } from '../../src/frame/details.ts';
import type { BrokerFrame, Frame } from '../../src/frame/frame.ts';
import { frameAt } from '../../src/frame/frameAt.ts';
import type { ChartFrame } from '../../src/frame/lookFrames.ts';
import { metadataLogFrame } from '../../src/frame/metadataLog.ts';
import { metricsFrame } from '../../src/frame/metrics/metricFrames.ts';
import { Recording } from '../../src/frame/recording.ts';
import {
  PARTITION_CHART,
  PARTITION_STATES,
  REPLICA_CHART,
  REPLICA_STATES,
} from '../../src/kafka/kafkaController/stateCharts.ts';
import { PARTITION_PREVIOUS_STATES, REPLICA_PREVIOUS_STATES } from '../../src/kafka/kafkaController/states.ts';
import { PEER_CHART } from '../../src/kafka/zookeeper/peerChart.ts';
import { toWorld } from '../../src/scenario/toWorld.ts';
import { scenarioOf } from '../scenario/support.ts';

const never = () => false;
const ERA = `
cluster: { zookeeper: 3, brokers: 3, config: { zookeeper.session.timeout.ms: 6000 } }
topics: [{ name: orders, assignment: [[1, 2, 3], [2, 3, 1]] }]
producers: [{ name: p1, send: [{ topic: orders, every: 500ms }] }]`;

function opened(seed = 1): Recording {
  return Recording.start(toWorld(scenarioOf(ERA), { seed }));
}

function brokersOf({ nodes }: Frame): readonly BrokerFrame[] {
  return nodes.flatMap((node) => (node.kind === 'broker' ? [node] : []));
}

function activeIn(frame: Frame): readonly string[] {
  return brokersOf(frame).flatMap(({ id, active }) => (active ? [id] : []));
}

describe('frames', () => {
  test('brokers have a session and no place in a quorum; one of them is the controller', () => {
    const recording = opened();
    recording.toTime(seconds(5), never);
    const frame = frameAt(recording);
    expect(frame.nodes.map(({ id, kind }) => `${id} ${kind}`)).toEqual([
      ...['z1 zookeeper', 'z2 zookeeper', 'z3 zookeeper'],
      ...['b1 broker', 'b2 broker', 'b3 broker'],
      ...['p1 producer', 'admin admin'],
    ]);
    const [active] = activeIn(frame);
    expect(activeIn(frame)).toHaveLength(1);
    for (const { id, nodeId, raft, fenced, brokerState, zookeeper } of brokersOf(frame)) {
      expect({ id, raft, fenced, brokerState }).toEqual({ id, raft: null, fenced: false, brokerState: 'RUNNING' });
      expect(zookeeper).toMatchObject({ state: 'CONNECTED', connected: true, registered: true, timeout: 6_000_000 });
      expect(zookeeper!.session).toMatch(/^0x[123][0-9a-f]+$/);
      expect(`b${zookeeper!.controllerId}`).toBe(active);
      expect(nodeId).toBeGreaterThan(0);
    }
    expect(frame.partitions.map(({ id, leader, isr }) => [id, leader, isr])).toEqual([
      ['orders-0', 1, [1, 2, 3]],
      ['orders-1', 2, [2, 3, 1]],
    ]);
    expect(frame.quorum).toMatchObject({ leaderId: null, voters: [] });
    expect(metadataLogFrame(recording, -1, -1).replicas).toEqual([]);
  });

  test('a broker is out of the cluster when its session has expired, and not before', () => {
    const recording = opened();
    recording.toTime(seconds(5), never);
    const [active] = activeIn(frameAt(recording));
    recording.command({ type: 'pause', node: active! });
    recording.toTime(seconds(9), never);
    const paused = () => brokersOf(frameAt(recording)).find(({ id }) => id === active)!;
    expect(paused().zookeeper).toMatchObject({ registered: true });
    recording.toTime(seconds(20), never);
    expect(paused().zookeeper).toMatchObject({ registered: false });
    expect(paused().fenced).toBe(true);
    // It does not know: there are two that take themselves for the controller.
    expect(activeIn(frameAt(recording))).toHaveLength(2);
    recording.command({ type: 'resume', node: active! });
    recording.toTime(seconds(40), never);
    expect(activeIn(frameAt(recording))).toHaveLength(1);
    expect(paused().zookeeper).toMatchObject({ registered: true });
  });

  test('without a living server of the ensemble their disks say what there was', () => {
    const recording = opened();
    recording.toTime(seconds(6), never);
    const before = frameAt(recording).partitions;
    for (const node of ['z1', 'z2', 'z3']) recording.command({ type: 'kill', node });
    recording.toTime(seconds(7), never);
    const frame = frameAt(recording);
    expect(frame.partitions).toEqual(before);
    expect(brokersOf(frame).map(({ zookeeper }) => zookeeper?.registered)).toEqual([true, true, true]);
  });

  test('details begin with what a person asks first', () => {
    const recording = opened();
    recording.toTime(seconds(5), never);
    const rowsOf = (id: string) => {
      const rows = detailOf(recording, { type: 'node', id })!.rows;
      return Object.fromEntries(
        rows.filter(({ label }) => label !== 'all state').map(({ label, value }) => [label, value]),
      );
    };
    const [active] = activeIn(frameAt(recording));
    expect(rowsOf(active!)).toMatchObject({
      registered: 'yes',
      'active controller': 'yes',
      'last request from': `${active}, controller epoch 1`,
      'broker epoch': expect.stringMatching(/^0x1000000[0-9a-f]{2}$/),
    });
    const servers = ['z1', 'z2', 'z3'].map(rowsOf);
    expect(servers.map(({ role }) => role).sort()).toEqual(['FOLLOWING', 'FOLLOWING', 'LEADING']);
    expect(servers[0]).toMatchObject({ epoch: '1', quorum: '2 of 3', serving: 'yes', sessions: '3' });
  });
});

test('every broker has the metrics of a controller; one counts', () => {
  const recording = opened();
  recording.toTime(seconds(5), never);
  const [active] = activeIn(frameAt(recording));
  const others = ['b1', 'b2', 'b3'].filter((id) => id !== active);
  recording.command({ type: 'kill', node: others[0]! });
  const shown = (family: 'controller' | 'broker', name: string) => {
    const ask = { family, node: null, names: [name], from: 0, to: recording.at, window: 'last-second' } as const;
    const { charts } = metricsFrame(recording, ask);
    return Object.fromEntries(charts[0]!.lines.map(({ node, now }) => [node, now]));
  };
  // Its session is not over yet.
  recording.toTime(seconds(8), never);
  expect(shown('controller', 'ActiveBrokerCount')).toEqual({ [active!]: 3, [others[0]!]: null, [others[1]!]: 0 });
  recording.toTime(seconds(16), never);
  expect(shown('controller', 'ActiveControllerCount')).toMatchObject({ [active!]: 1, [others[1]!]: 0 });
  expect(shown('controller', 'ActiveBrokerCount')).toMatchObject({ [active!]: 2, [others[1]!]: 0 });
  expect(shown('controller', 'FencedBrokerCount')).toMatchObject({ [active!]: 0 });
  for (const node of ['z1', 'z2', 'z3']) recording.command({ type: 'kill', node });
  recording.toTime(recording.at + millis(500), never);
  expect(shown('broker', 'ZooKeeperDisconnectsPerSec')[active!]).toBeGreaterThan(0);
  expect(shown('broker', 'ZooKeeperExpiresPerSec')[active!]).toBe(0);
});

// ---- charts --------------------------------------------------------------------------------------------------------------

describe('the charts have the edges that Kafka allows', () => {
  const edges = (chart: readonly { readonly from: string; readonly to: string }[]) =>
    chart.map(({ from, to }) => `${from} → ${to}`).sort();
  const allowed = (previous: Readonly<Record<string, readonly string[]>>) =>
    Object.entries(previous)
      .flatMap(([to, from]) => from.map((one) => `${one} → ${to}`))
      .sort();

  test('of a partition', () => {
    expect(edges(PARTITION_CHART)).toEqual(allowed(PARTITION_PREVIOUS_STATES));
    expect([...PARTITION_STATES].sort()).toEqual(Object.keys(PARTITION_PREVIOUS_STATES).sort());
  });

  test('of a replica', () => {
    expect(edges(REPLICA_CHART)).toEqual(allowed(REPLICA_PREVIOUS_STATES));
    expect([...REPLICA_STATES].sort()).toEqual(Object.keys(REPLICA_PREVIOUS_STATES).sort());
  });
});

describe('over runs with faults at random', () => {
  const seen: Record<string, Set<string>> = {};
  const strange: string[] = [];
  const nameOf = ({ from, to }: { readonly from: string; readonly to: string }): string => `${from} → ${to}`;
  const look = (recording: Recording, of: string): readonly ChartFrame[] => {
    const charts = chartFrames(recording, of);
    for (const { chart, transitions, taken } of charts) {
      seen[chart] ??= new Set();
      for (const edge of transitions) if (edge.count > 0) seen[chart].add(nameOf(edge));
      for (const move of taken)
        if (!transitions.some((edge) => nameOf(edge) === nameOf(move))) strange.push(`${of} ${chart}: ${nameOf(move)}`);
    }
    return charts;
  };

  test.each([1, 2, 3, 4, 5, 6])('seed %i: nothing leaves its chart', (seed) => {
    const recording = opened(seed);
    const servers = ['z1', 'z2', 'z3', 'b1', 'b2', 'b3'];
    let until = seconds(4);
    recording.toTime(until, never);
    for (let round = 0; round < 12; round++) {
      const node = servers[draw(seed, `node ${round}`, servers.length)]!;
      const what = draw(seed, `what ${round}`, 3);
      if (what === 0) recording.command({ type: 'kill', node });
      else if (what === 1) recording.command({ type: 'pause', node });
      else if (node.startsWith('b')) recording.command({ type: 'tell', node, order: { type: 'controlled-shutdown' } });
      until += millis(8_000 + draw(seed, `length ${round}`, 8_000));
      recording.toTime(until, never);
      const { status } = recording.kernel.node(node)!;
      if (status === 'paused') recording.command({ type: 'resume', node });
      else if (status === 'down') recording.command({ type: 'start', node });
      until += millis(3_000);
      recording.toTime(until, never);
    }
    for (const of of servers) expect(look(recording, of).map(({ node }) => node)).toEqual([of]);
    const charts = look(recording, 'partition orders-0');
    expect(charts.map(({ chart, of }) => `${chart} ${of ?? ''}`)).toEqual([
      'zk-partition ',
      ...['b1', 'b2', 'b3'].map((broker) => `zk-replica ${broker}`),
    ]);
    expect(strange).toEqual([]);
  });

  test('every way of a server of the ensemble was gone', () => {
    expect([...seen['zookeeper-peer']!].sort()).toEqual(PEER_CHART.map(nameOf).sort());
  });

  test('and most of a partition and its replicas', () => {
    for (const edge of ['NewPartition → OnlinePartition', 'NonExistentPartition → NewPartition'])
      expect(seen['zk-partition']).toContain(edge);
    expect(seen['zk-partition']!.size).toBeGreaterThan(2);
    expect(seen['zk-replica']).toContain('OnlineReplica → OfflineReplica');
  });
});
