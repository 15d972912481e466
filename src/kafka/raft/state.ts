/**
 * What one replica of the metadata log keeps: the role it plays in the quorum, the log, its connections to the voters and
 * the fetches that wait at it. Plain data; every change goes through the concept's own file.
 *
 * Kafka: org.apache.kafka.raft.KafkaRaftClient and the EpochState classes; KIP-595, KIP-630, KIP-853, KIP-996.
 */
import type { Draft } from '../../base/draft.ts';
import type { Micros } from '../../base/time.ts';
import type { Voter } from '../kinds.ts';
import type { QuorumFetchRequest, QuorumFetchResponse, SnapshotRecord } from '../messages.ts';
import type { MetadataEntry } from '../records.ts';
import type { ControlRecords } from './controlRecords.ts';
import type { EpochElection } from './epochElection.ts';
import type { MetadataLog, OffsetAndEpoch } from './metadataLog.ts';
import type { AddVoterState, RemoveVoterState } from './voterChanges.ts';

/** A replica by its node id and the directory its log lies in: another disk is another replica (KIP-853). */
export interface ReplicaKey {
  readonly id: number;
  /** null: not known, as of a voter of `controller.quorum.voters`. */
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
  /** Where that leader is; undefined while it is not known. */
  readonly leaderEndpoint: string | undefined;
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
  /** The node's name. */
  readonly leaderEndpoint: string;
  readonly votedKey: ReplicaKey | undefined;
  readonly fetchTimeoutAt: Micros;
  /** In this epoch, since it began to follow. Until then it may grant a pre-vote. */
  readonly hasFetchedFromLeader: boolean;
  /** What has arrived so far of the snapshot it needs in place of the log. */
  readonly fetchingSnapshot: FetchingSnapshot | undefined;
  /** A controller that may join by itself asks to, from then on (`controller.quorum.auto.join.enable`). */
  readonly updateVoterSetAt: Micros;
}

export interface FetchingSnapshot extends OffsetAndEpoch {
  readonly records: readonly SnapshotRecord[];
}

/** How far one replica has got, as its leader knows from its fetches. */
export interface ReplicaState extends ReplicaKey {
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
  /** It runs for the only voter, too, which does not look at it (LeaderState.timeUntilCheckQuorumExpires). */
  readonly checkQuorumAt: Micros;
  readonly beginQuorumEpochAt: Micros;
  /** The one change of the voters that may be under way. */
  readonly addVoter: AddVoterState | undefined;
  readonly removeVoter: RemoveVoterState | undefined;
  /** It took itself out of the voters, and that is committed. */
  readonly resignRequested: boolean;
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
  readonly fetchSnapshotMaxBytes: number;
  readonly autoJoin: boolean;
  /** `metadata.max.retention.bytes` and `.ms`; negative: without a limit. */
  readonly retentionBytes: number;
  readonly retentionMs: number;
  /** Before KIP-996: who misses its leader stands for election at once, in a new epoch. */
  readonly withoutPreVote?: boolean;
  /** Before KIP-1166: a parked fetch is not answered because the high watermark has moved. */
  readonly withoutHighWatermarkNews?: boolean;
}

/** What RequestManager knows of one voter: a request on its way, or a pause after a failure. Absent: ready. */
export interface RaftConnection {
  /** Bootstrap servers, whose node ids are not known, have negative ones. */
  readonly id: number;
  readonly host: string;
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
  /** Where others reach this replica: the node's name. */
  readonly endpoint: string;
  readonly directoryId: string | null;
  /** controller.quorum.voters: in force while the log names none. */
  readonly staticVoters: readonly Voter[];
  /** Whom to ask for the leader. */
  readonly bootstrapServers: readonly Voter[];
  readonly controlRecords: ControlRecords;
  /** The newest set in the log, committed or not; else the static one. */
  readonly voters: readonly Voter[];
  readonly kraftVersion: number;
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
    endpoint: state.endpoint,
    directoryId: state.directoryId,
    staticVoters: state.staticVoters,
    bootstrapServers: state.bootstrapServers,
    controlRecords: state.controlRecords,
    voters: state.voters,
    kraftVersion: state.kraftVersion,
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
  | { readonly part: 'raft'; readonly type: 'update-voter-set' }
  | { readonly part: 'raft'; readonly type: 'voter-change-timeout' }
  | { readonly part: 'raft'; readonly type: 'clean-log' }
  | { readonly part: 'raft'; readonly type: 'request-timeout'; readonly to: number }
  | { readonly part: 'raft'; readonly type: 'retry-backoff'; readonly to: number }
  | { readonly part: 'raft'; readonly type: 'fetch-max-wait'; readonly number: number };

export function localKey({ nodeId, directoryId }: RaftState): ReplicaKey {
  return { id: nodeId, directoryId };
}

/** Where the leader of this epoch is, as far as known. */
export function knownLeaderEndpoint({ role }: RaftState): string | undefined {
  return role.name === 'Follower' || role.name === 'Prospective' ? role.leaderEndpoint : undefined;
}

export function hostOf(state: RaftState, id: number): string {
  const { role } = state;
  if (role.name === 'Follower' && role.leaderId === id) return role.leaderEndpoint;
  for (const voter of state.voters) if (voter.id === id) return voter.host;
  for (const server of state.bootstrapServers) if (server.id === id) return server.host;
  if (role.name === 'Leader' && role.addVoter?.voter.id === id) return role.addVoter.voter.host;
  throw new Error(`nobody said where ${id} is`);
}

export function isShuttingDown(state: RaftState): boolean {
  return state.shutdownBy !== undefined;
}

export function isVoterId(state: RaftState, id: number): boolean {
  for (const voter of state.voters) if (voter.id === id) return true;
  return false;
}
