/**
 * The consumer of the new protocol of groups (org.apache.kafka.clients.consumer.internals.AsyncKafkaConsumer; KIP-848): its
 * application's thread puts events into a queue, a background thread does the rest.
 */

import type { InFlightRequest } from '../../client/connectionStates.ts';
import { randomUuid } from '../../controller/uuid.ts';
import type { KafkaResponse } from '../../messages.ts';
import { allConsumed, type OffsetsToCommit } from '../commit.ts';
import type { CommitStep, Delegate } from '../delegate.ts';
import type { ConsumerRun } from '../state.ts';
import { updatePatternSubscription } from './applicationEventProcessor.ts';
import { asyncPoll } from './asyncPoll.ts';
import { processBackgroundEvents, tellPartitions } from './backgroundEvents.ts';
import * as heartbeat from './heartbeatRequestManager.ts';
import { onSubscriptionUpdated } from './membershipManager.ts';
import * as networkThread from './networkThread.ts';
import { newAsyncState } from './newState.ts';
import * as positions from './offsetsRequestManager.ts';
import { type AsyncRun, changeAsync, changeMembership, nextId, tellBackground } from './run.ts';
import type { Closing, EventFailure } from './state.ts';
import { assignedPartitions } from './subscriptions.ts';

function of(run: ConsumerRun): AsyncRun {
  return run as AsyncRun;
}

function create(run: ConsumerRun): void {
  const { env, settings } = run;
  run.async = newAsyncState(randomUuid(env, `member id ${env.self} ${env.now}`), env.now, settings);
}

function subscribed(run: ConsumerRun): void {
  if (run.subscription.type === 'AUTO_PATTERN') updatePatternSubscription(of(run));
  else onSubscriptionUpdated(of(run));
}

// ---- calls -----------------------------------------------------------------------------------------------------------

function commitAsync(run: ConsumerRun, offsets: OffsetsToCommit): void {
  const id = nextId(of(run));
  changeAsync(of(run), { pendingAsyncCommit: id });
  tellBackground(of(run), { type: 'COMMIT_ASYNC', id, offsets });
}

function commitSync(run: ConsumerRun, offsets: OffsetsToCommit): void {
  const id = nextId(of(run));
  changeAsync(of(run), { pendingSyncCommit: id });
  const deadline = run.env.now + run.settings.defaultApiTimeout;
  tellBackground(of(run), { type: 'COMMIT_SYNC', id, offsets, deadline });
}

/** What was committed asynchronously before comes to its end first. */
function awaitCommitSync(consumer: ConsumerRun): CommitStep {
  const run = of(consumer);
  networkThread.runBackground(run);
  if (!isAsyncCommitDone(run)) return { type: 'waiting' };
  const { pendingSyncCommit } = run.async;
  if (pendingSyncCommit === null) return { type: 'done' };
  const outcome = takeCompleted(run, pendingSyncCommit);
  if (outcome === undefined) return { type: 'waiting' };
  changeAsync(run, { pendingSyncCommit: null });
  if (outcome === null) return { type: 'done' };
  const { error, message } = outcome;
  return { type: 'failed', error, message, fatal: error === 'KafkaException' };
}

function isAsyncCommitDone(run: AsyncRun): boolean {
  const { pendingAsyncCommit } = run.async;
  if (pendingAsyncCommit === null) return true;
  if (takeCompleted(run, pendingAsyncCommit) === undefined) return false;
  changeAsync(run, { pendingAsyncCommit: null });
  return true;
}

/** undefined: it is not done; null: it has succeeded. */
function takeCompleted(run: AsyncRun, id: number): EventFailure | null | undefined {
  const done = run.async.completed.find((event) => event.id === id);
  if (done === undefined) return undefined;
  changeAsync(run, { completed: run.async.completed.filter((event) => event !== done) });
  return done.failure;
}

