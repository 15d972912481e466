/**
 * The replica of the metadata log as the rest of the server sees it: events go in, entries and a leader come out.
 *
 * Kafka: org.apache.kafka.raft.KafkaRaftClient (KIP-595), one poll after each event.
 * *Simplified:* the cluster id is not checked; DescribeQuorum is not answered.
 */
import { assert, unreachable } from '../../base/assert.ts';
import { type Micros, millis } from '../../base/time.ts';
import type { Files } from '../../sim/protocol.ts';
import type { Arrived, Disconnected, KafkaEnv, KafkaOut, ServerSetup } from '../kinds.ts';
import type {
  BeginQuorumEpochRequest,
  BeginQuorumEpochResponse,
  EndQuorumEpochRequest,
  EndQuorumEpochResponse,
  KafkaMessage,
  QuorumFetchRequest,
  QuorumFetchResponse,
  VoteRequest,
  VoteResponse,
} from '../messages.ts';
import type { MetadataEntry, MetadataRecord } from '../records.ts';
import { accumulate } from './batchAccumulator.ts';
import { becomeProspective, becomeResigned, onBecomeCandidate } from './becoming.ts';
import type { Handled } from './commonResponse.ts';
import { electedLeader, QUORUM_STATE_FILE, type QuorumStateData } from './electionState.ts';
import { expireParked } from './fetchPurgatory.ts';
import { handleFetchResponse, maybeSendFetchToAnyBootstrap } from './followerFetch.ts';
import { handleFetchRequest } from './leaderFetch.ts';
import * as metadataLog from './metadataLog.ts';
import { EMPTY_LOG, LOG_FILE, METADATA_DIRECTORY, type MetadataLog } from './metadataLog.ts';
import { poll } from './poll.ts';
import {
  handleBeginQuorumEpochRequest,
  handleBeginQuorumEpochResponse,
  handleEndQuorumEpochRequest,
  handleEndQuorumEpochResponse,
} from './quorumEpoch.ts';
import { initializeQuorum } from './quorumState.ts';
import { connectionTo, isResponseExpected, onResponseResult, RAFT_LANE, resetConnection } from './requestManager.ts';
import { isShuttingDown, type RaftConfig, type RaftState, type RaftTimer } from './state.ts';
import { syncTimers } from './timers.ts';
import { handleVoteRequest, handleVoteResponse } from './vote.ts';

/** KafkaRaftClientDriver waits this long for a graceful shutdown. */
const SHUTDOWN_TIMEOUT: Micros = millis(5000);

export type RaftRequest = VoteRequest | BeginQuorumEpochRequest | EndQuorumEpochRequest | QuorumFetchRequest;
export type RaftResponse = VoteResponse | BeginQuorumEpochResponse | EndQuorumEpochResponse | QuorumFetchResponse;
export type RaftMessage = RaftRequest | RaftResponse;

export function isRaftMessage(message: KafkaMessage): message is RaftMessage {
  switch (message.type) {
    case 'VoteRequest':
    case 'VoteResponse':
    case 'BeginQuorumEpochRequest':
    case 'BeginQuorumEpochResponse':
    case 'EndQuorumEpochRequest':
    case 'EndQuorumEpochResponse':
    case 'QuorumFetchRequest':
    case 'QuorumFetchResponse':
      return true;
    default:
      return false;
  }
}

// ---- events ----------------------------------------------------------------------------------------------------------

export function bootRaft(setup: ServerSetup, files: Files, env: KafkaEnv, out: KafkaOut): RaftState {
  const directory = files[METADATA_DIRECTORY];
  const log = (directory?.[LOG_FILE] as MetadataLog | undefined) ?? EMPTY_LOG;
  const stored = directory?.[QUORUM_STATE_FILE] as QuorumStateData | undefined;
  const initial = initializeQuorum(newState(setup, log, env), stored, env, out);
  const { role } = initial;
  const isOnlyVoter = initial.isVoter && initial.voters.length === 1;
  let started = initial;
  if (role.name === 'Candidate') started = onBecomeCandidate(initial, env, out);
  else if (isOnlyVoter) started = becomeProspective(initial, env, out);
  return settle(undefined, started, env, out);
}

