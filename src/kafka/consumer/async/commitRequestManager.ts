/**
 * Commits of positions, one after another on the background thread: those that an application asks for, those of
 * auto.commit.interval.ms, and the one before partitions are given up
 * (org.apache.kafka.clients.consumer.internals.CommitRequestManager). Lookups of committed offsets go out with them.
 *
 * Other than in the classic client an automatic commit takes the positions as they stand when the background thread comes
 * to it: records that poll() is just handing out may be among them.
 */
import type { Micros } from '../../../base/time.ts';
import { type ErrorName, errorOf } from '../../errors.ts';
import type { OffsetCommitRequest, OffsetCommitResponse } from '../../messages.ts';
import { noteCommitted } from '../assignment.ts';
import { allConsumed, type OffsetsToCommit, tellCompleted, tellFailed, tellSent } from '../commit.ts';
import * as coordinator from './coordinatorRequestManager.ts';
import * as delegate from './networkClientDelegate.ts';
import * as offsetFetches from './offsetFetchRequests.ts';
import { canSendRequest, NEW_REQUEST, onFailedAttempt, onSendAttempt, remainingBackoff } from './requestState.ts';
import { type AsyncRun, changeCommits, completeEvent, nextId } from './run.ts';
import type { OffsetCommitState } from './state.ts';

const FOR_EVER: Micros = Number.MAX_SAFE_INTEGER;

/** RequestManager.poll */
export function poll(run: AsyncRun): void {
  const { commits, coordinator: lookup } = run.async;
  if (lookup.node === null) {
    if (lookup.fatalError !== null) failAllUnsent(run, lookup.fatalError);
    else if (commits.isClosing && (commits.unsentCommits.length > 0 || commits.unsentFetches.length > 0)) {
      failAllUnsent(run, 'Failed to commit offsets: Coordinator unknown and consumer is closing');
    }
    return;
  }
  if (commits.isClosing) drainForClose(run);
  else {
    drain(run);
    offsetFetches.drain(run);
  }
}

function failAllUnsent(run: AsyncRun, error: string): void {
  const { unsentCommits, unsentFetches } = run.async.commits;
  changeCommits(run, { unsentCommits: [], unsentFetches: [] });
  for (const commit of unsentCommits)
    finish(run, commit, { error: 'KafkaException', message: error, retriable: false });
  for (const fetch of unsentFetches) offsetFetches.end(run, fetch, [], error);
}

function drain(run: AsyncRun): void {
  const { unsentCommits } = run.async.commits;
  if (unsentCommits.length === 0) return;
  const { now } = run.env;
  const expired = unsentCommits.filter((commit) => hasExpired(run, commit));
  const alive = unsentCommits.filter((commit) => !hasExpired(run, commit));
  const ready = alive.filter(({ request }) => canSendRequest(request, now));
  if (expired.length + ready.length === 0) return;
  changeCommits(run, { unsentCommits: alive.filter((commit) => !ready.includes(commit)) });
  for (const commit of expired) finish(run, commit, EXPIRED);
  for (const commit of ready) send(run, { ...commit, request: onSendAttempt(commit.request) });
}

/** When one that backs off may go; null: none does. */
export function nextAt({ async, env }: AsyncRun): Micros | null {
  if (async.coordinator.node === null) return null;
  let earliest: Micros | null = null;
  for (const { request } of [...async.commits.unsentCommits, ...async.commits.unsentFetches]) {
    const at = env.now + remainingBackoff(request, env.now);
    if (earliest === null || at < earliest) earliest = at;
  }
  return earliest;
}

/** Until the next automatic commit is due: poll() is what makes it. */
export function maximumTimeToWait({ async, env }: AsyncRun): Micros | null {
  const { autoCommit } = async.commits;
  return autoCommit === null ? null : Math.max(0, autoCommit.nextAt - env.now);
}

const EXPIRED: Failure = {
  error: 'TimeoutException',
  message: 'OffsetCommit request could not complete before timeout expired.',
  retriable: true,
};

/** It was tried at least once, and its time is up. */
function hasExpired({ env }: AsyncRun, { request, deadline }: OffsetCommitState): boolean {
  return request.attempts > 0 && env.now >= deadline;
}

