/**
 * The usage text of a tool, to the character (joptsimple.BuiltinHelpFormatter with its Rows and Columns; 80 wide, two
 * between the columns).
 */
import { compareText } from '../../../base/sorted.ts';
import type { OptionSpec } from './optionParser.ts';

const OVERALL_WIDTH = 80;
const SEPARATOR_WIDTH = 2;
const INDENT = '  ';

interface Row {
  readonly option: string;
  readonly description: string;
}

export function helpText(specs: readonly OptionSpec[]): string {
  const sorted = [...specs].sort((a, b) => compareText(a.name, b.name));
  const rows = [...headers(sorted), ...sorted.map(rowOf)];
  const [optionWidth, descriptionWidth] = widths(rows);
  const lines = rows.flatMap((row) => fittedTo(row, optionWidth, descriptionWidth));
  const [left, right] = widths(lines);
  return lines
    .map(({ option, description }) => `${option.padEnd(left)}${INDENT}${description.padEnd(right)}\n`)
    .join('');
}

function headers(specs: readonly OptionSpec[]): Row[] {
  const title = specs.some(({ required }) => required === true) ? 'Option (* = required)' : 'Option';
  return [
    { option: title, description: 'Description' },
    { option: '-'.repeat(title.length), description: '-----------' },
  ];
}

function rowOf({ name, description, argument, required }: OptionSpec): Row {
  const option = `${required === true ? '* ' : ''}${name.length > 1 ? '--' : '-'}${name}`;
  if (argument === undefined) return { option, description };
  const { optional, describedAs, type = 'String', defaults = [] } = argument;
  const [open, close] = optional === true ? ['[', ']'] : ['<', '>'];
  const indicator = `${type}${describedAs === undefined ? '' : `: ${describedAs}`}`;
  const standard = defaults.length === 1 ? defaults[0] : `[${defaults.join(', ')}]`;
  return {
    option: `${option} ${open}${indicator}${close}`,
    description: defaults.length === 0 ? description : `${description} (default: ${standard})`.trim(),
  };
}

function widths(rows: readonly Row[]): readonly [number, number] {
  const widest = (of: (row: Row) => string) => rows.reduce((most, row) => Math.max(most, of(row).length), 0);
  const option = Math.min(
    Math.floor((OVERALL_WIDTH - SEPARATOR_WIDTH) / 2),
    widest((row) => row.option),
  );
  const description = Math.min(
    OVERALL_WIDTH - option - SEPARATOR_WIDTH,
    widest((row) => row.description),
  );
  return [option, description];
}

function fittedTo({ option, description }: Row, optionWidth: number, descriptionWidth: number): Row[] {
  const [options, descriptions] = [piecesOf(option, optionWidth), piecesOf(description, descriptionWidth)];
  return Array.from({ length: Math.max(options.length, descriptions.length) }, (_, place) => ({
    option: options[place] ?? '',
    description: descriptions[place] ?? '',
  }));
}

function piecesOf(text: string, width: number): string[] {
  return text
    .trim()
    .split('\n')
    .flatMap((line) => piecesOfLine(line, width));
}

function piecesOfLine(line: string, width: number): string[] {
  const pieces: string[] = [];
  let next = '';
  for (const word of words(line)) {
    if (next.length + word.length > width) {
      pieces.push(next.replace(/\s+$/, ''));
      next = INDENT + word;
    } else next += word;
  }
  if (next.length > 0) pieces.push(next);
  return pieces;
}

/** Where java.text.BreakIterator.getLineInstance lets a line break, as far as these texts show. */
function words(line: string): string[] {
  const found: string[] = [];
  let from = 0;
  for (let place = 1; place < line.length; place++) {
    if (!mayBreak(line[place - 1]!, line[place]!)) continue;
    found.push(line.slice(from, place));
    from = place;
  }
  if (from < line.length) found.push(line.slice(from));
  return found;
}

function mayBreak(before: string, after: string): boolean {
  if (/\s/.test(before)) return !/\s/.test(after);
  if (before === '-') return /[^\s\d-]/.test(after);
  if (/[.,:;!?]/.test(before)) return /[A-Za-z]/.test(after) || (before === ':' && /\d/.test(after));
  return after === '(' && /[A-Za-z0-9]/.test(before);
}
