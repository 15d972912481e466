/**
 * Which group and which member a heartbeat, or a classic member's JoinGroup, is about; made where it is not there and may
 * be. An empty classic group gives way; one with members becomes a consumer group, its members included (upgrade).
 *
 * Kafka: GroupMetadataManager.{getOrMaybeCreateConsumerGroup,throwIfConsumerGroupIsFull,throwIfConsumerGroupMemberEpochIsInvalid,
 * getOrMaybeSubscribeDynamicConsumerGroupMember,getOrMaybeSubscribeStaticConsumerGroupMember,replaceMember}.
 */
import { get, has } from '../../../base/table.ts';
import { type ApiError, apiError } from '../../controller/apiError.ts';
import type { MemberAssignment } from '../assignor/groupSpec.ts';
import type { CoordinatorRecord } from '../records.ts';
import { configNumber, groupOf, type ShardContext } from '../shardContext.ts';
import {
  type ConsumerGroup,
  newConsumerGroup,
  numMembers,
  staticMember,
  targetAssignmentFor,
} from './consumerGroup.ts';
import {
  type ConsumerGroupMember,
  LEAVE_GROUP_STATIC_MEMBER_EPOCH,
  newConsumerGroupMember,
  usesClassicProtocol,
} from './consumerGroupMember.ts';
import {
  currentAssignmentRecord,
  memberTombstones,
  subscriptionRecord,
  targetAssignmentRecord,
} from './consumerGroupRecords.ts';
import { epochOf } from './epochedAssignment.ts';
import { fencedInstance, unknownInstance, unknownMember } from './fencing.ts';
import { convertToConsumerGroup, removeEmptyClassicGroup, upgradeError } from './upgrade.ts';

export function groupToJoin(
  context: ShardContext,
  groupId: string,
  mayCreate: boolean,
  records: CoordinatorRecord[],
): ConsumerGroup | ApiError {
  const group = groupOf(context, groupId);
  if (group?.type === 'consumer') return group;
  if (group === undefined)
    return mayCreate ? newConsumerGroup(groupId) : notFound(`Consumer group ${groupId} not found.`);
  if (!mayCreate) return notFound(`Group ${groupId} is not a consumer group.`);
  if (removeEmptyClassicGroup(group, records)) return newConsumerGroup(groupId);
  const message = upgradeError(context, group);
  return message === undefined ? convertToConsumerGroup(context, group, records) : notFound(message);
}

function notFound(message: string): ApiError {
  return apiError('GROUP_ID_NOT_FOUND', message);
}

export function groupFullError(context: ShardContext, group: ConsumerGroup, memberId: string): ApiError | undefined {
  const most = configNumber(context, 'group.consumer.max.size');
  if (numMembers(group) < most || has(group.members, memberId)) return undefined;
  const message = `The consumer group has reached its maximum capacity of ${most} members.`;
  return apiError('GROUP_MAX_SIZE_REACHED', message);
}

export interface Joining {
  readonly memberId: string;
  readonly memberEpoch: number;
  readonly instanceId: string | null;
  readonly owned: MemberAssignment | null;
  readonly mayCreate: boolean;
  /** Then there is no epoch to hold it to. */
  readonly usesClassicProtocol: boolean;
}

export function memberToUpdate(
  group: ConsumerGroup,
  joining: Joining,
  records: CoordinatorRecord[],
): ConsumerGroupMember | ApiError {
  if (joining.instanceId !== null) return staticMemberToUpdate(group, joining, joining.instanceId, records);
  const member = get(group.members, joining.memberId);
  if (member === undefined && !joining.mayCreate) return unknownMember(group.groupId, joining.memberId);
  const there = member ?? newConsumerGroupMember(joining.memberId);
  return epochError(there, joining) ?? there;
}

function staticMemberToUpdate(
  group: ConsumerGroup,
  joining: Joining,
  instanceId: string,
  records: CoordinatorRecord[],
): ConsumerGroupMember | ApiError {
  const { memberId, mayCreate } = joining;
  const existing = staticMember(group, instanceId);
  if (!mayCreate) {
    if (existing === undefined) return unknownInstance(instanceId);
    if (existing.memberId !== memberId) return fencedInstance(existing, memberId, instanceId);
    return epochError(existing, joining) ?? existing;
  }
  if (existing === undefined) return get(group.members, memberId) ?? newConsumerGroupMember(memberId);
  const isReleased =
    joining.usesClassicProtocol ||
    usesClassicProtocol(existing) ||
    existing.memberEpoch === LEAVE_GROUP_STATIC_MEMBER_EPOCH;
  if (!isReleased) {
    const message = `Static member ${memberId} with instance id ${instanceId} cannot join the group because the instance id is owned by ${existing.memberId} member.`;
    return apiError('UNRELEASED_INSTANCE_ID', message);
  }
  return replaceMember(group, existing, memberId, records);
}

/** The one that comes back takes over what the other holds and was to hold. Its clocks run on, and find nobody. */
function replaceMember(
  group: ConsumerGroup,
  existing: ConsumerGroupMember,
  memberId: string,
  records: CoordinatorRecord[],
): ConsumerGroupMember {
  const { groupId } = group;
  const member: ConsumerGroupMember = { ...existing, memberId, memberEpoch: 0, previousMemberEpoch: 0 };
  records.push(
    ...memberTombstones(groupId, existing.memberId),
    subscriptionRecord(groupId, member),
    targetAssignmentRecord(groupId, memberId, targetAssignmentFor(group, existing.memberId)),
    currentAssignmentRecord(groupId, member),
  );
  return member;
}

/** The epoch before is good while the member holds nothing that it should not: the answer to it may have been lost. */
function epochError(
  { memberEpoch, previousMemberEpoch, assignedPartitions }: ConsumerGroupMember,
  { memberEpoch: received, owned, usesClassicProtocol: isClassic }: Joining,
): ApiError | undefined {
  if (isClassic || received === 0 || received === memberEpoch) return undefined;
  const holdsItsOwn = owned?.every(([topicId, partitions]) =>
    partitions.every((partition) => epochOf(assignedPartitions, topicId, partition) !== undefined),
  );
  if (received < memberEpoch && received === previousMemberEpoch && holdsItsOwn === true) return undefined;
  const comparison = received > memberEpoch ? 'greater' : 'smaller';
  return apiError(
    'FENCED_MEMBER_EPOCH',
    `The consumer group member has a ${comparison} member epoch (${received}) than the one known by the group coordinator (${memberEpoch}). The member must abandon all its partitions and rejoin.`,
  );
}
