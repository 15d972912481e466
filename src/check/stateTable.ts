/**
 * Every state seen, once, under a number in order of discovery: rows in one long typed array, found again through an
 * open-addressing table of (number, hash). No lossy hash: a row counts as seen only when all its words are equal.
 *
 * With millions of states nearly every look is a cache miss, and the misses are the cost. So rows come in batches: all
 * their places are touched first, when nothing waits for the answers, and looked at afterwards.
 */
import type { Row } from './model.ts';

/** Numbers are array positions; the words of the rows must be countable as well. */
const MOST_STATES = (1 << 30) - 1;
const FIRST_SLOTS = 1 << 14;
/** Slots for each state at least: longer runs of taken slots cost more than the memory. */
const SLOTS_A_STATE = 2;

export type Added = 'new' | 'seen' | 'no room';

/** Rows on their way into the table, with what they were reached from. */
export class Batch {
  count = 0;
  rows: Int32Array;
  hashes = new Int32Array(256);
  origins = new Int32Array(256);
  readonly #width: number;

  constructor(width: number) {
    this.#width = width;
    this.rows = new Int32Array(256 * width);
  }

  push(row: Row, origin: number): void {
    const at = this.count++;
    if (at === this.origins.length) this.#grow();
    const width = this.#width;
    const rows = this.rows;
    const start = at * width;
    let hash = 0x9e3779b9 | 0;
    for (let i = 0; i < width; i++) {
      const word = row[i]!;
      rows[start + i] = word;
      hash = Math.imul(hash ^ word, 0x85ebca6b);
      hash ^= hash >>> 15;
    }
    hash = Math.imul(hash, 0xc2b2ae35);
    this.hashes[at] = hash ^ (hash >>> 13);
    this.origins[at] = origin;
  }

  read(at: number, into: Row): void {
    const start = at * this.#width;
    for (let i = 0; i < this.#width; i++) into[i] = this.rows[start + i]!;
  }

  #grow(): void {
    this.rows = twice(this.rows);
    this.hashes = twice(this.hashes);
    this.origins = twice(this.origins);
  }
}

export class StateTable {
  count = 0;
  readonly #width: number;
  readonly #most: number;
  #rows: Int32Array;
  #slots = new Int32Array(FIRST_SLOTS * 2);
  /** Keeps what `touch` read from being thought useless. */
  #touched = 0;

  constructor(width: number, most: number = MOST_STATES) {
    this.#width = width;
    this.#most = Math.min(most, MOST_STATES);
    this.#rows = new Int32Array((FIRST_SLOTS / SLOTS_A_STATE) * width);
  }

  touch(batch: Batch): void {
    const slots = this.#slots;
    const rows = this.#rows;
    const width = this.#width;
    const { hashes, count } = batch;
    const mask = slots.length - 2;
    let touched = 0;
    for (let at = 0; at < count; at++) touched ^= slots[(hashes[at]! << 1) & mask]!;
    for (let at = 0; at < count; at++) {
      const number = slots[(hashes[at]! << 1) & mask]!;
      if (number !== 0) touched ^= rows[(number - 1) * width]!;
    }
    this.#touched ^= touched;
  }

  /** When it is new its number is `count - 1`. */
  add(batch: Batch, at: number): Added {
    const width = this.#width;
    const rows = this.#rows;
    const slots = this.#slots;
    const given = batch.rows;
    const start = at * width;
    const hash = batch.hashes[at]!;
    const mask = slots.length - 2;
    let place = (hash << 1) & mask;
    for (let number = slots[place]!; number !== 0; number = slots[place]!) {
      if (slots[place + 1] === hash) {
        const seen = (number - 1) * width;
        let i = 0;
        while (i < width && rows[seen + i] === given[start + i]) i++;
        if (i === width) return 'seen';
      }
      place = (place + 2) & mask;
    }
    if (this.count === this.#most) return 'no room';
    const end = this.count * width;
    for (let i = 0; i < width; i++) rows[end + i] = given[start + i]!;
    this.count++;
    slots[place] = this.count;
    slots[place + 1] = hash;
    if (this.count * SLOTS_A_STATE * 2 === slots.length) this.#grow();
    return 'new';
  }

  read(number: number, into: Row): void {
    const start = number * this.#width;
    for (let i = 0; i < this.#width; i++) into[i] = this.#rows[start + i]!;
  }

  /** Throws RangeError when there is no more memory; what is there stays readable. */
  #grow(): void {
    const rows = twice(this.#rows);
    const old = this.#slots;
    const slots = new Int32Array(old.length * 2);
    const mask = slots.length - 2;
    // In the order of the old table, what was together stays together: two streams of writes instead of scattered ones.
    for (let from = 0; from < old.length; from += 2) {
      const number = old[from]!;
      if (number === 0) continue;
      const hash = old[from + 1]!;
      let place = (hash << 1) & mask;
      while (slots[place] !== 0) place = (place + 2) & mask;
      slots[place] = number;
      slots[place + 1] = hash;
    }
    this.#rows = rows;
    this.#slots = slots;
  }
}

function twice(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}
