import { describe, expect, test } from 'vitest';
import type { BranchFrame, MarkFrame } from '../../frame/frame.ts';
import { layoutTimeline, seekByKey } from './layout.ts';

const mark = (at: number, fault = false): MarkFrame => ({
  index: at,
  step: at,
  at,
  group: fault ? 'fault' : 'isr',
  fault,
});
const branch = (id: number, change: Partial<BranchFrame>): BranchFrame => ({
  id,
  name: `branch ${id}`,
  parent: null,
  forkedAtStep: 0,
  forkedAt: 0,
  head: 10,
  headAt: 10_000_000,
  commands: [],
  divergence: null,
  budgetReached: null,
  ...change,
});

describe('timeline', () => {
  const branches = [
    branch(1, {}),
    branch(2, { parent: 1, forkedAt: 4_000_000, headAt: 8_000_000, divergence: { step: 7, at: 5_000_000 } }),
  ];
  const content = {
    end: 10_000_000,
    marks: [mark(0), mark(1_000_000), mark(1_000_100), mark(5_000_000, true)],
    branches,
  };
  const layout = layoutTimeline(content, 1020);

  test('time runs from side to side, there and back', () => {
    expect(layout.x(0)).toBe(10);
    expect(layout.x(10_000_000)).toBe(1010);
    expect(layout.at(layout.x(2_500_000))).toBe(2_500_000);
    expect(layout.at(-50)).toBe(0);
  });

  test('marks on one pixel are drawn once, but all count for the density', () => {
    expect(layout.marks.map(({ mark: one }) => one.index)).toEqual([0, 1_000_000]);
    expect(layout.faults.map(({ x }) => x)).toEqual([510]);
    expect(layout.density.filter((height) => height > 0)).toEqual([Math.sqrt(1 / 2), 1, Math.sqrt(1 / 2)]);
  });

  test('a fork hangs on its parent, and shows where it first differs', () => {
    expect(
      layout.lanes.map(({ row, x1, x2, parentRow, divergenceX }) => ({ row, x1, x2, parentRow, divergenceX })),
    ).toEqual([
      { row: 0, x1: 10, x2: 1010, parentRow: null, divergenceX: null },
      { row: 1, x1: 410, x2: 810, parentRow: 0, divergenceX: 510 },
    ]);
  });

  test('keys', () => {
    expect(seekByKey('Home', 5, 100)).toBe(0);
    expect(seekByKey('End', 5, 100)).toBe(100);
    expect(seekByKey('PageUp', 50, 1000)).toBe(150);
    expect(seekByKey('ArrowLeft', 1, 1000)).toBe(0);
    expect(seekByKey('a', 1, 1000)).toBeUndefined();
  });
});
