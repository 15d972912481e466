/**
 * What is kept of the lessons as text: in this browser, and as a file to take along. What is read may be of another age
 * or another hand: everything is looked at, what is wrong is named with its place, and what is right is taken.
 */
import type { LessonAnswer } from '../../frame/lessonFrames.ts';
import {
  type Confidence,
  type KeptAnswer,
  type KeptReview,
  type LessonProgress,
  LONGEST_EXPLAIN,
  MOST_LESSONS,
  MOST_NAMES,
  NAME,
  NO_PROGRESS,
  type Progress,
  REVIEW_DAYS,
} from './progress.ts';

const FORMAT = 'tidemark-progress';
const VERSION = 1;
export const LARGEST_PROGRESS = 2_000_000;

export type ProgressProblem = {
  /** `lessons.acks-one-loses.answers.who-leads`. */
  readonly where: string;
  readonly what: 'size' | 'json' | 'format' | 'version' | 'name' | 'group' | 'number' | 'text' | 'answer' | 'many';
};

export interface ReadProgress {
  /** What could be read of it. */
  readonly progress: Progress;
  readonly problems: readonly ProgressProblem[];
}

export function writeProgress(progress: Progress): string {
  return JSON.stringify({ format: FORMAT, version: VERSION, ...progress });
}

export function readProgress(text: string): ReadProgress {
  const problems: ProgressProblem[] = [];
  const wrong: Wrong = (where, what) => void problems.push({ where, what });
  return { progress: progressOf(text, wrong), problems };
}

type Wrong = (where: string, what: ProgressProblem['what']) => void;
type Group = Readonly<Record<string, unknown>>;

function progressOf(text: string, wrong: Wrong): Progress {
  const nothing = (what: ProgressProblem['what']): Progress => {
    wrong('', what);
    return NO_PROGRESS;
  };
  if (text.length > LARGEST_PROGRESS) return nothing('size');
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return nothing('json');
  }
  if (!isGroup(read) || read.format !== FORMAT) return nothing('format');
  if (read.version !== VERSION) return nothing('version');
  return {
    lessons: named(read.lessons, 'lessons', MOST_LESSONS, wrong, lessonOf),
    last: lastOf(read.last, wrong),
  };
}

function lastOf(read: unknown, wrong: Wrong): Progress['last'] {
  if (read === null || read === undefined) return null;
  if (isGroup(read) && isName(read.lesson) && isName(read.beat)) return { lesson: read.lesson, beat: read.beat };
  wrong('last', 'name');
  return null;
}

function lessonOf(read: unknown, where: string, wrong: Wrong): LessonProgress | undefined {
  if (!isGroup(read)) return refused(wrong, where, 'group');
  const { explain = '', doneAt = null } = read;
  if (typeof explain !== 'string' || explain.length > LONGEST_EXPLAIN) wrong(`${where}.explain`, 'text');
  if (doneAt !== null && !isTime(doneAt)) wrong(`${where}.doneAt`, 'number');
  if (!isTime(read.at)) wrong(`${where}.at`, 'number');
  return {
    beats: namesOf(read.beats, `${where}.beats`, wrong),
    answers: named(read.answers, `${where}.answers`, MOST_NAMES, wrong, answerOf),
    goals: named(read.goals, `${where}.goals`, MOST_NAMES, wrong, timeOf),
    explain: typeof explain === 'string' ? explain.slice(0, LONGEST_EXPLAIN) : '',
    questions: namesOf(read.questions, `${where}.questions`, wrong),
    reviews: named(read.reviews, `${where}.reviews`, MOST_NAMES, wrong, reviewOf),
    doneAt: isTime(doneAt) ? doneAt : null,
    at: isTime(read.at) ? read.at : 0,
  };
}

function answerOf(read: unknown, where: string, wrong: Wrong): KeptAnswer | undefined {
  if (!isGroup(read)) return refused(wrong, where, 'group');
  const { right, confidence, at } = read;
  const answer = read.answer === null ? null : givenOf(read.answer);
  const isWhole = (right === null || typeof right === 'boolean') && isConfidence(confidence);
  if (answer === undefined || !isWhole) return refused(wrong, where, 'answer');
  if (!isTime(at)) return refused(wrong, `${where}.at`, 'number');
  return { answer, right, confidence, at };
}

/** What a person said, in one of the kinds of a question. */
function givenOf(read: unknown): LessonAnswer | undefined {
  if (!isGroup(read)) return undefined;
  const { kind, options, nodes, value } = read;
  switch (kind) {
    case 'choose':
    case 'choose-all':
    case 'order':
      return isListOf(options, (one): one is number => Number.isInteger(one)) ? { kind, options } : undefined;
    case 'node':
      return isListOf(nodes, (one): one is string => typeof one === 'string' && one.length <= 80)
        ? { kind, nodes }
        : undefined;
    case 'mark':
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? { kind, value } : undefined;
    default:
      return undefined;
  }
}

