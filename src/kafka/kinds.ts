/** The types Kafka brings to the engine: what its nodes are set up with, told, reminded of, and keep. */
import type { Micros } from '../base/time.ts';
import type { Env, NodeEvent, Out } from '../sim/protocol.ts';
import type { AdminState, AdminTimer } from './admin/state.ts';
import type { BrokerTimer } from './broker/state.ts';
import type { Names } from './client/names.ts';
import type { ConsumerState, ConsumerTimer } from './consumer/state.ts';
import type { ControllerTimer } from './controller/state.ts';
import type { KafkaFact } from './facts.ts';
import type { KafkaControllerTimer } from './kafkaController/state.ts';
import type { CreatableTopic, CreatePartitionsTopic, KafkaMessage, ReassignablePartition } from './messages.ts';
import type { MigrationTimer } from './migration/state.ts';
import type { ProducerState, ProducerTimer } from './producer/state.ts';
import type { RaftTimer } from './raft/state.ts';
import type { ConfigResourceType, RecordHeader } from './records.ts';
import type { ServerState } from './server/state.ts';
import type { ToolState, ToolTimer } from './tools/state.ts';
import type { TopicPartition } from './topicPartition.ts';
import type { KafkaVersion } from './versions.ts';
import type { ZkClientTimer } from './zk/clientState.ts';
import type { ZooKeeperSetup } from './zookeeper/setup.ts';
import type { ZooKeeperServerState, ZooKeeperTimer } from './zookeeper/state.ts';

/** Configs resolved: Kafka's name to value, defaults filled in, so that a look-up cannot miss. */
export type Config = Readonly<Record<string, string | number | boolean | null>>;

/** A member of the quorum and where to reach it. `host` is the node's name. */
export interface Voter {
  readonly id: number;
  readonly host: string;
  /** Absent: a voter of `controller.quorum.voters`, which is the same voter on any disk. */
  readonly directoryId?: string;
}

export interface ServerSetup {
  readonly kind: 'server';
  /** node.id */
  readonly nodeId: number;
  /** process.roles */
  readonly roles: { readonly controller: boolean; readonly broker: boolean };
  readonly rack: string | null;
  readonly clusterId: string;
  /** controller.quorum.voters; empty where the voters are in the log (KIP-853). */
  readonly voters: readonly Voter[];
  /** controller.quorum.bootstrap.servers, as node names: where to look for the quorum when the voters are in the log. */
  readonly bootstrapServers?: readonly string[];
  /** advertised.listeners: what clients are told in place of its own name. */
  readonly advertised?: { readonly host: string; readonly port: number };
  /** zookeeper.connect, as node names: its metadata is there, or (a KRaft controller) is being moved from there. */
  readonly zookeeper?: { readonly connect: readonly string[] };
  readonly config: Config;
  /** Names of the settings that its file has: STATIC_BROKER_CONFIG. Absent: those that differ from the default. */
  readonly written?: readonly string[];
  readonly version: KafkaVersion;
}

/**
 * async: with a callback; sync: `send().get()`, the next record waits for what becomes of this one; fire-and-forget: the
 * application never hears of it.
 */
export type SendMode = 'async' | 'sync' | 'fire-and-forget';

/** What an application does with its producer: a record every so often. `{n}` in a template is the record's number. */
export interface ProducerWorkload {
  readonly topic: string;
  /** Fixed partition, or null to let the partitioner choose. */
  readonly partition: number | null;
  readonly key: string | null;
  /** null: tombstones. */
  readonly value: string | null;
  readonly startAt: Micros;
  readonly every: Micros;
  /** null: for ever. */
  readonly count: number | null;
  /** Absent: none. */
  readonly headers?: readonly RecordHeader[];
  /** Absent: async. */
  readonly mode?: SendMode;
  /** What it does when it hears that a record failed and may be tried again. Absent: nothing. */
  readonly onFailure?: 'nothing' | 'resend';
}

export interface ProducerSetup {
  readonly kind: 'producer';
  readonly clientId: string;
  /** bootstrap.servers, as node names. */
  readonly bootstrap: readonly string[];
  /** What the names of brokers lead to; absent: each is a node's own. */
  readonly names?: Names;
  readonly config: Config;
  readonly version: KafkaVersion;
  readonly workload: readonly ProducerWorkload[];
}

/** What a consumer reads: partitions it names itself, or what its group gives it of topics. */
export type ConsumerSubscription =
  /** assign(): whole topics, or single partitions. */
  | { readonly type: 'assign'; readonly partitions: readonly (TopicPartition | { readonly topic: string })[] }
  | { readonly type: 'topics'; readonly topics: readonly string[] }
  /** java.util.regex.Pattern, matched by the client. */
  | { readonly type: 'pattern'; readonly pattern: string }
  /** SubscriptionPattern (RE2/J), matched by the coordinator (KIP-848). */
  | { readonly type: 're2j-pattern'; readonly pattern: string };

/** When an application commits what a poll brought, once it is processed or handed to its workers. */
export type CommitHow = 'none' | 'sync' | 'async';

/** What an application does around poll(). */
export interface ConsumerApplication {
  /** It polls again this long after a poll returned, or when all is processed, if that is later. */
  readonly pollEvery: Micros;
  /** How long a record takes. */
  readonly processEach: Micros;
  readonly commit: CommitHow;
  /** 0: records are processed in the thread that polls; n: they are handed to so many others, and the loop goes on. */
  readonly workers: number;
}

