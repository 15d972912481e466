/** The literals of a zstd block: as they are, one byte for all, or Huffman-coded (ZSTD_compressLiterals, HUF_compress). */
import { type ByteWriter, byteWriter, writeByte, writeBytes, writtenBytes } from '../bytes.ts';
import { optimalLog } from './fseDistribution.ts';
import {
  covers,
  encodedBits,
  encodedHuffman,
  type HuffmanCodes,
  huffmanCodes,
  writtenHuffmanCodes,
} from './huffmanEncoding.ts';
import { writeLittleEndian } from './littleEndian.ts';

const [RAW, RLE, COMPRESSED, REPEATED] = [0, 1, 2, 3];
const FEWEST = 64;
const FEWEST_FOR_FOUR_STREAMS = 256;
const LARGEST_LOG = 11;
const SAMPLE = 4096;

/** What compression has to win. */
export function leastGain(size: number): number {
  return (size >> 6) + 2;
}

/** Answers the codes that a later block may use again. */
export function writeLiterals(
  writer: ByteWriter,
  bytes: Uint8Array,
  before: HuffmanCodes | undefined,
  suspect: boolean,
): HuffmanCodes | undefined {
  const coded = bytes.length < FEWEST ? undefined : huffmanCoded(bytes, before, suspect);
  if (coded === 'one byte') {
    writeHeader(writer, RLE, bytes.length);
    writeByte(writer, bytes[0]!);
    return before;
  }
  if (coded === undefined || coded.bytes.length >= bytes.length - leastGain(bytes.length)) {
    writeHeader(writer, RAW, bytes.length);
    writeBytes(writer, bytes);
    return before;
  }
  const { length } = coded.bytes;
  const type = coded.codes === before ? REPEATED : COMPRESSED;
  const bits = bytes.length < 0x400 ? 10 : bytes.length < 0x4000 ? 14 : 18;
  const format = bits === 18 ? 3 : bits === 14 ? 2 : bytes.length < FEWEST_FOR_FOUR_STREAMS ? 0 : 1;
  const header = type + 4 * format + 16 * (bytes.length + length * (1 << bits));
  for (let rest = header, left = (4 + 2 * bits) >> 3; left > 0; left--) {
    writeByte(writer, rest % 0x100);
    rest = Math.floor(rest / 0x100);
  }
  writeBytes(writer, coded.bytes);
  return coded.codes;
}

function writeHeader(writer: ByteWriter, type: number, size: number): void {
  if (size < 0x20) writeByte(writer, type + (size << 3));
  else if (size < 0x1000) writeLittleEndian(writer, type + (1 << 2) + (size << 4), 2);
  else writeLittleEndian(writer, type + (3 << 2) + (size << 4), 3);
}

interface Coded {
  readonly bytes: Uint8Array;
  readonly codes: HuffmanCodes;
}

function huffmanCoded(
  bytes: Uint8Array,
  before: HuffmanCodes | undefined,
  suspect: boolean,
): Coded | 'one byte' | undefined {
  if (suspect && bytes.length >= 10 * SAMPLE && looksRandom(bytes)) return undefined;
  const counts = countsOf(bytes);
  const most = Math.max(...counts);
  if (most === bytes.length) return 'one byte';
  if (most <= (bytes.length >> 7) + 4) return undefined;
  const usable = before !== undefined && covers(before, counts) ? before : undefined;
  if (usable !== undefined && bytes.length <= 0x400) return codedWith(usable, bytes, new Uint8Array(0));
  const codes = huffmanCodes(counts, optimalLog(LARGEST_LOG, bytes.length, counts.length - 1, 1));
  const header = writtenHuffmanCodes(codes);
  if (header === undefined) return undefined;
  const isShort = header.length + 12 >= bytes.length;
  if (usable !== undefined) {
    const [again, anew] = [encodedBits(usable, counts) >> 3, encodedBits(codes, counts) >> 3];
    if (again <= header.length + anew || isShort) return codedWith(usable, bytes, new Uint8Array(0));
  }
  return isShort ? undefined : codedWith(codes, bytes, header);
}

function codedWith(codes: HuffmanCodes, bytes: Uint8Array, header: Uint8Array): Coded | undefined {
  const writer = byteWriter(bytes.length);
  writeBytes(writer, header);
  if (bytes.length < FEWEST_FOR_FOUR_STREAMS) writeBytes(writer, encodedHuffman(codes, bytes));
  else {
    const quarter = (bytes.length + 3) >> 2;
    const streams = [0, 1, 2, 3].map((place) =>
      encodedHuffman(codes, bytes.subarray(place * quarter, Math.min(bytes.length, (place + 1) * quarter))),
    );
    for (const { length } of streams.slice(0, 3)) writeLittleEndian(writer, length, 2);
    for (const stream of streams) writeBytes(writer, stream);
  }
  return writer.length >= bytes.length - 1 ? undefined : { bytes: writtenBytes(writer), codes };
}

/** Up to the last byte that comes. */
function countsOf(bytes: Uint8Array): number[] {
  const counts = new Array<number>(256).fill(0);
  let last = 0;
  for (const byte of bytes) {
    counts[byte]! += 1;
    if (byte > last) last = byte;
  }
  return counts.slice(0, last + 1);
}

function looksRandom(bytes: Uint8Array): boolean {
  const [begin, end] = [countsOf(bytes.subarray(0, SAMPLE)), countsOf(bytes.subarray(bytes.length - SAMPLE))];
  return Math.max(...begin) + Math.max(...end) <= ((2 * SAMPLE) >> 7) + 4;
}
