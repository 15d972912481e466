/**
 * The settings every client has, read once from its configs by Kafka's names, in micros
 * (org.apache.kafka.clients.CommonClientConfigs).
 */
import type { Says } from '../../base/says.ts';
import { type Micros, millis } from '../../base/time.ts';
import type { Config } from '../kinds.ts';

export interface ClientSettings {
  readonly requestTimeout: Micros;
  readonly reconnectBackoff: Micros;
  readonly reconnectBackoffMax: Micros;
  /** Of an address that does not answer at all. */
  readonly connectionSetupTimeout: Micros;
  readonly connectionSetupTimeoutMax: Micros;
  readonly retryBackoff: Micros;
  readonly retryBackoffMax: Micros;
  readonly metadataMaxAge: Micros;
  readonly metadataMaxIdle: Micros;
  readonly maxInFlightPerConnection: number;
  /** KIP-899: start again from bootstrap.servers when no known broker can be reached. */
  readonly rebootstraps: boolean;
  readonly rebootstrapTrigger: Micros;
}

/**
 * Settings that contradict each other, each allowed by itself: Kafka's client throws a ConfigException with these words
 * when it is made. `name` is the setting to blame, which was given and not left at its default, where there is one.
 */
export interface ConfigProblem {
  readonly name: string;
  /** As Kafka has it. */
  readonly message: string;
  /** The values that it is about, and what to write: where Kafka's own words do not say. */
  readonly hint?: Says;
}

/** Java's Integer.MAX_VALUE: sums of milliseconds end there. */
export const LARGEST_INT = 0x7fff_ffff;

/** Longer than any run; keeps `Long.MAX_VALUE` of a config within exact arithmetic. */
const LONGEST_MS = 1_000_000_000_000;
/** ClassicKafkaConsumer and KafkaAdminClient pass 100 and Integer.MAX_VALUE; neither is ever reached. */
const UNLIMITED_IN_FLIGHT = 100;

export function clientSettings(config: Config): ClientSettings {
  return {
    requestTimeout: durationOf(config, 'request.timeout.ms'),
    reconnectBackoff: durationOf(config, 'reconnect.backoff.ms'),
    reconnectBackoffMax: durationOf(config, 'reconnect.backoff.max.ms'),
    connectionSetupTimeout: durationOf(config, 'socket.connection.setup.timeout.ms'),
    connectionSetupTimeoutMax: durationOf(config, 'socket.connection.setup.timeout.max.ms'),
    retryBackoff: durationOf(config, 'retry.backoff.ms'),
    retryBackoffMax: durationOf(config, 'retry.backoff.max.ms'),
    metadataMaxAge: durationOf(config, 'metadata.max.age.ms'),
    metadataMaxIdle:
      config['metadata.max.idle.ms'] === undefined ? millis(LONGEST_MS) : durationOf(config, 'metadata.max.idle.ms'),
    maxInFlightPerConnection: numberOf(config, 'max.in.flight.requests.per.connection', UNLIMITED_IN_FLIGHT),
    rebootstraps: String(config['metadata.recovery.strategy']).toLowerCase() === 'rebootstrap',
    rebootstrapTrigger: durationOf(config, 'metadata.recovery.rebootstrap.trigger.ms'),
  };
}

/** A setting in milliseconds, as micros. */
export function durationOf(config: Config, name: string): Micros {
  return millis(Math.min(config[name] as number, LONGEST_MS));
}

function numberOf(config: Config, name: string, absent: number): number {
  const value = config[name];
  return typeof value === 'number' ? value : absent;
}
