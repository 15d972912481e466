/**
 * What the KRaft controller tells brokers that still have ZooKeeper, in the requests that they know: to all of it where it
 * begins, then of each change of the metadata log. They are the channels and the requests of a controller among the brokers; it
 * says that it is not one.
 *
 * Kafka: kafka.migration.{MigrationPropagator,MigrationPropagatorBatch,MigrationControllerChannelContext}.
 */
import { put } from '../../base/own.ts';
import { get } from '../../base/table.ts';
import type { LiveBroker } from '../kafkaController/contextState.ts';
import { addBroker, removeBroker, send } from '../kafkaController/controllerChannelManager.ts';
import { duringDelete, EPOCH_DURING_DELETE } from '../kafkaController/leaderAndIsr.ts';
import type {
  ControllerToBrokerRequest,
  LeaderAndIsrPartitionState,
  LeaderAndIsrRequest,
  StopReplicaRequest,
  UpdateMetadataPartitionState,
} from '../messages.ts';
import {
  type BrokerRegistration,
  brokerOf,
  changedPartitions,
  type MetadataImage,
  type PartitionDelta,
  type PartitionRegistration,
} from '../metadata/image.ts';
import { ascending } from '../metadata/replicas.ts';
import type { ControlRecord, MetadataRecord } from '../records.ts';
import { type TopicPartition, topicOf, topicPartition } from '../topicPartition.ts';
import type { MigrationHost } from './host.ts';
import type { MetadataChange } from './state.ts';

type RequestType = LeaderAndIsrRequest['requestType'];

export function sendRPCsFromImage(host: MigrationHost, image: MetadataImage, controllerEpoch: number): void {
  publishMetadata(host, image);
  const brokers = zkBrokers(image).map(({ id }) => id);
  const first = newBatch(image, controllerEpoch, 'UNKNOWN');
  const partitions = allPartitions(image);
  updateMetadata(first, brokers, partitions);
  sendRequests(host, first);
  const batch = newBatch(image, controllerEpoch, 'FULL');
  for (const [tp, partition] of partitions) leaderAndIsr(batch, partition.replicas, tp, partition);
  sendRequests(host, batch);
}

export function sendRPCsFromDelta(
  host: MigrationHost,
  { before, image, records }: MetadataChange & { readonly records: readonly (MetadataRecord | ControlRecord)[] },
  controllerEpoch: number,
): void {
  publishMetadata(host, image);
  const changedBrokers = brokersIn(records);
  const newcomers = zkBrokers(image).filter(({ id, fenced }) => changedBrokers.has(id) && !fenced);
  const arrived = newcomers.map(({ id }) => id);
  const known = zkBrokers(image).flatMap(({ id }) => (arrived.includes(id) ? [] : [id]));
  const first = newBatch(image, controllerEpoch, 'UNKNOWN');
  if (arrived.length > 0) updateMetadata(first, arrived, allPartitions(image));
  if (changedBrokers.size > 0) updateMetadata(first, known, []);
  sendRequests(host, first);

  const batch = newBatch(image, controllerEpoch, 'INCREMENTAL');
  if (arrived.length > 0) {
    for (const [tp, partition] of allPartitions(image)) {
      const here = arrived.filter((id) => partition.replicas.includes(id));
      if (here.length > 0) leaderAndIsr(batch, here, tp, partition);
    }
  }
  const deltas = changedPartitions(before, image, records);
  if (deltas.length > 0) updateMetadata(batch, known, []);
  for (const delta of deltas) {
    if (isGone(image, delta)) deleted(batch, known, delta);
    else changed(batch, delta);
  }
  sendRequests(host, batch);
}

function brokersIn(records: readonly (MetadataRecord | ControlRecord)[]): ReadonlySet<number> {
  const ids = new Set<number>();
  for (const record of records) {
    switch (record.type) {
      case 'RegisterBrokerRecord':
      case 'UnregisterBrokerRecord':
      case 'BrokerRegistrationChangeRecord':
        ids.add(record.brokerId);
        break;
      default:
    }
  }
  return ids;
}

function isGone({ topics }: MetadataImage, { topicPartition: tp, topicId }: PartitionDelta): boolean {
  return get(topics, topicOf(tp))?.topicId !== topicId;
}

