/**
 * Heartbeats: when they are sent, and what comes of their answers; and the watch over the application, which has to poll
 * within max.poll.interval.ms (org.apache.kafka.clients.consumer.internals.AbstractHeartbeatRequestManager,
 * ConsumerHeartbeatRequestManager, HeartbeatRequestState).
 */
import { type Micros, millis } from '../../../base/time.ts';
import { errorOf } from '../../errors.ts';
import type { ConsumerGroupHeartbeatResponse } from '../../messages.ts';
import * as coordinator from './coordinatorRequestManager.ts';
import { buildRequest, resetSentFields } from './heartbeatState.ts';
import { shouldHeartbeatNow } from './memberState.ts';
import * as membership from './membershipManager.ts';
import * as delegate from './networkClientDelegate.ts';
import {
  canSendRequest,
  onFailedAttempt,
  onSendAttempt,
  onSuccessfulAttempt,
  remainingBackoff,
  resetRequest,
} from './requestState.ts';
import { type AsyncRun, changeHeartbeat, tellApplication } from './run.ts';

const NOT_SUPPORTED =
  'The cluster does not support the new CONSUMER group protocol. Set group.protocol=classic on the consumer configs to revert to the CLASSIC protocol until the cluster is upgraded.';

export function poll(run: AsyncRun): void {
  if (run.async.coordinator.node === null || shouldSkip(run)) {
    membership.onHeartbeatRequestSkipped(run);
    const error = coordinator.takeFatalError(run);
    if (error !== null) tellApplication(run, { type: 'ERROR', error });
    return;
  }
  const { now } = run.env;
  if (now >= run.async.heartbeat.pollDeadline && !membership.isLeavingGroup(run)) {
    const { client, settings } = run;
    run.out.fact({ type: 'PollTimeoutExpired', client: client.clientId, group: settings.groupId ?? '' });
    membership.transitionToSendingLeaveGroup(run, true);
    send(run, true);
    // It may join again before this is answered, or after.
    changeHeartbeat(run, { request: resetRequest() });
    resetSentFields(run);
  } else if (canSend(run) || heartbeatsNow(run)) send(run, false);
}

/** When it looks again by itself; null: not before something happens. */
export function nextAt(run: AsyncRun): Micros | null {
  if (run.async.coordinator.node === null || shouldSkip(run)) return null;
  const { heartbeat } = run.async;
  const next = heartbeat.request.isInFlight ? null : run.env.now + timeToNext(run);
  if (membership.isLeavingGroup(run)) return next;
  return next === null ? heartbeat.pollDeadline : Math.min(next, heartbeat.pollDeadline);
}

function shouldSkip({ async }: AsyncRun): boolean {
  const { state } = async.membership;
  return state === 'UNSUBSCRIBED' || state === 'FATAL' || state === 'STALE' || state === 'FENCED';
}

/** It leaves whatever is in flight; what else cannot wait goes when nothing is. */
function heartbeatsNow({ async, settings }: AsyncRun): boolean {
  const { state, leaveOperation } = async.membership;
  const leavesSilently = leaveOperation === 'REMAIN_IN_GROUP' && settings.groupInstanceId === null;
  if (state === 'LEAVING' && !leavesSilently) return true;
  return shouldHeartbeatNow(state) && !async.heartbeat.request.isInFlight;
}

function canSend({ async, env }: AsyncRun): boolean {
  return env.now >= async.heartbeat.nextAt && canSendRequest(async.heartbeat.request, env.now);
}

/** HeartbeatRequestState.timeToNextHeartbeatMs */
function timeToNext({ async, env }: AsyncRun): Micros {
  const { nextAt, request } = async.heartbeat;
  return env.now >= nextAt ? remainingBackoff(request, env.now) : nextAt - env.now;
}

/** Consumer.close() has come so far that nothing else is sent: REMAIN_IN_GROUP of a static member, for one. */
export function pollOnClose(run: AsyncRun): void {
  if (membership.isLeavingGroup(run)) send(run, true);
}

/** RequestManager.maximumTimeToWait: how long the application's thread may be left waiting in poll(); null: for ever. */
export function maximumTimeToWait(run: AsyncRun): Micros | null {
  const { membership: member, heartbeat } = run.async;
  if (member.state === 'UNSUBSCRIBED') return null;
  const remaining = heartbeat.pollDeadline - run.env.now;
  if (remaining <= 0 || (shouldHeartbeatNow(member.state) && !heartbeat.request.isInFlight)) return 0;
  return Math.min(Math.floor(remaining / 2), timeToNext(run));
}

