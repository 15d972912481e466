/**
 * The order in which Scala walks its mutable maps: what Kafka writes to ZooKeeper has it.
 *
 * Of Scala 2.13, a HashMap or HashSet: a table of a power of two that doubles when it would be three quarters full, hashes
 * spread by their upper half, a bucket in the order of its hashes. Of Scala 2.12 (Kafka 1.1), a HashTable that is walked from
 * its end, hashes spread by multiplication, the newcomer first in its bucket.
 */
import { stringHashCode } from '../hash.ts';

const INITIAL = 16;

export function inScalaOrder<T>(items: readonly T[], hashOf: (item: T) => number): readonly T[] {
  let table = INITIAL;
  // The table grows before the item is put in that would fill it to three quarters.
  while (items.length >= (table * 3) / 4) table *= 2;
  const placed = items.map((item, place) => {
    const hash = hashOf(item);
    const spread = hash ^ (hash >>> 16);
    return { item, spread, bucket: spread & (table - 1), place };
  });
  placed.sort((a, b) => a.bucket - b.bucket || a.spread - b.spread || a.place - b.place);
  return placed.map(({ item }) => item);
}

const SPREAD = 0x9e3775cd;

/** Keys in the order in which they were put in come in that of Scala 2.12. */
export function inScala212Order(keys: readonly string[]): readonly string[] {
  let table = emptyTable(INITIAL);
  let size = 0;
  for (const key of keys) {
    put(table, key);
    size += 1;
    if (size <= Math.floor((table.length * 3) / 4)) continue;
    const larger = emptyTable(table.length * 2);
    for (let bucket = table.length - 1; bucket >= 0; bucket--) for (const old of table[bucket]!) put(larger, old);
    table = larger;
  }
  return table.reverse().flat();
}

function emptyTable(length: number): string[][] {
  return Array.from({ length }, () => []);
}

function put(table: string[][], key: string): void {
  const ones = table.length - 1;
  const seed = 32 - Math.clz32(ones);
  const spread = Math.imul(reversedBytes(Math.imul(stringHashCode(key), SPREAD)), SPREAD);
  const turned = (spread >>> seed) | (spread << (32 - seed));
  table[(turned >>> Math.clz32(ones)) & ones]!.unshift(key);
}

function reversedBytes(word: number): number {
  return (word >>> 24) | ((word >>> 8) & 0xff00) | ((word << 8) & 0xff0000) | (word << 24);
}
