/**
 * The scenarios of the repository: each holds as it is, with other seeds too, and again after rewinding. The runs of those
 * that are lessons are judged together with the lesson (test/lessons/bundled.test.ts).
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { eraOf, erasToTest } from '../../src/scenario/era.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { runScenario } from '../../src/scenario/run.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { comesBackTheSame } from './support.ts';

const FOLDER = join(import.meta.dirname, '../../scenarios');
const OTHER_SEEDS = Number(process.env.TIDEMARK_SEEDS ?? 1);

/** The fingerprint of each with its own seed. */
const runs = new Map<string, string>();

describe.each(readdirSync(FOLDER).filter((name) => name.endsWith('.yaml')))('%s', (name) => {
  const scenario = scenarioIn(readFileSync(join(FOLDER, name), 'utf8'));
  const others = erasToTest(scenario).filter((era) => era !== eraOf(scenario));

  test.runIf(others.length > 0).each(others)('holds in the era of %s too', (era) => {
    const { verdicts, budget } = runScenario(scenario, { era });
    expect(verdicts.filter(({ ok }) => !ok)).toEqual([]);
    expect(budget).toBeUndefined();
  });

  test('tells its story in both languages', () => {
    const { ko, en } = toldBy(scenario);
    expect(ko).toMatch(/요\./);
    expect(en).not.toMatch(/[가-힣]/);
  });

  if (scenario.lesson !== undefined) return;

  test('holds, and is the same run after rewinding', () => {
    const { verdicts, budget, history, fingerprint } = runScenario(scenario);
    expect(verdicts.filter(({ ok }) => !ok)).toEqual([]);
    expect(budget).toBeUndefined();
    // A drill is told apart by what each of its causes must show (test/app/drills.test.ts).
    expect(verdicts.length).toBeGreaterThan(scenario.drill === undefined ? 5 : 3);
    runs.set(name, fingerprint);
    comesBackTheSame(history, scenario.until);
    expect(history.kernel.fingerprint).toBe(fingerprint);
  });

  test(`holds with ${OTHER_SEEDS} other seeds, and is another run with each`, () => {
    const fingerprints = new Set<string>();
    for (let seed = 100; seed < 100 + OTHER_SEEDS; seed++) {
      const { verdicts, fingerprint } = runScenario(scenario, { seed });
      const failed = verdicts.filter(({ ok }) => !ok);
      expect(failed, `seed ${seed}`).toEqual([]);
      fingerprints.add(fingerprint);
    }
    expect(fingerprints.size).toBe(OTHER_SEEDS);
    expect(fingerprints).not.toContain(runs.get(name));
  });
});

/** Its prose, what the beats of its lesson say, or the symptom of its drill and what can be behind it. */
function toldBy({ prose, lesson, drill }: Scenario): { readonly en: string; readonly ko: string } {
  const said = [
    ...(prose === undefined ? [] : [prose]),
    ...(lesson?.beats ?? []).map(({ say }) => say),
    ...(drill === undefined ? [] : [drill.symptom, ...drill.causes.map(({ tell }) => tell)]),
  ];
  return { en: said.map(({ en }) => en).join('\n'), ko: said.map(({ ko }) => ko).join('\n') };
}

function scenarioIn(text: string): Scenario {
  const result = parseScenario(text);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  expect(result.warnings).toEqual([]);
  return result.scenario;
}
