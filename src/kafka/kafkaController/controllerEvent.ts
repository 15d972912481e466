/**
 * What the controller's thread works off, one after the other (kafka.controller.ControllerEvent), as data; and what each puts
 * the controller into (ControllerState). *Simplified:* no LogDirEventNotification, no UpdateFeatures.
 */

import type { ApiError } from '../controller/apiError.ts';
import type { ErrorName } from '../errors.ts';
import type {
  AllocateProducerIdsResponse,
  AlterPartitionRequest,
  AlterPartitionResponse,
  ControlledShutdownResponse,
  ListPartitionReassignmentsResponse,
  ReassignablePartition,
} from '../messages.ts';
import type { TopicPartition } from '../topicPartition.ts';

/** Who waits for the answer: a request of this connection. */
export interface ControllerCallback {
  readonly connection: number;
  readonly correlationId: number;
}

type Answer<R> = R extends unknown ? Omit<R, 'correlationId'> : never;

/** What became of an election, of one partition: its leader, or why not. */
export type ElectionOutcome = { readonly leader: number } | ApiError;

/** What a request is answered with, as its callback hears it. */
export type ControllerAnswer =
  | Answer<AlterPartitionResponse>
  | Answer<ControlledShutdownResponse>
  | Answer<AllocateProducerIdsResponse>
  | Answer<ListPartitionReassignmentsResponse>
  | {
      readonly type: 'ElectLeadersResult';
      readonly outcomes: readonly (readonly [TopicPartition, ElectionOutcome])[];
    }
  | {
      readonly type: 'AlterReassignmentsResult';
      /** Of the whole, or by partition. */
      readonly error: ApiError;
      readonly outcomes: readonly (readonly [TopicPartition, ApiError])[];
    };

export type ElectionType = 'PREFERRED' | 'UNCLEAN';
export type ElectionTrigger = 'AutoTriggered' | 'ZkTriggered' | 'AdminClientTriggered';

export type ControllerEvent =
  | { readonly type: 'Startup' }
  | { readonly type: 'ControllerChange' }
  | { readonly type: 'Reelect' }
  | { readonly type: 'RegisterBrokerAndReelect' }
  | { readonly type: 'Expire' }
  | { readonly type: 'ShutdownEventThread' }
  | { readonly type: 'BrokerChange' }
  | { readonly type: 'BrokerModifications'; readonly brokerId: number }
  | { readonly type: 'TopicChange' }
  | { readonly type: 'PartitionModifications'; readonly topic: string }
  | { readonly type: 'TopicDeletion' }
  | { readonly type: 'IsrChangeNotification' }
  | { readonly type: 'PartitionReassignmentIsrChange'; readonly partition: TopicPartition }
  | { readonly type: 'ZkPartitionReassignment' }
  | {
      readonly type: 'ApiPartitionReassignment';
      readonly reassignments: readonly ReassignablePartition[];
      readonly callback: ControllerCallback;
    }
  | {
      readonly type: 'ListPartitionReassignments';
      /** null: all that are under way. */
      readonly partitions: readonly TopicPartition[] | null;
      readonly callback: ControllerCallback;
    }
  | {
      readonly type: 'ReplicaLeaderElection';
      /** null: those that the znode names. */
      readonly partitions: readonly TopicPartition[] | null;
      readonly electionType: ElectionType;
      readonly trigger: ElectionTrigger;
      readonly callback: ControllerCallback | null;
    }
  | { readonly type: 'AutoPreferredReplicaLeaderElection' }
  | { readonly type: 'UncleanLeaderElectionEnable' }
  | { readonly type: 'TopicUncleanLeaderElectionEnable'; readonly topic: string }
  | {
      readonly type: 'ControlledShutdown';
      readonly brokerId: number;
      readonly brokerEpoch: number;
      readonly callback: ControllerCallback;
    }
  | {
      readonly type: 'AlterPartitionReceived';
      readonly request: AlterPartitionRequest;
      readonly callback: ControllerCallback;
    }
  | {
      readonly type: 'AllocateProducerIds';
      readonly brokerId: number;
      readonly brokerEpoch: number;
      readonly callback: ControllerCallback;
    }
  | { readonly type: 'LeaderAndIsrResponseReceived'; readonly brokerId: number; readonly errorCode: ErrorName }
  | { readonly type: 'UpdateMetadataResponseReceived'; readonly brokerId: number; readonly errorCode: ErrorName }
  | {
      readonly type: 'TopicDeletionStopReplicaResponseReceived';
      readonly replicaId: number;
      readonly errorCode: ErrorName;
      readonly partitionErrors: readonly { readonly topicPartition: TopicPartition; readonly errorCode: ErrorName }[];
    };

/** kafka.controller.ControllerState: JMX ControllerState, and the names of the timers. */
export type ControllerStateName =
  | 'Idle'
  | 'ControllerChange'
  | 'BrokerChange'
  | 'TopicChange'
  | 'TopicDeletion'
  | 'AlterPartitionReassignment'
  | 'AutoLeaderBalance'
  | 'ManualLeaderBalance'
  | 'ControlledShutdown'
  | 'IsrChange'
  | 'LeaderAndIsrResponseReceived'
  | 'ControllerShutdown'
  | 'UncleanLeaderElectionEnable'
  | 'TopicUncleanLeaderElectionEnable'
  | 'ListPartitionReassignment'
  | 'UpdateMetadataResponseReceived';

export const STATE_OF_EVENT: Readonly<Record<ControllerEvent['type'], ControllerStateName>> = {
  Startup: 'ControllerChange',
  ControllerChange: 'ControllerChange',
  Reelect: 'ControllerChange',
  RegisterBrokerAndReelect: 'ControllerChange',
  Expire: 'ControllerChange',
  ShutdownEventThread: 'ControllerShutdown',
  BrokerChange: 'BrokerChange',
  BrokerModifications: 'BrokerChange',
  TopicChange: 'TopicChange',
  PartitionModifications: 'TopicChange',
  TopicDeletion: 'TopicDeletion',
  IsrChangeNotification: 'IsrChange',
  PartitionReassignmentIsrChange: 'AlterPartitionReassignment',
  ZkPartitionReassignment: 'AlterPartitionReassignment',
  ApiPartitionReassignment: 'AlterPartitionReassignment',
  ListPartitionReassignments: 'ListPartitionReassignment',
  ReplicaLeaderElection: 'ManualLeaderBalance',
  AutoPreferredReplicaLeaderElection: 'AutoLeaderBalance',
  UncleanLeaderElectionEnable: 'UncleanLeaderElectionEnable',
  TopicUncleanLeaderElectionEnable: 'TopicUncleanLeaderElectionEnable',
  ControlledShutdown: 'ControlledShutdown',
  AlterPartitionReceived: 'IsrChange',
  AllocateProducerIds: 'Idle',
  LeaderAndIsrResponseReceived: 'LeaderAndIsrResponseReceived',
  UpdateMetadataResponseReceived: 'UpdateMetadataResponseReceived',
  TopicDeletionStopReplicaResponseReceived: 'TopicDeletion',
};
