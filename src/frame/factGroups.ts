/** What a fact is about, and whether a person would want to stop at it. */
import type { FactType, KafkaFact } from '../kafka/facts.ts';
import type { Kafka } from '../kafka/kinds.ts';
import type { RecordedFact } from '../record/history.ts';
import type { FactGroup } from './frame.ts';

export const FACT_GROUPS: Readonly<Record<FactType, FactGroup>> = {
  ProcessKilled: 'fault',
  PowerLost: 'fault',
  DiskWiped: 'fault',
  ProcessStarted: 'fault',
  ProcessPaused: 'fault',
  ProcessResumed: 'fault',
  ControlledShutdownRequested: 'fault',
  ProcessExited: 'fault',
  LinkChanged: 'fault',
  NetworkHealed: 'fault',
  ConnectionBroken: 'fault',
  DiskSlowed: 'fault',
  RaftRoleChanged: 'quorum',
  QuorumLeaderElected: 'quorum',
  QuorumHighWatermarkAdvanced: 'routine',
  QuorumLogTruncated: 'quorum',
  SnapshotWritten: 'quorum',
  SnapshotFetched: 'quorum',
  SnapshotLoaded: 'quorum',
  QuorumLogStartAdvanced: 'quorum',
  VoterAdded: 'quorum',
  VoterRemoved: 'quorum',
  ControllerActivated: 'quorum',
  ControllerDeactivated: 'quorum',
  BrokerRegistered: 'broker',
  BrokerFenced: 'broker',
  BrokerUnfenced: 'broker',
  BrokerInControlledShutdown: 'broker',
  TopicCreated: 'broker',
  TopicCreateFailed: 'client',
  LeaderElected: 'election',
  IsrChanged: 'isr',
  ElrChanged: 'isr',
  ReassignmentStarted: 'broker',
  ReassignmentCompleted: 'broker',
  ReassignmentCancelled: 'broker',
  PartitionsAdded: 'broker',
  BrokerUnregistered: 'broker',
  TopicDeleted: 'broker',
  ZooKeeperStateChanged: 'quorum',
  ZooKeeperLeaderEstablished: 'quorum',
  ZooKeeperFollowerSynced: 'quorum',
  ZooKeeperQuorumLost: 'quorum',
  ZooKeeperSessionCreated: 'quorum',
  ZooKeeperSessionExpired: 'quorum',
  ZooKeeperSessionClosed: 'quorum',
  ZooKeeperConnectionChanged: 'quorum',
  ZooKeeperRequestCompleted: 'routine',
  ControllerEventProcessed: 'routine',
  ZnodeCreated: 'routine',
  ZnodeChanged: 'routine',
  ZnodeDeleted: 'routine',
  ZnodeChangeRefused: 'quorum',
  WatchFired: 'routine',
  ControllerFailoverCompleted: 'quorum',
  BrokerFailed: 'broker',
  ServerReconfigured: 'fault',
  MigrationDriverStateChanged: 'quorum',
  ZkMigrationStateChanged: 'quorum',
  ZkControllerClaimed: 'quorum',
  MetadataMigrated: 'quorum',
  DualWriteCompleted: 'routine',
  DualWriteRefused: 'quorum',
  KRaftControllerFollowed: 'broker',
  StaleControllerRefused: 'quorum',
  StaleBrokerEpochRefused: 'broker',
  IsrWritten: 'isr',
  PartitionStateChanged: 'routine',
  ReplicaStateChanged: 'routine',
  MetadataReceived: 'routine',
  ToolStarted: 'fault',
  ToolInput: 'fault',
  ToolPrinted: 'routine',
  ToolInterrupted: 'fault',
  ToolExited: 'routine',
  CoordinatorLoaded: 'group',
  CoordinatorUnloaded: 'group',
  GroupStateChanged: 'group',
  GroupRebalanceStarted: 'group',
  GroupGenerationStarted: 'group',
  GroupMemberJoined: 'group',
  GroupMemberRemoved: 'group',
  OffsetCommitted: 'routine',
  OffsetsExpired: 'group',
  GroupDeleted: 'group',
  GroupConverted: 'group',
  GroupEpochBumped: 'group',
  TargetAssignmentComputed: 'group',
  MemberAssignmentChanged: 'group',
  CoordinatorDiscovered: 'group',
  PartitionsAssigned: 'group',
  PartitionsRevoked: 'group',
  PartitionsLost: 'group',
  AssignmentComputed: 'group',
  OffsetCommitSent: 'routine',
  OffsetCommitCompleted: 'consume',
  OffsetCommitFailed: 'group',
  PartitionOwnershipConflict: 'group',
  ConsumerRebalanceGivenUp: 'group',
  PollTimeoutExpired: 'group',
  RecordsProcessed: 'consume',
  CommittedOffsetFound: 'consume',
  PartitionsPaused: 'consume',
  PartitionsResumed: 'consume',
  PositionSought: 'consume',
  ConsumerMemberStateChanged: 'routine',
  ConsumerClosed: 'group',
  ProducerIdAssigned: 'produce',
  IdempotenceDisabled: 'client',
  BatchCompressed: 'routine',
  RequestCompleted: 'routine',
  BatchSent: 'routine',
  RecordsServed: 'routine',
  PollCalled: 'routine',
  AppendRefused: 'produce',
  BatchRecompressed: 'routine',
  BatchSplit: 'produce',
  ProducerFlushed: 'produce',
  ProducerClosed: 'produce',
  ClientWarned: 'client',
  LogRecovered: 'broker',
  ReplicaDeleted: 'broker',
  AdminRequestFailed: 'client',
  ReassignmentsListed: 'client',
  BrokerStateChanged: 'broker',
  BecameLeader: 'election',
  BecameFollower: 'election',
  RecordsAppended: 'produce',
  RecordsReplicated: 'produce',
  DuplicateBatchAnswered: 'produce',
  SequenceRefused: 'produce',
  ProducerIdsExpired: 'broker',
  SegmentRolled: 'routine',
  SegmentsDeleted: 'broker',
  LogStartOffsetAdvanced: 'broker',
  LogCleaned: 'broker',
  HighWatermarkAdvanced: 'watermark',
  LogTruncated: 'election',
  IsrShrinkProposed: 'isr',
  IsrExpandProposed: 'isr',
  AlterPartitionRejected: 'isr',
  UncleanShutdownDetected: 'broker',
  RecordSent: 'produce',
  RecordAcknowledged: 'produce',
  RecordFailed: 'client',
  RecordUnknown: 'client',
  ProduceRetried: 'client',
  MetadataUpdated: 'routine',
  RecordsConsumed: 'consume',
  OffsetReset: 'consume',
  ClientDisconnected: 'client',
};

