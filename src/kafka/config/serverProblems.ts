/**
 * Settings of a server that contradict each other: it would not start. Kafka's words.
 *
 * Kafka: kafka.server.KafkaConfig.validateValues, AbstractKafkaConfig, GroupCoordinatorConfig.
 * *Simplified:* nothing about roles, listeners, voters and SASL, which the scenario file does not set.
 */
import type { ConfigProblem } from '../client/settings.ts';
import { type ConfigOverrides, listElements } from './config.ts';
import { groupBoundProblems } from './groupProblems.ts';

const HOUR = 3_600_000;
const MEBIBYTE = 1_048_576;
const CODECS = 4;

/** `config`: every setting with its value in force. All problems, Kafka's first. */
export function serverConfigProblems(config: ConfigOverrides): readonly ConfigProblem[] {
  return [...groupBoundProblems(config), ...groupProblems(config), ...valueProblems(config)];
}

function groupProblems(config: ConfigOverrides): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  const codec = config['offsets.topic.compression.codec'] as number;
  if (codec < 0 || codec > CODECS) {
    problems.push({ name: 'offsets.topic.compression.codec', message: `Unknown compression type id: ${codec}` });
  }
  const protocols = 'group.coordinator.rebalance.protocols';
  if (!listElements(config[protocols] ?? null).includes('classic')) {
    problems.push({ name: protocols, message: "Disabling the 'classic' protocol is not supported." });
  }
  return problems;
}

/** KafkaConfig.logRetentionTimeMillis; any negative number is without limit. */
export function logRetentionMs(config: ConfigOverrides): number {
  const [ms, minutes, hours] = ['ms', 'minutes', 'hours'].map(
    (unit) => config[`log.retention.${unit}`] as number | null,
  );
  const value = ms ?? (minutes === null || minutes === undefined ? (hours ?? 0) * HOUR : minutes * 60_000);
  return value < 0 ? -1 : value;
}

function valueProblems(config: ConfigOverrides): ConfigProblem[] {
  const of = (name: string): number => config[name] as number;
  const rollMs = (config['log.roll.ms'] as number | null) ?? of('log.roll.hours') * HOUR;
  const jitterMs = (config['log.roll.jitter.ms'] as number | null) ?? of('log.roll.jitter.hours') * HOUR;
  const threads = of('log.cleaner.threads');
  const idle = of('connections.max.idle.ms');
  const delay = of('connection.failed.authentication.delay.ms');
  const rules: readonly (readonly [name: string, holds: boolean, rule: string])[] = [
    ['log.roll.ms', rollMs >= 1, 'log.roll.ms must be greater than or equal to 1'],
    ['log.roll.jitter.ms', jitterMs >= 0, 'log.roll.jitter.ms must be greater than or equal to 0'],
    [
      'log.retention.ms',
      logRetentionMs(config) !== 0,
      'log.retention.ms must be unlimited (-1) or, greater than or equal to 1',
    ],
    [
      'log.cleaner.dedupe.buffer.size',
      threads === 0 || Math.floor(of('log.cleaner.dedupe.buffer.size') / threads) > MEBIBYTE,
      'log.cleaner.dedupe.buffer.size must be at least 1MB per cleaner thread.',
    ],
    [
      'replica.fetch.wait.max.ms',
      of('replica.fetch.wait.max.ms') <= of('replica.socket.timeout.ms'),
      'replica.socket.timeout.ms should always be at least replica.fetch.wait.max.ms to prevent unnecessary socket timeouts',
    ],
    [
      'replica.fetch.wait.max.ms',
      of('replica.fetch.wait.max.ms') <= of('replica.lag.time.max.ms'),
      'replica.fetch.wait.max.ms should always be less than or equal to replica.lag.time.max.ms to prevent frequent changes in ISR',
    ],
    [
      'queued.max.request.bytes',
      of('queued.max.request.bytes') <= 0 || of('queued.max.request.bytes') >= of('socket.request.max.bytes'),
      'queued.max.request.bytes must be larger or equal to socket.request.max.bytes',
    ],
    [
      'max.connections.per.ip',
      of('max.connections.per.ip') !== 0 || config['max.connections.per.ip.overrides'] !== '',
      'max.connections.per.ip can be set to zero only if max.connections.per.ip.overrides property is set.',
    ],
    [
      'connections.max.idle.ms',
      idle < 0 || delay < idle,
      `connection.failed.authentication.delay.ms=${delay} should always be less than connections.max.idle.ms=${idle} to prevent failed authentication responses from timing out`,
    ],
  ];
  const problems = rules
    .filter(([, holds]) => !holds)
    .map(([name, , rule]): ConfigProblem => ({ name, message: `requirement failed: ${rule}` }));
  // It divides before it looks.
  return threads === 0 ? [{ name: 'log.cleaner.threads', message: '/ by zero' }, ...problems] : problems;
}
