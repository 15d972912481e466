/** The log of a partition as a strip of cells under each other, one row a replica, around where the logs end. Pure. */
import type { Frame, ReplicaFrame } from '../../frame/frame.ts';

export interface StripRow {
  readonly node: string;
  readonly isLeader: boolean;
  readonly from: number;
  readonly to: number;
  readonly highWatermark: number;
}

/** One offset, or (`to` further on) a stretch in which nothing begins or ends, drawn as one. */
export interface StripCell {
  readonly from: number;
  readonly to: number;
}

export interface Strip {
  /** A mark can stand before each of these, and after the last one. */
  readonly from: number;
  readonly to: number;
  readonly cells: readonly StripCell[];
  readonly rows: readonly StripRow[];
}

/** Cells before the shortest end, and places after the longest one that nothing is written at yet. */
const BEFORE = 10;
const AFTER = 8;
/** Up to so many are drawn one by one; of more, only those around the places that matter. */
const MOST = 48;
const AROUND = 4;
/** What is shorter is no stretch to be left out. */
const SHORTEST_GAP = 3;

export function stripOf(frame: Frame | null, partition: string, marks: readonly number[] = []): Strip {
  const rows = replicasOf(frame, partition).map(
    ({ broker, role, logStartOffset, logEndOffset, highWatermark }): StripRow => ({
      node: `b${broker}`,
      isLeader: role === 'leader',
      from: logStartOffset,
      to: logEndOffset,
      highWatermark,
    }),
  );
  rows.sort((a, b) => Number(b.isLeader) - Number(a.isLeader));
  // A log that still has its first record begins where every log does: that says nothing.
  const starts = rows.map((row) => row.from).filter((start) => start > 0);
  const ends = [...rows.flatMap((row) => [row.to, row.highWatermark]), ...marks];
  const places = [...starts, ...ends];
  if (places.length === 0) return stripFrom(0, BEFORE + AFTER, [], rows);
  const to = Math.max(...places) + AFTER;
  return stripFrom(Math.max(0, Math.min(...places) - BEFORE), to, places, rows);
}

function stripFrom(from: number, to: number, places: readonly number[], rows: readonly StripRow[]): Strip {
  const around = places.map((place) => ({ from: place - AROUND, to: place + AROUND }));
  const atEnds = [
    { from, to: from + BEFORE },
    { from: to - AFTER, to },
  ];
  const shown = to - from <= MOST ? [{ from, to }] : [...around, ...atEnds];
  return { from, to, cells: cellsOf(from, to, shown), rows };
}

/** One by one where they are shown; what lies between is one. */
function cellsOf(from: number, to: number, shown: readonly StripCell[]): StripCell[] {
  const cells: StripCell[] = [];
  let next = from;
  const oneByOne = (end: number) => {
    for (; next < end; next++) cells.push({ from: next, to: next + 1 });
  };
  for (const part of [...shown].sort((a, b) => a.from - b.from)) {
    if (part.from - next >= SHORTEST_GAP) {
      cells.push({ from: next, to: part.from });
      next = part.from;
    }
    oneByOne(Math.min(to, part.to));
  }
  oneByOne(to);
  return cells;
}

export function isGap({ from, to }: StripCell): boolean {
  return to - from > 1;
}

/** Where a mark before this offset stands, in cells from the left; within a stretch that is left out, in its middle. */
export function placeOfMark({ cells, from }: Strip, offset: number): number {
  if (offset <= from) return 0;
  const place = cells.findIndex((cell) => offset < cell.to);
  if (place < 0) return cells.length;
  return offset === cells[place]!.from ? place : place + 0.5;
}

/** The offset that a mark stands before which is put so many cells from the left. */
export function offsetAt({ cells, to }: Strip, place: number): number {
  return cells[Math.max(0, place)]?.from ?? to;
}

function replicasOf(frame: Frame | null, partition: string): readonly ReplicaFrame[] {
  return (frame?.nodes ?? []).flatMap((node) =>
    'replicas' in node ? node.replicas.filter((replica) => replica.partition === partition) : [],
  );
}
