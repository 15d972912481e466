/** Values that are read from a run: numbers of facts, their fields, spans of time, and what stands in the world. */
import { unreachable } from '../base/assert.ts';
import { MICROS_PER_MILLI, MICROS_PER_SECOND } from '../base/time.ts';
import type { FactType } from '../kafka/facts.ts';
import { fieldsOf } from '../scenario/factFields.ts';
import { READINGS, type ReadingSection, type StateSection } from '../scenario/lesson/schemaMoment.ts';
import { serverName } from '../scenario/scenario.ts';
import type { FactPattern } from '../scenario/schema.ts';
import type { Known } from './known.ts';
import { type Place, Unreadable } from './known.ts';
import { type Among, factOf, placeOf, placesAmong } from './moments.ts';
import { propertyHolds } from './propertiesAt.ts';
import { UNREADABLE } from './says.ts';
import { readState, type Value } from './states.ts';
import { worldAt } from './world.ts';

export type { Value } from './states.ts';

/** What is asked about: facts after `from` and up to `here`, and the world as it stands here. */
export interface Window {
  readonly known: Known;
  readonly from: Place;
  readonly here: Place;
}

export type Reading = Omit<ReadingSection, 'plus'> & { readonly plus?: number | undefined };

/** Throws `NotYet` where the run is not known so far, `Unreadable` where it has no such thing. */
export function read(reading: Reading, window: Window): Value {
  const value = bare(reading, window);
  if (reading.plus === undefined) return value;
  if (typeof value !== 'number') throw new Unreadable(UNREADABLE.plusOfNumber(told(value)));
  return value + reading.plus;
}

function bare(reading: Reading, window: Window): Value {
  const { known, from, here } = window;
  const kind = READINGS.find((one) => reading[one] !== undefined);
  switch (kind) {
    case 'count':
      return count(reading.count!, window);
    case 'happens':
      return count(reading.happens!, window) > 0;
    case 'field':
      return field(reading.field!, window);
    case 'span':
      return span(reading.span!, window);
    case 'state':
      return state(reading.state!, window);
    case 'holds':
      return propertyHolds(known, reading.holds!, here.step);
    case undefined:
      throw new Unreadable(UNREADABLE.nothingAt(from.at));
    default:
      return unreachable(kind);
  }
}

type Counted = FactPattern & { readonly since?: 'start' | undefined };

/** How far a kind of fact was counted: all that was told up to a step. */
interface Count {
  readonly known: Known;
  readonly from: number;
  readonly upTo: number;
  readonly found: number;
}

/** A goal asks with every fact, and of those that came before each is counted already. */
const counted = new WeakMap<Counted, Count>();

function count(seen: Counted, { known, from, here }: Window): number {
  const { facts, history } = known.recording;
  const first = seen.since === 'start' ? 0 : from.next;
  const before = counted.get(seen);
  const goesOn = before?.known === known && before.from === first && before.upTo <= here.step;
  let found = goesOn ? before.found : 0;
  const next = goesOn ? Math.max(first, facts.countUpTo(before.upTo)) : first;
  for (const _ of placesAmong(seen, known, { from: next, upTo: here.step })) found++;
  if (here.step <= history.head) counted.set(seen, { known, from: first, upTo: here.step, found });
  return found;
}

function field({ fact, where, name, nth, since }: NonNullable<Reading['field']>, { known, from, here }: Window): Value {
  const among = { from: since === 'start' ? 0 : from.next, upTo: here.step };
  const place =
    nth === 'last' ? lastOf({ fact, where }, known, among) : factOf({ fact, where }, nth ?? 1, known, among);
  if (place === null) throw new Unreadable(UNREADABLE.doesNotHappen(fact));
  const told = known.recording.facts.recorded(place.fact!)!.fact;
  const value = (told as unknown as Readonly<Record<string, unknown>>)[name];
  return named(told.type, name, value);
}

function lastOf(pattern: FactPattern, known: Known, among: Among): Pick<Place, 'fact'> | null {
  let last: number | null = null;
  for (const index of placesAmong(pattern, known, among)) last = index;
  return last === null ? null : { fact: last };
}

/** Servers by their names, as everywhere in a lesson. */
function named(fact: FactType, name: string, value: unknown): Value {
  const kind = fieldsOf(fact)[name];
  const server = (id: number) => (id < 0 ? null : serverName(id));
  if (kind === 'broker' || kind === 'controller') return typeof value === 'number' ? server(value) : null;
  if (kind === 'brokers' || kind === 'controllers') return (value as readonly number[]).map(serverName);
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value as readonly (string | number)[];
  if (typeof value === 'object') throw new Unreadable(UNREADABLE.noValue(name, fact));
  return value as string | number | boolean;
}

const UNITS = { us: 1, ms: MICROS_PER_MILLI, s: MICROS_PER_SECOND } as const;

function span(
  { from: first, to: last, in: unit }: NonNullable<Reading['span']>,
  { known, from, here }: Window,
): number {
  const upTo = here.step;
  const begin = first === undefined ? from : placeOf(first, known, { from: from.next, upTo });
  if (begin === null) throw new Unreadable(UNREADABLE.spanBegin());
  const end = placeOf(last, known, { from: begin.next, upTo });
  if (end === null) throw new Unreadable(UNREADABLE.spanEnd());
  return (end.at - begin.at) / UNITS[unit ?? 'ms'];
}

function state(section: StateSection, { known, from, here }: Window): Value {
  const place = section.at === undefined ? here : placeOf(section.at, known, { from: from.next });
  if (place === null) throw new Unreadable(UNREADABLE.readAtNever());
  return readState(section, worldAt(known.recording, place));
}

/** For those who wrote it. */
export function told(value: Value): string {
  if (value === null) return 'none';
  return typeof value === 'object' ? `[${value.join(', ')}]` : String(value);
}
