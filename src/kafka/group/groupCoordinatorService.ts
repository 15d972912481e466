/**
 * Requests about groups as a broker takes them: checked, brought to the shard that keeps the group, answered in time.
 *
 * Kafka: org.apache.kafka.coordinator.group.GroupCoordinatorService, kafka.server.KafkaApis. *Simplified:* no
 * authorization.
 */
import { unreachable } from '../../base/assert.ts';
import { connectionOf, park } from '../broker/connections.ts';
import { configNumber, type Work } from '../broker/work.ts';
import type {
  DeleteGroupsRequest,
  DescribeGroupsRequest,
  GroupRequest,
  GroupResponse,
  ListGroupsRequest,
  OffsetCommitRequest,
  OffsetFetchRequest,
} from '../messages/group.ts';
import { partitionAt } from '../metadata/image.ts';
import type { TopicPartition } from '../topicPartition.ts';
import { activeContextOf, contextsOf, partitionOfGroup } from './contexts.ts';
import { completeLoad } from './coordinatorLoader.ts';
import { answerOnly, type CoordinatorResult } from './coordinatorResult.ts';
import { writeTimedOut } from './deferredEvents.ts';
import { findCoordinator } from './findCoordinator.ts';
import { answer, errorResponse } from './groupAnswers.ts';
import * as groups from './groupMetadataManager.ts';
import { handleConsumerGroupDescribe, handleConsumerGroupHeartbeat } from './modern/consumerGroupApis.ts';
import { deleteOffsets, EXPIRATION_KEY } from './offsets/expireOffsets.ts';
import { fetchOffsets } from './offsets/fetchOffsets.ts';
import { flush, write } from './runtime.ts';
import type { RequestContext, ShardContext } from './shardContext.ts';
import { committedShard, contextError, takeTimer } from './shardOperation.ts';
import type { GroupTimer, Waiter } from './state.ts';

export function handleGroupRequest(work: Work, connection: number, request: GroupRequest): void {
  park(work, connection, { type: 'group', request, gathered: [] });
  switch (request.type) {
    case 'FindCoordinatorRequest':
      reply(work, connection, findCoordinator(work, request));
      return;
    case 'JoinGroupRequest': {
      const { sessionTimeoutMs, groupId, memberId } = request;
      const invalid =
        sessionTimeoutMs < configNumber(work, 'group.min.session.timeout.ms') ||
        sessionTimeoutMs > configNumber(work, 'group.max.session.timeout.ms');
      if (groupId !== '' && invalid) {
        const response = errorResponse(request, 'INVALID_SESSION_TIMEOUT');
        reply(work, connection, response.type === 'JoinGroupResponse' ? { ...response, memberId } : response);
        return;
      }
      onGroup(work, connection, request, (context, from) => groups.joinGroup(context, from, request));
      return;
    }
    case 'SyncGroupRequest':
      onGroup(work, connection, request, (context, from) => groups.syncGroup(context, from, request));
      return;
    case 'HeartbeatRequest':
      onGroup(work, connection, request, (context) => groups.heartbeat(context, request));
      return;
    case 'LeaveGroupRequest':
      onGroup(work, connection, request, (context) => groups.leaveGroup(context, request));
      return;
    case 'OffsetCommitRequest':
      commitOffsets(work, connection, request);
      return;
    case 'OffsetFetchRequest':
      fetch(work, connection, request);
      return;
    case 'OffsetDeleteRequest':
      onGroup(work, connection, request, (context) => deleteOffsets(context, request));
      return;
    case 'ListGroupsRequest':
      listGroups(work, connection, request);
      return;
    case 'DescribeGroupsRequest':
      describeGroups(work, connection, request);
      return;
    case 'DeleteGroupsRequest':
      deleteGroups(work, connection, request);
      return;
    case 'ConsumerGroupHeartbeatRequest':
      handleConsumerGroupHeartbeat(work, connection, request, requestContext(work, connection, request));
      return;
    case 'ConsumerGroupDescribeRequest':
      handleConsumerGroupDescribe(work, connection, request);
      return;
    default:
      unreachable(request);
  }
}

function reply(work: Work, connection: number, response: GroupResponse): void {
  answer(work, { connection, correlationId: response.correlationId }, response);
}

type OfOneGroup = Extract<GroupRequest, { readonly groupId: string }>;

function onGroup(
  work: Work,
  connection: number,
  request: OfOneGroup,
  operation: (context: ShardContext, from: RequestContext) => CoordinatorResult,
): void {
  if (request.groupId === '' && request.type !== 'OffsetCommitRequest' && request.type !== 'OffsetFetchRequest') {
    reply(work, connection, errorResponse(request, 'INVALID_GROUP_ID'));
    return;
  }
  const from = requestContext(work, connection, request);
  const tp = partitionOfGroup(work, request.groupId);
  write(work, tp, { request, connection }, (context) => operation(context, from));
}

