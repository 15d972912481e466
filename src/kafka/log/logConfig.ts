/**
 * The settings of a topic that its logs read, resolved once when they change.
 *
 * Kafka: org.apache.kafka.storage.internals.log.LogConfig. Times in milliseconds, as configured.
 */
import type { ConfigValue } from '../config/definitions.ts';
import { type TargetCompression, targetCompressionOf } from '../record/targetCompression.ts';

export interface LogConfig {
  readonly minInsyncReplicas: number;
  readonly segmentBytes: number;
  readonly segmentMs: number;
  readonly segmentJitterMs: number;
  readonly maxMessageBytes: number;
  /** cleanup.policy; neither: kept for ever. */
  readonly deletes: boolean;
  readonly compacts: boolean;
  /** -1: without limit, both. */
  readonly retentionMs: number;
  readonly retentionBytes: number;
  readonly fileDeleteDelayMs: number;
  /** compression.type and its level. */
  readonly compression: TargetCompression;
  readonly timestampType: 'CreateTime' | 'LogAppendTime';
  readonly timestampBeforeMaxMs: number;
  readonly timestampAfterMaxMs: number;
  readonly minCleanableDirtyRatio: number;
  readonly minCompactionLagMs: number;
  readonly maxCompactionLagMs: number;
  readonly deleteRetentionMs: number;
}

export function logConfigOf(settingOf: (name: string) => ConfigValue): LogConfig {
  const number = (name: string): number => settingOf(name) as number;
  const policies = `${settingOf('cleanup.policy')}`.split(',').map((policy) => policy.trim());
  return {
    minInsyncReplicas: number('min.insync.replicas'),
    segmentBytes: number('segment.bytes'),
    segmentMs: number('segment.ms'),
    segmentJitterMs: number('segment.jitter.ms'),
    maxMessageBytes: number('max.message.bytes'),
    deletes: policies.includes('delete'),
    compacts: policies.includes('compact'),
    retentionMs: number('retention.ms'),
    retentionBytes: number('retention.bytes'),
    fileDeleteDelayMs: number('file.delete.delay.ms'),
    compression: targetCompressionOf(settingOf),
    timestampType: settingOf('message.timestamp.type') as LogConfig['timestampType'],
    timestampBeforeMaxMs: number('message.timestamp.before.max.ms'),
    timestampAfterMaxMs: number('message.timestamp.after.max.ms'),
    minCleanableDirtyRatio: number('min.cleanable.dirty.ratio'),
    minCompactionLagMs: number('min.compaction.lag.ms'),
    maxCompactionLagMs: number('max.compaction.lag.ms'),
    deleteRetentionMs: number('delete.retention.ms'),
  };
}
