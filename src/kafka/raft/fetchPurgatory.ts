/**
 * Fetches that wait at the leader until there is something to tell, or until they have waited long enough.
 *
 * Kafka: org.apache.kafka.raft.internals.ThresholdPurgatory.
 */
import { type Micros, millis } from '../../base/time.ts';
import type { ErrorName } from '../errors.ts';
import type { KafkaOut } from '../kinds.ts';
import type { QuorumFetchRequest, QuorumFetchResponse } from '../messages.ts';
import type { MetadataEntry } from '../records.ts';
import { electedLeader } from './electionState.ts';
import type { Validated } from './metadataLog.ts';
import { draftOf, knownLeaderEndpoint, type ParkedFetch, type RaftState } from './state.ts';

const NONE: readonly ParkedFetch[] = [];
const NO_RECORDS: readonly MetadataEntry[] = [];

/** Every answer says where the leader is, so that the asker need not know the voters. */
export function leaderEndpointToTell(state: RaftState): string | null {
  const { name } = state.role;
  if (name === 'Leader' || name === 'Resigned') return state.endpoint;
  return knownLeaderEndpoint(state) ?? null;
}

export function buildFetchResponse(
  state: RaftState,
  request: QuorumFetchRequest,
  errorCode: ErrorName,
  records: readonly MetadataEntry[] = NO_RECORDS,
  validated?: Validated,
): QuorumFetchResponse {
  const diverging = validated?.kind === 'diverging' ? { epoch: validated.epoch, endOffset: validated.offset } : null;
  const snapshotId = validated?.kind === 'snapshot' ? { endOffset: validated.offset, epoch: validated.epoch } : null;
  return {
    type: 'QuorumFetchResponse',
    correlationId: request.correlationId,
    errorCode,
    leaderId: electedLeader(state) ?? -1,
    leaderEpoch: state.epoch,
    leaderEndpoint: leaderEndpointToTell(state),
    highWatermark: errorCode === 'NONE' ? (state.highWatermark ?? -1) : -1,
    logStartOffset: state.log.startOffset,
    divergingEpoch: diverging,
    snapshotId,
    records,
  };
}

export function park(
  state: RaftState,
  connection: number,
  request: QuorumFetchRequest,
  responseAtTimeout: QuorumFetchResponse,
  now: Micros,
): RaftState {
  const number = state.nextParkedNumber;
  const expiresAt = now + millis(request.maxWaitMs);
  const parked: ParkedFetch = { number, connection, request, responseAtTimeout, expiresAt };
  const next = draftOf(state);
  next.nextParkedNumber = number + 1;
  next.parkedFetches = [...state.parkedFetches, parked];
  return next;
}

/** Takes out the fetches that `isDue` names, for the caller to answer. */
export function takeParked(
  state: RaftState,
  isDue: (parked: ParkedFetch) => boolean,
): { readonly state: RaftState; readonly due: readonly ParkedFetch[] } {
  const due = state.parkedFetches.filter(isDue);
  if (due.length === 0) return { state, due: NONE };
  const rest = due.length === state.parkedFetches.length ? NONE : state.parkedFetches.filter((p) => !isDue(p));
  const next = draftOf(state);
  next.parkedFetches = rest;
  return { state: next, due };
}

/** Waited in vain: the answer is the one of the time it came. */
export function expireParked(state: RaftState, number: number, out: KafkaOut): RaftState {
  const { state: next, due } = takeParked(state, (parked) => parked.number === number);
  for (const { connection, responseAtTimeout } of due) out.reply(connection, responseAtTimeout);
  return next;
}

/** The node no longer leads: whoever waits here must look elsewhere. */
export function turnAwayParkedFetches(state: RaftState, out: KafkaOut): RaftState {
  const { state: next, due } = takeParked(state, () => true);
  for (const { connection, request } of due) {
    out.reply(connection, buildFetchResponse(next, request, 'NOT_LEADER_OR_FOLLOWER'));
  }
  return next;
}
