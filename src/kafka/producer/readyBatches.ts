/**
 * Which leaders have something to be sent, and what they are sent
 * (org.apache.kafka.clients.producer.internals.RecordAccumulator: ready, drain).
 *
 * A batch is ready when it is full, or has lingered, or memory is exhausted; not while it backs off after a failure, and
 * not while its partition is muted.
 */
import { get, set } from '../../base/table.ts';
import type { Micros } from '../../base/time.ts';
import { exponentialBackoff } from '../client/exponentialBackoff.ts';
import { brokerById, leaderFor, type Metadata, partitionInfo } from '../client/metadata.ts';
import type { KafkaEnv } from '../kinds.ts';
import { type TopicPartition, topicOf } from '../topicPartition.ts';
import type { ProducerBatch } from './producerBatch.ts';
import * as batches from './producerBatch.ts';
import { draftOfAccumulator, NEVER, type PartitionQueue, type RecordAccumulator } from './recordAccumulator.ts';
import type { ProducerSettings } from './settings.ts';

export interface ReadyCheck {
  /** Leaders with something to send, each once. */
  readonly hosts: readonly string[];
  /** When a batch that is not ready yet may be. */
  readonly nextCheckAt: Micros;
  readonly unknownLeaderTopics: readonly string[];
}

const NOTHING_READY: ReadyCheck = { hosts: [], nextCheckAt: NEVER, unknownLeaderTopics: [] };

export function ready(
  accumulator: RecordAccumulator,
  metadata: Metadata,
  settings: ProducerSettings,
  isExhausted: boolean,
  env: KafkaEnv,
): ReadyCheck {
  if (accumulator.queues.length === 0) return NOTHING_READY;
  const hosts: string[] = [];
  const unknownLeaderTopics: string[] = [];
  let nextCheckAt = NEVER;
  for (const { partition, batches: queue } of accumulator.queues) {
    const info = partitionInfo(metadata, partition);
    const leader = info === undefined ? undefined : brokerById(metadata, info.leaderId);
    if (info === undefined || leader === undefined) {
      if (!unknownLeaderTopics.includes(topicOf(partition))) unknownLeaderTopics.push(topicOf(partition));
      continue;
    }
    if (hosts.includes(leader.host) || accumulator.muted.includes(partition)) continue;
    const first = queue[0]!;
    const backsOffUntil = backoffEnd(first, info.leaderEpoch, settings, env);
    if (env.now < backsOffUntil) {
      nextCheckAt = Math.min(nextCheckAt, backsOffUntil);
      continue;
    }
    const lingersUntil = first.lastAttemptAt + settings.linger;
    if (queue.length > 1 || batches.isFull(first) || isExhausted || env.now >= lingersUntil) hosts.push(leader.host);
    else nextCheckAt = Math.min(nextCheckAt, lingersUntil);
  }
  return { hosts, nextCheckAt, unknownLeaderTopics };
}

/** retry.backoff.ms, unless the partition has a new leader. */
function backoffEnd(batch: ProducerBatch, leaderEpoch: number, settings: ProducerSettings, env: KafkaEnv): Micros {
  if (batch.attempts === 0 || batches.leaderChangedSinceLastAttempt(batch, leaderEpoch)) return batch.lastAttemptAt;
  const occasion = `produce retry ${batch.partition} ${batch.lastAttemptAt}`;
  const { retryBackoff, retryBackoffMax } = settings;
  return batch.lastAttemptAt + exponentialBackoff(retryBackoff, retryBackoffMax, batch.attempts - 1, env, occasion);
}

// ---- draining -----------------------------------------------------------------------------------------------------------

export interface Drained {
  readonly accumulator: RecordAccumulator;
  readonly batches: readonly ProducerBatch[];
}

/** The first batch of each partition this host leads, up to max.request.size together. */
export function drain(
  accumulator: RecordAccumulator,
  host: string,
  metadata: Metadata,
  settings: ProducerSettings,
  env: KafkaEnv,
): Drained {
  const led: PartitionQueue[] = [];
  let from = 0;
  for (const queue of accumulator.queues) {
    if (leaderFor(metadata, queue.partition)?.host !== host) continue;
    if (queue.partition === get(accumulator.drainFrom, host)) from = led.length;
    led.push(queue);
  }
  const drained: ProducerBatch[] = [];
  const next = draftOfAccumulator(accumulator);
  let size = 0;
  for (let step = 0; step < led.length; step++) {
    const { partition, batches: queue } = led[(from + step) % led.length]!;
    if (accumulator.muted.includes(partition)) continue;
    const first = queue[0]!;
    const { leaderEpoch } = partitionInfo(metadata, partition)!;
    if (env.now < backoffEnd(first, leaderEpoch, settings, env)) continue;
    if (size + first.sizeInBytes > settings.maxRequestSize && drained.length > 0) {
      next.drainFrom = set(next.drainFrom, host, partition);
      break;
    }
    drained.push(batches.drained(first, leaderEpoch));
    size += first.sizeInBytes;
  }
  next.queues = withoutFirst(accumulator.queues, drained);
  return { accumulator: next, batches: drained };
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
