/** A fact with its place in a run, and what is asked of many facts: a property that is stated over them. */
import type { Micros } from '../base/time.ts';

/** A fact as a run told it. */
export interface Told<Fact> {
  /** The event that brought it about: 1 for the first of the run. */
  readonly step: number;
  /** When, in microseconds of the simulated world. */
  readonly at: Micros;
  /** The node that told it; empty for what a person or a script did. */
  readonly node: string;
  readonly fact: Fact;
}

/**
 * A statement about a run, read from its facts in order. `seen` is what you remember between two facts: return a new
 * value, never change the old one, so that one property can be asked of many runs and of forks.
 */
export interface FactProperty<Fact, Seen> {
  /** Its name, for messages. */
  readonly name: string;
  /** What is remembered before the first fact. */
  readonly initial: Seen;
  /** What is remembered after this fact; or `broken('why')`, which ends the reading. */
  readonly after: (seen: Seen, told: Told<Fact>) => Seen | Broken;
  /** What only the end can show: a text says what is wrong. */
  readonly atTheEnd?: (seen: Seen) => string | undefined;
}

/** What a property answers when it does not hold. Made by `broken`. */
export interface Broken {
  readonly broken: string;
}

/** Where a property did not hold. */
export interface Break {
  readonly name: string;
  readonly detail: string;
  /** The last fact that was read: the one that broke it, or the end. Absent for a run without facts. */
  readonly told?: Told<unknown>;
}

/** The answer of a property that does not hold. `detail`: what is wrong, with names and numbers. */
export function broken(detail: string): Broken {
  return { broken: detail };
}

/** Reads facts in order. Undefined: the property holds. */
export function breakOf<Fact, Seen>(
  facts: readonly Told<Fact>[],
  property: FactProperty<Fact, Seen>,
): Break | undefined {
  const { name } = property;
  let seen = property.initial;
  for (const told of facts) {
    const next = property.after(seen, told);
    if (isBroken(next)) return { name, detail: next.broken, told };
    seen = next;
  }
  const detail = property.atTheEnd?.(seen);
  if (detail === undefined) return undefined;
  const last = facts[facts.length - 1];
  return last === undefined ? { name, detail } : { name, detail, told: last };
}

function isBroken(answer: unknown): answer is Broken {
  return typeof answer === 'object' && answer !== null && typeof (answer as Partial<Broken>).broken === 'string';
}
