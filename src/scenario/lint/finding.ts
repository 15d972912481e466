/** What is legal in a scenario and still not good: where it stands, what it is called, and how to mend it. */
import type { Says } from '../../base/says.ts';
import type { Path } from '../shape.ts';

/** A `warning` is to be mended; an `advice` is for the author to judge. */
export type FindingLevel = 'warning' | 'advice';

export interface Finding {
  /** Its name, which stays the same: `unused-topic`. */
  readonly code: FindingCode;
  readonly level: FindingLevel;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
  /** What to write instead, or to leave out. */
  readonly mend: string;
  /** Both of them in both languages. */
  readonly says: Says;
  readonly mends: Says;
}

/** A finding as a rule makes it: its place is a path in the file. */
export interface Found {
  readonly code: FindingCode;
  readonly path: Path;
  readonly which?: 'key' | 'value';
  readonly says: Says;
  readonly mend: Says;
}

/** Every code, its level, and what it is about: `tidemark lint --list`. */
export const FINDING_CODES = {
  'cannot-fail': ['warning', 'an expectation that holds whatever happens'],
  'cannot-hold': ['warning', 'an expectation that nothing can fulfil'],
  'expected-twice': ['warning', 'the same expectation twice'],
  'nothing-expected': ['advice', 'a scenario that expects nothing: a test of it says little'],
  'after-the-end': ['warning', 'something that begins when the run is over'],
  'nothing-to-mend': ['warning', 'a heal, start or resume of what was never cut, stopped or paused'],
  'down-already': ['warning', 'a fault of a node that is down at that time'],
  'unused-topic': ['warning', 'a topic that nothing else in the file speaks of'],
  'idle-producer': ['warning', 'a producer that never sends'],
  'never-polls': ['warning', 'a consumer that never polls'],
  'nothing-to-read': ['advice', 'a consumer of topics that nobody writes to'],
  'never-writable': ['warning', 'min.insync.replicas is more than there are replicas'],
  'no-effect': ['warning', 'a setting that changes nothing in this model'],
  odd: ['warning', 'something that is allowed and hardly meant'],
  'near-a-budget': ['warning', 'a run so large that it may be stopped before its end'],
  'one-language': ['advice', 'all texts are in one language'],
  'language-missing': ['warning', 'a text that lacks the language that others have'],
  'same-in-both': ['warning', 'a text that is the same in both languages'],
  'wrong-language': ['warning', 'Korean where English belongs, or no Korean where Korean belongs'],
  'lesson-whole': ['warning', 'P1: what a whole lesson has: beats, predictions, goals, what-ifs, review'],
  'lesson-question': ['warning', 'P2: wrong answers without their reason and their evidence'],
  'lesson-reveal': ['warning', 'P3: a prediction that is not resolved'],
  'lesson-told': ['warning', 'the answer stands in the text before the question'],
  'lesson-sandbox': ['warning', 'P5: the lesson does not end with something to try'],
  'old-format': ['advice', 'written for an older format: `tidemark migrate` rewrites it'],
} as const satisfies Readonly<Record<string, readonly [FindingLevel, string]>>;

export type FindingCode = keyof typeof FINDING_CODES;
