/**
 * org.apache.kafka.clients.consumer.CooperativeStickyAssignor (KIP-429): sticky, but a partition that has to go from one
 * member to another is given to nobody in this round. Its owner sees that it lost it, gives it up and joins again; the next
 * round gives it to the other.
 */
import { present } from '../../../base/assert.ts';
import type { TopicPartition } from '../../topicPartition.ts';
import { type MemberData, takeAway } from './previousOwners.ts';
import { type StickyAssignment, stickyAssignmentBy } from './stickyAssignment.ts';
import {
  type Assignment,
  NO_GENERATION,
  type PartitionsPerTopic,
  type Subscription,
  type Subscriptions,
} from './subscription.ts';

export function cooperativeStickyAssignment(
  partitionsPerTopic: PartitionsPerTopic,
  subscriptions: Subscriptions,
  maxGenerationBefore = NO_GENERATION,
): StickyAssignment {
  const result = stickyAssignmentBy(memberData, partitionsPerTopic, subscriptions, maxGenerationBefore);
  const { assignment } = result;
  const transferring = result.partitionsTransferringOwnership ?? transfersBetween(subscriptions, assignment);
  for (const [partition, consumer] of transferring) takeAway(present(assignment.get(consumer), consumer), partition);
  return result;
}

/** Of this protocol's newest subscriptions the generation; before, it was in user data (KIP-792). */
function memberData({ generationId, ownedPartitions, userData }: Subscription): MemberData {
  const generation = generationId >= 0 ? generationId : (userData?.generation ?? null);
  return { partitions: ownedPartitions, generation };
}

/** What one member gets while another, who says it has it, does not. */
function transfersBetween(subscriptions: Subscriptions, assignment: Assignment): ReadonlyMap<TopicPartition, string> {
  const added = new Map<TopicPartition, string>();
  const revoked = new Set<TopicPartition>();
  for (const [consumer, assigned] of assignment) {
    const owned = new Set(present(subscriptions.get(consumer), consumer).ownedPartitions);
    for (const partition of assigned) if (!owned.has(partition)) added.set(partition, consumer);
    const kept = new Set(assigned);
    for (const partition of owned) if (!kept.has(partition)) revoked.add(partition);
  }
  return new Map([...added].filter(([partition]) => revoked.has(partition)));
}
