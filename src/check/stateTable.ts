/**
 * Every state seen, once, under a number in order of discovery: rows in one long typed array, found again through an
 * open-addressing table of their numbers. No lossy hash: a row counts as seen only when all its words are equal. A few bits of
 * the hash beside each number spare most looks at rows that differ.
 */
import type { Row } from './model.ts';

const NUMBER_BITS = 27;
const NUMBER_MASK = (1 << NUMBER_BITS) - 1;
/** The table keeps one number less than fits: zero says that a slot is free. */
export const MOST_STATES = NUMBER_MASK - 1;
const FIRST_CAPACITY = 1 << 12;

export type Added = 'new' | 'seen' | 'no room';

export class StateTable {
  count = 0;
  readonly #width: number;
  readonly #most: number;
  #rows: Int32Array;
  #capacity = FIRST_CAPACITY;
  /** High bits of the hash, then the number plus one. Twice as many slots as rows at least. */
  #slots = new Int32Array(FIRST_CAPACITY * 2);

  constructor(width: number, most: number = MOST_STATES) {
    this.#width = width;
    this.#most = Math.min(most, MOST_STATES);
    this.#rows = new Int32Array(FIRST_CAPACITY * width);
  }

  /** When it is new its number is `count - 1`. */
  add(row: Row): Added {
    const width = this.#width;
    const rows = this.#rows;
    const slots = this.#slots;
    const mask = slots.length - 1;
    const hash = hashOf(row, width);
    const tag = hash & ~NUMBER_MASK;
    let place = hash & mask;
    for (let slot = slots[place]!; slot !== 0; slot = slots[place]!) {
      if ((slot & ~NUMBER_MASK) === tag) {
        let word = ((slot & NUMBER_MASK) - 1) * width;
        let left = 0;
        while (left < width && rows[word] === row[left]) {
          word++;
          left++;
        }
        if (left === width) return 'seen';
      }
      place = (place + 1) & mask;
    }
    if (this.count === this.#most) return 'no room';
    const start = this.count * width;
    for (let i = 0; i < width; i++) rows[start + i] = row[i]!;
    this.count++;
    slots[place] = tag | this.count;
    if (this.count === this.#capacity) this.#grow();
    return 'new';
  }

  read(number: number, into: Row): void {
    const width = this.#width;
    const start = number * width;
    for (let i = 0; i < width; i++) into[i] = this.#rows[start + i]!;
  }

  /** Throws RangeError when there is no more memory; what is there stays readable. */
  #grow(): void {
    const width = this.#width;
    const rows = new Int32Array(this.#capacity * 2 * width);
    const slots = new Int32Array(this.#slots.length * 2);
    rows.set(this.#rows);
    const mask = slots.length - 1;
    const row = new Int32Array(width);
    for (let number = 0; number < this.count; number++) {
      for (let i = 0; i < width; i++) row[i] = rows[number * width + i]!;
      const hash = hashOf(row, width);
      let place = hash & mask;
      while (slots[place] !== 0) place = (place + 1) & mask;
      slots[place] = (hash & ~NUMBER_MASK) | (number + 1);
    }
    this.#rows = rows;
    this.#slots = slots;
    this.#capacity *= 2;
  }
}

/** Where to look first, nothing more. */
function hashOf(row: Row, width: number): number {
  let hash = 0x9e3779b9 | 0;
  for (let i = 0; i < width; i++) {
    hash = Math.imul(hash ^ row[i]!, 0x85ebca6b);
    hash ^= hash >>> 15;
  }
  hash = Math.imul(hash, 0xc2b2ae35);
  return hash ^ (hash >>> 13);
}
