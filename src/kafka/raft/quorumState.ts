/**
 * The roles of a replica and the moves between them: which are allowed, what each keeps of the one before, and which are
 * written down first. Nothing here sends anything.
 *
 * Kafka: org.apache.kafka.raft.QuorumState; KIP-595, KIP-853, KIP-996.
 */
import { assert } from '../../base/assert.ts';
import { type Micros, millis } from '../../base/time.ts';
import type { KafkaEnv, KafkaOut } from '../kinds.ts';
import { electedLeader, type QuorumStateData, votedKey, writeElectionState } from './electionState.ts';
import { isVoteGranted, isVoteRejected, startElection } from './epochElection.ts';
import { newLeader } from './leaderState.ts';
import { lastFetchedEpoch } from './metadataLog.ts';
import type { RaftRole, RaftState, ReplicaKey } from './state.ts';
import { knownLeaderEndpoint } from './state.ts';
import { voterWithId } from './voterSet.ts';

interface Timeout {
  readonly at: Micros;
  readonly timeoutsDrawn: number;
}

/** One to two times `controller.quorum.election.timeout.ms`, so that voters rarely stand up together. */
function randomElectionTimeout(state: RaftState, epoch: number, env: KafkaEnv): Timeout {
  const { electionTimeoutMs } = state.config;
  const timeoutsDrawn = epoch === state.epoch ? state.timeoutsDrawn : 0;
  if (electionTimeoutMs === 0) return { at: env.now, timeoutsDrawn };
  const since = state.bootedAt > 0 ? ` since ${state.bootedAt}` : '';
  const again = timeoutsDrawn > 0 ? ` again ${timeoutsDrawn}` : '';
  const name = `election-timeout ${env.self} epoch ${epoch}${since}${again}`;
  const extraMs = env.draw(name, electionTimeoutMs);
  return { at: env.now + millis(electionTimeoutMs + extraMs), timeoutsDrawn: timeoutsDrawn + 1 };
}

function move(
  state: RaftState,
  epoch: number,
  role: RaftRole,
  out: KafkaOut,
  options: {
    readonly durable: boolean;
    readonly timeoutsDrawn?: number;
    readonly from?: string;
    readonly isNews?: boolean;
  },
): RaftState {
  const sameEpoch = epoch === state.epoch;
  const keepsHighWatermark = role.name !== 'Leader' && role.name !== 'Resigned';
  const next: RaftState = {
    ...state,
    epoch,
    role,
    highWatermark: keepsHighWatermark ? state.highWatermark : undefined,
    timeoutsDrawn: options.timeoutsDrawn ?? (sameEpoch ? state.timeoutsDrawn : 0),
  };
  if (options.durable) writeElectionState(next, out);
  if (options.isNews === false) return next;
  out.fact({ type: 'RaftRoleChanged', id: state.nodeId, from: options.from ?? state.role.name, to: role.name, epoch });
  return next;
}

/** The role a process starts in, from what it wrote down before it ended. */
export function initializeQuorum(
  state: RaftState,
  stored: QuorumStateData | undefined,
  env: KafkaEnv,
  out: KafkaOut,
): RaftState {
  const logEpoch = lastFetchedEpoch(state.log);
  const storedEpoch = stored?.leaderEpoch ?? 0;
  const epoch = Math.max(storedEpoch, logEpoch);
  const base: RaftState = { ...state, epoch, timeoutsDrawn: 0 };
  const lost = stored === undefined || storedEpoch < logEpoch;
  const leaderId = lost || stored.leaderId < 0 ? undefined : stored.leaderId;
  const voted: ReplicaKey | undefined =
    lost || stored.votedId < 0 ? undefined : { id: stored.votedId, directoryId: stored.votedDirectoryId };
  const begin = (role: RaftRole, timeoutsDrawn = 0): RaftState =>
    move(base, epoch, role, out, { durable: true, timeoutsDrawn, from: 'Initial' });

  if (leaderId === state.nodeId) {
    // Led this epoch: must not lead it again, since unflushed records of it may be lost, nor vote in it.
    const { at, timeoutsDrawn } = randomElectionTimeout(base, epoch, env);
    return begin(resigned(state, at, []), timeoutsDrawn);
  }
  if (voted !== undefined && isSelf(state, voted)) {
    const { at, timeoutsDrawn } = randomElectionTimeout(base, epoch, env);
    const election = startElection(voterIds(state), state.nodeId);
    return begin({ name: 'Candidate', election, electionTimeoutAt: at }, timeoutsDrawn);
  }
  const leader = leaderId === undefined ? undefined : voterWithId(state.voters, leaderId);
  if (leader !== undefined) return begin(follower(state, leader.id, leader.host, voted, env.now));
  // A leader that is no voter any more: where it is has to be found out first.
  const { at, timeoutsDrawn } = randomElectionTimeout(base, epoch, env);
  return begin({ name: 'Unattached', leaderId, votedKey: voted, electionTimeoutAt: at }, timeoutsDrawn);
}

