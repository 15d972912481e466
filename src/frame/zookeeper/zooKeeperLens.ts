/** What the ZooKeeper lens asks for: one of its parts. Plain data in the words of the screen. */
import type { Micros } from '../../base/time.ts';
import type { NodeStatus } from '../frame.ts';
import type { EraControllerFrame } from './eraControllerFrame.ts';
import type { ZooKeeperRole } from './zooKeeperFrame.ts';

export type ZooKeeperPart = 'ensemble' | 'znodes' | 'controller' | 'time';

export interface ZooKeeperAsk {
  readonly part: ZooKeeperPart;
  /** Of the znodes: whose database; null: the leader's, else the one that knows most. */
  readonly server: string | null;
  /** Znodes whose children are shown. */
  readonly open: readonly string[];
  /** The one that is looked at closely. */
  readonly path: string | null;
}

export interface ZooKeeperLensFrame {
  readonly quorum: EnsembleQuorum;
  readonly ensemble: EnsembleFrame | null;
  readonly znodes: ZnodesFrame | null;
  readonly controller: EraControllerFrame | null;
  readonly history: EraHistoryFrame | null;
}

/** The arithmetic, for the sentence over every part. */
export interface EnsembleQuorum {
  /** Servers of the ensemble, and how many of them must agree. */
  readonly size: number;
  readonly majority: number;
  /** Processes that live. */
  readonly living: number;
  /** null: nobody leads. */
  readonly leader: number | null;
  readonly epoch: number;
  /** Who is with the leader, itself among them; of a leader that waits for its quorum, who has come so far. */
  readonly members: readonly number[];
  /** The leader serves: a quorum has acknowledged it. */
  readonly isServing: boolean;
}

// ---- the ensemble --------------------------------------------------------------------------------------------------------

export interface EnsembleFrame {
  readonly servers: readonly EnsembleServer[];
  /** The newest changes any of them has logged, rising: the columns of the picture. */
  readonly txns: readonly TxnFrame[];
  readonly sessions: readonly SessionFrame[];
}

export interface EnsembleServer {
  readonly node: string;
  readonly myid: number;
  readonly status: NodeStatus;
  readonly role: ZooKeeperRole | null;
  /** Between the election and serving: discovery, epoch, synchronization; then broadcast. */
  readonly phase: string | null;
  readonly serving: boolean;
  /** While it looks for a leader: whom it votes for, in which round, and whose votes it has for that. */
  readonly election: { readonly vote: number; readonly round: number; readonly agree: readonly number[] } | null;
  readonly acceptedEpoch: number;
  readonly currentEpoch: number;
  readonly lastLoggedZxid: number;
  readonly flushedZxid: number;
  readonly lastProcessedZxid: number;
  /** Changes that the leader has committed and this one has not applied; null: nobody leads, or it is dead. */
  readonly behind: number | null;
  /** Of the leader: proposed, and not yet acknowledged by a quorum. */
  readonly outstanding: number;
  readonly clients: number;
  readonly watches: number;
  /** By place in `txns`. */
  readonly log: readonly TxnCell[];
}

/** applied: part of the database. logged: on the disk. written: not yet flushed. absent: it does not have it. */
export type TxnCell = 'applied' | 'logged' | 'written' | 'absent';

export interface TxnFrame {
  readonly zxid: number;
  readonly at: Micros;
  readonly op: TxnOp;
  /** `create /controller` */
  readonly text: string;
  /** The node whose session asked for it; empty: nobody's. */
  readonly client: string;
  /** null: it is about none, or about several. */
  readonly path: string | null;
  /** The leader does not have it: it is to go when its server follows again. */
  readonly isForeign: boolean;
}

export type TxnOp = 'create' | 'delete' | 'setData' | 'check' | 'multi' | 'createSession' | 'closeSession' | 'error';