function deleted(batch: Batch, known: readonly number[], { topicPartition: tp, before }: PartitionDelta): void {
  if (before === undefined) return;
  const { isr, replicas } = before;
  stopReplica(batch, replicas, tp, EPOCH_DURING_DELETE);
  const { leader, leaderEpoch, partitionEpoch: zkVersion } = duringDelete(isr);
  for (const id of known) batch.updateMetadataBrokers.add(id);
  const offlineReplicas = replicas.filter((id) => brokerOf(batch.image, id)?.fenced === false);
  const elected = { controllerEpoch: batch.controllerEpoch, leader, leaderEpoch, isr, zkVersion };
  batch.updateMetadataPartitions.set(tp, { topicPartition: tp, ...elected, replicas, offlineReplicas });
}

function changed(batch: Batch, { topicPartition: tp, before, after }: PartitionDelta): void {
  if (after === undefined) return;
  leaderAndIsr(batch, after.replicas, tp, after);
  const removed = (before?.replicas ?? []).filter((id) => !after.replicas.includes(id));
  stopReplica(batch, removed, tp, after.leaderEpoch);
}

// ---- channels --------------------------------------------------------------------------------------------------------

function zkBrokers({ brokers }: MetadataImage): readonly BrokerRegistration[] {
  return brokers.values.filter(({ isMigratingZkBroker }) => isMigratingZkBroker === true);
}

/** There are channels to those that are alive. A broker that has come back as another life gets a new one. */
function publishMetadata(host: MigrationHost, image: MetadataImage): void {
  const alive = (of: MetadataImage): readonly BrokerRegistration[] => zkBrokers(of).filter(({ fenced }) => !fenced);
  const [was, is] = [alive(host.part.propagated), alive(image)];
  host.part = { ...host.part, propagated: image };
  for (const { id } of was) if (!is.some((broker) => broker.id === id)) removeBroker(host.channels, id);
  for (const broker of is) if (!was.some(({ id }) => id === broker.id)) addBroker(host.channels, liveBroker(broker));
}

function liveBroker({ id, epoch, rack, listeners }: BrokerRegistration): LiveBroker {
  return { id, epoch, rack, endpoints: listeners };
}

// ---- a batch ---------------------------------------------------------------------------------------------------------

type StopReplicaState = StopReplicaRequest['partitionStates'][number];

interface Batch {
  readonly image: MetadataImage;
  readonly controllerEpoch: number;
  readonly requestType: RequestType;
  readonly leaderAndIsr: Map<number, LeaderAndIsrPartitionState[]>;
  readonly stopReplica: Map<number, StopReplicaState[]>;
  readonly updateMetadataBrokers: Set<number>;
  readonly updateMetadataPartitions: Map<TopicPartition, UpdateMetadataPartitionState>;
}

function newBatch(image: MetadataImage, controllerEpoch: number, requestType: RequestType): Batch {
  return {
    image,
    controllerEpoch,
    requestType,
    leaderAndIsr: new Map(),
    stopReplica: new Map(),
    updateMetadataBrokers: new Set(),
    updateMetadataPartitions: new Map(),
  };
}

type Located = readonly [TopicPartition, PartitionRegistration];

function allPartitions({ topics }: MetadataImage): readonly Located[] {
  return topics.values.flatMap(({ name, partitions }) =>
    partitions.map((partition, number): Located => [topicPartition(name, number), partition]),
  );
}

/** Its own epoch stands in what it says of a partition; the one in ZooKeeper in the request. */
function leaderAndIsr(
  batch: Batch,
  ids: readonly number[],
  tp: TopicPartition,
  partition: PartitionRegistration,
): void {
  const { replicas, addingReplicas, removingReplicas, leader, leaderEpoch, isr, partitionEpoch } = partition;
  const state: LeaderAndIsrPartitionState = {
    topicPartition: tp,
    controllerEpoch: batch.image.epoch,
    leader,
    leaderEpoch,
    isr,
    partitionEpoch,
    replicas,
    addingReplicas,
    removingReplicas,
    isNew: true,
    leaderRecoveryState: partition.leaderRecoveryState,
  };
  for (const id of ids) {
    const states = batch.leaderAndIsr.get(id)?.filter((one) => one.topicPartition !== tp) ?? [];
    batch.leaderAndIsr.set(id, [...states, state]);
  }
  updateMetadata(
    batch,
    batch.image.brokers.values.map(({ id }) => id),
    [[tp, partition]],
  );
}

