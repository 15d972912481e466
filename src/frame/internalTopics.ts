/** Topics of Kafka's own stand behind those of people, wherever both are listed. */
import { compareTopicPartitions } from '../kafka/topicPartition.ts';

/** org.apache.kafka.common.internals.Topic */
export function isInternal(topicOrPartition: string): boolean {
  return topicOrPartition.startsWith('__consumer_offsets') || topicOrPartition.startsWith('__transaction_state');
}

export function compareShown(a: string, b: string): number {
  return Number(isInternal(a)) - Number(isInternal(b)) || compareTopicPartitions(a, b);
}
