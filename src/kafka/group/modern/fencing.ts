/**
 * A member goes: it left, its session is over, or it did not give its partitions back in time. Its records become
 * tombstones and the group's epoch goes up; the new target is made with the next heartbeat of whoever stays. When only
 * members of the classic protocol stay, the group becomes a classic one.
 *
 * Kafka: GroupMetadataManager.{consumerGroupLeave,consumerGroupFenceMembers,consumerGroupFenceMemberOperation}.
 */
import { unreachable } from '../../../base/assert.ts';
import { get } from '../../../base/table.ts';
import { type ApiError, apiError } from '../../controller/apiError.ts';
import type { KafkaFact } from '../../facts.ts';
import type { ConsumerGroupHeartbeatRequest, GroupResponse } from '../../messages/group.ts';
import { type CoordinatorResult, EMPTY_RESULT, failure } from '../coordinatorResult.ts';
import type { CoordinatorRecord } from '../records.ts';
import { groupOf, type ShardContext } from '../shardContext.ts';
import type { TimerOperation } from '../state.ts';
import { type ConsumerGroup, staticMember } from './consumerGroup.ts';
import { type ConsumerGroupMember, LEAVE_GROUP_STATIC_MEMBER_EPOCH } from './consumerGroupMember.ts';
import {
  currentAssignmentRecord,
  epochRecord,
  memberTombstones,
  regularExpressionRecord,
} from './consumerGroupRecords.ts';
import { canDowngradeWithout, convertToClassicGroup } from './downgrade.ts';
import { NO_PARTITIONS } from './epochedAssignment.ts';
import { cancelTimers } from './groupTimers.ts';
import { heartbeatResponse } from './heartbeatResponse.ts';
import { computeMetadataHash } from './metadataHash.ts';
import { refreshRegularExpressions } from './regularExpressions.ts';
import { countNames, countResolvedTopics } from './subscriptionCounts.ts';

export type MemberRemovalReason =
  | 'left'
  | 'session-expired'
  | 'rebalance-timeout'
  | 'sync-timeout'
  | 'fenced'
  | 'replaced';

// ---- leaving ---------------------------------------------------------------------------------------------------------

export function consumerGroupLeave(context: ShardContext, request: ConsumerGroupHeartbeatRequest): CoordinatorResult {
  const { groupId, memberId, memberEpoch, instanceId } = request;
  const group = groupOf(context, groupId);
  if (group === undefined) return failure('GROUP_ID_NOT_FOUND', `Group ${groupId} not found.`);
  if (group.type !== 'consumer') return failure('GROUP_ID_NOT_FOUND', `Group ${groupId} is not a consumer group.`);
  const response = heartbeatResponse(memberId, memberEpoch);
  if (instanceId === null) {
    const member = get(group.members, memberId);
    if (member === undefined) return failureOf(unknownMember(groupId, memberId));
    return fenceMembers(context, group, [member], 'left', response);
  }
  const member = staticMember(group, instanceId);
  if (member === undefined) return failureOf(unknownInstance(instanceId));
  if (member.memberId !== memberId) return failureOf(fencedInstance(member, memberId, instanceId));
  return memberEpoch === LEAVE_GROUP_STATIC_MEMBER_EPOCH
    ? leaveForAWhile(group, member)
    : fenceMembers(context, group, [member], 'left', response);
}

/** It keeps what it holds for its successor, who is given it as of epoch 0. */
function leaveForAWhile({ groupId }: ConsumerGroup, member: ConsumerGroupMember): CoordinatorResult {
  const leaving: ConsumerGroupMember = {
    ...member,
    memberEpoch: LEAVE_GROUP_STATIC_MEMBER_EPOCH,
    partitionsPendingRevocation: NO_PARTITIONS,
    assignedPartitions: member.assignedPartitions.map((topic) => ({
      ...topic,
      assignmentEpochs: topic.partitions.map(() => 0),
    })),
  };
  return {
    records: [currentAssignmentRecord(groupId, leaving)],
    response: heartbeatResponse(member.memberId, LEAVE_GROUP_STATIC_MEMBER_EPOCH),
  };
}

export function unknownMember(groupId: string, memberId: string): ApiError {
  return apiError('UNKNOWN_MEMBER_ID', `Member ${memberId} is not a member of group ${groupId}.`);
}

export function unknownInstance(instanceId: string): ApiError {
  return apiError('UNKNOWN_MEMBER_ID', `Instance id ${instanceId} is unknown.`);
}

