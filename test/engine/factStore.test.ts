import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { FactStore } from '../../src/record/factStore.ts';

const leaf = fc.oneof(
  fc.integer({ min: -300, max: 300 }),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true }).filter((value) => !Object.is(value, -0)),
  fc.string({ maxLength: 4 }),
  fc.boolean(),
  fc.constant(null),
  fc.constant(undefined),
);
const name = fc.constantFrom('type', 'partition', 'broker', 'isr', 'epoch');
const fact = fc.dictionary(name, fc.oneof(leaf, fc.array(leaf, { maxLength: 5 }), fc.dictionary(name, leaf)));

test('facts come out of the store as they went in, wherever they are looked for', () => {
  const told = fc.record({ later: fc.integer({ min: 0, max: 3 }), node: fc.constantFrom('b1', 'b2', ''), fact });
  fc.assert(
    fc.property(fc.array(told, { maxLength: 150 }), fc.nat(160), fc.nat(160), (all, from, to) => {
      const store = new FactStore<unknown>();
      let step = 0;
      const expected = all.map(({ later, node, fact: one }) => {
        step += later;
        store.add(step, node, one);
        return { step, node, fact: one };
      });
      expect(store.length).toBe(all.length);
      expect(JSON.stringify(store.slice(0))).toBe(JSON.stringify(expected));
      expect(store.slice(from, to)).toStrictEqual(
        expected.slice(from, to).map((one) => ({ ...one, fact: plain(one.fact) })),
      );
      for (const until of [0, 1, from, step]) {
        expect(store.countUpTo(until)).toBe(expected.filter((one) => one.step <= until).length);
      }
    }),
  );
});

/** fast-check makes objects without a prototype. */
function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}
