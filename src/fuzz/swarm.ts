/**
 * Swarm testing: each seed draws a cluster, a load and a mix of faults of its own, as a scenario like any other. First
 * the safety phase, in which things break; then all is mended, and the liveness phase waits for the cluster to settle.
 *
 * Groce and others, "Swarm Testing" (2012): leaving some kinds out altogether finds what using all of them at once hides.
 */
import { draw } from '../base/draw.ts';
import { type Micros, millis, seconds } from '../base/time.ts';
import { partitionOf, topicOf } from '../kafka/topicPartition.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { ConfigSection, TimelineLine } from '../scenario/schema.ts';
import { faultKindsOf, linked, type Pick, type SwarmEra, servers, type Target } from './faults/index.ts';
import { cleanupTopicConfig } from './swarmCleanup.ts';
import { clusterOf, type SwarmTarget, type SwarmTopic, targetOf } from './swarmCluster.ts';
import { groupMembers } from './swarmGroups.ts';
import { hasOldConsumer, inItsVersion, zooKeeperVersion } from './swarmZooKeeper.ts';

/**
 * What the cluster has to settle without: after it had time to heal as a whole, one broker dies for good, or loses sight
 * of the other brokers for good. The rest has to go on.
 */
export interface Core {
  readonly lost: string | null;
  /** True: its process is dead. False: it reaches controllers and clients, but no broker. */
  readonly dead: boolean;
  readonly at: Micros;
}

export interface Swarm {
  readonly scenario: Scenario;
  /** All is mended here. */
  readonly mendedAt: Micros;
  readonly core: Core;
  /** How often each kind of fault was planned. */
  readonly injected: Readonly<Record<string, number>>;
}

const SAFETY_FROM = seconds(5);
/** A server looks once a minute what of its metadata log it need not keep. */
const UNTIL_THE_LOG_IS_CLEANED = seconds(50);
/**
 * A controlled shutdown that began before may end only now that the cluster is whole: who left is started again. And once
 * more, for where servers are combined it may have waited for the others to come back.
 */
const MENDED_AGAIN_AFTER = [seconds(15), seconds(30)];
/** A broker that comes back while its last session lives cannot register, and ends: it is started until it can. */
const REGISTERED_AFTER = [seconds(30), seconds(42)];
/** A member whose group or place in it was lost ends with an error, as in Kafka, and whoever runs it starts it again. */
const MEMBERS_AGAIN_AFTER = [40, 55, 70, 85, 100, 115].map(seconds);
/**
 * The second time for who was overtaken: a call that nobody answered for a while is sent again, perhaps behind a later one
 * (default.api.timeout.ms).
 */
const RESTORED_AFTER = [seconds(2), seconds(55)];
const HELPED_AFTER = seconds(20);
/** One change of the voters at a time. */
const BETWEEN_VOTERS = seconds(3);
const CORE_AFTER = seconds(45);
/** Load for what is left, when it knows that somebody is missing. */
const CORE_LOAD_AFTER = seconds(60);
/** A cluster that has not settled by then never will. */
const LIVENESS_AT_MOST = seconds(150);

