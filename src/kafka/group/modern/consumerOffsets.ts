/**
 * Whether a member of a consumer group may commit, or ask for, offsets: at its epoch; or, for a commit, at an earlier one
 * that is not before the partition was given to it (ConsumerGroup.{validateOffsetCommit,validateOffsetFetch}, KIP-1251).
 */
import { get } from '../../../base/table.ts';
import { type ApiError, apiError, NO_ERROR } from '../../controller/apiError.ts';
import type { ErrorName } from '../../errors.ts';
import type { OffsetCommitRequest } from '../../messages/group.ts';
import { type MetadataImage, topicByName } from '../../metadata/image.ts';
import { partitionOf, type TopicPartition, topicOf } from '../../topicPartition.ts';
import { configNumber, type ShardContext } from '../shardContext.ts';
import { type ConsumerGroup, isEmptyConsumerGroup } from './consumerGroup.ts';
import { type ConsumerGroupMember, usesClassicProtocol } from './consumerGroupMember.ts';
import { epochOf } from './epochedAssignment.ts';
import { unknownMember } from './fencing.ts';

export interface OffsetCommitter {
  readonly memberId: string;
  readonly generationIdOrMemberEpoch: number;
}

export type CommitPartitionValidator = (partition: TopicPartition) => ApiError;

/** One partition that may not be committed refuses them all. Those that are refused anyway are not looked at. */
export function consumerCommitError(
  context: ShardContext,
  group: ConsumerGroup,
  request: OffsetCommitRequest,
): ErrorName {
  const validator = validateOffsetCommit(group, context.image, request);
  if (typeof validator !== 'function') return validator.error;
  const maxSize = configNumber(context, 'offset.metadata.max.bytes');
  for (const { topicPartition, committedMetadata } of request.partitions) {
    if (committedMetadata.length > maxSize) continue;
    const { error } = validator(topicPartition);
    if (error !== 'NONE') return error;
  }
  return 'NONE';
}

/** Of the whole request; or what decides of each partition (CommitPartitionValidator). */
export function validateOffsetCommit(
  group: ConsumerGroup,
  image: MetadataImage,
  { memberId, generationIdOrMemberEpoch: epoch }: OffsetCommitter,
): ApiError | CommitPartitionValidator {
  // An administrator, or a consumer that assigns itself its partitions.
  if (epoch < 0 && isEmptyConsumerGroup(group)) return () => NO_ERROR;
  const member = get(group.members, memberId);
  if (member === undefined) return unknownMember(group.groupId, memberId);
  if (epoch === member.memberEpoch) return () => NO_ERROR;
  if (epoch > member.memberEpoch) {
    const received = usesClassicProtocol(member) ? 'generation id' : 'member epoch';
    return stale(member, `Received ${received} ${epoch} is newer than current member epoch ${member.memberEpoch}.`);
  }
  return (partition) => assignmentEpochError(member, image, partition, epoch);
}

function assignmentEpochError(
  member: ConsumerGroupMember,
  image: MetadataImage,
  partition: TopicPartition,
  epoch: number,
): ApiError {
  const topicId = topicByName(image, topicOf(partition))?.topicId ?? '';
  const number = partitionOf(partition);
  const since =
    epochOf(member.assignedPartitions, topicId, number) ?? epochOf(member.partitionsPendingRevocation, topicId, number);
  if (since === undefined)
    return stale(member, `Partition ${partition} is not assigned or pending revocation for member.`);
  if (epoch >= since) return NO_ERROR;
  const received = usesClassicProtocol(member) ? 'generation id' : 'member epoch';
  return stale(
    member,
    `Received ${received} ${epoch} is older than assignment epoch ${since} for partition ${partition}.`,
  );
}

export function validateOffsetFetch(
  group: ConsumerGroup,
  { memberId, memberEpoch }: { readonly memberId: string | null; readonly memberEpoch: number },
): ApiError {
  if (memberId === null && memberEpoch < 0) return NO_ERROR;
  const member = get(group.members, memberId ?? '');
  if (member === undefined) return unknownMember(group.groupId, `${memberId}`);
  if (member.memberEpoch === memberEpoch) return NO_ERROR;
  const received = usesClassicProtocol(member) ? 'generation id' : 'member epoch';
  const message = `The received ${received} ${memberEpoch} does not match the expected member epoch ${member.memberEpoch}.`;
  return stale(member, message);
}

function stale(member: ConsumerGroupMember, message: string): ApiError {
  return apiError(usesClassicProtocol(member) ? 'ILLEGAL_GENERATION' : 'STALE_MEMBER_EPOCH', message);
}
