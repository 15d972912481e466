// A Kafka version is data: named rules, bundled. Code asks for a rule (`version.kip966`), never for a version's name.
// Checked against the sources of 4.3.1; the class that shows it is named beside each rule. Feature levels are those
// that a newly formatted cluster starts with (Feature.defaultLevel at MetadataVersion.LATEST_PRODUCTION), and are held
// against the recorded ones by test/conformance/versions.test.ts.

export interface KafkaVersionRules {
  /** A follower truncates by leader epochs, not to its own high watermark (LeaderEpochFileCache). */
  readonly kip101: boolean;
  /** The answer to an epoch lookup also names the epoch found (AbstractFetcherThread.getOffsetTruncationState). */
  readonly kip279: boolean;
  /** Fetches carry the leader epoch, are fenced by it, and learn of divergence from it (Partition.readRecords). */
  readonly kip320: boolean;
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
  /** Eligible leader replicas, and the last known leader (PartitionChangeBuilder.maybePopulateTargetElr). */
  readonly kip966: boolean;
  /** A voter asks for pre-votes before it raises the epoch (ProspectiveState). */
  readonly kip996: boolean;
  /** The defaults of Kafka 4.0, such as linger.ms 5; the numbers themselves are in config/recorded. */
  readonly kip1030: boolean;
  /** A parked fetch of the metadata log is answered when the high watermark moves (KafkaRaftClient). */
  readonly kip1166: boolean;
  /** The leader epoch stays when the ISR shrinks (MetadataVersion.isLeaderEpochBumpRequiredOnIsrShrink). */
  readonly kafka15021: boolean;
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
}

export const KAFKA_4_3_1: KafkaVersion = {
  name: '4.3.1',
  metadataVersion: '4.3-IV0',
  features: {
    'metadata.version': 30,
    'kraft.version': 1,
    'transaction.version': 2,
    'group.version': 1,
    'eligible.leader.replicas.version': 1,
    'share.version': 1,
    'streams.version': 1,
  },
  kip101: true,
  kip279: true,
  kip320: true,
  kip595: true,
  kip631: true,
  kip841: true,
  kip853: true,
  kip903: true,
  kip966: true,
  kip996: true,
  kip1030: true,
  kip1166: true,
  kafka15021: true,
  kafka15583: true,
};

/** Newest first. */
export const KAFKA_VERSIONS: readonly KafkaVersion[] = [KAFKA_4_3_1];

export const DEFAULT_KAFKA_VERSION: KafkaVersion = KAFKA_4_3_1;

export function kafkaVersion(name: string): KafkaVersion | undefined {
  return KAFKA_VERSIONS.find((version) => version.name === name);
}
