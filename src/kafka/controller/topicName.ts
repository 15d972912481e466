/** What a topic may be called (org.apache.kafka.common.internals.Topic). */
import { get, type Table } from '../../base/table.ts';
import type { TopicImage } from '../metadata/image.ts';

export const CLUSTER_METADATA_TOPIC_NAME = '__cluster_metadata';
const MAX_NAME_LENGTH = 249;

/** The message of Kafka's InvalidTopicException, or undefined for a good name. */
export function invalidTopicName(name: string): string | undefined {
  const reason = reasonInvalid(name);
  return reason === undefined ? undefined : `Topic name is invalid: ${reason}`;
}

function reasonInvalid(name: string): string | undefined {
  if (name === '') return 'the empty string is not allowed';
  if (name === '.' || name === '..') return `'${name}' is not allowed`;
  if (name.length > MAX_NAME_LENGTH) {
    return `the length of '${name}' is longer than the max allowed length ${MAX_NAME_LENGTH}`;
  }
  if (/^[a-zA-Z0-9._-]+$/.test(name)) return undefined;
  return `'${name}' contains one or more characters other than ASCII alphanumerics, '.', '_' and '-'`;
}

/** Metric names write a period as an underscore, so names that differ only in those would collide. */
export function collidingTopic(name: string, topics: Table<TopicImage>): string | undefined {
  if (!/[._]/.test(name)) return undefined;
  if (get(topics, name) !== undefined) return name;
  const unified = unifyCollisionChars(name);
  return topics.keys.find((other) => /[._]/.test(other) && unifyCollisionChars(other) === unified);
}

function unifyCollisionChars(name: string): string {
  return name.replaceAll('.', '_');
}
