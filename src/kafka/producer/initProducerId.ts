/**
 * An idempotent producer asks any broker for a producer id, before it sends anything: the sender does nothing else while
 * it waits for one (org.apache.kafka.clients.producer.internals.Sender.maybeSendAndPollTransactionalRequest,
 * awaitNodeReady; TransactionManager.bumpIdempotentEpochAndResetIdIfNeeded, InitProducerIdHandler).
 */

import { get } from '../../base/table.ts';
import type { Micros } from '../../base/time.ts';
import { nextCorrelationId } from '../client/clientState.ts';
import { reconnectAt } from '../client/clientTimers.ts';
import { leastLoadedNode } from '../client/leastLoadedNode.ts';
import { requestUpdate } from '../client/metadata.ts';
import { ensureReady, send } from '../client/networkClient.ts';
import { errorOf } from '../errors.ts';
import type { InitProducerIdResponse } from '../messages.ts';
import { rewriteBatches } from './inFlightBatches.ts';
import { NEVER } from './recordAccumulator.ts';
import type { ProducerRun } from './state.ts';
import { bumpEpoch, type InitProducerIdAttempt, type TransactionManager } from './transactionManager.ts';

const FIRST_ATTEMPT: InitProducerIdAttempt = {
  isRetry: false,
  host: null,
  awaitedUntil: 0,
  sleepsUntil: null,
  hasSlept: false,
  correlationId: null,
};

/** TransactionManager's part of Sender.runOnce, before anything is sent. */
export function bumpEpochAndResetIdIfNeeded(run: ProducerRun): void {
  const { transactions } = run;
  if (transactions === null) return;
  if (transactions.epochBumpRequired) {
    const { manager, rewritten } = bumpEpoch(transactions);
    run.transactions = manager;
    for (const { partition, batches } of rewritten) rewriteBatches(run, partition, batches);
    if (manager.producerId >= 0) tellAssigned(run, manager);
  }
  if (run.transactions!.state !== 'INITIALIZING' && run.transactions!.producerId < 0) {
    run.transactions = { ...run.transactions!, state: 'INITIALIZING', attempt: FIRST_ATTEMPT };
  }
}

/** When to look again, if the sender has to wait for a producer id; null: it has one, or needs none. */
export function maybeSendInitProducerId(run: ProducerRun): Micros | null {
  for (;;) {
    const attempt = run.transactions?.attempt ?? null;
    if (attempt === null) return null;
    const { now } = run.env;
    if (attempt.correlationId !== null) return NEVER;
    if (attempt.sleepsUntil !== null) {
      if (now < attempt.sleepsUntil) return attempt.sleepsUntil;
      setAttempt(run, { ...attempt, sleepsUntil: null });
    } else if (attempt.host === null) {
      const { host } = leastLoadedNode(run);
      if (host === undefined) {
        // The sender looks again when anything arrives, and before long in any case.
        if (!attempt.isRetry) setAttempt(run, { ...attempt, isRetry: true });
        return now + run.settings.retryBackoff;
      }
      setAttempt(run, { ...attempt, host, awaitedUntil: now + run.client.settings.requestTimeout });
    } else if (ensureReady(run, attempt.host)) {
      if (!attempt.isRetry || attempt.hasSlept) return sendRequest(run, attempt, attempt.host);
      setAttempt(run, { ...attempt, sleepsUntil: now + run.settings.retryBackoff, hasSlept: true });
    } else if (isUnreachable(run, attempt.host) || now >= attempt.awaitedUntil) {
      run.client.metadata = requestUpdate(run.client.metadata);
      return retryLater(run, attempt);
    } else return Math.min(attempt.awaitedUntil, reconnectAt(run.client, attempt.host, now) ?? NEVER);
  }
}

function isUnreachable({ client }: ProducerRun, host: string): boolean {
  return get(client.connections, host)?.state === 'DISCONNECTED';
}

function setAttempt(run: ProducerRun, attempt: InitProducerIdAttempt): void {
  run.transactions = { ...run.transactions!, attempt };
}

/** With another broker, perhaps, after a pause. */
function retryLater(run: ProducerRun, attempt: InitProducerIdAttempt): Micros {
  const sleepsUntil = run.env.now + run.settings.retryBackoff;
  setAttempt(run, { ...attempt, isRetry: true, host: null, hasSlept: false, sleepsUntil });
  return sleepsUntil;
}

function sendRequest(run: ProducerRun, attempt: InitProducerIdAttempt, host: string): Micros {
  const correlationId = nextCorrelationId(run);
  send(run, host, {
    type: 'InitProducerIdRequest',
    transactionalId: null,
    transactionTimeoutMs: LARGEST_INT,
    producerId: -1,
    producerEpoch: -1,
    correlationId,
  });
  setAttempt(run, { ...attempt, correlationId });
  return NEVER;
}

const LARGEST_INT = 0x7fff_ffff;

export function handleInitProducerIdResponse(run: ProducerRun, response: InitProducerIdResponse): void {
  const { errorCode, producerId, producerEpoch, correlationId } = response;
  const { transactions } = run;
  if (transactions?.attempt?.correlationId !== correlationId) return;
  if (errorCode !== 'NONE') {
    if (errorOf(errorCode).retriable) reenqueue(run);
    return;
  }
  run.transactions = { ...transactions, state: 'READY', producerId, producerEpoch, attempt: null };
  tellAssigned(run, run.transactions);
}

/** The connection broke: the same, with whoever is least loaded then. */
export function handleLostInitProducerId(run: ProducerRun, correlationId: number): void {
  if (run.transactions?.attempt?.correlationId === correlationId) reenqueue(run);
}

function reenqueue(run: ProducerRun): void {
  setAttempt(run, { ...FIRST_ATTEMPT, isRetry: true });
}

function tellAssigned({ out, client }: ProducerRun, { producerId, producerEpoch }: TransactionManager): void {
  out.fact({ type: 'ProducerIdAssigned', client: client.clientId, producerId, producerEpoch });
}
