/**
 * What a broker does to its logs from time to time: it writes down how far they are flushed and where they start, deletes
 * what is too old or too much, and forgets producers that have been silent for long.
 *
 * Kafka: kafka.log.LogManager (startupWithConfigOverrides, cleanupLogs, checkpointLogRecoveryOffsets,
 * checkpointLogStartOffsets), UnifiedLog (removeExpiredProducers, close).
 * *Simplified:* producers of all logs expire in one task, counted from the start of the broker rather than of each log;
 * no flush by time or by count of messages (log.flush.interval.*).
 */
import { unreachable } from '../../base/assert.ts';
import { entries } from '../../base/table.ts';
import type { Micros } from '../../base/time.ts';
import { brokerId, configMicros, hostedPartition, setPartition, type Work } from '../broker/work.ts';
import { tellRolled } from '../replication/appendRecords.ts';
import { noteLogStart } from '../replication/fetcherState.ts';
import { attend } from '../replication/fetchSession.ts';
import { logContext } from '../replication/logContext.ts';
import { type Partition, withLog } from '../replication/partition.ts';
import type { TopicPartition } from '../topicPartition.ts';
import { cleanLogs, isCleanerOn } from './cleaner/logCleaner.ts';
import { LOG_START_FILE, RECOVERY_POINT_FILE, storeLog, writeOffsetCheckpoint } from './logDirectory.ts';
import { deleteOldSegments, purgeDeletedSegments } from './logRetention.ts';
import { draftOf, markFlushed, type PartitionLog, producersOf } from './partitionLog.ts';
import { removeExpiredProducers, takeSnapshot } from './producerStateManager.ts';

export type LogTask =
  | { readonly name: 'recovery-point-checkpoint' }
  | { readonly name: 'log-start-offset-checkpoint' }
  | { readonly name: 'log-retention' }
  | { readonly name: 'log-cleaner' }
  | { readonly name: 'producer-expiration' }
  | { readonly name: 'delete-segment-files'; readonly topicPartition: TopicPartition };

/** The wait before each turn of a periodic task. */
const INTERVALS = {
  'recovery-point-checkpoint': 'log.flush.offset.checkpoint.interval.ms',
  'log-start-offset-checkpoint': 'log.flush.start.offset.checkpoint.interval.ms',
  'log-retention': 'log.retention.check.interval.ms',
  'log-cleaner': 'log.cleaner.backoff.ms',
  'producer-expiration': 'producer.id.expiration.check.interval.ms',
} as const;

type PeriodicTask = keyof typeof INTERVALS;

export function startLogManager(work: Work): void {
  const initialDelay = configMicros(work, 'log.initial.task.delay.ms');
  arm(work, 'recovery-point-checkpoint', initialDelay);
  arm(work, 'log-start-offset-checkpoint', initialDelay);
  arm(work, 'log-retention', initialDelay);
  armNext(work, 'producer-expiration');
  if (isCleanerOn(work)) runCleaner(work);
}

function armNext(work: Work, name: PeriodicTask): void {
  arm(work, name, configMicros(work, INTERVALS[name]));
}

function arm(work: Work, name: PeriodicTask, delay: Micros): void {
  work.out.setTimer(`broker/${name}`, delay, { part: 'broker', type: 'log-task', task: { name } });
}

export function logTaskDue(work: Work, task: LogTask): void {
  switch (task.name) {
    case 'recovery-point-checkpoint':
      writeRecoveryPoints(work, ({ recoveryPoint }) => recoveryPoint);
      armNext(work, task.name);
      return;
    case 'log-start-offset-checkpoint':
      writeLogStarts(work);
      armNext(work, task.name);
      return;
    case 'log-retention':
      cleanupLogs(work);
      armNext(work, task.name);
      return;
    case 'log-cleaner':
      runCleaner(work);
      return;
    case 'producer-expiration':
      for (const partition of work.state.partitions.values) expireProducers(work, partition);
      armNext(work, task.name);
      return;
    case 'delete-segment-files':
      deleteSegmentFiles(work, task.topicPartition);
      return;
    default:
      unreachable(task);
  }
}

// ---- checkpoints -----------------------------------------------------------------------------------------------------

export function writeRecoveryPoints(work: Work, pointOf: (log: PartitionLog) => number): void {
  const logs = allLogs(work);
  if (logs.length === 0) return;
  const partitions = logs.map(([tp]) => tp);
  const offsets = logs.map(([, log]) => pointOf(log));
  writeOffsetCheckpoint(RECOVERY_POINT_FILE, partitions, offsets, work.out);
}

