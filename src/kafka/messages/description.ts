/** What administrators ask of any broker about the cluster: its brokers, topics, settings and disks; and DeleteTopics. */

import type { ErrorName } from '../errors.ts';
import type { ConfigResourceType } from '../records.ts';
import type { TopicPartition } from '../topicPartition.ts';
import type { Correlated } from './correlated.ts';

export interface DescribeClusterRequest extends Correlated {
  readonly type: 'DescribeClusterRequest';
}
export interface DescribeClusterResponse extends Correlated {
  readonly type: 'DescribeClusterResponse';
  readonly errorCode: ErrorName;
  readonly clusterId: string;
  readonly controllerId: number;
  readonly brokers: readonly {
    readonly brokerId: number;
    readonly host: string;
    readonly port: number;
    readonly rack: string | null;
  }[];
}

/** KIP-966. */
export interface DescribeTopicPartitionsRequest extends Correlated {
  readonly type: 'DescribeTopicPartitionsRequest';
  readonly topics: readonly string[];
  readonly responsePartitionLimit: number;
  /** The first partition to describe; null: from the start. */
  readonly cursor: PartitionCursor | null;
}
export interface PartitionCursor {
  readonly topicName: string;
  readonly partitionIndex: number;
}
export interface DescribeTopicPartitionsResponse extends Correlated {
  readonly type: 'DescribeTopicPartitionsResponse';
  readonly topics: readonly DescribedTopic[];
  /** Where the next request goes on; null: this was all. */
  readonly nextCursor: PartitionCursor | null;
}
export interface DescribedTopic {
  readonly errorCode: ErrorName;
  readonly name: string;
  readonly topicId: string;
  readonly isInternal: boolean;
  readonly partitions: readonly DescribedPartition[];
}
export interface DescribedPartition {
  readonly errorCode: ErrorName;
  readonly partitionIndex: number;
  /** -1: none. */
  readonly leaderId: number;
  readonly leaderEpoch: number;
  readonly replicaNodes: readonly number[];
  readonly isrNodes: readonly number[];
  readonly eligibleLeaderReplicas: readonly number[];
  readonly lastKnownElr: readonly number[];
  readonly offlineReplicas: readonly number[];
}

/** DescribeConfigsResponse.ConfigSource */
export type ConfigSource =
  | 'DYNAMIC_TOPIC_CONFIG'
  | 'DYNAMIC_GROUP_CONFIG'
  | 'DYNAMIC_BROKER_CONFIG'
  | 'DYNAMIC_DEFAULT_BROKER_CONFIG'
  | 'STATIC_BROKER_CONFIG'
  | 'DEFAULT_CONFIG';
export interface DescribeConfigsRequest extends Correlated {
  readonly type: 'DescribeConfigsRequest';
  readonly resources: readonly { readonly resourceType: ConfigResourceType; readonly resourceName: string }[];
  readonly includeSynonyms: boolean;
}
export interface DescribeConfigsResponse extends Correlated {
  readonly type: 'DescribeConfigsResponse';
  readonly results: readonly {
    readonly errorCode: ErrorName;
    readonly errorMessage: string | null;
    readonly resourceType: ConfigResourceType;
    readonly resourceName: string;
    readonly configs: readonly DescribedConfig[];
  }[];
}
export interface DescribedConfig {
  readonly name: string;
  readonly value: string | null;
  readonly configSource: ConfigSource;
  readonly isSensitive: boolean;
  /** The first is the one in force. */
  readonly synonyms: readonly { readonly name: string; readonly value: string | null; readonly source: ConfigSource }[];
}

export interface DescribeLogDirsRequest extends Correlated {
  readonly type: 'DescribeLogDirsRequest';
  /** null: every partition. */
  readonly topics: readonly TopicPartition[] | null;
}
export interface DescribeLogDirsResponse extends Correlated {
  readonly type: 'DescribeLogDirsResponse';
  readonly errorCode: ErrorName;
  readonly results: readonly {
    readonly errorCode: ErrorName;
    readonly logDir: string;
    readonly partitions: readonly {
      readonly topicPartition: TopicPartition;
      readonly partitionSize: number;
      readonly offsetLag: number;
      readonly isFutureKey: boolean;
    }[];
  }[];
}

export interface DeleteTopicsRequest extends Correlated {
  readonly type: 'DeleteTopicsRequest';
  readonly topicNames: readonly string[];
  readonly timeoutMs: number;
}
export interface DeleteTopicsResponse extends Correlated {
  readonly type: 'DeleteTopicsResponse';
  readonly responses: readonly {
    readonly name: string;
    readonly topicId: string;
    readonly errorCode: ErrorName;
    readonly errorMessage: string | null;
  }[];
}

export type DescriptionRequest =
  | DescribeClusterRequest
  | DescribeTopicPartitionsRequest
  | DescribeConfigsRequest
  | DescribeLogDirsRequest;

export type DescriptionResponse =
  | DescribeClusterResponse
  | DescribeTopicPartitionsResponse
  | DescribeConfigsResponse
  | DescribeLogDirsResponse;
