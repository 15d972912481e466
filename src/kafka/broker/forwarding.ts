/**
 * Requests that only the controller can carry out come to any broker, which passes them on in an Envelope and hands the
 * answer back (KIP-590).
 *
 * Kafka: kafka.server.ForwardingManagerImpl. *Simplified:* no principals.
 */
import type { ErrorName } from '../errors.ts';
import type { EnvelopeResponse, ForwardedRequest, ForwardedResponse } from '../messages.ts';
import { adminFailure } from '../raft/raftAdmin.ts';
import { autoCreationAnswered } from './autoTopicCreationManager.ts';
import { connectionOf, park, release } from './connections.ts';
import { sendToController } from './controllerChannel.ts';
import type { ChannelItem } from './state.ts';
import type { Work } from './work.ts';

export function forwardToController(work: Work, connection: number, request: ForwardedRequest): void {
  park(work, connection, { type: 'forward', request });
  const envelope = { type: 'EnvelopeRequest', correlationId: 0, requestData: request } as const;
  sendToController(work, 'forwarding', envelope, connection);
}

export function envelopeAnswered(work: Work, item: ChannelItem, response: EnvelopeResponse): void {
  const failure = response.errorCode !== 'NONE' || response.responseData === null;
  handBack(work, item, failure ? undefined : response.responseData, 'UNKNOWN_SERVER_ERROR');
}

export function forwardingTimedOut(work: Work, item: ChannelItem): void {
  handBack(work, item, undefined, 'REQUEST_TIMED_OUT');
}

function handBack(
  work: Work,
  { request, connection }: ChannelItem,
  data: ForwardedResponse | null | undefined,
  error: ErrorName,
): void {
  if (request.type !== 'EnvelopeRequest') return;
  const forwarded = request.requestData;
  if (connection === null) {
    autoCreationAnswered(work, forwarded, data ?? null);
    return;
  }
  const parked = connectionOf(work, connection)?.parked;
  if (parked?.type !== 'forward' || parked.request !== forwarded) return;
  const answer = data ?? errorResponse(forwarded, error);
  release(work, connection, { ...answer, correlationId: forwarded.correlationId });
}

/** AbstractRequest.getErrorResponse */
function errorResponse(request: ForwardedRequest, errorCode: ErrorName): ForwardedResponse {
  const { correlationId } = request;
  switch (request.type) {
    case 'CreateTopicsRequest': {
      const nothing = { topicId: '', errorCode, errorMessage: null, numPartitions: -1, replicationFactor: -1 };
      const topics = request.topics.map(({ name }) => ({ name, ...nothing }));
      return { type: 'CreateTopicsResponse', correlationId, topics };
    }
    case 'ElectLeadersRequest':
      return { type: 'ElectLeadersResponse', correlationId, errorCode, results: [] };
    case 'IncrementalAlterConfigsRequest':
      return { type: 'IncrementalAlterConfigsResponse', correlationId, errorCode, errorMessage: null };
    case 'AlterPartitionReassignmentsRequest':
      return {
        type: 'AlterPartitionReassignmentsResponse',
        correlationId,
        errorCode,
        errorMessage: null,
        responses: [],
      };
    case 'ListPartitionReassignmentsRequest':
      return {
        type: 'ListPartitionReassignmentsResponse',
        correlationId,
        errorCode,
        errorMessage: null,
        partitions: [],
      };
    case 'CreatePartitionsRequest': {
      const results = request.topics.map(({ name }) => ({ name, errorCode, errorMessage: null }));
      return { type: 'CreatePartitionsResponse', correlationId, results };
    }
    case 'DeleteTopicsRequest': {
      const nothing = { topicId: '', errorCode, errorMessage: null };
      const responses = request.topicNames.map((name) => ({ name, ...nothing }));
      return { type: 'DeleteTopicsResponse', correlationId, responses };
    }
    case 'UnregisterBrokerRequest':
      return { type: 'UnregisterBrokerResponse', correlationId, errorCode, errorMessage: null };
    case 'AddRaftVoterRequest':
    case 'RemoveRaftVoterRequest':
    case 'DescribeQuorumRequest':
      return adminFailure(request, errorCode);
  }
}
