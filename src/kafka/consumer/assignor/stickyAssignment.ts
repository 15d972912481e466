/**
 * What the two sticky assignors share (AbstractStickyAssignor; KIP-54): as even as can be, and of the even assignments one
 * in which members keep what they have.
 */

import type { TopicPartition } from '../../topicPartition.ts';
import { constrainedAssignment } from './constrainedAssignment.ts';
import { generalAssignment } from './generalAssignment.ts';
import { isSticky } from './partitionMovements.ts';
import { type MemberData, previousOwnersOf } from './previousOwners.ts';
import { rackInfoOf } from './rackInfo.ts';
import type { Assignment, PartitionsPerTopic, Subscription, Subscriptions } from './subscription.ts';

export interface StickyAssignment {
  readonly assignment: Assignment;
  /** Who gets what somebody has to give up first; null when the general algorithm ran, which does not count them. */
  readonly partitionsTransferringOwnership: ReadonlyMap<TopicPartition, string> | null;
  /** The newest generation an assignor ever saw: it remembers it from assignment to assignment. */
  readonly maxGeneration: number;
  /** Whether no two members exchanged partitions of a topic; null when the algorithm that cannot do so ran. */
  readonly isSticky: boolean | null;
}

export function stickyAssignmentBy(
  memberData: (subscription: Subscription) => MemberData,
  partitionsPerTopic: PartitionsPerTopic,
  subscriptions: Subscriptions,
  maxGenerationBefore: number,
): StickyAssignment {
  const owners = previousOwnersOf(partitionsPerTopic, subscriptions, memberData, maxGenerationBefore);
  const { consumerToOwnedPartitions, maxGeneration } = owners;
  const rackInfo = rackInfoOf(partitionsPerTopic, subscriptions);
  if (owners.allSubscriptionsEqual) {
    const doublyClaimed = owners.partitionsWithMultiplePreviousOwners;
    const built = constrainedAssignment(partitionsPerTopic, rackInfo, consumerToOwnedPartitions, doublyClaimed);
    return { ...built, maxGeneration, isSticky: null };
  }
  const { currentAssignment, movements } = generalAssignment(
    partitionsPerTopic,
    rackInfo,
    consumerToOwnedPartitions,
    subscriptions,
    memberData,
    maxGeneration,
  );
  for (const [consumer, partitions] of currentAssignment) consumerToOwnedPartitions.put(consumer, partitions);
  return {
    assignment: consumerToOwnedPartitions,
    partitionsTransferringOwnership: null,
    maxGeneration,
    isSticky: isSticky(movements),
  };
}
