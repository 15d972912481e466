/** Administration: sent by an admin client to a broker, forwarded to the controller in an Envelope (KIP-590). */

import type { ErrorName } from '../errors.ts';
import type { ConfigResourceType } from '../records.ts';
import type { TopicPartition } from '../topicPartition.ts';
import type { Correlated } from './correlated.ts';
import type { DeleteTopicsRequest, DeleteTopicsResponse } from './description.ts';
import type { RaftAdminRequest, RaftAdminResponse } from './voters.ts';

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
  readonly resourceType: ConfigResourceType;
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
  | DeleteTopicsRequest
  | RaftAdminRequest;
export type ForwardedResponse =
  | CreateTopicsResponse
  | ElectLeadersResponse
  | IncrementalAlterConfigsResponse
  | AlterPartitionReassignmentsResponse
  | ListPartitionReassignmentsResponse
  | CreatePartitionsResponse
  | UnregisterBrokerResponse
  | DeleteTopicsResponse
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
