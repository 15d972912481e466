/**
 * Integer hashing: the base of named draws and of fingerprints. Only `imul`, shifts and xor, so that every engine
 * gives the same bits.
 */

/** Murmur3's finalizer: every input bit reaches every output bit. */
export function mix(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** Folds one 32-bit integer into a running hash. Order matters. */
export function fold(hash: number, value: number): number {
  let k = Math.imul(value | 0, 0xcc9e2d51);
  k = (k << 15) | (k >>> 17);
  const h = hash ^ Math.imul(k, 0x1b873593);
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0;
}

/** FNV-1a over UTF-16 units, finished by `mix`. For names, which are short. */
export function hashText(text: string): number {
  let h = 0x811c9dc5 | 0;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return mix(h);
}

/** Two words of one integer time: times exceed 32 bits, and shifts do not. */
export function foldTime(hash: number, time: number): number {
  return fold(fold(hash, time | 0), (time / 4294967296) | 0);
}

/** Plain data, field by field in the order in which it was written. Numbers are folded as two words of an integer. */
export function foldValue(hash: number, value: unknown): number {
  if (typeof value === 'number') return foldTime(hash, value);
  if (typeof value === 'string') return fold(hash, hashText(value));
  if (typeof value !== 'object' || value === null) return fold(hash, value === true ? 1 : value === false ? 2 : 3);
  let h = hash;
  if (Array.isArray(value)) {
    for (const item of value) h = foldValue(h, item);
    return fold(h, value.length);
  }
  for (const key in value) h = foldValue(h, (value as Record<string, unknown>)[key]);
  return h;
}
