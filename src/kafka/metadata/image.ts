/** The metadata image as the rest of the house sees it: what it holds, what replay does to it, and what that changed. */
export { type BrokerRegistration, clientListener } from './brokerRegistration.ts';
export { imageOfSnapshot, partitionsChangedBetween, recordsOfImage } from './imageSnapshot.ts';
export { changedPartitions, type PartitionDelta } from './metadataDelta.ts';
export {
  brokerOf,
  effectiveMinIsr,
  emptyImage,
  featureLevel,
  isElrEnabled,
  type MetadataImage,
  partitionAt,
  partitionsOf,
  type TopicImage,
  topicById,
  topicByName,
  topicConfig,
  topicNameOf,
  zkMigrationState,
} from './metadataImage.ts';
export type { PartitionRegistration } from './partitionRegistration.ts';
export { replay, replayEntries, replayEntry, replayRecords } from './replay.ts';
