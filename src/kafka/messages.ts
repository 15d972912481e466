/**
 * What crosses the network: Kafka's requests and responses under their API names, with Kafka's field names
 * (clients/src/main/resources/common/message/*.json of Kafka 4.3). *Simplified:* topics are named, not numbered by id;
 * the nesting topics -> partitions is flattened to a list of partitions; fields nothing reads yet are left out; there is
 * no ApiVersions, SASL or TLS exchange before the first request.
 */
import type { ErrorName } from './errors.ts';
import type {
  BrokerEndpoint,
  ControlRecord,
  MetadataEntry,
  MetadataRecord,
  RecordBatch,
  UnassignedBatch,
} from './records.ts';
import type { TopicPartition } from './topicPartition.ts';

/** Every message names its request by number, per client and connection. */
interface Correlated {
  readonly correlationId: number;
}

// ---- the quorum (KafkaRaftClient) ------------------------------------------------------------------------------------

export interface VoteRequest extends Correlated {
  readonly type: 'VoteRequest';
  readonly voterId: number;
  /** KIP-853: the disk that is asked; null where the voters are static. */
  readonly voterDirectoryId: string | null;
  readonly replicaEpoch: number;
  readonly replicaId: number;
  readonly replicaDirectoryId: string | null;
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
  /** Where the leader is: the node's name. null when it is not known. */
  readonly leaderEndpoint: string | null;
  readonly voteGranted: boolean;
}
export interface BeginQuorumEpochRequest extends Correlated {
  readonly type: 'BeginQuorumEpochRequest';
  readonly voterId: number;
  readonly voterDirectoryId: string | null;
  readonly leaderId: number;
  readonly leaderEpoch: number;
  readonly leaderEndpoint: string | null;
}
export interface BeginQuorumEpochResponse extends Correlated {
  readonly type: 'BeginQuorumEpochResponse';
  readonly errorCode: ErrorName;
  readonly leaderId: number;
  readonly leaderEpoch: number;
  readonly leaderEndpoint: string | null;
}
export interface EndQuorumEpochRequest extends Correlated {
  readonly type: 'EndQuorumEpochRequest';
  readonly leaderId: number;
  readonly leaderEpoch: number;
  readonly leaderEndpoint: string | null;
  readonly preferredSuccessors: readonly number[];
}
export interface EndQuorumEpochResponse extends Correlated {
  readonly type: 'EndQuorumEpochResponse';
  readonly errorCode: ErrorName;
  readonly leaderId: number;
  readonly leaderEpoch: number;
  readonly leaderEndpoint: string | null;
}

/** Fetch on `__cluster_metadata-0`, between voters and from brokers, which observe. Same API as the data Fetch. */
export interface QuorumFetchRequest extends Correlated {
  readonly type: 'QuorumFetchRequest';
  readonly replicaId: number;
  readonly replicaDirectoryId: string | null;
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
  readonly leaderEndpoint: string | null;
  /** -1 while the leader does not know it. */
  readonly highWatermark: number;
  readonly logStartOffset: number;
  readonly divergingEpoch: { readonly epoch: number; readonly endOffset: number } | null;
  /** KIP-630: what was asked for is no longer in the log; this snapshot is to be fetched in its place. */
  readonly snapshotId: SnapshotId | null;
  readonly records: readonly MetadataEntry[];
}

/** Snapshots hold records without offsets of their own. */
export type SnapshotRecord = MetadataRecord | ControlRecord;

/** A snapshot holds everything before `endOffset`; `epoch` is that of its last record. */
export interface SnapshotId {
  readonly endOffset: number;
  readonly epoch: number;
}
export interface FetchSnapshotRequest extends Correlated {
  readonly type: 'FetchSnapshotRequest';
  readonly replicaId: number;
  readonly replicaDirectoryId: string | null;
  readonly currentLeaderEpoch: number;
  readonly snapshotId: SnapshotId;
  /** Bytes fetched so far. */
  readonly position: number;
  readonly maxBytes: number;
}
export interface FetchSnapshotResponse extends Correlated {
  readonly type: 'FetchSnapshotResponse';
  readonly errorCode: ErrorName;
  readonly leaderId: number;
  readonly leaderEpoch: number;
  readonly leaderEndpoint: string | null;
  readonly snapshotId: SnapshotId;
  /** Of the whole snapshot, in bytes. */
  readonly size: number;
  readonly position: number;
  readonly records: readonly SnapshotRecord[];
}

/** What a leader asks of a controller that shall become a voter; the answer names the levels of kraft.version it knows. */
export interface ApiVersionsRequest extends Correlated {
  readonly type: 'ApiVersionsRequest';
}
export interface ApiVersionsResponse extends Correlated {
  readonly type: 'ApiVersionsResponse';
  readonly errorCode: ErrorName;
  readonly supportedKRaftVersions: { readonly minVersion: number; readonly maxVersion: number };
}

// ---- changing and describing the voters (KIP-853, KIP-595): from an administrator, or from a controller that joins ----

