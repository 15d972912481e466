/**
 * One attempt of a learner at a lesson, as a learning management system keeps it: what is reported, and one text that
 * leads back to where it was left.
 */
import type { Reporter } from './reporter.ts';

export interface Attempt {
  readonly reporter: Reporter;
  /** What was kept when the lesson was left another time. */
  readonly kept: string | null;
  /** What the learner prefers, where the system says so. */
  readonly language?: 'en' | 'ko';
  /** The page of the course, to which a learner who is done goes back. */
  readonly returnUrl?: string;
  /** As long as the system takes it: see `LONGEST_KEPT`. */
  keep(text: string): void;
  /** The page is left: nothing is said after it. */
  leave(): void;
}

/** What SCORM 1.2 and the first SCORM 2004 promise of `suspend_data`. */
export const LONGEST_KEPT = 4_000;

/** Something could not be told: once, in words for the learner's notice. */
export type Complain = (reason: string) => void;
