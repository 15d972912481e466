/**
 * DescribeConfigs: the settings in force for a topic or a broker, and for each where its value comes from: the topic's own,
 * this broker's dynamic one, the cluster's dynamic default, the server's file, Kafka's default.
 *
 * Kafka: kafka.server.ConfigHelper, org.apache.kafka.server.config.DynamicBrokerConfig.brokerConfigSynonyms,
 * ServerTopicConfigSynonyms, GroupConfig.brokerSynonym. *Simplified:* no documentation, no loggers and client metrics.
 */
import { entries, get } from '../../base/table.ts';
import { definitionOf, formatConfigValue } from '../config/config.ts';
import { CONFIG_DEFINITIONS, type ConfigType, type ConfigValue } from '../config/definitions.ts';
import type { ConfigSource, DescribeConfigsRequest, DescribeConfigsResponse, DescribedConfig } from '../messages.ts';
import { type ResourceConfig, resourceConfig } from '../metadata/configurationsImage.ts';
import { topicConfig } from '../metadata/image.ts';
import { isValidTopicName } from './handleMetadata.ts';
import { brokerId, type Work } from './work.ts';

type Result = DescribeConfigsResponse['results'][number];
type Resource = DescribeConfigsRequest['resources'][number];
type Synonym = DescribedConfig['synonyms'][number];

export function handleDescribeConfigs(work: Work, connection: number, request: DescribeConfigsRequest): void {
  work.out.reply(connection, describedConfigs(work, request));
}

export function describedConfigs(work: Work, request: DescribeConfigsRequest): DescribeConfigsResponse {
  const { correlationId, resources } = request;
  const results = resources.map((resource) => describe(work, resource, request.includeSynonyms));
  return { type: 'DescribeConfigsResponse', correlationId, results };
}

function describe(work: Work, resource: Resource, includeSynonyms: boolean): Result {
  const { resourceType, resourceName } = resource;
  const failed = (errorCode: Result['errorCode'], errorMessage: string | null): Result => ({
    errorCode,
    errorMessage,
    ...resource,
    configs: [],
  });
  const found = (configs: readonly DescribedConfig[]): Result => ({
    errorCode: 'NONE',
    errorMessage: null,
    ...resource,
    configs: includeSynonyms ? configs : configs.map((config) => ({ ...config, synonyms: [] })),
  });
  if (resourceType === 'TOPIC') {
    if (!isValidTopicName(resourceName)) return failed('INVALID_TOPIC_EXCEPTION', null);
    if (get(work.state.image.topics, resourceName) === undefined) return failed('UNKNOWN_TOPIC_OR_PARTITION', null);
    return found(topicConfigs(work, resourceName));
  }
  if (resourceType === 'GROUP') {
    if (resourceName === '') return failed('INVALID_REQUEST', 'Group name must not be empty');
    return found(groupConfigs(work, resourceName));
  }
  if (resourceName === '') return found(defaultBrokerConfigs(work));
  if (!/^[+-]?\d+$/.test(resourceName)) {
    return failed('INVALID_REQUEST', `Broker id must be an integer, but it is: ${resourceName}`);
  }
  if (Number(resourceName) === brokerId(work)) return found(brokerConfigs(work));
  const message = `Unexpected broker id, expected ${brokerId(work)} or empty string, but received ${resourceName}`;
  return failed('INVALID_REQUEST', message);
}

function topicConfigs(work: Work, topic: string): DescribedConfig[] {
  const { image, setup } = work.state;
  const own = resourceConfig(image.configs, 'TOPIC', topic);
  const known = CONFIG_DEFINITIONS.topic.filter(({ internal }) => internal !== true);
  return known.map(({ name, type, serverDefault, serverSynonyms }) => {
    const value = formatConfigValue(type, topicConfig(image, topic, name, setup.config, setup.nodeId));
    const serverName = serverSynonyms?.[0]?.[0] ?? serverDefault;
    const inherited = serverName === undefined ? [] : synonymsOf(work, serverName);
    const synonyms: readonly Synonym[] =
      get(own, name) === undefined ? inherited : [{ name, value, source: 'DYNAMIC_TOPIC_CONFIG' }, ...inherited];
    return described(name, value, synonyms);
  });
}

function groupConfigs(work: Work, group: string): DescribedConfig[] {
  const own = resourceConfig(work.state.image.configs, 'GROUP', group);
  return CONFIG_DEFINITIONS.group.map(({ name, type, default: standard = null, serverDefault }) => {
    const set = get(own, name);
    const inherited: readonly Synonym[] =
      serverDefault === undefined
        ? [{ name, value: textOf(type, standard), source: 'DEFAULT_CONFIG' }]
        : synonymsOf(work, serverDefault);
    if (set === undefined) return described(name, inherited[0]?.value ?? textOf(type, standard), inherited);
    const value = textOf(type, set);
    return described(name, value, [{ name, value, source: 'DYNAMIC_GROUP_CONFIG' }, ...inherited]);
  });
}

