/** What is kept of a learner's way through a lesson, as it is gone. */
import type { Answered } from './lessonView.ts';
import {
  answered,
  type Confidence,
  explained,
  finished,
  passedBeat,
  reachedGoal,
  reviewed,
  wentTo,
} from './progress.ts';
import type { ProgressDesk } from './progressDesk.ts';

export class Keeping {
  readonly desk: ProgressDesk;
  readonly #now: () => number;
  readonly #lesson: () => string;

  constructor(desk: ProgressDesk, now: () => number, lesson: () => string) {
    this.desk = desk;
    this.#now = now;
    this.#lesson = lesson;
  }

  went(beat: string): void {
    this.desk.change((kept) => wentTo(kept, this.#lesson(), beat));
  }

  passed(beat: string): void {
    this.desk.change((kept) => passedBeat(kept, this.#lesson(), beat, this.#now()));
  }

  outcome(beat: string, { answer, confidence, marked }: Answered): void {
    if (marked === null) return;
    const given = { answer, confidence, right: marked.right };
    this.desk.change((kept) => answered(kept, this.#lesson(), beat, given, this.#now()));
  }

  end(reviews: readonly string[]): void {
    this.desk.change((kept) => finished(kept, this.#lesson(), reviews, this.#now()));
  }

  goal(name: string): void {
    this.desk.change((kept) => reachedGoal(kept, this.#lesson(), name, this.#now()));
  }

  explain(text: string): void {
    this.desk.change((kept) => explained(kept, this.#lesson(), text, this.#now()));
  }

  review(name: string, right: boolean, confidence: Confidence | null): void {
    this.desk.change((kept) => reviewed(kept, this.#lesson(), name, { right, confidence }, this.#now()));
  }
}
