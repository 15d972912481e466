/**
 * Appending to a log: as the leader, who gives offsets and an epoch, or as a follower, who takes them as they are. In
 * Kafka's order: the epoch cache, then a roll if the segment is full or old, then what the batch means for its producer;
 * only then it is in the log, or it is not.
 *
 * Kafka: org.apache.kafka.storage.internals.log.UnifiedLog (append, appendAsLeader, appendAsFollower, maybeRoll, roll).
 */
import { assert } from '../../base/assert.ts';
import { millis } from '../../base/time.ts';
import { push } from '../../base/vector.ts';
import { NO_PRODUCER_ID } from '../record/defaultRecordBatch.ts';
import { nextOffsetOf, type RecordBatch, type UnassignedBatch } from '../records.ts';
import * as epochs from './leaderEpochCache.ts';
import {
  type AppendedBytes,
  emptySegment,
  type LogSegment,
  maxTimestampOf,
  segmentWith,
  shouldRoll,
} from './logSegment.ts';
import { withLogAppendTime } from './logValidator.ts';
import { activeSegment, draftOf, type LogContext, type PartitionLog, producersOf } from './partitionLog.ts';
import { tailOf } from './partOfBatch.ts';
import type { AppendOrigin, Refusal } from './producerAppendInfo.ts';
import { producerBatchOf } from './producerBatch.ts';
import { appendToProducerState } from './producerStateAppend.ts';
import type { BatchMetadata } from './producerStateEntry.ts';
import { takeSnapshot, updateMapEndOffset } from './producerStateManager.ts';

/** The log changes even where nothing is appended: a segment may have been closed before. */
export type Appended = { readonly log: PartitionLog; readonly rolled: boolean } & (
  | { readonly kind: 'appended'; readonly batches: readonly RecordBatch[] }
  /** It is there already: among the last five batches of its producer. */
  | { readonly kind: 'duplicate'; readonly duplicate: BatchMetadata }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
);

/** The leader gives a batch its offsets and stamps its epoch into it. */
export function appendAsLeader(
  log: PartitionLog,
  batch: UnassignedBatch,
  epoch: number,
  origin: AppendOrigin,
  context: LogContext,
): Appended {
  return append(log, [assigned(log, batch, epoch, context)], origin, context);
}

function assigned(
  log: PartitionLog,
  batch: UnassignedBatch,
  partitionLeaderEpoch: number,
  { config, env }: LogContext,
): RecordBatch {
  const plain: RecordBatch = {
    baseOffset: log.logEndOffset,
    partitionLeaderEpoch,
    producerId: batch.producerId,
    producerEpoch: batch.producerEpoch,
    baseSequence: batch.baseSequence,
    sizeInBytes: batch.sizeInBytes,
    records: batch.records,
  };
  const { baseOffset } = plain;
  const compressed = batch.compression === undefined ? plain : { ...batch, baseOffset, partitionLeaderEpoch };
  if (config.timestampType === 'CreateTime') return compressed;
  return { ...compressed, records: withLogAppendTime(batch.records, env.now), timestampType: 'LogAppendTime' };
}

/**
 * A follower takes the leader's offsets and epochs as they are. Batches of an epoch above `currentLeaderEpoch` are left
 * out: the answer was overtaken by a change of leader (KAFKA-18723). Undefined: they do not follow on the log's end.
 */
export function appendAsFollower(
  log: PartitionLog,
  batches: readonly RecordBatch[],
  currentLeaderEpoch: number,
  context: LogContext,
): Extract<Appended, { kind: 'appended' }> | undefined {
  const higher = batches.findIndex((batch) => batch.partitionLeaderEpoch > currentLeaderEpoch);
  const taken = following(log, higher < 0 ? batches : batches.slice(0, higher), context);
  if (taken.length === 0) return { kind: 'appended', log, batches: taken, rolled: false };
  if (taken[0]!.baseOffset < log.logEndOffset) return undefined;
  const appended = append(log, taken, 'REPLICATION', context);
  assert(appended.kind === 'appended', 'a replica takes what its leader took');
  return appended;
}

function following(
  { logEndOffset }: PartitionLog,
  batches: readonly RecordBatch[],
  { hasBatches }: LogContext,
): readonly RecordBatch[] {
  const [first, ...rest] = batches;
  if (hasBatches || first === undefined || first.baseOffset >= logEndOffset) return batches;
  const part = tailOf(first, logEndOffset);
  return part === undefined ? rest : [part, ...rest];
}

function append(
  log: PartitionLog,
  batches: readonly RecordBatch[],
  origin: AppendOrigin,
  context: LogContext,
): Appended {
  let { batches: stored, leaderEpochs, logEndOffset } = log;
  let sizeInBytes = 0;
  let largestTimestamp = -1;
  let idempotent = false;
  for (const batch of batches) {
    stored = push(stored, batch);
    leaderEpochs = epochs.assign(leaderEpochs, batch.partitionLeaderEpoch, batch.baseOffset);
    logEndOffset = nextOffsetOf(batch);
    sizeInBytes += batch.sizeInBytes;
    largestTimestamp = Math.max(largestTimestamp, maxTimestampOf(batch));
    if (batch.producerId !== NO_PRODUCER_ID) idempotent = true;
  }
  const bytes: AppendedBytes = { sizeInBytes, firstTimestamp: maxTimestampOf(batches[0]!), largestTimestamp };
  const { topicPartition, env, config } = context;
  const rolled = shouldRoll(activeSegment(log), bytes, config);
  const from = rolled ? roll(log, batches[0]!.baseOffset, context) : log;
  const next = draftOf(from);
  next.leaderEpochs = leaderEpochs;
  if (idempotent) {
    const asked = batches.map(producerBatchOf);
    const outcome = appendToProducerState(producersOf(from), topicPartition, asked, origin, logEndOffset);
    if (outcome.kind === 'duplicate') return { kind: 'duplicate', duplicate: outcome.batch, log: next, rolled };
    if (outcome.kind === 'refused') return { kind: 'refused', refusal: outcome.refusal, log: next, rolled };
    next.producerState = outcome.state;
  }
  next.batches = stored;
  next.logEndOffset = logEndOffset;
  next.segments = withActive(from.segments, segmentWith(activeSegment(from), bytes, env.now));
  return { kind: 'appended', log: next, batches, rolled };
}

function withActive(segments: readonly LogSegment[], active: LogSegment): readonly LogSegment[] {
  const next = segments.slice();
  next[next.length - 1] = active;
  return next;
}

/**
 * Closes the active segment. What is remembered of the producers goes into a snapshot that is named as the new segment
 * is, so that a start or a truncation needs to read no further back.
 */
export function roll(log: PartitionLog, baseOffset: number, { topicPartition, env, config }: LogContext): PartitionLog {
  const next = draftOf(log);
  const bound = Math.min(config.segmentJitterMs, config.segmentMs);
  const jitter =
    bound === 0 ? 0 : millis(env.draw(`segment-jitter ${env.self} ${topicPartition} ${baseOffset} ${env.now}`, bound));
  next.segments = [...log.segments, emptySegment(baseOffset, env.now, jitter)];
  next.producerState = takeSnapshot(updateMapEndOffset(log.producerState, baseOffset));
  return next;
}
