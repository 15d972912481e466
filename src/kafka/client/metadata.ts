/**
 * What a client knows of the cluster, and when it asks again (org.apache.kafka.clients.Metadata, MetadataSnapshot,
 * ProducerMetadata, ConsumerMetadata; KIP-951 for leaders named in answers, KIP-899 for starting over).
 *
 * Leader epochs never go back: an answer from a broker that is behind leaves a partition as it was.
 */
import { emptyTable, get, has, remove, set, type Table, tableOf } from '../../base/table.ts';
import type { Micros } from '../../base/time.ts';
import { type ErrorName, errorOf } from '../errors.ts';
import type { KafkaEnv } from '../kinds.ts';
import type { CurrentLeader, MetadataResponse } from '../messages.ts';
import { partitionOf, type TopicPartition, topicOf, topicPartition } from '../topicPartition.ts';
import { exponentialBackoff } from './exponentialBackoff.ts';
import type { ClientSettings } from './settings.ts';

export interface BrokerInfo {
  /** -1, -2 … for bootstrap addresses. */
  readonly nodeId: number;
  readonly host: string;
}

export interface PartitionInfo {
  readonly topicPartition: TopicPartition;
  readonly index: number;
  /** -1: none. */
  readonly leaderId: number;
  /** -1: unknown. */
  readonly leaderEpoch: number;
  readonly errorCode: ErrorName;
}

export interface TopicInfo {
  readonly name: string;
  readonly topicId: string;
  /** By index. */
  readonly partitions: readonly PartitionInfo[];
}

export interface LeaderAndEpoch {
  readonly leader: BrokerInfo | null;
  readonly epoch: number | null;
}

export interface Metadata {
  readonly brokers: readonly BrokerInfo[];
  /** Only bootstrap addresses are known. */
  readonly isBootstrap: boolean;
  readonly controllerId: number;
  readonly topics: Table<TopicInfo>;
  readonly lastSeenLeaderEpochs: Table<number>;
  /** Topics the client asks about, and until when it does if they are not used. */
  readonly interest: Table<Micros>;
  readonly newTopics: readonly string[];
  /** Topics of the last answer that had an error. */
  readonly topicErrors: Table<ErrorName>;
  /** Counts answers. */
  readonly updateVersion: number;
  /** Counts changes of interest. */
  readonly requestVersion: number;
  readonly lastRefreshAt: Micros;
  readonly lastSuccessfulRefreshAt: Micros;
  /** Failed since the last answer. */
  readonly attempts: number;
  /** Answers in a row that brought nothing new: they are asked for less and less often. */
  readonly equivalentResponseCount: number;
  readonly needFullUpdate: boolean;
  readonly needPartialUpdate: boolean;
}

/** Before any run, so that the first request does not wait. */
const LONG_AGO: Micros = -1_000_000_000_000_000;

export function bootstrapMetadata(hosts: readonly string[]): Metadata {
  return {
    brokers: bootstrapBrokers(hosts),
    isBootstrap: true,
    controllerId: -1,
    topics: emptyTable(),
    lastSeenLeaderEpochs: emptyTable(),
    interest: emptyTable(),
    newTopics: [],
    topicErrors: emptyTable(),
    updateVersion: 1,
    requestVersion: 0,
    lastRefreshAt: LONG_AGO,
    lastSuccessfulRefreshAt: LONG_AGO,
    attempts: 0,
    equivalentResponseCount: 0,
    needFullUpdate: true,
    needPartialUpdate: false,
  };
}

/** Forgets the cluster but not the leader epochs seen. */
export function rebootstrap(metadata: Metadata, hosts: readonly string[]): Metadata {
  return {
    ...metadata,
    brokers: bootstrapBrokers(hosts),
    isBootstrap: true,
    topics: emptyTable(),
    updateVersion: metadata.updateVersion + 1,
    needFullUpdate: true,
  };
}

