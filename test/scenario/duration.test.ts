/** Durations and bandwidths: exact, or not at all. */
import { expect, test } from 'vitest';
import { durationHint, formatDuration, parseBandwidth, parseDuration } from '../../src/scenario/duration.ts';

test.each([
  ['400us', 400],
  ['1ms', 1_000],
  ['200ms', 200_000],
  ['30s', 30_000_000],
  ['1.5s', 1_500_000],
  ['3.25s', 3_250_000],
  ['0.000001s', 1],
  ['5m', 300_000_000],
  ['24h', 86_400_000_000],
  ['0s', 0],
])('%s', (text, micros) => {
  expect(parseDuration(text)).toBe(micros);
});

test.each([
  '',
  '30',
  '30 s',
  's',
  '-1s',
  '+1s',
  '1.5us',
  '1e3s',
  '.5s',
  '1.s',
  '1S',
  '１s',
  '9'.repeat(50),
  '999999999999h',
])('%s is none', (text) => {
  expect(parseDuration(text)).toBeUndefined();
});

test('what was meant', () => {
  expect(durationHint(30)).toBe('30s');
  expect(durationHint('30 sec')).toBe('30s');
  expect(durationHint('5 minutes')).toBe('5m');
  expect(durationHint('200MS')).toBe('200ms');
  expect(durationHint('0.5us')).toBeUndefined();
  expect(durationHint(-1)).toBeUndefined();
  expect(durationHint('soon')).toBeUndefined();
});

test('bandwidths', () => {
  expect(parseBandwidth('500B/s')).toBe(500);
  expect(parseBandwidth('2kB/s')).toBe(2_000);
  expect(parseBandwidth('1.5MB/s')).toBe(1_500_000);
  expect(parseBandwidth('0B/s')).toBeUndefined();
  expect(parseBandwidth('2kb/s')).toBeUndefined();
});

test('written the short way, and read back', () => {
  for (const micros of [
    0, 1, 999, 1_000, 1_500, 999_999, 1_000_000, 1_500_000, 90_000_000, 120_000_000, 86_400_000_000,
  ]) {
    expect(parseDuration(formatDuration(micros))).toBe(micros);
  }
  expect(formatDuration(90_000_000)).toBe('90s');
  expect(formatDuration(1_500_000)).toBe('1.5s');
});
