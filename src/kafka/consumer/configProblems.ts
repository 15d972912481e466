/**
 * Settings of a consumer that contradict each other, in Kafka's words. They change nothing here: a file that has them is
 * refused, as a KafkaConsumer would be (ConsumerConfig.postProcessParsedConfig, internals.Heartbeat).
 */
import type { ConfigProblem } from '../client/settings.ts';
import type { Config } from '../kinds.ts';

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
