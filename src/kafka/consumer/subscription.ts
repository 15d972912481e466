/**
 * What a consumer is subscribed to (org.apache.kafka.clients.consumer.internals.SubscriptionState: SubscriptionType,
 * subscription, groupSubscription).
 */
import { compareText } from '../../base/sorted.ts';
import { topicOf } from '../topicPartition.ts';
import type { ConsumerRun } from './state.ts';
import { isFetchable, type PartitionState } from './subscriptionState.ts';

export interface SubscriptionInfo {
  readonly type: 'NONE' | 'USER_ASSIGNED' | 'AUTO_TOPICS' | 'AUTO_PATTERN' | 'AUTO_PATTERN_RE2J';
  /** Sorted. Those that match so far, with a pattern. */
  readonly topics: readonly string[];
  /** Of all members, where this one is the leader of a classic group; sorted. */
  readonly groupTopics: readonly string[];
  /** null without one. */
  readonly pattern: string | null;
}

export const NO_SUBSCRIPTION: SubscriptionInfo = { type: 'NONE', topics: [], groupTopics: [], pattern: null };

/** Partitions come from the group. */
export function hasAutoAssignedPartitions({ subscription: { type } }: Pick<ConsumerRun, 'subscription'>): boolean {
  return type === 'AUTO_TOPICS' || type === 'AUTO_PATTERN' || type === 'AUTO_PATTERN_RE2J';
}

/** Of a topic that was just unsubscribed nothing is fetched or handed out any more, though it is still assigned. */
export function isFetchableAndSubscribed(
  { subscription: { type, topics } }: Pick<ConsumerRun, 'subscription'>,
  state: PartitionState,
): boolean {
  return isFetchable(state) && (type !== 'AUTO_TOPICS' || topics.includes(topicOf(state.partition)));
}

export function sortedTopics(topics: Iterable<string>): readonly string[] {
  return [...new Set(topics)].sort(compareText);
}

/** Topics whose metadata is needed: its own and, for a leader, those of the group. */
export function metadataTopics({ topics, groupTopics }: SubscriptionInfo): readonly string[] {
  return groupTopics.length === 0 ? topics : sortedTopics([...groupTopics, ...topics]);
}
