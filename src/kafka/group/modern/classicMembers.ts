/**
 * Members of the classic protocol in a consumer group: the same JoinGroup, SyncGroup, Heartbeat and LeaveGroup, served by
 * the same steps as a heartbeat of the new protocol. A member's epoch is its generation; each is the leader of nobody, and
 * is told to join again when its target has changed, when it has to give something back, or when what it waits for is free.
 *
 * Kafka: GroupMetadataManager.{classicGroupJoinToConsumerGroup,classicGroupSyncToConsumerGroup,
 * classicGroupHeartbeatToConsumerGroup,classicGroupLeaveToConsumerGroup}.
 */
import { get } from '../../../base/table.ts';
import { type ApiError, apiError } from '../../controller/apiError.ts';
import { randomUuid } from '../../controller/uuid.ts';
import type {
  HeartbeatRequest,
  JoinGroupRequest,
  LeaveGroupRequest,
  LeaveGroupResponse,
  SyncGroupRequest,
} from '../../messages/group.ts';
import { answerJoin, joinFailed, UNKNOWN_MEMBER_ID } from '../classic/answers.ts';
import { CONSUMER_PROTOCOL_TYPE, type Protocols } from '../classic/classicGroup.ts';
import { answerOnly, type CoordinatorResult, EMPTY_RESULT } from '../coordinatorResult.ts';
import type { CoordinatorRecord } from '../records.ts';
import { nowMs, type RequestContext, type ShardContext } from '../shardContext.ts';
import {
  type ConsumerGroup,
  hasMetadataExpired,
  isWaitingOnUnreleasedPartition,
  staticMember,
} from './consumerGroup.ts';
import { type ConsumerGroupMember, usesClassicProtocol } from './consumerGroupMember.ts';
import { canDowngradeReplacing, convertToClassicGroup } from './downgrade.ts';
import { failureOf, fencedInstance, fenceMembers, unknownInstance, unknownMember } from './fencing.ts';
import { migrationPolicy } from './groupConfig.ts';
import { scheduleJoinTimeoutIfAbsent, scheduleSessionTimeout } from './groupTimers.ts';
import { identifiedPartitions, namedPartitions } from './heartbeatResponse.ts';
import { groupFullError, memberToUpdate } from './joining.ts';
import { updateSubscriptionMetadata } from './metadataRefresh.ts';
import { lastTarget, maybeReconcile, maybeUpdateTargetAssignment } from './reconciling.ts';
import { maybeUpdateRegularExpressions } from './regularExpressions.ts';
import { saidAnew, subscriptionRecordIfChanged } from './subscription.ts';

// ---- JoinGroup -------------------------------------------------------------------------------------------------------

export function classicJoinToConsumerGroup(
  context: ShardContext,
  from: RequestContext,
  group: ConsumerGroup,
  request: JoinGroupRequest,
): CoordinatorResult {
  const { groupId, groupInstanceId: instanceId } = request;
  const isUnknown = request.memberId === UNKNOWN_MEMBER_ID;
  const memberId = isUnknown ? randomUuid(context, newMemberOccasion(context, groupId, from)) : request.memberId;
  const refused =
    joinError(context, group) ?? groupFullError(context, group, memberId) ?? protocolError(group, memberId, request);
  if (refused !== undefined) return failureOf(refused);
  if (isUnknown && instanceId === null) {
    answerJoin(context, from.waiter, joinFailed('MEMBER_ID_REQUIRED', memberId));
    return EMPTY_RESULT;
  }
  const records: CoordinatorRecord[] = [];
  const mayCreate = instanceId === null || isUnknown;
  const joining = { memberId, memberEpoch: -1, instanceId, owned: [], mayCreate, usesClassicProtocol: true };
  const member = memberToUpdate(group, joining, records);
  if ('error' in member) return failureOf(member);
  const [{ metadata }] = request.protocols as [Protocols[number]];
  const updated = saidAnew(member, {
    instanceId,
    rackId: metadata.rackId === '' ? null : metadata.rackId,
    rebalanceTimeoutMs: request.rebalanceTimeoutMs,
    serverAssignorName: null,
    subscribedTopicNames: metadata.topics,
    subscribedTopicRegex: '',
    clientId: from.clientId,
    clientHost: from.clientHost,
    classicMemberMetadata: { sessionTimeoutMs: request.sessionTimeoutMs, supportedProtocols: request.protocols },
  });
  return joinedWith(context, from, group, request, member, updated, records);
}

/** Of an id as Kafka writes them, without the client's name. */
function newMemberOccasion({ now }: ShardContext, groupId: string, { clientId, waiter }: RequestContext): string {
  return `member id of group ${groupId} client ${clientId} at ${now} request ${waiter.connection} ${waiter.correlationId}`;
}

