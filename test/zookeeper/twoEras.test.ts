/**
 * Who keeps the metadata is nobody's business who sends records: the same scenario ends with the same committed records,
 * whether controllers keep it in their own log or brokers in ZooKeeper.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { drawNumbered } from '../../src/base/draw.ts';
import { at } from '../../src/base/vector.ts';
import type { Kafka } from '../../src/kafka/kinds.ts';
import { placeOf } from '../../src/kafka/log/logRead.ts';
import { recordAt } from '../../src/kafka/records.ts';
import { topicOf } from '../../src/kafka/topicPartition.ts';
import { withOverrides } from '../../src/scenario/overrides.ts';
import { runScenario } from '../../src/scenario/run.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import type { Kernel } from '../../src/sim/kernel.ts';
import { scenarioOf } from '../scenario/support.ts';

const FOLDER = join(import.meta.dirname, '../../scenarios');
const VERSION = '3.9.1';
const ERAS = ['kraft', 'zookeeper'];

/** Files whose records depend on when a failure is noticed: a heartbeat is missed after 9 s, a session after 18 s. */
const OTHERWISE: Readonly<Record<string, string>> = {
  'acked-is-not-fsynced.yaml': 'brokers come back before their sessions are over, may not register, and exit',
  'acks-and-min-insync-replicas.yaml': 'how many records are refused before the ISR is whole again',
  'acks-one-loses.yaml': 'how many records the old leader took on its own',
  'drill-lag-grows.yaml': 'it sends to the very end, from when the topic is there, and that is sooner or later',
  'drill-sends-time-out.yaml': 'it sends to the very end, from when the topic is there',
  'drill-slow-acknowledgements.yaml': 'it sends to the very end, from when the topic is there',
  'drill-under-replicated.yaml': 'the broker that the leader cannot reach is the controller: the ISR stays as it is',
  'duplicates-without-idempotence.yaml': 'which records are sent twice',
  'high-watermark-one-fetch-behind.yaml': 'it ends before the session of the leader does',
  'last-replica-standing-without-elr.yaml': 'how many records are refused',
  'unclean-election.yaml': 'how many records are lost',
};

interface Committed {
  /** By partition and key, values in order. */
  readonly keyed: Readonly<Record<string, readonly string[]>>;
  /** By topic: where a record without a key goes is the producer's choice of the moment. */
  readonly others: Readonly<Record<string, readonly string[]>>;
}

function committed(kernel: Kernel<Kafka>): Committed {
  const keyed: Record<string, string[]> = {};
  const others: Record<string, string[]> = {};
  for (const [partition, { key, value }] of recordsOf(kernel)) {
    const [group, name] = key === null ? [others, topicOf(partition)] : [keyed, `${partition} ${key}`];
    group[name] = [...(group[name] ?? []), String(value)];
  }
  for (const values of Object.values(others)) values.sort();
  return { keyed: sorted(keyed), others: sorted(others) };
}

function sorted(groups: Record<string, string[]>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(groups).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Below the high watermark, as the leaders have them. */
function* recordsOf(kernel: Kernel<Kafka>): Generator<[string, { readonly key: unknown; readonly value: unknown }]> {
  for (const { state } of kernel.nodes) {
    const partitions = state?.kind === 'server' ? (state.broker?.partitions.values ?? []) : [];
    for (const { topicPartition, replica, log } of partitions) {
      if (replica.role !== 'leader' || topicPartition.startsWith('__')) continue;
      for (let offset = log.logStartOffset; offset < log.highWatermark; offset++) {
        const batch = at(log.batches, placeOf(log, offset));
        const record = batch === undefined ? undefined : recordAt(batch, offset);
        if (record !== undefined) yield [topicPartition, record];
      }
    }
  }
}

function inBoth(scenario: Scenario): readonly Committed[] {
  return ERAS.map((era) => committed(runScenario(scenario, { era, version: VERSION }).history.kernel));
}

function isLegalInBoth(scenario: Scenario): boolean {
  return ERAS.every((era) => withOverrides(scenario, { era, version: VERSION }).ok);
}

const FILES = readdirSync(FOLDER).filter((file) => file.endsWith('.yaml') && OTHERWISE[file] === undefined);

describe('scenarios of the house', () => {
  const all = FILES.map((file) => ({ file, scenario: scenarioOfFile(file) }));
  // Lessons about ZooKeeper speak of what is different.
  const legal = all.filter(({ scenario }) => scenario.cluster.zookeeper === undefined && isLegalInBoth(scenario));

  test('most of them can be run in both eras', () => {
    expect(legal.length).toBeGreaterThan(20);
  });

  test.each(legal)('$file', ({ scenario }) => {
    const [kraft, zookeeper] = inBoth(scenario);
    expect(zookeeper).toEqual(kraft);
  });
});

function scenarioOfFile(file: string): Scenario {
  return scenarioOf(readFileSync(join(FOLDER, file), 'utf8'));
}

// ---- drawn --------------------------------------------------------------------------------------------------------------

const FAULTS = [
  'kill: leader of orders-0',
  'kill: active controller',
  'pause: { node: leader of orders-1, for: 25s }',
  'pause: { node: active controller, for: 25s }',
  'controlled-shutdown: b2',
  'power-loss: b3',
];

test.each(Array.from({ length: 12 }, (_, seed) => seed))('a drawn load and a drawn failure, %s', (seed) => {
  let drawn = 0;
  let total = 0;
  const draw = (bound: number): number => drawNumbered(seed, 7, drawn++, bound);
  const producers = Array.from({ length: 1 + draw(2) }, (_, place) => {
    const every = 100 + draw(400);
    // It outlasts the failure.
    const count = Math.floor(25_000 / every) + draw(40);
    total += count;
    const key = draw(3) === 0 ? '' : `, key: 'p${place + 1}-{n%${1 + draw(9)}}'`;
    const send = `topic: orders, every: ${every}ms, count: ${count}${key}, value: 'p${place + 1}-{n}'`;
    return `{ name: p${place + 1}, config: { linger.ms: ${draw(20)} }, send: [{ ${send} }] }`;
  });
  const scenario = scenarioOf(`
seed: ${seed}
cluster: { zookeeper: ${[1, 3, 5][draw(3)]}, controllers: 3, brokers: 3 }
until: 100s
topics: [{ name: orders, partitions: ${2 + draw(4)}, replication-factor: 3, config: { min.insync.replicas: 2 } }]
producers: [${producers.join(', ')}]
timeline: [{ at: ${8 + draw(15)}s, ${FAULTS[draw(FAULTS.length)]} }]`);
  const [kraft, zookeeper] = inBoth(scenario);
  expect(zookeeper).toEqual(kraft);
  const values = [...Object.values(zookeeper!.keyed), ...Object.values(zookeeper!.others)].flat();
  expect(values).toHaveLength(total);
  expect(new Set(values).size).toBe(total);
});
