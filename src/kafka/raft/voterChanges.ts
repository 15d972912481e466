/**
 * Voters added and removed, one at a time, by the leader (KIP-853). A change is a record with the whole new set: it counts
 * from the moment it is in the log, and the one who asked hears of it when it is committed.
 *
 * Kafka: org.apache.kafka.raft.internals.AddVoterHandler, RemoveVoterHandler, AddVoterHandlerState,
 * RemoveVoterHandlerState; KIP-1186 (`ackWhenCommitted`).
 * *Simplified:* no UpdateRaftVoter, since no address and no supported version ever changes.
 */
import { type Micros, millis } from '../../base/time.ts';
import type { ErrorName } from '../errors.ts';
import type { KafkaEnv, KafkaOut, Voter } from '../kinds.ts';
import type {
  AddRaftVoterRequest,
  ApiVersionsRequest,
  ApiVersionsResponse,
  RaftAdminResponse,
  RemoveRaftVoterRequest,
} from '../messages.ts';
import { accumulateControl } from './batchAccumulator.ts';
import type { Handled } from './commonResponse.ts';
import { isReconfigSupported, lastVoterSet } from './controlRecords.ts';
import { isReplicaCaughtUp } from './leaderState.ts';
import { isReady, maybeSendRequest } from './requestManager.ts';
import { type Leader, localKey, type RaftState, withRole } from './state.ts';
import { describeKey, isVoterKey, keyOf, toVotersRecord, withoutVoter, withVoter } from './voterSet.ts';

/** Where an answer goes: on its own, or in the envelope of the broker that passed the request on. */
export interface ReplyTo {
  readonly connection: number;
  readonly correlationId: number;
  readonly envelopeId: number | undefined;
}

export interface AddVoterState {
  readonly voter: Voter;
  readonly ackWhenCommitted: boolean;
  /** Of the voters record; undefined until the new voter has answered. */
  readonly lastOffset: number | undefined;
  readonly expiresAt: Micros;
  /** Undefined once answered. */
  readonly replyTo: ReplyTo | undefined;
}

export interface RemoveVoterState {
  readonly lastOffset: number;
  readonly expiresAt: Micros;
  readonly replyTo: ReplyTo;
}

type ChangeType = 'AddRaftVoterResponse' | 'RemoveRaftVoterResponse';

export function sendAnswer(replyTo: ReplyTo, response: RaftAdminResponse, out: KafkaOut): void {
  const { connection, envelopeId } = replyTo;
  if (envelopeId === undefined) out.reply(connection, response);
  else {
    const envelope = { type: 'EnvelopeResponse', correlationId: envelopeId, errorCode: 'NONE' } as const;
    out.reply(connection, { ...envelope, responseData: response });
  }
}

function answer(
  replyTo: ReplyTo | undefined,
  type: ChangeType,
  errorCode: ErrorName,
  errorMessage: string | null,
  out: KafkaOut,
): void {
  if (replyTo === undefined) return;
  sendAnswer(replyTo, { type, correlationId: replyTo.correlationId, errorCode, errorMessage }, out);
}

// ---- what both ask first ---------------------------------------------------------------------------------------------

interface Refusal {
  readonly error: ErrorName;
  readonly message: string;
}

/** One change at a time, by a leader that has committed something of its epoch, and after the last one is committed. */
function refusalOf(state: RaftState, leader: Leader, doing: string): Refusal | readonly Voter[] {
  const timedOut = (message: string): Refusal => ({ error: 'REQUEST_TIMED_OUT', message });
  if (leader.addVoter !== undefined || leader.removeVoter !== undefined) {
    return timedOut('Request timed out waiting for leader to handle previous voter change request');
  }
  const { highWatermark } = state;
  if (highWatermark === undefined) {
    return timedOut('Request timed out waiting for leader to establish HWM and fence previous voter changes');
  }
  if (!isReconfigSupported(state)) {
    const message = `Cluster doesn't support ${doing} voter because the kraft.version feature is ${state.kraftVersion}`;
    return { error: 'UNSUPPORTED_VERSION', message };
  }
  const last = lastVoterSet(state);
  if (last === undefined || last.offset >= highWatermark) {
    const where = last === undefined ? 'no offset' : last.offset;
    return timedOut(
      `Request timed out waiting for voters to commit the latest voter change at ${where} with HWM ${highWatermark}`,
    );
  }
  return last.value;
}

