/** A consumer's own settings, read once from its configs (org.apache.kafka.clients.consumer.internals.FetchConfig). */
import type { Micros } from '../../base/time.ts';
import { type ConfigProblem, durationOf } from '../client/settings.ts';
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
    requestTimeout: durationOf(config, 'request.timeout.ms'),
    retryBackoff: durationOf(config, 'retry.backoff.ms'),
    metadataMaxAge: durationOf(config, 'metadata.max.age.ms'),
  };
}

// ---- settings that contradict each other --------------------------------------------------------------------------------

/** What a KafkaConsumer's constructor would throw; undefined: it would be made. `given`: not left at their defaults. */
export function consumerConfigProblem(config: Config, given: ReadonlySet<string>): string | undefined {
  return consumerConfigProblems(config, given)[0]?.message;
}

/** All of them, Kafka's first (ConsumerConfig.postProcessParsedConfig, internals.Heartbeat). */
export function consumerConfigProblems(config: Config, given: ReadonlySet<string>): readonly ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  if (config['group.id'] === null && given.has('enable.auto.commit') && config['enable.auto.commit'] === true) {
    const message = 'enable.auto.commit cannot be set to true when default group id (null) is used.';
    problems.push({ name: 'enable.auto.commit', message });
  }
  const protocol = String(config['group.protocol']).toUpperCase();
  const strangers = (NOT_OF_PROTOCOL[protocol] ?? []).filter((name) => given.has(name) && !isBlank(config[name]));
  for (const name of strangers) {
    problems.push({ name, message: `${strangers.join(', ')} cannot be set when group.protocol=${protocol}` });
  }
  const isTooSlow = (config['heartbeat.interval.ms'] as number) >= (config['session.timeout.ms'] as number);
  if (protocol === 'CLASSIC' && config['group.id'] !== null && isTooSlow) {
    const name = given.has('heartbeat.interval.ms') ? 'heartbeat.interval.ms' : 'session.timeout.ms';
    problems.push({ name, message: 'Heartbeat must be set lower than the session timeout' });
  }
  return problems;
}

const OF_SHARE_GROUPS = ['share.acknowledgement.mode', 'share.acquire.mode'];

const NOT_OF_PROTOCOL: Readonly<Record<string, readonly string[]>> = {
  CLASSIC: ['group.remote.assignor', ...OF_SHARE_GROUPS],
  CONSUMER: ['partition.assignment.strategy', 'heartbeat.interval.ms', 'session.timeout.ms', ...OF_SHARE_GROUPS],
};

function isBlank(value: Config[string] | undefined): boolean {
  return value === undefined || value === null || String(value).trim() === '';
}
