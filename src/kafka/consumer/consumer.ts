/**
 * A consumer process: an application that polls again and again, and the consumer it polls with
 * (org.apache.kafka.clients.consumer.internals.ClassicKafkaConsumer.poll, with assign() and without a group).
 *
 * *Simplified:* poll() waits until there is something to return; answers are read when they arrive and not only during
 * poll(), though lookups, fetches and errors are acted on in poll() alone.
 */
import { unreachable } from '../../base/assert.ts';
import { emptyTable, get, has } from '../../base/table.ts';
import { emptyVector } from '../../base/vector.ts';
import { bootNetworkClient, draftOfNetworkClient } from '../client/clientState.ts';
import { armClientTimers, timerFired } from '../client/clientTimers.ts';
import type { InFlightRequest } from '../client/connectionStates.ts';
import { addTopic, type Metadata } from '../client/metadata.ts';
import * as network from '../client/networkClient.ts';
import type { Arrived, ConsumerSetup, KafkaEnv, KafkaEvent, KafkaOut } from '../kinds.ts';
import { topicOf } from '../topicPartition.ts';
import { collectFetch } from './fetchCollector.ts';
import { forgetPreferredReplicas, handleFetchResponse, sendFetches } from './fetcher.ts';
import * as offsets from './offsetFetcher.ts';
import { consumerSettings } from './settings.ts';
import { type ConsumerRun, type ConsumerState, type ConsumerTimer, setPartition } from './state.ts';
import { initialPartition } from './subscriptionState.ts';

const NEVER = Number.MAX_SAFE_INTEGER;

export function handleConsumer(
  state: ConsumerState | undefined,
  event: KafkaEvent,
  env: KafkaEnv,
  out: KafkaOut,
): ConsumerState {
  const before = event.type === 'booted' ? boot(event.setup as ConsumerSetup) : (state as ConsumerState);
  const run = runOf(before, env, out);
  handleEvent(run, event);
  updateMetadata(run);
  if (run.isPolling) {
    poll(run);
    // An update that is due holds requests back until it is on its way.
    if (updateMetadata(run) && run.isPolling) poll(run);
  }
  if (run.thrown !== undefined) crash(run, run.thrown);
  armRetry(run);
  armClientTimers(run);
  return stateOf(run);
}

function boot(setup: ConsumerSetup): ConsumerState {
  const topics = setup.assign.map((assigned) => (typeof assigned === 'string' ? topicOf(assigned) : assigned.topic));
  const client = bootNetworkClient('consumer', setup);
  return {
    kind: 'consumer',
    setup,
    settings: consumerSettings(setup.config),
    client: { ...client, metadata: topics.reduce(wantForEver, client.metadata) },
    topicsToAssign: setup.assign.flatMap((assigned) => (typeof assigned === 'string' ? [] : [assigned.topic])),
    partitions: emptyTable(),
    fetchOrder: [],
    unsettled: 0,
    validatedVersion: -1,
    buffer: [],
    isPolling: false,
    retryWakeAt: null,
    consumedCount: 0,
    consumed: emptyVector(),
  };
}

function wantForEver(metadata: Metadata, topic: string): Metadata {
  return addTopic(metadata, topic, NEVER);
}

function handleEvent(run: ConsumerRun, event: KafkaEvent): void {
  switch (event.type) {
    case 'booted':
      for (const assigned of run.setup.assign) if (typeof assigned === 'string') assign(run, assigned);
      run.out.setTimer('poll', Math.max(0, run.setup.startAt - run.env.now), { part: 'consumer', type: 'poll' });
      return;
    case 'arrived':
      arrived(run, event);
      return;
    case 'disconnected':
      if (event.client) loseRequests(run, network.handleDisconnected(run, event.from, 'connection lost'));
      return;
    case 'timer':
      timer(run, event.timer as ConsumerTimer);
      return;
    case 'told':
    case 'flushed':
      return;
    default:
      unreachable(event);
  }
}

function arrived(run: ConsumerRun, event: Arrived): void {
  if (!event.client) return;
  const request = network.handleArrived(run, event)?.request;
  if (request === undefined) return;
  const { message } = event;
  if (message.type === 'FetchResponse' && request.type === 'FetchRequest') {
    handleFetchResponse(run, event.from, request, message);
  } else if (message.type === 'ListOffsetsResponse') offsets.handleListOffsets(run, message);
  else if (message.type === 'OffsetForLeaderEpochResponse' && request.type === 'OffsetForLeaderEpochRequest') {
    offsets.handleOffsetForLeaderEpoch(run, request, message);
  }
}

