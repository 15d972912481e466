/**
 * The broker's own life, as far as the controller has a say in it: it registers, catches up with the metadata log, asks
 * to be unfenced, and then sends a heartbeat every broker.heartbeat.interval.ms; when told to stop it first asks to be
 * relieved of its leaderships.
 *
 * Kafka: org.apache.kafka.server.BrokerLifecycleManager (KIP-631); the start and the end around it are
 * kafka.server.BrokerServer.startup and shutdown.
 */
import { type Micros, millis } from '../../base/time.ts';
import type { BrokerHeartbeatResponse, BrokerRegistrationResponse } from '../messages.ts';
import type { BrokerEndpoint } from '../records.ts';
import { sendToController } from './controllerChannel.ts';
import type { Lifecycle, LifecycleState } from './state.ts';
import { brokerId, configFlag, configMicros, update, type Work } from './work.ts';
import { brokerMigration, updateBrokerMigration } from './zk/state.ts';

/** BrokerServer.shutdown waits this long for the controller's permission. */
const CONTROLLED_SHUTDOWN_TIMEOUT: Micros = millis(300_000);
/** Between heartbeats while it catches up. */
const CATCHING_UP_INTERVAL: Micros = millis(10);
/** Between the first two heartbeats of a controlled shutdown. */
const FIRST_SHUTDOWN_INTERVAL: Micros = millis(50);

export function newLifecycle(incarnationId: string, previousBrokerEpoch: number): Lifecycle {
  return {
    state: 'NOT_RUNNING',
    incarnationId,
    brokerEpoch: -1,
    previousBrokerEpoch,
    readyToUnfence: false,
    registered: false,
    initialRegistrationSucceeded: false,
    communicationInFlight: false,
    nextSchedulingShouldBeImmediate: false,
    gotControlledShutdownResponse: false,
    crashed: false,
  };
}

export function changeLifecycle(work: Work, lifecycle: Partial<Lifecycle>): void {
  update(work, { lifecycle: { ...work.state.lifecycle, ...lifecycle } });
}

/** What the quorum is told of this broker: one that still has ZooKeeper has a life of its own beside it (KIP-866). */
function known(work: Work): Lifecycle {
  return brokerMigration(work)?.lifecycle ?? work.state.lifecycle;
}

function changeKnown(work: Work, change: Partial<Lifecycle>): void {
  const migration = brokerMigration(work);
  if (migration === undefined) changeLifecycle(work, change);
  else updateBrokerMigration(work, { lifecycle: { ...migration.lifecycle, ...change } });
}

function moveKnown(work: Work, to: LifecycleState): void {
  if (brokerMigration(work) === undefined) transition(work, to);
  else changeKnown(work, { state: to });
}

export function transition(work: Work, to: LifecycleState): void {
  const { state: from } = work.state.lifecycle;
  if (from === to) return;
  changeLifecycle(work, { state: to });
  work.out.fact({ type: 'BrokerStateChanged', brokerId: brokerId(work), from, to });
}

// ---- starting --------------------------------------------------------------------------------------------------------

export function start(work: Work): void {
  moveKnown(work, 'STARTING');
  const timeout = configMicros(work, 'initial.broker.registration.timeout.ms');
  work.out.setTimer('broker/initial-registration-timeout', timeout, {
    part: 'broker',
    type: 'initial-registration-timeout',
  });
  sendRegistration(work);
}

/** True when the broker has to give up: it could not register at all. */
export function registrationTimedOut(work: Work): boolean {
  return !known(work).initialRegistrationSucceeded;
}

/** One for the other servers, under its own name; and where it is told to, one for clients under another. */
export function listenersOf({ env, state: { setup } }: Work): readonly BrokerEndpoint[] {
  const own = { name: 'PLAINTEXT', host: env.self, port: 9092 };
  return setup.advertised === undefined ? [own] : [own, { name: 'EXTERNAL', ...setup.advertised }];
}

function sendRegistration(work: Work): void {
  const { setup } = work.state;
  const lifecycle = known(work);
  sendToController(work, 'heartbeat', {
    type: 'BrokerRegistrationRequest',
    correlationId: 0,
    brokerId: setup.nodeId,
    clusterId: setup.clusterId,
    incarnationId: lifecycle.incarnationId,
    listeners: listenersOf(work),
    rack: setup.rack,
    logDirs: [`${work.env.self}-log-dir`],
    previousBrokerEpoch: lifecycle.previousBrokerEpoch,
    ...(brokerMigration(work) === undefined ? {} : { isMigratingZkBroker: true }),
  });
  changeKnown(work, { communicationInFlight: true });
}

export function registrationAnswered(work: Work, response: BrokerRegistrationResponse): void {
  changeKnown(work, { communicationInFlight: false });
  if (response.errorCode !== 'NONE') {
    scheduleAfterFailure(work);
    return;
  }
  changeKnown(work, { brokerEpoch: response.brokerEpoch, registered: true, initialRegistrationSucceeded: true });
  work.out.cancelTimer('broker/initial-registration-timeout');
  scheduleNextCommunication(work, 0);
}

