/** The lessons of the repository: each is a whole lesson, and true of its own run and of others. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Recording } from '../../src/frame/recording.ts';
import { judgeLesson } from '../../src/lesson/judge.ts';
import { judgeWhatIfs } from '../../src/lesson/judgeWhatIfs.ts';
import type { PropertyWatcher } from '../../src/properties/watcher.ts';
import { withoutOtherEras } from '../../src/scenario/era.ts';
import { LENSES } from '../../src/scenario/lesson/lenses.ts';
import { lintLesson } from '../../src/scenario/lesson/lint.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { judgedRun, type RunResult } from '../../src/scenario/run.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { comesBackTheSame } from '../scenario/support.ts';

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
  /** Of its own seed. */
  let fingerprint = '';

  test('is a whole lesson', () => {
    expect(lintLesson(scenario)).toEqual([]);
  });

  test('holds, is the same run after rewinding, and is true of it: moments, answers, goals and their solutions', () => {
    const { problems, run, recording } = judgedWith(scenario, scenario.seed ?? 1, true, ({ history }) => {
      comesBackTheSame(history, scenario.until);
    });
    expect(problems).toEqual([]);
    expect(run.verdicts.filter(({ ok }) => !ok)).toEqual([]);
    expect(run.verdicts.length).toBeGreaterThan(5);
    expect(recording.budgetReached).toBeNull();
    fingerprint = run.fingerprint;
  });

  // That they can be made is held by test/app/changeItems.test.ts: to run each takes as long as all the rest.
  if (WITH_SOLUTIONS) {
    test('offers changes that can be run to the end', () => {
      expect(judgeWhatIfs(text, scenario)).toEqual([]);
    });
  }

  test(`holds and is true with ${OTHER_SEEDS} other seeds, and is another run with each`, () => {
    const fingerprints = new Set<string>();
    for (let seed = 100; seed < 100 + OTHER_SEEDS; seed++) {
      const { problems, run } = judgedWith(scenario, seed, WITH_SOLUTIONS);
      expect(problems, `seed ${seed}`).toEqual([]);
      expect(
        run.verdicts.filter(({ ok }) => !ok),
        `seed ${seed}`,
      ).toEqual([]);
      fingerprints.add(run.fingerprint);
    }
    expect(fingerprints.size).toBe(OTHER_SEEDS);
    expect(fingerprints).not.toContain(fingerprint);
  });
});

interface Judged {
  readonly problems: readonly string[];
  readonly run: RunResult;
  readonly recording: Recording;
}

/** A lesson, and the scenario that it is part of, of one run. */
function judgedWith(
  scenario: Scenario,
  seed: number,
  withSolutions: boolean,
  atTheEnd: (recording: Recording) => void = () => {},
): Judged {
  let judged: Omit<Judged, 'problems'> | undefined;
  const onEnd = (recording: Recording, properties: PropertyWatcher) => {
    atTheEnd(recording);
    const { history } = recording;
    const run = judgedRun(withoutOtherEras(scenario), history, properties.fork(), scenario.until, undefined);
    judged = { run, recording };
  };
  const problems = judgeLesson(scenario, seed, withSolutions, { onEnd, stops: () => false });
  return { problems, ...judged! };
}

test('a lens that a beat may open is one of the page', () => {
  const store = readFileSync(join(import.meta.dirname, '../../src/app/store.ts'), 'utf8');
  const union = /export type LensTab =([^;]*);/.exec(store)?.[1] ?? '';
  const tabs = [...union.matchAll(/'([\w-]+)'/g)].map(([, name]) => name);
  expect([...LENSES].sort()).toEqual(tabs.sort());
});
