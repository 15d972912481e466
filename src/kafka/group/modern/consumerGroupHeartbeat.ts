/**
 * The one request of the new protocol: a member joins with it, says that it lives and what it holds, hears what it shall
 * hold, and leaves with it.
 *
 * Kafka: org.apache.kafka.coordinator.group.GroupCoordinatorService (throwIfConsumerGroupHeartbeatRequestIsInvalid) and
 * GroupMetadataManager.consumerGroupHeartbeat (KIP-848).
 * *Simplified:* every member brings its own id (version 1 of the request); topics are named where the wire has their ids.
 */
import { type ApiError, apiError, NO_ERROR } from '../../controller/apiError.ts';
import { stringHashCode } from '../../hash.ts';
import { javaHashSetOf } from '../../javaHashMap.ts';
import type { Config } from '../../kinds.ts';
import type { ConsumerGroupHeartbeatRequest } from '../../messages/group.ts';
import type { CoordinatorResult } from '../coordinatorResult.ts';
import type { CoordinatorRecord } from '../records.ts';
import { nowMs, type RequestContext, type ShardContext } from '../shardContext.ts';
import { type ConsumerGroup, hasMetadataExpired } from './consumerGroup.ts';
import {
  type ConsumerGroupMember,
  JOIN_GROUP_MEMBER_EPOCH,
  LEAVE_GROUP_MEMBER_EPOCH,
  LEAVE_GROUP_STATIC_MEMBER_EPOCH,
} from './consumerGroupMember.ts';
import { isSameAssignment } from './epochedAssignment.ts';
import { consumerGroupLeave, failureOf } from './fencing.ts';
import { groupConfigNumber } from './groupConfig.ts';
import { scheduleSessionTimeout } from './groupTimers.ts';
import { heartbeatResponse, identifiedPartitions, namedPartitions } from './heartbeatResponse.ts';
import { groupFullError, groupToJoin, memberToUpdate } from './joining.ts';
import { updateSubscriptionMetadata } from './metadataRefresh.ts';
import { maybeReconcile, maybeUpdateTargetAssignment, supportedAssignors } from './reconciling.ts';
import { maybeUpdateRegularExpressions } from './regularExpressions.ts';
import { saidAnew, subscriptionRecordIfChanged } from './subscription.ts';

export function consumerGroupHeartbeat(
  context: ShardContext,
  request: ConsumerGroupHeartbeatRequest,
  from: RequestContext,
): CoordinatorResult {
  const { memberEpoch } = request;
  if (memberEpoch === LEAVE_GROUP_MEMBER_EPOCH || memberEpoch === LEAVE_GROUP_STATIC_MEMBER_EPOCH)
    return consumerGroupLeave(context, request);
  return heartbeat(context, request, from);
}

/** What the service refuses before it asks the shard. */
export function invalidHeartbeat(config: Config, request: ConsumerGroupHeartbeatRequest): ApiError {
  const invalid = (message: string) => apiError('INVALID_REQUEST', message);
  const { memberEpoch, serverAssignor } = request;
  if (isBlank(request.memberId)) return invalid("MemberId can't be empty.");
  if (isBlank(request.groupId)) return invalid("GroupId can't be empty.");
  if (isBlank(request.instanceId)) return invalid("InstanceId can't be empty.");
  if (isBlank(request.rackId)) return invalid("RackId can't be empty.");
  if (memberEpoch === JOIN_GROUP_MEMBER_EPOCH) {
    if (request.rebalanceTimeoutMs === -1) return invalid('RebalanceTimeoutMs must be provided in first request.');
    if (request.topicPartitions === null || request.topicPartitions.length > 0)
      return invalid('TopicPartitions must be empty when (re-)joining.');
    if (request.subscribedTopicNames === null && request.subscribedTopicRegex === null)
      return invalid('Either SubscribedTopicNames or SubscribedTopicRegex must be non-null when (re-)joining.');
  } else if (memberEpoch === LEAVE_GROUP_STATIC_MEMBER_EPOCH) {
    if (request.instanceId === null) return invalid("InstanceId can't be null.");
  } else if (memberEpoch < LEAVE_GROUP_STATIC_MEMBER_EPOCH) return invalid('MemberEpoch is invalid.');
  const assignors: readonly string[] = supportedAssignors({ config });
  if (serverAssignor === null || assignors.includes(serverAssignor)) return NO_ERROR;
  return apiError(
    'UNSUPPORTED_ASSIGNOR',
    `ServerAssignor ${serverAssignor} is not supported. Supported assignors: ${javaHashSetOf(stringHashCode, assignors).keys().join(', ')}.`,
  );
}

