/**
 * How the calls of the Admin interface end: for each topic, partition or broker by itself, as their futures do
 * (org.apache.kafka.clients.admin.KafkaAdminClient: handleResponse of each call). An error of one of them is told and not
 * tried again, even one that is retriable, such as PREFERRED_LEADER_NOT_AVAILABLE.
 */
import { unreachable } from '../../base/assert.ts';
import { type ErrorName, errorOf } from '../errors.ts';
import type { CreateTopicsResponse, DeleteRecordsResponse, ForwardedResponse } from '../messages.ts';
import type { CallRequest } from './state.ts';

export interface Outcome {
  readonly subject: string;
  readonly error: ErrorName;
  readonly message: string;
}

export type SettledResponse = Exclude<ForwardedResponse, CreateTopicsResponse> | DeleteRecordsResponse;

export function outcomesOf(request: CallRequest, response: SettledResponse): readonly Outcome[] {
  switch (response.type) {
    case 'ElectLeadersResponse':
      if (response.errorCode !== 'NONE') return everySubject(request, response.errorCode, null);
      return response.results.map((result) => outcome(result.topicPartition, result));
    case 'AlterPartitionReassignmentsResponse':
      if (response.errorCode !== 'NONE') return everySubject(request, response.errorCode, response.errorMessage);
      return response.responses.map((result) => outcome(result.topicPartition, result));
    case 'DeleteRecordsResponse':
      return response.partitions.map(({ topicPartition, errorCode }) =>
        outcome(topicPartition, { errorCode, errorMessage: null }),
      );
    case 'CreatePartitionsResponse':
      return response.results.map((result) => outcome(result.name, result));
    case 'DeleteTopicsResponse':
      return response.responses.map((result) => outcome(result.name, result));
    case 'ListPartitionReassignmentsResponse':
    case 'UnregisterBrokerResponse':
    case 'IncrementalAlterConfigsResponse':
    case 'AddRaftVoterResponse':
    case 'RemoveRaftVoterResponse':
      return everySubject(request, response.errorCode, response.errorMessage);
    case 'DescribeQuorumResponse':
      return everySubject(request, response.errorCode, null);
    default:
      return unreachable(response);
  }
}

type Result = { readonly errorCode: ErrorName; readonly errorMessage: string | null };

function outcome(subject: string, { errorCode: error, errorMessage }: Result): Outcome {
  return { subject, error, message: errorMessage ?? errorOf(error).message };
}

function everySubject(request: CallRequest, errorCode: ErrorName, errorMessage: string | null): readonly Outcome[] {
  return subjectsOf(request).map((subject) => outcome(subject, { errorCode, errorMessage }));
}

/** What a call is about. */
export function subjectsOf(request: CallRequest): readonly string[] {
  switch (request.type) {
    case 'CreateTopicsRequest':
    case 'CreatePartitionsRequest':
      return request.topics.map(({ name }) => name);
    case 'ElectLeadersRequest':
    case 'ListPartitionReassignmentsRequest':
      return request.topicPartitions ?? ['all partitions'];
    case 'AlterPartitionReassignmentsRequest':
    case 'DeleteRecordsRequest':
      return request.partitions.map(({ topicPartition }) => topicPartition);
    case 'IncrementalAlterConfigsRequest':
      return [request.resourceName];
    case 'UnregisterBrokerRequest':
      return [`b${request.brokerId}`];
    case 'AddRaftVoterRequest':
    case 'RemoveRaftVoterRequest':
      return [`voter ${request.voterId}`];
    case 'DescribeQuorumRequest':
      return ['quorum'];
    default:
      return unreachable(request);
  }
}

/** Answers after which the client asks again by itself. An election is asked for once. */
export function mayRetry(response: SettledResponse): boolean {
  switch (response.type) {
    case 'ElectLeadersResponse':
      return false;
    case 'AlterPartitionReassignmentsResponse':
    case 'ListPartitionReassignmentsResponse':
    case 'AddRaftVoterResponse':
    case 'RemoveRaftVoterResponse':
    case 'DescribeQuorumResponse':
      return response.errorCode === 'NOT_CONTROLLER';
    case 'CreatePartitionsResponse':
      return response.results.some(({ errorCode }) => errorCode === 'NOT_CONTROLLER');
    case 'DeleteTopicsResponse':
      return response.responses.some(({ errorCode }) => errorCode === 'NOT_CONTROLLER');
    case 'DeleteRecordsResponse':
      return response.partitions.some(({ errorCode }) => errorOf(errorCode).retriable);
    case 'UnregisterBrokerResponse':
      return response.errorCode === 'REQUEST_TIMED_OUT';
    case 'IncrementalAlterConfigsResponse':
      return errorOf(response.errorCode).retriable;
    default:
      return unreachable(response);
  }
}

export function describeCall(request: CallRequest): string {
  switch (request.type) {
    case 'CreateTopicsRequest':
      return `create topics ${request.topics.map(({ name }) => name).join(' ')}`;
    case 'ElectLeadersRequest':
      return `elect leaders ${request.electionType}`;
    case 'IncrementalAlterConfigsRequest':
      return `alter config ${request.resourceName}`;
    case 'AlterPartitionReassignmentsRequest':
      return `alter reassignments ${subjectsOf(request).join(' ')}`;
    case 'ListPartitionReassignmentsRequest':
      return 'list reassignments';
    case 'CreatePartitionsRequest':
      return `create partitions ${subjectsOf(request).join(' ')}`;
    case 'DeleteRecordsRequest':
      return `delete records ${subjectsOf(request).join(' ')}`;
    case 'UnregisterBrokerRequest':
      return `unregister broker ${request.brokerId}`;
    case 'AddRaftVoterRequest':
      return `add voter ${request.voterId}`;
    case 'RemoveRaftVoterRequest':
      return `remove voter ${request.voterId}`;
    case 'DescribeQuorumRequest':
      return 'describe quorum';
    default:
      return unreachable(request);
  }
}
