/**
 * Where a rule stood in older releases, where it has moved or had another name since: the newest release that still has it
 * there. The rule itself is the same. What another era does by another rule has a rule of its own (zooKeeperRules.ts).
 */
import { KAFKA_VERSIONS } from '../../../kafka/versions.ts';

type Older = '3.9.1' | '2.6.3' | '1.1.1' | '0.10.2.2';

const OLDER_SOURCES: Readonly<Record<string, Readonly<Partial<Record<Older, string>>>>> = {
  'LeaderElected/zookeeper': {
    '1.1.1': 'kafka.controller.PartitionStateMachine.electLeaderForPartitions',
    '0.10.2.2': 'kafka.controller.PartitionStateMachine.electLeaderForPartition, OfflinePartitionLeaderSelector',
  },
  'LeaderElected/unclean/zookeeper': {
    '0.10.2.2': 'kafka.controller.OfflinePartitionLeaderSelector; unclean.leader.election.enable',
  },
  'LeaderElected/preferred/zookeeper': {
    '0.10.2.2': 'kafka.controller.KafkaController.checkAndTriggerPartitionRebalance; auto.leader.rebalance.enable',
  },
  'LeaderElected/preferred-asked/zookeeper': {
    '1.1.1': 'kafka.controller.KafkaController.onPreferredReplicaElection; kafka-preferred-replica-election.sh',
  },
  'IsrChanged/zookeeper': {
    '1.1.1': 'kafka.controller.ReplicaStateMachine (OfflineReplica)',
    '0.10.2.2': 'kafka.controller.KafkaController.removeReplicaFromIsr',
  },
  'IsrChanged/of-leader/zookeeper': {
    '2.6.3': 'kafka.cluster.Partition, kafka.utils.ReplicationUtils.updateLeaderAndIsr',
  },
  'ControllerActivated/zookeeper': { '0.10.2.2': 'kafka.server.ZookeeperLeaderElector.elect' },
  'TopicCreated/zookeeper': {
    '2.6.3': 'kafka.server.AdminManager.createTopics, kafka.controller.KafkaController.onNewPartitionCreation',
    '0.10.2.2': 'kafka.server.AdminManager.createTopics, kafka.controller.KafkaController.onNewTopicCreation',
  },
  'TopicCreateFailed/zookeeper': { '2.6.3': 'kafka.server.AdminManager.createTopics' },
  'PartitionsAdded/zookeeper': { '1.1.1': 'kafka.controller.KafkaController.onNewPartitionCreation' },
  'ReplicaDeleted/zookeeper': { '0.10.2.2': 'kafka.server.ReplicaManager.stopReplica' },
  'BrokerRegistered/zookeeper': {
    '1.1.1': 'kafka.zk.KafkaZkClient.registerBrokerInZk',
    '0.10.2.2': 'kafka.server.KafkaHealthcheck.register',
  },
  BrokerFailed: {
    '1.1.1': 'kafka.controller.KafkaController (BrokerChange), onBrokerFailure',
    '0.10.2.2': 'kafka.controller.ReplicaStateMachine.BrokerChangeListener, KafkaController.onBrokerFailure',
  },
  BrokerStateChanged: { '3.9.1': 'kafka.server.BrokerLifecycleManager; KIP-631' },
  IsrShrinkProposed: {
    '3.9.1': 'kafka.cluster.Partition.maybeShrinkIsr, kafka.cluster.ReplicaState; replica.lag.time.max.ms',
    '2.6.3': 'kafka.cluster.Partition.maybeShrinkIsr, getOutOfSyncReplicas; replica.lag.time.max.ms',
  },
  IsrExpandProposed: { '2.6.3': 'kafka.cluster.Partition.maybeExpandIsr' },
  LogTruncated: {
    '2.6.3': 'kafka.server.AbstractFetcherThread.maybeTruncate, getOffsetTruncationState; KIP-101, KIP-279',
  },
  DuplicateBatchAnswered: { '2.6.3': 'kafka.log.ProducerStateManager, ProducerStateEntry; KIP-98' },
  SequenceRefused: { '2.6.3': 'kafka.log.ProducerStateManager, ProducerAppendInfo; KIP-98' },
  ProducerIdsExpired: {
    '2.6.3': 'kafka.log.ProducerStateManager.removeExpiredProducers; transactional.id.expiration.ms',
  },
  SegmentsDeleted: {
    '3.9.1': 'kafka.log.UnifiedLog.deleteOldSegments; retention.ms, retention.bytes',
    '2.6.3': 'kafka.log.Log.deleteOldSegments; retention.ms, retention.bytes',
  },
  LogStartOffsetAdvanced: {
    '3.9.1': 'kafka.log.UnifiedLog.maybeIncrementLogStartOffset; KIP-107',
    '2.6.3': 'kafka.log.Log.maybeIncrementLogStartOffset; KIP-107',
  },
  LogCleaned: {
    '3.9.1': 'kafka.log.Cleaner.doClean; cleanup.policy=compact',
    '0.10.2.2': 'kafka.log.Cleaner.clean; cleanup.policy=compact',
  },
  LogRecovered: { '3.9.1': 'kafka.log.LogLoader.recoverLog', '2.6.3': 'kafka.log.Log.recoverLog' },
  'RecordsAppended/coordinator': {
    '3.9.1': 'kafka.coordinator.group.GroupMetadataManager.appendForGroup',
    '0.10.2.2': 'kafka.coordinator.GroupMetadataManager.store',
  },
  RecordAcknowledged: {
    '3.9.1': 'kafka.server.DelayedProduce.tryComplete, kafka.cluster.Partition.checkEnoughReplicasReachOffset',
  },
  'RecordAcknowledged/1': { '0.10.2.2': 'kafka.server.ReplicaManager.delayedRequestRequired' },
  RecordsConsumed: {
    '2.6.3': 'kafka.server.ReplicaManager.readFromLocalLog, org.apache.kafka.clients.consumer.internals.Fetcher',
  },
  OffsetReset: {
    '2.6.3': 'org.apache.kafka.clients.consumer.internals.Fetcher, SubscriptionState; auto.offset.reset',
  },
  OffsetCommitSent: { '2.6.3': 'org.apache.kafka.clients.consumer.internals.ConsumerCoordinator; enable.auto.commit' },
  OffsetCommitted: {
    '3.9.1': 'kafka.coordinator.group.GroupMetadataManager.storeOffsets',
    '0.10.2.2': 'kafka.coordinator.GroupMetadataManager.prepareStoreOffsets',
  },
  OffsetCommitCompleted: {
    '3.9.1': 'kafka.coordinator.group.GroupMetadataManager.storeOffsets',
    '0.10.2.2': 'kafka.coordinator.GroupMetadataManager.prepareStoreOffsets',
  },
  OffsetCommitFailed: {
    '3.9.1': 'kafka.coordinator.group.GroupCoordinator.doCommitOffsets, consumer.internals.ConsumerCoordinator',
    '0.10.2.2': 'kafka.coordinator.GroupCoordinator.doCommitOffsets, consumer.internals.ConsumerCoordinator',
  },
  CoordinatorDiscovered: {
    '2.6.3':
      'org.apache.kafka.clients.consumer.internals.AbstractCoordinator, kafka.server.KafkaApis.handleFindCoordinatorRequest',
    '0.10.2.2':
      'org.apache.kafka.clients.consumer.internals.AbstractCoordinator, kafka.server.KafkaApis.handleGroupCoordinatorRequest',
  },
  CoordinatorLoaded: {
    '3.9.1': 'kafka.coordinator.group.GroupCoordinator.onElection',
    '1.1.1': 'kafka.coordinator.group.GroupCoordinator.handleGroupImmigration',
    '0.10.2.2': 'kafka.coordinator.GroupCoordinator.handleGroupImmigration',
  },
  CoordinatorUnloaded: {
    '3.9.1': 'kafka.coordinator.group.GroupCoordinator.onResignation',
    '1.1.1': 'kafka.coordinator.group.GroupCoordinator.handleGroupEmigration',
    '0.10.2.2': 'kafka.coordinator.GroupCoordinator.handleGroupEmigration',
  },
  GroupMemberJoined: {
    '3.9.1': 'kafka.coordinator.group.GroupCoordinator.handleJoinGroup; KIP-394',
    '1.1.1': 'kafka.coordinator.group.GroupCoordinator.handleJoinGroup',
    '0.10.2.2': 'kafka.coordinator.GroupCoordinator.handleJoinGroup',
  },
  GroupMemberRemoved: {
    '3.9.1': 'kafka.coordinator.group.GroupCoordinator.handleLeaveGroup, onExpireHeartbeat',
    '0.10.2.2': 'kafka.coordinator.GroupCoordinator.handleLeaveGroup, onExpireHeartbeat',
  },
  GroupRebalanceStarted: {
    '3.9.1': 'kafka.coordinator.group.GroupCoordinator.prepareRebalance',
    '0.10.2.2': 'kafka.coordinator.GroupCoordinator.prepareRebalance',
  },
  GroupGenerationStarted: {
    '3.9.1': 'kafka.coordinator.group.GroupCoordinator.onCompleteJoin',
    '0.10.2.2': 'kafka.coordinator.GroupCoordinator.onCompleteJoin',
  },
  GroupStateChanged: {
    '3.9.1': 'kafka.coordinator.group.GroupMetadata (GroupState)',
    '0.10.2.2': 'kafka.coordinator.GroupMetadata (GroupState)',
  },
  AssignmentComputed: { '2.6.3': 'org.apache.kafka.clients.consumer.internals.ConsumerCoordinator.performAssignment' },
  PartitionsAssigned: {
    '3.9.1':
      'org.apache.kafka.clients.consumer.internals.ConsumerCoordinator.onJoinComplete, MembershipManagerImpl; KIP-429, KIP-848',
    '2.6.3': 'org.apache.kafka.clients.consumer.internals.ConsumerCoordinator.onJoinComplete; KIP-429',
    '1.1.1': 'org.apache.kafka.clients.consumer.internals.ConsumerCoordinator.onJoinComplete',
  },
  'PartitionsRevoked/leaving': {
    '2.6.3': 'org.apache.kafka.clients.consumer.internals.ConsumerCoordinator.onLeavePrepare; KIP-429',
    '1.1.1': 'org.apache.kafka.clients.consumer.internals.ConsumerCoordinator.close',
  },
  'PartitionsRevoked/consumer': {
    '3.9.1': 'org.apache.kafka.clients.consumer.internals.MembershipManagerImpl.maybeReconcile; KIP-848',
  },
  CommittedOffsetFound: {
    '2.6.3': 'org.apache.kafka.clients.consumer.internals.ConsumerCoordinator.refreshCommittedOffsetsIfNeeded',
  },
  'OffsetReset/truncated': {
    '2.6.3':
      'org.apache.kafka.clients.consumer.internals.OffsetsForLeaderEpochClient, SubscriptionState.maybeCompleteValidation; KIP-320',
  },
  BatchSent: {
    '0.10.2.2':
      'org.apache.kafka.clients.producer.internals.RecordAccumulator.ready, Sender.run; linger.ms, batch.size',
  },
  RecordFailed: { '0.10.2.2': 'org.apache.kafka.clients.producer.internals.Sender.completeBatch' },
  RecordUnknown: {
    '1.1.1': 'org.apache.kafka.clients.producer.internals.Sender.sendProducerData, ProducerBatch.maybeExpire',
    '0.10.2.2': 'org.apache.kafka.clients.producer.internals.RecordAccumulator.abortExpiredBatches',
  },
  TopicDeleted: { '0.10.2.2': 'kafka.controller.TopicDeletionManager (DeleteTopicsThread)' },
  'not/fetch': { '2.6.3': 'org.apache.kafka.clients.consumer.internals.Fetcher.fetchedRecords' },
  'not/position': { '1.1.1': 'org.apache.kafka.clients.consumer.internals.SubscriptionState.isFetchable' },
  'not/idle-member': { '1.1.1': 'org.apache.kafka.clients.consumer.internals.PartitionAssignor' },
  BrokerFenced: {
    '3.9.1':
      'org.apache.kafka.controller.ReplicationControlManager.maybeFenceOneStaleBroker, BrokerHeartbeatManager; broker.session.timeout.ms',
  },
  OffsetsExpired: {
    '3.9.1': 'kafka.coordinator.group.GroupMetadataManager.cleanupGroupMetadata; offsets.retention.minutes',
    '0.10.2.2': 'kafka.coordinator.GroupMetadataManager.cleanupGroupMetadata; offsets.retention.minutes',
  },
  GroupDeleted: {
    '3.9.1': 'kafka.coordinator.group.GroupMetadataManager.cleanupGroupMetadata',
    '0.10.2.2': 'kafka.coordinator.GroupMetadataManager.cleanupGroupMetadata',
  },
};

/** By age: the newest is 0. */
const AGES: ReadonlyMap<string, number> = new Map(KAFKA_VERSIONS.map(({ name }, age) => [name, age]));
const OLDEST_FIRST: readonly Older[] = ['0.10.2.2', '1.1.1', '2.6.3', '3.9.1'];

/** Undefined: where the newest release has it. */
export function olderSource(rule: string, version: string): string | undefined {
  const [sources, age] = [OLDER_SOURCES[rule], AGES.get(version)];
  if (sources === undefined || age === undefined) return undefined;
  // Of those that this release is not newer than, the oldest.
  const until = OLDEST_FIRST.find((one) => sources[one] !== undefined && AGES.get(one)! <= age);
  return until && sources[until];
}

/** For tests: every place that is named, and of which release. */
export const ALL_OLDER_SOURCES: readonly (readonly [rule: string, release: Older, source: string])[] = Object.entries(
  OLDER_SOURCES,
).flatMap(([rule, sources]) =>
  OLDEST_FIRST.flatMap((release) =>
    sources[release] === undefined ? [] : [[rule, release, sources[release]] as const],
  ),
);
