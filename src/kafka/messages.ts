/**
 * What crosses the network: Kafka's requests and responses under their API names, with Kafka's field names
 * (clients/src/main/resources/common/message/*.json of Kafka 4.3). *Simplified:* topics are named, not numbered by id;
 * the nesting topics -> partitions is flattened to a list of partitions; fields nothing reads yet are left out; there is
 * no ApiVersions, SASL or TLS exchange before the first request.
 */
import type { ErrorName } from './errors.ts';
import type { BrokerEndpoint, MetadataEntry, RecordBatch, UnassignedBatch } from './records.ts';
import type { TopicPartition } from './topicPartition.ts';

/** Every message names its request by number, per client and connection. */
interface Correlated {
  readonly correlationId: number;
}

// ---- the quorum (KafkaRaftClient) ------------------------------------------------------------------------------------

export interface VoteRequest extends Correlated {
  readonly type: 'VoteRequest';
  readonly voterId: number;
  readonly replicaEpoch: number;
  readonly replicaId: number;
  readonly lastOffsetEpoch: number;
  readonly lastOffset: number;
  /** KIP-996. */
  readonly preVote: boolean;
}
export interface VoteResponse extends Correlated {
  readonly type: 'VoteResponse';
  readonly errorCode: ErrorName;
  readonly leaderId: number;
  readonly leaderEpoch: number;
  readonly voteGranted: boolean;
}
export interface BeginQuorumEpochRequest extends Correlated {
  readonly type: 'BeginQuorumEpochRequest';
  readonly voterId: number;
  readonly leaderId: number;
  readonly leaderEpoch: number;
}
export interface BeginQuorumEpochResponse extends Correlated {
  readonly type: 'BeginQuorumEpochResponse';
  readonly errorCode: ErrorName;
  readonly leaderId: number;
  readonly leaderEpoch: number;
}
export interface EndQuorumEpochRequest extends Correlated {
  readonly type: 'EndQuorumEpochRequest';
  readonly leaderId: number;
  readonly leaderEpoch: number;
  readonly preferredSuccessors: readonly number[];
}
export interface EndQuorumEpochResponse extends Correlated {
  readonly type: 'EndQuorumEpochResponse';
  readonly errorCode: ErrorName;
  readonly leaderId: number;
  readonly leaderEpoch: number;
}

/** Fetch on `__cluster_metadata-0`, between voters and from brokers, which observe. Same API as the data Fetch. */
export interface QuorumFetchRequest extends Correlated {
  readonly type: 'QuorumFetchRequest';
  readonly replicaId: number;
  readonly currentLeaderEpoch: number;
  readonly fetchOffset: number;
  readonly lastFetchedEpoch: number;
  readonly maxWaitMs: number;
  /** KIP-1166: the high watermark the follower knows; -1 when none. */
  readonly highWatermark: number;
}
export interface QuorumFetchResponse extends Correlated {
  readonly type: 'QuorumFetchResponse';
  readonly errorCode: ErrorName;
  readonly leaderId: number;
  readonly leaderEpoch: number;
  /** -1 while the leader does not know it. */
  readonly highWatermark: number;
  readonly logStartOffset: number;
  readonly divergingEpoch: { readonly epoch: number; readonly endOffset: number } | null;
  readonly records: readonly MetadataEntry[];
}

// ---- broker to controller (KIP-500, KIP-631) -------------------------------------------------------------------------

export interface BrokerRegistrationRequest extends Correlated {
  readonly type: 'BrokerRegistrationRequest';
  readonly brokerId: number;
  readonly clusterId: string;
  readonly incarnationId: string;
  readonly listeners: readonly BrokerEndpoint[];
  readonly rack: string | null;
  readonly logDirs: readonly string[];
  /** -1 when the previous shutdown was not clean (KIP-966). */
  readonly previousBrokerEpoch: number;
}
export interface BrokerRegistrationResponse extends Correlated {
  readonly type: 'BrokerRegistrationResponse';
  readonly errorCode: ErrorName;
  readonly brokerEpoch: number;
}
export interface BrokerHeartbeatRequest extends Correlated {
  readonly type: 'BrokerHeartbeatRequest';
  readonly brokerId: number;
  readonly brokerEpoch: number;
  readonly currentMetadataOffset: number;
  readonly wantFence: boolean;
  readonly wantShutDown: boolean;
}
export interface BrokerHeartbeatResponse extends Correlated {
  readonly type: 'BrokerHeartbeatResponse';
  readonly errorCode: ErrorName;
  readonly isCaughtUp: boolean;
  readonly isFenced: boolean;
  readonly shouldShutDown: boolean;
}
export interface AlterPartitionRequest extends Correlated {
  readonly type: 'AlterPartitionRequest';
  readonly brokerId: number;
  readonly brokerEpoch: number;
  readonly partitions: readonly {
    readonly topicPartition: TopicPartition;
    readonly leaderEpoch: number;
    readonly newIsrWithEpochs: readonly { readonly brokerId: number; readonly brokerEpoch: number }[];
    readonly leaderRecoveryState: 'RECOVERED' | 'RECOVERING';
    readonly partitionEpoch: number;
  }[];
}
export interface AlterPartitionResponse extends Correlated {
  readonly type: 'AlterPartitionResponse';
  readonly errorCode: ErrorName;
  readonly partitions: readonly {
    readonly topicPartition: TopicPartition;
    readonly errorCode: ErrorName;
    readonly leaderId: number;
    readonly leaderEpoch: number;
    readonly isr: readonly number[];
    readonly leaderRecoveryState: 'RECOVERED' | 'RECOVERING';
    readonly partitionEpoch: number;
  }[];
}

