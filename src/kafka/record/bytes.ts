/**
 * Numbers in bytes as java.nio.ByteBuffer and org.apache.kafka.common.utils.ByteUtils write them: most significant byte
 * first, or as a zigzag varint of seven bits a byte.
 *
 * *Simplified:* a long has to be a safe integer here (53 bits): offsets, timestamps and producer ids are.
 */
import { assert } from '../../base/assert.ts';

const TWO_TO_32 = 0x1_0000_0000;

/** Grows as it is written. */
export interface ByteWriter {
  buffer: Uint8Array;
  length: number;
}

export function byteWriter(capacity = 256): ByteWriter {
  return { buffer: new Uint8Array(capacity), length: 0 };
}

export function writtenBytes({ buffer, length }: ByteWriter): Uint8Array {
  return buffer.slice(0, length);
}

function room(writer: ByteWriter, needed: number): number {
  const { length } = writer;
  if (length + needed > writer.buffer.length) {
    const larger = new Uint8Array(Math.max(2 * writer.buffer.length, length + needed));
    larger.set(writer.buffer.subarray(0, length));
    writer.buffer = larger;
  }
  writer.length = length + needed;
  return length;
}

export function writeByte(writer: ByteWriter, value: number): void {
  const at = room(writer, 1);
  writer.buffer[at] = value;
}

export function writeBytes(writer: ByteWriter, bytes: Uint8Array): void {
  const at = room(writer, bytes.length);
  writer.buffer.set(bytes, at);
}

export function writeShort(writer: ByteWriter, value: number): void {
  writeByte(writer, value >> 8);
  writeByte(writer, value);
}

export function writeInt(writer: ByteWriter, value: number): void {
  writeShort(writer, value >>> 16);
  writeShort(writer, value);
}

export function writeLong(writer: ByteWriter, value: number): void {
  assert(Number.isSafeInteger(value), `${value} fits a number`);
  const high = Math.floor(value / TWO_TO_32);
  writeInt(writer, high);
  writeInt(writer, value - high * TWO_TO_32);
}

export function writeVarint(writer: ByteWriter, value: number): void {
  let rest = zigzag(value);
  while (rest >= 0x80) {
    writeByte(writer, 0x80 | (rest % 0x80));
    rest = Math.floor(rest / 0x80);
  }
  writeByte(writer, rest);
}

export function sizeOfVarint(value: number): number {
  let size = 1;
  for (let rest = zigzag(value); rest >= 0x80; rest = Math.floor(rest / 0x80)) size++;
  return size;
}

/** By arithmetic: a long does not fit the 32 bits of shifts. */
function zigzag(value: number): number {
  const zigzagged = value < 0 ? -2 * value - 1 : 2 * value;
  assert(Number.isSafeInteger(zigzagged), `${value} fits a number`);
  return zigzagged;
}

export interface ByteReader {
  readonly buffer: Uint8Array;
  position: number;
}

export function byteReader(buffer: Uint8Array, position = 0): ByteReader {
  return { buffer, position };
}

export function readByte(reader: ByteReader): number {
  assert(reader.position < reader.buffer.length, 'there is a byte to read');
  return reader.buffer[reader.position++]!;
}

/** Null for a negative length, as of an absent key. */
export function readNullableBytes(reader: ByteReader, length: number): Uint8Array | null {
  if (length < 0) return null;
  const end = reader.position + length;
  assert(end <= reader.buffer.length, `there are ${length} bytes to read`);
  const bytes = reader.buffer.slice(reader.position, end);
  reader.position = end;
  return bytes;
}

/** An int: at most five bytes, of which the last one's upper bits are lost. */
export function readVarint(reader: ByteReader): number {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    assert(shift < 35, 'a varint of at most five bytes');
    const byte = readByte(reader);
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return (value >>> 1) ^ -(value & 1);
  }
}

/** A long, as far as it is a safe integer. */
export function readVarlong(reader: ByteReader): number {
  let [value, place] = [0, 1];
  for (let bytes = 1; ; bytes++) {
    assert(bytes <= 10, 'a varlong of at most ten bytes');
    const byte = readByte(reader);
    value += (byte & 0x7f) * place;
    if (byte < 0x80) break;
    place *= 0x80;
  }
  assert(Number.isSafeInteger(value), 'a varlong fits a number');
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}

export function shortAt(buffer: Uint8Array, at: number): number {
  return (((buffer[at]! << 8) | buffer[at + 1]!) << 16) >> 16;
}

export function intAt(buffer: Uint8Array, at: number): number {
  return (buffer[at]! << 24) | (buffer[at + 1]! << 16) | (buffer[at + 2]! << 8) | buffer[at + 3]!;
}

export function longAt(buffer: Uint8Array, at: number): number {
  const value = intAt(buffer, at) * TWO_TO_32 + (intAt(buffer, at + 4) >>> 0);
  assert(Number.isSafeInteger(value), 'a long fits a number');
  return value;
}
