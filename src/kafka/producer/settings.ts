/** A producer's own settings, read once from its configs (org.apache.kafka.clients.producer.ProducerConfig, KafkaProducer). */
import type { Micros } from '../../base/time.ts';
import { durationOf } from '../client/settings.ts';
import type { Config } from '../kinds.ts';

export interface ProducerSettings {
  /** -1: all. */
  readonly acks: number;
  readonly retries: number;
  readonly linger: Micros;
  readonly batchSize: number;
  readonly bufferMemory: number;
  readonly maxRequestSize: number;
  readonly maxBlock: Micros;
  readonly deliveryTimeout: Micros;
  readonly requestTimeoutMs: number;
  readonly retryBackoff: Micros;
  readonly retryBackoffMax: Micros;
  readonly ignoreKeys: boolean;
  readonly metadataMaxIdle: Micros;
  /** One request in flight: a partition is muted while a batch of it is (Sender.guaranteeMessageOrder). */
  readonly guaranteesOrder: boolean;
}

export function producerSettings(config: Config): ProducerSettings {
  const linger = durationOf(config, 'linger.ms');
  return {
    acks: config.acks === 'all' ? -1 : Number(config.acks),
    retries: config.retries as number,
    linger,
    batchSize: Math.max(1, config['batch.size'] as number),
    bufferMemory: config['buffer.memory'] as number,
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
    ignoreKeys: config['partitioner.ignore.keys'] === true,
    metadataMaxIdle: durationOf(config, 'metadata.max.idle.ms'),
    guaranteesOrder: config['max.in.flight.requests.per.connection'] === 1,
  };
}
