/** Pictures of the ensemble as numbers: which changes stand in which column, what of a time window, what a key does. */
import type { Micros } from '../../base/time.ts';
import type {
  EnsembleFrame,
  EraRow,
  EraSpan,
  TxnCell,
  TxnFrame,
  TxnOp,
  ZnodeRow,
} from '../../frame/zookeeper/zooKeeperLens.ts';
import { stretchIn, type TimeWindow } from '../timeAxis.ts';

/** As a cell has room for it. */
export const OP_CODES: Readonly<Record<TxnOp, string>> = {
  create: 'C',
  delete: 'D',
  setData: 'S',
  check: '=',
  multi: 'M',
  createSession: '+s',
  closeSession: '−s',
  error: '!',
};

export function epochOfZxid(zxid: number): number {
  return Math.floor(zxid / 4_294_967_296);
}

export interface TxnColumn {
  readonly place: number;
  readonly txn: TxnFrame;
  readonly startsEpoch: boolean;
}

/** The newest that have room. */
export function columnsOf({ txns }: EnsembleFrame, room: number): readonly TxnColumn[] {
  const from = Math.max(0, txns.length - room);
  return txns.slice(from).map((txn, index) => {
    const place = from + index;
    const before = txns[place - 1];
    return { place, txn, startsEpoch: before === undefined || epochOfZxid(before.zxid) !== epochOfZxid(txn.zxid) };
  });
}

export interface TxnHolding {
  readonly place: number;
  readonly txn: TxnFrame;
  readonly by: Readonly<Record<TxnCell, readonly string[]>>;
}

/** Each change with who has it, and how: the same as the picture, in words; the newest first. */
export function holdings({ servers, txns }: EnsembleFrame): readonly TxnHolding[] {
  const living = servers.filter(({ role }) => role !== null);
  const who = (place: number, cell: TxnCell): readonly string[] =>
    living.filter(({ log }) => log[place] === cell).map(({ node }) => node);
  return txns
    .map((txn, place) => ({
      place,
      txn,
      by: {
        applied: who(place, 'applied'),
        logged: who(place, 'logged'),
        written: who(place, 'written'),
        absent: who(place, 'absent'),
      },
    }))
    .reverse();
}

// ---- the tree ------------------------------------------------------------------------------------------------------------

export type TreeMove =
  | { readonly go: string }
  | { readonly open: string }
  | { readonly close: string }
  | { readonly choose: string };

/** What a key does at a row of the tree, as in any tree. */
export function treeKey(rows: readonly ZnodeRow[], at: string | null, key: string): TreeMove | null {
  const place = Math.max(
    0,
    rows.findIndex(({ path }) => path === at),
  );
  const row = rows[place];
  if (row === undefined) return null;
  const to = (next: number): TreeMove | null => {
    const found = rows[Math.max(0, Math.min(rows.length - 1, next))];
    return found === undefined ? null : { go: found.path };
  };
  switch (key) {
    case 'ArrowDown':
      return to(place + 1);
    case 'ArrowUp':
      return to(place - 1);
    case 'Home':
      return to(0);
    case 'End':
      return to(rows.length - 1);
    case 'ArrowRight':
      if (row.children === 0) return null;
      return row.isOpen ? to(place + 1) : { open: row.path };
    case 'ArrowLeft': {
      if (row.isOpen) return { close: row.path };
      const parent = rows.slice(0, place).filter(({ depth }) => depth === row.depth - 1);
      const found = parent[parent.length - 1];
      return found === undefined ? null : { go: found.path };
    }
    case 'Enter':
    case ' ':
      return { choose: row.path };
    default:
      return null;
  }
}

/** All above a path, and itself. */
export function pathsTo(path: string): readonly string[] {
  const names = path.split('/').slice(1);
  return names.map((_, place) => `/${names.slice(0, place + 1).join('/')}`);
}

// ---- over time -----------------------------------------------------------------------------------------------------------

export interface EraBand {
  readonly span: EraSpan;
  readonly x: number;
  readonly width: number;
  readonly label: string;
}

export interface EraLine {
  readonly bands: readonly EraBand[];
  /** Between two bands, or after the last: nobody, or nothing. */
  readonly gaps: readonly { readonly x: number; readonly width: number }[];
  /** It acted, and /controller did not name it. */
  readonly zombie: readonly { readonly x: number; readonly width: number }[];
}

const LETTER = 7;
/** However short: nobody was the controller. */
const NARROWEST_GAP = 3;

/** `rows`: all of them, to know what /controller said. */
export function layoutEraRow(row: EraRow, rows: readonly EraRow[], until: Micros, window: TimeWindow): EraLine {
  const stretch = stretchIn(window);
  const bands: EraBand[] = [];
  const gaps: { x: number; width: number }[] = [];
  let end: Micros | null = null;
  const gap = (from: Micros, to: Micros): void => {
    const found = to > from ? stretch(from, to, NARROWEST_GAP) : null;
    if (found !== null) gaps.push(found);
  };
  for (const span of row.spans) {
    if (end !== null) gap(end, span.from);
    end = span.to;
    const found = stretch(span.from, span.to);
    if (found === null) continue;
    const label = labelOf(row, span);
    bands.push({ ...found, span, label: found.width >= label.length * LETTER + 8 ? label : '' });
  }
  if (end !== null && row.kind !== 'acting') gap(end, until);
  const zombie = zombieSpans(row, rows).flatMap(({ from, to }) => stretch(from, to, NARROWEST_GAP) ?? []);
  return { bands, gaps, zombie };
}

/** A new controller acts a moment after it has made the znode; an old one may act long after it is gone. */
export function zombieSpans(
  row: EraRow,
  rows: readonly EraRow[],
): readonly { readonly from: Micros; readonly to: Micros }[] {
  const truth = rows.find(({ kind }) => kind === 'znode');
  if (row.kind !== 'acting' || truth === undefined) return [];
  return row.spans.flatMap(({ from, to }) => {
    const named = truth.spans.filter((span) => span.what === row.node && span.from < to && span.to > from);
    const last = Math.max(from, ...named.map((span) => span.to));
    return last < to ? [{ from: last, to }] : [];
  });
}

function labelOf({ kind }: EraRow, { what, epoch }: EraSpan): string {
  return kind === 'session' ? what : epoch < 0 ? what : `${what} e${epoch}`;
}

/** Where something begins or ends. */
export function changesOf(
  { spans }: EraRow,
  until: Micros,
  others: readonly { readonly from: Micros; readonly to: Micros }[] = [],
): readonly Micros[] {
  return [...new Set([...spans, ...others].flatMap(({ from, to }) => [from, to]))]
    .filter((at) => at < until)
    .sort((a, b) => a - b);
}

/** Thick where it matters: a row of the picture. */
export const ROW_HEIGHT = 30;
export const BAND_HEIGHT = 20;
