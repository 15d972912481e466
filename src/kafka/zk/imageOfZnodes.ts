/**
 * What the znodes say of the cluster, as a metadata image: the truth of the ZooKeeper era for whoever looks at a run from
 * outside (frames, properties, expectations). No node reads it: brokers know only what controllers have told them.
 *
 * kafka.zk.KafkaZkClient is who reads the same in Kafka. Partition epochs are the versions of the state znodes, broker epochs
 * the czxids of the registrations, the offset of the image is the zxid it stands at. A broker that is not registered is not
 * there; none is fenced.
 *
 * One image is made out of another where a change left the most as it was: znodes that are the same say the same.
 */
import { emptyTable, entries, get, type Table, tableOf } from '../../base/table.ts';
import { type ConfigurationsImage, replayConfig } from '../metadata/configurationsImage.ts';
import {
  type BrokerRegistration,
  emptyImage,
  type MetadataImage,
  type PartitionDelta,
  type PartitionRegistration,
  type TopicImage,
} from '../metadata/image.ts';
import { NO_LEADER } from '../records.ts';
import { partitionOf, topicPartition } from '../topicPartition.ts';
import type { DataTree, Znode } from '../zookeeper/dataTree.ts';
import { decodeBroker, decodeConfig, decodeControllerEpoch, decodeProducerIdBlock } from './zkContents.ts';
import { decodePartitionState, decodeTopic } from './zkData.ts';

interface Known {
  readonly root: Znode;
  readonly image: MetadataImage;
}

/** The one made last, to begin the next with. It decides how long it takes, never what comes out. */
let latest: Known | undefined;

export function imageOfZnodes({ root }: DataTree, zxid: number): MetadataImage {
  if (latest === undefined || latest.root !== root) latest = { root, image: imageFrom(root, zxid, latest) };
  return latest.image;
}

function imageFrom(root: Znode, zxid: number, known: Known | undefined): MetadataImage {
  const [brokers, was] = [child(root, 'brokers'), child(known?.root, 'brokers')];
  const before = known?.image ?? emptyImage();
  const same = (path: readonly string[]): boolean => {
    const is = at(root, path);
    return is !== undefined && is === at(known?.root, path);
  };
  const topics = topicsOf(child(brokers, 'topics'), child(was, 'topics'), before.topics);
  const epoch = child(root, 'controller_epoch');
  return {
    offset: zxid,
    epoch: epoch === undefined ? 0 : decodeControllerEpoch(epoch.data),
    brokers: same(['brokers', 'ids']) ? before.brokers : brokersOf(child(brokers, 'ids')),
    topics,
    topicNames: topics === before.topics ? before.topicNames : namesById(topics, before.topicNames),
    configs: same(['config']) ? before.configs : configsOf(child(root, 'config')),
    features: emptyTable(),
    nextProducerId: nextProducerId(child(root, 'latest_producer_id_block')),
  };
}

function child(node: Znode | undefined, name: string): Znode | undefined {
  return node === undefined ? undefined : get(node.children, name);
}

function at(root: Znode | undefined, path: readonly string[]): Znode | undefined {
  return path.reduce((node: Znode | undefined, name) => child(node, name), root);
}

// ---- /brokers/ids ----------------------------------------------------------------------------------------------------

function brokersOf(ids: Znode | undefined): Table<BrokerRegistration> {
  const registered = entries(ids?.children ?? emptyTable<Znode>()).map(([id, { data, czxid }]): BrokerRegistration => {
    const { endpoints, rack } = decodeBroker(Number(id), data);
    return {
      id: Number(id),
      epoch: czxid,
      incarnationId: '',
      listeners: endpoints,
      rack,
      fenced: false,
      inControlledShutdown: false,
      logDirs: [],
      registeredAt: czxid,
    };
  });
  registered.sort((a, b) => a.id - b.id);
  return tableOf(registered.map((broker) => [`${broker.id}`, broker]));
}

// ---- /brokers/topics -------------------------------------------------------------------------------------------------

function topicsOf(node: Znode | undefined, was: Znode | undefined, before: Table<TopicImage>): Table<TopicImage> {
  if (node === undefined) return emptyTable();
  if (node === was) return before;
  const topics = entries(node.children).map(([name, topic]): [string, TopicImage] => {
    const known = child(was, name);
    const image = known === undefined ? undefined : get(before, name);
    return [name, image === undefined ? topicImage(name, topic) : changedTopic(name, topic, known!, image)];
  });
  const isSame = topics.length === before.keys.length && topics.every(([name, topic]) => get(before, name) === topic);
  if (isSame) return before;
  const { keys, index, recent } = before;
  // Most changes are of topics that are there already, whose index can be shared.
  const isInOrder = topics.length === keys.length && topics.every(([name], place) => name === keys[place]);
  return isInOrder ? { keys, index, recent, values: topics.map(([, topic]) => topic) } : tableOf(topics);
}

function topicImage(name: string, node: Znode): TopicImage {
  const { topicId, assignment } = decodeTopic(name, node.data);
  const partitions: PartitionRegistration[] = [];
  const states = child(node, 'partitions');
  entries(assignment).forEach(([tp, { replicas, addingReplicas, removingReplicas }]) => {
    const number = partitionOf(tp);
    while (partitions.length < number) partitions.push(UNWRITTEN);
    const assigned = { ...UNWRITTEN, replicas, addingReplicas, removingReplicas };
    partitions[number] = withState(assigned, child(child(states, `${number}`), 'state'));
  });
  return { name, topicId: topicId ?? '', partitions };
}

