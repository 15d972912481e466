import { expect, test } from 'vitest';
import { byKind } from '../../src/cli/test/kinds.ts';

test('what differs in its numbers alone is told once, and what is of another solution or node is not', () => {
  const told = (seed: number, text: string) => ({ seed, text });
  const late = (number: number, at: string) => `goal g, solution ${number} ("b1"): the goal is not reached by ${at}`;
  const found = byKind([
    told(1, late(1, '9.5s')),
    told(1, late(2, '9.5s')),
    told(4, late(1, '9.7s')),
    told(4, 'beat a: b1 has no orders-0'),
    told(5, 'beat a: b2 has no orders-0'),
  ]);
  expect(found).toEqual([
    { text: late(1, '9.5s'), seeds: [1, 4] },
    { text: late(2, '9.5s'), seeds: [1] },
    { text: 'beat a: b1 has no orders-0', seeds: [4] },
    { text: 'beat a: b2 has no orders-0', seeds: [5] },
  ]);
});
