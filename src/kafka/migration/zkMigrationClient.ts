/**
 * What a KRaft controller reads in ZooKeeper to move it, and writes there while brokers still depend on it. Each write holds
 * only under the controller epoch and the /migration that this controller knows.
 *
 * Kafka: kafka.zk.ZkMigrationClient, kafka.zk.migration.{ZkTopicMigrationClient,ZkConfigMigrationClient}. *Simplified:* no
 * quotas, ACLs, SCRAM credentials and delegation tokens.
 */
import { entries, get, type Table, tableOf } from '../../base/table.ts';
import type { ReplicaAssignment } from '../kafkaController/replicaAssignment.ts';
import type { KeeperCode, ZooKeeperChange } from '../messages.ts';
import type { PartitionRegistration } from '../metadata/image.ts';
import type { ConfigResourceType } from '../records.ts';
import { partitionOf, topicPartition } from '../topicPartition.ts';
import type { KafkaVersionRules } from '../versions.ts';
import * as zk from '../zk/kafkaZkClient.ts';
import type { ZkRun } from '../zk/run.ts';
import { decodeProducerIdBlock, encodeConfig, encodeProducerIdBlock, type Properties } from '../zk/zkContents.ts';
import { encodePartitionState, encodeTopic, MATCH_ANY_VERSION } from '../zk/zkData.ts';
import {
  configEntityPath,
  deleteTopicPath,
  PRODUCER_ID_BLOCK,
  topicPartitionPath,
  topicPartitionStatePath,
  topicPartitionsPath,
  topicPath,
} from '../zk/zkPaths.ts';

type State = zk.ZkMigrationLeadershipState;

/** By partition number. */
export type Partitions = ReadonlyMap<number, PartitionRegistration>;

export interface VisitedTopic {
  readonly topic: string;
  readonly topicId: string;
  readonly partitions: Partitions;
}

const PRODUCER_ID_BLOCK_SIZE = 1000;
const DEFAULT_ENTITY = '<default>';

// ---- reading ---------------------------------------------------------------------------------------------------------

/** TopicMigrationClient.iterateTopics: those that are being deleted are left out. */
export function* readTopics(): ZkRun<readonly VisitedTopic[]> {
  const all = yield* zk.getAllTopicsInCluster();
  const leaving = yield* zk.getTopicDeletions();
  const names = all.filter((name) => !leaving.includes(name));
  const visited: VisitedTopic[] = [];
  for (const { topic, topicId, assignment } of yield* zk.getReplicaAssignmentAndTopicIdForTopics(names)) {
    const states = yield* zk.getTopicPartitionStates(assignment.keys);
    const partitions = new Map<number, PartitionRegistration>();
    for (const [tp, { replicas, addingReplicas, removingReplicas }] of entries(assignment)) {
      const found = get(states, tp)?.leaderAndIsr;
      // Assigned, and no controller has elected a leader so far.
      const { leader, leaderEpoch, isr, partitionEpoch, leaderRecoveryState } = found ?? {
        leader: replicas[0]!,
        leaderEpoch: 0,
        isr: replicas,
        partitionEpoch: 0,
        leaderRecoveryState: 'RECOVERED' as const,
      };
      const elected = { leader, leaderEpoch, isr, partitionEpoch, leaderRecoveryState, elr: [], lastKnownElr: [] };
      partitions.set(partitionOf(tp), { replicas, addingReplicas, removingReplicas, ...elected });
    }
    visited.push({ topic, topicId: topicId!, partitions });
  }
  return visited;
}

/** By name; those of all brokers under an empty one, as records have it. */
export function* readConfigs(resourceType: ConfigResourceType): ZkRun<readonly (readonly [string, Properties])[]> {
  const type = entityType(resourceType);
  const names = yield* zk.getAllEntitiesWithConfig(type);
  const found = yield* zk.getEntitiesConfigs(type, names);
  return names.map((name, place) => [name === DEFAULT_ENTITY ? '' : name, found[place]!] as const);
}

/** The first id that nobody has taken; undefined: nobody has taken any. */
export function* readNextProducerId(): ZkRun<number | undefined> {
  const { data } = yield* zk.getDataAndVersion(PRODUCER_ID_BLOCK);
  return data === null ? undefined : decodeProducerIdBlock(data).lastProducerId + 1;
}

// ---- topics ----------------------------------------------------------------------------------------------------------

export function* createTopic(
  state: State,
  { topic, topicId, partitions }: VisitedTopic,
  version: KafkaVersionRules,
): ZkRun<State> {
  const changes: ZooKeeperChange[] = [
    create(topicPath(topic), encodeTopic(topicId, assignmentOf(topic, partitions), version)),
    create(configEntityPath('topics', topic), encodeConfig({})),
    ...createPartitionZnodes(state, topic, partitions),
  ];
  const { migrationZkVersion, results } = yield* zk.retryMigrationRequestsUntilConnected(changes, state);
  // It is there already.
  if (results[0]!.code === 'NODEEXISTS') return state;
  for (const { code } of results) throwUnless(code, 'OK');
  return { ...state, migrationZkVersion };
}

export function* updateTopic(
  state: State,
  { topic, topicId, partitions }: VisitedTopic,
  version: KafkaVersionRules,
): ZkRun<State> {
  const data = encodeTopic(topicId, assignmentOf(topic, partitions), version);
  return yield* write(state, [setData(topicPath(topic), data)], 'OK');
}

/** From the leaves up, then its settings, then itself. */
export function* deleteTopic(state: State, topic: string): ZkRun<State> {
  const paths = [...(yield* below(topicPath(topic))), configEntityPath('topics', topic), topicPath(topic)];
  const { migrationZkVersion, results } = yield* zk.retryMigrationRequestsUntilConnected(paths.map(remove), state);
  throwUnless(results[results.length - 1]!.code, 'OK');
  return { ...state, migrationZkVersion };
}

