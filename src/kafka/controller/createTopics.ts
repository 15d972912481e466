/**
 * Topics are made (ReplicationControlManager.createTopics, and kafka.server.ControllerApis for the names it turns away
 * before): the checks in Kafka's order with Kafka's words, the replicas placed, the ISR of each partition its active
 * replicas, the first of these its leader. *Simplified:* no quotas, no create.topic.policy, no validateOnly.
 */

import type { Env } from '../../sim/protocol.ts';
import type { CreatableTopic, CreateTopicsRequest, CreateTopicsResponse } from '../messages.ts';
import { isActive } from '../metadata/brokerRegistration.ts';
import { brokerOf, type MetadataImage, topicByName } from '../metadata/image.ts';
import { tooManyPartitions } from '../partitionLimit.ts';
import type { MetadataRecord } from '../records.ts';
import { type ApiError, apiError, isFailure, NO_ERROR } from './apiError.ts';
import { usableBrokers } from './brokerHeartbeatManager.ts';
import { alterConfigs } from './configurationControl.ts';
import { MAX_RECORDS_PER_USER_OP, type Operation } from './controllerResult.ts';
import { assignmentProblem, partitionRecord } from './partitionAssignment.ts';
import type { ControllerState } from './state.ts';
import { placeReplicas } from './stripedReplicaPlacer.ts';
import { CLUSTER_METADATA_TOPIC_NAME, collidingTopic, invalidTopicName } from './topicName.ts';
import { randomUuid, ZERO_UUID } from './uuid.ts';

const MAX_PARTITIONS_PER_BATCH = 10_000;

type TopicResult = CreateTopicsResponse['topics'][number];

export function createTopics(state: ControllerState, request: CreateTopicsRequest, env: Env): Operation {
  const names = request.topics.map(({ name }) => name);
  const isRepeated = (name: string): boolean => names.indexOf(name) !== names.lastIndexOf(name);
  const asked = request.topics.filter(({ name }) => !isRepeated(name) && name !== CLUSTER_METADATA_TOPIC_NAME);
  if (totalPartitions(state, asked) > MAX_PARTITIONS_PER_BATCH) {
    return refused(state, request, apiError('POLICY_VIOLATION', 'Excessively large number of partitions per request.'));
  }
  const tooMany = tooManyPartitions(state.image, totalPartitions(state, asked));
  if (tooMany !== undefined) return refused(state, request, apiError('POLICY_VIOLATION', tooMany));
  const records: MetadataRecord[] = [];
  const topics = asked.map((topic) => createTopic(state, topic, env, records));
  if (records.length > MAX_RECORDS_PER_USER_OP) {
    return refused(
      state,
      request,
      apiError('POLICY_VIOLATION', 'Unable to perform excessively large batch operation.'),
    );
  }
  for (const name of new Set(names.filter(isRepeated))) {
    topics.push(failed(name, apiError('INVALID_REQUEST', 'Duplicate topic name.')));
  }
  if (names.includes(CLUSTER_METADATA_TOPIC_NAME) && !isRepeated(CLUSTER_METADATA_TOPIC_NAME)) {
    const message = `Creation of internal topic ${CLUSTER_METADATA_TOPIC_NAME} is prohibited.`;
    topics.push(failed(CLUSTER_METADATA_TOPIC_NAME, apiError('INVALID_REQUEST', message)));
  }
  const { correlationId } = request;
  return { state, records, response: { type: 'CreateTopicsResponse', correlationId, topics } };
}

export function createTopicsFailed(request: CreateTopicsRequest, error: ApiError): CreateTopicsResponse {
  const topics = request.topics.map(({ name }) => failed(name, error));
  return { type: 'CreateTopicsResponse', correlationId: request.correlationId, topics };
}

function refused(state: ControllerState, request: CreateTopicsRequest, error: ApiError): Operation {
  return { state, records: [], response: createTopicsFailed(request, error), failed: true };
}

function failed(name: string, { error, message }: ApiError): TopicResult {
  return {
    name,
    topicId: ZERO_UUID,
    errorCode: error,
    errorMessage: message,
    numPartitions: -1,
    replicationFactor: -1,
  };
}

function totalPartitions({ setup }: ControllerState, topics: readonly CreatableTopic[]): number {
  return topics.reduce((total, { assignments, numPartitions }) => {
    if (assignments.length > 0) return total + assignments.length;
    return total + (numPartitions === -1 ? (setup.config['num.partitions'] as number) : Math.max(0, numPartitions));
  }, 0);
}

