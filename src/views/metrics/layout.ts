/** One metric as a small picture: lines of its nodes over time, broken where a node shows nothing. */
import { max } from 'd3-array';
import type { Micros } from '../../base/time.ts';
import type { MetricChart, MetricLine, MetricUnit } from '../../frame/metrics/metricFrames.ts';

export interface PlotSize {
  readonly from: Micros;
  readonly to: Micros;
  readonly width: number;
  readonly height: number;
}

export interface PlotLine {
  readonly line: MetricLine;
  readonly path: string;
  /** Which of the patterns that tell lines apart. */
  readonly style: number;
}

export interface Plot {
  readonly lines: readonly PlotLine[];
  /** The top of the picture. */
  readonly top: number;
}

/** Patterns of lines; colours of their own would be taken for epochs. */
export const STYLES = 6;

export function plotOf({ kind, lines, unit }: MetricChart, size: PlotSize): Plot {
  const highest = max(lines, ({ value }) => max(value, (one) => one ?? 0)) ?? 0;
  const top = roundTop(highest, unit);
  const isStep = kind === 'gauge' || kind === 'total';
  return {
    top,
    lines: lines.map((line, place) => ({ line, path: pathOf(line, size, top, isStep), style: place % STYLES })),
  };
}

/** A round number with room above the highest value. */
export function roundTop(highest: number, unit: MetricUnit): number {
  const least = unit === 'ratio' ? 1 : unit === 'count' || unit === 'records' ? 1 : 0;
  const wanted = Math.max(highest, least);
  if (wanted === 0) return 1;
  const power = 10 ** Math.floor(Math.log10(wanted));
  for (const factor of [1, 1.5, 2, 3, 4, 5, 6, 8, 10])
    if (factor * power >= wanted) return Number((factor * power).toPrecision(6));
  return wanted;
}

function pathOf(
  { at, value }: MetricLine,
  { from, to, width, height }: PlotSize,
  top: number,
  isStep: boolean,
): string {
  const x = (time: Micros): number => round(((time - from) / Math.max(1, to - from)) * width);
  // A line along the floor or the ceiling is drawn whole.
  const y = (one: number): number => round(height - 1.5 - (one / top) * (height - 3));
  const parts: string[] = [];
  let isDrawing = false;
  let lastY = '';
  at.forEach((time, place) => {
    const one = value[place] ?? null;
    if (one === null) {
      if (isDrawing && isStep) parts.push(`H${x(time)}`);
      isDrawing = false;
      return;
    }
    const to = String(y(one));
    if (!isDrawing) parts.push(`M${x(time)} ${to}`);
    else if (!isStep) parts.push(`L${x(time)} ${to}`);
    else parts.push(to === lastY ? `H${x(time)}` : `H${x(time)}V${to}`);
    // A single value between gaps is a dot.
    if (!isDrawing && (value[place + 1] ?? null) === null) parts.push('h0.1');
    isDrawing = true;
    lastY = to;
  });
  return parts.join('');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** What a line shows at an instant; null: nothing. */
export function valueAt({ at, value }: MetricLine, time: Micros): number | null {
  let low = 0;
  let high = at.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (at[middle]! <= time) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? null : (value[low - 1] ?? null);
}

/** `1.2 kB`, `3.4 ms`; `–` where there is nothing. */
export function formatValue(value: number | null, unit: MetricUnit): string {
  if (value === null) return '–';
  switch (unit) {
    case 'count':
    case 'records':
      return digits(value);
    case 'ratio':
      return digits(value);
    case 'ms':
      return value >= 1000 ? `${digits(value / 1000)} s` : `${digits(value)} ms`;
    case 's':
      return `${digits(value)} s`;
    case 'bytes':
      return bytes(value);
    case 'bytes/s':
      return `${bytes(value)}/s`;
    case 'records/s':
    case '1/s':
      return `${digits(value)}/s`;
  }
}

function bytes(value: number): string {
  if (value < 1_000) return `${digits(value)} B`;
  return value < 1_000_000 ? `${digits(value / 1_000)} kB` : `${digits(value / 1_000_000)} MB`;
}

/** Three digits that count. */
function digits(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 100_000) return String(value);
  return String(Number(value.toPrecision(Math.abs(value) >= 100 ? 4 : 3)));
}
