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
  readonly #mask: Int32Array;

  /** For each field the largest number that it holds. Fields go where there is room first, in order. */
  constructor(largest: readonly number[]) {
    this.count = largest.length;
    this.#word = new Int32Array(largest.length);
    this.#shift = new Int32Array(largest.length);
    this.#mask = new Int32Array(largest.length);
    const used: number[] = [];
    for (let field = 0; field < largest.length; field++) {
      const bits = WORD_BITS - Math.clz32(largest[field]!);
      assert(bits <= MOST_BITS, `a field of ${bits} bits`);
      let word = used.findIndex((taken) => taken + bits <= WORD_BITS);
      if (word < 0) word = used.push(0) - 1;
      this.#word[field] = word;
      this.#shift[field] = used[word]!;
      this.#mask[field] = (1 << bits) - 1;
      used[word] = used[word]! + bits;
    }
    this.width = Math.max(1, used.length);
  }

  get(row: Row, field: number): number {
    return (row[this.#word[field]!]! >>> this.#shift[field]!) & this.#mask[field]!;
  }

  set(row: Row, field: number, value: number): void {
    const word = this.#word[field]!;
    const shift = this.#shift[field]!;
    row[word] = (row[word]! & ~(this.#mask[field]! << shift)) | (value << shift);
  }

  readAll(row: Row, values: Int32Array): void {
    for (let field = 0; field < this.count; field++) {
      values[field] = (row[this.#word[field]!]! >>> this.#shift[field]!) & this.#mask[field]!;
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
