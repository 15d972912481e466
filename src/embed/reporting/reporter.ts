/**
 * Whoever wants to know how a learner gets on. The player never knows who that is: the page around by messages, a learning
 * management system by its own words. Nothing is reported to anybody else.
 */
import type { BeatData, GoalData, PredictedData, Score } from '../protocol.ts';

export interface Reporter {
  /** A lesson is there; what was answered another time is in its score, and is not told again. */
  began(score: Score): void;
  came(beat: BeatData): void;
  /** `score`: with this in it. */
  predicted(prediction: PredictedData, score: Score): void;
  reached(goal: GoalData, score: Score): void;
  /** The end was reached; again when a goal is reached after it. */
  completed(score: Score): void;
}
