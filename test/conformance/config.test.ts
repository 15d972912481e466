// src/kafka/config against the real ConfigDef: which texts it accepts for each setting, and what it reads them as.

import { expect, test } from 'vitest';
import {
  configValue,
  defaultOf,
  definitionOf,
  formatConfigValue,
  nearestConfigName,
  parseConfigValue,
  resolvedConfig,
  topicConfigValue,
} from '../../src/kafka/config/config.ts';
import { CONFIG_DEFINITIONS, type ConfigScope } from '../../src/kafka/config/definitions.ts';
import { readRecorded } from './recorded.ts';

type ConfigCase = [scope: ConfigScope, name: string, texts: [raw: string, parsed: string | null][]];

test('every text is accepted or refused as by Kafka, and read as the same value', () => {
  let checked = 0;
  for (const [scope, name, texts] of readRecorded<ConfigCase>('config-values.json').cases) {
    const { type } = definitionOf(scope, name)!;
    for (const [raw, expected] of texts) {
      // Before the validator looks, repeated elements are gone (ConfigDef.parseValue): config-problems.json.
      if (definitionOf(scope, name)!.distinct && expected === null && isRepeating(raw)) continue;
      const parsed = parseConfigValue(scope, name, raw);
      const ours = parsed.ok ? formatConfigValue(type, parsed.value) : null;
      const same =
        type === 'double' && ours !== null && expected !== null ? Number(ours) === Number(expected) : ours === expected;
      expect(same, `${scope} ${name} ${JSON.stringify(raw)}: Kafka ${expected}, we ${ours}`).toBe(true);
      checked++;
    }
  }
  expect(checked).toBeGreaterThan(3000);
});

function isRepeating(list: string): boolean {
  const elements = list.trim().split(/\s*,\s*/);
  return new Set(elements).size !== elements.length;
}

test('every default is a value that Kafka accepts', () => {
  for (const scope of Object.keys(CONFIG_DEFINITIONS) as ConfigScope[]) {
    for (const { name, type, default: value } of CONFIG_DEFINITIONS[scope]) {
      if (value === undefined || value === null || type === 'class') continue;
      const parsed = parseConfigValue(scope, name, type === 'double' ? value : formatConfigValue(type, value));
      expect([scope, name, parsed]).toEqual([scope, name, { ok: true, value }]);
    }
  }
});

test('defaults that changed with KIP-1030 and others that lessons rely on', () => {
  expect(defaultOf('producer', 'linger.ms')).toBe(5);
  expect(defaultOf('producer', 'acks')).toBe('all');
  expect(defaultOf('producer', 'enable.idempotence')).toBe(true);
  expect(defaultOf('server', 'num.recovery.threads.per.data.dir')).toBe(2);
  expect(definitionOf('topic', 'segment.bytes')?.min).toBe(1_048_576);
  expect(defaultOf('topic', 'message.timestamp.after.max.ms')).toBe(3_600_000);
  expect(defaultOf('server', 'replica.lag.time.max.ms')).toBe(30_000);
  expect(defaultOf('topic', 'min.insync.replicas')).toBe(1);
  expect(defaultOf('server', 'process.roles')).toBe(undefined);
});

test('a refusal says what is allowed', () => {
  const problemOf = (scope: ConfigScope, name: string, raw: string | number | boolean) => {
    const parsed = parseConfigValue(scope, name, raw);
    return parsed.ok ? undefined : parsed.problem;
  };
  expect([
    problemOf('topic', 'min.insync.replicas', 0),
    problemOf('topic', 'min.insync.replica', 2),
    problemOf('topic', 'unclean.leader.election.enable', 'yes'),
    problemOf('topic', 'cleanup.policy', 'compress'),
    problemOf('topic', 'retention.ms', '1h'),
    problemOf('producer', 'acks', 2),
    problemOf('producer', 'compression.gzip.level', 0),
    problemOf('consumer', 'auto.offset.reset', 'by_duration'),
    problemOf('server', 'node.id', ''),
    problemOf('admin', 'qqqqqqqqqqqq', ''),
  ]).toMatchInlineSnapshot(`
    [
      "min.insync.replicas must be a whole number from 1 to 2147483647, not 0",
      "Kafka has no topic setting min.insync.replica; did you mean min.insync.replicas?",
      "unclean.leader.election.enable must be true or false, not yes; did you mean true?",
      "cleanup.policy must be a comma separated list of compact, delete, none empty, not compress",
      "retention.ms must be a whole number from -1 to 9223372036854775807, not 1h; did you mean 3600000?",
      "acks must be one of all, -1, 0, 1, not 2",
      "compression.gzip.level must be -1 or a whole number from 1 to 9, not 0",
      "auto.offset.reset must be earliest, latest, none or by_duration:<ISO-8601 duration>, not by_duration",
      "node.id must be a whole number from 0 to 2147483647, not empty",
      "Kafka has no admin setting qqqqqqqqqqqq",
    ]
  `);
});

test('a mistyped name is guessed', () => {
  expect(nearestConfigName('topic', 'minInsyncReplicas')).toBe('min.insync.replicas');
  expect(nearestConfigName('producer', 'lingerms')).toBe('linger.ms');
  expect(nearestConfigName('server', 'replica.lag.max.time.ms')).toBe('replica.lag.time.max.ms');
  expect(nearestConfigName('producer', 'linger')).toBe('linger.ms');
  expect(nearestConfigName('consumer', 'isolation_level')).toBe('isolation.level');
  expect(nearestConfigName('server', 'zookeeper')).toBe(undefined);
});

test('a value in force is the override, or the default', () => {
  expect(configValue<number>('producer', { 'linger.ms': 0 }, 'linger.ms')).toBe(0);
  expect(configValue<number>('producer', {}, 'linger.ms')).toBe(5);
  expect(() => configValue('producer', {}, 'lingerms')).toThrow('did you mean linger.ms?');
  expect(() => configValue('server', {}, 'process.roles')).toThrow('has no default');
});

test('a resolved config has every setting', () => {
  const resolved = resolvedConfig('server', { 'node.id': 1, 'broker.session.timeout.ms': 6000 });
  expect(Object.keys(resolved)).toEqual(CONFIG_DEFINITIONS.server.map(({ name }) => name));
  expect([
    resolved['node.id'],
    resolved['broker.session.timeout.ms'],
    resolved['broker.heartbeat.interval.ms'],
  ]).toEqual([1, 6000, 2000]);
});

test('a topic value falls back on the server, under any synonym, strongest first', () => {
  expect(topicConfigValue<number>({}, {}, 'retention.ms')).toBe(604_800_000);
  expect(topicConfigValue<number>({ 'log.retention.hours': 1 }, {}, 'retention.ms')).toBe(3_600_000);
  expect(topicConfigValue<number>({ 'log.retention.hours': 1, 'log.retention.ms': 5 }, {}, 'retention.ms')).toBe(5);
  expect(topicConfigValue<number>({ 'log.retention.ms': 5 }, { 'retention.ms': 6 }, 'retention.ms')).toBe(6);
  expect(topicConfigValue<number>({ 'min.insync.replicas': 2 }, {}, 'min.insync.replicas')).toBe(2);
});
