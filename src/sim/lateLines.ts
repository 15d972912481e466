/**
 * Lines of the script that do not come first at their time: each waits for so many events of that very instant. What was
 * done at a playhead is written down in this way, and happens again just there.
 */
import type { Micros } from '../base/time.ts';
import type { ScriptLine } from './command.ts';
import type { Kinds } from './protocol.ts';

/** How far it is: part of every checkpoint. */
export interface LatePlace {
  /** So many lines have been done. */
  readonly done: number;
  /** Of the instant `at`: so many events have run, commands not counted. */
  readonly at: Micros;
  readonly events: number;
}

export const NO_LATE_PLACE: LatePlace = { done: 0, at: -1, events: 0 };

/** In the order in which they come. */
export function lateLinesOf<K extends Kinds>(script: readonly ScriptLine<K>[]): readonly ScriptLine<K>[] {
  return script
    .filter(({ afterEvents = 0 }) => afterEvents > 0)
    .sort((a, b) => a.at - b.at || a.afterEvents! - b.afterEvents!);
}

/** The line that is due before the next event, if one is; an instant that has fewer events ends with it. */
export function lateLineDue<K extends Kinds>(
  lines: readonly ScriptLine<K>[],
  { done, at, events }: LatePlace,
  nextTime: Micros | undefined,
): ScriptLine<K> | undefined {
  const line = lines[done];
  if (line === undefined) return undefined;
  const isOver = nextTime === undefined || nextTime > line.at;
  const isThere = at === line.at && events >= line.afterEvents!;
  return isOver || isThere ? line : undefined;
}

export function withEvent(place: LatePlace, now: Micros): LatePlace {
  return { done: place.done, at: now, events: place.at === now ? place.events + 1 : 1 };
}