export function transitionToUnattached(
  state: RaftState,
  epoch: number,
  leaderId: number | undefined,
  env: KafkaEnv,
  out: KafkaOut,
): RaftState {
  const { role } = state;
  const fromProspective = role.name === 'Prospective';
  assert(epoch > state.epoch || (epoch === state.epoch && fromProspective), `no way to Unattached from ${role.name}`);
  const timeout = unattachedTimeout(state, epoch, env);
  const voted = epoch === state.epoch ? votedKey(state) : undefined;
  const next: RaftRole = { name: 'Unattached', leaderId, votedKey: voted, electionTimeoutAt: timeout.at };
  return move(state, epoch, next, out, { durable: true, timeoutsDrawn: timeout.timeoutsDrawn });
}

/** Someone else's election must not put off one's own for ever: a clock that runs keeps running. */
function unattachedTimeout(
  state: RaftState,
  epoch: number,
  env: KafkaEnv,
): { readonly at: Micros | undefined; readonly timeoutsDrawn: number } {
  const { role } = state;
  const timeoutsDrawn = epoch === state.epoch ? state.timeoutsDrawn : 0;
  if (!state.isVoter) return { at: undefined, timeoutsDrawn };
  switch (role.name) {
    case 'Candidate':
    case 'Unattached':
    case 'Resigned':
      return { at: role.electionTimeoutAt, timeoutsDrawn };
    case 'Prospective':
      if (!isVoteRejected(role.election)) return { at: role.electionTimeoutAt, timeoutsDrawn };
      return randomElectionTimeout(state, epoch, env);
    default:
      return randomElectionTimeout(state, epoch, env);
  }
}

/** `isNews` is false where the same event has just told of the role. A vote given keeps the role and starts its clock anew: the candidate is as good a choice as oneself. */
export function addVotedState(
  state: RaftState,
  epoch: number,
  candidate: ReplicaKey,
  env: KafkaEnv,
  out: KafkaOut,
  isNews = true,
): RaftState {
  const { role } = state;
  assert(role.name === 'Unattached' || role.name === 'Prospective', `${role.name} cannot vote`);
  assert(candidate.id !== state.nodeId, 'a vote for oneself is not granted but taken');
  assert(epoch === state.epoch && role.votedKey === undefined, `already voted in epoch ${state.epoch}`);
  const { at, timeoutsDrawn } = randomElectionTimeout(state, epoch, env);
  const next: RaftRole =
    role.name === 'Unattached'
      ? { ...role, votedKey: candidate, electionTimeoutAt: at }
      : {
          ...role,
          votedKey: candidate,
          election: startElection(voterIds(state), state.nodeId),
          electionTimeoutAt: at,
        };
  return move(state, epoch, next, out, { durable: true, timeoutsDrawn, isNews });
}

