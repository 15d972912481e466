/**
 * Where everything of the space-time picture stands, in pixels: along time and across the lanes. Which of the two is x is
 * decided last, so that a narrow screen reads it downwards.
 */
import type { Micros } from '../../base/time.ts';
import type { FactFrame } from '../../frame/frame.ts';
import type { Lane, LaneBand, SpaceTimeFrame, SpaceTimeMessage } from '../../frame/spaceTime/spaceTimeFrames.ts';
import { type TimeWindow, timeScale } from '../timeAxis.ts';

/** One stroke of a message: a slanted line between lanes, or a wait along one. */
export interface Stroke {
  readonly t1: number;
  readonly l1: number;
  readonly t2: number;
  readonly l2: number;
  readonly isWait: boolean;
}

export interface Line {
  readonly message: SpaceTimeMessage;
  readonly strokes: readonly Stroke[];
  /** Where it ends, or has come to. */
  readonly end: { readonly t: number; readonly l: number };
  /** What is drawn there. */
  readonly mark: 'arrow' | 'lost' | 'held' | 'received' | 'flying';
  readonly isOnPath: boolean;
}

export interface FactMark {
  readonly fact: FactFrame;
  readonly t: number;
  /** Undefined: it concerns all. */
  readonly l: number | undefined;
  readonly isOnPath: boolean;
}

export interface BandLayout extends LaneBand {
  readonly t: number;
  readonly size: number;
  /** Printed on it where it has room: C3 for a controller's epoch, Z3 for ZooKeeper's, G2 for a generation. */
  readonly label: string;
  readonly labelAt: number;
}

export interface LaneLayout {
  readonly lane: Lane;
  readonly l: number;
  readonly life: readonly {
    readonly t: number;
    readonly size: number;
    readonly status: Lane['life'][number]['status'];
  }[];
  /** Where it died: a cross. */
  readonly deaths: readonly number[];
  /** Where it was started again. */
  readonly starts: readonly number[];
  readonly bands: readonly BandLayout[];
  readonly folded: readonly {
    readonly t: number;
    readonly size: number;
    readonly count: number;
    readonly apis: string;
  }[];
}

export interface Picture {
  readonly window: TimeWindow;
  readonly pitch: number;
  /** Across all lanes. */
  readonly across: number;
  readonly lanes: readonly LaneLayout[];
  readonly lines: readonly Line[];
  readonly marks: readonly FactMark[];
  /** In pixels: what lies beyond has not been seen. */
  readonly known: number;
}

const LETTERS = { elected: '', leads: '', controller: 'C', ensemble: 'Z', group: 'G' } as const;
/** Room that a printed epoch needs. */
const LABEL_ROOM = 18;
/** Where counts of folded messages stand, off the lane's middle. */
export const FOLDED = 8;
/** A held message stops so far before the lane it goes to, as a part of the way. */
const BEFORE = 0.82;
const LEAST_PITCH = 20;
const MOST_PITCH = 64;

export function pitchOf(lanes: number, room: number): number {
  return Math.max(LEAST_PITCH, Math.min(MOST_PITCH, Math.floor(room / Math.max(1, lanes))));
}

export function layoutPicture(data: SpaceTimeFrame, window: TimeWindow, pitch: number): Picture {
  const { x } = timeScale(window);
  const places = new Map(data.lanes.map(({ id }, place) => [id, place * pitch + pitch / 2]));
  const known = Math.max(0, Math.min(window.width, x(data.until)));
  const path = data.path === null ? null : { messages: new Set(data.path.messages), facts: new Set(data.path.facts) };
  const lines: Line[] = [];
  for (const message of data.messages) {
    const line = lineOf(message, window, places, data.until);
    if (line !== undefined) lines.push({ ...line, isOnPath: path?.messages.has(message.id) ?? false });
  }
  const marks: FactMark[] = [];
  for (const fact of data.facts) {
    if (fact.at < window.from || fact.at > window.to) continue;
    const l = places.get(fact.node === '' ? (fact.fields.node ?? '') : fact.node);
    marks.push({ fact, t: x(fact.at), l, isOnPath: path?.facts.has(fact.index) ?? false });
  }
  return {
    window,
    pitch,
    across: data.lanes.length * pitch,
    lanes: data.lanes.map((lane) => laneOf(lane, data, window, places.get(lane.id)!)),
    lines,
    marks,
    known,
  };
}

