/**
 * The broker part of a server: what it does at its start and end, and where each event goes.
 *
 * Kafka: kafka.server.BrokerServer; its requests are kafkaApis.ts.
 */
import { emptyTable, entries } from '../../base/table.ts';
import { millis } from '../../base/time.ts';
import type { Files } from '../../sim/protocol.ts';
import { NO_GROUP_COORDINATOR } from '../group/contexts.ts';
import * as kafkaController from '../kafkaController/kafkaController.ts';
import type { KafkaControllerTimer } from '../kafkaController/state.ts';
import type { Arrived, Disconnected, KafkaEnv, KafkaOrder, KafkaOut, ServerSetup, Voter } from '../kinds.ts';
import { type LoadingClock, loadLogs } from '../log/logDirectory.ts';
import { logFlushed } from '../log/logManager.ts';
import type { KafkaResponse } from '../messages.ts';
import { isRequest, isZooKeeperMessage } from '../messages.ts';
import { emptyImage } from '../metadata/image.ts';
import type { RaftSnapshot } from '../raft/snapshots.ts';
import type { MetadataEntry } from '../records.ts';
import { afterResponse, handleAlterPartitionResponse } from '../replication/alterPartitionManager.ts';
import { fetcherKey } from '../replication/fetcherState.ts';
import { proposalAnswered } from '../replication/inSyncReplicas.ts';
import { epochLookUpAnswered } from '../replication/offsetsForLeaderEpoch.ts';
import { lookUpAnswered } from '../replication/outOfRange.ts';
import { fetchAnswered, fetcherDisconnected } from '../replication/replicaFetcher.ts';
import type { ZkClientTimer } from '../zk/clientState.ts';
import { runZkThreads } from '../zk/threads.ts';
import { handleZkTimer } from '../zk/zooKeeperClient.ts';
import { exit, shutdown, stop } from './brokerEnd.ts';
import * as lifecycle from './brokerLifecycleManager.ts';
import { publish, publishSnapshot } from './brokerMetadataPublisher.ts';
import { timerFired } from './brokerTimers.ts';
import * as connections from './connections.ts';
import * as channels from './controllerChannel.ts';
import { envelopeAnswered, forwardingTimedOut } from './forwarding.ts';
import { handleRequest, receive } from './kafkaApis.ts';
import { allocationAnswered, allocationTimedOut, NO_PRODUCER_IDS } from './producerIdManager.ts';
import { completeDelayed } from './purgatories.ts';
import type { BrokerState, BrokerTimer, ChannelItem, ChannelName } from './state.ts';
import { run, update, type Work } from './work.ts';
import { controllerHost, type ZooKeeperHosts, zkHost } from './zk/hosts.ts';
import {
  handleZooKeeperArrival,
  handleZooKeeperDisconnected,
  hasReadyThreads,
  newZooKeeperPart,
  shutdownWithZooKeeper,
  startWithZooKeeper,
  zooKeeperHosts,
} from './zk/kafkaServer.ts';
import { noteHighestOffset, quorumLetsGo, withQuorumLeader } from './zk/migration.ts';

export function bootBroker(setup: ServerSetup, files: Files, env: KafkaEnv, out: KafkaOut): BrokerState {
  const { logs, unclean, previousBrokerEpoch } = loadLogs(files, loadingClock(setup, env), out);
  if (unclean) {
    out.fact({ type: 'UncleanShutdownDetected', broker: setup.nodeId });
    for (const [partition, { recoveryPoint, logEndOffset: endOffset }] of entries(logs)) {
      if (recoveryPoint < endOffset) {
        out.fact({ type: 'LogRecovered', partition, broker: setup.nodeId, recoveryPoint, endOffset });
      }
    }
  }
  const incarnation = incarnationId(env);
  const state: BrokerState = {
    setup,
    config: setup.config,
    lifecycle: lifecycle.newLifecycle(incarnation, previousBrokerEpoch),
    channels: {
      heartbeat: channels.newChannel('heartbeat'),
      'alter-partition': channels.newChannel('alter-partition'),
      forwarding: channels.newChannel('forwarding'),
    },
    quorumLeader: null,
    image: emptyImage(),
    firstPublished: false,
    acceptingRequests: false,
    connections: emptyTable(),
    unhostedLogs: logs,
    partitions: emptyTable(),
    fetchers: emptyTable(),
    failedPartitions: [],
    fetchSessions: emptyTable(),
    alterPartition: { unsent: [], inFlight: null },
    autoCreating: [],
    autoCreationRefused: {},
    producerIds: NO_PRODUCER_IDS,
    groupCoordinator: NO_GROUP_COORDINATOR,
    zookeeper: setup.zookeeper === undefined ? undefined : newZooKeeperPart(setup, incarnation, env.now),
    inControlledShutdown: false,
    nextCorrelationId: 1,
    nextProposal: 1,
    nextSessionId: 1,
  };
  return handle(state, env, out, setup.zookeeper === undefined ? lifecycle.start : startWithZooKeeper);
}

