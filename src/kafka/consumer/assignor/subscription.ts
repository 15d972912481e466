/**
 * What a member of a classic group brings to the assignment, and what the leader knows of the topics
 * (ConsumerPartitionAssignor.Subscription, PartitionInfo, AbstractPartitionAssignor.MemberInfo; KIP-54, KIP-341, KIP-345,
 * KIP-429, KIP-792, KIP-881).
 */
import { compareText } from '../../../base/sorted.ts';
import { stringHashCode } from '../../hash.ts';
import { JavaHashMap } from '../../javaHashMap.ts';
import type { TopicPartition } from '../../topicPartition.ts';

/** What the two sticky assignors add to a subscription; as data here, as bytes in Kafka. */
export interface StickyUserData {
  /** What the member had after its last assignment. The cooperative assignor leaves it empty: ownedPartitions has it. */
  readonly partitions: readonly TopicPartition[];
  /** Null in user data of the oldest schema, which had none. */
  readonly generation: number | null;
}

export interface Subscription {
  readonly topics: readonly string[];
  readonly ownedPartitions: readonly TopicPartition[];
  /** Of the owned partitions; -1 where the member's protocol version has none (before KIP-792) or it has no generation. */
  readonly generationId: number;
  readonly rackId: string | null;
  readonly groupInstanceId: string | null;
  readonly userData: StickyUserData | null;
}

/** AbstractStickyAssignor.DEFAULT_GENERATION and the generation of a member without one. */
export const NO_GENERATION = -1;

export interface PartitionInfo {
  readonly partition: TopicPartition;
  /** The rack of each replica's broker; null for a broker without. */
  readonly replicaRacks: readonly (string | null)[];
}

export type Subscriptions = JavaHashMap<string, Subscription>;

/** Partitions by topic, in the order of their numbers. */
export type PartitionsPerTopic = JavaHashMap<string, readonly PartitionInfo[]>;

/** Each member's partitions, in the order in which the assignor gave them. */
export type Assignment = JavaHashMap<string, TopicPartition[]>;

export function stringMap<V>(initialCapacity?: number): JavaHashMap<string, V> {
  return new JavaHashMap<string, V>(stringHashCode, initialCapacity);
}

/** Static members first, by instance id; then the others by member id. */
export function compareMembers(
  [aId, a]: readonly [string, Subscription],
  [bId, b]: readonly [string, Subscription],
): number {
  if (a.groupInstanceId !== null && b.groupInstanceId !== null) {
    return compareText(a.groupInstanceId, b.groupInstanceId);
  }
  if (a.groupInstanceId !== null) return -1;
  if (b.groupInstanceId !== null) return 1;
  return compareText(aId, bId);
}

/** A member that names no rack, or an empty one, is nowhere. */
export function rackOf({ rackId }: Subscription): string | null {
  return rackId === '' ? null : rackId;
}