export function swarmOf(seed: number, era: SwarmEra = 'kraft'): Swarm {
  const pick: Pick = (what, bound) => draw(seed, `fuzz ${what}`, bound);
  const target = targetOf(pick, era);
  const version = era === 'zookeeper' ? zooKeeperVersion(pick) : undefined;
  const mendedAt =
    SAFETY_FROM + seconds(8) + pick('safety', seconds(22)) + (target.snapshots ? UNTIL_THE_LOG_IS_CLEANED : 0);
  const { lines, injected } = faultsOf(seed, pick, target, mendedAt);
  const core = coreOf(pick, target, injected, mendedAt);
  const timeline = [
    ...lines,
    ...mended(target, mendedAt),
    ...restored(target, lines, mendedAt),
    ...mended(target, mendedAt + MENDED_AGAIN_AFTER[0]!),
    ...helped(target, injected, mendedAt),
    ...(target.combined ? mended(target, mendedAt + MENDED_AGAIN_AFTER[1]!) : []),
    // A partition whose state znode was made, and the answer lost, is new to its controller for good (NODEEXISTS): the next
    // one reads that it is there (ZkPartitionStateMachine.initializeLeaderAndIsrForPartitions).
    ...(era === 'zookeeper' ? [{ at: mendedAt + HELPED_AFTER, 'controlled-shutdown': 'active controller' }] : []),
    ...(era === 'zookeeper'
      ? REGISTERED_AFTER.map((after) => ({ at: mendedAt + after, start: [...target.brokers] }))
      : []),
    ...(target.members.length > 0
      ? MEMBERS_AGAIN_AFTER.map((after) => ({ at: mendedAt + after, start: [...target.members] }))
      : []),
    ...coreLines(core, target, mendedAt),
  ].sort((a, b) => (a.at ?? 0) - (b.at ?? 0));
  const scenario: Scenario = {
    tidemark: 1,
    title: { en: `Seed ${seed} of the fuzzer`, ko: `퍼저 시드 ${seed}` },
    seed,
    ...(version === undefined ? {} : { version }),
    until: mendedAt + LIVENESS_AT_MOST,
    cluster: clusterOf(pick, target),
    network: {
      latency: [400, 400, 400, 100, 2_000, 15_000][pick('latency', 6)]!,
      jitter: [200, 200, 0, 1_000, 20_000][pick('jitter', 5)]!,
    },
    topics: target.topics.map(({ name, minIsr, unclean, replicationFactor, partitions, cleanup }) => ({
      name,
      partitions,
      'replication-factor': replicationFactor,
      config: {
        'min.insync.replicas': minIsr,
        ...(unclean ? { 'unclean.leader.election.enable': true } : {}),
        ...cleanupTopicConfig(pick, name, cleanup),
      },
    })),
    producers: target.producers.map((name) => ({
      name,
      config: { ...producerConfig((what, bound) => pick(`${name} ${what}`, bound)), ...findsItsWay(era) },
      send: target.topics.map((topic) => loadOf(name, topic, pick, mendedAt)),
    })),
    consumers: [
      ...target.consumers.map((name) => ({
        name,
        assign: target.topics.map((topic) => topic.name),
        'poll-every': [millis(100), millis(20), millis(700)][pick(`${name} polls`, 3)]!,
        config: { ...consumerConfig((what, bound) => pick(`${name} ${what}`, bound)), ...consumerFindsItsWay(era) },
      })),
      ...groupMembers(pick, target.members, target.topics, era, hasOldConsumer(version)),
    ],
    timeline,
  };
  return { scenario: inItsVersion(scenario), mendedAt, core, injected };
}

/** Before KIP-899 a client that knew no broker but one that is gone waited until its metadata was too old. */
function findsItsWay(era: SwarmEra): ConfigSection {
  return era === 'kraft' ? {} : { 'metadata.max.age.ms': 10_000 };
}

/** And before 2.0 a consumer gave a broker five minutes that had lost its power and tells nobody. */
function consumerFindsItsWay(era: SwarmEra): ConfigSection {
  return era === 'kraft' ? {} : { ...findsItsWay(era), 'request.timeout.ms': 30_000 };
}

// ---- the load --------------------------------------------------------------------------------------------------------

function producerConfig(pick: Pick): ConfigSection {
  const acks = ['all', 'all', 'all', '1', '0'][pick('acks', 5)]!;
  const request = [30_000, 5_000, 1_000][pick('request', 3)]!;
  const delivery = [120_000, 20_000, 6_000][pick('delivery', 3)]!;
  const linger = pick('linger', 3) * 5;
  return {
    acks,
    'linger.ms': linger,
    'request.timeout.ms': Math.min(request, delivery - 1_000),
    'delivery.timeout.ms': delivery,
    ...(pick('batch', 3) === 0 ? { 'batch.size': 200 } : {}),
    ...(pick('in flight', 3) === 0 ? { 'max.in.flight.requests.per.connection': 1 } : {}),
    ...(pick('retries', 6) === 0 ? { retries: pick('few retries', 2) } : {}),
  };
}

