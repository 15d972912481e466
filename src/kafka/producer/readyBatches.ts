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
import { leaderFor, type Metadata, partitionInfo } from '../client/metadata.ts';
import type { KafkaEnv } from '../kinds.ts';
import { type TopicPartition, topicOf } from '../topicPartition.ts';
import type { ProducerBatch } from './producerBatch.ts';
import * as batches from './producerBatch.ts';
import { NEVER, type RecordAccumulator, withQueue } from './recordAccumulator.ts';
import type { ProducerSettings } from './settings.ts';

export interface ReadyCheck {
  /** Leaders with something to send, each once. */
  readonly hosts: readonly string[];
  /** When a batch that is not ready yet may be. */
  readonly nextCheckAt: Micros;
  readonly unknownLeaderTopics: readonly string[];
}

export function ready(
  accumulator: RecordAccumulator,
  metadata: Metadata,
  settings: ProducerSettings,
  isExhausted: boolean,
  env: KafkaEnv,
): ReadyCheck {
  const hosts: string[] = [];
  const unknownLeaderTopics: string[] = [];
  let nextCheckAt = NEVER;
  for (const { partition, batches: queue } of accumulator.queues) {
    const leader = leaderFor(metadata, partition);
    if (leader === undefined) {
      if (!unknownLeaderTopics.includes(topicOf(partition))) unknownLeaderTopics.push(topicOf(partition));
      continue;
    }
    if (hosts.includes(leader.host) || accumulator.muted.includes(partition)) continue;
    const first = batches.withLeaderEpoch(queue[0]!, leaderEpochOf(metadata, partition));
    const backsOffUntil = backoffEnd(first, settings, env);
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

function leaderEpochOf(metadata: Metadata, partition: TopicPartition): number {
  return partitionInfo(metadata, partition)?.leaderEpoch ?? -1;
}

/** retry.backoff.ms, unless the partition has a new leader. */
function backoffEnd(batch: ProducerBatch, settings: ProducerSettings, env: KafkaEnv): Micros {
  if (batch.attempts === 0 || batches.leaderChangedSinceLastAttempt(batch)) return batch.lastAttemptAt;
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
  const led = accumulator.queues.filter(({ partition }) => leaderFor(metadata, partition)?.host === host);
  const from = Math.max(
    0,
    led.findIndex(({ partition }) => partition === get(accumulator.drainFrom, host)),
  );
  const drained: ProducerBatch[] = [];
  let next = accumulator;
  let size = 0;
  for (let step = 0; step < led.length; step++) {
    const { partition, batches: queue } = led[(from + step) % led.length]!;
    if (accumulator.muted.includes(partition)) continue;
    const first = batches.withLeaderEpoch(queue[0]!, leaderEpochOf(metadata, partition));
    if (env.now < backoffEnd(first, settings, env)) continue;
    if (size + first.sizeInBytes > settings.maxRequestSize && drained.length > 0) {
      next = { ...next, drainFrom: set(next.drainFrom, host, partition) };
      break;
    }
    next = withQueue(next, partition, queue.slice(1));
    drained.push({ ...first, closed: true });
    size += first.sizeInBytes;
  }
  return { accumulator: next, batches: drained };
}
