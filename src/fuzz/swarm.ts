/**
 * Swarm testing: each seed draws a cluster, a load and a mix of faults of its own, as a scenario like any other. First
 * the safety phase, in which things break; then all is mended, and the liveness phase waits for the cluster to settle.
 *
 * Groce and others, "Swarm Testing" (2012): leaving some kinds out altogether finds what using all of them at once hides.
 */
import { draw } from '../base/draw.ts';
import { type Micros, millis, seconds } from '../base/time.ts';
import { partitionOf, topicOf } from '../kafka/topicPartition.ts';
import { brokerName, type Scenario } from '../scenario/scenario.ts';
import type { ConfigSection, TimelineLine } from '../scenario/schema.ts';
import { FAULT_KINDS, type Pick, type Target, type TargetTopic } from './faults/index.ts';

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
/** A controlled shutdown that began before may end only now that the cluster is whole: who left is started again. */
const MENDED_AGAIN_AFTER = seconds(15);
const RESTORED_AFTER = seconds(2);
const HELPED_AFTER = seconds(20);
const CORE_AFTER = seconds(45);
/** Load for what is left, when it knows that somebody is missing. */
const CORE_LOAD_AFTER = seconds(60);
/** A cluster that has not settled by then never will. */
const LIVENESS_AT_MOST = seconds(150);

export function swarmOf(seed: number): Swarm {
  const pick: Pick = (what, bound) => draw(seed, `fuzz ${what}`, bound);
  const target = targetOf(pick);
  const mendedAt = SAFETY_FROM + seconds(8) + pick('safety', seconds(22));
  const { lines, injected } = faultsOf(seed, pick, target, mendedAt);
  const core = coreOf(pick, target, mendedAt);
  const timeline = [
    ...lines,
    ...mended(target, mendedAt),
    ...restored(target, lines, mendedAt),
    ...mended(target, mendedAt + MENDED_AGAIN_AFTER),
    ...helped(target, injected, mendedAt),
    ...coreLines(core, target, mendedAt),
  ];
  const scenario: Scenario = {
    tidemark: 1,
    title: { en: `Seed ${seed} of the fuzzer`, ko: `퍼저 시드 ${seed}` },
    seed,
    until: mendedAt + LIVENESS_AT_MOST,
    cluster: {
      controllers: target.controllers.length,
      brokers: target.brokers.length,
      config: serverConfig(pick),
    },
    network: {
      latency: [400, 400, 400, 100, 2_000, 15_000][pick('latency', 6)]!,
      jitter: [200, 200, 0, 1_000, 20_000][pick('jitter', 5)]!,
    },
    topics: target.topics.map(({ name, minIsr, unclean, replicationFactor, partitions }) => ({
      name,
      partitions,
      'replication-factor': replicationFactor,
      config: {
        'min.insync.replicas': minIsr,
        ...(unclean ? { 'unclean.leader.election.enable': true } : {}),
      },
    })),
    producers: target.producers.map((name) => ({
      name,
      config: producerConfig((what, bound) => pick(`${name} ${what}`, bound)),
      send: target.topics.map((topic) => loadOf(name, topic, pick, mendedAt)),
    })),
    consumers: target.consumers.map((name) => ({
      name,
      assign: target.topics.map((topic) => topic.name),
      'poll-every': [millis(100), millis(20), millis(700)][pick(`${name} polls`, 3)]!,
      config: consumerConfig((what, bound) => pick(`${name} ${what}`, bound)),
    })),
    timeline,
  };
  return { scenario, mendedAt, core, injected };
}

// ---- the cluster -----------------------------------------------------------------------------------------------------

interface SwarmTopic extends TargetTopic {
  readonly partitions: number;
}

interface SwarmTarget extends Target {
  readonly topics: readonly SwarmTopic[];
}

function targetOf(pick: Pick): SwarmTarget {
  const brokers = [3, 3, 3, 3, 4, 4, 5, 2][pick('brokers', 8)]!;
  const controllers = [3, 3, 3, 3, 5, 1][pick('controllers', 6)]!;
  const topics = TOPICS.slice(0, pick('topics', 4) === 0 ? 2 : 1).map((name): SwarmTopic => {
    const replicationFactor = Math.min(brokers, [3, 3, 3, 3, 2, 5][pick(`${name} replicas`, 6)]!);
    return {
      name,
      replicationFactor,
      minIsr: Math.min(replicationFactor, 1 + pick(`${name} min isr`, 2)),
      unclean: pick(`${name} unclean`, 10) === 0,
      partitions: 1 + pick(`${name} partitions`, 3),
    };
  });
  const producers = names('p', 1 + Math.floor(pick('producers', 3) / 2));
  const consumers = names('k', 1 + Math.floor(pick('consumers', 3) / 2));
  return {
    brokers: numbers(brokers).map(brokerName),
    controllers: numbers(controllers).map((n) => `c${n}`),
    producers,
    consumers,
    clients: [...producers, ...consumers],
    topics,
    partitions: topics.flatMap(({ name, partitions }) => numbers(partitions).map((n) => `${name}-${n - 1}`)),
  };
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, place) => place + 1);
}

function names(letter: string, count: number): string[] {
  return numbers(count).map((n) => `${letter}${n}`);
}

