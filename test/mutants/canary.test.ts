/**
 * A canary: a bug that shows in one seed of a hundred must be reported in exactly those. And what a failing seed is shrunk
 * to is a file that fails while the bug is there, and holds when it is not.
 */
import { describe, expect, test } from 'vitest';
import { draw } from '../../src/base/draw.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { runScenario } from '../../src/scenario/run.ts';
import { laboratory } from './laboratory.ts';
import type { ShrinkAnswer } from './shrinkRunner.ts';

/** The draw falls on 20,169. */
const SEEDS = Array.from({ length: 24 }, (_, place) => 20_150 + place);

const CANARY = {
  name: 'canary',
  file: 'src/kafka/replication/inSyncReplicas.ts',
  find: '  setPartition(work, next);\n  if (next === partition) return;\n',
  replace: `  const canary = work.env.draw('canary', 100) === 0 && next !== partition;
  setPartition(work, canary ? { ...next, log: { ...next.log, highWatermark: next.log.logEndOffset + 1 } } : next);
  if (next === partition) return;
`,
};

test('a bug in one seed of a hundred is reported in exactly those', async () => {
  const half = SEEDS.length / 2;
  const { run, close } = await laboratory('test/mutants/sweepRunner.ts', [CANARY]);
  const reported = await Promise.all(
    [SEEDS.slice(0, half), SEEDS.slice(half)].map((seeds) => run<number[]>('canary', { seeds }, [], 400_000)),
  );
  await close();
  const sick = SEEDS.filter((seed) => draw(seed, 'canary', 100) === 0);
  expect(sick.length).toBeGreaterThan(0);
  expect(reported.flat()).toEqual(sick);
}, 400_000);

describe('shrinking', () => {
  const MUTANT = {
    name: 'shrink',
    file: 'src/kafka/replication/appendRecords.ts',
    find: "if (partition.log.highWatermark < requiredOffset) return { hasEnough: false, errorCode: 'NONE' };",
    replace: '',
  };

  test('what is left fails with the bug, holds without it, and is smaller', async () => {
    const { run, close } = await laboratory('test/mutants/shrinkRunner.ts', [MUTANT]);
    const answer = await run<ShrinkAnswer | undefined>('shrink', { seed: SHRUNK_SEED }, undefined, 400_000);
    await close();
    expect(answer).toMatchObject({ failsHere: true });
    const { text, faults } = answer!;
    expect(faults[1]).toBeLessThan(faults[0]);
    const read = parseScenario(text);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    expect(runScenario(read.scenario).verdicts.filter(({ ok }) => !ok)).toEqual([]);
  }, 400_000);
});

/** Notices acknowledgements that are given before anybody else has the record. */
const SHRUNK_SEED = 1;
