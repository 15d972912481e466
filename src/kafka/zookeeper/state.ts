/**
 * What a server of the ensemble keeps: its database, its log, what it knows of the quorum, and the clients it serves.
 * Plain data; every change goes through the concept's own file (org.apache.zookeeper.server.quorum.QuorumPeer,
 * ZooKeeperServer).
 */
import type { Draft } from '../../base/draft.ts';
import type { Table } from '../../base/table.ts';
import type { Micros } from '../../base/time.ts';
import type { Vector } from '../../base/vector.ts';
import type { KafkaEnv, KafkaOut } from '../kinds.ts';
import type { LoggedTxn, ZooKeeperNotification, ZooKeeperOperation } from '../messages.ts';
import type { DataTree } from './dataTree.ts';
import type { ZooKeeperSetup } from './setup.ts';

/** A session as the database has it on every server: it is made and ended by changes like any other. */
export interface DatabaseSession {
  /** Milliseconds, as negotiated. */
  readonly timeout: number;
  /** The node that asked for it. */
  readonly client: string;
}

/** What all servers agree on, up to a change (ZKDatabase). */
export interface ZkDatabase {
  readonly tree: DataTree;
  readonly sessions: Table<DatabaseSession>;
  readonly lastProcessedZxid: number;
  /** The latest changes that were applied, to hand to a learner that lacks only them; about 500. */
  readonly committedLog: Vector<LoggedTxn>;
}

/** A database as it lies on the disk. */
export interface Snapshot {
  readonly zxid: number;
  readonly tree: DataTree;
  readonly sessions: Table<DatabaseSession>;
}

/** The transaction log and its way to the disk (SyncRequestProcessor, FileTxnLog, FileSnap). */
export interface TxnLog {
  /** What was logged since the older of the snapshots that are kept, in order of zxid. */
  readonly entries: Vector<LoggedTxn>;
  readonly lastLoggedZxid: number;
  /** All up to here is on the platter. */
  readonly flushedZxid: number;
  /** An fsync is under way: of everything up to this zxid. */
  readonly flushing: { readonly token: number; readonly zxid: number } | undefined;
  readonly nextToken: number;
  /** The latest, and the one before it; the newest first. */
  readonly snapshots: readonly Snapshot[];
  /** Changes logged since the latest snapshot, and how many there may be before the next. */
  readonly sinceSnapshot: number;
  readonly snapshotAfter: number;
}

/** A vote of an election (org.apache.zookeeper.server.quorum.Vote). */
export interface Vote {
  readonly leader: number;
  readonly zxid: number;
  readonly electionEpoch: number;
  readonly peerEpoch: number;
}

export type ReceivedVote = Vote & { readonly state: ZooKeeperNotification['state'] };

/** Looks for a leader (FastLeaderElection.lookForLeader). */
export interface Looking {
  readonly name: 'LOOKING';
  readonly proposal: Vote;
  /** sid -> its vote in this election (recvset). */
  readonly received: Table<ReceivedVote>;
  /** sid -> its vote in whatever election made the leader it has (outofelection). */
  readonly outOfElection: Table<ReceivedVote>;
  /** How long it waits for a notification before it sends its own again. Milliseconds. */
  readonly notificationTimeout: number;
  /** A quorum agrees with it: it decides if nothing better is heard for a while. */
  readonly finalizing: boolean;
  /** It has found one; within the same event it follows it, or leads. */
  readonly decided: Vote | undefined;
}

/** Where a learner is on its way from the election to serving (QuorumPeer.ZabState). */
export type ZabPhase = 'DISCOVERY' | 'SYNCHRONIZATION' | 'BROADCAST';

/** What a learner has taken from its leader before it serves (Learner.syncWithLeader). */
export interface LearnerSync {
  readonly mode: 'DIFF' | 'TRUNC' | 'SNAP';
  /** Proposals that are neither logged nor applied. */
  readonly proposals: readonly LoggedTxn[];
  /** The zxids of those that may be applied once they are logged. */
  readonly committed: readonly number[];
  /** NEWLEADER has come; it is acknowledged when the log has reached the platter. */
  readonly newLeader: 'flushing' | 'acknowledged' | undefined;
}

