/** A test as a person reads it: a table, then for each that failed what was expected, what is so instead, and why. */
import { formatDuration } from '../../scenario/duration.ts';
import { formatAt } from '../../scenario/expectations.ts';
import { grouped } from '../../scenario/yamlFile.ts';
import { EXIT } from '../exit.ts';
import { commandOf } from '../playCommand.ts';
import type { GatheredExpectation, GatheredRow } from './gather.ts';
import type { FileReport } from './report.ts';

const HEADINGS = ['SCENARIO', 'EVENTS', 'SIMULATED', 'TOOK', 'EXPECTATIONS', 'VERDICT'];
/** Numbers stand right. */
const RIGHT = [false, true, true, true, true, false];

export function tableLines(files: readonly FileReport[]): readonly string[] {
  const lines = [HEADINGS, ...files.flatMap(cellsOfFile)];
  const widths = HEADINGS.map((_, column) => Math.max(...lines.map((cells) => cells[column]!.length)));
  return lines.map((cells) =>
    cells
      .map((cell, column) => (RIGHT[column] ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!)))
      .join('  ')
      .trimEnd(),
  );
}

function cellsOfFile({ name, rows, problems }: FileReport): readonly (readonly string[])[] {
  if (problems.length > 0) return [[name, '-', '-', '-', '-', 'bad file']];
  return rows.map(({ row, events, until, tookMs, expectations, code, failedSeeds, ...rest }) => {
    const held = expectations.filter((one) => one.failedSeeds.length === 0).length;
    const many = row.seeds.length > 1;
    const partly = many && failedSeeds.length > 0 && failedSeeds.length < row.seeds.length;
    const seeds = many && code === EXIT.ok ? ` with ${row.seeds.length} seeds` : '';
    const verdict = partly
      ? `${row.seeds.length - failedSeeds.length} of ${row.seeds.length} seeds`
      : verdictOf(code, rest);
    return [
      row.name,
      grouped(events),
      formatDuration(until),
      `${(tookMs / 1000).toFixed(1)}s`,
      `${held}/${expectations.length}`,
      `${verdict}${seeds}`,
    ];
  });
}

function verdictOf(code: number, { crashes }: Pick<GatheredRow, 'crashes'>): string {
  if (code === EXIT.ok) return 'holds';
  if (crashes.length > 0) return 'came to no end';
  return code === EXIT.budget ? 'budget reached' : 'does not hold';
}

export function detailLines({ file, rows, advice }: FileReport): readonly string[] {
  return rows.flatMap((row, place) => {
    const lines = [...linesOfRow(file, row), ...(place === 0 ? advice.map((one) => `· lesson, ${one}`) : [])];
    return lines.length === 0 ? [] : ['', row.row.name, ...lines.map((line) => `  ${line}`)];
  });
}

function linesOfRow(file: string, gathered: GatheredRow): readonly string[] {
  const { row, expectations, problems, budgets, crashes, failedSeeds } = gathered;
  const lines: string[] = [];
  if (row.seeds.length > 1 && failedSeeds.length > 0) lines.push(seedsSentence(row.seeds.length, failedSeeds));
  for (const { seed, text } of crashes) lines.push(`${text} (seed ${seed})`);
  for (const { seed, text } of budgets) lines.push(row.seeds.length > 1 ? `${text} (seed ${seed})` : text);
  for (const one of expectations) if (one.failedSeeds.length > 0) lines.push(...linesOfFailure(file, one, gathered));
  for (const { text, seeds, link } of problems) {
    const which = row.seeds.length > 1 ? ` (${seedsText(seeds)})` : '';
    const isDrill = row.also === 'causes';
    lines.push(`✗ ${isDrill ? '' : 'lesson, '}${text}${which}`);
    const { era, cause } = row.variant;
    if (!isDrill && row.seeds.length > 1) {
      lines.push(`    again    ${commandOf('test', file, { seed: seeds[0]!, era: null, cause })}`);
      lines.push(`    play     ${commandOf('run', file, { seed: seeds[0]!, era: null, cause })}`);
    } else if (isDrill) lines.push(`    play     ${commandOf('run', file, { seed: seeds[0]!, era, cause })}`);
    lines.push(...linesOfLink(link));
  }
  return lines;
}

function linesOfFailure(file: string, one: GatheredExpectation, { row }: GatheredRow): readonly string[] {
  const { text, detail, line, failure } = one;
  const lines = [`✗ ${text}: ${detail}`];
  if (line > 0) lines.push(`    in       ${file}:${line}:${one.column}`);
  if (row.seeds.length > 1) lines.push(`    with     ${failedSeedsText(one)}`);
  if (failure === null) return lines;
  const { nearest, why, command, link } = failure;
  if (nearest !== null) {
    const differs = nearest.differs.length === 0 ? '' : `: ${nearest.differs.join(', ')}`;
    lines.push(
      `    ${nearest.differs.length === 0 ? 'this one' : 'nearest '} ${formatAt(nearest.at)} ${nearest.text}${differs}`,
    );
  }
  for (const [place, step] of why.entries()) lines.push(`    ${place === 0 ? 'why     ' : '        '} ${step}`);
  lines.push(`    play     ${command}`, ...linesOfLink(link));
  return lines;
}

/** Without the address of a page it is long, and opens nothing: that is for programs that know one. */
function linesOfLink(link: string | null): readonly string[] {
  return link === null || link.startsWith('#') ? [] : [`    page     ${link}`];
}

function seedsSentence(count: number, failed: readonly number[]): string {
  if (failed.length === count) return `holds in none of ${count} seeds`;
  return `holds in ${count - failed.length} of ${count} seeds; ${seedsText(failed)} ${failed.length === 1 ? 'does' : 'do'} not`;
}

/** `seeds 3 and 7 of 100`, `all 100 seeds` */
export function failedSeedsText({ failedSeeds, of }: GatheredExpectation): string {
  return failedSeeds.length === of ? `all ${of} seeds` : `${seedsText(failedSeeds)} of ${of}`;
}

const SHOWN_SEEDS = 20;

export function seedsText(seeds: readonly number[]): string {
  const [first] = seeds;
  if (seeds.length === 1) return `seed ${first}`;
  if (seeds.length > SHOWN_SEEDS) return `seeds ${seeds.slice(0, SHOWN_SEEDS).join(', ')} … (${seeds.length})`;
  return `seeds ${seeds.slice(0, -1).join(', ')} and ${seeds[seeds.length - 1]}`;
}
