/**
 * What crosses the network where ZooKeeper is: what clients ask of a server (org.apache.zookeeper.proto), and what the
 * servers of an ensemble tell each other (org.apache.zookeeper.server.quorum: Notification, QuorumPacket). *Simplified:* no
 * ACLs, no authentication; the size of a packet is not that of its jute form.
 */

/** org.apache.zookeeper.KeeperException.Code */
export type KeeperCode =
  | 'OK'
  | 'SYSTEMERROR'
  | 'RUNTIMEINCONSISTENCY'
  | 'CONNECTIONLOSS'
  | 'OPERATIONTIMEOUT'
  | 'BADARGUMENTS'
  | 'UNIMPLEMENTED'
  | 'NONODE'
  | 'BADVERSION'
  | 'NOCHILDRENFOREPHEMERALS'
  | 'NODEEXISTS'
  | 'NOTEMPTY'
  | 'SESSIONEXPIRED'
  | 'SESSIONMOVED'
  | 'INVALIDCALLBACK'
  | 'EPHEMERALONLOCALSESSION';

/** What the database knows of a znode (org.apache.zookeeper.data.Stat); times in micros of the run. */
export interface ZnodeStat {
  readonly czxid: number;
  readonly mzxid: number;
  readonly ctime: number;
  readonly mtime: number;
  readonly version: number;
  readonly cversion: number;
  readonly aversion: number;
  /** The session that owns an ephemeral node; 0: it is persistent. */
  readonly ephemeralOwner: number;
  readonly dataLength: number;
  readonly numChildren: number;
  readonly pzxid: number;
}

export type CreateMode = 'PERSISTENT' | 'PERSISTENT_SEQUENTIAL' | 'EPHEMERAL' | 'EPHEMERAL_SEQUENTIAL';

/** A change that is carried out or refused as a whole (org.apache.zookeeper.Op). A version of -1 matches any. */
export type ZooKeeperChange =
  | { readonly op: 'create'; readonly path: string; readonly data: string | null; readonly mode: CreateMode }
  | { readonly op: 'delete'; readonly path: string; readonly version: number }
  | { readonly op: 'setData'; readonly path: string; readonly data: string | null; readonly version: number }
  | { readonly op: 'check'; readonly path: string; readonly version: number };

export type ZooKeeperRead =
  | { readonly op: 'exists'; readonly path: string; readonly watch: boolean }
  | { readonly op: 'getData'; readonly path: string; readonly watch: boolean }
  | { readonly op: 'getChildren'; readonly path: string; readonly watch: boolean };

/** What a client asks for (org.apache.zookeeper.ZooDefs.OpCode). */
export type ZooKeeperOperation =
  | ZooKeeperChange
  | ZooKeeperRead
  | { readonly op: 'multi'; readonly ops: readonly ZooKeeperChange[] }
  /** Answered once the server has applied everything that its leader had committed when it was asked. */
  | { readonly op: 'sync'; readonly path: string }
  | { readonly op: 'ping' }
  /** What a client wants to go on watching after it has come to another server (SetWatches). */
  | {
      readonly op: 'setWatches';
      readonly relativeZxid: number;
      readonly dataWatches: readonly string[];
      readonly existWatches: readonly string[];
      readonly childWatches: readonly string[];
    }
  | { readonly op: 'closeSession' };

/**
 * What became of one part of a multi. Where one was refused, those before it have OK (though nothing was done), those after it
 * RUNTIMEINCONSISTENCY.
 */
export interface OpResult {
  readonly code: KeeperCode;
  /** Of a create: with its number, where the node is sequential. */
  readonly path?: string;
  readonly stat?: ZnodeStat;
}

export interface ZooKeeperResult {
  readonly code: KeeperCode;
  readonly path?: string;
  readonly data?: string | null;
  readonly children?: readonly string[];
  readonly stat?: ZnodeStat;
  readonly results?: readonly OpResult[];
}

export type WatchedEventType = 'NodeCreated' | 'NodeDeleted' | 'NodeDataChanged' | 'NodeChildrenChanged';

/** Between a client and the server it is connected to. */
export type ZooKeeperClientMessage =
  /** sessionId 0 asks for a new session. */
  | {
      readonly type: 'ZooKeeperConnectRequest';
      readonly lastZxidSeen: number;
      readonly timeOut: number;
      readonly sessionId: number;
      readonly passwd: string;
    }
  /** timeOut 0: the session has expired. Times in milliseconds. */
  | {
      readonly type: 'ZooKeeperConnectResponse';
      readonly timeOut: number;
      readonly sessionId: number;
      readonly passwd: string;
    }
  | { readonly type: 'ZooKeeperRequest'; readonly xid: number; readonly operation: ZooKeeperOperation }
  | {
      readonly type: 'ZooKeeperResponse';
      readonly xid: number;
      readonly zxid: number;
      readonly op: ZooKeeperOperation['op'];
      readonly result: ZooKeeperResult;
    }
  | { readonly type: 'ZooKeeperWatcherEvent'; readonly event: WatchedEventType; readonly path: string };

