/**
 * Before message format v2 (0.11, KIP-98) a log had no batches: records stood alone, so that a cut, or an append, could
 * fall between any two of them.
 *
 * Kafka: message formats 0 and 1, without compression.
 */
import { weighedAgain } from '../record/storedBatch.ts';
import { lastOffsetOf, offsetAt, type RecordBatch } from '../records.ts';

/** What lies before `offset`; undefined: nothing. */
export function headOf(batch: RecordBatch, offset: number): RecordBatch | undefined {
  return part(batch, batch.baseOffset, offset - 1);
}

/** What lies at `offset` and behind it. */
export function tailOf(batch: RecordBatch, offset: number): RecordBatch | undefined {
  return part(batch, offset, lastOffsetOf(batch));
}

function part(batch: RecordBatch, from: number, to: number): RecordBatch | undefined {
  const inside = batch.records.map((_, nth) => offsetAt(batch, nth)).filter((offset) => offset >= from && offset <= to);
  if (inside.length === 0) return undefined;
  const records = batch.records.filter((_, nth) => inside.includes(offsetAt(batch, nth)));
  const baseOffset = inside[0]!;
  const deltas = inside.map((offset) => offset - baseOffset);
  return { ...batch, baseOffset, records, ...weighedAgain(batch, records, deltas, undefined) };
}
