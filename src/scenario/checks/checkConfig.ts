/** Settings of a file under Kafka's names: do they exist, are their values allowed, do they do anything here. */
import { NOTHING, type Says } from '../../base/says.ts';
import { definitionOf, parseConfigValue, resolvedConfig } from '../../kafka/config/config.ts';
import type { ConfigScope, ConfigValue } from '../../kafka/config/definitions.ts';
import { serverConfigProblems } from '../../kafka/config/serverProblems.ts';
import { consumerConfigProblems } from '../../kafka/consumer/configProblems.ts';
import { producerConfigProblems } from '../../kafka/producer/configProblems.ts';
import { DEFAULT_KAFKA_VERSION, kafkaVersion } from '../../kafka/versions.ts';
import { hasEffect, NOT_MODELLED, SET_BY_TIDEMARK } from '../modelledConfigs.ts';
import { CLIENTS_SAY } from '../says/clients.ts';
import { NAMES_SAY } from '../says/names.ts';
import type { ConfigSection } from '../schema.ts';
import type { Path } from '../shape.ts';
import type { Report } from './report.ts';

const SCOPES: readonly ConfigScope[] = ['server', 'topic', 'group', 'producer', 'consumer', 'admin'];

export function checkConfig(scope: ConfigScope, section: ConfigSection | undefined, path: Path, report: Report): void {
  for (const name of Object.keys(section ?? {})) {
    const problem = problemOf(scope, name, section![name]!, report.version);
    if (problem !== undefined) report.error([...path, name], problem.says, problem.which);
    else if (!hasEffect(scope, name)) {
      report.warn([...path, name], NAMES_SAY.noEffect(name), 'key');
    }
  }
}

/** What is wrong with one setting, if anything. */
export function problemOf(
  scope: ConfigScope,
  name: string,
  raw: string | number | boolean,
  version?: string,
): { readonly says: Says; readonly which: 'key' | 'value' } | undefined {
  if (definitionOf(scope, name, version) === undefined) {
    const parsed = parseConfigValue(scope, name, raw, version);
    const others = SCOPES.filter((other) => other !== scope && definitionOf(other, name, version) !== undefined);
    const [other] = others;
    return {
      says:
        other === undefined
          ? textOf(parsed)
          : CLIENTS_SAY.settingOfOthers(name, other, scope, alikeIn(scope, name, version)),
      which: 'key',
    };
  }
  const instead = SET_BY_TIDEMARK[scope][name];
  if (instead !== undefined) return { says: NAMES_SAY.notSetHere(name, instead), which: 'key' };
  const parsed = parseConfigValue(scope, name, raw, version);
  if (!parsed.ok) return { says: parsed.says, which: 'value' };
  const refusal = NOT_MODELLED[scope].find((rule) => rule.name === name && rule.matters(parsed.value));
  return refusal === undefined
    ? undefined
    : { says: CLIENTS_SAY.notModelled(name, String(raw), refusal.why), which: 'value' };
}

/** `log.retention.bytes` of servers is `retention.bytes` of a topic, and so on. */
function alikeIn(scope: ConfigScope, name: string, version: string | undefined): string | undefined {
  const alike = name.startsWith('log.') ? name.slice('log.'.length) : `log.${name}`;
  return definitionOf(scope, alike, version) === undefined ? undefined : alike;
}

function textOf(parsed: ReturnType<typeof parseConfigValue>): Says {
  return parsed.ok ? NOTHING : parsed.says;
}

// ---- settings that contradict each other --------------------------------------------------------------------------------

/** What the client's own constructor would throw, in Kafka's words. Values that are wrong by themselves are left out. */
export function checkContradictions(
  scope: 'producer' | 'consumer',
  section: ConfigSection | undefined,
  path: Path,
  report: Report,
): void {
  const given = readable(scope, section, report);
  const names = new Set(Object.keys(given));
  const config = resolvedConfig(scope, given, report.version);
  const version = (report.version === undefined ? undefined : kafkaVersion(report.version)) ?? DEFAULT_KAFKA_VERSION;
  const problems =
    scope === 'producer'
      ? producerConfigProblems(config, names, version)
      : consumerConfigProblems(config, names, version);
  for (const { name, message, hint } of problems) {
    report.error([...path, name], CLIENTS_SAY.contradiction(message, hint));
  }
}

/** What KafkaConfig would throw: the server would not start. `shared` is what every server of the cluster has. */
export function checkServer(
  shared: ConfigSection | undefined,
  own: ConfigSection | undefined,
  path: Path,
  report: Report,
): void {
  const section = { ...shared, ...own };
  const config = resolvedConfig('server', readable('server', section, report), report.version);
  const standing = new Set(own === shared ? [] : messagesOf(shared, report));
  for (const { name, message } of serverConfigProblems(config)) {
    if (standing.has(message)) continue;
    const blamed = own?.[name] !== undefined ? name : Object.keys(own ?? {}).find((key) => message.includes(key));
    report.error(blamed === undefined ? path : [...path, blamed], CLIENTS_SAY.wouldNotStart(message));
  }
}

function messagesOf(section: ConfigSection | undefined, report: Report): readonly string[] {
  const config = resolvedConfig('server', readable('server', section, report), report.version);
  return serverConfigProblems(config).map(({ message }) => message);
}

function readable(
  scope: ConfigScope,
  section: ConfigSection | undefined,
  report: Report,
): Readonly<Record<string, ConfigValue>> {
  const given: Record<string, ConfigValue> = {};
  for (const [name, raw] of Object.entries(section ?? {})) {
    const known = definitionOf(scope, name, report.version) !== undefined;
    const parsed = known ? parseConfigValue(scope, name, raw, report.version) : undefined;
    if (parsed?.ok) given[name] = parsed.value;
  }
  return given;
}