function* below(path: string): ZkRun<readonly string[]> {
  const paths: string[] = [];
  for (const child of yield* zk.getChildren(path, false)) {
    paths.push(...(yield* below(`${path}/${child}`)), `${path}/${child}`);
  }
  return paths;
}

export function* createTopicPartitions(state: State, topic: string, partitions: Partitions): ZkRun<State> {
  return yield* write(state, createPartitionZnodes(state, topic, partitions), 'OK', 'NODEEXISTS');
}

export function* updateTopicPartitions(state: State, topic: string, partitions: Partitions): ZkRun<State> {
  const changes = [...partitions].map(([number, partition]) => {
    return setData(topicPartitionStatePath(topicPartition(topic, number)), stateData(state, partition));
  });
  return yield* write(state, changes, 'OK');
}

export function* deleteTopicPartitions(state: State, topic: string, numbers: readonly number[]): ZkRun<State> {
  const changes = numbers.map((number) => remove(topicPartitionPath(topicPartition(topic, number))));
  return yield* write(state, changes, 'OK');
}

export function* clearPendingTopicDeletions(state: State, topics: readonly string[]): ZkRun<State> {
  return yield* write(state, topics.map(deleteTopicPath).map(remove), 'OK');
}

function createPartitionZnodes(state: State, topic: string, partitions: Partitions): ZooKeeperChange[] {
  const each = [...partitions].flatMap(([number, partition]) => {
    const tp = topicPartition(topic, number);
    return [create(topicPartitionPath(tp), null), create(topicPartitionStatePath(tp), stateData(state, partition))];
  });
  return [create(topicPartitionsPath(topic), null), ...each];
}

/** The epoch of the KRaft controller stands where that of ZooKeeper's stood. */
function stateData({ kraftControllerEpoch: controllerEpoch }: State, partition: PartitionRegistration): string {
  return encodePartitionState({ leaderAndIsr: partition, controllerEpoch });
}

function assignmentOf(topic: string, partitions: Partitions): Table<ReplicaAssignment> {
  return tableOf(
    [...partitions].map(([number, { replicas, addingReplicas, removingReplicas }]) => [
      topicPartition(topic, number),
      { replicas, addingReplicas, removingReplicas },
    ]),
  );
}

// ---- settings and producer ids -----------------------------------------------------------------------------------------

function entityType(resourceType: ConfigResourceType): string {
  return resourceType === 'TOPIC' ? 'topics' : 'brokers';
}

/** Brokers with ZooKeeper hear of it by a notification, as ever. */
export function* writeConfigs(
  state: State,
  resourceType: ConfigResourceType,
  resourceName: string,
  config: Properties,
): ZkRun<State> {
  const [type, name] = [entityType(resourceType), resourceName === '' ? DEFAULT_ENTITY : resourceName];
  const [path, data] = [configEntityPath(type, name), encodeConfig(config)];
  for (const change of [setData(path, data), create(path, data)]) {
    const { migrationZkVersion, results } = yield* zk.retryMigrationRequestsUntilConnected([change], state);
    const { code } = results[0]!;
    if (code === 'NONODE') continue;
    throwUnless(code, 'OK');
    yield* zk.createConfigChangeNotification(`${type}/${name}`);
    return { ...state, migrationZkVersion };
  }
  throw new zk.KeeperException('NONODE', path);
}

export function* deleteConfigs(state: State, resourceType: ConfigResourceType, resourceName: string): ZkRun<State> {
  const [type, name] = [entityType(resourceType), resourceName === '' ? DEFAULT_ENTITY : resourceName];
  const changes = [remove(configEntityPath(type, name))];
  const { migrationZkVersion, results } = yield* zk.retryMigrationRequestsUntilConnected(changes, state);
  const { code } = results[0]!;
  // Its topic has gone, and it went with that.
  if (code === 'NONODE') return state;
  throwUnless(code, 'OK');
  yield* zk.createConfigChangeNotification(`${type}/${name}`);
  return { ...state, migrationZkVersion };
}

export function* writeProducerId(state: State, firstProducerId: number): ZkRun<State> {
  const lastProducerId = firstProducerId + PRODUCER_ID_BLOCK_SIZE - 1;
  const data = encodeProducerIdBlock({ brokerId: -1, firstProducerId, lastProducerId });
  const changes = [setData(PRODUCER_ID_BLOCK, data)];
  const { migrationZkVersion } = yield* zk.retryMigrationRequestsUntilConnected(changes, state);
  return { ...state, migrationZkVersion };
}

// ---- changes ---------------------------------------------------------------------------------------------------------

function* write(
  state: State,
  changes: readonly ZooKeeperChange[],
  ...allowed: readonly (KeeperCode | 'OK')[]
): ZkRun<State> {
  if (changes.length === 0) return state;
  const { migrationZkVersion, results } = yield* zk.retryMigrationRequestsUntilConnected(changes, state);
  for (const { code } of results) throwUnless(code, ...allowed);
  return { ...state, migrationZkVersion };
}

/** MigrationClientException */
function throwUnless(code: KeeperCode, ...allowed: readonly KeeperCode[]): void {
  if (!allowed.includes(code)) throw new zk.KeeperException(code);
}

function create(path: string, data: string | null): ZooKeeperChange {
  return { op: 'create', path, data, mode: 'PERSISTENT' };
}

function setData(path: string, data: string): ZooKeeperChange {
  return { op: 'setData', path, data, version: MATCH_ANY_VERSION };
}

function remove(path: string): ZooKeeperChange {
  return { op: 'delete', path, version: MATCH_ANY_VERSION };
}
