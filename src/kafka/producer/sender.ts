/**
 * The sender: takes ready batches to the leaders of their partitions, and settles them by the answers, or the lack of one
 * (org.apache.kafka.clients.producer.internals.Sender).
 *
 * *Simplified:* the producer is not idempotent yet, so a batch that is sent again may be appended twice, and two batches
 * of one partition may change places when the first fails (enable.idempotence acts as false).
 */

import { nextCorrelationId } from '../client/clientState.ts';
import { reconnectAt } from '../client/clientTimers.ts';
import { addTopic, requestUpdate } from '../client/metadata.ts';
import { updatePartitionLeadership } from '../client/metadataUpdate.ts';
import { tellChangedLeaders } from '../client/metadataUpdater.ts';
import { ensureReady, send } from '../client/networkClient.ts';
import { type ErrorName, errorOf } from '../errors.ts';
import type { ProduceRequest, ProduceResponse } from '../messages.ts';
import type { TopicPartition } from '../topicPartition.ts';
import { isAnyWaitingForMemory } from './application.ts';
import { settle } from './ledger.ts';
import { mayBeAppended } from './outcome.ts';
import {
  asUnassigned,
  maybeInLog,
  numbersOf,
  type ProducerBatch,
  reenqueued,
  settled,
  splitBatch,
} from './producerBatch.ts';
import { drain, ready } from './readyBatches.ts';
import * as accumulators from './recordAccumulator.ts';
import type { InFlightBatches, ProducerRun } from './state.ts';

/** Sends what can be sent, until nothing more can. Answers when to look again. */
export function sendProducerData(run: ProducerRun): number {
  for (;;) {
    const { env, settings } = run;
    expireBatches(run);
    const check = ready(run.accumulator, run.client.metadata, settings, isAnyWaitingForMemory(run), env);
    askForLeaders(run, check.unknownLeaderTopics);
    let wakeAt = check.nextCheckAt;
    let isAnySent = false;
    for (const host of check.hosts) {
      if (ensureReady(run, host)) {
        if (drainAndSend(run, host)) isAnySent = true;
      } else wakeAt = Math.min(wakeAt, reconnectAt(run.client, host, env.now) ?? accumulators.NEVER);
    }
    if (!isAnySent) return Math.min(wakeAt, run.accumulator.nextExpiryAt);
  }
}

function askForLeaders(run: ProducerRun, topics: readonly string[]): void {
  if (topics.length === 0) return;
  let { metadata } = run.client;
  for (const topic of topics) metadata = addTopic(metadata, topic, run.env.now + run.settings.metadataMaxIdle);
  run.client.metadata = requestUpdate(metadata);
}

function drainAndSend(run: ProducerRun, host: string): boolean {
  const drained = drain(run.accumulator, host, run.client.metadata, run.settings, run.env);
  run.accumulator = drained.accumulator;
  const { batches } = drained;
  if (batches.length === 0) return false;
  if (run.settings.guaranteesOrder) {
    for (const { partition } of batches) run.accumulator = accumulators.mute(run.accumulator, partition);
  }
  const { acks, requestTimeoutMs: timeoutMs } = run.settings;
  const partitions: ProduceRequest['partitions'][number][] = [];
  for (const batch of batches) partitions.push({ topicPartition: batch.partition, batch: asUnassigned(batch) });
  const correlationId = nextCorrelationId(run);
  send(run, host, { type: 'ProduceRequest', transactionalId: null, acks, timeoutMs, partitions, correlationId });
  if (acks !== 0) run.inFlight = [...run.inFlight, { correlationId, host, batches }];
  else for (const batch of batches) completeBatch(run, batch, -1);
  return true;
}

// ---- answers ------------------------------------------------------------------------------------------------------------

export function handleProduceResponse(run: ProducerRun, response: ProduceResponse): void {
  const entry = takeInFlight(run, response.correlationId);
  if (entry === undefined) return;
  for (const answer of response.partitions) {
    const batch = batchOf(entry, answer.topicPartition);
    if (batch === undefined) continue;
    if (answer.errorCode === 'NONE') completeBatch(run, batch, answer.baseOffset);
    else handleError(run, batch, answer.errorCode, answer.errorCode);
  }
  learnLeaders(run, response);
}

function batchOf({ batches }: InFlightBatches, partition: TopicPartition): ProducerBatch | undefined {
  for (const batch of batches) if (batch.partition === partition) return batch;
  return undefined;
}

/** KIP-951 */
function learnLeaders(run: ProducerRun, response: ProduceResponse): void {
  const before = run.client.metadata;
  let metadata = before;
  for (const { topicPartition, errorCode, currentLeader } of response.partitions) {
    if (errorCode !== 'NOT_LEADER_OR_FOLLOWER' && errorCode !== 'FENCED_LEADER_EPOCH') continue;
    metadata = updatePartitionLeadership(metadata, topicPartition, currentLeader);
  }
  if (metadata === before) return;
  run.client.metadata = metadata;
  tellChangedLeaders(run, before);
}

/** No answer will come: the connection broke, or was given up after request.timeout.ms. */
export function handleLostRequest(run: ProducerRun, correlationId: number, timedOut: boolean): void {
  const entry = takeInFlight(run, correlationId);
  if (entry === undefined) return;
  const error: ErrorName = timedOut ? 'REQUEST_TIMED_OUT' : 'NETWORK_EXCEPTION';
  for (const batch of entry.batches) handleError(run, batch, error, timedOut ? 'TIMEOUT' : 'DISCONNECTED');
}

