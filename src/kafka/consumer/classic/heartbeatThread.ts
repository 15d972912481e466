/**
 * The heartbeat thread: it keeps the member in its group while the application does something else, and takes it out when
 * that takes too long (AbstractCoordinator.HeartbeatThread, HeartbeatResponseHandler, pollHeartbeat; KIP-62).
 *
 * *Simplified:* it wakes when something is due, where Kafka's looks every retry.backoff.ms.
 */
import { nextCorrelationId } from '../../client/clientState.ts';
import type { HeartbeatRequest, HeartbeatResponse } from '../../messages.ts';
import {
  coordinatorUnknown,
  lookupCoordinator,
  markCoordinatorUnknown,
  sendToCoordinator,
} from './coordinatorLookup.ts';
import * as heartbeat from './heartbeat.ts';
import { handlePollTimeoutExpiry } from './leaving.ts';
import * as member from './memberState.ts';
import type { ClassicRun } from './state.ts';

/** The application is in poll(). False: the thread has left it an exception. */
export function pollHeartbeat(run: ClassicRun): void {
  const { thread, failure } = run.classic.heartbeat;
  if (thread === 'none') return;
  if (thread === 'failed') {
    heartbeat.stopThread(run);
    run.thrown = failure ?? 'the heartbeat thread failed';
    return;
  }
  heartbeat.polled(run);
}

/** As far as the thread gets now; last in every event. */
export function runHeartbeatThread(run: ClassicRun): void {
  const { classic } = run;
  while (classic.heartbeat.thread === 'enabled' && run.thrown === undefined) {
    if (member.hasNotJoinedGroup(run)) heartbeat.disable(run);
    else if (coordinatorUnknown(run)) {
      if (!lookedAgain(run)) break;
    } else if (!didWhatIsDue(run)) break;
  }
  armTimer(run);
}

/** Without a coordinator it looks for one every retry.backoff.ms, in case the application does not. */
function lookedAgain(run: ClassicRun): boolean {
  const { classic, env, settings } = run;
  const { lookAgainAt } = classic.heartbeat;
  if (lookAgainAt !== null && env.now < lookAgainAt) return false;
  if (classic.finding !== null) classic.finding = null;
  else lookupCoordinator(run);
  heartbeat.lookAgainAt(run, env.now + settings.retryBackoff);
  return false;
}

function didWhatIsDue(run: ClassicRun): boolean {
  const { classic, env } = run;
  heartbeat.lookAgainAt(run, null);
  const { sessionExpiresAt, pollExpiresAt, dueAt } = classic.heartbeat;
  if (env.now >= sessionExpiresAt) markCoordinatorUnknown(run, false);
  else if (env.now >= pollExpiresAt) handlePollTimeoutExpiry(run);
  else if (env.now >= dueAt) {
    heartbeat.sentHeartbeat(run);
    sendHeartbeat(run);
  } else return false;
  return true;
}

function sendHeartbeat(run: ClassicRun): void {
  const { classic, settings } = run;
  const { generationId, memberId } = classic.generation;
  sendToCoordinator(run, {
    type: 'HeartbeatRequest',
    groupId: classic.groupId,
    generationId,
    memberId,
    groupInstanceId: settings.groupInstanceId,
    correlationId: nextCorrelationId(run),
  });
}

function armTimer(run: ClassicRun): void {
  const { thread, timerAt } = run.classic.heartbeat;
  const at = thread === 'enabled' ? nextLook(run) : null;
  if (at === timerAt) return;
  if (at === null) run.out.cancelTimer('heartbeat');
  else run.out.setTimer('heartbeat', Math.max(0, at - run.env.now), { part: 'consumer', type: 'heartbeat' });
  heartbeat.timerSet(run, at);
}

function nextLook({ classic: { heartbeat: clocks } }: ClassicRun): number {
  if (clocks.lookAgainAt !== null) return clocks.lookAgainAt;
  return Math.min(clocks.dueAt, clocks.sessionExpiresAt, clocks.pollExpiresAt);
}

export function heartbeatTimerFired(run: ClassicRun): void {
  heartbeat.timerSet(run, null);
}

export function handleHeartbeat(run: ClassicRun, { errorCode }: HeartbeatResponse, sent: HeartbeatRequest): void {
  const { classic } = run;
  switch (errorCode) {
    case 'NONE':
      heartbeat.receivedHeartbeat(run);
      return;
    case 'COORDINATOR_NOT_AVAILABLE':
    case 'NOT_COORDINATOR':
      heartbeat.failedHeartbeat(run);
      markCoordinatorUnknown(run, false);
      return;
    case 'REBALANCE_IN_PROGRESS':
      // It goes on while the group rebalances, so that its session does not end before it has joined again.
      if (classic.memberState === 'STABLE') member.requestRejoin(run, 'group is already rebalancing');
      heartbeat.receivedHeartbeat(run);
      return;
    case 'ILLEGAL_GENERATION':
    case 'UNKNOWN_MEMBER_ID':
    case 'FENCED_INSTANCE_ID': {
      const { generationId, memberId } = classic.generation;
      if (generationId !== sent.generationId || memberId !== sent.memberId) {
        heartbeat.receivedHeartbeat(run);
        return;
      }
      member.resetStateOnResponseError(run, 'HEARTBEAT', errorCode);
      if (errorCode === 'FENCED_INSTANCE_ID') heartbeat.failThread(run, describe(member.failureOf(errorCode)));
      else heartbeat.failedHeartbeat(run);
      return;
    }
    case 'GROUP_AUTHORIZATION_FAILED':
      heartbeat.failThread(run, describe(member.failureOf(errorCode)));
      return;
    default:
      heartbeat.failedHeartbeat(run);
  }
}

function describe({ error, message }: { readonly error: string; readonly message: string }): string {
  return `${error}: ${message}`;
}