export interface ConsumerSetup {
  readonly kind: 'consumer';
  readonly clientId: string;
  readonly bootstrap: readonly string[];
  /** What the names of brokers lead to; absent: each is a node's own. */
  readonly names?: Names;
  /** zookeeper.connect, as node names: it is the consumer that has its group there, until 2.0. `config` is in its words. */
  readonly zookeeper?: { readonly connect: readonly string[] };
  readonly config: Config;
  readonly version: KafkaVersion;
  readonly subscription: ConsumerSubscription;
  readonly application: ConsumerApplication;
  readonly startAt: Micros;
  /** close(), and the process ends; null: never. */
  readonly stopAt: Micros | null;
}

/** What the application of a consumer is told to do. */
export type ConsumerOrder =
  /** close(): gracefully; also of a producer. */
  | { readonly type: 'close'; readonly timeout?: Micros }
  | { readonly type: 'seek'; readonly partition: TopicPartition; readonly to: number | 'beginning' | 'end' }
  | { readonly type: 'pause-partitions' | 'resume-partitions'; readonly partitions: readonly TopicPartition[] }
  | { readonly type: 'subscribe'; readonly topics: readonly string[] }
  | { readonly type: 'unsubscribe' }
  /** From now on a record takes so long. */
  | { readonly type: 'process'; readonly each: Micros }
  /** Once, now. */
  | { readonly type: 'commit'; readonly how: 'sync' | 'async' };

export interface AdminSetup {
  readonly kind: 'admin';
  readonly clientId: string;
  readonly bootstrap: readonly string[];
  /** What the names of brokers lead to; absent: each is a node's own. */
  readonly names?: Names;
  readonly config: Config;
  readonly version: KafkaVersion;
  /** Topics to create once enough brokers are registered and unfenced to hold them; retried until they exist. */
  readonly topics: readonly CreatableTopic[];
  readonly startAt: Micros;
}

/** One run of a command-line tool: a process that prints, and ends by itself. */
export interface ToolSetup {
  readonly kind: 'tool';
  /** As it was typed. */
  readonly line: string;
  /** `kafka-topics`, without path and `.sh`. */
  readonly tool: string;
  readonly args: readonly string[];
  /** Names of this network's brokers: who may be written after `--bootstrap-server`. */
  readonly hosts: readonly string[];
  /** Where the names lead that brokers advertise; absent: each is a node's own. */
  readonly names?: Names;
  /** Of the machine it runs on: what its flags may name, with their texts. */
  readonly files: Readonly<Record<string, string>>;
  readonly version: KafkaVersion;
}

/** What reaches a tool while it runs. */
export type ToolOrder =
  /** A line on its standard input. */
  | { readonly type: 'input'; readonly text: string }
  /** Ctrl-D */
  | { readonly type: 'end-of-input' }
  /** Ctrl-C */
  | { readonly type: 'interrupt' };

export type KafkaSetup = ServerSetup | ZooKeeperSetup | ProducerSetup | ConsumerSetup | AdminSetup | ToolSetup;

export type KafkaOrder =
  | ConsumerOrder
  /** flush() of a producer. */
  | { readonly type: 'flush' }
  | ToolOrder
  /** SIGTERM to a server. */
  | { readonly type: 'controlled-shutdown' }
  /** One record, now, from a producer. */
  | {
      readonly type: 'produce';
      readonly topic: string;
      readonly partition: number | null;
      readonly key: string | null;
      /** null: a tombstone. */
      readonly value: string | null;
      readonly count: number;
      /** Absent: none. */
      readonly headers?: readonly RecordHeader[];
    }
  | { readonly type: 'create-topic'; readonly topic: CreatableTopic }
  | {
      readonly type: 'elect-leaders';
      readonly electionType: 'PREFERRED' | 'UNCLEAN';
      readonly partitions: readonly TopicPartition[] | null;
    }
  | { readonly type: 'reassign'; readonly partitions: readonly ReassignablePartition[] }
  | { readonly type: 'list-reassignments'; readonly partitions: readonly TopicPartition[] | null }
  | { readonly type: 'create-partitions'; readonly topic: CreatePartitionsTopic }
  | { readonly type: 'unregister-broker'; readonly brokerId: number }
  /** kafka-delete-records.sh: everything before the offset; -1: up to the high watermark. */
  | { readonly type: 'delete-records'; readonly topicPartition: TopicPartition; readonly offset: number }
  /** kafka-metadata-quorum.sh add-controller and remove-controller. */
  | { readonly type: 'add-voter' | 'remove-voter'; readonly voter: Voter }
  | {
      readonly type: 'alter-config';
      readonly resourceType: ConfigResourceType;
      readonly resourceName: string;
      readonly configs: Readonly<Record<string, string | null>>;
    };

export type KafkaTimer =
  | RaftTimer
  | ControllerTimer
  | BrokerTimer
  | ProducerTimer
  | ConsumerTimer
  | AdminTimer
  | ToolTimer
  | ZooKeeperTimer
  | ZkClientTimer
  | KafkaControllerTimer
  | MigrationTimer;

export type KafkaState = ServerState | ZooKeeperServerState | ProducerState | ConsumerState | AdminState | ToolState;

export interface Kafka {
  setup: KafkaSetup;
  state: KafkaState;
  message: KafkaMessage;
  order: KafkaOrder;
  timer: KafkaTimer;
  fact: KafkaFact;
}

export type KafkaEvent = NodeEvent<Kafka>;
export type Arrived = Extract<KafkaEvent, { type: 'arrived' }>;
export type Disconnected = Extract<KafkaEvent, { type: 'disconnected' }>;
export type KafkaEnv = Env;
export type KafkaOut = Out<Kafka>;