/** Where the metadata is in ZooKeeper. */
function hostsOf(work: Work): ZooKeeperHosts {
  return zooKeeperHosts(work, { stop, exit });
}

function loadingClock({ config }: ServerSetup, { now }: KafkaEnv): LoadingClock {
  return { now, producerIdExpiration: millis(config['producer.id.expiration.ms'] as number) };
}

/** A random Uuid of the process. */
function incarnationId(env: KafkaEnv): string {
  const word = (part: string): string =>
    env.draw(`incarnation ${part} ${env.self} ${env.now}`, 0x7fffffff).toString(36);
  return `${word('high')}-${word('low')}`;
}

/** Acts, and then does what the event has made possible: parked requests, queued requests, given-up requests. */
function handle(state: BrokerState, env: KafkaEnv, out: KafkaOut, act: (work: Work) => void): BrokerState {
  const work = run(state, env, out, act, hostsOf);
  const { actionQueue, released, givenUp } = work;
  for (;;) {
    if (actionQueue.length > 0) {
      const partition = actionQueue.shift()!;
      completeDelayed(work, partition);
    } else if (released.length > 0) {
      const connection = released.shift()!;
      const request = connections.dequeue(work, connection);
      if (request === undefined) continue;
      released.push(connection);
      handleRequest(work, connection, request);
    } else if (givenUp.length > 0) giveUp(work, givenUp.shift()!);
    else if (hasReadyThreads(work)) runZkThreads(zkHost(work));
    else return work.state;
  }
}

function giveUp(work: Work, item: ChannelItem): void {
  if (item.request.type === 'EnvelopeRequest') forwardingTimedOut(work, item);
  else if (item.request.type === 'AllocateProducerIdsRequest') allocationTimedOut(work);
  else if (item.request.type !== 'AlterPartitionRequest') lifecycle.communicationTimedOut(work);
}

// ---- messages --------------------------------------------------------------------------------------------------------

export function handleBrokerArrival(state: BrokerState, arrival: Arrived, env: KafkaEnv, out: KafkaOut): BrokerState {
  const { message, connection, from, lane, client } = arrival;
  return handle(state, env, out, (work) => {
    if (handleZooKeeperArrival(work, arrival)) return;
    if (client) {
      if (!isRequest(message) && !isZooKeeperMessage(message)) handleResponse(work, from, lane, message);
    } else if (isRequest(message)) receive(work, connection, from, message);
  });
}

function handleResponse(work: Work, from: string, lane: string, response: KafkaResponse): void {
  switch (response.type) {
    case 'FetchResponse':
      fetchAnswered(work, fetcherKey(from, lane), response);
      return;
    case 'OffsetForLeaderEpochResponse':
      epochLookUpAnswered(work, fetcherKey(from, lane), response);
      return;
    case 'ListOffsetsResponse':
      lookUpAnswered(work, fetcherKey(from, lane), response);
      return;
    default:
      if (isChannel(lane)) controllerAnswered(work, lane, response);
  }
}

function isChannel(lane: string): lane is ChannelName {
  return lane === 'heartbeat' || lane === 'alter-partition' || lane === 'forwarding';
}

