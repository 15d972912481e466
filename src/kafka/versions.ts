// A Kafka version is data: named rules, bundled. Code asks for a rule (`version.kip966`), never for a version's name.
// Checked against the sources of 4.3.1; the class that shows it is named beside each rule. Feature levels are those
// that a newly formatted cluster starts with (Feature.defaultLevel at MetadataVersion.LATEST_PRODUCTION), and are held
// against the recorded ones by test/conformance/versions.test.ts.

export interface KafkaVersionRules {
  /** A follower truncates by leader epochs, not to its own high watermark (LeaderEpochFileCache). */
  readonly kip101: boolean;
  /** The answer to an epoch lookup also names the epoch found (AbstractFetcherThread.getOffsetTruncationState). */
  readonly kip279: boolean;
  /** Fetches and epoch look-ups carry the leader epoch and are fenced by it (Partition.getLocalLog). */
  readonly kip320: boolean;
  /** A cluster of it can keep its metadata in ZooKeeper; 4.0 cannot (KafkaConfig of 3.9). */
  readonly zookeeper: boolean;
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
  /** Partition reassignments and elections are requests; before, znodes (KafkaController; 2.4). */
  readonly kip455: boolean;
  /** Leaders ask the controller for a new ISR; before, they wrote it to ZooKeeper (DefaultAlterPartitionManager; 2.7). */
  readonly kip497: boolean;
  /** Topics have ids (2.8). */
  readonly kip516: boolean;
  /** The controller asks ZooKeeper for many things at once; before, one after the other (ZooKeeperClient; 1.1). */
  readonly kafka5642: boolean;
  /** Writes of a controller need the /controller_epoch they were made under (KafkaZkClient, ZkVersionCheck; 2.1). */
  readonly kafka6082: boolean;
  /** Eligible leader replicas, and the last known leader (PartitionChangeBuilder.maybePopulateTargetElr). */
  readonly kip966: boolean;
  /** A voter asks for pre-votes before it raises the epoch (ProspectiveState). */
  readonly kip996: boolean;
  /** The defaults of Kafka 4.0, such as linger.ms 5; the numbers themselves are in config/recorded. */
  readonly kip1030: boolean;
  /** A parked fetch of the metadata log is answered when the high watermark moves (KafkaRaftClient). */
  readonly kip1166: boolean;
  /**
   * A follower that is ahead of its leader cuts its log and goes on; before, the broker exited where unclean election is
   * off (ReplicaFetcherThread.handleOffsetOutOfRange; KAFKA-3924 is the exit, its removal in 2.1 has no number).
   */
  readonly aheadOfLeaderTruncates: boolean;
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
  /** The high watermark stands still while the ISR is below min.insync.replicas (Partition.maybeIncrementLeaderHW). */
  readonly kafka15583: boolean;
}

export type FeatureName =
  | 'metadata.version'
  | 'kraft.version'
  | 'transaction.version'
  | 'group.version'
  | 'eligible.leader.replicas.version'
  | 'share.version'
  | 'streams.version';

export interface KafkaVersion extends KafkaVersionRules {
  readonly name: string;
  /** The text form of metadata.version. */
  readonly metadataVersion: string;
  /** kraft.version is 0 where the cluster is formatted with controller.quorum.voters (Formatter). */
  readonly features: Readonly<Record<FeatureName, number>>;
  /** The highest level of each that this version's production code knows (Feature.latestProduction). */
  readonly highestFeatures: Readonly<Record<FeatureName, number>>;
}

const FEATURES_4_3 = {
  'metadata.version': 30,
  'kraft.version': 1,
  'transaction.version': 2,
  'group.version': 1,
  'eligible.leader.replicas.version': 1,
  'share.version': 1,
  'streams.version': 1,
} as const;

export const KAFKA_4_3_1: KafkaVersion = {
  name: '4.3.1',
  metadataVersion: '4.3-IV0',
  features: FEATURES_4_3,
  highestFeatures: FEATURES_4_3,
  zookeeper: false,
  kip101: true,
  kip279: true,
  kip320: true,
  kip380: true,
  kip455: true,
  kip497: true,
  kip516: true,
  kafka5642: true,
  kafka6082: true,
  kip595: true,
  kip631: true,
  kip841: true,
  kip853: true,
  kip903: true,
  kip966: true,
  kip996: true,
  kip1030: true,
  kip1166: true,
  aheadOfLeaderTruncates: true,
  kafka7128: true,
  kafka7415: true,
  kafka10554: true,
  kafka15021: true,
  kafka15583: true,
  kafka18295: true,
  refusesInFlight: true,
  strictConsumerSettings: true,
};

function features(
  metadataVersion: number,
  kraft: number,
  transaction: number,
  group: number,
  elr: number,
  share: number,
  streams: number,
): Readonly<Record<FeatureName, number>> {
  return {
    'metadata.version': metadataVersion,
    'kraft.version': kraft,
    'transaction.version': transaction,
    'group.version': group,
    'eligible.leader.replicas.version': elr,
    'share.version': share,
    'streams.version': streams,
  };
}

/** Nothing that the model follows has changed since. */
const KAFKA_4_2_0: KafkaVersion = {
  ...KAFKA_4_3_1,
  name: '4.2.0',
  metadataVersion: '4.2-IV1',
  features: features(29, 1, 2, 1, 1, 1, 1),
  highestFeatures: features(29, 1, 2, 1, 1, 1, 1),
};

const KAFKA_4_1_0: KafkaVersion = {
  ...KAFKA_4_2_0,
  name: '4.1.0',
  metadataVersion: '4.1-IV1',
  features: features(27, 1, 2, 1, 1, 0, 0),
  highestFeatures: features(27, 1, 2, 1, 1, 1, 0),
};

/** ELR has to be asked for. */
const KAFKA_4_0_0: KafkaVersion = {
  ...KAFKA_4_1_0,
  name: '4.0.0',
  metadataVersion: '4.0-IV3',
  features: features(25, 1, 2, 1, 0, 0, 0),
  highestFeatures: features(25, 1, 2, 1, 1, 0, 0),
  kip1166: false,
};

/** The last that can keep its metadata in ZooKeeper. */
const KAFKA_3_9_1: KafkaVersion = {
  ...KAFKA_4_0_0,
  name: '3.9.1',
  metadataVersion: '3.9-IV0',
  zookeeper: true,
  features: features(21, 1, 0, 0, 0, 0, 0),
  highestFeatures: features(21, 1, 0, 0, 0, 0, 0),
  kip966: false,
  kip996: false,
  kip1030: false,
  kafka18295: false,
  refusesInFlight: false,
  strictConsumerSettings: false,
};

const KAFKA_3_6_2: KafkaVersion = {
  ...KAFKA_3_9_1,
  name: '3.6.2',
  metadataVersion: '3.6-IV2',
  features: features(14, 0, 0, 0, 0, 0, 0),
  highestFeatures: features(14, 0, 0, 0, 0, 0, 0),
  kip853: false,
  kafka15583: false,
};

/** Newest first. */
export const KAFKA_VERSIONS: readonly KafkaVersion[] = [
  KAFKA_4_3_1,
  KAFKA_4_2_0,
  KAFKA_4_1_0,
  KAFKA_4_0_0,
  KAFKA_3_9_1,
  KAFKA_3_6_2,
];

export const DEFAULT_KAFKA_VERSION: KafkaVersion = KAFKA_4_3_1;

export function kafkaVersion(name: string): KafkaVersion | undefined {
  return KAFKA_VERSIONS.find((version) => version.name === name);
}
