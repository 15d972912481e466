/** Which rows the list of facts has: hidden kinds are folded into one row with their count where they stood. */
import type { FactFrame, FactGroup } from '../../frame/frame.ts';

export type FactRow =
  | { readonly type: 'fact'; readonly fact: FactFrame }
  | { readonly type: 'folded'; readonly count: number; readonly first: FactFrame };

/** What repeats in every run is folded until it is asked for. */
export const FOLDED_AT_FIRST: readonly FactGroup[] = ['routine', 'watermark', 'consume'];

/** What happened in the step that one looks at is never folded, of whatever kind it is. */
export function factRows(
  facts: readonly FactFrame[],
  hidden: ReadonlySet<FactGroup>,
  step: number | null = null,
): FactRow[] {
  const rows: FactRow[] = [];
  let folded: { type: 'folded'; count: number; first: FactFrame } | undefined;
  for (const fact of facts) {
    if (!hidden.has(fact.group) || fact.step === step) {
      rows.push({ type: 'fact', fact });
      folded = undefined;
    } else if (folded === undefined) {
      folded = { type: 'folded', count: 1, first: fact };
      rows.push(folded);
    } else folded.count++;
  }
  return rows;
}

export function groupCounts(facts: readonly FactFrame[]): ReadonlyMap<FactGroup, number> {
  const counts = new Map<FactGroup, number>();
  for (const { group } of facts) counts.set(group, (counts.get(group) ?? 0) + 1);
  return counts;
}

/** Place of the last row at or before the step; -1 when the playhead is before all of them. */
export function currentRow(rows: readonly FactRow[], step: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const row = rows[middle]!;
    if ((row.type === 'fact' ? row.fact : row.first).step <= step) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Rows to draw: those in sight and a few more on each side. */
export function visibleRows(
  scrollTop: number,
  height: number,
  rowHeight: number,
  count: number,
): readonly [from: number, to: number] {
  const from = Math.max(0, Math.floor(scrollTop / rowHeight) - 4);
  return [from, Math.min(count, Math.ceil((scrollTop + height) / rowHeight) + 4)];
}
