import { expect, test } from 'vitest';
import type { FactFrame, FactGroup } from '../../frame/frame.ts';
import { currentRow, factRows, groupCounts, visibleRows } from './rows.ts';

const fact = (index: number, group: FactGroup): FactFrame => ({
  index,
  step: index * 10,
  at: index * 1_000,
  node: 'b1',
  type: 'RecordsAppended',
  text: '',
  fields: {},
  group,
  interesting: false,
});
const facts = [fact(0, 'isr'), fact(1, 'routine'), fact(2, 'routine'), fact(3, 'election'), fact(4, 'routine')];

test('hidden kinds are folded where they stood, with their count', () => {
  const rows = factRows(facts, new Set<FactGroup>(['routine']));
  expect(rows.map((row) => (row.type === 'fact' ? row.fact.index : `${row.count} from ${row.first.index}`))).toEqual([
    0,
    '2 from 1',
    3,
    '1 from 4',
  ]);
  expect(factRows(facts, new Set())).toHaveLength(5);
  expect(groupCounts(facts).get('routine')).toBe(3);
});

test('what happened where one stands is not folded', () => {
  const rows = factRows(facts, new Set<FactGroup>(['routine']), 20);
  expect(rows.map((row) => (row.type === 'fact' ? row.fact.index : `${row.count} from ${row.first.index}`))).toEqual([
    0,
    '1 from 1',
    2,
    3,
    '1 from 4',
  ]);
  expect(currentRow(rows, 20)).toBe(2);
});

test('the current row is the last one at or before the playhead', () => {
  const rows = factRows(facts, new Set());
  expect([-1, 0, 9, 10, 25, 40, 99].map((step) => currentRow(rows, step))).toEqual([-1, 0, 0, 1, 2, 4, 4]);
});

test('only what is in sight is drawn, with a few rows more', () => {
  expect(visibleRows(0, 300, 30, 1_000)).toEqual([0, 14]);
  expect(visibleRows(3_000, 300, 30, 1_000)).toEqual([96, 114]);
  expect(visibleRows(29_900, 300, 30, 1_000)).toEqual([992, 1_000]);
});
