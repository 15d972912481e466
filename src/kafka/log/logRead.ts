/**
 * Reading a log: by offset, by bytes, by time.
 *
 * Kafka: org.apache.kafka.storage.internals.log.{LocalLog.read,LogSegment.read}, UnifiedLog.searchOffsetInLocalLog.
 */
import { at, partitionPoint } from '../../base/vector.ts';
import { nextOffsetOf, offsetAt, type RecordBatch } from '../records.ts';
import { millisOf } from './logSegment.ts';
import type { PartitionLog } from './partitionLog.ts';

/** The first place whose batch holds `offset` or something later. */
export function placeOf(log: PartitionLog, offset: number): number {
  if (offset >= log.logEndOffset) return log.batches.length;
  // Reads are nearly always near the end.
  const { tail, length } = log.batches;
  for (let place = tail.length - 1; place >= 0; place--) {
    if (offset >= tail[place]!.baseOffset)
      return length - tail.length + place + (offset >= nextOffsetOf(tail[place]!) ? 1 : 0);
  }
  return partitionPoint(log.batches, (batch) => nextOffsetOf(batch) > offset);
}

/** The record itself lies there: what the cleaner removed has left its offset behind. */
export function holdsRecord(log: PartitionLog, offset: number): boolean {
  const place = placeOf(log, offset);
  if (offset < log.logStartOffset || place >= log.batches.length) return false;
  const batch = at(log.batches, place)!;
  return batch.records.some((_, nth) => offsetAt(batch, nth) === offset);
}

/**
 * Whole batches from `startOffset`, below `endOffset`, of one segment, up to `maxBytes`; with `minOneMessage` at least
 * one batch however large. The first may begin before `startOffset`: whoever reads skips what it did not ask for.
 * Undefined when the offset is not in the log.
 */
export function read(
  log: PartitionLog,
  startOffset: number,
  maxBytes: number,
  endOffset: number,
  minOneMessage: boolean,
): readonly RecordBatch[] | undefined {
  if (startOffset < log.logStartOffset || startOffset > log.logEndOffset) return undefined;
  if (startOffset >= endOffset) return NOTHING;
  const found: RecordBatch[] = [];
  let size = 0;
  let segmentEnd = Number.MAX_SAFE_INTEGER;
  for (let place = placeOf(log, startOffset); place < log.batches.length; place++) {
    const batch = at(log.batches, place)!;
    if (batch.baseOffset >= endOffset || batch.baseOffset >= segmentEnd) break;
    size += batch.sizeInBytes;
    if (size > maxBytes && !(found.length === 0 && minOneMessage)) break;
    if (found.length === 0) segmentEnd = segmentEndAfter(log, batch.baseOffset);
    found.push(batch);
  }
  return found;
}

const NOTHING: readonly RecordBatch[] = [];

function segmentEndAfter(log: PartitionLog, offset: number): number {
  for (let place = log.segments.length - 1; place >= 0; place--) {
    if (log.segments[place]!.baseOffset <= offset) {
      return log.segments[place + 1]?.baseOffset ?? Number.MAX_SAFE_INTEGER;
    }
  }
  return Number.MAX_SAFE_INTEGER;
}

export function onOlderSegment(log: PartitionLog, offset: number, other: number): boolean {
  return segmentEndAfter(log, offset) <= other;
}

/** Bytes from one offset to another, counted no further than `enough`. */
export function bytesBetween(log: PartitionLog, from: number, to: number, enough: number): number {
  let size = 0;
  for (let place = placeOf(log, from); place < log.batches.length && size < enough; place++) {
    const batch = at(log.batches, place)!;
    if (batch.baseOffset >= to) break;
    size += batch.sizeInBytes;
  }
  return size;
}

export interface FoundOffset {
  readonly offset: number;
  readonly timestampMs: number;
  readonly epoch: number;
}

/** The first record that has the largest timestamp of the log (UnifiedLog.fetchOffsetByTimestamp, MAX_TIMESTAMP; KIP-734). */
export function findMaxTimestamp(log: PartitionLog): FoundOffset | undefined {
  let newest = log.segments[0];
  for (const segment of log.segments) {
    if (newest === undefined || millisOf(segment.largestTimestamp) > millisOf(newest.largestTimestamp))
      newest = segment;
  }
  return newest === undefined ? undefined : findByTimestamp(log, millisOf(newest.largestTimestamp));
}

/** The first record at or after a time in milliseconds; segments without anything so new are passed over. */
export function findByTimestamp(log: PartitionLog, timestampMs: number): FoundOffset | undefined {
  const segment = log.segments.find(({ largestTimestamp }) => millisOf(largestTimestamp) >= timestampMs);
  if (segment === undefined) return undefined;
  const from = Math.max(segment.baseOffset, log.logStartOffset);
  for (let place = placeOf(log, from); place < log.batches.length; place++) {
    const batch = at(log.batches, place)!;
    for (let nth = 0; nth < batch.records.length; nth++) {
      const found = millisOf(batch.records[nth]!.timestamp);
      const offset = offsetAt(batch, nth);
      if (found >= timestampMs && offset >= log.logStartOffset) {
        return { offset, timestampMs: found, epoch: batch.partitionLeaderEpoch };
      }
    }
  }
  return undefined;
}