/** Only states were written: the others are as they were. */
function changedTopic(name: string, node: Znode, was: Znode, before: TopicImage): TopicImage {
  const [states, old] = [child(node, 'partitions'), child(was, 'partitions')];
  if (node.data !== was.data || states === undefined || old === undefined) return topicImage(name, node);
  if (states === old) return before;
  const { keys, values } = states.children;
  const sameKeys = keys === old.children.keys;
  let partitions: PartitionRegistration[] | undefined;
  values.forEach((value, place) => {
    const known = sameKeys ? old.children.values[place] : child(old, keys[place]!);
    if (value === known) return;
    const number = Number(keys[place]);
    const registration = before.partitions[number];
    if (registration === undefined) return;
    const now = withState(registration, child(value, 'state'));
    if (isSame(now, registration)) return;
    partitions ??= before.partitions.slice();
    partitions[number] = now;
  });
  return partitions === undefined ? before : { ...before, partitions };
}

/** A server that has read its disk has other znodes, which say the same. */
function isSame(a: PartitionRegistration, b: PartitionRegistration): boolean {
  return (
    a.partitionEpoch === b.partitionEpoch &&
    a.leaderEpoch === b.leaderEpoch &&
    a.leader === b.leader &&
    a.leaderRecoveryState === b.leaderRecoveryState &&
    sameIds(a.isr, b.isr) &&
    sameIds(a.replicas, b.replicas) &&
    sameIds(a.addingReplicas, b.addingReplicas) &&
    sameIds(a.removingReplicas, b.removingReplicas)
  );
}

function sameIds(a: readonly number[], b: readonly number[]): boolean {
  return a === b || (a.length === b.length && a.every((id, place) => id === b[place]));
}

/** What is assigned, and no controller has written a state for. */
const UNWRITTEN: PartitionRegistration = {
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

/** False between the creation of a topic and the first leader: KRaft has no such moment. */
export function hasState({ partitionEpoch }: PartitionRegistration): boolean {
  return partitionEpoch !== UNWRITTEN.partitionEpoch;
}

function withState(assigned: PartitionRegistration, state: Znode | undefined): PartitionRegistration {
  const decoded = state === undefined ? undefined : decodePartitionState(state.data, state.version);
  if (decoded === undefined) {
    const { replicas, addingReplicas, removingReplicas } = assigned;
    return { ...UNWRITTEN, replicas, addingReplicas, removingReplicas };
  }
  const { leader, leaderEpoch, isr, leaderRecoveryState, partitionEpoch } = decoded.leaderAndIsr;
  return { ...assigned, leader, leaderEpoch, isr, leaderRecoveryState, partitionEpoch };
}

function namesById(topics: Table<TopicImage>, before: Table<string>): Table<string> {
  const names = topics.values.flatMap(({ topicId, name }): [string, string][] =>
    topicId === '' ? [] : [[topicId, name]],
  );
  const isSame = names.length === before.keys.length && names.every(([id, name]) => get(before, id) === name);
  return isSame ? before : tableOf(names);
}

/** Each once; one whose state is not written yet is not there yet. */
export function partitionsWrittenBetween(before: MetadataImage, after: MetadataImage): PartitionDelta[] {
  if (before.topics === after.topics) return [];
  const deltas: PartitionDelta[] = [];
  const look = (name: string, was: TopicImage | undefined, is: TopicImage | undefined): void => {
    const count = Math.max(was?.partitions.length ?? 0, is?.partitions.length ?? 0);
    for (let number = 0; number < count; number++) {
      const [from, to] = [written(was?.partitions[number]), written(is?.partitions[number])];
      // Images of two branches of a run may say the same in other objects.
      if (from === to || (from !== undefined && to !== undefined && isSame(from, to))) continue;
      const topicId = (is ?? was)!.topicId;
      deltas.push({ topicPartition: topicPartition(name, number), topicId, before: from, after: to });
    }
  };
  for (const topic of after.topics.values) {
    const was = get(before.topics, topic.name);
    if (was !== topic) look(topic.name, was, topic);
  }
  if (before.topics.keys === after.topics.keys) return deltas;
  for (const topic of before.topics.values) {
    if (get(after.topics, topic.name) === undefined) look(topic.name, topic, undefined);
  }
  return deltas;
}

function written(partition: PartitionRegistration | undefined): PartitionRegistration | undefined {
  return partition !== undefined && hasState(partition) ? partition : undefined;
}

// ---- /config, /latest_producer_id_block ------------------------------------------------------------------------------

const RESOURCES = [
  ['topics', 'TOPIC'],
  ['brokers', 'BROKER'],
] as const;
const DEFAULT_ENTITY = '<default>';

function configsOf(config: Znode | undefined): ConfigurationsImage {
  let configs: ConfigurationsImage = emptyTable();
  for (const [type, resourceType] of RESOURCES) {
    for (const [entity, { data }] of entries(child(config, type)?.children ?? emptyTable<Znode>())) {
      const resourceName = entity === DEFAULT_ENTITY ? '' : entity;
      for (const [name, value] of Object.entries(decodeConfig(data))) {
        configs = replayConfig(configs, { type: 'ConfigRecord', resourceType, resourceName, name, value });
      }
    }
  }
  return configs;
}

function nextProducerId(block: Znode | undefined): number {
  return block?.data ? decodeProducerIdBlock(block.data).lastProducerId + 1 : 0;
}