/** *Simplified:* it does not wait for the answer to the heartbeat that leaves. */
function unsubscribe(consumer: ConsumerRun): void {
  const run = of(consumer);
  tellBackground(run, { type: 'UNSUBSCRIBE', id: nextId(run) });
  networkThread.runBackground(run);
  processBackgroundEvents(run, true);
  networkThread.runBackground(run);
  // An error that came too late for a poll() is of no interest to an application that gives up.
  run.thrown = undefined;
  changeMembership(run, { lastEpoch: -1 });
}

// ---- close() ---------------------------------------------------------------------------------------------------------

function close(consumer: ConsumerRun): void {
  const run = of(consumer);
  const event = nextId(run);
  changeAsync(run, { polling: null, closing: { stage: 'committing', event: run.settings.autoCommits ? event : null } });
  if (!run.settings.autoCommits) return;
  const deadline = run.env.now + run.settings.requestTimeout;
  tellBackground(run, { type: 'COMMIT_SYNC', id: event, offsets: allConsumed(run), deadline });
}

function awaitClose(consumer: ConsumerRun): boolean {
  const run = of(consumer);
  for (;;) {
    networkThread.runBackground(run);
    const { closing } = run.async;
    if (closing === null) return true;
    if (closing.event !== null && takeCompleted(run, closing.event) === undefined) return false;
    const next = nextStage(run, closing);
    if (next === undefined) return run.async.unsent.length === 0 && run.async.inFlight.keys.length === 0;
    changeAsync(run, { closing: next });
  }
}

function nextStage(run: AsyncRun, { stage }: Closing): Closing | undefined {
  if (stage === 'draining') return undefined;
  if (stage === 'leaving') {
    if (!isAsyncCommitDone(run)) return { stage: 'leaving', event: run.async.pendingAsyncCommit };
    heartbeat.pollOnClose(run);
    return { stage: 'draining', event: null };
  }
  tellBackground(run, { type: 'COMMIT_ON_CLOSE' });
  tellBackground(run, { type: 'STOP_FIND_COORDINATOR_ON_CLOSE' });
  const partitions = assignedPartitions(run);
  if (run.subscription.type !== 'USER_ASSIGNED' && partitions.length > 0) {
    tellPartitions(run, run.async.membership.lastEpoch > 0 ? 'PartitionsRevoked' : 'PartitionsLost', partitions);
  }
  const event = nextId(run);
  tellBackground(run, { type: 'LEAVE_GROUP_ON_CLOSE', id: event, operation: 'DEFAULT' });
  return { stage: 'leaving', event };
}

// ---- the threads that are not the application's ------------------------------------------------------------------------

function arrived(run: ConsumerRun, _host: string, sent: InFlightRequest, response: KafkaResponse): void {
  networkThread.answered(of(run), sent.correlationId, response);
}

function lost(run: ConsumerRun, sent: InFlightRequest): void {
  networkThread.lost(of(run), sent.correlationId);
}

/** True: a poll() is woken, or a call that waits may find that it is through. */
function background(consumer: ConsumerRun): boolean {
  const run = of(consumer);
  const before = run.async;
  networkThread.runBackground(run);
  const { type } = run.application.thread;
  if (type === 'polling') return run.async.isWoken;
  return (type === 'committing' || type === 'closing') && run.async !== before;
}

function settle(run: ConsumerRun): void {
  networkThread.armBackground(of(run));
}

function timer(run: ConsumerRun): void {
  changeAsync(of(run), { wakeAt: null });
}

function nothing(): void {}

export const asyncKafkaConsumer: Delegate = {
  create,
  subscribed,
  unsubscribe,
  background,
  pollItself: (run, since) => asyncPoll(of(run), since),
  poll: () => 'pending',
  initWithCommittedOffsets: (run) => positions.initWithCommittedOffsets(of(run)),
  waitInPoll: nothing,
  pollReturns: nothing,
  commitAsync,
  commitSync,
  awaitCommitSync,
  close,
  awaitClose,
  arrived,
  lost,
  timer,
  settle,
};
