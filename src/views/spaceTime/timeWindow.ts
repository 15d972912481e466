/** Which stretch of the run is shown: one that goes with the playhead, or one that a person has put somewhere. */
import { ticks } from 'd3-array';
import type { Micros } from '../../base/time.ts';
import { isRecord, readCount } from '../lens/kept.ts';
import { type TimeWindow, timeScale } from '../timeAxis.ts';

export interface Stretch {
  readonly length: Micros;
  /** null: around the playhead. */
  readonly from: Micros | null;
}

export const SHORTEST: Micros = 200;
/** A record's way through a cluster takes a few milliseconds. */
export const OPENING: Micros = 10_000;
export const OPENING_STRETCH: Stretch = { length: OPENING, from: null };

/** As a link has it. */
export function readStretch(value: unknown): Stretch | undefined {
  if (!isRecord(value)) return undefined;
  const length = readCount(value.length);
  const from = value.from === null ? null : readCount(value.from);
  return length === undefined || from === undefined ? undefined : { length, from };
}

/** Where the playhead stands after a jump, and on a page that was turned; and where the page is turned. */
const AHEAD = 0.7;
const TURNED = 0.1;
const TURN = 0.93;

export interface Page {
  readonly from: Micros;
  readonly to: Micros;
}

/** While the picture goes with the playhead it stands still, and is turned like a page: what moves cannot be read. */
export function shownOf({ length, from }: Stretch, now: Micros, end: Micros, before: Page | null = null): Page {
  const long = Math.round(Math.max(SHORTEST, Math.min(length, Math.max(SHORTEST, end))));
  const page = (wanted: Micros): Page => {
    const first = Math.max(0, Math.min(Math.round(wanted), Math.round(end - long)));
    return { from: first, to: first + long };
  };
  if (from !== null) return page(from);
  const isSame = before !== null && before.to - before.from === long && now >= before.from;
  if (!isSame || now > before.to + long) return page(now - long * AHEAD);
  if (now <= before.from + long * TURN || before.to >= end) return before;
  return page(now - long * TURNED);
}

/** In or out around an instant, which stays where it is. */
export function zoomed({ from, to }: Page, around: Micros, factor: number, end: Micros, isTracking: boolean): Stretch {
  const length = Math.round(Math.max(SHORTEST, Math.min(Math.max(SHORTEST, end), (to - from) * factor)));
  if (isTracking) return { length, from: null };
  const part = (around - from) / Math.max(1, to - from);
  return { length, from: Math.max(0, Math.round(around - part * length)) };
}

export function moved({ from, to }: Page, by: Micros): Stretch {
  return { length: to - from, from: Math.max(0, Math.round(from + by)) };
}

/** A little room on both sides. */
export function fitted(from: Micros, to: Micros): Stretch {
  const length = Math.max(SHORTEST, Math.round((to - from) * 1.16));
  return { length, from: Math.max(0, Math.round(from - (length - (to - from)) / 2)) };
}

/** What is asked for: more than is shown, in steps, so that a picture that moves is asked for now and then. */
export function loadedFor({ from, to }: Page): readonly [from: Micros, to: Micros] {
  const half = Math.max(1, Math.round((to - from) / 2));
  const first = Math.floor(from / half) * half;
  return [Math.max(0, first - half), first + 4 * half];
}

/** Instants along the axis, printed as finely as they lie apart. */
export function ticksOf(
  window: TimeWindow,
  pixelsApart: number,
): readonly { readonly t: number; readonly text: string }[] {
  const { x } = timeScale(window);
  const found = ticks(window.from, window.to, Math.max(2, Math.floor(window.width / pixelsApart)));
  const apart = (found[1] ?? 1_000_000) - (found[0] ?? 0);
  const digits = Math.max(0, Math.min(6, Math.ceil(-Math.log10(Math.max(1, apart) / 1_000_000) - 1e-9)));
  return found.map((at) => ({ t: x(at), text: `${(at / 1_000_000).toFixed(digits)} s` }));
}
