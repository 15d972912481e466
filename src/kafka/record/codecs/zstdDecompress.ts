/**
 * zstd frames read (RFC 8878), as com.github.luben.zstd.ZstdInputStream reads them for Kafka. *Simplified:* no dictionaries,
 * and the checksum of a frame's content, which Kafka does not write, is passed over.
 */
import { assert, present } from '../../../base/assert.ts';
import { type ByteWriter, byteWriter, writeByte, writeBytes, writtenBytes } from '../bytes.ts';
import { backwardReader, bitsAt, readBackward } from './bitStream.ts';
import { type DecodingTable, decodingTable, readDistribution, singleSymbolTable } from './fse.ts';
import { decodeHuffman, type HuffmanTable, readHuffmanTable } from './huffmanDecoding.ts';
import { wordAt } from './littleEndian.ts';
import { copyFromBehind } from './lz4Block.ts';
import {
  LITERAL_LENGTH_TABLE,
  LITERAL_LENGTHS,
  MATCH_LENGTH_TABLE,
  MATCH_LENGTHS,
  OFFSET_TABLE,
  type SequenceTable,
} from './zstdTables.ts';

const MAGIC = 0xfd2fb528;
const [RAW, RLE, COMPRESSED] = [0, 1, 2];

/** What a block may use again of the ones before. */
interface Frame {
  readonly out: ByteWriter;
  huffman: HuffmanTable | undefined;
  tables: (DecodingTable | undefined)[];
  offsets: readonly [number, number, number];
}

export function zstdDecompress(bytes: Uint8Array): Uint8Array {
  const out = byteWriter(4 * bytes.length);
  for (let at = 0; at < bytes.length; ) at = readFrame(bytes, at, out);
  return writtenBytes(out);
}

function readFrame(bytes: Uint8Array, start: number, out: ByteWriter): number {
  assert(wordAt(bytes, start) >>> 0 === MAGIC, 'a zstd frame');
  const descriptor = present(bytes[start + 4], 'a frame header');
  const isSingleSegment = (descriptor & 0x20) !== 0;
  assert((descriptor & 3) === 0, 'a frame without a dictionary');
  const sizeBytes = [isSingleSegment ? 1 : 0, 2, 4, 8][descriptor >> 6]!;
  let at = start + 5 + (isSingleSegment ? 0 : 1) + sizeBytes;
  const frame: Frame = { out, huffman: undefined, tables: [], offsets: [1, 4, 8] };
  for (;;) {
    assert(at + 3 <= bytes.length, 'a frame has a last block');
    const header = bitsAt(bytes, 8 * at, 24);
    const [type, size] = [(header >> 1) & 3, header >> 3];
    at += 3;
    if (type === RLE) {
      for (let i = 0; i < size; i++) writeByte(out, bytes[at]!);
      at += 1;
    } else {
      assert(at + size <= bytes.length && type <= COMPRESSED, 'a block is as long as it says');
      const block = bytes.subarray(at, at + size);
      if (type === RAW) writeBytes(out, block);
      else readBlock(frame, block);
      at += size;
    }
    if ((header & 1) === 1) return at + ((descriptor & 4) === 0 ? 0 : 4);
  }
}

function readBlock(frame: Frame, block: Uint8Array): void {
  const [literals, literalsEnd] = readLiterals(frame, block);
  let at = literalsEnd;
  const first = present(block[at++], 'the number of sequences');
  let count = first;
  if (first === 0xff) {
    count = block[at]! + (block[at + 1]! << 8) + 0x7f00;
    at += 2;
  } else if (first >= 0x80) count = ((first - 0x80) << 8) + block[at++]!;
  if (count === 0) {
    writeBytes(frame.out, literals);
    return;
  }
  const modes = block[at++]!;
  const kinds = [LITERAL_LENGTH_TABLE, OFFSET_TABLE, MATCH_LENGTH_TABLE];
  kinds.forEach((kind, place) => {
    const [table, end] = readTable(block, at, (modes >> (6 - 2 * place)) & 3, kind, frame.tables[place]);
    frame.tables[place] = table;
    at = end;
  });
  execute(frame, literals, block.subarray(at), count);
}

