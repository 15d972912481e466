/**
 * The replica of the metadata log as the rest of the server sees it: events go in, entries and a leader come out.
 *
 * Kafka: org.apache.kafka.raft.KafkaRaftClient (KIP-595), one poll after each event.
 * *Simplified:* the cluster id is not checked.
 */
import { assert, unreachable } from '../../base/assert.ts';
import { type Micros, millis } from '../../base/time.ts';
import type { Arrived, Disconnected, KafkaEnv, KafkaOut } from '../kinds.ts';
import type { ApiVersionsRequest, ApiVersionsResponse, RaftAdminRequest } from '../messages.ts';
import type { MetadataEntry, MetadataRecord } from '../records.ts';
import { accumulate } from './batchAccumulator.ts';
import { becomeResigned } from './becoming.ts';
import type { Handled } from './commonResponse.ts';
import { electedLeader } from './electionState.ts';
import { expireParked, leaderEndpointToTell } from './fetchPurgatory.ts';
import { handleFetchSnapshotRequest, handleFetchSnapshotResponse } from './fetchSnapshot.ts';
import { handleFetchResponse, maybeSendFetchToAnyBootstrap } from './followerFetch.ts';
import { handleFetchRequest } from './leaderFetch.ts';
import * as metadataLog from './metadataLog.ts';
import {
  handleBeginQuorumEpochRequest,
  handleBeginQuorumEpochResponse,
  handleEndQuorumEpochRequest,
  handleEndQuorumEpochResponse,
} from './quorumEpoch.ts';
import { handleAdminRequest, handleVoterChangeResponse } from './raftAdmin.ts';
import { isRaftMessage, type RaftResponse } from './raftMessages.ts';
import { awaitedFrom, connectionTo, onResponseResult, RAFT_LANE, resetConnection } from './requestManager.ts';
import { settle } from './settle.ts';
import { maybeClean } from './snapshots.ts';
import { isShuttingDown, type RaftState, type RaftTimer } from './state.ts';
import { rearmCleaning } from './timers.ts';
import { handleVoteRequest, handleVoteResponse } from './vote.ts';
import { apiVersionsFailed, handleApiVersionsResponse } from './voterChanges.ts';

export { bootRaft } from './bootRaft.ts';
export { createSnapshot, snapshotToLoad } from './listener.ts';
export { isRaftAdminRequest } from './raftAdmin.ts';
export { isRaftMessage } from './raftMessages.ts';
export { RAFT_LANE } from './requestManager.ts';

/** KafkaRaftClientDriver waits this long for a graceful shutdown. */
const SHUTDOWN_TIMEOUT: Micros = millis(5000);

// ---- events ----------------------------------------------------------------------------------------------------------

export function handleRaftArrival(state: RaftState, arrival: Arrived, env: KafkaEnv, out: KafkaOut): RaftState {
  const { message, connection } = arrival;
  assert(isRaftMessage(message), `${message.type} is not for the quorum`);
  switch (message.type) {
    case 'VoteRequest':
      return settle(state, handleVoteRequest(state, connection, message, env, out), env, out);
    case 'BeginQuorumEpochRequest':
      return settle(state, handleBeginQuorumEpochRequest(state, connection, message, env, out), env, out);
    case 'EndQuorumEpochRequest':
      return settle(state, handleEndQuorumEpochRequest(state, connection, message, env, out), env, out);
    case 'QuorumFetchRequest':
      return settle(state, handleFetchRequest(state, connection, message, env, out), env, out);
    case 'FetchSnapshotRequest':
      return settle(state, handleFetchSnapshotRequest(state, connection, message, env, out), env, out);
    case 'ApiVersionsRequest':
      out.reply(connection, apiVersions(message));
      return state;
    case 'AddRaftVoterRequest':
    case 'RemoveRaftVoterRequest':
    case 'DescribeQuorumRequest':
      return handleRaftAdmin(state, connection, message, undefined, env, out);
    default:
      return responseArrived(state, arrival.from, message, env, out);
  }
}