export function transitionToFollower(
  state: RaftState,
  epoch: number,
  leaderId: number,
  leaderEndpoint: string,
  env: KafkaEnv,
  out: KafkaOut,
): RaftState {
  const { role } = state;
  assert(leaderId !== state.nodeId, 'nobody follows itself');
  assert(epoch >= state.epoch, `epoch ${epoch} is past`);
  const settled = role.name === 'Follower' || role.name === 'Leader';
  assert(epoch > state.epoch || !settled, `no way to Follower of ${leaderId} from ${role.name} in epoch ${epoch}`);
  // The vote of this epoch stays known, so that it is not given twice.
  const voted = epoch === state.epoch ? votedKey(state) : undefined;
  return move(state, epoch, follower(state, leaderId, leaderEndpoint, voted, env.now), out, { durable: true });
}

export function transitionToProspective(state: RaftState, env: KafkaEnv, out: KafkaOut): RaftState {
  const { role } = state;
  assert(state.isVoter, 'an observer does not stand for election');
  assert(role.name !== 'Leader' && role.name !== 'Prospective', `no way to Prospective from ${role.name}`);
  const { at, timeoutsDrawn } = randomElectionTimeout(state, state.epoch, env);
  const next: RaftRole = {
    name: 'Prospective',
    leaderId: electedLeader(state),
    leaderEndpoint: knownLeaderEndpoint(state),
    votedKey: votedKey(state),
    election: startElection(voterIds(state), state.nodeId),
    electionTimeoutAt: at,
  };
  // Neither epoch nor vote changes: nothing to write down.
  return move(state, state.epoch, next, out, { durable: false, timeoutsDrawn });
}

export function transitionToCandidate(state: RaftState, env: KafkaEnv, out: KafkaOut): RaftState {
  const { role, config } = state;
  const isAllowed = config.withoutPreVote === true ? role.name !== 'Leader' : role.name === 'Prospective';
  assert(isAllowed && state.isVoter, `no way to Candidate from ${role.name}`);
  const epoch = state.epoch + 1;
  const { at, timeoutsDrawn } = randomElectionTimeout(state, epoch, env);
  const election = startElection(voterIds(state), state.nodeId);
  const next: RaftRole = { name: 'Candidate', election, electionTimeoutAt: at };
  return move(state, epoch, next, out, { durable: true, timeoutsDrawn });
}

export function transitionToLeader(state: RaftState, env: KafkaEnv, out: KafkaOut): RaftState {
  const { role } = state;
  assert(role.name === 'Candidate', `no way to Leader from ${role.name}`);
  assert(isVoteGranted(role.election), 'no majority of votes');
  const next = newLeader(state, role.election.granted, env.now);
  return move(state, state.epoch, next, out, { durable: true });
}

export function transitionToResigned(
  state: RaftState,
  preferredSuccessors: readonly number[],
  env: KafkaEnv,
  out: KafkaOut,
): RaftState {
  assert(state.role.name === 'Leader', `no way to Resigned from ${state.role.name}`);
  const { at, timeoutsDrawn } = randomElectionTimeout(state, state.epoch, env);
  // Not written down: a leader that restarts is Resigned anyway.
  const next = resigned(state, at, preferredSuccessors);
  return move(state, state.epoch, next, out, { durable: false, timeoutsDrawn });
}

export function voterIds(state: RaftState): readonly number[] {
  return state.voters.map(({ id }) => id);
}

function isSelf(state: RaftState, key: ReplicaKey): boolean {
  return key.id === state.nodeId && (key.directoryId === null || key.directoryId === state.directoryId);
}

function follower(
  state: RaftState,
  leaderId: number,
  leaderEndpoint: string,
  voted: ReplicaKey | undefined,
  now: Micros,
): RaftRole {
  const fetchTimeoutAt = now + millis(state.config.fetchTimeoutMs);
  return {
    name: 'Follower',
    leaderId,
    leaderEndpoint,
    votedKey: voted,
    fetchTimeoutAt,
    hasFetchedFromLeader: false,
    fetchingSnapshot: undefined,
    updateVoterSetAt: fetchTimeoutAt,
  };
}

function resigned(state: RaftState, electionTimeoutAt: Micros, preferredSuccessors: readonly number[]): RaftRole {
  const unackedVoters = voterIds(state).filter((id) => id !== state.nodeId);
  return { name: 'Resigned', electionTimeoutAt, unackedVoters, preferredSuccessors };
}
