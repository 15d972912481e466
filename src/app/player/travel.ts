/**
 * The pace of the way to where a lesson waits: as usual where it is short, faster where it is long, and the last bit always
 * at a pace that can be watched. Comes with the first lesson.
 */
import type { Micros } from '../../base/time.ts';
import type { Speed } from './pace.ts';

export interface Travel {
  /** In the measure of the speeds: 1 is 1×. */
  speed(now: Micros, chosen: Speed, passedMs: number): number | 'events';
}

/** So much of the wall's time a way may take. */
const WALL_MS = 5_000;
/** What leads to the halt is watched at the pace that was chosen. */
const LAST_BIT: Micros = 8_000;
/** Micros of the cluster for a millisecond of the wall at 1×, as in pace.ts. */
const BASE: Micros = 4;

export function travelTo(to: Micros): Travel {
  let wallLeftMs = WALL_MS;
  /** How much faster one gets on than the speed says, since what is idle is skipped. */
  let gain = 4;
  let last: { readonly now: Micros; readonly speed: number } | null = null;
  return {
    speed(now, chosen, passedMs) {
      const slowest = chosen === 'events' ? 1 : chosen;
      const left = to - now - LAST_BIT;
      wallLeftMs = Math.max(50, wallLeftMs - passedMs);
      if (last !== null && passedMs > 0) {
        const measured = (now - last.now) / (BASE * last.speed * passedMs);
        gain = Math.max(0.5, gain + 0.15 * (measured - gain));
      }
      const speed = left <= 0 ? slowest : Math.max(slowest, left / (BASE * wallLeftMs * gain));
      last = { now, speed };
      return speed;
    },
  };
}
