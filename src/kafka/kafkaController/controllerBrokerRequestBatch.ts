/**
 * What one step of the controller has to tell the brokers, gathered by broker and then sent: LeaderAndIsr first, then
 * UpdateMetadata, then StopReplica (kafka.controller.ControllerBrokerRequestBatch). A LeaderAndIsr for anybody is an
 * UpdateMetadata for everybody. *Simplified:* the partitions in a request are in the order they were added.
 */
import { put } from '../../base/own.ts';
import type {
  ControllerToBrokerRequest,
  LeaderAndIsrPartitionState,
  LiveBroker as MessageBroker,
  StopReplicaRequest,
  UpdateMetadataPartitionState,
} from '../messages.ts';
import { ascending } from '../metadata/replicas.ts';
import { type TopicPartition, topicOf } from '../topicPartition.ts';
import type { Context, LiveBroker } from './contextState.ts';
import { send } from './controllerChannelManager.ts';
import {
  assignedReplicas,
  isReplicaOnline,
  isTopicQueuedUpForDeletion,
  leaderEpochOf,
  leadershipOf,
  liveOrShuttingDownBroker,
  liveOrShuttingDownBrokerIds,
} from './controllerContext.ts';
import { duringDelete, type LeaderIsrAndControllerEpoch } from './leaderAndIsr.ts';
import type { ReplicaAssignment } from './replicaAssignment.ts';
import { look } from './scratch.ts';
import { type ControllerWork, effect } from './work.ts';

type StopReplicaState = StopReplicaRequest['partitionStates'][number];

export interface RequestBatch {
  readonly leaderAndIsr: Map<number, Map<TopicPartition, LeaderAndIsrPartitionState>>;
  readonly stopReplica: Map<number, Map<TopicPartition, StopReplicaState>>;
  readonly updateMetadataBrokers: Set<number>;
  readonly updateMetadataPartitions: Map<TopicPartition, UpdateMetadataPartitionState>;
}

export function newBatch(): RequestBatch {
  return {
    leaderAndIsr: new Map(),
    stopReplica: new Map(),
    updateMetadataBrokers: new Set(),
    updateMetadataPartitions: new Map(),
  };
}

export function addLeaderAndIsrRequestForBrokers(
  context: Context,
  batch: RequestBatch,
  brokerIds: readonly number[],
  tp: TopicPartition,
  { leaderAndIsr, controllerEpoch }: LeaderIsrAndControllerEpoch,
  { replicas, addingReplicas, removingReplicas }: ReplicaAssignment,
  isNew: boolean,
): void {
  const { leader, leaderEpoch, isr, partitionEpoch, leaderRecoveryState } = leaderAndIsr;
  for (const id of brokerIds) {
    if (id < 0) continue;
    const states = statesFor(batch.leaderAndIsr, id);
    states.set(tp, {
      topicPartition: tp,
      controllerEpoch,
      leader,
      leaderEpoch,
      isr,
      partitionEpoch,
      replicas,
      addingReplicas,
      removingReplicas,
      isNew: isNew || states.get(tp)?.isNew === true,
      leaderRecoveryState,
    });
  }
  addUpdateMetadataRequestForBrokers(context, batch, liveOrShuttingDownBrokerIds(context), [tp]);
}

export function addStopReplicaRequestForBrokers(
  context: Context,
  batch: RequestBatch,
  brokerIds: readonly number[],
  tp: TopicPartition,
  deletePartition: boolean,
): void {
  const leaderEpoch = leaderEpochOf(context, tp);
  for (const id of brokerIds) {
    if (id < 0) continue;
    const states = statesFor(batch.stopReplica, id);
    const wasDelete = states.get(tp)?.deletePartition === true;
    states.set(tp, { topicPartition: tp, leaderEpoch, deletePartition: wasDelete || deletePartition });
  }
}

/** Of the partitions, those that have a leader. */
export function addUpdateMetadataRequestForBrokers(
  context: Context,
  batch: RequestBatch,
  brokerIds: readonly number[],
  partitions: readonly TopicPartition[],
): void {
  for (const id of brokerIds) if (id >= 0) batch.updateMetadataBrokers.add(id);
  for (const tp of partitions) {
    const leadership = leadershipOf(context, tp);
    if (leadership === undefined) continue;
    const { isr } = leadership.leaderAndIsr;
    const beingDeleted = isTopicQueuedUpForDeletion(context, topicOf(tp));
    const { leader, leaderEpoch, partitionEpoch } = beingDeleted ? duringDelete(isr) : leadership.leaderAndIsr;
    const replicas = assignedReplicas(context, tp);
    batch.updateMetadataPartitions.set(tp, {
      topicPartition: tp,
      controllerEpoch: leadership.controllerEpoch,
      leader,
      leaderEpoch,
      isr,
      zkVersion: partitionEpoch,
      replicas,
      offlineReplicas: replicas.filter((id) => !isReplicaOnline(context, id)),
    });
  }
}

