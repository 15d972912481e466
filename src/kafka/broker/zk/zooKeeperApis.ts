/**
 * What a broker does with requests otherwise where the metadata is in ZooKeeper: those of the controller, those to the controller
 * that it may be itself, and those of administrators, which it carries out instead of passing them on.
 *
 * Kafka: kafka.server.KafkaApis with ZkSupport.
 */
import type { ApiError } from '../../controller/apiError.ts';
import type { ControllerAnswer, ControllerCallback } from '../../kafkaController/controllerEvent.ts';
import * as controller from '../../kafkaController/kafkaController.ts';
import type {
  AllocateProducerIdsRequest,
  AlterPartitionRequest,
  CreatePartitionsRequest,
  CreateTopicsRequest,
  DeleteTopicsRequest,
  ElectLeadersRequest,
  KafkaRequest,
} from '../../messages.ts';
import { type TopicPartition, topicPartition } from '../../topicPartition.ts';
import * as connections from '../connections.ts';
import { configFlag, type Work } from '../work.ts';
import { handleLeaderAndIsr, handleStopReplica, handleUpdateMetadata } from './controllerRequests.ts';
import { controllerHost, isActiveController, parkFor, startRequestThread } from './hosts.ts';
import { followsKRaft } from './state.ts';
import {
  answer,
  createPartitionsResponse,
  createTopicsResponse,
  deleteTopicsResponse,
  electLeadersResponse,
  parkedRequest,
  tryCompleteElseWatch,
} from './topicPurgatory.ts';
import { failed } from './zkAdminManager.ts';

const NOT_CONTROLLER: ApiError = { error: 'NOT_CONTROLLER', message: null };

/** False: it is handled as ever. */
export function handleZooKeeperRequest(work: Work, connection: number, request: KafkaRequest): boolean {
  if (followsKRaft(work) && isForwarded(request)) return false;
  switch (request.type) {
    case 'LeaderAndIsrRequest':
      handleLeaderAndIsr(work, connection, request);
      return true;
    case 'StopReplicaRequest':
      handleStopReplica(work, connection, request);
      return true;
    case 'UpdateMetadataRequest':
      handleUpdateMetadata(work, connection, request);
      return true;
    case 'ControlledShutdownRequest':
      controller.controlledShutdown(controllerHost(work), request, waiting(work, connection, request));
      return true;
    case 'AlterPartitionRequest':
      alterPartition(work, connection, request);
      return true;
    case 'AllocateProducerIdsRequest':
      allocateProducerIds(work, connection, request);
      return true;
    case 'ElectLeadersRequest':
      electLeaders(work, connection, request);
      return true;
    case 'AlterPartitionReassignmentsRequest': {
      const callback = waiting(work, connection, request);
      controller.alterPartitionReassignments(controllerHost(work), request.partitions, callback);
      return true;
    }
    case 'ListPartitionReassignmentsRequest': {
      const callback = waiting(work, connection, request);
      controller.listPartitionReassignments(controllerHost(work), request.topicPartitions, callback);
      return true;
    }
    case 'CreateTopicsRequest':
    case 'CreatePartitionsRequest':
    case 'DeleteTopicsRequest':
      administerTopics(work, connection, request);
      return true;
    case 'IncrementalAlterConfigsRequest':
    case 'DescribeConfigsRequest':
      startRequestThread(work, connection, request);
      return true;
    case 'UnregisterBrokerRequest':
    case 'AddRaftVoterRequest':
    case 'RemoveRaftVoterRequest':
    case 'DescribeQuorumRequest':
    case 'EnvelopeRequest':
      // Nothing that it says it can do.
      connections.close(work, connection);
      return true;
    default:
      return false;
  }
}

/** MetadataSupport.canForward: to the quorum, once that is where the controller is (KIP-866). */
function isForwarded({ type }: KafkaRequest): boolean {
  switch (type) {
    case 'CreateTopicsRequest':
    case 'CreatePartitionsRequest':
    case 'DeleteTopicsRequest':
    case 'ElectLeadersRequest':
    case 'AlterPartitionReassignmentsRequest':
    case 'ListPartitionReassignmentsRequest':
    case 'IncrementalAlterConfigsRequest':
    case 'UnregisterBrokerRequest':
    case 'DescribeQuorumRequest':
      return true;
    default:
      return false;
  }
}

// ---- asked of the controller ------------------------------------------------------------------------------------------------

function waiting(work: Work, connection: number, request: KafkaRequest): ControllerCallback {
  parkFor(work, connection, request);
  return { connection, correlationId: request.correlationId };
}

function alterPartition(work: Work, connection: number, request: AlterPartitionRequest): void {
  if (isActiveController(work)) {
    controller.alterPartitions(controllerHost(work), request, waiting(work, connection, request));
    return;
  }
  const { correlationId } = request;
  const response = {
    type: 'AlterPartitionResponse',
    correlationId,
    errorCode: 'NOT_CONTROLLER',
    partitions: [],
  } as const;
  work.out.reply(connection, response);
}

