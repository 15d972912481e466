/**
 * The migration in the process of a KRaft controller: what of its events is for it, and its threads
 * (kafka.server.ControllerServer with ControllerMigrationSupport).
 */
import { unreachable } from '../../base/assert.ts';
import { millis } from '../../base/time.ts';
import { CONTROLLER_LANE } from '../kafkaController/controllerChannelManager.ts';
import * as kafkaController from '../kafkaController/kafkaController.ts';
import { type KafkaControllerTimer, NEW_KAFKA_CONTROLLER } from '../kafkaController/state.ts';
import type { ControllerHost } from '../kafkaController/work.ts';
import type { Arrived, Disconnected, KafkaEnv, KafkaOut, ServerSetup } from '../kinds.ts';
import { isZooKeeperMessage } from '../messages.ts';
import { emptyImage } from '../metadata/image.ts';
import type { ZkClientSetup, ZkClientTimer } from '../zk/clientState.ts';
import * as zk from '../zk/kafkaZkClient.ts';
import { waitUntilConnected, type ZkRun } from '../zk/run.ts';
import { newZkRuntime, type ZkHost, type ZkOutcome } from '../zk/threadState.ts';
import { runZkThreads, startZkThread, wakeZkThreads } from '../zk/threads.ts';
import { handleZkArrival, handleZkDisconnected, handleZkTimer, openZkClient } from '../zk/zooKeeperClient.ts';
import { driverOf, type LoaderView, type MigrationHost, next, put, updateDriver } from './host.ts';
import { COMMITTED, MigrationAborted, migrationEvent } from './kraftMigrationDriver.ts';
import {
  type LeaderAndEpoch,
  type MetadataChange,
  type MigrationJob,
  type MigrationPart,
  type MigrationTimer,
  NEW_MIGRATION_DRIVER,
} from './state.ts';

const MAIN_THREAD = 'main';
const ZOOKEEPER_LANE = 'zookeeper';

export function newMigration(setup: ServerSetup): MigrationPart {
  return {
    zk: newZkRuntime(clientSetup(setup)),
    driver: NEW_MIGRATION_DRIVER,
    // It processes no events: brokers' answers are only logged (MigrationPropagatorBatch).
    propagator: { ...NEW_KAFKA_CONTROLLER, closed: true },
    propagated: emptyImage(),
  };
}

function clientSetup({ zookeeper, config, version }: ServerSetup): ZkClientSetup {
  return {
    connect: zookeeper!.connect,
    sessionTimeout: millis(config['zookeeper.session.timeout.ms'] as number),
    maxInFlight: (config['zookeeper.max.in.flight.requests'] as number | undefined) ?? 10,
    pipelined: version.kafka5642,
    lane: ZOOKEEPER_LANE,
  };
}

/** Acts, and lets its threads run until each waits. */
export function withMigrationHost(
  part: MigrationPart,
  setup: ServerSetup,
  loader: LoaderView,
  env: KafkaEnv,
  out: KafkaOut,
  act: (host: MigrationHost) => void,
): MigrationPart {
  const host = hostFor(part, setup, loader, env, out);
  act(host);
  runZkThreads(host.zk);
  return host.part;
}

// ---- events ----------------------------------------------------------------------------------------------------------

export function begin(host: MigrationHost): void {
  openZkClient(host.zk);
  startZkThread(host.zk, MAIN_THREAD, { type: 'connect' });
}

export function isForMigration({ client, lane }: { readonly client: boolean; readonly lane: string }): boolean {
  return client && (lane === ZOOKEEPER_LANE || lane === CONTROLLER_LANE);
}

export function arrived(host: MigrationHost, arrival: Arrived): void {
  if (isZooKeeperMessage(arrival.message)) handleZkArrival(host.zk, arrival);
  else kafkaController.brokerResponded(host.channels, arrival.from, arrival.message);
}

export function disconnected(host: MigrationHost, event: Disconnected): void {
  if (event.lane === ZOOKEEPER_LANE) handleZkDisconnected(host.zk, event);
  else kafkaController.brokerDisconnected(host.channels, event.from);
}

export function timerFired(host: MigrationHost, timer: ZkClientTimer | KafkaControllerTimer | MigrationTimer): void {
  switch (timer.part) {
    case 'zk-client':
      handleZkTimer(host.zk, timer);
      return;
    case 'kafka-controller':
      kafkaController.timerFired(host.channels, timer);
      return;
    case 'migration':
      put(host, { type: 'PollEvent' });
      return;
    default:
      unreachable(timer);
  }
}

/** MetadataPublisher.onControllerChange */
export function leaderChanged(host: MigrationHost, leader: LeaderAndEpoch): void {
  if (!driverOf(host).installed) return;
  updateDriver(host, { leader });
  put(host, { type: 'KRaftLeaderEvent', leader });
}

