/**
 * What a consumer writes under /consumers/<group>/ids: which topics it reads with how many streams (kafka.consumer.
 * TopicCount, StaticTopicCount, WildcardTopicCount, ConsumerThreadId; ZookeeperConsumerConnector.registerConsumerInZK).
 */
import { compareText } from '../../../base/sorted.ts';
import { isInternalTopic } from '../../internalTopics.ts';
import { matchesPattern } from '../../topicPattern.ts';

/** As it stands in the znode: topics, or one expression for `white_list` and `black_list`, with the number of streams. */
export interface TopicCount {
  readonly pattern: 'static' | 'white_list' | 'black_list';
  readonly subscription: Readonly<Record<string, number>>;
}

/** `timestamp`: milliseconds. */
export function encodeTopicCount({ subscription, pattern }: TopicCount, timestamp: number): string {
  const counts = JSON.stringify(subscription);
  return `{"version":1,"subscription":${counts},"pattern":"${pattern}","timestamp":"${timestamp}"}`;
}

/** Throws what TopicCount.constructTopicCount throws, for a text that is none. */
export function decodeTopicCount(text: string): TopicCount {
  const parsed = JSON.parse(text) as Partial<TopicCount>;
  const { subscription, pattern } = parsed;
  if (subscription === undefined || pattern === undefined) throw new Error(`error constructing TopicCount : ${text}`);
  return { subscription, pattern };
}

/** `<consumer>-<number of the stream>`: who may own a partition. */
export interface ConsumerThreadId {
  readonly consumer: string;
  readonly thread: number;
}

export function threadIdText({ consumer, thread }: ConsumerThreadId): string {
  return `${consumer}-${thread}`;
}

export function compareThreadIds(a: ConsumerThreadId, b: ConsumerThreadId): number {
  return compareText(threadIdText(a), threadIdText(b));
}

export function threadIds(consumer: string, streams: number): readonly ConsumerThreadId[] {
  return Array.from({ length: streams }, (_, thread) => ({ consumer, thread }));
}

/** The topics it reads, of those there are, with how many streams. */
export function topicsOf(
  { pattern, subscription }: TopicCount,
  allTopics: readonly string[],
  excludesInternalTopics: boolean,
): readonly (readonly [topic: string, streams: number])[] {
  const entries = Object.entries(subscription);
  const [first] = entries;
  if (pattern === 'static' || first === undefined) return entries;
  const [expression, streams] = first;
  return allTopics
    .filter((topic) => matchesPattern(expression, topic) === (pattern === 'white_list'))
    .filter((topic) => !(excludesInternalTopics && isInternalTopic(topic)))
    .map((topic) => [topic, streams]);
}
