/**
 * Compaction of one log: of each key only the newest record stays, as far as the log is cleaned. Offsets never change, so
 * what goes leaves gaps; small segments that follow each other become one.
 *
 * A record without a value, a tombstone, stays for delete.retention.ms after the first cleaning that met it, so that
 * whoever reads from the start learns that the key is gone; only a later cleaning drops it. The newest batch of a producer
 * that is still known stays even when it is empty, for its sequence; and the last batch that was cleaned, for its offset.
 *
 * Kafka: org.apache.kafka.storage.internals.log.Cleaner, MemoryRecords.filterTo (KIP-534 for the delete horizon).
 * *Simplified:* no transactions yet; segments are grouped by bytes of records, not of indexes.
 */
import { get } from '../../../base/table.ts';
import { millis } from '../../../base/time.ts';
import { partitionPoint, slice, vectorOf } from '../../../base/vector.ts';
import { NO_PRODUCER_ID } from '../../record/defaultRecordBatch.ts';
import { weighedAgain } from '../../record/storedBatch.ts';
import { type DataRecord, lastOffsetOf, nextOffsetOf, offsetAt, type RecordBatch } from '../../records.ts';
import { type DeletedSegment, type LogSegment, maxTimestampOf, millisOf, NO_TIMESTAMP } from '../logSegment.ts';
import { draftOf, type LogContext, type PartitionLog } from '../partitionLog.ts';
import { deleteSnapshotsOf } from '../producerStateManager.ts';
import { type LogToClean, segmentsBetween } from './logToClean.ts';
import { buildOffsetMap, type OffsetMap } from './offsetMap.ts';

export interface Cleaned {
  readonly log: PartitionLog;
  /** Records. */
  readonly removed: number;
  /** Of them, tombstones whose time was up. */
  readonly tombstones: number;
  readonly kept: number;
  /** From here on it is dirty. */
  readonly upTo: number;
}

interface Round {
  readonly map: OffsetMap;
  readonly nowMs: number;
  readonly deleteRetentionMs: number;
  readonly upperBound: number;
  readonly log: PartitionLog;
  removed: number;
  tombstones: number;
  kept: number;
}

export function clean(log: PartitionLog, dirty: LogToClean, maxKeys: number, context: LogContext): Cleaned {
  const { firstDirtyOffset, firstUncleanableOffset: upperBound } = dirty;
  const { config, env } = context;
  const map = buildOffsetMap(log, firstDirtyOffset, upperBound, maxKeys);
  const upTo = map.latestOffset + 1;
  const { deleteRetentionMs } = config;
  const round: Round = {
    map,
    nowMs: millisOf(env.now),
    deleteRetentionMs,
    upperBound,
    log,
    removed: 0,
    tombstones: 0,
    kept: 0,
  };
  const groups = groupsBySize(segmentsBetween(log, 0, upTo), config.segmentBytes);
  const segments: LogSegment[] = [];
  const batches: RecordBatch[] = [];
  const replaced: DeletedSegment[] = [];
  const deleteAt = env.now + millis(config.fileDeleteDelayMs);
  for (const group of groups) {
    const retained: RecordBatch[] = [];
    for (const { baseOffset } of group) {
      const source = batchesOf(log, baseOffset);
      replaced.push({ baseOffset, batches: source, deleteAt });
      for (const batch of source) {
        const left = filtered(batch, round);
        if (left !== undefined) retained.push(left);
      }
    }
    segments.push(cleanedSegment(group, retained));
    for (const batch of retained) batches.push(batch);
  }
  const next = draftOf(log);
  const rest = log.segments.slice(groups.reduce((count, group) => count + group.length, 0));
  const restFrom = rest[0]!.baseOffset;
  next.batches = vectorOf([...batches, ...slice(log.batches, placeOfBase(log, restFrom))]);
  next.segments = [...segments, ...rest];
  const gone = replaced.filter(({ baseOffset }) => !segments.some((one) => one.baseOffset === baseOffset));
  next.producerState = deleteSnapshotsOf(log.producerState, gone);
  next.deletedSegments = [...log.deletedSegments, ...replaced];
  next.cleanedUpTo = upTo;
  const { removed, tombstones, kept } = round;
  return { log: next, removed, tombstones, kept, upTo };
}