function updateMetadata(batch: Batch, ids: readonly number[], partitions: readonly Located[]): void {
  for (const id of ids) batch.updateMetadataBrokers.add(id);
  for (const [tp, { replicas, leader, leaderEpoch, isr, partitionEpoch: zkVersion }] of partitions) {
    const offlineReplicas = replicas.filter((id) => brokerOf(batch.image, id)?.fenced !== false);
    const elected = { controllerEpoch: batch.image.epoch, leader, leaderEpoch, isr, zkVersion };
    batch.updateMetadataPartitions.set(tp, { topicPartition: tp, ...elected, replicas, offlineReplicas });
  }
}

function stopReplica(batch: Batch, ids: readonly number[], tp: TopicPartition, leaderEpoch: number): void {
  for (const id of ids) {
    const states = batch.stopReplica.get(id) ?? [];
    batch.stopReplica.set(id, [...states, { topicPartition: tp, leaderEpoch, deletePartition: true }]);
  }
}

/** LeaderAndIsr first, then UpdateMetadata, then StopReplica; to whom there is a channel. */
function sendRequests(host: MigrationHost, batch: Batch): void {
  const { requestType } = batch;
  for (const id of ascending([...batch.leaderAndIsr.keys()])) {
    const partitionStates = batch.leaderAndIsr.get(id)!;
    const leaders = new Set(partitionStates.map(({ leader }) => leader));
    const liveLeaders = batch.image.brokers.values
      .filter((broker) => leaders.has(broker.id))
      .map(({ id: brokerId, listeners }) => ({ brokerId, host: listeners[0]!.host, port: listeners[0]!.port }));
    const topicIds = topicIdsOf(batch, partitionStates);
    sendTo(host, batch, id, { type: 'LeaderAndIsrRequest', requestType, partitionStates, topicIds, liveLeaders });
  }
  const partitionStates = [...batch.updateMetadataPartitions.values()];
  const topicIds = topicIdsOf(batch, partitionStates);
  const liveBrokers = batch.image.brokers.values.map(({ id, rack, listeners: endpoints }) => {
    const { host: name, port } = endpoints[0]!;
    return { id, host: name, port, rack, endpoints };
  });
  for (const id of ascending([...batch.updateMetadataBrokers])) {
    const type = requestType === 'UNKNOWN' ? {} : { requestType };
    sendTo(host, batch, id, { type: 'UpdateMetadataRequest', ...type, partitionStates, topicIds, liveBrokers });
  }
  for (const id of ascending([...batch.stopReplica.keys()])) {
    sendTo(host, batch, id, { type: 'StopReplicaRequest', partitionStates: batch.stopReplica.get(id)! });
  }
}

type Common = 'correlationId' | 'controllerId' | 'isKRaftController' | 'controllerEpoch' | 'brokerEpoch';
type WithoutCommon<R> = R extends ControllerToBrokerRequest ? Omit<R, Common> : never;

function sendTo(
  host: MigrationHost,
  batch: Batch,
  id: number,
  request: WithoutCommon<ControllerToBrokerRequest>,
): void {
  const { controllerEpoch, image } = batch;
  const brokerEpoch = brokerOf(image, id)?.epoch ?? -1;
  const from = { correlationId: 0, controllerId: host.setup.nodeId, isKRaftController: true } as const;
  send(host.channels, id, { ...from, controllerEpoch, brokerEpoch, ...request } as ControllerToBrokerRequest);
}

function topicIdsOf(
  { image }: Batch,
  states: readonly { readonly topicPartition: TopicPartition }[],
): Readonly<Record<string, string>> {
  const ids: Record<string, string> = {};
  for (const { topicPartition: tp } of states) {
    const topic = topicOf(tp);
    const id = get(image.topics, topic)?.topicId;
    if (id !== undefined) put(ids, topic, id);
  }
  return ids;
}
