/** A test as a program reads it: what every file, row and expectation came to. The shape is told in docs/authoring.md. */
import type { Problem } from '../../scenario/problems.ts';
import { EXIT } from '../exit.ts';
import type { GatheredRow } from './gather.ts';

/** Counted up when a field changes its meaning or goes; new fields may come. */
export const REPORT_VERSION = 1;

export interface FileReport {
  readonly file: string;
  /** Its name without folder and ending. */
  readonly name: string;
  /** It cannot be read, or is no scenario: nothing of it was run. */
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
  readonly rows: readonly GatheredRow[];
  /** Wanting in a lesson that is true all the same. */
  readonly advice: readonly string[];
}

export interface NotTested {
  readonly path: string;
  readonly reason: string;
}

/** A bad file is worse than a run cut short, and that than an expectation that does not hold. */
export function codeOf(files: readonly FileReport[]): number {
  if (files.some(({ problems }) => problems.length > 0)) return EXIT.badFile;
  const codes = files.flatMap(({ rows }) => rows.map(({ code }) => code));
  return [EXIT.budget, EXIT.notHeld].find((code) => codes.includes(code)) ?? EXIT.ok;
}

/** Rows, and files of which none could be run. */
export function counted(files: readonly FileReport[]): { readonly passed: number; readonly failed: number } {
  let [passed, failed] = [0, 0];
  for (const { rows, problems } of files) {
    if (problems.length > 0) failed++;
    for (const { code } of rows) code === EXIT.ok ? passed++ : failed++;
  }
  return { passed, failed };
}

export function jsonReport(files: readonly FileReport[], notTested: readonly NotTested[], exitCode: number): string {
  const report = {
    type: 'tidemark-test',
    version: REPORT_VERSION,
    ok: exitCode === EXIT.ok,
    exitCode,
    ...counted(files),
    files: files.map(({ file, problems, warnings, rows, advice }) => ({
      file,
      problems,
      warnings,
      advice,
      runs: rows.map(runOf),
    })),
    notTested,
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function runOf({
  row,
  events,
  until,
  tookMs,
  expectations,
  problems,
  budgets,
  crashes,
  failedSeeds,
  code,
}: GatheredRow) {
  return {
    name: row.name,
    era: row.variant.era,
    cause: row.variant.cause,
    ok: code === EXIT.ok,
    seeds: { tried: row.seeds, failed: failedSeeds },
    events,
    until,
    tookMs,
    expectations: expectations.map((one) => ({
      text: one.text,
      line: one.line,
      column: one.column,
      ok: one.failedSeeds.length === 0,
      judged: one.of,
      failedSeeds: one.failedSeeds,
      detail: one.detail,
      failure: one.failure,
    })),
    problems: problems.map(({ text, seeds, link }) => ({ seed: seeds[0]!, seeds, text, link })),
    budgets,
    crashes,
  };
}
