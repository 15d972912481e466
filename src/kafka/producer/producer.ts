/**
 * A producer process: its one function (org.apache.kafka.clients.producer.KafkaProducer, and the loop of its sender
 * thread, Sender.runOnce).
 *
 * *Simplified:* the application's threads and the sender are one: after every event, everything that can go on does.
 */
import { unreachable } from '../../base/assert.ts';
import { emptyTable } from '../../base/table.ts';
import { announceBootstrap } from '../client/bootstrap.ts';
import { bootNetworkClient, connectionKey, draftOfNetworkClient } from '../client/clientState.ts';
import { armClientTimers, timerFired } from '../client/clientTimers.ts';
import {
  handleArrived,
  handleDisconnected,
  handleTimedOutRequests,
  maybeUpdateMetadata,
} from '../client/networkClient.ts';
import type { Arrived, Disconnected, KafkaEnv, KafkaEvent, KafkaOrder, KafkaOut, ProducerSetup } from '../kinds.ts';
import * as application from './application.ts';
import * as closing from './closing.ts';
import { idempotenceOf } from './idempotence.ts';
import { handleInitProducerIdResponse, handleLostInitProducerId } from './initProducerId.ts';
import { emptyLedger } from './ledger.ts';
import { handleLostRequest, handleProduceResponse } from './produceResponse.ts';
import { emptyAccumulator, NEVER } from './recordAccumulator.ts';
import { runOnce } from './sender.ts';
import { producerSettings } from './settings.ts';
import type { ProducerRun, ProducerState, ProducerTimer } from './state.ts';
import { newTransactionManager } from './transactionManager.ts';

export function handleProducer(
  state: ProducerState | undefined,
  event: KafkaEvent,
  env: KafkaEnv,
  out: KafkaOut,
): ProducerState {
  const before =
    event.type === 'booted' ? boot(event.setup as ProducerSetup, event.files, env) : (state as ProducerState);
  const run = runOf(before, env, out);
  handleEvent(run, event);
  application.wakeThreads(run);
  updateMetadata(run);
  let wakeAt = runOnce(run);
  // An update that is due holds requests back until it is on its way; and memory may be free again, or a record done.
  if (updateMetadata(run)) wakeAt = runOnce(run);
  if (application.isAnyToBeWoken(run)) {
    application.wakeThreads(run);
    wakeAt = runOnce(run);
    updateMetadata(run);
  }
  closing.endFlushesAndClose(run);
  armSender(run, wakeAt);
  armClientTimers(run);
  return stateOf(run);
}

/** True when a Metadata request has just been sent. */
function updateMetadata(run: ProducerRun): boolean {
  const was = run.client.updateInProgress;
  loseRequests(run, maybeUpdateMetadata(run), false);
  return run.client.updateInProgress !== null && was === null;
}

function handleEvent(run: ProducerRun, event: KafkaEvent): void {
  switch (event.type) {
    case 'booted':
      started(run);
      return;
    case 'arrived':
      arrived(run, event);
      return;
    case 'disconnected':
      disconnected(run, event);
      return;
    case 'timer':
      timer(run, event.timer as ProducerTimer);
      return;
    case 'told':
      ordered(run, event.order);
      return;
    case 'flushed':
      return;
    default:
      unreachable(event);
  }
}

function started(run: ProducerRun): void {
  const { clientId: client, config, version } = run.setup;
  const problem = announceBootstrap(run.setup, run.out);
  if (problem !== null) {
    const reason = `Failed to construct kafka producer: ${problem}`;
    run.out.fact({ type: 'ProcessExited', node: run.env.self, clean: false, reason });
    run.out.exit(false);
    return;
  }
  for (const reason of idempotenceOf(config, version).disabledBecause) {
    run.out.fact({ type: 'IdempotenceDisabled', client, reason });
  }
  application.startApplication(run);
}

