/**
 * Lookups of committed offsets, as a member with its epoch (org.apache.kafka.clients.consumer.internals.
 * CommitRequestManager: OffsetFetchRequestState, fetchOffsetsWithRetries).
 */
import { isSameList } from '../../../base/lists.ts';
import type { Micros } from '../../../base/time.ts';
import { type ErrorName, errorOf } from '../../errors.ts';
import type { OffsetFetchRequest, OffsetFetchResponse } from '../../messages.ts';
import type { TopicPartition } from '../../topicPartition.ts';
import * as coordinator from './coordinatorRequestManager.ts';
import * as delegate from './networkClientDelegate.ts';
import { canSendRequest, NEW_REQUEST, onFailedAttempt, onSendAttempt, remainingBackoff } from './requestState.ts';
import { type AsyncRun, changeCommits, nextId } from './run.ts';
import type { OffsetFetchState } from './state.ts';

/** The number of the lookup; the same for one that is on its way already. `partitions` are sorted. */
export function fetchOffsets(run: AsyncRun, partitions: readonly TopicPartition[], deadline: Micros): number {
  const { unsentFetches, inflightFetches } = run.async.commits;
  const same = [...unsentFetches, ...inflightFetches].find((other) => isSameList(other.partitions, partitions));
  if (same !== undefined) return same.id;
  const id = nextId(run);
  changeCommits(run, { unsentFetches: [...unsentFetches, { id, partitions, request: NEW_REQUEST, deadline }] });
  return id;
}

export function drain(run: AsyncRun): void {
  const { unsentFetches, inflightFetches, memberEpoch, memberId } = run.async.commits;
  const ready = unsentFetches.filter(({ request }) => canSendRequest(request, run.env.now));
  if (ready.length === 0) return;
  const sent = ready.map((fetch) => ({ ...fetch, request: onSendAttempt(fetch.request) }));
  changeCommits(run, {
    unsentFetches: unsentFetches.filter((fetch) => !ready.includes(fetch)),
    inflightFetches: [...inflightFetches, ...sent],
  });
  for (const fetch of sent) {
    const request: OffsetFetchRequest = {
      type: 'OffsetFetchRequest',
      correlationId: 0,
      groupId: run.settings.groupId ?? '',
      memberId: memberEpoch === null ? null : memberId,
      memberEpoch: memberEpoch ?? -1,
      partitions: fetch.partitions,
      requireStable: true,
    };
    delegate.add(run, run.async.coordinator.node?.host ?? null, request, { type: 'fetch offsets', fetch });
  }
}

export function onResponse(
  run: AsyncRun,
  fetch: OffsetFetchState,
  { errorCode, partitions }: OffsetFetchResponse,
): void {
  if (errorCode === 'NONE') {
    partitionsAnswered(run, fetch, partitions);
    return;
  }
  if (errorCode === 'NOT_COORDINATOR' || errorCode === 'COORDINATOR_NOT_AVAILABLE') coordinator.markUnknown(run);
  failed(run, fetch, errorCode);
}

function partitionsAnswered(
  run: AsyncRun,
  fetch: OffsetFetchState,
  partitions: OffsetFetchResponse['partitions'],
): void {
  const wrong = partitions
    .filter((partition) => partition.errorCode !== 'NONE')
    .map((partition) => partition.errorCode);
  const unexpected = wrong.find((error) => !OF_PARTITIONS.includes(error));
  if (unexpected !== undefined) {
    const words = `KafkaException: Unexpected error in fetch offset response: ${errorOf(unexpected).message}`;
    end(run, fetch, [], words);
  } else if (wrong.includes('TOPIC_AUTHORIZATION_FAILED')) failed(run, fetch, 'TOPIC_AUTHORIZATION_FAILED');
  else if (wrong.includes('UNSTABLE_OFFSET_COMMIT')) failed(run, fetch, 'UNSTABLE_OFFSET_COMMIT');
  else if (wrong.length === 0) end(run, fetch, partitions, null);
  else {
    const next = withFailure(run, fetch);
    const { now } = run.env;
    // What was found is better than nothing where there is no time for another try.
    if (next.deadline - now > remainingBackoff(next.request, now)) tryAgain(run, next);
    else end(run, fetch, partitions, null);
  }
}

const OF_PARTITIONS: readonly ErrorName[] = [
  'UNKNOWN_TOPIC_OR_PARTITION',
  'UNKNOWN_TOPIC_ID',
  'TOPIC_AUTHORIZATION_FAILED',
  'UNSTABLE_OFFSET_COMMIT',
];

export function onNoResponse(run: AsyncRun, fetch: OffsetFetchState, disconnected: boolean): void {
  if (disconnected) coordinator.markUnknown(run);
  failed(run, fetch, 'NETWORK_EXCEPTION');
}

function failed(run: AsyncRun, fetch: OffsetFetchState, error: ErrorName): void {
  const isStale = error === 'STALE_MEMBER_EPOCH' && run.async.commits.memberEpoch !== null;
  const { name, message, retriable } = errorOf(error);
  const next = withFailure(run, fetch);
  if (!retriable && !isStale) end(run, fetch, [], `${name}: ${message}`);
  else if (run.env.now >= next.deadline)
    end(run, fetch, [], 'TimeoutException: committed offsets could not be fetched in time');
  else tryAgain(run, next);
}

function withFailure(run: AsyncRun, fetch: OffsetFetchState): OffsetFetchState {
  const { client, env } = run;
  const owner = `fetch offsets ${fetch.id}`;
  return { ...fetch, request: onFailedAttempt(fetch.request, { settings: client.settings, env, owner }) };
}

function tryAgain(run: AsyncRun, fetch: OffsetFetchState): void {
  const { unsentFetches } = run.async.commits;
  changeCommits(run, { unsentFetches: [...unsentFetches, fetch], inflightFetches: othersInFlight(run, fetch) });
}

/** Its result waits for whoever asked. */
export function end(
  run: AsyncRun,
  fetch: OffsetFetchState,
  partitions: OffsetFetchResponse['partitions'],
  error: string | null,
): void {
  const offsets = partitions.filter(({ errorCode }) => errorCode === 'NONE');
  const found = [...run.async.commits.found, { id: fetch.id, offsets, error }];
  changeCommits(run, { inflightFetches: othersInFlight(run, fetch), found });
}

function othersInFlight({ async }: AsyncRun, { id }: OffsetFetchState): readonly OffsetFetchState[] {
  return async.commits.inflightFetches.filter((other) => other.id !== id);
}
