/**
 * The broker where its metadata is in ZooKeeper: what it begins with, and which of its parts of that era an event is for.
 *
 * Kafka: kafka.server.KafkaServer; its start is startup.ts, its end shutdown.ts.
 */
import { entries } from '../../../base/table.ts';
import type { Micros } from '../../../base/time.ts';
import { CONTROLLER_LANE } from '../../kafkaController/controllerChannelManager.ts';
import * as kafkaController from '../../kafkaController/kafkaController.ts';
import { NEW_KAFKA_CONTROLLER } from '../../kafkaController/state.ts';
import type { Arrived, Disconnected, ServerSetup } from '../../kinds.ts';
import { isRequest, isZooKeeperMessage } from '../../messages.ts';
import { isMigrationEnabled } from '../../migration/enabled.ts';
import { removeFetchers, shutdownIdleFetchers } from '../../replication/replicaFetcherManager.ts';
import type { ZooKeeperPart } from '../../zk/part.ts';
import { isZkThreadRunning, startZkThread } from '../../zk/threadList.ts';
import { newZkRuntime } from '../../zk/threadState.ts';
import { handleZkArrival, handleZkDisconnected, openZkClient } from '../../zk/zooKeeperClient.ts';
import { crash, newLifecycle, transition } from '../brokerLifecycleManager.ts';
import * as connections from '../connections.ts';
import { update, type Work } from '../work.ts';
import { controllerHost, MAIN_THREAD, startThread, type ZooKeeperHosts, zkHost } from './hosts.ts';
import { zooKeeperHosts as hostsOf, zkClientSetup } from './runs.ts';
import {
  type BrokerEnd,
  CONTROLLED_SHUTDOWN_LANE,
  controlledShutdownAnswered,
  controlledShutdownLost,
} from './shutdown.ts';
import { newKafkaServer } from './state.ts';

export function newZooKeeperPart(setup: ServerSetup, incarnationId: string, now: Micros): ZooKeeperPart {
  const migration = isMigrationEnabled(setup) ? newLifecycle(incarnationId, -1) : undefined;
  return {
    zk: newZkRuntime(zkClientSetup(setup)),
    controller: NEW_KAFKA_CONTROLLER,
    server: newKafkaServer(now, migration),
  };
}

export function zooKeeperHosts(work: Work, { stop, exit }: BrokerEnd): ZooKeeperHosts {
  return hostsOf(work, { stop: (stopping) => stopEverything(stopping, stop), exit });
}

export function hasReadyThreads({ state: { zookeeper } }: Work): boolean {
  return zookeeper !== undefined && zookeeper.zk.ready.length > 0;
}

export function startWithZooKeeper(work: Work): void {
  transition(work, 'STARTING');
  openZkClient(zkHost(work));
  startThread(work, MAIN_THREAD, { type: 'startup' });
}

// ---- events -----------------------------------------------------------------------------------------------------------------

/** False: it is for another part. Once the broker is stopping, only what it has to end is heard. */
export function handleZooKeeperArrival(work: Work, arrival: Arrived): boolean {
  if (work.state.zookeeper === undefined) return false;
  const { message, from, lane, client } = arrival;
  if (isZooKeeperMessage(message)) handleZkArrival(zkHost(work), arrival);
  else if (client && lane === CONTROLLER_LANE) kafkaController.brokerResponded(controllerHost(work), from, message);
  else if (client && message.type === 'ControlledShutdownResponse') controlledShutdownAnswered(work, message);
  else if (work.state.lifecycle.state !== 'SHUTTING_DOWN') return false;
  else if (isRequest(message)) connections.close(work, arrival.connection);
  return true;
}

export function handleZooKeeperDisconnected(work: Work, event: Disconnected): boolean {
  const { zookeeper, lifecycle } = work.state;
  if (zookeeper === undefined) return false;
  const { client, from, lane } = event;
  if (client && lane === zookeeper.zk.client.setup.lane) handleZkDisconnected(zkHost(work), event);
  else if (client && lane === CONTROLLER_LANE) kafkaController.brokerDisconnected(controllerHost(work), from);
  else if (client && lane === CONTROLLED_SHUTDOWN_LANE) controlledShutdownLost(work);
  else return client && lifecycle.state === 'SHUTTING_DOWN';
  return true;
}

// ---- the end ------------------------------------------------------------------------------------------------------------------

/** SIGTERM. Before it has started it cannot be stopped, and is halted. */
export function shutdownWithZooKeeper(work: Work): void {
  if (isZkThreadRunning(zkHost(work), MAIN_THREAD)) {
    if (!work.state.inControlledShutdown)
      crash(work, 'it was told to stop while it was still starting up: it could not register');
    return;
  }
  update(work, { inControlledShutdown: true });
  startZkThread(zkHost(work), MAIN_THREAD, { type: 'shutdown', failure: null });
}

/** No more requests, nobody is followed; then what every broker does at its end. */
function stopEverything(work: Work, stop: (work: Work) => void): void {
  update(work, { acceptingRequests: false });
  removeFetchers(work, work.state.partitions.keys);
  shutdownIdleFetchers(work);
  for (const [connection] of entries(work.state.connections)) connections.close(work, Number(connection));
  stop(work);
}
