/**
 * What a leader asks of records before it takes them: that they are not too large, that their times are believable, and
 * that they have keys where the log is compacted. Where the topic says so, it writes its own time into them.
 *
 * Kafka: org.apache.kafka.storage.internals.log.{LogValidator,UnifiedLog.analyzeAndValidateRecords} (KIP-32, KIP-937).
 * *Simplified:* the answer names no single records (recordErrors).
 */
import type { Micros } from '../../base/time.ts';
import type { ErrorName } from '../errors.ts';
import type { DataRecord, UnassignedBatch } from '../records.ts';
import type { LogConfig } from './logConfig.ts';
import { millisOf } from './logSegment.ts';

/** What forbids the append, if anything, in the order in which Kafka finds it. */
export function appendError(batch: UnassignedBatch, config: LogConfig, now: Micros): ErrorName {
  if (batch.sizeInBytes > config.maxMessageBytes) return 'MESSAGE_TOO_LARGE';
  const nowMs = millisOf(now);
  for (const record of batch.records) {
    // The first record that is refused names the error for all.
    if (config.compacts && record.key === null) return 'INVALID_RECORD';
    if (config.timestampType === 'CreateTime' && !isBelievable(record, config, nowMs)) return 'INVALID_TIMESTAMP';
  }
  return 'NONE';
}

/** After the batch was made over, perhaps, as compression.type of the topic asks. */
export function sizeError(batch: UnassignedBatch, config: LogConfig): ErrorName {
  if (batch.sizeInBytes > config.maxMessageBytes) return 'MESSAGE_TOO_LARGE';
  return batch.sizeInBytes > config.segmentBytes ? 'RECORD_LIST_TOO_LARGE' : 'NONE';
}

function isBelievable({ timestamp }: DataRecord, config: LogConfig, nowMs: number): boolean {
  const age = nowMs - millisOf(timestamp);
  return age <= config.timestampBeforeMaxMs && -age <= config.timestampAfterMaxMs;
}

/** message.timestamp.type=LogAppendTime: the producer's own times are gone. */
export function withLogAppendTime(records: readonly DataRecord[], now: Micros): readonly DataRecord[] {
  return records.map((record) => ({ ...record, timestamp: now }));
}
