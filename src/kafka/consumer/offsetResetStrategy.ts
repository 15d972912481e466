/**
 * auto.offset.reset: where to begin without a position (org.apache.kafka.clients.consumer.internals.
 * AutoOffsetResetStrategy; KIP-1106 for `by_duration`).
 */
import { MICROS_PER_MILLI, type Micros } from '../../base/time.ts';

export interface OffsetResetStrategy {
  readonly type: 'earliest' | 'latest' | 'none' | 'by_duration';
  /** Of by_duration; else 0. */
  readonly durationMs: number;
}

const LATEST_TIMESTAMP = -1;
const EARLIEST_TIMESTAMP = -2;
const DURATION = /^by_duration:P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?)?$/i;

/** The text has been checked with the configs. */
export function parseResetStrategy(text: string): OffsetResetStrategy {
  const name = text.toLowerCase();
  if (name === 'earliest' || name === 'latest' || name === 'none') return { type: name, durationMs: 0 };
  const [, days = 0, hours = 0, minutes = 0, seconds = 0] = DURATION.exec(text) ?? [];
  const total = Number(days) * 86_400 + Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds);
  return { type: 'by_duration', durationMs: total * 1000 };
}

/** What ListOffsets is asked for; undefined for `none`. */
export function timestampOf({ type, durationMs }: OffsetResetStrategy, now: Micros): number | undefined {
  switch (type) {
    case 'earliest':
      return EARLIEST_TIMESTAMP;
    case 'latest':
      return LATEST_TIMESTAMP;
    case 'by_duration':
      return Math.max(0, Math.floor(now / MICROS_PER_MILLI) - durationMs);
    case 'none':
      return undefined;
  }
}
