/**
 * A producer process: its one function (org.apache.kafka.clients.producer.KafkaProducer, and the loop of its sender
 * thread, Sender.runOnce).
 *
 * *Simplified:* the application's threads and the sender are one: after every event, everything that can go on does.
 */
import { unreachable } from '../../base/assert.ts';
import { bootNetworkClient, draftOfNetworkClient } from '../client/clientState.ts';
import { armClientTimers, timerFired } from '../client/clientTimers.ts';
import {
  handleArrived,
  handleDisconnected,
  handleTimedOutRequests,
  maybeUpdateMetadata,
} from '../client/networkClient.ts';
import type { Arrived, Disconnected, KafkaEnv, KafkaEvent, KafkaOut, ProducerSetup } from '../kinds.ts';
import * as application from './application.ts';
import { emptyLedger } from './ledger.ts';
import { emptyAccumulator, NEVER } from './recordAccumulator.ts';
import * as sender from './sender.ts';
import { producerSettings } from './settings.ts';
import type { ProducerRun, ProducerState, ProducerTimer } from './state.ts';

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
  application.wakeBlocked(run);
  updateMetadata(run);
  let wakeAt = sender.sendProducerData(run);
  // An update that is due holds requests back until it is on its way; and memory may be free again.
  if (updateMetadata(run)) wakeAt = sender.sendProducerData(run);
  if (application.isAnyBlocked(run)) {
    application.wakeBlocked(run);
    wakeAt = sender.sendProducerData(run);
    updateMetadata(run);
  }
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
      application.startApplication(run);
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
      if (event.order.type === 'produce') application.orderedByHand(run, event.order);
      return;
    case 'flushed':
      return;
    default:
      unreachable(event);
  }
}

function boot(
  setup: ProducerSetup,
  files: Extract<KafkaEvent, { type: 'booted' }>['files'],
  env: KafkaEnv,
): ProducerState {
  const threads = application.bootApplication(setup, files, env);
  return {
    kind: 'producer',
    setup,
    settings: producerSettings(setup.config),
    client: bootNetworkClient('producer', setup),
    application: threads,
    accumulator: emptyAccumulator(),
    inFlight: [],
    ledger: emptyLedger(application.firstRecordNumber(threads)),
    senderWakeAt: null,
  };
}

function arrived(run: ProducerRun, event: Arrived): void {
  if (!event.client) return;
  const request = handleArrived(run, event);
  if (request !== undefined && event.message.type === 'ProduceResponse')
    sender.handleProduceResponse(run, event.message);
}

function disconnected(run: ProducerRun, event: Disconnected): void {
  if (event.client) loseRequests(run, handleDisconnected(run, event.from, 'connection lost'), false);
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
    default:
      unreachable(fired);
  }
}

function loseRequests(run: ProducerRun, requests: ReturnType<typeof handleDisconnected>, timedOut: boolean): void {
  for (const { correlationId } of requests) sender.handleLostRequest(run, correlationId, timedOut);
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
  const { kind, setup, settings, application, accumulator, inFlight, ledger, senderWakeAt } = state;
  const client = draftOfNetworkClient(state.client);
  return { kind, setup, settings, client, application, accumulator, inFlight, ledger, senderWakeAt, env, out };
}

function stateOf(run: ProducerRun): ProducerState {
  const { kind, setup, settings, client, application, accumulator, inFlight, ledger, senderWakeAt } = run;
  return { kind, setup, settings, client, application, accumulator, inFlight, ledger, senderWakeAt };
}
