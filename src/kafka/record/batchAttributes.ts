// The sixteen bits that say what kind of batch it is (DefaultRecordBatch.computeAttributes): three bits of compression, then
// log append time, transactional, control, and delete horizon (KIP-534). The upper eight are not used.

import { present } from '../../base/assert.ts';
import { COMPRESSION_TYPES, type CompressionType, compressionId } from './compression.ts';

export type TimestampType = 'CreateTime' | 'LogAppendTime';

export interface BatchAttributes {
  readonly compressionType: CompressionType;
  readonly timestampType: TimestampType;
  readonly isTransactional: boolean;
  readonly isControlBatch: boolean;
  /** The base timestamp is then the time from which on the batch's tombstones and markers may go. */
  readonly hasDeleteHorizon: boolean;
}

const COMPRESSION = 0x07;
const LOG_APPEND_TIME = 0x08;
const TRANSACTIONAL = 0x10;
const CONTROL = 0x20;
const DELETE_HORIZON = 0x40;

export function attributesAsNumber(attributes: BatchAttributes): number {
  let bits = compressionId(attributes.compressionType);
  if (attributes.timestampType === 'LogAppendTime') bits |= LOG_APPEND_TIME;
  if (attributes.isTransactional) bits |= TRANSACTIONAL;
  if (attributes.isControlBatch) bits |= CONTROL;
  if (attributes.hasDeleteHorizon) bits |= DELETE_HORIZON;
  return bits;
}

export function attributesOf(bits: number): BatchAttributes {
  return {
    compressionType: present(COMPRESSION_TYPES[bits & COMPRESSION], 'a known compression'),
    timestampType: (bits & LOG_APPEND_TIME) === 0 ? 'CreateTime' : 'LogAppendTime',
    isTransactional: (bits & TRANSACTIONAL) !== 0,
    isControlBatch: (bits & CONTROL) !== 0,
    hasDeleteHorizon: (bits & DELETE_HORIZON) !== 0,
  };
}
