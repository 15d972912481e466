/**
 * Requests for which a thread waits for ZooKeeper before they are answered.
 *
 * Kafka: kafka.server.{KafkaApis, ZkAdminManager (incrementalAlterConfigs), AutoTopicCreationManager (createTopicsInZk)},
 * kafka.server.metadata.ZkConfigRepository. *Simplified:* what a broker says of a setting is read from ZooKeeper for the
 * resource that is asked about, not for its synonyms.
 */

import { unreachable } from '../../../base/assert.ts';
import { put } from '../../../base/own.ts';
import { topicConfigProblem } from '../../config/topicProblems.ts';
import { type ApiError, isFailure, NO_ERROR } from '../../controller/apiError.ts';
import { invalidTopicName } from '../../controller/topicName.ts';
import type {
  CreatableTopic,
  CreatePartitionsRequest,
  CreateTopicsRequest,
  DeleteTopicsRequest,
  DescribeConfigsRequest,
  IncrementalAlterConfigsRequest,
  LeaderAndIsrRequest,
  MetadataRequest,
} from '../../messages.ts';
import { topicByName } from '../../metadata/image.ts';
import * as zk from '../../zk/kafkaZkClient.ts';
import { once, type ZkRun } from '../../zk/run.ts';
import type { Properties } from '../../zk/zkContents.ts';
import { beginAutoCreation, endAutoCreation } from '../autoTopicCreationManager.ts';
import { brokerConfigProblem } from '../configAdminManager.ts';
import { describedConfigs } from '../configHelper.ts';
import { metadataAnswer, missingTopics } from '../handleMetadata.ts';
import type { Work } from '../work.ts';
import { ApiException, errorFrom } from './apiException.ts';
import { becomeLeaderOrFollower } from './becomeLeaderOrFollower.ts';
import { topicsOfNewLogs } from './controllerRequests.ts';
import { entityNameOf, entityTypeOf, noteEntityConfig } from './entityConfigs.ts';
import type { WaitingRequest } from './jobs.ts';
import { answer, tryCompleteElseWatch } from './topicPurgatory.ts';
import { createPartitions, createTopics, deleteTopics, failed, type TopicOutcome } from './zkAdminManager.ts';

export function* handleWaitingRequest(work: Work, connection: number, request: WaitingRequest): ZkRun<void> {
  switch (request.type) {
    case 'LeaderAndIsrRequest':
      yield* leaderAndIsr(work, connection, request);
      return;
    case 'CreateTopicsRequest':
      yield* createTopicsRequest(work, connection, request);
      return;
    case 'CreatePartitionsRequest':
      yield* createPartitionsRequest(work, connection, request);
      return;
    case 'DeleteTopicsRequest':
      yield* deleteTopicsRequest(work, connection, request);
      return;
    case 'IncrementalAlterConfigsRequest':
      yield* incrementalAlterConfigs(work, connection, request);
      return;
    case 'DescribeConfigsRequest':
      yield* describeConfigs(work, connection, request);
      return;
    case 'MetadataRequest':
      yield* metadataWithNewTopics(work, connection, request);
      return;
    default:
      unreachable(request);
  }
}

// ---- LeaderAndIsr -----------------------------------------------------------------------------------------------------------

function* leaderAndIsr(work: Work, connection: number, request: LeaderAndIsrRequest): ZkRun<void> {
  for (const topic of yield* once(() => topicsOfNewLogs(work, request))) {
    const config = yield* zk.getEntityConfigs('topics', topic);
    yield* once(() => noteEntityConfig(work, 'topics', topic, config));
  }
  yield* once(() => answer(work, connection, becomeLeaderOrFollower(work, request)));
}

// ---- topics -----------------------------------------------------------------------------------------------------------------

/** Of several of one name none is made. */
function duplicates<T extends { readonly name: string }>(all: readonly T[], error: ApiError): readonly TopicOutcome[] {
  const names = all.map(({ name }) => name);
  return [...new Set(names.filter((name, place) => names.indexOf(name) !== place))].map((name) => failed(name, error));
}

function without<T extends { readonly name: string }>(
  all: readonly T[],
  outcomes: readonly TopicOutcome[],
): readonly T[] {
  return all.filter(({ name }) => !outcomes.some((outcome) => outcome.name === name));
}

function* createTopicsRequest(work: Work, connection: number, request: CreateTopicsRequest): ZkRun<void> {
  const { topics, correlationId, timeoutMs } = request;
  const message = 'Found multiple entries for this topic.';
  const refused = duplicates(topics, { error: 'INVALID_REQUEST', message });
  const outcomes = yield* createTopics(work, without(topics, refused));
  const delayed = { type: 'create-topics', outcomes: [...outcomes, ...refused] } as const;
  yield* once(() => tryCompleteElseWatch(work, connection, correlationId, delayed, timeoutMs));
}

function* createPartitionsRequest(work: Work, connection: number, request: CreatePartitionsRequest): ZkRun<void> {
  const { topics, correlationId, timeoutMs } = request;
  const repeated = duplicates(topics, { error: 'INVALID_REQUEST', message: 'Duplicate topic in request.' });
  const queued = yield* once(() => work.state.zookeeper!.controller.owned.context.topicsToBeDeleted);
  const message = 'The topic is queued for deletion.';
  const leaving = without(topics, repeated)
    .filter(({ name }) => queued.includes(name))
    .map(({ name }) => failed(name, { error: 'INVALID_TOPIC_EXCEPTION', message }));
  const refused = [...repeated, ...leaving];
  const outcomes = yield* createPartitions(work, without(topics, refused));
  const delayed = { type: 'create-partitions', outcomes: [...outcomes, ...refused] } as const;
  yield* once(() => tryCompleteElseWatch(work, connection, correlationId, delayed, timeoutMs));
}

