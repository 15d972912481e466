/**
 * Votes and pre-votes: who may be given one, and what asking for one does to the asked.
 *
 * Kafka: org.apache.kafka.raft.EpochState.canGrantVote and its six answers, KafkaRaftClient.handleVoteRequest,
 * handleVoteResponse; KIP-595, KIP-996.
 */
import { assert, unreachable } from '../../base/assert.ts';
import type { ErrorName } from '../errors.ts';
import type { KafkaEnv, KafkaOut } from '../kinds.ts';
import type { VoteRequest, VoteResponse } from '../messages.ts';
import { becomeFollower, becomeUnattached, maybeTransitionForward } from './becoming.ts';
import {
  type Handled,
  isForThisReplica,
  maybeHandleCommonResponse,
  validateVoterOnlyRequest,
} from './commonResponse.ts';
import { electedLeader } from './electionState.ts';
import { isVoteRejected, recordVote } from './epochElection.ts';
import { leaderEndpointToTell } from './fetchPurgatory.ts';
import { compareOffsetAndEpoch, endOffsetAndEpoch } from './metadataLog.ts';
import { addVotedState } from './quorumState.ts';
import type { Nominee, Prospective, RaftRole, RaftState, ReplicaKey } from './state.ts';
import { voterWithId } from './voterSet.ts';

/** Whether a replica in `role` gives its vote. `isLogUpToDate`: the asker's log is not behind ours. */
export function canGrantVote(
  role: RaftRole,
  candidate: ReplicaKey,
  isLogUpToDate: boolean,
  isPreVote: boolean,
): boolean {
  switch (role.name) {
    case 'Unattached':
    case 'Prospective':
      if (isPreVote) return isLogUpToDate;
      if (role.votedKey !== undefined) return isSameReplica(role.votedKey, candidate);
      return role.leaderId === undefined && isLogUpToDate;
    case 'Follower':
      // Who hears its leader does not help to disturb it.
      return isPreVote && !role.hasFetchedFromLeader && isLogUpToDate;
    case 'Candidate':
    case 'Resigned':
      return isPreVote && isLogUpToDate;
    case 'Leader':
      return false;
    default:
      return unreachable(role);
  }
}

function isSameReplica(voted: ReplicaKey, candidate: ReplicaKey): boolean {
  return voted.id === candidate.id && (voted.directoryId === null || voted.directoryId === candidate.directoryId);
}

export function buildVoteRequest(
  state: RaftState,
  voterId: number,
  preVote: boolean,
  correlationId: number,
): VoteRequest {
  const last = endOffsetAndEpoch(state.log);
  return {
    type: 'VoteRequest',
    correlationId,
    voterId,
    voterDirectoryId: voterWithId(state.voters, voterId)?.directoryId ?? null,
    replicaEpoch: state.epoch,
    replicaId: state.nodeId,
    replicaDirectoryId: state.directoryId,
    lastOffsetEpoch: last.epoch,
    lastOffset: last.offset,
    preVote,
  };
}

export function handleVoteRequest(
  state: RaftState,
  connection: number,
  request: VoteRequest,
  env: KafkaEnv,
  out: KafkaOut,
): RaftState {
  const { replicaId, replicaEpoch, lastOffset, lastOffsetEpoch, preVote } = request;
  const answer = (next: RaftState, errorCode: ErrorName, voteGranted: boolean): RaftState => {
    const response: VoteResponse = {
      type: 'VoteResponse',
      correlationId: request.correlationId,
      errorCode,
      leaderId: electedLeader(next) ?? -1,
      leaderEpoch: next.epoch,
      leaderEndpoint: leaderEndpointToTell(next),
      voteGranted,
    };
    out.reply(connection, response);
    return next;
  };

  // A candidate has raised its epoch above its log's; one that only asks beforehand has not.
  const isIllegalEpoch = preVote ? lastOffsetEpoch > replicaEpoch : lastOffsetEpoch >= replicaEpoch;
  if (lastOffset < 0 || lastOffsetEpoch < 0 || isIllegalEpoch) return answer(state, 'INVALID_REQUEST', false);
  const error = validateVoterOnlyRequest(state, replicaId, replicaEpoch);
  if (error !== undefined) return answer(state, error, false);

  const current = replicaEpoch > state.epoch ? becomeUnattached(state, replicaEpoch, undefined, env, out) : state;
  if (!isForThisReplica(state, request)) return answer(current, 'INVALID_VOTER_KEY', false);

  const candidate: ReplicaKey = { id: replicaId, directoryId: request.replicaDirectoryId };
  const theirs = { offset: lastOffset, epoch: lastOffsetEpoch };
  const isLogUpToDate = compareOffsetAndEpoch(theirs, endOffsetAndEpoch(current.log)) >= 0;
  const granted = canGrantVote(current.role, candidate, isLogUpToDate, preVote);
  if (!granted || preVote) return answer(current, 'NONE', granted);
  const { role } = current;
  const isFirstVote = (role.name === 'Unattached' || role.name === 'Prospective') && role.votedKey === undefined;
  // The vote is on the disk before the answer leaves.
  if (!isFirstVote) return answer(current, 'NONE', true);
  return answer(addVotedState(current, replicaEpoch, candidate, env, out, current === state), 'NONE', true);
}

export function handleVoteResponse(
  state: RaftState,
  from: number,
  response: VoteResponse,
  env: KafkaEnv,
  out: KafkaOut,
): Handled {
  const common = maybeHandleCommonResponse(state, response, env, out);
  // Kafka asks another disk again at once, as fast as the network lets it; see deviations/raft.ts.
  if (response.errorCode === 'INVALID_VOTER_KEY') return { state: common.state, success: false };
  if (common.success !== undefined) return { state: common.state, success: common.success };
  const current = common.state;
  if (response.errorCode !== 'NONE') return { state: current, success: false };
  const { role } = current;
  if (role.name !== 'Prospective' && role.name !== 'Candidate') return { state: current, success: true };
  const nominee = countVote(role, from, response.voteGranted);
  const counted: RaftState = { ...current, role: nominee };
  if (response.voteGranted) return { state: maybeTransitionForward(counted, env, out), success: true };
  // A rejected candidate waits for its election timeout; a rejected prospective gives up at once.
  const givesUp = role.name === 'Prospective' && isVoteRejected(nominee.election);
  return { state: givesUp ? afterLostPreVote(counted, env, out) : counted, success: true };
}

/** A pre-vote may change; a vote is given once an epoch, and an answer to a candidate stays what it was. */
export function countVote(nominee: Nominee, voterId: number, isGranted: boolean): Nominee {
  if (nominee.name === 'Candidate') {
    const { granted, rejected } = nominee.election;
    const contrary = isGranted ? rejected : granted;
    assert(!contrary.includes(voterId), `${voterId} answered the same candidate both ways`);
  }
  return { ...nominee, election: recordVote(nominee.election, voterId, isGranted) };
}

/** Back to the leader it had, if it had one: the quorum may well be healthy. */
export function afterLostPreVote(state: RaftState, env: KafkaEnv, out: KafkaOut): RaftState {
  const { leaderId, leaderEndpoint } = state.role as Prospective;
  return leaderId === undefined || leaderEndpoint === undefined
    ? becomeUnattached(state, state.epoch, leaderId, env, out)
    : becomeFollower(state, state.epoch, leaderId, leaderEndpoint, env, out);
}
