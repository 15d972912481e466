import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyFrameDifference, applyPatch, difference, frameDifference } from '../../src/frame/difference.ts';
import type { Frame } from '../../src/frame/frame.ts';

const leaf = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constantFrom('a', 'b', 'up'), fc.constant(null), fc.boolean());
const item = fc.record({ id: fc.integer({ min: 0, max: 6 }), status: leaf, tail: fc.array(leaf, { maxLength: 4 }) });
const cell = fc.record({ offset: fc.nat(9), epoch: fc.nat(2), fate: leaf });
const plain = fc.record(
  {
    at: fc.nat(9),
    nodes: fc.array(item, { maxLength: 7 }),
    cells: fc.array(cell, { maxLength: 8 }),
    lists: fc.array(fc.array(leaf, { maxLength: 3 }), { maxLength: 3 }),
    one: fc.oneof(leaf, item),
    maybe: leaf,
  },
  { requiredKeys: ['at', 'nodes'] },
);

describe('difference', () => {
  test('applied to the old, it gives the new; also after structured clone', () => {
    fc.assert(
      fc.property(plain, plain, (from, to) => {
        const patch = difference(from, to);
        if (patch === undefined) expect(from).toEqual(to);
        else expect(applyPatch(from, structuredClone(patch))).toEqual(to);
      }),
      { numRuns: 2000 },
    );
  });

  test('of a value and its equal copy there is none', () => {
    fc.assert(
      fc.property(plain, (value) => {
        expect(difference(value, structuredClone(value))).toBeUndefined();
      }),
    );
  });

  test('the old is not changed, and what stayed keeps its identity', () => {
    fc.assert(
      fc.property(plain, item, (from, extra) => {
        const before = structuredClone(from);
        const to = { ...structuredClone(from), nodes: [...structuredClone(from.nodes), { ...extra, id: 99 }] };
        const result = applyPatch(from, difference(from, to)!) as typeof from;
        expect(from).toEqual(before);
        expect(result.cells).toBe(from.cells);
        const ids = from.nodes.map(({ id }) => id);
        if (new Set(ids).size === ids.length)
          expect(from.nodes.every((node, place) => result.nodes[place] === node)).toBe(true);
      }),
    );
  });

  test('a log that grows and loses its oldest cell is a run and a new item', () => {
    const cells = (from: number) => Array.from({ length: 24 }, (_, place) => ({ offset: from + place, epoch: 1 }));
    expect(difference(cells(10), cells(11))).toEqual({ items: [[1, 23], { value: { offset: 34, epoch: 1 } }] });
  });

  test('is refused by another frame than the one it was made from', () => {
    const frame = (step: number) => ({ at: step * 10, step, nodes: [] }) as unknown as Frame;
    const change = frameDifference(frame(1), frame(2));
    expect(applyFrameDifference(frame(1), change)).toEqual(frame(2));
    expect(() => applyFrameDifference(frame(3), change)).toThrow(/step 1/);
  });
});
