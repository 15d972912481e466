// The compressed formats count from the least significant byte; Kafka's own do not (bytes.ts).

import { type ByteWriter, writeByte } from '../bytes.ts';

/** Signed. */
export function wordAt(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
}

export function writeLittleEndian(writer: ByteWriter, value: number, bytes: number): void {
  for (let place = 0; place < bytes; place++) writeByte(writer, value >>> (8 * place));
}

/** How many bytes are the same from both places on, up to `end`. */
export function matchLength(bytes: Uint8Array, earlier: number, later: number, end: number): number {
  let length = 0;
  while (later + length < end && bytes[earlier + length] === bytes[later + length]) length++;
  return length;
}
