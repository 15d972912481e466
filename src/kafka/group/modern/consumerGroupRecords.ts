/** Records of consumer groups, made (org.apache.kafka.coordinator.group.GroupCoordinatorRecordHelpers). */
import type { MemberAssignment } from '../assignor/groupSpec.ts';
import type { ConsumerGroupRecord } from '../records.ts';
import type { ConsumerGroup } from './consumerGroup.ts';
import type { ConsumerGroupMember, MemberState } from './consumerGroupMember.ts';
import type { ResolvedRegularExpression } from './regularExpressions.ts';

/** MemberState.value() */
export const MEMBER_STATES: readonly MemberState[] = ['STABLE', 'UNREVOKED_PARTITIONS', 'UNRELEASED_PARTITIONS'];

export function epochRecord(groupId: string, epoch: number, metadataHash: string): ConsumerGroupRecord {
  return { type: 'ConsumerGroupMetadata', key: { groupId }, value: { epoch, metadataHash } };
}

export function subscriptionRecord(groupId: string, member: ConsumerGroupMember): ConsumerGroupRecord {
  const { memberId, instanceId, rackId, clientId, clientHost, rebalanceTimeoutMs, classicMemberMetadata } = member;
  return {
    type: 'ConsumerGroupMemberMetadata',
    key: { groupId, memberId },
    value: {
      instanceId,
      rackId,
      clientId,
      clientHost,
      subscribedTopicNames: member.subscribedTopicNames,
      subscribedTopicRegex: member.subscribedTopicRegex,
      rebalanceTimeoutMs,
      serverAssignor: member.serverAssignorName,
      classicMemberMetadata,
    },
  };
}

export function targetAssignmentRecord(
  groupId: string,
  memberId: string,
  assignment: MemberAssignment,
): ConsumerGroupRecord {
  return {
    type: 'ConsumerGroupTargetAssignmentMember',
    key: { groupId, memberId },
    value: { topicPartitions: assignment.map(([topicId, partitions]) => ({ topicId, partitions })) },
  };
}

export function targetAssignmentEpochRecord(
  groupId: string,
  assignmentEpoch: number,
  assignmentTimestamp: number,
): ConsumerGroupRecord {
  return {
    type: 'ConsumerGroupTargetAssignmentMetadata',
    key: { groupId },
    value: { assignmentEpoch, assignmentTimestamp },
  };
}

export function currentAssignmentRecord(groupId: string, member: ConsumerGroupMember): ConsumerGroupRecord {
  return {
    type: 'ConsumerGroupCurrentMemberAssignment',
    key: { groupId, memberId: member.memberId },
    value: {
      memberEpoch: member.memberEpoch,
      previousMemberEpoch: member.previousMemberEpoch,
      state: MEMBER_STATES.indexOf(member.state),
      assignedPartitions: member.assignedPartitions,
      partitionsPendingRevocation: member.partitionsPendingRevocation,
    },
  };
}

export function regularExpressionRecord(
  groupId: string,
  regularExpression: string,
  value: ResolvedRegularExpression | null,
): ConsumerGroupRecord {
  return { type: 'ConsumerGroupRegularExpression', key: { groupId, regularExpression }, value };
}

/** The tombstones of one member, in the order in which replay wants them. */
export function memberTombstones(groupId: string, memberId: string): readonly ConsumerGroupRecord[] {
  const key = { groupId, memberId };
  return [
    { type: 'ConsumerGroupCurrentMemberAssignment', key, value: null },
    { type: 'ConsumerGroupTargetAssignmentMember', key, value: null },
    { type: 'ConsumerGroupMemberMetadata', key, value: null },
  ];
}

/** `memberIds`: of the members as they are in the log by then. */
export function groupTombstones(
  group: ConsumerGroup,
  memberIds: readonly string[] = group.members.keys,
): readonly ConsumerGroupRecord[] {
  const { groupId } = group;
  const keys = memberIds.map((memberId) => ({ groupId, memberId }));
  return [
    ...keys.map((key) => ({ type: 'ConsumerGroupCurrentMemberAssignment', key, value: null }) as const),
    ...keys.map((key) => ({ type: 'ConsumerGroupTargetAssignmentMember', key, value: null }) as const),
    { type: 'ConsumerGroupTargetAssignmentMetadata', key: { groupId }, value: null },
    ...keys.map((key) => ({ type: 'ConsumerGroupMemberMetadata', key, value: null }) as const),
    ...group.resolvedRegularExpressions.keys.map((regex) => regularExpressionRecord(groupId, regex, null)),
    { type: 'ConsumerGroupPartitionMetadata', key: { groupId }, value: null },
    { type: 'ConsumerGroupMetadata', key: { groupId }, value: null },
  ];
}
