/**
 * How a lens is looked at (a zoom, a filter, what is chosen in it), by name: it outlasts the lens that it is of, goes out in
 * a link and comes back from one. What comes from a link may be anything: each lens says what it takes, and the rest is
 * as if it had not been there.
 */
import { useCallback, useSyncExternalStore } from 'react';

/** Undefined: that is no such value. */
export type Read<T> = (value: unknown) => T | undefined;

interface Kept {
  readonly value: unknown;
  /** False: it came from a link, and nobody has looked at it yet. */
  readonly isRead: boolean;
}

const kept = new Map<string, Kept>();
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell(): void {
  for (const listener of listeners) listener();
}

export function keptValue<T>(name: string, initial: T, read: Read<T>): T {
  const found = kept.get(name);
  if (found === undefined) return initial;
  if (found.isRead) return found.value as T;
  const value = read(found.value);
  if (value === undefined) kept.delete(name);
  else kept.set(name, { value, isRead: true });
  return value === undefined ? initial : value;
}

/** Without telling anybody. */
export function remember(name: string, value: unknown): void {
  kept.set(name, { value, isRead: true });
}

/** As `useState`; the name is that of its lens, a dot, and a word. `initial` is one and the same from call to call. */
export function useKept<T>(
  name: string,
  initial: T,
  read: Read<T>,
): readonly [T, (next: T | ((before: T) => T)) => void] {
  const value = useSyncExternalStore(subscribe, () => keptValue(name, initial, read));
  const set = useCallback(
    (next: T | ((before: T) => T)) => {
      const made = typeof next === 'function' ? (next as (before: T) => T)(keptValue(name, initial, read)) : next;
      kept.set(name, { value: made, isRead: true });
      // What is as usual need not be said.
      if (JSON.stringify(made) === JSON.stringify(initial)) kept.delete(name);
      tell();
    },
    [name, initial, read],
  );
  return [value, set];
}

/** Of one lens, as plain data; `others`: names besides. */
export function keptOf(lens: string, others: readonly string[] = []): Record<string, unknown> {
  const own = [...kept].filter(([name]) => name.startsWith(`${lens}.`) || others.includes(name));
  return Object.fromEntries(own.map(([name, { value }]) => [name, value]));
}

/** In the place of all that is kept. */
export function keepOnly(values: Readonly<Record<string, unknown>>): void {
  kept.clear();
  for (const [name, value] of Object.entries(values)) kept.set(name, { value, isRead: false });
  tell();
}

// ---- what may come back ---------------------------------------------------------------------------------------------

const LONGEST_TEXT = 200;
const MOST_TEXTS = 60;

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const readFlag: Read<boolean> = (value) => (typeof value === 'boolean' ? value : undefined);

export const readText: Read<string> = (value) =>
  typeof value === 'string' && value.length <= LONGEST_TEXT && !/\p{Cc}/u.test(value) ? value : undefined;

export const readTextOrNull: Read<string | null> = (value) => (value === null ? null : readText(value));

export const readTexts: Read<readonly string[]> = (value) =>
  Array.isArray(value) && value.length <= MOST_TEXTS && value.every((one) => readText(one) !== undefined)
    ? (value as string[])
    : undefined;

/** Of microseconds or of anything else. */
export const readCount: Read<number> = (value) =>
  typeof value === 'number' && value >= 0 && value <= Number.MAX_SAFE_INTEGER ? value : undefined;

export function readOneOf<T extends string>(all: readonly T[]): Read<T> {
  return (value) => all.find((one) => one === value);
}
