/**
 * The sticky assignment of a group whose members all want the same topics (AbstractStickyAssignor.
 * ConstrainedAssignmentBuilder): everyone keeps what it had up to its quota, then the rest is dealt in turn, first to the
 * members below the smaller quota, then to those who may have one more. Where racks matter, only what is in the member's
 * rack is kept, and a first round deals within racks.
 */

import { assert, present } from '../../../base/assert.ts';
import { compareText } from '../../../base/sorted.ts';
import { compareTopicPartitions, partitionOf, type TopicPartition, topicOf } from '../../topicPartition.ts';
import { takeAway } from './previousOwners.ts';
import { nextRackConsumer, type RackInfo, racksMismatch, sortPartitionsByRackConsumers } from './rackInfo.ts';
import { type Assignment, type PartitionsPerTopic, stringMap } from './subscription.ts';
import { unassignedPartitions } from './unassignedPartitions.ts';

/** One assignment in the making. */
interface Builder {
  readonly rackInfo: RackInfo;
  readonly partitionsWithMultiplePreviousOwners: ReadonlySet<TopicPartition>;
  readonly minQuota: number;
  readonly maxQuota: number;
  /** How many members shall have more than minQuota; zero when both quotas are the same. */
  readonly expectedNumMembersWithOverMinQuota: number;
  currentNumMembersWithOverMinQuota: number;
  /** Members that still need partitions, or may have one more. */
  readonly underMinQuota: string[];
  readonly exactlyMinQuota: string[];
  readonly assignment: Assignment;
  /** What its owner, a member, had too many of. */
  readonly maybeRevokedPartitions: Map<TopicPartition, string>;
  readonly partitionsTransferringOwnership: Map<TopicPartition, string>;
}

export interface ConstrainedAssignment {
  readonly assignment: Assignment;
  /** Partitions whose last owner has to give them up first, and to whom they go. */
  readonly partitionsTransferringOwnership: ReadonlyMap<TopicPartition, string>;
}

export function constrainedAssignment(
  partitionsPerTopic: PartitionsPerTopic,
  rackInfo: RackInfo,
  consumerToOwnedPartitions: Assignment,
  partitionsWithMultiplePreviousOwners: ReadonlySet<TopicPartition>,
): ConstrainedAssignment {
  const allPartitions: TopicPartition[] = [];
  for (const topic of partitionsPerTopic.keys().sort(compareText)) {
    for (const { partition } of present(partitionsPerTopic.get(topic), topic)) allPartitions.push(partition);
  }
  const consumers = consumerToOwnedPartitions.keys();
  const builder: Builder = {
    rackInfo,
    partitionsWithMultiplePreviousOwners,
    minQuota: Math.floor(allPartitions.length / consumers.length),
    maxQuota: Math.ceil(allPartitions.length / consumers.length),
    expectedNumMembersWithOverMinQuota: allPartitions.length % consumers.length,
    currentNumMembersWithOverMinQuota: 0,
    underMinQuota: [],
    exactlyMinQuota: [],
    assignment: stringMap(),
    maybeRevokedPartitions: new Map(),
    partitionsTransferringOwnership: new Map(),
  };
  for (const consumer of consumers) builder.assignment.put(consumer, []);

  const assigned: TopicPartition[] = [];
  for (const [consumer, owned] of consumerToOwnedPartitions) {
    assigned.push(...assignOwnedPartitions(builder, consumer, owned));
  }
  builder.underMinQuota.sort(compareText);
  builder.exactlyMinQuota.sort(compareText);

  const unassigned = unassignedPartitions(allPartitions, assigned.sort(compareTopicPartitions));
  const scarceFirst = sortPartitionsByRackConsumers(rackInfo, unassigned);
  assignRoundRobin(builder, assignRackAwareRoundRobin(builder, scarceFirst));
  verifyUnfilledMembers(builder);
  const { assignment, partitionsTransferringOwnership } = builder;
  return { assignment, partitionsTransferringOwnership };
}

