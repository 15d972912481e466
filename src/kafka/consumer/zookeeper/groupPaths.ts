/** Where a group of the ZooKeeper era keeps what it has (kafka.utils.ZKGroupDirs, ZKGroupTopicDirs). */
import { partitionOf, type TopicPartition, topicOf } from '../../topicPartition.ts';
import { CONSUMERS } from '../../zk/zkPaths.ts';

export function registryDir(group: string): string {
  return `${CONSUMERS}/${group}/ids`;
}

export function registryPath(group: string, consumerId: string): string {
  return `${CONSUMERS}/${group}/ids/${consumerId}`;
}

export function ownerPath(group: string, partition: TopicPartition): string {
  return `${CONSUMERS}/${group}/owners/${topicOf(partition)}/${partitionOf(partition)}`;
}

export function offsetPath(group: string, partition: TopicPartition): string {
  return `${CONSUMERS}/${group}/offsets/${topicOf(partition)}/${partitionOf(partition)}`;
}
