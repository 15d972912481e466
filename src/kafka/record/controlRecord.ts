/**
 * Records of control batches: who reads data never sees them (org.apache.kafka.common.record.internal.{ControlRecordType,
 * EndTransactionMarker}). The key is a version and a type; the value of an end marker is a version and the epoch of the
 * transaction coordinator that wrote it.
 *
 * *Simplified:* the values of KRaft's own control records are not written here.
 */
import { assert } from '../../base/assert.ts';
import { byteWriter, intAt, shortAt, writeInt, writeShort, writtenBytes } from './bytes.ts';
import type { RecordContent } from './defaultRecord.ts';

/** In the order of their ids. */
export const CONTROL_RECORD_TYPES = [
  'ABORT',
  'COMMIT',
  'LEADER_CHANGE',
  'SNAPSHOT_HEADER',
  'SNAPSHOT_FOOTER',
  'KRAFT_VERSION',
  'KRAFT_VOTERS',
] as const;

export type ControlRecordType = (typeof CONTROL_RECORD_TYPES)[number];

const KEY_VERSION = 0;
const KEY_LENGTH = 4;
const END_TXN_MARKER_VERSION = 0;

export function controlRecordKey(type: ControlRecordType): Uint8Array {
  const writer = byteWriter(KEY_LENGTH);
  writeShort(writer, KEY_VERSION);
  writeShort(writer, CONTROL_RECORD_TYPES.indexOf(type));
  return writtenBytes(writer);
}

/** A type that is not known is passed over by whoever reads it. */
export function controlRecordTypeOf(key: Uint8Array): ControlRecordType | 'UNKNOWN' {
  assert(key.length >= KEY_LENGTH, 'the key of a control record has a version and a type');
  return CONTROL_RECORD_TYPES[shortAt(key, 2)] ?? 'UNKNOWN';
}

export function endTransactionMarker(type: 'ABORT' | 'COMMIT', coordinatorEpoch: number): RecordContent {
  const value = byteWriter(6);
  writeShort(value, END_TXN_MARKER_VERSION);
  writeInt(value, coordinatorEpoch);
  return { key: controlRecordKey(type), value: writtenBytes(value), headers: [] };
}

export function coordinatorEpochOf(value: Uint8Array): number {
  return intAt(value, 2);
}
