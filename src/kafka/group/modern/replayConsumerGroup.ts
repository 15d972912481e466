/**
 * What the records of a consumer group do to it: the only way in which it changes, on its coordinator and when its log is
 * loaded by the next one (GroupMetadataManager.replay of ConsumerGroup…Key and -Value).
 */
import { assert, unreachable } from '../../../base/assert.ts';
import { get, has, remove, set } from '../../../base/table.ts';
import { integerHashCode, JavaHashMap, javaHashSetOf } from '../../javaHashMap.ts';
import type { MemberAssignment } from '../assignor/groupSpec.ts';
import { type TopicId, topicIdHashCode } from '../assignor/topicId.ts';
import { isSimpleGroup } from '../classic/classicGroup.ts';
import type {
  ConsumerGroupCurrentMemberAssignmentRecord,
  ConsumerGroupMemberMetadataRecord,
  ConsumerGroupRecord,
  ConsumerGroupTargetAssignmentMemberRecord,
} from '../records.ts';
import type { GroupShard, GroupState } from '../state.ts';
import {
  type ConsumerGroup,
  isEmptyConsumerGroup,
  newConsumerGroup,
  removeMember,
  updateMember,
  updateResolvedRegularExpression,
  withTargetAssignment,
} from './consumerGroup.ts';
import { LEAVE_GROUP_MEMBER_EPOCH, newConsumerGroupMember } from './consumerGroupMember.ts';
import { MEMBER_STATES } from './consumerGroupRecords.ts';
import { fromRecord, NO_PARTITIONS } from './epochedAssignment.ts';

export function replayConsumerGroupRecord(shard: GroupShard, record: ConsumerGroupRecord): GroupShard {
  const { groupId } = record.key;
  const group = groupToChange(get(shard.groups, groupId), record);
  if (group === undefined) return shard;
  const changed = replayed(group, record);
  const groups = changed === undefined ? remove(shard.groups, groupId) : set(shard.groups, groupId, changed);
  return { groups, offsets: shard.offsets };
}

/** A tombstone of what is not there is nothing. A group of committed offsets alone gives way. */
function groupToChange(
  group: GroupState | undefined,
  { type, key: { groupId }, value }: ConsumerGroupRecord,
): ConsumerGroup | undefined {
  if (group?.type === 'consumer') return group;
  if (value === null) return undefined;
  assert(group === undefined || isSimpleGroup(group), `${type} of ${groupId}, which is a consumer group`);
  return newConsumerGroup(groupId);
}

/** Undefined: the group is gone. */
function replayed(group: ConsumerGroup, record: ConsumerGroupRecord): ConsumerGroup | undefined {
  switch (record.type) {
    case 'ConsumerGroupMetadata':
      if (record.value !== null)
        return { ...group, groupEpoch: record.value.epoch, metadataHash: record.value.metadataHash };
      assert(
        isEmptyConsumerGroup(group) && group.targetAssignment.keys.length === 0 && group.targetAssignmentEpoch === -1,
        `nothing is left of group ${group.groupId} when it goes`,
      );
      return undefined;
    case 'ConsumerGroupPartitionMetadata':
      return group;
    case 'ConsumerGroupMemberMetadata':
      return withSubscription(group, record);
    case 'ConsumerGroupTargetAssignmentMetadata':
      return {
        ...group,
        targetAssignmentEpoch: record.value?.assignmentEpoch ?? -1,
        targetAssignmentTimestamp: record.value?.assignmentTimestamp ?? 0,
      };
    case 'ConsumerGroupTargetAssignmentMember': {
      const { memberId } = record.key;
      if (record.value === null) return { ...group, targetAssignment: remove(group.targetAssignment, memberId) };
      return withTargetAssignment(group, memberId, assignmentOf(record.value.topicPartitions));
    }
    case 'ConsumerGroupCurrentMemberAssignment':
      return withCurrentAssignment(group, record);
    case 'ConsumerGroupRegularExpression':
      return updateResolvedRegularExpression(group, record.key.regularExpression, record.value ?? undefined);
    default:
      return unreachable(record);
  }
}

/** Assignment.fromRecord: in the order of a HashMap of HashSets. */
function assignmentOf(topics: TargetAssignmentValue['topicPartitions']): MemberAssignment {
  const assignment = new JavaHashMap<TopicId, readonly number[]>(topicIdHashCode);
  for (const { topicId, partitions } of topics)
    assignment.put(topicId, javaHashSetOf(integerHashCode, partitions).keys());
  return [...assignment];
}

type TargetAssignmentValue = NonNullable<ConsumerGroupTargetAssignmentMemberRecord['value']>;

function withSubscription(
  group: ConsumerGroup,
  { key: { memberId }, value }: ConsumerGroupMemberMetadataRecord,
): ConsumerGroup {
  const before = get(group.members, memberId);
  if (value !== null) {
    const { subscribedTopicRegex, serverAssignor, ...said } = value;
    return updateMember(group, {
      ...(before ?? newConsumerGroupMember(memberId)),
      ...said,
      subscribedTopicRegex: subscribedTopicRegex ?? '',
      serverAssignorName: serverAssignor,
    });
  }
  if (before === undefined) return group;
  assert(
    before.memberEpoch === LEAVE_GROUP_MEMBER_EPOCH && !has(group.targetAssignment, memberId),
    `${memberId} holds nothing and is to hold nothing when it goes`,
  );
  return removeMember(group, memberId);
}

function withCurrentAssignment(
  group: ConsumerGroup,
  { key: { memberId }, value }: ConsumerGroupCurrentMemberAssignmentRecord,
): ConsumerGroup {
  const before = get(group.members, memberId);
  if (value !== null) {
    const { memberEpoch, previousMemberEpoch } = value;
    return updateMember(group, {
      ...(before ?? newConsumerGroupMember(memberId)),
      memberEpoch,
      previousMemberEpoch,
      state: MEMBER_STATES[value.state]!,
      assignedPartitions: fromRecord(value.assignedPartitions, memberEpoch),
      partitionsPendingRevocation: fromRecord(value.partitionsPendingRevocation, memberEpoch),
    });
  }
  if (before === undefined) return group;
  return updateMember(group, {
    ...before,
    memberEpoch: LEAVE_GROUP_MEMBER_EPOCH,
    previousMemberEpoch: LEAVE_GROUP_MEMBER_EPOCH,
    assignedPartitions: NO_PARTITIONS,
    partitionsPendingRevocation: NO_PARTITIONS,
  });
}
