/**
 * What a broker keeps, in the parts that Kafka has: lifecycle, channels to the controller, metadata image, replica
 * manager (partitions, fetchers, purgatories), socket server (kafka.server.BrokerServer).
 */
import type { Draft } from '../../base/draft.ts';
import type { Table } from '../../base/table.ts';
import type { Micros } from '../../base/time.ts';
import type { ErrorName } from '../errors.ts';
import type { GroupCoordinatorState, GroupTimer } from '../group/state.ts';
import type { Config, ServerSetup, Voter } from '../kinds.ts';
import type { LogTask } from '../log/logManager.ts';
import type { PartitionLog } from '../log/partitionLog.ts';
import type {
  AllocateProducerIdsRequest,
  AlterPartitionRequest,
  BrokerHeartbeatRequest,
  BrokerRegistrationRequest,
  DeleteGroupsResponse,
  EnvelopeRequest,
  FetchRequest,
  ForwardedRequest,
  GroupRequest,
  KafkaRequest,
} from '../messages.ts';
import type { MetadataImage } from '../metadata/image.ts';
import type { AlterPartitionItem } from '../replication/alterPartitionManager.ts';
import type { ReplicaFetcher } from '../replication/fetcherState.ts';
import type { FetchSession } from '../replication/fetchSession.ts';
import type { Partition } from '../replication/partition.ts';
import type { TopicPartition } from '../topicPartition.ts';
import type { ZooKeeperPart } from '../zk/part.ts';
import type { ProducerIdManager } from './producerIdManager.ts';
import type { DelayedTopicOperation } from './zk/topicPurgatory.ts';

/** org.apache.kafka.metadata.BrokerState */
export type LifecycleState =
  | 'NOT_RUNNING'
  | 'STARTING'
  | 'RECOVERY'
  | 'RUNNING'
  | 'PENDING_CONTROLLED_SHUTDOWN'
  | 'SHUTTING_DOWN';

export interface Lifecycle {
  readonly state: LifecycleState;
  readonly incarnationId: string;
  /** -1 until registered. */
  readonly brokerEpoch: number;
  /** Of the last clean shutdown, or -1. */
  readonly previousBrokerEpoch: number;
  readonly readyToUnfence: boolean;
  readonly registered: boolean;
  readonly initialRegistrationSucceeded: boolean;
  readonly communicationInFlight: boolean;
  readonly nextSchedulingShouldBeImmediate: boolean;
  readonly gotControlledShutdownResponse: boolean;
  /** The whole process ends with it, whatever else its server is. */
  readonly crashed: boolean;
}

/** Each is a connection of its own to the active controller (NodeToControllerChannelManager). */
export type ChannelName = 'heartbeat' | 'alter-partition' | 'forwarding';

export type ControllerRequest =
  | BrokerRegistrationRequest
  | BrokerHeartbeatRequest
  | AlterPartitionRequest
  | AllocateProducerIdsRequest
  | EnvelopeRequest;

export interface ChannelItem {
  readonly createdAt: Micros;
  /** Its correlationId is set anew whenever it is sent. */
  readonly request: ControllerRequest;
  /** Who waits for the answer: a client's connection, or nobody outside. */
  readonly connection: number | null;
}

export interface ControllerChannel {
  readonly name: ChannelName;
  /** The controller it talks to, until that one fails it. */
  readonly activeController: Voter | null;
  readonly queue: readonly ChannelItem[];
  readonly inFlight: ChannelItem | null;
  /** After a lost connection it is opened again no earlier than this. */
  readonly reconnectAt: Micros;
}

/** A request that is not answered yet: its connection is muted meanwhile. */
export type Parked = ParkedProduce | ParkedFetch | ParkedDeleteRecords | ParkedForward | ParkedGroup | ParkedZooKeeper;

export interface ProducePartitionStatus {
  readonly topicPartition: TopicPartition;
  readonly acksPending: boolean;
  /** The answer as it would be if it had to be sent now. */
  readonly errorCode: ErrorName;
  readonly baseOffset: number;
  readonly logStartOffset: number;
  /** -1: the records keep their own times. */
  readonly logAppendTime: Micros;
  readonly requiredOffset: number;
}

export interface ParkedProduce {
  readonly type: 'produce';
  readonly correlationId: number;
  readonly partitions: readonly ProducePartitionStatus[];
}

export type FetchPartition = FetchRequest['partitions'][number];

export interface FetchParams {
  /** -1: a consumer. */
  readonly replicaId: number;
  readonly replicaEpoch: number;
  readonly minBytes: number;
  readonly maxBytes: number;
  /** Where a consumer is; empty: it does not say (KIP-392). */
  readonly rackId: string;
}

export interface ParkedFetch {
  readonly type: 'fetch';
  readonly correlationId: number;
  readonly params: FetchParams;
  /** 0: outside a session; then `partitions` are all it asked for. */
  readonly sessionId: number;
  /** The first of its session: answered with every partition. */
  readonly full: boolean;
  readonly partitions: readonly FetchPartition[];
}

