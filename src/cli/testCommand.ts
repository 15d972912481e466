/** `tidemark test [FILE or FOLDER …]`: runs every scenario and prints a table. */
import { basename } from 'node:path';
import { formatDuration } from '../scenario/duration.ts';
import { type Era, erasToTest } from '../scenario/era.ts';
import { runScenario } from '../scenario/run.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { grouped } from '../scenario/yamlFile.ts';
import { EXIT } from './exit.ts';
import { readScenario, scenarioFilesIn } from './files.ts';
import { parseFlags, UsageError } from './flags.ts';
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

export function test(args: readonly string[]): number {
  const { rest } = parseFlags(args, {});
  const files = scenarioFilesIn(rest.length > 0 ? rest : ['scenarios']);
  if (files.length === 0) throw new UsageError('there is nothing to test');
  const progress = new Progress();
  const rows = files.flatMap((file) => testOne(file, progress));
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
function testOne(file: string, progress: Progress): readonly Row[] {
  const name = basename(file).replace(/\.ya?ml$/, '');
  const scenario = readOrComplain(file);
  if (scenario === undefined) {
    return [{ cells: [name, '-', '-', '-', '-', 'bad file'], code: EXIT.badFile, details: [] }];
  }
  const eras = erasToTest(scenario);
  return eras.map((era) => testIn(era, eras.length === 1 ? name : `${name} (${era})`, scenario, progress));
}

function testIn(era: Era, name: string, scenario: Scenario, progress: Progress): Row {
  const started = Date.now();
  const result = runScenario(scenario, { era, onProgress: (state) => progress.step(name, state) });
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
