/**
 * The image of the metadata log (org.apache.kafka.image.MetadataImage) and `replay`, the one function by which every
 * controller and every broker turns a record into state. Nothing else changes an image.
 *
 * *Simplified:* one image for what Kafka keeps twice, in the controller's timeline structures and in the broker's image;
 * no ACLs, quotas, SCRAM or delegation tokens; metadata transactions (KIP-868) are not opened.
 */
import { present } from '../../base/assert.ts';
import { emptyTable, get, mapTable, remove, set, type Table } from '../../base/table.ts';
import type { ConfigValue } from '../config/definitions.ts';
import type { Config } from '../kinds.ts';
import type { ControlRecord, MetadataEntry, MetadataRecord } from '../records.ts';
import { partitionOf, type TopicPartition, topicOf, topicPartition } from '../topicPartition.ts';
import { type BrokerRegistration, brokerRegistration, changeRegistration } from './brokerRegistration.ts';
import { type ConfigurationsImage, replayConfig, resourceKey, topicConfigIn } from './configurationsImage.ts';
import { merge, type PartitionRegistration, partitionRegistration } from './partitionRegistration.ts';

export type { BrokerRegistration } from './brokerRegistration.ts';
export type { PartitionRegistration } from './partitionRegistration.ts';

export interface TopicImage {
  readonly name: string;
  readonly topicId: string;
  /** By partition number. */
  readonly partitions: readonly PartitionRegistration[];
}

export interface MetadataImage {
  /** The last offset replayed; -1 before the first. */
  readonly offset: number;
  readonly epoch: number;
  /** By broker id, as text. */
  readonly brokers: Table<BrokerRegistration>;
  /** By name. */
  readonly topics: Table<TopicImage>;
  /** Topic id to name. */
  readonly topicNames: Table<string>;
  readonly configs: ConfigurationsImage;
  /** Finalized feature levels. */
  readonly features: Table<number>;
  readonly nextProducerId: number;
}

const EMPTY: MetadataImage = {
  offset: -1,
  epoch: 0,
  brokers: emptyTable(),
  topics: emptyTable(),
  topicNames: emptyTable(),
  configs: emptyTable(),
  features: emptyTable(),
  nextProducerId: 0,
};

export function emptyImage(): MetadataImage {
  return EMPTY;
}

interface Replayed {
  readonly record: MetadataRecord | ControlRecord;
  readonly offset: number;
  readonly epoch: number;
  readonly image: MetadataImage;
}

/**
 * Every node of a cluster replays the same records over the same images, so the last answer for an image is remembered:
 * a hundred brokers then share one image and the time to make it. A cache of a pure function, never read as state.
 */
const REPLAYED = new WeakMap<MetadataImage, Replayed>();

/** Records of the quorum itself (LeaderChangeMessage …) change nothing but the offset. */
export function replay(
  image: MetadataImage,
  record: MetadataRecord | ControlRecord,
  offset: number,
  epoch: number = image.epoch,
): MetadataImage {
  const known = REPLAYED.get(image);
  if (known !== undefined && known.record === record && known.offset === offset && known.epoch === epoch) {
    return known.image;
  }
  const next = { ...applyRecord(image, record, offset), offset, epoch };
  REPLAYED.set(image, { record, offset, epoch, image: next });
  return next;
}

export function replayEntry(image: MetadataImage, entry: MetadataEntry): MetadataImage {
  return replay(image, entry.record, entry.offset, entry.epoch);
}

export function replayEntries(image: MetadataImage, entries: readonly MetadataEntry[]): MetadataImage {
  return entries.reduce(replayEntry, image);
}

function applyRecord(image: MetadataImage, record: MetadataRecord | ControlRecord, offset: number): MetadataImage {
  switch (record.type) {
    case 'RegisterBrokerRecord':
      return withBroker(image, brokerRegistration(record, offset));
    case 'UnregisterBrokerRecord':
      return { ...image, brokers: remove(image.brokers, `${record.brokerId}`) };
    case 'BrokerRegistrationChangeRecord': {
      const registration = present(brokerOf(image, record.brokerId), `broker ${record.brokerId}`);
      return withBroker(image, changeRegistration(registration, record));
    }
    case 'TopicRecord':
      return {
        ...image,
        topics: set(image.topics, record.name, { name: record.name, topicId: record.topicId, partitions: [] }),
        topicNames: set(image.topicNames, record.topicId, record.name),
      };
    case 'RemoveTopicRecord': {
      const name = topicNameOf(image, record.topicId);
      return {
        ...image,
        topics: remove(image.topics, name),
        topicNames: remove(image.topicNames, record.topicId),
        configs: remove(image.configs, resourceKey('TOPIC', name)),
      };
    }
    case 'PartitionRecord':
      return withPartition(image, record.topicId, record.partitionId, partitionRegistration(record));
    case 'PartitionChangeRecord': {
      const topic = topicById(image, record.topicId);
      const partition = present(topic.partitions[record.partitionId], `${topic.name}-${record.partitionId}`);
      return withPartition(image, record.topicId, record.partitionId, merge(partition, record));
    }
    case 'ClearElrRecord':
      if (record.topicName === '') return { ...image, topics: mapTable(image.topics, withoutElr) };
      return {
        ...image,
        topics: set(
          image.topics,
          record.topicName,
          withoutElr(present(get(image.topics, record.topicName), record.topicName)),
        ),
      };
    case 'ConfigRecord':
      return { ...image, configs: replayConfig(image.configs, record) };
    case 'FeatureLevelRecord':
      return {
        ...image,
        features:
          record.featureLevel === 0
            ? remove(image.features, record.name)
            : set(image.features, record.name, record.featureLevel),
      };
    case 'ProducerIdsRecord':
      return { ...image, nextProducerId: record.nextProducerId };
    default:
      return image;
  }
}

