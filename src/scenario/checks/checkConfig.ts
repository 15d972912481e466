/** Settings of a file under Kafka's names: do they exist, are their values allowed, do they do anything here. */
import { definitionOf, parseConfigValue } from '../../kafka/config/config.ts';
import type { ConfigScope, ConfigValue } from '../../kafka/config/definitions.ts';
import { hasEffect, NOT_MODELLED, SET_BY_TIDEMARK } from '../modelledConfigs.ts';
import type { ConfigSection } from '../schema.ts';
import type { Path } from '../shape.ts';
import type { Report } from './report.ts';

const SCOPES: readonly ConfigScope[] = ['server', 'topic', 'producer', 'consumer', 'admin'];

export function checkConfig(scope: ConfigScope, section: ConfigSection | undefined, path: Path, report: Report): void {
  for (const name of Object.keys(section ?? {})) {
    const problem = problemOf(scope, name, section![name]!);
    if (problem !== undefined) report.error([...path, name], problem.message, problem.which);
    else if (!hasEffect(scope, name)) {
      report.warn([...path, name], `${name} has no effect in this model yet`, 'key');
    }
  }
}

/** What is wrong with one setting, if anything. */
export function problemOf(
  scope: ConfigScope,
  name: string,
  raw: string | number | boolean,
): { readonly message: string; readonly which: 'key' | 'value' } | undefined {
  if (definitionOf(scope, name) === undefined) {
    const parsed = parseConfigValue(scope, name, raw);
    const others = SCOPES.filter((other) => definitionOf(other, name) !== undefined);
    const message = others.length > 0 ? `${name} is a ${others[0]} setting, not a ${scope} setting` : textOf(parsed);
    return { message, which: 'key' };
  }
  const instead = SET_BY_TIDEMARK[scope][name];
  if (instead !== undefined) return { message: `${name} is not set here: ${instead}`, which: 'key' };
  const parsed = parseConfigValue(scope, name, raw);
  if (!parsed.ok) return { message: parsed.problem, which: 'value' };
  const refusal = NOT_MODELLED[scope].find((rule) => rule.name === name && rule.matters(parsed.value));
  return refusal === undefined
    ? undefined
    : { message: `${name}=${String(raw)} is not modelled yet: ${refusal.why}`, which: 'value' };
}

function textOf(parsed: ReturnType<typeof parseConfigValue>): string {
  return parsed.ok ? '' : parsed.problem;
}

// ---- settings that contradict each other (ProducerConfig.postProcessAndValidateIdempotenceConfigs and the like) --------

export function checkProducerRules(section: ConfigSection | undefined, path: Path, report: Report): void {
  const config = section ?? {};
  const value = (name: string): ConfigValue | undefined => valueInForce('producer', config, name);
  if (value('enable.idempotence') === true && config['enable.idempotence'] !== undefined) {
    const acks = String(value('acks') ?? 'all');
    if (acks !== 'all' && acks !== '-1')
      contradiction('acks', 'acks must be all when enable.idempotence is set to true');
    if (value('retries') === 0)
      contradiction('retries', 'retries must be above 0 when enable.idempotence is set to true');
    if (Number(value('max.in.flight.requests.per.connection')) > 5) {
      const name = 'max.in.flight.requests.per.connection';
      contradiction(name, `${name} must be at most 5 when enable.idempotence is set to true`);
    }
  }
  const delivery = Number(value('delivery.timeout.ms'));
  const least = Number(value('linger.ms')) + Number(value('request.timeout.ms'));
  if (config['delivery.timeout.ms'] !== undefined && delivery < least) {
    const rule = 'delivery.timeout.ms must be at least linger.ms + request.timeout.ms';
    contradiction('delivery.timeout.ms', `${rule}: ${delivery} is less than ${least}`);
  }

  function contradiction(name: string, message: string): void {
    report.error([...path, name], message);
  }
}

function valueInForce(scope: ConfigScope, config: ConfigSection, name: string): ConfigValue | undefined {
  const raw = config[name];
  if (raw === undefined) return definitionOf(scope, name)?.default;
  const parsed = parseConfigValue(scope, name, raw);
  return parsed.ok ? parsed.value : undefined;
}