function lineOf(
  message: SpaceTimeMessage,
  window: TimeWindow,
  places: ReadonlyMap<string, number>,
  until: Micros,
): Omit<Line, 'isOnPath'> | undefined {
  const from = places.get(message.from);
  const to = places.get(message.to);
  if (from === undefined || to === undefined) return undefined;
  const { sentAt, endAt, state, waits } = message;
  const end = endAt ?? until;
  if (end < window.from || sentAt > window.to) return undefined;
  const at = unclamped(window);
  const near = from + (to - from) * BEFORE;
  const strokes: Stroke[] = [];
  let [t, l] = [at(sentAt), from];
  const stroke = (t2: number, l2: number, isWait = false): void => {
    if (t2 !== t || l2 !== l) strokes.push({ t1: t, l1: l, t2, l2, isWait });
    [t, l] = [t2, l2];
  };
  for (const wait of waits) {
    // What is held stops before it is there; what lies at a process that sleeps is there.
    const stop = wait.what === 'held' ? near : to;
    if (at(wait.from) > t || l !== stop) stroke(at(wait.from), stop);
    stroke(at(wait.to ?? until), stop, true);
  }
  if (state === 'flying') {
    const part = endAt === null || endAt <= sentAt ? 1 : Math.min(1, (until - sentAt) / (endAt - sentAt));
    stroke(at(until), l + (to - l) * part);
  } else if (state === 'held' && waits.length === 0) stroke(at(until), near);
  else if (state !== 'held' && state !== 'received') stroke(at(end), to);
  const mark =
    state === 'arrived' ? 'arrow' : state === 'flying' || state === 'held' || state === 'received' ? state : 'lost';
  return { message, strokes, end: { t, l }, mark };
}

/** A line may begin before the window, and end after it. */
function unclamped({ from, to, width }: TimeWindow) {
  return (at: Micros): number => Math.round(((at - from) / (to - from)) * width * 10) / 10;
}

function laneOf(lane: Lane, data: SpaceTimeFrame, window: TimeWindow, l: number): LaneLayout {
  const at = unclamped(window);
  const span = (from: Micros, to: Micros): { t: number; size: number } | undefined => {
    if (to < window.from || from > window.to) return undefined;
    const t = Math.max(-2, at(from));
    return { t, size: Math.max(0.5, Math.min(window.width + 2, at(to)) - t) };
  };
  const life = lane.life.flatMap(({ from, to, status }) => {
    const place = span(from, to);
    return place === undefined ? [] : [{ ...place, status }];
  });
  const isIn = (time: Micros): boolean => time >= window.from && time <= window.to;
  const deaths = lane.life
    .filter(({ from, status }, place) => place > 0 && (status === 'down' || status === 'off') && isIn(from))
    .map(({ from }) => at(from));
  const starts = lane.life
    .filter(({ from, status }, place) => {
      const before = lane.life[place - 1]?.status;
      return status === 'up' && (before === 'down' || before === 'off') && isIn(from);
    })
    .map(({ from }) => at(from));
  const bands: BandLayout[] = [];
  let taken = -LABEL_ROOM;
  for (const band of [...lane.bands].sort((a, b) => a.from - b.from)) {
    const place = span(band.from, band.to);
    if (place === undefined) continue;
    const text = `${LETTERS[band.what]}${band.epoch}`;
    const labelAt = Math.max(place.t + 3, taken + 4, 3);
    // One that is elected and leads has its number once.
    const isTold = bands.some(
      (one) => one.label !== '' && one.epoch === band.epoch && LETTERS[one.what] === LETTERS[band.what],
    );
    const hasRoom = band.epoch >= 0 && labelAt + LABEL_ROOM <= place.t + place.size && !isTold;
    if (hasRoom) taken = labelAt + 7 * text.length;
    bands.push({ ...band, ...place, label: hasRoom ? text : '', labelAt });
  }
  return { lane, l, life, deaths, starts, bands, folded: foldedOf(lane.id, data, window) };
}

