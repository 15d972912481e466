/**
 * One step of a member towards its target assignment. First it gives back what is no longer its own, and until it says
 * that it has, it stays at its epoch (UNREVOKED_PARTITIONS). Then it goes to the epoch of the target and gets what others
 * have released; while something is not free yet it waits (UNRELEASED_PARTITIONS). With all of it, it is STABLE.
 *
 * Kafka: org.apache.kafka.coordinator.group.modern.consumer.CurrentAssignmentBuilder (KIP-848).
 */
import { unreachable } from '../../../base/assert.ts';
import type { MemberAssignment } from '../assignor/groupSpec.ts';
import type { TopicId } from '../assignor/topicId.ts';
import type { ConsumerGroupMember } from './consumerGroupMember.ts';
import {
  addTo,
  type EpochedAssignment,
  epochedAssignment,
  epochOf,
  type MutableEpochs,
  mutableEpochs,
  NO_PARTITIONS,
} from './epochedAssignment.ts';

export interface Reconciliation {
  readonly targetAssignmentEpoch: number;
  readonly targetAssignment: MemberAssignment;
  readonly hasSubscriptionChanged: boolean;
  /** Its topics by name and by resolved pattern: those that there are, and whether it names any at all. */
  readonly subscribesTo: (topicId: TopicId) => boolean;
  readonly namesTopics: boolean;
  /** Whether any member holds it. */
  readonly isOwned: (topicId: TopicId, partition: number) => boolean;
  /** What the member says it holds; null: it does not say. */
  readonly ownedTopicPartitions: MemberAssignment | null;
}

export function buildCurrentAssignment(member: ConsumerGroupMember, to: Reconciliation): ConsumerGroupMember {
  switch (member.state) {
    case 'STABLE':
      if (member.memberEpoch !== to.targetAssignmentEpoch) return nextAssignment(member, to);
      return to.hasSubscriptionChanged ? withoutUnsubscribed(member, to) : member;
    case 'UNREVOKED_PARTITIONS':
      if (!ownsAnyOf(to.ownedTopicPartitions, member.partitionsPendingRevocation)) return nextAssignment(member, to);
      return to.hasSubscriptionChanged ? withoutUnsubscribed(member, to) : member;
    case 'UNRELEASED_PARTITIONS':
      return nextAssignment(member, to);
    default:
      return unreachable(member.state);
  }
}

/** A member that does not say what it holds is taken to hold all of it. */
function ownsAnyOf(owned: MemberAssignment | null, revoked: EpochedAssignment): boolean {
  if (owned === null) return true;
  return owned.some(([topicId, partitions]) =>
    partitions.some((partition) => epochOf(revoked, topicId, partition) !== undefined),
  );
}

/** The epoch stays, but the one before is now the same. */
function moved(member: ConsumerGroupMember, memberEpoch: number): ConsumerGroupMember {
  return { ...member, memberEpoch, previousMemberEpoch: member.memberEpoch };
}

/** What it no longer subscribes to goes at once, before there is a new target. */
function withoutUnsubscribed(member: ConsumerGroupMember, to: Reconciliation): ConsumerGroupMember {
  const { assignedPartitions: assigned, partitionsPendingRevocation: pending } = member;
  const kept = assigned.filter(({ topicId }) => to.subscribesTo(topicId));
  const isNothingNamed = !to.namesTopics && pending.length === 0;
  if (kept.length === assigned.length && !isNothingNamed) return member;
  const revoked = mutableEpochs(pending);
  for (const { topicId, partitions, assignmentEpochs } of assigned) {
    if (kept.some((topic) => topic.topicId === topicId)) continue;
    partitions.forEach((partition, place) => {
      addTo(revoked, topicId, partition, assignmentEpochs[place]!);
    });
  }
  const partitionsPendingRevocation = epochedAssignment(revoked);
  const updated = { ...moved(member, member.memberEpoch), assignedPartitions: kept };
  if (partitionsPendingRevocation.length > 0 && ownsAnyOf(to.ownedTopicPartitions, partitionsPendingRevocation))
    return { ...updated, state: 'UNREVOKED_PARTITIONS', partitionsPendingRevocation };
  return updated;
}

function nextAssignment(member: ConsumerGroupMember, to: Reconciliation): ConsumerGroupMember {
  const { assigned, revoked, given, hasUnreleased } = difference(member, to);
  const partitionsPendingRevocation = epochedAssignment(revoked);
  if (partitionsPendingRevocation.length > 0 && ownsAnyOf(to.ownedTopicPartitions, partitionsPendingRevocation))
    return {
      ...moved(member, member.memberEpoch),
      state: 'UNREVOKED_PARTITIONS',
      assignedPartitions: epochedAssignment(assigned),
      partitionsPendingRevocation,
    };
  for (const [topicId, partition] of given) addTo(assigned, topicId, partition, to.targetAssignmentEpoch);
  return {
    ...moved(member, to.targetAssignmentEpoch),
    state: hasUnreleased ? 'UNRELEASED_PARTITIONS' : 'STABLE',
    assignedPartitions: epochedAssignment(assigned),
    partitionsPendingRevocation: NO_PARTITIONS,
  };
}

interface Difference {
  readonly assigned: MutableEpochs;
  readonly revoked: MutableEpochs;
  readonly given: (readonly [topicId: TopicId, partition: number])[];
  hasUnreleased: boolean;
}

function difference(member: ConsumerGroupMember, to: Reconciliation): Difference {
  const result: Difference = { assigned: new Map(), revoked: new Map(), given: [], hasUnreleased: false };
  const target = new Map(to.targetAssignment.filter(([topicId]) => to.subscribesTo(topicId)));
  for (const { topicId, partitions, assignmentEpochs } of member.assignedPartitions) {
    const wanted = new Set(target.get(topicId));
    partitions.forEach((partition, place) => {
      const side = wanted.has(partition) ? result.assigned : result.revoked;
      addTo(side, topicId, partition, assignmentEpochs[place]!);
    });
  }
  for (const [topicId, partitions] of target) {
    const held = result.assigned.get(topicId);
    for (const partition of partitions) {
      if (held?.has(partition)) continue;
      const isItsOwn = epochOf(member.partitionsPendingRevocation, topicId, partition) !== undefined;
      if (to.isOwned(topicId, partition) && !isItsOwn) result.hasUnreleased = true;
      else result.given.push([topicId, partition]);
    }
  }
  return result;
}