// ---- administration: sent by an admin client to a broker, forwarded to the controller in an Envelope (KIP-590) --------

export interface CreatableTopic {
  readonly name: string;
  /** -1: broker default. */
  readonly numPartitions: number;
  readonly replicationFactor: number;
  /** Manual placement, or empty. */
  readonly assignments: readonly (readonly number[])[];
  readonly configs: Readonly<Record<string, string>>;
}
export interface CreateTopicsRequest extends Correlated {
  readonly type: 'CreateTopicsRequest';
  readonly topics: readonly CreatableTopic[];
  readonly timeoutMs: number;
}
export interface CreateTopicsResponse extends Correlated {
  readonly type: 'CreateTopicsResponse';
  readonly topics: readonly {
    readonly name: string;
    readonly topicId: string;
    readonly errorCode: ErrorName;
    readonly errorMessage: string | null;
    readonly numPartitions: number;
    readonly replicationFactor: number;
  }[];
}
export interface ElectLeadersRequest extends Correlated {
  readonly type: 'ElectLeadersRequest';
  readonly electionType: 'PREFERRED' | 'UNCLEAN';
  /** null: every partition. */
  readonly topicPartitions: readonly TopicPartition[] | null;
  readonly timeoutMs: number;
}
export interface ElectLeadersResponse extends Correlated {
  readonly type: 'ElectLeadersResponse';
  readonly errorCode: ErrorName;
  readonly results: readonly {
    readonly topicPartition: TopicPartition;
    readonly errorCode: ErrorName;
    readonly errorMessage: string | null;
  }[];
}
/** *Simplified:* the AdminClient's IncrementalAlterConfigs for one resource: set, or delete with null. */
export interface IncrementalAlterConfigsRequest extends Correlated {
  readonly type: 'IncrementalAlterConfigsRequest';
  readonly resourceType: 'TOPIC' | 'BROKER';
  readonly resourceName: string;
  readonly configs: Readonly<Record<string, string | null>>;
}
export interface IncrementalAlterConfigsResponse extends Correlated {
  readonly type: 'IncrementalAlterConfigsResponse';
  readonly errorCode: ErrorName;
  readonly errorMessage: string | null;
}
export type ForwardedRequest = CreateTopicsRequest | ElectLeadersRequest | IncrementalAlterConfigsRequest;
export type ForwardedResponse = CreateTopicsResponse | ElectLeadersResponse | IncrementalAlterConfigsResponse;
export interface EnvelopeRequest extends Correlated {
  readonly type: 'EnvelopeRequest';
  readonly requestData: ForwardedRequest;
}
export interface EnvelopeResponse extends Correlated {
  readonly type: 'EnvelopeResponse';
  readonly errorCode: ErrorName;
  readonly responseData: ForwardedResponse | null;
}

// ---- clients and followers to brokers ---------------------------------------------------------------------------------

