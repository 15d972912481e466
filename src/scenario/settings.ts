/** `--set key=value`: one Kafka setting changed for one run, checked as if it stood in the file. */
import { CONFIG_DEFINITIONS, type ConfigScope } from '../kafka/config/definitions.ts';
import { check } from './checks/check.ts';
import { problemOf } from './checks/checkConfig.ts';
import { didYouMean, listed, quoted } from './problems.ts';
import { brokersOf, controllersOf, type Scenario } from './scenario.ts';
import type { ConfigSection } from './schema.ts';
import { namedVersionOf } from './versionOf.ts';

export type SettingsResult =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly problems: readonly string[] };

const KINDS = ['topic', 'producer', 'consumer', 'broker', 'controller'] as const;
type Kind = (typeof KINDS)[number];

/** `min.insync.replicas=1`, `topic:orders:min.insync.replicas=1`, `producer:p1:acks=1`, `broker:b1:…=…` */
export function applySettings(scenario: Scenario, texts: readonly string[]): SettingsResult {
  const problems: string[] = [];
  let changed = scenario;
  for (const text of texts) {
    const result = applyOne(changed, text);
    if (typeof result === 'string') problems.push(`--set ${quoted(text)}: ${result}`);
    else changed = result;
  }
  if (texts.length > 0 && problems.length === 0) {
    check(changed, { error: (_path, says) => problems.push(`with --set: ${says.en}`), warn: () => {} });
  }
  return problems.length === 0 ? { ok: true, scenario: changed } : { ok: false, problems };
}

function applyOne(scenario: Scenario, text: string): Scenario | string {
  const equals = text.indexOf('=');
  if (equals <= 0) return 'write it as key=value';
  const [value, parts] = [text.slice(equals + 1), text.slice(0, equals).split(':')];
  if (parts.length === 1) return setServers(scenario, parts[0]!, value);
  const [kind, name, key] = parts;
  if (!KINDS.includes(kind as Kind)) return `there is no ${quoted(kind)}${didYouMean(kind!, KINDS)}`;
  if (parts.length !== 3 || key === '') return `write it as ${kind}:NAME:key=value`;
  return setOne(scenario, kind as Kind, name!, key!, value);
}

/** A setting of the whole cluster counts more than what the file says of single nodes: it was asked for last. */
function setServers(scenario: Scenario, key: string, value: string): Scenario | string {
  const problem = problemOf('server', key, value, namedVersionOf(scenario).name);
  if (problem !== undefined) return problem.says.en + elsewhere(scenario, key);
  const { cluster } = scenario;
  const without = <S extends { readonly config?: ConfigSection | undefined }>(servers: number | S[]): number | S[] =>
    typeof servers === 'number'
      ? servers
      : servers.map((server) => ({ ...server, config: withoutKey(server.config, key) }));
  return {
    ...scenario,
    cluster: {
      ...cluster,
      controllers: without(cluster.controllers),
      brokers: without(cluster.brokers),
      config: { ...cluster.config, [key]: value },
    },
  };
}

function withoutKey(config: ConfigSection | undefined, key: string): Record<string, string | number | boolean> {
  const rest = { ...config };
  delete rest[key];
  return rest;
}

/** `acks=1` alone does not say whose. */
function elsewhere(scenario: Scenario, key: string): string {
  const has = (scope: ConfigScope) => CONFIG_DEFINITIONS[scope].some(({ name }) => name === key);
  const kind = (['producer', 'consumer', 'topic'] as const).find((scope) => has(scope) && !has('server'));
  if (kind === undefined) return '';
  const name = scenario[`${kind}s`]?.[0]?.name;
  return name === undefined ? '' : `: write ${kind}:${name}:${key}=…`;
}

function setOne(scenario: Scenario, kind: Kind, name: string, key: string, value: string): Scenario | string {
  const scope = kind === 'broker' || kind === 'controller' ? 'server' : kind;
  const known = namesOf(scenario, kind);
  if (!known.includes(name)) {
    const guess = didYouMean(name, known);
    return `there is no ${kind} ${quoted(name)}${guess === '' ? `; there is ${listed(known)}` : guess}`;
  }
  const problem = problemOf(scope, key, value, namedVersionOf(scenario).name);
  if (problem !== undefined) return problem.says.en;
  const change = <S extends { readonly config?: ConfigSection | undefined }>(section: S): S => ({
    ...section,
    config: { ...section.config, [key]: value },
  });
  const inList = <S extends { readonly name: string; readonly config?: ConfigSection | undefined }>(
    list: S[] | undefined,
  ) => list?.map((section) => (section.name === name ? change(section) : section));
  switch (kind) {
    case 'topic':
      return {
        ...scenario,
        topics: inList(scenario.topics),
        timeline: scenario.timeline?.map((line) =>
          line['create-topic']?.name === name ? { ...line, 'create-topic': change(line['create-topic']) } : line,
        ),
      };
    case 'producer':
      return { ...scenario, producers: inList(scenario.producers) };
    case 'consumer':
      return { ...scenario, consumers: inList(scenario.consumers) };
    case 'broker':
      return {
        ...scenario,
        cluster: { ...scenario.cluster, brokers: inServers(scenario.cluster.brokers, name, change) },
      };
    case 'controller': {
      const controllers = inServers(scenario.cluster.controllers, name, change);
      return { ...scenario, cluster: { ...scenario.cluster, controllers } };
    }
  }
}

function inServers<S extends { id: number }>(servers: number | S[], name: string, change: (section: S) => S): S[] {
  const listed =
    typeof servers === 'number' ? Array.from({ length: servers }, (_, place) => ({ id: place + 1 }) as S) : servers;
  return listed.map((server) => (name.slice(1) === String(server.id) ? change(server) : server));
}

function namesOf(scenario: Scenario, kind: Kind): string[] {
  switch (kind) {
    case 'topic': {
      const created = (scenario.timeline ?? []).flatMap((line) => line['create-topic'] ?? []);
      return [...(scenario.topics ?? []), ...created].map(({ name }) => name);
    }
    case 'producer':
      return (scenario.producers ?? []).map(({ name }) => name);
    case 'consumer':
      return (scenario.consumers ?? []).map(({ name }) => name);
    case 'broker':
      return brokersOf(scenario).map(({ name }) => name);
    case 'controller':
      return controllersOf(scenario).map(({ name }) => name);
  }
}
