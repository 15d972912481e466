/** Topics that Kafka keeps for itself (org.apache.kafka.common.internals.Topic). */
const INTERNAL_TOPICS: readonly string[] = ['__consumer_offsets', '__transaction_state', '__share_group_state'];

export function isInternalTopic(topic: string): boolean {
  return INTERNAL_TOPICS.includes(topic);
}
