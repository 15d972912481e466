/**
 * A lesson as the screen gets it: texts and questions, but no answers. What is right is told by the run, when it has got
 * there, as `MarkedFrame`.
 */
import type { Micros } from '../base/time.ts';
import type { Change } from '../scenario/schemaChange.ts';

export interface Both {
  readonly en: string;
  readonly ko: string;
}

export interface LessonFrame {
  readonly misconception: Both & { readonly source: string | null };
  readonly minutes: number;
  /** This release is not among those that it is meant for: what differs. */
  readonly elsewhere: Both | null;
  readonly beats: readonly BeatFrame[];
  readonly goals: readonly GoalFrame[];
  /** `change` is what the ask `change` takes. */
  readonly whatIf: readonly { readonly say: Both; readonly change: Change; readonly outcome: Both | null }[];
  readonly explain: { readonly ask: Both; readonly model: Both } | null;
  readonly review: readonly { readonly name: string; readonly question: QuestionFrame; readonly outcome: Both }[];
  readonly tries: readonly { readonly say: Both; readonly hasMoment: boolean }[];
}

export interface BeatFrame {
  readonly name: string;
  readonly say: Both;
  readonly look: { readonly select: string | null; readonly lens: string | null } | null;
  readonly question: QuestionFrame | null;
  /** The run is played on after it. */
  readonly reveals: boolean;
  readonly asksWhy: boolean;
  /** So much of the way to its stop and to its reveal is played, the rest left out; null: as it is usual. */
  readonly watch: Micros | null;
  readonly outcome: Both | null;
  /** Its texts show values of the run, gaps here: ask `lesson-beat` for it as it is told. */
  readonly shows: boolean;
}

/** What is asked. Options stand in an order drawn from the seed, so that the right one has no place of its own. */
export type QuestionFrame = { readonly ask: Both } & (
  | { readonly kind: 'choose' | 'choose-all'; readonly options: readonly OptionFrame[] }
  | { readonly kind: 'order'; readonly options: readonly OptionFrame[] }
  | { readonly kind: 'mark'; readonly partition: string }
  | { readonly kind: 'node'; readonly nodes: readonly string[]; readonly several: boolean; readonly none: Both | null }
  | { readonly kind: 'number'; readonly unit: Both | null }
);

export interface OptionFrame {
  /** Its place in the file: what an answer says. */
  readonly id: number;
  readonly say: Both;
}

/** What a person answered: ids of options, in their order where that matters; nodes; an offset or a number. */
export type LessonAnswer =
  | { readonly kind: 'choose' | 'choose-all' | 'order'; readonly options: readonly number[] }
  | { readonly kind: 'node'; readonly nodes: readonly string[] }
  | { readonly kind: 'mark' | 'number'; readonly value: number };

/** A place in a run. */
export interface Spot {
  readonly step: number;
  readonly at: Micros;
}

/** What the run says to an answer. */
export interface MarkedFrame {
  /** null: it was skipped. */
  readonly right: boolean | null;
  readonly truth: LessonAnswer;
  /** Of every option: whether it is so in this run, why or why not, and the moment that shows it. */
  readonly options: readonly {
    readonly id: number;
    readonly right: boolean;
    readonly because: Both | null;
    readonly evidence: Spot | null;
  }[];
  /** To the value, node or order that was answered, where it is a known mistake. */
  readonly rebuttal: { readonly because: Both; readonly evidence: Spot | null } | null;
  /** The fact whose causes they are, by its place in the branch's list: for `why` to ask more. */
  readonly whyOf: number | null;
}

export interface GoalFrame {
  readonly name: string;
  readonly say: Both;
  readonly hints: readonly Both[];
  readonly solutions: readonly Both[];
}

/** How a goal stands at the playhead of a branch. */
export interface GoalState {
  readonly name: string;
  readonly state: 'open' | 'reached' | 'lost';
  /** When it was first reached, or lost. */
  readonly spot: Spot | null;
}