/** Neighbours that together are no larger than a segment may be become one. */
function groupsBySize(segments: readonly LogSegment[], maxSize: number): readonly (readonly LogSegment[])[] {
  const groups: LogSegment[][] = [];
  let size = 0;
  for (const segment of segments) {
    const group = groups[groups.length - 1];
    if (group !== undefined && size + segment.sizeInBytes <= maxSize) {
      group.push(segment);
      size += segment.sizeInBytes;
    } else {
      groups.push([segment]);
      size = segment.sizeInBytes;
    }
  }
  return groups;
}

function placeOfBase({ batches }: PartitionLog, offset: number): number {
  return partitionPoint(batches, ({ baseOffset }) => baseOffset >= offset);
}

function batchesOf(log: PartitionLog, baseOffset: number): readonly RecordBatch[] {
  const next = log.segments.find((segment) => segment.baseOffset > baseOffset);
  const to = next === undefined ? log.batches.length : placeOfBase(log, next.baseOffset);
  return slice(log.batches, placeOfBase(log, baseOffset), to);
}

function cleanedSegment(group: readonly LogSegment[], batches: readonly RecordBatch[]): LogSegment {
  const { baseOffset } = group[0]!;
  const { lastModified, rollJitter } = group[group.length - 1]!;
  let sizeInBytes = 0;
  let largestTimestamp = NO_TIMESTAMP;
  for (const batch of batches) {
    sizeInBytes += batch.sizeInBytes;
    largestTimestamp = Math.max(largestTimestamp, maxTimestampOf(batch));
  }
  const [first] = batches;
  const firstTimestamp = first === undefined ? NO_TIMESTAMP : maxTimestampOf(first);
  return { baseOffset, sizeInBytes, firstTimestamp, largestTimestamp, lastModified, rollJitter };
}

// ---- batches and records ---------------------------------------------------------------------------------------------

/** The same batch where nothing of it goes; undefined where all of it does. */
function filtered(batch: RecordBatch, round: Round): RecordBatch | undefined {
  const records: DataRecord[] = [];
  const offsetDeltas: number[] = [];
  let hasTombstones = false;
  for (let nth = 0; nth < batch.records.length; nth++) {
    const record = batch.records[nth]!;
    const offset = offsetAt(batch, nth);
    if (!isRetained(batch, record, offset, round)) continue;
    records.push(record);
    offsetDeltas.push(offset - batch.baseOffset);
    if (record.value === null) hasTombstones = true;
  }
  round.kept += records.length;
  round.removed += batch.records.length - records.length;
  if (records.length === 0 && !staysEmpty(batch, round)) return undefined;
  const setsHorizon = hasTombstones && batch.deleteHorizonMs === undefined;
  if (records.length === batch.records.length && !setsHorizon) return batch;
  const deleteHorizonMs = setsHorizon ? round.nowMs + round.deleteRetentionMs : batch.deleteHorizonMs;
  return rebuilt(batch, records, offsetDeltas, records.length === 0 ? undefined : deleteHorizonMs);
}

function isRetained(batch: RecordBatch, { key, value }: DataRecord, offset: number, round: Round): boolean {
  if (offset > round.map.latestOffset) return true;
  if (key === null) return false;
  if (offset < (round.map.offsets.get(key) ?? -1)) return false;
  const { deleteHorizonMs } = batch;
  if (value !== null || deleteHorizonMs === undefined || round.nowMs < deleteHorizonMs) return true;
  round.tombstones++;
  return false;
}

function staysEmpty(batch: RecordBatch, { log, upperBound }: Round): boolean {
  if (nextOffsetOf(batch) === upperBound) return true;
  if (batch.producerId === NO_PRODUCER_ID) return false;
  const newest = get(log.producerState.producers, batch.producerId)?.batchMetadata.at(-1);
  return newest?.lastOffset === lastOffsetOf(batch);
}

/** It keeps its first and its last offset, and with them its sequences. */
function rebuilt(
  batch: RecordBatch,
  records: readonly DataRecord[],
  offsetDeltas: readonly number[],
  deleteHorizonMs: number | undefined,
): RecordBatch {
  const { compression: _, compressionLevel: __, uncompressedSizeInBytes: ___, maxTimestamp: ____, ...kept } = batch;
  return {
    ...kept,
    ...weighedAgain(batch, records, offsetDeltas, deleteHorizonMs),
    records,
    offsetDeltas,
    lastOffsetDelta: lastOffsetOf(batch) - batch.baseOffset,
    ...(deleteHorizonMs === undefined ? {} : { deleteHorizonMs }),
    ...(records.length === 0 ? { maxTimestamp: maxTimestampOf(batch) } : {}),
  };
}
