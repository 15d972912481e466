/** What brokers tell the active controller of themselves and of their partitions (KIP-500, KIP-631). */
import type { ErrorName } from '../errors.ts';
import type { BrokerEndpoint } from '../records.ts';
import type { TopicPartition } from '../topicPartition.ts';
import type { Correlated } from './correlated.ts';

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
  /** A broker with ZooKeeper that waits for the migration (KIP-866). Absent: false. */
  readonly isMigratingZkBroker?: true;
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
