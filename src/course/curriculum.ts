/**
 * The curriculum: what there is to understand about Kafka, what has to be understood before it, and the lessons (scenarios
 * by name) that teach it. Chapters in the order of the course, concepts in the order of their chapter; nothing comes
 * before what it needs.
 */
import { ACKNOWLEDGEMENTS } from './concepts/acknowledgements.ts';
import type { Chapter, Concept } from './concepts/concept.ts';
import { CONSUMERS } from './concepts/consumers.ts';
import { DATA_OVER_TIME } from './concepts/dataOverTime.ts';
import { FIRST_STEPS } from './concepts/firstSteps.ts';
import { GROUP_CHANGES } from './concepts/groupChanges.ts';
import { IN_SYNC } from './concepts/inSync.ts';
import { OPERATIONS } from './concepts/operations.ts';
import { PRODUCERS } from './concepts/producers.ts';
import { ZOOKEEPER_ERA } from './concepts/zooKeeperEra.ts';

export type { Both, Chapter, Concept } from './concepts/concept.ts';

export const CHAPTERS: readonly Chapter[] = [
  FIRST_STEPS,
  ACKNOWLEDGEMENTS,
  PRODUCERS,
  IN_SYNC,
  CONSUMERS,
  GROUP_CHANGES,
  DATA_OVER_TIME,
  OPERATIONS,
  ZOOKEEPER_ERA,
];

export const CONCEPTS: readonly Concept[] = CHAPTERS.flatMap(({ concepts }) => concepts);

/** Every lesson, in the order of the course. */
export const LESSONS: readonly string[] = CONCEPTS.flatMap(({ lessons }) => lessons);

const BY_ID = new Map(CONCEPTS.map((concept) => [concept.id, concept]));
const BY_LESSON = new Map(CONCEPTS.flatMap((concept) => concept.lessons.map((lesson) => [lesson, concept] as const)));

export function conceptOf(id: string): Concept | undefined {
  return BY_ID.get(id);
}

export function conceptOfLesson(lesson: string): Concept | undefined {
  return BY_LESSON.get(lesson);
}

/** What builds directly upon it. */
export function conceptsAfter(id: string): readonly Concept[] {
  return CONCEPTS.filter(({ after }) => after.includes(id));
}
