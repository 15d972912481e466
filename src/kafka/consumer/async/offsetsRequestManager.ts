/**
 * Positions for a poll, found behind its back: committed offsets first, then what auto.offset.reset says; a poll is
 * through when all partitions have one (org.apache.kafka.clients.consumer.internals.OffsetsRequestManager).
 */
import { isSameList } from '../../../base/lists.ts';
import { get } from '../../../base/table.ts';
import type { Micros } from '../../../base/time.ts';
import { knownLeader } from '../knownLeader.ts';
import * as offsetFetcher from '../offsetFetcher.ts';
import { setPartition } from '../state.ts';
import { isBackingOff, type PartitionState, requestReset } from '../subscriptionState.ts';
import * as offsetFetches from './offsetFetchRequests.ts';
import { type AsyncRun, changeAsync, changeCommits } from './run.ts';
import type { PositionUpdates } from './state.ts';
import * as subscriptions from './subscriptions.ts';

function change(run: AsyncRun, update: Partial<PositionUpdates>): void {
  changeAsync(run, { positions: { ...run.async.positions, ...update } });
}

/** OffsetsRequestManager.updateFetchPositions, for the AsyncPollEvent with this number. */
export function updateFetchPositions(run: AsyncRun, poll: number, deadline: Micros): void {
  offsetFetcher.validatePositionsOnMetadataChange(run);
  change(run, { waiting: [...run.async.positions.waiting, poll], deadline });
}

/** Goes on with them. Answers the polls that are through. */
export function goOn(run: AsyncRun): readonly number[] {
  refresh(run);
  const { waiting } = run.async.positions;
  if (waiting.length === 0) return waiting;
  if (run.unsettled > 0 && (!offsetFetcher.updateFetchPositions(run) || areLookupsPending(run))) return [];
  change(run, { waiting: [] });
  return waiting;
}

/** Committed offsets have been looked up, or could not be. */
function refresh(run: AsyncRun): void {
  const { found } = run.async.commits;
  if (found.length === 0) return;
  changeCommits(run, { found: [] });
  for (const { id, offsets, error } of found) {
    if (run.async.positions.pendingFetch?.id === id) change(run, { pendingFetch: null });
    if (error !== null) {
      change(run, { cachedError: error });
      continue;
    }
    for (const { topicPartition, committedOffset, committedLeaderEpoch } of offsets) {
      const state = get(run.partitions, topicPartition);
      // It may have been given a position by seek(), or be gone.
      if (state === undefined || !offsetFetcher.shouldInitialize(state)) continue;
      if (committedOffset >= 0) {
        offsetFetcher.beginAtCommitted(run, topicPartition, committedOffset, committedLeaderEpoch);
      } else resetUncommitted(run, state);
    }
  }
}

function resetUncommitted(run: AsyncRun, state: PartitionState): void {
  if (run.settings.resetStrategy.type !== 'none') setPartition(run, requestReset(state, 'no position'));
  else {
    const words = `Undefined offset with no reset policy for partitions: [${state.partition}]`;
    run.thrown = `NoOffsetForPartitionException: ${words}`;
  }
}

/** False: they are not there yet. */
export function initWithCommittedOffsets(run: AsyncRun): boolean {
  const partitions = subscriptions.initializingPartitions(run);
  if (partitions.length === 0) return true;
  const { pendingFetch, deadline } = run.async.positions;
  if (pendingFetch !== null && isSameList(pendingFetch.partitions, partitions)) return false;
  // However short the poll is: one that follows goes on waiting for the same.
  const until = Math.max(deadline, run.env.now + run.settings.defaultApiTimeout);
  change(run, { pendingFetch: { id: offsetFetches.fetchOffsets(run, partitions, until), partitions } });
  return false;
}

/** Leaders have been asked, or will be as soon as they can be connected to. */
function areLookupsPending(run: AsyncRun): boolean {
  const { client, partitions, env } = run;
  for (const { inFlight } of client.connections.values) {
    for (const { request } of inFlight) if (request.type === 'ListOffsetsRequest') return true;
  }
  for (const state of partitions.values) {
    if (state.fetchState !== 'AWAIT_RESET' || isBackingOff(state, env.now)) continue;
    const host = knownLeader(run, state.partition).leader?.host;
    if (host !== undefined && get(client.connections, host)?.state === 'CONNECTING') return true;
  }
  return false;
}