/** All that is folded in one part of the window is one count. */
function foldedOf(node: string, data: SpaceTimeFrame, window: TimeWindow): LaneLayout['folded'] {
  const at = unclamped(window);
  const parts = new Map<number, { start: Micros; end: Micros; count: number; apis: Map<string, number> }>();
  for (const { from, api, start, end, count } of data.folded) {
    if (from !== node || end < window.from || start > window.to) continue;
    const part = parts.get(start) ?? { start, end, count: 0, apis: new Map<string, number>() };
    part.count += count;
    part.apis.set(api, (part.apis.get(api) ?? 0) + count);
    parts.set(start, part);
  }
  return [...parts.values()]
    .sort((a, b) => a.start - b.start)
    .map(({ start, end, count, apis }) => ({
      t: at(start),
      size: Math.max(1, at(end) - at(start) - 1),
      count,
      apis: [...apis].map(([api, times]) => `${api} ${times}`).join(', '),
    }));
}

// ---- pointing ------------------------------------------------------------------------------------------------------------

/** The line under a place, within so many pixels; undefined where there is none. */
export function lineAt(picture: Picture, t: number, l: number, within = 6): Line | undefined {
  let best: Line | undefined;
  let nearest = within;
  for (const line of picture.lines) {
    for (const stroke of line.strokes) {
      const distance = distanceTo(stroke, t, l);
      if (distance < nearest) [best, nearest] = [line, distance];
    }
  }
  return best;
}

export function markAt(picture: Picture, t: number, l: number, within = 7): FactMark | undefined {
  let best: FactMark | undefined;
  let nearest = within;
  for (const mark of picture.marks) {
    const distance = Math.hypot(mark.t - t, mark.l === undefined ? 0 : mark.l - l);
    if (distance < nearest) [best, nearest] = [mark, distance];
  }
  return best;
}

/** The bar of folded messages under a place. */
export function foldedAt(picture: Picture, t: number, l: number) {
  for (const lane of picture.lanes) {
    if (Math.abs(l - (lane.l + FOLDED)) > 4) continue;
    const found = lane.folded.find((one) => one.t <= t && t <= one.t + one.size);
    if (found !== undefined) return { ...found, lane: lane.lane.id };
  }
  return undefined;
}

function distanceTo({ t1, l1, t2, l2 }: Stroke, t: number, l: number): number {
  const [dt, dl] = [t2 - t1, l2 - l1];
  const length = dt * dt + dl * dl;
  const part = length === 0 ? 0 : Math.max(0, Math.min(1, ((t - t1) * dt + (l - l1) * dl) / length));
  return Math.hypot(t1 + part * dt - t, l1 + part * dl - l);
}

// ---- the keyboard's way --------------------------------------------------------------------------------------------------

/** What stands on a lane, for the keyboard: a message as it leaves or comes, or a fact. */
export type Item =
  | {
      readonly type: 'sent' | 'arrived';
      readonly at: Micros;
      readonly lane: string;
      readonly message: SpaceTimeMessage;
    }
  | { readonly type: 'fact'; readonly at: Micros; readonly lane: string; readonly fact: FactFrame };

export function itemsOf(data: SpaceTimeFrame): ReadonlyMap<string, readonly Item[]> {
  const items = new Map<string, Item[]>(data.lanes.map(({ id }) => [id, []]));
  for (const message of data.messages) {
    items.get(message.from)?.push({ type: 'sent', at: message.sentAt, lane: message.from, message });
    if (message.endStep > 0 && message.endAt !== null)
      items.get(message.to)?.push({ type: 'arrived', at: message.endAt, lane: message.to, message });
  }
  for (const fact of data.facts) {
    const lane = fact.node === '' ? (fact.fields.node ?? '') : fact.node;
    items.get(lane)?.push({ type: 'fact', at: fact.at, lane, fact });
  }
  for (const list of items.values()) list.sort((a, b) => a.at - b.at || rank(a) - rank(b));
  return items;
}

/** What comes is before what that leads to. */
function rank({ type }: Item): number {
  return type === 'arrived' ? 0 : type === 'fact' ? 1 : 2;
}

export function itemKey(item: Item): string {
  return item.type === 'fact' ? `fact ${item.fact.index}` : `${item.type} ${item.message.id}`;
}

/** Nearest in time. */
export function nearestItem(items: readonly Item[], at: Micros): Item | undefined {
  let best: Item | undefined;
  for (const item of items) if (best === undefined || Math.abs(item.at - at) < Math.abs(best.at - at)) best = item;
  return best;
}
