/** The list of settings with an effect, against the sources of the model: what is listed is read, what is read is listed. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ConfigScope } from '../../src/kafka/config/definitions.ts';
import { everyDefinition } from '../../src/kafka/config/versionDefinitions.ts';
import { configsWithEffect, hasEffect } from '../../src/scenario/modelledConfigs.ts';

const KAFKA = join(import.meta.dirname, '../../src/kafka');
const SCOPES: readonly ConfigScope[] = ['server', 'topic', 'producer', 'consumer', 'admin'];

/** Names in the sources that are looked at and change nothing: two settings are checked against each other. */
const WITHOUT_EFFECT = new Set(['isolation.level']);
/** Read by the consumer whose group is in ZooKeeper; a server has it too, and nothing follows from it. */
const OF_OLD_CONSUMERS = new Set(['zookeeper.sync.time.ms']);
/** A file says it with another key: `era: migration`. */
const OF_THE_ERA = new Set(['zookeeper.metadata.migration.enable']);
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

/** Today, or in a release of the ZooKeeper era. */
function isDefined(scope: ConfigScope, name: string): boolean {
  return everyDefinition(scope).some((definition) => definition.name === name);
}

test('every setting in the list exists and is read', () => {
  for (const scope of SCOPES) {
    for (const name of configsWithEffect(scope)) {
      expect(isDefined(scope, name), `${scope} ${name}`).toBe(true);
      expect(read.has(name), `${scope} ${name} is read in src/kafka`).toBe(true);
    }
  }
});

test('every setting that is read is in the list', () => {
  const names = new Set(SCOPES.flatMap((scope) => everyDefinition(scope).map(({ name }) => name)));
  const unlisted = [...read].filter((name) => {
    const isElsewhere = [WITHOUT_EFFECT, OF_OLD_CONSUMERS, OF_THE_ERA, NAMED_BY_TOOLS].some((set) => set.has(name));
    if (!names.has(name) || isElsewhere) return false;
    return !SCOPES.some((scope) => isDefined(scope, name) && hasEffect(scope, name));
  });
  expect(unlisted).toEqual([]);
});

test('a server setting that is the default of a topic setting counts', () => {
  expect(hasEffect('server', 'min.insync.replicas')).toBe(true);
  expect(hasEffect('server', 'message.max.bytes')).toBe(true);
  expect(hasEffect('server', 'log.segment.bytes')).toBe(true);
  expect(hasEffect('server', 'num.network.threads')).toBe(false);
});
