/**
 * What the leader of the quorum knows of its replicas, and what follows from it: the high watermark, and whether a
 * majority still listens (check-quorum).
 *
 * Kafka: org.apache.kafka.raft.LeaderState; KIP-595, KIP-836, KIP-853.
 * *Simplified:* an observer that stopped fetching is never forgotten (Kafka: after five minutes).
 */
import { assert } from '../../base/assert.ts';
import type { Draft } from '../../base/draft.ts';
import { type Micros, millis } from '../../base/time.ts';
import { newAccumulator } from './batchAccumulator.ts';
import { majoritySize } from './epochElection.ts';
import { endOffset } from './metadataLog.ts';
import type { BatchAccumulator, Leader, RaftState, ReplicaKey, ReplicaState } from './state.ts';
import { localKey } from './state.ts';
import { keyOf, matchesKey } from './voterSet.ts';

export function newLeader(state: RaftState, grantingVoters: readonly number[], now: Micros): Leader {
  const epochStartOffset = endOffset(state.log);
  return {
    name: 'Leader',
    epochStartOffset,
    grantingVoters: [...grantingVoters].sort((a, b) => a - b),
    voterStates: state.voters.map((voter) => newReplica(keyOf(voter), voter.id === state.nodeId)),
    observerStates: [],
    accumulator: newAccumulator(epochStartOffset),
    fetchedVoters: [],
    checkQuorumAt: nextCheckQuorum(state, now),
    beginQuorumEpochAt: now,
    addVoter: undefined,
    removeVoter: undefined,
    resignRequested: false,
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
    addVoter: leader.addVoter,
    removeVoter: leader.removeVoter,
    resignRequested: leader.resignRequested,
  };
}

export function withAccumulator(leader: Leader, accumulator: BatchAccumulator): Leader {
  const next = draftOf(leader);
  next.accumulator = accumulator;
  return next;
}

function newReplica({ id, directoryId }: ReplicaKey, hasAcknowledgedLeader: boolean): ReplicaState {
  return {
    id,
    directoryId,
    endOffset: undefined,
    lastFetchAt: undefined,
    lastFetchLeaderEndOffset: -1,
    lastCaughtUpAt: undefined,
    hasAcknowledgedLeader,
  };
}

/** When the leader gives up for want of a majority that fetches. Undefined: the only voter needs nobody. */
export function checkQuorumDeadline({ voterStates, checkQuorumAt }: Leader): Micros | undefined {
  return voterStates.length === 1 ? undefined : checkQuorumAt;
}

/** One and a half fetch timeouts from now. */
function nextCheckQuorum(state: RaftState, now: Micros): Micros {
  return now + millis(Math.floor((state.config.fetchTimeoutMs * 3) / 2));
}

/** Half a fetch timeout: how often the leader says again that it leads to voters that do not fetch. */
export function beginQuorumEpochPeriod(state: RaftState): Micros {
  return millis(Math.floor(state.config.fetchTimeoutMs / 2));
}

/** The leader's own end of log; it counts as one of the majority, unless it has just taken itself out of the voters. */
export function updateLocalState(state: RaftState, leader: Leader, localEndOffset: number): Leader {
  const key = localKey(state);
  const place = placeOf(leader.voterStates, key);
  const next = draftOf(leader);
  if (place >= 0) {
    next.voterStates = replaced(leader.voterStates, place, {
      ...leader.voterStates[place]!,
      endOffset: localEndOffset,
    });
  } else {
    const known = placeOf(leader.observerStates, key);
    const own = known < 0 ? newReplica(key, true) : leader.observerStates[known]!;
    const at = known < 0 ? leader.observerStates.length : known;
    next.observerStates = replaced(leader.observerStates, at, { ...own, endOffset: localEndOffset });
  }
  return withVoters(state, next);
}

/** Replicas change sides with the set of voters; what is known of them goes with them. */
function withVoters(state: RaftState, leader: Draft<Leader>): Leader {
  const { voterStates, observerStates } = leader;
  const isSame = (voter: ReplicaKey, place: number): boolean => {
    const replica = voterStates[place];
    return replica !== undefined && replica.id === voter.id && replica.directoryId === voter.directoryId;
  };
  const keys = state.voters.map(keyOf);
  if (keys.length === voterStates.length && keys.every(isSame)) return leader;
  const find = (key: ReplicaKey): ReplicaState | undefined =>
    voterStates.find((replica) => matchesKey(replica, key)) ?? observerStates.find((replica) => isKey(replica, key));
  leader.voterStates = keys.map((key) => ({ ...(find(key) ?? newReplica(key, false)), ...key }));
  const isVoter = (replica: ReplicaKey): boolean => keys.some((key) => isKey(replica, key));
  leader.observerStates = [
    ...observerStates.filter((replica) => !isVoter(replica)),
    ...voterStates.filter((replica) => !keys.some(({ id }) => id === replica.id)),
  ];
  return leader;
}

