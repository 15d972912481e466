/**
 * What one replica of the metadata log keeps: the role it plays in the quorum, the log, its connections to the voters and
 * the fetches that wait at it. Plain data; every change goes through the concept's own file.
 *
 * Kafka: org.apache.kafka.raft.KafkaRaftClient and the EpochState classes; KIP-595, KIP-996.
 * *Simplified:* voters are those of `controller.quorum.voters`; no directory ids, no reconfiguration (KIP-853), no
 * snapshots (KIP-630). Where they will enter: `voters`, `ReplicaKey.directoryId`, `MetadataLog.startOffset`.
 */
import type { Draft } from '../../base/draft.ts';
import type { Micros } from '../../base/time.ts';
import type { Voter } from '../kinds.ts';
import type { QuorumFetchRequest, QuorumFetchResponse } from '../messages.ts';
import type { MetadataEntry } from '../records.ts';
import type { EpochElection } from './epochElection.ts';
import type { MetadataLog } from './metadataLog.ts';

/** A replica by its node id and, once KIP-853 is modelled, the directory its log lies in. */
export interface ReplicaKey {
  readonly id: number;
  readonly directoryId: string | null;
}

/** Does not know the leader. Waits for one to show up, or for its election timeout. */
export interface Unattached {
  readonly name: 'Unattached';
  readonly leaderId: number | undefined;
  readonly votedKey: ReplicaKey | undefined;
  /** Undefined: never, as for an observer. */
  readonly electionTimeoutAt: Micros | undefined;
}

/** Asks whether it could win before it raises the epoch (KIP-996). */
export interface Prospective {
  readonly name: 'Prospective';
  readonly leaderId: number | undefined;
  readonly votedKey: ReplicaKey | undefined;
  readonly election: EpochElection;
  readonly electionTimeoutAt: Micros;
}

/** Raised the epoch, voted for itself, asks for votes. */
export interface Candidate {
  readonly name: 'Candidate';
  readonly election: EpochElection;
  readonly electionTimeoutAt: Micros;
}

export interface Follower {
  readonly name: 'Follower';
  readonly leaderId: number;
  readonly votedKey: ReplicaKey | undefined;
  readonly fetchTimeoutAt: Micros;
  /** In this epoch, since it began to follow. Until then it may grant a pre-vote. */
  readonly hasFetchedFromLeader: boolean;
}

/** How far one replica has got, as its leader knows from its fetches. */
export interface ReplicaState {
  readonly id: number;
  readonly endOffset: number | undefined;
  readonly lastFetchAt: Micros | undefined;
  readonly lastFetchLeaderEndOffset: number;
  readonly lastCaughtUpAt: Micros | undefined;
  readonly hasAcknowledgedLeader: boolean;
}

/** Records that have their offsets but are not in the log yet: they linger for company. */
export interface BatchAccumulator {
  readonly nextOffset: number;
  readonly pending: readonly MetadataEntry[];
  readonly drainAt: Micros | undefined;
}

export interface Leader {
  readonly name: 'Leader';
  readonly epochStartOffset: number;
  readonly grantingVoters: readonly number[];
  readonly voterStates: readonly ReplicaState[];
  readonly observerStates: readonly ReplicaState[];
  readonly accumulator: BatchAccumulator;
  /** Voters that fetched since the check-quorum timer was reset. */
  readonly fetchedVoters: readonly number[];
  /** Undefined: never, as for the only voter. */
  readonly checkQuorumAt: Micros | undefined;
  readonly beginQuorumEpochAt: Micros;
}

/** Was the leader of this epoch and is no longer: it neither leads nor votes in it. */
export interface Resigned {
  readonly name: 'Resigned';
  readonly electionTimeoutAt: Micros;
  readonly unackedVoters: readonly number[];
  readonly preferredSuccessors: readonly number[];
}

export type RaftRole = Unattached | Prospective | Candidate | Leader | Follower | Resigned;
export type RaftRoleName = RaftRole['name'];
/** The two that hold an election. */
export type Nominee = Prospective | Candidate;

export interface RaftConfig {
  readonly electionTimeoutMs: number;
  readonly fetchTimeoutMs: number;
  readonly electionBackoffMaxMs: number;
  readonly requestTimeoutMs: number;
  readonly retryBackoffMs: number;
  readonly appendLingerMs: number;
}