function* deleteTopicsRequest(work: Work, connection: number, request: DeleteTopicsRequest): ZkRun<void> {
  const { topicNames, correlationId, timeoutMs } = request;
  const known = yield* once(() => topicNames.filter((name) => topicByName(work.state.image, name) !== undefined));
  const unknown = topicNames
    .filter((name) => !known.includes(name))
    .map((name) => failed(name, { error: 'UNKNOWN_TOPIC_OR_PARTITION', message: null }));
  const outcomes = yield* deleteTopics(known);
  const delayed = { type: 'delete-topics', outcomes: [...outcomes, ...unknown] } as const;
  yield* once(() => tryCompleteElseWatch(work, connection, correlationId, delayed, timeoutMs));
}

// ---- topics that nobody has made yet ------------------------------------------------------------------------------------------

/** What the metadata says of topics that were to be made because somebody asked for them, by name. */
function* metadataWithNewTopics(work: Work, connection: number, request: MetadataRequest): ZkRun<void> {
  const topics = yield* once(() => beginAutoCreation(work, missingTopics(work, request)));
  const errors = yield* createTopicsInZk(work, topics);
  yield* once(() => answer(work, connection, metadataAnswer(work, connection, request, errors)));
}

export function* createTopicsInZk(
  work: Work,
  topics: readonly CreatableTopic[],
): ZkRun<Readonly<Record<string, ApiError['error']>>> {
  const outcomes = yield* createTopics(work, topics);
  yield* once(() => endAutoCreation(work, topics, outcomes));
  return Object.fromEntries(
    outcomes.map((outcome) => {
      const isThere = !isFailure(outcome) || outcome.error === 'TOPIC_ALREADY_EXISTS';
      return [outcome.name, isThere ? 'LEADER_NOT_AVAILABLE' : outcome.error];
    }),
  );
}

// ---- settings -----------------------------------------------------------------------------------------------------------------

function* incrementalAlterConfigs(
  work: Work,
  connection: number,
  request: IncrementalAlterConfigsRequest,
): ZkRun<void> {
  const { correlationId } = request;
  let outcome: ApiError = NO_ERROR;
  try {
    yield* alterConfigs(work, request);
  } catch (error) {
    outcome = errorFrom(error);
  }
  const { error: errorCode, message: errorMessage } = outcome;
  const response = { type: 'IncrementalAlterConfigsResponse', correlationId, errorCode, errorMessage } as const;
  yield* once(() => answer(work, connection, response));
}

/** What is there is read, changed and written as a whole: the last to write wins. Then everybody is told. */
function* alterConfigs(work: Work, request: IncrementalAlterConfigsRequest): ZkRun<void> {
  const { resourceType, resourceName, configs } = request;
  if (resourceType === 'GROUP') {
    const message = 'AlterConfigs is only supported for topics and brokers, but resource type is GROUP';
    throw new ApiException('INVALID_REQUEST', message);
  }
  if (resourceType === 'TOPIC' && resourceName === '') {
    throw new ApiException('INVALID_REQUEST', 'Default topic resources are not allowed.');
  }
  const [entityType, entityName] = [entityTypeOf(resourceType), entityNameOf(resourceType, resourceName)];
  const before = yield* zk.getEntityConfigs(entityType, entityName);
  const after = changed(before, configs);
  const problem = yield* once((): ApiError => {
    noteEntityConfig(work, entityType, entityName, before);
    return resourceType === 'TOPIC' ? topicProblem(work, resourceName, after) : brokerProblem(work, request);
  });
  if (isFailure(problem)) throw new ApiException(problem.error, problem.message ?? '');
  if (resourceType === 'TOPIC' && !(yield* zk.topicExists(resourceName))) {
    throw new ApiException('UNKNOWN_TOPIC_OR_PARTITION', `Topic '${resourceName}' does not exist.`);
  }
  yield* zk.setOrCreateEntityConfigs(entityType, entityName, after, work.state.setup.version.kip866);
  yield* zk.createConfigChangeNotification(`${entityType}/${entityName}`);
}

function changed(before: Properties, changes: Readonly<Record<string, string | null>>): Properties {
  const after = { ...before };
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) delete after[name];
    else put(after, name, value);
  }
  return after;
}

function topicProblem({ state }: Work, topic: string, configs: Properties): ApiError {
  if (topicByName(state.image, topic) === undefined) {
    return { error: 'UNKNOWN_TOPIC_OR_PARTITION', message: `The topic '${topic}' does not exist.` };
  }
  const badName = invalidTopicName(topic);
  if (badName !== undefined) return { error: 'INVALID_TOPIC_EXCEPTION', message: badName };
  const message = topicConfigProblem(state.config, new Map(Object.entries(configs)));
  return message === undefined ? NO_ERROR : { error: 'INVALID_CONFIG', message };
}

function brokerProblem(work: Work, request: IncrementalAlterConfigsRequest): ApiError {
  const message = brokerConfigProblem(work, request);
  return message === undefined ? NO_ERROR : { error: 'INVALID_REQUEST', message };
}

function* describeConfigs(work: Work, connection: number, request: DescribeConfigsRequest): ZkRun<void> {
  for (const { resourceType, resourceName } of request.resources) {
    if (resourceType === 'GROUP') continue;
    const [entityType, entityName] = [entityTypeOf(resourceType), entityNameOf(resourceType, resourceName)];
    const config = yield* zk.getEntityConfigs(entityType, entityName);
    yield* once(() => noteEntityConfig(work, entityType, entityName, config));
  }
  yield* once(() => answer(work, connection, describedConfigs(work, request)));
}
