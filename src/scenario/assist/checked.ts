/** What is wrong with a text, as an editor marks it: from where to where, and what would be right where it is known. */
import { lintParsed } from '../lint/lint.ts';
import { parseScenario } from '../parse.ts';
import type { Problem } from '../problems.ts';
import type { CheckedProblem, TextEdit } from './item.ts';
import { contentEnd, keyOn, textEnd } from './outlineLines.ts';

export interface CheckedText {
  readonly problems: readonly CheckedProblem[];
  /** It can be run. */
  readonly isRunnable: boolean;
  readonly title: { readonly en: string; readonly ko: string } | null;
}

const MOST = 200;

export function checkText(text: string): CheckedText {
  const parsed = parseScenario(text);
  const starts = lineStarts(text);
  if (!parsed.ok) {
    const problems = parsed.problems.slice(0, MOST).map((problem) => checked(problem, ERROR, text, starts));
    return { problems, isRunnable: false, title: null };
  }
  const findings = lintParsed(text, parsed).slice(0, MOST);
  const problems = findings.map((found) =>
    checked(found, { severity: found.level, code: found.code, mends: found.mends }, text, starts),
  );
  return { problems, isRunnable: true, title: parsed.scenario.title };
}

/** The same of something that was found elsewhere. */
export function markedProblem(problem: Problem, judged: Judged, text: string): CheckedProblem {
  return checked(problem, judged, text, lineStarts(text));
}

type Judged = Pick<CheckedProblem, 'severity' | 'code' | 'mends'>;

const ERROR: Judged = { severity: 'error', code: null, mends: null };

function checked(
  { line, column, message, says }: Problem,
  { severity, code, mends }: Judged,
  text: string,
  starts: readonly number[],
): CheckedProblem {
  const start = starts[Math.max(0, Math.min(line, starts.length) - 1)] ?? 0;
  const found = text.indexOf('\n', start);
  const lineEnd = found < 0 ? text.length : found;
  const from = Math.min(start + Math.max(0, column - 1), lineEnd);
  const to = Math.max(from, thingEnd(text, from, lineEnd));
  // Of nothing at all there is something to see: the last letter of the line.
  const isEmpty = to === from;
  const fix = fixOf(message, text, from, to);
  return {
    from: isEmpty && from > start ? from - 1 : from,
    to: isEmpty ? Math.min(text.length, Math.max(from, from > start ? from : from + 1)) : to,
    line: Math.max(1, line),
    column: Math.max(1, column),
    message,
    says,
    severity,
    code,
    mend: mends?.en ?? null,
    mends,
    fix,
  };
}

/** A key, a text in quotes, a word, an item of brackets: what stands there, no further than its line. */
function thingEnd(text: string, from: number, lineEnd: number): number {
  const first = text[from];
  if (first === '{' || first === '[') return contentEnd(text, from, lineEnd);
  if (first === '"' || first === "'") return Math.min(lineEnd, textEnd(text, from, lineEnd).end);
  const key = keyOn(text, from, lineEnd);
  if (key !== undefined && !/[,{}[\]]/.test(key.text)) return key.end;
  const isInBrackets = /[{[,]/.test(text.slice(text.lastIndexOf('\n', from - 1) + 1, from));
  const end = contentEnd(text, from, lineEnd);
  if (!isInBrackets) return end;
  let at = from;
  while (at < end && !/[,{}[\]]/.test(text[at]!) && !(text[at] === ':' && /\s/.test(text[at + 1] ?? ' '))) at++;
  // The space before a bracket is none of it.
  while (at > from && text[at - 1] === ' ') at--;
  return at;
}

/** The problems of this format end in what is nearest: that becomes an edit. */
const SUGGESTION = /; did you mean (.{1,120})\?$/;

function fixOf(message: string, text: string, from: number, to: number): CheckedProblem['fix'] {
  const words = SUGGESTION.exec(message)?.[1];
  if (words === undefined || to <= from) return null;
  return { words, edit: editTo(words, message, text, from, to) };
}

function editTo(words: string, message: string, text: string, from: number, to: number): TextEdit {
  const there = text.slice(from, to);
  // `leader of ordrs-0`: only the word that is wrong.
  const wrong = /(\S+?)'?; did you mean/.exec(message)?.[1];
  const at = wrong === undefined || wrong === words ? -1 : there.indexOf(wrong);
  if (at >= 0 && wrong !== undefined && wrong.length < there.length && !/^["']/.test(there)) {
    return { from: from + at, to: from + at + wrong.length, insert: words };
  }
  const quote = /^["']/.exec(there)?.[0] ?? '';
  return { from, to, insert: `${quote}${words}${quote}` };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
