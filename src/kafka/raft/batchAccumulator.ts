/**
 * Records wait a little for company before the leader writes them: `controller.quorum.append.linger.ms`. Their offsets are
 * fixed at once, and they are lost if the leadership is.
 *
 * Kafka: org.apache.kafka.raft.internals.BatchAccumulator.
 * *Simplified:* one batch, without a limit on its size; records may be drained as soon as they are prepared.
 */
import { type Micros, millis } from '../../base/time.ts';
import type { ControlRecord, MetadataEntry, MetadataRecord } from '../records.ts';
import type { BatchAccumulator } from './state.ts';

export function newAccumulator(nextOffset: number): BatchAccumulator {
  return { nextOffset, pending: [], drainAt: undefined };
}

export function accumulate(
  accumulator: BatchAccumulator,
  records: readonly MetadataRecord[],
  epoch: number,
  lingerMs: number,
  now: Micros,
): BatchAccumulator {
  return {
    nextOffset: accumulator.nextOffset + records.length,
    pending: [...accumulator.pending, ...entriesOf(records, accumulator.nextOffset, epoch, now)],
    drainAt: accumulator.drainAt ?? now + millis(lingerMs),
  };
}

/** Control records do not linger, nor does what was there before them. */
export function accumulateControl(
  accumulator: BatchAccumulator,
  records: readonly ControlRecord[],
  epoch: number,
  now: Micros,
): BatchAccumulator {
  return {
    nextOffset: accumulator.nextOffset + records.length,
    pending: [...accumulator.pending, ...entriesOf(records, accumulator.nextOffset, epoch, now)],
    drainAt: now,
  };
}

export function drained(accumulator: BatchAccumulator): BatchAccumulator {
  return newAccumulator(accumulator.nextOffset);
}

function entriesOf(
  records: readonly (MetadataRecord | ControlRecord)[],
  baseOffset: number,
  epoch: number,
  timestamp: Micros,
): MetadataEntry[] {
  return records.map((record, place) => ({ offset: baseOffset + place, epoch, timestamp, record }));
}
