/**
 * The handling of one event: the state as it is so far, and where effects go. It lives as long as the event and is not
 * part of any state; inside it `state` moves from one frozen value to the next.
 */
import { present } from '../../base/assert.ts';
import type { Draft } from '../../base/draft.ts';
import { get, placeOf, set } from '../../base/table.ts';
import { type Micros, millis } from '../../base/time.ts';
import type { KafkaEnv, KafkaOut } from '../kinds.ts';
import { type BrokerRegistration, brokerOf } from '../metadata/image.ts';
import type { Partition } from '../replication/partition.ts';
import type { TopicPartition } from '../topicPartition.ts';
import { type BrokerState, type ChannelItem, draftOf } from './state.ts';
import type { ZooKeeperHosts } from './zk/hosts.ts';

export interface Work {
  /** Read from it at any time; written through the functions below alone. */
  state: BrokerState;
  readonly env: KafkaEnv;
  readonly out: KafkaOut;
  /** Connections whose parked request was answered: what waits behind it is handled before the event ends. */
  readonly released: number[];
  /** Requests to the controller that have waited too long. */
  readonly givenUp: ChannelItem[];
  /**
   * Partitions whose parked requests may be answerable now, as they were when that was noticed: looked at when the event
   * is handled (org.apache.kafka.server.DelayedActionQueue).
   */
  readonly actionQueue: Partition[];
  /** Where the metadata is in ZooKeeper: this broker as its client and its controller see it; made when it is wanted. */
  hosts: ZooKeeperHosts | undefined;
  readonly hostsOf: (work: Work) => ZooKeeperHosts;
  /** The state, and in it the values of the table of partitions, are this event's own copies: an event copies each at most once. */
  ownsState: boolean;
  ownsPartitions: boolean;
}

export function run(
  state: BrokerState,
  env: KafkaEnv,
  out: KafkaOut,
  act: (work: Work) => void,
  hostsOf: (work: Work) => ZooKeeperHosts = () => present<ZooKeeperHosts>(undefined, 'ZooKeeper'),
): Work {
  const work: Work = {
    state,
    env,
    out,
    released: [],
    givenUp: [],
    actionQueue: [],
    hosts: undefined,
    hostsOf,
    ownsState: false,
    ownsPartitions: false,
  };
  act(work);
  return work;
}

function draft(work: Work): Draft<BrokerState> {
  if (!work.ownsState) {
    work.state = draftOf(work.state);
    work.ownsState = true;
  }
  return work.state;
}

export function update(work: Work, change: Partial<BrokerState>): void {
  Object.assign(draft(work), change);
}

export function brokerId(work: Work): number {
  return work.state.setup.nodeId;
}

export function configNumber(work: Work, name: string): number {
  return work.state.config[name] as number;
}

export function configMicros(work: Work, name: string): Micros {
  return millis(configNumber(work, name));
}

export function configFlag(work: Work, name: string): boolean {
  return work.state.config[name] as boolean;
}

export function nextCorrelationId(work: Work): number {
  const { nextCorrelationId: correlationId } = work.state;
  draft(work).nextCorrelationId = correlationId + 1;
  return correlationId;
}

export function hostedPartition(work: Work, tp: TopicPartition): Partition | undefined {
  return get(work.state.partitions, tp);
}

export function setPartition(work: Work, partition: Partition): void {
  const { topicPartition } = partition;
  const { partitions } = work.state;
  const place = placeOf(partitions, topicPartition);
  if (work.ownsPartitions && place !== undefined) {
    (partitions.values as Partition[])[place] = partition;
    return;
  }
  const changed = set(partitions, topicPartition, partition);
  if (changed === partitions) return;
  draft(work).partitions = changed;
  work.ownsPartitions = true;
}

export function setConnections(work: Work, connections: BrokerState['connections']): void {
  draft(work).connections = connections;
}

export function setFetchSessions(work: Work, fetchSessions: BrokerState['fetchSessions']): void {
  draft(work).fetchSessions = fetchSessions;
}

export function setFetchers(work: Work, fetchers: BrokerState['fetchers']): void {
  draft(work).fetchers = fetchers;
}

// ---- KRaftMetadataCache ----------------------------------------------------------------------------------------------

export function registration(work: Work, id: number): BrokerRegistration | undefined {
  return brokerOf(work.state.image, id);
}

/** Alive means registered and not fenced. */
export function aliveBrokerEpoch(work: Work, id: number): number | undefined {
  const broker = registration(work, id);
  return broker === undefined || broker.fenced ? undefined : broker.epoch;
}

/** The node's name on the network. */
export function hostOf(work: Work, id: number): string | undefined {
  return registration(work, id)?.listeners[0]?.host;
}