export interface MetadataRequest extends Correlated {
  readonly type: 'MetadataRequest';
  /** null: all topics. */
  readonly topics: readonly string[] | null;
  readonly allowAutoTopicCreation: boolean;
}
export interface MetadataResponse extends Correlated {
  readonly type: 'MetadataResponse';
  readonly brokers: readonly {
    readonly nodeId: number;
    readonly host: string;
    readonly port: number;
    readonly rack: string | null;
  }[];
  readonly clusterId: string;
  readonly controllerId: number;
  readonly topics: readonly {
    readonly name: string;
    readonly errorCode: ErrorName;
    readonly topicId: string;
    readonly partitions: readonly {
      readonly errorCode: ErrorName;
      readonly partitionIndex: number;
      readonly leaderId: number;
      readonly leaderEpoch: number;
      readonly replicaNodes: readonly number[];
      readonly isrNodes: readonly number[];
      readonly offlineReplicas: readonly number[];
    }[];
  }[];
}
export interface ProduceRequest extends Correlated {
  readonly type: 'ProduceRequest';
  readonly transactionalId: string | null;
  readonly acks: number;
  readonly timeoutMs: number;
  readonly partitions: readonly { readonly topicPartition: TopicPartition; readonly batch: UnassignedBatch }[];
}
/** Since KIP-951 an answer names the new leader, so that the client need not ask for metadata. -1 when unknown. */
export interface CurrentLeader {
  readonly leaderId: number;
  readonly leaderEpoch: number;
}
export interface ProduceResponse extends Correlated {
  readonly type: 'ProduceResponse';
  readonly partitions: readonly {
    readonly topicPartition: TopicPartition;
    readonly errorCode: ErrorName;
    readonly baseOffset: number;
    readonly logStartOffset: number;
    readonly currentLeader: CurrentLeader;
  }[];
}
export interface FetchRequest extends Correlated {
  readonly type: 'FetchRequest';
  /** -1 for a consumer. */
  readonly replicaId: number;
  readonly replicaEpoch: number;
  readonly maxWaitMs: number;
  readonly minBytes: number;
  readonly maxBytes: number;
  readonly isolationLevel: 'read_uncommitted' | 'read_committed';
  readonly rackId: string;
  /** KIP-227. Absent: outside a session, as with epoch -1. */
  readonly sessionId?: number;
  readonly sessionEpoch?: number;
  /** Partitions that leave the session. */
  readonly forgottenTopicsData?: readonly TopicPartition[];
  readonly partitions: readonly {
    readonly topicPartition: TopicPartition;
    /** -1: not checked. */
    readonly currentLeaderEpoch: number;
    readonly fetchOffset: number;
    /** -1: not checked. */
    readonly lastFetchedEpoch: number;
    readonly logStartOffset: number;
    readonly partitionMaxBytes: number;
  }[];
}
export interface FetchResponse extends Correlated {
  readonly type: 'FetchResponse';
  readonly errorCode: ErrorName;
  /** KIP-227; absent or 0: outside a session. */
  readonly sessionId?: number;
  readonly partitions: readonly {
    readonly topicPartition: TopicPartition;
    readonly errorCode: ErrorName;
    readonly highWatermark: number;
    readonly lastStableOffset: number;
    readonly logStartOffset: number;
    readonly divergingEpoch: { readonly epoch: number; readonly endOffset: number } | null;
    readonly currentLeader: CurrentLeader;
    readonly preferredReadReplica: number;
    readonly records: readonly RecordBatch[];
  }[];
}
export interface ListOffsetsRequest extends Correlated {
  readonly type: 'ListOffsetsRequest';
  readonly replicaId: number;
  readonly isolationLevel: 'read_uncommitted' | 'read_committed';
  /** timestamp -1: latest; -2: earliest; else the first offset at or after that time (ms). */
  readonly partitions: readonly {
    readonly topicPartition: TopicPartition;
    readonly currentLeaderEpoch: number;
    readonly timestamp: number;
  }[];
}
export interface ListOffsetsResponse extends Correlated {
  readonly type: 'ListOffsetsResponse';
  readonly partitions: readonly {
    readonly topicPartition: TopicPartition;
    readonly errorCode: ErrorName;
    readonly timestamp: number;
    readonly offset: number;
    readonly leaderEpoch: number;
  }[];
}
export interface OffsetForLeaderEpochRequest extends Correlated {
  readonly type: 'OffsetForLeaderEpochRequest';
  readonly replicaId: number;
  readonly partitions: readonly {
    readonly topicPartition: TopicPartition;
    readonly currentLeaderEpoch: number;
    readonly leaderEpoch: number;
  }[];
}
export interface OffsetForLeaderEpochResponse extends Correlated {
  readonly type: 'OffsetForLeaderEpochResponse';
  readonly partitions: readonly {
    readonly topicPartition: TopicPartition;
    readonly errorCode: ErrorName;
    readonly leaderEpoch: number;
    readonly endOffset: number;
  }[];
}

export type KafkaRequest =
  | VoteRequest
  | BeginQuorumEpochRequest
  | EndQuorumEpochRequest
  | QuorumFetchRequest
  | BrokerRegistrationRequest
  | BrokerHeartbeatRequest
  | AlterPartitionRequest
  | EnvelopeRequest
  | ForwardedRequest
  | MetadataRequest
  | ProduceRequest
  | FetchRequest
  | ListOffsetsRequest
  | OffsetForLeaderEpochRequest;

export type KafkaResponse =
  | VoteResponse
  | BeginQuorumEpochResponse
  | EndQuorumEpochResponse
  | QuorumFetchResponse
  | BrokerRegistrationResponse
  | BrokerHeartbeatResponse
  | AlterPartitionResponse
  | EnvelopeResponse
  | ForwardedResponse
  | MetadataResponse
  | ProduceResponse
  | FetchResponse
  | ListOffsetsResponse
  | OffsetForLeaderEpochResponse;

export type KafkaMessage = KafkaRequest | KafkaResponse;

/** `FetchRequest` and `FetchResponse` are both the API `Fetch`. */
export function apiOf(message: KafkaMessage): string {
  return message.type.replace(/(Request|Response)$/, '').replace(/^QuorumFetch$/, 'Fetch');
}

export function isRequest(message: KafkaMessage): message is KafkaRequest {
  return message.type.endsWith('Request');
}
