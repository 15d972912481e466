/** `tidemark test [FILE or FOLDER …] [--seeds N]`: runs every scenario, judges its lesson, and prints a table. */
import { basename } from 'node:path';
import { formatDuration } from '../scenario/duration.ts';
import { type Era, eraOf, erasToTest } from '../scenario/era.ts';
import { type RunOptions, runScenario } from '../scenario/run.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { grouped } from '../scenario/yamlFile.ts';
import { causesNotTold } from './drillTest.ts';
import { EXIT } from './exit.ts';
import { readScenario, readText, scenarioFilesIn } from './files.ts';
import { parseFlags, single, UsageError } from './flags.ts';
import { lessonAdvice, lessonProblems, seedsOf } from './lessonTest.ts';
import { complain, Output } from './output.ts';
import { Progress } from './progress.ts';
import { exitCodeOf, verdictLines } from './runCommand.ts';

interface Row {
  readonly cells: readonly string[];
  readonly code: number;
  /** What to read when it failed. */
  readonly details: readonly string[];
}

const HEADINGS = ['SCENARIO', 'EVENTS', 'SIMULATED', 'TOOK', 'EXPECTATIONS', 'VERDICT'];
/** Numbers stand right. */
const RIGHT = [false, true, true, true, true, false];

const TEST_FLAGS = { '--seeds': { takesValue: true } } as const;

export function test(args: readonly string[]): number {
  const flags = parseFlags(args, TEST_FLAGS);
  const { rest } = flags;
  const seeds = seedsOf(single(flags, '--seeds'));
  const files = scenarioFilesIn(rest.length > 0 ? rest : ['scenarios']);
  if (files.length === 0) throw new UsageError('there is nothing to test');
  const progress = new Progress();
  const rows = files.flatMap((file) => testOne(file, seeds, progress));
  progress.clear();
  const output = new Output();
  for (const line of tableOf(rows)) output.line(line);
  for (const { cells, details } of rows) {
    if (details.length === 0) continue;
    output.line('');
    output.line(cells[0]!);
    for (const detail of details) output.line(`  ${detail}`);
  }
  const failed = rows.filter(({ code }) => code !== EXIT.ok).length;
  output.line('');
  output.line(`${rows.length - failed} passed, ${failed} failed`);
  output.flush();
  return codeOf(rows);
}

/** A file that is for both eras is run in each. */
function testOne(file: string, seeds: number, progress: Progress): readonly Row[] {
  const name = basename(file).replace(/\.ya?ml$/, '');
  const scenario = readOrComplain(file);
  if (scenario === undefined) {
    return [{ cells: [name, '-', '-', '-', '-', 'bad file'], code: EXIT.badFile, details: [] }];
  }
  if (scenario.drill !== undefined) return testDrill(name, scenario, progress);
  const eras = erasToTest(scenario);
  const rows = eras.map((era) => testIn(era, eras.length === 1 ? name : `${name} (${era})`, scenario, progress));
  const [first, ...others] = rows;
  return [withLesson(first!, lessonProblems(readText(file), scenario, seeds), lessonAdvice(scenario)), ...others];
}

function withLesson(row: Row, problems: readonly string[], advice: readonly string[]): Row {
  const details = [...row.details, ...problems, ...advice];
  if (problems.length === 0 || row.code !== EXIT.ok) return { ...row, details };
  return { cells: [...row.cells.slice(0, -1), 'does not hold'], code: EXIT.notHeld, details };
}

/** A drill with each of its causes, under three seeds: the symptom and the cause must show, and no other cause fit. */
function testDrill(name: string, scenario: Scenario, progress: Progress): readonly Row[] {
  const first = scenario.seed ?? 1;
  return scenario.drill!.causes.flatMap(({ name: cause }) => {
    const rows = [first, first + 1, first + 2].map((seed) =>
      testIn(eraOf(scenario), `${name} (${cause}, seed ${seed})`, scenario, progress, { seed, cause }),
    );
    const alike = causesNotTold(scenario, cause, first);
    if (alike.length === 0) return rows;
    const details = alike.map(
      (other) => `what is expected with ${other} holds with ${cause} as well: nobody can tell them apart`,
    );
    const [row, ...others] = rows;
    const cells = [...row!.cells.slice(0, -1), 'cannot be told'];
    return [{ cells, code: EXIT.notHeld, details: [...row!.details, ...details] }, ...others];
  });
}

function testIn(era: Era, name: string, scenario: Scenario, progress: Progress, options: RunOptions = {}): Row {
  const started = Date.now();
  const result = runScenario(scenario, { ...options, era, onProgress: (state) => progress.step(name, state) });
  const held = result.verdicts.filter(({ ok }) => ok).length;
  const code = exitCodeOf(result);
  const failures = verdictLines(result).filter((_, place) => !result.verdicts[place]!.ok);
  return {
    cells: [
      name,
      grouped(result.counts.events),
      formatDuration(result.until),
      `${((Date.now() - started) / 1000).toFixed(1)}s`,
      `${held}/${result.verdicts.length}`,
      code === EXIT.ok ? 'holds' : code === EXIT.budget ? 'budget reached' : 'does not hold',
    ],
    code,
    details: result.budget === undefined ? failures : [result.budget, ...failures],
  };
}

function readOrComplain(file: string) {
  try {
    return readScenario(file);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    complain(`tidemark: ${error.message}`);
    return undefined;
  }
}

function tableOf(rows: readonly Row[]): string[] {
  const lines = [HEADINGS, ...rows.map(({ cells }) => cells)];
  const widths = HEADINGS.map((_, column) => Math.max(...lines.map((cells) => cells[column]!.length)));
  return lines.map((cells) =>
    cells
      .map((cell, column) => (RIGHT[column] ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!)))
      .join('  ')
      .trimEnd(),
  );
}

/** A bad file is worse than a run cut short, and that than an expectation that does not hold. */
function codeOf(rows: readonly Row[]): number {
  for (const code of [EXIT.badFile, EXIT.budget, EXIT.notHeld]) if (rows.some((row) => row.code === code)) return code;
  return EXIT.ok;
}
