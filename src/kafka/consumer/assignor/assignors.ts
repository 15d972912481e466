/**
 * The assignors of the classic protocol by name, and how the leader of a group comes to ask one
 * (ConsumerCoordinator.onLeaderElected, AbstractPartitionAssignor.assign): with the members in the order of the
 * JoinGroup response and the topics that anybody wants and the metadata knows.
 */

import { unreachable } from '../../../base/assert.ts';
import { stringHashCode } from '../../hash.ts';
import { javaHashSetOf } from '../../javaHashMap.ts';
import { cooperativeStickyAssignment } from './cooperativeStickyAssignor.ts';
import { rangeAssignment } from './rangeAssignor.ts';
import { roundRobinAssignment } from './roundRobinAssignor.ts';
import { stickyAssignment } from './stickyAssignor.ts';
import {
  type Assignment,
  NO_GENERATION,
  type PartitionInfo,
  type PartitionsPerTopic,
  type Subscription,
  type Subscriptions,
  stringMap,
} from './subscription.ts';

export const ASSIGNOR_NAMES = ['range', 'roundrobin', 'sticky', 'cooperative-sticky'] as const;

export type AssignorName = (typeof ASSIGNOR_NAMES)[number];

export interface GroupAssignment {
  readonly assignment: Assignment;
  /** What the sticky assignors remember until the next time; NO_GENERATION of the others. */
  readonly maxGeneration: number;
}

export function assignPartitions(
  name: AssignorName,
  partitionsPerTopic: PartitionsPerTopic,
  subscriptions: Subscriptions,
  maxGenerationBefore = NO_GENERATION,
): GroupAssignment {
  switch (name) {
    case 'range':
      return { assignment: rangeAssignment(partitionsPerTopic, subscriptions), maxGeneration: NO_GENERATION };
    case 'roundrobin':
      return { assignment: roundRobinAssignment(partitionsPerTopic, subscriptions), maxGeneration: NO_GENERATION };
    case 'sticky':
      return stickyAssignment(partitionsPerTopic, subscriptions, maxGenerationBefore);
    case 'cooperative-sticky':
      return cooperativeStickyAssignment(partitionsPerTopic, subscriptions, maxGenerationBefore);
    default:
      return unreachable(name);
  }
}

/** `partitionsOf`: a topic's partitions by number, as the leader's metadata has them; none of a topic it does not know. */
export function assignGroup(
  name: AssignorName,
  members: Iterable<readonly [memberId: string, subscription: Subscription]>,
  partitionsOf: (topic: string) => readonly PartitionInfo[],
  maxGenerationBefore = NO_GENERATION,
): GroupAssignment {
  const subscriptions: Subscriptions = stringMap();
  for (const [memberId, subscription] of members) subscriptions.put(memberId, subscription);

  const subscribedTopics = javaHashSetOf<string>(stringHashCode, []);
  for (const { topics } of subscriptions.values()) for (const topic of topics) subscribedTopics.put(topic, true);
  const partitionsPerTopic: PartitionsPerTopic = stringMap();
  for (const topic of subscribedTopics.keys()) {
    const partitions = partitionsOf(topic);
    if (partitions.length > 0) partitionsPerTopic.put(topic, partitions);
  }
  return assignPartitions(name, partitionsPerTopic, subscriptions, maxGenerationBefore);
}
