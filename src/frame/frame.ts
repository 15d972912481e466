/**
 * THE BOUNDARY: what the screen may know, as plain data in the words of the screen. A frame is one instant of one branch.
 * Views see these types and nothing of the core. Every field is derived from the simulation; nothing is made up here.
 */

import type { Micros } from '../base/time.ts';
import type { Era } from '../scenario/era.ts';
import type { ConsumerActivity } from './groups/groupFrame.ts';
import type { ZooKeeperFrame } from './zookeeper/zooKeeperFrame.ts';

export type { FactType } from '../kafka/facts.ts';

export type NodeKind = 'controller' | 'broker' | 'combined' | 'zookeeper' | 'producer' | 'consumer' | 'admin' | 'tool';
export type NodeStatus = 'up' | 'paused' | 'down' | 'off';

/** One instant. Lists are in display order; ids are stable between frames, so that a difference is small. */
export interface Frame {
  readonly at: Micros;
  /** Events run so far. */
  readonly step: number;
  readonly nodes: readonly NodeFrame[];
  readonly partitions: readonly PartitionFrame[];
  readonly messages: readonly MessageFrame[];
  readonly links: readonly LinkFrame[];
  readonly quorum: QuorumFrame;
  readonly properties: readonly PropertyFrame[];
  readonly ledger: LedgerFrame;
}

export type NodeFrame =
  | ControllerFrame
  | BrokerFrame
  | ZooKeeperFrame
  | ProducerFrame
  | ConsumerFrame
  | AdminFrame
  | ToolFrame;

export interface NodeBase {
  /** `b1` */
  readonly id: string;
  readonly status: NodeStatus;
  readonly lives: number;
  /** Of a process that is down: it ended by itself and in order, shut down or closed. */
  readonly closed?: true;
}

export interface RaftFrame {
  /** Unattached, Prospective, Candidate, Leader, Follower, Resigned; `Observer` shows as Follower/Unattached with voter false. */
  readonly role: string;
  readonly voter: boolean;
  readonly epoch: number;
  readonly leaderId: number | null;
  readonly votedFor: number | null;
  readonly highWatermark: number | null;
  readonly logStartOffset: number;
  readonly logEndOffset: number;
}

export interface ControllerFrame extends NodeBase {
  readonly kind: 'controller';
  readonly nodeId: number;
  readonly raft: RaftFrame | null;
  readonly active: boolean;
}

export interface BrokerFrame extends NodeBase {
  readonly kind: 'broker' | 'combined';
  readonly nodeId: number;
  readonly rack: string | null;
  readonly raft: RaftFrame | null;
  readonly active: boolean;
  /** BrokerState: NOT_RUNNING … RUNNING, PENDING_CONTROLLED_SHUTDOWN. null while the process is dead. */
  readonly brokerState: string | null;
  /** As the newest committed metadata says. */
  readonly fenced: boolean;
  readonly inControlledShutdown: boolean;
  readonly brokerEpoch: number;
  /** Offset of the metadata log up to which it has applied. */
  readonly metadataOffset: number;
  readonly replicas: readonly ReplicaFrame[];
  /** Groups that it is the coordinator of. */
  readonly coordinates: readonly string[];
  /** Absent where its metadata is not in ZooKeeper; null while the process is dead. */
  readonly zookeeper?: ZkClientFrame | null;
}

/** A broker's client of ZooKeeper, and what the broker knows of the controller. */
export interface ZkClientFrame {
  /** CLOSED: its session has expired, and there is no other yet. */
  readonly state: 'CONNECTING' | 'CONNECTED' | 'CLOSED';
  /** Of the ensemble, whom it talks to or tries to; null: none. */
  readonly server: string | null;
  readonly connected: boolean;
  /** `0x…`; null: it never had one. */
  readonly session: string | null;
  /** As negotiated. */
  readonly timeout: Micros;
  /** Its znode is under /brokers/ids. */
  readonly registered: boolean;
  /** As the last request of a controller said; -1: none has come. */
  readonly controllerId: number;
  readonly controllerEpoch: number;
}

