/**
 * Who reads what in a group of the ZooKeeper era: every member reckons it by itself, from what it finds in ZooKeeper
 * (kafka.consumer.PartitionAssignor: RangeAssignor, RoundRobinAssignor, AssignmentContext). Members that have read the
 * znodes at different moments come to different results; the owner znodes settle it.
 */
import { stringHashCode } from '../../hash.ts';
import { partitionOf, type TopicPartition, topicOf, topicPartition } from '../../topicPartition.ts';
import { type ConsumerThreadId, compareThreadIds, threadIdText } from './topicCount.ts';

/** What a member has read of its group (AssignmentContext). */
export interface AssignmentContext {
  /** It reads these topics. */
  readonly myTopics: readonly string[];
  readonly consumerId: string;
  /** By topic: the streams of the whole group, in order. */
  readonly consumersForTopic: ReadonlyMap<string, readonly ConsumerThreadId[]>;
  /** By topic: its partitions, in order. */
  readonly partitionsForTopic: ReadonlyMap<string, readonly number[]>;
}

/** Which of its own streams reads which partition. */
export type PartitionAssignment = readonly {
  readonly partition: TopicPartition;
  readonly owner: ConsumerThreadId;
}[];

/** What falls to the member itself. Throws where what it has read does not fit together: it will be told to try again. */
export function assign(strategy: 'range' | 'roundrobin', context: AssignmentContext): PartitionAssignment {
  return (strategy === 'roundrobin' ? roundRobin(context) : range(context)).filter(
    ({ owner }) => owner.consumer === context.consumerId,
  );
}

function range({ myTopics, consumersForTopic, partitionsForTopic }: AssignmentContext): PartitionAssignment {
  const assignment: PartitionAssignment[number][] = [];
  for (const topic of myTopics) {
    const consumers = known(consumersForTopic, topic);
    const partitions = known(partitionsForTopic, topic);
    const each = Math.floor(partitions.length / consumers.length);
    const withOneMore = partitions.length % consumers.length;
    consumers.forEach((owner, place) => {
      const start = each * place + Math.min(place, withOneMore);
      const count = each + (place < withOneMore ? 1 : 0);
      for (const partition of partitions.slice(start, start + count)) {
        assignment.push({ partition: topicPartition(topic, partition), owner });
      }
    });
  }
  return assignment;
}

function roundRobin({ consumersForTopic, partitionsForTopic }: AssignmentContext): PartitionAssignment {
  const all = distinct([...consumersForTopic.values()].flat()).sort(compareThreadIds);
  if (all.length === 0) return [];
  const partitions = [...partitionsForTopic]
    .flatMap(([topic, numbers]) => numbers.map((number) => topicPartition(topic, number)))
    .sort((a, b) => hashOf(a) - hashOf(b));
  const assignment: PartitionAssignment[number][] = [];
  let next = 0;
  for (const partition of partitions) {
    const reads = known(consumersForTopic, topicOf(partition)).map(threadIdText);
    while (!reads.includes(threadIdText(all[next % all.length]!))) next++;
    assignment.push({ partition, owner: all[next % all.length]! });
    next++;
  }
  return assignment;
}

/** TopicAndPartition.toString().hashCode(), so that the partitions of a topic are not all in one place. */
function hashOf(partition: TopicPartition): number {
  return stringHashCode(`${topicOf(partition)}-${partitionOf(partition)}`);
}

function distinct(threads: readonly ConsumerThreadId[]): ConsumerThreadId[] {
  return [...new Map(threads.map((thread) => [threadIdText(thread), thread])).values()];
}

/** A Scala map throws for a key that it does not have. */
function known<T>(map: ReadonlyMap<string, T>, topic: string): T {
  const value = map.get(topic);
  if (value === undefined) throw new Error(`NoSuchElementException: key not found: ${topic}`);
  return value;
}
