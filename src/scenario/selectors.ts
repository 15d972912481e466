/**
 * How a scenario names nodes: by name, or by what they are when the time comes: `leader of orders-0`,
 * `follower of orders-0`, `followers of orders-0`, `active controller`.
 */
import type { TopicPartition } from '../kafka/topicPartition.ts';

export type Selector =
  | { readonly type: 'node'; readonly name: string }
  /** On one side of a link: every node that is not on the other side. */
  | { readonly type: 'others' }
  | { readonly type: 'leader' | 'follower' | 'followers'; readonly partition: TopicPartition }
  | { readonly type: 'active controller' };

/** Undefined: looks like a description, but is none of the above. */
export function parseSelector(text: string): Selector | undefined {
  const words = text.trim().split(/\s+/);
  if (words.length === 1) return words[0] === 'others' ? { type: 'others' } : { type: 'node', name: words[0]! };
  const [what, link, partition] = words;
  if (words.length === 2 && what === 'active' && link === 'controller') return { type: 'active controller' };
  const role = what === 'leader' || what === 'follower' || what === 'followers' ? what : undefined;
  if (words.length === 3 && role !== undefined && link === 'of') return { type: role, partition: partition! };
  return undefined;
}

export const SELECTOR_FORMS: readonly string[] = [
  'leader of TOPIC-N',
  'follower of TOPIC-N',
  'followers of TOPIC-N',
  'active controller',
];
