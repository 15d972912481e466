/** Numbers and times as the instrument prints them. */
import type { Micros } from '../base/time.ts';

/** `4.250 s`: milliseconds, or microseconds where they matter. */
export function formatTime(at: Micros, digits: 3 | 6 = 3): string {
  return `${(Math.floor(at) / 1_000_000).toFixed(digits)} s`;
}

/** A stretch of time in the unit that reads best. */
export function formatSpan(span: Micros): string {
  if (span < 1_000) return `${Math.round(span)} µs`;
  if (span < 1_000_000) return `${trim(span / 1_000)} ms`;
  return `${trim(span / 1_000_000)} s`;
}

function trim(value: number): string {
  return value >= 100 ? String(Math.round(value)) : String(Number(value.toFixed(value >= 10 ? 1 : 2)));
}

/** `0x100000004`: epoch of the leader above, counter below, as ZooKeeper prints it. */
export function formatZxid(zxid: number): string {
  return `0x${zxid.toString(16)}`;
}

/** `[1,2,3]` as Kafka's tools print lists of ids. */
export function formatIds(ids: readonly number[]): string {
  return ids.join(',');
}
