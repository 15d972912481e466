/** Topics of Kafka's own stand behind those of people, wherever both are listed. */
import { isInternalTopic } from '../kafka/internalTopics.ts';
import { compareTopicPartitions, topicOf } from '../kafka/topicPartition.ts';

export function isInternal(topicOrPartition: string): boolean {
  return isInternalTopic(topicOrPartition) || isInternalTopic(topicOf(topicOrPartition));
}

export function compareShown(a: string, b: string): number {
  return Number(isInternal(a)) - Number(isInternal(b)) || compareTopicPartitions(a, b);
}
