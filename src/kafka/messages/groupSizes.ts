/**
 * Bytes of the messages of groups, by what they carry: names at their length, partitions and offsets at what a number
 * takes. *Simplified:* tags, lengths and versions of fields are in the overheads.
 */
import { utf8Length } from '../../base/utf8.ts';
import type { TopicPartition } from '../topicPartition.ts';
import type { GroupRequest, GroupResponse, MemberSubscription } from './group.ts';

const MESSAGE = 40;
const ENTRY = 24;
const PARTITION = 4;

export function sizeOfGroupMessage(message: GroupRequest | GroupResponse): number {
  return MESSAGE + body(message);
}

function body(message: GroupRequest | GroupResponse): number {
  switch (message.type) {
    case 'JoinGroupRequest':
      return sum(message.protocols, ({ name, metadata }) => utf8Length(name) + subscription(metadata));
    case 'JoinGroupResponse':
      return sum(message.members, ({ memberId, metadata }) => utf8Length(memberId) + subscription(metadata));
    case 'SyncGroupRequest':
      return sum(message.assignments, ({ memberId, assignment }) => utf8Length(memberId) + partitions(assignment));
    case 'SyncGroupResponse':
      return partitions(message.assignment);
    case 'ConsumerGroupHeartbeatRequest':
      return partitions(message.topicPartitions ?? []) + sum(message.subscribedTopicNames ?? [], utf8Length);
    case 'ConsumerGroupHeartbeatResponse':
      return partitions(message.assignment ?? []);
    case 'OffsetCommitRequest':
      return sum(message.partitions, ({ committedMetadata }) => utf8Length(committedMetadata));
    case 'OffsetFetchRequest':
      return ENTRY * (message.partitions?.length ?? 0);
    case 'OffsetCommitResponse':
    case 'OffsetFetchResponse':
    case 'OffsetDeleteRequest':
    case 'OffsetDeleteResponse':
      return ENTRY * message.partitions.length;
    case 'ListGroupsResponse':
      return sum(message.groups, ({ groupId }) => utf8Length(groupId));
    case 'DescribeGroupsResponse':
      return sum(message.groups, ({ members }) =>
        sum(members, ({ memberId, memberAssignment }) => utf8Length(memberId) + partitions(memberAssignment)),
      );
    case 'ConsumerGroupDescribeResponse':
      return sum(message.groups, ({ members }) =>
        sum(members, ({ assignment, targetAssignment }) => partitions(assignment) + partitions(targetAssignment)),
      );
    case 'LeaveGroupRequest':
    case 'LeaveGroupResponse':
      return ENTRY * message.members.length;
    default:
      return ENTRY;
  }
}

function sum<T>(items: readonly T[], size: (item: T) => number): number {
  return items.reduce((total, item) => total + ENTRY + size(item), 0);
}

function subscription({ topics, ownedPartitions }: MemberSubscription): number {
  return sum(topics, utf8Length) + partitions(ownedPartitions);
}

function partitions(list: readonly TopicPartition[]): number {
  return PARTITION * list.length;
}
