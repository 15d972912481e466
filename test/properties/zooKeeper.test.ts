/**
 * Each property of the ZooKeeper era, where it is nearly broken: the danger was there, and it held. What breaks them are the
 * mutants of test/mutants, each property by name.
 */
import { describe, expect, test } from 'vitest';
import { describeFact } from '../../src/kafka/describeFact.ts';
import type { Kafka } from '../../src/kafka/kinds.ts';
import { ENSEMBLE_PROPERTIES, oneZooKeeperLeaderPerEpoch } from '../../src/properties/ensemble.ts';
import type { EnsembleChange } from '../../src/properties/ensembleChange.ts';
import { PROPERTIES, PropertyWatcher } from '../../src/properties/index.ts';
import { Memory } from '../../src/properties/memory.ts';
import type { Witness } from '../../src/properties/property.ts';
import { SESSION_PROPERTIES } from '../../src/properties/sessions.ts';
import { ZOOKEEPER_CONTROLLER_PROPERTIES } from '../../src/properties/zooKeeperControllers.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { toWorld } from '../../src/scenario/toWorld.ts';
import { Kernel } from '../../src/sim/kernel.ts';
import { ZOOKEEPER_MUTANTS } from '../mutants/mutantsOfZooKeeper.ts';

const OF_THE_ERA = [...ENSEMBLE_PROPERTIES, ...SESSION_PROPERTIES, ...ZOOKEEPER_CONTROLLER_PROPERTIES].map(
  ({ name }) => name,
);

interface NearlyBroken {
  readonly world: string;
  readonly timeline: string;
  /** By property: the fact that shows how near it was. */
  readonly near: Readonly<Record<string, RegExp>>;
}

const WORLDS: readonly NearlyBroken[] = [
  {
    world: 'a controller is cut off from a broker and then from ZooKeeper, is followed, and its orders arrive late',
    timeline: `
  - { at: 5s, cut: { from: active controller, to: follower of orders-0 } }
  - { at: 6s, create-topic: { name: more, partitions: 3, replication-factor: 3 } }
  - { at: 7s, cut: { from: active controller, to: [z1, z2, z3] } }
  - { when: { fact: ControllerFailoverCompleted, after: 8s }, heal: all }`,
    near: {
      OneControllerPerEpoch: /^ControllerActivated \d epoch 2/,
      ControllerEpochNeverFalls: /^StaleControllerRefused b\d \w+ of b\d epoch 1 < 2/,
      FencedControllerWritesNothing: /^ControllerDeactivated \d epoch 1/,
      EphemeralsLiveWithTheirSession: /^ZnodeDeleted \/controller$/,
      NothingAfterSessionEnd: /^ZooKeeperConnectionChanged b\d Expired/,
      SessionsLastTheirTimeout: /^ZooKeeperSessionExpired/,
      WatchesFireOnce: /^WatchFired z\d -> b\d NodeDeleted \/controller$/,
    },
  },
  {
    world: 'the leader of the ensemble goes on alone while the others have another, and gives up what it alone has',
    timeline: `
  - { at: 5s, cut: { from: zookeeper leader, to: zookeeper followers } }
  - { at: 5100ms, alter-config: { topic: orders, set: { retention.ms: 1000000 } } }
  - { at: 30s, heal: all }`,
    near: {
      OneZooKeeperLeaderPerEpoch: /^ZooKeeperLeaderEstablished z\d epoch 2/,
      CommittedZnodesSurvive: /^ZooKeeperQuorumLost z\d/,
      ZooKeeperPrefixConsistency: /^ZooKeeperFollowerSynced z\d with z\d epoch 2 by (TRUNC|DIFF)/,
      MonotonicZxid: /^ZooKeeperStateChanged z\d: LEADING -> LOOKING/,
    },
  },
  {
    world: 'a leader dies, comes back, and its session had been over for a moment only',
    timeline: `
  - { at: 5s, kill: leader of orders-0 }
  - { at: 15s, start: [b1, b2, b3] }
  - { at: 20s, kill: leader of orders-0 }`,
    near: {
      BrokerEpochsRise: /^BrokerRegistered b\d broker epoch/,
      FirstInSyncReplicaLeads: /^LeaderElected orders-0 b\d \(was b\d\) leader epoch 1/,
      BrokersFollowZnodes: /^BecameLeader b\d orders-0 leader epoch 1/,
    },
  },
];

function played(timeline: string) {
  const parsed = parseScenario(`
tidemark: 1
title: { en: Nearly broken, ko: 거의 깨질 뻔한 경우 }
version: 3.9.1
until: 40s
cluster: { zookeeper: 3, brokers: 3, config: { zookeeper.session.timeout.ms: 6000 } }
topics: [{ name: orders, assignment: [[1, 2, 3]] }]
producers: [{ name: p1, config: { acks: all }, send: [{ topic: orders, every: 500ms, count: 20 }] }]
timeline:${timeline}
`);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const kernel = new Kernel<Kafka>(toWorld(parsed.scenario), { freeze: true });
  const watcher = new PropertyWatcher(PROPERTIES);
  const told: string[] = [];
  const { until } = parsed.scenario;
  for (let step = kernel.runNext(until); step !== undefined; step = kernel.runNext(until)) {
    watcher.watch(step, kernel);
    for (const { fact } of step.facts) told.push(describeFact(fact));
  }
  return { told, broken: watcher.breaks.filter(({ promised }) => promised) };
}

describe.each(WORLDS)('$world', ({ timeline, near }) => {
  const { told, broken } = played(timeline);

  test.each(Object.entries(near))('%s holds', (name, evidence) => {
    expect(told).toContainEqual(expect.stringMatching(evidence));
    expect(broken).toEqual([]);
    expect(OF_THE_ERA).toContain(name);
  });
});

test('two leaders of one epoch are told', () => {
  const server = (phase: 'DISCOVERY' | 'BROADCAST') =>
    ({ role: { name: 'LEADING', phase, epoch: 2 }, serving: undefined }) as unknown as EnsembleChange['after'];
  const checker = oneZooKeeperLeaderPerEpoch.start(new Memory());
  const change = (id: number, phase: 'DISCOVERY' | 'BROADCAST') =>
    checker.ensemble!({ id, before: undefined, after: server(phase), facts: [] }, undefined as unknown as Witness);
  expect([change(1, 'BROADCAST'), change(1, 'BROADCAST'), change(2, 'DISCOVERY')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(change(2, 'BROADCAST')).toMatchObject({ detail: 'epoch 2 of the ensemble is led by z1 and by z2' });
});

test('every property of the era is nearly broken somewhere, and broken by a mutant', () => {
  expect(WORLDS.flatMap(({ near }) => Object.keys(near)).sort()).toEqual([...OF_THE_ERA].sort());
  // No one mutant makes two leaders of one epoch: it takes a server that forgets, and one that is elected all the same.
  const breakable = new Set([
    oneZooKeeperLeaderPerEpoch.name,
    ...ZOOKEEPER_MUTANTS.flatMap(({ caughtBy }) => caughtBy),
  ]);
  expect(OF_THE_ERA.filter((name) => !breakable.has(name))).toEqual([]);
});
