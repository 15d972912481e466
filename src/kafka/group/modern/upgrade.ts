/**
 * A classic group becomes a consumer group, online: the first member of the new protocol that comes makes it so. The
 * classic members stay as they are, stable with what they held, and are called to join again when something changes.
 *
 * Kafka: GroupMetadataManager.{validateOnlineUpgrade,convertToConsumerGroup,maybeDeleteEmptyClassicGroup},
 * ConsumerGroup.{fromClassicGroup,createConsumerGroupRecords}.
 */
import { get } from '../../../base/table.ts';
import { type ApiError, apiError } from '../../controller/apiError.ts';
import { completeJoin, completeSync, joinFailed, syncFailed } from '../classic/answers.ts';
import {
  allMembers,
  type ClassicGroup,
  type ClassicGroupMember,
  metadataOf,
  numMembers,
  usesConsumerGroupProtocol,
} from '../classic/classicGroup.ts';
import { newGroupMetadataTombstoneRecord } from '../recordHelpers.ts';
import type { CoordinatorRecord } from '../records.ts';
import { configNumber, type ShardContext, setGroup } from '../shardContext.ts';
import {
  type ConsumerGroup,
  membersOf,
  newConsumerGroup,
  updateMember,
  withTargetAssignment,
} from './consumerGroup.ts';
import type { ConsumerGroupMember } from './consumerGroupMember.ts';
import {
  currentAssignmentRecord,
  epochRecord,
  subscriptionRecord,
  targetAssignmentEpochRecord,
  targetAssignmentRecord,
} from './consumerGroupRecords.ts';
import { NO_PARTITIONS, withEpoch } from './epochedAssignment.ts';
import { migrationPolicy } from './groupConfig.ts';
import { scheduleSessionTimeout } from './groupTimers.ts';
import { identifiedPartitions } from './heartbeatResponse.ts';
import { computeMetadataHash } from './metadataHash.ts';
import { sortedSet } from './subscription.ts';

/** An empty one simply goes. */
export function removeEmptyClassicGroup({ groupId, state }: ClassicGroup, records: CoordinatorRecord[]): boolean {
  if (state !== 'Empty') return false;
  records.push(newGroupMetadataTombstoneRecord(groupId));
  return true;
}

/** Why it may not be. */
export function upgradeError(context: ShardContext, group: ClassicGroup): string | undefined {
  const cannot = `Cannot upgrade classic group ${group.groupId} to consumer group because`;
  const policy = migrationPolicy(context);
  if (policy !== 'bidirectional' && policy !== 'upgrade') return `${cannot} online upgrade is disabled.`;
  if (!usesConsumerGroupProtocol(group)) return `${cannot} the group does not use the consumer embedded protocol.`;
  if (numMembers(group) > configNumber(context, 'group.consumer.max.size'))
    return `${cannot} the group size exceeds the consumer group maximum size.`;
  return undefined;
}

export function convertToConsumerGroup(
  context: ShardContext,
  classic: ClassicGroup,
  records: CoordinatorRecord[],
): ConsumerGroup | ApiError {
  const { groupId } = classic;
  // Whoever waits for a generation or an assignment comes again, and finds the consumer group.
  let told = classic;
  for (const { memberId } of allMembers(classic)) {
    told = completeJoin(context, told, memberId, joinFailed('REBALANCE_IN_PROGRESS', memberId));
    told = completeSync(context, told, memberId, syncFailed('REBALANCE_IN_PROGRESS'));
  }
  setGroup(context, told);
  // Kafka asks such a group for its protocol too, and stumbles: it has not been through its first rebalance.
  if (classic.protocolName === null) return apiError('UNKNOWN_SERVER_ERROR');
  const group = consumerGroupOf(context, classic, classic.protocolName);
  records.push(newGroupMetadataTombstoneRecord(groupId), ...recordsOf(group));
  for (const { memberId, classicMemberMetadata } of group.members.values)
    scheduleSessionTimeout(context, groupId, memberId, classicMemberMetadata!.sessionTimeoutMs);
  return group;
}

function consumerGroupOf({ image }: ShardContext, classic: ClassicGroup, protocol: string): ConsumerGroup {
  const generation = classic.generationId;
  let group: ConsumerGroup = {
    ...newConsumerGroup(classic.groupId),
    groupEpoch: generation,
    targetAssignmentEpoch: generation,
    targetAssignmentTimestamp: 0,
  };
  for (const each of allMembers(classic)) {
    const held = identifiedPartitions(image, each.assignment);
    const member = { ...memberOf(each, protocol, generation), assignedPartitions: withEpoch(held, generation) };
    group = updateMember(withTargetAssignment(group, each.memberId, held), member);
  }
  return { ...group, metadataHash: computeMetadataHash(group.subscribedTopicNames, image) };
}

function memberOf(classic: ClassicGroupMember, protocol: string, generation: number): ConsumerGroupMember {
  const { memberId, groupInstanceId, clientId, clientHost, sessionTimeoutMs, supportedProtocols } = classic;
  const { topics, rackId } = metadataOf(classic, protocol);
  return {
    memberId,
    memberEpoch: generation,
    previousMemberEpoch: generation,
    state: 'STABLE',
    instanceId: groupInstanceId,
    rackId: rackId === '' ? null : rackId,
    rebalanceTimeoutMs: classic.rebalanceTimeoutMs,
    clientId,
    clientHost,
    subscribedTopicNames: sortedSet(topics),
    subscribedTopicRegex: '',
    serverAssignorName: null,
    assignedPartitions: NO_PARTITIONS,
    partitionsPendingRevocation: NO_PARTITIONS,
    classicMemberMetadata: { sessionTimeoutMs, supportedProtocols },
  };
}

function recordsOf(group: ConsumerGroup): CoordinatorRecord[] {
  const { groupId, targetAssignment } = group;
  const members = membersOf(group);
  return [
    ...members.map((member) => subscriptionRecord(groupId, member)),
    epochRecord(groupId, group.groupEpoch, group.metadataHash),
    ...members.map(({ memberId }) => targetAssignmentRecord(groupId, memberId, get(targetAssignment, memberId) ?? [])),
    targetAssignmentEpochRecord(groupId, group.targetAssignmentEpoch, group.targetAssignmentTimestamp),
    ...members.map((member) => currentAssignmentRecord(groupId, member)),
  ];
}
