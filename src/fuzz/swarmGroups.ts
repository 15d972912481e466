/**
 * The groups of a seed: in some seeds members of one or two groups read beside the other consumers, of either protocol or
 * of both, static or not, with applications that commit in one way or another.
 */
import { millis } from '../base/time.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { ConfigSection } from '../scenario/schema.ts';
import type { Pick, SwarmEra, TargetTopic } from './faults/index.ts';

type Member = NonNullable<Scenario['consumers']>[number];

/** Names of the members; none in most seeds. */
export function membersOf(pick: Pick): readonly string[] {
  if (pick('grouped', 4) > 0) return [];
  return Array.from({ length: 1 + pick('members', 4) }, (_, place) => `g${place + 1}`);
}

/** Sessions that end within the run, and groups whose coordinators can move. */
export function groupServerConfig(pick: Pick, brokers: number, era: SwarmEra): ConfigSection {
  const both = {
    'offsets.topic.num.partitions': 1 + pick('offsets partitions', 4),
    'offsets.topic.replication.factor': Math.min(3, brokers),
    'group.initial.rebalance.delay.ms': [0, 500, 3_000][pick('rebalance delay', 3)]!,
  };
  if (era === 'zookeeper') return both;
  return {
    ...both,
    'group.consumer.min.session.timeout.ms': 6_000,
    'group.consumer.session.timeout.ms': 6_000,
    'group.consumer.min.heartbeat.interval.ms': 1_000,
    'group.consumer.heartbeat.interval.ms': [1_000, 2_000][pick('group heartbeat', 2)]!,
    'group.consumer.migration.policy': 'bidirectional',
  };
}

export function groupMembers(
  pick: Pick,
  names: readonly string[],
  topics: readonly TargetTopic[],
  era: SwarmEra,
  hasOldConsumer = false,
): Member[] {
  if (hasOldConsumer && pick('connectors', 2) === 0) return names.map((name) => connector(pick, name, topics));
  // All of one protocol, or on the way from one to the other.
  // Groups of the new protocol need a quorum of controllers.
  const mix = era === 'zookeeper' ? 2 : pick('protocols', 3);
  const assignors = ASSIGNORS[pick('assignors', ASSIGNORS.length)]!;
  return names.map((name, place): Member => {
    const mine: Pick = (what, bound) => pick(`${name} ${what}`, bound);
    const isNew = mix === 0 || (mix === 1 && mine('protocol', 2) === 0);
    const group = mine('other group', 6) === 0 ? 'audit' : 'billing';
    const isWhole = topics.length < 2 || mine('topics', 3) > 0;
    const commit = (['none', 'none', 'sync', 'async'] as const)[mine('commit', 4)]!;
    return {
      name,
      group,
      subscribe: isWhole ? topics.map((topic) => topic.name) : [topics[0]!.name],
      'poll-every': [millis(100), millis(20), millis(700)][mine('polls', 3)]!,
      process: [0, 0, millis(2), millis(10)][mine('process', 4)]!,
      commit,
      ...(mine('pool', 5) === 0 ? { workers: 2 } : {}),
      config: {
        'auto.offset.reset': 'earliest',
        // Partitions that are added are seen before the end.
        'metadata.max.age.ms': 10_000,
        ...(commit === 'none' ? { 'auto.commit.interval.ms': [5_000, 1_000][mine('auto commit', 2)]! } : {}),
        ...(commit !== 'none' && mine('no auto commit', 2) === 0 ? { 'enable.auto.commit': false } : {}),
        ...(mine('static', 4) === 0 ? { 'group.instance.id': `instance-${place}` } : {}),
        ...(mine('poll interval', 3) === 0 ? { 'max.poll.interval.ms': 7_000 } : {}),
        ...(mine('poll records', 3) === 0 ? { 'max.poll.records': 5 } : {}),
        ...(isNew ? newConfig(mine) : { 'session.timeout.ms': 6_000, 'heartbeat.interval.ms': 1_500, ...assignors }),
      },
    };
  });
}

/** The consumer of before 2.0, whose group is in ZooKeeper, and its offsets perhaps as well. */
function connector(pick: Pick, name: string, topics: readonly TargetTopic[]): Member {
  const mine: Pick = (what, bound) => pick(`${name} ${what}`, bound);
  const storage = pick('offsets storage', 3);
  return {
    name,
    group: 'old',
    connector: 'zookeeper',
    subscribe: topics.map((topic) => topic.name),
    'poll-every': [millis(100), millis(20), millis(700)][mine('polls', 3)]!,
    config: {
      'auto.offset.reset': 'smallest',
      'auto.commit.interval.ms': [5_000, 1_000][mine('auto commit', 2)]!,
      // Whoever dies is among the owners for as long as its session lasts: the others try again until it is over.
      'rebalance.max.retries': 20,
      ...(storage > 0 ? { 'offsets.storage': 'kafka', 'dual.commit.enabled': storage === 1 } : {}),
    },
  };
}

function newConfig(pick: Pick): ConfigSection {
  const assignor = ['', 'range', 'uniform'][pick('remote assignor', 3)]!;
  return { 'group.protocol': 'consumer', ...(assignor === '' ? {} : { 'group.remote.assignor': assignor }) };
}

/** One list for the whole group: members of a classic group need one in common. */
const ASSIGNORS: readonly ConfigSection[] = [
  {},
  ...['RangeAssignor', 'RoundRobinAssignor', 'StickyAssignor', 'CooperativeStickyAssignor'].map((name) => ({
    'partition.assignment.strategy': `org.apache.kafka.clients.consumer.${name}`,
  })),
];
