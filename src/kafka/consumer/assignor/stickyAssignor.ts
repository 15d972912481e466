/**
 * org.apache.kafka.clients.consumer.StickyAssignor (KIP-54): eager, so its members have given up everything when they join,
 * and it carries what they had in user data of its own.
 */
import { type TopicPartition, topicOf } from '../../topicPartition.ts';
import type { MemberData } from './previousOwners.ts';
import { type StickyAssignment, stickyAssignmentBy } from './stickyAssignment.ts';
import {
  NO_GENERATION,
  type PartitionsPerTopic,
  type StickyUserData,
  type Subscription,
  type Subscriptions,
  stringMap,
} from './subscription.ts';

export function stickyAssignment(
  partitionsPerTopic: PartitionsPerTopic,
  subscriptions: Subscriptions,
  maxGenerationBefore = NO_GENERATION,
): StickyAssignment {
  return stickyAssignmentBy(memberData, partitionsPerTopic, subscriptions, maxGenerationBefore);
}

function memberData({ userData }: Subscription): MemberData {
  return userData ?? { partitions: [], generation: null };
}

/** What a member will say it has: grouped by topic in the order of a Java map, which the next assignment sees. */
export function stickyUserData(assigned: readonly TopicPartition[], generation: number): StickyUserData {
  const byTopic = stringMap<TopicPartition[]>();
  for (const partition of assigned) byTopic.computeIfAbsent(topicOf(partition), () => []).push(partition);
  return { partitions: byTopic.values().flat(), generation };
}
