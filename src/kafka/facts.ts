/**
 * Facts: what happened, past tense, for people and properties. No node ever reads one. Every fact names its partition or
 * node where it has one; the node that told it is kept beside it by the engine.
 */
import type { ErrorName } from './errors.ts';
import type { CompressionFact } from './facts/compression.ts';
import type { ConsumerGroupFact } from './facts/consumerGroups.ts';
import type { ConsumerFact } from './facts/consumers.ts';
import type { GroupFact } from './facts/groups.ts';
import type { KafkaControllerFact } from './facts/kafkaController.ts';
import type { LogFact } from './facts/logs.ts';
import type { MigrationFact } from './facts/migration.ts';
import type { ProducerFact } from './facts/producers.ts';
import type { RecordFact } from './facts/records.ts';
import type { RequestFact } from './facts/requests.ts';
import type { ToolFact } from './facts/tools.ts';
import type { ZooKeeperFact } from './facts/zookeeper.ts';
import type { TopicPartition } from './topicPartition.ts';

export type KafkaFact =
  | ConsumerFact
  | ConsumerGroupFact
  | GroupFact
  | LogFact
  | CompressionFact
  | ProducerFact
  | RecordFact
  | RequestFact
  | ToolFact
  | ZooKeeperFact
  | KafkaControllerFact
  | MigrationFact
  // what people and scripts did
  | { readonly type: 'ProcessKilled'; readonly node: string }
  | { readonly type: 'PowerLost'; readonly node: string }
  | { readonly type: 'DiskWiped'; readonly node: string }
  | { readonly type: 'ProcessStarted'; readonly node: string }
  | { readonly type: 'ProcessPaused'; readonly node: string }
  | { readonly type: 'ProcessResumed'; readonly node: string }
  | { readonly type: 'ControlledShutdownRequested'; readonly node: string }
  | { readonly type: 'ProcessExited'; readonly node: string; readonly clean: boolean; readonly reason: string }
  | {
      readonly type: 'LinkChanged';
      readonly from: readonly string[];
      readonly to: readonly string[];
      readonly rule: string;
    }
  | { readonly type: 'NetworkHealed' }
  | { readonly type: 'ConnectionBroken' }
  | { readonly type: 'DiskSlowed'; readonly node: string; readonly factor: number }
  // the quorum
  | {
      readonly type: 'RaftRoleChanged';
      readonly id: number;
      readonly from: string;
      readonly to: string;
      readonly epoch: number;
    }
  | {
      readonly type: 'QuorumLeaderElected';
      readonly leaderId: number;
      readonly epoch: number;
      readonly votes: readonly number[];
    }
  | { readonly type: 'QuorumHighWatermarkAdvanced'; readonly id: number; readonly highWatermark: number }
  | { readonly type: 'QuorumLogTruncated'; readonly id: number; readonly endOffset: number }
  | {
      readonly type: 'SnapshotWritten';
      readonly id: number;
      /** It holds everything before. */
      readonly endOffset: number;
      readonly epoch: number;
      readonly records: number;
    }
  | {
      readonly type: 'SnapshotFetched';
      readonly id: number;
      readonly endOffset: number;
      readonly epoch: number;
      readonly records: number;
    }
  | {
      readonly type: 'SnapshotLoaded';
      readonly id: number;
      readonly endOffset: number;
      readonly epoch: number;
      readonly records: number;
    }
  | { readonly type: 'QuorumLogStartAdvanced'; readonly id: number; readonly startOffset: number }
  | {
      readonly type: 'VoterAdded';
      readonly id: number;
      /** All there are now. */
      readonly voters: readonly number[];
    }
  | {
      readonly type: 'VoterRemoved';
      readonly id: number;
      readonly voters: readonly number[];
    }
  | { readonly type: 'ControllerActivated'; readonly id: number; readonly epoch: number }
  | { readonly type: 'ControllerDeactivated'; readonly id: number; readonly epoch: number }
  // the controller's decisions, told by the active controller when their records are committed
  | { readonly type: 'BrokerRegistered'; readonly brokerId: number; readonly brokerEpoch: number }
  | { readonly type: 'BrokerFenced'; readonly brokerId: number }
  | { readonly type: 'BrokerUnfenced'; readonly brokerId: number }
  | { readonly type: 'BrokerInControlledShutdown'; readonly brokerId: number }
  | {
      readonly type: 'TopicCreated';
      readonly topic: string;
      readonly partitions: number;
      readonly replicationFactor: number;
    }
  | {
      readonly type: 'LeaderElected';
      readonly partition: TopicPartition;
      /** -1: the partition has no leader now. */
      readonly leader: number;
      readonly previousLeader: number;
      readonly leaderEpoch: number;
      readonly isr: readonly number[];
      readonly unclean: boolean;
    }
  | {
      readonly type: 'IsrChanged';
      readonly partition: TopicPartition;
      readonly isr: readonly number[];
      readonly previousIsr: readonly number[];
      readonly leaderEpoch: number;
      readonly partitionEpoch: number;
    }
  | {
      readonly type: 'ElrChanged';
      readonly partition: TopicPartition;
      readonly elr: readonly number[];
      readonly lastKnownElr: readonly number[];
    }
  | {
      readonly type: 'ReassignmentStarted';
      readonly partition: TopicPartition;
      /** Those that shall stay, the preferred leader first. */
      readonly target: readonly number[];
      readonly adding: readonly number[];
      readonly removing: readonly number[];
    }
  | {
      readonly type: 'ReassignmentCompleted';
      readonly partition: TopicPartition;
      readonly replicas: readonly number[];
      readonly previousReplicas: readonly number[];
    }
  | { readonly type: 'ReassignmentCancelled'; readonly partition: TopicPartition; readonly replicas: readonly number[] }
  | {
      readonly type: 'PartitionsAdded';
      readonly topic: string;
      /** How many there are now. */
      readonly partitions: number;
      readonly added: number;
    }
  | { readonly type: 'BrokerUnregistered'; readonly brokerId: number }
  | { readonly type: 'TopicDeleted'; readonly topic: string }
  // brokers
  | { readonly type: 'BrokerStateChanged'; readonly brokerId: number; readonly from: string; readonly to: string }
  | {
      readonly type: 'BecameLeader';
      readonly partition: TopicPartition;
      readonly broker: number;
      readonly leaderEpoch: number;
      readonly startOffset: number;
    }
  | {
      readonly type: 'BecameFollower';
      readonly partition: TopicPartition;
      readonly broker: number;
      readonly leader: number;
      readonly leaderEpoch: number;
    }
  | {
      readonly type: 'RecordsAppended';
      readonly partition: TopicPartition;
      readonly broker: number;
      readonly baseOffset: number;
      readonly count: number;
      readonly leaderEpoch: number;
      /** As the request asked: -1 is all. */
      readonly acks: number;
      readonly bytes: number;
    }
  | {
      readonly type: 'RecordsReplicated';
      readonly partition: TopicPartition;
      readonly broker: number;
      readonly baseOffset: number;
      readonly count: number;
    }
  | {
      readonly type: 'HighWatermarkAdvanced';
      readonly partition: TopicPartition;
      readonly broker: number;
      readonly highWatermark: number;
      readonly leader: boolean;
    }
  | {
      readonly type: 'LogTruncated';
      readonly partition: TopicPartition;
      readonly broker: number;
      readonly endOffset: number;
      readonly removed: number;
      readonly reason: string;
    }
  | {
      readonly type: 'IsrShrinkProposed';
      readonly partition: TopicPartition;
      readonly broker: number;
      readonly isr: readonly number[];
      readonly out: readonly number[];
    }
  | {
      readonly type: 'IsrExpandProposed';
      readonly partition: TopicPartition;
      readonly broker: number;
      readonly isr: readonly number[];
      readonly joining: number;
    }
  | {
      readonly type: 'AlterPartitionRejected';
      readonly partition: TopicPartition;
      readonly broker: number;
      readonly error: ErrorName;
    }
  | { readonly type: 'UncleanShutdownDetected'; readonly broker: number }
  | {
      /** After an unclean shutdown: what lies behind the recovery point was read through, and this is what there is. */
      readonly type: 'LogRecovered';
      readonly partition: TopicPartition;
      readonly broker: number;
      readonly recoveryPoint: number;
      readonly endOffset: number;
    }
  | {
      readonly type: 'ReplicaDeleted';
      readonly partition: TopicPartition;
      readonly broker: number;
      readonly reason: string;
    }
  // clients
  | {
      readonly type: 'MetadataUpdated';
      readonly client: string;
      readonly leaders: Readonly<Record<TopicPartition, number>>;
    }
  | {
      readonly type: 'OffsetReset';
      readonly client: string;
      readonly partition: TopicPartition;
      readonly offset: number;
      readonly reason: string;
    }
  | { readonly type: 'ClientDisconnected'; readonly client: string; readonly broker: string; readonly reason: string }
  | { readonly type: 'TopicCreateFailed'; readonly topic: string; readonly error: ErrorName; readonly message: string }
  | {
      /** Something an administrator asked for was refused, or came to no end: for one topic, partition or broker. */
      readonly type: 'AdminRequestFailed';
      /** The API: `ElectLeaders`. */
      readonly request: string;
      readonly subject: string;
      readonly error: ErrorName | 'TIMEOUT';
      readonly message: string;
    }
  /** What an administrator was told who asked which reassignments are under way. */
  | { readonly type: 'ReassignmentsListed'; readonly count: number; readonly reassignments: string };

export type FactType = KafkaFact['type'];
