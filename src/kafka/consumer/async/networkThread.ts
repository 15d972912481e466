/**
 * The background thread: does what the application's thread has asked for, lets each request manager do its part, and
 * sends what they made (org.apache.kafka.clients.consumer.internals.ConsumerNetworkThread, RequestManagers).
 */
import { assert, unreachable } from '../../../base/assert.ts';
import type { Micros } from '../../../base/time.ts';
import type { KafkaResponse } from '../../messages.ts';
import { markPoll, processEvent } from './applicationEventProcessor.ts';
import * as commits from './commitRequestManager.ts';
import * as coordinator from './coordinatorRequestManager.ts';
import * as fetches from './fetchRequestManager.ts';
import * as heartbeat from './heartbeatRequestManager.ts';
import * as delegate from './networkClientDelegate.ts';
import * as offsetFetches from './offsetFetchRequests.ts';
import * as positions from './offsetsRequestManager.ts';
import * as reconciliation from './reconciliation.ts';
import { type AsyncRun, changeAsync } from './run.ts';
import type { Purpose } from './state.ts';

/** Far more rounds than any event needs: a loop that finds no end is a bug. */
const MOST_ROUNDS = 200;

/** Until it would wait for the network, or for the clock. */
export function runBackground(run: AsyncRun): void {
  for (let round = 0; ; round++) {
    assert(round < MOST_ROUNDS, 'the background thread comes to rest');
    const before = run.async;
    runOnce(run);
    if (run.async === before) return;
  }
}

function runOnce(run: AsyncRun): void {
  processApplicationEvents(run);
  coordinator.poll(run);
  commits.poll(run);
  heartbeat.poll(run);
  reconciliation.maybeReconcile(run, false);
  reconciliation.maybeGoOn(run);
  for (const poll of positions.goOn(run)) {
    fetches.createFetchRequests(run);
    markPoll(run, poll, { isComplete: true });
  }
  fetches.poll(run);
  fetches.noteAnswers(run);
  for (const { purpose, disconnected } of delegate.trySend(run)) notAnswered(run, purpose, disconnected);
  keepError(run);
}

function processApplicationEvents(run: AsyncRun): void {
  const { applicationEvents } = run.async;
  if (applicationEvents.length === 0) return;
  changeAsync(run, { applicationEvents: [] });
  for (const event of applicationEvents) processEvent(run, event);
}

/** An exception here is not thrown here: the next poll() throws it. */
function keepError(run: AsyncRun): void {
  if (run.thrown === undefined) return;
  changeAsync(run, { positions: { ...run.async.positions, cachedError: run.thrown } });
  run.thrown = undefined;
}

// ---- answers ---------------------------------------------------------------------------------------------------------

export function answered(run: AsyncRun, correlationId: number, response: KafkaResponse): void {
  const purpose = delegate.takePurpose(run, correlationId);
  if (purpose === undefined) return;
  switch (purpose.type) {
    case 'find coordinator':
      if (response.type === 'FindCoordinatorResponse') coordinator.onResponse(run, response);
      return;
    case 'heartbeat':
      if (response.type === 'ConsumerGroupHeartbeatResponse' && !purpose.isAnswerIgnored) {
        heartbeat.onResponse(run, response);
      }
      return;
    case 'commit':
      if (response.type === 'OffsetCommitResponse') commits.onResponse(run, purpose.commit, response);
      return;
    case 'fetch offsets':
      if (response.type === 'OffsetFetchResponse') offsetFetches.onResponse(run, purpose.fetch, response);
      return;
    default:
      unreachable(purpose);
  }
}

export function lost(run: AsyncRun, correlationId: number): void {
  const purpose = delegate.takePurpose(run, correlationId);
  if (purpose !== undefined) notAnswered(run, purpose, true);
}

function notAnswered(run: AsyncRun, purpose: Purpose, disconnected: boolean): void {
  switch (purpose.type) {
    case 'find coordinator':
      coordinator.onNoResponse(run);
      return;
    case 'heartbeat':
      if (!purpose.isAnswerIgnored) heartbeat.onNoResponse(run, disconnected);
      return;
    case 'commit':
      commits.onNoResponse(run, purpose.commit, disconnected);
      return;
    case 'fetch offsets':
      offsetFetches.onNoResponse(run, purpose.fetch, disconnected);
      return;
    default:
      unreachable(purpose);
  }
}

// ---- the clock -------------------------------------------------------------------------------------------------------

/** Last in every event: when it looks again, if nothing happens before. */
export function armBackground(run: AsyncRun): void {
  const at = nextLookAt(run);
  if (at === run.async.wakeAt) return;
  changeAsync(run, { wakeAt: at });
  if (at === null) run.out.cancelTimer('background');
  else run.out.setTimer('background', Math.max(0, at - run.env.now), { part: 'consumer', type: 'background' });
}

function nextLookAt(run: AsyncRun): Micros | null {
  const times = [coordinator.nextAt(run), commits.nextAt(run), heartbeat.nextAt(run), delegate.nextAttemptAt(run)];
  let earliest: Micros | null = null;
  for (const at of times) if (at !== null && (earliest === null || at < earliest)) earliest = at;
  return earliest;
}

/** How long the application's thread may be left waiting in poll(); null: as long as it likes. */
export function maximumTimeToWait(run: AsyncRun): Micros | null {
  const [heartbeats, commit] = [heartbeat.maximumTimeToWait(run), commits.maximumTimeToWait(run)];
  if (heartbeats === null || commit === null) return heartbeats ?? commit;
  return Math.min(heartbeats, commit);
}
