/** Problems of a file: what is wrong, where, and the nearest thing that would be right. */
import { nearest, nearestByWords } from '../base/nearest.ts';
import { joined, type Says } from '../base/says.ts';

export interface Problem {
  /** From 1. 0 when the problem is not in the file, as with a flag. */
  readonly line: number;
  readonly column: number;
  /** In English, as the command line prints it. */
  readonly message: string;
  /** In both languages. */
  readonly says: Says;
}

/** At a place of the file. */
export function problem({ line, column }: Pick<Problem, 'line' | 'column'>, says: Says): Problem {
  return { line, column, message: says.en, says };
}

/** What was asked for cannot be: each reason in English, and all of them in both languages. */
export interface Refused {
  readonly ok: false;
  readonly problems: readonly string[];
  readonly says: Says;
}

/** The same, where one thing is wrong. */
export interface RefusedOne {
  readonly ok: false;
  readonly problem: string;
  readonly says: Says;
}

export function refused(...problems: readonly Says[]): Refused {
  return { ok: false, problems: problems.map(({ en }) => en), says: joined(problems) };
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

function boundedProblem({ line, column, says: { en, ko } }: Problem): Problem {
  return problem({ line, column }, { en: bounded(en), ko: bounded(ko) });
}

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
  const told = sorted.slice(0, MOST_PROBLEMS).map(boundedProblem);
  return told.filter(({ line, column, message }, place) => {
    const previous = told[place - 1];
    return !(previous?.line === line && previous.column === column && previous.message === message);
  });
}

const LONGEST_WORD = 80;

export function nearestWord(word: string, candidates: Iterable<string>): string | undefined {
  return word.length > LONGEST_WORD ? undefined : nearest(word, candidates);
}

/** Of names that are made of words, `LeaderElected`: who does not know the name knows one of its words. */
export function nearestName(name: string, candidates: readonly string[]): string | undefined {
  if (name.length > LONGEST_WORD) return undefined;
  return nearest(name, candidates) ?? nearestByWords(name, candidates);
}

/** `; did you mean retries?`, or nothing. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const guess = nearestWord(word, candidates);
  return guess === undefined ? '' : `; did you mean ${guess}?`;
}

/** The same for names that are made of words. */
export function didYouMeanName(name: string, candidates: readonly string[]): string {
  const guess = nearestName(name, candidates);
  return guess === undefined ? '' : `; did you mean ${guess}?`;
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

/** 20000 is hard to read: 20,000. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
