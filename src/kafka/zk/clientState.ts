/**
 * What a client of ZooKeeper keeps: its session, where it is connected, what is in flight, the watches that are set and who
 * is to hear of them (kafka.zookeeper.ZooKeeperClient; org.apache.zookeeper.ClientCnxn, StaticHostProvider, ZKWatchManager).
 */
import type { Draft } from '../../base/draft.ts';
import { emptyTable, type Table } from '../../base/table.ts';
import type { Micros } from '../../base/time.ts';
import type { KafkaEnv, KafkaOut } from '../kinds.ts';
import type { WatchedEventType, ZooKeeperOperation, ZooKeeperResult } from '../messages.ts';

export interface ZkClientSetup {
  /** zookeeper.connect, as node names. */
  readonly connect: readonly string[];
  /** zookeeper.session.timeout.ms */
  readonly sessionTimeout: Micros;
  /** zookeeper.max.in.flight.requests, of all threads together. */
  readonly maxInFlight: number;
  /**
   * False: ZkClient of org.I0Itec, before KAFKA-5642: each thread has one request in flight at most, and what an expired
   * session was asked for is asked of the next. Absent: true.
   */
  readonly pipelined?: boolean;
  /** Of its connections to servers. */
  readonly lane: string;
}

/** org.apache.zookeeper.ZooKeeper.States. CLOSED: the session has expired, or was closed. */
export type ZkConnectionState = 'CONNECTING' | 'CONNECTED' | 'CLOSED';

/** What was asked: sent, or to be sent when there is a connection. */
export interface ZkPacket {
  /** Given when it is sent. */
  readonly xid: number;
  /** Who waits for the answer: its number; 0: nobody. */
  readonly thread: number;
  readonly operation: ZooKeeperOperation;
  readonly queuedAt: Micros;
}

/** Where the send thread is with the server it has chosen. */
export type ZkSocket =
  /** Before it opens the connection, until then. */
  | { readonly type: 'sleeping'; readonly server: string; readonly until: Micros }
  /** The connection is being opened, or the session asked for. */
  | { readonly type: 'opening'; readonly server: string }
  | { readonly type: 'established'; readonly server: string };

export interface ZkClientState {
  readonly setup: ZkClientSetup;
  /** How many sessions it has asked for: each is a ZooKeeper object of its own in Java. */
  readonly incarnation: number;
  readonly state: ZkConnectionState;
  readonly socket: ZkSocket | null;
  /** The servers in the order they are tried, shuffled for each session; -1: none was tried. */
  readonly servers: readonly string[];
  readonly currentIndex: number;
  readonly lastIndex: number;
  /** How often it has tried to connect. */
  readonly attempts: number;
  /** 0: none so far. */
  readonly sessionId: number;
  readonly passwd: string;
  /** As the server has it. */
  readonly negotiatedTimeout: Micros;
  readonly readTimeout: Micros;
  readonly connectTimeout: Micros;
  readonly isFirstConnect: boolean;
  readonly lastZxid: number;
  readonly nextXid: number;
  readonly lastSend: Micros;
  readonly lastHeard: Micros;
  /** When the send thread looks again, and what its timer is set to: no later. null: it has nothing to look after. */
  readonly lookAt: Micros | null;
  readonly wakeAt: Micros | null;
  /** close() was called. */
  readonly closing: boolean;
  readonly outgoing: readonly ZkPacket[];
  readonly pending: readonly ZkPacket[];
  /** Threads that have requests to send and wait for a permit, in their order. */
  readonly waitingForPermit: readonly number[];
  readonly watches: ZkWatches;
  /** Who hears of a change: the handler's name by path. It is theirs to know what to do. */
  readonly changeHandlers: Table<string>;
  readonly childChangeHandlers: Table<string>;
  /** Who is told when the session expires and when there is another (StateChangeHandler.name), in Kafka's order. */
  readonly stateChangeHandlers: readonly string[];
  /** KafkaZkClient.currentZooKeeperSessionId: that of the last ephemeral znode it made. */
  readonly registeredSessionId: number;
}

/** Set at the server, one-shot; by path. */
export interface ZkWatches {
  readonly data: Table<true>;
  readonly exist: Table<true>;
  readonly child: Table<true>;
}

/** A copy to change. */
export type ClientDraft = Draft<ZkClientState>;

export type ZkClientTimer = { readonly part: 'zk-client' } & (
  | { readonly type: 'send-thread' }
  /** A thread that sleeps, or that waits for the connection no longer than so. */
  | { readonly type: 'thread'; readonly thread: number }
);

export type ZkKeeperState = 'Disconnected' | 'SyncConnected' | 'Expired' | 'Closed';

/** What became known of the client in one event, for the threads and the handlers of its node. */
export type ZkHappening =
  | { readonly type: 'answered'; readonly thread: number; readonly result: ZooKeeperResult }
  | { readonly type: 'watch'; readonly event: WatchedEventType; readonly path: string }
  /** The connection is lost, there is one, or the session is no more; null: it had not been connected. */
  | { readonly type: 'state'; readonly state: ZkKeeperState; readonly server: string | null };

/** One event, for the client. */
export interface Cnxn {
  readonly client: ClientDraft;
  readonly env: KafkaEnv;
  readonly out: KafkaOut;
  readonly happened: ZkHappening[];
}

export function newZkClient(setup: ZkClientSetup): ZkClientState {
  return {
    setup,
    incarnation: 0,
    state: 'CONNECTING',
    socket: null,
    servers: setup.connect,
    currentIndex: -1,
    lastIndex: -1,
    attempts: 0,
    sessionId: 0,
    passwd: '',
    negotiatedTimeout: 0,
    readTimeout: 0,
    connectTimeout: 0,
    isFirstConnect: true,
    lastZxid: 0,
    nextXid: 1,
    lastSend: 0,
    lastHeard: 0,
    lookAt: null,
    wakeAt: null,
    closing: false,
    outgoing: [],
    pending: [],
    waitingForPermit: [],
    watches: NO_WATCHES,
    changeHandlers: emptyTable(),
    childChangeHandlers: emptyTable(),
    stateChangeHandlers: [],
    registeredSessionId: -1,
  };
}

export const NO_WATCHES: ZkWatches = { data: emptyTable(), exist: emptyTable(), child: emptyTable() };

/** Every field written out: a copy of one hidden class. */
export function draftOfClient(client: ZkClientState): ClientDraft {
  return {
    setup: client.setup,
    incarnation: client.incarnation,
    state: client.state,
    socket: client.socket,
    servers: client.servers,
    currentIndex: client.currentIndex,
    lastIndex: client.lastIndex,
    attempts: client.attempts,
    sessionId: client.sessionId,
    passwd: client.passwd,
    negotiatedTimeout: client.negotiatedTimeout,
    readTimeout: client.readTimeout,
    connectTimeout: client.connectTimeout,
    isFirstConnect: client.isFirstConnect,
    lastZxid: client.lastZxid,
    nextXid: client.nextXid,
    lastSend: client.lastSend,
    lastHeard: client.lastHeard,
    lookAt: client.lookAt,
    wakeAt: client.wakeAt,
    closing: client.closing,
    outgoing: client.outgoing,
    pending: client.pending,
    waitingForPermit: client.waitingForPermit,
    watches: client.watches,
    changeHandlers: client.changeHandlers,
    childChangeHandlers: client.childChangeHandlers,
    stateChangeHandlers: client.stateChangeHandlers,
    registeredSessionId: client.registeredSessionId,
  };
}
