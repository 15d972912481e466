/**
 * What the znodes say of the cluster, over runs in which everything changes: an image that is made out of the one before is
 * the image that is made of nothing, and in the end every broker knows what it says.
 */
import { expect, test } from 'vitest';
import { millis } from '../../src/base/time.ts';
import type { Kafka } from '../../src/kafka/kinds.ts';
import type { MetadataImage } from '../../src/kafka/metadata/image.ts';
import { hasState, imageOfZnodes, partitionsWrittenBetween } from '../../src/kafka/zk/imageOfZnodes.ts';
import { committedDatabase } from '../../src/kafka/zookeeper/committedDatabase.ts';
import { newDataTree } from '../../src/kafka/zookeeper/dataTree.ts';
import type { ZkDatabase } from '../../src/kafka/zookeeper/state.ts';
import { History } from '../../src/record/history.ts';
import { toWorld } from '../../src/scenario/toWorld.ts';
import type { Kernel } from '../../src/sim/kernel.ts';
import { scenarioOf } from '../scenario/support.ts';

const TEXT = `
cluster: { zookeeper: 3, brokers: 4, config: { auto.leader.rebalance.enable: true } }
topics:
  - { name: orders, assignment: [[1, 2, 3], [2, 3, 1], [3, 1, 2]] }
  - { name: clicks, partitions: 2, replication-factor: 2 }
producers: [{ name: p1, send: [{ topic: orders, every: 100ms }, { topic: clicks, every: 300ms }] }]
until: 120s
timeline:
  - { at: 5s, create-topic: { name: late, partitions: 3, replication-factor: 2 } }
  - { at: 6s, alter-config: { topic: orders, set: { retention.ms: 600000 } } }
  - { at: 7s, alter-config: { broker: all, set: { min.insync.replicas: 2 } } }
  - { at: 8s, create-partitions: { topic: clicks, count: 4 } }
  - { at: 10s, kill: { node: b1, for: 30s } }
  - { at: 50s, reassign: { partition: orders-0, to: [4, 2, 3] } }
  - { at: 60s, kill: { node: active controller, for: 25s } }
  - { at: 62s, kill: { node: zookeeper leader, for: 5s } }
  - { at: 95s, alter-config: { topic: orders, remove: [retention.ms] } }
  - { at: 96s, controlled-shutdown: b2 }`;

function databaseOf(kernel: Kernel<Kafka>): ZkDatabase | undefined {
  return committedDatabase(kernel.nodes.flatMap(({ state }) => (state?.kind === 'zookeeper' ? [state] : [])));
}

/** Nothing of another image is taken over into it. */
function fromNothing({ tree, lastProcessedZxid }: ZkDatabase): MetadataImage {
  imageOfZnodes(newDataTree(), 0);
  return imageOfZnodes(tree, lastProcessedZxid);
}

function partitionsOf({ topics }: MetadataImage): ReadonlyMap<string, unknown> {
  const all = topics.values.flatMap(({ name, partitions }) =>
    partitions.map((partition, number): [string, unknown] => [
      `${name}-${number}`,
      hasState(partition) ? partition : undefined,
    ]),
  );
  return new Map(all.filter(([, partition]) => partition !== undefined));
}

function inOrder(image: MetadataImage): unknown {
  return JSON.parse(JSON.stringify({ ...image, topics: image.topics.values, topicNames: image.topicNames.keys }));
}

test('an image made out of the one before is the one made of nothing', () => {
  const history = new History<Kafka>(toWorld(scenarioOf(TEXT)));
  let last: ZkDatabase | undefined;
  let before = fromNothing({ tree: newDataTree(), lastProcessedZxid: 0 } as ZkDatabase);
  let changes = 0;
  let moved = 0;
  for (let time = 0; time <= 120_000; time += 20) {
    history.runUntil(millis(time));
    const database = databaseOf(history.kernel);
    if (database === undefined || database.tree === last?.tree) continue;
    const whole = fromNothing(database);
    // The one before it is made again, so that it is what this one begins with.
    if (last !== undefined) fromNothing(last);
    const after = imageOfZnodes(database.tree, database.lastProcessedZxid);
    expect(inOrder(after)).toEqual(inOrder(whole));
    const deltas = partitionsWrittenBetween(before, whole);
    const [was, is] = [partitionsOf(before), partitionsOf(whole)];
    const differing = [...new Set([...was.keys(), ...is.keys()])].filter(
      (tp) => JSON.stringify(was.get(tp)) !== JSON.stringify(is.get(tp)),
    );
    // Made of nothing, all partitions are other objects: what did not change is not told all the same.
    expect(deltas.map(({ topicPartition }) => topicPartition).sort()).toEqual(differing.sort());
    [last, before] = [database, whole];
    changes++;
    moved += differing.length;
  }
  expect(changes).toBeGreaterThan(30);
  expect(moved).toBeGreaterThan(30);
});

test('at rest every broker knows what the znodes say', () => {
  const history = new History<Kafka>(toWorld(scenarioOf(TEXT)));
  history.runUntil(millis(94_000));
  const truth = fromNothing(databaseOf(history.kernel)!);
  expect(truth.brokers.keys).toEqual(['1', '2', '3', '4']);
  expect(truth.topics.keys).toEqual(['orders', 'clicks', 'late']);
  expect(truth.topics.values.map(({ partitions }) => partitions.length)).toEqual([3, 4, 3]);
  expect(truth.topics.values[0]!.partitions[0]!.replicas).toEqual([4, 2, 3]);
  const said = ({ topics }: MetadataImage) =>
    [...topics.values]
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map(({ name, topicId, partitions }) => [
        ...[name, topicId],
        ...partitions.map(({ leader, leaderEpoch, isr, replicas, partitionEpoch }) => ({
          ...{ leader, leaderEpoch, isr, replicas, partitionEpoch },
        })),
      ]);
  for (const { id, state } of history.kernel.nodes) {
    if (state?.kind === 'server') expect(said(state.broker!.image), id).toEqual(said(truth));
  }
  const configs = (image: MetadataImage) => image.configs.keys.map((key) => key).sort();
  expect(configs(truth)).toEqual(['BROKER:', 'TOPIC:orders']);
});
