/**
 * What chose a partition before there was a built-in partitioner (KIP-794, 3.3): a record with a key by its murmur2, the others
 * to a partition that changes with every batch (KIP-480, 2.4), and before that to one after the other.
 *
 * Kafka: org.apache.kafka.clients.producer.internals.{DefaultPartitioner,StickyPartitionCache}.
 */
import { get, set, type Table } from '../../base/table.ts';
import { utf8Bytes } from '../../base/utf8.ts';
import type { Metadata } from '../client/metadata.ts';
import { partitionForKey } from '../hash.ts';
import type { KafkaEnv } from '../kinds.ts';
import { anyPartition, availablePartitions } from './builtInPartitioner.ts';

export const DEFAULT_PARTITIONER = 'org.apache.kafka.clients.producer.internals.DefaultPartitioner';

/** Of a topic: the sticky partition, or how far its counter has come; and how often it was changed, which names the draw. */
export interface DefaultChoice {
  readonly partition: number;
  readonly changes: number;
}

export type DefaultChoices = Table<DefaultChoice>;

interface Chosen {
  readonly partition: number;
  readonly choices: DefaultChoices;
}

/** `isSticky`: KIP-480. */
export function defaultPartition(
  topic: string,
  key: string | null,
  isSticky: boolean,
  choices: DefaultChoices,
  metadata: Metadata,
  env: KafkaEnv,
): Chosen {
  if (key !== null) {
    const count = get(metadata.topics, topic)?.partitions.length ?? 1;
    return { partition: partitionForKey(utf8Bytes(key), count), choices };
  }
  if (!isSticky) return nextInTurn(topic, choices, metadata, env);
  const known = get(choices, topic);
  if (known !== undefined) return { partition: known.partition, choices };
  const partition = anyPartition(topic, metadata, (bound) => env.draw(nameOf(env, topic, 0), bound));
  return { partition, choices: set(choices, topic, { partition, changes: 0 }) };
}

/** A batch begins: what was sticky until now is not any more, unless it has changed meanwhile. */
export function onNewBatch(
  topic: string,
  previous: number,
  choices: DefaultChoices,
  metadata: Metadata,
  env: KafkaEnv,
): DefaultChoices {
  const known = get(choices, topic);
  if (known === undefined || known.partition !== previous) return choices;
  const available = availablePartitions(topic, metadata);
  const others = available.filter((partition) => partition !== previous);
  const changes = known.changes + 1;
  const from = others.length === 0 ? available : others;
  const partition = from[env.draw(nameOf(env, topic, changes), Math.max(1, from.length))] ?? previous;
  return set(choices, topic, { partition, changes });
}

function nameOf({ self }: KafkaEnv, topic: string, changes: number): string {
  return `default partitioner ${self} ${topic} ${changes}`;
}

/** From a number that is drawn when the topic is first asked for. */
const COUNTER_BOUND = 0x8000_0000;

function nextInTurn(topic: string, choices: DefaultChoices, metadata: Metadata, env: KafkaEnv): Chosen {
  const available = availablePartitions(topic, metadata);
  const { partition: counter, changes } = get(choices, topic) ?? {
    partition: env.draw(nameOf(env, topic, 0), COUNTER_BOUND),
    changes: 0,
  };
  // AtomicInteger.getAndIncrement, of which only the lower 31 bits are looked at.
  const next = { partition: (counter + 1) % COUNTER_BOUND, changes: changes + 1 };
  return { partition: available[counter % available.length] ?? 0, choices: set(choices, topic, next) };
}
