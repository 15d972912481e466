/**
 * What is asked of a group of whichever protocol (org.apache.kafka.coordinator.group.Group): one function a question, closed
 * by the kinds there are.
 */
import type { ErrorName } from '../errors.ts';
import type { ListGroupsResponse } from '../messages/group.ts';
import {
  type ClassicGroup,
  isSubscribedToTopic as isClassicSubscribedToTopic,
  usesConsumerGroupProtocol,
} from './classic/classicGroup.ts';
import { consumerGroupState, isEmptyConsumerGroup } from './modern/consumerGroup.ts';
import { groupTombstones } from './modern/consumerGroupRecords.ts';
import { newGroupMetadataTombstoneRecord } from './recordHelpers.ts';
import type { CoordinatorRecord } from './records.ts';
import type { GroupState, OffsetAndMetadata } from './state.ts';

export function isEmptyGroup(group: GroupState): boolean {
  return group.type === 'classic' ? group.state === 'Empty' : isEmptyConsumerGroup(group);
}

export function stateOf(group: GroupState): string {
  return group.type === 'classic' ? group.state : consumerGroupState(group);
}

export function listedGroup(group: GroupState): ListGroupsResponse['groups'][number] {
  const protocolType = group.type === 'classic' ? (group.protocolType ?? '') : 'consumer';
  return { groupId: group.groupId, protocolType, groupState: stateOf(group), groupType: group.type };
}

export function isSubscribedToTopic(group: GroupState, topic: string): boolean {
  if (group.type === 'classic') return isClassicSubscribedToTopic(group, topic);
  return group.subscribedTopicNames.keys.includes(topic);
}

/** Group.validateOffsetDelete: members of another protocol might be at work that the coordinator cannot look into. */
export function offsetDeleteError(group: GroupState): ErrorName {
  if (group.type !== 'classic' || group.state === 'Empty') return 'NONE';
  return usesConsumerGroupProtocol(group) ? 'NONE' : 'NON_EMPTY_GROUP';
}

/** Group.validateDeleteGroup */
export function deleteGroupError(group: GroupState): ErrorName {
  return isEmptyGroup(group) ? 'NONE' : 'NON_EMPTY_GROUP';
}

/** Group.createGroupTombstoneRecords */
export function tombstonesOf(group: GroupState): readonly CoordinatorRecord[] {
  return group.type === 'classic' ? [newGroupMetadataTombstoneRecord(group.groupId)] : groupTombstones(group);
}

/**
 * KIP-211: from when on an offset ages, or undefined while it does not: since the group is empty; of a group without
 * members' protocol since the commit; of a stable group since the commit, where it no longer subscribes to the topic.
 */
export function agesSince(group: GroupState, offset: OffsetAndMetadata): number | undefined {
  if (group.type === 'consumer') return offset.commitTimestampMs;
  if (group.protocolType === null) return offset.commitTimestampMs;
  if (group.state === 'Empty') return group.currentStateTimestamp ?? offset.commitTimestampMs;
  return agesWhileStable(group) ? offset.commitTimestampMs : undefined;
}

function agesWhileStable(group: ClassicGroup): boolean {
  return usesConsumerGroupProtocol(group) && group.subscribedTopics !== null && group.state === 'Stable';
}
