/**
 * `tidemark/scenario`: Kafka scenarios in a program. Read one, run it, look at its facts; sweep seeds; seek, fork, compare
 * and ask why. docs/library.md has examples, and says what stays the same between versions.
 */
import { PROTOCOL_IDS } from '../kafka/protocolGenerations.ts';
import { DEFAULT_KAFKA_VERSION, KAFKA_VERSIONS } from '../kafka/versions.ts';
import { anomalyNames, propertyNames } from '../properties/index.ts';

export { formatMicros, type Micros, millis, seconds } from '../base/time.ts';
export type { Words } from '../exchange/words.ts';
export type { NodeKind, NodeStatus, PartitionFrame, QuorumFrame } from '../frame/frame.ts';
export type { WhyAspect } from '../frame/why/whyFrames.ts';
export type { ErrorName } from '../kafka/errors.ts';
export type { CompressionFact } from '../kafka/facts/compression.ts';
export type { ConsumerGroupFact } from '../kafka/facts/consumerGroups.ts';
export type { ConsumerFact } from '../kafka/facts/consumers.ts';
export type { GroupFact } from '../kafka/facts/groups.ts';
export type { KafkaControllerFact } from '../kafka/facts/kafkaController.ts';
export type { LogFact, SegmentDeletionReason } from '../kafka/facts/logs.ts';
export type { MigrationFact } from '../kafka/facts/migration.ts';
export type { ProducerFact } from '../kafka/facts/producers.ts';
export type { RecordFact } from '../kafka/facts/records.ts';
export type { RequestFact, RequestOutcome } from '../kafka/facts/requests.ts';
export type { ToolFact } from '../kafka/facts/tools.ts';
export type { ZooKeeperFact } from '../kafka/facts/zookeeper.ts';
// What facts are made of: `FactOf` is the way to them.
export type { FactType, KafkaFact } from '../kafka/facts.ts';
export type { WatchedEventType } from '../kafka/messages/zookeeper.ts';
export type { CompressionType } from '../kafka/record/compression.ts';
export type { ZkMigrationState } from '../kafka/records.ts';
export type { TopicPartition } from '../kafka/topicPartition.ts';
export type { BrokenProperty, Verdict } from '../scenario/expectations.ts';
export type { FindingCode } from '../scenario/lint/finding.ts';
export type { Problem } from '../scenario/problems.ts';
export {
  type CannotDo,
  type CarriedOver,
  type ExportedCluster,
  exportCluster,
  type ImportedCluster,
  importCluster,
  type NotCarried,
} from './elsewhere.ts';
export {
  type Finding,
  type FindingLevel,
  judgeLesson,
  type LintResult,
  lintScenario,
  type ParseResult,
  parseScenario,
  readScenario,
  type Says,
  type Scenario,
  ScenarioError,
  type Texts,
} from './parsing.ts';
export type { About, Action, ClusterAt, Comparison, Recording, ReplicaAt, Why } from './recording.ts';
export {
  type Choice,
  describeFact,
  type FactOf,
  type Run,
  type RunOptions,
  record,
  runScenario,
  type Sweep,
  type SweepOptions,
  sweep,
} from './running.ts';
export { type Break, type Broken, breakOf, broken, type FactProperty, type Told } from './told.ts';

/** Releases that a run can be of, newest first. */
export const kafkaVersions: readonly string[] = KAFKA_VERSIONS.map(({ name }) => name);
/** Of a file that names none. */
export const defaultKafkaVersion: string = DEFAULT_KAFKA_VERSION.name;
/** Generations of the replication protocol, oldest first. */
export const protocols: readonly string[] = PROTOCOL_IDS;
/** Names of the properties that are checked after every event of every run: a file may expect each. */
export const properties: readonly string[] = propertyNames;
/** What clients can see go wrong, by its name. */
export const anomalies: readonly string[] = anomalyNames;
