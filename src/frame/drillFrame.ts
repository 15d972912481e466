/** A drill as the page has it: what is told before the answer, and what is opened after it. */
import type { Micros } from '../base/time.ts';

interface Both {
  readonly en: string;
  readonly ko: string;
}

/** Before the answer: nothing of which cause the run has. */
export interface DrillWords {
  readonly symptom: Both;
  /** Which tool to look at, one step after the other. */
  readonly hints: readonly Both[];
  readonly causes: readonly { readonly name: string; readonly say: Both }[];
}

/** A moment that shows the cause. */
export interface DrillEvidence {
  readonly step: number;
  readonly at: Micros;
  /** The fact, in English. */
  readonly text: string;
  readonly say: Both;
}

export interface OpenedDrill {
  /** The one that was named; null: it was given up. */
  readonly named: string | null;
  /** The one that the seed drew. */
  readonly drawn: string;
  readonly causes: readonly { readonly name: string; readonly say: Both; readonly tell: Both }[];
  /** Of the drawn one, in this run, oldest first. */
  readonly evidence: readonly DrillEvidence[];
}
