/**
 * Which topics a consumer keeps itself informed of (org.apache.kafka.clients.consumer.internals.ConsumerMetadata): what it
 * is subscribed to, what its group is, and what its pattern may match.
 */
import { isSameList } from '../../base/lists.ts';
import { get, has, type Table, tableOf } from '../../base/table.ts';
import type { Micros } from '../../base/time.ts';
import { draftOfMetadata, type PartitionInfo as KnownPartition, type Metadata } from '../client/metadata.ts';
import { matchesPattern } from '../topicPattern.ts';
import type { PartitionInfo } from './assignor/subscription.ts';
import type { ConsumerRun } from './state.ts';
import { metadataTopics, type SubscriptionInfo } from './subscription.ts';

const FOR_EVER: Micros = Number.MAX_SAFE_INTEGER;
/** As when nothing was ever asked for: the next request need not wait. */
const LONG_AGO: Micros = -1_000_000_000_000_000;

/** What `run.subscription` says is asked about from now on; a topic that is new, at once. */
export function retainTopics(run: ConsumerRun): void {
  const { subscription, settings, client } = run;
  const { metadata } = client;
  const topics = metadataTopics(subscription);
  const text = subscription.type === 'AUTO_PATTERN' ? subscription.pattern : null;
  const isNewPattern = text !== (metadata.pattern?.text ?? null);
  if (isSameList(topics, metadata.interest.keys) && !isNewPattern) return;
  const next = draftOfMetadata(metadata);
  next.interest = interestIn(topics);
  if (isNewPattern) {
    next.pattern = text === null ? null : { text, includesInternalTopics: !settings.excludesInternalTopics };
  }
  client.metadata = next;
  if (isNewPattern || topics.some((topic) => !has(metadata.interest, topic))) requestUpdateForNewTopics(run);
}

function interestIn(topics: readonly string[]): Table<Micros> {
  return tableOf(topics.map((topic) => [topic, FOR_EVER] as const));
}

/** Metadata.requestUpdateForNewTopics; a consumer asks for all it wants, new or not. */
export function requestUpdateForNewTopics({ client }: ConsumerRun): void {
  const next = draftOfMetadata(client.metadata);
  next.lastRefreshAt = LONG_AGO;
  next.needPartialUpdate = true;
  next.equivalentResponseCount = 0;
  next.requestVersion += 1;
  client.metadata = next;
}

/** Topics there are that match the pattern of a subscription. */
export function matchingTopics({ topics }: Metadata, { pattern }: SubscriptionInfo): readonly string[] {
  if (pattern === null) return [];
  return topics.keys.filter((topic) => matchesPattern(pattern, topic));
}

/** A topic's partitions with the racks of their replicas, as an assignor wants them. None: the topic is not known. */
export function partitionInfos(metadata: Metadata, topic: string): readonly PartitionInfo[] {
  const known = get(metadata.topics, topic);
  if (known === undefined) return [];
  return known.partitions.map((info) => ({
    partition: info.topicPartition,
    replicaRacks: info.replicas.map((id) => rackOf(metadata, id)),
  }));
}

/** Cluster.partitionsForTopic and the racks that MetadataSnapshot compares, where the client has one. */
export function describePartitions(metadata: Metadata, topics: readonly string[], hasRack: boolean): string {
  const words: string[] = [];
  for (const topic of topics) {
    const known = get(metadata.topics, topic);
    if (known === undefined) {
      words.push(`${topic} 0`);
      continue;
    }
    const racks = hasRack ? ` ${known.partitions.map((info) => racksOf(metadata, info)).join(';')}` : '';
    words.push(`${topic} ${known.partitions.length}${racks}`);
  }
  return words.join(', ');
}

function racksOf(metadata: Metadata, { replicas }: KnownPartition): string {
  const racks = new Set<string>();
  for (const id of replicas) {
    const rack = rackOf(metadata, id);
    if (rack !== null) racks.add(rack);
  }
  return [...racks].sort().join('|');
}

function rackOf({ brokers }: Metadata, nodeId: number): string | null {
  for (const broker of brokers) if (broker.nodeId === nodeId) return broker.rack;
  return null;
}
