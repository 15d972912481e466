/**
 * JoinGroup: a member comes, or comes again for the next generation. One without an id is given one first, and has to come
 * back with it (KIP-394); a static one takes the place of its predecessor (KIP-345, staticMember.ts).
 *
 * Kafka: org.apache.kafka.coordinator.group.GroupMetadataManager (classicGroupJoinToClassicGroup and what it calls).
 * *Simplified:* requests are always of the newest version; member ids are drawn from the run's seed.
 */
import type { JoinGroupRequest } from '../../messages/group.ts';
import { type CoordinatorResult, EMPTY_RESULT, failure } from '../coordinatorResult.ts';
import { newEmptyGroupMetadataRecord } from '../recordHelpers.ts';
import {
  classicGroupOf,
  configNumber,
  groupOf,
  nowMs,
  type RequestContext,
  type ShardContext,
  setGroup,
} from '../shardContext.ts';
import { answerJoin, joined, joinFailed, joinReason, UNKNOWN_MEMBER_ID } from './answers.ts';
import {
  addMember,
  type ClassicGroup,
  type ClassicGroupMember,
  hasMember,
  isLeader,
  isPendingMember,
  matches,
  memberError,
  memberOf,
  newClassicGroup,
  numAwaitingJoin,
  numMembers,
  removeMember,
  staticMemberId,
  supportsProtocols,
  updatedMember,
  withMember,
} from './classicGroup.ts';
import { randomMemberUuid } from './memberId.ts';
import { heartbeatKey, maybePrepareRebalanceOrCompleteJoin, scheduleHeartbeat, tellRemoved } from './rebalance.ts';
import { replaceStaticMember } from './staticMember.ts';

/** GroupCoordinatorConfig.CLASSIC_GROUP_NEW_MEMBER_JOIN_TIMEOUT_MS */
const NEW_MEMBER_JOIN_TIMEOUT_MS = 5 * 60 * 1_000;

export function classicGroupJoin(
  context: ShardContext,
  from: RequestContext,
  request: JoinGroupRequest,
): CoordinatorResult {
  const { groupId, memberId } = request;
  const isUnknownMember = memberId === UNKNOWN_MEMBER_ID;
  const isNewGroup = groupOf(context, groupId) === undefined;
  const group =
    classicGroupOf(context, groupId) ??
    (isNewGroup && isUnknownMember ? setGroup(context, newClassicGroup(groupId, nowMs(context))) : undefined);
  if (group === undefined) {
    answerJoin(context, from.waiter, joinFailed('UNKNOWN_MEMBER_ID', memberId));
    return EMPTY_RESULT;
  }
  const result = join(context, from, request, group);
  if (!isNewGroup || result !== EMPTY_RESULT) return result;
  return {
    records: [newEmptyGroupMetadataRecord(group)],
    response: null,
    appendFuture: { type: 'group-created', groupId, waiter: from.waiter },
    replayRecords: false,
  };
}

function join(
  context: ShardContext,
  from: RequestContext,
  request: JoinGroupRequest,
  group: ClassicGroup,
): CoordinatorResult {
  const { memberId, groupInstanceId, protocolType, protocols } = request;
  if (!acceptsJoiningMember(context, group, memberId)) {
    const member = memberOf(group, memberId);
    if (member !== undefined) tellRemoved(context, group, member, 'group-full');
    setGroup(context, removeMember(group, memberId));
    answerJoin(context, from.waiter, joinFailed('GROUP_MAX_SIZE_REACHED', UNKNOWN_MEMBER_ID));
    return EMPTY_RESULT;
  }
  if (!supportsProtocols(group, protocolType, protocols)) {
    answerJoin(context, from.waiter, joinFailed('INCONSISTENT_GROUP_PROTOCOL', memberId));
    return EMPTY_RESULT;
  }
  if (memberId !== UNKNOWN_MEMBER_ID) return joinExistingMember(context, from, request, group);
  const newMemberId = `${groupInstanceId ?? from.clientId}-${randomMemberUuid(context, group.groupId, from)}`;
  if (groupInstanceId === null) return requireKnownMemberId(context, from, request, group, newMemberId);
  const existing = staticMemberId(group, groupInstanceId);
  if (existing === undefined) return addMemberThenRebalance(context, from, request, group, newMemberId);
  return replaceStaticMember(context, from, request, group, existing, newMemberId);
}

/** group.max.size: while they rejoin, of those who came first; else of those who are in. */
function acceptsJoiningMember(context: ShardContext, group: ClassicGroup, memberId: string): boolean {
  const maxSize = configNumber(context, 'group.max.size');
  switch (group.state) {
    case 'Empty':
    case 'Dead':
      return true;
    case 'PreparingRebalance':
      return (memberOf(group, memberId)?.awaitingJoin ?? null) !== null || numAwaitingJoin(group) < maxSize;
    case 'CompletingRebalance':
    case 'Stable':
      return hasMember(group, memberId) || numMembers(group) < maxSize;
  }
}

