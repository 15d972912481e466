/** The Huffman codes of zstd's literals, read (RFC 8878, 4.2): at most eleven bits a byte. */
import { assert } from '../../../base/assert.ts';
import { backwardReader, bitsAt, readBackward } from './bitStream.ts';
import { decodingTable, highBit, readDistribution } from './fse.ts';

const LARGEST_LOG = 11;
const LARGEST_WEIGHTS_LOG = 6;

export interface HuffmanTable {
  readonly log: number;
  /** By the next `log` bits. */
  readonly symbols: Uint8Array;
  readonly bits: Uint8Array;
}

/** And how long its description was. */
export function readHuffmanTable(bytes: Uint8Array): readonly [HuffmanTable, number] {
  const header = bytes[0]!;
  if (header < 0x80) return [tableOf(codedWeights(bytes.subarray(1, 1 + header))), 1 + header];
  const count = header - 0x7f;
  const weights: number[] = [];
  for (let place = 0; place < count; place++) weights.push(bitsAt(bytes, 8 + 4 * (place ^ 1), 4));
  return [tableOf(weights), 1 + ((count + 1) >> 1)];
}

/** Two states take turns, until the bits are used up. */
function codedWeights(bytes: Uint8Array): readonly number[] {
  const [distribution, length] = readDistribution(bytes, LARGEST_WEIGHTS_LOG);
  const { log, symbols, bits, bases } = decodingTable(distribution);
  const reader = backwardReader(bytes.subarray(length));
  let [now, other] = [readBackward(reader, log), readBackward(reader, log)];
  const weights: number[] = [];
  for (;;) {
    weights.push(symbols[now]!);
    const next = bases[now]! + readBackward(reader, bits[now]!);
    if (reader.place < 0) return [...weights, symbols[other]!];
    [now, other] = [other, next];
  }
}

/** The last symbol's weight is not written: it makes the whole a power of two. */
function tableOf(written: readonly number[]): HuffmanTable {
  let sum = 0;
  for (const weight of written) sum += weight === 0 ? 0 : 1 << (weight - 1);
  const log = highBit(sum) + 1;
  const rest = (1 << log) - sum;
  assert(log <= LARGEST_LOG && rest === 1 << highBit(rest), 'a Huffman tree is whole');
  const weights = [...written, highBit(rest) + 1];
  const [symbols, bits] = [new Uint8Array(1 << log), new Uint8Array(1 << log)];
  let from = 0;
  for (let weight = 1; weight <= log; weight++) {
    weights.forEach((one, symbol) => {
      if (one !== weight) return;
      const to = from + (1 << (weight - 1));
      symbols.fill(symbol, from, to);
      bits.fill(log + 1 - weight, from, to);
      from = to;
    });
  }
  return { log, symbols, bits };
}

export function decodeHuffman({ log, symbols, bits }: HuffmanTable, stream: Uint8Array, into: Uint8Array): void {
  const reader = backwardReader(stream);
  for (let place = 0; place < into.length; place++) {
    const code = bitsAt(stream, reader.place - log, log);
    into[place] = symbols[code]!;
    reader.place -= bits[code]!;
  }
  assert(reader.place === 0, 'a Huffman stream is read to its beginning');
}