/** One replica of one partition on one broker: from the process's memory, or from its disk while the process is dead. */
export interface ReplicaFrame {
  readonly partition: string;
  readonly broker: number;
  /** `offline`: the process is dead or does not serve it. */
  readonly role: 'leader' | 'follower' | 'offline';
  readonly leaderEpoch: number;
  /** According to the controller's newest committed metadata. */
  readonly inIsr: boolean;
  readonly logStartOffset: number;
  readonly logEndOffset: number;
  readonly highWatermark: number;
  /** Leader epoch of the last record; tints the edge. */
  readonly lastEpoch: number;
  /** The newest cells (at most 24), oldest first; the lens asks for more. */
  readonly tail: readonly RecordCell[];
  /** On a leader: what it knows of each follower. */
  readonly followers: readonly {
    readonly broker: number;
    readonly logEndOffset: number | null;
    readonly lastCaughtUpAt: Micros | null;
  }[];
}

/** acknowledged: a producer was told so. pending: not yet. unknown: the producer gave up not knowing. */
export type RecordFate = 'acknowledged' | 'pending' | 'failed' | 'unknown';

export interface RecordCell {
  readonly offset: number;
  readonly epoch: number;
  readonly key: string | null;
  readonly value: string | null;
  /** null: nobody we know sent it with a number. */
  readonly fate: RecordFate | null;
}

/** As the active controller's committed metadata says: kafka-topics.sh --describe. */
export interface PartitionFrame {
  readonly id: string;
  readonly topic: string;
  readonly partition: number;
  /** -1: none. */
  readonly leader: number;
  readonly leaderEpoch: number;
  readonly partitionEpoch: number;
  readonly replicas: readonly number[];
  readonly isr: readonly number[];
  readonly elr: readonly number[];
  readonly lastKnownElr: readonly number[];
  readonly minInsyncReplicas: number;
}

/** A message on its way, or held by a rule or by hand. Its place is (now − sentAt) / (arrivesAt − sentAt). */
export interface MessageFrame {
  /** Names the message in commands. */
  readonly id: number;
  readonly connection: number;
  readonly from: string;
  readonly to: string;
  /** Produce, Fetch, Vote, BrokerHeartbeat … */
  readonly api: string;
  readonly kind: 'request' | 'response' | 'close';
  readonly text: string;
  /** Has an error code in it. */
  readonly error: boolean;
  /** Carries records. */
  readonly records: number;
  readonly partition: string | null;
  readonly sentAt: Micros;
  /** null while held. */
  readonly arrivesAt: Micros | null;
  /** Step that sent it. */
  readonly cause: number;
}

export interface LinkFrame {
  readonly from: string;
  readonly to: string;
  readonly cut: boolean;
  readonly delay: Micros;
  readonly bytesPerSecond: number;
}

export interface QuorumFrame {
  readonly leaderId: number | null;
  readonly epoch: number;
  readonly voters: readonly number[];
  readonly highWatermark: number | null;
}

export interface ProducerFrame extends NodeBase {
  readonly kind: 'producer';
  readonly clientId: string;
  readonly acks: string;
  readonly sent: number;
  readonly acknowledged: number;
  readonly failed: number;
  readonly unknown: number;
  /** Records in the accumulator, and on the wire without an answer. */
  readonly buffered: number;
  readonly inFlight: number;
  /** The same in batches and requests; and calls of send() that wait. */
  readonly batches: number;
  readonly requests: number;
  readonly blocked: number;
  /** What it believes: partition -> leader id. */
  readonly leaders: readonly { readonly partition: string; readonly leader: number }[];
}

export interface ConsumerFrame extends NodeBase {
  readonly kind: 'consumer';
  readonly clientId: string;
  readonly consumed: number;
  /** group.id */
  readonly group: string | null;
  /** null: its process is dead. Between two polls it counts as polling. */
  readonly activity: Pick<ConsumerActivity, 'doing' | 'records'> | null;
  /** How long a record takes it. */
  readonly processEach: Micros;
  readonly positions: readonly {
    readonly partition: string;
    /** null before the first offset is known. */
    readonly position: number | null;
    readonly leader: number;
    /** Log end offset of the leader minus position, as an all-seeing eye sees it. */
    readonly lag: number | null;
    /** By the application. */
    readonly paused?: true;
  }[];
}