function isBlank(text: string | null): boolean {
  return text !== null && text.trim() === '';
}

function heartbeat(
  context: ShardContext,
  request: ConsumerGroupHeartbeatRequest,
  from: RequestContext,
): CoordinatorResult {
  const { groupId, memberId, memberEpoch, instanceId } = request;
  const records: CoordinatorRecord[] = [];
  const mayCreate = memberEpoch === JOIN_GROUP_MEMBER_EPOCH;
  const group = groupToJoin(context, groupId, mayCreate, records);
  if ('error' in group) return failureOf(group);
  const full = groupFullError(context, group, memberId);
  if (full !== undefined) return failureOf(full);
  const owned = request.topicPartitions === null ? null : identifiedPartitions(context.image, request.topicPartitions);
  const joining = { memberId, memberEpoch, instanceId, owned, mayCreate, usesClassicProtocol: false };
  const member = memberToUpdate(group, joining, records);
  if ('error' in member) return failureOf(member);
  const updated = saidAnew(member, {
    instanceId,
    rackId: request.rackId,
    rebalanceTimeoutMs: request.rebalanceTimeoutMs,
    serverAssignorName: request.serverAssignor,
    subscribedTopicNames: request.subscribedTopicNames,
    subscribedTopicRegex: request.subscribedTopicRegex,
    clientId: from.clientId,
    clientHost: from.clientHost,
    classicMemberMetadata: null,
  });
  return answered(context, request, { group, member, updated, owned, records });
}

interface Heard {
  readonly group: ConsumerGroup;
  /** As it was, and as it says it is. */
  readonly member: ConsumerGroupMember;
  readonly updated: ConsumerGroupMember;
  readonly owned: ReturnType<typeof identifiedPartitions> | null;
  readonly records: CoordinatorRecord[];
}

function answered(
  context: ShardContext,
  request: ConsumerGroupHeartbeatRequest,
  { group, member, updated, owned, records }: Heard,
): CoordinatorResult {
  const { groupId } = group;
  const haveNamesChanged = subscriptionRecordIfChanged(groupId, member, updated, records);
  const { update, error } = maybeUpdateRegularExpressions(context, group, member, updated, records);
  if (error !== undefined) return failureOf(error);
  // A pattern that is not resolved yet bumps the epoch once it is.
  const isBumped = haveNamesChanged || update === 'updated-and-resolved';
  const isRefreshed = isBumped || hasMetadataExpired(group, nowMs(context));
  const metadata = isRefreshed ? updateSubscriptionMetadata(context, group, isBumped, member, updated, records) : group;
  const target = maybeUpdateTargetAssignment(context, group, metadata, member, updated, records);
  if ('error' in target) return failureOf(target);
  const hasSubscriptionChanged = haveNamesChanged || update !== 'no-change';
  const reconciled = maybeReconcile(context, group, updated, target, hasSubscriptionChanged, owned, records);
  scheduleSessionTimeout(context, groupId, updated.memberId);
  const isNews =
    request.memberEpoch === JOIN_GROUP_MEMBER_EPOCH ||
    isFullRequest(request) ||
    !isSameAssignment(member.assignedPartitions, reconciled.assignedPartitions);
  const response = heartbeatResponse(
    reconciled.memberId,
    reconciled.memberEpoch,
    groupConfigNumber(context, groupId, 'consumer.heartbeat.interval.ms'),
    isNews ? namedPartitions(context.image, reconciled.assignedPartitions) : null,
  );
  return { records, response };
}

/** Of a member that joins, or that does not know what became of the last one. */
function isFullRequest(request: ConsumerGroupHeartbeatRequest): boolean {
  return (
    request.rebalanceTimeoutMs !== -1 &&
    (request.subscribedTopicNames !== null || request.subscribedTopicRegex !== null) &&
    request.topicPartitions !== null
  );
}
