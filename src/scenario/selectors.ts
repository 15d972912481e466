/**
 * How a scenario names nodes: by name, or by what they are when the time comes: `leader of orders-0`,
 * `follower of orders-0`, `followers of orders-0`, `active controller`, `zookeeper leader`, `zookeeper followers`,
 * `zookeeper servers`.
 */
import type { TopicPartition } from '../kafka/topicPartition.ts';

export type Selector =
  | { readonly type: 'node'; readonly name: string }
  /** On one side of a link: every node that is not on the other side. */
  | { readonly type: 'others' }
  | { readonly type: 'leader' | 'follower' | 'followers'; readonly partition: TopicPartition }
  | { readonly type: 'active controller' }
  | { readonly type: 'zookeeper'; readonly which: ZooKeeperRole };

/** Of the servers of the ensemble. */
type ZooKeeperRole = (typeof ZOOKEEPER_ROLES)[number];

const ZOOKEEPER_ROLES = ['leader', 'followers', 'servers'] as const;

/** Undefined: looks like a description, but is none of the above. */
export function parseSelector(text: string): Selector | undefined {
  const words = text.trim().split(/\s+/);
  if (words.length === 1) return words[0] === 'others' ? { type: 'others' } : { type: 'node', name: words[0]! };
  const [what, link, partition] = words;
  if (words.length === 2 && what === 'active' && link === 'controller') return { type: 'active controller' };
  const which = ZOOKEEPER_ROLES.find((known) => known === link);
  if (words.length === 2 && what === 'zookeeper' && which !== undefined) return { type: 'zookeeper', which };
  const role = what === 'leader' || what === 'follower' || what === 'followers' ? what : undefined;
  if (words.length === 3 && role !== undefined && link === 'of') return { type: role, partition: partition! };
  return undefined;
}

export const SELECTOR_FORMS: readonly string[] = [
  'leader of TOPIC-N',
  'follower of TOPIC-N',
  'followers of TOPIC-N',
  'active controller',
  ...ZOOKEEPER_ROLES.map((role) => `zookeeper ${role}`),
];
