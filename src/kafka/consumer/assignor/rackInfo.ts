/**
 * Racks as the sticky assignors see them (AbstractStickyAssignor.RackInfo, KIP-881). Empty where racks do not matter.
 */
import type { TopicPartition } from '../../topicPartition.ts';
import { racksMatter, racksOf } from './racksMatter.ts';
import { type PartitionsPerTopic, rackOf, type Subscriptions } from './subscription.ts';

export interface RackInfo {
  readonly consumerRacks: ReadonlyMap<string, string>;
  readonly partitionRacks: ReadonlyMap<TopicPartition, ReadonlySet<string>>;
  /** How many members could read each partition in their rack. There as soon as one member has a rack. */
  readonly numConsumersByPartition: ReadonlyMap<TopicPartition, number>;
}

export function rackInfoOf(partitionsPerTopic: PartitionsPerTopic, subscriptions: Subscriptions): RackInfo {
  const consumerRacks = new Map<string, string>();
  const consumersInRack = new Map<string, number>();
  for (const [memberId, subscription] of subscriptions) {
    const rack = rackOf(subscription);
    if (rack === null) continue;
    consumerRacks.set(memberId, rack);
    consumersInRack.set(rack, (consumersInRack.get(rack) ?? 0) + 1);
  }
  if (consumerRacks.size === 0) {
    return { consumerRacks: new Map(), partitionRacks: new Map(), numConsumersByPartition: new Map() };
  }

  const partitionRacks = new Map<TopicPartition, ReadonlySet<string>>();
  const numConsumersByPartition = new Map<TopicPartition, number>();
  const allPartitionRacks = new Set<string>();
  for (const partitions of partitionsPerTopic.values()) {
    for (const { partition, replicaRacks } of partitions) {
      const racks = racksOf(replicaRacks);
      let consumers = 0;
      for (const rack of racks) {
        consumers += consumersInRack.get(rack) ?? 0;
        allPartitionRacks.add(rack);
      }
      partitionRacks.set(partition, racks);
      numConsumersByPartition.set(partition, consumers);
    }
  }
  const useRacks = racksMatter(new Set(consumersInRack.keys()), allPartitionRacks, partitionRacks.values());
  return useRacks
    ? { consumerRacks, partitionRacks, numConsumersByPartition }
    : { consumerRacks: new Map(), partitionRacks: new Map(), numConsumersByPartition };
}

export function racksMismatch(racks: RackInfo, consumer: string, partition: TopicPartition): boolean {
  const rack = racks.consumerRacks.get(consumer);
  return rack !== undefined && !(racks.partitionRacks.get(partition)?.has(rack) ?? false);
}

/** Those that fewest members can read in their rack come first. */
export function sortPartitionsByRackConsumers(
  { numConsumersByPartition }: RackInfo,
  partitions: readonly TopicPartition[],
): TopicPartition[] {
  const consumers = (partition: TopicPartition) => numConsumersByPartition.get(partition) ?? 0;
  return [...partitions].sort((a, b) => consumers(a) - consumers(b));
}

/** The first of the members, counted round from `firstIndex`, in a rack of the partition; -1 for none. */
export function nextRackConsumer(
  { partitionRacks, consumerRacks }: RackInfo,
  partition: TopicPartition,
  consumers: readonly string[],
  firstIndex: number,
): number {
  const racks = partitionRacks.get(partition);
  if (racks === undefined) return -1;
  for (let i = 0; i < consumers.length; i++) {
    const index = (firstIndex + i) % consumers.length;
    const rack = consumerRacks.get(consumers[index]!);
    if (rack !== undefined && racks.has(rack)) return index;
  }
  return -1;
}
