/** The types Kafka brings to the engine: what its nodes are set up with, told, reminded of, and keep. */
import type { Micros } from '../base/time.ts';
import type { Env, NodeEvent, Out } from '../sim/protocol.ts';
import type { AdminState, AdminTimer } from './admin/state.ts';
import type { BrokerTimer } from './broker/state.ts';
import type { ConsumerState, ConsumerTimer } from './consumer/state.ts';
import type { ControllerTimer } from './controller/state.ts';
import type { KafkaFact } from './facts.ts';
import type { CreatableTopic, CreatePartitionsTopic, KafkaMessage, ReassignablePartition } from './messages.ts';
import type { ProducerState, ProducerTimer } from './producer/state.ts';
import type { RaftTimer } from './raft/state.ts';
import type { ServerState } from './server/state.ts';
import type { TopicPartition } from './topicPartition.ts';
import type { KafkaVersion } from './versions.ts';

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
  readonly config: Config;
  readonly version: KafkaVersion;
}

/** What an application does with its producer: a record every so often. `{n}` in a template is the record's number. */
export interface ProducerWorkload {
  readonly topic: string;
  /** Fixed partition, or null to let the partitioner choose. */
  readonly partition: number | null;
  readonly key: string | null;
  readonly value: string;
  readonly startAt: Micros;
  readonly every: Micros;
  /** null: for ever. */
  readonly count: number | null;
}

export interface ProducerSetup {
  readonly kind: 'producer';
  readonly clientId: string;
  /** bootstrap.servers, as node names. */
  readonly bootstrap: readonly string[];
  readonly config: Config;
  readonly version: KafkaVersion;
  readonly workload: readonly ProducerWorkload[];
}

export interface ConsumerSetup {
  readonly kind: 'consumer';
  readonly clientId: string;
  readonly bootstrap: readonly string[];
  readonly config: Config;
  readonly version: KafkaVersion;
  /** Whole topics, or single partitions: `assign()`. */
  readonly assign: readonly (TopicPartition | { readonly topic: string })[];
  /** The application polls again this long after a poll returned. */
  readonly pollEvery: Micros;
  readonly startAt: Micros;
}

export interface AdminSetup {
  readonly kind: 'admin';
  readonly clientId: string;
  readonly bootstrap: readonly string[];
  readonly config: Config;
  readonly version: KafkaVersion;
  /** Topics to create once enough brokers are registered and unfenced to hold them; retried until they exist. */
  readonly topics: readonly CreatableTopic[];
  readonly startAt: Micros;
}

export type KafkaSetup = ServerSetup | ProducerSetup | ConsumerSetup | AdminSetup;

export type KafkaOrder =
  /** SIGTERM to a server. */
  | { readonly type: 'controlled-shutdown' }
  /** One record, now, from a producer. */
  | {
      readonly type: 'produce';
      readonly topic: string;
      readonly partition: number | null;
      readonly key: string | null;
      readonly value: string;
      readonly count: number;
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
  /** kafka-metadata-quorum.sh add-controller and remove-controller. */
  | { readonly type: 'add-voter' | 'remove-voter'; readonly voter: Voter }
  | {
      readonly type: 'alter-config';
      readonly resourceType: 'TOPIC' | 'BROKER';
      readonly resourceName: string;
      readonly configs: Readonly<Record<string, string | null>>;
    };

export type KafkaTimer = RaftTimer | ControllerTimer | BrokerTimer | ProducerTimer | ConsumerTimer | AdminTimer;

export type KafkaState = ServerState | ProducerState | ConsumerState | AdminState;

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