/** All that is there, whatever backoff it is in. */
function drainForClose(run: AsyncRun): void {
  const { unsentCommits } = run.async.commits;
  if (unsentCommits.length === 0) return;
  changeCommits(run, { unsentCommits: [], unsentFetches: [] });
  for (const commit of unsentCommits) send(run, commit);
}

function send(run: AsyncRun, commit: OffsetCommitState): void {
  const { settings, async } = run;
  const { memberId, memberEpoch } = async.commits;
  changeCommits(run, { lastEpochSent: memberEpoch });
  const request: OffsetCommitRequest = {
    type: 'OffsetCommitRequest',
    correlationId: 0,
    groupId: settings.groupId ?? '',
    generationIdOrMemberEpoch: memberEpoch ?? -1,
    memberId,
    groupInstanceId: settings.groupInstanceId,
    partitions: commit.offsets.map(({ partition, offset, leaderEpoch }) => ({
      topicPartition: partition,
      committedOffset: offset,
      committedLeaderEpoch: leaderEpoch,
      committedMetadata: '',
    })),
  };
  tellSent(run, commit.offsets);
  delegate.add(run, async.coordinator.node?.host ?? null, request, { type: 'commit', commit });
}

// ---- what is committed -----------------------------------------------------------------------------------------------

/** With every poll: commits all that is consumed when the interval has passed. */
export function updateTimerAndMaybeCommit(run: AsyncRun): void {
  const { autoCommit } = run.async.commits;
  if (autoCommit === null || run.env.now < autoCommit.nextAt || autoCommit.isInFlight) return;
  addAutoCommit(run, allConsumed(run), 'auto', FOR_EVER);
  resetAutoCommitTimer(run);
}

/** Until `isCommittingBeforeRebalance` is false again. Tried again and again within the rebalance timeout. */
export function maybeAutoCommitBeforeRebalance(run: AsyncRun): void {
  if (run.async.commits.autoCommit === null) return;
  const deadline = run.env.now + run.settings.maxPollInterval;
  const isCommittingBeforeRebalance = addAutoCommit(run, allConsumed(run), 'before rebalance', deadline);
  changeCommits(run, { isCommittingBeforeRebalance });
}

function addAutoCommit(
  run: AsyncRun,
  offsets: OffsetsToCommit,
  type: 'auto' | 'before rebalance',
  deadline: Micros,
): boolean {
  if (offsets.length === 0) return false;
  setAutoCommitInFlight(run, true);
  add(run, { id: nextId(run), why: { type }, offsets, request: NEW_REQUEST, deadline });
  return true;
}

export function commitAsync(run: AsyncRun, event: number, offsets: OffsetsToCommit): void {
  addForApplication(run, 'async', event, offsets, FOR_EVER);
}

export function commitSync(run: AsyncRun, event: number, offsets: OffsetsToCommit, deadline: Micros): void {
  addForApplication(run, 'sync', event, offsets, deadline);
}

function addForApplication(
  run: AsyncRun,
  type: 'async' | 'sync',
  event: number,
  offsets: OffsetsToCommit,
  deadline: Micros,
): void {
  if (offsets.length === 0) completeEvent(run, event, null);
  else add(run, { id: nextId(run), why: { type, event }, offsets, request: NEW_REQUEST, deadline });
}

function add(run: AsyncRun, commit: OffsetCommitState): void {
  changeCommits(run, { unsentCommits: [...run.async.commits.unsentCommits, commit] });
}

export function resetAutoCommitTimer(run: AsyncRun): void {
  const { autoCommit } = run.async.commits;
  if (autoCommit === null) return;
  const nextAt = run.env.now + run.settings.autoCommitInterval;
  changeCommits(run, { autoCommit: { nextAt, isInFlight: autoCommit.isInFlight } });
}

function setAutoCommitInFlight(run: AsyncRun, isInFlight: boolean): void {
  const { autoCommit } = run.async.commits;
  if (autoCommit !== null) changeCommits(run, { autoCommit: { nextAt: autoCommit.nextAt, isInFlight } });
}

// ---- answers ---------------------------------------------------------------------------------------------------------

/** As the application is told of it. */
interface Failure {
  /** Of the error, or of the exception. */
  readonly error: string;
  readonly message: string;
  readonly retriable: boolean;
}

