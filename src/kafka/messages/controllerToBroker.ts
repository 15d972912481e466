/**
 * What a controller that keeps its metadata in ZooKeeper tells each broker, one by one, and what a broker asks of it when it
 * leaves (LeaderAndIsr, UpdateMetadata, StopReplica, ControlledShutdown of Kafka 3.9).
 */
import type { ErrorName } from '../errors.ts';
import type { TopicPartition } from '../topicPartition.ts';
import type { Correlated } from './correlated.ts';

interface FromController extends Correlated {
  readonly controllerId: number;
  /** The controller is that of KIP-866: a KRaft controller that still has brokers with ZooKeeper. */
  readonly isKRaftController: boolean;
  readonly controllerEpoch: number;
  /** Of the broker it is sent to (KIP-380): the czxid of its znode. -1: not said. */
  readonly brokerEpoch: number;
}

export interface LeaderAndIsrPartitionState {
  readonly topicPartition: TopicPartition;
  readonly controllerEpoch: number;
  readonly leader: number;
  readonly leaderEpoch: number;
  readonly isr: readonly number[];
  /** The version of the partition's state znode (zkVersion before 2.8). */
  readonly partitionEpoch: number;
  readonly replicas: readonly number[];
  readonly addingReplicas: readonly number[];
  readonly removingReplicas: readonly number[];
  readonly isNew: boolean;
  readonly leaderRecoveryState: 'RECOVERED' | 'RECOVERING';
}

export interface LiveBroker {
  readonly id: number;
  readonly host: string;
  readonly port: number;
  readonly rack: string | null;
  readonly endpoints: readonly { readonly name: string; readonly host: string; readonly port: number }[];
}

export interface LeaderAndIsrRequest extends FromController {
  readonly type: 'LeaderAndIsrRequest';
  readonly requestType: 'UNKNOWN' | 'INCREMENTAL' | 'FULL';
  readonly partitionStates: readonly LeaderAndIsrPartitionState[];
  /** Topic ids (KIP-516), by topic name; empty before 2.8. */
  readonly topicIds: Readonly<Record<string, string>>;
  /** Of the leaders that are named. */
  readonly liveLeaders: readonly { readonly brokerId: number; readonly host: string; readonly port: number }[];
}
export interface LeaderAndIsrResponse extends Correlated {
  readonly type: 'LeaderAndIsrResponse';
  readonly errorCode: ErrorName;
  readonly partitionErrors: readonly { readonly topicPartition: TopicPartition; readonly errorCode: ErrorName }[];
}

export interface UpdateMetadataPartitionState {
  readonly topicPartition: TopicPartition;
  readonly controllerEpoch: number;
  /** -1: none; -2: its topic is being deleted (LeaderAndIsr.LEADER_DURING_DELETE). */
  readonly leader: number;
  readonly leaderEpoch: number;
  readonly isr: readonly number[];
  readonly zkVersion: number;
  readonly replicas: readonly number[];
  readonly offlineReplicas: readonly number[];
}
export interface UpdateMetadataRequest extends FromController {
  readonly type: 'UpdateMetadataRequest';
  /** FULL: topics that it does not name are gone (KIP-866). Absent: UNKNOWN. */
  readonly requestType?: 'INCREMENTAL' | 'FULL';
  readonly partitionStates: readonly UpdateMetadataPartitionState[];
  readonly topicIds: Readonly<Record<string, string>>;
  readonly liveBrokers: readonly LiveBroker[];
}
export interface UpdateMetadataResponse extends Correlated {
  readonly type: 'UpdateMetadataResponse';
  readonly errorCode: ErrorName;
}

export interface StopReplicaRequest extends FromController {
  readonly type: 'StopReplicaRequest';
  readonly partitionStates: readonly {
    readonly topicPartition: TopicPartition;
    /** -1: not said; -2: its topic is being deleted. */
    readonly leaderEpoch: number;
    readonly deletePartition: boolean;
  }[];
}
export interface StopReplicaResponse extends Correlated {
  readonly type: 'StopReplicaResponse';
  readonly errorCode: ErrorName;
  readonly partitionErrors: readonly { readonly topicPartition: TopicPartition; readonly errorCode: ErrorName }[];
}

export interface ControlledShutdownRequest extends Correlated {
  readonly type: 'ControlledShutdownRequest';
  readonly brokerId: number;
  readonly brokerEpoch: number;
}
export interface ControlledShutdownResponse extends Correlated {
  readonly type: 'ControlledShutdownResponse';
  readonly errorCode: ErrorName;
  /** Partitions that it still leads. */
  readonly remainingPartitions: readonly TopicPartition[];
}

export type ControllerToBrokerRequest = LeaderAndIsrRequest | UpdateMetadataRequest | StopReplicaRequest;
export type ControllerToBrokerResponse = LeaderAndIsrResponse | UpdateMetadataResponse | StopReplicaResponse;
