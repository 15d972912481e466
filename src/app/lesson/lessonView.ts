/** What the page knows of the lesson that is open, and how commands and panes reach whoever leads through it. Types only. */
import type { Micros } from '../../base/time.ts';
import type { GoalState, LessonAnswer, LessonFrame, MarkedFrame } from '../../frame/lessonFrames.ts';
import type { Words } from '../../views/words.ts';
import type { Confidence } from './progress.ts';

/**
 * waiting: opened at an instant by a link; it begins when asked for. going and revealing: the run is on its way to a beat's
 * stop or reveal. missing: this run never gets there.
 */
export type LessonPhase =
  | 'none'
  | 'waiting'
  | 'going'
  | 'reading'
  | 'answering'
  | 'revealing'
  | 'marking'
  | 'outcome'
  | 'finished'
  | 'missing';

/** What was answered to a question, and what the run said to it. */
export interface Answered {
  /** null: it was skipped. */
  readonly answer: LessonAnswer | null;
  readonly confidence: Confidence | null;
  /** null: the run has not been asked yet. */
  readonly marked: MarkedFrame | null;
}

export interface ReviewView {
  readonly draft: LessonAnswer | null;
  readonly confidence: Confidence | null;
  /** null: not answered yet. */
  readonly answered: Answered | null;
}

/** By whom free play was begun. */
export type PlayedFor =
  | { readonly type: 'goal'; readonly name: string }
  | { readonly type: 'try'; readonly place: number }
  /** Another run beside the lesson's. */
  | { readonly type: 'what-if'; readonly place: number }
  | { readonly type: 'free' };

/** Hands for each option of a question. */
export type Votes = Readonly<Record<number, number>>;

export interface LessonView {
  readonly lesson: LessonFrame;
  readonly phase: LessonPhase;
  /** The beat that is shown, and the furthest one that was reached, by place. */
  readonly beat: number;
  readonly furthest: number;
  readonly ended: boolean;
  readonly draft: LessonAnswer | null;
  readonly confidence: Confidence | null;
  /** By the name of the beat. */
  readonly answers: Readonly<Record<string, Answered>>;
  /** The branch that the lesson is told on. */
  readonly home: number;
  /** null: at home. */
  readonly away: PlayedFor | null;
  /** At the playhead of the branch that is looked at. */
  readonly goals: readonly GoalState[];
  readonly goalsReached: readonly string[];
  /** How many hints and ways have been asked for, by goal. */
  readonly hints: Readonly<Record<string, number>>;
  readonly reviews: Readonly<Record<string, ReviewView>>;
  readonly explain: string;
  readonly modelShown: boolean;
  /** The fact whose causes the beat shows, where no marked answer says it: by its place in the list. */
  readonly causeOf: number | null;
  /** Questions are put to a class; one vote or two of each, by the name of its beat. */
  readonly classroom: { readonly isOn: boolean; readonly votes: Readonly<Record<string, readonly Votes[]>> };
  /** The playhead is put somewhere at once: nothing is played. */
  readonly isJumping: boolean;
  /** So much of the way was not played, since it was long. */
  readonly skipped: Micros;
  /** The playhead was sent to the moment that contradicts an answer. */
  readonly atEvidence: boolean;
  /** All texts at once, instead of one beat. */
  readonly asPage: boolean;
  /** It was begun another time, and goes on where it was left. */
  readonly resumed: boolean;
  /** The newest sentence for whoever does not see the page. */
  readonly said: Words;
}

/** As far as the playhead may go in a branch: the lesson waits there. */
export interface Halt {
  readonly branch: number;
  readonly step: number;
  readonly at: Micros;
  /** A question is open: what tries to go on is told so. */
  readonly isLocked: boolean;
  /** It is not known yet how far the run may go on from here: finds out. Whoever goes on waits for it. */
  readonly further?: (() => Promise<void>) | undefined;
}

/** How a lesson is led. */
export interface LessonLead {
  goOn(): void;
  /** Ends the way to the next stop at once. */
  jump(): void;
  answer(): void;
  skip(): void;
  open(beat: number): void;
  toTheEnd(): void;
  /** To the next step, without what is open here. */
  skipAhead(): void;
  again(): void;
  draft(answer: LessonAnswer | null): void;
  sure(confidence: Confidence): void;
  toEvidence(step: number): void;
  toOutcome(): void;
  freePlay(): void;
  back(): void;
  playGoal(name: string): void;
  hint(name: string): void;
  tryOut(place: number): void;
  whatIf(place: number): void;
  explain(text: string): void;
  showModel(): void;
  draftReview(name: string, answer: LessonAnswer | null): void;
  sureOfReview(name: string, confidence: Confidence): void;
  answerReview(name: string): void;
  checkReview(name: string): void;
  readAsPage(asPage: boolean): void;
  classroom(isOn: boolean): void;
  /** All votes of the question that is open. */
  vote(votes: readonly Votes[]): void;
  fromTheStart(): void;
}
