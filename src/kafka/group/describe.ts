/** The one text form of what members, administrators and the coordinator of a group say to each other. */
import { unreachable } from '../../base/assert.ts';
import { counted, some as someOf } from '../describeWords.ts';
import type { ErrorName } from '../errors.ts';
import type { GroupRequest, GroupResponse, KafkaMessage } from '../messages.ts';

export type GroupMessage = GroupRequest | GroupResponse;

const APIS =
  /^(FindCoordinator|JoinGroup|SyncGroup|Heartbeat|LeaveGroup|ConsumerGroupHeartbeat|OffsetCommit|OffsetFetch|OffsetDelete|ListGroups|DescribeGroups|ConsumerGroupDescribe|DeleteGroups)Re(quest|sponse)$/;

export function isGroupMessage(message: KafkaMessage): message is GroupMessage {
  return APIS.test(message.type);
}

/** `JoinGroup billing as c1-4f… (range, cooperative-sticky)`. */
export function describeGroupMessage(message: GroupMessage): string {
  switch (message.type) {
    case 'FindCoordinatorRequest':
      return `FindCoordinator of ${some(message.coordinatorKeys)}`;
    case 'FindCoordinatorResponse':
      return `FindCoordinator ${some(
        message.coordinators.map(({ key, nodeId, errorCode }) =>
          errorCode === 'NONE' ? `${key} at broker ${nodeId}` : `${key} ${errorCode}`,
        ),
      )}`;
    case 'JoinGroupRequest':
      return `JoinGroup ${message.groupId}${asMember(message.memberId)} (${message.protocols.map(({ name }) => name).join(', ')})`;
    case 'JoinGroupResponse':
      if (message.errorCode !== 'NONE') return `JoinGroup ${message.errorCode}`;
      return `JoinGroup generation ${message.generationId} ${message.protocolName ?? ''}${message.leader === message.memberId ? `, leads ${counted(message.members.length, 'member')}` : ''}`;
    case 'SyncGroupRequest':
      return `SyncGroup ${message.groupId} generation ${message.generationId}${message.assignments.length === 0 ? '' : ` with ${counted(message.assignments.length, 'assignment')}`}`;
    case 'SyncGroupResponse':
      return `SyncGroup ${failed(message.errorCode) ?? some(message.assignment)}`;
    case 'HeartbeatRequest':
      return `Heartbeat ${message.groupId} generation ${message.generationId}`;
    case 'HeartbeatResponse':
      return `Heartbeat ${failed(message.errorCode) ?? 'ok'}`;
    case 'LeaveGroupRequest':
      return `LeaveGroup ${message.groupId} ${some(message.members.map(({ memberId, groupInstanceId }) => groupInstanceId ?? memberId))}`;
    case 'LeaveGroupResponse':
      return `LeaveGroup ${failed(message.errorCode) ?? 'ok'}`;
    case 'ConsumerGroupHeartbeatRequest':
      return `ConsumerGroupHeartbeat ${message.groupId} epoch ${message.memberEpoch}${message.topicPartitions === null ? '' : ` holds ${some(message.topicPartitions)}`}`;
    case 'ConsumerGroupHeartbeatResponse':
      if (message.errorCode !== 'NONE') return `ConsumerGroupHeartbeat ${message.errorCode}`;
      return `ConsumerGroupHeartbeat epoch ${message.memberEpoch}${message.assignment === null ? '' : `: ${some(message.assignment)}`}`;
    case 'OffsetCommitRequest':
      return `OffsetCommit ${message.groupId} ${some(message.partitions.map(({ topicPartition, committedOffset }) => `${topicPartition} at ${committedOffset}`))}`;
    case 'OffsetCommitResponse':
      return `OffsetCommit ${some(message.partitions.map(({ topicPartition, errorCode }) => `${topicPartition} ${failed(errorCode) ?? 'ok'}`))}`;
    case 'OffsetFetchRequest':
      return `OffsetFetch ${message.groupId} ${message.partitions === null ? 'all' : some(message.partitions)}`;
    case 'OffsetFetchResponse':
      if (message.errorCode !== 'NONE') return `OffsetFetch ${message.errorCode}`;
      return `OffsetFetch ${some(message.partitions.map(({ topicPartition, errorCode, committedOffset }) => `${topicPartition} ${failed(errorCode) ?? (committedOffset < 0 ? 'none' : `at ${committedOffset}`)}`))}`;
    case 'OffsetDeleteRequest':
      return `OffsetDelete ${message.groupId} ${some(message.partitions)}`;
    case 'OffsetDeleteResponse':
      return `OffsetDelete ${failed(message.errorCode) ?? some(message.partitions.map(({ topicPartition, errorCode }) => `${topicPartition} ${failed(errorCode) ?? 'ok'}`))}`;
    case 'ListGroupsRequest':
      return 'ListGroups';
    case 'ListGroupsResponse':
      return `ListGroups ${failed(message.errorCode) ?? some(message.groups.map(({ groupId, groupState }) => `${groupId} ${groupState}`))}`;
    case 'DescribeGroupsRequest':
      return `DescribeGroups ${some(message.groups)}`;
    case 'DescribeGroupsResponse':
      return `DescribeGroups ${some(message.groups.map(({ groupId, errorCode, groupState }) => `${groupId} ${failed(errorCode) ?? groupState}`))}`;
    case 'ConsumerGroupDescribeRequest':
      return `ConsumerGroupDescribe ${some(message.groupIds)}`;
    case 'ConsumerGroupDescribeResponse':
      return `ConsumerGroupDescribe ${some(message.groups.map(({ groupId, errorCode, groupState }) => `${groupId} ${failed(errorCode) ?? groupState}`))}`;
    case 'DeleteGroupsRequest':
      return `DeleteGroups ${some(message.groupsNames)}`;
    case 'DeleteGroupsResponse':
      return `DeleteGroups ${some(message.results.map(({ groupId, errorCode }) => `${groupId} ${failed(errorCode) ?? 'ok'}`))}`;
    default:
      return unreachable(message);
  }
}

function asMember(memberId: string): string {
  return memberId === '' ? ' as a new member' : ` as ${memberId}`;
}

function failed(errorCode: ErrorName): string | undefined {
  return errorCode === 'NONE' ? undefined : errorCode;
}

const SHOWN = 4;

function some(texts: readonly string[]): string {
  return someOf(texts, SHOWN);
}
