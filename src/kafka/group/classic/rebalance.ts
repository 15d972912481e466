/**
 * A rebalance of a group of the classic protocol: the members are called together, and those that come in time make the
 * next generation. The first one of a group waits a while for more.
 *
 * Kafka: org.apache.kafka.coordinator.group.GroupMetadataManager (prepareRebalance, maybeCompleteJoinElseSchedule,
 * tryCompleteInitialRebalanceElseSchedule, completeClassicGroupJoin, schedulePendingSync, propagateAssignment).
 */
import { assert } from '../../../base/assert.ts';
import type { ErrorName } from '../../errors.ts';
import type { TopicPartition } from '../../topicPartition.ts';
import { type CoordinatorResult, EMPTY_RESULT } from '../coordinatorResult.ts';
import { newGroupMetadataRecord } from '../recordHelpers.ts';
import { classicGroupOf, configNumber, nowMs, type ShardContext, setGroup } from '../shardContext.ts';
import { completeJoin, completeSync, joined, synced, syncFailed } from './answers.ts';
import {
  allMembers,
  type ClassicGroup,
  type ClassicGroupMember,
  computeSubscribedTopics,
  hasAllMembersJoined,
  memberOf,
  numMembers,
  rebalanceTimeoutMs,
  removeMember,
  selectProtocol,
  withMember,
} from './classicGroup.ts';
import { type ClassicGroupState, canRebalance, canTransition } from './classicGroupChart.ts';

export const heartbeatKey = (groupId: string, memberId: string): string => `heartbeat-${groupId}-${memberId}`;
export const joinKey = (groupId: string): string => `join-${groupId}`;
export const syncKey = (groupId: string): string => `sync-${groupId}`;

/** Why a member is one no more. */
export type RemovalReason =
  | 'left'
  | 'session-expired'
  | 'rebalance-timeout'
  | 'sync-timeout'
  | 'fenced'
  | 'replaced'
  | 'group-full';

export function tellRemoved(
  context: ShardContext,
  group: ClassicGroup,
  member: ClassicGroupMember,
  reason: RemovalReason,
): void {
  const { memberId, clientId, groupInstanceId } = member;
  const fact = { group: group.groupId, broker: context.broker, member: memberId, client: clientId };
  context.fact({ type: 'GroupMemberRemoved', ...fact, instance: groupInstanceId, reason });
}

export function transitionTo(context: ShardContext, group: ClassicGroup, to: ClassicGroupState): ClassicGroup {
  const { groupId, state: from, generationId: generation } = group;
  assert(canTransition(from, to), `group ${groupId} may go from ${from} to ${to}`);
  context.fact({ type: 'GroupStateChanged', group: groupId, broker: context.broker, from, to, generation });
  return setGroup(context, { ...group, state: to, previousState: from, currentStateTimestamp: nowMs(context) });
}

export function scheduleHeartbeat(
  context: ShardContext,
  { groupId }: ClassicGroup,
  { memberId, sessionTimeoutMs }: ClassicGroupMember,
  timeoutMs = sessionTimeoutMs,
): void {
  context.schedule(heartbeatKey(groupId, memberId), timeoutMs, { type: 'classic-heartbeat', groupId, memberId });
}

// ---- calling together ------------------------------------------------------------------------------------------------

export function maybePrepareRebalanceOrCompleteJoin(
  context: ShardContext,
  group: ClassicGroup,
  reason: string,
): CoordinatorResult {
  return canRebalance(group.state) ? prepareRebalance(context, group, reason) : maybeCompleteJoinPhase(context, group);
}

