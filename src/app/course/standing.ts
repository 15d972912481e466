/** How far a learner is: the state of each concept and chapter, and what to do next. Pure; the clock comes as an argument. */
import { CHAPTERS, type Chapter, CONCEPTS, type Concept, conceptOfLesson } from '../../course/curriculum.ts';
import { dueQuestions, type LessonState, lessonState, type Progress } from '../lesson/progress.ts';

export interface Standing {
  readonly progress: Progress;
  readonly now: number;
  /** Lessons that are there. */
  readonly available: ReadonlySet<string>;
}

export function lessonsOf({ lessons }: Concept, { available }: Standing): readonly string[] {
  return lessons.filter((name) => available.has(name));
}

/** The state of its lessons together: one question due makes it due, one lesson open leaves it under way. */
export function conceptState(concept: Concept, standing: Standing): LessonState {
  const states = lessonsOf(concept, standing).map((name) => lessonState(standing.progress, name, standing.now));
  if (states.includes('due')) return 'due';
  if (states.length > 0 && states.every((state) => state === 'done')) return 'done';
  return states.some((state) => state !== 'not-begun') ? 'under-way' : 'not-begun';
}

export function isKnown(state: LessonState): boolean {
  return state === 'done' || state === 'due';
}

export interface Count {
  readonly done: number;
  readonly of: number;
}

export function chapterCount({ concepts }: Chapter, standing: Standing): Count {
  const done = concepts.filter((concept) => isKnown(conceptState(concept, standing)));
  return { done: done.length, of: concepts.length };
}

export interface Numbers extends Count {
  readonly underWay: number;
  readonly due: number;
  readonly goals: number;
}

export function numbersOf(standing: Standing): Numbers {
  const names = CONCEPTS.flatMap((concept) => lessonsOf(concept, standing));
  const states = names.map((name) => lessonState(standing.progress, name, standing.now));
  const goals = Object.values(standing.progress.lessons).map((kept) => Object.keys(kept.goals).length);
  return {
    done: states.filter(isKnown).length,
    of: names.length,
    underWay: states.filter((state) => state === 'under-way').length,
    due: dueQuestions(standing.progress, standing.now).length,
    goals: goals.reduce((sum, count) => sum + count, 0),
  };
}

/** The concepts directly before it that are not known yet. Nothing is ever locked: they are only named. */
export function missingBefore({ after }: Concept, standing: Standing): readonly Concept[] {
  return CONCEPTS.filter((concept) => after.includes(concept.id) && !isKnown(conceptState(concept, standing)));
}

/** What to do next: what was begun last, else what follows it, else the first that can be understood by now. */
export function nextLesson(standing: Standing): { readonly concept: Concept; readonly lesson: string } | null {
  const { progress, now } = standing;
  const isOpen = (name: string) => !isKnown(lessonState(progress, name, now));
  const last = progress.last?.lesson;
  const lastConcept = last === undefined ? undefined : conceptOfLesson(last);
  if (last !== undefined && lastConcept !== undefined && standing.available.has(last) && isOpen(last))
    return { concept: lastConcept, lesson: last };
  const chapter = CHAPTERS.find(({ concepts }) => lastConcept !== undefined && concepts.includes(lastConcept));
  const inOrder = [...(chapter?.concepts ?? []), ...CONCEPTS];
  for (const concept of inOrder) {
    const lesson = lessonsOf(concept, standing).find(isOpen);
    if (lesson !== undefined && missingBefore(concept, standing).length === 0) return { concept, lesson };
  }
  for (const concept of CONCEPTS) {
    const lesson = lessonsOf(concept, standing).find(isOpen);
    if (lesson !== undefined) return { concept, lesson };
  }
  return null;
}
