/**
 * Dealing and moving partitions until the members are even (AbstractStickyAssignor.GeneralAssignmentBuilder.balance,
 * performReassignments, isBalanced).
 */
import { present } from '../../../base/assert.ts';
import { type TopicPartition, topicOf, topicPartition } from '../../topicPartition.ts';
import { byLoad, type GeneralBuilder } from './generalBuilder.ts';
import { actualPartitionToBeMoved, movePartition } from './partitionMovements.ts';
import { takeAway } from './previousOwners.ts';
import { racksMismatch } from './rackInfo.ts';

export function balance(builder: GeneralBuilder, unassigned: readonly TopicPartition[]): void {
  const { currentAssignment, currentPartitionConsumer, sortedCurrentSubscriptions } = builder;
  const initializing = loadOf(builder, sortedCurrentSubscriptions.at(-1)!) === 0;

  let rest = unassigned;
  if (builder.rackInfo.consumerRacks.size > 0) rest = rest.filter((tp) => !maybeAssign(builder, tp, true));
  for (const partition of rest) maybeAssign(builder, partition, false);

  // Only what has a choice takes part in what follows: topics that two members want, and members that could have others.
  const hasChoice = (partition: TopicPartition) => canTopicParticipate(builder, topicOf(partition));
  builder.sortedAllPartitions = builder.sortedAllPartitions.filter(hasChoice);
  const fixedAssignments: [string, TopicPartition[]][] = [];
  for (const consumer of builder.consumerToAllPotentialTopics.keys()) {
    if (canConsumerParticipate(builder, consumer)) continue;
    removeSorted(builder, consumer);
    fixedAssignments.push([consumer, present(currentAssignment.get(consumer), consumer)]);
    currentAssignment.delete(consumer);
  }

  const assignmentBefore = new Map(Array.from(currentAssignment, ([consumer, tps]) => [consumer, [...tps]]));
  const partitionConsumersBefore = new Map(currentPartitionConsumer);
  // What nobody had moves first, unless somebody has to give up something anyway.
  if (!builder.revocationRequired) performReassignments(builder, unassigned.filter(hasChoice));
  const reassigned = performReassignments(builder, builder.sortedAllPartitions);
  if (!initializing && reassigned && balanceScore(currentAssignment) >= balanceScore(assignmentBefore)) {
    replaceAll(currentAssignment, assignmentBefore);
    replaceAll(currentPartitionConsumer, partitionConsumersBefore);
  }
  for (const [consumer, partitions] of fixedAssignments) currentAssignment.set(consumer, partitions);
}

/** To the least loaded member that wants it and, if asked for, reads it in its rack. */
function maybeAssign(builder: GeneralBuilder, partition: TopicPartition, withinRack: boolean): boolean {
  const topic = topicOf(partition);
  const consumer = builder.sortedCurrentSubscriptions.find(
    (one) => wants(builder, one, topic) && !(withinRack && racksMismatch(builder.rackInfo, one, partition)),
  );
  if (consumer === undefined) return false;
  removeSorted(builder, consumer);
  present(builder.currentAssignment.get(consumer), consumer).push(partition);
  builder.currentPartitionConsumer.set(partition, consumer);
  addSorted(builder, consumer);
  return true;
}

function performReassignments(builder: GeneralBuilder, reassignable: readonly TopicPartition[]): boolean {
  let performed = false;
  let modified: boolean;
  do {
    modified = false;
    for (const partition of reassignable) {
      if (isBalanced(builder)) break;
      const newConsumer = betterConsumer(builder, partition);
      if (newConsumer === undefined) continue;
      reassignPartition(builder, partition, newConsumer);
      performed = true;
      modified = true;
    }
  } while (modified);
  return performed;
}

/** Who should rather have the partition: who had it before, or the least loaded, once somebody has two fewer. */
function betterConsumer(builder: GeneralBuilder, partition: TopicPartition): string | undefined {
  const { currentPartitionConsumer, previousConsumer, topicToAllPotentialConsumers } = builder;
  const load = loadOf(builder, present(currentPartitionConsumer.get(partition), partition));
  const previous = previousConsumer.get(partition);
  if (previous !== undefined && load > loadOf(builder, previous) + 1) return previous;
  const topic = topicOf(partition);
  // Kafka asks the members of the partition's racks first, and then moves it to the least loaded of all just the same.
  if (!topicToAllPotentialConsumers.get(topic)!.some((other) => load > loadOf(builder, other) + 1)) return undefined;
  const least = builder.sortedCurrentSubscriptions.find((consumer) => wants(builder, consumer, topic));
  return present(least, `somebody wants ${topic}`);
}

