/** Where Kafka keeps what in ZooKeeper (kafka.zk.ZkData: the path of each ZNode object). */
import { partitionOf, type TopicPartition, topicOf } from '../topicPartition.ts';
import type { KafkaVersionRules } from '../versions.ts';

export const CONTROLLER = '/controller';
export const CONTROLLER_EPOCH = '/controller_epoch';
export const CONFIG = '/config';
export const BROKERS = '/brokers';
export const BROKER_IDS = '/brokers/ids';
export const BROKER_SEQID = '/brokers/seqid';
export const TOPICS = '/brokers/topics';
export const CONFIG_CHANGES = '/config/changes';
export const CONFIG_CHANGE_PREFIX = 'config_change_';
export const ISR_CHANGE_NOTIFICATION = '/isr_change_notification';
export const ISR_CHANGE_PREFIX = 'isr_change_';
export const LOG_DIR_EVENT_NOTIFICATION = '/log_dir_event_notification';
export const LOG_DIR_EVENT_PREFIX = 'log_dir_event_';
export const ADMIN = '/admin';
export const DELETE_TOPICS = '/admin/delete_topics';
export const REASSIGN_PARTITIONS = '/admin/reassign_partitions';
export const PREFERRED_REPLICA_ELECTION = '/admin/preferred_replica_election';
export const CONSUMERS = '/consumers';
export const CLUSTER_ID = '/cluster/id';
export const PRODUCER_ID_BLOCK = '/latest_producer_id_block';
export const FEATURE = '/feature';
export const MIGRATION = '/migration';

const CONFIG_TYPES: readonly string[] = ['topics', 'clients', 'users', 'brokers'];

/** ConfigType.ALL: there are settings of ips from 2.7 on. Before 0.11 those of users and brokers had no place of their own. */
export function configTypes({ kip98, kip497 }: KafkaVersionRules): readonly string[] {
  if (!kip98) return ['topics', 'clients'];
  return kip497 ? [...CONFIG_TYPES, 'ips'] : CONFIG_TYPES;
}

const PERSISTENT_PATHS: readonly string[] = [
  CONSUMERS,
  BROKER_IDS,
  TOPICS,
  CONFIG_CHANGES,
  DELETE_TOPICS,
  BROKER_SEQID,
  ISR_CHANGE_NOTIFICATION,
  PRODUCER_ID_BLOCK,
  LOG_DIR_EVENT_NOTIFICATION,
];

/** What must be there when a broker has started (ZkData.PersistentZkPaths). */
export function persistentPaths(version: KafkaVersionRules): readonly string[] {
  // Neither idempotent producers nor several log directories.
  const later: readonly string[] = version.kip98 ? [] : [PRODUCER_ID_BLOCK, LOG_DIR_EVENT_NOTIFICATION];
  const paths = PERSISTENT_PATHS.filter((path) => !later.includes(path));
  return [...paths, ...configTypes(version).map((type) => `${CONFIG}/${type}`)];
}

export function brokerIdPath(id: number): string {
  return `${BROKER_IDS}/${id}`;
}

export function topicPath(topic: string): string {
  return `${TOPICS}/${topic}`;
}

export function topicPartitionsPath(topic: string): string {
  return `${TOPICS}/${topic}/partitions`;
}

export function topicPartitionPath(tp: TopicPartition): string {
  return `${TOPICS}/${topicOf(tp)}/partitions/${partitionOf(tp)}`;
}

export function topicPartitionStatePath(tp: TopicPartition): string {
  return `${TOPICS}/${topicOf(tp)}/partitions/${partitionOf(tp)}/state`;
}

/** entityType: `topics`, `brokers`, `clients`, `users`, `ips`; the name sanitised, `<default>` for all. */
export function configEntityPath(entityType: string, entityName: string): string {
  return `${CONFIG}/${entityType}/${entityName}`;
}

export function deleteTopicPath(topic: string): string {
  return `${DELETE_TOPICS}/${topic}`;
}

export function isrChangePath(sequenceNumber = ''): string {
  return `${ISR_CHANGE_NOTIFICATION}/${ISR_CHANGE_PREFIX}${sequenceNumber}`;
}

export function logDirEventPath(sequenceNumber = ''): string {
  return `${LOG_DIR_EVENT_NOTIFICATION}/${LOG_DIR_EVENT_PREFIX}${sequenceNumber}`;
}

export function consumerOffsetPath(group: string, topic: string, partition: number): string {
  return `${CONSUMERS}/${group}/offsets/${topic}/${partition}`;
}

/** What stands behind the prefix in the name of a notification's znode. */
export function sequenceNumber(path: string, prefix: string): string {
  return path.slice(path.lastIndexOf(prefix) + prefix.length);
}