function withBroker(image: MetadataImage, registration: BrokerRegistration): MetadataImage {
  return { ...image, brokers: set(image.brokers, `${registration.id}`, registration) };
}

function withPartition(
  image: MetadataImage,
  topicId: string,
  partitionId: number,
  partition: PartitionRegistration,
): MetadataImage {
  const topic = topicById(image, topicId);
  const partitions = topic.partitions.slice();
  partitions[partitionId] = partition;
  return { ...image, topics: set(image.topics, topic.name, { ...topic, partitions }) };
}

/** Counts as a change of the partition, for the controller and the brokers alike. */
function withoutElr(topic: TopicImage): TopicImage {
  const hasElr = ({ elr, lastKnownElr }: PartitionRegistration): boolean => elr.length + lastKnownElr.length > 0;
  if (!topic.partitions.some(hasElr)) return topic;
  const partitions = topic.partitions.map((partition) =>
    hasElr(partition) ? merge(partition, { eligibleLeaderReplicas: [], lastKnownElr: [] }) : partition,
  );
  return { ...topic, partitions };
}

// ---- looking up ------------------------------------------------------------------------------------------------------

export function brokerOf(image: MetadataImage, brokerId: number): BrokerRegistration | undefined {
  return get(image.brokers, `${brokerId}`);
}

export function topicByName(image: MetadataImage, topic: string): TopicImage | undefined {
  return get(image.topics, topic);
}

export function topicNameOf(image: MetadataImage, topicId: string): string {
  return present(get(image.topicNames, topicId), `topic ${topicId}`);
}

export function topicById(image: MetadataImage, topicId: string): TopicImage {
  return present(get(image.topics, topicNameOf(image, topicId)), topicId);
}

/** Empty for a topic that does not exist. */
export function partitionsOf(image: MetadataImage, topic: string): readonly PartitionRegistration[] {
  return get(image.topics, topic)?.partitions ?? [];
}

export function partitionAt(image: MetadataImage, partition: TopicPartition): PartitionRegistration | undefined {
  return get(image.topics, topicOf(partition))?.partitions[partitionOf(partition)];
}

export function featureLevel(image: MetadataImage, feature: string): number {
  return get(image.features, feature) ?? 0;
}

/** KIP-966 is on from the first record of a new 4.x cluster. */
export function isElrEnabled(image: MetadataImage): boolean {
  return featureLevel(image, 'eligible.leader.replicas.version') > 0;
}

/** The value in force. `brokerConfig` is the resolved config of the server that asks; `nodeId` is that server. */
export function topicConfig(
  image: MetadataImage,
  topic: string,
  name: string,
  brokerConfig: Config,
  nodeId?: number,
): ConfigValue {
  return topicConfigIn(image.configs, topic, name, brokerConfig, nodeId);
}

/** Kafka caps min.insync.replicas at the replication factor (ReplicationControlManager.getTopicEffectiveMinIsr). */
export function effectiveMinIsr(image: MetadataImage, topic: string, brokerConfig: Config, nodeId?: number): number {
  const configured = topicConfig(image, topic, 'min.insync.replicas', brokerConfig, nodeId) as number;
  return Math.min(configured, partitionsOf(image, topic)[0]?.replicas.length ?? configured);
}

// ---- what changed ----------------------------------------------------------------------------------------------------

export interface PartitionDelta {
  readonly topicPartition: TopicPartition;
  readonly topicId: string;
  /** Undefined: the partition is new. */
  readonly before: PartitionRegistration | undefined;
  /** Undefined: the partition is gone. */
  readonly after: PartitionRegistration | undefined;
}

/** The partitions that `records` moved from `before` to `after`, each once, in the order of the records. */
export function changedPartitions(
  before: MetadataImage,
  after: MetadataImage,
  records: Iterable<MetadataRecord | ControlRecord>,
): PartitionDelta[] {
  const seen = new Set<string>();
  const deltas: PartitionDelta[] = [];
  const look = (topicId: string, partitionId: number): void => {
    const key = `${topicId}:${partitionId}`;
    if (seen.has(key)) return;
    seen.add(key);
    const [was, is] = [topicWithId(before, topicId), topicWithId(after, topicId)];
    const [from, to] = [was?.partitions[partitionId], is?.partitions[partitionId]];
    if (from === to) return;
    const name = (is ?? was)?.name as string;
    deltas.push({ topicPartition: topicPartition(name, partitionId), topicId, before: from, after: to });
  };
  const lookAtTopic = (topic: TopicImage | undefined): void => {
    if (topic !== undefined) for (let i = 0; i < topic.partitions.length; i++) look(topic.topicId, i);
  };
  for (const record of records) {
    if (record.type === 'PartitionChangeRecord' || record.type === 'PartitionRecord') {
      look(record.topicId, record.partitionId);
    } else if (record.type === 'RemoveTopicRecord') lookAtTopic(topicWithId(before, record.topicId));
    else if (record.type === 'ClearElrRecord') {
      if (record.topicName === '') after.topics.values.forEach(lookAtTopic);
      else lookAtTopic(get(after.topics, record.topicName));
    }
  }
  return deltas;
}

function topicWithId(image: MetadataImage, topicId: string): TopicImage | undefined {
  const name = get(image.topicNames, topicId);
  return name === undefined ? undefined : get(image.topics, name);
}