/** The first metadata is published and the logs are open: the controller may unfence this broker. */
export function maybeReadyToUnfence(work: Work): void {
  const lifecycle = known(work);
  const { firstPublished } = work.state;
  if (lifecycle.readyToUnfence || lifecycle.state !== 'RECOVERY' || !firstPublished) return;
  changeKnown(work, { readyToUnfence: true });
  scheduleNextCommunication(work, 0);
}

// ---- heartbeats ------------------------------------------------------------------------------------------------------

export function communicate(work: Work): void {
  const lifecycle = known(work);
  if (lifecycle.state === 'SHUTTING_DOWN') return;
  if (lifecycle.communicationInFlight) changeKnown(work, { nextSchedulingShouldBeImmediate: true });
  else if (lifecycle.registered) sendHeartbeat(work);
  else sendRegistration(work);
}

function sendHeartbeat(work: Work): void {
  const lifecycle = known(work);
  const { image } = work.state;
  sendToController(work, 'heartbeat', {
    type: 'BrokerHeartbeatRequest',
    correlationId: 0,
    brokerId: brokerId(work),
    brokerEpoch: lifecycle.brokerEpoch,
    currentMetadataOffset: brokerMigration(work)?.highestOffset ?? image.offset,
    wantFence: !lifecycle.readyToUnfence,
    wantShutDown: lifecycle.state === 'PENDING_CONTROLLED_SHUTDOWN',
  });
  changeKnown(work, { communicationInFlight: true });
}

/** Given up before it could be sent, for want of a controller. */
export function communicationTimedOut(work: Work): void {
  changeKnown(work, { communicationInFlight: false });
  scheduleAfterFailure(work);
}

/** True when the controller has let the broker go. */
export function heartbeatAnswered(work: Work, response: BrokerHeartbeatResponse): boolean {
  changeKnown(work, { communicationInFlight: false });
  if (response.errorCode !== 'NONE') {
    scheduleAfterFailure(work);
    return false;
  }
  switch (known(work).state) {
    case 'STARTING':
      if (response.isCaughtUp) moveKnown(work, 'RECOVERY');
      scheduleNextCommunication(work, CATCHING_UP_INTERVAL);
      maybeReadyToUnfence(work);
      return false;
    case 'RECOVERY':
      if (!response.isFenced) moveKnown(work, 'RUNNING');
      scheduleNextCommunication(work, heartbeatInterval(work));
      return false;
    case 'PENDING_CONTROLLED_SHUTDOWN':
      return shutdownAnswered(work, response);
    case 'SHUTTING_DOWN':
      return false;
    default:
      scheduleNextCommunication(work, heartbeatInterval(work));
      return false;
  }
}

function shutdownAnswered(work: Work, response: BrokerHeartbeatResponse): boolean {
  const first = !known(work).gotControlledShutdownResponse;
  if (!response.shouldShutDown)
    scheduleNextCommunication(work, first ? FIRST_SHUTDOWN_INTERVAL : heartbeatInterval(work));
  changeKnown(work, { gotControlledShutdownResponse: true });
  return response.shouldShutDown;
}

function heartbeatInterval(work: Work): Micros {
  return configMicros(work, 'broker.heartbeat.interval.ms');
}

/** Never at once after a failure, whatever was wished for meanwhile. */
function scheduleAfterFailure(work: Work): void {
  changeKnown(work, { nextSchedulingShouldBeImmediate: false });
  scheduleNextCommunication(work, heartbeatInterval(work));
}

function scheduleNextCommunication(work: Work, interval: Micros): void {
  const delay = known(work).nextSchedulingShouldBeImmediate ? 0 : interval;
  changeKnown(work, { nextSchedulingShouldBeImmediate: false });
  work.out.setTimer('broker/communication', delay, { part: 'broker', type: 'communication' });
}

// ---- stopping --------------------------------------------------------------------------------------------------------

/** True when there is nothing to wait for and the broker stops at once. */
export function beginControlledShutdown(work: Work): boolean {
  const { state } = known(work);
  if (state === 'PENDING_CONTROLLED_SHUTDOWN') return false;
  if (state !== 'RUNNING' || !configFlag(work, 'controlled.shutdown.enable')) return true;
  moveKnown(work, 'PENDING_CONTROLLED_SHUTDOWN');
  work.out.setTimer('broker/controlled-shutdown-timeout', CONTROLLED_SHUTDOWN_TIMEOUT, {
    part: 'broker',
    type: 'controlled-shutdown-timeout',
  });
  scheduleNextCommunication(work, 0);
  return false;
}

export function shuttingDown(work: Work): void {
  transition(work, 'SHUTTING_DOWN');
}

/** The process gives up: what it has not flushed is found unclean by its next life. */
export function crash(work: Work, reason: string): void {
  shuttingDown(work);
  changeLifecycle(work, { crashed: true });
  work.out.fact({ type: 'ProcessExited', node: work.env.self, clean: false, reason });
  work.out.exit(false);
}