/** Those who wait for an assignment are told that there will be none of this generation. */
export function prepareRebalance(context: ShardContext, group: ClassicGroup, reason: string): CoordinatorResult {
  const { groupId } = group;
  let next = group;
  if (next.state === 'CompletingRebalance') next = resetAndPropagateError(context, next, 'REBALANCE_IN_PROGRESS');
  next = removeSyncExpiration(context, next);
  const isInitial = next.state === 'Empty';
  if (isInitial) {
    const delayMs = configNumber(context, 'group.initial.rebalance.delay.ms');
    const remainingMs = Math.max(rebalanceTimeoutMs(next) - delayMs, 0);
    context.schedule(joinKey(groupId), delayMs, { type: 'classic-initial-join', groupId, delayMs, remainingMs });
  }
  next = transitionTo(context, next, 'PreparingRebalance');
  const { generationId: generation } = next;
  context.fact({ type: 'GroupRebalanceStarted', group: groupId, broker: context.broker, generation, reason });
  return isInitial ? EMPTY_RESULT : maybeCompleteJoinElseSchedule(context, next);
}

function maybeCompleteJoinElseSchedule(context: ShardContext, group: ClassicGroup): CoordinatorResult {
  if (hasAllMembersJoined(group)) return completeClassicGroupJoin(context, group);
  scheduleJoin(context, group);
  return EMPTY_RESULT;
}

function scheduleJoin(context: ShardContext, group: ClassicGroup): void {
  const { groupId } = group;
  context.schedule(joinKey(groupId), rebalanceTimeoutMs(group), { type: 'classic-join', groupId });
}

/** An initial rebalance is never cut short: others may come. */
export function maybeCompleteJoinPhase(context: ShardContext, group: ClassicGroup): CoordinatorResult {
  const complete =
    group.state === 'PreparingRebalance' && group.previousState !== 'Empty' && hasAllMembersJoined(group);
  return complete ? completeClassicGroupJoin(context, group) : EMPTY_RESULT;
}

/** Whoever came during the delay makes it wait once more, up to the rebalance timeout. */
export function tryCompleteInitialRebalance(
  context: ShardContext,
  groupId: string,
  delayMs: number,
  remainingMs: number,
): CoordinatorResult {
  const group = classicGroupOf(context, groupId);
  if (group === undefined) return EMPTY_RESULT;
  if (!group.newMemberAdded || remainingMs === 0) return completeClassicGroupJoin(context, group);
  setGroup(context, { ...group, newMemberAdded: false });
  const next = {
    delayMs: Math.min(configNumber(context, 'group.initial.rebalance.delay.ms'), remainingMs),
    remainingMs: Math.max(remainingMs - delayMs, 0),
  };
  context.schedule(joinKey(groupId), next.delayMs, { type: 'classic-initial-join', groupId, ...next });
  return EMPTY_RESULT;
}

// ---- the next generation ---------------------------------------------------------------------------------------------

export function joinExpired(context: ShardContext, groupId: string): CoordinatorResult {
  const group = classicGroupOf(context, groupId);
  return group === undefined ? EMPTY_RESULT : completeClassicGroupJoin(context, group);
}

/** Members that did not come are members no more; static ones stay, for their session timeout. */
export function completeClassicGroupJoin(context: ShardContext, group: ClassicGroup): CoordinatorResult {
  const { groupId } = group;
  context.cancel(joinKey(groupId));
  let next = group;
  for (const member of allMembers(group)) {
    if (member.awaitingJoin !== null || member.groupInstanceId !== null) continue;
    next = removeMember(next, member.memberId);
    context.cancel(heartbeatKey(groupId, member.memberId));
    tellRemoved(context, group, member, 'rebalance-timeout');
  }
  setGroup(context, next);
  const led = maybeElectNewJoinedLeader(next);
  if (led === undefined && numMembers(next) > 0) {
    scheduleJoin(context, next);
    return EMPTY_RESULT;
  }
  next = initNextGeneration(context, led ?? next);
  if (next.state === 'Empty') {
    const records = [newGroupMetadataRecord(next, () => [])];
    return { records, response: null, appendFuture: { type: 'group-emptied', groupId }, replayRecords: false };
  }
  beginGeneration(context, next);
  return EMPTY_RESULT;
}

