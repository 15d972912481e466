/**
 * A line as the pattern of Kafka's log4j writes it, `[%d] %p %m (%c)%n`: config/log4j2.yaml, and before 4.0
 * config/log4j.properties, where the pattern is the same. A run begins at midnight of the first day of 2026, UTC.
 */
import type { Micros } from '../../base/time.ts';
import type { LogLevel } from './serverLogFrames.ts';

/** Milliseconds from 1970 to 2026-01-01T00:00:00Z. */
const RUN_BEGINS_MS = 1_767_225_600_000;
const DAY_MS = 86_400_000;
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** What System.currentTimeMillis would have said. */
export function epochMillis(at: Micros): number {
  return RUN_BEGINS_MS + Math.floor(at / 1000);
}

/** `2026-01-01 00:00:08,123` */
export function wallClock(at: Micros): string {
  const ms = Math.floor(at / 1000);
  let day = Math.floor(ms / DAY_MS);
  let month = 0;
  while (day >= MONTH_LENGTHS[month % 12]!) {
    day -= MONTH_LENGTHS[month % 12]!;
    month++;
  }
  const date = `${2026 + Math.floor(month / 12)}-${padded((month % 12) + 1, 2)}-${padded(day + 1, 2)}`;
  const inDay = ms % DAY_MS;
  const [hours, minutes, seconds] = [3_600_000, 60_000, 1000].map((unit) => Math.floor(inDay / unit));
  return `${date} ${padded(hours!, 2)}:${padded(minutes! % 60, 2)}:${padded(seconds! % 60, 2)},${padded(inDay % 1000, 3)}`;
}

export function lineText(at: Micros, level: LogLevel, message: string, logger: string): string {
  return `[${wallClock(at)}] ${level} ${message} (${logger})`;
}

function padded(value: number, digits: number): string {
  return String(value).padStart(digits, '0');
}
