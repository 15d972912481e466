/**
 * Moves the metadata of a cluster from ZooKeeper to the metadata log, on each KRaft controller: the leader of the quorum waits
 * for the brokers, takes /controller, reads everything and writes it to its log; from then on it writes each change to
 * ZooKeeper too, and tells the brokers that still depend on it. A thread that does one event after the other, and wakes itself
 * to see how far things are.
 *
 * Kafka: org.apache.kafka.metadata.migration.KRaftMigrationDriver (KIP-866). *Simplified:* the controllers of the quorum do not
 * tell each other whether they are ready; the records of the migration are one atomic batch.
 */
import { unreachable } from '../../base/assert.ts';
import { emptyImage, type MetadataImage, zkMigrationState } from '../metadata/image.ts';
import * as zk from '../zk/kafkaZkClient.ts';
import { once, signal, type ZkRun } from '../zk/run.ts';
import { driverOf, type MigrationHost, put, updateDriver } from './host.ts';
import * as writer from './kraftMigrationZkWriter.ts';
import { sendRPCsFromDelta, sendRPCsFromImage } from './migrationPropagator.ts';
import { migrationRecords } from './migrationRecords.ts';
import { applying, poll, transitionTo } from './migrationStates.ts';
import {
  allowsDualWrite,
  type LeaderAndEpoch,
  type MetadataChange,
  type MigrationDriver,
  type MigrationDriverState,
  type MigrationEvent,
} from './state.ts';
import { readTopics } from './zkMigrationClient.ts';

/** The records that it wrote are committed: the offset of the last, or null where it leads no longer. */
export const COMMITTED = 'migration-records-committed';

/** The controller ends with it (fatalFaultHandler). */
export class MigrationAborted extends Error {
  override readonly name = 'MigrationAborted';
}

/** Its thread: one event. */
export function* migrationEvent(host: MigrationHost): ZkRun<void> {
  const driver = yield* once(() => driverOf(host));
  const event = driver.running!;
  switch (event.type) {
    case 'PollEvent':
      yield* once(() => poll(host));
      return;
    case 'RecoverMigrationStateFromZKEvent':
      if (driver.state === 'UNINITIALIZED') yield* recoverMigrationState(host);
      return;
    case 'KRaftLeaderEvent':
      yield* leaderChanged(host, event.leader);
      return;
    case 'MetadataChangeEvent':
      yield* metadataChanged(host, driver, event);
      return;
    case 'WaitForControllerQuorumEvent':
      if (driver.state === 'WAIT_FOR_CONTROLLER_QUORUM') yield* once(() => lookAtQuorum(host));
      return;
    case 'WaitForZkBrokersEvent':
      if (driver.state === 'WAIT_FOR_BROKERS' && (yield* areZkBrokersReady(driver))) {
        yield* once(() => transitionTo(host, 'BECOME_CONTROLLER'));
      }
      return;
    case 'BecomeZkControllerEvent':
      if (isFor(driver, event, 'BECOME_CONTROLLER')) yield* becomeZkController(host);
      return;
    case 'MigrateMetadataEvent':
      if (isFor(driver, event, 'ZK_MIGRATION')) yield* migrateMetadata(host);
      return;
    case 'SyncKRaftMetadataEvent':
      if (isFor(driver, event, 'SYNC_KRAFT_TO_ZK')) yield* syncToZooKeeper(host, driver);
      return;
    case 'SendRPCsToBrokersEvent':
      if (isFor(driver, event, 'KRAFT_CONTROLLER_TO_BROKER_COMM')) yield* once(() => sendFirstRPCs(host));
      return;
    default:
      unreachable(event);
  }
}

/** checkDriverState */
function isFor(driver: MigrationDriver, { leader }: { leader: LeaderAndEpoch }, state: MigrationDriverState): boolean {
  return isSameLeader(leader, driver.leader) && driver.state === state;
}

export function isSameLeader(a: LeaderAndEpoch, b: LeaderAndEpoch): boolean {
  return a.leaderId === b.leaderId && a.epoch === b.epoch;
}

// ---- begin -----------------------------------------------------------------------------------------------------------

type State = zk.ZkMigrationLeadershipState;

function* getOrCreateMigrationRecoveryState(host: MigrationHost, state: State): ZkRun<State> {
  yield* zk.createTopLevelPaths(host.setup.version);
  return yield* zk.getOrCreateMigrationState(state);
}

/** From now on it hears of leaders and metadata, beginning with what there is (initialZkLoadHandler). */
function* recoverMigrationState(host: MigrationHost): ZkRun<void> {
  yield* applying(host)((state) => getOrCreateMigrationRecoveryState(host, state));
  yield* once(() => {
    transitionTo(host, 'INACTIVE');
    const { image, leader } = host.loader;
    updateDriver(host, { installed: true, leader });
    put(host, { type: 'MetadataChangeEvent', leader, before: emptyImage(), image, records: null });
    put(host, { type: 'KRaftLeaderEvent', leader });
    return null;
  });
}