/** Only where the log does not start with a segment: else the segments say it. */
export function writeLogStarts(work: Work): void {
  const moved = allLogs(work).filter(([, log]) => log.logStartOffset > log.segments[0]!.baseOffset);
  writeOffsetCheckpoint(
    LOG_START_FILE,
    moved.map(([tp]) => tp),
    moved.map(([, log]) => log.logStartOffset),
    work.out,
  );
}

/** Also those that no controller has spoken of so far. */
function allLogs({ state }: Work): readonly (readonly [TopicPartition, PartitionLog])[] {
  const hosted = entries(state.partitions).map(([tp, { log }]) => [tp, log] as const);
  return state.unhostedLogs.keys.length === 0 ? hosted : [...hosted, ...entries(state.unhostedLogs)];
}

/** UnifiedLog.flush after a roll: the segment that was closed has reached the platter. */
export function logFlushed(work: Work, tp: TopicPartition, offset: number): void {
  const partition = hostedPartition(work, tp);
  if (partition === undefined) return;
  const log = markFlushed(partition.log, offset);
  if (log !== partition.log) setPartition(work, withLog(partition, log));
}

// ---- retention -------------------------------------------------------------------------------------------------------

/** The cleaner deletes from compacted logs itself. */
function cleanupLogs(work: Work): void {
  for (const partition of work.state.partitions.values) {
    if (!partition.config.compacts) applyRetention(work, partition);
  }
}

export function applyRetention(work: Work, partition: Partition): void {
  const { topicPartition, log: before } = partition;
  const { log, deletions, rolled } = deleteOldSegments(before, logContext(work, partition));
  if (log === before) return;
  storeLog(topicPartition, before, log, rolled, work.out);
  const next = withLog(partition, log);
  setPartition(work, next);
  // Followers take the new start over with their next fetch, and say so.
  attend(work, next);
  noteLogStart(work, topicPartition);
  armDeletion(work, next);
  if (rolled) tellRolled(work, topicPartition, log);
  const on = { partition: topicPartition, broker: brokerId(work) };
  for (const { reason, segments: removed, logStartOffset } of deletions) {
    work.out.fact({ type: 'SegmentsDeleted', ...on, logStartOffset, removed, reason });
  }
}

function runCleaner(work: Work): void {
  cleanLogs(work, (partition) => applyRetention(work, partition));
  for (const partition of work.state.partitions.values) armDeletion(work, partition);
  armNext(work, 'log-cleaner');
}

/** At the moment when the next of them is due. */
function armDeletion(work: Work, { topicPartition, log: { deletedSegments } }: Partition): void {
  const [next] = deletedSegments;
  if (next === undefined) return;
  const task: LogTask = { name: 'delete-segment-files', topicPartition };
  const delay = Math.max(0, next.deleteAt - work.env.now);
  work.out.setTimer(`broker/delete-segment-files ${topicPartition}`, delay, { part: 'broker', type: 'log-task', task });
}

function deleteSegmentFiles(work: Work, tp: TopicPartition): void {
  const partition = hostedPartition(work, tp);
  if (partition === undefined) return;
  const log = purgeDeletedSegments(partition.log, work.env.now);
  if (log === partition.log) return;
  storeLog(tp, partition.log, log, false, work.out);
  const next = withLog(partition, log);
  setPartition(work, next);
  armDeletion(work, next);
}

// ---- producers -------------------------------------------------------------------------------------------------------

function expireProducers(work: Work, partition: Partition): void {
  const { log, topicPartition } = partition;
  const { producers, verificationStates } = log.producerState;
  if (producers.keys.length === 0 && verificationStates.keys.length === 0) return;
  const expiration = configMicros(work, 'producer.id.expiration.ms');
  const producerState = removeExpiredProducers(log.producerState, work.env.now, expiration);
  if (producerState.producers === producers && producerState.verificationStates === verificationStates) return;
  const next = draftOf(log);
  next.producerState = producerState;
  setPartition(work, withLog(partition, next));
  const gone = producers.keys.filter((id) => !producerState.producers.keys.includes(id));
  if (gone.length === 0) return;
  const fact = { partition: topicPartition, broker: brokerId(work), producerIds: `[${gone.join(',')}]` };
  work.out.fact({ type: 'ProducerIdsExpired', ...fact });
}

// ---- the end ---------------------------------------------------------------------------------------------------------

/** UnifiedLog.close: a snapshot of the producers at the end of each log, so that the next start need not read it. */
export function closeLogs(work: Work): void {
  for (const partition of work.state.partitions.values) {
    const { log, topicPartition } = partition;
    const producers = producersOf(log);
    const producerState = takeSnapshot(producers);
    if (producerState === producers) continue;
    const next = draftOf(log);
    next.producerState = producerState;
    storeLog(topicPartition, log, next, false, work.out);
    setPartition(work, withLog(partition, next));
  }
}
