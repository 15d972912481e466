/**
 * zstd as Kafka writes it (org.apache.kafka.common.compress.ZstdCompression over com.github.luben.zstd.ZstdOutputStream): one
 * frame that does not say how long its content is, of blocks of 128 kB. The bytes are the library's at level 3.
 *
 * *Simplified:* every compression.zstd.level compresses as 3 does; a window is never left behind (2 MB).
 */
import { byteWriter, writeByte, writeBytes, writtenBytes } from '../bytes.ts';
import type { HuffmanCodes } from './huffmanEncoding.ts';
import { writeLittleEndian } from './littleEndian.ts';
import { leastGain, writeLiterals } from './zstdLiterals.ts';
import { findMatches, type MatchState, matchState, type Sequence } from './zstdMatches.ts';
import { writeSequences } from './zstdSequences.ts';

const MAGIC = 0xfd2fb528;
/** No size, no checksum, no dictionary. */
const DESCRIPTOR = 0;
/** 2 MB, the window of level 3. */
const WINDOW = (21 - 10) << 3;
const BLOCK_SIZE = 0x20000;
const FEWEST = 7;
const RLE_BELOW = 25;
/** Literals for each sequence, from which on they are not expected to be compressible. */
const SUSPECT_FROM = 20;
const [RAW, RLE, COMPRESSED] = [0, 1, 2];
const LAST_BLOCK = 1;
/** Closed before anything was written, the stream knows the size: one segment of 0 bytes. */
const NOTHING = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0x20, 0, LAST_BLOCK, 0, 0);

/** What the next block starts from: what the last compressed one left. */
interface Before {
  readonly offsets: readonly [number, number];
  readonly codes: HuffmanCodes | undefined;
}

interface Block extends Before {
  readonly type: number;
  readonly bytes: Uint8Array;
}

export function zstdCompress(bytes: Uint8Array): Uint8Array {
  if (bytes.length === 0) return NOTHING;
  const writer = byteWriter(16 + bytes.length);
  writeLittleEndian(writer, MAGIC, 4);
  writeByte(writer, DESCRIPTOR);
  writeByte(writer, WINDOW);
  const state = matchState(bytes);
  let before: Before = { offsets: [1, 4], codes: undefined };
  for (let from = 0; from < bytes.length; from += BLOCK_SIZE) {
    const end = Math.min(bytes.length, from + BLOCK_SIZE);
    const block = blockOf(state, from, end, before);
    before = block;
    writeLittleEndian(writer, (block.type << 1) + (sizeOf(block, end - from) << 3), 3);
    writeBytes(writer, block.bytes);
  }
  // Java flushes its stream and then closes it, when there is nothing left for a last block.
  writeLittleEndian(writer, LAST_BLOCK, 3);
  return writtenBytes(writer);
}

function sizeOf({ type, bytes }: Block, size: number): number {
  return type === RLE ? size : bytes.length;
}

function blockOf(state: MatchState, from: number, end: number, before: Before): Block {
  const source = state.bytes.subarray(from, end);
  const raw = { ...before, type: RAW, bytes: source };
  if (source.length < FEWEST) return raw;
  const { sequences, rest, offsets } = findMatches(state, from, end, before.offsets);
  const literals = literalsOf(source, sequences, rest);
  const suspect = sequences.length === 0 || Math.floor(literals.length / sequences.length) >= SUSPECT_FROM;
  const writer = byteWriter(source.length);
  const codes = writeLiterals(writer, literals, before.codes, suspect);
  const isReadable = writeSequences(writer, sequences);
  const isWorthIt = isReadable && writer.length < source.length - leastGain(source.length);
  const size = isWorthIt ? writer.length : 0;
  if (from > 0 && size < RLE_BELOW && source.every((byte) => byte === source[0])) {
    return { ...before, type: RLE, bytes: source.subarray(0, 1) };
  }
  return isWorthIt ? { type: COMPRESSED, bytes: writtenBytes(writer), offsets, codes } : raw;
}

function literalsOf(source: Uint8Array, sequences: readonly Sequence[], rest: number): Uint8Array {
  const writer = byteWriter(source.length);
  let at = 0;
  for (const { literals, length } of sequences) {
    writeBytes(writer, source.subarray(at, at + literals));
    at += literals + length;
  }
  writeBytes(writer, source.subarray(at, at + rest));
  return writtenBytes(writer);
}