/** This release speaks kraft.version 0 and 1. */
function apiVersions({ correlationId }: ApiVersionsRequest): ApiVersionsResponse {
  const supportedKRaftVersions = { minVersion: 0, maxVersion: 1 };
  return { type: 'ApiVersionsResponse', correlationId, errorCode: 'NONE', supportedKRaftVersions };
}

/** `envelopeId`: a broker passed the request on, and its answer goes back in an envelope of that number. */
export function handleRaftAdmin(
  state: RaftState,
  connection: number,
  request: RaftAdminRequest,
  envelopeId: number | undefined,
  env: KafkaEnv,
  out: KafkaOut,
): RaftState {
  const replyTo = { connection, correlationId: request.correlationId, envelopeId };
  return settle(state, handleAdminRequest(state, request, replyTo, env, out), env, out);
}

function responseArrived(
  state: RaftState,
  host: string,
  response: RaftResponse,
  env: KafkaEnv,
  out: KafkaOut,
): RaftState {
  const { correlationId } = response;
  const from = awaitedFrom(state, host, correlationId)?.id;
  if (from === undefined) return state;
  const handled = handleResponse(state, from, response, env, out);
  const next = onResponseResult(handled.state, from, correlationId, handled.success, env);
  return settle(state, next, env, out);
}

function handleResponse(state: RaftState, from: number, response: RaftResponse, env: KafkaEnv, out: KafkaOut): Handled {
  switch (response.type) {
    case 'VoteResponse':
      return handleVoteResponse(state, from, response, env, out);
    case 'BeginQuorumEpochResponse':
      return handleBeginQuorumEpochResponse(state, from, response, env, out);
    case 'EndQuorumEpochResponse':
      return handleEndQuorumEpochResponse(state, from, response, env, out);
    case 'QuorumFetchResponse':
      return handleFetchResponse(state, response, env, out);
    case 'FetchSnapshotResponse':
      return handleFetchSnapshotResponse(state, response, env, out);
    case 'ApiVersionsResponse':
      return handleApiVersionsResponse(state, from, response, env, out);
    case 'AddRaftVoterResponse':
    case 'RemoveRaftVoterResponse':
      return handleVoterChangeResponse(state, response, env);
    case 'DescribeQuorumResponse':
      return { state, success: true };
    default:
      return unreachable(response);
  }
}

/** A request without an answer is an answer: BROKER_NOT_AVAILABLE (KafkaNetworkChannel). */
export function handleRaftDisconnected(state: RaftState, event: Disconnected, env: KafkaEnv, out: KafkaOut): RaftState {
  if (!event.client) return state;
  let next = state;
  for (const { id, host, correlationId, state: known } of state.connections) {
    if (host !== event.from || known !== 'AWAITING_RESPONSE') continue;
    next = apiVersionsFailed(onResponseResult(next, id, correlationId, false, env), id, out);
  }
  return next === state ? state : settle(state, next, env, out);
}

export function handleRaftTimer(state: RaftState, timer: RaftTimer, env: KafkaEnv, out: KafkaOut): RaftState {
  switch (timer.type) {
    case 'request-timeout':
      return settle(state, requestTimedOut(state, timer.to, env, out), env, out);
    case 'retry-backoff':
      return settle(state, resetConnection(state, timer.to), env, out);
    case 'fetch-max-wait':
      return settle(state, expireParked(state, timer.number, out), env, out);
    case 'election-timeout':
    case 'fetch-timeout':
    case 'check-quorum':
    case 'begin-quorum-epoch':
    case 'append-linger':
    case 'shutdown-timeout':
    case 'update-voter-set':
    case 'voter-change-timeout':
      return settle(state, state, env, out);
    case 'clean-log':
      return settle(state, clean(state, env, out), env, out);
    default:
      return unreachable(timer);
  }
}

function clean(state: RaftState, env: KafkaEnv, out: KafkaOut): RaftState {
  const log = maybeClean(state, env.now, out);
  if (log === state.log) {
    rearmCleaning(out);
    return state;
  }
  out.fact({ type: 'QuorumLogStartAdvanced', id: state.nodeId, startOffset: log.startOffset });
  return { ...state, log };
}

