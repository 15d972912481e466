/**
 * One block of lz4, as the fast compressor of the lz4 library finds its matches: a table of the last place of each four
 * bytes, looked up at every place, and at ever fewer places the longer nothing is found. The bytes are the library's, for
 * blocks of up to 64 kB.
 *
 *     token (literals 4 bits, match length - 4 4 bits), more literal length, literals, offset 2, more match length
 *
 * *Simplified:* the high compressor, which Kafka takes for every compression.lz4.level but 9, is not here.
 */
import { assert } from '../../../base/assert.ts';
import { type ByteWriter, byteWriter, writeByte, writeBytes, writtenBytes } from '../bytes.ts';
import { matchLength, wordAt, writeLittleEndian } from './littleEndian.ts';

const SHORTEST_MATCH = 4;
/** The last match begins no later than so many bytes before the end, and the last five bytes are literals. */
const MATCH_FIND_LIMIT = 12;
const LAST_LITERALS = 5;
const NIBBLE = 15;
const SKIP_TRIGGER = 6;
const HASH_BITS = 13;
const HASH_MULTIPLIER = 0x9e3779b1;

function hashAt(bytes: Uint8Array, at: number): number {
  return Math.imul(wordAt(bytes, at), HASH_MULTIPLIER) >>> (32 - HASH_BITS);
}

export function lz4CompressBlock(bytes: Uint8Array): Uint8Array {
  const writer = byteWriter(bytes.length + 16);
  const last = bytes.length - MATCH_FIND_LIMIT;
  const places = new Uint16Array(1 << HASH_BITS);
  let anchor = 0;
  let at = 1;
  while (at <= last) {
    const found = nextMatch(bytes, places, at, last);
    if (found === undefined) break;
    let [match, here] = found;
    while (here > anchor && match > 0 && bytes[here - 1] === bytes[match - 1]) {
      here--;
      match--;
    }
    for (;;) {
      const start = here + SHORTEST_MATCH;
      const more = matchLength(bytes, match + SHORTEST_MATCH, start, bytes.length - LAST_LITERALS);
      writeSequence(writer, bytes.subarray(anchor, here), here - match, more);
      here = start + more;
      anchor = here;
      if (here > last) break;
      places[hashAt(bytes, here - 2)] = here - 2;
      const hash = hashAt(bytes, here);
      match = places[hash]!;
      places[hash] = here;
      if (wordAt(bytes, match) !== wordAt(bytes, here)) break;
    }
    at = here + 1;
  }
  writeLastLiterals(writer, bytes.subarray(anchor));
  return writtenBytes(writer);
}

function nextMatch(
  bytes: Uint8Array,
  places: Uint16Array,
  from: number,
  last: number,
): readonly [match: number, here: number] | undefined {
  let ahead = from;
  let step = 1;
  let tried = 1 << SKIP_TRIGGER;
  for (;;) {
    const here = ahead;
    ahead += step;
    step = tried++ >> SKIP_TRIGGER;
    if (ahead > last + 1) return undefined;
    const hash = hashAt(bytes, here);
    const match = places[hash]!;
    places[hash] = here;
    if (wordAt(bytes, match) === wordAt(bytes, here)) return [match, here];
  }
}

function writeSequence(writer: ByteWriter, literals: Uint8Array, offset: number, more: number): void {
  writeByte(writer, (Math.min(literals.length, NIBBLE) << 4) | Math.min(more, NIBBLE));
  writeLength(writer, literals.length);
  writeBytes(writer, literals);
  writeLittleEndian(writer, offset, 2);
  writeLength(writer, more);
}

function writeLastLiterals(writer: ByteWriter, literals: Uint8Array): void {
  writeByte(writer, Math.min(literals.length, NIBBLE) << 4);
  writeLength(writer, literals.length);
  writeBytes(writer, literals);
}

/** What does not fit the token. */
function writeLength(writer: ByteWriter, length: number): void {
  if (length < NIBBLE) return;
  let rest = length - NIBBLE;
  for (; rest >= 0xff; rest -= 0xff) writeByte(writer, 0xff);
  writeByte(writer, rest);
}

export function lz4DecompressBlock(block: Uint8Array): Uint8Array {
  const writer = byteWriter(4 * block.length);
  let at = 0;
  const length = (nibble: number): number => {
    let sum = nibble;
    if (nibble === NIBBLE) {
      let byte: number;
      do {
        assert(at < block.length, 'an lz4 length has an end');
        byte = block[at++]!;
        sum += byte;
      } while (byte === 0xff);
    }
    return sum;
  };
  while (at < block.length) {
    const token = block[at++]!;
    const literals = length(token >> 4);
    assert(at + literals <= block.length, 'lz4 literals are there');
    writeBytes(writer, block.subarray(at, at + literals));
    at += literals;
    if (at === block.length) break;
    const offset = block[at]! | (block[at + 1]! << 8);
    at += 2;
    copyFromBehind(writer, offset, length(token & NIBBLE) + SHORTEST_MATCH);
  }
  return writtenBytes(writer);
}

/** What is copied may be what is being written. */
export function copyFromBehind(writer: ByteWriter, offset: number, length: number): void {
  assert(offset > 0 && offset <= writer.length, 'a match lies in what was written');
  for (let count = 0; count < length; count++) writeByte(writer, writer.buffer[writer.length - offset]!);
}
