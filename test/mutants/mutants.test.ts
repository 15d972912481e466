/** The fuzzer is worth what it catches: bugs put in by hand are each noticed, by name. */
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { afterAll, expect, test } from 'vitest';
import { each, HEALTHY, hunt, laboratory, placesOf } from './laboratory.ts';
import { MUTANTS } from './mutants.ts';
import type { Caught, RunnerAnswer } from './runner.ts';

const SEARCHES = process.env.TIDEMARK_SEARCH_MUTANTS !== undefined;
const RUNNER = 'test/mutants/runner.ts';
/** As many seeds as a search takes before it gives a mutant up. */
const SEARCHED = Array.from({ length: 400 }, (_, place) => place + 1);
const HEALTHY_SEEDS = [2, 18];
/** Of all mutants, at least so many must be noticed. */
const NOTICED_AT_LEAST = 0.95;

test('every mutant changes one place', () => {
  const wrong = MUTANTS.map((mutant) => [mutant.name, placesOf(readFileSync(mutant.file, 'utf8'), mutant)]);
  expect(wrong.filter(([, places]) => places !== 1)).toEqual([]);
  expect(MUTANTS.length).toBeGreaterThanOrEqual(40);
  expect(new Set(MUTANTS.map(({ name }) => name)).size).toBe(MUTANTS.length);
});

test('the mutants that are noticed are most of them', () => {
  const noticed = MUTANTS.filter(({ caughtBy }) => caughtBy.length > 0);
  expect(noticed.length / MUTANTS.length).toBeGreaterThanOrEqual(NOTICED_AT_LEAST);
});

async function eachIsNoticed(): Promise<void> {
  const hunted = MUTANTS.filter(({ caughtBy }) => caughtBy.length > 0);
  const ours = await laboratory(RUNNER, hunted);
  const results = await each(hunted, (mutant) => hunt(ours, mutant));
  // Every thread that had some is as before without: none was noticed for what another had left.
  const threads = Array.from({ length: availableParallelism() });
  const left = await each(threads, () =>
    ours.run<RunnerAnswer | undefined>(HEALTHY, { seeds: HEALTHY_SEEDS, by: [] }, undefined),
  );
  await ours.close();
  expect(left).toEqual(threads.map(() => ({ type: 'survived' })));
  const wrong = hunted.flatMap(({ name, caughtBy, seeds, era }, place) => {
    const caught = results[place];
    if (caught === undefined) return [`${name}: not noticed in seeds ${seeds.join(', ')}`];
    // Of the ZooKeeper era every name counts: each of its properties is broken by one of these.
    const isRight =
      era === undefined
        ? caught.by.some((by) => caughtBy.includes(by))
        : caughtBy.every((by) => caught.by.includes(by));
    return isRight ? [] : [`${name}: noticed by ${caught.by.join(', ')}`];
  });
  expect(wrong).toEqual([]);
}

const found: string[] = [];

async function lookForSeeds(): Promise<void> {
  const ours = await laboratory(RUNNER, MUTANTS);
  await each(MUTANTS, async (mutant) => {
    const caught: Caught | undefined = await hunt(ours, mutant, SEARCHED);
    found.push(
      `${mutant.name}: ${caught === undefined ? 'survives' : `${caught.by.join(', ')} in seed ${caught.seed}`}`,
    );
  });
  await ours.close();
}

if (SEARCHES) test('looking for seeds anew', lookForSeeds, 3_600_000);
else test('each mutant is noticed by whom it says', eachIsNoticed, 600_000);

afterAll(() => {
  if (SEARCHES) process.stdout.write(`${found.sort().join('\n')}\n`);
});
