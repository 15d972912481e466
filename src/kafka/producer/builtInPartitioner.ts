/**
 * Which partition a record goes to: the one asked for, else by its key's murmur2, else the sticky partition, which
 * changes after batch.size bytes (org.apache.kafka.clients.producer.internals.BuiltInPartitioner; KIP-480, KIP-794).
 *
 * *Simplified:* the adaptive part, which prefers partitions with short queues, is left out: every available partition is
 * as likely as another.
 */
import { get } from '../../base/table.ts';
import { utf8Bytes } from '../../base/utf8.ts';
import { brokerById, type Metadata } from '../client/metadata.ts';
import { partitionForKey } from '../hash.ts';
import type { KafkaEnv } from '../kinds.ts';

export interface StickyPartition {
  readonly partition: number;
  readonly producedBytes: number;
  /** How often it was changed: names the draw. */
  readonly switches: number;
}

/** null: the sticky partition. */
export function partitionByKey(key: string | null, ignoreKeys: boolean, partitions: number): number | null {
  return key === null || ignoreKeys ? null : partitionForKey(utf8Bytes(key), partitions);
}

/** A random partition among those with a leader, or among all when none has. */
export function nextSticky(
  previous: StickyPartition | undefined,
  topic: string,
  metadata: Metadata,
  env: KafkaEnv,
): StickyPartition {
  const switches = previous === undefined ? 0 : previous.switches + 1;
  const all = get(metadata.topics, topic)?.partitions ?? [];
  const available = all.filter(({ leaderId }) => brokerById(metadata, leaderId) !== undefined);
  const choices = available.length > 0 ? available : all;
  const place = env.draw(`sticky partition ${env.self} ${topic} ${switches}`, choices.length);
  return { partition: choices[place]?.index ?? 0, producedBytes: 0, switches };
}

/** Switching waits for the batch to be full, but not beyond twice the bytes. */
export function shouldSwitch(sticky: StickyPartition, batchSize: number, batchesFull: boolean): boolean {
  return (sticky.producedBytes >= batchSize && batchesFull) || sticky.producedBytes >= 2 * batchSize;
}
