/**
 * What the znodes of brokers, the controller, configs, notifications and orders hold, letter by letter as Kafka writes it
 * (kafka.zk.ZkData; those of topics and partitions are in zkData.ts). Times are milliseconds of the run.
 */
import { MICROS_PER_MILLI, type Micros } from '../../base/time.ts';
import { stringHashCode } from '../hash.ts';
import { JavaHashMap } from '../javaHashMap.ts';
import { partitionOf, type TopicPartition, topicOf, topicPartition } from '../topicPartition.ts';
import type { KafkaVersionRules } from '../versions.ts';
import { inScalaOrder } from './scalaHashMap.ts';
import { parseJson } from './zkData.ts';

function milliseconds(at: Micros): string {
  return `${Math.floor(at / MICROS_PER_MILLI)}`;
}

// ---- /controller, /controller_epoch ---------------------------------------------------------------------------------------

export const INITIAL_CONTROLLER_EPOCH = 0;
export const INITIAL_CONTROLLER_EPOCH_ZK_VERSION = 0;

export interface ControllerRegistration {
  readonly broker: number;
  /** Absent in what a broker before 3.4 wrote; -1: not a KRaft controller. */
  readonly kraftEpoch: number | undefined;
  readonly zkVersion: number;
}

export function encodeController(
  brokerId: number,
  now: Micros,
  { kip866 }: KafkaVersionRules,
  kraftControllerEpoch = -1,
): string {
  const timestamp = milliseconds(now);
  if (!kip866) return JSON.stringify({ version: 1, brokerid: brokerId, timestamp });
  return JSON.stringify({ version: 2, brokerid: brokerId, timestamp, kraftControllerEpoch });
}

export function decodeController(data: string | null, zkVersion: number): ControllerRegistration {
  const json = parseJson(data) as { readonly brokerid: number; readonly kraftControllerEpoch?: number } | undefined;
  if (json === undefined) throw new Error(`Failed to parse ZooKeeper registration for controller: ${data}`);
  return { broker: json.brokerid, kraftEpoch: json.kraftControllerEpoch, zkVersion };
}

export function encodeControllerEpoch(epoch: number): string {
  return `${epoch}`;
}

export function decodeControllerEpoch(data: string | null): number {
  return Number(data);
}

// ---- /brokers/ids/<id> ----------------------------------------------------------------------------------------------------

export interface BrokerEndPoint {
  readonly name: string;
  readonly host: string;
  readonly port: number;
}

/** What a broker says of itself (kafka.cluster.Broker, kafka.zk.BrokerInfo). */
export interface BrokerInfo {
  readonly id: number;
  readonly endpoints: readonly BrokerEndPoint[];
  readonly rack: string | null;
}

/** Version 5 has the features of 2.7, version 4 the protocols of listeners. Scala 2.12 had the fields in another order. */
export function encodeBroker(broker: BrokerInfo, now: Micros, { kip455, kip497 }: KafkaVersionRules): string {
  const { endpoints, rack } = broker;
  const [first] = endpoints;
  const [port, host, timestamp] = [first?.port ?? -1, first?.host ?? null, milliseconds(now)];
  return JSON.stringify({
    ...(kip497 ? { features: {} } : {}),
    listener_security_protocol_map: Object.fromEntries(endpoints.map(({ name }) => [name, 'PLAINTEXT'])),
    endpoints: endpoints.map((endpoint) => `${endpoint.name}://${endpoint.host}:${endpoint.port}`),
    ...(rack === null ? {} : { rack }),
    jmx_port: -1,
    ...(kip455 ? { port, host, version: kip497 ? 5 : 4, timestamp } : { host, timestamp, port, version: 4 }),
  });
}

export function decodeBroker(id: number, data: string | null): BrokerInfo {
  const json = parseJson(data) as { readonly endpoints: readonly string[]; readonly rack?: string } | undefined;
  if (json === undefined) throw new Error(`Failed to parse ZooKeeper registration for broker ${id}: ${data}`);
  return { id, endpoints: json.endpoints.map(decodeEndPoint), rack: json.rack ?? null };
}

