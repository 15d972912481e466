/**
 * What a broker is sent: the first batch of each partition it leads, up to max.request.size together, each with its
 * sequence number (org.apache.kafka.clients.producer.internals.RecordAccumulator.drainBatchesForOneNode).
 */
import { get, set, type Table } from '../../base/table.ts';
import { brokerById, type Metadata, type PartitionInfo, partitionInfo } from '../client/metadata.ts';
import { compressionNanos } from '../record/compressionCost.ts';
import { RECORD_BATCH_OVERHEAD } from '../record/defaultRecordBatch.ts';
import type { TopicPartition } from '../topicPartition.ts';
import type { ProducerBatch } from './producerBatch.ts';
import * as batches from './producerBatch.ts';
import { backoffEnd } from './readyBatches.ts';
import { draftOfAccumulator, noteCompression, type PartitionQueue } from './recordAccumulator.ts';
import type { ProducerRun } from './state.ts';
import { hasSequence, mustWait, sequenced } from './transactionManager.ts';

export function drain(run: ProducerRun, host: string): readonly ProducerBatch[] {
  const { accumulator, settings, env } = run;
  const { metadata } = run.client;
  const parts = partitionsOfNode(metadata, host);
  const led = queuesOf(accumulator.queues, parts);
  if (led.length === 0) return [];
  const count = parts.size;
  const start = (get(accumulator.drainFrom, host) ?? 0) % count;
  const drained: ProducerBatch[] = [];
  const next = draftOfAccumulator(accumulator);
  // Whoever stopped it comes first the next time; after a whole round it is the one before the first.
  let from = (start + count - 1) % count;
  let size = 0;
  for (let step = 0, at = firstFrom(led, start); step < led.length; step++, at = (at + 1) % led.length) {
    const { queue, place } = led[at]!;
    const { partition } = queue;
    if (accumulator.muted.includes(partition)) continue;
    const first = queue.batches[0]!;
    const { leaderEpoch } = partitionInfo(metadata, partition)!;
    if (env.now < backoffEnd(first, leaderEpoch, settings, env)) continue;
    const isTooMuch = size + batches.sizeInBytes(first) > settings.maxRequestSize && drained.length > 0;
    // Kafka goes no further here, though other partitions might have something to send.
    if (isTooMuch || (run.transactions !== null && mustWait(run.transactions, first))) {
      from = place;
      break;
    }
    const batch = withSequence(run, first, leaderEpoch);
    noteCompression(next, batch);
    if (first.compressed === null) tellCompressed(run, batch);
    drained.push(batch);
    size += batches.sizeInBytes(batch);
  }
  next.drainFrom = set(next.drainFrom, host, from);
  if (drained.length > 0) next.queues = withoutFirst(accumulator.queues, drained);
  run.accumulator = next;
  return drained;
}

function tellCompressed({ client, out }: ProducerRun, batch: ProducerBatch): void {
  const { compression, compressed, uncompressedSizeInBytes: uncompressedBytes, partition, records } = batch;
  if (compression === undefined || compressed === null) return;
  const nanos = compressionNanos(compression.type, uncompressedBytes - RECORD_BATCH_OVERHEAD);
  const size = { count: records.length, uncompressedBytes, bytes: compressed.sizeInBytes, nanos };
  out.fact({ type: 'BatchCompressed', client: client.clientId, partition, compression: compression.type, ...size });
}

/** A batch that is sent again keeps its sequence: that is what the broker knows it by. */
function withSequence(run: ProducerRun, batch: ProducerBatch, leaderEpoch: number): ProducerBatch {
  if (run.transactions === null || hasSequence(batch)) return batches.drained(batch, leaderEpoch, null);
  const { manager, sequence } = sequenced(run.transactions, batch.partition, batch.records.length);
  run.transactions = manager;
  return batches.drained(batch, leaderEpoch, sequence);
}

interface Led {
  readonly queue: PartitionQueue;
  /** Among all partitions of the broker. */
  readonly place: number;
}

function queuesOf(queues: readonly PartitionQueue[], parts: ReadonlyMap<TopicPartition, number>): readonly Led[] {
  const led: Led[] = [];
  for (const queue of queues) {
    const place = parts.get(queue.partition);
    if (place !== undefined) led.push({ queue, place });
  }
  return led.length < 2 ? led : led.sort((a, b) => a.place - b.place);
}

function firstFrom(led: readonly Led[], start: number): number {
  for (let at = 0; at < led.length; at++) if (led[at]!.place >= start) return at;
  return 0;
}

type Parts = ReadonlyMap<TopicPartition, number>;

const NO_PARTS: Parts = new Map();
/** A cache of a function of its key alone, which is one answer's metadata (Cluster.partitionsForNode). */
const PARTS = new WeakMap<Table<PartitionInfo>, ReadonlyMap<string, Parts>>();

/** The partitions that a broker leads, each with its place among them. */
function partitionsOfNode(metadata: Metadata, host: string): Parts {
  let byHost = PARTS.get(metadata.partitions);
  if (byHost === undefined) {
    const parts = new Map<string, Map<TopicPartition, number>>();
    for (const { topicPartition, leaderId } of metadata.partitions.values) {
      const leader = brokerById(metadata, leaderId);
      if (leader === undefined) continue;
      const known = parts.get(leader.host) ?? new Map<TopicPartition, number>();
      known.set(topicPartition, known.size);
      parts.set(leader.host, known);
    }
    byHost = parts;
    PARTS.set(metadata.partitions, byHost);
  }
  return byHost.get(host) ?? NO_PARTS;
}

/** The queues without these batches, each of which is the first of its queue. */
function withoutFirst(queues: readonly PartitionQueue[], taken: readonly ProducerBatch[]): readonly PartitionQueue[] {
  const partitions: TopicPartition[] = [];
  for (const { partition } of taken) partitions.push(partition);
  const rest: PartitionQueue[] = [];
  for (const queue of queues) {
    if (!partitions.includes(queue.partition)) rest.push(queue);
    else if (queue.batches.length > 1) rest.push({ partition: queue.partition, batches: queue.batches.slice(1) });
  }
  return rest;
}