/** Always worth stopping at. */
const NOTEWORTHY: ReadonlySet<FactType> = new Set<FactType>([
  'QuorumLeaderElected',
  'ControllerActivated',
  'BrokerFenced',
  'BrokerUnfenced',
  'BrokerInControlledShutdown',
  'TopicCreated',
  'TopicCreateFailed',
  'DuplicateBatchAnswered',
  'SequenceRefused',
  'SegmentsDeleted',
  'LogCleaned',
  'LeaderElected',
  'IsrChanged',
  'ReassignmentStarted',
  'ReassignmentCompleted',
  'ReassignmentCancelled',
  'PartitionsAdded',
  'BrokerUnregistered',
  'TopicDeleted',
  'ToolExited',
  'ReplicaDeleted',
  'AdminRequestFailed',
  'ReassignmentsListed',
  'LogTruncated',
  'QuorumLogTruncated',
  'SnapshotFetched',
  'SnapshotLoaded',
  'QuorumLogStartAdvanced',
  'VoterAdded',
  'VoterRemoved',
  'AlterPartitionRejected',
  'UncleanShutdownDetected',
  'RecordFailed',
  'RecordUnknown',
  'ProduceRetried',
  'OffsetReset',
  'GroupRebalanceStarted',
  'GroupGenerationStarted',
  'GroupEpochBumped',
  'GroupMemberRemoved',
  'GroupConverted',
  'OffsetsExpired',
  'CoordinatorLoaded',
  'PartitionsAssigned',
  'PartitionsRevoked',
  'PartitionsLost',
  'OffsetCommitFailed',
  'PollTimeoutExpired',
  'ConsumerRebalanceGivenUp',
  'ConsumerClosed',
]);

/** Worth stopping at the first time, and the first time after something noteworthy: a steady stream is not news. */
const NEWS_ONCE: ReadonlySet<FactType> = new Set<FactType>([
  'HighWatermarkAdvanced',
  'RecordAcknowledged',
  'RecordsConsumed',
  'RecordsProcessed',
  'OffsetCommitCompleted',
]);

/** Told by the machinery of every run, not worth a line in a short list. */
const ROUTINE: ReadonlySet<FactType> = new Set<FactType>(['QuorumHighWatermarkAdvanced']);

/** What has been news already. Immutable use: a fork copies it. */
export type News = Set<string>;

export function isInteresting(recorded: RecordedFact<Kafka>, news: News): boolean {
  const { fact, step } = recorded;
  if (isFault(fact)) return step > 0;
  // A rebalance that gives or takes nothing is told, and not stopped at.
  if ('partitions' in fact && Array.isArray(fact.partitions) && fact.partitions.length === 0) return false;
  if (NOTEWORTHY.has(fact.type)) {
    if (fact.type !== 'ProduceRetried') news.clear();
    else return once(news, `retried ${fact.client} ${fact.error}`);
    return true;
  }
  if (!NEWS_ONCE.has(fact.type)) return false;
  // Only the leader's high watermark is news; a follower learns it one fetch later.
  if (fact.type === 'HighWatermarkAdvanced' && !fact.leader) return once(news, `follower watermark`);
  return once(news, fact.type + ('partition' in fact ? fact.partition : ''));
}

/** What a person or the script did, as against what the cluster made of it. A process that starts at the start is no fault. */
export function isFault(fact: KafkaFact): boolean {
  return FACT_GROUPS[fact.type] === 'fault' && fact.type !== 'ProcessExited';
}

export function isRoutine(fact: KafkaFact): boolean {
  return ROUTINE.has(fact.type) || FACT_GROUPS[fact.type] === 'routine';
}

function once(news: News, key: string): boolean {
  if (news.has(key)) return false;
  news.add(key);
  return true;
}
