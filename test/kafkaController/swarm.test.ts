/**
 * Clusters of controllers to which all sorts of things happen, and which are then left alone. Whatever it was: in the end one of
 * them is the controller, what it knows is what ZooKeeper has, and what it has told every broker is that, too.
 */
import { expect, test } from 'vitest';
import { entries } from '../../src/base/table.ts';
import type { LeaderAndIsr } from '../../src/kafka/kafkaController/leaderAndIsr.ts';
import { kafkaVersion } from '../../src/kafka/versions.ts';
import { decodePartitionState } from '../../src/kafka/zk/zkData.ts';
import { topicPartitionStatePath } from '../../src/kafka/zk/zkPaths.ts';
import { getZnode } from '../../src/kafka/zookeeper/dataTree.ts';
import type { ZooKeeperServerState } from '../../src/kafka/zookeeper/state.ts';
import type { BrokerState } from './brokerNode.ts';
import { ControllerTeller, describeController } from './controllerTeller.ts';

const SEEDS = 15;
const BROKERS = [1, 2, 3, 4];

/** A small generator of its own: the run is a function of the seed. */
function dice(seed: number): (bound: number) => number {
  let state = (seed * 2_654_435_761) >>> 0;
  return (bound) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * bound);
  };
}

function played(
  seed: number,
  version: string,
): { readonly teller: ControllerTeller; readonly done: readonly string[] } {
  const teller = new ControllerTeller();
  const roll = dice(seed);
  const pick = <T>(of: readonly T[]): T => of[roll(of.length)]!;
  const done: string[] = [];
  const tell = (command: string): void => {
    done.push(command);
    teller.tell([command]);
  };
  tell(`servers ${pick([1, 3])}; brokers 4 version ${version}; run 6s`);
  const zookeeper = teller.kernel.node('z3') === undefined ? 'z1' : 'z2';
  const topics: string[] = [];
  const down = new Set<number>();
  const up = (): number => pick(BROKERS.filter((id) => !down.has(id)));
  for (let step = 0; step < 14; step++) {
    const [first, second, third] = [...BROKERS].sort((a, b) => ((a * 7 + roll(9)) % 5) - ((b * 7) % 5));
    switch (roll(10)) {
      case 0:
      case 1: {
        const topic = `t${topics.length}`;
        topics.push(topic);
        tell(`b${up()} create-topic ${topic} ${first},${second},${third} ${second},${first}`);
        break;
      }
      case 2:
        if (down.size < 2) {
          const id = up();
          down.add(id);
          tell(`kill b${id}`);
        }
        break;
      case 3:
        // Its old session may not be over yet: then it gives up, as Kafka does.
        for (const id of down) tell(`start b${id}`);
        down.clear();
        break;
      case 4: {
        const id = up();
        tell(`pause b${id}; run ${pick(['2s', '9s'])}; resume b${id}`);
        break;
      }
      case 5:
        tell(`cut b${up()} ${zookeeper}; run ${pick(['3s', '8s'])}; heal`);
        break;
      case 6:
        tell(`cut b${first} b${second}; run ${pick(['1s', '5s'])}; heal`);
        break;
      case 7:
        if (topics.length > 0) tell(`b${up()} delete-topic ${pick(topics)}`);
        break;
      case 8:
        if (topics.length > 0) for (const id of BROKERS) tell(`b${id} reassign ${pick(topics)}-0=${third},${first}`);
        break;
      case 9:
        if (down.size < 2 && !down.has(first!)) {
          down.add(first!);
          for (const id of BROKERS) tell(`b${id} shut-down ${first}`);
          tell(`run ${pick(['1ms', '1s'])}; kill b${first}`);
        }
        break;
    }
    tell(`run ${pick(['1ms', '4ms', '20ms', '1s', '5s'])}`);
  }
  tell('heal; run 30s');
  for (const id of BROKERS) if (teller.kernel.node(`b${id}`)!.status === 'down') tell(`start b${id}`);
  tell('run 60s');
  return { teller, done };
}

for (const version of ['3.9.1', '1.1.1']) {
  // Before 2.4 a controller forgot the epoch that it had raised for a reassignment, and told of the one before.
  const isExact = kafkaVersion(version)!.kip455;
  const epochs = ({ leaderEpoch, partitionEpoch }: LeaderAndIsr): Partial<LeaderAndIsr> =>
    isExact ? { leaderEpoch, partitionEpoch } : { leaderEpoch: 0, partitionEpoch: 0 };
  const textOf = (text: string): string => (isExact ? text : text.replace(/@\d+/, ''));

  test(`all is as it should be in the end (${version})`, () => {
    for (let seed = 1; seed <= SEEDS; seed++) {
      const { teller, done } = played(seed, version);
      const brokers = BROKERS.map((id) => teller.kernel.node(`b${id}`)!.state as BrokerState);
      const tree = (teller.kernel.node('z1')!.state as ZooKeeperServerState).database.tree;
      const told = `seed ${seed}:\n${done.join('\n')}\n${brokers.map((one) => `b${one.setup.id} ${describeController(one)}`).join('\n')}`;
      const active = brokers.filter(({ setup, controller }) => controller.owned.activeControllerId === setup.id);
      expect(active.length, told).toBe(1);
      const [{ controller }] = active as [BrokerState];
      const { context } = controller.owned;
      expect(Number(getZnode(tree, '/controller_epoch')!.data), told).toBe(context.epoch);
      for (const { running, queue } of brokers.map((one) => one.controller))
        expect([running, queue], told).toEqual([null, []]);
      expect(
        context.liveBrokers.map(({ id }) => id),
        told,
      ).toEqual(BROKERS);
      const truth: Record<string, string> = {};
      expect(context.topicsToBeDeleted, told).toEqual([]);
      for (const [tp, { leaderAndIsr }] of entries(context.partitionLeadershipInfo)) {
        const znode = getZnode(tree, topicPartitionStatePath(tp))!;
        const written = decodePartitionState(znode.data, znode.version)!.leaderAndIsr;
        expect({ tp, ...leaderAndIsr, ...epochs(leaderAndIsr) }, told).toEqual({ tp, ...written, ...epochs(written) });
        expect([...written.isr, -1], told).toContain(written.leader);
        truth[tp] = textOf(`${written.leader}@${written.leaderEpoch} [${written.isr}]`);
      }
      for (const { setup, heard } of brokers) {
        // Who was away while a topic was deleted, and lives on, goes on believing in it (stories/stale-metadata.txt).
        const known = Object.entries(heard).filter(([tp]) => truth[tp] !== undefined);
        const existing = Object.fromEntries(known.map(([tp, text]) => [tp, textOf(text)]));
        expect({ id: setup.id, existing }, told).toEqual({ id: setup.id, existing: truth });
      }
    }
  });
}
