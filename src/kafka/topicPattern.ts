/** Topic names, the internal ones (org.apache.kafka.common.internals.Topic), and patterns of names. */

const INTERNAL_TOPICS = ['__consumer_offsets', '__transaction_state', '__share_group_state'];

export function isInternalTopic(topic: string): boolean {
  return INTERNAL_TOPICS.includes(topic);
}

/** java.util.regex: the whole name has to match. */
export function matchesPattern(pattern: string, topic: string): boolean {
  return new RegExp(`^(?:${pattern})$`).test(topic);
}
