/** Records of groups and offsets made (org.apache.kafka.coordinator.group.GroupCoordinatorRecordHelpers). */
import type { TopicPartition } from '../topicPartition.ts';
import { partitionOf, topicOf } from '../topicPartition.ts';
import { allMembers, type ClassicGroup, type ClassicGroupMember, metadataOf } from './classic/classicGroup.ts';
import type { GroupMetadataRecord, OffsetCommitRecord } from './records.ts';
import type { OffsetAndMetadata } from './state.ts';

/** A group as it is, with these assignments. */
export function newGroupMetadataRecord(
  group: ClassicGroup,
  assignmentOf: (member: ClassicGroupMember) => readonly TopicPartition[],
): GroupMetadataRecord {
  const { groupId, protocolName, protocolType, generationId, leaderId, currentStateTimestamp } = group;
  const members = allMembers(group).map((member) => ({
    memberId: member.memberId,
    groupInstanceId: member.groupInstanceId,
    clientId: member.clientId,
    clientHost: member.clientHost,
    rebalanceTimeout: member.rebalanceTimeoutMs,
    sessionTimeout: member.sessionTimeoutMs,
    subscription: metadataOf(member, protocolName ?? ''),
    assignment: assignmentOf(member),
  }));
  return {
    type: 'GroupMetadata',
    key: { group: groupId },
    value: {
      protocolType: protocolType ?? '',
      generation: generationId,
      protocol: protocolName,
      leader: leaderId,
      currentStateTimestamp: currentStateTimestamp ?? -1,
      members,
    },
  };
}

export function newEmptyGroupMetadataRecord({ groupId, currentStateTimestamp }: ClassicGroup): GroupMetadataRecord {
  return {
    type: 'GroupMetadata',
    key: { group: groupId },
    value: {
      protocolType: '',
      generation: 0,
      protocol: null,
      leader: null,
      currentStateTimestamp: currentStateTimestamp ?? -1,
      members: [],
    },
  };
}

export function newGroupMetadataTombstoneRecord(groupId: string): GroupMetadataRecord {
  return { type: 'GroupMetadata', key: { group: groupId }, value: null };
}

function offsetKey(group: string, tp: TopicPartition): OffsetCommitRecord['key'] {
  return { group, topic: topicOf(tp), partition: partitionOf(tp) };
}

export function newOffsetCommitRecord(
  groupId: string,
  tp: TopicPartition,
  offset: Omit<OffsetAndMetadata, 'recordOffset'>,
): OffsetCommitRecord {
  const { committedOffset, leaderEpoch, metadata, commitTimestampMs, expireTimestampMs, topicId } = offset;
  return {
    type: 'OffsetCommit',
    key: offsetKey(groupId, tp),
    value: {
      offset: committedOffset,
      leaderEpoch,
      metadata,
      commitTimestamp: commitTimestampMs,
      expireTimestamp: expireTimestampMs ?? -1,
      topicId,
    },
  };
}

export function newOffsetCommitTombstoneRecord(groupId: string, tp: TopicPartition): OffsetCommitRecord {
  return { type: 'OffsetCommit', key: offsetKey(groupId, tp), value: null };
}
