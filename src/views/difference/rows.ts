/** Which rows the comparison of two runs shows: kinds that are hidden and what both told are folded where they stood. */
import type { Micros } from '../../base/time.ts';
import type { FactFrame, FactGroup } from '../../frame/frame.ts';
import type { DifferenceFrame, DifferenceRow } from '../../frame/lookFrames.ts';

export type ShownRow =
  | { readonly type: 'same'; readonly from: Micros; readonly to: Micros; readonly count: number }
  | Exclude<DifferenceRow, { type: 'same' }>;

/** Told in different bundles whenever anything differs at all: folded until asked for. */
export const FOLDED_AT_FIRST: readonly FactGroup[] = ['routine', 'watermark', 'consume', 'produce'];

/** In two eras the keepers of the metadata and what brokers tell them differ in every line. */
const FOLDED_IN_TWO_ERAS: readonly FactGroup[] = [...FOLDED_AT_FIRST, 'quorum', 'broker'];

export function foldedAtFirst(difference: DifferenceFrame | null): readonly FactGroup[] {
  return difference?.ofTwoEras === true ? FOLDED_IN_TWO_ERAS : FOLDED_AT_FIRST;
}

export function shownRows(rows: readonly DifferenceRow[], hidden: ReadonlySet<FactGroup>): ShownRow[] {
  const shown: ShownRow[] = [];
  let folded: { type: 'same'; from: Micros; to: Micros; count: number } | undefined;
  for (const row of rows) {
    if (row.type === 'same') {
      if (folded === undefined) {
        folded = { type: 'same', from: row.from, to: row.to, count: row.count };
        shown.push(folded);
      } else {
        folded.count += row.count;
        folded.to = row.to;
      }
    } else if (!hidden.has(groupOf(row))) {
      shown.push(row);
      folded = undefined;
    }
  }
  return shown;
}

export function groupOf(row: Exclude<DifferenceRow, { type: 'same' }>): FactGroup {
  return (row.type === 'moved' ? row.one : row.fact).group;
}

/** Of what differs, how many rows of each kind. */
export function differingGroups({ rows }: DifferenceFrame): ReadonlyMap<FactGroup, number> {
  const counts = new Map<FactGroup, number>();
  for (const row of rows) if (row.type !== 'same') counts.set(groupOf(row), (counts.get(groupOf(row)) ?? 0) + 1);
  return counts;
}

export function timeOf(row: ShownRow): Micros {
  switch (row.type) {
    case 'same':
      return row.from;
    case 'moved':
      return row.one.at;
    default:
      return row.fact.at;
  }
}

/** Place of the first row that differs: there the two part. -1 when the rows of that time are hidden. */
export function partingRow(rows: readonly ShownRow[], difference: DifferenceFrame | null): number {
  const from = difference?.ofTwoEras === true ? (difference.divergence?.at ?? Number.MAX_SAFE_INTEGER) : 0;
  return rows.findIndex((row) => row.type !== 'same' && timeOf(row) >= from);
}

/** Last row at or before the playhead; -1 before all. */
export function rowAt(rows: readonly ShownRow[], now: Micros): number {
  let found = -1;
  for (let place = 0; place < rows.length; place++) if (timeOf(rows[place]!) <= now) found = place;
  return found;
}

/** How much later the second run told it. */
export function delayOf({ one, other }: { readonly one: FactFrame; readonly other: FactFrame }): Micros {
  return other.at - one.at;
}

export function rowsInSight(
  scrollTop: number,
  height: number,
  rowHeight: number,
  count: number,
): readonly [from: number, to: number] {
  return [
    Math.max(0, Math.floor(scrollTop / rowHeight) - 4),
    Math.min(count, Math.ceil((scrollTop + height) / rowHeight) + 4),
  ];
}