function appendVoters(
  state: RaftState,
  leader: Leader,
  voters: readonly Voter[],
  now: Micros,
): { readonly leader: Leader; readonly offset: number } {
  const offset = leader.accumulator.nextOffset;
  const accumulator = accumulateControl(leader.accumulator, [toVotersRecord(voters)], state.epoch, now);
  return { leader: { ...leader, accumulator }, offset };
}

// ---- adding ----------------------------------------------------------------------------------------------------------

export function addVoter(
  state: RaftState,
  request: AddRaftVoterRequest,
  replyTo: ReplyTo,
  env: KafkaEnv,
  out: KafkaOut,
): RaftState {
  const leader = state.role as Leader;
  const refuse = (error: ErrorName, message: string): RaftState => {
    answer(replyTo, 'AddRaftVoterResponse', error, message, out);
    return state;
  };
  const voters = refusalOf(state, leader, 'adding');
  if (!Array.isArray(voters)) return refuse((voters as Refusal).error, (voters as Refusal).message);
  const voter: Voter = { id: request.voterId, host: request.endpoint, directoryId: request.voterDirectoryId };
  const name = describeKey(keyOf(voter));
  if (withVoter(voters, voter) === undefined) {
    const all = voters.map((known: Voter) => describeKey(keyOf(known))).join(', ');
    return refuse('DUPLICATE_VOTER', `The voter id for ${name} is already part of the set of voters ${all}.`);
  }
  if (!isReady(state, voter.id)) {
    return refuse('REQUEST_TIMED_OUT', `New voter ${name} is not ready to receive requests`);
  }
  const expiresAt = env.now + millis(state.config.requestTimeoutMs);
  const { ackWhenCommitted } = request;
  const pending: AddVoterState = { voter, ackWhenCommitted, lastOffset: undefined, expiresAt, replyTo };
  return maybeSendRequest(withRole(state, { ...leader, addVoter: pending }), voter.id, buildApiVersions, env, out);
}

function buildApiVersions(_state: RaftState, correlationId: number): ApiVersionsRequest {
  return { type: 'ApiVersionsRequest', correlationId };
}

/** The new voter lives, and has all that the leader has but for the last moment: the record can be written. */
export function handleApiVersionsResponse(
  state: RaftState,
  from: number,
  response: ApiVersionsResponse,
  env: KafkaEnv,
  out: KafkaOut,
): Handled {
  const { role } = state;
  if (role.name !== 'Leader') return { state, success: true };
  const pending = role.addVoter;
  if (pending === undefined || pending.voter.id !== from || pending.lastOffset !== undefined) {
    return { state, success: true };
  }
  const key = keyOf(pending.voter);
  const abort = (error: ErrorName, message: string): RaftState => abortAddVoter(state, error, message, out);
  const { minVersion, maxVersion } = response.supportedKRaftVersions;
  if (state.kraftVersion < minVersion || state.kraftVersion > maxVersion) {
    const range = `(min: ${minVersion}, max: ${maxVersion})`;
    const message = `Aborted add voter operation for ${describeKey(key)} since the kraft.version range ${range} doesn't support the finalized version ${state.kraftVersion}`;
    return { state: abort('INVALID_REQUEST', message), success: true };
  }
  if (!isReplicaCaughtUp(role, key, env.now)) {
    const message = `Aborted add voter operation for ${describeKey(key)} since it is lagging behind`;
    return { state: abort('REQUEST_TIMED_OUT', message), success: true };
  }
  const voters = withVoter(state.voters, pending.voter) as readonly Voter[];
  const { leader, offset } = appendVoters(state, role, voters, env.now);
  let { replyTo } = pending;
  if (!pending.ackWhenCommitted) {
    answer(replyTo, 'AddRaftVoterResponse', 'NONE', null, out);
    replyTo = undefined;
  }
  return {
    state: withRole(state, { ...leader, addVoter: { ...pending, lastOffset: offset, replyTo } }),
    success: true,
  };
}

/** The request to the new voter `to` was lost, or had no answer in time. */
export function apiVersionsFailed(state: RaftState, to: number, out: KafkaOut): RaftState {
  const { role } = state;
  if (role.name !== 'Leader' || role.addVoter?.voter.id !== to || role.addVoter.lastOffset !== undefined) return state;
  const message = 'Aborted add voter operation since API_VERSIONS returned an error BROKER_NOT_AVAILABLE';
  return abortAddVoter(state, 'REQUEST_TIMED_OUT', message, out);
}

