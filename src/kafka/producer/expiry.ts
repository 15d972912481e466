/**
 * delivery.timeout.ms, for batches that wait and for batches in flight
 * (org.apache.kafka.clients.producer.internals.Sender.getExpiredInflightBatches, failExpiredBatches).
 */
import type { TopicPartition } from '../topicPartition.ts';
import { failBatch } from './completion.ts';
import { maybeInLog, type ProducerBatch, settled } from './producerBatch.ts';
import * as accumulators from './recordAccumulator.ts';
import type { InFlightBatches, ProducerRun } from './state.ts';
import { markUnresolved } from './transactionManager.ts';

export function hasExpired(run: ProducerRun, batch: ProducerBatch): boolean {
  return run.env.now >= accumulators.expiresAt(batch, run.settings);
}

/** True when there were any. */
export function expireBatches(run: ProducerRun): boolean {
  const { env, settings } = run;
  if (env.now < run.accumulator.nextExpiryAt) return false;
  const { accumulator, batches } = accumulators.takeExpired(run.accumulator, settings, env.now);
  run.accumulator = accumulator;
  for (const batch of batches) {
    run.accumulator = accumulators.deallocate(run.accumulator, batch);
    expire(run, batch);
  }
  return expireInFlight(run, accumulator.nextExpiryAt) || batches.length > 0;
}

/** Their memory is freed only with the request, which may still be answered. */
function expireInFlight(run: ProducerRun, firstInQueues: number): boolean {
  let nextExpiryAt = firstInQueues;
  // Of each partition it is looked at the oldest that are in flight; the first that may stay ends it.
  const looked: TopicPartition[] = [];
  const expired: ProducerBatch[] = [];
  const inFlight: InFlightBatches[] = [];
  for (const entry of run.inFlight) {
    let changed: ProducerBatch[] | undefined;
    for (let place = 0; place < entry.batches.length; place++) {
      const batch = entry.batches[place]!;
      if (batch.done || looked.includes(batch.partition)) continue;
      if (hasExpired(run, batch)) {
        changed ??= entry.batches.slice();
        changed[place] = settled(batch);
        expired.push(maybeInLog(batch));
      } else {
        looked.push(batch.partition);
        nextExpiryAt = Math.min(nextExpiryAt, accumulators.expiresAt(batch, run.settings));
      }
    }
    inFlight.push(changed === undefined ? entry : { ...entry, batches: changed });
  }
  if (expired.length > 0) run.inFlight = inFlight;
  const next = accumulators.draftOfAccumulator(run.accumulator);
  next.nextExpiryAt = nextExpiryAt;
  run.accumulator = next;
  for (const batch of expired) expire(run, batch);
  return expired.length > 0;
}

function expire(run: ProducerRun, batch: ProducerBatch): void {
  const { partition, createdAt, attempts } = batch;
  const count = batch.records.length;
  const waited = Math.floor((run.env.now - createdAt) / 1000);
  const message = `Expiring ${count} record(s) for ${partition}:${waited} ms has passed since batch creation. The request has not been sent, or no server response has been received yet.`;
  failBatch(run, batch, 'TIMEOUT', message, false);
  if (run.transactions === null || attempts === 0) return;
  run.transactions = markUnresolved(run.transactions, partition, batch, count);
}
