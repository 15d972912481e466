/**
 * The order in which Java walks its hash maps and sets. Some of Kafka's algorithms (the assignors above all) walk a
 * HashMap, and who gets a partition follows from that order; so the order is part of what they do.
 *
 * Follows java.util.HashMap of Java 17 (newer releases size copies a little differently): a table of a power of two,
 * hashes spread by their upper half, a bucket's newcomers last (but first when computeIfAbsent brought them), a table that
 * doubles beyond three quarters, which splits each bucket and keeps its order. A HashSet is a map whose values nobody reads.
 *
 * *Simplified:* a bucket of nine in a table of 64 or more becomes a tree in Java, and then its root is walked first.
 *
 * Local to one computation: never part of a node's state.
 */
import { stringHashCode } from './hash.ts';
import { partitionOf, type TopicPartition, topicOf } from './topicPartition.ts';

interface Entry<K, V> {
  readonly key: K;
  readonly hash: number;
  value: V;
}

const DEFAULT_CAPACITY = 16;
/** A bucket that would grow beyond this makes a small table grow instead. */
const TREEIFY_THRESHOLD = 8;
const LEAST_TREEIFIED_CAPACITY = 64;

export class JavaHashMap<K extends string | number, V> {
  readonly hashCode: (key: K) => number;
  readonly #entryOf = new Map<K, Entry<K, V>>();
  /** Of the table that stands, or that the first key will make. */
  #capacity: number;
  #buckets: Entry<K, V>[][] | null = null;

  constructor(hashCode: (key: K) => number, initialCapacity = DEFAULT_CAPACITY) {
    this.hashCode = hashCode;
    this.#capacity = tableSizeFor(initialCapacity);
  }

  get size(): number {
    return this.#entryOf.size;
  }

  has(key: K): boolean {
    return this.#entryOf.has(key);
  }

  get(key: K): V | undefined {
    return this.#entryOf.get(key)?.value;
  }

  put(key: K, value: V): void {
    const known = this.#entryOf.get(key);
    if (known !== undefined) {
      known.value = value;
      return;
    }
    const buckets = this.#table();
    const entry = this.#newEntry(key, value);
    const bucket = buckets[entry.hash & (this.#capacity - 1)]!;
    bucket.push(entry);
    if (bucket.length > TREEIFY_THRESHOLD && this.#capacity < LEAST_TREEIFIED_CAPACITY) this.#double();
    if (this.size > this.#threshold()) this.#double();
  }

  /** As in Java: the newcomer is the first of its bucket, and a full table grows with the next call, known key or not. */
  computeIfAbsent(key: K, make: () => V): V {
    this.#table();
    if (this.size > this.#threshold()) this.#double();
    const known = this.#entryOf.get(key);
    if (known !== undefined) return known.value;
    const entry = this.#newEntry(key, make());
    const bucket = this.#buckets![entry.hash & (this.#capacity - 1)]!;
    bucket.unshift(entry);
    if (bucket.length >= TREEIFY_THRESHOLD && this.#capacity < LEAST_TREEIFIED_CAPACITY) this.#double();
    return entry.value;
  }

  remove(key: K): V | undefined {
    const entry = this.#entryOf.get(key);
    if (entry === undefined) return undefined;
    this.#entryOf.delete(key);
    const bucket = this.#buckets![entry.hash & (this.#capacity - 1)]!;
    bucket.splice(bucket.indexOf(entry), 1);
    return entry.value;
  }

  /** The copy constructor: room is made for all before the first goes in. */
  static copyOf<K extends string | number, V>(other: JavaHashMap<K, V>): JavaHashMap<K, V> {
    const copy = new JavaHashMap<K, V>(other.hashCode, Math.floor(other.size / 0.75 + 1));
    for (const [key, value] of other) copy.put(key, value);
    return copy;
  }

  *[Symbol.iterator](): Generator<readonly [K, V]> {
    for (const bucket of this.#buckets ?? []) {
      for (const { key, value } of bucket) yield [key, value];
    }
  }

  keys(): K[] {
    return Array.from(this, ([key]) => key);
  }

  values(): V[] {
    return Array.from(this, ([, value]) => value);
  }

  #newEntry(key: K, value: V): Entry<K, V> {
    const hash = this.hashCode(key);
    const entry = { key, hash: hash ^ (hash >>> 16), value };
    this.#entryOf.set(key, entry);
    return entry;
  }

  #threshold(): number {
    return Math.floor(this.#capacity * 0.75);
  }

  #table(): Entry<K, V>[][] {
    this.#buckets ??= emptyBuckets(this.#capacity);
    return this.#buckets;
  }

  #double(): void {
    const before = this.#table();
    this.#capacity *= 2;
    const after = emptyBuckets<Entry<K, V>>(this.#capacity);
    for (const bucket of before) {
      for (const entry of bucket) after[entry.hash & (this.#capacity - 1)]!.push(entry);
    }
    this.#buckets = after;
  }
}

/** The collection constructor of HashSet. `size`: what the collection says, should that be another. */
export function javaHashSetOf<K extends string | number>(
  hashCode: (key: K) => number,
  keys: readonly K[],
  size = keys.length,
): JavaHashMap<K, true> {
  const set = new JavaHashMap<K, true>(hashCode, Math.max(Math.floor(size / 0.75) + 1, DEFAULT_CAPACITY));
  for (const key of keys) set.put(key, true);
  return set;
}

function emptyBuckets<E>(capacity: number): E[][] {
  return Array.from({ length: capacity }, () => []);
}

function tableSizeFor(capacity: number): number {
  return capacity <= 1 ? 1 : 1 << (32 - Math.clz32(capacity - 1));
}

/** org.apache.kafka.common.TopicPartition.hashCode */
export function topicPartitionHashCode(tp: TopicPartition): number {
  return (Math.imul(31, 31 + partitionOf(tp)) + stringHashCode(topicOf(tp))) | 0;
}

/** java.lang.Integer.hashCode */
export function integerHashCode(value: number): number {
  return value;
}
