import { describe, expect, test } from 'vitest';
import type { LeadershipRow, LeadershipSpan } from '../../frame/lookFrames.ts';
import { rowsInSight, timeScale, windowAt } from '../timeAxis.ts';
import { layoutRow, orderedRows, sizeOfRows, spanAt, unserved } from './layout.ts';

const span = (from: number, to: number, change: Partial<LeadershipSpan>): LeadershipSpan => ({
  from,
  to,
  step: from,
  leader: 1,
  leaderEpoch: 0,
  isr: [1, 2, 3],
  elr: [],
  began: 'isr',
  unclean: false,
  ...change,
});

/** b1 dies at 400 with the election at 500; at 700 nobody is left, until b3 is elected uncleanly at 900. */
const ROW: LeadershipRow = {
  partition: 'orders-0',
  replicationFactor: 3,
  minInsyncReplicas: 2,
  spans: [
    span(0, 500, { began: 'created' }),
    span(500, 600, { leader: 2, leaderEpoch: 1, isr: [2, 3], began: 'elected' }),
    span(600, 700, { leader: 2, leaderEpoch: 1, isr: [2] }),
    span(700, 900, { leader: -1, leaderEpoch: 2, isr: [2], began: 'elected' }),
    span(900, 1_000, { leader: 3, leaderEpoch: 3, isr: [3], began: 'elected', unclean: true }),
  ],
  served: [
    { from: 10, to: 400, leaderEpoch: 0 },
    { from: 520, to: 700, leaderEpoch: 1 },
    { from: 910, to: 1_000, leaderEpoch: 3 },
  ],
};
const SIZE = sizeOfRows(60);
const WINDOW = { from: 0, to: 1_000, width: 1_000 };

describe('leadership over time', () => {
  const line = layoutRow(ROW, 1_000, WINDOW, SIZE);

  test('a band is as high as its ISR, and says when it is below the minimum', () => {
    expect(
      line.bands.map(({ x, width, height, isBelowMinimum, label }) => [x, width, height, isBelowMinimum, label]),
    ).toEqual([
      [0, 500, 20, false, 'b1 e0'],
      [500, 100, 13, false, 'b2 e1'],
      [600, 100, 7, true, ''],
      [900, 100, 7, true, 'b3 e3'],
    ]);
    expect(line.minimum).toBe(13);
  });

  test('gaps are where nobody was elected, or nobody served though elected', () => {
    expect(line.gaps).toEqual([
      { x: 700, width: 200, isElected: false },
      { x: 0, width: 10, isElected: true },
      { x: 400, width: 100, isElected: true },
      { x: 500, width: 20, isElected: true },
      { x: 900, width: 10, isElected: true },
    ]);
    expect(unserved(ROW)).toHaveLength(4);
    expect(line.unclean.map(({ x }) => x)).toEqual([900]);
  });

  test('what it comes to', () => {
    expect(line.outcome).toEqual({ unavailable: 330, leaderChanges: 2, uncleanElections: 1, leader: 3, isr: [3] });
  });

  test('only what is in the window is drawn, and one band a pixel', () => {
    const { bands } = layoutRow(ROW, 1_000, { from: 550, to: 650, width: 100 }, SIZE);
    expect(bands.map(({ x, width }) => [x, width])).toEqual([
      [0, 50],
      [50, 50],
    ]);
    const many = { ...ROW, spans: Array.from({ length: 500 }, (_, n) => span(n * 2, n * 2 + 2, { leaderEpoch: n })) };
    expect(layoutRow(many, 1_000, { ...WINDOW, width: 50 }, SIZE).bands.length).toBeLessThan(60);
  });

  test('there and back, zoom, keys', () => {
    const { x, at } = timeScale({ from: 100, to: 300, width: 500 });
    expect([x(200), at(250), at(-9)]).toEqual([250, 200, 100]);
    expect(windowAt(8_000_000, 7_000_000, 2, 100)).toEqual({ from: 5_800_000, to: 7_800_000, width: 100 });
    expect(windowAt(8_000_000, 0, 0, 100)).toEqual({ from: 0, to: 8_000_000, width: 100 });
    expect(spanAt(ROW, 650)?.isr).toEqual([2]);
  });

  test('the troubled first; only what is in sight', () => {
    const calm: LeadershipRow = {
      ...ROW,
      partition: 'calm-0',
      spans: [ROW.spans[0]!],
      served: [{ from: 0, to: 1_000, leaderEpoch: 0 }],
    };
    const frame = { until: 1_000, partitions: [calm, ROW] };
    expect(orderedRows(frame, true).map(({ partition }) => partition)).toEqual(['orders-0', 'calm-0']);
    expect(orderedRows(frame, false)[0]).toBe(calm);
    expect(rowsInSight(0, 280, SIZE, 100)).toEqual([0, 13]);
  });
});
