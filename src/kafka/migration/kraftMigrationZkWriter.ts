/**
 * Writes what the metadata log says to ZooKeeper: what a piece of the log has changed, or whatever is different there from
 * the image as a whole. Returns how many operations it took.
 *
 * Kafka: org.apache.kafka.metadata.migration.KRaftMigrationZkWriter. *Simplified:* topics and configs alone, and producer ids.
 */
import { entries, get } from '../../base/table.ts';
import { formatConfigValue } from '../config/config.ts';
import { dynamicDefinitionOf } from '../config/dynamicBrokerConfigs.ts';
import { resourceConfig, resourceKey } from '../metadata/configurationsImage.ts';
import {
  changedPartitions,
  type MetadataImage,
  type PartitionRegistration,
  type TopicImage,
} from '../metadata/image.ts';
import type { ConfigResourceType, ControlRecord, MetadataRecord } from '../records.ts';
import { partitionOf, topicOf } from '../topicPartition.ts';
import type { KafkaVersionRules } from '../versions.ts';
import * as zk from '../zk/kafkaZkClient.ts';
import type { ZkRun } from '../zk/run.ts';
import type { Properties } from '../zk/zkContents.ts';
import type { MetadataChange } from './state.ts';
import * as client from './zkMigrationClient.ts';

type State = zk.ZkMigrationLeadershipState;
/** KRaftMigrationOperationConsumer: carries out one operation over what the driver knows of /migration. */
export type Apply = (operation: (state: State) => ZkRun<State>) => ZkRun<void>;

export function* handleSnapshot(image: MetadataImage, version: KafkaVersionRules, apply: Apply): ZkRun<number> {
  let count = yield* handleTopicsSnapshot(image, version, apply);
  count += yield* handleConfigsSnapshot(image, apply);
  const nextInZk = yield* client.readNextProducerId();
  if (image.nextProducerId > 0 && (nextInZk === undefined || nextInZk !== image.nextProducerId)) {
    yield* apply((state) => client.writeProducerId(state, image.nextProducerId));
    count++;
  }
  return count;
}

/** undefined: nothing that ZooKeeper has. */
export function* handleDelta(
  { before, image, records }: MetadataChange & { readonly records: readonly (MetadataRecord | ControlRecord)[] },
  version: KafkaVersionRules,
  apply: Apply,
): ZkRun<number> {
  let count = yield* handleTopicsDelta(before, image, records, version, apply);
  const resources = new Map<string, readonly [ConfigResourceType, string]>();
  for (const record of records) {
    if (record.type !== 'ConfigRecord' || record.resourceType === 'GROUP') continue;
    const { resourceType, resourceName } = record;
    resources.set(resourceKey(resourceType, resourceName), [resourceType, resourceName]);
  }
  for (const [resourceType, resourceName] of resources.values()) {
    yield* apply((state) => writeConfig(state, image, resourceType, resourceName));
    count++;
  }
  if (records.some(({ type }) => type === 'ProducerIdsRecord')) {
    yield* apply((state) => client.writeProducerId(state, image.nextProducerId));
    count++;
  }
  return count;
}

// ---- topics ----------------------------------------------------------------------------------------------------------

function* handleTopicsDelta(
  before: MetadataImage,
  image: MetadataImage,
  records: readonly (MetadataRecord | ControlRecord)[],
  version: KafkaVersionRules,
  apply: Apply,
): ZkRun<number> {
  let count = 0;
  for (const record of records) {
    if (record.type !== 'RemoveTopicRecord') continue;
    const name = get(before.topicNames, record.topicId);
    if (name === undefined) continue;
    yield* apply((state) => client.deleteTopic(state, name));
    count++;
  }
  for (const { topic, created, changed, added, assignmentChanged } of changedTopics(before, image, records)) {
    const { name } = topic;
    if (created) {
      yield* apply((state) => client.createTopic(state, visited(topic), version));
      count++;
      continue;
    }
    if (assignmentChanged) {
      yield* apply((state) => client.updateTopic(state, visited(topic), version));
      count++;
    }
    if (added.size > 0) {
      yield* apply((state) => client.createTopicPartitions(state, name, added));
      count++;
    }
    if (changed.size > 0) {
      yield* apply((state) => client.updateTopicPartitions(state, name, changed));
      count++;
    }
  }
  return count;
}

interface ChangedTopic {
  readonly topic: TopicImage;
  readonly created: boolean;
  readonly changed: Map<number, PartitionRegistration>;
  readonly added: Map<number, PartitionRegistration>;
  assignmentChanged: boolean;
}

function changedTopics(
  before: MetadataImage,
  image: MetadataImage,
  records: readonly (MetadataRecord | ControlRecord)[],
): readonly ChangedTopic[] {
  const topics = new Map<string, ChangedTopic>();
  for (const { topicPartition, topicId, before: was, after: is } of changedPartitions(before, image, records)) {
    const topic = get(image.topics, topicOf(topicPartition));
    if (is === undefined || topic === undefined || topic.topicId !== topicId) continue;
    let entry = topics.get(topicId);
    if (entry === undefined) {
      const created = get(before.topicNames, topicId) === undefined;
      entry = { topic, created, changed: new Map(), added: new Map(), assignmentChanged: false };
      topics.set(topicId, entry);
    }
    (was === undefined ? entry.added : entry.changed).set(partitionOf(topicPartition), is);
    if (was === undefined || !hasSameAssignment(was, is)) entry.assignmentChanged = true;
  }
  return [...topics.values()];
}

