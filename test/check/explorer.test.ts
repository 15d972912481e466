/** The explorer on puzzles small enough to know the answer: nothing of Kafka in it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { naive } from '../../bench/ladder.ts';
import { Exploration, explore } from '../../src/check/explore.ts';
import { Fields } from '../../src/check/fields.ts';
import type { Invariant, Model, Row } from '../../src/check/model.ts';
import { Batch, StateTable } from '../../src/check/stateTable.ts';

/** Two jugs of 3 and 5 litres: fill, empty, pour. Sixteen states can be reached, and 4 litres take six steps. */
const JUGS: Model = {
  width: 2,
  initial: (emit) => emit(Int32Array.of(0, 0), 0),
  next([small, large], emit) {
    const poured = Math.min(small!, 5 - large!);
    const back = Math.min(large!, 3 - small!);
    [
      [3, large!],
      [small!, 5],
      [0, large!],
      [small!, 0],
      [small! - poured, large! + poured],
      [small! + back, large! - back],
    ].forEach((next, action) => {
      emit(Int32Array.from(next), action);
    });
  },
};
const NOT_FOUR: Invariant = { name: 'NotFour', holds: (row) => row[1] !== 4 };

/** Three equal counters from 0 to 3. */
const COUNTERS: Model = {
  width: 3,
  initial: (emit) => emit(Int32Array.of(0, 0, 0), 0),
  next(row, emit) {
    for (let i = 0; i < 3; i++) {
      if (row[i]! === 3) continue;
      const next = row.slice();
      next[i] = row[i]! + 1;
      emit(next, i);
    }
  },
};

describe('explore', () => {
  test('sees every state once and counts what it made', () => {
    const { statistics, violation } = explore(JUGS);
    expect(violation).toBeUndefined();
    expect(statistics).toEqual({
      distinctStates: 16,
      generatedStates: 16 * 6 + 1,
      depth: statistics.statesAtDepth.length - 1,
      statesAtDepth: statistics.statesAtDepth,
      exhausted: true,
    });
    expect(statistics.statesAtDepth.reduce((sum, at) => sum + at, 0)).toBe(16);
  });

  test('finds a shortest way, step by step', () => {
    const { violation, statistics } = explore(JUGS, [NOT_FOUR]);
    expect(violation?.invariant).toBe('NotFour');
    const { initial, steps } = violation!.trace;
    expect(Array.from(initial)).toEqual([0, 0]);
    expect(steps.map(({ state }) => Array.from(state).join())).toEqual(['0,5', '3,2', '0,2', '2,0', '2,5', '3,4']);
    expect(steps.map(({ action }) => action)).toEqual([1, 5, 2, 5, 1, 5]);
    expect(statistics.exhausted).toBe(false);
    expect(statistics.depth).toBe(6);
  });

  test('a first state that breaks an invariant is a trace without steps', () => {
    const { violation } = explore(JUGS, [{ name: 'NotEmpty', holds: (row) => row[0]! + row[1]! > 0 }]);
    expect(violation).toMatchObject({ invariant: 'NotEmpty', trace: { steps: [] } });
  });

  test('stops at its bounds and says at which', () => {
    expect(explore(COUNTERS, [], { states: 10 }).statistics).toMatchObject({
      distinctStates: 10,
      exhausted: false,
      stoppedBy: 'states',
    });
    expect(explore(COUNTERS, [], { depth: 2 }).statistics).toMatchObject({
      distinctStates: 1 + 3 + 6,
      depth: 2,
      exhausted: false,
      stoppedBy: 'depth',
    });
    const whole = explore(COUNTERS, [], { states: 64, depth: 10 }).statistics;
    expect(whole).toMatchObject({ distinctStates: 64, depth: 9, exhausted: true });
    expect(whole).not.toHaveProperty('stoppedBy');
  });

  test('goes on in slices, to the same end, and can be let go of', () => {
    const sliced = new Exploration(JUGS, [NOT_FOUR]);
    while (!sliced.advance(1));
    expect(sliced.violation).toEqual(explore(JUGS, [NOT_FOUR]).violation);
    const stopped = new Exploration(COUNTERS);
    expect(stopped.advance(1)).toBe(false);
    stopped.stop('cancelled');
    expect(stopped.advance(1)).toBe(true);
    expect(stopped.statistics).toMatchObject({ distinctStates: 4, exhausted: false, stoppedBy: 'cancelled' });
  });

  test('with a symmetry it keeps one of each kind, and the way is one that can be walked', () => {
    const sorted = { ...COUNTERS, canonical: (row: Row) => row.sort() };
    expect(explore(sorted).statistics.distinctStates).toBe(20);
    const { violation } = explore(sorted, [{ name: 'Small', holds: (row) => row[0]! + row[1]! + row[2]! < 5 }]);
    const { initial, steps } = violation!.trace;
    let at = initial;
    for (const { state } of steps) {
      expect(state.reduce((sum, one, i) => sum + Math.abs(one - at[i]!), 0)).toBe(1);
      at = state;
    }
    expect(steps).toHaveLength(5);
  });

  test('agrees with a naive explorer on random graphs', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.nat(59), { maxLength: 4 }), { minLength: 60, maxLength: 60 }), (edges) => {
        // Words that agree in their low bits, in one word or the other.
        const row = (node: number) => Int32Array.of(node % 7, (node % 11) << 20, node << 26);
        const graph: Model = {
          width: 3,
          initial: (emit) => emit(row(0), 0),
          next: (state, emit) => {
            const node = edges.findIndex((_, i) => row(i).every((word, at) => word === state[at]));
            edges[node]!.forEach((to, action) => {
              emit(row(to), action);
            });
          },
        };
        expect(explore(graph).statistics.distinctStates).toBe(naive(graph));
      }),
      { numRuns: 50 },
    );
  });
});

test('the table is exact: rows that differ in one bit are two, rows seen are seen', () => {
  const table = new StateTable(2);
  const batch = new Batch(2);
  const keys = new Set<string>();
  for (let i = 0; i < 60_000; i++) {
    const row = Int32Array.of(Math.imul(i % 20_011, 1 << 14), i % 3);
    keys.add(row.join());
    batch.push(row, 0);
    table.touch(batch);
    table.add(batch, 0);
    batch.count = 0;
  }
  expect(table.count).toBe(keys.size);
  const row = new Int32Array(2);
  for (let number = 0; number < table.count; number++) {
    table.read(number, row);
    expect(keys.delete(row.join())).toBe(true);
  }
});

test('fields keep to their own bits', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 2 ** 30 - 1 }), fc.nat()), { minLength: 1 }), (given) => {
      const fields = new Fields(given.map(([largest]) => largest));
      const wanted = given.map(([largest, value]) => value % (largest + 1));
      const [row, again] = [new Int32Array(fields.width), new Int32Array(fields.width)];
      wanted.forEach((value, field) => {
        fields.set(row, field, value);
      });
      const values = new Int32Array(fields.count);
      fields.readAll(row, values);
      expect(Array.from(values)).toEqual(wanted);
      fields.writeAll(again, values);
      expect(again).toEqual(row);
    }),
  );
});