function isKey(replica: ReplicaKey, { id, directoryId }: ReplicaKey): boolean {
  return replica.id === id && replica.directoryId === directoryId;
}

/** A fetch from `fetchOffset` says that the replica holds, and has flushed, everything before it. */
export function updateReplicaState(
  state: RaftState,
  leader: Leader,
  replica: ReplicaKey,
  fetchOffset: number,
  now: Micros,
): Leader {
  if (replica.id < 0) return leader;
  assert(replica.id !== state.nodeId, 'the leader does not fetch from itself');
  const { voterStates, observerStates } = leader;
  const leaderEnd = replicaState(leader, localKey(state))?.endOffset;
  const place = placeOf(voterStates, replica);
  const next = draftOf(leader);
  if (place >= 0) {
    next.voterStates = replaced(voterStates, place, afterFetch(voterStates[place]!, fetchOffset, leaderEnd, now));
  } else {
    const known = observerStates.findIndex((observer) => isKey(observer, replica));
    const observer = known < 0 ? newReplica(replica, false) : observerStates[known]!;
    const at = known < 0 ? observerStates.length : known;
    next.observerStates = replaced(observerStates, at, afterFetch(observer, fetchOffset, leaderEnd, now));
  }
  countFetchedVoter(state, next, replica, now);
  return next;
}

/** A sign of life that says nothing about the log, such as FetchSnapshot. */
export function updateCheckQuorum(state: RaftState, leader: Leader, replica: ReplicaKey, now: Micros): Leader {
  const next = draftOf(leader);
  countFetchedVoter(state, next, replica, now);
  return next;
}

export function replicaState(leader: Leader, key: ReplicaKey): ReplicaState | undefined {
  const place = placeOf(leader.voterStates, key);
  return place >= 0 ? leader.voterStates[place] : leader.observerStates.find((observer) => isKey(observer, key));
}

const HOUR: Micros = millis(3_600_000);

/** Enough to be made a voter: it has been caught up once, and fetched within the last hour. */
export function isReplicaCaughtUp(leader: Leader, key: ReplicaKey, now: Micros): boolean {
  const observer = leader.observerStates.find((candidate) => isKey(candidate, key));
  if (observer?.lastCaughtUpAt === undefined || observer.lastFetchAt === undefined) return false;
  return observer.lastFetchAt > now - HOUR;
}

function placeOf(replicas: readonly ReplicaState[], key: ReplicaKey): number {
  for (let place = 0; place < replicas.length; place++) if (matchesKey(replicas[place]!, key)) return place;
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
  const { id, directoryId, lastFetchAt, lastFetchLeaderEndOffset } = replica;
  let { lastCaughtUpAt } = replica;
  if (leaderEnd !== undefined) {
    if (fetchOffset >= leaderEnd) lastCaughtUpAt = now;
    else if (lastFetchLeaderEndOffset > 0 && fetchOffset >= lastFetchLeaderEndOffset) lastCaughtUpAt = lastFetchAt;
  }
  return {
    id,
    directoryId,
    endOffset: fetchOffset,
    lastFetchAt: now,
    lastFetchLeaderEndOffset: leaderEnd ?? lastFetchLeaderEndOffset,
    lastCaughtUpAt,
    hasAcknowledgedLeader: true,
  };
}

/**
 * Once enough others fetched to be a majority together with the leader, the check-quorum clock starts anew. A leader that
 * is no voter any more counts for nothing.
 */
function countFetchedVoter(state: RaftState, leader: Draft<Leader>, replica: ReplicaKey, now: Micros): void {
  const { fetchedVoters, voterStates } = leader;
  if (placeOf(voterStates, replica) >= 0 && !fetchedVoters.includes(replica.id)) {
    leader.fetchedVoters = [...fetchedVoters, replica.id];
  }
  const isVoter = voterStates.some(({ id }) => id === state.nodeId);
  if (leader.fetchedVoters.length < majoritySize(voterStates.length) - (isVoter ? 1 : 0)) return;
  leader.fetchedVoters = [];
  leader.checkQuorumAt = nextCheckQuorum(state, now);
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
  const place = leader.voterStates.findIndex(({ id }) => id === voterId);
  if (place < 0) return leader;
  const voter: ReplicaState = { ...leader.voterStates[place]!, hasAcknowledgedLeader: true };
  return { ...leader, voterStates: replaced(leader.voterStates, place, voter) };
}
