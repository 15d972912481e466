/**
 * DescribeTopicPartitions (KIP-966): partitions with their eligible leader replicas, so many an answer, in the order of
 * topics' names; a cursor says where the next answer begins.
 *
 * Kafka: kafka.server.handlers.DescribeTopicPartitionsRequestHandler, KRaftMetadataCache.describeTopicResponse.
 */
import { get } from '../../base/table.ts';
import { isInternalTopic } from '../internalTopics.ts';
import type {
  DescribedPartition,
  DescribedTopic,
  DescribeTopicPartitionsRequest,
  DescribeTopicPartitionsResponse,
} from '../messages.ts';
import type { PartitionRegistration } from '../metadata/image.ts';
import { NO_LEADER } from '../records.ts';
import { isValidTopicName } from './handleMetadata.ts';
import { configNumber, hostOf, registration, type Work } from './work.ts';

const ZERO_UUID = 'AAAAAAAAAAAAAAAAAAAAAA';

export function handleDescribeTopicPartitions(
  work: Work,
  connection: number,
  request: DescribeTopicPartitionsRequest,
): void {
  const { correlationId, cursor } = request;
  const from = cursor?.topicName ?? '';
  const all = request.topics.length === 0 ? work.state.image.topics.keys : request.topics;
  const names = [...new Set(all)].filter((name) => name >= from).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const limit = configNumber(work, 'max.request.partition.size.limit');
  let left = Math.max(Math.min(limit, request.responsePartitionLimit), 1);
  const topics: DescribedTopic[] = [];
  let nextCursor: DescribeTopicPartitionsResponse['nextCursor'] = null;
  for (const name of names) {
    const topic = get(work.state.image.topics, name);
    if (topic === undefined) {
      const errorCode = isValidTopicName(name) ? 'UNKNOWN_TOPIC_OR_PARTITION' : 'INVALID_TOPIC_EXCEPTION';
      topics.push({ errorCode, name, topicId: ZERO_UUID, isInternal: isInternalTopic(name), partitions: [] });
      continue;
    }
    const first = name === from ? (cursor?.partitionIndex ?? 0) : 0;
    const end = Math.min(topic.partitions.length, first + left);
    const partitions = topic.partitions.slice(first, end).map((each, place) => described(work, each, first + place));
    const { topicId } = topic;
    topics.push({ errorCode: 'NONE', name, topicId, isInternal: isInternalTopic(name), partitions });
    left -= partitions.length;
    if (end < topic.partitions.length) nextCursor = { topicName: name, partitionIndex: end };
    else if (left === 0) {
      const next = names[names.indexOf(name) + 1];
      if (next !== undefined) nextCursor = { topicName: next, partitionIndex: 0 };
    }
    if (nextCursor !== null) break;
  }
  work.out.reply(connection, { type: 'DescribeTopicPartitionsResponse', correlationId, topics, nextCursor });
}

function described(work: Work, partition: PartitionRegistration, partitionIndex: number): DescribedPartition {
  const hasLeader = hostOf(work, partition.leader) !== undefined;
  return {
    errorCode: hasLeader ? 'NONE' : 'LEADER_NOT_AVAILABLE',
    partitionIndex,
    leaderId: hasLeader ? partition.leader : NO_LEADER,
    leaderEpoch: partition.leaderEpoch,
    replicaNodes: partition.replicas,
    isrNodes: partition.isr,
    eligibleLeaderReplicas: partition.elr,
    lastKnownElr: partition.lastKnownElr,
    offlineReplicas: partition.replicas.filter((id) => registration(work, id)?.fenced ?? true),
  };
}
