/**
 * How a client learns of the cluster: from Metadata answers, and from other answers that name a leader or an epoch
 * (org.apache.kafka.clients.Metadata.update, updatePartitionLeadership, updateLastSeenEpochIfNewer; KIP-951).
 *
 * Leader epochs never go back: an answer from a broker that is behind leaves a partition as it was.
 */
import { get, has, remove, set, type Table, tableOf } from '../../base/table.ts';
import type { Micros } from '../../base/time.ts';
import { type ErrorName, errorOf } from '../errors.ts';
import type { CurrentLeader, MetadataResponse } from '../messages.ts';
import { partitionOf, type TopicPartition, topicOf, topicPartition } from '../topicPartition.ts';
import { isInternalTopic, matchesPattern } from '../topicPattern.ts';
import {
  brokerById,
  currentLeader,
  draftOfMetadata,
  type Metadata,
  type PartitionInfo,
  partitionInfo,
  type RequestInProgress,
  type TopicInfo,
} from './metadata.ts';
import { addressName } from './names.ts';

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
    if (!has(interest, topic.name) && !retains(metadata, topic.name)) continue;
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
    // A broker with ZooKeeper may have heard of some partitions of a topic and not of those before them.
    for (let index = 0; index < partitions.length; index++) {
      partitions[index] ??= asKnown(known, topicPartition(topic.name, index), -1);
    }
    topics.push([topic.name, { name: topic.name, topicId: topic.topicId, partitions }]);
  }
  const kept = request.isPartial
    ? entriesOf(metadata.topics, (name) => has(interest, name) && !isNamed(response, name))
    : [];
  const all = [...kept, ...topics];
  return {
    brokers: response.brokers.map(({ nodeId, host, port, rack }) => ({ nodeId, host: addressName(host, port), rack })),
    isBootstrap: false,
    controllerId: response.controllerId,
    topics: tableOf(all),
    partitions: partitionsOf(all),
    lastSeenLeaderEpochs: tableOf([
      ...entriesOf(metadata.lastSeenLeaderEpochs, (tp) => has(interest, topicOf(tp)) || retains(metadata, topicOf(tp))),
      ...epochs,
    ]),
    interest,
    newTopics: metadata.newTopics.filter((topic) => !isNamed(response, topic)),
    pattern: metadata.pattern,
    topicErrors: tableOf(errors),
    updateVersion: metadata.updateVersion + 1,
    requestVersion: metadata.requestVersion,
    lastRefreshAt: now,
    lastSuccessfulRefreshAt: request.isPartial ? metadata.lastSuccessfulRefreshAt : now,
    attempts: 0,
    equivalentResponseCount: isNews ? 0 : metadata.equivalentResponseCount + 1,
    needFullUpdate: refreshAgain || (request.isPartial && metadata.needFullUpdate),
    needPartialUpdate: request.requestVersion < metadata.requestVersion,
  };
}

/** ConsumerMetadata.retainTopic */
function retains({ pattern }: Metadata, topic: string): boolean {
  if (pattern === null || (isInternalTopic(topic) && !pattern.includesInternalTopics)) return false;
  return matchesPattern(pattern.text, topic);
}

function partitionsOf(topics: readonly (readonly [string, TopicInfo])[]): Table<PartitionInfo> {
  const entries: [string, PartitionInfo][] = [];
  for (const [, { partitions }] of topics) for (const info of partitions) entries.push([info.topicPartition, info]);
  return tableOf(entries);
}

type PartitionOfResponse = MetadataResponse['topics'][number]['partitions'][number];

function partitionOfResponse(tp: TopicPartition, partition: PartitionOfResponse): PartitionInfo {
  const { partitionIndex: index, leaderId, leaderEpoch, errorCode } = partition;
  const replicas = partition.replicaNodes.filter((id) => !partition.offlineReplicas.includes(id));
  return { topicPartition: tp, index, leaderId, leaderEpoch, errorCode, replicas };
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
    replicas: [],
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
  const { index, errorCode, replicas } = info;
  const led: PartitionInfo = { topicPartition: tp, index, leaderId, leaderEpoch, errorCode, replicas };
  partitions[index] = led;
  const next = draftOfMetadata(metadata);
  next.topics = set(metadata.topics, topic.name, { ...topic, partitions });
  next.partitions = set(metadata.partitions, tp, led);
  next.lastSeenLeaderEpochs = set(metadata.lastSeenLeaderEpochs, tp, leaderEpoch);
  return next;
}

/** Another kind of answer carried a newer epoch: the snapshot's leader is then of the past. */
export function updateLastSeenEpochIfNewer(metadata: Metadata, tp: TopicPartition, leaderEpoch: number): Metadata {
  const seen = get(metadata.lastSeenLeaderEpochs, tp);
  if (seen === undefined || leaderEpoch <= seen) return metadata;
  const next = draftOfMetadata(metadata);
  next.lastSeenLeaderEpochs = set(metadata.lastSeenLeaderEpochs, tp, leaderEpoch);
  next.needFullUpdate = true;
  return next;
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
