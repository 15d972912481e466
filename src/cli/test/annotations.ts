/**
 * What failed, as GitHub shows it beside the lines of a pull request: workflow commands in the output of a step, where it
 * runs under GitHub Actions. Paths are those of the repository.
 */
import { relative, resolve, sep } from 'node:path';
import type { Linted } from '../lintCommand.ts';
import type { GatheredRow } from './gather.ts';
import { failedSeedsText, seedsText } from './lines.ts';
import type { FileReport } from './report.ts';

export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly file: string;
  /** 0: of no line. */
  readonly line: number;
  readonly column: number;
  readonly title: string;
  readonly text: string;
}

export function isInActions(): boolean {
  return process.env.GITHUB_ACTIONS === 'true';
}

export function annotationLines(reports: readonly FileReport[]): readonly string[] {
  return reports.flatMap(annotationsOf).map(annotationLine);
}

/** The same of `tidemark lint`: what is wrong, what could be better, and how. */
export function lintAnnotationLines(linted: readonly Linted[]): readonly string[] {
  return linted.flatMap(({ file, problems, findings }) => [
    ...problems.map(({ line, column, message }) =>
      annotationLine({ level: 'error', file, line, column, title: 'no scenario', text: message }),
    ),
    ...findings.map(({ level, line, column, code, message, mend }) =>
      annotationLine({
        level: level === 'advice' ? 'notice' : 'warning',
        file,
        line,
        column,
        title: code,
        text: `${message} (${mend})`,
      }),
    ),
  ]);
}

function annotationsOf({ file, name, problems, rows }: FileReport): readonly Annotation[] {
  const bad = problems.map(({ line, column, message }): Annotation => {
    return { level: 'error', file, line, column, title: `${name} is no scenario`, text: message };
  });
  return [...bad, ...rows.flatMap((row) => annotationsOfRow(file, row))];
}

function annotationsOfRow(file: string, gathered: GatheredRow): readonly Annotation[] {
  const { row, expectations, problems, budgets, crashes } = gathered;
  const many = row.seeds.length > 1;
  const error = (text: string, line = 0, column = 0): Annotation => {
    return { level: 'error', file, line, column, title: row.name, text };
  };
  return [
    ...[...crashes, ...budgets].map(({ seed, text }) => error(`${text} (seed ${seed})`)),
    ...expectations.flatMap((one) => {
      if (one.failedSeeds.length === 0) return [];
      const { text, detail, line, column, failure } = one;
      const seeds = many ? ` (${failedSeedsText(one)})` : '';
      const play = failure === null ? '' : `\n${failure.command}`;
      return [error(`${text}: ${detail}${seeds}${play}`, line, column)];
    }),
    ...problems.map(({ text, seeds }) => error(`${text}${many ? ` (${seedsText(seeds)})` : ''}`)),
  ];
}

/** `::error file=scenarios/a.yaml,line=12,col=5,title=…::…` */
export function annotationLine({ level, file, line, column, title, text }: Annotation): string {
  const place = line > 0 ? [`line=${line}`, `col=${Math.max(1, column)}`] : [];
  const parts = [`file=${ofProperty(inRepository(file))}`, ...place, `title=${ofProperty(title)}`];
  return `::${level} ${parts.join(',')}::${ofData(text)}`;
}

/** A step may run in a folder of the repository. */
function inRepository(file: string): string {
  const root = process.env.GITHUB_WORKSPACE;
  const path = root === undefined || root === '' ? file : relative(root, resolve(file));
  return path.split(sep).join('/');
}

/** As GitHub's own toolkit writes what has a meaning in a command. */
function ofData(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function ofProperty(text: string): string {
  return ofData(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
