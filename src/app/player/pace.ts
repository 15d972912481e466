/**
 * How simulated time runs while playing. Base speed is not real time: 1× is a second of the wall for 4 ms of the cluster
 * while messages that lead somewhere travel; a stretch in which nothing does is crossed in a moment, and said so.
 */
import type { Micros } from '../../base/time.ts';
import type { PaceFrame } from '../../frame/frame.ts';

export const SPEEDS = [0.1, 0.25, 0.5, 1, 2, 5, 20] as const;
export type Speed = (typeof SPEEDS)[number] | 'events';
/** In the order of the keys `[` and `]`. */
export const ALL_SPEEDS: readonly Speed[] = ['events', ...SPEEDS];

/** Micros of the cluster for a millisecond of the wall at 1×. */
const BASE: Micros = 4;
/** Wall time to cross an idle stretch at 1×, however long it is. */
const IDLE_WALL_MS = 400;
/** A gap shorter than this is not skipped. */
const SKIP_FROM: Micros = 2_000;
/** In `events` mode: wall time between two facts. */
export const EVENT_WALL_MS = 600;

export interface Stretch {
  readonly from: Micros;
  readonly to: Micros;
}

export interface PlayState {
  readonly now: Micros;
  /** The idle stretch being crossed. */
  readonly idle: Stretch | null;
}

/** The playhead after `wallMs` more. It never runs past what is known: then it waits there. */
export function advance(state: PlayState, wallMs: number, speed: number, pace: PaceFrame): PlayState {
  let { now, idle } = state;
  let left = wallMs;
  // Each turn ends at a border between busy and idle; a tick crosses few of them.
  for (let turn = 0; turn < 32 && left > 0; turn++) {
    const busy = pace.busy.find(({ to }) => to > now);
    const inBusy = busy !== undefined && busy.from <= now;
    const end = inBusy ? busy.to : Math.min(busy?.from ?? pace.until, pace.until);
    if (end <= now) break;
    if (!inBusy && idle === null && end - now >= SKIP_FROM) idle = { from: now, to: end };
    if (!inBusy && idle !== null && end > idle.to) idle = { from: idle.from, to: end };
    const rate =
      !inBusy && idle !== null
        ? Math.max(BASE * speed, (idle.to - idle.from) / (IDLE_WALL_MS / Math.max(1, speed)))
        : BASE * speed;
    const wanted = now + rate * left;
    if (wanted < end) {
      now = wanted;
      left = 0;
    } else {
      left -= (end - now) / rate;
      now = end;
    }
    if (inBusy) idle = null;
  }
  if (idle !== null && pace.busy.some(({ from, to }) => from <= now && now < to)) idle = null;
  return { now, idle };
}

/** How far ahead the run must be known, so that the player need not wait in the next moment. */
export function knownEnough(now: Micros, speed: number, pace: PaceFrame): boolean {
  const busy = pace.busy.filter(({ to }) => to > now);
  if (busy.length === 0) return false;
  const last = busy[busy.length - 1]!;
  return busy.length >= 4 || last.to - now > BASE * 1_000 * speed * 2;
}