export function sendRequestsToBrokers(work: ControllerWork, batch: RequestBatch): void {
  sendLeaderAndIsrRequests(work, batch);
  sendUpdateMetadataRequests(work, batch);
  sendStopReplicaRequests(work, batch);
}

function sendLeaderAndIsrRequests(work: ControllerWork, { leaderAndIsr }: RequestBatch): void {
  for (const id of ascending([...leaderAndIsr.keys()])) {
    const partitionStates = [...leaderAndIsr.get(id)!.values()];
    const leaders = new Set(partitionStates.map(({ leader }) => leader));
    sendTo(work, id, (common) => ({
      ...common,
      type: 'LeaderAndIsrRequest',
      requestType: 'UNKNOWN',
      partitionStates,
      topicIds: topicIdsOf(work, partitionStates),
      liveLeaders: work.context.liveBrokers
        .filter((broker) => leaders.has(broker.id))
        .map((broker) => ({ brokerId: broker.id, host: hostOf(broker), port: broker.endpoints[0]!.port })),
    }));
  }
}

function sendUpdateMetadataRequests(
  work: ControllerWork,
  { updateMetadataBrokers, updateMetadataPartitions }: RequestBatch,
): void {
  if (updateMetadataBrokers.size === 0) return;
  const partitionStates = [...updateMetadataPartitions.values()];
  const topicIds = topicIdsOf(work, partitionStates);
  const liveBrokers = work.context.liveBrokers.map(messageBroker);
  for (const id of ascending([...updateMetadataBrokers])) {
    sendTo(work, id, (common) => ({
      ...common,
      type: 'UpdateMetadataRequest',
      partitionStates,
      topicIds,
      liveBrokers,
    }));
  }
}

/** Before KIP-570 (2.6) a request either deleted all its replicas or none, and named no leader epoch. */
function sendStopReplicaRequests(work: ControllerWork, { stopReplica }: RequestBatch): void {
  const together = work.version.kip455;
  for (const id of ascending([...stopReplica.keys()])) {
    const states = [...stopReplica.get(id)!.values()];
    const requests = together
      ? [states]
      : [states.filter(({ deletePartition }) => deletePartition), states.filter((state) => !state.deletePartition)];
    for (const request of requests) {
      if (request.length === 0) continue;
      const partitionStates = together ? request : request.map((state) => ({ ...state, leaderEpoch: -1 }));
      sendTo(work, id, (common) => ({ ...common, type: 'StopReplicaRequest', partitionStates }));
    }
  }
}

type Common = Pick<
  ControllerToBrokerRequest,
  'correlationId' | 'controllerId' | 'isKRaftController' | 'controllerEpoch' | 'brokerEpoch'
>;

/** Only to who is alive, or leaving. */
function sendTo(work: ControllerWork, id: number, make: (common: Common) => ControllerToBrokerRequest): void {
  const { context } = work;
  const broker = liveOrShuttingDownBroker(context, id);
  if (broker === undefined) return;
  const request = make({
    correlationId: 0,
    controllerId: work.brokerId,
    isKRaftController: false,
    controllerEpoch: context.epoch,
    brokerEpoch: work.version.kip380 ? broker.epoch : -1,
  });
  effect(work, (now) => send(now, id, request));
}

function topicIdsOf(
  { version, context }: ControllerWork,
  states: readonly { readonly topicPartition: TopicPartition }[],
): Readonly<Record<string, string>> {
  const ids: Record<string, string> = {};
  if (!version.kip516) return ids;
  for (const { topicPartition } of states) {
    const topic = topicOf(topicPartition);
    const id = look(context.topicIds, topic);
    if (id !== undefined) put(ids, topic, id);
  }
  return ids;
}

export function hostOf(broker: LiveBroker): string {
  return broker.endpoints[0]!.host;
}

function messageBroker(broker: LiveBroker): MessageBroker {
  const { id, rack, endpoints } = broker;
  return { id, host: hostOf(broker), port: endpoints[0]!.port, rack, endpoints };
}

function statesFor<V>(of: Map<number, Map<TopicPartition, V>>, id: number): Map<TopicPartition, V> {
  const known = of.get(id);
  if (known !== undefined) return known;
  const states = new Map<TopicPartition, V>();
  of.set(id, states);
  return states;
}
