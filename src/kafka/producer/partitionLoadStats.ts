/**
 * How long the queues of a topic's partitions are, as weights for the next sticky partition: the longer, the less likely
 * (org.apache.kafka.clients.producer.internals.RecordAccumulator.partitionReady, BuiltInPartitioner.
 * updatePartitionLoadStats; KIP-794). Kafka's sender keeps them up to date; here they are made when they are needed.
 */
import { get, type Table } from '../../base/table.ts';
import type { Micros } from '../../base/time.ts';
import { brokerById, type Metadata, partitionInfo, partitionName } from '../client/metadata.ts';

export interface NodeLatency {
  /** When there was last something to send to it. */
  readonly readyAt: Micros;
  /** When it could last be sent to. */
  readonly drainedAt: Micros;
}

/** What the weights are made of. */
export interface LoadOfTopic {
  /** Partitions that were appended to at least once, in order. */
  readonly used: readonly number[];
  readonly queueLength: (partition: number) => number;
  readonly nodeLatencies: Table<NodeLatency>;
  /** partitioner.availability.timeout.ms; 0: brokers are not held to it. */
  readonly availabilityTimeout: Micros;
}

export interface PartitionLoadStats {
  /** Running sums: a number below the last one stands for the first partition whose sum is above it. */
  readonly cumulativeFrequencies: readonly number[];
  readonly partitions: readonly number[];
}

/** undefined: every available partition is as likely as another. */
export function partitionLoadStats(
  topic: string,
  load: LoadOfTopic,
  metadata: Metadata,
): PartitionLoadStats | undefined {
  const { used } = load;
  if (used.length < 2 || used.length < (get(metadata.topics, topic)?.partitions.length ?? 0)) return undefined;
  const sizes: number[] = [];
  const partitions: number[] = [];
  let length = 0;
  for (const partition of used) {
    const info = partitionInfo(metadata, partitionName(metadata, topic, partition));
    const leader = info === undefined ? undefined : brokerById(metadata, info.leaderId);
    if (leader === undefined) continue;
    const size = load.queueLength(partition);
    partitions[length] = partition;
    if (size === 0) sizes[length] ??= 0;
    else sizes[length] = size;
    // The place of a partition that is passed over is taken by the next one; an empty queue is never passed over.
    if (size === 0 || !isSlow(load, leader.host)) length++;
  }
  if (length < 1) return undefined;
  return weighted(sizes, partitions, length, used.length);
}

function isSlow({ nodeLatencies, availabilityTimeout }: LoadOfTopic, host: string): boolean {
  if (availabilityTimeout === 0) return false;
  const latency = get(nodeLatencies, host);
  return latency !== undefined && latency.readyAt - latency.drainedAt > availabilityTimeout;
}

/** Lengths 0 3 1 are the weights 4 1 3, and these the sums 4 5 8. */
function weighted(
  sizes: readonly number[],
  partitions: readonly number[],
  length: number,
  all: number,
): PartitionLoadStats | undefined {
  let longest = sizes[0]!;
  let allEqual = true;
  for (let place = 1; place < length; place++) {
    if (sizes[place] !== sizes[0]) allEqual = false;
    longest = Math.max(longest, sizes[place]!);
  }
  if (allEqual && length === all) return undefined;
  const cumulativeFrequencies: number[] = [];
  let sum = 0;
  for (let place = 0; place < length; place++) {
    sum += longest + 1 - sizes[place]!;
    cumulativeFrequencies.push(sum);
  }
  return { cumulativeFrequencies, partitions: partitions.slice(0, length) };
}

export function totalOf({ cumulativeFrequencies }: PartitionLoadStats): number {
  return cumulativeFrequencies[cumulativeFrequencies.length - 1]!;
}

/** `number` is below the total. */
export function partitionAt({ cumulativeFrequencies, partitions }: PartitionLoadStats, number: number): number {
  let place = 0;
  while (cumulativeFrequencies[place]! <= number) place++;
  return partitions[place]!;
}
