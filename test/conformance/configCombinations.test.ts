// Settings that are allowed each by itself, but not together: what constructors of clients and servers, and the controller
// for topics and groups, say to them.

import { expect, test } from 'vitest';
import { type ConfigOverrides, definitionOf, parseConfigValue, resolvedConfig } from '../../src/kafka/config/config.ts';
import { configException } from '../../src/kafka/config/configException.ts';
import type { ConfigScope, ConfigValue } from '../../src/kafka/config/definitions.ts';
import { groupConfigProblem } from '../../src/kafka/config/groupProblems.ts';
import { serverConfigProblems } from '../../src/kafka/config/serverProblems.ts';
import { topicConfigProblem } from '../../src/kafka/config/topicProblems.ts';
import { consumerConfigProblems } from '../../src/kafka/consumer/configProblems.ts';
import { producerConfigProblems } from '../../src/kafka/producer/configProblems.ts';
import { kafkaVersion } from '../../src/kafka/versions.ts';
import { readRecorded } from './recorded.ts';

type Given = Readonly<Record<string, string>>;
type Case = [scope: ConfigScope, given: Given, message: string | null];

/** Needs classes, the network, or what a scenario file does not set. */
const NOT_OURS =
  /ClassNotFoundException|could not be found|is not an instance of|NetworkClient|bootstrap|Class .* cannot be found|process\.roles|listener|node\.id|invalid addresses/;
const RELEASE = '4.3.1';

test('clients, servers, topics and groups', () => {
  let refused = 0;
  for (const [scope, given, message] of readRecorded<Case>('config-combinations.json').cases) {
    if (scope === 'admin' || (message !== null && NOT_OURS.test(message))) continue;
    if ('process.roles' in given || 'controller.quorum.auto.join.enable' in given) continue;
    hold(scope, given, message, RELEASE);
    if (message !== null) refused++;
  }
  expect(refused).toBeGreaterThan(1500);
});

test('and clients of other releases', () => {
  const { cases } = readRecorded<[release: string, ...rest: Case]>('config-combinations-versions.json');
  for (const [release, scope, given, message] of cases) {
    if (scope === 'admin' || (message !== null && NOT_OURS.test(message))) continue;
    hold(scope, given, message, release);
  }
  expect(cases.length).toBeGreaterThan(300);
});

test('defaults that follow from other settings', () => {
  type InForce = [scope: ConfigScope, given: Given, values: Given];
  for (const [scope, given, values] of readRecorded<InForce>('config-in-force.json').cases) {
    const written: Record<string, ConfigValue> = {};
    for (const [name, text] of Object.entries(given)) {
      const parsed = parseConfigValue(scope, name, text);
      if (parsed.ok) written[name] = parsed.value;
    }
    const config = resolvedConfig(scope, written);
    for (const [name, text] of Object.entries(values)) {
      expect(`${config[name]}`, `${scope} ${JSON.stringify(given)} ${name}`).toBe(text);
    }
  }
});

/** Where several things are wrong, Kafka says the one that its maps come to first: ours must be among them. */
function hold(scope: ConfigScope, given: Given, message: string | null, release: string): void {
  const where = `${release} ${scope} ${JSON.stringify(given)}`;
  const ours = problemsOf(scope, given, release);
  if (message === null) expect(ours, where).toEqual([]);
  else if (ours.length > 1) expect(ours, where).toContain(message);
  else expect(ours, where).toEqual([message]);
}

function problemsOf(scope: ConfigScope, given: Given, release: string): readonly string[] {
  const own = new Map(Object.entries(given));
  const server = resolvedConfig('server', {});
  if (scope === 'topic') return one(topicConfigProblem(server, own), scope, given);
  if (scope === 'group') return one(groupConfigProblem(server, own), scope, given);
  const single = singleProblems(scope, given, release);
  if (single.length > 0) return single;
  const values: Record<string, ConfigValue> = {};
  for (const [name, text] of own) {
    const parsed = parseConfigValue(scope, name, text, release);
    if (parsed.ok) values[name] = parsed.value;
  }
  const config = resolvedConfig(scope, values, release);
  return together(scope, config, new Set(Object.keys(values)), release);
}

function together(
  scope: ConfigScope,
  config: ConfigOverrides,
  names: ReadonlySet<string>,
  release: string,
): readonly string[] {
  const version = kafkaVersion(release)!;
  const first = (problems: readonly { readonly message: string }[]) => problems.slice(0, 1).map((one) => one.message);
  if (scope === 'producer') return first(producerConfigProblems(config, names, version));
  if (scope === 'consumer') return first(consumerConfigProblems(config, names, version));
  return first(serverConfigProblems(config));
}

function one(problem: string | undefined, scope: ConfigScope, given: Given): readonly string[] {
  if (problem === undefined) return [];
  const unknown = Object.keys(given).filter((name) => definitionOf(scope, name) === undefined);
  if (unknown.length > 0) return unknown.map((name) => `Unknown ${scope} config name: ${name}`);
  return [...new Set([problem, ...singleProblems(scope, given, RELEASE)])];
}

function singleProblems(scope: ConfigScope, given: Given, release: string): readonly string[] {
  return Object.entries(given).flatMap(([name, text]) => {
    if (definitionOf(scope, name, release) === undefined) return [];
    return configException(scope, name, text, release) ?? [];
  });
}
