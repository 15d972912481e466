/**
 * Dynamic configs in the metadata log (org.apache.kafka.image.ConfigurationsImage) and the value in force for a topic:
 * the topic's own, else this node's dynamic one, else the cluster's dynamic default, else the server's file, else
 * Kafka's default (org.apache.kafka.metadata.KafkaConfigSchema.resolveEffectiveTopicConfig).
 */
import { emptyTable, get, remove, set, type Table } from '../../base/table.ts';
import { definitionOf, parseConfigValue, topicConfigValue } from '../config/config.ts';
import type { ConfigValue } from '../config/definitions.ts';
import type { Config } from '../kinds.ts';
import type { ConfigResourceType, MetadataRecord } from '../records.ts';

export type ConfigRecord = Extract<MetadataRecord, { type: 'ConfigRecord' }>;
export type ResourceConfig = Table<ConfigValue>;
/** By resource: `TOPIC:orders`, `GROUP:billing`, `BROKER:1`, and `BROKER:` for every broker. */
export type ConfigurationsImage = Table<ResourceConfig>;

export function resourceKey(resourceType: ConfigResourceType, resourceName: string): string {
  return `${resourceType}:${resourceName}`;
}

export function resourceConfig(
  configs: ConfigurationsImage,
  resourceType: ConfigResourceType,
  resourceName: string,
): ResourceConfig {
  return get(configs, resourceKey(resourceType, resourceName)) ?? emptyTable();
}

export function replayConfig(configs: ConfigurationsImage, record: ConfigRecord): ConfigurationsImage {
  const key = resourceKey(record.resourceType, record.resourceName);
  const before: ResourceConfig = get(configs, key) ?? emptyTable();
  const after = record.value === null ? remove(before, record.name) : set(before, record.name, parsed(record));
  return after.keys.length === 0 ? remove(configs, key) : set(configs, key, after);
}

const SCOPE_OF = { TOPIC: 'topic', BROKER: 'server', GROUP: 'group' } as const;

/** Kafka keeps the text and parses it at every look-up; parsed once here. */
function parsed({ resourceType, name, value }: ConfigRecord): ConfigValue {
  if (value === null) return null;
  const result = parseConfigValue(SCOPE_OF[resourceType], name, value);
  return result.ok ? result.value : value;
}

export function topicConfigIn(
  configs: ConfigurationsImage,
  topic: string,
  name: string,
  brokerConfig: Config,
  nodeId?: number,
): ConfigValue {
  const own = dynamicValue(configs, resourceKey('TOPIC', topic), [[name, 1]]);
  if (own !== undefined) return own;
  const synonyms = serverSynonymsOf(name);
  const node = nodeId === undefined ? undefined : dynamicValue(configs, resourceKey('BROKER', `${nodeId}`), synonyms);
  if (node !== undefined) return node;
  return (
    dynamicValue(configs, resourceKey('BROKER', ''), synonyms) ?? topicConfigValue<ConfigValue>(brokerConfig, {}, name)
  );
}

type Synonyms = readonly (readonly [name: string, factor: number])[];

function serverSynonymsOf(name: string): Synonyms {
  const definition = definitionOf('topic', name);
  if (definition?.serverSynonyms !== undefined) return definition.serverSynonyms;
  return definition?.serverDefault === undefined ? [] : [[definition.serverDefault, 1]];
}

function dynamicValue(configs: ConfigurationsImage, resource: string, names: Synonyms): ConfigValue | undefined {
  const config = get(configs, resource);
  if (config === undefined) return undefined;
  for (const [name, factor] of names) {
    const value = get(config, name);
    if (value !== undefined) return typeof value === 'number' ? value * factor : value;
  }
  return undefined;
}
