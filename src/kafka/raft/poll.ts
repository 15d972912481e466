/**
 * What a replica does of itself after every event: time out, resign, write what lingered, send what its role sends to every
 * voter that is ready. Idle until the next event when there is nothing to do.
 *
 * Kafka: KafkaRaftClient.pollCurrentState and the poll of each role. There it is a loop that sleeps; here the engine calls
 * it, and timers.ts sees to it that it is called in time.
 */
import { unreachable } from '../../base/assert.ts';
import type { KafkaEnv, KafkaOut } from '../kinds.ts';
import { becomeProspective, becomeResigned, becomeUnattached } from './becoming.ts';
import { isVoteRejected, unrecordedVoters } from './epochElection.ts';
import { maybeSendFetchToAnyBootstrap, maybeSendFetchToBestNode } from './followerFetch.ts';
import { maybeAppendBatches } from './leaderFetch.ts';
import { beginQuorumEpochPeriod, checkQuorumDeadline, votersToRemind } from './leaderState.ts';
import { buildBeginQuorumEpochRequest, buildEndQuorumEpochRequest } from './quorumEpoch.ts';
import { maybeSendAddOrRemoveVoter, wantsToJoin } from './raftAdmin.ts';
import { maybeSendRequest } from './requestManager.ts';
import type { Candidate, Follower, Leader, Nominee, Prospective, RaftState, Resigned, Unattached } from './state.ts';
import { isShuttingDown } from './state.ts';
import { afterLostPreVote, buildVoteRequest } from './vote.ts';
import { expireVoterChange } from './voterChanges.ts';

/** Repeats while the role changes, as each new role has something to do at once. */
export function poll(state: RaftState, env: KafkaEnv, out: KafkaOut): RaftState {
  let current = state;
  for (;;) {
    const next = pollCurrentState(current, env, out);
    if (next.fault !== undefined) return next;
    if (next.role.name === current.role.name && next.epoch === current.epoch) return next;
    current = next;
  }
}

function pollCurrentState(state: RaftState, env: KafkaEnv, out: KafkaOut): RaftState {
  const { role } = state;
  switch (role.name) {
    case 'Unattached':
      return pollUnattached(state, role, env, out);
    case 'Prospective':
      return pollProspective(state, role, env, out);
    case 'Candidate':
      return pollCandidate(state, role, env, out);
    case 'Leader':
      return pollLeader(state, role, env, out);
    case 'Follower':
      return pollFollower(state, role, env, out);
    case 'Resigned':
      return pollResigned(state, role, env, out);
    default:
      return unreachable(role);
  }
}

function isDue(deadline: number | undefined, env: KafkaEnv): boolean {
  return deadline !== undefined && deadline <= env.now;
}

function pollUnattached(state: RaftState, role: Unattached, env: KafkaEnv, out: KafkaOut): RaftState {
  if (state.isVoter && isShuttingDown(state)) return state;
  if (state.isVoter && isDue(role.electionTimeoutAt, env)) return becomeProspective(state, env, out);
  return maybeSendFetchToAnyBootstrap(state, env, out);
}

function pollProspective(state: RaftState, role: Prospective, env: KafkaEnv, out: KafkaOut): RaftState {
  if (!isShuttingDown(state) && isDue(role.electionTimeoutAt, env)) return afterLostPreVote(state, env, out);
  return maybeSendVoteRequests(state, role, env, out);
}

function pollCandidate(state: RaftState, role: Candidate, env: KafkaEnv, out: KafkaOut): RaftState {
  if (!isShuttingDown(state) && isDue(role.electionTimeoutAt, env)) return becomeProspective(state, env, out);
  return maybeSendVoteRequests(state, role, env, out);
}

/** As long as the election can be won. */
function maybeSendVoteRequests(state: RaftState, role: Nominee, env: KafkaEnv, out: KafkaOut): RaftState {
  if (isVoteRejected(role.election)) return state;
  const preVote = role.name === 'Prospective';
  let current = state;
  for (const id of unrecordedVoters(role.election)) {
    const build = (s: RaftState, correlationId: number) => buildVoteRequest(s, id, preVote, correlationId);
    current = maybeSendRequest(current, id, build, env, out);
  }
  return current;
}

function pollLeader(state: RaftState, role: Leader, env: KafkaEnv, out: KafkaOut): RaftState {
  if (isShuttingDown(state) || role.resignRequested || isDue(checkQuorumDeadline(role), env)) {
    return becomeResigned(state, env, out);
  }
  const written = maybeAppendBatches(expireVoterChange(state, env.now, out), env, out);
  if ((written.role as Leader).resignRequested) return becomeResigned(written, env, out);
  return maybeSendBeginQuorumEpochRequests(written, written.role as Leader, env, out);
}

function maybeSendBeginQuorumEpochRequests(state: RaftState, role: Leader, env: KafkaEnv, out: KafkaOut): RaftState {
  if (!isDue(role.beginQuorumEpochAt, env)) return state;
  let current = state;
  for (const id of votersToRemind(state, role, env.now)) {
    const build = (s: RaftState, correlationId: number) => buildBeginQuorumEpochRequest(s, id, correlationId);
    current = maybeSendRequest(current, id, build, env, out);
  }
  const beginQuorumEpochAt = env.now + beginQuorumEpochPeriod(state);
  return { ...current, role: { ...(current.role as Leader), beginQuorumEpochAt } };
}

function pollFollower(state: RaftState, role: Follower, env: KafkaEnv, out: KafkaOut): RaftState {
  if (isShuttingDown(state)) return state;
  if (state.isVoter && isDue(role.fetchTimeoutAt, env)) return becomeProspective(state, env, out);
  if (wantsToJoin(state) && isDue(role.updateVoterSetAt, env)) return maybeSendAddOrRemoveVoter(state, role, env, out);
  return maybeSendFetchToBestNode(state, env, out);
}

function pollResigned(state: RaftState, role: Resigned, env: KafkaEnv, out: KafkaOut): RaftState {
  let current = state;
  for (const id of role.unackedVoters) current = maybeSendRequest(current, id, buildEndQuorumEpochRequest, env, out);
  if (isShuttingDown(state) || !isDue(role.electionTimeoutAt, env)) return current;
  // Raised, so that nobody is told any more that this node leads.
  return becomeUnattached(current, state.epoch + 1, undefined, env, out);
}
