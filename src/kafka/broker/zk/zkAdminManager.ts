/**
 * Topics as an administrator asks the controller's broker for them: written to ZooKeeper, topic by topic, before anybody is
 * answered. Whoever asked then waits until the metadata says that it has come about (topicPurgatory.ts).
 *
 * Kafka: kafka.server.ZkAdminManager (createTopics, deleteTopics, createPartitions). *Simplified:* no quotas, no policies, no
 * validateOnly.
 */

import { type ApiError, isFailure, NO_ERROR } from '../../controller/apiError.ts';
import { ZERO_UUID } from '../../controller/uuid.ts';
import type { CreatableTopic, CreatePartitionsTopic } from '../../messages.ts';
import { topicByName } from '../../metadata/image.ts';
import { tooManyPartitions } from '../../partitionLimit.ts';
import * as zk from '../../zk/kafkaZkClient.ts';
import { once, type ZkRun } from '../../zk/run.ts';
import { configNumber, type Work } from '../work.ts';
import { assignReplicasToBrokers, type BrokerMetadata } from './adminUtils.ts';
import {
  type AdminContext,
  type Assignments,
  createNewPartitionsAssignment,
  createPartitionsWithAssignment,
  createTopicWithAssignment,
  deleteTopic,
  validateTopicCreate,
} from './adminZkClient.ts';
import { ApiException, errorFrom } from './apiException.ts';

/** CreatePartitionsMetadata: which of its partitions are waited for. */
export interface TopicOutcome extends ApiError {
  readonly name: string;
  readonly partitions: readonly number[];
  readonly topicId: string;
  readonly replicationFactor: number;
}

export function failed(name: string, { error, message }: ApiError): TopicOutcome {
  return { name, error, message, partitions: [], topicId: ZERO_UUID, replicationFactor: -1 };
}

export function isSuccess(outcome: ApiError): boolean {
  return !isFailure(outcome);
}

export function adminContext({ env, state: { config, setup } }: Work): AdminContext {
  return { env, config, version: setup.version };
}

export function* createTopics(work: Work, topics: readonly CreatableTopic[]): ZkRun<readonly TopicOutcome[]> {
  const outcomes: TopicOutcome[] = [];
  for (const topic of topics) {
    try {
      outcomes.push(yield* createTopic(work, topic));
    } catch (error) {
      outcomes.push(failed(topic.name, errorFrom(error)));
    }
  }
  return outcomes;
}

function* createTopic(work: Work, topic: CreatableTopic): ZkRun<TopicOutcome> {
  const { name } = topic;
  const known = yield* once(() => ({
    exists: topicByName(work.state.image, name) !== undefined,
    brokers: aliveBrokers(work),
    numPartitions: configNumber(work, 'num.partitions'),
    replicationFactor: configNumber(work, 'default.replication.factor'),
  }));
  if (known.exists) throw new ApiException('TOPIC_ALREADY_EXISTS', `Topic '${name}' already exists.`);
  if (topic.assignments.length > 0 && (topic.numPartitions !== -1 || topic.replicationFactor !== -1)) {
    const message = 'Both numPartitions or replicationFactor and replicasAssignments were set. ';
    throw new ApiException('INVALID_REQUEST', `${message}Both cannot be used at the same time.`);
  }
  checkLimit(work, topic.assignments.length || wantedPartitions(topic, known));
  const assignments = topic.assignments.length > 0 ? topic.assignments : placed(work, topic, known);
  const context = adminContext(work);
  yield* validateTopicCreate(context, name, assignments, topic.configs);
  const topicId = yield* createTopicWithAssignment(context, name, topic.configs, assignments);
  return {
    ...NO_ERROR,
    name,
    partitions: assignments.map((_, partition) => partition),
    topicId: topicId ?? ZERO_UUID,
    replicationFactor: assignments[0]!.length,
  };
}

interface Known {
  readonly brokers: readonly BrokerMetadata[];
  readonly numPartitions: number;
  readonly replicationFactor: number;
}

function wantedPartitions({ numPartitions }: CreatableTopic, known: Known): number {
  return numPartitions === -1 ? known.numPartitions : numPartitions;
}

