import { describe, expect, test } from 'vitest';
import type { MetricChart } from '../../frame/metrics/metricFrames.ts';
import { formatValue, plotOf, roundTop, valueAt } from './layout.ts';

const SIZE = { from: 0, to: 100, width: 100, height: 53 };

function chart(kind: MetricChart['kind'], at: number[], value: (number | null)[]): MetricChart {
  const line = { node: 'b1', owner: '1', at, value, now: null, jmx: null };
  return { id: 'x', name: 'x', mbean: 'x', kind, unit: 'count', lines: [line] };
}

describe('lines', () => {
  test('a gauge goes in steps, and not on where its process is dead', () => {
    const [line] = plotOf(chart('gauge', [0, 20, 50, 60, 100], [0, 1, null, 0, 0]), SIZE).lines;
    expect(line!.path).toBe('M0 51.5H20V1.5H50M60 51.5H100');
  });

  test('a rate goes straight from value to value; one between gaps is a dot', () => {
    const [line] = plotOf(chart('rate', [0, 50, 60, 100], [0, 1, null, 1]), SIZE).lines;
    expect(line!.path).toBe('M0 51.5L50 1.5M100 1.5h0.1');
  });

  test('the top is a round number with all values below it', () => {
    expect(roundTop(0, 'records/s')).toBe(1);
    expect(roundTop(7, 'count')).toBe(8);
    expect(roundTop(10, 'records/s')).toBe(10);
    expect(roundTop(1_234, 'bytes')).toBe(1_500);
    expect(roundTop(0.3, 'ratio')).toBe(1);
  });
});

test('the value at an instant is the last one said', () => {
  const [line] = chart('gauge', [10, 20], [1, null]).lines;
  expect([5, 10, 19, 20].map((at) => valueAt(line!, at))).toEqual([null, 1, 1, null]);
});

test('values are printed in their units', () => {
  expect(formatValue(null, 'ms')).toBe('–');
  expect(formatValue(1.0029256, 'ms')).toBe('1 ms');
  expect(formatValue(8_177.558, 'ms')).toBe('8.18 s');
  expect(formatValue(33_538_048, 'bytes')).toBe('33.5 MB');
  expect(formatValue(860, 'bytes/s')).toBe('860 B/s');
  expect(formatValue(2.5746, 'records/s')).toBe('2.57/s');
  expect(formatValue(1, 'count')).toBe('1');
});
