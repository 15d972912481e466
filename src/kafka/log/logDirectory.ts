/**
 * What a broker keeps on its disk and finds there when it starts: one directory a replica, and beside them the high
 * watermark checkpoint and the marker of a clean shutdown.
 *
 * Kafka: kafka.log.LogManager, org.apache.kafka.storage.internals.log.LogLoader,
 * org.apache.kafka.storage.internals.checkpoint.{OffsetCheckpointFile,LeaderEpochCheckpointFile,PartitionMetadataFile,
 * CleanShutdownFileHandler}. Checkpoint files are fsynced when written; appends stay in the page cache.
 * *Simplified:* one log directory, which never fails; recovery takes no time, and cuts nothing within a batch.
 */
import { get, type Table, tableOf } from '../../base/table.ts';
import type { Micros } from '../../base/time.ts';
import { slice, type Vector } from '../../base/vector.ts';
import type { Files } from '../../sim/protocol.ts';
import type { KafkaOut } from '../kinds.ts';
import type { RecordBatch } from '../records.ts';
import { compareTopicPartitions, type TopicPartition } from '../topicPartition.ts';
import * as epochs from './leaderEpochCache.ts';
import type { DeletedSegment, LogSegment } from './logSegment.ts';
import { emptyLog, type PartitionLog, updateHighWatermark } from './partitionLog.ts';
import { loadedProducers } from './producerRecovery.ts';
import type { ProducerSnapshot } from './producerStateManager.ts';

/** Where files stand that belong to no replica: the root of `log.dirs`. */
export const LOG_DIR = 'log-dir';
export const HIGH_WATERMARK_FILE = 'replication-offset-checkpoint';
export const LOG_START_FILE = 'log-start-offset-checkpoint';
export const CLEANER_OFFSET_FILE = 'cleaner-offset-checkpoint';
export const RECOVERY_POINT_FILE = 'recovery-point-offset-checkpoint';
export const CLEAN_SHUTDOWN_FILE = '.kafka_cleanshutdown';
export const LEADER_EPOCH_FILE = 'leader-epoch-checkpoint';
export const PARTITION_METADATA_FILE = 'partition.metadata';
export const LOG_FILE = 'log';
/** Of the producers: in Kafka a file for each (`00000000000000000042.snapshot`). */
export const PRODUCER_SNAPSHOTS_FILE = 'producer-snapshots';

/** Segments and what they hold. */
export interface StoredLog {
  readonly batches: Vector<RecordBatch>;
  readonly segments: readonly LogSegment[];
  readonly logEndOffset: number;
  /** `00000000000000000042.log.deleted` */
  readonly deletedSegments: readonly DeletedSegment[];
}

/** OffsetCheckpointFile: an offset for each partition. */
export interface OffsetCheckpoint {
  readonly partitions: readonly TopicPartition[];
  readonly offsets: readonly number[];
}

export interface LoadedLogs {
  readonly logs: Table<PartitionLog>;
  /** The broker has run on this disk before and did not leave the marker of a clean shutdown. */
  readonly unclean: boolean;
  /** Of the clean shutdown before, or -1 (KIP-966). */
  readonly previousBrokerEpoch: number;
}

// ---- starting --------------------------------------------------------------------------------------------------------

export interface LoadingClock {
  readonly now: Micros;
  /** producer.id.expiration.ms */
  readonly producerIdExpiration: Micros;
}

export function loadLogs(files: Files, clock: LoadingClock, out: KafkaOut): LoadedLogs {
  const root = files[LOG_DIR];
  const marker = root?.[CLEAN_SHUTDOWN_FILE] as { readonly brokerEpoch: number } | null | undefined;
  const clean = marker !== undefined && marker !== null;
  const highWatermarks = offsetsOf(root?.[HIGH_WATERMARK_FILE]);
  const recoveryPoints = offsetsOf(root?.[RECOVERY_POINT_FILE]);
  const logStarts = offsetsOf(root?.[LOG_START_FILE]);
  const cleaned = offsetsOf(root?.[CLEANER_OFFSET_FILE]);
  const directories = Object.keys(files).filter((name) => files[name]![PARTITION_METADATA_FILE] !== undefined);
  const logs = tableOf(
    directories.sort(compareTopicPartitions).map((tp): [TopicPartition, PartitionLog] => {
      const cleanedUpTo = get(cleaned, tp) ?? null;
      const found = { ...foundLog(files[tp]!, get(logStarts, tp) ?? 0, clock.now), cleanedUpTo };
      const loaded = loadLog(tp, files[tp]!, found, clean, get(recoveryPoints, tp) ?? 0, clock, out);
      return [tp, updateHighWatermark(loaded, get(highWatermarks, tp) ?? 0)];
    }),
  );
  return { logs, unclean: !clean && root !== undefined, previousBrokerEpoch: clean ? marker.brokerEpoch : -1 };
}

function offsetsOf(content: unknown): Table<number> {
  const { partitions = [], offsets = [] } = (content ?? {}) as Partial<OffsetCheckpoint>;
  return tableOf(partitions.map((tp, place) => [tp, offsets[place]!]));
}

