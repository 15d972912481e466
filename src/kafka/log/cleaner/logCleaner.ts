/**
 * The thread that compacts: it takes the dirtiest log that is dirty enough, cleans it, deletes what is too old of the
 * logs that are both compacted and deleted from, and goes on until there is nothing to do; then it sleeps for
 * log.cleaner.backoff.ms. How far each log is cleaned stands in `cleaner-offset-checkpoint`.
 *
 * Kafka: org.apache.kafka.storage.internals.log.{LogCleaner,LogCleanerManager}.
 * *Simplified:* cleaning takes no time, so that more threads than one, throttling (log.cleaner.io.max.bytes.per.second)
 * and aborting make no difference.
 */
import { brokerId, configFlag, configNumber, hostedPartition, setPartition, type Work } from '../../broker/work.ts';
import { logContext } from '../../replication/logContext.ts';
import { type Partition, withLog } from '../../replication/partition.ts';
import { CLEANER_OFFSET_FILE, storeLog, writeOffsetCheckpoint } from '../logDirectory.ts';
import { clean } from './cleaner.ts';
import { isCleanable, type LogToClean, logToClean } from './logToClean.ts';
import { slotsOf } from './offsetMap.ts';

interface Filthy {
  readonly partition: Partition;
  readonly dirty: LogToClean;
}

export function isCleanerOn(work: Work): boolean {
  return configFlag(work, 'log.cleaner.enable') && configNumber(work, 'log.cleaner.threads') > 0;
}

/** CleanerThread.doWork, again and again while it finds something. `applyRetention` is the log manager's. */
export function cleanLogs(work: Work, applyRetention: (partition: Partition) => void): void {
  for (;;) {
    const filthiest = grabFilthiestCompactedLog(work);
    if (filthiest !== undefined) cleanLog(work, filthiest);
    for (const partition of work.state.partitions.values) if (partition.config.compacts) applyRetention(partition);
    if (filthiest === undefined) return;
  }
}

/** The one with the largest share of dirty bytes. */
function grabFilthiestCompactedLog(work: Work): Filthy | undefined {
  let filthiest: Filthy | undefined;
  for (const partition of work.state.partitions.values) {
    if (!partition.config.compacts) continue;
    const dirty = logToClean(partition.log, logContext(work, partition));
    if (!isCleanable(dirty, partition.config.minCleanableDirtyRatio)) continue;
    if (filthiest === undefined || ratioOf(dirty) > ratioOf(filthiest.dirty)) filthiest = { partition, dirty };
  }
  return filthiest;
}

function ratioOf({ cleanableBytes, totalBytes }: LogToClean): number {
  return cleanableBytes / totalBytes;
}

function cleanLog(work: Work, { partition, dirty }: Filthy): void {
  const { topicPartition, log: before } = partition;
  const maxKeys = slotsOf(
    configNumber(work, 'log.cleaner.dedupe.buffer.size'),
    configNumber(work, 'log.cleaner.threads'),
    configNumber(work, 'log.cleaner.io.buffer.load.factor'),
  );
  const { log, removed, tombstones, kept, upTo } = clean(before, dirty, maxKeys, logContext(work, partition));
  storeLog(topicPartition, before, log, false, work.out);
  // New segments are flushed before they take the place of the old ones.
  work.out.flush(topicPartition, log.recoveryPoint);
  setPartition(work, withLog(partition, log));
  writeCleanedOffsets(work);
  const fact = { partition: topicPartition, broker: brokerId(work), removed, tombstones, kept };
  work.out.fact({ type: 'LogCleaned', ...fact, from: dirty.firstDirtyOffset, upTo });
}

export function writeCleanedOffsets(work: Work): void {
  const cleaned = work.state.partitions.values.filter(({ log }) => log.cleanedUpTo !== null);
  writeOffsetCheckpoint(
    CLEANER_OFFSET_FILE,
    cleaned.map(({ topicPartition }) => topicPartition),
    cleaned.map(({ log }) => log.cleanedUpTo!),
    work.out,
  );
}

/** A log was cut: what was cleaned behind the cut is not any more (LogCleanerManager.maybeTruncateCheckpoint). */
export function cleanedOffsetsTruncated(work: Work, before: Partition): void {
  const after = hostedPartition(work, before.topicPartition);
  if (after !== undefined && after.log.cleanedUpTo !== before.log.cleanedUpTo) writeCleanedOffsets(work);
}
