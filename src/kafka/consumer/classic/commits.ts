/**
 * Committing offsets: OffsetCommit, its answers, and what waits for them (ConsumerCoordinator.commitOffsetsSync,
 * commitOffsetsAsync, maybeAutoCommitOffsetsAsync, sendOffsetCommitRequest, OffsetCommitResponseHandler).
 *
 * An asynchronous commit is sent once: one that fails is told to its callback, in a later call of the application, when
 * newer ones may have been sent already.
 */
import { nextCorrelationId } from '../../client/clientState.ts';
import { exponentialBackoff } from '../../client/exponentialBackoff.ts';
import { noteCommitted } from '../assignment.ts';
import { allConsumed, type OffsetsToCommit, tellCompleted, tellFailed, tellSent } from '../commit.ts';
import type { CommitStep } from '../delegate.ts';
import { wakeBy } from '../state.ts';
import { hasAutoAssignedPartitions } from '../subscription.ts';
import {
  coordinatorUnknown,
  ensureCoordinatorReady,
  lookupCoordinator,
  sendToCoordinator,
} from './coordinatorLookup.ts';
import { failureOf, generationIfStable, isRebalancing } from './memberState.ts';
import type { ClassicRun, CommitInFlight, CommitKind, Failure } from './state.ts';
import { NO_GENERATION } from './state.ts';

// ---- asynchronous -----------------------------------------------------------------------------------------------------

export function commitAsync(run: ClassicRun, offsets: OffsetsToCommit, kind: CommitKind): void {
  const { classic } = run;
  invokeCompletedCommits(run);
  if (kind === 'before-rebalance') classic.joinPrepareCommit = { type: 'waiting' };
  if (offsets.length === 0 || !coordinatorUnknown(run) || ensureCoordinatorReady(run)) {
    sendOffsetCommit(run, offsets, kind);
    return;
  }
  classic.commitsAwaitingCoordinator = [...classic.commitsAwaitingCoordinator, { offsets, kind }];
  lookupCoordinator(run);
}

/** The lookup they wait for is over. Last in every event. */
export function sendAwaitingCommits(run: ClassicRun): void {
  const { classic } = run;
  if (classic.commitsAwaitingCoordinator.length === 0 || classic.finding?.type === 'waiting') return;
  const waiting = classic.commitsAwaitingCoordinator;
  classic.commitsAwaitingCoordinator = [];
  for (const { offsets, kind } of waiting) {
    if (classic.coordinator !== null) sendOffsetCommit(run, offsets, kind);
    else completed(run, { offsets, kind }, failureOf('COORDINATOR_NOT_AVAILABLE'));
  }
}

/** auto.commit.interval.ms, looked at in poll(): what earlier polls handed out is committed, this one's is not. */
export function maybeAutoCommitAsync(run: ClassicRun): void {
  const { classic, env, settings } = run;
  if (classic.nextAutoCommitAt === null || env.now < classic.nextAutoCommitAt) return;
  classic.nextAutoCommitAt = env.now + settings.autoCommitInterval;
  commitAsync(run, allConsumed(run), 'auto');
}

/** The callbacks of commits that are through, in the order of their answers. */
export function invokeCompletedCommits(run: ClassicRun): void {
  const { classic, settings, env } = run;
  if (classic.isFenced) {
    run.thrown = `FencedInstanceIdException: Get fenced exception for group.instance.id ${settings.groupInstanceId}, current member.id is ${classic.generation.memberId}`;
    return;
  }
  if (classic.completedCommits.length === 0) return;
  const commits = classic.completedCommits;
  classic.completedCommits = [];
  for (const { offsets, kind, failure } of commits) {
    if (failure === null) tellCompleted(run, offsets);
    else {
      tellFailed(run, offsets, failure);
      const isAuto = kind === 'auto' || kind === 'before-rebalance';
      if (isAuto && failure.retriable) classic.nextAutoCommitAt = env.now + settings.retryBackoff;
    }
  }
}

// ---- synchronous ------------------------------------------------------------------------------------------------------

export function beginCommitSync(run: ClassicRun, offsets: OffsetsToCommit): void {
  run.classic.syncCommit = { offsets, pending: null, attempts: 0, retryAt: 0 };
}

export function awaitCommitSync(run: ClassicRun): CommitStep {
  const { classic, env, settings } = run;
  invokeCompletedCommits(run);
  const commit = classic.syncCommit;
  if (commit === null || run.thrown !== undefined) return { type: 'done' };
  if (commit.offsets.length === 0) {
    if (classic.commitsInFlight.length > 0) return WAITING;
    classic.syncCommit = null;
    return { type: 'done' };
  }
  if (commit.pending === null) {
    if (env.now < commit.retryAt) {
      wakeBy(run, commit.retryAt);
      return WAITING;
    }
    if (!ensureCoordinatorReady(run)) return WAITING;
    classic.syncCommit = { ...commit, pending: { type: 'waiting' } };
    sendOffsetCommit(run, commit.offsets, 'sync');
  }
  // Sending may have failed at once.
  const { pending, offsets, attempts } = classic.syncCommit as typeof commit;
  if (pending === null || pending.type === 'waiting') return WAITING;
  if (pending.type === 'done') {
    classic.syncCommit = null;
    tellCompleted(run, offsets);
    return { type: 'done' };
  }
  const { failure } = pending;
  if (!failure.retriable) {
    classic.syncCommit = null;
    tellFailed(run, offsets, failure);
    return { type: 'failed', error: failure.error, message: failure.message, fatal: !isCaught(failure) };
  }
  const { retryBackoff, retryBackoffMax } = settings;
  const wait = exponentialBackoff(retryBackoff, retryBackoffMax, attempts, env, `commit ${env.now}`);
  classic.syncCommit = { offsets, pending: null, attempts: attempts + 1, retryAt: env.now + wait };
  wakeBy(run, env.now + wait);
  return WAITING;
}

