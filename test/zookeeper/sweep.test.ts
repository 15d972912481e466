/** Ensembles under random faults: see sweep.ts. */
import { describe, expect, test } from 'vitest';
import { Sweep } from './sweep.ts';

const SEEDS = 40;
const ROUNDS = 60;

describe('an ensemble under random faults', () => {
  test.each(Array.from({ length: SEEDS }, (_, i) => i + 1))('seed %i', (seed) => {
    const sweep = new Sweep(seed);
    for (let round = 0; round < ROUNDS; round++) sweep.round(round > 3);
    sweep.settle();
    const { ensemble, checker } = sweep;
    expect(checker.broken).toEqual([]);
    expect(sweep.lost).toEqual([]);
    const trees = ensemble.servers.map((id) => JSON.stringify(ensemble.server(id)!.database.tree.root));
    expect(new Set(trees).size).toBe(1);
    expect(sweep.told.size).toBeGreaterThan(0);
  });
});
