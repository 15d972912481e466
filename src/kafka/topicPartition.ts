import { remembered } from '../base/remembered.ts';

/** One partition of one topic, written as Kafka prints it: `orders-0`. */
export type TopicPartition = string;

export function topicPartition(topic: string, partition: number): TopicPartition {
  return `${topic}-${partition}`;
}

export const topicOf = remembered((tp: TopicPartition): string => tp.slice(0, tp.lastIndexOf('-')));

export const partitionOf = remembered((tp: TopicPartition): number => Number(tp.slice(tp.lastIndexOf('-') + 1)));

/** Topic, then partition number: the order of every list and table. */
export function compareTopicPartitions(a: TopicPartition, b: TopicPartition): number {
  const [ta, tb] = [topicOf(a), topicOf(b)];
  if (ta !== tb) return ta < tb ? -1 : 1;
  return partitionOf(a) - partitionOf(b);
}
