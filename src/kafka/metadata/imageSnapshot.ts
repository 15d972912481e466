/**
 * An image as the records of a snapshot, and back: `replay` over nothing gives the same image again
 * (org.apache.kafka.image.MetadataImage.write, FeaturesImage, ClusterImage, TopicsImage, ConfigurationsImage,
 * ProducerIdsImage; org.apache.kafka.image.loader.MetadataLoader.loadSnapshot).
 */
import { entries, get } from '../../base/table.ts';
import type { SnapshotRecord } from '../messages.ts';
import type { ConfigResourceType, ControlRecord, MetadataRecord } from '../records.ts';
import { type TopicPartition, topicPartition } from '../topicPartition.ts';
import type { BrokerRegistration } from './brokerRegistration.ts';
import type { PartitionDelta } from './metadataDelta.ts';
import { emptyImage, type MetadataImage, type TopicImage } from './metadataImage.ts';
import type { PartitionRegistration } from './partitionRegistration.ts';
import { replayRecords } from './replay.ts';

export function recordsOfImage(image: MetadataImage): readonly MetadataRecord[] {
  return [
    ...featureRecords(image),
    ...migrationRecords(image),
    ...image.brokers.values.map(brokerRecord),
    ...image.topics.values.flatMap(topicRecords),
    ...configRecords(image),
    ...(image.nextProducerId > 0
      ? [{ type: 'ProducerIdsRecord', brokerId: -1, brokerEpoch: -1, nextProducerId: image.nextProducerId } as const]
      : []),
  ];
}

/** metadata.version first: it says how to read the rest. */
function featureRecords({ features }: MetadataImage): MetadataRecord[] {
  const records = entries(features).map(
    ([name, featureLevel]): MetadataRecord => ({ type: 'FeatureLevelRecord', name, featureLevel }),
  );
  const isFirst = (record: MetadataRecord): boolean =>
    record.type === 'FeatureLevelRecord' && record.name === 'metadata.version';
  return [...records.filter(isFirst), ...records.filter((record) => !isFirst(record))];
}

function migrationRecords({ zkMigrationState }: MetadataImage): MetadataRecord[] {
  return zkMigrationState === undefined ? [] : [{ type: 'ZkMigrationStateRecord', zkMigrationState }];
}

function brokerRecord(broker: BrokerRegistration): MetadataRecord {
  const { id, epoch, incarnationId, listeners, rack, fenced, inControlledShutdown, logDirs } = broker;
  const migrating = broker.isMigratingZkBroker === true ? ({ isMigratingZkBroker: true } as const) : {};
  return {
    type: 'RegisterBrokerRecord',
    brokerId: id,
    brokerEpoch: epoch,
    incarnationId,
    endPoints: listeners,
    rack,
    fenced,
    inControlledShutdown,
    logDirs,
    ...migrating,
  };
}

function topicRecords({ name, topicId, partitions }: TopicImage): MetadataRecord[] {
  const records: MetadataRecord[] = [{ type: 'TopicRecord', name, topicId }];
  partitions.forEach(({ elr, lastKnownElr, ...rest }, partitionId) => {
    const partition = { topicId, partitionId, ...rest, eligibleLeaderReplicas: elr, lastKnownElr };
    records.push({ type: 'PartitionRecord', ...partition });
  });
  return records;
}

function configRecords({ configs }: MetadataImage): MetadataRecord[] {
  return entries(configs).flatMap(([key, config]) => {
    const [resourceType, resourceName] = [key.slice(0, key.indexOf(':')), key.slice(key.indexOf(':') + 1)];
    return entries(config).map(
      ([name, value]): MetadataRecord => ({
        type: 'ConfigRecord',
        resourceType: resourceType as ConfigResourceType,
        resourceName,
        name,
        value: String(value),
      }),
    );
  });
}

/** What did not change since `before` is the same object as there. */
export function imageOfSnapshot(
  records: readonly SnapshotRecord[],
  { offset, epoch }: { readonly offset: number; readonly epoch: number },
  before: MetadataImage,
): MetadataImage {
  const contents = records.filter(isMetadata);
  const last = offset - 1;
  // The broker epoch of a registration says when it was made; where the record stood nobody knows any more.
  const replayed = replayRecords(emptyImage(), contents, last - contents.length + 1, epoch);
  const topics = { ...replayed.topics, values: replayed.topics.values.map((topic) => sameOr(before, topic)) };
  return { ...replayed, offset: last, epoch, topics };
}

function isMetadata(record: MetadataRecord | ControlRecord): record is MetadataRecord {
  switch (record.type) {
    case 'LeaderChangeMessage':
    case 'KRaftVersionRecord':
    case 'VotersRecord':
    case 'SnapshotHeaderRecord':
    case 'SnapshotFooterRecord':
      return false;
    default:
      return true;
  }
}

function sameOr(before: MetadataImage, topic: TopicImage): TopicImage {
  const known = get(before.topics, topic.name);
  if (known === undefined || known.topicId !== topic.topicId) return topic;
  const partitions = topic.partitions.map((partition, place) => {
    const was = known.partitions[place];
    return was !== undefined && isSame(was, partition) ? was : partition;
  });
  const same = partitions.length === known.partitions.length && partitions.every((p, i) => p === known.partitions[i]);
  return same ? known : { ...topic, partitions };
}

function isSame(a: PartitionRegistration, b: PartitionRegistration): boolean {
  return a.partitionEpoch === b.partitionEpoch && a.leaderEpoch === b.leaderEpoch && a.leader === b.leader;
}

/** Every partition that differs between two images, found by looking at all of them. */
export function partitionsChangedBetween(before: MetadataImage, after: MetadataImage): PartitionDelta[] {
  const deltas: PartitionDelta[] = [];
  const compare = (name: string, topicId: string, was: TopicImage | undefined, is: TopicImage | undefined): void => {
    const count = Math.max(was?.partitions.length ?? 0, is?.partitions.length ?? 0);
    for (let place = 0; place < count; place++) {
      const [from, to] = [was?.partitions[place], is?.partitions[place]];
      const partition: TopicPartition = topicPartition(name, place);
      if (from !== to) deltas.push({ topicPartition: partition, topicId, before: from, after: to });
    }
  };
  for (const was of before.topics.values) {
    const is = get(after.topics, was.name);
    if (is === was) continue;
    if (is === undefined || is.topicId !== was.topicId) compare(was.name, was.topicId, was, undefined);
    else compare(was.name, was.topicId, was, is);
  }
  for (const is of after.topics.values) {
    const was = get(before.topics, is.name);
    if (was === undefined || was.topicId !== is.topicId) compare(is.name, is.topicId, undefined, is);
  }
  return deltas;
}
