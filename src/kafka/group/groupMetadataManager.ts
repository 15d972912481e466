/**
 * Requests about groups, on the shard that keeps them: to the functions of the group's own protocol.
 *
 * Kafka: org.apache.kafka.coordinator.group.GroupMetadataManager.
 */
import { unreachable } from '../../base/assert.ts';
import { get } from '../../base/table.ts';
import type { ErrorName } from '../errors.ts';
import type { KafkaFact } from '../facts.ts';
import type {
  DescribeGroupsResponse,
  HeartbeatRequest,
  JoinGroupRequest,
  LeaveGroupRequest,
  ListGroupsRequest,
  ListGroupsResponse,
  OffsetCommitRequest,
  SyncGroupRequest,
} from '../messages/group.ts';
import { answerJoin, answerSync, completeJoin, completeSync, joinFailed, syncFailed } from './classic/answers.ts';
import { allMembers, type ClassicGroup, metadataOf, numMembers } from './classic/classicGroup.ts';
import { classicGroupJoin } from './classic/join.ts';
import {
  assignmentStored,
  classicGroupHeartbeat,
  classicGroupLeave,
  classicGroupSync,
  heartbeatExpired,
} from './classic/membership.ts';
import {
  joinExpired,
  prepareRebalance,
  scheduleHeartbeat,
  syncExpired,
  transitionTo,
  tryCompleteInitialRebalance,
} from './classic/rebalance.ts';
import { staticMemberNotStored, staticMemberStored } from './classic/staticMember.ts';
import { type AppendFuture, type CoordinatorResult, EMPTY_RESULT, failure } from './coordinatorResult.ts';
import { deleteGroupError, isEmptyGroup, listedGroup, stateOf, tombstonesOf } from './group.ts';
import * as consumerGroups from './modern/consumerGroupManager.ts';
import { consumerCommitError } from './modern/consumerOffsets.ts';
import { commitOffset } from './offsets/commitOffsets.ts';
import { cleanupGroupMetadata, offsetTombstonesOf, scheduleExpiration } from './offsets/expireOffsets.ts';
import type { CoordinatorRecord } from './records.ts';
import {
  classicGroupOf,
  configNumber,
  groupOf,
  type RequestContext,
  removeGroup,
  type ShardContext,
} from './shardContext.ts';
import type { GroupShard, TimerOperation } from './state.ts';

// ---- membership ------------------------------------------------------------------------------------------------------

export function joinGroup(context: ShardContext, from: RequestContext, request: JoinGroupRequest): CoordinatorResult {
  const group = groupOf(context, request.groupId);
  if (group?.type !== 'consumer') return classicGroupJoin(context, from, request);
  if (!isEmptyGroup(group)) return consumerGroups.classicJoin(context, from, group, request);
  // An empty one gives way. What is left of it in the log goes with the first record of the new group.
  removeGroup(context, group.groupId);
  const result = classicGroupJoin(context, from, request);
  if ('error' in result || result.appendFuture?.type !== 'group-created') return result;
  return { ...result, records: [...tombstonesOf(group), ...result.records] };
}

export function syncGroup(context: ShardContext, from: RequestContext, request: SyncGroupRequest): CoordinatorResult {
  const group = groupOf(context, request.groupId);
  if (group?.type === 'classic' && !isEmptyGroup(group)) return classicGroupSync(context, from, group, request);
  if (group?.type === 'consumer' && !isEmptyGroup(group))
    return consumerGroups.classicSync(context, from, group, request);
  answerSync(context, from.waiter, syncFailed('UNKNOWN_MEMBER_ID'));
  return EMPTY_RESULT;
}

export function heartbeat(context: ShardContext, request: HeartbeatRequest): CoordinatorResult {
  const group = groupOf(context, request.groupId);
  if (group?.type === 'classic') return classicGroupHeartbeat(context, group, request);
  if (group?.type === 'consumer') return consumerGroups.classicHeartbeat(context, group, request);
  return failure('UNKNOWN_MEMBER_ID', `Group ${request.groupId} not found.`);
}

export function leaveGroup(context: ShardContext, request: LeaveGroupRequest): CoordinatorResult {
  const group = groupOf(context, request.groupId);
  if (group?.type === 'classic') return classicGroupLeave(context, request);
  if (group?.type === 'consumer') return consumerGroups.classicLeave(context, group, request);
  return failure('UNKNOWN_MEMBER_ID', `Group ${request.groupId} not found.`);
}

export function commit(context: ShardContext, request: OffsetCommitRequest): CoordinatorResult {
  return commitOffset(context, request, consumerCommitError);
}

// ---- time ------------------------------------------------------------------------------------------------------------

export function timerFired(context: ShardContext, operation: TimerOperation): CoordinatorResult {
  switch (operation.type) {
    case 'classic-heartbeat':
      return heartbeatExpired(context, operation.groupId, operation.memberId);
    case 'classic-join':
      return joinExpired(context, operation.groupId);
    case 'classic-initial-join':
      return tryCompleteInitialRebalance(context, operation.groupId, operation.delayMs, operation.remainingMs);
    case 'classic-sync':
      return syncExpired(context, operation.groupId, operation.generationId);
    case 'group-expiration':
      return cleanupGroupMetadata(context);
    case 'consumer-session':
    case 'consumer-rebalance':
    case 'consumer-join':
    case 'consumer-sync':
    case 'consumer-regex-refresh':
      return consumerGroups.timerFired(context, operation);
    default:
      return unreachable(operation);
  }
}

