/**
 * What the controller tells three brokers on ZooKeeper while topics and partitions come, change and go, request by request as
 * three real ones were told it; and the rest of it with other releases, and through faults, in zooKeeperEraFaults.test.ts.
 */
import { expect, test } from 'vitest';
import { controlRequest, ERA_STEPS, EraCluster } from '../support/zooKeeperEra.ts';
import { type ControlRequest, compareText } from '../support/zooKeeperEraEven.ts';
import { readRecorded } from './recorded.ts';

interface Step {
  readonly step: string;
  readonly requests?: readonly ControlRequest[];
}

/** A broker that has just started asks for its place in every ISR: how these requests fall together depends on the time. */
const TIMING = /starts/;

test.each(['3.9.1'])('Kafka %s: what the controller tells each broker', { timeout: 120_000 }, (version) => {
  const cluster = new EraCluster(version, true);
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
  const sorted = rows.sort(([a], [b]) => compareText(a, b)).map((row) => JSON.stringify(row));
  return `${api} epoch ${controllerEpoch} ${sorted.join(' ')} ${[...liveBrokers].sort().join(',')}`;
}
