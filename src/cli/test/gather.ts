/** What the seeds of a row add up to: each expectation once, with the seeds under which it does not hold. */
import { EXIT } from '../exit.ts';
import { byKind } from './kinds.ts';
import type { Linker } from './pageLink.ts';
import type { Row } from './plan.ts';
import type { Unit, UnitFailure, UnitVerdict } from './unit.ts';
import type { Answer } from './workers.ts';

export interface GatheredExpectation {
  readonly text: string;
  readonly line: number;
  readonly column: number;
  /** Judged under so many seeds. */
  readonly of: number;
  readonly failedSeeds: readonly number[];
  /** Under the first seed that fails; of the first seed where none does. */
  readonly detail: string;
  readonly failure: GatheredFailure | null;
}

export interface GatheredFailure extends UnitFailure {
  /** To the moment in the page; null: it is too long for a link. */
  readonly link: string | null;
}

/** What is not true of a lesson or a drill, once. */
export interface GatheredProblem {
  readonly text: string;
  /** Those under which it is so; the text is that of the first. */
  readonly seeds: readonly number[];
  readonly link: string | null;
}

export interface GatheredRow {
  readonly row: Row;
  /** Of the first seed. */
  readonly events: number;
  readonly until: number;
  readonly tookMs: number;
  readonly expectations: readonly GatheredExpectation[];
  /** Of the lesson or the drill. */
  readonly problems: readonly GatheredProblem[];
  readonly budgets: readonly { readonly seed: number; readonly text: string }[];
  readonly crashes: readonly { readonly seed: number; readonly text: string }[];
  readonly failedSeeds: readonly number[];
  readonly code: number;
}

interface Done {
  readonly unit: Unit;
  readonly answer: Answer;
}

export function gathered(row: Row, done: readonly Done[], linker: Linker): GatheredRow {
  const expectations = new Map<string, GatheredExpectation>();
  const problems: { seed: number; text: string }[] = [];
  const budgets: { seed: number; text: string }[] = [];
  const crashes: { seed: number; text: string }[] = [];
  const failed = new Set<number>();
  let first: { events: number; until: number } | undefined;
  let tookMs = 0;
  for (const { unit, answer } of done) {
    const { seed } = unit;
    if (!answer.ok) {
      crashes.push({ seed, text: answer.problem });
      failed.add(seed);
      continue;
    }
    const { result } = answer;
    tookMs += result.tookMs;
    if (unit.part === 'run' || unit.part === 'both') first ??= result;
    for (const verdict of result.verdicts) add(expectations, verdict, unit, linker);
    for (const text of result.problems) problems.push({ seed, text });
    if (result.budget !== null) budgets.push({ seed, text: result.budget });
    if (result.budget !== null || result.problems.length > 0 || result.verdicts.some(({ ok }) => !ok)) failed.add(seed);
  }
  const doesHold = failed.size === 0;
  const code = crashes.length > 0 || budgets.length > 0 ? EXIT.budget : doesHold ? EXIT.ok : EXIT.notHeld;
  return {
    row,
    events: first?.events ?? 0,
    until: first?.until ?? 0,
    tookMs,
    expectations: [...expectations.values()],
    problems: byKind(problems).map(({ text, seeds }) => {
      return { text, seeds, link: linker({ variant: row.variant, seed: seeds[0]! }) };
    }),
    budgets,
    crashes,
    failedSeeds: row.seeds.filter((seed) => failed.has(seed)),
    code,
  };
}

/** The same expectation under another seed; what is in no line of the file is told apart by its words. */
function add(
  expectations: Map<string, GatheredExpectation>,
  verdict: UnitVerdict,
  { variant, seed }: Unit,
  linker: Linker,
): void {
  const { key, text, ok, detail } = verdict;
  const known = expectations.get(key);
  const isFirst = known === undefined || known.failedSeeds.length === 0;
  const failure =
    isFirst && verdict.failure !== null
      ? { ...verdict.failure, link: linker({ variant, seed, at: verdict.failure.at }) }
      : null;
  if (known === undefined) {
    const { line, column } = verdict;
    expectations.set(key, { text, line, column, of: 1, failedSeeds: ok ? [] : [seed], detail, failure });
    return;
  }
  const isFirstFailure = !ok && known.failedSeeds.length === 0;
  expectations.set(key, {
    ...known,
    of: known.of + 1,
    ...(isFirstFailure ? { detail, failure, line: verdict.line, column: verdict.column } : {}),
    failedSeeds: ok ? known.failedSeeds : [...known.failedSeeds, seed],
  });
}
