/**
 * Settings of a consumer that contradict each other, in Kafka's words. They change nothing here: a file that has them is
 * refused, as a KafkaConsumer would be (ConsumerConfig.postProcessParsedConfig, internals.Heartbeat).
 */
import type { ConfigProblem } from '../client/settings.ts';
import { saslProblems } from '../config/saslProblems.ts';
import { CONFIG_SAYS } from '../config/says.ts';
import type { Config } from '../kinds.ts';
import { DEFAULT_KAFKA_VERSION, type KafkaVersion } from '../versions.ts';

/** What a KafkaConsumer's constructor would throw; undefined: it would be made. `given`: not left at their defaults. */
export function consumerConfigProblem(
  config: Config,
  given: ReadonlySet<string>,
  version: ConsumerRules = DEFAULT_KAFKA_VERSION,
): string | undefined {
  return consumerConfigProblems(config, given, version)[0]?.message;
}

/** All of them, Kafka's first (ConsumerConfig.postProcessParsedConfig, internals.Heartbeat). */
export function consumerConfigProblems(
  config: Config,
  given: ReadonlySet<string>,
  { strictConsumerSettings }: ConsumerRules = DEFAULT_KAFKA_VERSION,
): readonly ConfigProblem[] {
  const problems: ConfigProblem[] = [...saslProblems(config), ...instanceProblems(config)];
  if (config['group.id'] === null && given.has('enable.auto.commit') && config['enable.auto.commit'] === true) {
    const message = 'enable.auto.commit cannot be set to true when default group id (null) is used.';
    problems.push({ name: 'enable.auto.commit', message });
  }
  const protocol = String(config['group.protocol']).toUpperCase();
  const notOfIt = protocol === 'CONSUMER' && !strictConsumerSettings ? [] : (NOT_OF_PROTOCOL[protocol] ?? []);
  const strangers = notOfIt.filter((name) => given.has(name) && !isBlank(config[name]));
  for (const name of strangers) {
    problems.push({ name, message: `${strangers.join(', ')} cannot be set when group.protocol=${protocol}` });
  }
  if (strictConsumerSettings && config['group.id'] !== null && String(config['group.id']).trim() === '') {
    const message = 'The configured group.id should not be an empty string or whitespace.';
    problems.push({ name: 'group.id', message });
  }
  const isTooSlow = (config['heartbeat.interval.ms'] as number) >= (config['session.timeout.ms'] as number);
  const isClassic = protocol === 'CLASSIC' && config['group.id'] !== null;
  if (isClassic && isTooSlow) {
    const name = given.has('heartbeat.interval.ms') ? 'heartbeat.interval.ms' : 'session.timeout.ms';
    const [heartbeat, session] = [config['heartbeat.interval.ms'], config['session.timeout.ms']];
    const hint = CONFIG_SAYS.heartbeat(heartbeat as number, session as number);
    problems.push({ name, message: 'Heartbeat must be set lower than the session timeout', hint });
  }
  if (isClassic && (config['heartbeat.interval.ms'] as number) < 0) {
    const message = `Invalid negative timeout ${config['heartbeat.interval.ms']}`;
    problems.push({ name: 'heartbeat.interval.ms', message });
  }
  return problems;
}

export type ConsumerRules = Pick<KafkaVersion, 'strictConsumerSettings'>;

/** JoinGroupRequest.validateGroupInstanceId, which takes the names that Topic.validate takes. */
function instanceProblems(config: Config): readonly ConfigProblem[] {
  const name = 'group.instance.id';
  const id = config[name];
  if (typeof id !== 'string') return [];
  const reason = invalidName(id);
  return reason === undefined ? [] : [{ name, message: `Group instance id is invalid: ${reason}` }];
}

function invalidName(name: string): string | undefined {
  if (name === '') return 'the empty string is not allowed';
  if (name === '.' || name === '..') return `'${name}' is not allowed`;
  if (name.length > LONGEST_NAME)
    return `the length of '${name}' is longer than the max allowed length ${LONGEST_NAME}`;
  if (/^[a-zA-Z0-9._-]+$/.test(name)) return undefined;
  return `'${name}' contains one or more characters other than ASCII alphanumerics, '.', '_' and '-'`;
}

const LONGEST_NAME = 249;

const OF_SHARE_GROUPS = ['share.acknowledgement.mode', 'share.acquire.mode'];

const NOT_OF_PROTOCOL: Readonly<Record<string, readonly string[]>> = {
  CLASSIC: ['group.remote.assignor', ...OF_SHARE_GROUPS],
  CONSUMER: ['partition.assignment.strategy', 'heartbeat.interval.ms', 'session.timeout.ms', ...OF_SHARE_GROUPS],
};

function isBlank(value: Config[string] | undefined): boolean {
  return value === undefined || value === null || String(value).trim() === '';
}