function loadOf(producer: string, topic: SwarmTopic, pick: Pick, mendedAt: Micros) {
  const mine: Pick = (what, bound) => pick(`${producer} ${topic.name} ${what}`, bound);
  const every = millis(30 + mine('every', 170));
  const start = seconds(3) + mine('start', seconds(2));
  // Some stop while things still break, so that their last records have nobody behind them to push the high watermark.
  const length = mine('length', 3) === 0 ? seconds(8) : mendedAt - start + seconds(3);
  return {
    topic: topic.name,
    every,
    start,
    count: 1 + Math.min(300, Math.floor(length / every)),
    value: `${producer}-{n}`,
    // What has no key is refused where only the newest of each key stays.
    ...(mine('key', 3) === 0 && topic.cleanup !== 'compact' ? {} : { key: ['k{n}', 'k{n%7}'][mine('keys', 2)]! }),
    ...(mine('partition', 4) === 0 ? { partition: 0 } : {}),
  };
}

function consumerConfig(pick: Pick): ConfigSection {
  return {
    'auto.offset.reset': pick('reset', 4) === 0 ? 'latest' : 'earliest',
    ...(pick('poll records', 3) === 0 ? { 'max.poll.records': 5 } : {}),
    ...(pick('min bytes', 4) === 0 ? { 'fetch.min.bytes': 500 } : {}),
    ...(pick('partition bytes', 4) === 0 ? { 'max.partition.fetch.bytes': 400 } : {}),
  };
}

// ---- what breaks, and its end ----------------------------------------------------------------------------------------

function faultsOf(seed: number, pick: Pick, target: SwarmTarget, to: Micros) {
  const lossy = pick('lossy', 2) === 0;
  // Of how many kinds a seed takes its mix: few, several, or many.
  const oneIn = [8, 5, 3][pick('density', 3)]!;
  const injected: Record<string, number> = {};
  const lines: TimelineLine[] = [];
  for (const kind of faultKindsOf(target.era)) {
    const mine: Pick = (what, bound) => draw(seed, `fault ${kind.name} ${what}`, bound);
    injected[kind.name] = 0;
    if ((kind.lossy === true && !lossy) || mine('in', oneIn) > 0) continue;
    const times = 1 + mine('times', kind.most);
    for (let n = 0; n < times; n++) {
      const nth: Pick = (what, bound) => mine(`${n} ${what}`, bound);
      const at = SAFETY_FROM + nth('at', to - SAFETY_FROM);
      // Most faults are short, some outlast every timeout.
      const lasts = nth('long', 3) === 0 ? 500_000 + nth('lasts', 20_000_000) : 20_000 + nth('lasts', 2_000_000);
      const added = kind
        .lines(nth, target, { at, lasts, to })
        .filter((line) => (line.at ?? 0) < to)
        .map((line) => inEra(line, target));
      if (added.length > 0) injected[kind.name]!++;
      lines.push(...added);
    }
  }
  // The sort is stable: what a fault does first stays first. Lines that wait for a fact have no place of their own.
  return { lines: lines.sort((a, b) => (a.at ?? 0) - (b.at ?? 0)), injected };
}

/** A server of ZooKeeper knows no controlled shutdown: it is stopped. */
function inEra(line: TimelineLine, { era, controllers }: SwarmTarget): TimelineLine {
  const { 'controlled-shutdown': node, ...rest } = line;
  if (era === 'kraft' || typeof node !== 'string' || !controllers.includes(node)) return line;
  return { ...rest, kill: node };
}

function mended(target: Target, at: Micros): TimelineLine[] {
  const all = linked(target);
  return [
    { at, heal: 'all' },
    { at, resume: all },
    { at, 'slow-disk': { node: servers(target), factor: 1 } },
    { at, start: all },
  ];
}

