/**
 * An admin process: creates the topics of its setup, and does what it is told (org.apache.kafka.clients.admin.
 * KafkaAdminClient).
 *
 * *Simplified:* it waits until enough brokers are there to hold the topics of the setup. Kafka's AdminClient sends at
 * once, and its caller would have to wait.
 */
import { unreachable } from '../../base/assert.ts';
import { bootNetworkClient, connectionKey, draftOfNetworkClient } from '../client/clientState.ts';
import { armClientTimers, timerFired } from '../client/clientTimers.ts';
import type { InFlightRequest } from '../client/connectionStates.ts';
import { addTopic } from '../client/metadata.ts';
import * as network from '../client/networkClient.ts';
import type { AdminSetup, Arrived, KafkaEnv, KafkaEvent, KafkaOrder, KafkaOut } from '../kinds.ts';
import { topicOf } from '../topicPartition.ts';
import { addCall, handleLostRequest, handleResponse, sendCalls } from './calls.ts';
import type { AdminRun, AdminState, AdminTimer } from './state.ts';
import { changeVoters, handleQuorumDescribed } from './voterCalls.ts';

const NEVER = Number.MAX_SAFE_INTEGER;

export function handleAdmin(
  state: AdminState | undefined,
  event: KafkaEvent,
  env: KafkaEnv,
  out: KafkaOut,
): AdminState {
  const before = event.type === 'booted' ? boot(event.setup as AdminSetup) : (state as AdminState);
  const run: AdminRun = { ...before, client: draftOfNetworkClient(before.client), env, out, wakeAt: NEVER };
  handleEvent(run, event);
  loseRequests(run, network.maybeUpdateMetadata(run));
  sendCalls(run);
  const wasInProgress = run.client.updateInProgress;
  loseRequests(run, network.maybeUpdateMetadata(run));
  // An update that is due holds calls back until it is on its way.
  if (wasInProgress === null && run.client.updateInProgress !== null) sendCalls(run);
  armCalls(run);
  armClientTimers(run);
  const { env: _env, out: _out, wakeAt: _wakeAt, ...next } = run;
  return next;
}

function boot(setup: AdminSetup): AdminState {
  return {
    kind: 'admin',
    setup,
    client: bootNetworkClient('admin', setup),
    nextCallId: 1,
    calls: [],
    outcomes: [],
    done: setup.topics.length === 0,
    retryWakeAt: null,
  };
}

function handleEvent(run: AdminRun, event: KafkaEvent): void {
  switch (event.type) {
    case 'booted':
      if (run.setup.topics.length > 0) createTopics(run, run.setup.topics, run.setup.startAt, true);
      return;
    case 'arrived':
      arrived(run, event);
      return;
    case 'disconnected':
      if (event.client)
        loseRequests(run, network.handleDisconnected(run, connectionKey(event.from, event.lane), 'connection lost'));
      return;
    case 'timer':
      timer(run, event.timer as AdminTimer);
      return;
    case 'told':
      told(run, event.order);
      return;
    case 'flushed':
      return;
    default:
      unreachable(event);
  }
}

function arrived(run: AdminRun, event: Arrived): void {
  if (!event.client || network.handleArrived(run, event) === undefined) return;
  const { message } = event;
  switch (message.type) {
    case 'CreateTopicsResponse':
    case 'ElectLeadersResponse':
    case 'IncrementalAlterConfigsResponse':
    case 'AlterPartitionReassignmentsResponse':
    case 'ListPartitionReassignmentsResponse':
    case 'CreatePartitionsResponse':
    case 'UnregisterBrokerResponse':
    case 'DeleteRecordsResponse':
    case 'AddRaftVoterResponse':
    case 'RemoveRaftVoterResponse':
      handleResponse(run, message);
      return;
    case 'DescribeQuorumResponse':
      handleQuorumDescribed(run, message);
      return;
    default:
      return;
  }
}

function timer(run: AdminRun, fired: AdminTimer): void {
  switch (fired.type) {
    case 'request-timeout':
      timerFired(run, fired.type);
      for (const { requests } of network.handleTimedOutRequests(run)) loseRequests(run, requests);
      return;
    case 'metadata':
      timerFired(run, fired.type);
      return;
    case 'call':
      run.retryWakeAt = null;
      return;
    default:
      unreachable(fired);
  }
}

function told(run: AdminRun, order: KafkaOrder): void {
  const { now } = run.env;
  const timeoutMs = run.setup.config['request.timeout.ms'] as number;
  switch (order.type) {
    case 'create-topic':
      createTopics(run, [order.topic], now, false);
      return;
    case 'elect-leaders': {
      const { electionType, partitions: topicPartitions } = order;
      addCall(run, { type: 'ElectLeadersRequest', electionType, topicPartitions, timeoutMs }, now, false);
      return;
    }
    case 'alter-config': {
      const { resourceType, resourceName, configs } = order;
      addCall(run, { type: 'IncrementalAlterConfigsRequest', resourceType, resourceName, configs }, now, false);
      return;
    }
    case 'reassign': {
      const { partitions } = order;
      const request = { type: 'AlterPartitionReassignmentsRequest', allowReplicationFactorChange: true } as const;
      addCall(run, { ...request, partitions, timeoutMs }, now, false);
      return;
    }
    case 'list-reassignments': {
      const { partitions: topicPartitions } = order;
      addCall(run, { type: 'ListPartitionReassignmentsRequest', topicPartitions, timeoutMs }, now, false);
      return;
    }
    case 'create-partitions':
      addCall(run, { type: 'CreatePartitionsRequest', topics: [order.topic], timeoutMs }, now, false);
      return;
    case 'delete-records': {
      const { topicPartition, offset } = order;
      // Its leader has to be found first.
      run.client.metadata = addTopic(run.client.metadata, topicOf(topicPartition), NEVER);
      const partitions = [{ topicPartition, offset }];
      addCall(run, { type: 'DeleteRecordsRequest', partitions, timeoutMs }, now, false);
      return;
    }
    case 'unregister-broker':
      addCall(run, { type: 'UnregisterBrokerRequest', brokerId: order.brokerId }, now, false);
      return;
    case 'add-voter':
    case 'remove-voter':
      changeVoters(run, order);
      return;
    default:
      // Orders for servers, clients and tools.
      return;
  }
}

function createTopics(run: AdminRun, topics: AdminSetup['topics'], at: number, untilDone: boolean): void {
  const timeoutMs = run.setup.config['request.timeout.ms'] as number;
  addCall(run, { type: 'CreateTopicsRequest', topics, timeoutMs }, at, untilDone);
}

function loseRequests(run: AdminRun, requests: readonly InFlightRequest[]): void {
  for (const { correlationId } of requests) handleLostRequest(run, correlationId);
}

function armCalls(run: AdminRun): void {
  const wakeAt = run.wakeAt === NEVER ? null : run.wakeAt;
  if (wakeAt === run.retryWakeAt) return;
  if (wakeAt === null) run.out.cancelTimer('call');
  else run.out.setTimer('call', Math.max(0, wakeAt - run.env.now), { part: 'admin', type: 'call' });
  run.retryWakeAt = wakeAt;
}
