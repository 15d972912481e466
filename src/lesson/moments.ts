/** Where a moment of a lesson is in a run: bound to the facts that were told, so that it is the same with another seed. */
import { firstAtLeast } from '../base/sorted.ts';
import { matchesPattern } from '../scenario/factPattern.ts';
import type { MomentSection } from '../scenario/lesson/schemaMoment.ts';
import type { FactPattern } from '../scenario/schema.ts';
import { type Known, NotYet, type Place } from './known.ts';

/** Facts to look among. */
export interface Among {
  /** From this one on, by its place in the list. */
  readonly from: number;
  /** Up to this step and not beyond; absent: to the end of the run. */
  readonly upTo?: number;
}

/** null: this run never gets there. Throws `NotYet` where that cannot be said yet. */
export function placeOf(moment: MomentSection, known: Known, among: Among): Place | null {
  const found = bare(moment, known, among);
  if (found === null) return null;
  const { later, 'just-before': justBefore } = moment;
  const moved = later === undefined ? found : known.at(found.at + later);
  if (justBefore !== true) return moved;
  const { trace } = known.recording.history;
  // Of a time, the instant before anything that happens then.
  const isTime = moved.fact === null;
  return known.afterStep(Math.max(0, isTime ? trace.lastStepAt(moved.at - 1) : moved.step - 1));
}

function bare(moment: MomentSection, known: Known, { from, upTo }: Among): Place | null {
  if (moment.at !== undefined) return known.at(moment.at);
  const pattern = { fact: moment.fact!, where: moment.where };
  const start = moment.since === 'start' ? 0 : from;
  return factOf(pattern, moment.nth ?? 1, known, { from: start, ...(upTo === undefined ? {} : { upTo }) });
}

/** The nth fact of a kind. */
export function factOf(pattern: FactPattern, nth: number, known: Known, among: Among): Place | null {
  const { facts, history } = known.recording;
  let count = 0;
  for (const index of placesAmong(pattern, known, among)) {
    if (++count < nth) continue;
    const { step, at } = facts.recorded(index)!;
    return { step, at, fact: index, next: index + 1 };
  }
  const { upTo } = among;
  if (upTo !== undefined && history.head >= upTo) return null;
  if (!known.isKnown(known.until)) throw new NotYet(known.until);
  return null;
}

/** Those of a kind that are recorded, by their places in the list. */
export function* placesAmong(pattern: FactPattern, known: Known, { from, upTo }: Among): Generator<number> {
  const { facts } = known.recording;
  const places = facts.placesOf(pattern.fact);
  for (let place = firstAtLeast(places, from); place < places.length; place++) {
    const { step, fact } = facts.recorded(places[place]!)!;
    if (upTo !== undefined && step > upTo) return;
    if (matchesPattern(fact, pattern)) yield places[place]!;
  }
}
