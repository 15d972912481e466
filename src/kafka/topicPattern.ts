/** Topic names, the internal ones (org.apache.kafka.common.internals.Topic), and patterns of names. */
import { linearWholePattern } from '../base/linearPattern.ts';

const INTERNAL_TOPICS = ['__consumer_offsets', '__transaction_state', '__share_group_state'];

export function isInternalTopic(topic: string): boolean {
  return INTERNAL_TOPICS.includes(topic);
}

/** java.util.regex: the whole name has to match. Whoever wrote the pattern, it ends. */
export function matchesPattern(pattern: string, topic: string): boolean {
  return linearWholePattern(pattern).test(topic);
}
