/**
 * SyncGroup, Heartbeat and LeaveGroup of the classic protocol, and members that are not heard of any more.
 *
 * Kafka: org.apache.kafka.coordinator.group.GroupMetadataManager (classicGroupSyncToClassicGroup,
 * classicGroupHeartbeatToClassicGroup, classicGroupLeaveToClassicGroup, expireClassicGroupMemberHeartbeat).
 */
import type { ErrorName } from '../../errors.ts';
import type {
  HeartbeatRequest,
  LeaveGroupRequest,
  LeaveGroupResponse,
  SyncGroupRequest,
} from '../../messages/group.ts';
import { type AppendFuture, answerOnly, type CoordinatorResult, EMPTY_RESULT, failure } from '../coordinatorResult.ts';
import { newGroupMetadataRecord } from '../recordHelpers.ts';
import { classicGroupOf, type RequestContext, type ShardContext, setGroup } from '../shardContext.ts';
import { answerSync, completeJoin, joinFailed, synced, syncFailed, UNKNOWN_MEMBER_ID } from './answers.ts';
import {
  type ClassicGroup,
  hasAllMembersJoined,
  hasSatisfiedHeartbeat,
  isLeader,
  isPendingMember,
  memberError,
  memberOf,
  removeMember,
  staticMemberId,
  withMember,
  without,
} from './classicGroup.ts';
import {
  completeClassicGroupJoin,
  heartbeatKey,
  maybeCompleteJoinPhase,
  maybePrepareRebalanceOrCompleteJoin,
  propagateAssignment,
  type RemovalReason,
  resetAndPropagateError,
  scheduleHeartbeat,
  syncKey,
  tellRemoved,
  transitionTo,
} from './rebalance.ts';

// ---- SyncGroup -------------------------------------------------------------------------------------------------------

export function classicGroupSync(
  context: ShardContext,
  { waiter }: RequestContext,
  group: ClassicGroup,
  request: SyncGroupRequest,
): CoordinatorResult {
  const { memberId, generationId } = request;
  const error = syncError(group, request);
  if (error !== 'NONE') {
    answerSync(context, waiter, syncFailed(error));
    return EMPTY_RESULT;
  }
  const member = memberOf(group, memberId)!;
  if (group.state === 'Stable') {
    removePendingSync(context, group, memberId);
    answerSync(context, waiter, synced(group, member));
    return EMPTY_RESULT;
  }
  const next = removePendingSync(context, withMember(group, { ...member, awaitingSync: waiter }), memberId);
  if (!isLeader(next, memberId)) return EMPTY_RESULT;
  const { groupId } = next;
  const { assignments } = request;
  return {
    records: [newGroupMetadataRecord(next, (each) => assignmentOf(assignments, each.memberId))],
    response: null,
    appendFuture: { type: 'assignment-stored', groupId, generationId, memberId, assignments },
    replayRecords: false,
  };
}

function assignmentOf(assignments: SyncGroupRequest['assignments'], memberId: string): readonly string[] {
  return assignments.find((each) => each.memberId === memberId)?.assignment ?? [];
}

function syncError(group: ClassicGroup, request: SyncGroupRequest): ErrorName {
  const { memberId, groupInstanceId, generationId, protocolType, protocolName } = request;
  const error = memberError(group, memberId, groupInstanceId);
  if (error !== 'NONE') return error;
  if (generationId !== group.generationId) return 'ILLEGAL_GENERATION';
  if (isInconsistent(protocolType, group.protocolType) || isInconsistent(protocolName, group.protocolName))
    return 'INCONSISTENT_GROUP_PROTOCOL';
  return group.state === 'PreparingRebalance' ? 'REBALANCE_IN_PROGRESS' : 'NONE';
}

function isInconsistent(said: string | null, known: string | null): boolean {
  return said !== null && known !== null && said !== known;
}

function removePendingSync(context: ShardContext, group: ClassicGroup, memberId: string): ClassicGroup {
  const pendingSyncMembers = without(group.pendingSyncMembers, memberId);
  if (pendingSyncMembers.length === 0) context.cancel(syncKey(group.groupId));
  return setGroup(context, { ...group, pendingSyncMembers });
}

/** The leader's assignment is committed, or is not. Meanwhile another generation may have begun. */
export function assignmentStored(
  context: ShardContext,
  { groupId, generationId, memberId, assignments }: Extract<AppendFuture, { type: 'assignment-stored' }>,
  error: ErrorName,
): void {
  const group = classicGroupOf(context, groupId);
  if (group?.state !== 'CompletingRebalance' || group.generationId !== generationId) return;
  if (error === 'NONE') {
    const next = propagateAssignment(context, group, (member) => assignmentOf(assignments, member), 'NONE');
    transitionTo(context, next, 'Stable');
    return;
  }
  const next = resetAndPropagateError(context, group, error);
  const reason = `Error ${error} when storing group assignment during SyncGroup (member: ${memberId}).`;
  maybePrepareRebalanceOrCompleteJoin(context, next, reason);
}

