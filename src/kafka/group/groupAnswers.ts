/**
 * Answers to requests about groups, and what they say when something went wrong before or after the shard was asked.
 *
 * Kafka: org.apache.kafka.coordinator.group.GroupCoordinatorService, org.apache.kafka.coordinator.common.runtime
 * .CoordinatorOperationExceptionHelper, the getErrorResponse of each request.
 */
import { unreachable } from '../../base/assert.ts';
import { connectionOf, park, release } from '../broker/connections.ts';
import type { ParkedGroup } from '../broker/state.ts';
import type { Work } from '../broker/work.ts';
import type { ErrorName } from '../errors.ts';
import type { GroupRequest, GroupResponse } from '../messages/group.ts';
import { joinFailed, syncFailed } from './classic/answers.ts';
import { describeFailed } from './groupMetadataManager.ts';
import { offsetFetchFailed } from './offsets/fetchOffsets.ts';
import type { Waiter } from './state.ts';

/** Nothing when it was answered before, or its client is gone. */
export function answer(work: Work, { connection, correlationId }: Waiter, response: GroupResponse): void {
  const parked = connectionOf(work, connection)?.parked;
  if (parked?.type !== 'group' || parked.request.correlationId !== correlationId) return;
  const whole = gather(parked, response);
  if (whole !== undefined) release(work, connection, whole);
  else if (response.type === 'DeleteGroupsResponse')
    park(work, connection, { ...parked, gathered: [...parked.gathered, ...response.results] });
}

/**
 * What the whole request is answered. Groups of several partitions are deleted by several writes: undefined while some of
 * them are not done. Partitions that a commit names and that are not there never came to the shard.
 */
function gather({ request, gathered }: ParkedGroup, response: GroupResponse): GroupResponse | undefined {
  if (request.type === 'DeleteGroupsRequest' && response.type === 'DeleteGroupsResponse') {
    const results = [...gathered, ...response.results];
    return results.length >= request.groupsNames.length ? { ...response, results } : undefined;
  }
  if (request.type === 'OffsetCommitRequest' && response.type === 'OffsetCommitResponse') {
    if (response.partitions.length === request.partitions.length) return response;
    const answered = new Set(response.partitions.map(({ topicPartition }) => topicPartition));
    const missing = request.partitions.filter(({ topicPartition }) => !answered.has(topicPartition));
    const errorCode = 'UNKNOWN_TOPIC_OR_PARTITION';
    const unknown = missing.map(({ topicPartition }) => ({ topicPartition, errorCode }) as const);
    return { ...response, partitions: [...unknown, ...response.partitions] };
  }
  return response;
}

/** How an append can fail, as a client hears it (GroupMetadataManager.appendGroupMetadataErrorToResponseError). */
export function operationError(error: ErrorName): ErrorName {
  switch (error) {
    case 'NETWORK_EXCEPTION':
      return 'COORDINATOR_LOAD_IN_PROGRESS';
    case 'UNKNOWN_TOPIC_OR_PARTITION':
    case 'NOT_ENOUGH_REPLICAS':
    case 'REQUEST_TIMED_OUT':
      return 'COORDINATOR_NOT_AVAILABLE';
    case 'NOT_LEADER_OR_FOLLOWER':
    case 'KAFKA_STORAGE_ERROR':
      return 'NOT_COORDINATOR';
    case 'MESSAGE_TOO_LARGE':
    case 'RECORD_LIST_TOO_LARGE':
    case 'INVALID_FETCH_SIZE':
      return 'UNKNOWN_SERVER_ERROR';
    default:
      return error;
  }
}

/** `thrown` as the shard or the log says it. */
export function errorResponse(
  request: GroupRequest,
  thrown: ErrorName,
  errorMessage: string | null = null,
): GroupResponse {
  const { correlationId } = request;
  const errorCode = operationError(thrown);
  switch (request.type) {
    case 'FindCoordinatorRequest': {
      const nowhere = { nodeId: -1, host: '', port: -1, errorCode, errorMessage };
      const coordinators = request.coordinatorKeys.map((key) => ({ key, ...nowhere }));
      return { type: 'FindCoordinatorResponse', correlationId, coordinators };
    }
    case 'JoinGroupRequest':
      return { ...joinFailed(errorCode, ''), correlationId };
    case 'SyncGroupRequest':
      return { ...syncFailed(errorCode), correlationId };
    case 'HeartbeatRequest':
      // A member shall not do anything about a coordinator that is still loading.
      return {
        type: 'HeartbeatResponse',
        correlationId,
        errorCode: errorCode === 'COORDINATOR_LOAD_IN_PROGRESS' ? 'NONE' : errorCode,
      };
    case 'LeaveGroupRequest': {
      const unknown = errorCode === 'UNKNOWN_MEMBER_ID';
      const members = unknown
        ? request.members.map(({ memberId, groupInstanceId }) => ({ memberId, groupInstanceId, errorCode }))
        : [];
      return { type: 'LeaveGroupResponse', correlationId, errorCode: unknown ? 'NONE' : errorCode, members };
    }
    case 'ConsumerGroupHeartbeatRequest':
      return {
        type: 'ConsumerGroupHeartbeatResponse',
        correlationId,
        errorCode,
        errorMessage,
        memberId: '',
        memberEpoch: 0,
        heartbeatIntervalMs: 0,
        assignment: null,
      };
    case 'OffsetCommitRequest': {
      const partitions = request.partitions.map(({ topicPartition }) => ({ topicPartition, errorCode }));
      return { type: 'OffsetCommitResponse', correlationId, partitions };
    }
    case 'OffsetFetchRequest': {
      // Not even what is written can be had for certain: somebody else may be the coordinator.
      const unsure = ['UNKNOWN_TOPIC_OR_PARTITION', 'NOT_ENOUGH_REPLICAS', 'REQUEST_TIMED_OUT'].includes(thrown);
      return offsetFetchFailed(request, unsure ? 'NOT_COORDINATOR' : errorCode);
    }
    case 'OffsetDeleteRequest':
      return { type: 'OffsetDeleteResponse', correlationId, errorCode, partitions: [] };
    case 'ListGroupsRequest':
      return { type: 'ListGroupsResponse', correlationId, errorCode, groups: [] };
    case 'DescribeGroupsRequest': {
      const groups = request.groups.map((groupId) => describeFailed(groupId, errorCode, errorMessage));
      return { type: 'DescribeGroupsResponse', correlationId, groups };
    }
    case 'ConsumerGroupDescribeRequest': {
      const groups = request.groupIds.map((groupId) => ({
        errorCode,
        errorMessage,
        groupId,
        groupState: '',
        groupEpoch: 0,
        assignmentEpoch: 0,
        assignorName: '',
        members: [],
      }));
      return { type: 'ConsumerGroupDescribeResponse', correlationId, groups };
    }
    case 'DeleteGroupsRequest': {
      const results = request.groupsNames.map((groupId) => ({ groupId, errorCode }));
      return { type: 'DeleteGroupsResponse', correlationId, results };
    }
    default:
      return unreachable(request);
  }
}
