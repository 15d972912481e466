/** The strip of a log that a mark is put on: wherever the replicas part, every one of them is to be seen on it. */
import { expect, test } from 'vitest';
import type { Frame } from '../../src/frame/frame.ts';
import { isGap, offsetAt, placeOfMark, stripOf } from '../../src/views/prediction/strip.ts';

interface Copy {
  readonly start?: number;
  readonly end: number;
  readonly highWatermark: number;
}

function frameOf(...copies: readonly Copy[]): Frame {
  const nodes = copies.map(({ start = 0, end, highWatermark }, place) => ({
    id: `b${place + 1}`,
    replicas: [
      {
        partition: 'orders-0',
        broker: place + 1,
        role: place === 0 ? 'leader' : 'follower',
        logStartOffset: start,
        logEndOffset: end,
        highWatermark,
      },
    ],
  }));
  return { nodes } as unknown as Frame;
}

const single = (strip: ReturnType<typeof stripOf>) =>
  strip.cells.filter((cell) => !isGap(cell)).map(({ from }) => from);

test('where logs end near to each other, every offset has a cell', () => {
  const strip = stripOf(frameOf({ end: 40, highWatermark: 38 }, { end: 38, highWatermark: 37 }), 'orders-0');
  expect(strip.cells.some(isGap)).toBe(false);
  expect(strip.cells[0]!.from).toBe(27);
  expect(strip.to).toBe(48);
});

test('where they end far from each other, each end and high watermark is there, and what is between is one cell', () => {
  const strip = stripOf(frameOf({ end: 86, highWatermark: 36 }, { end: 36, highWatermark: 36 }), 'orders-0');
  for (const offset of [35, 36, 85, 86]) expect(single(strip)).toContain(offset);
  expect(strip.cells.filter(isGap)).toHaveLength(1);
  expect(strip.from).toBeLessThan(36);
});

test('a log that begins later, and marks that were put far away, are on it; it stays short', () => {
  const frame = frameOf(
    { start: 500, end: 9_000, highWatermark: 8_000 },
    { start: 0, end: 8_000, highWatermark: 7_990 },
  );
  const strip = stripOf(frame, 'orders-0', [1_000_000]);
  for (const offset of [500, 7_999, 8_000, 9_000, 1_000_000]) expect(single(strip)).toContain(offset);
  expect(strip.cells.length).toBeLessThan(80);
});

test('the cells follow each other without a hole, and a place on them is an offset and back', () => {
  const strip = stripOf(frameOf({ end: 300, highWatermark: 20 }, { end: 20, highWatermark: 20 }), 'orders-0');
  strip.cells.forEach((cell, place) => {
    expect(strip.cells[place + 1]?.from ?? strip.to).toBe(cell.to);
    expect(placeOfMark(strip, offsetAt(strip, place))).toBe(place);
  });
  expect(offsetAt(strip, strip.cells.length)).toBe(strip.to);
  const gap = strip.cells.findIndex(isGap);
  expect(placeOfMark(strip, strip.cells[gap]!.from + 5)).toBe(gap + 0.5);
});