function ordered(run: ProducerRun, order: KafkaOrder): void {
  if (order.type === 'produce') application.orderedByHand(run, order);
  else if (order.type === 'flush') closing.flush(run);
  else if (order.type === 'close') closing.close(run, order.timeout);
}

function boot(
  setup: ProducerSetup,
  files: Extract<KafkaEvent, { type: 'booted' }>['files'],
  env: KafkaEnv,
): ProducerState {
  const threads = application.bootApplication(setup, files, env);
  const settings = producerSettings(setup.config, setup.version);
  return {
    kind: 'producer',
    setup,
    settings,
    client: bootNetworkClient('producer', setup),
    application: threads,
    accumulator: emptyAccumulator(),
    transactions: settings.idempotent ? newTransactionManager() : null,
    inFlight: [],
    roundRobin: emptyTable(),
    defaultChoices: emptyTable(),
    ledger: emptyLedger(application.firstRecordNumber(threads)),
    closing: false,
    senderWakeAt: null,
  };
}

function arrived(run: ProducerRun, event: Arrived): void {
  if (!event.client) return;
  const request = handleArrived(run, event);
  if (request === undefined) return;
  const { message } = event;
  if (message.type === 'ProduceResponse') handleProduceResponse(run, message);
  else if (message.type === 'InitProducerIdResponse') handleInitProducerIdResponse(run, message);
}

function disconnected(run: ProducerRun, event: Disconnected): void {
  if (event.client)
    loseRequests(run, handleDisconnected(run, connectionKey(event.from, event.lane), 'connection lost'), false);
}

function timer(run: ProducerRun, fired: ProducerTimer): void {
  switch (fired.type) {
    case 'request-timeout':
      timerFired(run, fired.type);
      for (const { requests } of handleTimedOutRequests(run)) loseRequests(run, requests, true);
      return;
    case 'metadata':
      timerFired(run, fired.type);
      return;
    case 'sender':
      run.senderWakeAt = null;
      return;
    case 'send':
      application.workloadDue(run, fired.thread);
      return;
    case 'max-block':
      application.maxBlockPassed(run, fired.thread);
      return;
    case 'close':
      closing.forceClose(run);
      return;
    default:
      unreachable(fired);
  }
}

function loseRequests(run: ProducerRun, requests: ReturnType<typeof handleDisconnected>, timedOut: boolean): void {
  for (const { correlationId } of requests) {
    handleLostRequest(run, correlationId, timedOut);
    handleLostInitProducerId(run, correlationId);
  }
}

function armSender(run: ProducerRun, at: number): void {
  const wakeAt = at === NEVER ? null : at;
  if (wakeAt === run.senderWakeAt) return;
  if (wakeAt === null) run.out.cancelTimer('sender');
  else run.out.setTimer('sender', Math.max(0, wakeAt - run.env.now), { part: 'producer', type: 'sender' });
  run.senderWakeAt = wakeAt;
}

// Both spelled out: they are made for every event, and a spread costs several times as much.
function runOf(state: ProducerState, env: KafkaEnv, out: KafkaOut): ProducerRun {
  return {
    kind: state.kind,
    setup: state.setup,
    settings: state.settings,
    client: draftOfNetworkClient(state.client),
    application: state.application,
    accumulator: state.accumulator,
    transactions: state.transactions,
    inFlight: state.inFlight,
    roundRobin: state.roundRobin,
    defaultChoices: state.defaultChoices,
    ledger: state.ledger,
    closing: state.closing,
    senderWakeAt: state.senderWakeAt,
    env,
    out,
  };
}

function stateOf(run: ProducerRun): ProducerState {
  return {
    kind: run.kind,
    setup: run.setup,
    settings: run.settings,
    client: run.client,
    application: run.application,
    accumulator: run.accumulator,
    transactions: run.transactions,
    inFlight: run.inFlight,
    roundRobin: run.roundRobin,
    defaultChoices: run.defaultChoices,
    ledger: run.ledger,
    closing: run.closing,
    senderWakeAt: run.senderWakeAt,
  };
}
