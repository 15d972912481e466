/**
 * What comes with a change of role: open requests are forgotten, fetches that wait are turned away, an election that needs
 * no other votes is won at once, and a new leader opens its epoch with a record.
 *
 * Kafka: KafkaRaftClient.transitionTo* and onBecome*.
 */

import type { KafkaEnv, KafkaOut } from '../kinds.ts';
import type { ControlRecord } from '../records.ts';
import { accumulateControl } from './batchAccumulator.ts';
import { isReconfigSupported, lastVoterSet } from './controlRecords.ts';
import { isVoteGranted } from './epochElection.ts';
import { turnAwayParkedFetches } from './fetchPurgatory.ts';
import { votersByDescendingEndOffset } from './leaderState.ts';
import * as quorum from './quorumState.ts';
import { resetConnections } from './requestManager.ts';
import type { Leader, RaftState } from './state.ts';
import { endVoterChange } from './voterChanges.ts';
import { toVotersRecord } from './voterSet.ts';

export function becomeUnattached(
  state: RaftState,
  epoch: number,
  leaderId: number | undefined,
  env: KafkaEnv,
  out: KafkaOut,
): RaftState {
  const ended = endVoterChange(state, 'NOT_LEADER_OR_FOLLOWER', out);
  return resetConnections(quorum.transitionToUnattached(ended, epoch, leaderId, env, out));
}

export function becomeFollower(
  state: RaftState,
  epoch: number,
  leaderId: number,
  leaderEndpoint: string,
  env: KafkaEnv,
  out: KafkaOut,
): RaftState {
  const ended = endVoterChange(state, 'NOT_LEADER_OR_FOLLOWER', out);
  const next = quorum.transitionToFollower(ended, epoch, leaderId, leaderEndpoint, env, out);
  return turnAwayParkedFetches(resetConnections(next), out);
}

/** A voter that misses a leader asks first whether it would be elected (KIP-996). */
export function becomeProspective(state: RaftState, env: KafkaEnv, out: KafkaOut): RaftState {
  if (state.config.withoutPreVote === true) return becomeCandidate(state, env, out);
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
 * Nothing of earlier epochs can be committed before something of this one is, so the leader writes a record at once. The
 * first leader of a cluster whose disks were formatted with voters writes those, too (LeaderState.
 * appendStartOfEpochControlRecords): the snapshot they come from is not replicated.
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
  const records: ControlRecord[] = [message];
  if (isReconfigSupported(next) && lastVoterSet(next)?.offset === -1) {
    records.push({ type: 'KRaftVersionRecord', kRaftVersion: next.kraftVersion }, toVotersRecord(next.voters));
  }
  const accumulator = accumulateControl(leader.accumulator, records, next.epoch, env.now);
  out.fact({ type: 'QuorumLeaderElected', leaderId: next.nodeId, epoch: next.epoch, votes: grantingVoters });
  return resetConnections({ ...next, role: { ...leader, accumulator } });
}

export function becomeResigned(state: RaftState, env: KafkaEnv, out: KafkaOut): RaftState {
  const successors = votersByDescendingEndOffset(state.role as Leader, state.nodeId);
  const released = turnAwayParkedFetches(endVoterChange(state, 'NOT_LEADER_OR_FOLLOWER', out), out);
  return resetConnections(quorum.transitionToResigned(released, successors, env, out));
}
