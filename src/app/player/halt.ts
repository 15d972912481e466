/**
 * A place at which the run waits, however one tries to go on: a lesson has asked something there. And the pace of the way
 * to it: as usual where it is short, faster where it is long, and the last bit always at a pace that can be watched.
 */
import type { Micros } from '../../base/time.ts';
import type { Halt } from '../lesson/lessonView.ts';
import type { Instant } from '../moves.ts';
import type { Speed } from './pace.ts';

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

/** On the way to a halt: where it is, and how much of the wall's time it may still take. */
export interface Travel {
  readonly to: Micros;
  wallLeftMs: number;
  /** How much faster one gets on than the speed says, since what is idle is skipped. */
  gain: number;
  last: { readonly now: Micros; readonly speed: number } | null;
}

export const TRAVEL_WALL_MS = 5_000;
/** What leads to the halt is watched at the pace that was chosen. */
const LAST_BIT: Micros = 8_000;
/** Micros of the cluster for a millisecond of the wall at 1×, as in pace.ts. */
const BASE: Micros = 4;

export function travelTo(to: Micros): Travel {
  return { to, wallLeftMs: TRAVEL_WALL_MS, gain: 4, last: null };
}

/** In the measure of the speeds: 1 is 1×. */
export function travelSpeed(travel: Travel | null, now: Micros, chosen: Speed, passedMs: number): number | 'events' {
  if (travel === null) return chosen;
  const slowest = chosen === 'events' ? 1 : chosen;
  const left = travel.to - now - LAST_BIT;
  travel.wallLeftMs = Math.max(50, travel.wallLeftMs - passedMs);
  if (travel.last !== null && passedMs > 0) {
    const gain = (now - travel.last.now) / (BASE * travel.last.speed * passedMs);
    travel.gain = Math.max(0.5, travel.gain + 0.15 * (gain - travel.gain));
  }
  const speed = left <= 0 ? slowest : Math.max(slowest, left / (BASE * travel.wallLeftMs * travel.gain));
  travel.last = { now, speed };
  return speed;
}
