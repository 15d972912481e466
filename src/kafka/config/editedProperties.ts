/**
 * A server.properties with one line edited, `replica.lag.time.max.ms=5000`, or with its line taken out,
 * `replica.lag.time.max.ms=`: in force from the next start of the process, as any static setting.
 *
 * Kafka: kafka.server.KafkaConfig.fromProps.
 */
import type { KafkaSetup, ServerSetup } from '../kinds.ts';
import { definitionOf, parseConfigValue, resolvedConfig } from './config.ts';
import type { ConfigValue } from './definitions.ts';
import { serverConfigProblems } from './serverProblems.ts';

const LINE = /^([a-z][a-z0-9.]*)=(.*)$/s;

/** The text of the one line; null: it is taken out. */
export function propertyLine(key: string, value: string | number | boolean | null): string {
  return `${key}=${value ?? ''}`;
}

/** Undefined: this setup has no such file, or Kafka would not start with it. */
export function editedProperties(setup: KafkaSetup, text: string): ServerSetup | undefined {
  const found = LINE.exec(text);
  if (found === null || setup.kind !== 'server') return undefined;
  const [, key = '', value = ''] = found;
  const { name: release } = setup.version;
  if (definitionOf('server', key, release) === undefined) return undefined;
  const before = setup.written ?? [];
  const lines = Object.fromEntries(before.filter((name) => name !== key).map((name) => [name, setup.config[name]!]));
  const written: Record<string, ConfigValue> = { ...lines };
  if (value !== '') {
    const parsed = parseConfigValue('server', key, value, release);
    if (!parsed.ok) return undefined;
    written[key] = parsed.value;
  }
  const config = resolvedConfig('server', written, release);
  if (serverConfigProblems(config).length > 0) return undefined;
  return { ...setup, config, written: Object.keys(written).sort() };
}
