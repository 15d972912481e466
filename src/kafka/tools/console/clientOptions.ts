/** What the two consoles have in common: where to connect, and the settings of their client. */
import { put } from '../../../base/own.ts';
import { parseConfigValue, resolvedConfig } from '../../config/config.ts';
import { configException } from '../../config/configException.ts';
import type { ConfigValue } from '../../config/definitions.ts';
import { consumerConfigProblem } from '../../consumer/configProblems.ts';
import type { Config } from '../../kinds.ts';
import { producerConfigProblem } from '../../producer/configProblems.ts';
import type { KafkaVersion } from '../../versions.ts';
import { readFile } from '../commands/files.ts';
import { type Command, printUsageAndExit } from '../options/commandLineUtils.ts';
import { Thrown } from '../options/thrown.ts';
import type { Shell } from '../program.ts';

export interface ClientOptions {
  /** As written after --bootstrap-server. */
  readonly bootstrap: string;
  /** As written: names and texts. */
  readonly config: Readonly<Record<string, string>>;
}

/** ToolsUtils.validateBootstrapServer */
export function checkBootstrap(command: Command): string {
  const text = command.options.valueOf('bootstrap-server');
  if (text === null || text.trim() === '') {
    return printUsageAndExit(command, 'Error while validating the bootstrap address\n');
  }
  if (text.split(',').every((address) => /:\d+$/.test(address))) return text;
  return printUsageAndExit(command, 'Please provide valid host:port like host1:9091,host2:9092\n');
}

/** java.util.Properties of a file; null: none. */
export function propertiesOf(shell: Shell, path: string | null): Record<string, string> {
  const properties: Record<string, string> = {};
  if (path === null) return properties;
  for (const line of readFile(shell, path).split('\n')) {
    const [, name, value] = /^\s*([^#!=:\s][^=:\s]*)\s*[=:]?\s*(.*?)\s*$/.exec(line) ?? [];
    if (name !== undefined) put(properties, name, value ?? '');
  }
  return properties;
}

/**
 * The settings in force. Throws Kafka's ConfigException for a value that cannot be, and for values that cannot be together.
 * Unknown names are passed over.
 */
export function clientConfig(
  scope: 'producer' | 'consumer',
  written: Readonly<Record<string, string>>,
  version: KafkaVersion,
): Config {
  const overrides: Record<string, ConfigValue> = {};
  for (const [name, text] of Object.entries(written)) {
    const problem = configException(scope, name, text, version.name);
    if (problem !== undefined) throw new Thrown(CONFIG_EXCEPTION, problem);
    const parsed = parseConfigValue(scope, name, text, version.name);
    if (parsed.ok) overrides[name] = parsed.value;
  }
  const config = resolvedConfig(scope, overrides, version.name);
  const names = new Set(Object.keys(overrides));
  const problem =
    scope === 'producer'
      ? producerConfigProblem(config, names, version)
      : consumerConfigProblem(config, names, version);
  if (problem !== undefined) throw new Thrown(CONFIG_EXCEPTION, problem);
  return config;
}

const CONFIG_EXCEPTION = 'org.apache.kafka.common.config.ConfigException';
