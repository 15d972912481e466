/** The scrubber's picture: where time falls, how dense marks are, and how branches part. */
import { ticks } from 'd3-array';
import type { Micros } from '../../base/time.ts';
import type { BranchFrame, MarkFrame } from '../../frame/frame.ts';

export interface TimelineMark {
  readonly mark: MarkFrame;
  readonly x: number;
}

export interface TimelineLane {
  readonly branch: BranchFrame;
  readonly row: number;
  readonly x1: number;
  readonly x2: number;
  /** Row of the branch it left, where it did. */
  readonly parentRow: number | null;
  /** Where it first differs from its parent. */
  readonly divergenceX: number | null;
}

export interface TimelineLayout {
  readonly x: (at: Micros) => number;
  readonly at: (x: number) => Micros;
  readonly ticks: readonly { readonly x: number; readonly text: string }[];
  /** Height of each bar, 0 to 1, side by side over the whole width. */
  readonly density: readonly number[];
  readonly faults: readonly TimelineMark[];
  readonly marks: readonly TimelineMark[];
  readonly lanes: readonly TimelineLane[];
}

export interface TimelineContent {
  readonly end: Micros;
  readonly marks: readonly MarkFrame[];
  readonly branches: readonly BranchFrame[];
}

const BAR = 6;
const INSET = 10;

export function layoutTimeline({ end, marks, branches }: TimelineContent, width: number): TimelineLayout {
  const last = Math.max(1, end);
  const room = Math.max(1, width - 2 * INSET);
  const x = (at: Micros): number => Math.round((INSET + (clamp(at, 0, last) * room) / last) * 10) / 10;
  const placed = thin(marks.map((mark) => ({ mark, x: x(mark.at) })));
  return {
    x,
    at: (place) => Math.round((clamp(place - INSET, 0, room) * last) / room),
    ticks: ticks(0, last, Math.max(2, Math.floor(width / 110))).map((at) => ({
      x: x(at),
      text: `${at / 1_000_000} s`,
    })),
    density: densityOf(marks, x, width),
    faults: placed.filter(({ mark }) => mark.fault),
    marks: placed.filter(({ mark }) => !mark.fault),
    lanes: lanesOf(branches, x),
  };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

/** Marks of one kind that would fall on the same pixel are drawn once. */
function thin(marks: readonly TimelineMark[]): TimelineMark[] {
  const seen = new Set<string>();
  return marks.filter(({ mark, x }) => {
    const key = `${Math.round(x)} ${mark.fault ? 'fault' : mark.group}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function densityOf(marks: readonly MarkFrame[], x: (at: Micros) => number, width: number): number[] {
  const counts = new Array<number>(Math.max(1, Math.ceil(width / BAR))).fill(0);
  for (const { at } of marks) {
    const bar = Math.min(counts.length - 1, Math.floor(x(at) / BAR));
    counts[bar] = (counts[bar] ?? 0) + 1;
  }
  const most = Math.max(1, ...counts);
  return counts.map((count) => Math.sqrt(count / most));
}

/** In the order given, parents before their forks. */
function lanesOf(branches: readonly BranchFrame[], x: (at: Micros) => number): TimelineLane[] {
  const rows = new Map(branches.map(({ id }, row) => [id, row]));
  return branches.map((branch, row) => ({
    branch,
    row,
    x1: x(branch.parent === null ? 0 : branch.forkedAt),
    x2: x(branch.headAt),
    parentRow: branch.parent === null ? null : (rows.get(branch.parent) ?? null),
    divergenceX: branch.divergence === null ? null : x(branch.divergence.at),
  }));
}

/** Where a key takes the playhead; undefined for keys that are not the slider's. */
export function seekByKey(key: string, now: Micros, end: Micros): Micros | undefined {
  const small = end / 200;
  const to = (at: number): Micros => Math.round(Math.max(0, Math.min(end, at)));
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return to(now + small);
    case 'ArrowLeft':
    case 'ArrowDown':
      return to(now - small);
    case 'PageUp':
      return to(now + small * 20);
    case 'PageDown':
      return to(now - small * 20);
    case 'Home':
      return 0;
    case 'End':
      return end;
    default:
      return undefined;
  }
}
