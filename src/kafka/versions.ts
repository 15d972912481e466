// A Kafka version is data: named rules, bundled. Code asks for a rule (`version.kip966`), never for a version's name.
// Checked against the sources of 4.3.1; the class that shows it is named beside each rule. Feature levels are those
// that a newly formatted cluster starts with (Feature.defaultLevel at MetadataVersion.LATEST_PRODUCTION), and are held
// against the recorded ones by test/conformance/versions.test.ts.

import type { KafkaVersionRules } from './versionRules.ts';

export type { KafkaVersionRules } from './versionRules.ts';

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
  kip866: false,
  kip101: true,
  kip279: true,
  kip320: true,
  kip98: true,
  kip195: true,
  kip322: true,
  kip380: true,
  kip455: true,
  kip480: true,
  kip497: true,
  kip730: true,
  kip516: true,
  kafka5642: true,
  kafka6082: true,
  kip595: true,
  kip631: true,
  kip841: true,
  kip853: true,
  kip903: true,
  kip951: true,
  kip966: true,
  kip996: true,
  periodicControl: true,
  kip1030: true,
  kip1166: true,
  aheadOfLeaderTruncates: true,
  offlineAtStartup: true,
  emptyMetadataUpdates: true,
  leavingAreTold: true,
  idleFollowersStay: true,
  bindsWhenReady: true,
  kafka7128: true,
  kafka7415: true,
  kafka10554: true,
  kafka15021: true,
  kafka15583: true,
  kafka18295: true,
  refusesInFlight: true,
  strictConsumerSettings: true,
  oldConsumer: false,
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
  kip866: true,
  features: features(21, 1, 0, 0, 0, 0, 0),
  highestFeatures: features(21, 1, 0, 0, 0, 0, 0),
  kip966: false,
  kip996: false,
  periodicControl: false,
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
  kip951: false,
  kafka15583: false,
};

/** No feature levels yet: a cluster agrees on inter.broker.protocol.version, by configuration. */
const NO_FEATURES = features(0, 0, 0, 0, 0, 0, 0);

/** Before leaders asked the controller for a new ISR (2.7), before topics had ids and before KRaft (2.8). */
const KAFKA_2_6_3: KafkaVersion = {
  ...KAFKA_3_6_2,
  name: '2.6.3',
  metadataVersion: '2.6-IV0',
  features: NO_FEATURES,
  highestFeatures: NO_FEATURES,
  kip866: false,
  bindsWhenReady: false,
  kip595: false,
  kip631: false,
  kip497: false,
  kip730: false,
  kip516: false,
  kip841: false,
  kip903: false,
  kafka10554: false,
  kafka15021: false,
};

/** Before brokers had epochs (2.2), before fetches were fenced by the leader epoch (2.1), and before KIP-279 (2.0). */
const KAFKA_1_1_1: KafkaVersion = {
  ...KAFKA_2_6_3,
  name: '1.1.1',
  metadataVersion: '1.1-IV0',
  oldConsumer: true,
  kip279: false,
  kip320: false,
  kip322: false,
  kip380: false,
  kip455: false,
  kip480: false,
  kafka6082: false,
  aheadOfLeaderTruncates: false,
  offlineAtStartup: false,
  emptyMetadataUpdates: false,
  leavingAreTold: false,
  idleFollowersStay: false,
  kafka7128: false,
  kafka7415: false,
};

/** Followers truncate to their high watermark; the controller asks ZooKeeper for one thing after the other. */
const KAFKA_0_10_2_2: KafkaVersion = {
  ...KAFKA_1_1_1,
  name: '0.10.2.2',
  metadataVersion: '0.10.2-IV0',
  kip98: false,
  kip101: false,
  kip195: false,
  kafka5642: false,
};

/** Newest first. */
export const KAFKA_VERSIONS: readonly KafkaVersion[] = [
  KAFKA_4_3_1,
  KAFKA_4_2_0,
  KAFKA_4_1_0,
  KAFKA_4_0_0,
  KAFKA_3_9_1,
  KAFKA_3_6_2,
  KAFKA_2_6_3,
  KAFKA_1_1_1,
  KAFKA_0_10_2_2,
];

export const DEFAULT_KAFKA_VERSION: KafkaVersion = KAFKA_4_3_1;

/** Of a cluster that keeps its metadata in ZooKeeper. */
export const DEFAULT_ZOOKEEPER_VERSION: KafkaVersion = KAFKA_3_9_1;

export function kafkaVersion(name: string): KafkaVersion | undefined {
  return KAFKA_VERSIONS.find((version) => version.name === name);
}