/** LogLoader.load: nothing before the checkpointed start counts, and a log that ends before it counts for nothing. */
export function foundLog(directory: Files[string], checkpointedStart: number, now: Micros): PartitionLog {
  const { topicId } = directory[PARTITION_METADATA_FILE] as { readonly topicId: string };
  const stored = directory[LOG_FILE] as StoredLog | undefined;
  if (stored === undefined || stored.logEndOffset < checkpointedStart) return emptyLog(topicId, checkpointedStart, now);
  const { batches, segments, logEndOffset } = stored;
  const logStartOffset = Math.max(checkpointedStart, segments[0]!.baseOffset);
  return { ...emptyLog(topicId), batches, segments, logStartOffset, logEndOffset };
}

function loadLog(
  tp: TopicPartition,
  directory: Files[string],
  found: PartitionLog,
  clean: boolean,
  checkpointed: number,
  { now, producerIdExpiration }: LoadingClock,
  out: KafkaOut,
): PartitionLog {
  const checkpoint = (directory[LEADER_EPOCH_FILE] as epochs.LeaderEpochCache | undefined) ?? epochs.emptyEpochCache();
  // Everything below has been flushed; after a clean shutdown, everything.
  const recoveryPoint = clean ? found.logEndOffset : Math.min(checkpointed, found.logEndOffset);
  let leaderEpochs = clean ? checkpoint : recoverEpochs(checkpoint, unflushed(found, recoveryPoint));
  leaderEpochs = epochs.truncateFromEnd(leaderEpochs, found.logEndOffset);
  leaderEpochs = epochs.truncateFromStart(leaderEpochs, found.logStartOffset);
  if (leaderEpochs !== checkpoint) out.persist(tp, LEADER_EPOCH_FILE, leaderEpochs);
  const loaded = { ...found, leaderEpochs, recoveryPoint, highWatermark: found.logStartOffset };
  const snapshots = (directory[PRODUCER_SNAPSHOTS_FILE] as readonly ProducerSnapshot[] | undefined) ?? [];
  const clock = { topicPartition: tp, producerIdExpiration, env: { now } };
  const log = loadedProducers(loaded, snapshots, recoveryPoint, clock, clean);
  if (log.producerState.snapshots.length > 0) out.persist(tp, PRODUCER_SNAPSHOTS_FILE, log.producerState.snapshots);
  return log;
}

/** LogLoader.recoverLog: segments from that of the recovery point on are read through. */
function unflushed({ batches, segments }: PartitionLog, recoveryPoint: number): readonly RecordBatch[] {
  let from = segments[0]!.baseOffset;
  for (const { baseOffset } of segments) if (baseOffset <= recoveryPoint) from = baseOffset;
  return slice(batches, 0).filter(({ baseOffset }) => baseOffset >= from);
}

/** LogSegment.recover: epochs that batches carry and the checkpoint does not know. */
function recoverEpochs(checkpoint: epochs.LeaderEpochCache, batches: readonly RecordBatch[]): epochs.LeaderEpochCache {
  let cache = checkpoint;
  for (const batch of batches) {
    const latest = epochs.latestEpoch(cache);
    if (latest === undefined || batch.partitionLeaderEpoch > latest) {
      cache = epochs.assign(cache, batch.partitionLeaderEpoch, batch.baseOffset);
    }
  }
  return cache;
}

/** The marker speaks of one shutdown only. */
export function forgetCleanShutdown(out: KafkaOut): void {
  out.persist(LOG_DIR, CLEAN_SHUTDOWN_FILE, null);
}

// ---- running ---------------------------------------------------------------------------------------------------------

export function createLogDirectory(tp: TopicPartition, log: PartitionLog, out: KafkaOut): void {
  out.persist(tp, PARTITION_METADATA_FILE, { version: 0, topicId: log.topicId });
  out.write(tp, LOG_FILE, storedForm(log));
}

/** Writes what changed from `before` to `after`: records to the page cache, epochs to the platter. */
export function storeLog(
  tp: TopicPartition,
  before: PartitionLog,
  after: PartitionLog,
  rolled: boolean,
  out: KafkaOut,
): void {
  const { snapshots } = after.producerState;
  if (snapshots !== before.producerState.snapshots) out.write(tp, PRODUCER_SNAPSHOTS_FILE, snapshots);
  if (after.leaderEpochs !== before.leaderEpochs) out.persist(tp, LEADER_EPOCH_FILE, after.leaderEpochs);
  // What a roll flushes is the segment that was closed, so before the next record is written.
  if (rolled) out.flush(tp, after.segments[after.segments.length - 1]!.baseOffset);
  const { batches, segments, deletedSegments } = after;
  if (batches === before.batches && segments === before.segments && deletedSegments === before.deletedSegments) return;
  out.write(tp, LOG_FILE, storedForm(after));
}

function storedForm({ batches, segments, logEndOffset, deletedSegments }: PartitionLog): StoredLog {
  return { batches, segments, logEndOffset, deletedSegments };
}

export function writeOffsetCheckpoint(
  file: string,
  partitions: readonly TopicPartition[],
  offsets: readonly number[],
  out: KafkaOut,
): void {
  const checkpoint: OffsetCheckpoint = { partitions, offsets };
  out.persist(LOG_DIR, file, checkpoint);
}

export function markCleanShutdown(brokerEpoch: number, out: KafkaOut): void {
  out.persist(LOG_DIR, CLEAN_SHUTDOWN_FILE, { version: 0, brokerEpoch });
}
