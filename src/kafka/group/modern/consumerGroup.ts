/**
 * A group of the new protocol: its epoch, its members, the target assignment and the epoch that one is for, the patterns
 * its members subscribe to (org.apache.kafka.coordinator.group.modern.{ModernGroup,consumer.ConsumerGroup}, KIP-848).
 * Its state is derived and never written down.
 *
 * *Simplified:* who holds a partition is looked up among the members when somebody asks (Kafka keeps a map of epochs).
 */
import { emptyTable, get, remove, set, type Table } from '../../../base/table.ts';
import type { GroupSpec, MemberAssignment } from '../assignor/groupSpec.ts';
import type { TopicId } from '../assignor/topicId.ts';
import { type ConsumerGroupMember, isReconciledTo, usesClassicProtocol } from './consumerGroupMember.ts';
import type { ResolvedRegularExpression } from './regularExpressions.ts';
import {
  countAssignor,
  countNames,
  countRegex,
  countResolvedTopics,
  type SubscriptionCount,
  subscriptionTypeOf,
} from './subscriptionCounts.ts';
import { inTimelineOrder, LEAST_SLOTS, slotsAfterAdding } from './timelineOrder.ts';

export type ConsumerGroupState = 'Empty' | 'Assigning' | 'Reconciling' | 'Stable' | 'Dead';

export interface ConsumerGroup {
  readonly type: 'consumer';
  readonly groupId: string;
  readonly groupEpoch: number;
  /** Of the topics it subscribes to: a signed 64-bit number. */
  readonly metadataHash: string;
  readonly members: Table<ConsumerGroupMember>;
  /** Of the hash table that Kafka has them in: it decides in which order they are walked. */
  readonly memberSlots: number;
  readonly targetAssignmentEpoch: number;
  /** 0: unknown. */
  readonly targetAssignmentTimestamp: number;
  readonly targetAssignment: Table<MemberAssignment>;
  readonly resolvedRegularExpressions: Table<ResolvedRegularExpression>;
  /** Instance id to member id. */
  readonly staticMembers: Table<string>;
  /** Counts of members, kept with each change of one. */
  readonly subscribedTopicNames: Table<SubscriptionCount>;
  readonly subscribedRegularExpressions: Table<number>;
  readonly serverAssignors: Table<number>;
  readonly numClassicProtocolMembers: number;
  /** As of the last change of a member: not of what its patterns find. */
  readonly subscriptionType: GroupSpec['subscriptionType'];
  /** Not in the log: when to look at the topics again. */
  readonly metadataRefreshDeadline: { readonly deadlineMs: number; readonly epoch: number };
  /** Not in the log: the offset of the newest metadata with topics that patterns have not been held against. */
  readonly newTopicsVersion: number;
}

export const REFRESH_METADATA_NOW = { deadlineMs: 0, epoch: 0 } as const;

export function newConsumerGroup(groupId: string): ConsumerGroup {
  return {
    type: 'consumer',
    groupId,
    groupEpoch: 1,
    metadataHash: '0',
    members: emptyTable(),
    memberSlots: LEAST_SLOTS,
    targetAssignmentEpoch: 1,
    targetAssignmentTimestamp: 0,
    targetAssignment: emptyTable(),
    resolvedRegularExpressions: emptyTable(),
    staticMembers: emptyTable(),
    subscribedTopicNames: emptyTable(),
    subscribedRegularExpressions: emptyTable(),
    serverAssignors: emptyTable(),
    numClassicProtocolMembers: 0,
    subscriptionType: 'HOMOGENEOUS',
    metadataRefreshDeadline: REFRESH_METADATA_NOW,
    newTopicsVersion: -1,
  };
}

export function numMembers(group: ConsumerGroup): number {
  return group.members.keys.length;
}

export function isEmptyConsumerGroup(group: ConsumerGroup): boolean {
  return numMembers(group) === 0;
}

/** In Kafka's order. */
export function membersOf({ members, memberSlots }: ConsumerGroup): ConsumerGroupMember[] {
  return inTimelineOrder(members.keys, memberSlots).map((memberId) => get(members, memberId)!);
}

export function consumerGroupState(group: ConsumerGroup): ConsumerGroupState {
  if (numMembers(group) === 0) return 'Empty';
  if (group.groupEpoch > group.targetAssignmentEpoch) return 'Assigning';
  return group.members.values.every((member) => isReconciledTo(member, group.targetAssignmentEpoch))
    ? 'Stable'
    : 'Reconciling';
}

export function staticMember(group: ConsumerGroup, instanceId: string | null): ConsumerGroupMember | undefined {
  if (instanceId === null) return undefined;
  const memberId = get(group.staticMembers, instanceId);
  return memberId === undefined ? undefined : get(group.members, memberId);
}