function* leaderChanged(host: MigrationHost, { leaderId, epoch }: LeaderAndEpoch): ZkRun<void> {
  const isActive = leaderId === host.setup.nodeId;
  yield* applying(host)(function* (state) {
    const recovered = isActive ? yield* getOrCreateMigrationRecoveryState(host, state) : state;
    const leading = { ...recovered, kraftControllerId: leaderId ?? -1, kraftControllerEpoch: epoch };
    return zk.withUnknownZkController(leading);
  });
  yield* once(() => transitionTo(host, isActive ? 'WAIT_FOR_CONTROLLER_QUORUM' : 'INACTIVE'));
}

/** NONE and POST_MIGRATION: this cluster is not to be moved, or has been. */
function lookAtQuorum(host: MigrationHost): null {
  const { firstPublish, image, leadership } = driverOf(host);
  if (!firstPublish) return null;
  switch (zkMigrationState(image)) {
    case 'PRE_MIGRATION':
      return transitionTo(host, 'WAIT_FOR_BROKERS');
    case 'MIGRATION':
      return transitionTo(host, zk.initialZkMigrationComplete(leadership) ? 'BECOME_CONTROLLER' : 'INACTIVE');
    case 'NONE':
    case 'POST_MIGRATION':
      return transitionTo(host, 'INACTIVE');
  }
}

/** Every broker that is registered in ZooKeeper, and every one that has a replica, must have come to the quorum. */
function* areZkBrokersReady({ firstPublish, image }: MigrationDriver): ZkRun<boolean> {
  if (!firstPublish || image.brokers.values.length === 0) return false;
  const registered = yield* zk.getSortedBrokerList();
  if (registered.length === 0 || !registered.every((id) => isMigrating(image, id))) return false;
  const topics = yield* readAssignments();
  return topics.every((id) => isMigrating(image, id));
}

function* readAssignments(): ZkRun<readonly number[]> {
  const topics = yield* zk.getAllTopicsInCluster();
  const leaving = yield* zk.getTopicDeletions();
  const names = topics.filter((name) => !leaving.includes(name));
  const assigned = yield* zk.getReplicaAssignmentAndTopicIdForTopics(names);
  return assigned.flatMap(({ assignment }) => assignment.values.flatMap(({ replicas }) => replicas));
}

function isMigrating({ brokers }: MetadataImage, id: number): boolean {
  return brokers.values.some((broker) => broker.id === id && broker.isMigratingZkBroker === true);
}

// ---- to ZooKeeper and back -------------------------------------------------------------------------------------------

/** Not undone by a lost session: /controller is persistent now, and no broker can take it. */
function* becomeZkController(host: MigrationHost): ZkRun<void> {
  const { nodeId: id, version } = host.setup;
  yield* applying(host)(function* (state) {
    const { kraftControllerEpoch } = state;
    const claimed = yield* zk.tryRegisterKRaftControllerAsActiveController(id, kraftControllerEpoch, version);
    if (claimed === undefined) return zk.withUnknownZkController(state);
    const { epoch: zkControllerEpoch, epochZkVersion: zkControllerEpochZkVersion } = claimed;
    return { ...state, zkControllerEpoch, zkControllerEpochZkVersion };
  });
  const { zkControllerEpoch: zkEpoch, kraftControllerEpoch: kraftEpoch } = yield* once(() => driverOf(host).leadership);
  // Somebody has changed it meanwhile: with the next poll.
  if (zkEpoch < 0) return;
  yield* once(() => {
    host.out.fact({ type: 'ZkControllerClaimed', id, kraftEpoch, zkEpoch });
    return null;
  });
  // KAFKA-16171: the controller before it may have written /migration last. Its version is known after a write of its own.
  yield* applying(host)((state) => zk.updateMigrationState({ ...state, migrationZkVersion: -1 }));
  yield* once(() => {
    const isDone = zk.initialZkMigrationComplete(driverOf(host).leadership);
    return transitionTo(host, isDone ? 'SYNC_KRAFT_TO_ZK' : 'ZK_MIGRATION');
  });
}

