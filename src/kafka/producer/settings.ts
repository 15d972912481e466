/** A producer's own settings, read once from its configs (org.apache.kafka.clients.producer.ProducerConfig, KafkaProducer). */
import type { Micros } from '../../base/time.ts';
import { durationOf } from '../client/settings.ts';
import type { Config } from '../kinds.ts';
import type { CompressionType } from '../record/compression.ts';
import { type Compression, compressionOf } from '../record/storedBatch.ts';
import { acksOf, type IdempotenceRules, idempotenceOf } from './idempotence.ts';

export interface ProducerSettings {
  /** -1: all. */
  readonly acks: number;
  readonly retries: number;
  readonly linger: Micros;
  readonly batchSize: number;
  readonly bufferMemory: number;
  /** undefined: none. */
  readonly compression: Compression | undefined;
  readonly maxRequestSize: number;
  readonly maxBlock: Micros;
  readonly deliveryTimeout: Micros;
  readonly requestTimeoutMs: number;
  readonly retryBackoff: Micros;
  readonly retryBackoffMax: Micros;
  /** partitioner.class; null: the built-in one. */
  readonly partitioner: string | null;
  readonly ignoreKeys: boolean;
  readonly adaptivePartitioning: boolean;
  /** 0: a broker is waited for, however long it cannot be sent to. */
  readonly availabilityTimeout: Micros;
  readonly metadataMaxIdle: Micros;
  readonly idempotent: boolean;
  /** One request in flight: a partition is muted while a batch of it is (Sender.guaranteeMessageOrder). */
  readonly guaranteesOrder: boolean;
}

export function producerSettings(config: Config, version: IdempotenceRules): ProducerSettings {
  const linger = durationOf(config, 'linger.ms');
  const partitioner = config['partitioner.class'];
  return {
    acks: acksOf(config),
    retries: config.retries as number,
    linger,
    batchSize: Math.max(1, config['batch.size'] as number),
    bufferMemory: config['buffer.memory'] as number,
    compression: compressionOf(config['compression.type'] as CompressionType, (name) => config[name] as number),
    maxRequestSize: config['max.request.size'] as number,
    maxBlock: durationOf(config, 'max.block.ms'),
    // KafkaProducer.configureDeliveryTimeout: never below what one lingering and one request take.
    deliveryTimeout: Math.max(
      durationOf(config, 'delivery.timeout.ms'),
      linger + durationOf(config, 'request.timeout.ms'),
    ),
    requestTimeoutMs: config['request.timeout.ms'] as number,
    retryBackoff: durationOf(config, 'retry.backoff.ms'),
    retryBackoffMax: durationOf(config, 'retry.backoff.max.ms'),
    partitioner: typeof partitioner === 'string' ? partitioner : null,
    ignoreKeys: config['partitioner.ignore.keys'] === true,
    adaptivePartitioning: config['partitioner.adaptive.partitioning.enable'] === true,
    availabilityTimeout: durationOf(config, 'partitioner.availability.timeout.ms'),
    metadataMaxIdle: durationOf(config, 'metadata.max.idle.ms'),
    idempotent: idempotenceOf(config, version).enabled,
    guaranteesOrder: config['max.in.flight.requests.per.connection'] === 1,
  };
}
