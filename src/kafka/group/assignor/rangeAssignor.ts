/**
 * Each topic cut into ranges, one for each member that subscribes to it, the first ones longer; members in one order for all
 * topics, static ones first (org.apache.kafka.coordinator.group.assignor.RangeAssignor, KIP-848). Not sticky, and it knows
 * no racks.
 */
import { compareText } from '../../../base/sorted.ts';
import { JavaHashMap } from '../../javaHashMap.ts';
import {
  type GroupAssignment,
  type GroupSpec,
  type MemberAssignment,
  type MemberSpec,
  NOBODY_GETS_ANYTHING,
} from './groupSpec.ts';
import { type TopicId, topicIdHashCode } from './topicId.ts';

/** How far one topic is handed out. */
interface TopicMetadata {
  readonly numPartitions: number;
  numMembers: number;
  membersBefore: number;
  nextRange: number;
}

export function rangeAssignment({ members, subscriptionType, numPartitions }: GroupSpec): GroupAssignment {
  if (members.length === 0) return NOBODY_GETS_ANYTHING;
  const sorted = [...members].sort(compareMembers);
  const topics = new Map<TopicId, TopicMetadata>();
  for (const { subscribedTopicIds } of subscriptionType === 'HOMOGENEOUS' ? sorted.slice(0, 1) : sorted) {
    for (const topicId of subscribedTopicIds) {
      const known = topics.get(topicId) ?? newTopic(numPartitions(topicId));
      if (known === null) return { ok: false, message: 'Member is subscribed to a non-existent topic' };
      known.numMembers++;
      topics.set(topicId, known);
    }
  }
  if (subscriptionType === 'HOMOGENEOUS') for (const topic of topics.values()) topic.numMembers = members.length;

  const assignments = new Map<string, MemberAssignment>();
  for (const { memberId, subscribedTopicIds, numSubscriptions } of sorted) {
    const wanted = subscriptionType === 'HOMOGENEOUS' ? [...topics.keys()] : subscribedTopicIds;
    const capacity = Math.floor((subscriptionType === 'HOMOGENEOUS' ? topics.size : numSubscriptions) / 0.75 + 1);
    const ranges = new JavaHashMap<TopicId, readonly number[]>(topicIdHashCode, capacity);
    for (const topicId of wanted) {
      const range = nextRange(topics.get(topicId)!);
      if (range.length > 0) ranges.put(topicId, range);
    }
    assignments.set(memberId, [...ranges]);
  }
  return { ok: true, members: assignments };
}

function newTopic(numPartitions: number | undefined): TopicMetadata | null {
  return numPartitions === undefined ? null : { numPartitions, numMembers: 0, membersBefore: 0, nextRange: 0 };
}

function nextRange(topic: TopicMetadata): readonly number[] {
  const extra = topic.membersBefore++ < topic.numPartitions % topic.numMembers ? 1 : 0;
  const length = Math.floor(topic.numPartitions / topic.numMembers) + extra;
  const start = topic.nextRange;
  topic.nextRange = Math.min(start + length, topic.numPartitions);
  return Array.from({ length: topic.nextRange - start }, (_, place) => start + place);
}

function compareMembers(a: MemberSpec, b: MemberSpec): number {
  if (a.instanceId !== null && b.instanceId !== null) return compareText(a.instanceId, b.instanceId);
  if (a.instanceId !== null) return -1;
  if (b.instanceId !== null) return 1;
  return compareText(a.memberId, b.memberId);
}
