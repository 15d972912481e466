/** Whether a property had held up to a step, or an anomaly had not shown. */
import type { PropertyLog } from '../frame/propertyLog.ts';
import type { Recording } from '../frame/recording.ts';
import { type Known, NotYet, Unreadable } from './known.ts';
import { UNREADABLE } from './says.ts';

/** What is beyond the furthest point a person has seen is checked by a log of its own: it may never come to pass. */
const AHEAD = new WeakMap<Recording, { readonly commands: number; readonly log: PropertyLog }>();

export function propertyHolds(known: Known, name: string, step: number): boolean {
  const { recording } = known;
  const log =
    step <= recording.visitedStep || recording.properties.isShown ? recording.properties : logAhead(recording);
  if (log.checkedUpTo < step && !log.catchUp(step, known.expired)) throw new NotYet(null);
  const property = log.frames(step).find((frame) => frame.name === name);
  if (property === undefined) throw new Unreadable(UNREADABLE.atTheEndOnly(name));
  return property.brokenAtStep === null || property.brokenAtStep > step;
}

function logAhead(recording: Recording): PropertyLog {
  const commands = recording.history.interventions.length;
  const known = AHEAD.get(recording);
  if (known?.commands === commands) return known.log;
  const log = recording.properties.fork(Number.MAX_SAFE_INTEGER);
  AHEAD.set(recording, { commands, log });
  return log;
}