function decodeEndPoint(text: string): BrokerEndPoint {
  const [name, address] = text.split('://') as [string, string];
  const colon = address.lastIndexOf(':');
  return { name, host: address.slice(0, colon), port: Number(address.slice(colon + 1)) };
}

// ---- /config --------------------------------------------------------------------------------------------------------------

export type Properties = Readonly<Record<string, string>>;

export function encodeConfig(config: Properties): string {
  const ordered = new JavaHashMap<string, string>(stringHashCode);
  for (const [name, value] of Object.entries(config)) ordered.put(name, value);
  return JSON.stringify({ version: 1, config: Object.fromEntries(ordered) });
}

export function decodeConfig(data: string | null): Properties {
  const json = parseJson(data) as { readonly config?: Properties } | undefined;
  return json?.config ?? {};
}

/** entityPath: `topics/orders`, `brokers/<default>`. */
export function encodeConfigChange(entityPath: string): string {
  return JSON.stringify({ version: 2, entity_path: entityPath });
}

export function decodeConfigChange(data: string | null): string | undefined {
  return (parseJson(data) as { readonly entity_path?: string } | undefined)?.entity_path;
}

// ---- notifications and orders -----------------------------------------------------------------------------------------------

interface PartitionJson {
  readonly topic: string;
  readonly partition: number;
}

function partitionJson(tp: TopicPartition): PartitionJson {
  return { topic: topicOf(tp), partition: partitionOf(tp) };
}

function partitionsOf(data: string | null): readonly TopicPartition[] {
  const json = parseJson(data) as { readonly partitions?: readonly PartitionJson[] } | undefined;
  return (json?.partitions ?? []).map(({ topic, partition }) => topicPartition(topic, partition));
}

/** AbstractMap.hashCode of {topic, partition}: they are written in the order of a set of such maps. */
function partitionMapHash(tp: TopicPartition): number {
  const ofTopic = stringHashCode('topic') ^ stringHashCode(topicOf(tp));
  return (ofTopic + (stringHashCode('partition') ^ partitionOf(tp))) | 0;
}

export function encodeIsrChange(partitions: readonly TopicPartition[]): string {
  return JSON.stringify({ version: 1, partitions: inScalaOrder(partitions, partitionMapHash).map(partitionJson) });
}

export function decodeIsrChange(data: string | null): readonly TopicPartition[] {
  return partitionsOf(data);
}

export function encodePreferredReplicaElection(partitions: readonly TopicPartition[]): string {
  return JSON.stringify({ version: 1, partitions: inScalaOrder(partitions, partitionMapHash).map(partitionJson) });
}

export function decodePreferredReplicaElection(data: string | null): readonly TopicPartition[] {
  return partitionsOf(data);
}

export interface Reassignment {
  readonly topicPartition: TopicPartition;
  readonly replicas: readonly number[];
}

export function encodeReassignPartitions(reassignments: readonly Reassignment[]): string {
  const partitions = reassignments.map(({ topicPartition: tp, replicas }) => ({ ...partitionJson(tp), replicas }));
  return JSON.stringify({ version: 1, partitions });
}

/** Where it is no JSON: none. */
export function decodeReassignPartitions(data: string | null): readonly Reassignment[] {
  const json = parseJson(data) as
    | { readonly partitions?: readonly (PartitionJson & { readonly replicas: readonly number[] })[] }
    | undefined;
  return (json?.partitions ?? []).map(({ topic, partition, replicas }) => ({
    topicPartition: topicPartition(topic, partition),
    replicas,
  }));
}

const LOG_DIR_FAILURE_EVENT = 1;

export function encodeLogDirEvent(brokerId: number): string {
  return JSON.stringify({ version: 1, broker: brokerId, event: LOG_DIR_FAILURE_EVENT });
}

