/**
 * Bits as zstd writes and reads them: the first one written is the lowest of the first byte. What is entropy-coded is read
 * from the end backwards, from the highest bit that is set, so it is written with what comes first in time last.
 */
import { assert } from '../../../base/assert.ts';
import { type ByteWriter, byteWriter, writeByte, writtenBytes } from '../bytes.ts';

export interface BitWriter {
  readonly bytes: ByteWriter;
  held: number;
  heldBits: number;
}

export function bitWriter(): BitWriter {
  return { bytes: byteWriter(), held: 0, heldBits: 0 };
}

/** The lowest `count` bits, at most 31 of them. */
export function writeBits(writer: BitWriter, value: number, count: number): void {
  let [rest, left] = [value >>> 0, count];
  while (left > 0) {
    const taken = Math.min(left, 8 - writer.heldBits);
    writer.held |= (rest & ((1 << taken) - 1)) << writer.heldBits;
    writer.heldBits += taken;
    rest >>>= taken;
    left -= taken;
    if (writer.heldBits < 8) continue;
    writeByte(writer.bytes, writer.held);
    writer.held = 0;
    writer.heldBits = 0;
  }
}

/** Filled up with zeros. */
export function flushedBits(writer: BitWriter): Uint8Array {
  if (writer.heldBits > 0) writeByte(writer.bytes, writer.held);
  return writtenBytes(writer.bytes);
}

/** With the bit from which a reader begins. */
export function closedBits(writer: BitWriter): Uint8Array {
  writeBits(writer, 1, 1);
  return flushedBits(writer);
}

export interface BitReader {
  readonly bytes: Uint8Array;
  /** How many bits lie before the place: the next to be read backwards. Negative: read past the beginning. */
  place: number;
}

export function backwardReader(bytes: Uint8Array): BitReader {
  const last = bytes[bytes.length - 1];
  assert(last !== undefined && last !== 0, 'a backward bit stream ends with a bit that is set');
  return { bytes, place: 8 * bytes.length - 1 - Math.clz32(last) + 24 };
}

/** Zeros before the beginning. */
export function readBackward(reader: BitReader, count: number): number {
  reader.place -= count;
  return bitsAt(reader.bytes, reader.place, count);
}

/** At most 31 bits from a place on. */
export function bitsAt(bytes: Uint8Array, place: number, count: number): number {
  let value = 0;
  for (let done = 0; done < count; ) {
    const at = place + done;
    const byte = at < 0 ? 0 : (bytes[at >> 3] ?? 0);
    const taken = Math.min(count - done, 8 - (at & 7));
    value |= ((byte >> (at & 7)) & ((1 << taken) - 1)) << done;
    done += taken;
  }
  return value >>> 0;
}
