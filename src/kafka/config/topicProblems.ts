/**
 * Why all settings of a topic together are refused, in Kafka's words: names first, then each value, then what two of them
 * say against each other.
 *
 * Kafka: org.apache.kafka.storage.internals.log.LogConfig.validate, by the controller (ControllerConfigurationValidator).
 */
import { type ConfigOverrides, definitionOf, topicConfigValue } from './config.ts';
import { configException } from './configException.ts';
import { CONFIG_DEFINITIONS } from './definitions.ts';

/** `server`: the settings of the controller that is asked. */
export function topicConfigProblem(server: ConfigOverrides, own: ReadonlyMap<string, string>): string | undefined {
  for (const name of own.keys()) {
    if (definitionOf('topic', name) === undefined) return `Unknown topic config name: ${name}`;
  }
  for (const { name } of CONFIG_DEFINITIONS.topic) {
    const text = own.get(name);
    const problem = text === undefined ? undefined : configException('topic', name, text);
    if (problem !== undefined) return problem;
  }
  const lag = (name: string): number => {
    const text = own.get(name);
    return text === undefined ? topicConfigValue<number>(server, {}, name) : Number(text);
  };
  const [shortest, longest] = [lag('min.compaction.lag.ms'), lag('max.compaction.lag.ms')];
  if (shortest > longest) {
    return `conflict topic config setting min.compaction.lag.ms (${shortest}) > max.compaction.lag.ms (${longest})`;
  }
  if (own.get('remote.storage.enable')?.trim().toLowerCase() !== 'true') return undefined;
  // There is no tiered storage here: remote.log.storage.system.enable is false.
  return 'Tiered Storage functionality is disabled in the broker. Topic cannot be configured with remote log storage.';
}