export function onResponse(run: AsyncRun, commit: OffsetCommitState, response: OffsetCommitResponse): void {
  const error = response.partitions.find(({ errorCode }) => errorCode !== 'NONE')?.errorCode;
  if (error === undefined) {
    finish(run, commit, null);
    return;
  }
  const { settings } = run.client;
  const request = onFailedAttempt(commit.request, { settings, env: run.env, owner: `commit ${commit.id}` });
  if (error === 'COORDINATOR_NOT_AVAILABLE' || error === 'NOT_COORDINATOR' || error === 'REQUEST_TIMED_OUT') {
    coordinator.markUnknown(run);
  }
  finish(run, { ...commit, request }, failureOf(error));
}

export function onNoResponse(run: AsyncRun, commit: OffsetCommitState, disconnected: boolean): void {
  const { settings } = run.client;
  const request = onFailedAttempt(commit.request, { settings, env: run.env, owner: `commit ${commit.id}` });
  if (disconnected) coordinator.markUnknown(run);
  const error = disconnected ? 'DisconnectException' : 'TimeoutException';
  const message = disconnected ? 'the coordinator was disconnected' : 'the request could not be sent in time';
  finish(run, { ...commit, request }, { error, message, retriable: true });
}

const RETRIED: readonly ErrorName[] = [
  'COORDINATOR_NOT_AVAILABLE',
  'NOT_COORDINATOR',
  'REQUEST_TIMED_OUT',
  'COORDINATOR_LOAD_IN_PROGRESS',
  'UNKNOWN_TOPIC_OR_PARTITION',
  'UNKNOWN_TOPIC_ID',
];

function failureOf(name: ErrorName): Failure {
  const { message } = errorOf(name);
  if (RETRIED.includes(name)) return { error: name, message, retriable: true };
  if (name !== 'UNKNOWN_MEMBER_ID') return { error: name, message, retriable: false };
  const words = `OffsetCommit failed with unknown member ID. ${message}`;
  return { error: 'CommitFailedException', message: words, retriable: false };
}

function finish(run: AsyncRun, commit: OffsetCommitState, failure: Failure | null): void {
  const { why } = commit;
  const isAutomatic = why.type === 'auto' || why.type === 'before rebalance';
  if (isAutomatic) setAutoCommitInFlight(run, false);
  if (failure !== null && isRetried(run, commit, failure) && retry(run, commit)) return;
  if (why.type === 'before rebalance') changeCommits(run, { isCommittingBeforeRebalance: false });
  if (failure === null) {
    for (const { partition, offset } of commit.offsets) noteCommitted(run, partition, offset);
    tellCompleted(run, commit.offsets);
    if (!isAutomatic) completeEvent(run, why.event, null);
    return;
  }
  const told = isAutomatic ? failure : asException(why.type, failure);
  tellFailed(run, commit.offsets, told);
  if (!isAutomatic) completeEvent(run, why.event, told);
}

/** A commit in the background is not: the next interval brings the next. Nor is commitAsync(). */
function isRetried(run: AsyncRun, { why, deadline }: OffsetCommitState, { error, retriable }: Failure): boolean {
  if (run.env.now >= deadline) return false;
  if (why.type === 'sync') return retriable;
  if (why.type !== 'before rebalance' || error === 'UNKNOWN_TOPIC_OR_PARTITION') return false;
  return retriable || (error === 'STALE_MEMBER_EPOCH' && run.async.commits.memberEpoch !== null);
}

/** Before a rebalance with what is consumed now. False: there is nothing left to commit. */
function retry(run: AsyncRun, commit: OffsetCommitState): boolean {
  if (commit.why.type === 'sync') {
    add(run, commit);
    return true;
  }
  const offsets = allConsumed(run);
  if (offsets.length === 0) return false;
  // Kafka's callbacks run last come first: the mark of a commit in flight is taken away after the retry has set it.
  add(run, { ...commit, offsets });
  return true;
}

/** commitSyncExceptionForError, commitAsyncExceptionForError */
function asException(how: 'sync' | 'async', failure: Failure): Failure {
  const { error, message, retriable } = failure;
  if (how === 'async' && retriable) return { error: 'RetriableCommitFailedException', message, retriable };
  // It would have been tried again, had there been time.
  if (retriable) return { error: 'TimeoutException', message, retriable };
  if (how === 'async' || error !== 'STALE_MEMBER_EPOCH') return failure;
  const words = `OffsetCommit failed with stale member epoch. ${message}`;
  return { error: 'CommitFailedException', message: words, retriable: false };
}
