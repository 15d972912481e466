/**
 * Topics in ZooKeeper: assignments and ids, what is to be deleted or reassigned (kafka.zk.KafkaZkClient:
 * getReplicaAssignmentAndTopicIdForTopics, setTopicAssignment, getTopicDeletions, getPartitionReassignment …).
 */
import { entries, type Table, tableOf } from '../../base/table.ts';
import type { ReplicaAssignment } from '../kafkaController/replicaAssignment.ts';
import type { ZooKeeperChange, ZooKeeperResult } from '../messages.ts';
import { partitionOf, type TopicPartition, topicPartition } from '../topicPartition.ts';
import type { KafkaVersionRules } from '../versions.ts';
import {
  changesUnderEpoch,
  changeUnderEpoch,
  createRecursive,
  deleteAll,
  deletePath,
  deleteRecursive,
  getChildren,
  getData,
  getDataOfAll,
  pathExists,
  throwUnless,
} from './kafkaZkRequests.ts';
import type { ZkRun } from './run.ts';
import {
  decodePreferredReplicaElection,
  decodeReassignPartitions,
  encodePreferredReplicaElection,
  encodeReassignPartitions,
  type Reassignment,
} from './zkContents.ts';
import { decodeTopic, encodeTopic, MATCH_ANY_VERSION, type TopicIdReplicaAssignment } from './zkData.ts';
import {
  configEntityPath,
  DELETE_TOPICS,
  deleteTopicPath,
  PREFERRED_REPLICA_ELECTION,
  REASSIGN_PARTITIONS,
  TOPICS,
  topicPartitionsPath,
  topicPath,
} from './zkPaths.ts';

/** With registerWatch, the handler of new topics, if there is one, hears of the next. */
export function* getAllTopicsInCluster(registerWatch = false): ZkRun<readonly string[]> {
  return yield* getChildren(TOPICS, registerWatch);
}

export function* topicExists(topic: string): ZkRun<boolean> {
  return yield* pathExists(topicPath(topic));
}

/** One that does not exist has no id and no partitions. In the order asked. */
export function* getReplicaAssignmentAndTopicIdForTopics(
  topics: readonly string[],
): ZkRun<readonly TopicIdReplicaAssignment[]> {
  const found = yield* getDataOfAll(topics.map(topicPath));
  return topics.map((topic, place) => decodeTopic(topic, found[place]?.data ?? null));
}

export function* getFullReplicaAssignmentForTopics(topics: readonly string[]): ZkRun<Table<ReplicaAssignment>> {
  const all = yield* getReplicaAssignmentAndTopicIdForTopics(topics);
  return tableOf(all.flatMap(({ assignment }) => entries(assignment)));
}

export function* getReplicaAssignmentForTopics(topics: readonly string[]): ZkRun<Table<readonly number[]>> {
  const all = entries(yield* getFullReplicaAssignmentForTopics(topics));
  return tableOf(all.map(([tp, { replicas }]) => [tp, replicas]));
}

/** Partition numbers by topic; topics without any are left out. */
export function* getPartitionsForTopics(topics: readonly string[]): ZkRun<Readonly<Record<string, readonly number[]>>> {
  const all = yield* getReplicaAssignmentAndTopicIdForTopics(topics);
  return Object.fromEntries(all.map(({ topic, assignment }) => [topic, assignment.keys.map(partitionOf)]));
}

/** Of those that have one. */
export function* getTopicIdsForTopics(topics: readonly string[]): ZkRun<Readonly<Record<string, string>>> {
  const all = yield* getReplicaAssignmentAndTopicIdForTopics(topics);
  return Object.fromEntries(all.flatMap(({ topic, topicId }) => (topicId === null ? [] : [[topic, topicId]])));
}

export function* getTopicPartitionCount(topic: string): ZkRun<number | undefined> {
  const { keys } = yield* getReplicaAssignmentForTopics([topic]);
  return keys.length === 0 ? undefined : keys.length;
}

/** Of partitions whose znodes are there: a topic without any has none. */
export function* getAllPartitions(): ZkRun<readonly TopicPartition[]> {
  const all: TopicPartition[] = [];
  for (const topic of yield* getChildren(TOPICS)) {
    for (const partition of yield* getChildren(topicPartitionsPath(topic))) {
      all.push(topicPartition(topic, Number(partition)));
    }
  }
  return all;
}

/** Gives topics the ids they lack; what becomes of each is not looked at, but that the controller is still the same. */
export function* setTopicIds(
  assignments: readonly TopicIdReplicaAssignment[],
  expectedControllerEpochZkVersion: number,
  version: KafkaVersionRules,
): ZkRun<void> {
  const changes = assignments.map(({ topic, topicId, assignment }) => setTopic(topic, topicId, assignment, version));
  yield* changesUnderEpoch(changes, expectedControllerEpochZkVersion);
}

