/**
 * One record of message format v2 in bytes (org.apache.kafka.common.record.internal.DefaultRecord, KIP-98; headers KIP-82):
 *
 *     length varint, attributes 1 byte (0), timestamp delta varint, offset delta varint,
 *     key length varint (-1 for null), key, value length varint, value,
 *     headers varint, each: key length varint, key in UTF-8, value length varint, value
 */
import { assert, present } from '../../base/assert.ts';
import { utf8Bytes, utf8Length } from '../../base/utf8.ts';
import {
  type ByteReader,
  type ByteWriter,
  readByte,
  readNullableBytes,
  readVarint,
  readVarlong,
  sizeOfVarint,
  writeByte,
  writeBytes,
  writeVarint,
} from './bytes.ts';
import { utf8Text } from './utf8Text.ts';

export interface RecordHeader {
  readonly key: string;
  readonly value: Uint8Array | null;
}

export interface RecordContent {
  readonly key: Uint8Array | null;
  readonly value: Uint8Array | null;
  readonly headers: readonly RecordHeader[];
}

/** A record relative to its batch. */
export interface RecordInBatch extends RecordContent {
  readonly offsetDelta: number;
  readonly timestampDelta: number;
}

const ATTRIBUTES_LENGTH = 1;

/** With its length in front. */
export function sizeOfRecord(record: RecordInBatch): number {
  const size = sizeOfBody(record);
  return sizeOfVarint(size) + size;
}

export function writeRecord(writer: ByteWriter, record: RecordInBatch): void {
  writeVarint(writer, sizeOfBody(record));
  writeByte(writer, 0);
  writeVarint(writer, record.timestampDelta);
  writeVarint(writer, record.offsetDelta);
  writeNullable(writer, record.key);
  writeNullable(writer, record.value);
  writeVarint(writer, record.headers.length);
  for (const header of record.headers) {
    writeNullable(writer, utf8Bytes(header.key));
    writeNullable(writer, header.value);
  }
}

export function readRecord(reader: ByteReader): RecordInBatch {
  const size = readVarint(reader);
  const start = reader.position;
  assert(start + size <= reader.buffer.length, 'a record is there as far as it says');
  readByte(reader);
  const timestampDelta = readVarlong(reader);
  const offsetDelta = readVarint(reader);
  const key = readNullableBytes(reader, readVarint(reader));
  const value = readNullableBytes(reader, readVarint(reader));
  const headerCount = readVarint(reader);
  assert(headerCount >= 0 && headerCount <= reader.buffer.length - reader.position, 'as many headers as there may be');
  const headers: RecordHeader[] = [];
  for (let i = 0; i < headerCount; i++) {
    const headerKey = present(readNullableBytes(reader, readVarint(reader)), 'the key of a header');
    headers.push({ key: utf8Text(headerKey), value: readNullableBytes(reader, readVarint(reader)) });
  }
  assert(reader.position - start === size, 'a record is as long as it says');
  return { offsetDelta, timestampDelta, key, value, headers };
}

function sizeOfBody({ timestampDelta, offsetDelta, key, value, headers }: RecordInBatch): number {
  let size = ATTRIBUTES_LENGTH + sizeOfVarint(timestampDelta) + sizeOfVarint(offsetDelta);
  size += sizeOfNullable(key) + sizeOfNullable(value) + sizeOfVarint(headers.length);
  for (const header of headers) {
    const keyLength = utf8Length(header.key);
    size += sizeOfVarint(keyLength) + keyLength + sizeOfNullable(header.value);
  }
  return size;
}

function sizeOfNullable(bytes: Uint8Array | null): number {
  return bytes === null ? sizeOfVarint(-1) : sizeOfVarint(bytes.length) + bytes.length;
}

function writeNullable(writer: ByteWriter, bytes: Uint8Array | null): void {
  writeVarint(writer, bytes === null ? -1 : bytes.length);
  if (bytes !== null) writeBytes(writer, bytes);
}