function takeInFlight(run: ProducerRun, correlationId: number): InFlightBatches | undefined {
  let taken: InFlightBatches | undefined;
  const rest: InFlightBatches[] = [];
  for (const entry of run.inFlight) {
    if (entry.correlationId === correlationId) taken = entry;
    else rest.push(entry);
  }
  if (taken !== undefined) run.inFlight = rest;
  return taken;
}

function completeBatch(run: ProducerRun, batch: ProducerBatch, baseOffset: number): void {
  release(run, batch);
  if (batch.done) return;
  const records = numbersOf(batch);
  const { acks } = run.settings;
  const client = run.client.clientId;
  for (let place = 0; place < records.length; place++) {
    const record = records[place]!;
    const offset = baseOffset < 0 ? -1 : baseOffset + place;
    run.out.fact({ type: 'RecordAcknowledged', client, partition: batch.partition, record, offset, acks });
  }
  run.ledger = settle(run.ledger, records, 'acknowledged', baseOffset, run.env.now);
}

type RetryReason = ErrorName | 'DISCONNECTED' | 'TIMEOUT';

function handleError(run: ProducerRun, attempted: ProducerBatch, error: ErrorName, reason: RetryReason): void {
  const { settings } = run;
  const batch = mayBeAppended(error, settings.acks) ? maybeInLog(attempted) : attempted;
  if (error === 'MESSAGE_TOO_LARGE' && batch.records.length > 1 && !batch.done) splitAndReenqueue(run, batch);
  else if (canRetry(run, batch, error)) retry(run, batch, reason);
  else {
    release(run, batch);
    if (!batch.done) giveUp(run, batch, error, errorOf(error).message);
  }
  if (errorOf(error).invalidMetadata) {
    run.client.metadata = requestUpdate(run.client.metadata);
  }
}

function canRetry(run: ProducerRun, batch: ProducerBatch, error: ErrorName): boolean {
  return !hasExpired(run, batch) && batch.attempts < run.settings.retries && !batch.done && errorOf(error).retriable;
}

function retry(run: ProducerRun, batch: ProducerBatch, reason: RetryReason): void {
  const again = reenqueued(batch, run.env.now);
  unmute(run, batch);
  run.accumulator = accumulators.reenqueue(run.accumulator, again);
  const { partition, attempts: attempt } = again;
  run.out.fact({ type: 'ProduceRetried', client: run.client.clientId, partition, error: reason, attempt });
}

function splitAndReenqueue(run: ProducerRun, batch: ProducerBatch): void {
  release(run, batch);
  const target = batch.split ? Math.floor(batch.sizeInBytes / 2) : run.settings.batchSize;
  const parts = splitBatch(batch, target);
  for (let place = parts.length - 1; place >= 0; place--) {
    run.accumulator = accumulators.reenqueue(run.accumulator, parts[place]!);
  }
}

/** The batch is on the wire no more: its memory and its partition are free. */
function release(run: ProducerRun, batch: ProducerBatch): void {
  run.accumulator = accumulators.deallocate(run.accumulator, batch);
  unmute(run, batch);
}

function unmute(run: ProducerRun, { partition }: ProducerBatch): void {
  if (run.settings.guaranteesOrder) run.accumulator = accumulators.unmute(run.accumulator, partition);
}

// ---- giving up ----------------------------------------------------------------------------------------------------------

function hasExpired(run: ProducerRun, batch: ProducerBatch): boolean {
  return run.env.now >= accumulators.expiresAt(batch, run.settings);
}

/** delivery.timeout.ms, in the accumulator and in flight. */
function expireBatches(run: ProducerRun): void {
  const { env, settings } = run;
  if (env.now < run.accumulator.nextExpiryAt) return;
  const { accumulator, batches } = accumulators.takeExpired(run.accumulator, settings, env.now);
  run.accumulator = accumulator;
  for (const batch of batches) expire(run, batch);
  let { nextExpiryAt } = accumulator;
  run.inFlight = run.inFlight.map((entry) => {
    if (!entry.batches.some((batch) => !batch.done && hasExpired(run, batch))) {
      for (const batch of entry.batches) {
        if (!batch.done) nextExpiryAt = Math.min(nextExpiryAt, accumulators.expiresAt(batch, settings));
      }
      return entry;
    }
    return { ...entry, batches: entry.batches.map((batch) => expireInFlight(run, batch)) };
  });
  const next = accumulators.draftOfAccumulator(run.accumulator);
  next.nextExpiryAt = nextExpiryAt;
  run.accumulator = next;
}

/** Never sent, or not since it last failed. */
function expire(run: ProducerRun, batch: ProducerBatch): void {
  run.accumulator = accumulators.deallocate(run.accumulator, batch);
  giveUp(run, batch, 'TIMEOUT', 'delivery.timeout.ms passed before it could be sent');
}

/** Its memory is freed only with the request, which may still be answered. */
function expireInFlight(run: ProducerRun, batch: ProducerBatch): ProducerBatch {
  if (batch.done || !hasExpired(run, batch)) return batch;
  giveUp(run, maybeInLog(batch), 'TIMEOUT', 'delivery.timeout.ms passed before an answer came');
  return settled(batch);
}

/** Failed when the log cannot hold it, unknown when it may. */
function giveUp(run: ProducerRun, batch: ProducerBatch, error: ErrorName | 'TIMEOUT', message: string): void {
  const { maybeAppended, partition } = batch;
  const client = run.client.clientId;
  const records = numbersOf(batch);
  for (const record of records) {
    if (maybeAppended) run.out.fact({ type: 'RecordUnknown', client, partition, record, error, message });
    else run.out.fact({ type: 'RecordFailed', client, partition, record, error, message });
  }
  const outcome = maybeAppended ? 'unknown' : 'failed';
  run.ledger = settle(run.ledger, records, outcome, -1, run.env.now);
}
