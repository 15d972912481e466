/**
 * The broker as its client of ZooKeeper and its controller see it: what each thread does, what follows when one has ended, who
 * hears of what. Made where an event begins.
 */
import { unreachable } from '../../../base/assert.ts';
import { millis } from '../../../base/time.ts';
import { CONTROLLER_EVENT_THREAD, put } from '../../kafkaController/controllerEventManager.ts';
import { CONTROLLER_STATE_HANDLER } from '../../kafkaController/handlers.ts';
import * as controller from '../../kafkaController/kafkaController.ts';
import type { ControllerHost } from '../../kafkaController/work.ts';
import type { ServerSetup } from '../../kinds.ts';
import type { ZkClientSetup } from '../../zk/clientState.ts';
import {
  ControllerMovedException,
  KeeperException,
  ZooKeeperClientExpiredException,
  ZooKeeperClientTimeoutException,
} from '../../zk/exceptions.ts';
import { once, type ZkRun } from '../../zk/run.ts';
import type { ZkHost, ZkOutcome } from '../../zk/threadState.ts';
import { startZkThread, wakeZkThreads } from '../../zk/threads.ts';
import { endAutoCreation } from '../autoTopicCreationManager.ts';
import * as connections from '../connections.ts';
import { brokerId, update, type Work } from '../work.ts';
import {
  addChangeNotification,
  CONFIG_CHANGES_LISTENER,
  notificationsLookedAt,
  processNotifications,
} from './entityConfigs.ts';
import { controllerHost, MAIN_THREAD, type ZooKeeperHosts, zkHost } from './hosts.ts';
import type { ZkJob } from './jobs.ts';
import { producerIdBlockAnswered, readProducerIdBlock } from './producerIds.ts';
import { type BrokerEnd, shutdown } from './shutdown.ts';
import { registerBroker, StartupException, startup } from './startup.ts';
import { kafkaServer, updateKafkaServer } from './state.ts';
import { createTopicsInZk, handleWaitingRequest } from './waitingRequests.ts';
import { isrNotWritten, propagateIsrChanges, writeIsr } from './zkAlterPartitionManager.ts';
import { controllerAnswered } from './zooKeeperApis.ts';

export function zkClientSetup({ zookeeper, config, version }: ServerSetup): ZkClientSetup {
  return {
    connect: zookeeper!.connect,
    sessionTimeout: millis(config['zookeeper.session.timeout.ms'] as number),
    maxInFlight: (config['zookeeper.max.in.flight.requests'] as number | undefined) ?? 10,
    pipelined: version.kafka5642,
    lane: 'zookeeper',
  };
}

export function zooKeeperHosts(work: Work, end: BrokerEnd): ZooKeeperHosts {
  const zk = zkHostOf(work, end);
  return { zk, controller: controllerHostOf(work, zk) };
}

function zkHostOf(work: Work, end: BrokerEnd): ZkHost<ZkJob> {
  return {
    env: work.env,
    out: work.out,
    get zk() {
      return work.state.zookeeper!.zk;
    },
    set zk(zk) {
      update(work, { zookeeper: { ...work.state.zookeeper!, zk } });
    },
    runOf: (job) => runOf(work, job, end),
    ended: (_, job, outcome) => ended(work, job, outcome),
    watchFired: (handler, event, path) => {
      if (handler === CONFIG_CHANGES_LISTENER) addChangeNotification(work);
      else controller.watchFired(controllerHost(work), handler, event, path);
    },
    beforeInitializingSession: (handler) => beforeInitializingSession(work, handler),
    afterInitializingSession: (handler) => afterInitializingSession(work, handler),
  };
}

function controllerHostOf(work: Work, zk: ZkHost<ZkJob>): ControllerHost {
  return {
    env: work.env,
    out: work.out,
    brokerId: brokerId(work),
    get config() {
      return work.state.config;
    },
    version: work.state.setup.version,
    get controller() {
      return work.state.zookeeper!.controller;
    },
    set controller(next) {
      update(work, { zookeeper: { ...work.state.zookeeper!, controller: next } });
    },
    startControllerThread: () => startZkThread(zk, CONTROLLER_EVENT_THREAD, { type: 'controller-event' }),
    wake: (signal) => wakeZkThreads(zk, signal),
    answer: (callback, answer) => controllerAnswered(work, callback, answer),
    registerBroker: () => registerBroker(work),
  };
}

