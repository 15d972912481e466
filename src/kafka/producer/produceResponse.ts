/**
 * What an answer to a ProduceRequest does to its batches, or its absence: they are done, sent again, split, or failed
 * (org.apache.kafka.clients.producer.internals.Sender.handleProduceResponse, completeBatch, canRetry).
 */
import { requestUpdate } from '../client/metadata.ts';
import { updatePartitionLeadership } from '../client/metadataUpdate.ts';
import { tellChangedLeaders } from '../client/metadataUpdater.ts';
import { type ErrorName, errorOf } from '../errors.ts';
import type { ProduceResponse } from '../messages.ts';
import { topicOf } from '../topicPartition.ts';
import { completeBatch, failBatch, release, unmute } from './completion.ts';
import { hasExpired } from './expiry.ts';
import { batchOf, takeInFlight } from './inFlightBatches.ts';
import { mayBeAppended } from './outcome.ts';
import { maybeInLog, type ProducerBatch, reenqueued, splitBatch } from './producerBatch.ts';
import * as accumulators from './recordAccumulator.ts';
import type { ProducerRun } from './state.ts';
import * as managers from './transactionManager.ts';

export function handleProduceResponse(run: ProducerRun, response: ProduceResponse): void {
  const entry = takeInFlight(run, response.correlationId);
  if (entry === undefined) return;
  for (const answer of response.partitions) {
    const batch = batchOf(entry, answer.topicPartition);
    if (batch === undefined) continue;
    const { errorCode: error, baseOffset, logStartOffset } = answer;
    if (error === 'NONE') completeBatch(run, batch, baseOffset);
    else handleError(run, batch, { error, logStartOffset }, error);
  }
  learnLeaders(run, response);
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
  for (const batch of entry.batches) {
    handleError(run, batch, { error, logStartOffset: -1 }, timedOut ? 'TIMEOUT' : 'DISCONNECTED');
  }
}

type RetryReason = ErrorName | 'DISCONNECTED' | 'TIMEOUT';

function handleError(run: ProducerRun, attempted: ProducerBatch, refusal: managers.Refusal, reason: RetryReason): void {
  const { error } = refusal;
  const { settings } = run;
  const batch = mayBeAppended(error, settings.acks) ? maybeInLog(attempted) : attempted;
  if (error === 'MESSAGE_TOO_LARGE' && batch.records.length > 1 && !batch.done) splitAndReenqueue(run, batch);
  else if (canRetry(run, batch, refusal)) retry(run, batch, reason);
  // Appended long ago: where, the broker has forgotten.
  else if (error === 'DUPLICATE_SEQUENCE_NUMBER') completeBatch(run, batch, -1);
  else {
    release(run, batch);
    // After the last retry nobody knows which of the attempts came through: the sequence cannot be used again.
    if (!batch.done) failBatch(run, batch, error, errorOf(error).message, batch.attempts < settings.retries);
  }
  if (errorOf(error).invalidMetadata) run.client.metadata = requestUpdate(run.client.metadata);
}

function canRetry(run: ProducerRun, batch: ProducerBatch, refusal: managers.Refusal): boolean {
  if (hasExpired(run, batch) || batch.attempts >= run.settings.retries || batch.done) return false;
  if (run.transactions === null) return errorOf(refusal.error).retriable;
  const answer = managers.canRetry(run.transactions, batch.partition, batch, batch.reopened, refusal);
  run.transactions = answer.manager;
  return answer.retry;
}

function retry(run: ProducerRun, batch: ProducerBatch, reason: RetryReason): void {
  const again = reenqueued(batch, run.env.now);
  unmute(run, batch);
  run.accumulator = accumulators.reenqueue(run.accumulator, again);
  noteExpiry(run, again);
  const { partition, attempts: attempt, number } = again;
  const what = { attempt, batch: number, count: again.records.length };
  run.out.fact({ type: 'ProduceRetried', client: run.client.clientId, partition, error: reason, ...what });
}

function splitAndReenqueue(run: ProducerRun, batch: ProducerBatch): void {
  const { partition } = batch;
  if (run.transactions !== null) run.transactions = managers.removeInFlight(run.transactions, partition, batch);
  run.accumulator = accumulators.expectAsCompressed(run.accumulator, batch);
  const ratio = accumulators.compressionRatioOf(run.accumulator, topicOf(partition));
  const parts = splitBatch(batch, run.settings.batchSize, ratio);
  for (let place = parts.length - 1; place >= 0; place--) {
    const part = parts[place]!;
    if (run.transactions !== null) {
      run.transactions = managers.trackPart(run.transactions, partition, part, part.records.length);
    }
    run.accumulator = accumulators.reenqueue(run.accumulator, part);
  }
  release(run, batch);
  const records = batch.records.length;
  run.out.fact({ type: 'BatchSplit', client: run.client.clientId, partition, records, batches: parts.length });
}

/** What was in flight was looked after there; in a queue it is the queue's. */
function noteExpiry(run: ProducerRun, batch: ProducerBatch): void {
  const at = accumulators.expiresAt(batch, run.settings);
  if (at >= run.accumulator.nextExpiryAt) return;
  const next = accumulators.draftOfAccumulator(run.accumulator);
  next.nextExpiryAt = at;
  run.accumulator = next;
}
