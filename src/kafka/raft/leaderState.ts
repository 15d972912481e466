/**
 * What the leader of the quorum knows of its replicas, and what follows from it: the high watermark, and whether a
 * majority still listens (check-quorum).
 *
 * Kafka: org.apache.kafka.raft.LeaderState; KIP-595, KIP-836.
 * *Simplified:* the voters are fixed, so a replica never changes sides; observers are never forgotten.
 */
import { assert } from '../../base/assert.ts';
import type { Draft } from '../../base/draft.ts';
import { type Micros, millis } from '../../base/time.ts';
import { newAccumulator } from './batchAccumulator.ts';
import { majoritySize } from './epochElection.ts';
import { endOffset } from './metadataLog.ts';
import type { BatchAccumulator, Leader, RaftState, ReplicaState } from './state.ts';

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

/** A copy to change. */
function draftOf(leader: Leader): Draft<Leader> {
  return {
    name: leader.name,
    epochStartOffset: leader.epochStartOffset,
    grantingVoters: leader.grantingVoters,
    voterStates: leader.voterStates,
    observerStates: leader.observerStates,
    accumulator: leader.accumulator,
    fetchedVoters: leader.fetchedVoters,
    checkQuorumAt: leader.checkQuorumAt,
    beginQuorumEpochAt: leader.beginQuorumEpochAt,
  };
}

export function withAccumulator(leader: Leader, accumulator: BatchAccumulator): Leader {
  const next = draftOf(leader);
  next.accumulator = accumulator;
  return next;
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
  const place = placeOf(leader.voterStates, localId);
  const own: ReplicaState = { ...leader.voterStates[place]!, endOffset: localEndOffset };
  const next = draftOf(leader);
  next.voterStates = replaced(leader.voterStates, place, own);
  return next;
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
  const { voterStates, observerStates } = leader;
  const leaderEnd = voterStates[placeOf(voterStates, state.nodeId)]?.endOffset;
  const place = placeOf(voterStates, replicaId);
  if (place < 0) {
    const known = placeOf(observerStates, replicaId);
    const observer = known < 0 ? newReplica(replicaId, false) : observerStates[known]!;
    const at = known < 0 ? observerStates.length : known;
    const next = draftOf(leader);
    next.observerStates = replaced(observerStates, at, afterFetch(observer, fetchOffset, leaderEnd, now));
    return next;
  }
  const next = draftOf(leader);
  next.voterStates = replaced(voterStates, place, afterFetch(voterStates[place]!, fetchOffset, leaderEnd, now));
  countFetchedVoter(state, next, replicaId, now);
  return next;
}

function placeOf(replicas: readonly ReplicaState[], id: number): number {
  for (let place = 0; place < replicas.length; place++) if (replicas[place]!.id === id) return place;
  return -1;
}

function replaced(replicas: readonly ReplicaState[], place: number, replica: ReplicaState): readonly ReplicaState[] {
  const next = replicas.slice();
  next[place] = replica;
  return next;
}

function afterFetch(
  replica: ReplicaState,
  fetchOffset: number,
  leaderEnd: number | undefined,
  now: Micros,
): ReplicaState {
  const { id, lastFetchAt, lastFetchLeaderEndOffset } = replica;
  let { lastCaughtUpAt } = replica;
  if (leaderEnd !== undefined) {
    if (fetchOffset >= leaderEnd) lastCaughtUpAt = now;
    else if (lastFetchLeaderEndOffset > 0 && fetchOffset >= lastFetchLeaderEndOffset) lastCaughtUpAt = lastFetchAt;
  }
  return {
    id,
    endOffset: fetchOffset,
    lastFetchAt: now,
    lastFetchLeaderEndOffset: leaderEnd ?? lastFetchLeaderEndOffset,
    lastCaughtUpAt,
    hasAcknowledgedLeader: true,
  };
}

/** Once enough others fetched to be a majority together with the leader, the check-quorum clock starts anew. */
function countFetchedVoter(state: RaftState, leader: Draft<Leader>, voterId: number, now: Micros): void {
  const { fetchedVoters } = leader;
  if (!fetchedVoters.includes(voterId)) leader.fetchedVoters = [...fetchedVoters, voterId];
  if (leader.fetchedVoters.length < majoritySize(leader.voterStates.length) - 1) return;
  leader.fetchedVoters = [];
  leader.checkQuorumAt = checkQuorumDeadline(state, now);
}

/**
 * The largest offset a majority has reached, if it lies beyond the start of the leader's epoch: entries of older epochs
 * are committed only together with one of this epoch. It never falls.
 */
export function leaderHighWatermark(leader: Leader, current: number | undefined): number | undefined {
  const majorityOffset = reachedByMajority(leader.voterStates);
  if (majorityOffset <= leader.epochStartOffset) return current;
  return current === undefined || majorityOffset > current ? majorityOffset : current;
}

/** The largest end offset that a majority has; -1 when there is none. Voters are few: counting beats sorting. */
function reachedByMajority(voters: readonly ReplicaState[]): number {
  const majority = majoritySize(voters.length);
  let best = -1;
  for (const { endOffset: offset } of voters) {
    if (offset === undefined || offset <= best) continue;
    let reached = 0;
    for (const other of voters) if (other.endOffset !== undefined && other.endOffset >= offset) reached++;
    if (reached >= majority) best = offset;
  }
  return best;
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
  const place = placeOf(leader.voterStates, voterId);
  const voter: ReplicaState = { ...leader.voterStates[place]!, hasAcknowledgedLeader: true };
  return { ...leader, voterStates: replaced(leader.voterStates, place, voter) };
}
