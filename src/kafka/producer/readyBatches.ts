/**
 * Which leaders have something to be sent (org.apache.kafka.clients.producer.internals.RecordAccumulator: ready).
 *
 * A batch is ready when it is full, or has lingered, or memory is exhausted, or somebody flushes or closes; not while it
 * backs off after a failure, and not while its partition is muted.
 */
import type { Micros } from '../../base/time.ts';
import { exponentialBackoff } from '../client/exponentialBackoff.ts';
import { brokerById, type Metadata, partitionInfo } from '../client/metadata.ts';
import type { KafkaEnv } from '../kinds.ts';
import { topicOf } from '../topicPartition.ts';
import type { ProducerBatch } from './producerBatch.ts';
import * as batches from './producerBatch.ts';
import { NEVER, type RecordAccumulator } from './recordAccumulator.ts';
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
  const isHurried = isExhausted || accumulator.closed || accumulator.flushes.length > 0;
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
    if (queue.length > 1 || batches.isFull(first) || isHurried || env.now >= lingersUntil) hosts.push(leader.host);
    else nextCheckAt = Math.min(nextCheckAt, lingersUntil);
  }
  return { hosts, nextCheckAt, unknownLeaderTopics };
}

/** retry.backoff.ms, unless the partition has a new leader. */
export function backoffEnd(
  batch: ProducerBatch,
  leaderEpoch: number,
  settings: ProducerSettings,
  env: KafkaEnv,
): Micros {
  if (batch.attempts === 0 || batches.leaderChangedSinceLastAttempt(batch, leaderEpoch)) return batch.lastAttemptAt;
  const occasion = `produce retry ${batch.partition} ${batch.lastAttemptAt}`;
  const { retryBackoff, retryBackoffMax } = settings;
  return batch.lastAttemptAt + exponentialBackoff(retryBackoff, retryBackoffMax, batch.attempts - 1, env, occasion);
}
