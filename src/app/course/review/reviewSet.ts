/** What a review asks: what is due, or a mixed set over chapters. Pure; chance comes from a seed, as everywhere. */
import { draw } from '../../../base/draw.ts';
import { CHAPTERS, conceptOfLesson } from '../../../course/curriculum.ts';
import type { Both, LessonAnswer, MarkedFrame, QuestionFrame } from '../../../frame/lessonFrames.ts';
import { type Confidence, dueQuestions, errorWeight, type Progress } from '../../lesson/progress.ts';

/** A question to come. Which one of its lesson is known when the lesson is: `nth` counts from one drawn. */
export interface Planned {
  readonly lesson: string;
  readonly which: { readonly name: string } | { readonly nth: number };
  /** null: as the file says. */
  readonly seed: number | null;
}

/** One that was asked. */
export interface Posed {
  readonly lesson: string;
  readonly name: string;
  readonly seed: number;
  /** Under another seed than its file's: the same idea with new numbers. */
  readonly isAgain: boolean;
  readonly title: Both;
  /** How the lesson begins: what there is in this run. */
  readonly setting: Both;
  readonly question: QuestionFrame;
  readonly outcome: Both;
}

export interface Given extends Posed {
  readonly answer: LessonAnswer | null;
  readonly confidence: Confidence | null;
  readonly marked: MarkedFrame;
}

export const SIZES = [5, 10, 20] as const;

export function planOfDue(progress: Progress, now: number, available: ReadonlySet<string>): readonly Planned[] {
  return dueQuestions(progress, now)
    .filter(({ lesson }) => available.has(lesson))
    .map(({ lesson, review }) => ({ lesson, which: { name: review }, seed: null }));
}

/** A question of each lesson before a second one of any. More than are wanted: not every lesson may have one. */
export function planOfSet(
  chapters: ReadonlySet<string>,
  available: ReadonlySet<string>,
  seed: number,
): readonly Planned[] {
  const lessons = CHAPTERS.filter(({ id }) => chapters.has(id))
    .flatMap(({ concepts }) => concepts.flatMap((concept) => concept.lessons))
    .filter((name) => available.has(name));
  return [0, 1, 2].flatMap((round) =>
    shuffled(lessons, seed, `round ${round}`).map((lesson) => ({ lesson, which: { nth: round }, seed: null })),
  );
}

function shuffled<T extends string>(list: readonly T[], seed: number, name: string): readonly T[] {
  const keyed = list.map((item) => ({ item, key: draw(seed, `${name} ${item}`, 2 ** 20) }));
  return keyed.sort((a, b) => a.key - b.key || (a.item < b.item ? -1 : 1)).map(({ item }) => item);
}

// ---- what came of it -------------------------------------------------------------------------------------------------

export interface ConceptResult {
  /** Id of the concept; a lesson that is not in the curriculum stands for itself. */
  readonly concept: string;
  readonly lesson: string;
  readonly right: number;
  readonly of: number;
}

export function resultsByConcept(given: readonly Given[]): readonly ConceptResult[] {
  const results = new Map<string, ConceptResult>();
  for (const { lesson, marked } of given) {
    const concept = conceptOfLesson(lesson)?.id ?? lesson;
    const before = results.get(concept) ?? { concept, lesson, right: 0, of: 0 };
    results.set(concept, { ...before, right: before.right + (marked.right === true ? 1 : 0), of: before.of + 1 });
  }
  return [...results.values()];
}

/** What to look at again: errors that one was certain of first, skipped questions last. */
export function toRepeat(given: readonly Given[]): readonly Given[] {
  const weight = ({ marked, confidence }: Given) =>
    marked.right === null ? 0 : errorWeight({ right: false, confidence });
  return given.filter(({ marked }) => marked.right !== true).sort((a, b) => weight(b) - weight(a));
}