/** So that a client that never hears of its id does not leave a member behind with every attempt. */
function requireKnownMemberId(
  context: ShardContext,
  { waiter }: RequestContext,
  { sessionTimeoutMs }: JoinGroupRequest,
  group: ClassicGroup,
  memberId: string,
): CoordinatorResult {
  const { groupId } = group;
  setGroup(context, { ...group, pendingJoinMembers: [...group.pendingJoinMembers, memberId] });
  const operation = { type: 'classic-heartbeat', groupId, memberId } as const;
  context.schedule(heartbeatKey(groupId, memberId), sessionTimeoutMs, operation);
  answerJoin(context, waiter, joinFailed('MEMBER_ID_REQUIRED', memberId));
  return EMPTY_RESULT;
}

function joinExistingMember(
  context: ShardContext,
  from: RequestContext,
  request: JoinGroupRequest,
  group: ClassicGroup,
): CoordinatorResult {
  const { memberId, groupInstanceId, protocols } = request;
  if (isPendingMember(group, memberId)) {
    // No client does that, and Kafka throws.
    if (groupInstanceId !== null) return failure('UNKNOWN_SERVER_ERROR');
    return addMemberThenRebalance(context, from, request, group, memberId);
  }
  const error = memberError(group, memberId, groupInstanceId);
  if (error !== 'NONE') {
    answerJoin(context, from.waiter, joinFailed(error, memberId));
    return EMPTY_RESULT;
  }
  const member = memberOf(group, memberId)!;
  switch (group.state) {
    case 'PreparingRebalance':
      return updateMemberThenRebalance(context, from, request, group, member, `Member ${memberId} is joining group`);
    case 'CompletingRebalance':
    case 'Stable': {
      // Its answer was lost, and nothing has changed: the same answer again. A leader of a stable group wants a rebalance.
      const isLeaderOfStable = group.state === 'Stable' && isLeader(group, memberId);
      if (!isLeaderOfStable && matches(member, protocols)) {
        answerJoin(context, from.waiter, joined(group, memberId));
        return EMPTY_RESULT;
      }
      const reason = isLeaderOfStable
        ? `Leader ${memberId} re-joining group`
        : `Updating metadata for member ${memberId}`;
      return updateMemberThenRebalance(context, from, request, group, member, reason);
    }
    default:
      answerJoin(context, from.waiter, joinFailed('UNKNOWN_MEMBER_ID', memberId));
      return EMPTY_RESULT;
  }
}

function updateMemberThenRebalance(
  context: ShardContext,
  { waiter }: RequestContext,
  request: JoinGroupRequest,
  group: ClassicGroup,
  member: ClassicGroupMember,
  what: string,
): CoordinatorResult {
  const next = setGroup(context, withMember(group, { ...updatedMember(member, request), awaitingJoin: waiter }));
  const reason = `${what} during ${group.state}; client reason: ${joinReason(request)}`;
  return maybePrepareRebalanceOrCompleteJoin(context, next, reason);
}

function addMemberThenRebalance(
  context: ShardContext,
  { clientId, clientHost, waiter }: RequestContext,
  request: JoinGroupRequest,
  group: ClassicGroup,
  memberId: string,
): CoordinatorResult {
  const { groupInstanceId, protocolType, protocols, rebalanceTimeoutMs, sessionTimeoutMs } = request;
  const member: ClassicGroupMember = {
    memberId,
    groupInstanceId,
    clientId,
    clientHost,
    rebalanceTimeoutMs,
    sessionTimeoutMs,
    protocolType,
    supportedProtocols: protocols,
    assignment: [],
    awaitingJoin: waiter,
    awaitingSync: null,
    isNew: true,
  };
  const duringInitial = group.state === 'PreparingRebalance' && group.previousState === 'Empty';
  const added = addMember(duringInitial ? { ...group, newMemberAdded: true } : group, member);
  const next = setGroup(context, added);
  const { groupId } = group;
  const fact = { group: groupId, broker: context.broker, member: memberId, client: clientId };
  context.fact({ type: 'GroupMemberJoined', ...fact, instance: groupInstanceId });
  scheduleHeartbeat(context, next, member, NEW_MEMBER_JOIN_TIMEOUT_MS);
  const reason =
    `Adding new member ${memberId} with group instance id ${groupInstanceId ?? 'null'}; ` +
    `client reason: ${joinReason(request)}`;
  return maybePrepareRebalanceOrCompleteJoin(context, next, reason);
}
