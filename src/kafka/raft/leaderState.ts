/**
 * What the leader of the quorum knows of its replicas, and what follows from it: the high watermark, and whether a
 * majority still listens (check-quorum).
 *
 * Kafka: org.apache.kafka.raft.LeaderState; KIP-595, KIP-836.
 * *Simplified:* the voters are fixed, so a replica never changes sides; observers are never forgotten.
 */
import { assert } from '../../base/assert.ts';
import { type Micros, millis } from '../../base/time.ts';
import { newAccumulator } from './batchAccumulator.ts';
import { majoritySize } from './epochElection.ts';
import { endOffset } from './metadataLog.ts';
import type { Leader, RaftState, ReplicaState } from './state.ts';

export function newLeader(state: RaftState, grantingVoters: readonly number[], now: Micros): Leader {
  const epochStartOffset = endOffset(state.log);
  return {
    name: 'Leader',
    epochStartOffset,
    grantingVoters: [...grantingVoters].sort((a, b) => a - b),
    voterStates: state.voters.map(({ id }) => newReplica(id, id === state.nodeId)),
    observerStates: [],
    accumulator: newAccumulator(epochStartOffset),
    fetchedVoters: [],
    checkQuorumAt: checkQuorumDeadline(state, now),
    beginQuorumEpochAt: now,
  };
}

function newReplica(id: number, hasAcknowledgedLeader: boolean): ReplicaState {
  return {
    id,
    endOffset: undefined,
    lastFetchAt: undefined,
    lastFetchLeaderEndOffset: -1,
    lastCaughtUpAt: undefined,
    hasAcknowledgedLeader,
  };
}

/** One and a half fetch timeouts; the only voter needs nobody. */
function checkQuorumDeadline(state: RaftState, now: Micros): Micros | undefined {
  if (state.voters.length === 1) return undefined;
  return now + millis(Math.floor((state.config.fetchTimeoutMs * 3) / 2));
}

/** Half a fetch timeout: how often the leader says again that it leads to voters that do not fetch. */
export function beginQuorumEpochPeriod(state: RaftState): Micros {
  return millis(Math.floor(state.config.fetchTimeoutMs / 2));
}

/** The leader's own end of log; it counts as one of the majority. */
export function updateLocalState(leader: Leader, localId: number, localEndOffset: number): Leader {
  return { ...leader, voterStates: change(leader.voterStates, localId, (r) => ({ ...r, endOffset: localEndOffset })) };
}

/** A fetch from `fetchOffset` says that the replica holds, and has flushed, everything before it. */
export function updateReplicaState(
  state: RaftState,
  leader: Leader,
  replicaId: number,
  fetchOffset: number,
  now: Micros,
): Leader {
  if (replicaId < 0) return leader;
  assert(replicaId !== state.nodeId, 'the leader does not fetch from itself');
  const leaderEnd = leader.voterStates.find(({ id }) => id === state.nodeId)?.endOffset;
  const fetched = (replica: ReplicaState) => afterFetch(replica, fetchOffset, leaderEnd, now);
  if (!leader.voterStates.some(({ id }) => id === replicaId)) {
    const known = leader.observerStates.some(({ id }) => id === replicaId);
    const observers = known ? leader.observerStates : [...leader.observerStates, newReplica(replicaId, false)];
    return { ...leader, observerStates: change(observers, replicaId, fetched) };
  }
  const next: Leader = { ...leader, voterStates: change(leader.voterStates, replicaId, fetched) };
  return countFetchedVoter(state, next, replicaId, now);
}

function change(
  replicas: readonly ReplicaState[],
  id: number,
  to: (replica: ReplicaState) => ReplicaState,
): readonly ReplicaState[] {
  return replicas.map((replica) => (replica.id === id ? to(replica) : replica));
}

function afterFetch(
  replica: ReplicaState,
  fetchOffset: number,
  leaderEnd: number | undefined,
  now: Micros,
): ReplicaState {
  let { lastCaughtUpAt, lastFetchLeaderEndOffset } = replica;
  if (leaderEnd !== undefined) {
    if (fetchOffset >= leaderEnd) lastCaughtUpAt = now;
    else if (lastFetchLeaderEndOffset > 0 && fetchOffset >= lastFetchLeaderEndOffset) {
      lastCaughtUpAt = replica.lastFetchAt;
    }
    lastFetchLeaderEndOffset = leaderEnd;
  }
  return {
    ...replica,
    endOffset: fetchOffset,
    lastFetchAt: now,
    lastCaughtUpAt,
    lastFetchLeaderEndOffset,
    hasAcknowledgedLeader: true,
  };
}

/** Once enough others fetched to be a majority together with the leader, the check-quorum clock starts anew. */
function countFetchedVoter(state: RaftState, leader: Leader, voterId: number, now: Micros): Leader {
  const fetched = leader.fetchedVoters;
  const fetchedVoters = fetched.includes(voterId) ? fetched : [...fetched, voterId];
  if (fetchedVoters.length < majoritySize(leader.voterStates.length) - 1) return { ...leader, fetchedVoters };
  return { ...leader, fetchedVoters: [], checkQuorumAt: checkQuorumDeadline(state, now) };
}

/**
 * The largest offset a majority has reached, if it lies beyond the start of the leader's epoch: entries of older epochs
 * are committed only together with one of this epoch. It never falls.
 */
export function leaderHighWatermark(leader: Leader, current: number | undefined): number | undefined {
  const reached = leader.voterStates.map((replica) => replica.endOffset ?? -1).sort((a, b) => b - a);
  const majorityOffset = reached[Math.floor(reached.length / 2)] ?? -1;
  if (majorityOffset <= leader.epochStartOffset) return current;
  return current === undefined || majorityOffset > current ? majorityOffset : current;
}

/** The other voters, furthest first: who should follow after a resignation. */
export function votersByDescendingEndOffset(leader: Leader, localId: number): readonly number[] {
  return leader.voterStates
    .filter(({ id }) => id !== localId)
    .sort((a, b) => (b.endOffset ?? -1) - (a.endOffset ?? -1) || a.id - b.id)
    .map(({ id }) => id);
}

export function votersToRemind(state: RaftState, leader: Leader, now: Micros): readonly number[] {
  const period = beginQuorumEpochPeriod(state);
  return leader.voterStates
    .filter(({ id, lastFetchAt }) => id !== state.nodeId && (lastFetchAt === undefined || now - lastFetchAt >= period))
    .map(({ id }) => id);
}

export function acknowledgeLeader(leader: Leader, voterId: number): Leader {
  return {
    ...leader,
    voterStates: change(leader.voterStates, voterId, (replica) => ({ ...replica, hasAcknowledgedLeader: true })),
  };
}