function newState(setup: ServerSetup, log: MetadataLog, env: KafkaEnv): RaftState {
  return {
    nodeId: setup.nodeId,
    directoryId: null,
    voters: setup.voters,
    isVoter: setup.voters.some(({ id }) => id === setup.nodeId),
    canBecomeVoter: setup.roles.controller,
    config: raftConfig(setup),
    bootedAt: env.now,
    epoch: 0,
    role: { name: 'Unattached', leaderId: undefined, votedKey: undefined, electionTimeoutAt: undefined },
    highWatermark: undefined,
    logHighWatermark: log.startOffset,
    log,
    connections: [],
    nextCorrelationId: 0,
    parkedFetches: [],
    nextParkedNumber: 0,
    timeoutsDrawn: 0,
    shutdownBy: undefined,
    fault: undefined,
  };
}

function raftConfig({ config }: ServerSetup): RaftConfig {
  const millisOf = (name: string): number => {
    const value = config[`controller.quorum.${name}.ms`];
    assert(typeof value === 'number', `controller.quorum.${name}.ms is not set`);
    return value;
  };
  return {
    electionTimeoutMs: millisOf('election.timeout'),
    fetchTimeoutMs: millisOf('fetch.timeout'),
    electionBackoffMaxMs: millisOf('election.backoff.max'),
    requestTimeoutMs: millisOf('request.timeout'),
    retryBackoffMs: millisOf('retry.backoff'),
    appendLingerMs: millisOf('append.linger'),
  };
}

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
    default:
      return responseArrived(state, arrival.from, message, env, out);
  }
}

function responseArrived(
  state: RaftState,
  host: string,
  response: RaftResponse,
  env: KafkaEnv,
  out: KafkaOut,
): RaftState {
  const from = voterAt(state, host);
  const { correlationId } = response;
  if (from === undefined || !isResponseExpected(state, from, correlationId)) return state;
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
    default:
      return unreachable(response);
  }
}

function voterAt(state: RaftState, host: string): number | undefined {
  for (const voter of state.voters) if (voter.host === host) return voter.id;
  return undefined;
}

/** A request without an answer is an answer: BROKER_NOT_AVAILABLE (KafkaNetworkChannel). */
export function handleRaftDisconnected(state: RaftState, event: Disconnected, env: KafkaEnv, out: KafkaOut): RaftState {
  const id = event.client ? voterAt(state, event.from) : undefined;
  const open = id === undefined ? undefined : connectionTo(state, id);
  if (open?.state !== 'AWAITING_RESPONSE') return state;
  return settle(state, onResponseResult(state, open.id, open.correlationId, false, env), env, out);
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
      return settle(state, state, env, out);
    default:
      return unreachable(timer);
  }
}

/** The client gives up the connection; a follower that waited for its leader asks any other voter first. */
function requestTimedOut(state: RaftState, to: number, env: KafkaEnv, out: KafkaOut): RaftState {
  const voter = state.voters.find(({ id }) => id === to);
  if (voter === undefined || connectionTo(state, to)?.state !== 'AWAITING_RESPONSE') return state;
  out.close(voter.host, RAFT_LANE);
  const next = resetConnection(state, to);
  const { role } = next;
  if (role.name !== 'Follower' || role.leaderId !== to) return next;
  const fetchTimedOut = next.isVoter && role.fetchTimeoutAt <= env.now;
  return fetchTimedOut ? next : maybeSendFetchToAnyBootstrap(next, env, out);
}

/** What every event ends with: the poll, the timers, and the end of the process if it cannot go on. */
function settle(before: RaftState | undefined, changed: RaftState, env: KafkaEnv, out: KafkaOut): RaftState {
  const after = changed.fault === undefined ? poll(changed, env, out) : changed;
  if (after.fault !== undefined) {
    out.fact({ type: 'ProcessExited', node: env.self, clean: false, reason: after.fault });
    out.exit(false);
    return after;
  }
  if (after !== before) syncTimers(before, after, env, out);
  return after;
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
