/**
 * `partitioner.class`: a partitioner that the application brings itself decides for records without a partition, and the
 * built-in one is not asked (org.apache.kafka.clients.producer.KafkaProducer.partition, Partitioner).
 *
 * There are two: Kafka's own RoundRobinPartitioner, and an example of one that somebody wrote.
 */
import { get, set, type Table } from '../../base/table.ts';
import { utf8Bytes } from '../../base/utf8.ts';
import type { Metadata } from '../client/metadata.ts';
import { partitionForKey } from '../hash.ts';
import { availablePartitions } from './builtInPartitioner.ts';

export const ROUND_ROBIN_PARTITIONER = 'org.apache.kafka.clients.producer.RoundRobinPartitioner';
/** Keys that begin with `vip` have the last partition for themselves; the others share the rest by murmur2. */
export const VIP_PARTITIONER = 'example.VipPartitioner';

export const PARTITIONERS: readonly string[] = [ROUND_ROBIN_PARTITIONER, VIP_PARTITIONER];

export interface Partitioned {
  readonly partition: number;
  /** By topic: how often RoundRobinPartitioner was asked. */
  readonly counters: Table<number>;
}

/** undefined: there is no such class, the built-in partitioner decides. */
export function customPartition(
  name: string | null,
  topic: string,
  key: string | null,
  counters: Table<number>,
  metadata: Metadata,
): Partitioned | undefined {
  switch (name) {
    case ROUND_ROBIN_PARTITIONER: {
      const asked = get(counters, topic) ?? 0;
      const available = availablePartitions(topic, metadata);
      return { partition: available[asked % available.length] ?? 0, counters: set(counters, topic, asked + 1) };
    }
    case VIP_PARTITIONER: {
      const count = get(metadata.topics, topic)?.partitions.length ?? 1;
      return { partition: vipPartition(key, count), counters };
    }
    default:
      return undefined;
  }
}

function vipPartition(key: string | null, count: number): number {
  if (count === 1 || key?.startsWith('vip') === true) return count - 1;
  return key === null ? 0 : partitionForKey(utf8Bytes(key), count - 1);
}
