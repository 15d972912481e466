/**
 * What comes with a change of role: open requests are forgotten, fetches that wait are turned away, an election that needs
 * no other votes is won at once, and a new leader opens its epoch with a record.
 *
 * Kafka: KafkaRaftClient.transitionTo* and onBecome*.
 */

import type { KafkaEnv, KafkaOut } from '../kinds.ts';
import { accumulateControl } from './batchAccumulator.ts';
import { isVoteGranted } from './epochElection.ts';
import { turnAwayParkedFetches } from './fetchPurgatory.ts';
import { votersByDescendingEndOffset } from './leaderState.ts';
import * as quorum from './quorumState.ts';
import { resetConnections } from './requestManager.ts';
import type { Leader, RaftState } from './state.ts';

export function becomeUnattached(
  state: RaftState,
  epoch: number,
  leaderId: number | undefined,
  env: KafkaEnv,
  out: KafkaOut,
): RaftState {
  return resetConnections(quorum.transitionToUnattached(state, epoch, leaderId, env, out));
}

export function becomeFollower(
  state: RaftState,
  epoch: number,
  leaderId: number,
  env: KafkaEnv,
  out: KafkaOut,
): RaftState {
  const next = quorum.transitionToFollower(state, epoch, leaderId, env, out);
  return turnAwayParkedFetches(resetConnections(next), out);
}

export function becomeProspective(state: RaftState, env: KafkaEnv, out: KafkaOut): RaftState {
  const next = quorum.transitionToProspective(state, env, out);
  const forward = maybeTransitionForward(next, env, out);
  return forward === next ? resetConnections(next) : forward;
}

function becomeCandidate(state: RaftState, env: KafkaEnv, out: KafkaOut): RaftState {
  return onBecomeCandidate(quorum.transitionToCandidate(state, env, out), env, out);
}

export function onBecomeCandidate(state: RaftState, env: KafkaEnv, out: KafkaOut): RaftState {
  const forward = maybeTransitionForward(state, env, out);
  return forward === state ? resetConnections(state) : forward;
}

/** Prospective to Candidate, Candidate to Leader, once a majority has agreed. */
export function maybeTransitionForward(state: RaftState, env: KafkaEnv, out: KafkaOut): RaftState {
  const { role } = state;
  if (role.name !== 'Prospective' && role.name !== 'Candidate') return state;
  if (!isVoteGranted(role.election)) return state;
  return role.name === 'Prospective' ? becomeCandidate(state, env, out) : becomeLeader(state, env, out);
}

/**
 * Nothing of earlier epochs can be committed before something of this one is, so the leader writes a record at once.
 * *Simplified:* with `controller.quorum.voters` the kraft.version is 0: no voters record follows it.
 */
function becomeLeader(state: RaftState, env: KafkaEnv, out: KafkaOut): RaftState {
  const next = quorum.transitionToLeader(state, env, out);
  const leader = next.role as Leader;
  const { grantingVoters } = leader;
  const message = {
    type: 'LeaderChangeMessage' as const,
    leaderId: next.nodeId,
    voters: quorum.voterIds(next),
    grantingVoters,
  };
  const accumulator = accumulateControl(leader.accumulator, [message], next.epoch, env.now);
  out.fact({ type: 'QuorumLeaderElected', leaderId: next.nodeId, epoch: next.epoch, votes: grantingVoters });
  return resetConnections({ ...next, role: { ...leader, accumulator } });
}

export function becomeResigned(state: RaftState, env: KafkaEnv, out: KafkaOut): RaftState {
  const successors = votersByDescendingEndOffset(state.role as Leader, state.nodeId);
  const released = turnAwayParkedFetches(state, out);
  return resetConnections(quorum.transitionToResigned(released, successors, env, out));
}
