/** What a learner does in the steps of a lesson: answers, goes back to what was seen, looks at what contradicts. */
import type { LessonAnswer } from '../../frame/lessonFrames.ts';
import { Guide } from './guide.ts';
import type { Confidence } from './progress.ts';

export class LearnerActs extends Guide {
  draft(answer: LessonAnswer | null): void {
    this.send({ type: 'DRAFT', answer });
  }

  sure(confidence: Confidence): void {
    this.send({ type: 'SURE', confidence });
  }

  answer(): void {
    this.send({ type: 'ANSWER' });
  }

  skip(): void {
    this.send({ type: 'SKIP' });
  }

  again(): void {
    this.send({ type: 'AGAIN' });
  }

  jump(): void {
    this.journey.jump();
  }

  open(beat: number): void {
    this.#toHome();
    this.send({ type: 'OPEN', beat });
  }

  skipAhead(): void {
    this.#toHome();
    this.send({ type: 'SKIP_AHEAD' });
  }

  toTheEnd(): void {
    this.#toHome();
    this.send({ type: 'TO_THE_END' });
  }

  toEvidence(step: number): void {
    this.journey.halt(null);
    this.extend({ atEvidence: true });
    this.conductor.seekStep(step);
  }

  toOutcome(): void {
    this.extend({ atEvidence: false });
    void this.stand();
  }

  back(): void {
    this.#toHome();
    this.send({ type: 'BACK' });
  }

  #toHome(): void {
    const { branch, compare } = this.conductor.state;
    if (compare !== null) this.conductor.compareWith(null);
    if (branch !== this.journey.home) this.conductor.lookAt(this.journey.home);
  }
}
