/**
 * Requests in, answers out (kafka.server.ControllerApis, kafka.server.EnvelopeUtils): each request to the manager it is
 * for, envelopes opened and closed again (KIP-590), and what is said when this controller is not the active one.
 */
import { unreachable } from '../../base/assert.ts';
import type { KafkaEnv } from '../kinds.ts';
import type { KafkaMessage } from '../messages.ts';
import { alterPartition, alterPartitionFailed } from './alterPartition.ts';
import { alterPartitionReassignments, listPartitionReassignments } from './alterPartitionReassignments.ts';
import { type ApiError, apiError } from './apiError.ts';
import {
  heartbeatFailed,
  processBrokerHeartbeat,
  registerBroker,
  registrationFailed,
  unregisterBroker,
} from './clusterControl.ts';
import { incrementalAlterConfigs } from './configurationControl.ts';
import type { Operation } from './controllerResult.ts';
import { createPartitions, createPartitionsFailed } from './createPartitions.ts';
import { createTopics, createTopicsFailed } from './createTopics.ts';
import { deleteTopics, deleteTopicsFailed } from './deleteTopics.ts';
import { electLeaders } from './electLeaders.ts';
import { allocationFailed, generateNextProducerId } from './producerIdControl.ts';
import type { ControllerForwardedRequest, ControllerRequest, ControllerResponse, ControllerState } from './state.ts';

export function isControllerMessage(message: KafkaMessage): message is ControllerRequest {
  switch (message.type) {
    case 'BrokerRegistrationRequest':
    case 'BrokerHeartbeatRequest':
    case 'AlterPartitionRequest':
    case 'AllocateProducerIdsRequest':
    case 'EnvelopeRequest':
    case 'CreateTopicsRequest':
    case 'ElectLeadersRequest':
    case 'IncrementalAlterConfigsRequest':
    case 'AlterPartitionReassignmentsRequest':
    case 'ListPartitionReassignmentsRequest':
    case 'CreatePartitionsRequest':
    case 'UnregisterBrokerRequest':
    case 'DeleteTopicsRequest':
      return true;
    default:
      return false;
  }
}

/** While the metadata is still in ZooKeeper alone: brokers may come and go, no more (ControllerOperationFlag). */
export function runsInPreMigration({ type }: ControllerRequest): boolean {
  return (
    type === 'BrokerRegistrationRequest' || type === 'BrokerHeartbeatRequest' || type === 'UnregisterBrokerRequest'
  );
}

export function operate(
  state: ControllerState,
  request: ControllerRequest,
  nextOffset: number,
  env: KafkaEnv,
): Operation {
  switch (request.type) {
    case 'BrokerRegistrationRequest':
      return registerBroker(state, request, nextOffset, env.now);
    case 'BrokerHeartbeatRequest':
      return processBrokerHeartbeat(state, request, env.now);
    case 'AlterPartitionRequest':
      return alterPartition(state, request);
    case 'AllocateProducerIdsRequest':
      return generateNextProducerId(state, request);
    case 'CreateTopicsRequest':
      return createTopics(state, request, env);
    case 'ElectLeadersRequest':
      return electLeaders(state, request);
    case 'IncrementalAlterConfigsRequest':
      return incrementalAlterConfigs(state, request);
    case 'AlterPartitionReassignmentsRequest':
      return alterPartitionReassignments(state, request);
    case 'ListPartitionReassignmentsRequest':
      return listPartitionReassignments(state, request);
    case 'CreatePartitionsRequest':
      return createPartitions(state, request, env);
    case 'UnregisterBrokerRequest':
      return unregisterBroker(state, request);
    case 'DeleteTopicsRequest':
      return deleteTopics(state, request);
    case 'EnvelopeRequest': {
      const operation = operate(state, request.requestData as ControllerForwardedRequest, nextOffset, env);
      return { ...operation, response: inEnvelope(request.correlationId, operation.response) };
    }
    default:
      return unreachable(request);
  }
}

function inEnvelope(correlationId: number, response: ControllerResponse): ControllerResponse {
  switch (response.type) {
    case 'CreateTopicsResponse':
    case 'ElectLeadersResponse':
    case 'IncrementalAlterConfigsResponse':
    case 'AlterPartitionReassignmentsResponse':
    case 'ListPartitionReassignmentsResponse':
    case 'CreatePartitionsResponse':
    case 'UnregisterBrokerResponse':
    case 'DeleteTopicsResponse':
      return { type: 'EnvelopeResponse', correlationId, errorCode: 'NONE', responseData: response };
    default:
      return response;
  }
}

/** ControllerExceptions.newWrongControllerException. The envelope says it itself, so that the broker tries another. */
export function notController(
  state: ControllerState,
  request: ControllerRequest,
  leaderId: number,
): ControllerResponse {
  const message =
    leaderId === -1 ? 'No controller appears to be active.' : `The active controller appears to be node ${leaderId}.`;
  return failure(state, request, apiError('NOT_CONTROLLER', message));
}

function failure(state: ControllerState, request: ControllerRequest, error: ApiError): ControllerResponse {
  const { correlationId } = request;
  switch (request.type) {
    case 'BrokerRegistrationRequest':
      return registrationFailed(state, request, error.error).response;
    case 'BrokerHeartbeatRequest':
      return heartbeatFailed(request, error.error);
    case 'AlterPartitionRequest':
      return alterPartitionFailed(request, error.error);
    case 'AllocateProducerIdsRequest':
      return allocationFailed(request, error.error);
    case 'EnvelopeRequest':
      return { type: 'EnvelopeResponse', correlationId, errorCode: error.error, responseData: null };
    case 'CreateTopicsRequest':
      return createTopicsFailed(request, error);
    case 'ElectLeadersRequest':
      return { type: 'ElectLeadersResponse', correlationId, errorCode: error.error, results: [] };
    case 'IncrementalAlterConfigsRequest':
      return {
        type: 'IncrementalAlterConfigsResponse',
        correlationId,
        errorCode: error.error,
        errorMessage: error.message,
      };
    case 'AlterPartitionReassignmentsRequest':
      return { type: 'AlterPartitionReassignmentsResponse', correlationId, ...failed(error), responses: [] };
    case 'ListPartitionReassignmentsRequest':
      return { type: 'ListPartitionReassignmentsResponse', correlationId, ...failed(error), partitions: [] };
    case 'CreatePartitionsRequest':
      return createPartitionsFailed(request, error);
    case 'UnregisterBrokerRequest':
      return { type: 'UnregisterBrokerResponse', correlationId, ...failed(error) };
    case 'DeleteTopicsRequest':
      return deleteTopicsFailed(request, error);
    default:
      return unreachable(request);
  }
}

function failed({ error, message }: ApiError) {
  return { errorCode: error, errorMessage: message };
}
