/**
 * lz4 as Kafka writes it (org.apache.kafka.common.compress.{Lz4BlockOutputStream,Lz4BlockInputStream}): a frame of
 * independent blocks of 64 kB, without checksums but that of the header, ended by an empty block.
 */
import { assert } from '../../../base/assert.ts';
import { type ByteWriter, byteWriter, writeByte, writeBytes, writtenBytes } from '../bytes.ts';
import { wordAt, writeLittleEndian } from './littleEndian.ts';
import { lz4CompressBlock, lz4DecompressBlock } from './lz4Block.ts';
import { xxHash32 } from './xxHash32.ts';

const MAGIC = 0x184d2204;
/** Version 1, independent blocks. */
const FLAGS = 0x60;
const BLOCKS_OF_64_KB = 0x40;
const BLOCK_SIZE = 0x10000;
const INCOMPRESSIBLE = 0x80000000;
const BLOCK_CHECKSUM = 0x10;
const CONTENT_SIZE = 0x08;
const HEADER_LENGTH = 7;

export function lz4Compress(bytes: Uint8Array): Uint8Array {
  const writer = byteWriter(HEADER_LENGTH + 8 + bytes.length);
  writeLittleEndian(writer, MAGIC, 4);
  writeByte(writer, FLAGS);
  writeByte(writer, BLOCKS_OF_64_KB);
  writeByte(writer, xxHash32(Uint8Array.of(FLAGS, BLOCKS_OF_64_KB)) >>> 8);
  for (let at = 0; at < bytes.length; at += BLOCK_SIZE) writeBlock(writer, bytes.subarray(at, at + BLOCK_SIZE));
  writeLittleEndian(writer, 0, 4);
  return writtenBytes(writer);
}

/** As it is where that is not longer. */
function writeBlock(writer: ByteWriter, block: Uint8Array): void {
  const compressed = lz4CompressBlock(block);
  const isSmaller = compressed.length < block.length;
  writeLittleEndian(writer, isSmaller ? compressed.length : (block.length | INCOMPRESSIBLE) >>> 0, 4);
  writeBytes(writer, isSmaller ? compressed : block);
}

export function lz4Decompress(bytes: Uint8Array): Uint8Array {
  assert(bytes.length > HEADER_LENGTH && wordAt(bytes, 0) === MAGIC, 'an lz4 frame');
  const flags = bytes[4]!;
  assert((flags & CONTENT_SIZE) === 0, 'a frame without the size of its content, as Kafka writes them');
  assert(bytes[6] === ((xxHash32(bytes.subarray(4, 6)) >>> 8) & 0xff), 'the checksum of an lz4 frame descriptor');
  const writer = byteWriter(4 * bytes.length);
  for (let at = HEADER_LENGTH; ; ) {
    assert(at + 4 <= bytes.length, 'an lz4 frame has an end');
    const said = wordAt(bytes, at);
    at += 4;
    if (said === 0) return writtenBytes(writer);
    const length = said & 0x7fffffff;
    assert(at + length <= bytes.length, 'an lz4 block is as long as it says');
    const block = bytes.subarray(at, at + length);
    writeBytes(writer, said < 0 ? block : lz4DecompressBlock(block));
    at += length;
    if ((flags & BLOCK_CHECKSUM) === 0) continue;
    assert(xxHash32(block) === wordAt(bytes, at) >>> 0, 'the checksum of an lz4 block');
    at += 4;
  }
}