/** What this member keeps of what it had. */
function assignOwnedPartitions(
  builder: Builder,
  consumer: string,
  owned: readonly TopicPartition[],
): readonly TopicPartition[] {
  const { minQuota, maxQuota, rackInfo, partitionsWithMultiplePreviousOwners, maybeRevokedPartitions } = builder;
  const kept: TopicPartition[] = [];
  for (const partition of owned) {
    if (racksMismatch(rackInfo, consumer, partition)) maybeRevokedPartitions.set(partition, consumer);
    else kept.push(partition);
  }
  kept.sort((a, b) => partitionOf(a) - partitionOf(b) || compareText(topicOf(a), topicOf(b)));
  for (const partition of partitionsWithMultiplePreviousOwners) takeAway(kept, partition);

  const mayHaveOneMore = builder.currentNumMembersWithOverMinQuota < builder.expectedNumMembersWithOverMinQuota;
  let quota = minQuota;
  if (kept.length < minQuota) builder.underMinQuota.push(consumer);
  else if (kept.length >= maxQuota && mayHaveOneMore) {
    quota = maxQuota;
    countMemberOverMinQuota(builder);
  } else if (mayHaveOneMore) builder.exactlyMinQuota.push(consumer);
  for (const partition of kept.splice(quota)) maybeRevokedPartitions.set(partition, consumer);
  present(builder.assignment.get(consumer), consumer).push(...kept);
  return kept;
}

/** Once enough members have one more, those at minQuota are full. */
function countMemberOverMinQuota(builder: Builder): void {
  builder.currentNumMembersWithOverMinQuota++;
  if (builder.currentNumMembersWithOverMinQuota === builder.expectedNumMembersWithOverMinQuota) {
    builder.exactlyMinQuota.length = 0;
  }
}

/** Deals within racks; what is left is returned. */
function assignRackAwareRoundRobin(builder: Builder, unassigned: readonly TopicPartition[]): readonly TopicPartition[] {
  const { rackInfo, assignment, underMinQuota, exactlyMinQuota, minQuota, maxQuota } = builder;
  if (rackInfo.consumerRacks.size === 0) return unassigned;
  let turn = 0;
  return unassigned.filter((partition) => {
    const next = nextRackConsumer(rackInfo, partition, underMinQuota, turn);
    if (next >= 0) {
      const consumer = underMinQuota[next]!;
      const count = present(assignment.get(consumer), consumer).length + 1;
      let following = next;
      if (count >= minQuota) {
        underMinQuota.splice(next, 1);
        const mayHaveOneMore = builder.currentNumMembersWithOverMinQuota < builder.expectedNumMembersWithOverMinQuota;
        if (count < maxQuota && mayHaveOneMore) exactlyMinQuota.push(consumer);
      } else following++;
      turn = underMinQuota.length === 0 ? 0 : following % underMinQuota.length;
      assignNewPartition(builder, partition, consumer);
      return false;
    }
    const first = nextRackConsumer(rackInfo, partition, exactlyMinQuota, 0);
    if (first === -1) return true;
    const consumer = exactlyMinQuota[first]!;
    if (present(assignment.get(consumer), consumer).length + 1 === maxQuota) {
      exactlyMinQuota.splice(first, 1);
      countMemberOverMinQuota(builder);
    }
    assignNewPartition(builder, partition, consumer);
    return false;
  });
}

function assignRoundRobin(builder: Builder, unassigned: readonly TopicPartition[]): void {
  const { underMinQuota, exactlyMinQuota, minQuota, maxQuota } = builder;
  let turn = 0;
  for (const partition of unassigned) {
    if (turn >= underMinQuota.length) turn = 0;
    const consumer = underMinQuota.length > 0 ? underMinQuota[turn++]! : exactlyMinQuota.shift();
    assert(consumer !== undefined, 'No more unfilled consumers to be assigned.');
    const count = assignNewPartition(builder, partition, consumer);
    if (count === minQuota) {
      underMinQuota.splice(--turn, 1);
      exactlyMinQuota.push(consumer);
    } else if (count === maxQuota) builder.currentNumMembersWithOverMinQuota++;
  }
}

function assignNewPartition(builder: Builder, partition: TopicPartition, consumer: string): number {
  const partitions = present(builder.assignment.get(consumer), consumer);
  partitions.push(partition);
  const revokedFrom = builder.maybeRevokedPartitions.get(partition) ?? consumer;
  if (revokedFrom !== consumer || builder.partitionsWithMultiplePreviousOwners.has(partition)) {
    builder.partitionsTransferringOwnership.set(partition, consumer);
  }
  return partitions.length;
}

function verifyUnfilledMembers(builder: Builder): void {
  if (builder.underMinQuota.length === 0) return;
  assert(
    builder.currentNumMembersWithOverMinQuota === builder.expectedNumMembersWithOverMinQuota,
    "We haven't reached the expected number of members with more than the minQuota partitions, but no more partitions " +
      'to be assigned',
  );
  for (const consumer of builder.underMinQuota) {
    assert(
      builder.assignment.get(consumer)?.length === builder.minQuota,
      `Consumer: [${consumer}] doesn't reach minQuota partitions, and no more partitions to be assigned`,
    );
  }
}
