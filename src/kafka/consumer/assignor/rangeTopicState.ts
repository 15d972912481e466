/**
 * How far one topic is handed out by the range assignor (RangeAssignor.TopicAssignmentState): what is left of it, how many
 * each member has, and how many members may still have one more than the others. Local to one assignment.
 */
import type { TopicPartition } from '../../topicPartition.ts';
import { racksMatter, racksOf } from './racksMatter.ts';
import type { PartitionInfo } from './subscription.ts';

/** Member to rack, in the order of the members' turns. */
export type MemberRacks = ReadonlyMap<string, string | null>;

export interface TopicAssignmentState {
  readonly topic: string;
  readonly consumers: MemberRacks;
  readonly needsRackAwareAssignment: boolean;
  /** Empty where no member has a rack. */
  readonly partitionRacks: ReadonlyMap<TopicPartition, ReadonlySet<string>>;
  readonly unassignedPartitions: Set<TopicPartition>;
  readonly numAssignedByConsumer: Map<string, number>;
  readonly numPartitionsPerConsumer: number;
  remainingConsumersWithExtraPartition: number;
}

export function topicAssignmentState(
  topic: string,
  partitions: readonly PartitionInfo[],
  consumers: MemberRacks,
): TopicAssignmentState {
  const consumerRacks = new Set([...consumers.values()].filter((rack) => rack !== null));
  const partitionRacks = new Map<TopicPartition, ReadonlySet<string>>();
  if (consumerRacks.size > 0) {
    for (const { partition, replicaRacks } of partitions) partitionRacks.set(partition, racksOf(replicaRacks));
  }
  const allPartitionRacks = new Set([...partitionRacks.values()].flatMap((racks) => [...racks]));
  return {
    topic,
    consumers,
    needsRackAwareAssignment: racksMatter(consumerRacks, allPartitionRacks, partitionRacks.values()),
    partitionRacks,
    unassignedPartitions: new Set(partitions.map(({ partition }) => partition)),
    numAssignedByConsumer: new Map(),
    numPartitionsPerConsumer: consumers.size === 0 ? 0 : Math.floor(partitions.length / consumers.size),
    remainingConsumersWithExtraPartition: consumers.size === 0 ? 0 : partitions.length % consumers.size,
  };
}

/** A member without a rack is content with every partition. */
export function racksMatch(state: TopicAssignmentState, consumer: string, partition: TopicPartition): boolean {
  const rack = state.consumers.get(consumer) ?? null;
  return rack === null || (state.partitionRacks.get(partition)?.has(rack) ?? false);
}

export function maxAssignable(state: TopicAssignmentState, consumer: string): number {
  const extra = state.remainingConsumersWithExtraPartition > 0 ? 1 : 0;
  const room = state.numPartitionsPerConsumer + extra - (state.numAssignedByConsumer.get(consumer) ?? 0);
  return Math.max(0, room);
}

export function onAssigned(state: TopicAssignmentState, consumer: string, partitions: readonly TopicPartition[]): void {
  const numAssigned = (state.numAssignedByConsumer.get(consumer) ?? 0) + partitions.length;
  state.numAssignedByConsumer.set(consumer, numAssigned);
  if (numAssigned > state.numPartitionsPerConsumer) state.remainingConsumersWithExtraPartition--;
  for (const partition of partitions) state.unassignedPartitions.delete(partition);
}
