/**
 * A table while one event of the controller changes it many times, before anybody sees it: what has changed lies on top, and
 * `folded` makes a table of it again. It lives in the handling of an event and in no state.
 */
import { get, has, placeOf, type Table, tableOf } from '../../base/table.ts';

export interface Scratch<V> {
  base: Table<V>;
  /** undefined: it is gone. */
  readonly changed: Map<string, V | undefined>;
}

export function scratch<V>(base: Table<V>): Scratch<V> {
  return { base, changed: new Map() };
}

export function look<V>({ base, changed }: Scratch<V>, key: string): V | undefined {
  return changed.has(key) ? changed.get(key) : get(base, key);
}

export function contains<V>({ base, changed }: Scratch<V>, key: string): boolean {
  return changed.has(key) ? changed.get(key) !== undefined : has(base, key);
}

export function put<V>({ changed }: Scratch<V>, key: string, value: V): void {
  changed.set(key, value);
}

export function drop<V>({ changed }: Scratch<V>, key: string): void {
  changed.set(key, undefined);
}

export function clear<V>(of: Scratch<V>, empty: Table<V>): void {
  of.base = empty;
  of.changed.clear();
}

/** Those of the table first, in its order, then the new. */
export function keysOf<V>({ base, changed }: Scratch<V>): readonly string[] {
  if (changed.size === 0) return base.keys;
  const keys = base.keys.filter((key) => !changed.has(key) || changed.get(key) !== undefined);
  for (const [key, value] of changed) if (value !== undefined && !has(base, key)) keys.push(key);
  return keys;
}

/** As a table: what comes later lies on top of that. */
export function folded<V>(of: Scratch<V>): Table<V> {
  if (of.changed.size === 0) return of.base;
  of.base = together(of);
  of.changed.clear();
  return of.base;
}

function together<V>(of: Scratch<V>): Table<V> {
  const { base, changed } = of;
  const values = base.values.slice();
  let sameKeys = true;
  let same = true;
  for (const [key, value] of changed) {
    const place = placeOf(base, key);
    if (place === undefined) {
      if (value !== undefined) sameKeys = false;
    } else if (value === undefined) sameKeys = false;
    else if (values[place] !== value) {
      values[place] = value;
      same = false;
    }
  }
  if (sameKeys) return same ? base : { keys: base.keys, values, index: base.index, recent: base.recent };
  return tableOf(keysOf(of).map((key) => [key, look(of, key)!]));
}
