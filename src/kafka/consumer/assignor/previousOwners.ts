/**
 * What the members of a group say they had (AbstractStickyAssignor.allSubscriptionsEqual and memberData), sorted out: a
 * partition that two members claim goes to the one of the younger generation, and to neither when they are of the same
 * (KIP-341, KIP-792).
 */
import { present } from '../../../base/assert.ts';
import { type TopicPartition, topicOf } from '../../topicPartition.ts';
import {
  type Assignment,
  NO_GENERATION,
  type PartitionsPerTopic,
  type Subscription,
  type Subscriptions,
  stringMap,
} from './subscription.ts';

/** What a member had, and since which generation; null where it does not say. */
export interface MemberData {
  readonly partitions: readonly TopicPartition[];
  readonly generation: number | null;
}

export interface PreviousOwners {
  readonly allSubscriptionsEqual: boolean;
  /** Each member's partitions of topics that still are. */
  readonly consumerToOwnedPartitions: Assignment;
  readonly partitionsWithMultiplePreviousOwners: ReadonlySet<TopicPartition>;
  readonly maxGeneration: number;
}

export function previousOwnersOf(
  partitionsPerTopic: PartitionsPerTopic,
  subscriptions: Subscriptions,
  memberData: (subscription: Subscription) => MemberData,
  maxGenerationBefore: number,
): PreviousOwners {
  const consumerToOwnedPartitions: Assignment = stringMap();
  const partitionsWithMultiplePreviousOwners = new Set<TopicPartition>();
  const ownerOf = new Map<TopicPartition, string>();
  let subscribedTopics: ReadonlySet<string> = new Set();
  let allSubscriptionsEqual = true;
  let maxGeneration = maxGenerationBefore;

  for (const [consumer, subscription] of subscriptions) {
    const { topics } = subscription;
    if (subscribedTopics.size === 0) subscribedTopics = new Set(topics);
    else if (topics.length !== subscribedTopics.size || !topics.every((topic) => subscribedTopics.has(topic))) {
      allSubscriptionsEqual = false;
    }

    const { partitions, generation } = memberData(subscription);
    const memberGeneration = generation ?? NO_GENERATION;
    maxGeneration = Math.max(maxGeneration, memberGeneration);

    const ownedPartitions: TopicPartition[] = [];
    consumerToOwnedPartitions.put(consumer, ownedPartitions);
    for (const partition of partitions) {
      if (!partitionsPerTopic.has(topicOf(partition))) continue;
      const other = ownerOf.get(partition);
      if (other === undefined) {
        ownedPartitions.push(partition);
        ownerOf.set(partition, consumer);
        continue;
      }
      // The other's generation is read from its subscription, even where its partitions came from its user data.
      const otherGeneration = present(subscriptions.get(other), other).generationId;
      if (memberGeneration < otherGeneration) continue;
      if (memberGeneration === otherGeneration) partitionsWithMultiplePreviousOwners.add(partition);
      else ownedPartitions.push(partition);
      takeAway(present(consumerToOwnedPartitions.get(other), other), partition);
      ownerOf.set(partition, consumer);
    }
  }
  return { allSubscriptionsEqual, consumerToOwnedPartitions, partitionsWithMultiplePreviousOwners, maxGeneration };
}

/** The first of equal ones, if any. */
export function takeAway(partitions: TopicPartition[], partition: TopicPartition): void {
  const place = partitions.indexOf(partition);
  if (place !== -1) partitions.splice(place, 1);
}