/** Settings as they were, if something changed them. A little later, for the admin client must find a controller. */
function restored({ topics }: Target, lines: readonly TimelineLine[], at: Micros): TimelineLine[] {
  return topics.flatMap(({ name, minIsr, unclean }) => {
    const original = { 'min.insync.replicas': minIsr, 'unclean.leader.election.enable': unclean };
    const changed = lines.flatMap((line) => {
      const { topic, set = {} } = line['alter-config'] ?? {};
      return topic === name ? Object.keys(set) : [];
    });
    return [...new Set(changed)].flatMap((key) =>
      RESTORED_AFTER.map((after) => ({
        at: at + after,
        'alter-config': { topic: name, set: { [key]: original[key as keyof typeof original] } },
      })),
    );
  });
}

/** Where the last eligible replica has lost its disk, or was forgotten, Kafka waits for a person: here is one. */
function helped(
  { partitions, controllers, voterChanges, era }: SwarmTarget,
  injected: Readonly<Record<string, number>>,
  at: Micros,
): TimelineLine[] {
  const needed = faultKindsOf(era).some(
    ({ name, lossy, needsPerson }) => (lossy === true || needsPerson === true) && injected[name]! > 0,
  );
  // A reassignment that takes the place of another may name a replica to be added and removed: Kafka waits for ever.
  const reassigned = injected.reassignment! + injected['cancelled reassignment']!;
  return [
    ...(needed
      ? [{ at: at + HELPED_AFTER, 'elect-leaders': { type: 'unclean' as const, partitions: 'all' as const } }]
      : []),
    ...(reassigned > 1 ? [{ at: at + HELPED_AFTER, 'cancel-reassignment': [...partitions] }] : []),
    // Whoever is in already is refused.
    ...(voterChanges && injected['voter removed']! > 0
      ? controllers.map((node, place) => ({ at: at + HELPED_AFTER + place * BETWEEN_VOTERS, 'add-voter': node }))
      : []),
  ];
}

function coreOf(
  pick: Pick,
  { brokers, topics, combined, voterChanges, era }: SwarmTarget,
  injected: Readonly<Record<string, number>>,
  mendedAt: Micros,
): Core {
  const none = { lost: null, dead: false, at: mendedAt };
  // A broker that forgot its log may lead again with ZooKeeper, and who knew more leaves the partition alone.
  const isLossy = faultKindsOf(era).some(({ name, lossy }) => lossy === true && injected[name]! > 0);
  if (era === 'zookeeper' && isLossy) return none;
  const spare = Math.min(...topics.map(({ replicationFactor, minIsr }) => replicationFactor - minIsr));
  // Whoever leads and sees no other broker is alone in the ISR: that has to be enough.
  const mayBeAlone = topics.every(({ minIsr }) => minIsr === 1);
  if (spare === 0 || brokers.length < 3 || pick('core', 2) > 0) return none;
  // Who is left may be no majority of the voters there are then.
  if (combined && voterChanges) return none;
  // With ZooKeeper the controller is a broker: one that sees no other leads the cluster nowhere.
  const dead = combined || era === 'zookeeper' || !mayBeAlone || pick('core dead', 2) === 0;
  return { lost: brokers[pick('core lost', brokers.length)]!, dead, at: mendedAt + CORE_AFTER };
}

function coreLines(
  { lost, dead, at }: Core,
  { brokers, producers, partitions }: Target,
  mendedAt: Micros,
): TimelineLine[] {
  if (lost === null) return [];
  const others = brokers.filter((node) => node !== lost);
  const load = producers.flatMap((producer) =>
    partitions.map((tp): TimelineLine => {
      const [topic, partition, value] = [topicOf(tp), partitionOf(tp), `${producer}-late-{n}`];
      return { at: mendedAt + CORE_LOAD_AFTER, produce: { producer, topic, partition, value, count: 3 } };
    }),
  );
  return [dead ? { at, kill: lost } : { at, cut: { from: lost, to: others } }, ...load];
}
