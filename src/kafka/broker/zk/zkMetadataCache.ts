/**
 * What a broker knows of the cluster where the metadata is in ZooKeeper: what controllers have told it, request after request,
 * no more. A request brings the brokers that are alive, all of them, and those partitions that changed.
 *
 * Kafka: kafka.server.metadata.ZkMetadataCache.updateMetadata. Its content is a metadata image here, so that whatever reads
 * one serves both eras; the brokers in it have no epochs, and are not fenced. *Simplified:* which replicas are offline is
 * reckoned from the brokers that are alive, and not what the controller says of each partition.
 */
import { own } from '../../../base/own.ts';
import { get, remove, set, type Table, tableOf } from '../../../base/table.ts';
import { duringDelete, LEADER_DURING_DELETE } from '../../kafkaController/leaderAndIsr.ts';
import type { LiveBroker, UpdateMetadataPartitionState, UpdateMetadataRequest } from '../../messages.ts';
import type { BrokerRegistration, MetadataImage, PartitionRegistration, TopicImage } from '../../metadata/image.ts';
import { NO_LEADER } from '../../records.ts';
import { partitionOf, type TopicPartition, topicOf, topicPartition } from '../../topicPartition.ts';

export interface UpdatedMetadata {
  readonly image: MetadataImage;
  readonly deleted: readonly TopicPartition[];
}

/** A partition of which nothing was said so far, while others of its topic are known. */
export const UNKNOWN_PARTITION: PartitionRegistration = {
  replicas: [],
  isr: [],
  removingReplicas: [],
  addingReplicas: [],
  leader: NO_LEADER,
  leaderRecoveryState: 'RECOVERED',
  leaderEpoch: -1,
  partitionEpoch: -1,
  elr: [],
  lastKnownElr: [],
};

interface Remembered {
  readonly image: MetadataImage;
  readonly liveBrokers: readonly LiveBroker[];
  readonly updated: UpdatedMetadata;
}

/** A controller tells every broker the same, and most of them know the same before: one of them makes the image for all. */
const REMEMBERED = new WeakMap<readonly UpdateMetadataPartitionState[], Remembered>();

export function updateMetadata(image: MetadataImage, request: UpdateMetadataRequest): UpdatedMetadata {
  const { partitionStates, liveBrokers } = request;
  const known = REMEMBERED.get(partitionStates);
  if (known !== undefined && known.image === image && known.liveBrokers === liveBrokers) return known.updated;
  const updated = updatedMetadata(image, request);
  REMEMBERED.set(partitionStates, { image, liveBrokers, updated });
  return updated;
}

function updatedMetadata(image: MetadataImage, request: UpdateMetadataRequest): UpdatedMetadata {
  const { liveBrokers, topicIds, controllerEpoch: epoch } = request;
  const partitionStates = request.requestType === 'FULL' ? withDeletions(image, request) : request.partitionStates;
  const deleted = new Set<TopicPartition>();
  const changed = new Map<string, PartitionRegistration[]>();
  for (const state of partitionStates) {
    const topic = topicOf(state.topicPartition);
    const partitions = changed.get(topic) ?? get(image.topics, topic)?.partitions.slice() ?? [];
    changed.set(topic, partitions);
    const index = partitionOf(state.topicPartition);
    while (partitions.length < index) partitions.push(UNKNOWN_PARTITION);
    const isDeleted = state.leader === LEADER_DURING_DELETE;
    partitions[index] = isDeleted ? UNKNOWN_PARTITION : registrationOf(state);
    if (isDeleted) deleted.add(state.topicPartition);
    else deleted.delete(state.topicPartition);
  }
  let { topics, topicNames } = image;
  for (const [name, partitions] of changed) {
    const before = get(topics, name);
    while (partitions.length > 0 && partitions[partitions.length - 1] === UNKNOWN_PARTITION) partitions.pop();
    const topicId = own(topicIds, name) ?? '';
    if (before !== undefined && before.topicId !== topicId) topicNames = remove(topicNames, before.topicId);
    if (partitions.length === 0) {
      topics = remove(topics, name);
      topicNames = remove(topicNames, before?.topicId ?? topicId);
      continue;
    }
    const topic: TopicImage = { name, topicId, partitions };
    topics = set(topics, name, topic);
    if (topicId !== '') topicNames = set(topicNames, topicId, name);
  }
  const brokers = liveBrokersIn(image.brokers, liveBrokers);
  return { image: { ...image, epoch, brokers, topics, topicNames }, deleted: [...deleted] };
}

/** transformKRaftControllerFullMetadataRequest: what a KRaft controller does not name in a full request is gone (KIP-866). */
function withDeletions(
  { topics, epoch: controllerEpoch }: MetadataImage,
  { partitionStates, topicIds }: UpdateMetadataRequest,
): readonly UpdateMetadataPartitionState[] {
  const ids = new Set(Object.values(topicIds));
  const gone = topics.values.filter(({ topicId }) => !ids.has(topicId));
  const deletions = gone.flatMap(({ name, partitions }) =>
    partitions.map(({ isr, replicas }, number): UpdateMetadataPartitionState => {
      const { leader, leaderEpoch, partitionEpoch: zkVersion } = duringDelete(isr);
      const elected = { controllerEpoch, leader, leaderEpoch, isr, zkVersion };
      return { topicPartition: topicPartition(name, number), ...elected, replicas, offlineReplicas: [] };
    }),
  );
  return [...deletions, ...partitionStates];
}

function registrationOf(state: UpdateMetadataPartitionState): PartitionRegistration {
  const { replicas, isr, leader, leaderEpoch, zkVersion: partitionEpoch } = state;
  return { ...UNKNOWN_PARTITION, replicas, isr, leader, leaderEpoch, partitionEpoch };
}

/** The same table when they are the same brokers. */
function liveBrokersIn(before: Table<BrokerRegistration>, live: readonly LiveBroker[]): Table<BrokerRegistration> {
  const brokers = live.map((broker) => {
    const known = get(before, broker.id);
    return known !== undefined && isSame(known, broker) ? known : aliveBroker(broker);
  });
  if (brokers.length === before.values.length && brokers.every((broker, place) => broker === before.values[place])) {
    return before;
  }
  return tableOf(brokers.map((broker) => [`${broker.id}`, broker]));
}

function isSame({ listeners, rack }: BrokerRegistration, broker: LiveBroker): boolean {
  return (
    rack === broker.rack &&
    listeners.length === broker.endpoints.length &&
    broker.endpoints.every(({ name, host, port }, place) => {
      const listener = listeners[place]!;
      return listener.name === name && listener.host === host && listener.port === port;
    })
  );
}

function aliveBroker({ id, endpoints, rack }: LiveBroker): BrokerRegistration {
  const listeners = endpoints.map(({ name, host, port }) => ({ name, host, port }));
  return {
    id,
    epoch: -1,
    incarnationId: '',
    listeners,
    rack,
    fenced: false,
    inControlledShutdown: false,
    logDirs: [],
    registeredAt: -1,
  };
}
