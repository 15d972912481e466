/**
 * What an administrator wants of topics and settings, carried out in ZooKeeper by any broker: checks, then writes; the controller
 * hears of it by its watches.
 *
 * Kafka: kafka.zk.AdminZkClient.
 */
import { own } from '../../../base/own.ts';
import { entries, type Table, tableOf } from '../../../base/table.ts';
import { topicConfigProblem } from '../../config/topicProblems.ts';
import { invalidTopicName } from '../../controller/topicName.ts';
import { randomUuid } from '../../controller/uuid.ts';
import type { ReplicaAssignment } from '../../kafkaController/replicaAssignment.ts';
import type { Config, KafkaEnv } from '../../kinds.ts';
import { topicPartition } from '../../topicPartition.ts';
import type { KafkaVersion } from '../../versions.ts';
import { isKeeperException } from '../../zk/exceptions.ts';
import * as zk from '../../zk/kafkaZkClient.ts';
import { now, type ZkRun } from '../../zk/run.ts';
import type { Properties } from '../../zk/zkContents.ts';
import { assignReplicasToBrokers, type BrokerMetadata } from './adminUtils.ts';
import { ApiException } from './apiException.ts';

/** By partition number. */
export type Assignments = readonly (readonly number[])[];

export interface AdminContext {
  readonly env: KafkaEnv;
  readonly config: Config;
  readonly version: KafkaVersion;
}

export function* validateTopicCreate(
  { config }: AdminContext,
  topic: string,
  assignments: Assignments,
  configs: Properties,
): ZkRun<void> {
  const badName = invalidTopicName(topic);
  if (badName !== undefined) throw new ApiException('INVALID_TOPIC_EXCEPTION', badName);
  if (yield* zk.isTopicMarkedForDeletion(topic)) {
    throw new ApiException('TOPIC_ALREADY_EXISTS', `Topic '${topic}' is marked for deletion.`);
  }
  if (yield* zk.topicExists(topic)) throw alreadyExists(topic);
  if (/[._]/.test(topic)) yield* validateNoCollision(topic);
  validateAssignments(assignments);
  const problem = topicConfigProblem(config, new Map(Object.entries(configs)));
  if (problem !== undefined) throw new ApiException('INVALID_CONFIG', problem);
}

/** Metric names write a period as an underscore. */
function* validateNoCollision(topic: string): ZkRun<void> {
  const all = yield* zk.getAllTopicsInCluster();
  if (all.includes(topic)) throw alreadyExists(topic);
  const unified = (name: string): string => name.replaceAll('.', '_');
  const colliding = all.filter((name) => unified(name) === unified(topic));
  if (colliding.length === 0) return;
  const message = `Topic '${topic}' collides with existing topics: ${colliding.join(', ')}`;
  throw new ApiException('INVALID_TOPIC_EXCEPTION', message);
}

function alreadyExists(topic: string): ApiException {
  return new ApiException('TOPIC_ALREADY_EXISTS', `Topic '${topic}' already exists.`);
}

function validateAssignments(assignments: Assignments): void {
  if (new Set(assignments.map(({ length }) => length)).size !== 1) {
    const message = 'All partitions should have the same number of replicas';
    throw new ApiException('INVALID_REPLICA_ASSIGNMENT', message);
  }
  if (assignments.every((replicas) => new Set(replicas).size === replicas.length)) return;
  const all = assignments.map((replicas, partition) => `${partition} -> ArrayBuffer(${replicas.join(', ')})`);
  const message = `Duplicate replica assignment found: HashMap(${all.join(', ')})`;
  throw new ApiException('INVALID_REPLICA_ASSIGNMENT', message);
}

/** First its settings, then the topic itself: not both or neither. Its id. */
export function* createTopicWithAssignment(
  { env, version }: AdminContext,
  topic: string,
  configs: Properties,
  assignments: Assignments,
): ZkRun<string | null> {
  yield* zk.setOrCreateEntityConfigs('topics', topic, configs, version.kip866);
  const at = yield* now();
  const topicId = version.kip516 ? randomUuid(env, `of topic ${topic} made at ${at}`) : null;
  try {
    yield* zk.createTopicAssignment(topic, topicId, assignmentTable(topic, assignments, 0), version);
  } catch (error) {
    if (isKeeperException(error, 'NODEEXISTS')) throw alreadyExists(topic);
    throw error;
  }
  return topicId;
}

