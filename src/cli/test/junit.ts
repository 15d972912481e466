/**
 * A test as JUnit's XML, which every CI reads: a suite for each line of the table, a case for each expectation. What comes
 * from files is escaped, and characters that XML 1.0 has no place for are left out.
 */
import { formatAt } from '../../scenario/expectations.ts';
import type { GatheredExpectation, GatheredRow } from './gather.ts';
import { failedSeedsText, seedsText } from './lines.ts';
import type { FileReport } from './report.ts';

/** Surefire's schema wants to know of which kind: what an exception's class is there. */
const TYPES = { failure: 'expectation', error: 'unusable' } as const;

interface Case {
  readonly name: string;
  readonly kind?: 'failure' | 'error';
  readonly message?: string;
  readonly text?: string;
}

interface Suite {
  readonly name: string;
  readonly file: string;
  readonly seconds: number;
  readonly cases: readonly Case[];
}

export function junitReport(files: readonly FileReport[]): string {
  const suites = files.flatMap(suitesOf);
  const all = suites.flatMap(({ cases }) => cases);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="tidemark"${counts(all)} time="${seconds(suites.reduce((sum, suite) => sum + suite.seconds, 0))}">`,
    ...suites.flatMap(suiteLines),
    '</testsuites>',
  ];
  return `${lines.join('\n')}\n`;
}

function suitesOf({ file, name, rows, problems }: FileReport): Suite[] {
  if (problems.length > 0) {
    const text = problems.map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`).join('\n');
    const message = problems[0]!.message;
    return [{ name, file, seconds: 0, cases: [{ name: 'is a scenario', kind: 'error', message, text }] }];
  }
  return rows.map((row) => ({ name: row.row.name, file, seconds: row.tookMs / 1000, cases: casesOf(file, row) }));
}

function casesOf(file: string, { row, expectations, problems, budgets, crashes }: GatheredRow): Case[] {
  const stopped = [...budgets, ...crashes].map(({ seed, text }) => `${text} (seed ${seed})`);
  const ends: Case =
    stopped.length === 0
      ? { name: 'comes to its end' }
      : { name: 'comes to its end', kind: 'error', message: stopped[0]!, text: stopped.join('\n') };
  const cases = [ends, ...expectations.map((one) => caseOf(file, one, row.seeds.length))];
  if (row.also === null) return cases;
  const name = row.also === 'lesson' ? 'the lesson is true of the run' : 'the cause can be told from the others';
  if (problems.length === 0) return [...cases, { name }];
  const told = problems.map(({ text, seeds, link }) => `${seedsText(seeds)}: ${text}${pageLine(link)}`);
  return [...cases, { name, kind: 'failure', message: problems[0]!.text, text: told.join('\n') }];
}

function caseOf(file: string, one: GatheredExpectation, seeds: number): Case {
  const { text, line, column, failedSeeds, detail, failure } = one;
  const name = line > 0 ? `${text} (line ${line})` : text;
  if (failedSeeds.length === 0) return { name };
  const told = [`expected  ${text}`, `instead   ${detail}`];
  if (line > 0) told.push(`in        ${file}:${line}:${column}`);
  if (seeds > 1) told.push(`with      ${failedSeedsText(one)}`);
  const nearest = failure?.nearest;
  if (nearest)
    told.push(`nearest   ${formatAt(nearest.at)} ${nearest.text}${nearest.differs.map((one) => `; ${one}`).join('')}`);
  told.push(...(failure?.why ?? []).map((step, place) => `${place === 0 ? 'why      ' : '         '} ${step}`));
  if (failure) told.push(`play      ${failure.command}${pageLine(failure.link)}`);
  return { name, kind: 'failure', message: `${text}: ${detail}`, text: told.join('\n') };
}

/** A link without the address of a page opens nothing. */
function pageLine(link: string | null): string {
  return link === null || link.startsWith('#') ? '' : `\npage      ${link}`;
}

function suiteLines({ name, file, seconds: time, cases }: Suite): string[] {
  const around = `  <testsuite name="${escaped(name)}"${counts(cases)} skipped="0" time="${seconds(time)}">`;
  const each = cases.flatMap((one, place) => {
    // Some readers want a time of each; all of them are judged on the same runs, which the first stands for.
    const took = seconds(place === 0 ? time : 0);
    const open = `    <testcase name="${escaped(one.name)}" classname="${escaped(file)}" time="${took}"`;
    if (one.kind === undefined) return [`${open}/>`];
    return [
      `${open}>`,
      `      <${one.kind} message="${escaped(one.message ?? '')}" type="${TYPES[one.kind]}">${escaped(one.text ?? '')}</${one.kind}>`,
      '    </testcase>',
    ];
  });
  return [around, ...each, '  </testsuite>'];
}

function counts(cases: readonly Case[]): string {
  const number = (kind: Case['kind']) => cases.filter((one) => one.kind === kind).length;
  return ` tests="${cases.length}" failures="${number('failure')}" errors="${number('error')}"`;
}

function seconds(time: number): string {
  return time.toFixed(3);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** XML 1.0 knows tab, line feed and carriage return below space, no lone surrogates, and not U+FFFE and U+FFFF. */
export function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"']/g, (one) => ENTITIES[one]!)
    .replace(/\r/g, '&#13;');
}