function bootstrapBrokers(hosts: readonly string[]): BrokerInfo[] {
  return hosts.map((host, place) => ({ nodeId: -1 - place, host }));
}

// ---- looking ------------------------------------------------------------------------------------------------------------

export function partitionInfo(metadata: Metadata, tp: TopicPartition): PartitionInfo | undefined {
  return get(metadata.topics, topicOf(tp))?.partitions[partitionOf(tp)];
}

export function brokerById(metadata: Metadata, nodeId: number): BrokerInfo | undefined {
  if (nodeId < 0) return undefined;
  for (const broker of metadata.brokers) if (broker.nodeId === nodeId) return broker;
  return undefined;
}

/** Whom the snapshot names as leader, if it is a broker the snapshot knows (MetadataSnapshot, Cluster.leaderFor). */
export function leaderFor(metadata: Metadata, tp: TopicPartition): BrokerInfo | undefined {
  const info = partitionInfo(metadata, tp);
  return info === undefined ? undefined : brokerById(metadata, info.leaderId);
}

/** The same, unless a newer epoch has been seen since: then the leader is not known. */
export function currentLeader(metadata: Metadata, tp: TopicPartition): LeaderAndEpoch {
  const seen = get(metadata.lastSeenLeaderEpochs, tp);
  const info = partitionInfo(metadata, tp);
  if (info === undefined || (seen !== undefined && info.leaderEpoch !== seen)) {
    return { leader: null, epoch: seen ?? null };
  }
  return {
    leader: brokerById(metadata, info.leaderId) ?? null,
    epoch: info.leaderEpoch < 0 ? null : info.leaderEpoch,
  };
}

export function updateRequested(metadata: Metadata): boolean {
  return metadata.needFullUpdate || metadata.needPartialUpdate;
}

/** The earliest time of the next request: at once when one was asked for, else when the snapshot is too old. */
export function nextUpdateAt(metadata: Metadata, settings: ClientSettings, env: KafkaEnv): Micros {
  const expiresAt = metadata.lastSuccessfulRefreshAt + settings.metadataMaxAge;
  if (!updateRequested(metadata)) return expiresAt;
  const { lastRefreshAt, attempts } = metadata;
  const equivalent = env.now >= expiresAt ? 0 : metadata.equivalentResponseCount;
  const rounds = Math.max(attempts - 1, equivalent - 1, 0);
  const { retryBackoff, retryBackoffMax } = settings;
  return lastRefreshAt + exponentialBackoff(retryBackoff, retryBackoffMax, rounds, env, `metadata ${lastRefreshAt}`);
}

// ---- asking -------------------------------------------------------------------------------------------------------------

export function requestUpdate(metadata: Metadata): Metadata {
  return metadata.needFullUpdate ? metadata : { ...metadata, needFullUpdate: true };
}

/** A position could not be looked up: the wait for answers that say the same is cut short. */
export function requestUpdateNow(metadata: Metadata): Metadata {
  return { ...metadata, needFullUpdate: true, equivalentResponseCount: 0 };
}

export function failedUpdate(metadata: Metadata, now: Micros): Metadata {
  return { ...metadata, lastRefreshAt: now, attempts: metadata.attempts + 1, equivalentResponseCount: 0 };
}

/** Says that a topic is in use. A topic that is new is asked for at once, alone. */
export function addTopic(metadata: Metadata, topic: string, until: Micros): Metadata {
  const interest = set(metadata.interest, topic, until);
  if (interest === metadata.interest) return metadata;
  if (has(metadata.interest, topic)) return { ...metadata, interest };
  return requestUpdateForNewTopics({ ...metadata, interest, newTopics: [...metadata.newTopics, topic] });
}

export function requestUpdateForTopic(metadata: Metadata, topic: string): Metadata {
  return metadata.newTopics.includes(topic) ? requestUpdateForNewTopics(metadata) : requestUpdate(metadata);
}