/** The records of an operation are committed (`NONE`), or will never be. The error is as the client is to hear it. */
export function appendCompleted(context: ShardContext, future: AppendFuture, error: ErrorName): void {
  switch (future.type) {
    case 'group-created':
      if (error !== 'NONE') answerJoin(context, future.waiter, joinFailed(error, ''));
      return;
    case 'group-emptied':
      return;
    case 'static-member-replaced':
      if (error === 'NONE') staticMemberStored(context, future);
      else staticMemberNotStored(context, future, error);
      return;
    case 'assignment-stored':
      assignmentStored(context, future, error);
      return;
    case 'classic-member-joined':
    case 'classic-member-synced':
      consumerGroups.classicMemberAnswered(context, future, error);
      return;
    default:
      unreachable(future);
  }
}

// ---- the coordinator's own life --------------------------------------------------------------------------------------

/** Every member has its session timeout from now on to be heard of. */
export function onLoaded(context: ShardContext): void {
  for (const { groupId } of context.shard.groups.values) {
    const group = groupOf(context, groupId)!;
    if (group.type === 'consumer') {
      consumerGroups.onGroupLoaded(context, group);
      continue;
    }
    for (const member of allMembers(group)) scheduleHeartbeat(context, group, member);
    const maxSize = configNumber(context, 'group.max.size');
    if (numMembers(group) <= maxSize) continue;
    const reason =
      `Freshly-loaded group ${groupId} (size ${numMembers(group)}) is over capacity ${maxSize}. ` +
      'Rebalancing in order to give a chance for consumers to commit offsets';
    prepareRebalance(context, group, reason);
  }
  scheduleExpiration(context);
}

/** Whoever waits is sent to the new coordinator. */
export function onUnloaded(context: ShardContext): void {
  for (const { groupId } of context.shard.groups.values) {
    const group = classicGroupOf(context, groupId);
    if (group === undefined) continue;
    let next = transitionTo(context, group, 'Dead');
    for (const { memberId } of allMembers(group)) {
      next = completeJoin(context, next, memberId, joinFailed('NOT_COORDINATOR', memberId));
      next = completeSync(context, next, memberId, syncFailed('NOT_COORDINATOR'));
    }
  }
}

// ---- administration --------------------------------------------------------------------------------------------------

export function deleteGroups(
  context: ShardContext,
  groupIds: readonly string[],
  correlationId: number,
): CoordinatorResult {
  const { broker } = context;
  const records: CoordinatorRecord[] = [];
  const facts: KafkaFact[] = [];
  const results = groupIds.map((groupId) => {
    const group = groupOf(context, groupId);
    const errorCode = group === undefined ? 'GROUP_ID_NOT_FOUND' : deleteGroupError(group);
    if (group === undefined || errorCode !== 'NONE') return { groupId, errorCode };
    records.push(...offsetTombstonesOf(context, groupId), ...tombstonesOf(group));
    facts.push({ type: 'GroupDeleted', group: groupId, broker });
    return { groupId, errorCode };
  });
  return { records, response: { type: 'DeleteGroupsResponse', correlationId, results }, facts };
}

/** Filters are in any case; an unknown one matches nothing. */
export function listGroups(
  { groups }: GroupShard,
  { statesFilter, typesFilter }: ListGroupsRequest,
): ListGroupsResponse['groups'] {
  const states = statesFilter.map(lowerCase);
  const types = typesFilter.map(lowerCase);
  return groups.values
    .filter((group) => states.length === 0 || states.includes(lowerCase(stateOf(group))))
    .filter((group) => types.length === 0 || types.includes(group.type))
    .map(listedGroup);
}

/** The names of states and types are ASCII. */
function lowerCase(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 32));
}

type Described = DescribeGroupsResponse['groups'][number];

export function describeGroup({ groups }: GroupShard, groupId: string): Described {
  const group = get(groups, groupId);
  if (group?.type === 'classic') return describeClassicGroup(group);
  const errorMessage = group === undefined ? `Group ${groupId} not found.` : `Group ${groupId} is not a classic group.`;
  return { ...describeFailed(groupId, 'GROUP_ID_NOT_FOUND', errorMessage), groupState: 'Dead' };
}

export function describeFailed(groupId: string, errorCode: ErrorName, errorMessage: string | null = null): Described {
  return { errorCode, errorMessage, groupId, groupState: '', protocolType: '', protocolData: '', members: [] };
}

/** What members subscribe to is said only while it holds. */
function describeClassicGroup(group: ClassicGroup): Described {
  const { groupId, state: groupState, protocolType, protocolName } = group;
  const stable = groupState === 'Stable' ? protocolName : null;
  const members = allMembers(group).map((member) => ({
    memberId: member.memberId,
    groupInstanceId: member.groupInstanceId,
    clientId: member.clientId,
    clientHost: member.clientHost,
    memberMetadata: stable === null ? null : metadataOf(member, stable),
    memberAssignment: member.assignment,
  }));
  return {
    errorCode: 'NONE',
    errorMessage: null,
    groupId,
    groupState,
    protocolType: protocolType ?? '',
    protocolData: stable ?? '',
    members,
  };
}