export interface AddRaftVoterRequest extends Correlated {
  readonly type: 'AddRaftVoterRequest';
  readonly voterId: number;
  readonly voterDirectoryId: string;
  /** Of its controller listener: the node's name. */
  readonly endpoint: string;
  /** KIP-1186: false where the new voter asks itself, which needs the answer before it can help to commit. */
  readonly ackWhenCommitted: boolean;
}
export interface AddRaftVoterResponse extends Correlated {
  readonly type: 'AddRaftVoterResponse';
  readonly errorCode: ErrorName;
  readonly errorMessage: string | null;
}
export interface RemoveRaftVoterRequest extends Correlated {
  readonly type: 'RemoveRaftVoterRequest';
  readonly voterId: number;
  readonly voterDirectoryId: string;
}
export interface RemoveRaftVoterResponse extends Correlated {
  readonly type: 'RemoveRaftVoterResponse';
  readonly errorCode: ErrorName;
  readonly errorMessage: string | null;
}
export interface DescribeQuorumRequest extends Correlated {
  readonly type: 'DescribeQuorumRequest';
}
export interface QuorumReplica {
  readonly replicaId: number;
  readonly replicaDirectoryId: string | null;
  /** -1 when not known. */
  readonly logEndOffset: number;
  readonly lastFetchTimestamp: number;
  readonly lastCaughtUpTimestamp: number;
}
export interface DescribeQuorumResponse extends Correlated {
  readonly type: 'DescribeQuorumResponse';
  readonly errorCode: ErrorName;
  readonly leaderId: number;
  readonly leaderEpoch: number;
  readonly highWatermark: number;
  readonly currentVoters: readonly QuorumReplica[];
  readonly observers: readonly QuorumReplica[];
}
export type RaftAdminRequest = AddRaftVoterRequest | RemoveRaftVoterRequest | DescribeQuorumRequest;
export type RaftAdminResponse = AddRaftVoterResponse | RemoveRaftVoterResponse | DescribeQuorumResponse;

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
/** KIP-455. */
export interface AlterPartitionReassignmentsRequest extends Correlated {
  readonly type: 'AlterPartitionReassignmentsRequest';
  readonly timeoutMs: number;
  /** KIP-860. */
  readonly allowReplicationFactorChange: boolean;
  /** null for replicas cancels. */
  readonly partitions: readonly ReassignablePartition[];
}
export interface ReassignablePartition {
  readonly topicPartition: TopicPartition;
  readonly replicas: readonly number[] | null;
}
export interface AlterPartitionReassignmentsResponse extends Correlated {
  readonly type: 'AlterPartitionReassignmentsResponse';
  readonly errorCode: ErrorName;
  readonly errorMessage: string | null;
  readonly responses: readonly {
    readonly topicPartition: TopicPartition;
    readonly errorCode: ErrorName;
    readonly errorMessage: string | null;
  }[];
}
export interface ListPartitionReassignmentsRequest extends Correlated {
  readonly type: 'ListPartitionReassignmentsRequest';
  readonly timeoutMs: number;
  /** null: every partition that is being reassigned. */
  readonly topicPartitions: readonly TopicPartition[] | null;
}
export interface ListPartitionReassignmentsResponse extends Correlated {
  readonly type: 'ListPartitionReassignmentsResponse';
  readonly errorCode: ErrorName;
  readonly errorMessage: string | null;
  readonly partitions: readonly {
    readonly topicPartition: TopicPartition;
    readonly replicas: readonly number[];
    readonly addingReplicas: readonly number[];
    readonly removingReplicas: readonly number[];
  }[];
}
/** KIP-195. */
export interface CreatePartitionsRequest extends Correlated {
  readonly type: 'CreatePartitionsRequest';
  readonly topics: readonly CreatePartitionsTopic[];
  readonly timeoutMs: number;
}
export interface CreatePartitionsTopic {
  readonly name: string;
  /** How many there shall be, not how many more. */
  readonly count: number;
  /** Manual placement of the new ones, or null. */
  readonly assignments: readonly (readonly number[])[] | null;
}
export interface CreatePartitionsResponse extends Correlated {
  readonly type: 'CreatePartitionsResponse';
  readonly results: readonly {
    readonly name: string;
    readonly errorCode: ErrorName;
    readonly errorMessage: string | null;
  }[];
}
/** KIP-500: in KRaft a broker stays registered until somebody takes it out. */
export interface UnregisterBrokerRequest extends Correlated {
  readonly type: 'UnregisterBrokerRequest';
  readonly brokerId: number;
}
export interface UnregisterBrokerResponse extends Correlated {
  readonly type: 'UnregisterBrokerResponse';
  readonly errorCode: ErrorName;
  readonly errorMessage: string | null;
}
export type ForwardedRequest =
  | CreateTopicsRequest
  | ElectLeadersRequest
  | IncrementalAlterConfigsRequest
  | AlterPartitionReassignmentsRequest
  | ListPartitionReassignmentsRequest
  | CreatePartitionsRequest
  | UnregisterBrokerRequest
  | RaftAdminRequest;
export type ForwardedResponse =
  | CreateTopicsResponse
  | ElectLeadersResponse
  | IncrementalAlterConfigsResponse
  | AlterPartitionReassignmentsResponse
  | ListPartitionReassignmentsResponse
  | CreatePartitionsResponse
  | UnregisterBrokerResponse
  | RaftAdminResponse;
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
  | FetchSnapshotRequest
  | ApiVersionsRequest
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
  | FetchSnapshotResponse
  | ApiVersionsResponse
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
