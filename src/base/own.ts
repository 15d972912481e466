/**
 * What a plain object itself has under a name that came from outside. Asked directly, every object also answers to
 * `constructor` and `toString`, with what no table has put there; a topic may well be called so.
 */
export function own<V>(record: Readonly<Record<string, V>>, name: string): V | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

/** Puts it there as its own, where `record.__proto__ = …` would give it another prototype. */
export function put<V>(record: Record<string, V>, name: string, value: V): void {
  if (name !== '__proto__') record[name] = value;
  else Object.defineProperty(record, name, { value, writable: true, enumerable: true, configurable: true });
}