function assignmentTable(topic: string, assignments: Assignments, from: number): Table<ReplicaAssignment> {
  return tableOf(
    assignments.map((replicas, place) => [
      topicPartition(topic, from + place),
      { replicas, addingReplicas: [], removingReplicas: [] },
    ]),
  );
}

export function* deleteTopic(topic: string): ZkRun<void> {
  if (!(yield* zk.topicExists(topic))) {
    throw new ApiException('UNKNOWN_TOPIC_OR_PARTITION', `Topic \`${topic}\` to delete does not exist`);
  }
  try {
    yield* zk.createDeleteTopicPath(topic);
  } catch (error) {
    // Marked already: one more that waits for it to go.
    if (!isKeeperException(error, 'NODEEXISTS')) throw error;
  }
}

// ---- more partitions --------------------------------------------------------------------------------------------------------

/** Those of the new partitions, placed as if the topic had been made with them. */
export function createNewPartitionsAssignment(
  { env }: AdminContext,
  topic: string,
  existing: Assignments,
  brokers: readonly BrokerMetadata[],
  count: number,
  manual: Assignments | null,
): Assignments {
  const [first] = existing;
  if (first === undefined) {
    const message = `Unexpected existing replica assignment for topic '${topic}', partition id 0 is missing. `;
    throw new ApiException('UNKNOWN_SERVER_ERROR', message);
  }
  if (manual !== null) {
    validateReplicaAssignment(manual, existing.length, first.length, brokers);
    return manual;
  }
  const fixedStartIndex = Math.max(
    0,
    brokers.findIndex(({ id }) => id >= first[0]!),
  );
  const placement = { partitions: count - existing.length, replicationFactor: first.length };
  return assignReplicasToBrokers(
    brokers,
    { ...placement, fixedStartIndex, startPartitionId: existing.length },
    (bound) => env.draw(`replica placement of more partitions of ${topic}`, bound),
  );
}

function validateReplicaAssignment(
  assignments: Assignments,
  from: number,
  replicationFactor: number,
  brokers: readonly BrokerMetadata[],
): void {
  const available = brokers.map(({ id }) => id);
  for (const [place, replicas] of assignments.entries()) {
    const partition = from + place;
    if (replicas.length === 0) {
      throw invalidAssignment(`Cannot have replication factor of 0 for partition id ${partition}.`);
    }
    if (new Set(replicas).size !== replicas.length) {
      const problem = 'Duplicate brokers not allowed in replica assignment: ';
      throw invalidAssignment(`${problem}${replicas.join(', ')} for partition id ${partition}.`);
    }
    if (!replicas.every((id) => available.includes(id))) {
      const problem = `Some brokers specified for partition id ${partition} are not available. `;
      const who = `Specified brokers: ${replicas.join(', ')}, available brokers: ${available.join(', ')}.`;
      throw new ApiException('BROKER_NOT_AVAILABLE', problem + who);
    }
  }
  const bad = [...assignments.entries()].filter(([, replicas]) => replicas.length !== replicationFactor);
  if (bad.length === 0) return;
  const partitions = bad.map(([place]) => from + place).join(', ');
  const factors = bad.map(([, replicas]) => replicas.length).join(', ');
  throw invalidAssignment(
    `Inconsistent replication factor between partitions, partition 0 has ${replicationFactor} while partitions ` +
      `[${partitions}] have replication factors [${factors}], respectively.`,
  );
}

function invalidAssignment(message: string): ApiException {
  return new ApiException('INVALID_REPLICA_ASSIGNMENT', message);
}

/** Written over what is there, whoever has written it meanwhile. */
export function* createPartitionsWithAssignment(
  { version }: AdminContext,
  topic: string,
  existing: Table<ReplicaAssignment>,
  added: Assignments,
): ZkRun<void> {
  const all = [...entries(existing), ...entries(assignmentTable(topic, added, existing.keys.length))];
  const ids = yield* zk.getTopicIdsForTopics([topic]);
  yield* zk.setTopicAssignment(topic, own(ids, topic) ?? null, tableOf(all), version);
}