function reassignPartition(builder: GeneralBuilder, wanted: TopicPartition, newConsumer: string): void {
  const { movements, currentAssignment, currentPartitionConsumer } = builder;
  const from = present(currentPartitionConsumer.get(wanted), wanted);
  const partition = actualPartitionToBeMoved(movements, wanted, from, newConsumer);
  const oldConsumer = present(currentPartitionConsumer.get(partition), partition);
  removeSorted(builder, oldConsumer);
  removeSorted(builder, newConsumer);
  movePartition(movements, partition, oldConsumer, newConsumer);
  takeAway(present(currentAssignment.get(oldConsumer), oldConsumer), partition);
  present(currentAssignment.get(newConsumer), newConsumer).push(partition);
  currentPartitionConsumer.set(partition, newConsumer);
  addSorted(builder, newConsumer);
  addSorted(builder, oldConsumer);
}

/** Whether no member could take a partition from one that has two more. */
function isBalanced(builder: GeneralBuilder): boolean {
  const { currentAssignment, sortedCurrentSubscriptions: sorted } = builder;
  if (loadOf(builder, sorted[0]!) >= loadOf(builder, sorted.at(-1)!) - 1) return true;

  const owners = new Map<TopicPartition, string>();
  for (const [consumer, partitions] of currentAssignment) {
    for (const partition of partitions) owners.set(partition, consumer);
  }
  return sorted.every((consumer) => {
    const own = present(currentAssignment.get(consumer), consumer);
    if (own.length === maxAssignmentSize(builder, consumer)) return true;
    return !builder.consumerToAllPotentialTopics.get(consumer)!.some((topic) => {
      const { length } = builder.partitionsPerTopic.get(topic)!;
      for (let i = 0; i < length; i++) {
        const partition = topicPartition(topic, i);
        if (own.includes(partition)) continue;
        if (own.length + 1 < loadOf(builder, present(owners.get(partition), `owner of ${partition}`))) return true;
      }
      return false;
    });
  });
}

function canTopicParticipate({ topicToAllPotentialConsumers }: GeneralBuilder, topic: string): boolean {
  return topicToAllPotentialConsumers.get(topic)!.length >= 2;
}

function canConsumerParticipate(builder: GeneralBuilder, consumer: string): boolean {
  const partitions = present(builder.currentAssignment.get(consumer), consumer);
  return (
    partitions.length < maxAssignmentSize(builder, consumer) ||
    partitions.some((partition) => canTopicParticipate(builder, topicOf(partition)))
  );
}

/** All partitions of all its topics. */
function maxAssignmentSize({ consumerToAllPotentialTopics, partitionsPerTopic }: GeneralBuilder, consumer: string) {
  return consumerToAllPotentialTopics.get(consumer)!.reduce((sum, t) => sum + partitionsPerTopic.get(t)!.length, 0);
}

function wants({ consumerToAllPotentialTopics }: GeneralBuilder, consumer: string, topic: string): boolean {
  return consumerToAllPotentialTopics.get(consumer)!.includes(topic);
}

function loadOf({ currentAssignment }: GeneralBuilder, consumer: string): number {
  return present(currentAssignment.get(consumer), `${consumer} takes part`).length;
}

/** The differences between all pairs of members: 0 is even. */
function balanceScore(assignment: ReadonlyMap<string, readonly TopicPartition[]>): number {
  const loads = Array.from(assignment.values(), (partitions) => partitions.length);
  let score = 0;
  for (let i = 0; i < loads.length; i++) {
    for (let j = i + 1; j < loads.length; j++) score += Math.abs(loads[i]! - loads[j]!);
  }
  return score;
}

function replaceAll<K, V>(map: Map<K, V>, by: ReadonlyMap<K, V>): void {
  map.clear();
  for (const [key, value] of by) map.set(key, value);
}

/** Where a member stands, or would stand, among the sorted ones. */
function placeOf(builder: GeneralBuilder, consumer: string): number {
  const compare = byLoad(builder);
  const sorted = builder.sortedCurrentSubscriptions;
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(sorted[middle]!, consumer) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Before its number of partitions changes. */
function removeSorted(builder: GeneralBuilder, consumer: string): void {
  const place = placeOf(builder, consumer);
  if (builder.sortedCurrentSubscriptions[place] === consumer) builder.sortedCurrentSubscriptions.splice(place, 1);
}

/** After its number of partitions changed. */
function addSorted(builder: GeneralBuilder, consumer: string): void {
  const place = placeOf(builder, consumer);
  if (builder.sortedCurrentSubscriptions[place] !== consumer) {
    builder.sortedCurrentSubscriptions.splice(place, 0, consumer);
  }
}
