/**
 * Over seeded runs with faults at random and at the moments chance seldom meets: every change of state that the facts tell
 * is an edge of its chart, and every edge that facts can tell is seen. Every edge of the raft charts is held by the
 * sweep of test/raft.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { draw } from '../../src/base/draw.ts';
import { millis, seconds } from '../../src/base/time.ts';
import { chartFrames } from '../../src/frame/chartFrames.ts';
import type { ChartFrame } from '../../src/frame/lookFrames.ts';
import { Recording } from '../../src/frame/recording.ts';
import { LIFECYCLE_TRANSITIONS } from '../../src/kafka/broker/lifecycleChart.ts';
import { BROKER_CONTROL_CHART } from '../../src/kafka/controller/brokerControlChart.ts';
import type { Kafka } from '../../src/kafka/kinds.ts';
import type { ChartEdge } from '../../src/kafka/stateChart.ts';
import type { Command } from '../../src/sim/command.ts';
import { cluster } from '../support/cluster.ts';

const SERVERS = ['b1', 'b2', 'b3', 'c1', 'c2', 'c3'];
const never = () => false;

/** A run of half a minute; a broker that reaches `stopAt` is told to stop there. */
function play(seed: number, stopAt: string | null, server: Record<string, string | number | boolean> = {}): Recording {
  const recording = Recording.start(cluster({ seed, server }));
  const at = (until: number): void => {
    recording.toTime(until, never);
  };
  const stop = (node: string): Command<Kafka> => ({ type: 'tell', node, order: { type: 'controlled-shutdown' } });
  let read = 0;
  let stopped = 0;
  at(seconds(4));
  for (let round = 0; round < 24; round++) {
    const node = SERVERS[draw(seed, `node ${round}`, 4)]!;
    const up = recording.kernel.node(node)?.status === 'up';
    const choice = draw(seed, `what ${round}`, 5);
    const commands: Command<Kafka>[] = !up
      ? [{ type: recording.kernel.node(node)?.status === 'paused' ? 'resume' : 'start', node }]
      : choice === 0
        ? [{ type: 'kill', node }]
        : choice === 1
          ? [{ type: 'pause', node }]
          : choice === 2 && node.startsWith('b')
            ? [stop(node)]
            : [];
    for (const command of commands) recording.command(command);
    const end = recording.at + millis(200 + draw(seed, `wait ${round}`, 9_000));
    // Event by event, so that a state that lasts a moment is met.
    while (stopAt !== null && recording.at < end && stopped < 2) {
      recording.toStep(recording.step + 1, never);
      for (; read < recording.facts.length; read++) {
        const { fact, node: teller } = recording.facts.recorded(read)!;
        if (fact.type !== 'BrokerStateChanged' || fact.to !== stopAt || round < 2) continue;
        stopped++;
        recording.command(stop(teller));
      }
    }
    at(Math.max(end, recording.at));
  }
  return recording;
}

const RUNS: readonly (readonly [seed: number, stopAt: string | null, server: Record<string, boolean>])[] = [
  ...Array.from({ length: 8 }, (_, seed) => [seed, null, {}] as const),
  ...[20, 21, 22, 23].map((seed) => [seed, 'STARTING', {}] as const),
  ...[30, 31, 32, 33].map((seed) => [seed, 'RECOVERY', {}] as const),
  [40, null, { 'controlled.shutdown.enable': false }],
  [41, null, { 'controlled.shutdown.enable': false }],
];

describe('the charts', () => {
  const seen: Record<ChartFrame['chart'], Set<string>> = {
    'raft-role': new Set(),
    'broker-lifecycle': new Set(),
    'broker-control': new Set(),
    // Those of groups and their members: test/frame/groups.test.ts.
    'classic-group': new Set(),
    'consumer-group': new Set(),
    'classic-member': new Set(),
    'consumer-member': new Set(),
    'group-member': new Set(),
    // Those of the ZooKeeper era: test/frame/eraFrames.test.ts.
    'zookeeper-peer': new Set(),
    'zk-partition': new Set(),
    'zk-replica': new Set(),
    'migration-driver': new Set(),
  };
  const nameOf = ({ from, to }: { readonly from: string; readonly to: string }): string => `${from} → ${to}`;
  /** Changes that are no edge of the chart of their server. */
  const strange: string[] = [];
  beforeAll(() => {
    for (const [seed, stopAt, server] of RUNS) {
      const recording = play(seed, stopAt, server);
      const { facts } = recording.history;
      for (const node of SERVERS) {
        for (const { chart, transitions, taken } of chartFrames(recording, node)) {
          for (const edge of transitions) if (edge.count > 0) seen[chart].add(nameOf(edge));
          for (const move of taken)
            if (!transitions.some((edge) => nameOf(edge) === nameOf(move))) strange.push(`${chart}: ${nameOf(move)}`);
          if (chart !== 'broker-lifecycle') continue;
          const changes = facts.filter((told) => told.fact.type === 'BrokerStateChanged' && told.node === node).length;
          expect(transitions.reduce((sum, { count }) => sum + count, 0)).toBe(changes);
        }
      }
    }
  }, 60_000);

  const told = (chart: readonly ChartEdge<string>[]): string[] =>
    chart
      .filter(({ unseen }) => unseen === undefined)
      .map(nameOf)
      .sort();

  test('the life of a broker', () => {
    expect([...seen['broker-lifecycle']].sort()).toEqual(told(LIFECYCLE_TRANSITIONS));
  });

  test('a broker in the eyes of the controller', () => {
    expect([...seen['broker-control']].sort()).toEqual(told(BROKER_CONTROL_CHART));
  });

  test('the role in the quorum', () => {
    expect(seen['raft-role'].size).toBeGreaterThan(8);
  });

  test('no server leaves its charts', () => {
    expect(strange).toEqual([]);
  });
});
