/** The sequences of a zstd block: three kinds of codes, each with its own table, and the bits that follow them. */
import { type ByteWriter, writeByte, writeBytes } from '../bytes.ts';
import { type BitWriter, bitWriter, closedBits, flushedBits, writeBits } from './bitStream.ts';
import { type EncodingTable, encodeSymbol, encodingTable, highBit, initialState, singleSymbolEncoding } from './fse.ts';
import { distributionOf, optimalLog, writeDistribution } from './fseDistribution.ts';
import { writeLittleEndian } from './littleEndian.ts';
import type { Sequence } from './zstdMatches.ts';
import {
  codeOfLength,
  LITERAL_LENGTH_TABLE,
  LITERAL_LENGTHS,
  MATCH_LENGTH_TABLE,
  MATCH_LENGTHS,
  OFFSET_TABLE,
  type SequenceTable,
  SHORTEST_MATCH,
} from './zstdTables.ts';

const [USUAL, ONE_CODE, OWN] = [0, 1, 2];
const MANY = 0x7f00;
/** From so many on a code that hardly comes gets less than one part. */
const FINE_FROM = 2048;

interface Kind {
  readonly mode: number;
  readonly table: EncodingTable;
  /** How the table is said. */
  readonly said: Uint8Array;
}

/** False where old readers would stumble over it: the block is not compressed then. */
export function writeSequences(writer: ByteWriter, sequences: readonly Sequence[]): boolean {
  const count = sequences.length;
  if (count < 0x80) writeByte(writer, count);
  else if (count < MANY) {
    writeByte(writer, (count >> 8) + 0x80);
    writeByte(writer, count);
  } else {
    writeByte(writer, 0xff);
    writeLittleEndian(writer, count - MANY, 2);
  }
  if (count === 0) return true;
  const literals = sequences.map((sequence) => codeOfLength(LITERAL_LENGTHS, sequence.literals));
  const offsets = sequences.map(({ offsetValue }) => highBit(offsetValue));
  const matches = sequences.map(({ length }) => codeOfLength(MATCH_LENGTHS, length));
  const kinds: [Kind, Kind, Kind] = [
    kindOf(literals, LITERAL_LENGTH_TABLE),
    kindOf(offsets, OFFSET_TABLE),
    kindOf(matches, MATCH_LENGTH_TABLE),
  ];
  writeByte(writer, (kinds[0].mode << 6) + (kinds[1].mode << 4) + (kinds[2].mode << 2));
  for (const { said } of kinds) writeBytes(writer, said);
  const bits = closedBits(encoded(sequences, literals, offsets, matches, kinds));
  writeBytes(writer, bits);
  const lastOwn = kinds.reduce((length, { mode, said }) => (mode === OWN ? said.length : length), 0);
  return lastOwn === 0 || lastOwn + bits.length >= 4;
}

/** ZSTD_selectEncodingType, for the fast strategies: a table of its own costs bytes, and pays only for many. */
function kindOf(codes: readonly number[], { usual, largestLog }: SequenceTable): Kind {
  const counts: number[] = new Array<number>(Math.max(...codes) + 1).fill(0);
  for (const code of codes) counts[code]! += 1;
  const most = Math.max(...counts);
  const total = codes.length;
  const mayBeUsual = counts.length <= usual.counts.length;
  const asUsual = { mode: USUAL, table: encodingTable(usual), said: new Uint8Array(0) };
  if (most === total) {
    if (mayBeUsual && total <= 2) return asUsual;
    return { mode: ONE_CODE, table: singleSymbolEncoding(codes[0]!), said: Uint8Array.of(codes[0]!) };
  }
  if (mayBeUsual && (total < 1 << usual.log || most < total >> (usual.log - 1))) return asUsual;
  const log = optimalLog(largestLog, total, counts.length - 1, 2);
  // The last code is the first state, which takes no share.
  const last = codes[total - 1]!;
  const isSpared = counts[last]! > 1;
  if (isSpared) counts[last]! -= 1;
  const counted = isSpared ? total - 1 : total;
  const distribution = distributionOf(counts, counted, log, counted >= FINE_FROM ? -1 : 1);
  const said = bitWriter();
  writeDistribution(said, distribution);
  return { mode: OWN, table: encodingTable(distribution), said: flushedBits(said) };
}

function encoded(
  sequences: readonly Sequence[],
  literals: readonly number[],
  offsets: readonly number[],
  matches: readonly number[],
  [ofLiterals, ofOffsets, ofMatches]: readonly [Kind, Kind, Kind],
): BitWriter {
  const writer = bitWriter();
  const last = sequences.length - 1;
  let literal = initialState(ofLiterals.table, literals[last]!);
  let offset = initialState(ofOffsets.table, offsets[last]!);
  let match = initialState(ofMatches.table, matches[last]!);
  for (let place = last; place >= 0; place--) {
    if (place < last) {
      offset = encodeSymbol(writer, ofOffsets.table, offset, offsets[place]!);
      match = encodeSymbol(writer, ofMatches.table, match, matches[place]!);
      literal = encodeSymbol(writer, ofLiterals.table, literal, literals[place]!);
    }
    const sequence = sequences[place]!;
    writeLow(writer, sequence.literals, LITERAL_LENGTHS.bits[literals[place]!]!);
    writeLow(writer, sequence.length - SHORTEST_MATCH, MATCH_LENGTHS.bits[matches[place]!]!);
    writeLow(writer, sequence.offsetValue, offsets[place]!);
  }
  writeLow(writer, match, ofMatches.table.log);
  writeLow(writer, offset, ofOffsets.table.log);
  writeLow(writer, literal, ofLiterals.table.log);
  return writer;
}

function writeLow(writer: BitWriter, value: number, bits: number): void {
  writeBits(writer, value & ((1 << bits) - 1), bits);
}
