/**
 * Which partitions went from whom to whom while the general sticky assignment was balanced (AbstractStickyAssignor.
 * PartitionMovements). When a partition is to go from A to B and another of its topic went from B to A before, that other
 * one goes back instead. Local to one assignment.
 */
import { assert, present } from '../../../base/assert.ts';
import { JavaHashMap, topicPartitionHashCode } from '../../javaHashMap.ts';
import { type TopicPartition, topicOf } from '../../topicPartition.ts';

/** From and to, as one key. */
type ConsumerPair = string;

/** In no member id: they are ids of clients and random UUIDs. */
const BETWEEN = '\u0000';

/** Only the order of the innermost sets shows: the first of them goes back. */
type MovementsOfTopic = Map<ConsumerPair, JavaHashMap<TopicPartition, true>>;

export interface PartitionMovements {
  readonly byTopic: Map<string, MovementsOfTopic>;
  readonly byPartition: Map<TopicPartition, ConsumerPair>;
}

export function noMovements(): PartitionMovements {
  return { byTopic: new Map(), byPartition: new Map() };
}

export function movePartition(
  movements: PartitionMovements,
  partition: TopicPartition,
  oldConsumer: string,
  newConsumer: string,
): void {
  if (!movements.byPartition.has(partition)) {
    addMovement(movements, partition, pairOf(oldConsumer, newConsumer));
    return;
  }
  const [source, destination] = membersOf(removeMovement(movements, partition));
  assert(destination === oldConsumer, `${partition} moves on from where it moved to`);
  if (source !== newConsumer) addMovement(movements, partition, pairOf(source, newConsumer));
}

export function actualPartitionToBeMoved(
  { byTopic, byPartition }: PartitionMovements,
  partition: TopicPartition,
  oldConsumer: string,
  newConsumer: string,
): TopicPartition {
  const ofTopic = byTopic.get(topicOf(partition));
  if (ofTopic === undefined) return partition;
  const moved = byPartition.get(partition);
  const origin = moved === undefined ? oldConsumer : membersOf(moved)[0];
  return ofTopic.get(pairOf(newConsumer, origin))?.keys()[0] ?? partition;
}

/** Whether no two members exchanged partitions of one topic. Longer rounds are not counted, as in Kafka. */
export function isSticky({ byTopic }: PartitionMovements): boolean {
  return ![...byTopic.values()].some((ofTopic) =>
    [...ofTopic.keys()].some((pair) => {
      const [source, destination] = membersOf(pair);
      return source !== destination && ofTopic.has(pairOf(destination, source));
    }),
  );
}

function addMovement({ byTopic, byPartition }: PartitionMovements, partition: TopicPartition, pair: string): void {
  byPartition.set(partition, pair);
  const topic = topicOf(partition);
  const ofTopic: MovementsOfTopic = byTopic.get(topic) ?? new Map();
  byTopic.set(topic, ofTopic);
  const partitions = ofTopic.get(pair) ?? new JavaHashMap(topicPartitionHashCode);
  ofTopic.set(pair, partitions);
  partitions.put(partition, true);
}

function removeMovement({ byTopic, byPartition }: PartitionMovements, partition: TopicPartition): ConsumerPair {
  const pair = present(byPartition.get(partition), partition);
  byPartition.delete(partition);
  const topic = topicOf(partition);
  const ofTopic = present(byTopic.get(topic), topic);
  const partitions = present(ofTopic.get(pair), pair);
  partitions.remove(partition);
  if (partitions.size === 0) ofTopic.delete(pair);
  if (ofTopic.size === 0) byTopic.delete(topic);
  return pair;
}

function pairOf(source: string, destination: string): ConsumerPair {
  return `${source}${BETWEEN}${destination}`;
}

function membersOf(pair: ConsumerPair): readonly [source: string, destination: string] {
  return pair.split(BETWEEN) as [string, string];
}