/** Of those who came. Undefined when nobody leads. */
function maybeElectNewJoinedLeader(group: ClassicGroup): ClassicGroup | undefined {
  if (group.leaderId === null) return undefined;
  if (memberOf(group, group.leaderId)!.awaitingJoin !== null) return group;
  const elected = allMembers(group).find(({ awaitingJoin }) => awaitingJoin !== null);
  return elected === undefined ? undefined : { ...group, leaderId: elected.memberId };
}

function initNextGeneration(context: ShardContext, group: ClassicGroup): ClassicGroup {
  const isEmpty = numMembers(group) === 0;
  const protocolName = isEmpty ? null : selectProtocol(group);
  let next: ClassicGroup = { ...group, generationId: group.generationId + 1, protocolName };
  next = { ...next, subscribedTopics: computeSubscribedTopics(next), pendingSyncMembers: [] };
  return transitionTo(context, next, isEmpty ? 'Empty' : 'CompletingRebalance');
}

/** Every member that waits is answered, the leader with all of them; each has to ask for its assignment in time. */
function beginGeneration(context: ShardContext, group: ClassicGroup): void {
  const { groupId, generationId, protocolName, leaderId } = group;
  const members = allMembers(group);
  context.fact({
    type: 'GroupGenerationStarted',
    group: groupId,
    broker: context.broker,
    generation: generationId,
    protocol: protocolName ?? '',
    leader: leaderId ?? '',
    members: members.map(({ memberId }) => memberId),
  });
  let next = group;
  for (const { memberId } of members) {
    next = completeJoin(context, next, memberId, joined(next, memberId));
    const member = memberOf(next, memberId)!;
    scheduleHeartbeat(context, next, member);
    if (member.isNew) next = withMember(next, { ...member, isNew: false });
  }
  setGroup(context, { ...next, pendingSyncMembers: members.map(({ memberId }) => memberId) });
  context.schedule(syncKey(groupId), rebalanceTimeoutMs(group), { type: 'classic-sync', groupId, generationId });
}

// ---- assignments -----------------------------------------------------------------------------------------------------

export function resetAndPropagateError(context: ShardContext, group: ClassicGroup, error: ErrorName): ClassicGroup {
  return propagateAssignment(context, group, () => [], error);
}

export function propagateAssignment(
  context: ShardContext,
  group: ClassicGroup,
  assignmentOf: (memberId: string) => readonly TopicPartition[],
  error: ErrorName,
): ClassicGroup {
  assert(group.state === 'CompletingRebalance', `assignments of ${group.groupId} are handed out while it completes`);
  let next = group;
  for (const { memberId, awaitingSync } of allMembers(group)) {
    const member = { ...memberOf(next, memberId)!, assignment: assignmentOf(memberId) };
    next = withMember(next, member);
    if (awaitingSync === null) continue;
    const response = error === 'NONE' ? synced(next, member) : syncFailed(error);
    next = completeSync(context, next, memberId, response);
    scheduleHeartbeat(context, next, member);
  }
  return setGroup(context, next);
}

function removeSyncExpiration(context: ShardContext, group: ClassicGroup): ClassicGroup {
  context.cancel(syncKey(group.groupId));
  return setGroup(context, { ...group, pendingSyncMembers: [] });
}

/** Those who have not asked for their assignment in time are members no more. */
export function syncExpired(context: ShardContext, groupId: string, generationId: number): CoordinatorResult {
  const group = classicGroupOf(context, groupId);
  if (group === undefined || generationId !== group.generationId) return EMPTY_RESULT;
  if (group.state !== 'CompletingRebalance' && group.state !== 'Stable') return EMPTY_RESULT;
  const late = group.pendingSyncMembers;
  if (late.length === 0) return EMPTY_RESULT;
  let next = group;
  for (const memberId of late) {
    const member = memberOf(next, memberId);
    if (member !== undefined) tellRemoved(context, group, member, 'sync-timeout');
    next = removeMember(next, memberId);
    context.cancel(heartbeatKey(groupId, memberId));
  }
  setGroup(context, next);
  return prepareRebalance(context, next, `Removing [${late.join(', ')}] on pending sync request expiration`);
}
