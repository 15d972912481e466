/**
 * What a client knows of the cluster, and when it asks again (org.apache.kafka.clients.Metadata, MetadataSnapshot,
 * ProducerMetadata, ConsumerMetadata; KIP-899 for starting over). How it learns is in metadataUpdate.ts.
 */
import type { Draft } from '../../base/draft.ts';
import { emptyTable, get, set, type Table } from '../../base/table.ts';
import type { Micros } from '../../base/time.ts';
import type { ErrorName } from '../errors.ts';
import type { KafkaEnv } from '../kinds.ts';
import { type TopicPartition, topicPartition } from '../topicPartition.ts';
import { exponentialBackoff } from './exponentialBackoff.ts';
import type { ClientSettings } from './settings.ts';

export interface BrokerInfo {
  /** -1, -2 … for bootstrap addresses. */
  readonly nodeId: number;
  readonly host: string;
  /** broker.rack */
  readonly rack: string | null;
}

export interface PartitionInfo {
  readonly topicPartition: TopicPartition;
  readonly index: number;
  /** -1: none. */
  readonly leaderId: number;
  /** -1: unknown. */
  readonly leaderEpoch: number;
  readonly errorCode: ErrorName;
  /** Those that are online. */
  readonly replicas: readonly number[];
}

export interface TopicInfo {
  readonly name: string;
  readonly topicId: string;
  /** By index. */
  readonly partitions: readonly PartitionInfo[];
}

/** A java.util.regex.Pattern. */
export interface TopicPattern {
  readonly text: string;
  /** exclude.internal.topics=false */
  readonly includesInternalTopics: boolean;
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
  /** Of all topics, by name. */
  readonly partitions: Table<PartitionInfo>;
  readonly lastSeenLeaderEpochs: Table<number>;
  /** Topics the client asks about, and until when it does if they are not used. */
  readonly interest: Table<Micros>;
  readonly newTopics: readonly string[];
  /** All topics are asked for, and those that match are kept besides; null: none. Of a consumer. */
  readonly pattern: TopicPattern | null;
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
    partitions: emptyTable(),
    lastSeenLeaderEpochs: emptyTable(),
    interest: emptyTable(),
    newTopics: [],
    pattern: null,
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

export function draftOfMetadata(metadata: Metadata): Draft<Metadata> {
  return {
    brokers: metadata.brokers,
    isBootstrap: metadata.isBootstrap,
    controllerId: metadata.controllerId,
    topics: metadata.topics,
    partitions: metadata.partitions,
    lastSeenLeaderEpochs: metadata.lastSeenLeaderEpochs,
    interest: metadata.interest,
    newTopics: metadata.newTopics,
    pattern: metadata.pattern,
    topicErrors: metadata.topicErrors,
    updateVersion: metadata.updateVersion,
    requestVersion: metadata.requestVersion,
    lastRefreshAt: metadata.lastRefreshAt,
    lastSuccessfulRefreshAt: metadata.lastSuccessfulRefreshAt,
    attempts: metadata.attempts,
    equivalentResponseCount: metadata.equivalentResponseCount,
    needFullUpdate: metadata.needFullUpdate,
    needPartialUpdate: metadata.needPartialUpdate,
  };
}

/** Forgets the cluster but not the leader epochs seen. */
export function rebootstrap(metadata: Metadata, hosts: readonly string[]): Metadata {
  const next = draftOfMetadata(metadata);
  next.brokers = bootstrapBrokers(hosts);
  next.isBootstrap = true;
  next.topics = emptyTable();
  next.partitions = emptyTable();
  next.updateVersion += 1;
  next.needFullUpdate = true;
  return next;
}

function bootstrapBrokers(hosts: readonly string[]): BrokerInfo[] {
  return hosts.map((host, place) => ({ nodeId: -1 - place, host, rack: null }));
}

// ---- looking ------------------------------------------------------------------------------------------------------------

/** Cluster.nodeIfOnline: a replica of this partition that is alive, as far as is known. */
export function replicaIfOnline(metadata: Metadata, tp: TopicPartition, nodeId: number): BrokerInfo | undefined {
  return partitionInfo(metadata, tp)?.replicas.includes(nodeId) ? brokerById(metadata, nodeId) : undefined;
}

export function partitionInfo(metadata: Metadata, tp: TopicPartition): PartitionInfo | undefined {
  return get(metadata.partitions, tp);
}

/** Its name; the one string that the snapshot has for it, if it is known. */
export function partitionName(metadata: Metadata, topic: string, index: number): TopicPartition {
  return get(metadata.topics, topic)?.partitions[index]?.topicPartition ?? topicPartition(topic, index);
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

/** A request on its way: what was of interest then, and whether its answer is merged into the snapshot. */
export interface RequestInProgress {
  readonly requestVersion: number;
  readonly isPartial: boolean;
}

// ---- asking -------------------------------------------------------------------------------------------------------------

export function requestUpdate(metadata: Metadata): Metadata {
  if (metadata.needFullUpdate) return metadata;
  const next = draftOfMetadata(metadata);
  next.needFullUpdate = true;
  return next;
}

/** A position could not be looked up: the wait for answers that say the same is cut short. */
export function requestUpdateNow(metadata: Metadata): Metadata {
  const next = draftOfMetadata(metadata);
  next.needFullUpdate = true;
  next.equivalentResponseCount = 0;
  return next;
}

export function failedUpdate(metadata: Metadata, now: Micros): Metadata {
  const next = draftOfMetadata(metadata);
  next.lastRefreshAt = now;
  next.attempts += 1;
  next.equivalentResponseCount = 0;
  return next;
}

/** Interest is renewed this seldom: a topic in steady use does not change the metadata with every record. */
const RENEWAL: Micros = 1_000_000;

/** Says that a topic is in use. A topic that is new is asked for at once, alone. */
export function addTopic(metadata: Metadata, topic: string, until: Micros): Metadata {
  const known = get(metadata.interest, topic);
  if (known !== undefined && until < known + RENEWAL) return metadata;
  const next = draftOfMetadata(metadata);
  next.interest = set(metadata.interest, topic, until);
  if (known !== undefined) return next;
  next.newTopics = [...metadata.newTopics, topic];
  return requestUpdateForNewTopics(next);
}

export function requestUpdateForTopic(metadata: Metadata, topic: string): Metadata {
  return metadata.newTopics.includes(topic) ? requestUpdateForNewTopics(metadata) : requestUpdate(metadata);
}

function requestUpdateForNewTopics(metadata: Metadata): Metadata {
  const next = draftOfMetadata(metadata);
  next.lastRefreshAt = LONG_AGO;
  next.needPartialUpdate = true;
  next.equivalentResponseCount = 0;
  next.requestVersion += 1;
  return next;
}

/** Which topics the next request names, and whether its answer is merged into the snapshot or replaces it. */
export function nextRequest(
  metadata: Metadata,
  settings: ClientSettings,
  now: Micros,
): { readonly topics: readonly string[] | null; readonly isPartial: boolean } {
  if (metadata.pattern !== null) return { topics: null, isPartial: false };
  const fresh = metadata.lastSuccessfulRefreshAt + settings.metadataMaxAge > now;
  if (!metadata.needFullUpdate && fresh && metadata.newTopics.length > 0) {
    return { topics: metadata.newTopics, isPartial: true };
  }
  return { topics: metadata.interest.keys, isPartial: false };
}