// ---- Heartbeat -------------------------------------------------------------------------------------------------------

export function classicGroupHeartbeat(
  context: ShardContext,
  group: ClassicGroup,
  { correlationId, memberId, groupInstanceId, generationId }: HeartbeatRequest,
): CoordinatorResult {
  const error = memberError(group, memberId, groupInstanceId);
  if (error !== 'NONE') return failure(error);
  if (generationId !== group.generationId) return failure('ILLEGAL_GENERATION');
  scheduleHeartbeat(context, group, memberOf(group, memberId)!);
  const errorCode = group.state === 'PreparingRebalance' ? 'REBALANCE_IN_PROGRESS' : 'NONE';
  return answerOnly({ type: 'HeartbeatResponse', correlationId, errorCode });
}

/** session.timeout.ms without a word; or the time in which a pending member should have come back. */
export function heartbeatExpired(context: ShardContext, groupId: string, memberId: string): CoordinatorResult {
  const group = classicGroupOf(context, groupId);
  if (group === undefined) return EMPTY_RESULT;
  if (isPendingMember(group, memberId)) {
    const next = setGroup(context, removeMember(group, memberId));
    return completeIfAllJoined(context, next);
  }
  const member = memberOf(group, memberId);
  if (member === undefined || hasSatisfiedHeartbeat(member)) return EMPTY_RESULT;
  tellRemoved(context, group, member, 'session-expired');
  const failed = joinFailed('UNKNOWN_MEMBER_ID', UNKNOWN_MEMBER_ID);
  const next = setGroup(context, removeMember(completeJoin(context, group, memberId, failed), memberId));
  if (next.state !== 'Stable' && next.state !== 'CompletingRebalance') return completeIfAllJoined(context, next);
  const reason = `removing member ${memberId} on heartbeat expiration.`;
  return maybePrepareRebalanceOrCompleteJoin(context, next, reason);
}

function completeIfAllJoined(context: ShardContext, group: ClassicGroup): CoordinatorResult {
  const complete = group.state === 'PreparingRebalance' && hasAllMembersJoined(group);
  return complete ? completeClassicGroupJoin(context, group) : EMPTY_RESULT;
}

// ---- LeaveGroup ------------------------------------------------------------------------------------------------------

export function classicGroupLeave(
  context: ShardContext,
  { correlationId, groupId, members }: LeaveGroupRequest,
): CoordinatorResult {
  const answers: LeaveGroupResponse['members'][number][] = [];
  for (const { memberId, groupInstanceId } of members) {
    const errorCode = leave(context, classicGroupOf(context, groupId)!, memberId, groupInstanceId);
    answers.push({ memberId, groupInstanceId, errorCode });
  }
  const response: LeaveGroupResponse = {
    type: 'LeaveGroupResponse',
    correlationId,
    errorCode: 'NONE',
    members: answers,
  };
  const left = answers.filter(({ errorCode }) => errorCode === 'NONE').map(({ memberId }) => memberId);
  if (left.length === 0) return answerOnly(response);
  const next = classicGroupOf(context, groupId)!;
  const result = afterLeaving(context, next, `explicit \`LeaveGroup\` request for (${left.join(', ')}) members.`);
  return 'error' in result ? result : { ...result, response };
}

function leave(context: ShardContext, group: ClassicGroup, memberId: string, instance: string | null): ErrorName {
  if (memberId === UNKNOWN_MEMBER_ID) {
    // An administrator's way: the instance alone is named.
    const existing = instance === null ? undefined : staticMemberId(group, instance);
    if (existing === undefined) return 'UNKNOWN_MEMBER_ID';
    removeCurrentMember(context, group, existing, 'left');
    return 'NONE';
  }
  if (isPendingMember(group, memberId)) {
    setGroup(context, removeMember(group, memberId));
    context.cancel(heartbeatKey(group.groupId, memberId));
    return 'NONE';
  }
  const error = memberError(group, memberId, instance);
  if (error === 'NONE') removeCurrentMember(context, group, memberId, 'left');
  return error;
}

function removeCurrentMember(
  context: ShardContext,
  group: ClassicGroup,
  memberId: string,
  reason: RemovalReason,
): void {
  tellRemoved(context, group, memberOf(group, memberId)!, reason);
  context.cancel(heartbeatKey(group.groupId, memberId));
  const failed = joinFailed('UNKNOWN_MEMBER_ID', UNKNOWN_MEMBER_ID);
  setGroup(context, removeMember(completeJoin(context, group, memberId, failed), memberId));
}

function afterLeaving(context: ShardContext, group: ClassicGroup, reason: string): CoordinatorResult {
  switch (group.state) {
    case 'Stable':
    case 'CompletingRebalance':
      return maybePrepareRebalanceOrCompleteJoin(context, group, reason);
    case 'PreparingRebalance':
      return maybeCompleteJoinPhase(context, group);
    default:
      return EMPTY_RESULT;
  }
}
