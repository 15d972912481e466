/**
 * The facts of a run, packed: a million of them as objects would take more memory than all else a history keeps. Any
 * plain data goes in and comes out as it was, its fields in the same order. Texts and lists of field names are kept
 * once; what is left of a fact is a dozen bytes. One fact out of thirty-two is indexed, the others are found from there.
 */

import { present } from '../base/assert.ts';
import { put } from '../base/own.ts';

const INDEXED = 32;

/** First byte of a value; from `SMALL` on it is the value itself, a small integer. */
const UNDEFINED = 0;
const NULL = 1;
const TRUE = 2;
const FALSE = 3;
const POSITIVE = 4;
const NEGATIVE = 5;
const FRACTION = 6;
const TEXT = 7;
const LIST = 8;
const FIELDS = 9;
const SMALL = 16;

/** Field names in order, found one after the other: most objects differ from the one before in no name. */
interface Shape {
  readonly number: number;
  readonly names: readonly string[];
  readonly longer: Map<string, Shape>;
}

export interface StoredFact<Fact> {
  readonly step: number;
  readonly node: string;
  readonly fact: Fact;
}

export class FactStore<Fact> {
  #length = 0;
  #bytes = new Uint8Array(1024);
  #end = 0;
  #lastStep = 0;
  /** Of every thirty-second fact: where it begins, and the step before it. */
  readonly #begins: number[] = [];
  readonly #stepsBefore: number[] = [];
  readonly #texts: string[] = [];
  readonly #textNumbers = new Map<string, number>();
  readonly #shapes: Shape[] = [];
  readonly #noFields: Shape = this.#newShape([]);
  /** Where the next byte is read. */
  #reading = 0;

  get length(): number {
    return this.#length;
  }

  /** About what it takes: the texts are those of facts that are kept anyway, or few. */
  get bytes(): number {
    return this.#bytes.length + this.#begins.length * 16 + this.#texts.length * 100;
  }

  /** Steps never fall from one fact to the next. */
  add(step: number, node: string, fact: Fact): void {
    if (this.#length % INDEXED === 0) {
      this.#begins.push(this.#end);
      this.#stepsBefore.push(this.#lastStep);
    }
    this.#writeNumber(step - this.#lastStep);
    this.#writeText(node);
    this.#write(fact);
    this.#lastStep = step;
    this.#length++;
  }

  /** Facts in order, from `from` up to but not including `to`. */
  slice(from: number, to: number = this.#length): StoredFact<Fact>[] {
    const found: StoredFact<Fact>[] = [];
    const block = Math.floor(from / INDEXED);
    if (from >= to || block >= this.#begins.length) return found;
    this.#reading = this.#begins[block]!;
    let step = this.#stepsBefore[block]!;
    for (let index = block * INDEXED; index < Math.min(to, this.#length); index++) {
      step += this.#readNumber();
      const node = this.#readText();
      const fact = this.#read() as Fact;
      if (index >= from) found.push({ step, node, fact });
    }
    return found;
  }

  /** How many facts had been told when `step` had run. */
  countUpTo(step: number): number {
    let low = 0;
    let high = this.#stepsBefore.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#stepsBefore[middle]! <= step) low = middle + 1;
      else high = middle;
    }
    const from = Math.max(0, low - 1) * INDEXED;
    const later = this.slice(from, from + INDEXED).findIndex((fact) => fact.step > step);
    return later < 0 ? Math.min(from + INDEXED, this.#length) : from + later;
  }

  // ---- writing -----------------------------------------------------------------------------------------------------

  #write(value: unknown): void {
    if (typeof value === 'string') {
      this.#writeByte(TEXT);
      this.#writeText(value);
    } else if (typeof value === 'number') this.#writeAnyNumber(value);
    else if (typeof value === 'boolean') this.#writeByte(value ? TRUE : FALSE);
    else if (typeof value !== 'object' || value === null) this.#writeByte(value === null ? NULL : UNDEFINED);
    else if (Array.isArray(value)) {
      this.#writeByte(LIST);
      this.#writeNumber(value.length);
      for (const item of value) this.#write(item);
    } else this.#writeFields(value as Record<string, unknown>);
  }

  #writeFields(value: Record<string, unknown>): void {
    let shape = this.#noFields;
    for (const name in value) shape = shape.longer.get(name) ?? this.#longer(shape, name);
    this.#writeByte(FIELDS);
    this.#writeNumber(shape.number);
    for (const name in value) this.#write(value[name]);
  }

  #longer(shape: Shape, name: string): Shape {
    const longer = this.#newShape([...shape.names, name]);
    shape.longer.set(name, longer);
    return longer;
  }

  #newShape(names: readonly string[]): Shape {
    const shape: Shape = { number: this.#shapes.length, names, longer: new Map() };
    this.#shapes.push(shape);
    return shape;
  }

  #writeAnyNumber(value: number): void {
    if (!Number.isSafeInteger(value)) {
      this.#writeByte(FRACTION);
      for (const byte of new Uint8Array(Float64Array.of(value).buffer)) this.#writeByte(byte);
    } else if (value >= 0 && value < 256 - SMALL) this.#writeByte(SMALL + value);
    else {
      this.#writeByte(value < 0 ? NEGATIVE : POSITIVE);
      this.#writeNumber(Math.abs(value));
    }
  }

  #writeText(text: string): void {
    let number = this.#textNumbers.get(text);
    if (number === undefined) {
      number = this.#texts.length;
      this.#texts.push(text);
      this.#textNumbers.set(text, number);
    }
    this.#writeNumber(number);
  }

  /** Seven bits a byte; by division, since times do not fit the 32 bits of shifts. */
  #writeNumber(value: number): void {
    let rest = value;
    while (rest >= 128) {
      this.#writeByte(128 + (rest % 128));
      rest = Math.floor(rest / 128);
    }
    this.#writeByte(rest);
  }

  #writeByte(byte: number): void {
    if (this.#end === this.#bytes.length) {
      const larger = new Uint8Array(this.#end * 2);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes[this.#end++] = byte;
  }

  // ---- reading -----------------------------------------------------------------------------------------------------

  #read(): unknown {
    const first = this.#readByte();
    if (first >= SMALL) return first - SMALL;
    switch (first) {
      case TEXT:
        return this.#readText();
      case POSITIVE:
        return this.#readNumber();
      case NEGATIVE:
        return -this.#readNumber();
      case FRACTION:
        return this.#readFraction();
      case LIST:
        return Array.from({ length: this.#readNumber() }, () => this.#read());
      case FIELDS: {
        const value: Record<string, unknown> = {};
        for (const name of present(this.#shapes[this.#readNumber()], 'shape').names) put(value, name, this.#read());
        return value;
      }
      case NULL:
        return null;
      case UNDEFINED:
        return undefined;
      default:
        return first === TRUE;
    }
  }

  #readFraction(): number {
    const from = this.#reading;
    this.#reading += 8;
    return new Float64Array(this.#bytes.slice(from, this.#reading).buffer)[0]!;
  }

  #readText(): string {
    return this.#texts[this.#readNumber()]!;
  }

  #readNumber(): number {
    let value = 0;
    for (let unit = 1; ; unit *= 128) {
      const byte = this.#readByte();
      if (byte < 128) return value + byte * unit;
      value += (byte - 128) * unit;
    }
  }

  #readByte(): number {
    return this.#bytes[this.#reading++]!;
  }
}