/** A static member that comes back under another id takes over what was meant for the one before. */
export function targetAssignmentFor(
  group: ConsumerGroup,
  memberId: string,
  instanceId: string | null = null,
): MemberAssignment {
  const holder = instanceId === null ? memberId : get(group.staticMembers, instanceId);
  return (holder === undefined ? undefined : get(group.targetAssignment, holder)) ?? [];
}

/** Whether a member holds it, or has yet to give it back. */
export function isOwnedIn(group: ConsumerGroup): (topicId: TopicId, partition: number) => boolean {
  let owned: Set<string> | undefined;
  return (topicId, partition) => {
    owned ??= ownedPartitions(group);
    return owned.has(`${topicId}:${partition}`);
  };
}

function ownedPartitions(group: ConsumerGroup): Set<string> {
  const owned = new Set<string>();
  for (const member of group.members.values) {
    for (const held of [member.assignedPartitions, member.partitionsPendingRevocation]) {
      for (const { topicId, partitions } of held)
        for (const partition of partitions) owned.add(`${topicId}:${partition}`);
    }
  }
  return owned;
}

/** A classic member that waits is told to come again only once something of its target is free. */
export function isWaitingOnUnreleasedPartition(group: ConsumerGroup, member: ConsumerGroupMember): boolean {
  if (member.state !== 'UNRELEASED_PARTITIONS') return false;
  const isOwned = isOwnedIn(group);
  const held = new Map(member.assignedPartitions.map(({ topicId, partitions }) => [topicId, partitions]));
  return targetAssignmentFor(group, member.memberId).some(([topicId, partitions]) =>
    partitions.some((partition) => !held.get(topicId)?.includes(partition) && isOwned(topicId, partition)),
  );
}

export function hasMetadataExpired(group: ConsumerGroup, nowMs: number): boolean {
  return nowMs >= group.metadataRefreshDeadline.deadlineMs || group.groupEpoch < group.metadataRefreshDeadline.epoch;
}

// ---- what replay does to it ------------------------------------------------------------------------------------------

export function updateMember(group: ConsumerGroup, member: ConsumerGroupMember): ConsumerGroup {
  const before = get(group.members, member.memberId);
  const { instanceId, memberId } = member;
  const members = set(group.members, memberId, member);
  const staticMembers = instanceId === null ? group.staticMembers : set(group.staticMembers, instanceId, memberId);
  const memberSlots = before === undefined ? slotsAfterAdding(group.memberSlots, numMembers(group)) : group.memberSlots;
  return recounted({ ...group, members, memberSlots, staticMembers }, before, member);
}

export function removeMember(group: ConsumerGroup, memberId: string): ConsumerGroup {
  const before = get(group.members, memberId);
  const instanceId = before?.instanceId ?? null;
  const members = remove(group.members, memberId);
  const staticMembers = instanceId === null ? group.staticMembers : remove(group.staticMembers, instanceId);
  return recounted({ ...group, members, staticMembers }, before, undefined);
}

export function withTargetAssignment(
  group: ConsumerGroup,
  memberId: string,
  assignment: MemberAssignment,
): ConsumerGroup {
  return { ...group, targetAssignment: set(group.targetAssignment, memberId, assignment) };
}

function recounted(
  group: ConsumerGroup,
  before: ConsumerGroupMember | undefined,
  after: ConsumerGroupMember | undefined,
): ConsumerGroup {
  const isClassic = (member: ConsumerGroupMember | undefined) =>
    member !== undefined && usesClassicProtocol(member) ? 1 : 0;
  const subscribedTopicNames = countNames(group.subscribedTopicNames, before, after);
  const subscribedRegularExpressions = countRegex(group.subscribedRegularExpressions, before, after);
  return {
    ...group,
    subscribedTopicNames,
    subscribedRegularExpressions,
    subscriptionType: subscriptionTypeOf(subscribedRegularExpressions, subscribedTopicNames, numMembers(group)),
    serverAssignors: countAssignor(group.serverAssignors, before, after),
    numClassicProtocolMembers: group.numClassicProtocolMembers + isClassic(after) - isClassic(before),
  };
}

/** Undefined: the pattern is no longer subscribed to. */
export function updateResolvedRegularExpression(
  group: ConsumerGroup,
  regex: string,
  resolved: ResolvedRegularExpression | undefined,
): ConsumerGroup {
  const before = get(group.resolvedRegularExpressions, regex);
  const known = group.resolvedRegularExpressions;
  return {
    ...group,
    subscribedTopicNames: countResolvedTopics(group.subscribedTopicNames, before?.topics, resolved?.topics),
    resolvedRegularExpressions: resolved === undefined ? remove(known, regex) : set(known, regex, resolved),
  };
}