export interface Following {
  readonly name: 'FOLLOWING';
  readonly vote: Vote;
  readonly phase: ZabPhase;
  /** The leader's; undefined: not yet heard. */
  readonly epoch: number | undefined;
  /** Attempts to connect that failed, of five. */
  readonly failures: number;
  readonly sync: LearnerSync | undefined;
  /** Proposals that are logged and not committed, in order (FollowerZooKeeperServer.pendingTxns). */
  readonly pendingTxns: readonly LoggedTxn[];
  /** Sessions its clients have been heard on since the last PING: id -> timeout. */
  readonly touched: Table<number>;
  /** Clients' syncs that the leader has not answered, in order. */
  readonly pendingSyncs: readonly { readonly sessionId: number; readonly xid: number }[];
  /** Clients that have come with a session that the leader is asked about: session -> connection. */
  readonly pendingRevalidations: Table<number>;
  readonly heardAt: Micros;
}

/** One learner as its leader knows it (LearnerHandler), by the connection it came on. */
export interface LearnerHandler {
  readonly sid: number;
  readonly connection: number;
  readonly stage: 'waits-for-epoch' | 'epoch-sent' | 'waits-for-sync' | 'syncing' | 'acknowledged' | 'up-to-date';
  /** What it said it has logged. */
  readonly lastZxid: number;
  /** Gets new proposals. */
  readonly forwarding: boolean;
  /** What it has last acknowledged. */
  readonly lastAckedZxid: number;
  readonly heardAt: Micros;
  /** In ticks of the leader: after it the learner does not count for the quorum. */
  readonly tickOfNextAckDeadline: number;
  /** The oldest proposal it has not acknowledged, and the newest (LearnerHandler.SyncLimitCheck). */
  readonly awaited: Awaited | undefined;
  readonly awaitedNext: Awaited | undefined;
}

export interface Awaited {
  readonly zxid: number;
  readonly since: Micros;
}

/** A change on its way through the quorum (Leader.Proposal). */
export interface Proposal {
  readonly entry: LoggedTxn;
  /** sids that have it on their disks. */
  readonly acks: readonly number[];
}

export interface Leading {
  readonly name: 'LEADING';
  readonly vote: Vote;
  /** DISCOVERY until a quorum has acknowledged its epoch, SYNCHRONIZATION until a quorum has what it has. */
  readonly phase: ZabPhase;
  /** The highest epoch heard of and one; once `epochChosen` it is the leader's. */
  readonly epoch: number;
  readonly epochChosen: boolean;
  /** Its own epoch and zxid when it began: a learner must not be ahead of them. */
  readonly summary: { readonly currentEpoch: number; readonly lastZxid: number };
  /** connection -> */
  readonly learners: Table<LearnerHandler>;
  /** sids that have told their epochs, that have acknowledged the new one, that have what the leader has. */
  readonly connectingFollowers: readonly number[];
  readonly electingFollowers: readonly number[];
  readonly newLeaderAcks: readonly number[];
  /** In order of zxid. */
  readonly proposals: readonly Proposal[];
  readonly lastProposed: number;
  readonly lastCommitted: number;
  /** Syncs that are answered when that zxid is committed. */
  readonly pendingSyncs: readonly { readonly zxid: number; readonly connection: number }[];
  readonly tick: number;
  /** It wakes twice a tick. */
  readonly tickSkip: boolean;
}

/** The only server: it has nobody to ask. */
export interface Standalone {
  readonly name: 'STANDALONE';
  /** Proposals that have not reached the platter, in order. */
  readonly toFlush: readonly LoggedTxn[];
}

export type PeerRole = Looking | Following | Leading | Standalone;
export type PeerRoleName = PeerRole['name'];

export interface QueuedRequest {
  readonly xid: number;
  readonly operation: ZooKeeperOperation;
}