function described(name: string, value: string | null, synonyms: readonly Synonym[]): DescribedConfig {
  return { name, value, configSource: synonyms[0]?.source ?? 'DEFAULT_CONFIG', isSensitive: false, synonyms };
}

function brokerConfigs(work: Work): DescribedConfig[] {
  const { image, setup } = work.state;
  const own = resourceConfig(image.configs, 'BROKER', `${setup.nodeId}`);
  const shared = resourceConfig(image.configs, 'BROKER', '');
  const known = CONFIG_DEFINITIONS.server
    .filter(({ internal }) => internal !== true)
    .map(({ name, type }) => {
      const synonyms = synonymsOf(work, name);
      const standing = work.state.config[name] ?? null;
      const found = described(name, synonyms[0]?.value ?? textOf(type, standing), synonyms);
      return type === 'password' ? { ...found, isSensitive: true } : found;
    });
  return [...known, ...unknownConfigs([own, 'DYNAMIC_BROKER_CONFIG'], [shared, 'DYNAMIC_DEFAULT_BROKER_CONFIG'])];
}

function defaultBrokerConfigs(work: Work): DescribedConfig[] {
  const shared = resourceConfig(work.state.image.configs, 'BROKER', '');
  return entries(shared).map(([name, value]) => {
    const text = textOf(definitionOf('server', name)?.type ?? 'string', value);
    return described(name, text, [{ name, value: text, source: 'DYNAMIC_DEFAULT_BROKER_CONFIG' }]);
  });
}

/** What no ConfigDef knows might be a secret: it is not shown (KafkaConfig.maybeSensitive). */
function unknownConfigs(...layers: readonly (readonly [ResourceConfig, ConfigSource])[]): DescribedConfig[] {
  return layers.flatMap(([config, source]) =>
    config.keys
      .filter((name) => definitionOf('server', name) === undefined)
      .map((name) => ({ ...described(name, null, [{ name, value: null, source }]), isSensitive: true })),
  );
}

/** Under any of its names, strongest first; a synonym counts only behind the name itself. */
function synonymsOf(work: Work, name: string): readonly Synonym[] {
  const { image, setup } = work.state;
  const names = brokerSynonyms(name);
  const found: Synonym[] = [];
  const layer = (source: ConfigSource, value: (name: string) => ConfigValue | undefined): void => {
    for (const synonym of names) {
      const at = value(synonym);
      const type = definitionOf('server', synonym)?.type ?? 'string';
      if (at !== undefined && at !== null) found.push({ name: synonym, value: textOf(type, at), source });
    }
  };
  const own = resourceConfig(image.configs, 'BROKER', `${setup.nodeId}`);
  const shared = resourceConfig(image.configs, 'BROKER', '');
  const standard = (synonym: string) => definitionOf('server', synonym)?.default;
  layer('DYNAMIC_BROKER_CONFIG', (synonym) => get(own, synonym));
  layer('DYNAMIC_DEFAULT_BROKER_CONFIG', (synonym) => get(shared, synonym));
  layer('STATIC_BROKER_CONFIG', (synonym) => {
    const value = setup.config[synonym];
    if (setup.written !== undefined) return setup.written.includes(synonym) ? value : undefined;
    return value === standard(synonym) ? undefined : value;
  });
  layer('DEFAULT_CONFIG', standard);
  const first = found.findIndex((synonym) => synonym.name === name);
  return first < 0 ? [] : found.slice(first);
}

/** DynamicBrokerConfig.brokerConfigSynonyms */
function brokerSynonyms(name: string): readonly string[] {
  switch (name) {
    case 'log.roll.ms':
    case 'log.roll.hours':
      return ['log.roll.ms', 'log.roll.hours'];
    case 'log.roll.jitter.ms':
    case 'log.roll.jitter.hours':
      return ['log.roll.jitter.ms', 'log.roll.jitter.hours'];
    case 'log.flush.interval.ms':
      return ['log.flush.interval.ms', 'log.flush.scheduler.interval.ms'];
    case 'log.retention.ms':
    case 'log.retention.minutes':
    case 'log.retention.hours':
      return ['log.retention.ms', 'log.retention.minutes', 'log.retention.hours'];
    default:
      return [name];
  }
}

function textOf(type: ConfigType, value: ConfigValue): string | null {
  return value === null ? null : formatConfigValue(type, value);
}
