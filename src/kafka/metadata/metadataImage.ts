/**
 * The image of the metadata log (org.apache.kafka.image.MetadataImage): brokers, topics, configs and features as they
 * are at one offset, and how to look things up in it.
 *
 * *Simplified:* one image for what Kafka keeps twice, in the controller's timeline structures and in the broker's image;
 * no ACLs, quotas, SCRAM or delegation tokens.
 */
import { present } from '../../base/assert.ts';
import { emptyTable, get, type Table } from '../../base/table.ts';
import type { ConfigValue } from '../config/definitions.ts';
import type { Config } from '../kinds.ts';
import type { ZkMigrationState } from '../records.ts';
import { partitionOf, type TopicPartition, topicOf } from '../topicPartition.ts';
import type { BrokerRegistration } from './brokerRegistration.ts';
import { type ConfigurationsImage, topicConfigIn } from './configurationsImage.ts';
import type { PartitionRegistration } from './partitionRegistration.ts';

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
  /** FeaturesImage.zkMigrationState; absent: NONE. */
  readonly zkMigrationState?: ZkMigrationState;
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

export function brokerOf(image: MetadataImage, brokerId: number): BrokerRegistration | undefined {
  return get(image.brokers, brokerId);
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

export function zkMigrationState({ zkMigrationState: state }: MetadataImage): ZkMigrationState {
  return state ?? 'NONE';
}
