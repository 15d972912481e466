/**
 * What this browser keeps of a learner's way through the lessons, and how each step changes it. Plain data and pure
 * functions: what time it is comes as an argument (milliseconds of the page's clock), and nothing is sent anywhere.
 * Reading what was kept, and files, is in progressFile; keeping it in progressDesk.
 */
import type { LessonAnswer } from '../../frame/lessonFrames.ts';

/** 1 guessing, 2 rather sure, 3 certain. */
export type Confidence = 1 | 2 | 3;

export interface KeptAnswer {
  /** null: skipped on purpose, `right` is null then too. */
  readonly answer: LessonAnswer | null;
  readonly right: boolean | null;
  readonly confidence: Confidence | null;
  readonly at: number;
}

/** Of one review question: how far it has come on the way 1, 3, 7, 21 days, and how it went last. */
export interface KeptReview {
  /** How many times in a row it was right, at most 4. */
  readonly box: number;
  readonly right: boolean;
  readonly confidence: Confidence | null;
  readonly at: number;
}

export interface LessonProgress {
  /** Names of the beats passed, in the order in which they were. */
  readonly beats: readonly string[];
  /** By the name of the beat; the newest answer to it. */
  readonly answers: Readonly<Record<string, KeptAnswer>>;
  /** Names of goals, with the time at which each was first reached. */
  readonly goals: Readonly<Record<string, number>>;
  /** In their own words. */
  readonly explain: string;
  /** The names of its review questions, as it had them when it was done. */
  readonly questions: readonly string[];
  /** By the name of the review question. */
  readonly reviews: Readonly<Record<string, KeptReview>>;
  /** When its last beat was first passed; null: never. */
  readonly doneAt: number | null;
  readonly at: number;
}

export interface Progress {
  readonly lessons: Readonly<Record<string, LessonProgress>>;
  /** Where the learner was last. */
  readonly last: { readonly lesson: string; readonly beat: string } | null;
}

export const NO_PROGRESS: Progress = { lessons: {}, last: null };

const NOT_BEGUN: LessonProgress = {
  beats: [],
  answers: {},
  goals: {},
  explain: '',
  questions: [],
  reviews: {},
  doneAt: null,
  at: 0,
};

/** What is kept is bounded: a name, a text and a number of them that no lesson of ours comes near. */
export const LONGEST_EXPLAIN = 4_000;
export const MOST_LESSONS = 300;
export const MOST_NAMES = 40;
export const NAME = /^[a-z0-9][\w.-]{0,79}$/i;

/** Days until a question comes back, by how many times in a row it was right. */
export const REVIEW_DAYS = [1, 3, 7, 21] as const;
export const DAY_MS = 86_400_000;

// ---- what is known ---------------------------------------------------------------------------------------------------

export function lessonProgress(progress: Progress, lesson: string): LessonProgress {
  return own(progress.lessons, lesson) ?? NOT_BEGUN;
}

export function keptAnswer(progress: Progress, lesson: string, beat: string): KeptAnswer | undefined {
  return own(lessonProgress(progress, lesson).answers, beat);
}

export type LessonState = 'not-begun' | 'under-way' | 'done' | 'due';

/** `due`: done, and one of its questions wants to be asked again. */
export function lessonState(progress: Progress, lesson: string, now: number): LessonState {
  const kept = lessonProgress(progress, lesson);
  if (kept.doneAt !== null) return kept.questions.some((name) => isDue(kept, name, now)) ? 'due' : 'done';
  return kept.beats.length > 0 || Object.keys(kept.answers).length > 0 ? 'under-way' : 'not-begun';
}

export interface DueQuestion {
  readonly lesson: string;
  readonly review: string;
  readonly at: number;
}

/** What wants to be asked again by now: those that were wrong though certain first, then the longest due. */
export function dueQuestions(progress: Progress, now: number): readonly DueQuestion[] {
  const due = Object.entries(progress.lessons).flatMap(([lesson, kept]) =>
    kept.questions.flatMap((review) => {
      const at = dueAt(kept, review);
      return at === null || at > now ? [] : [{ lesson, review, at, weight: errorWeight(own(kept.reviews, review)) }];
    }),
  );
  due.sort((a, b) => b.weight - a.weight || a.at - b.at || (a.lesson < b.lesson ? -1 : 1));
  return due.map(({ weight: _, ...question }) => question);
}

/** An error that one is certain of is the one to learn from. */
export function errorWeight(answer: Pick<KeptReview, 'right' | 'confidence'> | undefined): number {
  return answer === undefined || answer.right ? 0 : (answer.confidence ?? 1);
}