function* handleTopicsSnapshot(image: MetadataImage, version: KafkaVersionRules, apply: Apply): ZkRun<number> {
  let count = 0;
  const operation = function* (act: (state: State) => ZkRun<State>): ZkRun<void> {
    yield* apply(act);
    count++;
  };
  const pending = yield* zk.getTopicDeletions();
  if (pending.length > 0) yield* operation((state) => client.clearPendingTopicDeletions(state, pending));
  const inZk = yield* client.readTopics();
  const known = new Set(inZk.map(({ topicId }) => topicId));
  for (const topic of image.topics.values) {
    if (!known.has(topic.topicId)) yield* operation((state) => client.createTopic(state, visited(topic), version));
  }
  for (const { topic: name, topicId, partitions } of inZk) {
    const topic = image.topics.values.find((one) => one.topicId === topicId);
    if (topic === undefined) {
      yield* operation((state) => client.deleteTopic(state, name));
      continue;
    }
    const all = visited(topic).partitions;
    const added = new Map([...all].filter(([number]) => !partitions.has(number)));
    const changed = new Map(
      [...all].filter(([number, is]) => partitions.has(number) && !isSame(partitions.get(number)!, is)),
    );
    const extraneous = [...partitions.keys()].filter((number) => !all.has(number));
    const moved = [...changed].some(([number, is]) => !hasSameAssignment(partitions.get(number)!, is));
    if (moved || added.size > 0 || extraneous.length > 0) {
      yield* operation((state) => client.updateTopic(state, visited(topic), version));
    }
    if (added.size > 0) yield* operation((state) => client.createTopicPartitions(state, name, added));
    if (changed.size > 0) yield* operation((state) => client.updateTopicPartitions(state, name, changed));
    if (extraneous.length > 0) yield* operation((state) => client.deleteTopicPartitions(state, name, extraneous));
  }
  return count;
}

function visited({ name, topicId, partitions }: TopicImage): client.VisitedTopic {
  return { topic: name, topicId, partitions: new Map(partitions.entries()) };
}

function sameIds(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((id, place) => id === b[place]);
}

/** PartitionRegistration.hasSameAssignment */
function hasSameAssignment(a: PartitionRegistration, b: PartitionRegistration): boolean {
  return (
    sameIds(a.replicas, b.replicas) &&
    sameIds(a.addingReplicas, b.addingReplicas) &&
    sameIds(a.removingReplicas, b.removingReplicas)
  );
}

function isSame(a: PartitionRegistration, b: PartitionRegistration): boolean {
  return (
    hasSameAssignment(a, b) &&
    sameIds(a.isr, b.isr) &&
    a.leader === b.leader &&
    a.leaderEpoch === b.leaderEpoch &&
    a.partitionEpoch === b.partitionEpoch &&
    a.leaderRecoveryState === b.leaderRecoveryState
  );
}

// ---- settings --------------------------------------------------------------------------------------------------------

function* handleConfigsSnapshot(image: MetadataImage, apply: Apply): ZkRun<number> {
  const left = new Map<string, readonly [ConfigResourceType, string]>();
  for (const key of image.configs.keys) {
    const [type, name] = [key.slice(0, key.indexOf(':')), key.slice(key.indexOf(':') + 1)];
    if (type === 'TOPIC' || type === 'BROKER') left.set(key, [type, name]);
  }
  const different: (readonly [ConfigResourceType, string])[] = [];
  for (const type of ['BROKER', 'TOPIC'] as const) {
    for (const [name, config] of yield* client.readConfigs(type)) {
      left.delete(resourceKey(type, name));
      if (!sameProperties(propertiesOf(image, type, name), config)) different.push([type, name]);
    }
  }
  let count = 0;
  for (const [type, name] of [...left.values(), ...different]) {
    yield* apply((state) => writeConfig(state, image, type, name));
    count++;
  }
  return count;
}

function writeConfig(state: State, image: MetadataImage, type: ConfigResourceType, name: string): ZkRun<State> {
  const config = propertiesOf(image, type, name);
  if (Object.keys(config).length === 0) return client.deleteConfigs(state, type, name);
  return client.writeConfigs(state, type, name, config);
}

function sameProperties(a: Properties, b: Properties): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

/** As text, which is how they stand in records and znodes. */
function propertiesOf({ configs }: MetadataImage, type: ConfigResourceType, name: string): Properties {
  const texts: Record<string, string> = {};
  for (const [key, value] of entries(resourceConfig(configs, type, name))) {
    texts[key] =
      type === 'BROKER' ? formatConfigValue(dynamicDefinitionOf(key)?.type ?? 'string', value) : String(value);
  }
  return texts;
}