function requestUpdateForNewTopics(metadata: Metadata): Metadata {
  return {
    ...metadata,
    lastRefreshAt: LONG_AGO,
    needPartialUpdate: true,
    equivalentResponseCount: 0,
    requestVersion: metadata.requestVersion + 1,
  };
}

/** Which topics the next request names, and whether its answer is merged into the snapshot or replaces it. */
export function nextRequest(
  metadata: Metadata,
  settings: ClientSettings,
  now: Micros,
): { readonly topics: readonly string[]; readonly isPartial: boolean } {
  const fresh = metadata.lastSuccessfulRefreshAt + settings.metadataMaxAge > now;
  if (!metadata.needFullUpdate && fresh && metadata.newTopics.length > 0) {
    return { topics: metadata.newTopics, isPartial: true };
  }
  return { topics: metadata.interest.keys, isPartial: false };
}

// ---- learning -----------------------------------------------------------------------------------------------------------

export interface RequestInProgress {
  readonly requestVersion: number;
  readonly isPartial: boolean;
}

export function update(
  metadata: Metadata,
  request: RequestInProgress,
  response: MetadataResponse,
  now: Micros,
): Metadata {
  const interest = withoutIdle(metadata, now);
  const topics: [string, TopicInfo][] = [];
  const errors: [string, ErrorName][] = [];
  const epochs: [string, number][] = [];
  let isNews = false;
  let refreshAgain = false;
  for (const topic of response.topics) {
    if (!has(interest, topic.name)) continue;
    if (topic.errorCode !== 'NONE') {
      errors.push([topic.name, topic.errorCode]);
      refreshAgain ||= errorOf(topic.errorCode).invalidMetadata;
      continue;
    }
    const known = get(metadata.topics, topic.name);
    const isSameTopic = known === undefined || known.topicId === topic.topicId;
    const partitions: PartitionInfo[] = [];
    for (const partition of topic.partitions) {
      const tp = topicPartition(topic.name, partition.partitionIndex);
      refreshAgain ||= errorOf(partition.errorCode).invalidMetadata;
      const seen = isSameTopic ? get(metadata.lastSeenLeaderEpochs, tp) : undefined;
      const isStale = seen !== undefined && partition.leaderEpoch < seen;
      if (!isStale) {
        if (seen === undefined || partition.leaderEpoch > seen) isNews = true;
        epochs.push([tp, partition.leaderEpoch]);
      }
      partitions[partition.partitionIndex] = isStale ? asKnown(known, tp, seen) : partitionOfResponse(tp, partition);
    }
    topics.push([topic.name, { name: topic.name, topicId: topic.topicId, partitions }]);
  }
  const kept = request.isPartial
    ? entriesOf(metadata.topics, (name) => has(interest, name) && !isNamed(response, name))
    : [];
  return {
    ...metadata,
    brokers: response.brokers.map(({ nodeId, host }) => ({ nodeId, host })),
    isBootstrap: false,
    controllerId: response.controllerId,
    topics: tableOf([...kept, ...topics]),
    lastSeenLeaderEpochs: tableOf([
      ...entriesOf(metadata.lastSeenLeaderEpochs, (tp) => has(interest, topicOf(tp))),
      ...epochs,
    ]),
    interest,
    newTopics: metadata.newTopics.filter((topic) => !isNamed(response, topic)),
    topicErrors: tableOf(errors),
    updateVersion: metadata.updateVersion + 1,
    lastRefreshAt: now,
    lastSuccessfulRefreshAt: request.isPartial ? metadata.lastSuccessfulRefreshAt : now,
    attempts: 0,
    equivalentResponseCount: isNews ? 0 : metadata.equivalentResponseCount + 1,
    needFullUpdate: refreshAgain || (request.isPartial && metadata.needFullUpdate),
    needPartialUpdate: request.requestVersion < metadata.requestVersion,
  };
}

type PartitionOfResponse = MetadataResponse['topics'][number]['partitions'][number];