/** The client gives up the connection; a follower that waited for its leader asks any other voter first. */
function requestTimedOut(state: RaftState, to: number, env: KafkaEnv, out: KafkaOut): RaftState {
  const connection = connectionTo(state, to);
  if (connection?.state !== 'AWAITING_RESPONSE') return state;
  out.close(connection.host, RAFT_LANE);
  const next = apiVersionsFailed(resetConnection(state, to), to, out);
  const { role } = next;
  if (role.name !== 'Follower' || role.leaderId !== to) return next;
  const fetchTimedOut = next.isVoter && role.fetchTimeoutAt <= env.now;
  return fetchTimedOut ? next : maybeSendFetchToAnyBootstrap(next, env, out);
}

// ---- what the controller asks ----------------------------------------------------------------------------------------

/** Records get the next offsets, in order, and are in the log once they have lingered. Leader only. */
export function appendToQuorum(
  state: RaftState,
  records: readonly MetadataRecord[],
  env: KafkaEnv,
  out: KafkaOut,
): RaftState {
  const { role } = state;
  assert(role.name === 'Leader', `${role.name} cannot append to the metadata log`);
  if (records.length === 0) return state;
  const lingerMs = state.config.appendLingerMs;
  const accumulator = accumulate(role.accumulator, records, state.epoch, lingerMs, env.now);
  return settle(state, { ...state, role: { ...role, accumulator } }, env, out);
}

/** Gives the leadership up, as an active controller does that met an error of its own. */
export function resign(state: RaftState, env: KafkaEnv, out: KafkaOut): RaftState {
  return state.role.name === 'Leader' ? settle(state, becomeResigned(state, env, out), env, out) : state;
}

/**
 * A leader resigns and tells the voters; a follower stops fetching and stands for no election. The process should live on
 * until `isRaftShutdownComplete`: the successor may need this node's vote.
 */
export function shutdownRaft(state: RaftState, env: KafkaEnv, out: KafkaOut): RaftState {
  if (isShuttingDown(state)) return state;
  return settle(state, { ...state, shutdownBy: env.now + SHUTDOWN_TIMEOUT }, env, out);
}

/** The process may end: nobody needs it to elect another leader, or it has waited long enough. */
export function isRaftShutdownComplete(state: RaftState, now: Micros): boolean {
  if (state.shutdownBy === undefined) return false;
  if (!state.isVoter || state.voters.length === 1 || state.shutdownBy <= now) return true;
  const leaderId = electedLeader(state);
  return leaderId !== undefined && leaderId !== state.nodeId;
}

// ---- looking ---------------------------------------------------------------------------------------------------------

export function isQuorumLeader(state: RaftState): boolean {
  return state.role.name === 'Leader';
}

/** A leader that resigned is nobody's leader. */
export function leaderAndEpoch(state: RaftState): { readonly leaderId: number | undefined; readonly epoch: number } {
  const leaderId = state.role.name === 'Resigned' ? undefined : electedLeader(state);
  return { leaderId, epoch: state.epoch };
}

export function leaderHost(state: RaftState): string | undefined {
  return leaderEndpointToTell(state) ?? undefined;
}

/** The listener hears of its own leadership once it has seen everything committed before it (maybeFireLeaderChange). */
export function leaderReady(state: RaftState): boolean {
  if (state.role.name !== 'Leader') return false;
  return state.highWatermark !== undefined && state.highWatermark > state.role.epochStartOffset;
}

/** The offset the next record gets: on the leader, after what still lingers. */
export function logEndOffset(state: RaftState): number {
  return state.role.name === 'Leader' ? state.role.accumulator.nextOffset : metadataLog.endOffset(state.log);
}

/** Entries from `from` up to but not including `to`. */
export function entriesBetween(state: RaftState, from: number, to: number): readonly MetadataEntry[] {
  return metadataLog.readEntries(state.log, from, to);
}
