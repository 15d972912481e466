/** Durations and bandwidths as people write them in a scenario: a number and a unit, never a bare number. */
import type { Micros } from '../base/time.ts';

const MICROS_OF_UNIT: Readonly<Record<string, Micros>> = {
  us: 1,
  ms: 1_000,
  s: 1_000_000,
  m: 60_000_000,
  h: 3_600_000_000,
};

const BYTES_OF_UNIT: Readonly<Record<string, number>> = { 'B/s': 1, 'kB/s': 1_000, 'MB/s': 1_000_000 };

export const DURATION_PATTERN = /^\d{1,12}(\.\d{1,6})?(us|ms|s|m|h)$/;
export const BANDWIDTH_PATTERN = /^\d{1,9}(\.\d{1,6})?(B|kB|MB)\/s$/;

/** Whole microseconds, or undefined for what is not a duration. `1.5s` is one, `1.5us` and `3` are not. */
export function parseDuration(text: string): Micros | undefined {
  return DURATION_PATTERN.test(text) ? wholeAmount(text, MICROS_OF_UNIT) : undefined;
}

/** Bytes a second, above zero. */
export function parseBandwidth(text: string): number | undefined {
  const bytes = BANDWIDTH_PATTERN.test(text) ? wholeAmount(text, BYTES_OF_UNIT) : undefined;
  return bytes === 0 ? undefined : bytes;
}

/** Digits are taken apart as text: no rounding of fractions on the way to an integer. */
function wholeAmount(text: string, units: Readonly<Record<string, number>>): number | undefined {
  const unit = text.slice(text.search(/[a-zA-Z]/));
  const [whole = '', fraction = ''] = text.slice(0, text.length - unit.length).split('.');
  const size = units[unit];
  if (size === undefined) return undefined;
  const denominator = Number(`1${'0'.repeat(fraction.length)}`);
  const part = Number(fraction === '' ? '0' : fraction) * size;
  const amount = Number(whole) * size + part / denominator;
  return Number.isSafeInteger(amount) ? amount : undefined;
}

/** What to write instead of something that is not a duration; undefined when it is anyone's guess. */
export function durationHint(written: unknown): string | undefined {
  if (typeof written === 'number') return durationHint(String(written));
  if (typeof written !== 'string') return undefined;
  const match = /^(\d{1,12}(?:\.\d{1,6})?)\s*([a-zA-Zµ초분시간밀리]*)$/.exec(written);
  if (match === null) return addedUp(written);
  const word = match[2]!.toLowerCase();
  // A bare 200 was thought in milliseconds, as Kafka's settings are; a bare 10 in seconds.
  const unit = word === '' && Number(match[1]) >= 100 ? 'ms' : UNIT_OF_WORD[word];
  const guess = unit === undefined ? '' : match[1]! + unit;
  return parseDuration(guess) === undefined ? undefined : guess;
}

/** `1m30s`, which other tools write. */
function addedUp(written: string): string | undefined {
  if (!/^(\d{1,6}(h|m|s|ms)){2,4}$/.test(written)) return undefined;
  let micros = 0;
  for (const [, amount, unit] of written.matchAll(/(\d{1,6})(ms|h|m|s)/g))
    micros += Number(amount) * MICROS_OF_UNIT[unit!]!;
  return formatDuration(micros);
}

const UNIT_OF_WORD: Readonly<Record<string, string>> = {
  '': 's',
  s: 's',
  sec: 's',
  secs: 's',
  second: 's',
  seconds: 's',
  ms: 'ms',
  msec: 'ms',
  milli: 'ms',
  millis: 'ms',
  millisecond: 'ms',
  milliseconds: 'ms',
  us: 'us',
  µs: 'us',
  usec: 'us',
  micro: 'us',
  micros: 'us',
  microseconds: 'us',
  m: 'm',
  min: 'm',
  mins: 'm',
  minute: 'm',
  minutes: 'm',
  h: 'h',
  hr: 'h',
  hour: 'h',
  hours: 'h',
  밀리초: 'ms',
  초: 's',
  분: 'm',
  시간: 'h',
};

/** The shortest way to write a duration exactly. */
export function formatDuration(micros: Micros): string {
  if (micros >= 60_000_000 && micros % 3_600_000_000 === 0) return `${micros / 3_600_000_000}h`;
  if (micros >= 120_000_000 && micros % 60_000_000 === 0) return `${micros / 60_000_000}m`;
  if (micros >= 1_000_000 && micros % 1_000 === 0) return `${micros / 1_000_000}s`;
  if (micros === 0) return '0s';
  return micros % 1_000 === 0 ? `${micros / 1_000}ms` : `${micros}us`;
}

/** A moment of a run, to the millisecond: enough to find it. */
export function formatAt(at: Micros): string {
  return `${(Math.floor(at / 1000) / 1000).toFixed(3)}s`;
}