export interface AdminFrame extends NodeBase {
  readonly kind: 'admin';
  readonly done: boolean;
}

/** A command-line tool, while it runs. What it printed is in its facts (toolFrames.ts). */
export interface ToolFrame extends NodeBase {
  readonly kind: 'tool';
  /** `kafka-topics` */
  readonly tool: string;
  /** As it was typed. */
  readonly line: string;
}

export interface PropertyFrame {
  readonly name: string;
  /** `holds` so far, `broken` (at the step given), `expected` to break and broken. */
  readonly status: 'holds' | 'broken';
  readonly brokenAtStep: number | null;
  readonly detail: string | null;
  /** What it says. */
  readonly statement?: { readonly en: string; readonly ko: string };
  /** False where it broke though nothing had promised it: a lesson, not a fault. */
  readonly promised?: boolean;
  /** An anomaly: the name is of what must not occur. */
  readonly kind?: 'anomaly';
  /** The generation of the protocol can break it: nothing promises it in this run. */
  readonly breakable?: boolean;
}

export interface LedgerFrame {
  readonly sent: number;
  readonly acknowledged: number;
  readonly failed: number;
  readonly unknown: number;
  readonly pending: number;
  /** Acknowledged records that are in no current leader's log below the end. */
  readonly lost: number;
  readonly duplicated: number;
  /** Behind a record of the same producer that was sent later. */
  readonly reordered: number;
  readonly consumed: number;
}

// ---- asked for separately, because they are large or rare ---------------------------------------------------------------

/** One fact of the run, for the list, the scrubber's marks and the announcements. */
export interface FactFrame {
  /** Place in the branch's list of facts. */
  readonly index: number;
  readonly step: number;
  readonly at: Micros;
  readonly node: string;
  readonly type: string;
  readonly text: string;
  /** Fields of the fact as text, for templates in either language. */
  readonly fields: Readonly<Record<string, string>>;
  /** fault | election | isr | watermark | produce | consume | group | quorum | broker | routine */
  readonly group: FactGroup;
  /** Worth stopping at: see `interesting` in the controls. */
  readonly interesting: boolean;
}

export type FactGroup =
  | 'fault'
  | 'election'
  | 'isr'
  | 'watermark'
  | 'produce'
  | 'consume'
  | 'group'
  | 'quorum'
  | 'broker'
  | 'client'
  | 'routine';

/** One link of a chain of causes, newest first: the event, who handled it, what it told. */
export interface CauseFrame {
  readonly step: number;
  readonly at: Micros;
  readonly node: string;
  /** message, timer, command, boot, disconnect … */
  readonly kind: string;
  readonly text: string;
  readonly facts: readonly FactFrame[];
}

/** Every replica's log of one partition, aligned by offset, for the lens. */
export interface PartitionLogFrame {
  readonly partition: string;
  readonly from: number;
  readonly to: number;
  readonly replicas: readonly (ReplicaFrame & {
    readonly cells: readonly RecordCell[];
    readonly epochs: readonly { readonly epoch: number; readonly startOffset: number }[];
  })[];
  readonly consumers: readonly { readonly id: string; readonly position: number | null }[];
}

/** A tree of names and values: a node's, a message's or a record's state, for the inspector. */
export interface DetailFrame {
  readonly title: string;
  /** Of a record, where it is known: which one of which producer. */
  readonly sender?: { readonly client: string; readonly record: number };
  readonly rows: readonly DetailRow[];
}
export interface DetailRow {
  readonly label: string;
  readonly value: string;
  /** Kafka's class or KIP this value follows, or a config key. */
  readonly note?: string;
  readonly children?: readonly DetailRow[];
}

