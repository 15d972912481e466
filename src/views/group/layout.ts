/**
 * A group over time: rows on one time axis, a row a partition with its owners, or a row a member with what it was at.
 * Under the owners runs the lag. Marks are generations and group epochs.
 */
import type { Micros } from '../../base/time.ts';
import type {
  GroupHistoryFrame,
  GroupMark,
  GroupMemberRow,
  GroupPartitionRow,
  MemberPhase,
  OwnedSpan,
  OwnerGap,
} from '../../frame/groups/groupFrame.ts';
import { formatSpan } from '../format.ts';
import { stretchIn, type TimeWindow, timeScale } from '../timeAxis.ts';

export interface RowSize {
  readonly row: number;
  /** The bands of owners; what is left below is the lag's. */
  readonly band: number;
}

const LARGE: RowSize = { row: 44, band: 24 };
const SMALL: RowSize = { row: 28, band: 16 };

export function sizeOfRows(count: number): RowSize {
  return count <= 5 ? LARGE : SMALL;
}

export interface OwnerBand {
  readonly span: OwnedSpan;
  readonly x: number;
  readonly width: number;
  /** Two who both take themselves for the owner stand one under the other. */
  readonly lane: 0 | 1;
  readonly isShared: boolean;
  readonly label: string;
}

export interface GapBand {
  readonly gap: OwnerGap;
  readonly x: number;
  readonly width: number;
  readonly label: string;
}

export interface PartitionLine {
  readonly row: GroupPartitionRow;
  readonly bands: readonly OwnerBand[];
  readonly gaps: readonly GapBand[];
  /** Steps of the lag, in pixels from the left and as a part of the largest. */
  readonly lag: readonly { readonly x: number; readonly part: number }[];
}

export interface PhaseBand {
  readonly x: number;
  readonly width: number;
  readonly phase: MemberPhase;
  readonly from: Micros;
}

export interface MemberLine {
  readonly row: GroupMemberRow;
  readonly phases: readonly PhaseBand[];
  readonly busy: readonly { readonly x: number; readonly width: number }[];
}

const LETTER = 7;
/** A gap must be seen however short it was. */
const NARROWEST_GAP = 3;

export function layoutPartition(
  row: GroupPartitionRow,
  members: readonly GroupMemberRow[],
  mostLag: number,
  window: TimeWindow,
): PartitionLine {
  const place = stretchIn(window);
  const bands: OwnerBand[] = [];
  for (const span of row.owned) {
    const found = place(span.from, span.to);
    if (found === null) continue;
    const isShared = row.owned.some((other) => other !== span && other.from < span.to && span.from < other.to);
    const lane =
      isShared && row.owned.some((other) => other !== span && other.from < span.from && other.to > span.from);
    const member = members[span.member]!;
    const full = `${member.letter} ${member.node}`;
    const label = fits(full, found.width) ? full : fits(member.letter, found.width) ? member.letter : '';
    bands.push({ ...found, span, lane: lane ? 1 : 0, isShared, label });
  }
  const gaps = row.gaps.flatMap((gap): GapBand[] => {
    const found = place(gap.from, gap.to, NARROWEST_GAP);
    if (found === null) return [];
    const length = formatSpan(gap.to - gap.from);
    return [{ ...found, gap, label: fits(length, found.width) ? length : '' }];
  });
  return { row, bands, gaps, lag: lagLine(row, mostLag, window) };
}

function fits(text: string, width: number): boolean {
  return width >= text.length * LETTER + 8;
}

/** From what it was when the window begins to its end. */
function lagLine({ lag }: GroupPartitionRow, most: number, window: TimeWindow): PartitionLine['lag'] {
  const { x } = timeScale(window);
  const points: { x: number; part: number }[] = [];
  let before: number | null = null;
  for (const point of lag) {
    const part = point.lag / Math.max(1, most);
    if (point.at < window.from) {
      before = part;
      continue;
    }
    if (point.at > window.to) break;
    if (points.length === 0 && before !== null) points.push({ x: 0, part: before });
    points.push({ x: x(point.at), part });
  }
  if (points.length === 0 && before !== null) points.push({ x: 0, part: before });
  return points;
}

/** The steps as the outline of an area `height` high, down to the line at `bottom`, up to `end`. */
export function lagPath(lag: PartitionLine['lag'], bottom: number, height: number, end: number): string {
  const first = lag[0];
  if (first === undefined) return '';
  const y = (part: number): number => Math.round((bottom - part * height) * 10) / 10;
  let path = `M${first.x} ${bottom}V${y(first.part)}`;
  for (const point of lag.slice(1)) path += `H${point.x}V${y(point.part)}`;
  return `${path}H${Math.max(end, lag[lag.length - 1]!.x)}V${bottom}Z`;
}

export function mostLagOf({ partitions }: GroupHistoryFrame): number {
  let most = 1;
  for (const { lag } of partitions) for (const point of lag) most = Math.max(most, point.lag);
  return most;
}

export function layoutMember(row: GroupMemberRow, window: TimeWindow): MemberLine {
  const place = stretchIn(window);
  const phases: PhaseBand[] = [];
  for (const { from, to, phase } of row.phases) {
    const found = place(from, to);
    if (found !== null) phases.push({ ...found, phase, from });
  }
  const busy: { x: number; width: number }[] = [];
  for (const { from, to } of row.busy) {
    const found = place(from, to);
    const last = busy[busy.length - 1];
    if (found === null) continue;
    // On one pixel they are one.
    if (last !== undefined && found.x <= last.x + last.width + 0.5) last.width = found.x + found.width - last.x;
    else busy.push(found);
  }
  return { row, phases, busy };
}

export function markLabel({ kind, number }: GroupMark): string {
  return kind === 'coordinator' ? `→b${number}` : kind === 'epoch' ? `e${number}` : `g${number}`;
}

/** What stood at an instant: who owned it, or that nobody did. */
export function ownersAt(row: GroupPartitionRow, at: Micros): readonly OwnedSpan[] {
  return row.owned.filter(({ from, to }) => from <= at && at < to);
}

export function gapAt(row: GroupPartitionRow, at: Micros): OwnerGap | undefined {
  return row.gaps.find(({ from, to }) => from <= at && at < to);
}

export function phaseAt(row: GroupMemberRow, at: Micros): GroupMemberRow['phases'][number] | undefined {
  let found: GroupMemberRow['phases'][number] | undefined;
  for (const phase of row.phases) if (phase.from <= at) found = phase;
  return found;
}

/** Partitions that a member had at an instant. */
export function heldBy(history: GroupHistoryFrame, member: number, at: Micros): readonly string[] {
  const held = history.partitions.filter((row) => ownersAt(row, at).some((span) => span.member === member));
  return held.map(({ partition }) => partition);
}

export function lagAt({ lag }: GroupPartitionRow, at: Micros): number | null {
  let found: number | null = null;
  for (const point of lag) if (point.at <= at) found = point.lag;
  return found;
}

/** Where something begins or ends in one row, in order. */
export function changesOf(history: GroupHistoryFrame, isByMember: boolean, place: number): readonly Micros[] {
  const row = isByMember ? history.members[place] : history.partitions[place];
  if (row === undefined) return [];
  const found =
    'phases' in row
      ? row.phases.map(({ from }) => from)
      : [...row.owned.flatMap(({ from, to }) => [from, to]), ...row.gaps.map(({ from }) => from)];
  return [...new Set(found)].filter((at) => at < history.until).sort((a, b) => a - b);
}
