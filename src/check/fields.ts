/**
 * Small numbers packed into the words of a row: each field has its own bits of one word. Changing a field changes one
 * word, which is how a successor costs a few writes instead of a copy of a state.
 */
import { assert } from '../base/assert.ts';
import type { Row } from './model.ts';

const WORD_BITS = 32;
/** Wider would not fit beside a sign. */
const MOST_BITS = 30;

export class Fields {
  readonly width: number;
  readonly count: number;
  readonly #word: Int32Array;
  readonly #shift: Int32Array;
  readonly #bits: Int32Array;
  readonly #mask: Int32Array;
  /** The first field of each word, and after the last word the number of fields. */
  readonly #first: Int32Array;

  /** For each field the largest number that it holds. Fields lie in order; none straddles two words. */
  constructor(largest: readonly number[]) {
    this.count = largest.length;
    this.#word = new Int32Array(largest.length);
    this.#shift = new Int32Array(largest.length);
    this.#bits = new Int32Array(largest.length);
    this.#mask = new Int32Array(largest.length);
    const first = [0];
    let used = 0;
    for (let field = 0; field < largest.length; field++) {
      const bits = WORD_BITS - Math.clz32(largest[field]!);
      assert(bits <= MOST_BITS, `a field of ${bits} bits`);
      if (used + bits > WORD_BITS) {
        first.push(field);
        used = 0;
      }
      this.#word[field] = first.length - 1;
      this.#shift[field] = used;
      this.#bits[field] = bits;
      this.#mask[field] = (1 << bits) - 1;
      used += bits;
    }
    this.width = first.length;
    this.#first = Int32Array.from([...first, largest.length]);
  }

  set(row: Row, field: number, value: number): void {
    const word = this.#word[field]!;
    const shift = this.#shift[field]!;
    row[word] = (row[word]! & ~(this.#mask[field]! << shift)) | (value << shift);
  }

  readAll(row: Row, values: Int32Array): void {
    let field = 0;
    for (let word = 0; word < this.width; word++) {
      const end = this.#first[word + 1]!;
      for (let rest = row[word]!; field < end; field++) {
        values[field] = rest & this.#mask[field]!;
        rest >>>= this.#bits[field]!;
      }
    }
  }

  writeAll(row: Row, values: Int32Array): void {
    row.fill(0);
    for (let field = 0; field < this.count; field++) {
      const word = this.#word[field]!;
      row[word] = row[word]! | (values[field]! << this.#shift[field]!);
    }
  }
}