const TOPICS = ['orders', 'clicks'];

function serverConfig(pick: Pick): ConfigSection {
  const session = [9_000, 9_000, 3_000, 6_000][pick('session', 4)]!;
  const heartbeat = session === 3_000 ? 500 : 2_000;
  return {
    ...(pick('lag', 2) === 0 ? {} : { 'replica.lag.time.max.ms': [4_000, 1_500, 10_000][pick('lag time', 3)]! }),
    ...(session === 9_000 ? {} : { 'broker.session.timeout.ms': session, 'broker.heartbeat.interval.ms': heartbeat }),
    ...(pick('fetchers', 4) === 0 ? { 'num.replica.fetchers': 2 } : {}),
    ...(pick('checkpoint', 3) === 0 ? { 'replica.high.watermark.checkpoint.interval.ms': 1_000 } : {}),
    ...(pick('rebalance', 3) === 0 ? { 'leader.imbalance.check.interval.seconds': 5 } : {}),
    ...(pick('election timeout', 3) === 0
      ? { 'controller.quorum.election.timeout.ms': 500, 'controller.quorum.fetch.timeout.ms': 1_000 }
      : {}),
    ...(pick('fetch size', 5) === 0 ? { 'replica.fetch.max.bytes': 300 } : {}),
    ...(pick('unclean interval', 2) === 0 ? { 'unclean.leader.election.interval.ms': 3_000 } : {}),
  };
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

function loadOf(producer: string, topic: TargetTopic, pick: Pick, mendedAt: Micros) {
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
    ...(mine('key', 3) === 0 ? {} : { key: ['k{n}', 'k{n%7}'][mine('keys', 2)]! }),
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

function faultsOf(seed: number, pick: Pick, target: Target, to: Micros) {
  const lossy = pick('lossy', 2) === 0;
  // Of how many kinds a seed takes its mix: few, several, or many.
  const oneIn = [8, 5, 3][pick('density', 3)]!;
  const injected: Record<string, number> = {};
  const lines: TimelineLine[] = [];
  for (const kind of FAULT_KINDS) {
    const mine: Pick = (what, bound) => draw(seed, `fault ${kind.name} ${what}`, bound);
    injected[kind.name] = 0;
    if ((kind.lossy === true && !lossy) || mine('in', oneIn) > 0) continue;
    const times = 1 + mine('times', kind.most);
    for (let n = 0; n < times; n++) {
      const nth: Pick = (what, bound) => mine(`${n} ${what}`, bound);
      const at = SAFETY_FROM + nth('at', to - SAFETY_FROM);
      // Most faults are short, some outlast every timeout.
      const lasts = nth('long', 3) === 0 ? 500_000 + nth('lasts', 20_000_000) : 20_000 + nth('lasts', 2_000_000);
      const added = kind.lines(nth, target, { at, lasts, to }).filter((line) => (line.at ?? 0) < to);
      if (added.length > 0) injected[kind.name]!++;
      lines.push(...added);
    }
  }
  // The sort is stable: what a fault does first stays first. Lines that wait for a fact have no place of their own.
  return { lines: lines.sort((a, b) => (a.at ?? 0) - (b.at ?? 0)), injected };
}

function mended({ brokers, controllers, clients }: Target, at: Micros): TimelineLine[] {
  const servers = [...brokers, ...controllers];
  return [
    { at, heal: 'all' },
    { at, resume: [...servers, ...clients] },
    { at, 'slow-disk': { node: servers, factor: 1 } },
    { at, start: [...servers, ...clients] },
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
    return [...new Set(changed)].map((key) => ({
      at: at + RESTORED_AFTER,
      'alter-config': { topic: name, set: { [key]: original[key as keyof typeof original] } },
    }));
  });
}

/** Where the last eligible replica has lost its disk, or was forgotten, Kafka waits for a person: here is one. */
function helped({ partitions }: Target, injected: Readonly<Record<string, number>>, at: Micros): TimelineLine[] {
  const needed = FAULT_KINDS.some(
    ({ name, lossy, needsPerson }) => (lossy === true || needsPerson === true) && injected[name]! > 0,
  );
  // A reassignment that takes the place of another may name a replica to be added and removed: Kafka waits for ever.
  const reassigned = injected.reassignment! + injected['cancelled reassignment']!;
  return [
    ...(needed
      ? [{ at: at + HELPED_AFTER, 'elect-leaders': { type: 'unclean' as const, partitions: 'all' as const } }]
      : []),
    ...(reassigned > 1 ? [{ at: at + HELPED_AFTER, 'cancel-reassignment': [...partitions] }] : []),
  ];
}

function coreOf(pick: Pick, { brokers, topics }: SwarmTarget, mendedAt: Micros): Core {
  const none = { lost: null, dead: false, at: mendedAt };
  const spare = Math.min(...topics.map(({ replicationFactor, minIsr }) => replicationFactor - minIsr));
  // Whoever leads and sees no other broker is alone in the ISR: that has to be enough.
  const mayBeAlone = topics.every(({ minIsr }) => minIsr === 1);
  if (spare === 0 || brokers.length < 3 || pick('core', 2) > 0) return none;
  const dead = !mayBeAlone || pick('core dead', 2) === 0;
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
