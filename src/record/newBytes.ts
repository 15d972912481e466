/**
 * About how much memory one state of the world takes that an earlier one does not take already: the two are walked side by
 * side, and what both hold is passed over at once. An estimate, and the same on every machine: what is stopped by it is
 * stopped at the same event everywhere.
 */

/** Of an object or an array, before what is in it. */
const HEAD = 24;
const SLOT = 8;
/** Of a Map or a Set, an entry. */
const ENTRY = 32;

type Group = Readonly<Record<string, unknown>>;

export function newBytes(before: unknown, after: unknown): number {
  let bytes = 0;
  /** Several nodes hold the same image, batch or message. */
  const seen = new Set<object>();
  const pairs: unknown[] = [before, after];
  while (pairs.length > 0) {
    const now = pairs.pop();
    const was = pairs.pop();
    if (now === was || typeof now !== 'object' || now === null || seen.has(now)) continue;
    seen.add(now);
    if (Array.isArray(now)) bytes += lookAtList(Array.isArray(was) ? was : [], now, pairs);
    else if (now instanceof Map) bytes += lookAtMap(was instanceof Map ? was : undefined, now, pairs);
    else if (now instanceof Set) bytes += HEAD + now.size * ENTRY;
    else if (ArrayBuffer.isView(now)) bytes += HEAD + now.byteLength;
    else
      bytes += lookAtGroup(typeof was === 'object' && was !== null ? (was as Group) : undefined, now as Group, pairs);
  }
  return bytes;
}

function lookAtList(was: readonly unknown[], now: readonly unknown[], pairs: unknown[]): number {
  // Something that came or went in the middle moves all behind it, and makes none of that new.
  const moved = was.length > 0 && was.length !== now.length && now[0] !== was[0] ? new Set(was) : undefined;
  for (let place = 0; place < now.length; place++) {
    const one = now[place];
    if (typeof one === 'object' && one !== null && one !== was[place] && moved?.has(one) !== true) {
      pairs.push(was[place], one);
    }
  }
  return HEAD + now.length * SLOT;
}

function lookAtMap(
  was: ReadonlyMap<unknown, unknown> | undefined,
  now: ReadonlyMap<unknown, unknown>,
  pairs: unknown[],
): number {
  for (const [key, one] of now) if (typeof one === 'object' && one !== null) pairs.push(was?.get(key), one);
  return HEAD + now.size * ENTRY;
}

function lookAtGroup(was: Group | undefined, now: Group, pairs: unknown[]): number {
  let slots = 0;
  for (const name in now) {
    slots++;
    const one = now[name];
    if (typeof one === 'object' && one !== null) pairs.push(was?.[name], one);
  }
  return HEAD + slots * SLOT;
}
