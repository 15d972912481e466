/**
 * Requests of administrators that are carried out in ZooKeeper and wait for the metadata of this broker to say so: new
 * partitions until each has a leader, topics until they are gone, elections until the new leader is known. At their timeout they
 * are answered as it stands.
 *
 * Kafka: kafka.server.{DelayedCreatePartitions, DelayedDeleteTopics, DelayedElectLeader}, ZkAdminManager.topicPurgatory.
 */
import { unreachable } from '../../../base/assert.ts';
import { millis } from '../../../base/time.ts';
import type { ApiError } from '../../controller/apiError.ts';
import type {
  CreatePartitionsResponse,
  CreateTopicsResponse,
  DeleteTopicsResponse,
  ElectLeadersResponse,
  KafkaResponse,
} from '../../messages.ts';
import { partitionAt, topicByName } from '../../metadata/image.ts';
import { NO_LEADER } from '../../records.ts';
import { type TopicPartition, topicPartition } from '../../topicPartition.ts';
import { connectionOf, delayedOperationTimer, park, release } from '../connections.ts';
import type { ParkedZooKeeper } from '../state.ts';
import type { Work } from '../work.ts';
import { kafkaServer, updateKafkaServer } from './state.ts';
import { isSuccess, type TopicOutcome } from './zkAdminManager.ts';

export type DelayedTopicOperation =
  | { readonly type: 'create-topics'; readonly outcomes: readonly TopicOutcome[] }
  | { readonly type: 'create-partitions'; readonly outcomes: readonly TopicOutcome[] }
  | { readonly type: 'delete-topics'; readonly outcomes: readonly TopicOutcome[] }
  | {
      readonly type: 'elect-leaders';
      /** Partitions that wait for this leader. */
      readonly expected: readonly (readonly [TopicPartition, number])[];
      readonly results: readonly (readonly [TopicPartition, ApiError])[];
    };

/** Whoever waited may have gone meanwhile. */
export function parkedRequest(work: Work, connection: number, correlationId: number): ParkedZooKeeper | undefined {
  const parked = connectionOf(work, connection)?.parked;
  return parked?.type === 'zookeeper' && parked.request.correlationId === correlationId ? parked : undefined;
}

export function answer(work: Work, connection: number, response: KafkaResponse): void {
  if (parkedRequest(work, connection, response.correlationId) !== undefined) release(work, connection, response);
}

/** timeoutMs <= 0: what is not done yet has timed out. */
export function tryCompleteElseWatch(
  work: Work,
  connection: number,
  correlationId: number,
  delayed: DelayedTopicOperation,
  timeoutMs: number,
): void {
  const parked = parkedRequest(work, connection, correlationId);
  if (parked === undefined) return;
  if (timeoutMs <= 0 || isComplete(work, delayed)) {
    complete(work, connection, correlationId, delayed);
    return;
  }
  park(work, connection, { ...parked, delayed });
  updateKafkaServer(work, { topicPurgatory: [...kafkaServer(work).topicPurgatory, connection] });
  const timer = { part: 'broker', type: 'delayed-operation', connection } as const;
  work.out.setTimer(delayedOperationTimer(connection), millis(timeoutMs), timer);
}

/** The metadata has changed. */
export function completeDelayedTopicOperations(work: Work): void {
  for (const connection of kafkaServer(work).topicPurgatory) {
    const parked = connectionOf(work, connection)?.parked;
    if (parked?.type !== 'zookeeper' || parked.delayed === null) forget(work, connection);
    else if (isComplete(work, parked.delayed)) {
      complete(work, connection, parked.request.correlationId, parked.delayed);
    }
  }
}

/** Its time is up. */
export function expireTopicOperation(work: Work, connection: number): void {
  const parked = connectionOf(work, connection)?.parked;
  if (parked?.type !== 'zookeeper' || parked.delayed === null) return;
  complete(work, connection, parked.request.correlationId, parked.delayed);
}

function complete(work: Work, connection: number, correlationId: number, delayed: DelayedTopicOperation): void {
  forget(work, connection);
  work.out.cancelTimer(delayedOperationTimer(connection));
  release(work, connection, responseOf(work, correlationId, delayed));
}

