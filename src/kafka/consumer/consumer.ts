/**
 * A consumer process: an application, and the consumer it polls with (org.apache.kafka.clients.consumer.KafkaConsumer; its
 * poll() is that of internals.ClassicKafkaConsumer). What differs between the protocols of groups is behind `Delegate`.
 *
 * *Simplified:* poll() waits until there is something to return; data is read when it arrives and not only during poll(),
 * though lookups, fetches and errors are acted on in poll() alone.
 */
import { unreachable } from '../../base/assert.ts';
import { get } from '../../base/table.ts';
import { announceBootstrap } from '../client/bootstrap.ts';
import { connectionKey } from '../client/clientState.ts';
import { armClientTimers, timerFired } from '../client/clientTimers.ts';
import type { InFlightRequest } from '../client/connectionStates.ts';
import * as network from '../client/networkClient.ts';
import type { Arrived, ConsumerOrder, ConsumerSetup, KafkaEnv, KafkaEvent, KafkaOut } from '../kinds.ts';
import { isZooKeeperMessage, type KafkaResponse } from '../messages.ts';
import type { ZkClientTimer } from '../zk/clientState.ts';
import {
  awaitCommit,
  isClosed,
  isInCall,
  ordered,
  POLL_TIMEOUT,
  pollReturned,
  setThread,
  wake,
  workerDone,
} from './application.ts';
import { addPartition } from './assignment.ts';
import { awaitClose, subscribe } from './calls.ts';
import { delegateOf } from './delegate.ts';
import { collectFetch } from './fetchCollector.ts';
import { forgetPreferredReplicas, handleFetchResponse, sendFetches } from './fetcher.ts';
import * as offsets from './offsetFetcher.ts';
import { bootConsumer, NEVER, runOf, stateOf } from './run.ts';
import { type ConsumerRun, type ConsumerState, type ConsumerTimer, wakeBy } from './state.ts';
import type { ConnectorRun } from './zookeeper/state.ts';
import { zooKeeperArrived, zooKeeperDisconnected, zooKeeperTimer } from './zookeeper/threads.ts';

export function handleConsumer(
  state: ConsumerState | undefined,
  event: KafkaEvent,
  env: KafkaEnv,
  out: KafkaOut,
): ConsumerState {
  const before = event.type === 'booted' ? bootConsumer(event.setup as ConsumerSetup) : (state as ConsumerState);
  const run = runOf(before, env, out);
  if (!isClosed(run)) handle(run, event);
  return stateOf(run);
}

function handle(run: ConsumerRun, event: KafkaEvent): void {
  handleEvent(run, event);
  updateMetadata(run);
  letThreadsGoOn(run);
  // An update that is due holds requests back until it is on its way.
  if (updateMetadata(run)) letThreadsGoOn(run);
  if (run.exited) return;
  if (run.thrown === undefined) delegateOf(run).settle(run);
  if (run.thrown !== undefined) crash(run, run.thrown);
  armRetry(run);
  armClientTimers(run);
}

function handleEvent(run: ConsumerRun, event: KafkaEvent): void {
  switch (event.type) {
    case 'booted':
      construct(run);
      if (run.thrown === undefined) subscribe(run, run.setup.subscription);
      setTimerAt(run, 'application', run.setup.startAt);
      if (run.setup.stopAt !== null && run.setup.stopAt > run.env.now) setTimerAt(run, 'stop', run.setup.stopAt);
      return;
    case 'arrived':
      arrived(run, event);
      return;
    case 'disconnected':
      if (!event.client) return;
      if (run.connector !== null) zooKeeperDisconnected(run as ConnectorRun, event);
      loseRequests(run, network.handleDisconnected(run, connectionKey(event.from, event.lane), 'connection lost'));
      return;
    case 'timer':
      timer(run, event.timer as ConsumerTimer | ZkClientTimer);
      return;
    case 'told':
      ordered(run, event.order as ConsumerOrder);
      return;
    case 'flushed':
      return;
    default:
      unreachable(event);
  }
}

function construct(run: ConsumerRun): void {
  // Without bootstrap.servers there is nothing to be wrong with them.
  const problem = run.setup.zookeeper === undefined ? announceBootstrap(run.setup, run.out) : null;
  if (problem !== null) run.thrown = `Failed to construct kafka consumer: ${problem}`;
  else delegateOf(run).create(run);
}

function setTimerAt(run: ConsumerRun, type: 'application' | 'stop', at: number): void {
  run.out.setTimer(type, Math.max(0, at - run.env.now), { part: 'consumer', type });
}

function arrived(run: ConsumerRun, event: Arrived): void {
  if (!event.client) return;
  if (isZooKeeperMessage(event.message)) {
    if (run.connector !== null) zooKeeperArrived(run as ConnectorRun, event);
    return;
  }
  const sent = network.handleArrived(run, event);
  if (sent === undefined) return;
  const { request } = sent;
  const { message } = event;
  if (message.type === 'FetchResponse' && request.type === 'FetchRequest') {
    handleFetchResponse(run, event.from, request, message);
  } else if (message.type === 'ListOffsetsResponse') offsets.handleListOffsets(run, message);
  else if (message.type === 'OffsetForLeaderEpochResponse' && request.type === 'OffsetForLeaderEpochRequest') {
    offsets.handleOffsetForLeaderEpoch(run, request, message);
  } else delegateOf(run).arrived(run, event.from, sent, message as KafkaResponse);
}