function readTable(
  block: Uint8Array,
  at: number,
  mode: number,
  { usual, largestLog }: SequenceTable,
  before: DecodingTable | undefined,
): readonly [DecodingTable, number] {
  if (mode === 0) return [decodingTable(usual), at];
  if (mode === 1) return [singleSymbolTable(block[at]!), at + 1];
  if (mode === 3) return [present(before, 'a table to use again'), at];
  const [distribution, length] = readDistribution(block.subarray(at), largestLog);
  return [decodingTable(distribution), at + length];
}

function readLiterals(frame: Frame, block: Uint8Array): readonly [Uint8Array, number] {
  const first = present(block[0], 'a literals section');
  const [type, format] = [first & 3, (first >> 2) & 3];
  if (type < COMPRESSED) {
    const headerLength = format === 1 ? 2 : format === 3 ? 3 : 1;
    const size = headerLength === 1 ? first >> 3 : bitsAt(block, 4, headerLength === 2 ? 12 : 20);
    if (type === RLE) return [new Uint8Array(size).fill(block[headerLength]!), headerLength + 1];
    return [block.subarray(headerLength, headerLength + size), headerLength + size];
  }
  const [headerLength, bits] = format < 2 ? [3, 10] : format === 2 ? [4, 14] : [5, 18];
  const size = bitsAt(block, 4, bits);
  const end = headerLength + bitsAt(block, 4 + bits, bits);
  let at = headerLength;
  if (type === COMPRESSED) {
    const [table, length] = readHuffmanTable(block.subarray(at, end));
    frame.huffman = table;
    at += length;
  }
  const table = present(frame.huffman, 'a Huffman table to use again');
  const streams = block.subarray(at, end);
  const literals = new Uint8Array(size);
  if (format === 0) decodeHuffman(table, streams, literals);
  else decodeFourStreams(table, streams, literals);
  return [literals, end];
}

function decodeFourStreams(table: HuffmanTable, streams: Uint8Array, literals: Uint8Array): void {
  const quarter = (literals.length + 3) >> 2;
  let at = 6;
  for (let place = 0; place < 4; place++) {
    const end = place === 3 ? streams.length : at + bitsAt(streams, 16 * place, 16);
    decodeHuffman(table, streams.subarray(at, end), literals.subarray(place * quarter, (place + 1) * quarter));
    at = end;
  }
}

function execute(frame: Frame, literals: Uint8Array, stream: Uint8Array, count: number): void {
  const tables = frame.tables.map((table) => present(table, 'three tables'));
  const reader = backwardReader(stream);
  const states = tables.map(({ log }) => readBackward(reader, log));
  let literal = 0;
  for (let done = 1; done <= count; done++) {
    const [literalCode, offsetCode, matchCode] = tables.map(({ symbols }, place) => symbols[states[place]!]!);
    const offsetValue = (1 << offsetCode!) + readBackward(reader, offsetCode!);
    const match = MATCH_LENGTHS.bases[matchCode!]! + readBackward(reader, MATCH_LENGTHS.bits[matchCode!]!);
    const length = LITERAL_LENGTHS.bases[literalCode!]! + readBackward(reader, LITERAL_LENGTHS.bits[literalCode!]!);
    if (done < count) {
      for (const place of [0, 2, 1]) {
        const { bases, bits } = tables[place]!;
        states[place] = bases[states[place]!]! + readBackward(reader, bits[states[place]!]!);
      }
    }
    assert(literal + length <= literals.length, 'there are that many literals');
    writeBytes(frame.out, literals.subarray(literal, literal + length));
    literal += length;
    copyFromBehind(frame.out, offsetOf(frame, offsetValue, length === 0), match);
  }
  assert(reader.place === 0, 'a bit stream is read to its beginning');
  writeBytes(frame.out, literals.subarray(literal));
}

/** One of the last three, or another. */
function offsetOf(frame: Frame, value: number, withoutLiterals: boolean): number {
  const [first, second, third] = frame.offsets;
  const which = value > 3 ? 4 : value + (withoutLiterals ? 1 : 0);
  if (which === 1) return first;
  const offset = value > 3 ? value - 3 : which === 2 ? second : which === 3 ? third : first - 1;
  frame.offsets = which === 2 ? [offset, first, third] : [offset, first, second];
  return offset;
}
