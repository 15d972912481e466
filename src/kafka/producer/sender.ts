/**
 * The sender: takes ready batches to the leaders of their partitions, once it has a producer id if it needs one
 * (org.apache.kafka.clients.producer.internals.Sender.runOnce, sendProducerData). What answers do is in
 * produceResponse.ts, what happens without them in expiry.ts.
 */
import { get, set } from '../../base/table.ts';
import type { Micros } from '../../base/time.ts';
import { nextCorrelationId } from '../client/clientState.ts';
import { reconnectAt } from '../client/clientTimers.ts';
import { addTopic, requestUpdate } from '../client/metadata.ts';
import { ensureReady, send } from '../client/networkClient.ts';
import type { ProduceRequest } from '../messages.ts';
import { isAnyWaitingForMemory } from './application.ts';
import { completeBatch } from './completion.ts';
import { drain } from './drain.ts';
import { expireBatches } from './expiry.ts';
import { bumpEpochAndResetIdIfNeeded, maybeSendInitProducerId } from './initProducerId.ts';
import { asUnassigned, type ProducerBatch } from './producerBatch.ts';
import { ready } from './readyBatches.ts';
import * as accumulators from './recordAccumulator.ts';
import type { ProducerRun } from './state.ts';
import { tellSent } from './tellSent.ts';
import { maybeResolveSequences } from './transactionManager.ts';

/** Sends what can be sent, until nothing more can. Answers when to look again. */
export function runOnce(run: ProducerRun): Micros {
  for (;;) {
    if (run.transactions !== null) {
      run.transactions = maybeResolveSequences(run.transactions);
      bumpEpochAndResetIdIfNeeded(run);
      // Meanwhile Kafka's sender does nothing else: no batch expires before there is a producer id.
      const wakeAt = maybeSendInitProducerId(run);
      if (wakeAt !== null) return wakeAt;
    }
    const wakeAt = sendProducerData(run);
    if (wakeAt !== null) return wakeAt;
  }
}

/** null: something was sent, or given up and stood perhaps before something that can go now. */
function sendProducerData(run: ProducerRun): Micros | null {
  const { env, settings } = run;
  const check = ready(run.accumulator, run.client.metadata, settings, isAnyWaitingForMemory(run), env);
  askForLeaders(run, check.unknownLeaderTopics);
  let wakeAt = check.nextCheckAt;
  const requests: { readonly host: string; readonly batches: readonly ProducerBatch[] }[] = [];
  for (const host of check.hosts) {
    const isReady = ensureReady(run, host);
    if (settings.availabilityTimeout > 0) noteLatency(run, host, isReady);
    if (isReady) {
      const batches = drain(run, host);
      if (batches.length > 0) requests.push({ host, batches });
    } else wakeAt = Math.min(wakeAt, reconnectAt(run.client, host, env.now) ?? accumulators.NEVER);
  }
  for (const { host, batches } of requests) putInFlight(run, host, batches);
  // After draining: a batch whose time is over by now is sent all the same, and its answer ignored.
  const isAnyExpired = expireBatches(run);
  return requests.length > 0 || isAnyExpired ? null : Math.min(wakeAt, run.accumulator.nextExpiryAt);
}

function askForLeaders(run: ProducerRun, topics: readonly string[]): void {
  if (topics.length === 0) return;
  let { metadata } = run.client;
  for (const topic of topics) metadata = addTopic(metadata, topic, run.env.now + run.settings.metadataMaxIdle);
  run.client.metadata = requestUpdate(metadata);
}

/** RecordAccumulator.updateNodeLatencyStats */
function noteLatency(run: ProducerRun, host: string, canDrain: boolean): void {
  const { now } = run.env;
  const known = get(run.accumulator.nodeLatencies, host);
  const drainedAt = canDrain || known === undefined ? now : known.drainedAt;
  const next = accumulators.draftOfAccumulator(run.accumulator);
  next.nodeLatencies = set(next.nodeLatencies, host, { readyAt: now, drainedAt });
  run.accumulator = next;
}

function putInFlight(run: ProducerRun, host: string, batches: readonly ProducerBatch[]): void {
  if (run.settings.guaranteesOrder) {
    for (const { partition } of batches) run.accumulator = accumulators.mute(run.accumulator, partition);
  }
  const { acks, requestTimeoutMs: timeoutMs } = run.settings;
  const partitions: ProduceRequest['partitions'][number][] = [];
  for (const batch of batches) partitions.push({ topicPartition: batch.partition, batch: asUnassigned(batch) });
  const correlationId = nextCorrelationId(run);
  tellSent(run, host, correlationId, batches);
  send(run, host, { type: 'ProduceRequest', transactionalId: null, acks, timeoutMs, partitions, correlationId });
  if (acks !== 0) run.inFlight = [...run.inFlight, { correlationId, host, batches }];
  else for (const batch of batches) completeBatch(run, batch, -1);
}