function timer(run: ConsumerRun, fired: ConsumerTimer | ZkClientTimer): void {
  if (fired.part === 'zk-client') {
    zooKeeperTimer(run as ConnectorRun, fired);
    return;
  }
  switch (fired.type) {
    case 'request-timeout':
      timerFired(run, fired.type);
      for (const { requests } of network.handleTimedOutRequests(run)) loseRequests(run, requests);
      return;
    case 'metadata':
      timerFired(run, fired.type);
      return;
    case 'retry':
      run.retryWakeAt = null;
      return;
    case 'application':
      wake(run);
      return;
    case 'worker':
      workerDone(run, fired.worker);
      return;
    case 'stop':
      ordered(run, { type: 'close' });
      return;
    case 'heartbeat':
    case 'background':
      delegateOf(run).timer(run, fired);
      return;
    default:
      unreachable(fired);
  }
}

/** A lost fetch is sent again, to the leader; a lost lookup backs off. */
function loseRequests(run: ConsumerRun, requests: readonly InFlightRequest[]): void {
  for (const sent of requests) {
    const { request } = sent;
    if (request.type === 'FetchRequest') forgetPreferredReplicas(run, request);
    else if (request.type === 'ListOffsetsRequest' || request.type === 'OffsetForLeaderEpochRequest') {
      offsets.retryLookups(run, request.partitions);
    } else delegateOf(run).lost(run, sent);
  }
}

/** True when a Metadata request has just been sent. */
function updateMetadata(run: ConsumerRun): boolean {
  const was = run.client.updateInProgress;
  loseRequests(run, network.maybeUpdateMetadata(run));
  return run.client.updateInProgress !== null && was === null;
}

function letThreadsGoOn(run: ConsumerRun): void {
  goOn(run);
  const delegate = delegateOf(run);
  while (run.thrown === undefined && !run.exited && delegate.background?.(run)) goOn(run);
}

/** The application's thread, as far as it gets now. */
function goOn(run: ConsumerRun): void {
  while (run.thrown === undefined && !run.exited) {
    const { thread } = run.application;
    switch (thread.type) {
      case 'polling':
        if (!poll(run, thread.since)) return;
        break;
      case 'committing':
        if (!awaitCommit(run, thread)) return;
        break;
      case 'closing':
        if (!awaitClose(run, thread.until)) return;
        break;
      default:
        return;
    }
  }
}

/** As far as poll() gets now. True: it has returned. */
function poll(run: ConsumerRun, since: number): boolean {
  const delegate = delegateOf(run);
  if (run.subscription.type === 'NONE') {
    run.thrown = 'IllegalStateException: Consumer is not subscribed to any topics or assigned any partitions';
    return false;
  }
  assignKnownTopics(run);
  if (delegate.pollItself !== undefined) return delegate.pollItself(run, since);
  let step = delegate.poll(run);
  if (run.thrown !== undefined) return false;
  if (step === 'ready') {
    offsets.validatePositionsOnMetadataChange(run);
    if (!offsets.updateFetchPositions(run)) step = 'blocked';
    if (run.thrown !== undefined) return false;
  }
  if (step === 'blocked') {
    if (run.env.now < since + POLL_TIMEOUT) {
      wakeBy(run, since + POLL_TIMEOUT);
      return false;
    }
    // It comes back with what there is; with nothing, it is called again at once.
    setThread(run, { type: 'polling', since: run.env.now });
    wakeBy(run, run.env.now + POLL_TIMEOUT);
  }
  const handed = collectFetch(run);
  // An error that was just acted on may have cost a partition its position.
  if (handed === undefined && step === 'ready') offsets.updateFetchPositions(run);
  offsets.validatePositionsOnMetadataChange(run);
  sendFetches(run);
  if (handed === undefined) {
    delegate.waitInPoll(run);
    return false;
  }
  delegate.pollReturns(run);
  pollReturned(run, handed);
  return true;
}

/** What `partitionsFor(topic)` and then assign() would do. */
function assignKnownTopics(run: ConsumerRun): void {
  if (run.topicsToAssign.length === 0) return;
  for (const topic of run.topicsToAssign) {
    const known = get(run.client.metadata.topics, topic);
    if (known === undefined) continue;
    for (const { topicPartition } of known.partitions) addPartition(run, topicPartition);
    run.topicsToAssign = run.topicsToAssign.filter((other) => other !== topic);
  }
}

/** An exception that nobody catches ends the process. */
function crash({ env, out }: ConsumerRun, reason: string): void {
  out.fact({ type: 'ProcessExited', node: env.self, clean: false, reason });
  out.exit(false);
}

function armRetry(run: ConsumerRun): void {
  const wakeAt = isInCall(run) && run.wakeAt !== NEVER ? run.wakeAt : null;
  if (wakeAt === run.retryWakeAt) return;
  if (wakeAt === null) run.out.cancelTimer('retry');
  else run.out.setTimer('retry', Math.max(0, wakeAt - run.env.now), { part: 'consumer', type: 'retry' });
  run.retryWakeAt = wakeAt;
}
