/** The cluster of a seed: how many servers in which roles, formatted with which features, with which settings and topics. */
import { seconds } from '../base/time.ts';
import { brokerName, type Scenario } from '../scenario/scenario.ts';
import type { ConfigSection } from '../scenario/schema.ts';
import type { Pick, SwarmEra, Target, TargetTopic } from './faults/index.ts';
import { type Cleanup, cleanupOf, cleanupServerConfig } from './swarmCleanup.ts';
import { groupServerConfig, membersOf } from './swarmGroups.ts';
import { zooKeeperCluster, zooKeepersOf } from './swarmZooKeeper.ts';

export interface SwarmTopic extends TargetTopic {
  readonly partitions: number;
  readonly cleanup: Cleanup;
}

export interface SwarmTarget extends Target {
  readonly era: SwarmEra;
  readonly topics: readonly SwarmTopic[];
  /** Controllers that are none of the first voters. */
  readonly spares: readonly string[];
  /** They write snapshots of the metadata often, and keep no log before them. */
  readonly snapshots: boolean;
}

/** When the log has been cleaned for the first time: who starts now begins with a snapshot. */
const LATE_START = seconds(62);
/** Where brokers are controllers too, these are all of them, or the first three of more. */
const MOST_COMBINED = 3;

export function targetOf(pick: Pick, era: SwarmEra): SwarmTarget {
  if (era === 'zookeeper') return { ...quorumTarget(pick, era), controllers: zooKeepersOf(pick), ...NO_QUORUM };
  return quorumTarget(pick, era);
}

const NO_QUORUM = { spares: [], combined: false, voterChanges: false, snapshots: false } as const;

function quorumTarget(pick: Pick, era: SwarmEra): SwarmTarget {
  const brokers = [3, 3, 3, 3, 4, 4, 5, 2][pick('brokers', 8)]!;
  const combined = pick('combined', 6) === 0;
  const controllers = combined ? Math.min(brokers, MOST_COMBINED) : [3, 3, 3, 3, 5, 1][pick('controllers', 6)]!;
  const voterChanges = pick('kraft.version', 4) === 0;
  const spares = voterChanges && !combined ? pick('spare controllers', 3) : 0;
  const topics = TOPICS.slice(0, pick('topics', 4) === 0 ? 2 : 1).map((name): SwarmTopic => {
    const replicationFactor = Math.min(brokers, [3, 3, 3, 3, 2, 5][pick(`${name} replicas`, 6)]!);
    return {
      name,
      replicationFactor,
      minIsr: Math.min(replicationFactor, 1 + pick(`${name} min isr`, 2)),
      unclean: pick(`${name} unclean`, 10) === 0,
      partitions: 1 + pick(`${name} partitions`, 3),
      cleanup: cleanupOf(pick, name),
    };
  });
  const producers = names('p', 1 + Math.floor(pick('producers', 3) / 2));
  const consumers = names('k', 1 + Math.floor(pick('consumers', 3) / 2));
  const members = membersOf(pick);
  return {
    era,
    brokers: numbers(brokers).map(brokerName),
    controllers: numbers(controllers + spares).map((n) => (combined ? brokerName(n) : `c${n}`)),
    spares: numbers(spares).map((n) => `c${controllers + n}`),
    combined,
    voterChanges,
    snapshots: pick('snapshots', 6) === 0,
    producers,
    consumers,
    members,
    clients: [...producers, ...consumers, ...members],
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

export function clusterOf(pick: Pick, target: SwarmTarget): Scenario['cluster'] {
  const { voterChanges, era } = target;
  const features = {
    ...(pick('elr off', 4) === 0 ? { 'eligible.leader.replicas.version': 0 } : {}),
    ...(voterChanges ? { 'kraft.version': 1 } : {}),
  };
  const config = {
    ...serverConfig(pick, era),
    ...cleanupServerConfig(target.topics.map(({ cleanup }) => cleanup)),
    ...(target.members.length > 0 ? groupServerConfig(pick, target.brokers.length, era) : {}),
    ...(target.snapshots ? snapshotConfig(pick) : {}),
    ...(voterChanges && pick('auto join', 3) === 0 ? { 'controller.quorum.auto.join.enable': true } : {}),
  };
  if (era === 'zookeeper') return zooKeeperCluster(pick, target, config);
  return { ...rolesOf(target), config, ...(Object.keys(features).length > 0 ? { features } : {}) };
}

function rolesOf({ brokers, controllers, spares, combined, snapshots }: SwarmTarget) {
  if (combined && brokers.length === controllers.length)
    return { controllers: 0, brokers: 0, combined: brokers.length };
  if (combined) {
    const both: ('broker' | 'controller')[] = ['broker', 'controller'];
    return {
      controllers: 0,
      brokers: brokers.map((name, place) => ({
        id: place + 1,
        ...(controllers.includes(name) ? { roles: both } : {}),
      })),
    };
  }
  if (spares.length === 0) return { controllers: controllers.length, brokers: brokers.length };
  return {
    controllers: controllers.map((name, place) => ({
      id: place + 1,
      ...(spares.includes(name) ? { voter: false, ...(snapshots ? { start: LATE_START } : {}) } : {}),
    })),
    brokers: brokers.length,
  };
}

/** Nobody waits for the log to grow by 20 MB, and what a snapshot replaces is deleted as soon as it may. */
function snapshotConfig(pick: Pick): ConfigSection {
  return {
    'metadata.log.max.record.bytes.between.snapshots': [800, 1_600, 4_000][pick('snapshot bytes', 3)]!,
    'metadata.max.retention.bytes': 0,
  };
}

function serverConfig(pick: Pick, era: SwarmEra): ConfigSection {
  const hasQuorum = era === 'kraft';
  const session = [9_000, 9_000, 3_000, 6_000][pick('session', 4)]!;
  const heartbeat = session === 3_000 ? 500 : 2_000;
  return {
    ...(pick('lag', 2) === 0 ? {} : { 'replica.lag.time.max.ms': [4_000, 1_500, 10_000][pick('lag time', 3)]! }),
    ...(session === 9_000 || !hasQuorum
      ? {}
      : { 'broker.session.timeout.ms': session, 'broker.heartbeat.interval.ms': heartbeat }),
    ...(pick('fetchers', 4) === 0 ? { 'num.replica.fetchers': 2 } : {}),
    ...(pick('checkpoint', 3) === 0 ? { 'replica.high.watermark.checkpoint.interval.ms': 1_000 } : {}),
    ...(pick('rebalance', 3) === 0 ? { 'leader.imbalance.check.interval.seconds': 5 } : {}),
    ...(pick('election timeout', 3) === 0 && hasQuorum
      ? { 'controller.quorum.election.timeout.ms': 500, 'controller.quorum.fetch.timeout.ms': 1_000 }
      : {}),
    ...(pick('fetch size', 5) === 0 ? { 'replica.fetch.max.bytes': 300 } : {}),
    ...(pick('unclean interval', 2) === 0 && hasQuorum ? { 'unclean.leader.election.interval.ms': 3_000 } : {}),
  };
}