export function decodeLogDirEvent(data: string | null): number | undefined {
  return (parseJson(data) as { readonly broker?: number } | undefined)?.broker;
}

// ---- /cluster/id, /latest_producer_id_block, /feature, /migration -----------------------------------------------------------

export function encodeClusterId(id: string): string {
  return JSON.stringify({ version: '1', id });
}

export function decodeClusterId(data: string | null): string {
  const json = parseJson(data) as { readonly id: string } | undefined;
  if (json === undefined) throw new Error(`Failed to parse the cluster id json ${data}`);
  return json.id;
}

/** The first and the last of the ids that a broker may hand out. */
export interface ProducerIdsBlock {
  readonly brokerId: number;
  readonly firstProducerId: number;
  readonly lastProducerId: number;
}

export function encodeProducerIdBlock({ brokerId, firstProducerId, lastProducerId }: ProducerIdsBlock): string {
  return JSON.stringify({
    version: 1,
    broker: brokerId,
    block_start: `${firstProducerId}`,
    block_end: `${lastProducerId}`,
  });
}

export function decodeProducerIdBlock(data: string | null): ProducerIdsBlock {
  const json = parseJson(data) as
    | { readonly broker: number; readonly block_start: string; readonly block_end: string }
    | undefined;
  if (json === undefined) throw new Error(`Failed to parse the producerId block json ${data}`);
  const { broker, block_start, block_end } = json;
  return { brokerId: broker, firstProducerId: Number(block_start), lastProducerId: Number(block_end) };
}

export type FeatureStatus = 'Disabled' | 'Enabled';

export interface FeatureZNode {
  /** 2 from 3.3 on: no lowest level. */
  readonly version: 1 | 2;
  readonly status: FeatureStatus;
  readonly features: Readonly<Record<string, number>>;
}

export function encodeFeature({ version, status, features }: FeatureZNode): string {
  const levels = Object.entries(features).map(([name, level]) => [
    name,
    version === 1 ? { min_version_level: level, max_version_level: level } : { max_version_level: level },
  ]);
  return JSON.stringify({ features: Object.fromEntries(levels), version, status: status === 'Enabled' ? 1 : 0 });
}

export function decodeFeature(data: string | null): FeatureZNode {
  const json = parseJson(data) as
    | {
        readonly version: 1 | 2;
        readonly status: number;
        readonly features: Readonly<Record<string, { readonly max_version_level: number }>>;
      }
    | undefined;
  if (json === undefined) throw new Error(`Failed to parse feature information: ${data}`);
  const features = Object.entries(json.features).map(([name, level]) => [name, level.max_version_level]);
  const status = json.status === 1 ? 'Enabled' : 'Disabled';
  return { version: json.version, status, features: Object.fromEntries(features) };
}

/** How far a KRaft controller has copied what was in ZooKeeper (KIP-866: ZkMigrationLeadershipState). */
export interface MigrationState {
  readonly kraftControllerId: number;
  readonly kraftControllerEpoch: number;
  readonly kraftMetadataOffset: number;
  readonly kraftMetadataEpoch: number;
}

export function encodeMigration(state: MigrationState): string {
  return JSON.stringify({
    version: 0,
    kraft_metadata_offset: state.kraftMetadataOffset,
    kraft_controller_id: state.kraftControllerId,
    kraft_metadata_epoch: state.kraftMetadataEpoch,
    kraft_controller_epoch: state.kraftControllerEpoch,
  });
}

export function decodeMigration(data: string | null): MigrationState {
  const json = parseJson(data) as Readonly<Record<string, number>> | undefined;
  if (json === undefined) throw new Error(`Failed to parse the migration json ${data}`);
  return {
    kraftControllerId: json['kraft_controller_id']!,
    kraftControllerEpoch: json['kraft_controller_epoch']!,
    kraftMetadataOffset: json['kraft_metadata_offset']!,
    kraftMetadataEpoch: json['kraft_metadata_epoch']!,
  };
}
