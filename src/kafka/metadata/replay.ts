/**
 * `replay`: the one way in which a record of the metadata log becomes state, on every controller and every broker
 * (MetadataDelta.replay, QuorumController.replay). Nothing else changes an image.
 *
 * Records of different partitions that follow each other, as in the creation of a topic or when a broker is fenced, are
 * taken as one run, so that a topic of many partitions is copied once and not once a partition.
 */
import { present } from '../../base/assert.ts';
import { get, mapTable, remove, set } from '../../base/table.ts';
import type { ControlRecord, MetadataEntry, MetadataRecord } from '../records.ts';
import { type BrokerRegistration, brokerRegistration, changeRegistration } from './brokerRegistration.ts';
import { replayConfig, resourceKey } from './configurationsImage.ts';
import { brokerOf, type MetadataImage, type TopicImage, topicById, topicNameOf } from './metadataImage.ts';
import {
  merge,
  type PartitionChangeRecord,
  type PartitionRecord,
  type PartitionRegistration,
  partitionRegistration,
} from './partitionRegistration.ts';

type AnyRecord = MetadataRecord | ControlRecord;

/** Records of the quorum itself (LeaderChangeMessage …) change nothing but the offset. */
export function replay(
  image: MetadataImage,
  record: AnyRecord,
  offset: number,
  epoch: number = image.epoch,
): MetadataImage {
  return replayRun(image, [record], offset, epoch);
}

export function replayEntry(image: MetadataImage, { record, offset, epoch }: MetadataEntry): MetadataImage {
  return replayRun(image, [record], offset, epoch);
}

/** Records that an active controller is about to append from `offset` on. */
export function replayRecords(
  image: MetadataImage,
  records: readonly AnyRecord[],
  offset: number,
  epoch: number,
): MetadataImage {
  return replayEntries(
    image,
    records.map((record, place) => ({ record, offset: offset + place, epoch })),
  );
}

type Entry = Omit<MetadataEntry, 'timestamp'>;

/** `look` sees each entry between the images around its run; no two entries of a run are of the same partition. */
export function replayEntries<E extends Entry>(
  image: MetadataImage,
  entries: readonly E[],
  look: (entry: E, before: MetadataImage, after: MetadataImage) => void = () => undefined,
): MetadataImage {
  let next = image;
  for (let from = 0; from < entries.length; ) {
    const run = runFrom(entries, from);
    const { offset, epoch } = entries[from + run.length - 1] as E;
    const before = next;
    next = replayRun(before, run, offset, epoch);
    for (const end = from + run.length; from < end; from++) look(entries[from] as E, before, next);
  }
  return next;
}

// ---- runs ------------------------------------------------------------------------------------------------------------

type OnePartition = PartitionRecord | PartitionChangeRecord;

function isOnePartition(record: AnyRecord): record is OnePartition {
  return record.type === 'PartitionChangeRecord' || record.type === 'PartitionRecord';
}

/** The record at `from`, and those after it that move other partitions in the same epoch. */
function runFrom(entries: readonly Entry[], from: number): readonly AnyRecord[] {
  const first = entries[from] as Entry;
  const run: AnyRecord[] = [first.record];
  if (!isOnePartition(first.record)) return run;
  const seen = new Set([`${first.record.topicId}:${first.record.partitionId}`]);
  for (let place = from + 1; place < entries.length; place++) {
    const { record, epoch } = entries[place] as Entry;
    if (epoch !== first.epoch || !isOnePartition(record)) break;
    const key = `${record.topicId}:${record.partitionId}`;
    if (seen.has(key)) break;
    seen.add(key);
    run.push(record);
  }
  return run;
}

interface Replayed {
  readonly run: readonly AnyRecord[];
  readonly offset: number;
  readonly epoch: number;
  readonly image: MetadataImage;
}

/**
 * Every node of a cluster replays the same records over the same images, so the last answers are remembered: a hundred
 * brokers then share one image and the time to make it. A cache of a pure function, never read as state; bounded, since
 * each answer keeps the next one alive.
 */
const REPLAYED = new WeakMap<MetadataImage, Replayed>();
const REMEMBERED = 512;
const recent: MetadataImage[] = [];
let oldest = 0;

function replayRun(image: MetadataImage, run: readonly AnyRecord[], offset: number, epoch: number): MetadataImage {
  const known = REPLAYED.get(image);
  if (known !== undefined && known.offset === offset && known.epoch === epoch && sameRecords(known.run, run)) {
    return known.image;
  }
  const first = run[0] as AnyRecord;
  const changed =
    run.length === 1 ? applyRecord(image, first, offset) : withPartitions(image, run as readonly OnePartition[]);
  const next = { ...changed, offset, epoch };
  remember(image, { run, offset, epoch, image: next });
  return next;
}

