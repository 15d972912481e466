/**
 * A batch from records (org.apache.kafka.common.record.internal.MemoryRecordsBuilder): the first record's timestamp, or the
 * delete horizon, is what the others are counted from; offsets may have gaps; the largest timestamp counts, or the broker's
 * clock where the topic says so.
 */
import { assert } from '../../base/assert.ts';
import type { TimestampType } from './batchAttributes.ts';
import { type Codec, NO_COMPRESSION } from './compression.ts';
import type { RecordContent } from './defaultRecord.ts';
import {
  batchInBytes,
  NO_PARTITION_LEADER_EPOCH,
  NO_PRODUCER_EPOCH,
  NO_PRODUCER_ID,
  NO_TIMESTAMP,
} from './defaultRecordBatch.ts';
import { NO_SEQUENCE } from './sequence.ts';

export interface AppendedRecord extends RecordContent {
  readonly timestamp: number;
  /** The next one if absent. */
  readonly offset?: number;
}

export interface BatchSpec {
  readonly baseOffset?: number;
  readonly codec?: Codec;
  readonly timestampType?: TimestampType;
  /** With LogAppendTime. */
  readonly logAppendTime?: number;
  readonly producerId?: number;
  readonly producerEpoch?: number;
  readonly baseSequence?: number;
  readonly isTransactional?: boolean;
  readonly isControlBatch?: boolean;
  readonly partitionLeaderEpoch?: number;
  readonly deleteHorizonMs?: number;
  /** Where the batch ended before its last records were compacted away. */
  readonly lastOffset?: number;
}

const LARGEST_OFFSET_DELTA = 0x7fffffff;

/** No bytes for no records. */
export function buildBatch(spec: BatchSpec, records: readonly AppendedRecord[]): Uint8Array {
  const producerId = spec.producerId ?? NO_PRODUCER_ID;
  const producerEpoch = spec.producerEpoch ?? NO_PRODUCER_EPOCH;
  const baseSequence = spec.baseSequence ?? NO_SEQUENCE;
  const isTransactional = spec.isTransactional ?? false;
  const isControlBatch = spec.isControlBatch ?? false;
  assert(!isTransactional || producerId !== NO_PRODUCER_ID, 'a transactional batch has a producer id');
  assert(producerId === NO_PRODUCER_ID || producerEpoch !== NO_PRODUCER_EPOCH, 'a producer id has an epoch');
  assert(producerId === NO_PRODUCER_ID || baseSequence >= 0 || isControlBatch, 'a producer counts its records');
  if (records.length === 0) return new Uint8Array(0);

  const baseOffset = spec.baseOffset ?? 0;
  const hasDeleteHorizon = (spec.deleteHorizonMs ?? NO_TIMESTAMP) >= 0;
  const baseTimestamp = hasDeleteHorizon ? spec.deleteHorizonMs! : records[0]!.timestamp;
  const timestampType = spec.timestampType ?? 'CreateTime';
  let lastOffset = baseOffset - 1;
  let maxTimestamp = NO_TIMESTAMP;
  const inBatch = records.map((record, place) => {
    const offset = record.offset ?? lastOffset + 1;
    assert(place === 0 || offset > lastOffset, 'offsets rise');
    assert(offset - baseOffset <= LARGEST_OFFSET_DELTA, 'an offset delta is an int');
    assert(record.timestamp >= NO_TIMESTAMP, 'no negative timestamp');
    lastOffset = offset;
    maxTimestamp = Math.max(maxTimestamp, record.timestamp);
    return { ...record, offsetDelta: offset - baseOffset, timestampDelta: record.timestamp - baseTimestamp };
  });
  const header = {
    baseOffset,
    partitionLeaderEpoch: spec.partitionLeaderEpoch ?? NO_PARTITION_LEADER_EPOCH,
    timestampType,
    isTransactional,
    isControlBatch,
    hasDeleteHorizon,
    lastOffsetDelta: (spec.lastOffset ?? lastOffset) - baseOffset,
    baseTimestamp,
    maxTimestamp: timestampType === 'LogAppendTime' ? (spec.logAppendTime ?? NO_TIMESTAMP) : maxTimestamp,
    producerId,
    producerEpoch,
    baseSequence,
  };
  return batchInBytes(header, inBatch, spec.codec ?? NO_COMPRESSION);
}