/**
 * Before KAFKA-5642 the library ZkClient made the new session first, and told of it then; what waited for a connection meanwhile
 * goes on in it.
 */
function* beforeInitializingSession(work: Work, handler: string): ZkRun<void> {
  if (!work.state.setup.version.kafka5642) return;
  if (handler === CONTROLLER_STATE_HANDLER) yield* controller.beforeInitializingSession(controllerHost(work));
}

function* afterInitializingSession(work: Work, handler: string): ZkRun<void> {
  if (handler === CONTROLLER_STATE_HANDLER) {
    if (!work.state.setup.version.kafka5642) yield* once(() => put(controllerHost(work), { type: 'Expire' }));
    yield* controller.afterInitializingSession(controllerHost(work));
  } else if (handler === CONFIG_CHANGES_LISTENER) yield* once(() => addChangeNotification(work));
}

// ---- threads ------------------------------------------------------------------------------------------------------------------

function runOf(work: Work, job: ZkJob, end: BrokerEnd): ZkRun<unknown> {
  switch (job.type) {
    case 'startup':
      return startup(work);
    case 'shutdown':
      return shutdown(work, end, job.failure);
    case 'controller-event':
      return controller.controllerThread(controllerHost(work));
    case 'request':
      return handleWaitingRequest(work, job.connection, job.request);
    case 'auto-create-topics':
      return createTopicsInZk(work, job.topics);
    case 'config-changes':
      return processNotifications(work);
    case 'write-isr':
      return writeIsr(work, job.item, job.controllerEpoch);
    case 'propagate-isr-changes':
      return propagateIsrChanges(work, job.partitions);
    case 'producer-id-block':
      return readProducerIdBlock(work);
    default:
      return unreachable(job);
  }
}

/** What ZooKeeper or Kafka throws ends a thread as it does there; what is a mistake of ours is not taken for one of Kafka's. */
function ended(work: Work, job: ZkJob, outcome: ZkOutcome): void {
  if (outcome.type === 'threw' && !isKafkas(outcome.error)) throw outcome.error;
  switch (job.type) {
    case 'startup':
      if (outcome.type === 'threw')
        stopAfterFailure(work, `it could not register: ${(outcome.error as Error).message}`);
      return;
    case 'controller-event':
      controller.controllerThreadEnded(controllerHost(work));
      return;
    case 'config-changes':
      notificationsLookedAt(work);
      return;
    case 'request':
      // "Unexpected error handling request": nobody is answered, the connection is closed.
      if (outcome.type === 'threw') connections.close(work, job.connection);
      return;
    case 'auto-create-topics':
      if (outcome.type === 'threw') endAutoCreation(work, job.topics, []);
      return;
    case 'write-isr':
      if (outcome.type === 'threw') isrNotWritten(work, job.item);
      return;
    case 'propagate-isr-changes':
      if (kafkaServer(work).propagating) updateKafkaServer(work, { propagating: false });
      return;
    case 'producer-id-block':
      producerIdBlockAnswered(work, outcome.type === 'returned');
      return;
    case 'shutdown':
      return;
    default:
      unreachable(job);
  }
}

/** "Fatal error during KafkaServer startup. Prepare to shutdown": in order, but not with success. */
function stopAfterFailure(work: Work, failure: string): void {
  startZkThread(zkHost(work), MAIN_THREAD, { type: 'shutdown', failure });
}

function isKafkas(error: unknown): boolean {
  return (
    error instanceof KeeperException ||
    error instanceof ControllerMovedException ||
    error instanceof ZooKeeperClientExpiredException ||
    error instanceof ZooKeeperClientTimeoutException ||
    error instanceof StartupException
  );
}