function forget(work: Work, connection: number): void {
  const { topicPurgatory } = kafkaServer(work);
  if (!topicPurgatory.includes(connection)) return;
  updateKafkaServer(work, { topicPurgatory: topicPurgatory.filter((other) => other !== connection) });
}

// ---- what is waited for -------------------------------------------------------------------------------------------------------

function isComplete(work: Work, delayed: DelayedTopicOperation): boolean {
  if (delayed.type === 'elect-leaders') return delayed.expected.every(([tp, leader]) => hasLeader(work, tp, leader));
  return delayed.outcomes.filter(isSuccess).every((outcome) => isDone(work, delayed.type, outcome));
}

function hasLeader(work: Work, tp: TopicPartition, leader: number): boolean {
  return partitionAt(work.state.image, tp)?.leader === leader;
}

function isDone(
  { state: { image } }: Work,
  type: Exclude<DelayedTopicOperation['type'], 'elect-leaders'>,
  { name, partitions }: TopicOutcome,
): boolean {
  if (type === 'delete-topics') return topicByName(image, name) === undefined;
  return partitions.every((partition) => {
    const leader = partitionAt(image, topicPartition(name, partition))?.leader ?? NO_LEADER;
    return leader !== NO_LEADER;
  });
}

// ---- answers ------------------------------------------------------------------------------------------------------------------

const TIMED_OUT: ApiError = { error: 'REQUEST_TIMED_OUT', message: null };

function responseOf(work: Work, correlationId: number, delayed: DelayedTopicOperation): KafkaResponse {
  if (delayed.type === 'elect-leaders') {
    const results = delayed.expected.map(([tp, leader]): readonly [TopicPartition, ApiError] => [
      tp,
      hasLeader(work, tp, leader) ? { error: 'NONE', message: null } : TIMED_OUT,
    ]);
    return electLeadersResponse(correlationId, [...results, ...delayed.results]);
  }
  const outcomes = delayed.outcomes.map((outcome) =>
    isSuccess(outcome) && !isDone(work, delayed.type, outcome) ? { ...outcome, ...TIMED_OUT } : outcome,
  );
  switch (delayed.type) {
    case 'create-topics':
      return createTopicsResponse(correlationId, outcomes);
    case 'create-partitions':
      return createPartitionsResponse(correlationId, outcomes);
    case 'delete-topics':
      return deleteTopicsResponse(correlationId, outcomes);
    default:
      return unreachable(delayed);
  }
}

export function createTopicsResponse(correlationId: number, outcomes: readonly TopicOutcome[]): CreateTopicsResponse {
  const topics = outcomes.map((outcome) => {
    const { name, topicId, error: errorCode, message: errorMessage, partitions, replicationFactor } = outcome;
    const made = isSuccess(outcome);
    return {
      name,
      topicId,
      errorCode,
      errorMessage,
      numPartitions: made ? partitions.length : -1,
      replicationFactor: made ? replicationFactor : -1,
    };
  });
  return { type: 'CreateTopicsResponse', correlationId, topics };
}

export function createPartitionsResponse(
  correlationId: number,
  outcomes: readonly TopicOutcome[],
): CreatePartitionsResponse {
  const results = outcomes.map(({ name, error: errorCode, message: errorMessage }) => ({
    name,
    errorCode,
    errorMessage,
  }));
  return { type: 'CreatePartitionsResponse', correlationId, results };
}

/** Their errors have no words of their own. */
export function deleteTopicsResponse(correlationId: number, outcomes: readonly TopicOutcome[]): DeleteTopicsResponse {
  const responses = outcomes.map(({ name, topicId, error: errorCode }) => ({
    name,
    topicId,
    errorCode,
    errorMessage: null,
  }));
  return { type: 'DeleteTopicsResponse', correlationId, responses };
}

export function electLeadersResponse(
  correlationId: number,
  outcomes: readonly (readonly [TopicPartition, ApiError])[],
): ElectLeadersResponse {
  const results = outcomes.map(([tp, { error: errorCode, message: errorMessage }]) => ({
    topicPartition: tp,
    errorCode,
    errorMessage,
  }));
  return { type: 'ElectLeadersResponse', correlationId, errorCode: 'NONE', results };
}