export function fencedInstance(member: ConsumerGroupMember, memberId: string, instanceId: string): ApiError {
  return apiError(
    'FENCED_INSTANCE_ID',
    `Static member ${memberId} with instance id ${instanceId} was fenced by member ${member.memberId}.`,
  );
}

export function failureOf({ error, message }: ApiError): CoordinatorResult {
  return failure(error, message ?? undefined);
}

// ---- fencing ---------------------------------------------------------------------------------------------------------

export function fenceMembers(
  context: ShardContext,
  group: ConsumerGroup,
  members: readonly ConsumerGroupMember[],
  reason: MemberRemovalReason,
  response: GroupResponse | null,
): CoordinatorResult {
  if (members.length === 0) return { records: [], response };
  const facts = members.map((member) => memberRemoved(context, group, member, reason));
  if (canDowngradeWithout(context, group, members)) {
    const why = `Downgrade group ${group.groupId} from consumer to classic for member leaving.`;
    for (const fact of facts) context.fact(fact);
    const converted = convertToClassicGroup(context, group, { leaving: members, joining: null, rebalanceReason: why });
    return { records: converted, response, replayRecords: false };
  }
  const records: CoordinatorRecord[] = members.flatMap(({ memberId }) => memberTombstones(group.groupId, memberId));
  let topics = group.subscribedTopicNames;
  for (const member of members) topics = countNames(topics, member, undefined);
  for (const regex of patternsOnlyOf(group, members)) {
    records.push(regularExpressionRecord(group.groupId, regex, null));
    topics = countResolvedTopics(topics, get(group.resolvedRegularExpressions, regex)?.topics);
  }
  records.push(epochRecord(group.groupId, group.groupEpoch + 1, computeMetadataHash(topics, context.image)));
  for (const { memberId } of members) cancelTimers(context, group.groupId, memberId);
  return { records, response, facts };
}

function patternsOnlyOf(group: ConsumerGroup, members: readonly ConsumerGroupMember[]): string[] {
  const counts = new Map<string, number>();
  for (const { subscribedTopicRegex: regex } of members)
    if (regex !== '') counts.set(regex, (counts.get(regex) ?? 0) + 1);
  return [...counts.keys()].filter((regex) => get(group.subscribedRegularExpressions, regex) === counts.get(regex));
}

export function memberRemoved(
  { broker }: ShardContext,
  { groupId }: ConsumerGroup,
  { memberId, clientId, instanceId }: ConsumerGroupMember,
  reason: MemberRemovalReason,
): KafkaFact {
  const fact = { group: groupId, broker, member: memberId, client: clientId, instance: instanceId };
  return { type: 'GroupMemberRemoved', ...fact, reason };
}

// ---- clocks that ran out ---------------------------------------------------------------------------------------------

export type ConsumerTimerOperation = Extract<TimerOperation, { readonly type: `consumer-${string}` }>;

export function onConsumerTimer(context: ShardContext, operation: ConsumerTimerOperation): CoordinatorResult {
  switch (operation.type) {
    case 'consumer-session':
      return fenceIfThere(context, operation, 'session-expired');
    case 'consumer-rebalance':
      return fenceIfThere(context, operation, 'rebalance-timeout', operation.memberEpoch);
    case 'consumer-join':
      return fenceIfThere(context, operation, 'rebalance-timeout');
    case 'consumer-sync':
      return fenceIfThere(context, operation, 'sync-timeout');
    case 'consumer-regex-refresh': {
      const group = groupOf(context, operation.groupId);
      return group?.type === 'consumer' ? refreshRegularExpressions(context, group) : EMPTY_RESULT;
    }
    default:
      return unreachable(operation);
  }
}

/** Only while it is still at `memberEpoch`, where that is said. */
function fenceIfThere(
  context: ShardContext,
  { groupId, memberId }: { readonly groupId: string; readonly memberId: string },
  reason: MemberRemovalReason,
  memberEpoch?: number,
): CoordinatorResult {
  const group = groupOf(context, groupId);
  const member = group?.type === 'consumer' ? get(group.members, memberId) : undefined;
  if (group?.type !== 'consumer' || member === undefined) return EMPTY_RESULT;
  if (memberEpoch !== undefined && member.memberEpoch !== memberEpoch) return EMPTY_RESULT;
  return fenceMembers(context, group, [member], reason, null);
}