/** What RequestManager knows of one voter: a request on its way, or a pause after a failure. Absent: ready. */
export interface RaftConnection {
  readonly id: number;
  readonly state: 'AWAITING_RESPONSE' | 'BACKING_OFF';
  readonly correlationId: number;
  /** When the request times out, or when the pause is over. */
  readonly until: Micros;
}

/** A fetch that waits at the leader for something to tell (ThresholdPurgatory). */
export interface ParkedFetch {
  readonly number: number;
  readonly connection: number;
  readonly request: QuorumFetchRequest;
  /** What to say when nothing happens in time. */
  readonly responseAtTimeout: QuorumFetchResponse;
  readonly expiresAt: Micros;
}

export interface RaftState {
  readonly nodeId: number;
  readonly directoryId: string | null;
  readonly voters: readonly Voter[];
  /** A voter may be elected; an observer only follows. */
  readonly isVoter: boolean;
  /** A controller flushes what it fetches even as an observer: it may be made a voter later. */
  readonly canBecomeVoter: boolean;
  readonly config: RaftConfig;
  readonly bootedAt: Micros;
  readonly epoch: number;
  readonly role: RaftRole;
  /** As the current role knows it; a new leader knows none until a majority has reached the start of its epoch. */
  readonly highWatermark: number | undefined;
  /** The highest one this process ever knew: the log is never cut below it. */
  readonly logHighWatermark: number;
  readonly log: MetadataLog;
  readonly connections: readonly RaftConnection[];
  readonly nextCorrelationId: number;
  readonly parkedFetches: readonly ParkedFetch[];
  readonly nextParkedNumber: number;
  /** Election timeouts drawn in this epoch: each draw needs a name of its own. */
  readonly timeoutsDrawn: number;
  /** When a graceful shutdown gives up waiting; undefined while none is asked for. */
  readonly shutdownBy: Micros | undefined;
  /** Set when Kafka's raft thread would have died: the process ends. */
  readonly fault: string | undefined;
}

/** A copy to change. */
export function draftOf(state: RaftState): Draft<RaftState> {
  return {
    nodeId: state.nodeId,
    directoryId: state.directoryId,
    voters: state.voters,
    isVoter: state.isVoter,
    canBecomeVoter: state.canBecomeVoter,
    config: state.config,
    bootedAt: state.bootedAt,
    epoch: state.epoch,
    role: state.role,
    highWatermark: state.highWatermark,
    logHighWatermark: state.logHighWatermark,
    log: state.log,
    connections: state.connections,
    nextCorrelationId: state.nextCorrelationId,
    parkedFetches: state.parkedFetches,
    nextParkedNumber: state.nextParkedNumber,
    timeoutsDrawn: state.timeoutsDrawn,
    shutdownBy: state.shutdownBy,
    fault: state.fault,
  };
}

export function withRole(state: RaftState, role: RaftRole): RaftState {
  const next = draftOf(state);
  next.role = role;
  return next;
}

export type RaftTimer =
  | { readonly part: 'raft'; readonly type: 'election-timeout' }
  | { readonly part: 'raft'; readonly type: 'fetch-timeout' }
  | { readonly part: 'raft'; readonly type: 'check-quorum' }
  | { readonly part: 'raft'; readonly type: 'begin-quorum-epoch' }
  | { readonly part: 'raft'; readonly type: 'append-linger' }
  | { readonly part: 'raft'; readonly type: 'shutdown-timeout' }
  | { readonly part: 'raft'; readonly type: 'request-timeout'; readonly to: number }
  | { readonly part: 'raft'; readonly type: 'retry-backoff'; readonly to: number }
  | { readonly part: 'raft'; readonly type: 'fetch-max-wait'; readonly number: number };

export function hostOf(state: RaftState, voterId: number): string {
  for (const voter of state.voters) if (voter.id === voterId) return voter.host;
  throw new Error(`${voterId} is not a voter`);
}

export function isShuttingDown(state: RaftState): boolean {
  return state.shutdownBy !== undefined;
}

export function isVoterId(state: RaftState, id: number): boolean {
  for (const voter of state.voters) if (voter.id === id) return true;
  return false;
}
