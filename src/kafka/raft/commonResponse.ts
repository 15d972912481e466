/**
 * What every request and response of the quorum carries, and what learning it does: epochs only rise, and an epoch has one
 * leader.
 *
 * Kafka: KafkaRaftClient.maybeHandleCommonResponse, maybeTransition, hasConsistentLeader, validateVoterOnlyRequest,
 * validateLeaderOnlyRequest.
 */
import type { ErrorName } from '../errors.ts';
import type { KafkaEnv, KafkaOut } from '../kinds.ts';
import { becomeFollower, becomeUnattached } from './becoming.ts';
import { electedLeader } from './electionState.ts';
import { isShuttingDown, knownLeaderEndpoint, type RaftState } from './state.ts';
import { voterWithId } from './voterSet.ts';

/** `success` makes the voter that answered ready for the next request; else it is left alone for a while. */
export interface Handled {
  readonly state: RaftState;
  readonly success: boolean;
}

/** `success` undefined: the API's own handler must look at the response. */
interface MaybeHandled {
  readonly state: RaftState;
  readonly success: boolean | undefined;
}

interface CommonResponse {
  readonly errorCode: ErrorName;
  readonly leaderId: number;
  readonly leaderEpoch: number;
  readonly leaderEndpoint: string | null;
}

/** As the message says, else as the voters say. A leader that nobody can say where to find is not followed. */
export function endpointOfLeader(
  state: RaftState,
  leaderId: number | undefined,
  told: string | null,
): string | undefined {
  if (leaderId === undefined) return undefined;
  return told ?? voterWithId(state.voters, leaderId)?.host;
}

export function maybeHandleCommonResponse(
  state: RaftState,
  response: CommonResponse,
  env: KafkaEnv,
  out: KafkaOut,
): MaybeHandled {
  const { errorCode, leaderEpoch } = response;
  const leaderId = response.leaderId < 0 ? undefined : response.leaderId;
  const endpoint = endpointOfLeader(state, leaderId, response.leaderEndpoint);
  if (leaderEpoch < state.epoch || errorCode === 'UNKNOWN_LEADER_EPOCH') return { state, success: true };
  if (leaderEpoch > state.epoch || errorCode === 'FENCED_LEADER_EPOCH' || errorCode === 'NOT_LEADER_OR_FOLLOWER') {
    return { state: maybeTransition(state, leaderId, leaderEpoch, endpoint, env, out), success: true };
  }
  if (leaderId !== undefined && endpoint !== undefined && canFollow(state)) {
    if (leaderId === state.nodeId) return { state: inconsistent(state, leaderId, leaderEpoch), success: true };
    // An observer finds the leader and its first entries in one answer.
    const next = becomeFollower(state, leaderEpoch, leaderId, endpoint, env, out);
    return { state: next, success: errorCode === 'NONE' ? undefined : true };
  }
  switch (errorCode) {
    case 'BROKER_NOT_AVAILABLE':
      return { state, success: false };
    case 'INVALID_VOTER_KEY':
      return { state, success: true };
    case 'INVALID_REQUEST':
      return { state: { ...state, fault: 'a voter answered INVALID_REQUEST' }, success: true };
    default:
      return { state, success: undefined };
  }
}

export function maybeTransition(
  state: RaftState,
  leaderId: number | undefined,
  epoch: number,
  endpoint: string | undefined,
  env: KafkaEnv,
  out: KafkaOut,
): RaftState {
  if (!hasConsistentLeader(state, epoch, leaderId)) return inconsistent(state, leaderId, epoch);
  if (epoch > state.epoch) {
    return leaderId === undefined || endpoint === undefined
      ? becomeUnattached(state, epoch, undefined, env, out)
      : becomeFollower(state, epoch, leaderId, endpoint, env, out);
  }
  if (leaderId !== undefined && endpoint !== undefined && canFollow(state)) {
    return becomeFollower(state, epoch, leaderId, endpoint, env, out);
  }
  return state;
}

/** Knows no leader, or not where it is. */
function canFollow(state: RaftState): boolean {
  const { name } = state.role;
  if (name === 'Leader' || name === 'Resigned' || name === 'Follower') return false;
  return electedLeader(state) === undefined || knownLeaderEndpoint(state) === undefined;
}

function hasConsistentLeader(state: RaftState, epoch: number, leaderId: number | undefined): boolean {
  if (leaderId !== undefined && leaderId === state.nodeId) return state.role.name === 'Leader';
  const known = electedLeader(state);
  return epoch !== state.epoch || leaderId === undefined || known === undefined || leaderId === known;
}

/** Two leaders in one epoch: some disk forgot a vote. Kafka's raft thread dies of it. */
function inconsistent(state: RaftState, leaderId: number | undefined, epoch: number): RaftState {
  const known = electedLeader(state) ?? 'none';
  return {
    ...state,
    fault: `leader ${leaderId ?? 'none'} of epoch ${epoch} contradicts leader ${known} of epoch ${state.epoch}`,
  };
}

/** Meant for this node and, where a directory id is named, for this disk of it. */
export function isForThisReplica(
  { nodeId, directoryId }: RaftState,
  asked: { readonly voterId: number; readonly voterDirectoryId: string | null },
): boolean {
  if (asked.voterId !== nodeId) return false;
  return asked.voterDirectoryId === null || asked.voterDirectoryId === directoryId;
}

/** Vote, BeginQuorumEpoch and EndQuorumEpoch: from voters, about elections. */
export function validateVoterOnlyRequest(state: RaftState, remoteId: number, epoch: number): ErrorName | undefined {
  if (epoch < state.epoch) return 'FENCED_LEADER_EPOCH';
  return remoteId < 0 ? 'INVALID_REQUEST' : undefined;
}

/** Fetch: for the leader of exactly this epoch. */
export function validateLeaderOnlyRequest(state: RaftState, epoch: number): ErrorName | undefined {
  if (epoch < state.epoch) return 'FENCED_LEADER_EPOCH';
  if (epoch > state.epoch) return 'UNKNOWN_LEADER_EPOCH';
  if (state.role.name !== 'Leader') return 'NOT_LEADER_OR_FOLLOWER';
  return isShuttingDown(state) ? 'BROKER_NOT_AVAILABLE' : undefined;
}
