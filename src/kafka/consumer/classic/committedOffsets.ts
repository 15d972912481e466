/**
 * Where to begin: the offsets that the group has committed (ConsumerCoordinator.initWithCommittedOffsetsIfNeeded,
 * fetchCommittedOffsets, OffsetFetchResponseHandler).
 */
import { isSameList } from '../../../base/lists.ts';
import { nextCorrelationId } from '../../client/clientState.ts';
import { exponentialBackoff } from '../../client/exponentialBackoff.ts';
import { errorOf } from '../../errors.ts';
import type { OffsetFetchResponse } from '../../messages.ts';
import { noteCommitted } from '../assignment.ts';
import { beginAtCommitted, shouldInitialize } from '../offsetFetcher.ts';
import { wakeBy } from '../state.ts';
import { ensureCoordinatorReady, markCoordinatorUnknown, sendToCoordinator } from './coordinatorLookup.ts';
import { DISCONNECTED, failureOf, generationIfStable } from './memberState.ts';
import type { ClassicRun, CommittedFetch, Failure } from './state.ts';

/** False: they are not there yet. It may throw. */
export function initWithCommittedOffsets(run: ClassicRun): boolean {
  const { classic, env, settings } = run;
  const partitions = run.partitions.values.filter(shouldInitialize).map(({ partition }) => partition);
  const generationId = generationIfStable(run)?.generationId ?? -1;
  let fetch = classic.committedFetch;
  // What was asked for other partitions, or in another generation, is not waited for any more.
  if (fetch !== null && (fetch.generationId !== generationId || !isSameList(fetch.partitions, partitions)))
    fetch = null;
  fetch ??= { partitions, generationId, correlationId: -1, pending: null, found: [], attempts: 0, retryAt: 0 };
  classic.committedFetch = fetch;
  if (fetch.pending?.type === 'failed') {
    const { failure } = fetch.pending;
    if (!failure.retriable) {
      classic.committedFetch = null;
      run.thrown = `${failure.error}: ${failure.message}`;
      return false;
    }
    const { retryBackoff, retryBackoffMax } = settings;
    const wait = exponentialBackoff(retryBackoff, retryBackoffMax, fetch.attempts, env, `committed ${env.now}`);
    fetch = { ...fetch, pending: null, attempts: fetch.attempts + 1, retryAt: env.now + wait };
    classic.committedFetch = fetch;
  }
  if (fetch.pending?.type === 'done') {
    classic.committedFetch = null;
    beginAtFound(run, fetch);
    return true;
  }
  if (fetch.pending !== null) return false;
  if (env.now < fetch.retryAt) {
    wakeBy(run, fetch.retryAt);
    return false;
  }
  if (ensureCoordinatorReady(run)) sendOffsetFetch(run, fetch);
  return false;
}

function sendOffsetFetch(run: ClassicRun, fetch: CommittedFetch): void {
  const { classic } = run;
  const correlationId = nextCorrelationId(run);
  classic.committedFetch = { ...fetch, correlationId, pending: { type: 'waiting' } };
  sendToCoordinator(run, {
    type: 'OffsetFetchRequest',
    groupId: classic.groupId,
    memberId: null,
    memberEpoch: -1,
    partitions: fetch.partitions,
    requireStable: true,
    correlationId,
  });
}

/** ConsumerUtils.refreshCommittedOffsets; a partition without one is left for the reset policy. */
function beginAtFound(run: ClassicRun, { found }: CommittedFetch): void {
  for (const { topicPartition, committedOffset, committedLeaderEpoch } of found) {
    if (committedOffset < 0) continue;
    noteCommitted(run, topicPartition, committedOffset);
    beginAtCommitted(run, topicPartition, committedOffset, committedLeaderEpoch);
  }
}

export function handleOffsetFetch(run: ClassicRun, response: OffsetFetchResponse): void {
  const fetch = run.classic.committedFetch;
  if (fetch === null || fetch.correlationId !== response.correlationId) return;
  const failure = failureIn(response);
  if (failure !== null) {
    fail(run, fetch, failure);
    const { errorCode } = response;
    if (errorCode === 'COORDINATOR_NOT_AVAILABLE' || errorCode === 'NOT_COORDINATOR')
      markCoordinatorUnknown(run, false);
    return;
  }
  run.classic.committedFetch = { ...fetch, pending: { type: 'done' }, found: response.partitions };
}

function failureIn({ errorCode, partitions }: OffsetFetchResponse): Failure | null {
  if (errorCode !== 'NONE') {
    const known = errorOf(errorCode).retriable || errorCode === 'GROUP_AUTHORIZATION_FAILED';
    return known
      ? failureOf(errorCode)
      : unexpected(`Unexpected error in fetch offset response: ${errorOf(errorCode).message}`);
  }
  for (const { topicPartition, errorCode: error } of partitions) {
    if (error === 'UNKNOWN_TOPIC_OR_PARTITION')
      return unexpected(`Topic or Partition ${topicPartition} does not exist`);
    if (error !== 'NONE') return failureOf(error);
  }
  return null;
}

function unexpected(message: string): Failure {
  return { error: 'KafkaException', message, retriable: false };
}

function fail(run: ClassicRun, fetch: CommittedFetch, failure: Failure): void {
  run.classic.committedFetch = { ...fetch, pending: { type: 'failed', failure } };
}

export function offsetFetchLost(run: ClassicRun, correlationId: number): void {
  const fetch = run.classic.committedFetch;
  if (fetch?.correlationId === correlationId) fail(run, fetch, DISCONNECTED);
}
