/**
 * The leader's announcements: BeginQuorumEpoch to voters that do not fetch, EndQuorumEpoch when it resigns, so that the
 * voters need not wait for a timeout.
 *
 * Kafka: KafkaRaftClient.handleBeginQuorumEpoch*, handleEndQuorumEpoch*, endEpochElectionBackoff.
 */
import { millis } from '../../base/time.ts';
import type { ErrorName } from '../errors.ts';
import type { KafkaEnv, KafkaOut } from '../kinds.ts';
import type {
  BeginQuorumEpochRequest,
  BeginQuorumEpochResponse,
  EndQuorumEpochRequest,
  EndQuorumEpochResponse,
} from '../messages.ts';
import {
  endpointOfLeader,
  type Handled,
  isForThisReplica,
  maybeHandleCommonResponse,
  maybeTransition,
  validateVoterOnlyRequest,
} from './commonResponse.ts';
import { electedLeader } from './electionState.ts';
import { leaderEndpointToTell } from './fetchPurgatory.ts';
import { acknowledgeLeader } from './leaderState.ts';
import type { RaftState, Resigned } from './state.ts';
import { voterWithId } from './voterSet.ts';

export function buildBeginQuorumEpochRequest(
  state: RaftState,
  voterId: number,
  correlationId: number,
): BeginQuorumEpochRequest {
  const { nodeId: leaderId, epoch: leaderEpoch, endpoint: leaderEndpoint } = state;
  const voterDirectoryId = voterWithId(state.voters, voterId)?.directoryId ?? null;
  const leader = { leaderId, leaderEpoch, leaderEndpoint };
  return { type: 'BeginQuorumEpochRequest', correlationId, voterId, voterDirectoryId, ...leader };
}

export function handleBeginQuorumEpochRequest(
  state: RaftState,
  connection: number,
  request: BeginQuorumEpochRequest,
  env: KafkaEnv,
  out: KafkaOut,
): RaftState {
  const { leaderId, leaderEpoch } = request;
  const error = validateVoterOnlyRequest(state, leaderId, leaderEpoch);
  const endpoint = endpointOfLeader(state, leaderId, request.leaderEndpoint);
  const next = error === undefined ? maybeTransition(state, leaderId, leaderEpoch, endpoint, env, out) : state;
  if (next.fault !== undefined) return next;
  const errorCode: ErrorName = error ?? (isForThisReplica(state, request) ? 'NONE' : 'INVALID_VOTER_KEY');
  const response: BeginQuorumEpochResponse = {
    type: 'BeginQuorumEpochResponse',
    correlationId: request.correlationId,
    errorCode,
    leaderId: electedLeader(next) ?? -1,
    leaderEpoch: next.epoch,
    leaderEndpoint: leaderEndpointToTell(next),
  };
  out.reply(connection, response);
  return next;
}

export function handleBeginQuorumEpochResponse(
  state: RaftState,
  from: number,
  response: BeginQuorumEpochResponse,
  env: KafkaEnv,
  out: KafkaOut,
): Handled {
  const common = maybeHandleCommonResponse(state, response, env, out);
  if (common.success !== undefined) return { state: common.state, success: common.success };
  const current = common.state;
  if (response.errorCode !== 'NONE') return { state: current, success: false };
  if (current.role.name !== 'Leader') return { state: current, success: true };
  return { state: { ...current, role: acknowledgeLeader(current.role, from) }, success: true };
}

export function buildEndQuorumEpochRequest(state: RaftState, correlationId: number): EndQuorumEpochRequest {
  const { preferredSuccessors } = state.role as Resigned;
  const { nodeId: leaderId, epoch: leaderEpoch, endpoint: leaderEndpoint } = state;
  return { type: 'EndQuorumEpochRequest', correlationId, leaderId, leaderEpoch, leaderEndpoint, preferredSuccessors };
}

export function handleEndQuorumEpochRequest(
  state: RaftState,
  connection: number,
  request: EndQuorumEpochRequest,
  env: KafkaEnv,
  out: KafkaOut,
): RaftState {
  const { leaderId, leaderEpoch } = request;
  const error = validateVoterOnlyRequest(state, leaderId, leaderEpoch);
  let next = state;
  if (error === undefined) {
    const endpoint = endpointOfLeader(state, leaderId, request.leaderEndpoint);
    next = maybeTransition(state, leaderId, leaderEpoch, endpoint, env, out);
    if (next.fault !== undefined) return next;
    if (next.role.name === 'Follower' && next.role.leaderId === leaderId) {
      const { preferredSuccessors } = request;
      const backoffMs = endEpochElectionBackoffMs(preferredSuccessors, next.nodeId, next.config.electionBackoffMaxMs);
      next = { ...next, role: { ...next.role, fetchTimeoutAt: env.now + millis(backoffMs) } };
    }
  }
  const response: EndQuorumEpochResponse = {
    type: 'EndQuorumEpochResponse',
    correlationId: request.correlationId,
    errorCode: error ?? 'NONE',
    leaderId: electedLeader(next) ?? -1,
    leaderEpoch: next.epoch,
    leaderEndpoint: leaderEndpointToTell(next),
  };
  out.reply(connection, response);
  return next;
}

/**
 * The first successor stands at once, the others exponentially later, so that the most up-to-date voter is likely to win.
 * A voter that is not on the list waits longest; with an empty list, as a restarted leader sends it, nobody waits.
 */
export function endEpochElectionBackoffMs(successors: readonly number[], localId: number, maxMs: number): number {
  const place = successors.indexOf(localId);
  const position = place < 0 ? successors.length : place;
  if (position === 0) return 0;
  if (position >= successors.length) return maxMs;
  const baseMs = maxMs >> (successors.length - 1);
  return Math.min(maxMs, baseMs << (position - 1));
}

export function handleEndQuorumEpochResponse(
  state: RaftState,
  from: number,
  response: EndQuorumEpochResponse,
  env: KafkaEnv,
  out: KafkaOut,
): Handled {
  const common = maybeHandleCommonResponse(state, response, env, out);
  if (common.success !== undefined) return { state: common.state, success: common.success };
  const current = common.state;
  if (response.errorCode !== 'NONE') return { state: current, success: false };
  const { role } = current;
  if (role.name !== 'Resigned')
    return { state: { ...current, fault: 'an EndQuorumEpoch answer came to no resigned leader' }, success: true };
  const unackedVoters = role.unackedVoters.filter((id) => id !== from);
  return { state: { ...current, role: { ...role, unackedVoters } }, success: true };
}
