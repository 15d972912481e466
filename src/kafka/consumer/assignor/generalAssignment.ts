/**
 * The sticky assignment of a group whose members want different topics (AbstractStickyAssignor.GeneralAssignmentBuilder):
 * what is still valid stays, the rest goes to the least loaded member that wants it, then partitions move until the
 * members are as even as their subscriptions allow. Here the state and its beginnings; `generalBalance.ts` moves.
 */

import { present } from '../../../base/assert.ts';
import { compareText } from '../../../base/sorted.ts';
import { compareTopicPartitions, type TopicPartition, topicOf } from '../../topicPartition.ts';
import { balance } from './generalBalance.ts';
import { byLoad, type GeneralBuilder } from './generalBuilder.ts';
import { noMovements } from './partitionMovements.ts';
import type { MemberData } from './previousOwners.ts';
import { type RackInfo, racksMismatch } from './rackInfo.ts';
import {
  type Assignment,
  NO_GENERATION,
  type PartitionsPerTopic,
  type Subscription,
  type Subscriptions,
} from './subscription.ts';
import { unassignedPartitions } from './unassignedPartitions.ts';

export function generalAssignment(
  partitionsPerTopic: PartitionsPerTopic,
  rackInfo: RackInfo,
  consumerToOwnedPartitions: Assignment,
  subscriptions: Subscriptions,
  memberData: (subscription: Subscription) => MemberData,
  maxGeneration: number,
): GeneralBuilder {
  const { topicToAllPotentialConsumers, consumerToAllPotentialTopics } = potentials(partitionsPerTopic, subscriptions);
  const consumersOf = (topic: string) => present(topicToAllPotentialConsumers.get(topic), topic).length;
  const compareTopics = (a: string, b: string) => consumersOf(a) - consumersOf(b) || compareText(a, b);

  const currentAssignment = new Map(consumerToOwnedPartitions);
  const currentPartitionConsumer = new Map<TopicPartition, string>();
  for (const [consumer, partitions] of currentAssignment) {
    for (const partition of partitions) currentPartitionConsumer.set(partition, consumer);
  }
  const sortedAllPartitions: TopicPartition[] = [];
  for (const topic of partitionsPerTopic.keys().sort(compareTopics)) {
    for (const { partition } of present(partitionsPerTopic.get(topic), topic)) sortedAllPartitions.push(partition);
  }
  const builder: GeneralBuilder = {
    partitionsPerTopic,
    rackInfo,
    topicToAllPotentialConsumers,
    consumerToAllPotentialTopics,
    currentAssignment,
    currentPartitionConsumer,
    previousConsumer: previousConsumers(subscriptions, memberData, maxGeneration),
    sortedAllPartitions,
    sortedCurrentSubscriptions: [],
    revocationRequired: false,
    movements: noMovements(),
  };
  const assigned = assignOwnedPartitions(builder, subscriptions);
  assigned.sort((a, b) => compareTopics(topicOf(a), topicOf(b)) || compareTopicPartitions(a, b));
  const unassigned = unassignedPartitions(sortedAllPartitions, assigned);
  builder.sortedCurrentSubscriptions.push(...[...currentAssignment.keys()].sort(byLoad(builder)));
  balance(builder, unassigned);
  return builder;
}

function potentials(partitionsPerTopic: PartitionsPerTopic, subscriptions: Subscriptions) {
  const topicToAllPotentialConsumers = new Map<string, string[]>();
  const consumerToAllPotentialTopics = new Map<string, readonly string[]>();
  for (const topic of partitionsPerTopic.keys()) topicToAllPotentialConsumers.set(topic, []);
  for (const [consumer, { topics }] of subscriptions) {
    const known = topics.filter((topic) => partitionsPerTopic.has(topic));
    consumerToAllPotentialTopics.set(consumer, known);
    for (const topic of known) topicToAllPotentialConsumers.get(topic)!.push(consumer);
  }
  return { topicToAllPotentialConsumers, consumerToAllPotentialTopics };
}

/** The youngest claim older than the newest generation of the group. */
function previousConsumers(
  subscriptions: Subscriptions,
  memberData: (subscription: Subscription) => MemberData,
  maxGeneration: number,
): ReadonlyMap<TopicPartition, string> {
  const previous = new Map<TopicPartition, { readonly consumer: string; readonly generation: number }>();
  for (const [consumer, subscription] of subscriptions) {
    const data = memberData(subscription);
    const generation = data.generation ?? NO_GENERATION;
    if (generation >= maxGeneration) continue;
    for (const partition of data.partitions) {
      const known = previous.get(partition);
      if (known === undefined || generation > known.generation) previous.set(partition, { consumer, generation });
    }
  }
  return new Map(Array.from(previous, ([partition, { consumer }]) => [partition, consumer]));
}

/** What each member keeps: what is still of its topics and, where racks matter, in its rack. */
function assignOwnedPartitions(builder: GeneralBuilder, subscriptions: Subscriptions): TopicPartition[] {
  const assigned: TopicPartition[] = [];
  for (const [consumer, partitions] of builder.currentAssignment) {
    const { topics } = present(subscriptions.get(consumer), consumer);
    const kept = partitions.filter(
      (partition) => topics.includes(topicOf(partition)) && !racksMismatch(builder.rackInfo, consumer, partition),
    );
    if (kept.length < partitions.length) builder.revocationRequired = true;
    builder.currentAssignment.set(consumer, kept);
    assigned.push(...kept);
  }
  return assigned;
}
