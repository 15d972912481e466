/**
 * A lesson in one run of its scenario: where each of its beats stops and is revealed. Each is looked for after the one
 * before it; what never comes in this run is left out, and the next is looked for from where the lesson stood.
 */
import type { Recording } from '../frame/recording.ts';
import type { Goal, Lesson, Question } from '../scenario/lesson/schemaLesson.ts';
import type { MomentSection } from '../scenario/lesson/schemaMoment.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { Known, type Place } from './known.ts';
import { placeOf } from './moments.ts';
import type { Window } from './readings.ts';

/** Before the first record is sent, so much: the page opens a scenario there, and a lesson begins there. */
const BEFORE_THE_FIRST = 500;

/** A question of a beat or of the review, by name. */
export type Which = { readonly beat: string } | { readonly review: string };

export interface Asked {
  readonly question: Question;
  readonly why: MomentSection | undefined;
  /** Where it is asked, and where it is answered. */
  readonly stop: Place;
  readonly reveal: Place;
}

interface Step {
  /** Where the lesson stood when it began. */
  readonly before: Place;
  readonly stop: Place | null;
  readonly reveal: Place | null;
  /** Where the lesson stands when it is over. */
  readonly end: Place;
}

export class LessonRun {
  readonly known: Known;
  readonly scenario: Scenario;
  readonly lesson: Lesson;
  readonly #steps: Step[] = [];
  #opening: Place | undefined;

  constructor(recording: Recording, scenario: Scenario, lesson: Lesson) {
    this.known = new Known(recording, scenario.until);
    this.scenario = scenario;
    this.lesson = lesson;
  }

  /** Of a beat. null: this run never gets there. */
  stop(name: string): Place | null {
    return this.#step(this.#beat(name)).stop;
  }

  /** null also for a beat that has none. */
  reveal(name: string): Place | null {
    return this.#step(this.#beat(name)).reveal;
  }

  /** The fact of which a beat asks why. */
  why(name: string): Place | null {
    const { why } = this.lesson.beats[this.#beat(name)]!;
    const stop = this.stop(name);
    return why === undefined || stop === null ? null : this.#after(stop, why);
  }

  /** Where the last beat leaves it. */
  get end(): Place {
    return this.#step(this.lesson.beats.length - 1).end;
  }

  reviewStop(name: string): Place | null {
    const { stop } = this.#review(name);
    return stop === undefined ? this.end : this.#afterTheEnd(stop);
  }

  reviewReveal(name: string): Place | null {
    const { reveal } = this.#review(name);
    const from = this.reviewStop(name);
    return reveal === undefined || from === null ? null : this.#after(from, reveal);
  }

  /** Where free play for a goal begins. */
  goalStart(name: string): Place | null {
    const { from } = this.goal(name);
    return from === undefined ? this.end : this.#afterTheEnd(from);
  }

  goal(name: string): Goal {
    return only(this.lesson.goals ?? [], name, 'goal');
  }

  tryAt(place: number): Place | null {
    const found = this.lesson.try?.[place];
    if (found === undefined) throw new Error(`this lesson has no ${place} to try`);
    return found.at === undefined ? this.end : this.#afterTheEnd(found.at);
  }

  /** null: this run never asks it, or never answers it. */
  asked(which: Which): Asked | null {
    if ('beat' in which) {
      const beat = this.lesson.beats[this.#beat(which.beat)]!;
      if (beat.predict === undefined) throw new Error(`the beat ${beat.name} asks nothing`);
      const [stop, reveal] = [this.stop(beat.name), this.reveal(beat.name)];
      if (stop === null || (beat.reveal !== undefined && reveal === null)) return null;
      return { question: beat.predict, why: beat.why, stop, reveal: reveal ?? stop };
    }
    const review = this.#review(which.review);
    const [stop, reveal] = [this.reviewStop(review.name), this.reviewReveal(review.name)];
    if (stop === null || (review.reveal !== undefined && reveal === null)) return null;
    return { question: review, why: undefined, stop, reveal: reveal ?? stop };
  }

  /** What is read of a question: from where it is asked to where it is answered. */
  windowOf({ stop, reveal }: Asked): Window {
    return { known: this.known, from: afterThePicture(stop, this.known), here: reveal };
  }

  /** What its texts show is read of: at its stop from where the beat before it ended; at its reveal as the answer is. */
  telling(name: string, which: 'stop' | 'reveal'): Window | null {
    const { before, stop, reveal } = this.#step(this.#beat(name));
    if (stop === null) return null;
    if (which === 'stop') return { known: this.known, from: before, here: stop };
    const beat = this.lesson.beats[this.#beat(name)]!;
    if (beat.reveal !== undefined && reveal === null) return null;
    return { known: this.known, from: afterThePicture(stop, this.known), here: reveal ?? stop };
  }

  /** Where the page opens the scenario. */
  get opening(): Place {
    if (this.#opening === undefined) {
      const first = placeOf({ fact: 'RecordSent' }, this.known, { from: 0 });
      this.#opening =
        first === null ? this.known.afterStep(0) : this.known.at(Math.max(0, first.at - BEFORE_THE_FIRST));
    }
    return this.#opening;
  }

  #step(number: number): Step {
    const found = this.#steps[number];
    if (found !== undefined) return found;
    const beat = this.lesson.beats[number]!;
    const first = number === 0;
    // The first moment may be before the first record.
    const before = first ? null : this.#step(number - 1).end;
    const stop =
      beat.stop === undefined
        ? (before ?? this.opening)
        : placeOf(beat.stop, this.known, { from: before === null ? 0 : before.next });
    const reveal = stop === null || beat.reveal === undefined ? null : this.#after(stop, beat.reveal);
    const begun = before ?? this.known.afterStep(0);
    const step = { before: begun, stop, reveal, end: reveal ?? stop ?? begun };
    this.#steps[number] = step;
    return step;
  }

  /** Later than the picture that the learner has in sight. */
  #after(stop: Place, moment: MomentSection): Place | null {
    return placeOf(moment, this.known, { from: afterThePicture(stop, this.known).next });
  }

  #afterTheEnd(moment: MomentSection): Place | null {
    // From the start, or at a time: the lesson need not have come to its end for that.
    if (moment.since === 'start' || moment.at !== undefined) return placeOf(moment, this.known, { from: 0 });
    return placeOf(moment, this.known, { from: this.end.next });
  }

  #beat(name: string): number {
    const place = this.lesson.beats.findIndex((beat) => beat.name === name);
    if (place < 0) throw new Error(`this lesson has no beat ${name}`);
    return place;
  }

  #review(name: string) {
    return only(this.lesson.review ?? [], name, 'review question');
  }
}

/** All facts of the step are in sight. */
function afterThePicture(place: Place, known: Known): Place {
  return { ...place, next: known.recording.facts.countUpTo(place.step) };
}

function only<T extends { readonly name: string }>(all: readonly T[], name: string, what: string): T {
  const found = all.find((one) => one.name === name);
  if (found === undefined) throw new Error(`this lesson has no ${what} ${name}`);
  return found;
}
