/**
 * Calls of the Admin interface: sent to the broker the metadata names as controller, tried again with backoff on retriable
 * errors, given up at their deadline (org.apache.kafka.clients.admin.KafkaAdminClient.Call, ControllerNodeProvider).
 */

import { nextCorrelationId } from '../client/clientState.ts';
import { reconnectAt } from '../client/clientTimers.ts';
import { exponentialBackoff } from '../client/exponentialBackoff.ts';
import { leastLoadedNode } from '../client/leastLoadedNode.ts';
import { brokerById, leaderFor, requestUpdate } from '../client/metadata.ts';
import { ensureReady, send } from '../client/networkClient.ts';
import { durationOf } from '../client/settings.ts';
import { describeReassignments } from '../controller/describe.ts';
import { type ErrorName, errorOf } from '../errors.ts';
import type { CreatableTopic, CreateTopicsResponse, DeleteRecordsResponse, ForwardedResponse } from '../messages.ts';
import { describeCall, mayRetry, outcomesOf, type SettledResponse, subjectsOf } from './outcomes.ts';
import type { AdminCall, AdminRun, CallRequest } from './state.ts';

const OUTCOMES_KEPT = 50;

export function addCall(run: AdminRun, request: CallRequest, firstAttemptAt: number, untilDone: boolean): void {
  const id = run.nextCallId;
  run.nextCallId = id + 1;
  const deadlineAt = untilDone ? null : run.env.now + durationOf(run.setup.config, 'default.api.timeout.ms');
  const common = { tries: 0, nextAttemptAt: firstAttemptAt, correlationId: null, maybeDone: false };
  run.calls = [...run.calls, { id, request, deadlineAt, ...common }];
}

/** Sends every call that may be sent now. */
export function sendCalls(run: AdminRun): void {
  for (const call of run.calls) {
    const { now } = run.env;
    if (call.deadlineAt !== null && now >= call.deadlineAt)
      finish(run, call, 'TIMEOUT', 'default.api.timeout.ms passed');
    else if (call.correlationId === null) trySend(run, call);
    if (call.deadlineAt !== null && now < call.deadlineAt) run.wakeAt = Math.min(run.wakeAt, call.deadlineAt);
  }
}

function trySend(run: AdminRun, call: AdminCall): void {
  const { now } = run.env;
  if (now < call.nextAttemptAt) {
    run.wakeAt = Math.min(run.wakeAt, call.nextAttemptAt);
    return;
  }
  if (call.deadlineAt === null && !hasEnoughBrokers(run, call.request)) {
    run.client.metadata = requestUpdate(run.client.metadata);
    return;
  }
  const host = hostFor(run, call.request);
  if (host === undefined) return;
  if (ensureReady(run, host)) {
    const correlationId = nextCorrelationId(run);
    send(run, host, { ...call.request, correlationId });
    replace(run, { ...call, correlationId });
    return;
  }
  const at = reconnectAt(run.client, host, now);
  if (at !== null) run.wakeAt = Math.min(run.wakeAt, at);
}

/** A partition's records are its leader's to delete (PartitionLeaderStrategy); the rest goes to the controller. */
function hostFor(run: AdminRun, request: CallRequest): string | undefined {
  const { metadata } = run.client;
  if (request.type === 'DeleteRecordsRequest') {
    const leader = leaderFor(metadata, request.partitions[0]!.topicPartition);
    if (leader === undefined) run.client.metadata = requestUpdate(metadata);
    return leader?.host;
  }
  // What is about one broker is asked of that one (KafkaAdminClient.nodeFor).
  if (
    request.type === 'IncrementalAlterConfigsRequest' &&
    request.resourceType === 'BROKER' &&
    request.resourceName !== ''
  ) {
    const broker = brokerById(metadata, Number(request.resourceName));
    if (broker === undefined) run.client.metadata = requestUpdate(metadata);
    return broker?.host;
  }
  return brokerById(metadata, metadata.controllerId)?.host ?? leastLoadedNode(run).host;
}

/** Brokers register one by one: a topic waits for as many as it needs. */
function hasEnoughBrokers({ client: { metadata } }: AdminRun, request: CallRequest): boolean {
  if (metadata.isBootstrap) return false;
  if (request.type !== 'CreateTopicsRequest') return true;
  return request.topics.every(({ replicationFactor, assignments }) => {
    if (assignments.length === 0) return metadata.brokers.length >= Math.max(1, replicationFactor);
    return assignments.every((replicas) => replicas.every((id) => brokerById(metadata, id) !== undefined));
  });
}

function replace(run: AdminRun, next: AdminCall): void {
  run.calls = run.calls.map((call) => (call.id === next.id ? next : call));
}

// ---- answers ------------------------------------------------------------------------------------------------------------

export function handleResponse(run: AdminRun, response: ForwardedResponse | DeleteRecordsResponse): void {
  const call = callOf(run, response.correlationId);
  if (call === undefined) return;
  switch (response.type) {
    case 'CreateTopicsResponse':
      handleCreateTopics(run, call, response);
      return;
    case 'ListPartitionReassignmentsResponse':
      if (response.errorCode === 'NONE') {
        const reassignments = describeReassignments(response);
        run.out.fact({ type: 'ReassignmentsListed', count: response.partitions.length, reassignments });
      }
      conclude(run, call, response);
      return;
    default:
      conclude(run, call, response);
  }
}

