/** A place at which the run waits, however one tries to go on: a lesson has asked something there. */
import type { Halt } from '../lesson/lessonView.ts';
import type { Instant } from '../moves.ts';

/** The halt, if it is one of this branch. */
export function haltOf(halt: Halt | null, branch: number): Halt | null {
  return halt?.branch === branch ? halt : null;
}

/** Not beyond the halt; the same object where it does not lie beyond. */
export function upToHalt(to: Instant, halt: Halt | null): Instant {
  if (halt === null) return to;
  // Other events may happen at the time of the halt, after it.
  const isBeyond = 'step' in to ? to.step > halt.step : to.at >= halt.at;
  return isBeyond ? { step: halt.step } : to;
}
