/** The one text form of each fact: what the command line prints, stories compare, and the screen shows in English. */
import { unreachable } from '../base/assert.ts';
import { describeCompressionFact } from './facts/compression.ts';
import { describeConsumerGroupFact } from './facts/consumerGroups.ts';
import { describeConsumerFact } from './facts/consumers.ts';
import { describeGroupFact } from './facts/groups.ts';
import { describeKafkaControllerFact } from './facts/kafkaController.ts';
import { describeLogFact } from './facts/logs.ts';
import { describeMigrationFact } from './facts/migration.ts';
import { describeProducerFact } from './facts/producers.ts';
import { describeRequestFact } from './facts/requests.ts';
import { describeToolFact } from './facts/tools.ts';
import { describeZooKeeperFact } from './facts/zookeeper.ts';
import type { KafkaFact } from './facts.ts';

const list = (ids: readonly (number | string)[]): string => `[${ids.join(',')}]`;
const broker = (id: number): string => (id === -1 ? 'none' : `b${id}`);

export function describeFact(fact: KafkaFact): string {
  switch (fact.type) {
    case 'ProcessKilled':
    case 'PowerLost':
    case 'DiskWiped':
    case 'ProcessStarted':
    case 'ProcessPaused':
    case 'ProcessResumed':
    case 'ControlledShutdownRequested':
      return `${fact.type} ${fact.node}`;
    case 'ProcessExited':
      return `ProcessExited ${fact.node} ${fact.clean ? 'cleanly' : 'in error'}: ${fact.reason}`;
    case 'LinkChanged':
      return `LinkChanged ${fact.from.join(',')} -> ${fact.to.join(',')}: ${fact.rule}`;
    case 'NetworkHealed':
    case 'ConnectionBroken':
      return fact.type;
    case 'DiskSlowed':
      return `DiskSlowed ${fact.node} x${fact.factor}`;
    case 'RaftRoleChanged':
      return `RaftRoleChanged ${fact.id}: ${fact.from} -> ${fact.to} epoch ${fact.epoch}`;
    case 'QuorumLeaderElected':
      return `QuorumLeaderElected ${fact.leaderId} epoch ${fact.epoch} votes ${list(fact.votes)}`;
    case 'QuorumHighWatermarkAdvanced':
      return `QuorumHighWatermarkAdvanced to ${fact.highWatermark}`;
    case 'QuorumLogTruncated':
      return `QuorumLogTruncated ${fact.id} to ${fact.endOffset}`;
    case 'SnapshotWritten':
    case 'SnapshotFetched':
    case 'SnapshotLoaded':
      return `${fact.type} ${fact.id} up to ${fact.endOffset}@${fact.epoch}, ${fact.records} records`;
    case 'QuorumLogStartAdvanced':
      return `QuorumLogStartAdvanced ${fact.id} to ${fact.startOffset}`;
    case 'VoterAdded':
    case 'VoterRemoved':
      return `${fact.type} ${fact.id} voters ${list(fact.voters)}`;
    case 'ControllerActivated':
    case 'ControllerDeactivated':
      return `${fact.type} ${fact.id} epoch ${fact.epoch}`;
    case 'BrokerRegistered':
      return `BrokerRegistered ${broker(fact.brokerId)} broker epoch ${fact.brokerEpoch}`;
    case 'BrokerFenced':
    case 'BrokerUnfenced':
    case 'BrokerInControlledShutdown':
      return `${fact.type} ${broker(fact.brokerId)}`;
    case 'TopicCreated':
      return `TopicCreated ${fact.topic} partitions ${fact.partitions} replication factor ${fact.replicationFactor}`;
    case 'LeaderElected':
      return (
        `LeaderElected ${fact.partition} ${broker(fact.leader)} (was ${broker(fact.previousLeader)}) ` +
        `leader epoch ${fact.leaderEpoch} isr ${list(fact.isr)}${fact.unclean ? ' unclean' : ''}`
      );
    case 'IsrChanged':
      return (
        `IsrChanged ${fact.partition} ${list(fact.previousIsr)} -> ${list(fact.isr)} ` +
        `leader epoch ${fact.leaderEpoch} partition epoch ${fact.partitionEpoch}`
      );
    case 'ElrChanged':
      return `ElrChanged ${fact.partition} elr ${list(fact.elr)} last known ${list(fact.lastKnownElr)}`;
    case 'ReassignmentStarted':
      return `ReassignmentStarted ${fact.partition} to ${list(fact.target)} adding ${list(fact.adding)} removing ${list(fact.removing)}`;
    case 'ReassignmentCompleted':
      return `ReassignmentCompleted ${fact.partition} ${list(fact.previousReplicas)} -> ${list(fact.replicas)}`;
    case 'ReassignmentCancelled':
      return `ReassignmentCancelled ${fact.partition} back to ${list(fact.replicas)}`;
    case 'PartitionsAdded':
      return `PartitionsAdded ${fact.topic} ${fact.added} more, now ${fact.partitions}`;
    case 'BrokerUnregistered':
      return `BrokerUnregistered ${broker(fact.brokerId)}`;
    case 'BrokerStateChanged':
      return `BrokerStateChanged ${broker(fact.brokerId)} ${fact.from} -> ${fact.to}`;
    case 'BecameLeader':
      return `BecameLeader ${broker(fact.broker)} ${fact.partition} leader epoch ${fact.leaderEpoch} from offset ${fact.startOffset}`;
    case 'BecameFollower':
      return `BecameFollower ${broker(fact.broker)} ${fact.partition} of ${broker(fact.leader)} leader epoch ${fact.leaderEpoch}`;
    case 'RecordsAppended':
      return `RecordsAppended ${broker(fact.broker)} ${fact.partition} ${span(fact.baseOffset, fact.count)} leader epoch ${fact.leaderEpoch}`;
    case 'RecordsReplicated':
      return `RecordsReplicated ${broker(fact.broker)} ${fact.partition} ${span(fact.baseOffset, fact.count)}`;
    case 'HighWatermarkAdvanced':
      return `HighWatermarkAdvanced ${broker(fact.broker)} ${fact.partition} to ${fact.highWatermark}${fact.leader ? ' (leader)' : ''}`;
    case 'LogTruncated':
      return `LogTruncated ${broker(fact.broker)} ${fact.partition} to ${fact.endOffset}, ${fact.removed} removed: ${fact.reason}`;
    case 'IsrShrinkProposed':
      return `IsrShrinkProposed ${broker(fact.broker)} ${fact.partition} to ${list(fact.isr)}, out ${list(fact.out)}`;
    case 'IsrExpandProposed':
      return `IsrExpandProposed ${broker(fact.broker)} ${fact.partition} to ${list(fact.isr)}, joining ${fact.joining}`;
    case 'AlterPartitionRejected':
      return `AlterPartitionRejected ${broker(fact.broker)} ${fact.partition} ${fact.error}`;
    case 'UncleanShutdownDetected':
      return `UncleanShutdownDetected ${broker(fact.broker)}`;
    case 'LogRecovered':
      return `LogRecovered ${broker(fact.broker)} ${fact.partition} from recovery point ${fact.recoveryPoint}, log end ${fact.endOffset}`;
    case 'ReplicaDeleted':
      return `ReplicaDeleted ${broker(fact.broker)} ${fact.partition}: ${fact.reason}`;
    case 'RecordSent':
      return `RecordSent ${fact.client} #${fact.record} key ${fact.key ?? 'null'} to ${fact.partition}`;
    case 'RecordAcknowledged':
      return (
        `RecordAcknowledged ${fact.client} #${fact.record} ${fact.partition} ` +
        `${fact.offset === -1 ? 'offset unknown' : `offset ${fact.offset}`} acks=${fact.acks === -1 ? 'all' : fact.acks}`
      );
    case 'RecordFailed':
    case 'RecordUnknown':
      return `${fact.type} ${fact.client} #${fact.record} ${fact.partition ?? 'no partition'} ${fact.error}: ${fact.message}`;
    case 'ProduceRetried':
      return `ProduceRetried ${fact.client} ${fact.partition} ${fact.error} attempt ${fact.attempt}`;
    case 'MetadataUpdated':
      return `MetadataUpdated ${fact.client} ${describeLeaders(fact.leaders)}`;
    case 'RecordsConsumed':
      return `RecordsConsumed ${fact.client} ${fact.partition} ${span(fact.from, fact.count)} from ${broker(fact.broker)}`;
    case 'OffsetReset':
      return `OffsetReset ${fact.client} ${fact.partition} to ${fact.offset}: ${fact.reason}`;
    case 'ClientDisconnected':
      return `ClientDisconnected ${fact.client} from ${fact.broker}: ${fact.reason}`;
    case 'TopicCreateFailed':
      return `TopicCreateFailed ${fact.topic} ${fact.error}: ${fact.message}`;
    case 'AdminRequestFailed':
      return `AdminRequestFailed ${fact.request} ${fact.subject} ${fact.error}: ${fact.message}`;
    case 'ReassignmentsListed':
      return `ReassignmentsListed ${fact.count === 0 ? 'none' : fact.reassignments}`;
    case 'ProducerIdAssigned':
    case 'IdempotenceDisabled':
    case 'BatchSplit':
    case 'ProducerFlushed':
    case 'ProducerClosed':
    case 'ClientWarned':
      return describeProducerFact(fact);
    case 'CoordinatorLoaded':
    case 'CoordinatorUnloaded':
    case 'GroupStateChanged':
    case 'GroupRebalanceStarted':
    case 'GroupGenerationStarted':
    case 'GroupMemberJoined':
    case 'GroupMemberRemoved':
    case 'OffsetCommitted':
    case 'OffsetsExpired':
    case 'GroupDeleted':
      return describeGroupFact(fact);
    case 'GroupConverted':
    case 'GroupEpochBumped':
    case 'TargetAssignmentComputed':
    case 'MemberAssignmentChanged':
      return describeConsumerGroupFact(fact);
    case 'BatchCompressed':
    case 'BatchRecompressed':
      return describeCompressionFact(fact);
    case 'RequestCompleted':
    case 'BatchSent':
    case 'AppendRefused':
    case 'RecordsServed':
    case 'PollCalled':
      return describeRequestFact(fact);
    case 'DuplicateBatchAnswered':
    case 'SequenceRefused':
    case 'ProducerIdsExpired':
    case 'SegmentRolled':
    case 'SegmentsDeleted':
    case 'LogStartOffsetAdvanced':
    case 'LogCleaned':
      return describeLogFact(fact);
    case 'TopicDeleted':
      return `TopicDeleted ${fact.topic}`;
    case 'ToolStarted':
    case 'ToolInput':
    case 'ToolPrinted':
    case 'ToolInterrupted':
    case 'ToolExited':
      return describeToolFact(fact);
    case 'CoordinatorDiscovered':
    case 'PartitionsAssigned':
    case 'PartitionsRevoked':
    case 'PartitionsLost':
    case 'AssignmentComputed':
    case 'OffsetCommitSent':
    case 'OffsetCommitCompleted':
    case 'OffsetCommitFailed':
    case 'PollTimeoutExpired':
    case 'PartitionOwnershipConflict':
    case 'ConsumerRebalanceGivenUp':
    case 'RecordsProcessed':
    case 'CommittedOffsetFound':
    case 'PartitionsPaused':
    case 'PartitionsResumed':
    case 'PositionSought':
    case 'ConsumerMemberStateChanged':
    case 'ConsumerClosed':
      return describeConsumerFact(fact);
    case 'ZooKeeperStateChanged':
    case 'ZooKeeperLeaderEstablished':
    case 'ZooKeeperFollowerSynced':
    case 'ZooKeeperQuorumLost':
    case 'ZooKeeperSessionCreated':
    case 'ZooKeeperSessionExpired':
    case 'ZooKeeperSessionClosed':
    case 'ZooKeeperConnectionChanged':
    case 'ZooKeeperRequestCompleted':
    case 'ZnodeCreated':
    case 'ZnodeChanged':
    case 'ZnodeDeleted':
    case 'ZnodeChangeRefused':
    case 'WatchFired':
      return describeZooKeeperFact(fact);
    case 'ControllerFailoverCompleted':
    case 'BrokerFailed':
    case 'ServerReconfigured':
    case 'StaleControllerRefused':
    case 'StaleBrokerEpochRefused':
    case 'ControllerEventProcessed':
    case 'IsrWritten':
    case 'PartitionStateChanged':
    case 'ReplicaStateChanged':
    case 'MetadataReceived':
      return describeKafkaControllerFact(fact);
    case 'MigrationDriverStateChanged':
    case 'ZkMigrationStateChanged':
    case 'ZkControllerClaimed':
    case 'MetadataMigrated':
    case 'DualWriteCompleted':
    case 'DualWriteRefused':
    case 'KRaftControllerFollowed':
      return describeMigrationFact(fact);
    default:
      return unreachable(fact);
  }
}

function span(from: number, count: number): string {
  return count === 1 ? `offset ${from}` : `offsets ${from}..${from + count - 1}`;
}

function describeLeaders(leaders: Readonly<Record<string, number>>): string {
  return Object.entries(leaders)
    .map(([partition, leader]) => `${partition}=${broker(leader)}`)
    .join(' ');
}
