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