function allocateProducerIds(work: Work, connection: number, request: AllocateProducerIdsRequest): void {
  if (isActiveController(work)) {
    controller.allocateProducerIds(controllerHost(work), request, waiting(work, connection, request));
    return;
  }
  const { correlationId } = request;
  const response = { type: 'AllocateProducerIdsResponse', correlationId, errorCode: 'NOT_CONTROLLER' } as const;
  work.out.reply(connection, { ...response, producerIdStart: 0, producerIdLen: 0 });
}

function electLeaders(work: Work, connection: number, request: ElectLeadersRequest): void {
  const { topics } = work.state.image;
  const all = topics.values.flatMap(({ name, partitions }) =>
    partitions.map((_, index) => topicPartition(name, index)),
  );
  const callback = waiting(work, connection, request);
  controller.electLeaders(controllerHost(work), request.topicPartitions ?? all, request.electionType, callback);
}

// ---- its answers ------------------------------------------------------------------------------------------------------------

export function controllerAnswered(work: Work, callback: ControllerCallback, answered: ControllerAnswer): void {
  const { connection, correlationId } = callback;
  switch (answered.type) {
    case 'ElectLeadersResult':
      leadersElected(work, connection, correlationId, answered.outcomes);
      return;
    case 'AlterReassignmentsResult': {
      const { error: errorCode, message: errorMessage } = answered.error;
      const responses = answered.outcomes.map(([tp, { error, message }]) => ({
        topicPartition: tp,
        errorCode: error,
        errorMessage: message,
      }));
      const response = { type: 'AlterPartitionReassignmentsResponse', correlationId, errorCode, errorMessage } as const;
      answer(work, connection, { ...response, responses });
      return;
    }
    default:
      answer(work, connection, { ...answered, correlationId });
  }
}

type ElectionOutcomes = Extract<ControllerAnswer, { readonly type: 'ElectLeadersResult' }>['outcomes'];

/** Whoever asked for all is not told of those where nothing was to be done. */
function leadersElected(work: Work, connection: number, correlationId: number, outcomes: ElectionOutcomes): void {
  const parked = parkedRequest(work, connection, correlationId);
  if (parked?.request.type !== 'ElectLeadersRequest') return;
  const { topicPartitions, timeoutMs } = parked.request;
  const expected: [TopicPartition, number][] = [];
  const results: [TopicPartition, ApiError][] = [];
  for (const [tp, outcome] of outcomes) {
    if ('leader' in outcome) expected.push([tp, outcome.leader]);
    else if (topicPartitions !== null || outcome.error !== 'ELECTION_NOT_NEEDED') results.push([tp, outcome]);
  }
  if (expected.length === 0) {
    answer(work, connection, electLeadersResponse(correlationId, results));
    return;
  }
  const left = timeoutMs - Math.floor((work.env.now - parked.parkedAt) / 1000);
  tryCompleteElseWatch(work, connection, correlationId, { type: 'elect-leaders', expected, results }, left);
}

// ---- topics -----------------------------------------------------------------------------------------------------------------

type TopicsRequest = CreateTopicsRequest | CreatePartitionsRequest | DeleteTopicsRequest;

/** Any broker could; but only the controller's does. */
function administerTopics(work: Work, connection: number, request: TopicsRequest): void {
  const error = reasonToRefuse(work, request);
  if (error === undefined) startRequestThread(work, connection, request);
  else refuse(work, connection, request, error);
}

function reasonToRefuse(work: Work, { type }: TopicsRequest): ApiError | undefined {
  const { version } = work.state.setup;
  // Said by the client itself, from what ApiVersions has told it.
  if (type === 'CreatePartitionsRequest' && !version.kip195) {
    return { error: 'UNSUPPORTED_VERSION', message: 'The node does not support CREATE_PARTITIONS' };
  }
  if (!isActiveController(work)) return NOT_CONTROLLER;
  const isRefused = type === 'DeleteTopicsRequest' && version.kip322 && !configFlag(work, 'delete.topic.enable');
  return isRefused ? { error: 'TOPIC_DELETION_DISABLED', message: null } : undefined;
}

function refuse({ out }: Work, connection: number, request: TopicsRequest, error: ApiError): void {
  const { correlationId } = request;
  switch (request.type) {
    case 'CreateTopicsRequest': {
      const outcomes = request.topics.map(({ name }) => failed(name, error));
      out.reply(connection, createTopicsResponse(correlationId, outcomes));
      return;
    }
    case 'CreatePartitionsRequest': {
      const outcomes = request.topics.map(({ name }) => failed(name, error));
      out.reply(connection, createPartitionsResponse(correlationId, outcomes));
      return;
    }
    case 'DeleteTopicsRequest': {
      const outcomes = request.topicNames.map((name) => failed(name, error));
      out.reply(connection, deleteTopicsResponse(correlationId, outcomes));
    }
  }
}