function joinedWith(
  context: ShardContext,
  { waiter }: RequestContext,
  group: ConsumerGroup,
  request: JoinGroupRequest,
  member: ConsumerGroupMember,
  said: ConsumerGroupMember,
  records: CoordinatorRecord[],
): CoordinatorResult {
  const { groupId } = group;
  const existing = staticMember(group, request.groupInstanceId);
  const isDowngrade = existing !== undefined && canDowngradeReplacing(context, group, existing);
  const haveNamesChanged = subscriptionRecordIfChanged(groupId, member, said, records);
  const { update } = maybeUpdateRegularExpressions(context, group, member, said, records);
  const isBumped = haveNamesChanged || update !== 'no-change';
  const metadata =
    isBumped || hasMetadataExpired(group, nowMs(context))
      ? updateSubscriptionMetadata(context, group, isBumped, member, said, records)
      : group;
  const owned = identifiedPartitions(context.image, request.protocols[0]!.metadata.ownedPartitions);
  let updated = said;
  if (isDowngrade) {
    const isStale = group.targetAssignmentEpoch < metadata.groupEpoch;
    if (!isStale) updated = maybeReconcile(context, group, said, lastTarget(group, said), isBumped, owned, records);
    const reason = `Downgrade group ${groupId} from consumer to classic with stale assignment.`;
    const rebalanceReason = isStale ? reason : null;
    records.push(...convertToClassicGroup(context, group, { leaving: [], joining: updated, rebalanceReason }));
  } else {
    const target = maybeUpdateTargetAssignment(context, group, metadata, member, said, records);
    if ('error' in target) return failureOf(target);
    updated = maybeReconcile(context, group, said, target, isBumped, owned, records);
  }
  const { memberId, memberEpoch: generationId } = updated;
  return {
    records,
    response: null,
    replayRecords: !isDowngrade,
    appendFuture: {
      type: 'classic-member-joined',
      groupId,
      memberId,
      sessionTimeoutMs: request.sessionTimeoutMs,
      rebalanceTimeoutMs: request.rebalanceTimeoutMs,
      isDowngrade,
      response: {
        ...joinFailed('NONE', memberId),
        generationId,
        protocolType: CONSUMER_PROTOCOL_TYPE,
        protocolName: request.protocols[0]!.name,
      },
      waiter,
    },
  };
}

function joinError(context: ShardContext, { groupId }: ConsumerGroup): ApiError | undefined {
  if (migrationPolicy(context) !== 'disabled') return undefined;
  const message = `Cannot join the consumer group ${groupId} with the classic protocol because the group migration is disabled.`;
  return apiError('INCONSISTENT_GROUP_PROTOCOL', message);
}

/** One that all classic members have, where there are any. */
function protocolError(
  group: ConsumerGroup,
  memberId: string,
  { protocolType, protocols }: JoinGroupRequest,
): ApiError | undefined {
  const supporters = (name: string): number =>
    group.members.values.filter((member) =>
      member.classicMemberMetadata?.supportedProtocols.some((protocol) => protocol.name === name),
    ).length;
  const isSupported =
    protocolType === CONSUMER_PROTOCOL_TYPE &&
    protocols.some(({ name }) => supporters(name) === group.numClassicProtocolMembers);
  return isSupported
    ? undefined
    : apiError('INCONSISTENT_GROUP_PROTOCOL', `Member ${memberId}'s protocols are not supported.`);
}

// ---- SyncGroup -------------------------------------------------------------------------------------------------------

export function classicSyncToConsumerGroup(
  context: ShardContext,
  { waiter }: RequestContext,
  group: ConsumerGroup,
  request: SyncGroupRequest,
): CoordinatorResult {
  const { memberId, groupInstanceId, generationId, protocolType, protocolName } = request;
  const member = classicMember(group, memberId, groupInstanceId, generationId);
  if ('error' in member) return failureOf(member);
  const { sessionTimeoutMs, supportedProtocols } = member.classicMemberMetadata!;
  const refused = protocolMismatch(member, protocolType, protocolName, supportedProtocols[0]!.name);
  if (refused !== undefined) return failureOf(refused);
  if (group.targetAssignmentEpoch > member.memberEpoch && member.state !== 'UNREVOKED_PARTITIONS') {
    scheduleJoinTimeoutIfAbsent(context, group.groupId, memberId, member.rebalanceTimeoutMs);
    const message = `A new rebalance is triggered in group ${group.groupId} and member ${memberId} should rejoin to catch up.`;
    return failureOf(apiError('REBALANCE_IN_PROGRESS', message));
  }
  return {
    records: [],
    response: null,
    appendFuture: {
      type: 'classic-member-synced',
      groupId: group.groupId,
      memberId,
      sessionTimeoutMs,
      response: {
        type: 'SyncGroupResponse',
        correlationId: 0,
        errorCode: 'NONE',
        protocolType,
        protocolName,
        assignment: namedPartitions(context.image, member.assignedPartitions),
      },
      waiter,
    },
  };
}

