/** The list of settings with an effect, against the sources of the model: what is listed is read, what is read is listed. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { definitionOf } from '../../src/kafka/config/config.ts';
import type { ConfigScope } from '../../src/kafka/config/definitions.ts';
import { CONFIG_DEFINITIONS } from '../../src/kafka/config/definitions.ts';
import { configsWithEffect, hasEffect } from '../../src/scenario/modelledConfigs.ts';

const KAFKA = join(import.meta.dirname, '../../src/kafka');
const SCOPES: readonly ConfigScope[] = ['server', 'topic', 'producer', 'consumer', 'admin'];

/** Names in the sources that are looked at and change nothing: two settings are checked against each other. */
const WITHOUT_EFFECT = new Set(['isolation.level']);
/** Names that Kafka's tools set or print, and that the cluster does not follow. */
const NAMED_BY_TOOLS = new Set([
  'bootstrap.servers',
  'client.id',
  'follower.replication.throttled.replicas',
  'leader.replication.throttled.replicas',
  'log.flush.interval.ms',
  'log.flush.scheduler.interval.ms',
  'node.id',
  'process.roles',
  'send.buffer.bytes',
]);

const sources = readdirSync(KAFKA, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !/^(config|deviations)[/\\]|configProblems\.ts$/.test(path))
  .map((path) => readFileSync(join(KAFKA, path), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, ''))
  .join('\n');

/** `controller.quorum.${name}.ms` names six. */
const QUORUM = /millisOf\('([a-z.]+)'\)/g;
const read = new Set([
  ...[...sources.matchAll(/['"`]([a-z][a-z0-9]*(?:\.[a-z0-9]+)+)['"`]/g)].map((match) => match[1]!),
  ...[...sources.matchAll(/\bconfig\.([a-z]+)\b/g)].map((match) => match[1]!),
  ...[...sources.matchAll(QUORUM)].map((match) => `controller.quorum.${match[1]}.ms`),
]);

test('every setting in the list exists and is read', () => {
  for (const scope of SCOPES) {
    for (const name of configsWithEffect(scope)) {
      expect(definitionOf(scope, name), `${scope} ${name}`).toBeDefined();
      expect(read.has(name), `${scope} ${name} is read in src/kafka`).toBe(true);
    }
  }
});

test('every setting that is read is in the list', () => {
  const names = new Set(SCOPES.flatMap((scope) => CONFIG_DEFINITIONS[scope].map(({ name }) => name)));
  const unlisted = [...read].filter((name) => {
    if (!names.has(name) || WITHOUT_EFFECT.has(name) || NAMED_BY_TOOLS.has(name)) return false;
    return !SCOPES.some((scope) => definitionOf(scope, name) !== undefined && hasEffect(scope, name));
  });
  expect(unlisted).toEqual([]);
});

test('a server setting that is the default of a topic setting counts', () => {
  expect(hasEffect('server', 'min.insync.replicas')).toBe(true);
  expect(hasEffect('server', 'message.max.bytes')).toBe(true);
  expect(hasEffect('server', 'log.segment.bytes')).toBe(true);
  expect(hasEffect('server', 'num.network.threads')).toBe(false);
});
