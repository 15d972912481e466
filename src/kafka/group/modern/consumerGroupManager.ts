/**
 * Consumer groups as the shard calls them: requests, clocks, loading. Each operation's facts are found here.
 *
 * Kafka: the part of org.apache.kafka.coordinator.group.GroupMetadataManager that is about ConsumerGroup.
 */
import type { ErrorName } from '../../errors.ts';
import type {
  ConsumerGroupHeartbeatRequest,
  HeartbeatRequest,
  JoinGroupRequest,
  LeaveGroupRequest,
  SyncGroupRequest,
} from '../../messages/group.ts';
import { answerJoin, answerSync, joinFailed, syncFailed } from '../classic/answers.ts';
import type { ClassicMemberOfConsumerGroup, CoordinatorResult } from '../coordinatorResult.ts';
import { type RequestContext, type ShardContext, setGroup } from '../shardContext.ts';
import { withFacts } from './changes.ts';
import * as classicMembers from './classicMembers.ts';
import type { ConsumerGroup } from './consumerGroup.ts';
import { consumerGroupHeartbeat } from './consumerGroupHeartbeat.ts';
import { type ConsumerTimerOperation, onConsumerTimer } from './fencing.ts';
import {
  consumerJoinKey,
  consumerSyncKey,
  scheduleRebalanceTimeout,
  scheduleSessionTimeout,
  scheduleSyncTimeout,
} from './groupTimers.ts';

export function heartbeat(
  context: ShardContext,
  from: RequestContext,
  request: ConsumerGroupHeartbeatRequest,
): CoordinatorResult {
  const result = consumerGroupHeartbeat(context, request, from);
  if ('error' in result || result.response === null) return result;
  const response = { ...result.response, correlationId: request.correlationId };
  return withFacts(context, request.groupId, { ...result, response });
}

export function classicJoin(
  context: ShardContext,
  from: RequestContext,
  group: ConsumerGroup,
  request: JoinGroupRequest,
): CoordinatorResult {
  const result = classicMembers.classicJoinToConsumerGroup(context, from, group, request);
  return withFacts(context, group.groupId, result);
}

export function classicSync(
  context: ShardContext,
  from: RequestContext,
  group: ConsumerGroup,
  request: SyncGroupRequest,
): CoordinatorResult {
  return classicMembers.classicSyncToConsumerGroup(context, from, group, request);
}

export function classicHeartbeat(
  context: ShardContext,
  group: ConsumerGroup,
  request: HeartbeatRequest,
): CoordinatorResult {
  return classicMembers.classicHeartbeatToConsumerGroup(context, group, request);
}

export function classicLeave(
  context: ShardContext,
  group: ConsumerGroup,
  request: LeaveGroupRequest,
): CoordinatorResult {
  return withFacts(context, group.groupId, classicMembers.classicLeaveToConsumerGroup(context, group, request));
}

export function timerFired(context: ShardContext, operation: ConsumerTimerOperation): CoordinatorResult {
  return withFacts(context, operation.groupId, onConsumerTimer(context, operation));
}

/** A classic member's answer goes out when what it says is committed; its clocks run from then. */
export function classicMemberAnswered(
  context: ShardContext,
  future: ClassicMemberOfConsumerGroup,
  error: ErrorName,
): void {
  const { groupId, memberId, sessionTimeoutMs, waiter } = future;
  if (future.type === 'classic-member-joined') {
    if (error !== 'NONE') {
      answerJoin(context, waiter, joinFailed(error, memberId));
      return;
    }
    context.cancel(consumerJoinKey(groupId, memberId));
    if (!future.isDowngrade) {
      scheduleSessionTimeout(context, groupId, memberId, sessionTimeoutMs);
      scheduleSyncTimeout(context, groupId, memberId, future.rebalanceTimeoutMs);
    }
    answerJoin(context, waiter, future.response);
    return;
  }
  if (error !== 'NONE') {
    answerSync(context, waiter, syncFailed(error));
    return;
  }
  context.cancel(consumerSyncKey(groupId, memberId));
  scheduleSessionTimeout(context, groupId, memberId, sessionTimeoutMs);
  answerSync(context, waiter, future.response);
}

/** Every member has its session timeout to be heard of, and patterns are held against the topics of now. */
export function onGroupLoaded(context: ShardContext, group: ConsumerGroup): void {
  const { groupId } = group;
  setGroup(context, { ...group, newTopicsVersion: context.image.offset });
  for (const { memberId, memberEpoch, state, rebalanceTimeoutMs } of group.members.values) {
    scheduleSessionTimeout(context, groupId, memberId);
    if (state === 'UNREVOKED_PARTITIONS')
      scheduleRebalanceTimeout(context, groupId, memberId, memberEpoch, rebalanceTimeoutMs);
  }
}
