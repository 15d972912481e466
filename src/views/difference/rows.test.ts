import { expect, test } from 'vitest';
import type { FactFrame, FactGroup } from '../../frame/frame.ts';
import type { DifferenceFrame, DifferenceRow } from '../../frame/lookFrames.ts';
import type { RunOutcome } from '../../frame/outcomeFrames.ts';
import { differingGroups, foldedAtFirst, partingRow, rowAt, rowsInSight, shownRows } from './rows.ts';

const fact = (at: number, group: FactGroup): FactFrame => ({
  index: at,
  step: at,
  at,
  node: 'b1',
  type: 'IsrChanged',
  text: '',
  fields: {},
  group,
  interesting: false,
});
const ROWS: readonly DifferenceRow[] = [
  { type: 'same', from: 0, to: 90, count: 40, groups: { broker: 40 } },
  { type: 'one', fact: fact(100, 'fault') },
  { type: 'same', from: 110, to: 120, count: 3, groups: {} },
  { type: 'other', fact: fact(130, 'watermark') },
  { type: 'same', from: 140, to: 150, count: 4, groups: {} },
  { type: 'moved', one: fact(160, 'election'), other: fact(900, 'election') },
];

const NOTHING = { at: 0, silence: null, leaderlessPartition: null, broken: [] } as unknown as RunOutcome;

const DIFFERENCE: DifferenceFrame = {
  one: 0,
  other: 1,
  until: 0,
  ofTwoEras: false,
  divergence: null,
  rows: ROWS,
  more: 0,
  partings: { one: null, other: null },
  outcomes: [],
  outcome: { one: NOTHING, other: NOTHING, figures: [] },
};

test('two eras part where both can tell it, and not where one of them has an election of its own', () => {
  const divergence = { at: 150, stepOfOne: 1, stepOfOther: 1 };
  const ofTwoEras = { ...DIFFERENCE, ofTwoEras: true, divergence };
  expect(partingRow(ROWS, ofTwoEras)).toBe(5);
  expect(partingRow(ROWS, { ...ofTwoEras, divergence: null })).toBe(-1);
  expect(foldedAtFirst(ofTwoEras)).toContain('quorum');
  expect(foldedAtFirst(DIFFERENCE)).not.toContain('quorum');
});

test('what both told is folded, and grows over what is hidden', () => {
  const hidden = new Set<FactGroup>(['watermark']);
  const rows = shownRows(ROWS, hidden);
  expect(rows.map((row) => (row.type === 'same' ? row.count : row.type))).toEqual([40, 'one', 7, 'moved']);
  expect(shownRows(ROWS, new Set()).map(({ type }) => type)).toEqual(ROWS.map(({ type }) => type));
});

test('where they part, and where the playhead is', () => {
  const rows = shownRows(ROWS, new Set());
  expect(partingRow(rows, null)).toBe(1);
  expect([-1, 0, 99, 100, 135, 1_000].map((now) => rowAt(rows, now))).toEqual([-1, 0, 0, 1, 3, 5]);
  expect([...differingGroups(DIFFERENCE)]).toEqual([
    ['fault', 1],
    ['watermark', 1],
    ['election', 1],
  ]);
  expect(rowsInSight(3_000, 300, 30, 1_000)).toEqual([96, 114]);
});