/** A client's connection (ServerCnxn). */
export interface ServerCnxn {
  readonly connection: number;
  /** The node. */
  readonly client: string;
  readonly sessionId: number;
  /** Milliseconds. */
  readonly timeout: number;
  /** False until the client has been told that its session is there. */
  readonly established: boolean;
  /** The first is a change or a sync that is on its way; all others wait behind it (CommitProcessor). */
  readonly queue: readonly QueuedRequest[];
  /** Closed then if nothing is heard. */
  readonly expiresAt: Micros;
}

/** One-shot watches: path -> connections (WatchManager). A path whose watches have fired has an empty list. */
export type Watches = Table<readonly number[]>;

/** A session as who may expire it tracks it (SessionTrackerImpl.SessionImpl). */
export interface TrackedSession {
  /** Milliseconds. */
  readonly timeout: number;
  /** At the end of a tick; each time the client is heard it moves on. */
  readonly expiresAt: Micros;
  readonly isClosing: boolean;
  /** The server its client is connected to; undefined: not yet known. */
  readonly owner: number | undefined;
}

/** Serving clients (ZooKeeperServer and its processors); not there while it looks for a leader. */
export interface Serving {
  /** connection -> */
  readonly cnxns: Table<ServerCnxn>;
  /** session -> connection */
  readonly cnxnOfSession: Table<number>;
  readonly dataWatches: Watches;
  readonly childWatches: Watches;
  /** Of a leader and of a standalone server; undefined at a follower, which tells its leader whom it has heard. */
  readonly tracker: Table<TrackedSession> | undefined;
  /** Who orders changes judges the next as if all before it had been applied (PrepRequestProcessor.outstandingChanges). */
  readonly outstanding: DataTree | undefined;
  /** The last zxid that was given out. */
  readonly zxid: number;
  readonly nextSessionId: number;
}

export interface ZooKeeperServerState {
  readonly kind: 'zookeeper';
  readonly setup: ZooKeeperSetup;
  readonly role: PeerRole;
  /** FastLeaderElection.logicalclock: counts elections. */
  readonly logicalClock: number;
  /** On the disk: the epoch of the last NEWLEADER it has taken, and of the last leader it has answered. */
  readonly currentEpoch: number;
  readonly acceptedEpoch: number;
  readonly database: ZkDatabase;
  /** All up to here is known to be committed. */
  readonly committedZxid: number;
  readonly log: TxnLog;
  readonly serving: Serving | undefined;
  /** sid -> what it was last told in an election, and the connection its own notifications came on (QuorumCnxManager). */
  readonly lastNotifications: Table<ZooKeeperNotification>;
  readonly electionConnections: Table<number>;
}

export type ZooKeeperTimer =
  /** Of a leader, twice a tick: pings, and whether it still has its quorum. */
  | { readonly part: 'zookeeper'; readonly type: 'tick' }
  /** Whether a session, or a silent connection, has come to its end. */
  | { readonly part: 'zookeeper'; readonly type: 'sessions' }
  /** No notification came for a while. */
  | { readonly part: 'zookeeper'; readonly type: 'notification' }
  /** Nothing better was heard: the election is decided. */
  | { readonly part: 'zookeeper'; readonly type: 'finalize' }
  /** The leader could not be reached: once more. */
  | { readonly part: 'zookeeper'; readonly type: 'connect' }
  /** Nothing was heard of the leader, or of a quorum, for too long. */
  | { readonly part: 'zookeeper'; readonly type: 'deadline' };

/** A server while it handles one event. */
export interface Peer {
  readonly state: Draft<ZooKeeperServerState>;
  readonly env: KafkaEnv;
  readonly out: KafkaOut;
}

/** Every field written out: see base/draft.ts. */
export function draftOf(state: ZooKeeperServerState): Draft<ZooKeeperServerState> {
  return {
    kind: state.kind,
    setup: state.setup,
    role: state.role,
    logicalClock: state.logicalClock,
    currentEpoch: state.currentEpoch,
    acceptedEpoch: state.acceptedEpoch,
    database: state.database,
    committedZxid: state.committedZxid,
    log: state.log,
    serving: state.serving,
    lastNotifications: state.lastNotifications,
    electionConnections: state.electionConnections,
  };
}