/** MetadataPublisher.onMetadataUpdate */
export function metadataChanged(host: MigrationHost, change: MetadataChange): void {
  const { installed, leader, awaitedOffset } = driverOf(host);
  if (!installed) return;
  put(host, { type: 'MetadataChangeEvent', leader, ...change });
  if (awaitedOffset === null || change.image.offset < awaitedOffset) return;
  updateDriver(host, { awaitedOffset: null });
  wakeZkThreads(host.zk, COMMITTED, awaitedOffset);
}

/** The records that it wants to have written are in the log up to this offset; null: this is not the controller. */
export function recordsWritten(host: MigrationHost, lastOffset: number | null): void {
  updateDriver(host, { toWrite: null, awaitedOffset: lastOffset });
  if (lastOffset === null) wakeZkThreads(host.zk, COMMITTED, null);
}

/** What it waits for will never be committed under this leader. */
export function leadershipLost(host: MigrationHost): void {
  if (driverOf(host).awaitedOffset !== null) recordsWritten(host, null);
}

// ---- threads ---------------------------------------------------------------------------------------------------------

function hostFor(
  part: MigrationPart,
  setup: ServerSetup,
  loader: LoaderView,
  env: KafkaEnv,
  out: KafkaOut,
): MigrationHost {
  const host: MigrationHost = {
    part,
    setup,
    loader,
    env,
    out,
    get zk() {
      return zkHost;
    },
    get channels() {
      return channels;
    },
  };
  const zkHost = zkHostOf(host);
  const channels = channelsOf(host);
  return host;
}

/** Nobody watches anything: the driver reads again what it needs to know. */
function zkHostOf(host: MigrationHost): ZkHost<MigrationJob> {
  return {
    env: host.env,
    out: host.out,
    get zk() {
      return host.part.zk;
    },
    set zk(runtime) {
      host.part = { ...host.part, zk: runtime };
    },
    runOf: (job) => runOf(host, job),
    ended: (_, job, outcome) => ended(host, job, outcome),
    watchFired: () => undefined,
    beforeInitializingSession: nothing,
    afterInitializingSession: nothing,
  };
}

function* nothing(): ZkRun<void> {}

function channelsOf(host: MigrationHost): ControllerHost {
  return {
    env: host.env,
    out: host.out,
    brokerId: host.setup.nodeId,
    config: host.setup.config,
    version: host.setup.version,
    get controller() {
      return host.part.propagator;
    },
    set controller(propagator) {
      host.part = { ...host.part, propagator };
    },
    startControllerThread: () => undefined,
    wake: () => undefined,
    answer: () => undefined,
    registerBroker: nothing,
  };
}

function runOf(host: MigrationHost, job: MigrationJob): ZkRun<unknown> {
  switch (job.type) {
    case 'connect':
      return waitUntilConnected(connectionTimeout(host.setup));
    case 'event':
      return migrationEvent(host);
    default:
      return unreachable(job);
  }
}

function connectionTimeout({ config }: ServerSetup): number {
  const own = config['zookeeper.connection.timeout.ms'];
  return millis((own == null ? config['zookeeper.session.timeout.ms'] : own) as number);
}

function ended(host: MigrationHost, job: MigrationJob, outcome: ZkOutcome): void {
  switch (job.type) {
    case 'connect':
      if (outcome.type === 'returned') put(host, { type: 'PollEvent' });
      else crash(host, `it could not start: ${messageOf(outcome.error)}`);
      return;
    case 'event':
      if (outcome.type === 'threw') failed(host, outcome.error);
      updateDriver(host, { running: null });
      next(host);
      return;
    default:
      unreachable(job);
  }
}

/** MigrationEvent.handleException: it is tried again with the next poll, where the state it is in still asks for it. */
function failed(host: MigrationHost, error: unknown): void {
  const { running } = driverOf(host);
  if (error instanceof MigrationAborted) crash(host, error.message);
  else if (!isOfZooKeeper(error)) throw error;
  else if (running?.type === 'MigrateMetadataEvent') crash(host, `Aborting the ZK migration: ${messageOf(error)}`);
  else if (error instanceof zk.ControllerMovedException || error instanceof zk.MigrationConflict) {
    host.out.fact({ type: 'DualWriteRefused', id: host.setup.nodeId, reason: messageOf(error) });
  }
}

function isOfZooKeeper(error: unknown): boolean {
  return (
    error instanceof zk.KeeperException ||
    error instanceof zk.ControllerMovedException ||
    error instanceof zk.MigrationConflict ||
    error instanceof zk.ZooKeeperClientExpiredException ||
    error instanceof zk.ZooKeeperClientTimeoutException
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function crash({ out, env }: MigrationHost, reason: string): void {
  out.fact({ type: 'ProcessExited', node: env.self, clean: false, reason });
  out.exit(false);
}
