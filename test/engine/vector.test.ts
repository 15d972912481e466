import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import * as vectors from '../../src/base/vector.ts';

/** What a vector must be after each operation: the plain array beside it. */
type Change = (pair: { vector: vectors.Vector<number>; array: number[] }) => typeof pair;

const size = fc.integer({ min: 0, max: 1200 });
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.integer().map(
    (item): Change =>
      ({ vector, array }) => ({ vector: vectors.push(vector, item), array: [...array, item] }),
  ),
  size.map(
    (count): Change =>
      ({ vector, array }) => {
        const items = Array.from({ length: count }, (_, i) => i);
        return { vector: vectors.pushAll(vector, items), array: [...array, ...items] };
      },
  ),
  size.map(
    (length): Change =>
      ({ vector, array }) => ({ vector: vectors.take(vector, length), array: array.slice(0, length) }),
  ),
  size.map(
    (count): Change =>
      ({ vector, array }) => ({ vector: vectors.drop(vector, count), array: array.slice(count) }),
  ),
  fc.uniqueArray(size, { maxLength: 40 }).map(
    (wanted): Change =>
      ({ vector, array }) => {
        const places = wanted.filter((place) => place < array.length).sort((a, b) => a - b);
        const changed = array.slice();
        places.forEach((place, nth) => {
          changed[place] = changed[place]! + nth + 1;
        });
        return { vector: vectors.updateAt(vector, places, (item, nth) => item + nth + 1), array: changed };
      },
  ),
);

test('a vector is at every moment the array it stands for, and no operation touches an older one', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 30 }), size, size, (changes, from, to) => {
      let pair = { vector: vectors.emptyVector<number>(), array: [] as number[] };
      const older: (typeof pair)[] = [];
      for (const step of changes) {
        older.push(pair);
        pair = step(pair);
      }
      for (const { vector, array } of [...older, pair]) {
        expect(vectors.slice(vector, 0)).toEqual(array);
        expect(vectors.slice(vector, from, to)).toEqual(array.slice(from, to));
        expect(vector.length).toBe(array.length);
        expect(vectors.last(vector)).toBe(array[array.length - 1]);
        for (const place of [0, from, to, array.length - 1, array.length, -1]) {
          expect(vectors.at(vector, place)).toBe(array[place]);
        }
      }
    }),
    { numRuns: 200 },
  );
});

test('a place is found by a predicate', () => {
  const vector = vectors.vectorOf(Array.from({ length: 5000 }, (_, i) => i * 2));
  for (const bound of [-1, 0, 1, 63, 64, 5001, 9998, 9999]) {
    expect(vectors.partitionPoint(vector, (item) => item >= bound)).toBe(
      Math.min(5000, Math.max(0, Math.ceil(bound / 2))),
    );
  }
});
