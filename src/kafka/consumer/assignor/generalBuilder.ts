/** One sticky assignment of members that want different topics, in the making (AbstractStickyAssignor.GeneralAssignmentBuilder). */

import { present } from '../../../base/assert.ts';
import { compareText } from '../../../base/sorted.ts';
import type { TopicPartition } from '../../topicPartition.ts';
import type { PartitionMovements } from './partitionMovements.ts';
import type { RackInfo } from './rackInfo.ts';
import type { PartitionsPerTopic } from './subscription.ts';

export interface GeneralBuilder {
  readonly partitionsPerTopic: PartitionsPerTopic;
  readonly rackInfo: RackInfo;
  readonly topicToAllPotentialConsumers: ReadonlyMap<string, readonly string[]>;
  readonly consumerToAllPotentialTopics: ReadonlyMap<string, readonly string[]>;
  readonly currentAssignment: Map<string, TopicPartition[]>;
  readonly currentPartitionConsumer: Map<TopicPartition, string>;
  /** Who had a partition in an earlier generation than the newest. */
  readonly previousConsumer: ReadonlyMap<TopicPartition, string>;
  sortedAllPartitions: readonly TopicPartition[];
  /** By number of partitions, then by id. */
  readonly sortedCurrentSubscriptions: string[];
  revocationRequired: boolean;
  readonly movements: PartitionMovements;
}

/** How the members are sorted, by what they have right now. */
export function byLoad({ currentAssignment }: GeneralBuilder): (a: string, b: string) => number {
  const load = (consumer: string) => present(currentAssignment.get(consumer), consumer).length;
  return (a, b) => load(a) - load(b) || compareText(a, b);
}