/** One branch of the run. */
export interface BranchFrame {
  readonly id: number;
  readonly name: string;
  readonly parent: number | null;
  readonly forkedAtStep: number;
  readonly forkedAt: Micros;
  /** Recorded so far. */
  readonly head: number;
  readonly headAt: Micros;
  /** What was done by hand, in words. */
  readonly commands: readonly { readonly step: number; readonly at: Micros; readonly text: string }[];
  /** First step (and its time) at which it differs from its parent. */
  readonly divergence: DivergenceFrame | null;
  readonly budgetReached: string | null;
  /** The branch it was run beside, from the start; it shares nothing with it but scenario, seed and commands. */
  readonly beside?: number | null;
  /** The Kafka it is run with. */
  readonly rung?: RungFrame;
  /** Its name in both languages, where it says what was changed. */
  readonly words?: { readonly en: string; readonly ko: string };
  /** What is changed against the file, as a link says it, and the seed it is run with. */
  readonly changed?: string;
  readonly seed?: number;
}

export interface DivergenceFrame {
  readonly step: number;
  readonly at: Micros;
  /** Of two runs beside each other: what only one of them told, and which branch that is. */
  readonly fact?: FactFrame;
  readonly teller?: number;
}

/** A release, a generation of the replication protocol, and who keeps the metadata. */
export interface RungFrame {
  readonly version: string;
  readonly protocol: string;
  readonly era: Era;
  /** The protocol is not the one of that release: somebody asked for another. */
  readonly mixed: boolean;
  /** What was chosen by hand: it is in links, where the file says otherwise. */
  readonly chosen: { readonly version?: string; readonly protocol?: string; readonly era?: string };
}

/** A mark on the scrubber: an interesting fact or a fault, without its words. */
export interface MarkFrame {
  /** Place of the fact in the branch's list. */
  readonly index: number;
  readonly step: number;
  readonly at: Micros;
  readonly group: FactGroup;
  /** Done by hand or by the script, not by the cluster. */
  readonly fault: boolean;
}

/**
 * What the player needs to pace itself: stretches in which messages travel that will lead to a fact, from the playhead on.
 * Between them nothing a person wants to watch happens, and the player skips ahead, saying so.
 */
export interface PaceFrame {
  readonly busy: readonly { readonly from: Micros; readonly to: Micros }[];
  /** Known up to here. */
  readonly until: Micros;
}

/** The metadata logs of the quorum, aligned by offset, for its lens: voters first, then the brokers that observe. */
export interface MetadataLogFrame {
  /** The window of `records`; `to` exclusive. */
  readonly from: number;
  readonly to: number;
  readonly quorum: QuorumFrame & {
    /** Of the voters. */
    readonly majority: number;
    /** Voters whose fetches reach the leader, itself among them: heard of within controller.quorum.fetch.timeout.ms. */
    readonly fetching: readonly number[];
    /** Who generates records now. */
    readonly activeController: number | null;
  };
  readonly replicas: readonly MetadataReplicaFrame[];
  /** What lies in the window of any of the logs, one for each offset and epoch, rising. */
  readonly records: readonly MetadataRecordFrame[];
}

/** One server's copy of the metadata log: from its process's memory, or from its disk while the process is dead. */
export interface MetadataReplicaFrame {
  readonly node: string;
  readonly nodeId: number;
  readonly status: NodeStatus;
  /** null while the process is dead. */
  readonly raft: RaftFrame | null;
  readonly voter: boolean;
  readonly logStartOffset: number;
  readonly logEndOffset: number;
  readonly epochs: readonly { readonly epoch: number; readonly startOffset: number }[];
  /** Snapshots it holds, oldest first: everything below `endOffset` in one file. */
  readonly snapshots: readonly { readonly endOffset: number; readonly epoch: number }[];
  /** While it stands for election, or asks whether it could: who said yes, and who no. */
  readonly election: { readonly granted: readonly number[]; readonly rejected: readonly number[] } | null;
  /** When the leader last had a fetch of it; null for the leader, or when it never had one. */
  readonly lastFetchAt: Micros | null;
}

export interface MetadataRecordFrame {
  readonly offset: number;
  readonly epoch: number;
  /** When the leader wrote it. */
  readonly at: Micros;
  /** `PartitionChange orders-0 leader b2 …` */
  readonly text: string;
}

/** Where the simulation is simpler than Kafka, and what a learner therefore sees. */
export interface DeviationFrame {
  readonly id: string;
  /** The class or KIP. */
  readonly kafka: string;
  readonly simplified: { readonly en: string; readonly ko: string };
  readonly learnerSees: { readonly en: string; readonly ko: string };
}
