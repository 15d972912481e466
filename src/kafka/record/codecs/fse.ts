/**
 * Finite state entropy, the tables of zstd (RFC 8878, 4.1): how often each symbol comes, in parts of a power of two; from
 * it where a decoder goes from each state, and an encoder.
 */
import { assert } from '../../../base/assert.ts';
import { type BitWriter, bitsAt, writeBits } from './bitStream.ts';

/** Of each symbol, together 2^log; -1: less than one part. */
export interface Distribution {
  readonly log: number;
  readonly counts: readonly number[];
}

export function highBit(value: number): number {
  return 31 - Math.clz32(value);
}

/** Which symbol stands at each state: what is rarer than one part at the end, the others spread over the rest. */
export function spreadSymbols({ log, counts }: Distribution): Uint8Array {
  const size = 1 << log;
  const symbols = new Uint8Array(size);
  let end = size - 1;
  counts.forEach((count, symbol) => {
    if (count === -1) symbols[end--] = symbol;
  });
  const step = (size >> 1) + (size >> 3) + 3;
  let place = 0;
  counts.forEach((count, symbol) => {
    for (let i = 0; i < count; i++) {
      symbols[place] = symbol;
      do place = (place + step) & (size - 1);
      while (place > end);
    }
  });
  return symbols;
}

// ---- decoding -------------------------------------------------------------------------------------------------------

export interface DecodingTable {
  readonly log: number;
  readonly symbols: Uint8Array;
  readonly bits: Uint8Array;
  readonly bases: Uint16Array;
}

export function decodingTable(distribution: Distribution): DecodingTable {
  const { log, counts } = distribution;
  const symbols = spreadSymbols(distribution);
  const next = counts.map((count) => (count === -1 ? 1 : count));
  const [bits, bases] = [new Uint8Array(symbols.length), new Uint16Array(symbols.length)];
  symbols.forEach((symbol, state) => {
    const from = next[symbol]!;
    next[symbol] = from + 1;
    bits[state] = log - highBit(from);
    bases[state] = (from << bits[state]!) - symbols.length;
  });
  return { log, symbols, bits, bases };
}

/** One symbol, for ever. */
export function singleSymbolTable(symbol: number): DecodingTable {
  return { log: 0, symbols: Uint8Array.of(symbol), bits: Uint8Array.of(0), bases: Uint16Array.of(0) };
}

/** A distribution at the start of `bytes`, and how long it was. */
export function readDistribution(bytes: Uint8Array, largestLog: number): readonly [Distribution, number] {
  const log = bitsAt(bytes, 0, 4) + 5;
  assert(log <= largestLog, 'a table as large as allowed');
  const counts: number[] = [];
  let [place, remaining] = [4, (1 << log) + 1];
  while (remaining > 1) {
    assert(place <= 8 * bytes.length, 'a distribution has an end');
    const bits = highBit(remaining) + 1;
    const value = bitsAt(bytes, place, bits);
    const lowerMask = (1 << (bits - 1)) - 1;
    const threshold = (1 << bits) - 1 - remaining;
    let count: number;
    if ((value & lowerMask) < threshold) {
      count = value & lowerMask;
      place += bits - 1;
    } else {
      count = value > lowerMask ? value - threshold : value;
      place += bits;
    }
    count -= 1;
    remaining -= Math.abs(count);
    counts.push(count);
    if (count !== 0) continue;
    let repeat: number;
    do {
      repeat = bitsAt(bytes, place, 2);
      place += 2;
      for (let i = 0; i < repeat; i++) counts.push(0);
    } while (repeat === 3);
  }
  assert(remaining === 1, 'a distribution is whole');
  return [{ log, counts }, (place + 7) >> 3];
}

// ---- encoding -------------------------------------------------------------------------------------------------------

export interface EncodingTable {
  readonly log: number;
  readonly next: Uint16Array;
  /** Of each symbol: (bits << 16) - the state from which on it takes one bit more. */
  readonly bitsAndLimits: Int32Array;
  readonly offsets: Int32Array;
}

export function encodingTable(distribution: Distribution): EncodingTable {
  const { log, counts } = distribution;
  const symbols = spreadSymbols(distribution);
  const size = symbols.length;
  const starts: number[] = [];
  let sum = 0;
  for (const count of counts) {
    starts.push(sum);
    sum += Math.abs(count);
  }
  const next = new Uint16Array(size);
  symbols.forEach((symbol, state) => {
    next[starts[symbol]!++] = size + state;
  });
  const [bitsAndLimits, offsets] = [new Int32Array(counts.length), new Int32Array(counts.length)];
  let total = 0;
  counts.forEach((count, symbol) => {
    if (count === 0) bitsAndLimits[symbol] = ((log + 1) << 16) - size;
    else if (Math.abs(count) === 1) {
      bitsAndLimits[symbol] = (log << 16) - size;
      offsets[symbol] = total - 1;
      total += 1;
    } else {
      const largestBits = log - highBit(count - 1);
      bitsAndLimits[symbol] = (largestBits << 16) - (count << largestBits);
      offsets[symbol] = total - count;
      total += count;
    }
  });
  return { log, next, bitsAndLimits, offsets };
}

/** Takes no bits. */
export function singleSymbolEncoding(symbol: number): EncodingTable {
  const none = new Int32Array(symbol + 1);
  return { log: 0, next: new Uint16Array(2), bitsAndLimits: none, offsets: none };
}

export function initialState(table: EncodingTable, symbol: number): number {
  const bits = (table.bitsAndLimits[symbol]! + (1 << 15)) >> 16;
  const value = (bits << 16) - table.bitsAndLimits[symbol]!;
  return table.next[(value >> bits) + table.offsets[symbol]!]!;
}

/** Writes what leads from the next state back to this one. */
export function encodeSymbol(writer: BitWriter, table: EncodingTable, state: number, symbol: number): number {
  const bits = (state + table.bitsAndLimits[symbol]!) >> 16;
  writeBits(writer, state & ((1 << bits) - 1), bits);
  return table.next[(state >> bits) + table.offsets[symbol]!]!;
}