/** A client is called as its request says, else as its node. *Simplified:* a node's name is its address. */
export function requestContext(work: Work, connection: number, request: GroupRequest): RequestContext {
  const host = connectionOf(work, connection)?.from ?? '';
  const waiter: Waiter = { connection, correlationId: request.correlationId };
  return { clientId: request.clientId ?? host, clientHost: `/${host}`, waiter };
}

// ---- offsets ---------------------------------------------------------------------------------------------------------

/** KafkaApis.handleOffsetCommitRequest: the shard is asked only for partitions that there are. */
function commitOffsets(work: Work, connection: number, request: OffsetCommitRequest): void {
  const { image } = work.state;
  const { correlationId, partitions } = request;
  const known = partitions.filter(({ topicPartition }) => partitionAt(image, topicPartition) !== undefined);
  if (known.length === 0) {
    reply(work, connection, { type: 'OffsetCommitResponse', correlationId, partitions: [] });
    return;
  }
  const asked = known.length === partitions.length ? request : { ...request, partitions: known };
  onGroup(work, connection, asked, (context) => groups.commit(context, asked));
}

function fetch(work: Work, connection: number, request: OffsetFetchRequest): void {
  if (request.requireStable) {
    onGroup(work, connection, request, ({ shard, image }) => answerOnly(fetchOffsets(shard, image, request)));
    return;
  }
  const tp = partitionOfGroup(work, request.groupId);
  const active = activeContextOf(work, tp);
  const response =
    active === undefined
      ? errorResponse(request, contextError(work, tp))
      : fetchOffsets(committedShard(active), work.state.image, request);
  reply(work, connection, response);
}

// ---- administration --------------------------------------------------------------------------------------------------

/** Of all partitions this broker leads; one that is not loaded yet spoils the answer. */
function listGroups(work: Work, connection: number, request: ListGroupsRequest): void {
  const { correlationId } = request;
  const contexts = contextsOf(work);
  if (contexts.values.some(({ state }) => state === 'LOADING')) {
    reply(work, connection, errorResponse(request, 'COORDINATOR_LOAD_IN_PROGRESS'));
    return;
  }
  const listed = contexts.values.flatMap((context) =>
    context.state === 'ACTIVE' ? groups.listGroups(committedShard(context), request) : [],
  );
  reply(work, connection, { type: 'ListGroupsResponse', correlationId, errorCode: 'NONE', groups: listed });
}

function describeGroups(work: Work, connection: number, request: DescribeGroupsRequest): void {
  const described = request.groups.map((groupId) => {
    const tp = partitionOfGroup(work, groupId);
    const active = activeContextOf(work, tp);
    if (active === undefined) return groups.describeFailed(groupId, contextError(work, tp));
    return groups.describeGroup(committedShard(active), groupId);
  });
  const { correlationId } = request;
  reply(work, connection, { type: 'DescribeGroupsResponse', correlationId, groups: described });
}

/** Groups of several partitions are several writes: the last to be done answers for all. */
function deleteGroups(work: Work, connection: number, request: DeleteGroupsRequest): void {
  const { correlationId, groupsNames } = request;
  if (groupsNames.length === 0) {
    reply(work, connection, { type: 'DeleteGroupsResponse', correlationId, results: [] });
    return;
  }
  const byPartition = new Map<TopicPartition, string[]>();
  for (const groupId of groupsNames) {
    const tp = partitionOfGroup(work, groupId);
    const known = byPartition.get(tp);
    if (known === undefined) byPartition.set(tp, [groupId]);
    else known.push(groupId);
  }
  for (const [tp, names] of byPartition) {
    const part: DeleteGroupsRequest = { ...request, groupsNames: names };
    write(work, tp, { request: part, connection }, (context) => groups.deleteGroups(context, names, correlationId));
  }
}

// ---- time ------------------------------------------------------------------------------------------------------------

export function handleGroupTimer(work: Work, timer: GroupTimer): void {
  switch (timer.type) {
    case 'group-load':
      completeLoad(work, timer.topicPartition);
      return;
    case 'group-flush':
      flush(work, timer.topicPartition);
      return;
    case 'group-write-timeout':
      writeTimedOut(work, timer.topicPartition, timer.operationId);
      return;
    case 'group-operation': {
      const { topicPartition: tp, key, operation } = timer;
      if (!takeTimer(work, tp, key)) return;
      const backoffMs = configNumber(work, 'offsets.retention.check.interval.ms');
      const retry = key === EXPIRATION_KEY ? { key, operation, backoffMs } : null;
      write(work, tp, { request: null, connection: -1, retry }, (context) => groups.timerFired(context, operation));
      return;
    }
    default:
      unreachable(timer);
  }
}
