/**
 * As much of a run as is recorded. What a lesson speaks of may lie beyond: then the run is simulated on, a piece at a time,
 * and asked again. Nothing here moves the playhead, and no answer depends on where it stands.
 */
import type { Says } from '../base/says.ts';
import type { Micros } from '../base/time.ts';
import type { Spot } from '../frame/lessonFrames.ts';
import type { Expired, Recording } from '../frame/recording.ts';

/** A place in a run, and which facts come after it. */
export interface Place extends Spot {
  /** The fact that it is bound to, by its place in the list. */
  readonly fact: number | null;
  /** Facts from this one on come after it. */
  readonly next: number;
}

/**
 * Thrown where the run must be simulated on before the question has an answer; null: only the time of this call is up. It is
 * thrown so often that where it was thrown, which an Error would know, takes longer to tell than the question.
 */
export class NotYet {
  readonly to: Micros | null;

  constructor(to: Micros | null) {
    this.to = to;
  }
}

/** Thrown where this run has no such thing: said in words, for whoever wrote the lesson. */
export class Unreadable extends Error {
  readonly says: Says;

  constructor(says: Says) {
    super(says.en);
    this.says = says;
  }
}

/** Simulated on before it is asked again. */
const PIECE: Micros = 250_000;

export class Known {
  readonly recording: Recording;
  /** What has not come by then never comes. */
  readonly until: Micros;
  /** Nothing that is due up to here is missing. */
  #lookedUpTo = -1;
  #expired: Expired = () => false;

  constructor(recording: Recording, until: Micros) {
    this.recording = recording;
    this.until = until;
  }

  get expired(): Expired {
    return this.#expired;
  }

  isKnown(at: Micros): boolean {
    const { history, budgetReached } = this.recording;
    if (at <= this.#lookedUpTo || budgetReached !== null) return true;
    return history.head > 0 && history.trace.at(history.head) > at;
  }

  /** A place at a time. Throws `NotYet` where that is still to come. */
  at(time: Micros): Place {
    if (!this.isKnown(time)) throw new NotYet(time);
    const { history, facts } = this.recording;
    const step = history.trace.lastStepAt(time);
    return { step, at: time, fact: null, next: facts.countUpTo(step) };
  }

  /** After a step. */
  afterStep(step: number): Place {
    const { history, facts } = this.recording;
    return { step, at: step <= 0 ? 0 : history.trace.at(step), fact: null, next: facts.countUpTo(step) };
  }

  /** Does it, simulating on as often as it must. Undefined: the time was up; ask again. */
  within<T>(expired: Expired, work: () => T): { readonly value: T } | undefined {
    this.#expired = expired;
    for (;;) {
      try {
        return { value: work() };
      } catch (error) {
        if (!(error instanceof NotYet)) throw error;
        if (error.to === null || !this.#ahead(error.to, expired) || expired()) return undefined;
      }
    }
  }

  #ahead(to: Micros, expired: Expired): boolean {
    const { recording } = this;
    const { history } = recording;
    const head = Math.max(this.#lookedUpTo, history.head > 0 ? history.trace.at(history.head) : 0);
    const goal = Math.min(to, head + PIECE);
    if (!recording.ahead(goal, expired)) return false;
    this.#lookedUpTo = Math.max(this.#lookedUpTo, goal);
    return true;
  }
}

/** Reads the world of another instant, and puts the playhead back exactly as it was. */
export function standingAt<T>(recording: Recording, { step, at }: Spot, read: () => T): T {
  const before = { step: recording.step, at: recording.at };
  recording.step = step;
  recording.at = at;
  try {
    return read();
  } finally {
    recording.step = before.step;
    recording.at = before.at;
  }
}