export interface DeleteRecordsStatus {
  readonly topicPartition: TopicPartition;
  readonly acksPending: boolean;
  /** The answer as it would be if it had to be sent now. */
  readonly errorCode: ErrorName;
  readonly lowWatermark: number;
  readonly requiredOffset: number;
}

export interface ParkedDeleteRecords {
  readonly type: 'delete-records';
  readonly correlationId: number;
  readonly partitions: readonly DeleteRecordsStatus[];
}

export interface ParkedForward {
  readonly type: 'forward';
  readonly request: ForwardedRequest;
}

/** Of group coordination: joins and syncs wait for other members, writes to be committed. */
export interface ParkedGroup {
  readonly type: 'group';
  readonly request: GroupRequest;
  /** Of an answer in parts: those that are there. */
  readonly gathered: DeleteGroupsResponse['results'];
}

/** A thread of the broker waits for ZooKeeper on its behalf, or it waits for the controller here or for its brokers. */
export interface ParkedZooKeeper {
  readonly type: 'zookeeper';
  readonly request: KafkaRequest;
  readonly parkedAt: Micros;
  /** It is carried out, and waits for the metadata to say so. */
  readonly delayed: DelayedTopicOperation | null;
}

export interface ClientConnection {
  /** The node that opened it. */
  readonly from: string;
  readonly parked: Parked | null;
  readonly queue: readonly KafkaRequest[];
}

export interface BrokerState {
  readonly setup: ServerSetup;
  /** The settings in force: those of the setup, changed by what the metadata log says (DynamicBrokerConfig). */
  readonly config: Config;
  readonly lifecycle: Lifecycle;
  readonly channels: Readonly<Record<ChannelName, ControllerChannel>>;
  /** The controller: leader of the metadata quorum as the raft client knows it, or the one that UpdateMetadata has named. */
  readonly quorumLeader: Voter | null;
  readonly image: MetadataImage;
  /** The first image that contains this incarnation has been handed to the replica manager. */
  readonly firstPublished: boolean;
  /** SocketServer: connections are taken from RUNNING on. */
  readonly acceptingRequests: boolean;
  readonly connections: Table<ClientConnection>;
  /** Found on disk at start and not hosted so far. */
  readonly unhostedLogs: Table<PartitionLog>;
  readonly partitions: Table<Partition>;
  readonly fetchers: Table<ReplicaFetcher>;
  readonly failedPartitions: readonly TopicPartition[];
  readonly fetchSessions: Table<FetchSession>;
  readonly alterPartition: {
    readonly unsent: readonly AlterPartitionItem[];
    readonly inFlight: readonly AlterPartitionItem[] | null;
  };
  /** Topics whose creation a Metadata request has set off. */
  readonly autoCreating: readonly string[];
  /** Of topics that the controller would not make: what it said last. */
  readonly autoCreationRefused: Readonly<Record<string, string>>;
  readonly producerIds: ProducerIdManager;
  readonly groupCoordinator: GroupCoordinatorState;
  /** Undefined where the metadata is in a log of Kafka's own. */
  readonly zookeeper: ZooKeeperPart | undefined;
  readonly inControlledShutdown: boolean;
  readonly nextCorrelationId: number;
  readonly nextProposal: number;
  readonly nextSessionId: number;
}

/** A copy to change. */
export function draftOf(state: BrokerState): Draft<BrokerState> {
  return {
    setup: state.setup,
    config: state.config,
    lifecycle: state.lifecycle,
    channels: state.channels,
    quorumLeader: state.quorumLeader,
    image: state.image,
    firstPublished: state.firstPublished,
    acceptingRequests: state.acceptingRequests,
    connections: state.connections,
    unhostedLogs: state.unhostedLogs,
    partitions: state.partitions,
    fetchers: state.fetchers,
    failedPartitions: state.failedPartitions,
    fetchSessions: state.fetchSessions,
    alterPartition: state.alterPartition,
    autoCreating: state.autoCreating,
    autoCreationRefused: state.autoCreationRefused,
    producerIds: state.producerIds,
    groupCoordinator: state.groupCoordinator,
    zookeeper: state.zookeeper,
    inControlledShutdown: state.inControlledShutdown,
    nextCorrelationId: state.nextCorrelationId,
    nextProposal: state.nextProposal,
    nextSessionId: state.nextSessionId,
  };
}

export type BrokerTimer = { readonly part: 'broker' } & (
  | GroupTimer
  | { readonly type: 'communication' }
  | { readonly type: 'initial-registration-timeout' }
  | { readonly type: 'controlled-shutdown-timeout' }
  | { readonly type: 'channel'; readonly channel: ChannelName }
  | { readonly type: 'channel-timeout'; readonly channel: ChannelName }
  | { readonly type: 'send-alter-partition' }
  | { readonly type: 'isr-expiration' }
  | { readonly type: 'isr-change-propagation' }
  | { readonly type: 'high-watermark-checkpoint' }
  | { readonly type: 'log-task'; readonly task: LogTask }
  | { readonly type: 'delayed-operation'; readonly connection: number }
  | { readonly type: 'fetcher'; readonly fetcher: string }
  | { readonly type: 'fetcher-timeout'; readonly fetcher: string }
);
