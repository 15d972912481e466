/** Problems of a file: what is wrong, where, and the nearest thing that would be right. */
import { nearest, nearestByWords } from '../base/nearest.ts';

export interface Problem {
  /** From 1. 0 when the problem is not in the file, as with a flag. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** More than this and nobody reads them. */
const SHOWN = 50;

/** `file:line:column: what is wrong`, one a line, in the order of the file. */
export function formatProblems(file: string, problems: readonly Problem[]): string[] {
  const lines = problems
    .slice(0, SHOWN)
    .map(({ line, column, message }) => (line === 0 ? `${file}: ${message}` : `${file}:${line}:${column}: ${message}`));
  if (problems.length > SHOWN) lines.push(`${file}: and ${problems.length - SHOWN} more problems`);
  return lines;
}

/** No message says more of what is in a file than fits on a few lines. */
const LONGEST_MESSAGE = 390;

function bounded(message: string): string {
  const line = message.slice(0, LONGEST_MESSAGE + 1).replace(UNSHOWN, '?');
  return line.length > LONGEST_MESSAGE ? `${line.slice(0, LONGEST_MESSAGE)}…` : line;
}

/** Control characters and those that turn the direction of text would make a message lie. */
const UNSHOWN = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** More than any file of good will has; a hostile one has a hundred thousand. */
export const MOST_PROBLEMS = 500;

/** In the order of the file, each said once. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  const sorted = [...problems].sort((a, b) => a.line - b.line || a.column - b.column);
  const told = sorted.slice(0, MOST_PROBLEMS).map((problem) => ({ ...problem, message: bounded(problem.message) }));
  return told.filter((problem, place) => {
    const previous = told[place - 1];
    return !(
      previous?.line === problem.line &&
      previous.column === problem.column &&
      previous.message === problem.message
    );
  });
}

/** `; did you mean retries?`, or nothing. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const guess = word.length > 80 ? undefined : nearest(word, candidates);
  return guess === undefined ? '' : `; did you mean ${guess}?`;
}

/** The same for names that are made of words, `LeaderElected`: who does not know the name knows one of its words. */
export function didYouMeanName(name: string, candidates: readonly string[]): string {
  const hint = didYouMean(name, candidates);
  const guess = hint === '' && name.length <= 80 ? nearestByWords(name, candidates) : undefined;
  return guess === undefined ? hint : `; did you mean ${guess}?`;
}

/** Something from a file inside a message: one line, short, no control characters. */
export function quoted(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (value === null) return 'empty';
  if (typeof value === 'object') return 'a group of keys';
  const text = (typeof value === 'string' ? value.slice(0, 2_000) : String(value)).replace(UNSHOWN, '?').trim();
  if (text === '') return 'an empty text';
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

/** `b1, b2 and b3`; long lists are cut. */
export function listed(words: readonly string[], conjunction = 'and'): string {
  if (words.length === 0) return 'none';
  if (words.length === 1) return words[0]!;
  if (words.length > 12) return `${words.slice(0, 11).join(', ')} … (${words.length})`;
  return `${words.slice(0, -1).join(', ')} ${conjunction} ${words[words.length - 1]}`;
}