function remember(image: MetadataImage, replayed: Replayed): void {
  if (!REPLAYED.has(image)) {
    const forgotten = recent[oldest];
    if (forgotten !== undefined) REPLAYED.delete(forgotten);
    recent[oldest] = image;
    oldest = (oldest + 1) % REMEMBERED;
  }
  REPLAYED.set(image, replayed);
}

function sameRecords(left: readonly AnyRecord[], right: readonly AnyRecord[]): boolean {
  return left.length === right.length && left.every((record, place) => record === right[place]);
}

// ---- one record ------------------------------------------------------------------------------------------------------

function applyRecord(image: MetadataImage, record: MetadataRecord | ControlRecord, offset: number): MetadataImage {
  switch (record.type) {
    case 'RegisterBrokerRecord':
      return withBroker(image, brokerRegistration(record, offset));
    case 'UnregisterBrokerRecord':
      return { ...image, brokers: remove(image.brokers, `${record.brokerId}`) };
    case 'BrokerRegistrationChangeRecord': {
      const registration = present(brokerOf(image, record.brokerId), `broker ${record.brokerId}`);
      return withBroker(image, changeRegistration(registration, record));
    }
    case 'TopicRecord':
      return {
        ...image,
        topics: set(image.topics, record.name, { name: record.name, topicId: record.topicId, partitions: [] }),
        topicNames: set(image.topicNames, record.topicId, record.name),
      };
    case 'RemoveTopicRecord': {
      const name = topicNameOf(image, record.topicId);
      return {
        ...image,
        topics: remove(image.topics, name),
        topicNames: remove(image.topicNames, record.topicId),
        configs: remove(image.configs, resourceKey('TOPIC', name)),
      };
    }
    case 'PartitionRecord':
    case 'PartitionChangeRecord':
      return withPartitions(image, [record]);
    case 'ClearElrRecord':
      if (record.topicName === '') return { ...image, topics: mapTable(image.topics, withoutElr) };
      return {
        ...image,
        topics: set(
          image.topics,
          record.topicName,
          withoutElr(present(get(image.topics, record.topicName), record.topicName)),
        ),
      };
    case 'ConfigRecord':
      return { ...image, configs: replayConfig(image.configs, record) };
    case 'FeatureLevelRecord':
      return {
        ...image,
        features:
          record.featureLevel === 0
            ? remove(image.features, record.name)
            : set(image.features, record.name, record.featureLevel),
      };
    case 'ProducerIdsRecord':
      return { ...image, nextProducerId: record.nextProducerId };
    case 'ZkMigrationStateRecord':
      return { ...image, zkMigrationState: record.zkMigrationState };
    default:
      return image;
  }
}

function withBroker(image: MetadataImage, registration: BrokerRegistration): MetadataImage {
  return { ...image, brokers: set(image.brokers, `${registration.id}`, registration) };
}

/** Counts as a change of the partition, for the controller and the brokers alike. */
function withoutElr(topic: TopicImage): TopicImage {
  const hasElr = ({ elr, lastKnownElr }: PartitionRegistration): boolean => elr.length + lastKnownElr.length > 0;
  if (!topic.partitions.some(hasElr)) return topic;
  const partitions = topic.partitions.map((partition) =>
    hasElr(partition) ? merge(partition, { eligibleLeaderReplicas: [], lastKnownElr: [] }) : partition,
  );
  return { ...topic, partitions };
}

function withPartitions(image: MetadataImage, records: readonly OnePartition[]): MetadataImage {
  const changed = new Map<string, { readonly topic: TopicImage; readonly partitions: PartitionRegistration[] }>();
  for (const record of records) {
    let entry = changed.get(record.topicId);
    if (entry === undefined) {
      const topic = topicById(image, record.topicId);
      entry = { topic, partitions: topic.partitions.slice() };
      changed.set(record.topicId, entry);
    }
    const { topic, partitions } = entry;
    const { partitionId } = record;
    partitions[partitionId] =
      record.type === 'PartitionRecord'
        ? partitionRegistration(record)
        : merge(present(partitions[partitionId], `${topic.name}-${partitionId}`), record);
  }
  let { topics } = image;
  for (const { topic, partitions } of changed.values()) topics = set(topics, topic.name, { ...topic, partitions });
  return { ...image, topics };
}
