/** The lessons of the repository: each is a whole lesson, and true of its own run and of others. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Recording } from '../../src/frame/recording.ts';
import { judgeLesson } from '../../src/lesson/judge.ts';
import { judgeWhatIfs } from '../../src/lesson/judgeWhatIfs.ts';
import type { PropertyWatcher } from '../../src/properties/watcher.ts';
import { withoutOtherEras } from '../../src/scenario/era.ts';
import type { Verdict } from '../../src/scenario/expectations.ts';
import { LENSES } from '../../src/scenario/lesson/lenses.ts';
import { lintLesson } from '../../src/scenario/lesson/lint.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { judgedRun } from '../../src/scenario/run.ts';

const FOLDER = join(import.meta.dirname, '../../scenarios');
/** With TIDEMARK_SEEDS the ways to the goals are gone under each seed as well. */
const OTHER_SEEDS = Number(process.env.TIDEMARK_SEEDS ?? 1);
const WITH_SOLUTIONS = process.env.TIDEMARK_SEEDS !== undefined;

const LESSONS = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => ({ name, text: readFileSync(join(FOLDER, name), 'utf8') }))
  .filter(({ text }) => /^lesson:/m.test(text));

test('there are lessons', () => {
  expect(LESSONS.length).toBeGreaterThanOrEqual(30);
});

describe.each(LESSONS)('$name', ({ text }) => {
  const parsed = parseScenario(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const { scenario } = parsed;

  test('is a whole lesson', () => {
    expect(lintLesson(scenario)).toEqual([]);
  });

  test('is true of its run: moments, answers, goals and their solutions', () => {
    expect(judgeLesson(scenario, scenario.seed ?? 1)).toEqual([]);
  });

  // That they can be made is held by test/app/changeItems.test.ts: to run each takes as long as all the rest.
  if (WITH_SOLUTIONS) {
    test('offers changes that can be run to the end', () => {
      expect(judgeWhatIfs(text, scenario)).toEqual([]);
    });
  }

  test(`holds and is true with ${OTHER_SEEDS} other seeds`, () => {
    for (let seed = 100; seed < 100 + OTHER_SEEDS; seed++) {
      let failed: readonly Verdict[] | undefined;
      // One run for both.
      const onEnd = ({ history }: Recording, properties: PropertyWatcher) => {
        const { verdicts } = judgedRun(
          withoutOtherEras(scenario),
          history,
          properties.fork(),
          scenario.until,
          undefined,
        );
        failed = verdicts.filter(({ ok }) => !ok);
      };
      expect(judgeLesson(scenario, seed, WITH_SOLUTIONS, { onEnd, stops: () => false }), `seed ${seed}`).toEqual([]);
      expect(failed, `seed ${seed}`).toEqual([]);
    }
  });
});

test('a lens that a beat may open is one of the page', () => {
  const store = readFileSync(join(import.meta.dirname, '../../src/app/store.ts'), 'utf8');
  const union = /export type LensTab =([^;]*);/.exec(store)?.[1] ?? '';
  const tabs = [...union.matchAll(/'([\w-]+)'/g)].map(([, name]) => name);
  expect([...LENSES].sort()).toEqual(tabs.sort());
});