/** When a question is to be asked again; null: its lesson is not done, or it has been right often enough. */
export function dueAt(kept: LessonProgress, review: string): number | null {
  const last = own(kept.reviews, review);
  if (last === undefined) return kept.doneAt === null ? null : kept.doneAt + REVIEW_DAYS[0] * DAY_MS;
  const days = REVIEW_DAYS[last.box];
  return days === undefined ? null : last.at + days * DAY_MS;
}

export function isDue(kept: LessonProgress, review: string, now: number): boolean {
  const at = dueAt(kept, review);
  return at !== null && at <= now;
}

// ---- how a step changes it -------------------------------------------------------------------------------------------

/** The learner came to this beat: where to go on the next time. */
export function wentTo(progress: Progress, lesson: string, beat: string): Progress {
  return NAME.test(lesson) && NAME.test(beat) ? { ...progress, last: { lesson, beat } } : progress;
}

export function passedBeat(progress: Progress, lesson: string, beat: string, now: number): Progress {
  return changed(progress, lesson, now, (kept) =>
    kept.beats.includes(beat) || !NAME.test(beat) ? {} : { beats: [...kept.beats, beat].slice(-MOST_NAMES) },
  );
}

export function answered(
  progress: Progress,
  lesson: string,
  beat: string,
  given: Omit<KeptAnswer, 'at'>,
  now: number,
): Progress {
  return changed(progress, lesson, now, ({ answers }) => ({ answers: withOne(answers, beat, { ...given, at: now }) }));
}

export function reachedGoal(progress: Progress, lesson: string, goal: string, now: number): Progress {
  return changed(progress, lesson, now, ({ goals }) =>
    own(goals, goal) === undefined ? { goals: withOne(goals, goal, now) } : {},
  );
}

export function explained(progress: Progress, lesson: string, text: string, now: number): Progress {
  return changed(progress, lesson, now, () => ({ explain: text.slice(0, LONGEST_EXPLAIN) }));
}

/** The last beat was passed. `reviews`: the names of its review questions. Done once stays done since then. */
export function finished(progress: Progress, lesson: string, reviews: readonly string[], now: number): Progress {
  const questions = reviews.filter((name) => NAME.test(name)).slice(0, MOST_NAMES);
  return changed(progress, lesson, now, ({ doneAt }) => ({ doneAt: doneAt ?? now, questions }));
}

export function isDrill(name: string): boolean {
  return name.startsWith('drill-');
}

/** A drill is a lesson of one question. It is done once its cause was found; what decided it is kept in their words. */
export function drilled(
  progress: Progress,
  drill: string,
  given: {
    readonly cause: number;
    readonly right: boolean;
    readonly confidence: Confidence | null;
    readonly because: string;
  },
  now: number,
): Progress {
  const { cause, right, confidence, because } = given;
  const answer: LessonAnswer = { kind: 'choose', options: [cause] };
  return changed(progress, drill, now, ({ answers, doneAt }) => ({
    answers: withOne(answers, 'cause', { answer, right, confidence, at: now }),
    explain: because.slice(0, LONGEST_EXPLAIN),
    doneAt: doneAt ?? (right ? now : null),
  }));
}

/** A question that was wrong, or skipped, begins its way again. */
export function reviewed(
  progress: Progress,
  lesson: string,
  review: string,
  given: { readonly right: boolean; readonly confidence: Confidence | null },
  now: number,
): Progress {
  return changed(progress, lesson, now, ({ reviews, questions }) => {
    const before = own(reviews, review)?.box ?? 0;
    const box = given.right ? Math.min(before + 1, REVIEW_DAYS.length) : 0;
    const isNew = !questions.includes(review) && NAME.test(review);
    return {
      reviews: withOne(reviews, review, { ...given, box, at: now }),
      questions: isNew ? [...questions, review].slice(-MOST_NAMES) : questions,
    };
  });
}

function changed(
  progress: Progress,
  lesson: string,
  now: number,
  change: (kept: LessonProgress) => Partial<LessonProgress>,
): Progress {
  if (!NAME.test(lesson)) return progress;
  const kept = lessonProgress(progress, lesson);
  const { [lesson]: _, ...others } = progress.lessons;
  const all = [...Object.entries(others), [lesson, { ...kept, ...change(kept), at: now }] as const];
  return { ...progress, lessons: Object.fromEntries(all.slice(-MOST_LESSONS)) };
}

function withOne<Kept>(
  kept: Readonly<Record<string, Kept>>,
  name: string,
  value: Kept,
): Readonly<Record<string, Kept>> {
  if (!NAME.test(name)) return kept;
  const { [name]: _, ...others } = kept;
  return Object.fromEntries([...Object.entries(others), [name, value] as const].slice(-MOST_NAMES));
}

/** Names come from files: `constructor` is one of a lesson, never of its prototype. */
function own<Kept>(kept: Readonly<Record<string, Kept>>, name: string): Kept | undefined {
  return Object.hasOwn(kept, name) ? kept[name] : undefined;
}
