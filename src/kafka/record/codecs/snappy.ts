/**
 * snappy as Kafka writes it (org.apache.kafka.common.compress.SnappyCompression over org.xerial.snappy.SnappyOutputStream):
 * not the framing format of snappy but xerial's own, a header and blocks of 32 kB, each with its length in front.
 */
import { assert } from '../../../base/assert.ts';
import { byteWriter, intAt, writeBytes, writeInt, writtenBytes } from '../bytes.ts';
import { snappyCompressBlock, snappyDecompressBlock } from './snappyBlock.ts';

/** 0x82 "SNAPPY" 0, then version 1, compatible with version 1. */
const HEADER = Uint8Array.of(0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0, 0, 0, 0, 1, 0, 0, 0, 1);
const BLOCK_SIZE = 0x8000;

export function snappyCompress(bytes: Uint8Array): Uint8Array {
  const writer = byteWriter(HEADER.length + bytes.length);
  writeBytes(writer, HEADER);
  for (let at = 0; at < bytes.length; at += BLOCK_SIZE) {
    const block = snappyCompressBlock(bytes.subarray(at, at + BLOCK_SIZE));
    writeInt(writer, block.length);
    writeBytes(writer, block);
  }
  return writtenBytes(writer);
}

export function snappyDecompress(bytes: Uint8Array): Uint8Array {
  const isFramed = bytes.length >= HEADER.length && HEADER.every((byte, place) => place > 7 || bytes[place] === byte);
  if (!isFramed) return snappyDecompressBlock(bytes);
  const writer = byteWriter(4 * bytes.length);
  for (let at = HEADER.length; at < bytes.length; ) {
    const end = at + 4 + intAt(bytes, at);
    assert(end > at && end <= bytes.length, 'a snappy block is as long as it says');
    writeBytes(writer, snappyDecompressBlock(bytes.subarray(at + 4, end)));
    at = end;
  }
  return writtenBytes(writer);
}