const WAITING: CommitStep = { type: 'waiting' };

/** What an application that knows about groups goes on from. */
function isCaught({ error }: Failure): boolean {
  return error === 'CommitFailedException' || error === 'REBALANCE_IN_PROGRESS';
}

// ---- OffsetCommit -----------------------------------------------------------------------------------------------------

const REBALANCING =
  'Offset commit cannot be completed since the consumer is undergoing a rebalance for auto partition assignment. You can try completing the rebalance by calling poll() and then retry the operation.';
const KICKED_OUT =
  'Offset commit cannot be completed since the consumer is not part of an active group for auto partition assignment; it is likely that the consumer was kicked out of the group.';
const REBALANCED =
  'Commit cannot be completed since the group has already rebalanced and assigned the partitions to another member. This means that the time between subsequent calls to poll() was longer than the configured max.poll.interval.ms, which typically implies that the poll loop is spending too much time message processing. You can address this either by increasing max.poll.interval.ms or by reducing the maximum size of batches returned in poll() with max.poll.records.';

export function commitFailed(): Failure {
  return { error: 'CommitFailedException', message: REBALANCED, retriable: false };
}

function sendOffsetCommit(run: ClassicRun, offsets: OffsetsToCommit, kind: CommitKind): void {
  const { classic, settings } = run;
  const commit = { offsets, kind };
  if (offsets.length === 0) {
    completed(run, commit, null);
    return;
  }
  if (coordinatorUnknown(run)) {
    completed(run, commit, failureOf('COORDINATOR_NOT_AVAILABLE'));
    return;
  }
  const isMember = hasAutoAssignedPartitions(run);
  const sent = isMember ? generationIfStable(run) : NO_GENERATION;
  if (sent === null) {
    const failure: Failure = isRebalancing(run)
      ? failureOf('REBALANCE_IN_PROGRESS', REBALANCING)
      : { error: 'CommitFailedException', message: KICKED_OUT, retriable: false };
    completed(run, commit, failure);
    return;
  }
  const correlationId = nextCorrelationId(run);
  classic.commitsInFlight = [...classic.commitsInFlight, { ...commit, sent, correlationId }];
  tellSent(run, offsets);
  sendToCoordinator(run, {
    type: 'OffsetCommitRequest',
    groupId: classic.groupId,
    generationIdOrMemberEpoch: sent.generationId,
    memberId: sent.memberId,
    groupInstanceId: isMember ? settings.groupInstanceId : null,
    partitions: offsets.map(({ partition, offset, leaderEpoch }) => ({
      topicPartition: partition,
      committedOffset: offset,
      committedLeaderEpoch: leaderEpoch,
      committedMetadata: '',
    })),
    correlationId,
  });
}

/** Its answer has come, or is not to come. */
export function commitCompleted(run: ClassicRun, commit: CommitInFlight, failure: Failure | null): void {
  const { classic } = run;
  classic.commitsInFlight = classic.commitsInFlight.filter((one) => one !== commit);
  if (failure === null) for (const { partition, offset } of commit.offsets) noteCommitted(run, partition, offset);
  completed(run, commit, failure);
}

function completed(
  run: ClassicRun,
  { offsets, kind }: { readonly offsets: OffsetsToCommit; readonly kind: CommitKind },
  failure: Failure | null,
): void {
  const { classic } = run;
  const outcome = failure === null ? ({ type: 'done' } as const) : ({ type: 'failed', failure } as const);
  if (kind === 'sync') {
    // One that was given up has no effect on the next.
    const { syncCommit } = classic;
    if (syncCommit?.offsets === offsets && syncCommit.pending?.type === 'waiting') {
      classic.syncCommit = { ...syncCommit, pending: outcome };
    }
    return;
  }
  if (kind === 'before-rebalance' && classic.joinPrepareCommit !== null) classic.joinPrepareCommit = outcome;
  if (failure?.error === 'FENCED_INSTANCE_ID') classic.isFenced = true;
  if (offsets.length === 0) return;
  classic.completedCommits = [...classic.completedCommits, { offsets, kind, failure: asCallbackSees(failure) }];
}

function asCallbackSees(failure: Failure | null): Failure | null {
  if (failure?.retriable !== true) return failure;
  const message = `Offset commit failed with a retriable exception. You should retry committing the latest consumed offsets. (${failure.error})`;
  return { error: 'RetriableCommitFailedException', message, retriable: true };
}
