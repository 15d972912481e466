/**
 * A batch of the simulated log as the bytes it would be in a segment: made for the checksum that kafka-dump-log prints, and
 * for what compression leaves of the records. A log holds no bytes, so that a batch without compression costs none.
 */
import { MICROS_PER_MILLI } from '../../base/time.ts';
import { utf8Bytes } from '../../base/utf8.ts';
import type { DataRecord, RecordBatch, UnassignedBatch } from '../records.ts';
import { byteWriter, writtenBytes } from './bytes.ts';
import { type CompressionType, codecOf, defaultLevel } from './compression.ts';
import { type RecordInBatch, writeRecord } from './defaultRecord.ts';
import { batchInBytes, RECORD_BATCH_OVERHEAD } from './defaultRecordBatch.ts';
import { recordBatchSizeInBytes } from './recordSize.ts';

/** A codec with its level. */
export interface Compression {
  readonly type: Exclude<CompressionType, 'none'>;
  readonly level: number;
}

/** Undefined: none. */
export function compressionOf(
  type: CompressionType | 'uncompressed',
  levelOf: (name: string) => number,
): Compression | undefined {
  if (type === 'none' || type === 'uncompressed') return undefined;
  return { type, level: type === 'snappy' ? defaultLevel(type) : levelOf(`compression.${type}.level`) };
}

export type BatchWeight = Pick<
  UnassignedBatch,
  'sizeInBytes' | 'uncompressedSizeInBytes' | 'compression' | 'compressionLevel'
>;

/** What the records weigh together, and how they are compressed, as fields of a batch. */
export function weighed(
  records: readonly DataRecord[],
  compression: Compression | undefined,
  offsetDeltas?: readonly number[],
  deleteHorizonMs?: number,
): BatchWeight {
  const uncompressedSizeInBytes = recordBatchSizeInBytes(records, offsetDeltas, deleteHorizonMs);
  if (compression === undefined) return { sizeInBytes: uncompressedSizeInBytes };
  const { type, level } = compression;
  const body = byteWriter(uncompressedSizeInBytes);
  for (const record of inBatch(records, offsetDeltas, deleteHorizonMs)) writeRecord(body, record);
  const sizeInBytes = RECORD_BATCH_OVERHEAD + codecOf(type, level).compress(writtenBytes(body)).length;
  const weight = { sizeInBytes, uncompressedSizeInBytes, compression: type };
  return level === defaultLevel(type) ? weight : { ...weight, compressionLevel: level };
}

/** How the batch is compressed. */
export function compressionOfBatch({ compression, compressionLevel }: UnassignedBatch): Compression | undefined {
  if (compression === undefined) return undefined;
  return { type: compression, level: compressionLevel ?? defaultLevel(compression) };
}

/** What compaction leaves of a batch: fewer records at their offsets, compressed as they were. */
export function weighedAgain(
  batch: RecordBatch,
  records: readonly DataRecord[],
  offsetDeltas: readonly number[],
  deleteHorizonMs: number | undefined,
): BatchWeight {
  // An emptied batch is its header alone (DefaultRecordBatch.writeEmptyHeader).
  if (records.length === 0) return { sizeInBytes: RECORD_BATCH_OVERHEAD };
  return weighed(records, compressionOfBatch(batch), offsetDeltas, deleteHorizonMs);
}

export function bytesOfBatch(batch: RecordBatch): Uint8Array {
  const { records, offsetDeltas, deleteHorizonMs, lastOffsetDelta, timestampType = 'CreateTime' } = batch;
  // An emptied batch is not compressed, whatever it was before.
  const compression = records.length === 0 ? undefined : compressionOfBatch(batch);
  const first = deleteHorizonMs ?? baseTimestampOf(records);
  return batchInBytes(
    {
      baseOffset: batch.baseOffset,
      partitionLeaderEpoch: batch.partitionLeaderEpoch,
      timestampType,
      isTransactional: false,
      isControlBatch: false,
      hasDeleteHorizon: deleteHorizonMs !== undefined,
      lastOffsetDelta: lastOffsetDelta ?? records.length - 1,
      baseTimestamp: first,
      maxTimestamp: maxTimestampMs(batch),
      producerId: batch.producerId,
      producerEpoch: batch.producerEpoch,
      baseSequence: batch.baseSequence,
    },
    inBatch(records, offsetDeltas, first),
    compression === undefined ? undefined : codecOf(compression.type, compression.level),
  );
}

export function maxTimestampMs({ records, maxTimestamp }: RecordBatch): number {
  if (maxTimestamp !== undefined) return Math.floor(maxTimestamp / MICROS_PER_MILLI);
  let largest = -1;
  for (const record of records) largest = Math.max(largest, millisOf(record));
  return largest;
}

function inBatch(
  records: readonly DataRecord[],
  offsetDeltas: readonly number[] | undefined,
  baseTimestamp = baseTimestampOf(records),
): readonly RecordInBatch[] {
  return records.map((record, place) => ({
    offsetDelta: offsetDeltas === undefined ? place : offsetDeltas[place]!,
    timestampDelta: millisOf(record) - baseTimestamp,
    key: bytesOf(record.key),
    value: bytesOf(record.value),
    headers: (record.headers ?? []).map(({ key, value }) => ({ key, value: bytesOf(value) })),
  }));
}

function baseTimestampOf(records: readonly DataRecord[]): number {
  return records.length === 0 ? -1 : millisOf(records[0]!);
}

function millisOf({ timestamp }: DataRecord): number {
  return Math.floor(timestamp / MICROS_PER_MILLI);
}

function bytesOf(text: string | null): Uint8Array | null {
  return text === null ? null : utf8Bytes(text);
}
