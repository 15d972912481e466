/** Leadership over time: rows of bands on one time axis. A band's height is the ISR, its hue the leader epoch. */
import type { Micros } from '../../base/time.ts';
import type { LeadershipFrame, LeadershipRow, LeadershipSpan, Outcome } from '../../frame/lookFrames.ts';
import { outcomeOf } from '../../frame/outcome.ts';
import { type TimeWindow, timeScale } from '../timeAxis.ts';

/** Pixels of a row, and of the band of a whole ISR in it. */
export interface RowSize {
  readonly row: number;
  readonly band: number;
}

/** Few partitions have room to be seen well. */
export function sizeOfRows(count: number): RowSize {
  return count <= 4 ? LARGE : SMALL;
}

const LARGE: RowSize = { row: 44, band: 34 };
const SMALL: RowSize = { row: 28, band: 20 };

export interface Band {
  readonly span: LeadershipSpan;
  readonly x: number;
  readonly width: number;
  readonly height: number;
  /** Fewer in sync than min.insync.replicas. */
  readonly isBelowMinimum: boolean;
  /** Printed where it has room. */
  readonly label: string;
}

export interface LeadershipLine {
  readonly row: LeadershipRow;
  readonly outcome: Outcome;
  readonly bands: readonly Band[];
  /** Nobody was elected, or the elected process was dead or had not taken over. */
  readonly gaps: readonly { readonly x: number; readonly width: number; readonly isElected: boolean }[];
  readonly unclean: readonly { readonly x: number; readonly span: LeadershipSpan }[];
  /** Height of min.insync.replicas. */
  readonly minimum: number;
}

/** A label has this many pixels a letter. */
const LETTER = 7;

export function layoutRow(row: LeadershipRow, until: Micros, window: TimeWindow, { band }: RowSize): LeadershipLine {
  const { x } = timeScale(window);
  const factor = Math.max(1, row.replicationFactor, ...row.spans.map(({ isr }) => isr.length));
  const bands: Band[] = [];
  const gaps: { x: number; width: number; isElected: boolean }[] = [];
  const unclean: { x: number; span: LeadershipSpan }[] = [];
  const place = (from: Micros, to: Micros): { x: number; width: number } | null => {
    if (to < window.from || from > window.to) return null;
    const left = Math.max(0, x(from));
    return { x: left, width: Math.max(1, Math.min(window.width, x(to)) - left) };
  };
  for (const span of row.spans) {
    const found = place(span.from, span.to);
    if (found === null) continue;
    if (span.began === 'elected' && span.unclean && span.from >= window.from) unclean.push({ x: found.x, span });
    if (span.leader < 0) {
      gaps.push({ ...found, isElected: false });
      continue;
    }
    const last = bands[bands.length - 1];
    // Of what falls on one pixel the newest is drawn.
    if (last !== undefined && found.width <= 1 && last.width <= 1 && found.x - last.x < 1) bands.pop();
    const label = `b${span.leader} e${span.leaderEpoch}`;
    bands.push({
      ...found,
      span,
      height: Math.max(2, Math.round((band * span.isr.length) / factor)),
      isBelowMinimum: span.isr.length < row.minInsyncReplicas,
      label: found.width >= label.length * LETTER + 6 && last?.label !== label ? label : '',
    });
  }
  for (const [from, to] of unserved(row)) {
    const found = place(from, to);
    if (found !== null && found.width >= 1) gaps.push({ ...found, isElected: true });
  }
  return {
    row,
    outcome: outcomeOf(row, until),
    bands,
    gaps,
    unclean,
    minimum: Math.round((band * Math.min(factor, row.minInsyncReplicas)) / factor),
  };
}

/** Times in which somebody was elected and nobody served. */
export function unserved({ spans, served }: LeadershipRow): (readonly [from: Micros, to: Micros])[] {
  const found: (readonly [number, number])[] = [];
  for (const span of spans) {
    if (span.leader < 0) continue;
    let at = span.from;
    for (const { from, to, leaderEpoch } of served) {
      if (leaderEpoch !== span.leaderEpoch || to <= at || from >= span.to) continue;
      if (from > at) found.push([at, from]);
      at = Math.max(at, Math.min(to, span.to));
    }
    if (at < span.to) found.push([at, span.to]);
  }
  return found;
}

/** As they are, or those first in which most went wrong. */
export function orderedRows(frame: LeadershipFrame, isTroubledFirst: boolean): readonly LeadershipRow[] {
  if (!isTroubledFirst) return frame.partitions;
  const trouble = new Map(
    frame.partitions.map((row) => {
      const { unavailable, leaderChanges, uncleanElections } = outcomeOf(row, frame.until);
      return [row, unavailable + leaderChanges * 100_000 + uncleanElections * 10_000_000 + row.spans.length] as const;
    }),
  );
  return [...frame.partitions].sort((a, b) => trouble.get(b)! - trouble.get(a)!);
}

/** What stood at an instant. */
export function spanAt({ spans }: LeadershipRow, at: Micros): LeadershipSpan | undefined {
  let found: LeadershipSpan | undefined;
  for (const span of spans) if (span.from <= at) found = span;
  return found;
}
