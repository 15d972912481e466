/**
 * Committed metadata becomes this broker's image; what changed in it is handed to the replica manager. One delivery is
 * one step, however many records it has: a partition that changed three times meanwhile changes once here.
 *
 * Kafka: kafka.server.metadata.BrokerMetadataPublisher, org.apache.kafka.image.loader.MetadataLoader.
 * *Simplified:* at start Kafka publishes nothing until it has reached the high watermark of the metadata log; here,
 * until it has reached this incarnation's own registration. Either way the past is not lived through again.
 */
import { startGroupCoordinator, updateGroupCoordinator } from '../group/coordinatorLoader.ts';
import { forgetCleanShutdown } from '../log/logDirectory.ts';
import {
  changedPartitions,
  imageOfSnapshot,
  type MetadataImage,
  type PartitionDelta,
  partitionsChangedBetween,
  replayEntries,
} from '../metadata/image.ts';
import type { RaftSnapshot } from '../raft/snapshots.ts';
import type { MetadataEntry } from '../records.ts';
import { applyDelta, refreshLogConfigs, removeStrayLogs, startReplicaManager } from '../replication/replicaManager.ts';
import { topicPartition } from '../topicPartition.ts';
import { maybeReadyToUnfence } from './brokerLifecycleManager.ts';
import { concernsThisBroker, reconfigure } from './dynamicConfig.ts';
import { brokerId, registration, update, type Work } from './work.ts';

export function publish(work: Work, entries: readonly MetadataEntry[]): void {
  const before = work.state.image;
  const image = replayEntries(before, entries);
  update(work, { image });
  if (!work.state.firstPublished) {
    publishFirst(work);
    return;
  }
  const records = entries.map(({ record }) => record);
  if (concernsThisBroker(work, records)) reconfigure(work);
  const deltas = changedPartitions(before, image, records);
  applyDelta(work, deltas);
  updateGroupCoordinator(work, deltas);
  for (const record of records) {
    if (record.type !== 'ConfigRecord' || record.resourceType === 'GROUP') continue;
    refreshLogConfigs(work, record.resourceType === 'TOPIC' ? record.resourceName : undefined);
  }
}

/** In place of entries that nobody has any more: all that is different now is one change. */
export function publishSnapshot(work: Work, snapshot: RaftSnapshot): void {
  const before = work.state.image;
  const image = imageOfSnapshot(snapshot.records, snapshot, before);
  update(work, { image });
  if (!work.state.firstPublished) {
    publishFirst(work);
    return;
  }
  reconfigure(work);
  const deltas = partitionsChangedBetween(before, image);
  applyDelta(work, deltas);
  updateGroupCoordinator(work, deltas);
  refreshLogConfigs(work, undefined);
}

function publishFirst(work: Work): void {
  const own = registration(work, brokerId(work));
  if (own === undefined || own.incarnationId !== work.state.lifecycle.incarnationId) return;
  update(work, { firstPublished: true });
  reconfigure(work);
  forgetCleanShutdown(work.out);
  startGroupCoordinator(work);
  const deltas = everyPartition(work.state.image);
  applyDelta(work, deltas);
  updateGroupCoordinator(work, deltas);
  removeStrayLogs(work);
  startReplicaManager(work);
  maybeReadyToUnfence(work);
}

function everyPartition(image: MetadataImage): PartitionDelta[] {
  const deltas: PartitionDelta[] = [];
  for (const { name, topicId, partitions } of image.topics.values) {
    partitions.forEach((after, index) => {
      deltas.push({ topicPartition: topicPartition(name, index), topicId, before: undefined, after });
    });
  }
  return deltas;
}
