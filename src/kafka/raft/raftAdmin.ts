/**
 * What administrators ask of the quorum: who is in it, one voter more, one voter less. Answered by the leader alone.
 *
 * Kafka: KafkaRaftClient.handleDescribeQuorumRequest, handleAddVoterRequest, handleRemoveVoterRequest.
 */
import type { ErrorName } from '../errors.ts';
import type { KafkaEnv, KafkaOut } from '../kinds.ts';
import type {
  AddRaftVoterRequest,
  AddRaftVoterResponse,
  DescribeQuorumResponse,
  KafkaMessage,
  QuorumReplica,
  RaftAdminRequest,
  RaftAdminResponse,
  RemoveRaftVoterRequest,
  RemoveRaftVoterResponse,
} from '../messages.ts';
import { type Handled, validateLeaderOnlyRequest } from './commonResponse.ts';
import { isReconfigSupported } from './controlRecords.ts';
import { maybeSendRequest } from './requestManager.ts';
import { draftOf, type Follower, type Leader, type RaftState, type ReplicaState } from './state.ts';
import { addVoter, type ReplyTo, removeVoter, sendAnswer } from './voterChanges.ts';
import { keyOf, voterWithId } from './voterSet.ts';

export function isRaftAdminRequest(message: KafkaMessage): message is RaftAdminRequest {
  const { type } = message;
  return type === 'AddRaftVoterRequest' || type === 'RemoveRaftVoterRequest' || type === 'DescribeQuorumRequest';
}

export function handleAdminRequest(
  state: RaftState,
  request: RaftAdminRequest,
  replyTo: ReplyTo,
  env: KafkaEnv,
  out: KafkaOut,
): RaftState {
  const error = validateLeaderOnlyRequest(state, state.epoch);
  if (error !== undefined) {
    sendAnswer(replyTo, adminFailure(request, error), out);
    return state;
  }
  switch (request.type) {
    case 'AddRaftVoterRequest':
      return addVoter(state, request, replyTo, env, out);
    case 'RemoveRaftVoterRequest':
      return removeVoter(state, request, replyTo, env, out);
    case 'DescribeQuorumRequest':
      sendAnswer(replyTo, describeQuorum(state, request.correlationId, env), out);
      return state;
  }
}

export function adminFailure(request: RaftAdminRequest, errorCode: ErrorName): RaftAdminResponse {
  const { correlationId } = request;
  switch (request.type) {
    case 'AddRaftVoterRequest':
      return { type: 'AddRaftVoterResponse', correlationId, errorCode, errorMessage: null };
    case 'RemoveRaftVoterRequest':
      return { type: 'RemoveRaftVoterResponse', correlationId, errorCode, errorMessage: null };
    case 'DescribeQuorumRequest': {
      const nothing = { leaderId: -1, leaderEpoch: -1, highWatermark: -1, currentVoters: [], observers: [] };
      return { type: 'DescribeQuorumResponse', correlationId, errorCode, ...nothing };
    }
  }
}

/** kafka-metadata-quorum.sh describe. The leader itself counts as caught up now. */
function describeQuorum(state: RaftState, correlationId: number, env: KafkaEnv): DescribeQuorumResponse {
  const leader = state.role as Leader;
  const described = ({ id, directoryId, endOffset, lastFetchAt, lastCaughtUpAt }: ReplicaState): QuorumReplica => ({
    replicaId: id,
    replicaDirectoryId: directoryId,
    logEndOffset: endOffset ?? -1,
    lastFetchTimestamp: id === state.nodeId ? env.now : (lastFetchAt ?? -1),
    lastCaughtUpTimestamp: id === state.nodeId ? env.now : (lastCaughtUpAt ?? -1),
  });
  return {
    type: 'DescribeQuorumResponse',
    correlationId,
    errorCode: 'NONE',
    leaderId: state.nodeId,
    leaderEpoch: state.epoch,
    highWatermark: state.highWatermark ?? -1,
    currentVoters: leader.voterStates.map(described),
    observers: leader.observerStates.map(described),
    nodes: state.voters.map(({ id, host }) => ({ nodeId: id, host })),
  };
}

// ---- a controller that joins by itself (KIP-1186) --------------------------------------------------------------------

/** `controller.quorum.auto.join.enable`: a controller that is no voter asks to be one, a fetch timeout after it followed. */
export function wantsToJoin(state: RaftState): boolean {
  return isReconfigSupported(state) && state.canBecomeVoter && state.config.autoJoin && !state.isVoter;
}

/** With its id among the voters on a disk that is gone, it first asks for that one to be removed. */
export function maybeSendAddOrRemoveVoter(state: RaftState, role: Follower, env: KafkaEnv, out: KafkaOut): RaftState {
  const stale = voterWithId(state.voters, state.nodeId);
  const build = (current: RaftState, correlationId: number): AddRaftVoterRequest | RemoveRaftVoterRequest => {
    const voterId = current.nodeId;
    if (stale !== undefined) {
      const voterDirectoryId = keyOf(stale).directoryId ?? '';
      return { type: 'RemoveRaftVoterRequest', correlationId, voterId, voterDirectoryId };
    }
    const voterDirectoryId = current.directoryId ?? '';
    const add = { type: 'AddRaftVoterRequest', correlationId, voterId, voterDirectoryId } as const;
    return { ...add, endpoint: env.self, ackWhenCommitted: false };
  };
  const sent = maybeSendRequest(state, role.leaderId, build, env, out);
  return sent === state ? state : withUpdateVoterSetPeriod(sent, env);
}

export function withUpdateVoterSetPeriod(state: RaftState, env: KafkaEnv): RaftState {
  const { role } = state;
  if (role.name !== 'Follower') return state;
  const next = draftOf(state);
  next.role = { ...role, updateVoterSetAt: env.now + state.config.fetchTimeoutMs * 1000 };
  return next;
}

export function handleVoterChangeResponse(
  state: RaftState,
  { errorCode }: AddRaftVoterResponse | RemoveRaftVoterResponse,
  env: KafkaEnv,
): Handled {
  switch (errorCode) {
    case 'NONE':
    case 'REQUEST_TIMED_OUT':
    case 'DUPLICATE_VOTER':
    case 'VOTER_NOT_FOUND':
      return { state: withUpdateVoterSetPeriod(state, env), success: true };
    default:
      return { state, success: false };
  }
}