function controllerAnswered(work: Work, name: ChannelName, response: KafkaResponse): void {
  const item = channels.answered(work, name, response);
  if (item !== undefined) {
    switch (response.type) {
      case 'BrokerRegistrationResponse':
        lifecycle.registrationAnswered(work, response);
        break;
      case 'BrokerHeartbeatResponse':
        if (lifecycle.heartbeatAnswered(work, response)) {
          if (work.state.zookeeper === undefined) shutdown(work);
          else quorumLetsGo(work);
          return;
        }
        if (work.state.zookeeper === undefined && work.state.lifecycle.state === 'RUNNING') {
          update(work, { acceptingRequests: true });
        }
        break;
      case 'AlterPartitionResponse':
        for (const answered of handleAlterPartitionResponse(work, response)) proposalAnswered(work, answered);
        afterResponse(work, response);
        break;
      case 'AllocateProducerIdsResponse':
        allocationAnswered(work, response);
        break;
      case 'EnvelopeResponse':
        envelopeAnswered(work, item, response);
        break;
      default:
        break;
    }
  }
  channels.pump(work, name);
}

export function handleBrokerDisconnected(
  state: BrokerState,
  event: Disconnected,
  env: KafkaEnv,
  out: KafkaOut,
): BrokerState {
  const { client, connection, from, lane } = event;
  return handle(state, env, out, (work) => {
    if (handleZooKeeperDisconnected(work, event)) return;
    if (!client) return connections.forget(work, connection);
    if (!isChannel(lane)) return fetcherDisconnected(work, fetcherKey(from, lane));
    channels.disconnected(work, lane);
    channels.pump(work, lane);
  });
}

// ---- time ------------------------------------------------------------------------------------------------------------

export function handleBrokerTimer(state: BrokerState, timer: BrokerTimer, env: KafkaEnv, out: KafkaOut): BrokerState {
  return handle(state, env, out, (work) => timerFired(work, timer));
}

export function handleZooKeeperTimer(
  state: BrokerState,
  timer: ZkClientTimer | KafkaControllerTimer,
  env: KafkaEnv,
  out: KafkaOut,
): BrokerState {
  if (state.zookeeper === undefined) return state;
  return handle(state, env, out, (work) => {
    if (timer.part === 'zk-client') handleZkTimer(zkHost(work), timer);
    else kafkaController.timerFired(controllerHost(work), timer);
  });
}

/** A segment that was closed is on the platter. */
export function handleFlushed(
  state: BrokerState,
  directory: string,
  offset: number,
  env: KafkaEnv,
  out: KafkaOut,
): BrokerState {
  return handle(state, env, out, (work) => logFlushed(work, directory, offset));
}

// ---- metadata and quorum ---------------------------------------------------------------------------------------------

export function handleMetadataEntries(
  state: BrokerState,
  entries: readonly MetadataEntry[],
  env: KafkaEnv,
  out: KafkaOut,
): BrokerState {
  return handle(state, env, out, (work) => {
    if (state.zookeeper === undefined) publish(work, entries);
    else noteHighestOffset(work, entries[entries.length - 1]!.offset);
  });
}

export function handleMetadataSnapshot(
  state: BrokerState,
  snapshot: RaftSnapshot,
  env: KafkaEnv,
  out: KafkaOut,
): BrokerState {
  return handle(state, env, out, (work) => {
    if (state.zookeeper === undefined) publishSnapshot(work, snapshot);
    else noteHighestOffset(work, snapshot.offset - 1);
  });
}

/** Where to look for the controller the next time that one is looked for. */
export function handleQuorumLeader(state: BrokerState, quorumLeader: Voter | null): BrokerState {
  const { zookeeper } = state;
  if (zookeeper !== undefined) return { ...state, zookeeper: withQuorumLeader(zookeeper, quorumLeader) };
  return quorumLeader?.id === state.quorumLeader?.id ? state : { ...state, quorumLeader };
}

// ---- the end ---------------------------------------------------------------------------------------------------------

export function handleBrokerOrder(state: BrokerState, order: KafkaOrder, env: KafkaEnv, out: KafkaOut): BrokerState {
  if (order.type !== 'controlled-shutdown') return state;
  return handle(state, env, out, (work) => {
    if (work.state.zookeeper !== undefined) {
      shutdownWithZooKeeper(work);
      return;
    }
    update(work, { inControlledShutdown: true });
    if (lifecycle.beginControlledShutdown(work)) shutdown(work);
  });
}

export { isStopped } from './brokerEnd.ts';