function protocolMismatch(
  { memberId }: ConsumerGroupMember,
  type: string | null,
  name: string | null,
  expected: string,
): ApiError | undefined {
  if (type !== null && type !== CONSUMER_PROTOCOL_TYPE) {
    const message = `The protocol type ${type} from member ${memberId} request is not equal to the group protocol type ${CONSUMER_PROTOCOL_TYPE}.`;
    return apiError('INCONSISTENT_GROUP_PROTOCOL', message);
  }
  if (name === null || name === expected) return undefined;
  const message = `The protocol name ${name} from member ${memberId} request is not equal to the protocol name ${expected} returned in the join response.`;
  return apiError('INCONSISTENT_GROUP_PROTOCOL', message);
}

/** validateConsumerGroupMember, throwIfMemberDoesNotUseClassicProtocol, throwIfGenerationIdUnmatched */
function classicMember(
  group: ConsumerGroup,
  memberId: string,
  instanceId: string | null,
  generationId: number,
): ConsumerGroupMember | ApiError {
  const member = instanceId === null ? get(group.members, memberId) : staticMember(group, instanceId);
  if (member === undefined) {
    if (instanceId === null) return unknownMember(group.groupId, memberId);
    const message = `Member with instance id ${instanceId} is not a member of group ${group.groupId}.`;
    return apiError('UNKNOWN_MEMBER_ID', message);
  }
  if (instanceId !== null && member.memberId !== memberId) return fencedInstance(member, memberId, instanceId);
  if (!usesClassicProtocol(member))
    return apiError('UNKNOWN_MEMBER_ID', `Member ${member.memberId} does not use the classic protocol.`);
  if (member.memberEpoch === generationId) return member;
  const message = `The request generation id ${generationId} is not equal to the member epoch ${member.memberEpoch} of member ${memberId}.`;
  return apiError('ILLEGAL_GENERATION', message);
}

// ---- Heartbeat -------------------------------------------------------------------------------------------------------

export function classicHeartbeatToConsumerGroup(
  context: ShardContext,
  group: ConsumerGroup,
  { correlationId, memberId, groupInstanceId, generationId }: HeartbeatRequest,
): CoordinatorResult {
  const member = classicMember(group, memberId, groupInstanceId, generationId);
  if ('error' in member) return failureOf(member);
  const { groupId } = group;
  scheduleSessionTimeout(context, groupId, memberId, member.classicMemberMetadata!.sessionTimeoutMs);
  const shouldRejoin =
    member.memberEpoch < group.targetAssignmentEpoch ||
    member.state === 'UNREVOKED_PARTITIONS' ||
    (member.state === 'UNRELEASED_PARTITIONS' && !isWaitingOnUnreleasedPartition(group, member));
  if (shouldRejoin) scheduleJoinTimeoutIfAbsent(context, groupId, memberId, member.rebalanceTimeoutMs);
  const errorCode = shouldRejoin ? 'REBALANCE_IN_PROGRESS' : 'NONE';
  return answerOnly({ type: 'HeartbeatResponse', correlationId, errorCode });
}

// ---- LeaveGroup ------------------------------------------------------------------------------------------------------

export function classicLeaveToConsumerGroup(
  context: ShardContext,
  group: ConsumerGroup,
  { correlationId, members }: LeaveGroupRequest,
): CoordinatorResult {
  const leaving = new Map<string, ConsumerGroupMember>();
  const answers: LeaveGroupResponse['members'][number][] = [];
  for (const { memberId, groupInstanceId } of members) {
    const member = memberToLeave(group, memberId, groupInstanceId);
    if ('error' in member) answers.push({ memberId, groupInstanceId, errorCode: member.error });
    else {
      answers.push({ memberId, groupInstanceId, errorCode: 'NONE' });
      leaving.set(member.memberId, member);
    }
  }
  const response = { type: 'LeaveGroupResponse', correlationId, errorCode: 'NONE', members: answers } as const;
  return fenceMembers(context, group, [...leaving.values()], 'left', response);
}

/** An administrator names the instance alone. */
function memberToLeave(
  group: ConsumerGroup,
  memberId: string,
  instanceId: string | null,
): ConsumerGroupMember | ApiError {
  if (instanceId === null) return get(group.members, memberId) ?? unknownMember(group.groupId, memberId);
  const member = staticMember(group, instanceId);
  if (member === undefined) return unknownInstance(instanceId);
  return memberId === UNKNOWN_MEMBER_ID || member.memberId === memberId
    ? member
    : fencedInstance(member, memberId, instanceId);
}
