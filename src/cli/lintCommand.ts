/** `tidemark lint [FILE or FOLDER …]`: what is legal in a scenario and could be better, each with its place and its mend. */
import { existsSync } from 'node:fs';
import { verbatim } from '../base/says.ts';
import { FINDING_CODES, type Finding, type FindingCode } from '../scenario/lint/finding.ts';
import { type LintResult, lintText } from '../scenario/lint/lint.ts';
import { formatProblems, type Problem, problem } from '../scenario/problems.ts';
import { EXIT } from './exit.ts';
import { readText } from './files.ts';
import { parseFlags, UsageError } from './flags.ts';
import { complain, Output } from './output.ts';
import { isInActions, lintAnnotationLines } from './test/annotations.ts';
import { scenariosIn } from './test/folder.ts';

const FLAGS = {
  '--json': { takesValue: false },
  '--strict': { takesValue: false },
  '--list': { takesValue: false },
} as const;

/** Counted up when a field changes its meaning or goes; new fields may come. */
const REPORT_VERSION = 1;

export interface Linted {
  readonly file: string;
  readonly problems: readonly Problem[];
  readonly findings: readonly Finding[];
}

export function lint(args: readonly string[]): number {
  const flags = parseFlags(args, FLAGS);
  const output = new Output();
  if (flags.values.has('--list')) {
    for (const line of codeLines()) output.line(line);
    output.flush();
    return EXIT.ok;
  }
  const asked = flags.rest.length > 0 ? flags.rest : [existsSync('scenarios') ? 'scenarios' : '.'];
  const { files, refused } = scenariosIn(asked);
  for (const { path, reason } of refused) complain(`tidemark: ${path} is refused: ${reason}`);
  const linted = files.map(lintFile);
  const isStrict = flags.values.has('--strict');
  const code = refused.length > 0 ? EXIT.badFile : codeOf(linted, isStrict);
  if (flags.values.has('--json')) {
    const report = {
      type: 'tidemark-lint',
      version: REPORT_VERSION,
      ok: code === EXIT.ok,
      exitCode: code,
      files: linted,
    };
    output.line(JSON.stringify(report, null, 2));
  } else for (const line of [...linted.flatMap(linesOf), summary(linted)]) output.line(line);
  // With the report on stdout, what is for whoever looks on goes beside it.
  if (isInActions()) {
    for (const line of lintAnnotationLines(linted)) flags.values.has('--json') ? complain(line) : output.line(line);
  }
  output.flush();
  return code;
}

function codeLines(): readonly string[] {
  const codes = Object.keys(FINDING_CODES) as FindingCode[];
  const width = Math.max(...codes.map((code) => code.length));
  return codes.map((code) => `${code.padEnd(width)}  ${FINDING_CODES[code][0].padEnd(7)}  ${FINDING_CODES[code][1]}`);
}

function lintFile(file: string): Linted {
  const bad = (problems: readonly Problem[]): Linted => ({ file, problems, findings: [] });
  let result: LintResult;
  try {
    result = lintText(readText(file));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return bad([problem({ line: 0, column: 0 }, verbatim(error.message))]);
  }
  return result.ok ? { file, problems: [], findings: result.findings } : bad(result.problems);
}

function linesOf({ file, problems, findings }: Linted): readonly string[] {
  const errors = formatProblems(file, problems).map((line) => line.replace(/^(.*?:\d+:\d+:)/, '$1 error:'));
  return [
    ...errors,
    ...findings.map(
      ({ line, column, level, code, message, mend }) =>
        `${file}:${line}:${column}: ${level} ${code}: ${message} (${mend})`,
    ),
  ];
}

function summary(linted: readonly Linted[]): string {
  const bad = linted.filter(({ problems }) => problems.length > 0).length;
  const count = (level: Finding['level']) =>
    linted.reduce((sum, { findings }) => sum + findings.filter((one) => one.level === level).length, 0);
  const parts = [
    counted(linted.length, 'file', 'files'),
    counted(count('warning'), 'warning', 'warnings'),
    counted(count('advice'), 'piece of advice', 'pieces of advice'),
    ...(bad === 0 ? [] : [`${bad} with errors`]),
  ];
  return parts.join(' · ');
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

function codeOf(linted: readonly Linted[], isStrict: boolean): number {
  if (linted.some(({ problems }) => problems.length > 0)) return EXIT.badFile;
  const counts = linted.some(({ findings }) => findings.some(({ level }) => isStrict || level === 'warning'));
  return counts ? EXIT.notHeld : EXIT.ok;
}
