/**
 * DescribeTopicPartitions (KIP-966): partitions with their eligible leader replicas, so many an answer, in the order of
 * topics' names; a cursor says where the next answer begins.
 *
 * Kafka: kafka.server.handlers.DescribeTopicPartitionsRequestHandler, KRaftMetadataCache.describeTopicResponse.
 */

import { compareText } from '../../base/sorted.ts';
import { get } from '../../base/table.ts';
import { ZERO_UUID } from '../controller/uuid.ts';
import { isInternalTopic } from '../internalTopics.ts';
import type {
  DescribedPartition,
  DescribedTopic,
  DescribeTopicPartitionsRequest,
  DescribeTopicPartitionsResponse,
} from '../messages.ts';
import type { PartitionRegistration } from '../metadata/image.ts';
import { partitionAnswer, unknownTopicError } from './handleMetadata.ts';
import { configNumber, type Work } from './work.ts';

export function handleDescribeTopicPartitions(
  work: Work,
  connection: number,
  request: DescribeTopicPartitionsRequest,
): void {
  const { correlationId, cursor } = request;
  const from = cursor?.topicName ?? '';
  const all = request.topics.length === 0 ? work.state.image.topics.keys : request.topics;
  const names = [...new Set(all)].filter((name) => name >= from).sort(compareText);
  const limit = configNumber(work, 'max.request.partition.size.limit');
  let left = Math.max(Math.min(limit, request.responsePartitionLimit), 1);
  const topics: DescribedTopic[] = [];
  let nextCursor: DescribeTopicPartitionsResponse['nextCursor'] = null;
  for (const name of names) {
    const topic = get(work.state.image.topics, name);
    if (topic === undefined) {
      const errorCode = unknownTopicError(name);
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
  const { elr: eligibleLeaderReplicas, lastKnownElr } = partition;
  return { ...partitionAnswer(work, partition, partitionIndex), eligibleLeaderReplicas, lastKnownElr };
}
