/** The answer to ConsumerGroupHeartbeat, and topics by name where the wire has ids. */
import { get } from '../../../base/table.ts';
import type { ConsumerGroupHeartbeatResponse } from '../../messages/group.ts';
import { type MetadataImage, topicByName } from '../../metadata/image.ts';
import {
  compareTopicPartitions,
  partitionOf,
  type TopicPartition,
  topicOf,
  topicPartition,
} from '../../topicPartition.ts';
import type { MemberAssignment } from '../assignor/groupSpec.ts';
import type { EpochedAssignment } from './epochedAssignment.ts';

export function heartbeatResponse(
  memberId: string,
  memberEpoch: number,
  heartbeatIntervalMs = 0,
  assignment: readonly TopicPartition[] | null = null,
): ConsumerGroupHeartbeatResponse {
  return {
    type: 'ConsumerGroupHeartbeatResponse',
    correlationId: 0,
    errorCode: 'NONE',
    errorMessage: null,
    memberId,
    memberEpoch,
    heartbeatIntervalMs,
    assignment,
  };
}

/** Without topics that are no longer there. */
export function namedPartitions(image: MetadataImage, assignment: EpochedAssignment): readonly TopicPartition[] {
  const named = assignment.flatMap(({ topicId, partitions }) => {
    const name = get(image.topicNames, topicId);
    return name === undefined ? [] : partitions.map((partition) => topicPartition(name, partition));
  });
  return named.sort(compareTopicPartitions);
}

export function namedTarget(image: MetadataImage, assignment: MemberAssignment): readonly TopicPartition[] {
  return namedPartitions(
    image,
    assignment.map(([topicId, partitions]) => ({ topicId, partitions, assignmentEpochs: [] })),
  );
}

/** Utils.toTopicPartitionMap */
export function identifiedPartitions(image: MetadataImage, named: readonly TopicPartition[]): MemberAssignment {
  const byTopic = new Map<string, number[]>();
  for (const each of named) {
    const topicId = topicByName(image, topicOf(each))?.topicId;
    if (topicId === undefined) continue;
    const partitions = byTopic.get(topicId);
    if (partitions === undefined) byTopic.set(topicId, [partitionOf(each)]);
    else partitions.push(partitionOf(each));
  }
  return [...byTopic];
}