function reviewOf(read: unknown, where: string, wrong: Wrong): KeptReview | undefined {
  if (!isGroup(read)) return refused(wrong, where, 'group');
  const { box, right, confidence, at } = read;
  const isBox = Number.isInteger(box) && (box as number) >= 0 && (box as number) <= REVIEW_DAYS.length;
  if (!isBox || !isTime(at)) return refused(wrong, where, 'number');
  if (typeof right !== 'boolean' || !isConfidence(confidence)) return refused(wrong, where, 'answer');
  return { box: box as number, right, confidence, at };
}

function timeOf(read: unknown, where: string, wrong: Wrong): number | undefined {
  return isTime(read) ? read : refused(wrong, where, 'number');
}

function namesOf(read: unknown, where: string, wrong: Wrong): readonly string[] {
  if (!Array.isArray(read)) {
    wrong(where, 'group');
    return [];
  }
  if (read.length > MOST_NAMES) wrong(where, 'many');
  const names = read.slice(0, MOST_NAMES).filter(isName);
  if (names.length < Math.min(read.length, MOST_NAMES)) wrong(where, 'name');
  return [...new Set(names)];
}

/** A group of things by their names, each read by `readOne`. */
function named<Kept>(
  read: unknown,
  where: string,
  most: number,
  wrong: Wrong,
  readOne: (read: unknown, where: string, wrong: Wrong) => Kept | undefined,
): Readonly<Record<string, Kept>> {
  if (!isGroup(read)) {
    wrong(where, 'group');
    return {};
  }
  const entries = Object.entries(read);
  if (entries.length > most) wrong(where, 'many');
  const kept = entries.slice(-most).flatMap(([name, value]) => {
    if (!NAME.test(name)) {
      wrong(`${where}.${name.slice(0, 80)}`, 'name');
      return [];
    }
    const one = readOne(value, `${where}.${name}`, wrong);
    return one === undefined ? [] : [[name, one] as const];
  });
  return Object.fromEntries(kept);
}

function refused(wrong: Wrong, where: string, what: ProgressProblem['what']): undefined {
  wrong(where, what);
  return undefined;
}

function isGroup(read: unknown): read is Group {
  return typeof read === 'object' && read !== null && !Array.isArray(read);
}

function isName(read: unknown): read is string {
  return typeof read === 'string' && NAME.test(read);
}

/** Milliseconds since 1970, up to the year 2255. */
function isTime(read: unknown): read is number {
  return typeof read === 'number' && Number.isFinite(read) && read >= 0 && read <= Number.MAX_SAFE_INTEGER / 1_000;
}

function isConfidence(read: unknown): read is Confidence | null {
  return read === null || read === 1 || read === 2 || read === 3;
}

function isListOf<One>(read: unknown, is: (one: unknown) => one is One): read is readonly One[] {
  return Array.isArray(read) && read.length <= MOST_NAMES && read.every(is);
}

// ---- two of them -----------------------------------------------------------------------------------------------------

/** Both together; of each thing the one that is further, and of two answers the newer one. */
export function mergedProgress(one: Progress, other: Progress): Progress {
  const names = new Set([...Object.keys(one.lessons), ...Object.keys(other.lessons)]);
  const lessons = [...names].map((name) => {
    const [mine, theirs] = [one.lessons[name], other.lessons[name]];
    return [name, mine && theirs ? mergedLesson(mine, theirs) : (mine ?? theirs!)] as const;
  });
  const isOlder = newest(one) < newest(other);
  return { lessons: Object.fromEntries(lessons.slice(-MOST_LESSONS)), last: isOlder ? other.last : one.last };
}

function mergedLesson(one: LessonProgress, other: LessonProgress): LessonProgress {
  const newer = one.at >= other.at ? one : other;
  return {
    beats: [...new Set([...one.beats, ...other.beats])].slice(-MOST_NAMES),
    answers: mergedBy(one.answers, other.answers, (a, b) => (a.at >= b.at ? a : b)),
    goals: mergedBy(one.goals, other.goals, Math.min),
    explain: newer.explain || one.explain || other.explain,
    questions:
      newer.questions.length > 0 ? newer.questions : [...one.questions, ...other.questions].slice(0, MOST_NAMES),
    reviews: mergedBy(one.reviews, other.reviews, (a, b) => (a.at >= b.at ? a : b)),
    doneAt:
      one.doneAt === null || other.doneAt === null ? (one.doneAt ?? other.doneAt) : Math.min(one.doneAt, other.doneAt),
    at: newer.at,
  };
}

function mergedBy<Kept>(
  one: Readonly<Record<string, Kept>>,
  other: Readonly<Record<string, Kept>>,
  of: (mine: Kept, theirs: Kept) => Kept,
): Readonly<Record<string, Kept>> {
  const merged = { ...one };
  for (const [name, theirs] of Object.entries(other)) {
    const mine = Object.hasOwn(one, name) ? one[name] : undefined;
    merged[name] = mine === undefined ? theirs : of(mine, theirs);
  }
  return Object.fromEntries(Object.entries(merged).slice(-MOST_NAMES));
}

function newest({ lessons }: Progress): number {
  return Math.max(0, ...Object.values(lessons).map(({ at }) => at));
}