function setTopic(
  topic: string,
  topicId: string | null,
  assignment: Table<ReplicaAssignment>,
  version: KafkaVersionRules,
): ZooKeeperChange {
  const data = encodeTopic(topicId, assignment, version);
  return { op: 'setData', path: topicPath(topic), data, version: MATCH_ANY_VERSION };
}

/** Of all its partitions. The code tells whether it was done. */
export function* setTopicAssignmentRaw(
  topic: string,
  topicId: string | null,
  assignment: Table<ReplicaAssignment>,
  expectedControllerEpochZkVersion: number,
  version: KafkaVersionRules,
): ZkRun<ZooKeeperResult> {
  return yield* changeUnderEpoch(setTopic(topic, topicId, assignment, version), expectedControllerEpochZkVersion);
}

export function* setTopicAssignment(
  topic: string,
  topicId: string | null,
  assignment: Table<ReplicaAssignment>,
  version: KafkaVersionRules,
  expectedControllerEpochZkVersion: number = MATCH_ANY_VERSION,
): ZkRun<void> {
  const change = setTopic(topic, topicId, assignment, version);
  throwUnless(yield* changeUnderEpoch(change, expectedControllerEpochZkVersion), change);
}

/** A new topic: NODEEXISTS is thrown where there is one of its name. */
export function* createTopicAssignment(
  topic: string,
  topicId: string | null,
  assignment: Table<ReplicaAssignment>,
  version: KafkaVersionRules,
): ZkRun<void> {
  yield* createRecursive(topicPath(topic), encodeTopic(topicId, assignment, version));
}

// ---- deletion -------------------------------------------------------------------------------------------------------------------

export function* createDeleteTopicPath(topic: string): ZkRun<void> {
  yield* createRecursive(deleteTopicPath(topic));
}

export function* isTopicMarkedForDeletion(topic: string): ZkRun<boolean> {
  return yield* pathExists(deleteTopicPath(topic));
}

export function* getTopicDeletions(): ZkRun<readonly string[]> {
  return yield* getChildren(DELETE_TOPICS);
}

export function* deleteTopicDeletions(
  topics: readonly string[],
  expectedControllerEpochZkVersion: number,
): ZkRun<void> {
  yield* deleteAll(topics.map(deleteTopicPath), expectedControllerEpochZkVersion);
}

export function* deleteTopicZNode(topic: string, expectedControllerEpochZkVersion: number): ZkRun<void> {
  yield* deleteRecursive(topicPath(topic), expectedControllerEpochZkVersion);
}

export function* deleteTopicConfigs(topics: readonly string[], expectedControllerEpochZkVersion: number): ZkRun<void> {
  const paths = topics.map((topic) => configEntityPath('topics', topic));
  yield* deleteAll(paths, expectedControllerEpochZkVersion);
}

// ---- orders to the controller ---------------------------------------------------------------------------------------------------

export function* getPartitionReassignment(): ZkRun<readonly Reassignment[]> {
  const found = yield* getData(REASSIGN_PARTITIONS);
  return found === undefined ? [] : decodeReassignPartitions(found.data);
}

/** NODEEXISTS is thrown where there is one. */
export function* createPartitionReassignment(reassignments: readonly Reassignment[]): ZkRun<void> {
  yield* createRecursive(REASSIGN_PARTITIONS, encodeReassignPartitions(reassignments));
}

export function* setOrCreatePartitionReassignment(
  reassignments: readonly Reassignment[],
  expectedControllerEpochZkVersion: number,
): ZkRun<void> {
  const path = REASSIGN_PARTITIONS;
  const data = encodeReassignPartitions(reassignments);
  const set: ZooKeeperChange = { op: 'setData', path, data, version: MATCH_ANY_VERSION };
  const result = yield* changeUnderEpoch(set, expectedControllerEpochZkVersion);
  throwUnless(result, set, 'NONODE');
  if (result.code === 'OK') return;
  const create: ZooKeeperChange = { op: 'create', path, data, mode: 'PERSISTENT' };
  throwUnless(yield* changeUnderEpoch(create, expectedControllerEpochZkVersion), create);
}

export function* deletePartitionReassignment(expectedControllerEpochZkVersion: number): ZkRun<void> {
  yield* deletePath(REASSIGN_PARTITIONS, expectedControllerEpochZkVersion);
}

export function* reassignPartitionsInProgress(): ZkRun<boolean> {
  return yield* pathExists(REASSIGN_PARTITIONS);
}

export function* createPreferredReplicaElection(partitions: readonly TopicPartition[]): ZkRun<void> {
  yield* createRecursive(PREFERRED_REPLICA_ELECTION, encodePreferredReplicaElection(partitions));
}

export function* getPreferredReplicaElection(): ZkRun<readonly TopicPartition[]> {
  const found = yield* getData(PREFERRED_REPLICA_ELECTION);
  return found === undefined ? [] : decodePreferredReplicaElection(found.data);
}

export function* deletePreferredReplicaElection(expectedControllerEpochZkVersion: number): ZkRun<void> {
  yield* deleteAll([PREFERRED_REPLICA_ELECTION], expectedControllerEpochZkVersion);
}
