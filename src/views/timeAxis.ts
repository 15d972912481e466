/** A stretch of simulated time across a picture: where an instant stands, which stretch is shown, and its axis. */
import { ticks } from 'd3-array';
import type { Micros } from '../base/time.ts';

export interface TimeWindow {
  readonly from: Micros;
  readonly to: Micros;
  readonly width: number;
}

export function timeScale({ from, to, width }: TimeWindow) {
  const length = Math.max(1, to - from);
  return {
    x: (at: Micros): number => Math.round(((at - from) / length) * width * 10) / 10,
    at: (x: number): Micros => Math.round(from + (Math.max(0, Math.min(width, x)) / width) * length),
  };
}

/** `zoom` halves the window each time; a part of the run stays around the playhead. */
export function windowAt(end: Micros, now: Micros, zoom: number, width: number): TimeWindow {
  const length = Math.max(1_000, Math.round(end / 2 ** zoom));
  const from = Math.max(0, Math.min(Math.round(now - length * 0.6), end - length));
  return { from, to: from + length, width };
}

export function axisOf(window: TimeWindow): readonly { readonly x: number; readonly text: string }[] {
  const { x } = timeScale(window);
  return ticks(window.from, window.to, Math.max(2, Math.floor(window.width / 110))).map((at) => ({
    x: x(at),
    text: `${Number((at / 1_000_000).toFixed(3))} s`,
  }));
}

export function rowsInSight(
  scrollTop: number,
  height: number,
  { row }: { readonly row: number },
  count: number,
): readonly [from: number, to: number] {
  return [Math.max(0, Math.floor(scrollTop / row) - 3), Math.min(count, Math.ceil((scrollTop + height) / row) + 3)];
}

/** An instant that concerns all rows: a line through them. */
export interface StripMark {
  readonly key: string;
  readonly at: Micros;
  /** Printed above the line where it has room. */
  readonly label: string;
  /** Class of the line. */
  readonly kind: string;
  /** What happened, in a sentence. */
  readonly says: string;
}

export interface MarkLine {
  readonly mark: StripMark;
  readonly x: number;
  /** Empty where it would lie on the one before. */
  readonly label: string;
}

/** Pixels that the number of a mark takes. */
const MARK_ROOM = 30;

export function layoutMarks(marks: readonly StripMark[], window: TimeWindow): readonly MarkLine[] {
  const { x } = timeScale(window);
  const lines: MarkLine[] = [];
  let taken = -MARK_ROOM;
  for (const mark of marks) {
    if (mark.at < window.from || mark.at > window.to) continue;
    const at = x(mark.at);
    const label = at - taken >= MARK_ROOM ? mark.label : '';
    if (label !== '') taken = at;
    lines.push({ mark, x: at, label });
  }
  return lines;
}

/** Where a stretch lies in a window, in pixels, however short it was; null where it lies outside. */
export function stretchIn(window: TimeWindow) {
  const { x } = timeScale(window);
  return (from: Micros, to: Micros, least = 1): { readonly x: number; readonly width: number } | null => {
    if (to < window.from || from > window.to) return null;
    const left = Math.max(0, x(from));
    return { x: left, width: Math.max(least, Math.min(window.width, x(to)) - left) };
  };
}

/** Slanted strokes over a stretch, for what is not as it should be whatever the colours. */
export function hatch(x: number, width: number, top: number, height: number): string {
  const step = 7;
  let path = '';
  const most = Math.min(width, 2_000);
  for (let at = 0; at < most; at += step) {
    const run = Math.min(height, most - at);
    path += `M${Math.round((x + at) * 10) / 10} ${top + height}l${run} ${-run}`;
  }
  return path;
}
