/** Metadata and records: what clients and followers ask of brokers. */
import type { ErrorName } from '../errors.ts';
import type { RecordBatch, UnassignedBatch } from '../records.ts';
import type { TopicPartition } from '../topicPartition.ts';
import type { Correlated } from './correlated.ts';

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
    /** Where the topic has message.timestamp.type=LogAppendTime; absent: -1, the records keep their own times. */
    readonly logAppendTimeMs?: number;
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