function timer(run: ConsumerRun, fired: ConsumerTimer): void {
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
    case 'poll':
      run.isPolling = true;
      return;
    default:
      unreachable(fired);
  }
}

/** A lost fetch is sent again, to the leader; a lost lookup backs off. */
function loseRequests(run: ConsumerRun, requests: readonly InFlightRequest[]): void {
  for (const { request } of requests) {
    if (request.type === 'FetchRequest') forgetPreferredReplicas(run, request);
    else if (request.type === 'ListOffsetsRequest' || request.type === 'OffsetForLeaderEpochRequest') {
      offsets.retryLookups(run, request.partitions);
    }
  }
}

/** True when a Metadata request has just been sent. */
function updateMetadata(run: ConsumerRun): boolean {
  const was = run.client.updateInProgress;
  loseRequests(run, network.maybeUpdateMetadata(run));
  return run.client.updateInProgress !== null && was === null;
}

/** As far as poll() gets now: it returns when there are records, else it goes on with the next event. */
function poll(run: ConsumerRun): void {
  assignKnownTopics(run);
  offsets.validatePositionsOnMetadataChange(run);
  offsets.updateFetchPositions(run);
  if (run.thrown !== undefined) return;
  const handed = collectFetch(run);
  // An error that was just acted on may have cost a partition its position.
  if (handed === 0) offsets.updateFetchPositions(run);
  sendFetches(run);
  if (handed === 0) return;
  run.isPolling = false;
  run.out.setTimer('poll', run.setup.pollEvery, { part: 'consumer', type: 'poll' });
}

function assign(run: ConsumerRun, partition: string): void {
  if (has(run.partitions, partition)) return;
  run.fetchOrder = [...run.fetchOrder, partition];
  setPartition(run, initialPartition(partition));
}

/** What `partitionsFor(topic)` and then assign() would do. */
function assignKnownTopics(run: ConsumerRun): void {
  if (run.topicsToAssign.length === 0) return;
  for (const topic of run.topicsToAssign) {
    const known = get(run.client.metadata.topics, topic);
    if (known === undefined) continue;
    for (const { topicPartition } of known.partitions) assign(run, topicPartition);
    run.topicsToAssign = run.topicsToAssign.filter((other) => other !== topic);
  }
}

/** An exception that nobody catches ends the process. */
function crash({ env, out }: ConsumerRun, reason: string): void {
  out.fact({ type: 'ProcessExited', node: env.self, clean: false, reason });
  out.exit(false);
}

function armRetry(run: ConsumerRun): void {
  const wakeAt = run.isPolling && run.wakeAt !== NEVER ? run.wakeAt : null;
  if (wakeAt === run.retryWakeAt) return;
  if (wakeAt === null) run.out.cancelTimer('retry');
  else run.out.setTimer('retry', Math.max(0, wakeAt - run.env.now), { part: 'consumer', type: 'retry' });
  run.retryWakeAt = wakeAt;
}

// Both spelled out: they are made for every event, and a spread costs several times as much.
function runOf(state: ConsumerState, env: KafkaEnv, out: KafkaOut): ConsumerRun {
  return {
    kind: state.kind,
    setup: state.setup,
    settings: state.settings,
    client: draftOfNetworkClient(state.client),
    topicsToAssign: state.topicsToAssign,
    partitions: state.partitions,
    fetchOrder: state.fetchOrder,
    unsettled: state.unsettled,
    validatedVersion: state.validatedVersion,
    buffer: state.buffer,
    isPolling: state.isPolling,
    retryWakeAt: state.retryWakeAt,
    consumedCount: state.consumedCount,
    consumed: state.consumed,
    env,
    out,
    wakeAt: NEVER,
    ownsPartitions: false,
    thrown: undefined,
  };
}

function stateOf(run: ConsumerRun): ConsumerState {
  return {
    kind: run.kind,
    setup: run.setup,
    settings: run.settings,
    client: run.client,
    topicsToAssign: run.topicsToAssign,
    partitions: run.partitions,
    fetchOrder: run.fetchOrder,
    unsettled: run.unsettled,
    validatedVersion: run.validatedVersion,
    buffer: run.buffer,
    isPolling: run.isPolling,
    retryWakeAt: run.retryWakeAt,
    consumedCount: run.consumedCount,
    consumed: run.consumed,
  };
}
