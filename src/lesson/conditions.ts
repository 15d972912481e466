/** Whether something is so in a run: a value that was read, and what it must be. */
import type { ConditionSection, OneCondition } from '../scenario/lesson/schemaMoment.ts';
import { serverName } from '../scenario/scenario.ts';
import { Unreadable } from './known.ts';
import { type Reading, read, type Value, type Window } from './readings.ts';

/** What this run does not have is not so. Throws `NotYet` where that cannot be said yet. */
export function isSo(condition: ConditionSection, window: Window): boolean {
  if (Array.isArray(condition)) return condition.every((one) => isOneSo(one, window));
  if ('any' in condition) return condition.any.some((one) => isOneSo(one, window));
  if ('none' in condition) return !condition.none.some((one) => isOneSo(one, window));
  return isOneSo(condition as OneCondition, window);
}

function isOneSo(one: OneCondition, window: Window): boolean {
  try {
    return compares(one, read(one, window), window);
  } catch (error) {
    if (error instanceof Unreadable) return false;
    throw error;
  }
}

function compares(one: OneCondition, value: Value, window: Window): boolean {
  const { is, not, 'at-least': least, 'at-most': most, contains } = one;
  if ([is, not, least, most, contains].every((part) => part === undefined)) return value === true;
  const wanted = (part: Exclude<typeof is, undefined>): Value => (isReading(part) ? read(part, window) : part);
  if (is !== undefined && !sameValue(value, wanted(is))) return false;
  if (not !== undefined && sameValue(value, wanted(not))) return false;
  if (least !== undefined && !isAtLeast(value, wanted(least))) return false;
  if (most !== undefined && !isAtLeast(wanted(most), value)) return false;
  if (contains === undefined) return true;
  const item = wanted(contains);
  if (isList(value)) return value.some((one) => sameValue(one, item));
  return value !== null && String(value).includes(String(item));
}

export function isReading(part: unknown): part is Reading {
  return typeof part === 'object' && part !== null && !Array.isArray(part);
}

function isList(value: Value): value is readonly (string | number)[] {
  return Array.isArray(value);
}

function isAtLeast(value: Value, least: Value): boolean {
  return typeof value === 'number' && typeof least === 'number' && value >= least;
}

/** Lists as sets; a server by its name or its id; `none` for nobody. */
export function sameValue(a: Value, b: Value): boolean {
  if (isList(a) || isList(b)) {
    if (!isList(a) || !isList(b) || a.length !== b.length) return false;
    return a.every((item) => b.some((other) => sameValue(item, other)));
  }
  if (a === b) return true;
  if (a === null || b === null) return (a ?? b) === 'none';
  if (typeof a === 'string' && typeof b === 'number') return a === serverName(b);
  if (typeof a === 'number' && typeof b === 'string') return serverName(a) === b;
  return false;
}
