/** A consumer's own settings, read once from its configs (org.apache.kafka.clients.consumer.internals.FetchConfig). */
import type { Micros } from '../../base/time.ts';
import { durationOf } from '../client/settings.ts';
import type { Config } from '../kinds.ts';
import { type OffsetResetStrategy, parseResetStrategy } from './offsetResetStrategy.ts';

export interface ConsumerSettings {
  readonly minBytes: number;
  readonly maxBytes: number;
  readonly maxWaitMs: number;
  readonly partitionMaxBytes: number;
  readonly maxPollRecords: number;
  readonly isolationLevel: 'read_uncommitted' | 'read_committed';
  readonly resetStrategy: OffsetResetStrategy;
  /** client.rack */
  readonly rackId: string;
  readonly requestTimeout: Micros;
  readonly retryBackoff: Micros;
  readonly metadataMaxAge: Micros;
}

export function consumerSettings(config: Config): ConsumerSettings {
  return {
    minBytes: config['fetch.min.bytes'] as number,
    maxBytes: config['fetch.max.bytes'] as number,
    maxWaitMs: config['fetch.max.wait.ms'] as number,
    partitionMaxBytes: config['max.partition.fetch.bytes'] as number,
    maxPollRecords: config['max.poll.records'] as number,
    isolationLevel: config['isolation.level'] === 'read_committed' ? 'read_committed' : 'read_uncommitted',
    resetStrategy: parseResetStrategy(String(config['auto.offset.reset'])),
    rackId: String(config['client.rack'] ?? ''),
    requestTimeout: durationOf(config, 'request.timeout.ms'),
    retryBackoff: durationOf(config, 'retry.backoff.ms'),
    metadataMaxAge: durationOf(config, 'metadata.max.age.ms'),
  };
}
