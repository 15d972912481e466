/**
 * Three brokers on ZooKeeper against three real ones, step by step: which znodes there are, what stands in them, how often
 * each was changed and whose they are.
 */
import { describe, expect, test } from 'vitest';
import { controlRequest, ERA_STEPS, EraCluster, type TreeRow } from '../support/zooKeeperEra.ts';
import { readRecorded } from './recorded.ts';

/** [partition, leader, leader epoch, ISR, partition epoch, replicas, isNew or offline replicas]; of StopReplica [partition, epoch, delete] */
type PartitionRow = readonly [string, ...unknown[]];

interface ControlRequest {
  readonly to: string;
  readonly api: string;
  readonly controllerEpoch: number;
  readonly partitions: readonly PartitionRow[];
  readonly liveLeaders?: readonly number[];
  readonly liveBrokers?: readonly number[];
}

interface Step {
  readonly step: string;
  readonly requests?: readonly ControlRequest[];
  readonly tree: readonly TreeRow[];
  readonly gone?: readonly string[];
}

/** What cannot be the same, and why. */
const OTHERWISE: readonly (readonly [paths: RegExp, why: string, versions?: RegExp])[] = [
  [/^\/brokers\/topics\/__consumer_offsets(\/|$)/, 'its replicas are placed by chance'],
  [/^\/controller$/, 'who is first'],
  [/^\/latest_producer_id_block$/, 'which broker is asked first'],
  [/^\/isr_change_notification(\/|$)/, 'how many changes are told at once depends on the time'],
  [/^\/brokers\/topics\/orders\/partitions\/2\/state$/, 'who fetches first from a leader that was paused', /^(1|0)\./],
];

/** The last step that this release is compared in: there is no request to add partitions before 1.0. */
const LAST: Readonly<Record<string, string>> = { '0.10.2.2': 'a partition is reassigned' };

describe.each(['3.9.1', '2.6.3', '1.1.1', '0.10.2.2'])('Kafka %s', (version) => {
  test('the znodes', { timeout: 120_000 }, () => {
    const recorded = new Map<string, TreeRow>();
    const cluster = new EraCluster(version);
    let same = 0;
    for (const { step, tree, gone = [] } of readRecorded<Step>(`zookeeper-era-${version}.json`).cases) {
      for (const row of tree) recorded.set(row[0], row);
      for (const path of gone) recorded.delete(path);
      const act = ERA_STEPS[step];
      if (act === undefined) break;
      act(cluster);
      cluster.run(3);
      const real = evened([...recorded.values()], version);
      expect(evened(cluster.tree(), version), step).toEqual(real);
      same += Object.keys(real).length;
      if (step === LAST[version]) break;
    }
    expect(same).toBeGreaterThan(400);
  });
});

/** A broker that has just started asks for its place in every ISR: how these requests fall together depends on the time. */
const TIMING = /starts/;

test.each(['3.9.1'])('Kafka %s: what the controller tells each broker', { timeout: 120_000 }, (version) => {
  const cluster = new EraCluster(version);
  let same = 0;
  for (const { step, requests = [] } of readRecorded<Step>(`zookeeper-era-${version}.json`).cases) {
    const act = ERA_STEPS[step];
    if (act === undefined) break;
    const before = cluster.sent.length;
    act(cluster);
    cluster.run(3);
    if (TIMING.test(step)) continue;
    const ours = cluster.sent.slice(before).map(({ to, message }) => ({ to, ...controlRequest(message) }));
    for (const broker of ['b1', 'b2', 'b3']) {
      const real = requests.filter(
        ({ to, api }) => to === broker && /^(LeaderAndIsr|UpdateMetadata|StopReplica)$/.test(api),
      );
      const told = ours.filter(({ to }) => to === broker).map(requestText);
      expect(told, `${step}: ${broker}`).toEqual(real.map(requestText));
      same += told.length;
    }
  }
  expect(same).toBeGreaterThan(100);
});

/** Without __consumer_offsets, whose replicas are placed by chance; a Scala map gives partitions and brokers in its own order. */
function requestText({ api, controllerEpoch, partitions, liveBrokers = [] }: ControlRequest): string {
  const rows = partitions.filter(([partition]) => !partition.startsWith('__consumer_offsets'));
  const sorted = rows.sort(([a], [b]) => (a < b ? -1 : 1)).map((row) => JSON.stringify(row));
  return `${api} epoch ${controllerEpoch} ${sorted.join(' ')} ${[...liveBrokers].sort().join(',')}`;
}

function evened(rows: readonly TreeRow[], version: string): Record<string, string> {
  const compared = rows.filter(
    ([path]) => !OTHERWISE.some(([paths, , versions]) => paths.test(path) && (versions?.test(version) ?? true)),
  );
  const sorted = compared.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    sorted.map(([path, data, dataVersion, cversion, owner]) => [
      path,
      `${evenedData(data)} v${dataVersion} c${cversion} ${owner === 0 ? '' : owner.replace(/\..*/, '')}`,
    ]),
  );
}

function evenedData(data: string | null): string {
  return (data ?? 'null')
    .replace(/"timestamp":"\d+"/, '"timestamp":T')
    .replace(/"topic_id":"[^"]*"/, '"topic_id":I')
    .replace(/"id":"[^"]*"/, '"id":I');
}
