/** What a release of Kafka does otherwise than another: each rule with the class that shows it, and the release it came with. */
export interface KafkaVersionRules {
  /** A follower truncates by leader epochs, not to its own high watermark (LeaderEpochFileCache). */
  readonly kip101: boolean;
  /** The answer to an epoch lookup also names the epoch found (AbstractFetcherThread.getOffsetTruncationState). */
  readonly kip279: boolean;
  /** Fetches and epoch look-ups carry the leader epoch and are fenced by it (Partition.getLocalLog). */
  readonly kip320: boolean;
  /** A cluster of it can keep its metadata in ZooKeeper; 4.0 cannot (KafkaConfig of 3.9). */
  readonly zookeeper: boolean;
  /** What is in ZooKeeper can be moved to a quorum of controllers while the cluster runs (KRaftMigrationDriver; 3.4). */
  readonly kip866: boolean;
  /** The metadata log is a raft log of Kafka's own (KafkaRaftClient). */
  readonly kip595: boolean;
  /** The controller is the leader of that log (QuorumController). */
  readonly kip631: boolean;
  /** A fenced broker, or one that is shutting down, cannot be in the ISR (Partition.isReplicaIsrEligible). */
  readonly kip841: boolean;
  /** The controller's voters can be changed, where kraft.version is 1 (KRaftVersion.isReconfigSupported). */
  readonly kip853: boolean;
  /** A replica joins the ISR only under the broker epoch it fetched with (Partition.isBrokerEpochIsrEligible). */
  readonly kip903: boolean;
  /** Requests of the ZooKeeper controller name the life of the broker they are for (KafkaApis.isBrokerEpochStale; 2.2). */
  readonly kip380: boolean;
  /** Producers have ids, brokers more than one log directory: znodes of both are there (ZkData.PersistentZkPaths; 0.11). */
  readonly kip98: boolean;
  /** Partitions are added by a request; before, only by whoever wrote to ZooKeeper (KafkaApis; 1.0). */
  readonly kip195: boolean;
  /** Who asks for a topic to be deleted is told at once that this is turned off; before, nothing came of it (KafkaApis; 2.1). */
  readonly kip322: boolean;
  /** Partition reassignments and elections are requests; before, znodes (KafkaController; 2.4). */
  readonly kip455: boolean;
  /** Leaders ask the controller for a new ISR; before, they wrote it to ZooKeeper (DefaultAlterPartitionManager; 2.7). */
  readonly kip497: boolean;
  /** Blocks of producer ids come from the controller; before, brokers took them from ZooKeeper themselves (3.0). */
  readonly kip730: boolean;
  /** Records without a key change their partition with the batch; before, with each record (DefaultPartitioner; 2.4). */
  readonly kip480: boolean;
  /** Topics have ids (2.8). */
  readonly kip516: boolean;
  /** The controller asks ZooKeeper for many things at once; before, one after the other (ZooKeeperClient; 1.1). */
  readonly kafka5642: boolean;
  /** Writes of a controller need the /controller_epoch they were made under (KafkaZkClient, ZkVersionCheck; 2.1). */
  readonly kafka6082: boolean;
  /** Who refuses a produce or fetch request because it does not lead names the leader (KafkaApis.getCurrentLeader; 3.7). */
  readonly kip951: boolean;
  /** Eligible leader replicas, and the last known leader (PartitionChangeBuilder.maybePopulateTargetElr). */
  readonly kip966: boolean;
  /** A voter asks for pre-votes before it raises the epoch (ProspectiveState). */
  readonly kip996: boolean;
  /**
   * The active controller looks for stale brokers every eighth of a session (PeriodicTaskControlManager; 4.0); before,
   * exactly when the next session ends (QuorumController.rescheduleMaybeFenceStaleBrokers).
   */
  readonly periodicControl: boolean;
  /** The defaults of Kafka 4.0, such as linger.ms 5; the numbers themselves are in config/recorded. */
  readonly kip1030: boolean;
  /** A parked fetch of the metadata log is answered when the high watermark moves (KafkaRaftClient). */
  readonly kip1166: boolean;
  /**
   * A follower that is ahead of its leader cuts its log and goes on; before, the broker exited where unclean election is
   * off (ReplicaFetcherThread.handleOffsetOutOfRange; KAFKA-3924 is the exit, its removal in 2.1 has no number).
   */
  readonly aheadOfLeaderTruncates: boolean;
  /** A new controller takes the dead brokers' replicas out of the ISRs; before, it only elected (ReplicaStateMachine.startup; 2.3). */
  readonly offlineAtStartup: boolean;
  /** Who is alive can be told alone; before, with all partitions each time (ControllerBrokerRequestBatch; 2.2). */
  readonly emptyMetadataUpdates: boolean;
  /** A broker that is shutting down hears who leads in its place (Election.leaderForControlledShutdown; 2.1). */
  readonly leavingAreTold: boolean;
  /** A follower that has everything stays in the ISR, however long it has not fetched (Partition.getOutOfSyncReplicas; 2.1). */
  readonly idleFollowersStay: boolean;
  /** A broker binds its port last of all. Before, it was bound as it started: who connected waited (SocketServer, Acceptor.start). */
  readonly bindsWhenReady: boolean;
  /** A follower must reach the start of the leader's epoch to join the ISR (Partition.isFollowerInSync). */
  readonly kafka7128: boolean;
  /** A leader notes the start of its epoch before it has a record of it (Partition.makeLeader, LeaderEpochFileCache). */
  readonly kafka7415: boolean;
  /** A follower begins to fetch at once, and the fetch itself tells it to truncate (AbstractFetcherThread). */
  readonly kafka10554: boolean;
  /** The leader epoch stays when the ISR shrinks (MetadataVersion.isLeaderEpochBumpRequiredOnIsrShrink). */
  readonly kafka15021: boolean;
  /**
   * A partitioner of the application's own is asked once a record. Before, it was asked again where a new batch begins, so
   * that RoundRobinPartitioner passed partitions over (KafkaProducer.doSend, Partitioner.onNewBatch; KAFKA-9965).
   */
  readonly kafka18295: boolean;
  /**
   * Of an idempotent producer, too many requests in flight are refused even where nobody asked for idempotence; before,
   * the default gave way, silently (ProducerConfig.postProcessAndValidateIdempotenceConfigs of 4.0).
   */
  readonly refusesInFlight: boolean;
  /** group.protocol=consumer refuses what only the classic protocol reads, and no group.id is empty (ConsumerConfig of 4.0). */
  readonly strictConsumerSettings: boolean;
  /** It has the consumer whose group is in ZooKeeper (ZookeeperConsumerConnector; gone in 2.0). */
  readonly oldConsumer: boolean;
  /** The high watermark stands still while the ISR is below min.insync.replicas (Partition.maybeIncrementLeaderHW). */
  readonly kafka15583: boolean;
}