/** org.apache.zookeeper.server.quorum.QuorumPeer.ServerState */
export type PeerState = 'LOOKING' | 'FOLLOWING' | 'LEADING';

/** A vote, as the election tells it (FastLeaderElection.Notification). */
export interface ZooKeeperNotification {
  readonly type: 'ZooKeeperNotification';
  readonly sid: number;
  readonly state: PeerState;
  readonly leader: number;
  readonly zxid: number;
  readonly electionEpoch: number;
  readonly peerEpoch: number;
}

/** A committed change of the database, as it is logged and sent (org.apache.zookeeper.txn). */
export type ZooKeeperTxn =
  | {
      readonly type: 'create';
      readonly path: string;
      readonly data: string | null;
      readonly ephemeral: boolean;
      readonly parentCVersion: number;
    }
  | { readonly type: 'delete'; readonly path: string }
  | { readonly type: 'setData'; readonly path: string; readonly data: string | null; readonly version: number }
  | { readonly type: 'check'; readonly path: string; readonly version: number }
  | { readonly type: 'multi'; readonly txns: readonly ZooKeeperTxn[] }
  /** `client` is the node that asked; no real change says so. */
  | { readonly type: 'createSession'; readonly timeOut: number; readonly client: string }
  /**
   * `expired`: nobody asked for it, its time ran out. `client`: as of createSession; null where the session was being closed
   * already. No real change says either.
   */
  | {
      readonly type: 'closeSession';
      readonly pathsToDelete: readonly string[];
      readonly expired: boolean;
      readonly client: string | null;
    }
  /** A change that was refused takes its place in the order all the same. */
  | { readonly type: 'error'; readonly code: KeeperCode; readonly results?: readonly OpResult[] };

/** Who asked for it, and its place in the order of all changes. */
export interface LoggedTxn {
  readonly zxid: number;
  readonly sessionId: number;
  readonly xid: number;
  readonly time: number;
  readonly txn: ZooKeeperTxn;
}

/** A follower asks its leader for a session, on behalf of a client. */
export interface CreateSession {
  readonly op: 'createSession';
  readonly timeOut: number;
  readonly client: string;
}

/** Between the leader of an ensemble and a learner (org.apache.zookeeper.server.quorum.Leader, Learner). */
export type ZooKeeperPacket =
  | { readonly packet: 'FOLLOWERINFO'; readonly sid: number; readonly acceptedEpoch: number }
  | { readonly packet: 'LEADERINFO'; readonly newEpoch: number }
  | { readonly packet: 'ACKEPOCH'; readonly lastLoggedZxid: number; readonly currentEpoch: number }
  | { readonly packet: 'DIFF'; readonly zxid: number }
  | { readonly packet: 'TRUNC'; readonly zxid: number }
  | { readonly packet: 'SNAP'; readonly zxid: number; readonly snapshot: unknown }
  | { readonly packet: 'NEWLEADER'; readonly zxid: number }
  | { readonly packet: 'UPTODATE' }
  | { readonly packet: 'PROPOSAL'; readonly entry: LoggedTxn }
  | { readonly packet: 'ACK'; readonly zxid: number }
  | { readonly packet: 'COMMIT'; readonly zxid: number }
  /** From a learner with the sessions it has heard of since the last. */
  | { readonly packet: 'PING'; readonly touched?: readonly { readonly sessionId: number; readonly timeOut: number }[] }
  | {
      readonly packet: 'REQUEST';
      readonly sessionId: number;
      readonly xid: number;
      readonly operation: ZooKeeperOperation | CreateSession;
    }
  | { readonly packet: 'REVALIDATE'; readonly sessionId: number; readonly timeOut: number; readonly valid?: boolean }
  /** All that was on its way when the learner asked has been sent to it. */
  | { readonly packet: 'SYNC' };

export interface ZooKeeperQuorumPacket {
  readonly type: 'ZooKeeperQuorumPacket';
  readonly body: ZooKeeperPacket;
}

export type ZooKeeperMessage = ZooKeeperClientMessage | ZooKeeperNotification | ZooKeeperQuorumPacket;

export function isZooKeeperMessage(message: { readonly type: string }): message is ZooKeeperMessage {
  return message.type.startsWith('ZooKeeper');
}