function abortAddVoter(state: RaftState, error: ErrorName, message: string | null, out: KafkaOut): RaftState {
  const leader = state.role as Leader;
  answer(leader.addVoter?.replyTo, 'AddRaftVoterResponse', error, message, out);
  return withRole(state, { ...leader, addVoter: undefined });
}

// ---- removing --------------------------------------------------------------------------------------------------------

export function removeVoter(
  state: RaftState,
  request: RemoveRaftVoterRequest,
  replyTo: ReplyTo,
  env: KafkaEnv,
  out: KafkaOut,
): RaftState {
  const leader = state.role as Leader;
  const voters = refusalOf(state, leader, 'removing');
  const key = { id: request.voterId, directoryId: request.voterDirectoryId };
  const left = Array.isArray(voters) ? withoutVoter(voters, key) : undefined;
  if (left === undefined) {
    const all = state.voters.map((voter) => describeKey(keyOf(voter))).join(', ');
    const missing: Refusal = {
      error: 'VOTER_NOT_FOUND',
      message: `Cannot remove voter ${describeKey(key)} from the set of voters ${all}`,
    };
    const { error, message } = Array.isArray(voters) ? missing : (voters as Refusal);
    answer(replyTo, 'RemoveRaftVoterResponse', error, message, out);
    return state;
  }
  const { leader: next, offset } = appendVoters(state, leader, left, env.now);
  const expiresAt = env.now + millis(state.config.requestTimeoutMs);
  return withRole(state, { ...next, removeVoter: { lastOffset: offset, expiresAt, replyTo } });
}

// ---- the end of a change ---------------------------------------------------------------------------------------------

/** A leader that is not among the voters that are now committed has nothing more to do. */
export function voterChangesCommitted(state: RaftState, highWatermark: number, out: KafkaOut): RaftState {
  const leader = state.role as Leader;
  let next = leader;
  if (leader.addVoter?.lastOffset !== undefined && highWatermark > leader.addVoter.lastOffset) {
    answer(leader.addVoter.replyTo, 'AddRaftVoterResponse', 'NONE', null, out);
    next = { ...next, addVoter: undefined };
  }
  if (leader.removeVoter !== undefined && highWatermark > leader.removeVoter.lastOffset) {
    answer(leader.removeVoter.replyTo, 'RemoveRaftVoterResponse', 'NONE', null, out);
    next = { ...next, removeVoter: undefined, resignRequested: !isVoterKey(state.voters, localKey(state)) };
  }
  return next === leader ? state : withRole(state, next);
}

export function voterChangeDeadline({ addVoter: add, removeVoter: remove }: Leader): Micros | undefined {
  return add?.expiresAt ?? remove?.expiresAt;
}

/** Given up: what is in the log stays there, and may yet be committed. */
export function expireVoterChange(state: RaftState, now: Micros, out: KafkaOut): RaftState {
  const deadline = voterChangeDeadline(state.role as Leader);
  return deadline === undefined || deadline > now ? state : endVoterChange(state, 'REQUEST_TIMED_OUT', out);
}

export function endVoterChange(state: RaftState, error: ErrorName, out: KafkaOut): RaftState {
  const { role } = state;
  if (role.name !== 'Leader' || (role.addVoter === undefined && role.removeVoter === undefined)) return state;
  answer(role.addVoter?.replyTo, 'AddRaftVoterResponse', error, null, out);
  answer(role.removeVoter?.replyTo, 'RemoveRaftVoterResponse', error, null, out);
  return withRole(state, { ...role, addVoter: undefined, removeVoter: undefined });
}

/** Told by whichever leader commits the record, once in the run. */
export function tellVoterChanges(state: RaftState, from: number, to: number, out: KafkaOut): void {
  const { voterSets } = state.controlRecords;
  voterSets.forEach(({ offset, value }, place) => {
    const before = voterSets[place - 1]?.value;
    if (offset < from || offset >= to || before === undefined) return;
    const voters = value.map(({ id }) => id);
    const once = { chain: 'voters', place: offset, sure: offset >= (state.role as Leader).epochStartOffset };
    for (const voter of value) {
      if (!isVoterKey(before, keyOf(voter))) out.fact({ type: 'VoterAdded', id: voter.id, voters }, once);
    }
    for (const voter of before) {
      if (!isVoterKey(value, keyOf(voter))) out.fact({ type: 'VoterRemoved', id: voter.id, voters }, once);
    }
  });
}