/** Each topic, partition or broker has its own end; only what the client itself would try again is tried again. */
function conclude(run: AdminRun, call: AdminCall, response: SettledResponse): void {
  const outcomes = outcomesOf(call.request, response);
  if (mayRetry(response)) {
    retry(run, call);
    return;
  }
  for (const { subject, error, message } of outcomes) {
    if (error !== 'NONE') tellFailed(run, call.request, subject, error, message);
  }
  const failed = outcomes.find(({ error }) => error !== 'NONE' && error !== 'ELECTION_NOT_NEEDED');
  note(run, describeCall(call.request), failed?.error ?? 'NONE');
  remove(run, call);
}

function tellFailed(
  run: AdminRun,
  { type }: CallRequest,
  subject: string,
  error: ErrorName | 'TIMEOUT',
  message: string,
): void {
  run.out.fact({ type: 'AdminRequestFailed', request: type.replace(/Request$/, ''), subject, error, message });
}

/** The connection was lost: the request may have taken effect. */
export function handleLostRequest(run: AdminRun, correlationId: number): void {
  const call = callOf(run, correlationId);
  if (call !== undefined) retry(run, { ...call, maybeDone: true });
}

function callOf(run: AdminRun, correlationId: number): AdminCall | undefined {
  return run.calls.find((call) => call.correlationId === correlationId);
}

function retry(run: AdminRun, call: AdminCall): void {
  const { retryBackoff, retryBackoffMax } = run.client.settings;
  const occasion = `admin call ${call.id} ${call.tries}`;
  const nextAttemptAt = run.env.now + exponentialBackoff(retryBackoff, retryBackoffMax, call.tries, run.env, occasion);
  replace(run, { ...call, tries: call.tries + 1, nextAttemptAt, correlationId: null });
  run.client.metadata = requestUpdate(run.client.metadata);
}

/** Topics end one by one: those with a retriable error go into the next attempt. */
function handleCreateTopics(run: AdminRun, call: AdminCall, response: CreateTopicsResponse): void {
  if (call.request.type !== 'CreateTopicsRequest') return;
  const again: CreatableTopic[] = [];
  for (const topic of call.request.topics) {
    const answer = response.topics.find(({ name }) => name === topic.name);
    const error = answer?.errorCode ?? 'UNKNOWN_SERVER_ERROR';
    if (mayRetryTopic(call, error)) again.push(topic);
    else if (isCreated(call, error)) note(run, `create topic ${topic.name}`, 'NONE');
    else failTopic(run, topic.name, error, answer?.errorMessage ?? errorOf(error).message);
  }
  if (again.length > 0) retry(run, { ...call, request: { ...call.request, topics: again } });
  else remove(run, call);
}

/** During start-up there may be fewer brokers at the controller than at the broker that told us of them. */
function mayRetryTopic(call: AdminCall, error: ErrorName): boolean {
  return errorOf(error).retriable || (call.deadlineAt === null && error === 'INVALID_REPLICATION_FACTOR');
}

function isCreated(call: AdminCall, error: ErrorName): boolean {
  return error === 'NONE' || (error === 'TOPIC_ALREADY_EXISTS' && (call.maybeDone || call.deadlineAt === null));
}

// ---- ends ---------------------------------------------------------------------------------------------------------------

function finish(run: AdminRun, call: AdminCall, error: ErrorName | 'TIMEOUT', message: string): void {
  const { request } = call;
  if (request.type === 'CreateTopicsRequest' && error !== 'NONE') {
    const name = error === 'TIMEOUT' ? 'REQUEST_TIMED_OUT' : error;
    for (const topic of request.topics) failTopic(run, topic.name, name, message);
  } else {
    note(run, describeCall(request), error);
    if (error !== 'NONE') for (const subject of subjectsOf(request)) tellFailed(run, request, subject, error, message);
  }
  remove(run, call);
}

/** Ends a call before its own request is made. */
export function failCall(
  run: AdminRun,
  call: AdminCall,
  type: CallRequest['type'],
  subject: string,
  message: string,
): void {
  const request = type.replace(/Request$/, '');
  run.out.fact({ type: 'AdminRequestFailed', request, subject, error: 'INVALID_REQUEST', message });
  note(run, `${request} ${subject}`, 'INVALID_REQUEST');
  remove(run, call);
}

function failTopic(run: AdminRun, topic: string, error: ErrorName, message: string): void {
  run.out.fact({ type: 'TopicCreateFailed', topic, error, message });
  note(run, `create topic ${topic}`, error);
}

function note(run: AdminRun, what: string, error: ErrorName | 'TIMEOUT'): void {
  run.outcomes = [...run.outcomes, { at: run.env.now, what, error }].slice(-OUTCOMES_KEPT);
}

function remove(run: AdminRun, { id, deadlineAt }: AdminCall): void {
  run.calls = run.calls.filter((call) => call.id !== id);
  if (deadlineAt === null) run.done = true;
}