export interface SessionFrame {
  /** As ZooKeeper writes it. */
  readonly id: string;
  /** The node that asked for it. */
  readonly client: string;
  /** Alive, and what it believes of itself; null: its process is dead, or keeps none. */
  readonly believes: { readonly sessionId: string | null; readonly state: string } | null;
  /** The server it is connected to; null: none. */
  readonly server: string | null;
  readonly timeout: Micros;
  /** The leader lets it go then, unless it is heard of; null: nobody counts. */
  readonly expiresAt: Micros | null;
  readonly isClosing: boolean;
  readonly ephemerals: readonly string[];
  readonly watches: number;
}

// ---- znodes --------------------------------------------------------------------------------------------------------------

export interface ZnodesFrame {
  /** Whose database this is, and which there are. */
  readonly server: string | null;
  readonly servers: readonly string[];
  readonly zxid: number;
  readonly count: number;
  /** In the order of the tree, of what is open. */
  readonly rows: readonly ZnodeRow[];
  /** The newest first. */
  readonly changes: readonly ZnodeChange[];
  readonly chosen: ZnodeDetail | null;
}

/** How it differs from what it was a moment ago. */
export type ZnodeNews = 'created' | 'changed' | 'deleted';

export interface ZnodeRow {
  readonly path: string;
  readonly name: string;
  readonly depth: number;
  readonly children: number;
  readonly isOpen: boolean;
  /** Cut to what a line can hold. */
  readonly data: string | null;
  readonly version: number;
  /** The node whose session owns it; null: persistent. */
  readonly owner: string | null;
  /** Who will be told of the next change, once. */
  readonly watchers: readonly Watcher[];
  readonly news: ZnodeNews | null;
  /** Something below it is news, and cannot be seen because it is closed. */
  readonly newsBelow: boolean;
}

export interface Watcher {
  readonly client: string;
  /** data: its data and whether it is there. */
  readonly kind: 'data' | 'children';
  /** Where the watch is set. */
  readonly server: string;
}

export interface ZnodeChange {
  readonly zxid: number;
  readonly at: Micros;
  readonly path: string;
  readonly what: ZnodeNews;
  /** null: data has not changed. */
  readonly version: number | null;
  readonly data: string | null;
  readonly client: string;
}

export interface ZnodeDetail {
  readonly path: string;
  /** null: it is not there (any more). */
  readonly stat: {
    readonly czxid: string;
    readonly ctime: Micros;
    readonly mzxid: string;
    readonly mtime: Micros;
    readonly pzxid: string;
    readonly cversion: number;
    readonly dataVersion: number;
    readonly ephemeralOwner: string;
    readonly dataLength: number;
    readonly numChildren: number;
  } | null;
  readonly data: string | null;
  readonly owner: string | null;
  readonly watchers: readonly Watcher[];
  /** The newest first. */
  readonly history: readonly ZnodeChange[];
}

// ---- over time -----------------------------------------------------------------------------------------------------------

export interface EraHistoryFrame {
  readonly until: Micros;
  readonly rows: readonly EraRow[];
  readonly marks: readonly EraMark[];
}

/** `znode`: who /controller names. `acting`: a broker that takes itself for the controller. */
export type EraRow =
  | { readonly kind: 'znode'; readonly node: null; readonly spans: readonly EraSpan[] }
  | { readonly kind: 'acting' | 'server' | 'session'; readonly node: string; readonly spans: readonly EraSpan[] };

export interface EraSpan {
  readonly from: Micros;
  readonly to: Micros;
  readonly step: number;
  /** Of a server: LOOKING …; of a session: its id; of the controller: a broker. */
  readonly what: string;
  /** Hue: the controller epoch, the epoch of the ensemble; -1: none. */
  readonly epoch: number;
  readonly ended: 'expired' | 'closed' | 'died' | null;
}

export interface EraMark {
  readonly at: Micros;
  readonly step: number;
  readonly kind: 'leader' | 'controller';
  readonly number: number;
  readonly epoch: number;
  readonly took: Micros;
  readonly partitions: number;
}
