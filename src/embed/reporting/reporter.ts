/**
 * Whoever wants to know how a learner gets on. The player never knows who that is: the page around by messages, a learning
 * management system by its own words. Nothing is reported to anybody else.
 */
import type { LessonAnswer, MarkedFrame, QuestionFrame } from '../../frame/lessonFrames.ts';
import type { BeatData, GoalData, PredictedData, Score } from '../protocol.ts';

/** What was answered, to what, and what the run said to it. */
export interface Given {
  readonly question: QuestionFrame;
  /** null: it was skipped. */
  readonly answer: LessonAnswer | null;
  readonly marked: MarkedFrame;
}

export interface Reporter {
  /** A lesson is there; what was answered another time is in its score, and is not told again. */
  began(score: Score): void;
  came(beat: BeatData): void;
  /** `score`: with this in it. */
  predicted(prediction: PredictedData, score: Score, given?: Given): void;
  reached(goal: GoalData, score: Score): void;
  /** The end was reached; again when a goal is reached after it. */
  completed(score: Score): void;
}