function partitionOfResponse(tp: TopicPartition, partition: PartitionOfResponse): PartitionInfo {
  const { partitionIndex: index, leaderId, leaderEpoch, errorCode } = partition;
  return { topicPartition: tp, index, leaderId, leaderEpoch, errorCode };
}

/** The answer is of the past: what is known stays, and what is not known (after starting over) has no leader. */
function asKnown(topic: TopicInfo | undefined, tp: TopicPartition, leaderEpoch: number): PartitionInfo {
  const index = partitionOf(tp);
  const unknown: PartitionInfo = {
    topicPartition: tp,
    index,
    leaderId: -1,
    leaderEpoch,
    errorCode: 'LEADER_NOT_AVAILABLE',
  };
  return topic?.partitions[index] ?? unknown;
}

function isNamed(response: MetadataResponse, topic: string): boolean {
  return response.topics.some(({ name }) => name === topic);
}

function entriesOf<V>(table: Table<V>, keep: (key: string) => boolean): [string, V][] {
  const kept: [string, V][] = [];
  for (let place = 0; place < table.keys.length; place++) {
    const key = table.keys[place]!;
    if (keep(key)) kept.push([key, table.values[place] as V]);
  }
  return kept;
}

/** metadata.max.idle.ms: a topic nobody used for so long is no longer asked for. */
function withoutIdle(metadata: Metadata, now: Micros): Table<Micros> {
  let { interest } = metadata;
  for (let place = 0; place < metadata.interest.keys.length; place++) {
    const topic = metadata.interest.keys[place]!;
    if (metadata.interest.values[place]! <= now && !metadata.newTopics.includes(topic))
      interest = remove(interest, topic);
  }
  return interest;
}

/** KIP-951: an answer named the new leader. Taken only with a newer epoch, and a broker that is known. */
export function updatePartitionLeadership(metadata: Metadata, tp: TopicPartition, leader: CurrentLeader): Metadata {
  const { leaderId, leaderEpoch } = leader;
  if (leaderId < 0 || leaderEpoch < 0) return metadata;
  const known = currentLeader(metadata, tp).epoch;
  if (known !== null && leaderEpoch <= known) return metadata;
  const topic = get(metadata.topics, topicOf(tp));
  const info = partitionInfo(metadata, tp);
  if (topic === undefined || info === undefined || brokerById(metadata, leaderId) === undefined) return metadata;
  const partitions = topic.partitions.slice();
  partitions[info.index] = { ...info, leaderId, leaderEpoch };
  return {
    ...metadata,
    topics: set(metadata.topics, topic.name, { ...topic, partitions }),
    lastSeenLeaderEpochs: set(metadata.lastSeenLeaderEpochs, tp, leaderEpoch),
  };
}

/** Another kind of answer carried a newer epoch: the snapshot's leader is then of the past. */
export function updateLastSeenEpochIfNewer(metadata: Metadata, tp: TopicPartition, leaderEpoch: number): Metadata {
  const seen = get(metadata.lastSeenLeaderEpochs, tp);
  if (seen === undefined || leaderEpoch <= seen) return metadata;
  return {
    ...metadata,
    lastSeenLeaderEpochs: set(metadata.lastSeenLeaderEpochs, tp, leaderEpoch),
    needFullUpdate: true,
  };
}

/** The leaders that two snapshots name differently; undefined when they agree. */
export function changedLeaders(
  before: Metadata,
  after: Metadata,
): Readonly<Record<TopicPartition, number>> | undefined {
  if (before.topics === after.topics) return undefined;
  let changed: Record<TopicPartition, number> | undefined;
  for (const topic of after.topics.values) {
    const known = get(before.topics, topic.name);
    if (known === topic) continue;
    for (const info of topic.partitions) {
      const was = known?.partitions[info.index];
      if (was !== undefined && was.leaderId === info.leaderId) continue;
      changed ??= {};
      changed[info.topicPartition] = info.leaderId;
    }
  }
  return changed;
}
