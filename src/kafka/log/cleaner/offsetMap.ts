/**
 * The newest offset of each key in the dirty part of a log. It has room for so many keys only: what does not fit waits for
 * the next cleaning.
 *
 * Kafka: org.apache.kafka.storage.internals.log.{SkimpyOffsetMap,Cleaner.buildOffsetMap}. It holds 16 bytes of hash and 8
 * of offset a key (log.cleaner.dedupe.buffer.size, log.cleaner.io.buffer.load.factor).
 * *Simplified:* keys themselves, not their hashes.
 */
import { at, partitionPoint } from '../../../base/vector.ts';
import { lastOffsetOf, nextOffsetOf, offsetAt } from '../../records.ts';
import type { PartitionLog } from '../partitionLog.ts';

const BYTES_PER_ENTRY = 24;

export interface OffsetMap {
  readonly offsets: ReadonlyMap<string, number>;
  /** Everything up to it is in here; -1: nothing is. */
  readonly latestOffset: number;
}

export function slotsOf(dedupeBufferSize: number, threads: number, loadFactor: number): number {
  return Math.floor(Math.floor(dedupeBufferSize / threads / BYTES_PER_ENTRY) * loadFactor);
}

/** Of the offsets from `start` up to but not including `end`, which begins a segment. */
export function buildOffsetMap(log: PartitionLog, start: number, end: number, maxKeys: number): OffsetMap {
  const offsets = new Map<string, number>();
  let latestOffset = -1;
  let place = partitionPoint(log.batches, (batch) => nextOffsetOf(batch) > start);
  for (; place < log.batches.length; place++) {
    const batch = at(log.batches, place)!;
    if (batch.baseOffset >= end) break;
    for (let nth = 0; nth < batch.records.length; nth++) {
      const { key } = batch.records[nth]!;
      const offset = offsetAt(batch, nth);
      if (key === null || offset < start) continue;
      if (offsets.size >= maxKeys) return { offsets, latestOffset };
      offsets.set(key, offset);
      latestOffset = offset;
    }
    latestOffset = lastOffsetOf(batch);
  }
  // Offsets may be missing at the end: they are covered all the same.
  return { offsets, latestOffset: Math.max(latestOffset, end - 1) };
}
