/**
 * A topic gets more partitions (KIP-195; ReplicationControlManager.createPartitions). Nothing moves: what is in the old
 * partitions stays there, while producers that learn of the new ones send many keys elsewhere from then on.
 * *Simplified:* no quota, no validateOnly.
 */

import type { Env } from '../../sim/protocol.ts';
import type { CreatePartitionsRequest, CreatePartitionsTopic } from '../messages.ts';
import { isActive } from '../metadata/brokerRegistration.ts';
import { brokerOf, type TopicImage, topicByName } from '../metadata/image.ts';
import { tooManyPartitions } from '../partitionLimit.ts';
import type { MetadataRecord } from '../records.ts';
import { type ApiError, apiError, NO_ERROR } from './apiError.ts';
import { usableBrokers } from './brokerHeartbeatManager.ts';
import type { Operation } from './controllerResult.ts';
import { assignmentProblem, partitionRecord } from './partitionAssignment.ts';
import type { ControllerState } from './state.ts';
import { placeReplicas } from './stripedReplicaPlacer.ts';

export function createPartitions(state: ControllerState, request: CreatePartitionsRequest, env: Env): Operation {
  const records: MetadataRecord[] = [];
  const names = request.topics.map(({ name }) => name);
  const isRepeated = (name: string): boolean => names.indexOf(name) !== names.lastIndexOf(name);
  const results = [...new Set(names)].map((name) => {
    const topic = request.topics.find((asked) => asked.name === name) as CreatePartitionsTopic;
    const { error, message } = isRepeated(name)
      ? apiError('INVALID_REQUEST', 'Duplicate topic name.')
      : createFor(state, topic, env, records);
    return { name, errorCode: error, errorMessage: message };
  });
  const { correlationId } = request;
  return { state, records, response: { type: 'CreatePartitionsResponse', correlationId, results } };
}

export function createPartitionsFailed(request: CreatePartitionsRequest, error: ApiError): Operation['response'] {
  const results = request.topics.map(({ name }) => ({ name, errorCode: error.error, errorMessage: error.message }));
  return { type: 'CreatePartitionsResponse', correlationId: request.correlationId, results };
}

/** Appends the records of the new partitions, if there may be any. */
function createFor(
  state: ControllerState,
  asked: CreatePartitionsTopic,
  env: Env,
  records: MetadataRecord[],
): ApiError {
  const { name, count, assignments } = asked;
  const topic = topicByName(state.image, name);
  if (topic === undefined) return apiError('UNKNOWN_TOPIC_OR_PARTITION');
  const existing = topic.partitions.length;
  if (count === existing) {
    return apiError('INVALID_PARTITIONS', `Topic already has ${existing} partition(s).`);
  }
  if (count < existing) {
    const message = `The topic ${name} currently has ${existing} partition(s); ${count} would not be an increase.`;
    return apiError('INVALID_PARTITIONS', message);
  }
  const additional = count - existing;
  // Of this request, too: its records are not in the image yet.
  const tooMany = tooManyPartitions(state.image, additional + records.length);
  if (tooMany !== undefined) return apiError('POLICY_VIOLATION', tooMany);
  if (assignments !== null && assignments.length !== additional) {
    return apiError(
      'INVALID_REPLICA_ASSIGNMENT',
      `Attempted to add ${additional} additional partition(s), but only ${assignments.length} assignment(s) were ` +
        'specified.',
    );
  }
  const placed = assignments === null ? place(state, topic, additional, env) : byHand(state, topic, assignments);
  if ('error' in placed) return placed;
  placed.forEach((replicas, place) => {
    records.push(partitionRecord(state.image, topic.topicId, existing + place, replicas));
  });
  return NO_ERROR;
}

type Placed = readonly (readonly number[])[] | ApiError;

/** The topic's first partition says how many replicas all have. */
function factorOf({ partitions }: TopicImage): number {
  return partitions[0]?.replicas.length ?? 0;
}

function byHand({ image }: ControllerState, topic: TopicImage, assignments: readonly (readonly number[])[]): Placed {
  for (const [place, replicas] of assignments.entries()) {
    const problem = assignmentProblem(image, replicas, factorOf(topic));
    if (problem !== undefined) return apiError('INVALID_REPLICA_ASSIGNMENT', problem);
    if (!replicas.some((broker) => isActive(brokerOf(image, broker)))) {
      return apiError(
        'INVALID_REPLICA_ASSIGNMENT',
        `All brokers specified in the manual partition assignment for partition ${topic.partitions.length + place} ` +
          'are fenced or in controlled shutdown.',
      );
    }
  }
  return assignments;
}

function place({ image, heartbeats }: ControllerState, topic: TopicImage, numPartitions: number, env: Env): Placed {
  const numReplicas = factorOf(topic);
  const brokers = usableBrokers(heartbeats, (id) => brokerOf(image, id)?.rack ?? null);
  const occasion = `replica placement of topic ${topic.name} from partition ${topic.partitions.length}`;
  let draws = 0;
  const random = (bound: number): number => env.draw(`${occasion} draw ${draws++}`, bound);
  const placement = placeReplicas({ numPartitions, numReplicas }, brokers, random);
  if (!placement.ok) return apiError('INVALID_REPLICATION_FACTOR', placement.message);
  const isServed = (replicas: readonly number[]): boolean => replicas.some((id) => isActive(brokerOf(image, id)));
  if (placement.assignments.every(isServed)) return placement.assignments;
  return apiError(
    'INVALID_REPLICATION_FACTOR',
    `Unable to replicate the partition ${numReplicas} time(s): All brokers are currently fenced or in controlled ` +
      'shutdown.',
  );
}
