/**
 * Brokers that come, go, and come back (kafka.controller.KafkaController: processBrokerChange, onBrokerStartup,
 * onBrokerFailure, onReplicasBecomeOffline, processBrokerModification). A broker is alive while its znode is there.
 */
import { topicOf } from '../topicPartition.ts';
import { getAllBrokerAndEpochsInCluster, getBroker } from '../zk/kafkaZkClient.ts';
import type { ZkRun } from '../zk/run.ts';
import type { LiveBroker } from './contextState.ts';
import { addBroker, removeBroker } from './controllerChannelManager.ts';
import {
  addLiveBrokers,
  liveOrShuttingDownBroker,
  liveOrShuttingDownBrokerIds,
  type PartitionAndReplica,
  partitionsWithLeaders,
  partitionsWithOfflineLeader,
  removeLiveBrokers,
  replicasOnBrokers,
  topicPartitionOf,
} from './controllerContext.ts';
import { registerBrokerModificationsHandler, unregisterBrokerModificationsHandler } from './initializeContext.ts';
import * as partitionStateMachine from './partitionStateMachine.ts';
import { maybeResumeReassignments } from './reassignment.ts';
import { targetReplicas } from './replicaAssignment.ts';
import * as replicaStateMachine from './replicaStateMachine.ts';
import { sendUpdateMetadataRequest } from './sendUpdateMetadata.ts';
import { failReplicaDeletion, isQueuedUp, resumeDeletionForTopics } from './topicDeletionManager.ts';
import { type ControllerWork, effect, tell } from './work.ts';

export function* processBrokerChange(work: ControllerWork): ZkRun<void> {
  const { context, version } = work;
  const read = yield* getAllBrokerAndEpochsInCluster();
  const current = read.map(({ broker, epoch }): LiveBroker => ({ ...broker, epoch }));
  const known = context.liveBrokers;
  const added = current.filter(({ id }) => !known.some((broker) => broker.id === id));
  const dead = known.filter(({ id }) => !current.some((broker) => broker.id === id));
  // KIP-380: it was away, and so short that nobody saw its znode missing.
  const bounced = version.kip380
    ? current.filter(({ id, epoch }) => known.some((broker) => broker.id === id && broker.epoch < epoch))
    : [];
  for (const broker of added) effect(work, (now) => addBroker(now, broker));
  for (const { id } of bounced) effect(work, (now) => removeBroker(now, id));
  for (const broker of bounced) effect(work, (now) => addBroker(now, broker));
  for (const { id } of dead) effect(work, (now) => removeBroker(now, id));
  if (added.length > 0) {
    addLiveBrokers(context, added);
    yield* onBrokerStartup(work, idsOf(added));
  }
  if (bounced.length > 0) {
    removeLiveBrokers(context, idsOf(bounced));
    yield* onBrokerFailure(work, idsOf(bounced));
    addLiveBrokers(context, bounced);
    yield* onBrokerStartup(work, idsOf(bounced));
  }
  if (dead.length > 0) {
    removeLiveBrokers(context, idsOf(dead));
    yield* onBrokerFailure(work, idsOf(dead));
  }
}

function idsOf(brokers: readonly LiveBroker[]): readonly number[] {
  return brokers.map(({ id }) => id);
}

function* onBrokerStartup(work: ControllerWork, ids: readonly number[]): ZkRun<void> {
  const { context } = work;
  const existing = liveOrShuttingDownBrokerIds(context).filter((id) => !ids.includes(id));
  sendUpdateMetadataRequest(work, existing, []);
  // The new ones know nothing: they are told of every partition.
  sendUpdateMetadataRequest(work, ids, partitionsWithLeaders(context));
  const replicas = replicasOnBrokers(context, ids);
  yield* replicaStateMachine.handleStateChanges(work, replicas, 'OnlineReplica');
  yield* partitionStateMachine.triggerOnlinePartitionStateChange(work);
  yield* maybeResumeReassignments(work, (_, assignment) => targetReplicas(assignment).some((id) => ids.includes(id)));
  const topics = replicas.map(topicOfReplica).filter((topic) => isQueuedUp(work, topic));
  if (topics.length > 0) yield* resumeDeletionForTopics(work, [...new Set(topics)]);
  yield* registerBrokerModificationsHandler(work, ids);
}

function* onBrokerFailure(work: ControllerWork, ids: readonly number[]): ZkRun<void> {
  const { context } = work;
  for (const brokerId of ids) tell(work, { type: 'BrokerFailed', brokerId });
  context.shuttingDownBrokerIds = context.shuttingDownBrokerIds.filter((id) => !ids.includes(id));
  yield* onReplicasBecomeOffline(work, replicasOnBrokers(context, ids));
  yield* unregisterBrokerModificationsHandler(work, ids);
}

function* onReplicasBecomeOffline(work: ControllerWork, replicas: readonly PartitionAndReplica[]): ZkRun<void> {
  const { context } = work;
  const forDeletion = replicas.filter((replica) => isQueuedUp(work, topicOfReplica(replica)));
  const others = replicas.filter((replica) => !isQueuedUp(work, topicOfReplica(replica)));
  yield* partitionStateMachine.handleStateChanges(work, partitionsWithOfflineLeader(context), 'OfflinePartition');
  const elections = yield* partitionStateMachine.triggerOnlinePartitionStateChange(work);
  yield* replicaStateMachine.handleStateChanges(work, others, 'OfflineReplica');
  if (forDeletion.length > 0) yield* failReplicaDeletion(work, forDeletion);
  const someElected = [...elections.values()].some((result) => !(result instanceof Error));
  // Nothing else has told the brokers that one of them is gone.
  if (others.length === 0 && !someElected) {
    sendUpdateMetadataRequest(work, liveOrShuttingDownBrokerIds(context), []);
  }
}

/** Its endpoints have changed. */
export function* processBrokerModification(work: ControllerWork, id: number): ZkRun<void> {
  const { context } = work;
  const found = yield* getBroker(id);
  const known = liveOrShuttingDownBroker(context, id);
  if (found === undefined || known === undefined) return;
  const same =
    found.endpoints.length === known.endpoints.length &&
    found.endpoints.every(({ name, host, port }, place) => {
      const other = known.endpoints[place]!;
      return name === other.name && host === other.host && port === other.port;
    });
  if (same) return;
  addLiveBrokers(context, [{ ...known, ...found }]);
  sendUpdateMetadataRequest(work, liveOrShuttingDownBrokerIds(context), []);
}

function topicOfReplica(replica: PartitionAndReplica): string {
  return topicOf(topicPartitionOf(replica));
}
