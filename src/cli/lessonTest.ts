/** What is not true of a lesson, with its own seed and with others: a line each. */
import { judgeLesson, judgeWhatIfs } from '../lesson/judge.ts';
import { lintLesson } from '../scenario/lesson/lint.ts';
import { quoted } from '../scenario/problems.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { UsageError } from './flags.ts';

const MOST_SEEDS = 1000;
/** As in the tests of this repository. */
const OTHER_SEEDS_FROM = 100;

export function lessonProblems(text: string, scenario: Scenario, seeds: number): readonly string[] {
  if (scenario.lesson === undefined) return [];
  const problems = [...judgeWhatIfs(text, scenario), ...judgeLesson(scenario, scenario.seed ?? 1)];
  for (let nth = 0; nth < seeds; nth++) {
    const seed = OTHER_SEEDS_FROM + nth;
    problems.push(...judgeLesson(scenario, seed).map((problem) => `with seed ${seed}: ${problem}`));
  }
  return problems.map((problem) => `✗ lesson, ${problem}`);
}

/** What is wanting in a lesson that is true all the same: told, and no failure. */
export function lessonAdvice(scenario: Scenario): readonly string[] {
  return lintLesson(scenario).map((wanting) => `· lesson, ${wanting}`);
}

/** How many other seeds. */
export function seedsOf(text: string | undefined): number {
  if (text === undefined) return 0;
  if (/^\d{1,4}$/.test(text) && Number(text) <= MOST_SEEDS) return Number(text);
  throw new UsageError(`--seeds must be a whole number from 0 to ${MOST_SEEDS}, not ${quoted(text)}`);
}