/** Appends the records of a topic that can be made. */
function createTopic(state: ControllerState, topic: CreatableTopic, env: Env, records: MetadataRecord[]): TopicResult {
  const { name } = topic;
  const badName = nameError(state.image, name);
  if (isFailure(badName)) return failed(name, badName);
  const config = alterConfigs(state, 'TOPIC', name, topic.configs, true);
  if (!config.ok) return failed(name, config.error);
  const assigned = topic.assignments.length > 0 ? manualAssignment(state, topic) : placedAssignment(state, topic, env);
  if (!assigned.ok) return failed(name, assigned.error);

  const topicId = randomUuid(env, `of topic ${name}`);
  records.push({ type: 'TopicRecord', name, topicId }, ...config.records);
  assigned.assignments.forEach((replicas, partitionId) => {
    records.push(partitionRecord(state.image, topicId, partitionId, replicas));
  });
  const replicationFactor = assigned.assignments[0]?.length ?? 0;
  const numPartitions = assigned.assignments.length;
  return { name, topicId, errorCode: 'NONE', errorMessage: null, numPartitions, replicationFactor };
}

function nameError(image: MetadataImage, name: string): ApiError {
  if (topicByName(image, name) !== undefined) {
    return apiError('TOPIC_ALREADY_EXISTS', `Topic '${name}' already exists.`);
  }
  const colliding = collidingTopic(name, image.topics);
  if (colliding !== undefined) {
    return apiError('INVALID_TOPIC_EXCEPTION', `Topic '${name}' collides with existing topic: ${colliding}`);
  }
  const invalid = invalidTopicName(name);
  return invalid === undefined ? NO_ERROR : apiError('INVALID_TOPIC_EXCEPTION', invalid);
}

type Assigned =
  | { readonly ok: true; readonly assignments: readonly (readonly number[])[] }
  | { readonly ok: false; readonly error: ApiError };

function refuse(error: ApiError['error'], message: string): Assigned {
  return { ok: false, error: apiError(error, message) };
}

function manualAssignment({ image }: ControllerState, topic: CreatableTopic): Assigned {
  if (topic.replicationFactor !== -1) {
    const message = 'A manual partition assignment was specified, but replication factor was not set to -1.';
    return refuse('INVALID_REQUEST', message);
  }
  if (topic.numPartitions !== -1) {
    const message = 'A manual partition assignment was specified, but numPartitions was not set to -1.';
    return refuse('INVALID_REQUEST', message);
  }
  for (const [partitionId, replicas] of topic.assignments.entries()) {
    const expected = partitionId === 0 ? replicas.length : (topic.assignments[0]?.length ?? 0);
    const problem = assignmentProblem(image, replicas, expected);
    if (problem !== undefined) return refuse('INVALID_REPLICA_ASSIGNMENT', problem);
    if (!replicas.some((broker) => isActive(brokerOf(image, broker)))) {
      return refuse(
        'INVALID_REPLICA_ASSIGNMENT',
        `All brokers specified in the manual partition assignment for partition ${partitionId} are fenced or in ` +
          'controlled shutdown.',
      );
    }
  }
  return { ok: true, assignments: topic.assignments };
}

function placedAssignment(state: ControllerState, topic: CreatableTopic, env: Env): Assigned {
  const { image, setup, heartbeats } = state;
  if (topic.replicationFactor < -1 || topic.replicationFactor === 0) {
    const message = 'Replication factor must be larger than 0, or -1 to use the default value.';
    return refuse('INVALID_REPLICATION_FACTOR', message);
  }
  if (topic.numPartitions < -1 || topic.numPartitions === 0) {
    return refuse('INVALID_PARTITIONS', 'Number of partitions was set to an invalid non-positive value.');
  }
  const numPartitions = topic.numPartitions === -1 ? (setup.config['num.partitions'] as number) : topic.numPartitions;
  const numReplicas =
    topic.replicationFactor === -1 ? (setup.config['default.replication.factor'] as number) : topic.replicationFactor;
  const brokers = usableBrokers(heartbeats, (id) => brokerOf(image, id)?.rack ?? null);
  let draws = 0;
  const random = (bound: number): number => env.draw(`replica placement of topic ${topic.name} draw ${draws++}`, bound);
  const placement = placeReplicas({ numPartitions, numReplicas }, brokers, random);
  const unable = `Unable to replicate the partition ${numReplicas} time(s): `;
  if (!placement.ok) return refuse('INVALID_REPLICATION_FACTOR', unable + placement.message);
  // A broker about to shut down is not fenced: the placer may have put all of a partition on such brokers.
  const isServed = (replicas: readonly number[]): boolean => replicas.some((id) => isActive(brokerOf(image, id)));
  if (placement.assignments.every(isServed)) return placement;
  return refuse('INVALID_REPLICATION_FACTOR', `${unable}All brokers are currently fenced or in controlled shutdown.`);
}
