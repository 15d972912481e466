/**
 * Which partition a record without a partition goes to: by its key's murmur2, else the sticky partition, which changes
 * after batch.size bytes, to one that is the likelier the shorter its queue is
 * (org.apache.kafka.clients.producer.internals.BuiltInPartitioner; KIP-480, KIP-794).
 */
import { get } from '../../base/table.ts';
import { utf8Bytes } from '../../base/utf8.ts';
import { brokerById, type Metadata } from '../client/metadata.ts';
import { partitionForKey } from '../hash.ts';
import type { KafkaEnv } from '../kinds.ts';
import { type LoadOfTopic, partitionAt, partitionLoadStats, totalOf } from './partitionLoadStats.ts';

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

/** `load` null: partitioner.adaptive.partitioning.enable is off. */
export function nextSticky(
  previous: StickyPartition | undefined,
  topic: string,
  metadata: Metadata,
  load: LoadOfTopic | null,
  env: KafkaEnv,
): StickyPartition {
  const switches = previous === undefined ? 0 : previous.switches + 1;
  const draw = (bound: number): number => env.draw(`sticky partition ${env.self} ${topic} ${switches}`, bound);
  const stats = load === null ? undefined : partitionLoadStats(topic, load, metadata);
  const partition =
    stats === undefined ? anyPartition(topic, metadata, draw) : partitionAt(stats, draw(totalOf(stats)));
  return { partition, producedBytes: 0, switches };
}

/** One of those with a leader, or of all when none has. */
export function anyPartition(topic: string, metadata: Metadata, draw: (bound: number) => number): number {
  const available = availablePartitions(topic, metadata);
  return available[draw(available.length)] ?? 0;
}

/** Those with a leader, or all when none has. */
export function availablePartitions(topic: string, metadata: Metadata): readonly number[] {
  const all = get(metadata.topics, topic)?.partitions ?? [];
  const available = all.filter(({ leaderId }) => brokerById(metadata, leaderId) !== undefined);
  return (available.length > 0 ? available : all).map(({ index }) => index);
}

/** Switching waits for the batch to be full, but not beyond twice the bytes. */
export function shouldSwitch(sticky: StickyPartition, batchSize: number, batchesFull: boolean): boolean {
  return (sticky.producedBytes >= batchSize && batchesFull) || sticky.producedBytes >= 2 * batchSize;
}