/** What is in ZooKeeper becomes records, all at once; half of it is no metadata, so that whoever cannot end it must die. */
function* migrateMetadata(host: MigrationHost): ZkRun<void> {
  const topics = yield* readTopics();
  const records = yield* migrationRecords(topics);
  yield* once(() => {
    updateDriver(host, { toWrite: [...records, { type: 'ZkMigrationStateRecord', zkMigrationState: 'MIGRATION' }] });
    return null;
  });
  const offset = yield* signal<number | null>(COMMITTED);
  if (offset === null) throw new MigrationAborted('Aborting the ZK migration');
  const { kraftControllerEpoch: kraftMetadataEpoch } = yield* once(() => driverOf(host).leadership);
  yield* applying(host)((state) =>
    zk.updateMigrationState({ ...state, kraftMetadataOffset: offset, kraftMetadataEpoch }),
  );
  yield* once(() => {
    const partitions = topics.reduce((sum, topic) => sum + topic.partitions.size, 0);
    const fact = { id: host.setup.nodeId, records: records.length, topics: topics.length, partitions };
    host.out.fact({ type: 'MetadataMigrated', ...fact, offset });
    return transitionTo(host, 'SYNC_KRAFT_TO_ZK');
  });
}

function isOlder(image: MetadataImage, { kraftMetadataOffset, kraftMetadataEpoch }: State): boolean {
  return image.epoch < kraftMetadataEpoch || (image.epoch === kraftMetadataEpoch && image.offset < kraftMetadataOffset);
}

/** Also right after a migration; after a change of the leader it writes what the last one did not come to. */
function* syncToZooKeeper(host: MigrationHost, { image, leadership }: MigrationDriver): ZkRun<void> {
  if (isOlder(image, leadership)) return;
  const writes = yield* writer.handleSnapshot(image, host.setup.version, applying(host));
  yield* once(() => {
    if (writes > 0) tellWritten(host, image, writes);
    return transitionTo(host, 'KRAFT_CONTROLLER_TO_BROKER_COMM');
  });
}

function sendFirstRPCs(host: MigrationHost): null {
  const { image, leadership } = driverOf(host);
  if (isOlder(image, leadership)) return null;
  sendRPCsFromImage(host, image, leadership.zkControllerEpoch);
  return transitionTo(host, 'DUAL_WRITE');
}

function tellWritten(host: MigrationHost, { offset }: MetadataImage, writes: number): void {
  host.out.fact({ type: 'DualWriteCompleted', id: host.setup.nodeId, offset, writes });
}

// ---- the metadata log moves on -----------------------------------------------------------------------------------------

function isEmpty({ brokers, topics, features, configs }: MetadataImage): boolean {
  return brokers.keys.length + topics.keys.length + features.keys.length + configs.keys.length === 0;
}

type MetadataChangeEvent = Extract<MigrationEvent, { readonly type: 'MetadataChangeEvent' }>;

function* metadataChanged(host: MigrationHost, driver: MigrationDriver, event: MetadataChangeEvent): ZkRun<void> {
  const { image, records, leader } = event;
  const { firstPublish, state, leadership } = driver;
  if (!firstPublish && isEmpty(image)) return;
  yield* once(() => {
    updateDriver(host, { firstPublish: true, image });
    return null;
  });
  if (state === 'UNINITIALIZED' || state === 'INACTIVE') return;
  if (!allowsDualWrite(state)) {
    // A broker that it waits for may have come.
    if (!movesBrokers(event)) return;
    yield* once(() => {
      put(host, { type: 'PollEvent' });
      return null;
    });
    return;
  }
  if (!isSameLeader(leader, driver.leader)) return;
  if (!zk.initialZkMigrationComplete(leadership) || isOlder(image, leadership)) return;
  const { version } = host.setup;
  const writes =
    records === null
      ? yield* writer.handleSnapshot(image, version, applying(host))
      : yield* writer.handleDelta({ before: driver.image, image, records }, version, applying(host));
  const { offset: kraftMetadataOffset, epoch: kraftMetadataEpoch } = image;
  yield* applying(host)((known) => zk.updateMigrationState({ ...known, kraftMetadataOffset, kraftMetadataEpoch }));
  yield* once(() => {
    if (writes > 0) tellWritten(host, image, writes);
    const { zkControllerEpoch } = driverOf(host).leadership;
    if (records === null) sendRPCsFromImage(host, image, zkControllerEpoch);
    else if (movesTopics(event) || movesBrokers(event)) {
      sendRPCsFromDelta(host, { before: driver.image, image, records }, zkControllerEpoch);
    }
    return null;
  });
}

/** delta.clusterDelta() */
function movesBrokers({ records }: MetadataChange): boolean {
  return records === null || records.some(({ type }) => BROKER_RECORDS.has(type));
}

/** delta.topicsDelta() */
function movesTopics({ records }: MetadataChange): boolean {
  return records === null || records.some(({ type }) => TOPIC_RECORDS.has(type));
}

const BROKER_RECORDS: ReadonlySet<string> = new Set([
  'RegisterBrokerRecord',
  'UnregisterBrokerRecord',
  'BrokerRegistrationChangeRecord',
]);
const TOPIC_RECORDS: ReadonlySet<string> = new Set([
  'TopicRecord',
  'RemoveTopicRecord',
  'PartitionRecord',
  'PartitionChangeRecord',
]);