function send(run: AsyncRun, isAnswerIgnored: boolean): void {
  const request = buildRequest(run);
  changeHeartbeat(run, { request: onSendAttempt(run.async.heartbeat.request) });
  membership.onHeartbeatRequestGenerated(run);
  changeHeartbeat(run, { nextAt: run.env.now + run.async.heartbeat.interval });
  const host = run.async.coordinator.node?.host ?? null;
  delegate.add(run, host, request, { type: 'heartbeat', isAnswerIgnored });
}

/** The application polls: its time begins anew. */
export function resetPollTimer(run: AsyncRun): void {
  if (run.env.now >= run.async.heartbeat.pollDeadline) membership.maybeRejoinStaleMember(run);
  changeHeartbeat(run, { pollDeadline: run.env.now + run.settings.maxPollInterval });
}

// ---- answers ---------------------------------------------------------------------------------------------------------

export function onNoResponse(run: AsyncRun, disconnected: boolean): void {
  failedAttempt(run);
  resetSentFields(run);
  if (disconnected) coordinator.markUnknown(run);
  membership.onHeartbeatFailure(run);
}

export function onResponse(run: AsyncRun, response: ConsumerGroupHeartbeatResponse): void {
  if (response.errorCode !== 'NONE') {
    onErrorResponse(run, response);
    return;
  }
  const interval = millis(response.heartbeatIntervalMs);
  if (interval !== run.async.heartbeat.interval) {
    changeHeartbeat(run, { interval, nextAt: run.env.now + interval });
  }
  changeHeartbeat(run, { request: onSuccessfulAttempt(backoffs(run)) });
  membership.onHeartbeatSuccess(run, response);
}

function onErrorResponse(run: AsyncRun, { errorCode, errorMessage }: ConsumerGroupHeartbeatResponse): void {
  resetSentFields(run);
  failedAttempt(run);
  const message = errorMessage ?? errorOf(errorCode).message;
  switch (errorCode) {
    case 'NOT_COORDINATOR':
    case 'COORDINATOR_NOT_AVAILABLE':
      coordinator.markUnknown(run);
      // As soon as the coordinator is found, without backoff.
      changeHeartbeat(run, { request: resetRequest() });
      break;
    case 'COORDINATOR_LOAD_IN_PROGRESS':
      break;
    case 'FENCED_MEMBER_EPOCH':
    case 'UNKNOWN_MEMBER_ID':
      membership.transitionToFenced(run);
      // As soon as what it held is given up, without backoff.
      changeHeartbeat(run, { request: resetRequest() });
      break;
    case 'TOPIC_AUTHORIZATION_FAILED':
      tellApplication(run, { type: 'ERROR', error: `TopicAuthorizationException: ${message}` });
      break;
    case 'GROUP_ID_NOT_FOUND':
      if (run.async.membership.state === 'UNSUBSCRIBED') membership.onHeartbeatRequestSkipped(run);
      else failForGood(run, `${errorCode}: ${message}`);
      break;
    case 'UNSUPPORTED_VERSION':
      failForGood(run, `${errorCode}: ${NOT_SUPPORTED}`);
      break;
    case 'INVALID_REGULAR_EXPRESSION':
      failForGood(run, `${errorCode}: Invalid RE2J SubscriptionPattern provided in the call to subscribe. ${message}`);
      break;
    default:
      failForGood(run, `${errorCode}: ${message}`);
  }
  membership.onHeartbeatFailure(run);
}

function failForGood(run: AsyncRun, error: string): void {
  tellApplication(run, { type: 'ERROR', error });
  membership.transitionToFatal(run);
}

/** HeartbeatRequestState.onFailedAttempt: the interval does not hold back the next, its backoff does. */
function failedAttempt(run: AsyncRun): void {
  const request = onFailedAttempt(run.async.heartbeat.request, backoffs(run));
  changeHeartbeat(run, { request, nextAt: run.env.now });
}

function backoffs({ client, env }: AsyncRun): Parameters<typeof onSuccessfulAttempt>[0] {
  return { settings: client.settings, env, owner: 'heartbeat' };
}
