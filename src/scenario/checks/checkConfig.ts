/** Settings of a file under Kafka's names: do they exist, are their values allowed, do they do anything here. */
import { definitionOf, parseConfigValue, resolvedConfig } from '../../kafka/config/config.ts';
import type { ConfigScope, ConfigValue } from '../../kafka/config/definitions.ts';
import { consumerConfigProblems } from '../../kafka/consumer/configProblems.ts';
import { producerConfigProblems } from '../../kafka/producer/configProblems.ts';
import { hasEffect, isHowItIs, NOT_MODELLED, SET_BY_TIDEMARK } from '../modelledConfigs.ts';
import type { ConfigSection } from '../schema.ts';
import type { Path } from '../shape.ts';
import type { Report } from './report.ts';

const SCOPES: readonly ConfigScope[] = ['server', 'topic', 'producer', 'consumer', 'admin'];

export function checkConfig(scope: ConfigScope, section: ConfigSection | undefined, path: Path, report: Report): void {
  for (const name of Object.keys(section ?? {})) {
    const problem = problemOf(scope, name, section![name]!, report.version);
    if (problem !== undefined) report.error([...path, name], problem.message, problem.which);
    else if (!hasEffect(scope, name) && !isHowItIs(scope, name, section![name]!)) {
      report.warn([...path, name], `${name} has no effect in this model yet`, 'key');
    }
  }
}

/** What is wrong with one setting, if anything. */
export function problemOf(
  scope: ConfigScope,
  name: string,
  raw: string | number | boolean,
  version?: string,
): { readonly message: string; readonly which: 'key' | 'value' } | undefined {
  if (definitionOf(scope, name, version) === undefined) {
    const parsed = parseConfigValue(scope, name, raw, version);
    const others = SCOPES.filter((other) => other !== scope && definitionOf(other, name, version) !== undefined);
    const message = others.length > 0 ? `${name} is a ${others[0]} setting, not a ${scope} setting` : textOf(parsed);
    return { message, which: 'key' };
  }
  const instead = SET_BY_TIDEMARK[scope][name];
  if (instead !== undefined) return { message: `${name} is not set here: ${instead}`, which: 'key' };
  const parsed = parseConfigValue(scope, name, raw, version);
  if (!parsed.ok) return { message: parsed.problem, which: 'value' };
  const refusal = NOT_MODELLED[scope].find((rule) => rule.name === name && rule.matters(parsed.value));
  return refusal === undefined
    ? undefined
    : { message: `${name}=${String(raw)} is not modelled yet: ${refusal.why}`, which: 'value' };
}

function textOf(parsed: ReturnType<typeof parseConfigValue>): string {
  return parsed.ok ? '' : parsed.problem;
}

// ---- settings that contradict each other --------------------------------------------------------------------------------

/** What the client's own constructor would throw, in Kafka's words. Values that are wrong by themselves are left out. */
export function checkContradictions(
  scope: 'producer' | 'consumer',
  section: ConfigSection | undefined,
  path: Path,
  report: Report,
): void {
  const given: Record<string, ConfigValue> = {};
  for (const [name, raw] of Object.entries(section ?? {})) {
    const known = definitionOf(scope, name, report.version) !== undefined;
    const parsed = known ? parseConfigValue(scope, name, raw, report.version) : undefined;
    if (parsed?.ok) given[name] = parsed.value;
  }
  const names = new Set(Object.keys(given));
  const config = resolvedConfig(scope, given, report.version);
  const problems = scope === 'producer' ? producerConfigProblems(config, names) : consumerConfigProblems(config, names);
  for (const { name, message } of problems) report.error([...path, name], message);
}
