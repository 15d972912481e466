/** The watcher misses nothing: what a server is before a change is what it was after the last one, whoever made it. */
import { expect, test } from 'vitest';
import { swarmOf } from '../../src/fuzz/swarm.ts';
import type { Kafka } from '../../src/kafka/kinds.ts';
import type { RaftState } from '../../src/kafka/raft/state.ts';
import { PropertyWatcher } from '../../src/properties/index.ts';
import { always, type Property, type ReplicaView } from '../../src/properties/property.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { toWorld } from '../../src/scenario/toWorld.ts';
import { Kernel } from '../../src/sim/kernel.ts';
import { scenarioOf } from '../scenario/support.ts';

interface Seen {
  readonly raft: Map<number, RaftState>;
  readonly logs: Map<string, ReplicaView['log']>;
  /** Changes that do not begin where the last one ended. */
  readonly gaps: string[];
  readonly roles: string[];
}

function chained(seen: Seen): Property {
  return {
    name: 'chained',
    source: 'this test',
    statement: { en: 'Changes are seen one after the other.', ko: '변화를 하나도 빠뜨리지 않고 차례로 봐요.' },
    guard: undefined,
    promised: always,
    start: () => ({
      raft: ({ id, before, after }) => {
        if (before !== undefined && seen.raft.get(id) !== before) seen.gaps.push(`raft of ${id}, epoch ${after.epoch}`);
        if (before?.role.name !== after.role.name) {
          seen.roles.push(`${id} ${before?.role.name ?? 'nothing'} -> ${after.role.name}`);
        }
        seen.raft.set(id, after);
        return undefined;
      },
      replica: ({ partition, broker, before, after }) => {
        const name = `${partition} at b${broker}`;
        if (before !== undefined && seen.logs.get(name) !== before.log) seen.gaps.push(name);
        seen.logs.set(name, after.log);
        return undefined;
      },
    }),
  };
}

function watched(scenario: Scenario): Seen {
  const seen: Seen = { raft: new Map(), logs: new Map(), gaps: [], roles: [] };
  const kernel = new Kernel<Kafka>(toWorld(scenario));
  let watcher = new PropertyWatcher([chained(seen)]);
  for (let step = kernel.runNext(scenario.until); step !== undefined; step = kernel.runNext(scenario.until)) {
    watcher.watch(step, kernel);
    if (step.step % 100 === 0) watcher = watcher.fork();
  }
  return seen;
}

test('what a command does inside a process is seen with the command', () => {
  const { gaps, roles } = watched(
    scenarioOf(`
until: 4s
timeline:
  - { at: 2s, controlled-shutdown: active controller }`),
  );
  expect(gaps).toEqual([]);
  expect(roles.filter((role) => role.endsWith('Leader -> Resigned'))).toHaveLength(1);
});

test.each([1, 5, 8, 14, 29])('nothing is missed in seed %i of the fuzzer', (seed) => {
  expect(watched(swarmOf(seed).scenario).gaps).toEqual([]);
});
