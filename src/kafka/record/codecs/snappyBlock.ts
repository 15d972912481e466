/**
 * One block of snappy: the length of the content as a varint, then literals and copies. Matches are found as the library
 * does it: a table of the last place of each four bytes, sixteen places one by one, then ever fewer.
 */
import { assert } from '../../../base/assert.ts';
import { type ByteWriter, byteWriter, writeByte, writeBytes, writtenBytes } from '../bytes.ts';
import { matchLength, wordAt, writeLittleEndian } from './littleEndian.ts';
import { copyFromBehind } from './lz4Block.ts';

const SHORTEST_MATCH = 4;
/** No match begins in the last bytes. */
const INPUT_MARGIN = 15;
const LEAST_TABLE = 256;
const LARGEST_TABLE = 1 << 14;
const HASH_MULTIPLIER = 0x1e35a7bd;
const HASH_SHIFT = 17;
const ONE_BY_ONE = 16;

const LITERAL = 0;
const COPY_WITH_BYTE = 1;
const COPY_WITH_SHORT = 2;

interface Search {
  readonly bytes: Uint8Array;
  readonly places: Uint16Array;
  readonly limit: number;
}

export function snappyCompressBlock(bytes: Uint8Array): Uint8Array {
  const writer = byteWriter(bytes.length + 16);
  writeUnsignedVarint(writer, bytes.length);
  const rest = bytes.length >= INPUT_MARGIN ? writeMatches(writer, searchIn(bytes)) : 0;
  if (rest < bytes.length) writeLiteral(writer, bytes.subarray(rest));
  return writtenBytes(writer);
}

function searchIn(bytes: Uint8Array): Search {
  let size = LEAST_TABLE;
  while (size < Math.min(bytes.length, LARGEST_TABLE)) size *= 2;
  return { bytes, places: new Uint16Array(size), limit: bytes.length - INPUT_MARGIN };
}

/** The place where these four bytes were last, which is this one from now on. */
function remember({ bytes, places }: Search, at: number): number {
  const hash = (Math.imul(wordAt(bytes, at), HASH_MULTIPLIER) >>> HASH_SHIFT) & (2 * (places.length - 1));
  const before = places[hash >>> 1]!;
  places[hash >>> 1] = at;
  return before;
}

/** Answers where the bytes begin that are left. */
function writeMatches(writer: ByteWriter, search: Search): number {
  const { bytes, limit } = search;
  for (let next = 0; ; ) {
    const found = nextMatch(search, next + 1);
    if (found === undefined) return next;
    let [match, at] = found;
    writeLiteral(writer, bytes.subarray(next, at));
    do {
      const start = at + SHORTEST_MATCH;
      const length = SHORTEST_MATCH + matchLength(bytes, match + SHORTEST_MATCH, start, bytes.length);
      writeCopy(writer, at - match, length);
      at += length;
      next = at;
      if (at >= limit) return next;
      remember(search, at - 1);
      match = remember(search, at);
    } while (wordAt(bytes, match) === wordAt(bytes, at));
  }
}

function nextMatch(search: Search, from: number): readonly [match: number, at: number] | undefined {
  const { bytes, limit } = search;
  let at = from;
  let skip = 32;
  if (limit - at >= ONE_BY_ONE) {
    for (; at < from + ONE_BY_ONE; at++) {
      const match = remember(search, at);
      if (wordAt(bytes, match) === wordAt(bytes, at)) return [match, at];
    }
    skip += ONE_BY_ONE;
  }
  for (;;) {
    const step = skip >>> 5;
    skip += step;
    if (at + step > limit) return undefined;
    const match = remember(search, at);
    if (wordAt(bytes, match) === wordAt(bytes, at)) return [match, at];
    at += step;
  }
}

function writeLiteral(writer: ByteWriter, bytes: Uint8Array): void {
  const length = bytes.length - 1;
  if (length < 60) writeByte(writer, LITERAL | (length << 2));
  else {
    const lengthBytes = length < 0x100 ? 1 : length < 0x10000 ? 2 : 3;
    writeByte(writer, LITERAL | ((59 + lengthBytes) << 2));
    writeLittleEndian(writer, length, lengthBytes);
  }
  writeBytes(writer, bytes);
}

/** At most 64 bytes a copy, and never fewer than four. */
function writeCopy(writer: ByteWriter, offset: number, length: number): void {
  let rest = length;
  for (; rest >= 68; rest -= 64) writeOneCopy(writer, offset, 64);
  if (rest > 64) {
    writeOneCopy(writer, offset, 60);
    rest -= 60;
  }
  writeOneCopy(writer, offset, rest);
}

function writeOneCopy(writer: ByteWriter, offset: number, length: number): void {
  if (length < 12 && offset < 2048) {
    writeByte(writer, COPY_WITH_BYTE | ((length - SHORTEST_MATCH) << 2) | ((offset >>> 8) << 5));
    writeByte(writer, offset);
  } else {
    writeByte(writer, COPY_WITH_SHORT | ((length - 1) << 2));
    writeLittleEndian(writer, offset, 2);
  }
}

function writeUnsignedVarint(writer: ByteWriter, value: number): void {
  let rest = value;
  for (; rest >= 0x80; rest >>>= 7) writeByte(writer, 0x80 | (rest & 0x7f));
  writeByte(writer, rest);
}

export function snappyDecompressBlock(block: Uint8Array): Uint8Array {
  let [size, at, shift] = [0, 0, 0];
  for (; ; shift += 7) {
    assert(at < block.length && shift < 32, 'a snappy block says how long its content is');
    const byte = block[at++]!;
    size |= (byte & 0x7f) << shift;
    if (byte < 0x80) break;
  }
  const writer = byteWriter(size);
  while (at < block.length) {
    const tag = block[at++]!;
    const kind = tag & 3;
    if (kind === LITERAL) {
      const lengthBytes = Math.max(0, (tag >> 2) - 59);
      const length = 1 + (lengthBytes === 0 ? tag >> 2 : littleEndian(block, at, lengthBytes));
      at += lengthBytes;
      assert(at + length <= block.length, 'a snappy literal is there');
      writeBytes(writer, block.subarray(at, at + length));
      at += length;
    } else if (kind === COPY_WITH_BYTE) {
      copyFromBehind(writer, ((tag >> 5) << 8) | block[at]!, ((tag >> 2) & 7) + SHORTEST_MATCH);
      at += 1;
    } else {
      const offsetBytes = kind === COPY_WITH_SHORT ? 2 : 4;
      copyFromBehind(writer, littleEndian(block, at, offsetBytes), (tag >> 2) + 1);
      at += offsetBytes;
    }
  }
  assert(writer.length === size, 'a snappy block is as long as it says');
  return writtenBytes(writer);
}

function littleEndian(bytes: Uint8Array, at: number, length: number): number {
  let value = 0;
  for (let place = 0; place < length; place++) value |= bytes[at + place]! << (8 * place);
  return value;
}