function checkLimit({ state }: Work, more: number): void {
  const tooMany = tooManyPartitions(state.image, more);
  if (tooMany !== undefined) throw new ApiException('POLICY_VIOLATION', tooMany);
}

function placed({ env }: Work, topic: CreatableTopic, known: Known): Assignments {
  let draws = 0;
  const placement = {
    partitions: wantedPartitions(topic, known),
    replicationFactor: topic.replicationFactor === -1 ? known.replicationFactor : topic.replicationFactor,
  };
  return assignReplicasToBrokers(known.brokers, placement, (bound) =>
    env.draw(`replica placement of topic ${topic.name} draw ${draws++}`, bound),
  );
}

function aliveBrokers({ state }: Work): readonly BrokerMetadata[] {
  return state.image.brokers.values.map(({ id, rack }) => ({ id, rack }));
}

export function* deleteTopics(topics: readonly string[]): ZkRun<readonly TopicOutcome[]> {
  const outcomes: TopicOutcome[] = [];
  for (const name of topics) {
    try {
      yield* deleteTopic(name);
      outcomes.push(failed(name, NO_ERROR));
    } catch (error) {
      outcomes.push(failed(name, errorFrom(error)));
    }
  }
  return outcomes;
}

export function* createPartitions(
  work: Work,
  topics: readonly CreatePartitionsTopic[],
): ZkRun<readonly TopicOutcome[]> {
  const brokers = (yield* zk.getAllBrokersInCluster()).map(({ id, rack }) => ({ id, rack }));
  const outcomes: TopicOutcome[] = [];
  for (const topic of topics) {
    try {
      outcomes.push(yield* createPartitionsOf(work, topic, brokers));
    } catch (error) {
      outcomes.push(failed(topic.name, errorFrom(error)));
    }
  }
  return outcomes;
}

function* createPartitionsOf(
  work: Work,
  { name, count, assignments }: CreatePartitionsTopic,
  brokers: readonly BrokerMetadata[],
): ZkRun<TopicOutcome> {
  const existing = yield* zk.getFullReplicaAssignmentForTopics([name]);
  const isReassigned = existing.values.some(
    ({ addingReplicas, removingReplicas }) => addingReplicas.length + removingReplicas.length > 0,
  );
  if (isReassigned) {
    const message = `A partition reassignment is in progress for the topic '${name}'.`;
    throw new ApiException('REASSIGNMENT_IN_PROGRESS', message);
  }
  const before = existing.keys.length;
  if (before === 0) throw new ApiException('UNKNOWN_TOPIC_OR_PARTITION', `The topic '${name}' does not exist.`);
  if (count < before) {
    const message = `Topic currently has ${before} partitions, which is higher than the requested ${count}.`;
    throw new ApiException('INVALID_PARTITIONS', message);
  }
  if (count === before) throw new ApiException('INVALID_PARTITIONS', `Topic already has ${before} partitions.`);
  checkLimit(work, count - before);
  if (assignments !== null) checkManual(assignments, count - before, brokers);
  const context = adminContext(work);
  const replicas = existing.values.map((assignment) => assignment.replicas);
  const added = createNewPartitionsAssignment(context, name, replicas, brokers, count, assignments);
  yield* createPartitionsWithAssignment(context, name, existing, added);
  const partitions = Array.from({ length: count }, (_, partition) => partition);
  return { ...NO_ERROR, name, partitions, topicId: ZERO_UUID, replicationFactor: -1 };
}

function checkManual(assignments: Assignments, increment: number, brokers: readonly BrokerMetadata[]): void {
  const ids = brokers.map(({ id }) => id);
  const unknown = [...new Set(assignments.flat())].filter((id) => !ids.includes(id));
  if (unknown.length > 0) {
    const message = `Unknown broker(s) in replica assignment: ${unknown.join(', ')}.`;
    throw new ApiException('INVALID_REPLICA_ASSIGNMENT', message);
  }
  if (assignments.length === increment) return;
  const message = `Increasing the number of partitions by ${increment} but ${assignments.length} assignments provided.`;
  throw new ApiException('INVALID_REPLICA_ASSIGNMENT', message);
}
