/**
 * Where a run has a setting, with which value and by whose word: a running server's file and what the metadata log says over
 * it, a topic's own or its server's, a client's own.
 *
 * Kafka: kafka.server.ConfigHelper, org.apache.kafka.clients.admin.ConfigEntry.ConfigSource.
 */
import { get } from '../../base/table.ts';
import { configValue, definitionOf, formatConfigValue, resolvedConfig } from '../../kafka/config/config.ts';
import type { ConfigScope, ConfigValue } from '../../kafka/config/definitions.ts';
import type { Config, ConsumerSetup, Kafka, ServerSetup } from '../../kafka/kinds.ts';
import { resourceConfig, topicConfigIn } from '../../kafka/metadata/configurationsImage.ts';
import type { MetadataImage } from '../../kafka/metadata/image.ts';
import { readEntries } from '../../kafka/raft/metadataLog.ts';
import type { ConfigResourceType } from '../../kafka/records.ts';
import { ZOOKEEPER_DEFAULTS } from '../../kafka/zookeeper/setup.ts';
import type { NodeView } from '../../sim/world.ts';
import { isInternal } from '../internalTopics.ts';
import { newestImage } from '../metadataFrames.ts';
import type { Recording } from '../recording.ts';
import type { Target } from '../target.ts';
import type { ConfigOwner, ConfigPlace, ConfigSource } from './configFrame.ts';

interface Asked {
  readonly nodes: readonly NodeView<Kafka>[];
  readonly image: MetadataImage;
  readonly name: string;
  readonly here: ReadonlySet<string>;
}

/** What was asked about stands first. */
export function placesOf(
  { kernel }: Recording,
  owner: ConfigOwner,
  name: string,
  target: Target | null,
): readonly ConfigPlace[] {
  const { nodes } = kernel;
  const asked = { nodes, image: newestImage(nodes), name, here: namesOf(target, nodes) };
  const places = placesIn(asked, owner);
  return [...places.filter(({ isHere }) => isHere), ...places.filter(({ isHere }) => !isHere)];
}

function placesIn(asked: Asked, owner: ConfigOwner): readonly ConfigPlace[] {
  switch (owner) {
    case 'server':
      return asked.nodes.flatMap((node) => onServer(asked, node));
    case 'topic':
      return topicNames(asked.image).map((topic) => onTopic(asked, topic));
    case 'group':
      return groupNames(asked).map((group) => onGroup(asked, group));
    case 'zookeeper':
      return asked.nodes.flatMap(({ id, setup }): ConfigPlace[] => {
        if (setup.kind !== 'zookeeper') return [];
        const value = setup.zooCfg[asked.name as keyof typeof ZOOKEEPER_DEFAULTS];
        const isDefault = value === ZOOKEEPER_DEFAULTS[asked.name as keyof typeof ZOOKEEPER_DEFAULTS];
        return [place(asked, id, String(value), isDefault ? 'DEFAULT_CONFIG' : 'ZOO_CFG', null)];
      });
    case 'producer':
    case 'consumer':
    case 'zookeeper-consumer':
    case 'admin':
      return asked.nodes.flatMap((node) => onClient(asked, node, owner));
  }
}

function namesOf(target: Target | null, nodes: readonly NodeView<Kafka>[]): ReadonlySet<string> {
  switch (target?.type) {
    case 'node':
      return new Set([target.id]);
    case 'partition':
      return new Set([target.id.slice(0, target.id.lastIndexOf('-'))]);
    case 'replica':
    case 'record': {
      const node = nodes.find(({ setup }) => setup.kind === 'server' && setup.nodeId === target.broker);
      const topic = target.partition.slice(0, target.partition.lastIndexOf('-'));
      return new Set(node === undefined ? [topic] : [node.id, topic]);
    }
    default:
      return new Set();
  }
}

function place(
  { here }: Asked,
  name: string,
  value: string,
  source: ConfigSource,
  written: ConfigPlace['written'],
): ConfigPlace {
  return { name, value, source, isHere: here.has(name), written };
}

function shown(scope: ConfigScope, name: string, value: ConfigValue, version?: string): string {
  const type = definitionOf(scope, name, version)?.type;
  return type === undefined ? String(value) : formatConfigValue(type, value);
}

// ---- servers ------------------------------------------------------------------------------------------------------------

function onServer(asked: Asked, { id, setup, state }: NodeView<Kafka>): ConfigPlace[] {
  const { name, image } = asked;
  if (setup.kind !== 'server' || definitionOf('server', name, setup.version.name) === undefined) return [];
  const running = state?.kind === 'server' ? state.broker?.config : undefined;
  const value = (running ?? setup.config)[name];
  if (value === undefined) return [];
  const { source, resource } = sourceOnServer(image, setup, name, running);
  const written = resource === null ? null : lastWritten(asked.nodes, 'BROKER', resource, name);
  return [place(asked, id, shown('server', name, value, setup.version.name), source, written)];
}

function sourceOnServer(
  { configs }: MetadataImage,
  setup: ServerSetup,
  name: string,
  running: Config | undefined,
): { readonly source: ConfigSource; readonly resource: string | null } {
  const isChanged = running !== undefined && running !== setup.config;
  if (isChanged && get(resourceConfig(configs, 'BROKER', `${setup.nodeId}`), name) !== undefined)
    return { source: 'DYNAMIC_BROKER_CONFIG', resource: `${setup.nodeId}` };
  if (isChanged && get(resourceConfig(configs, 'BROKER', ''), name) !== undefined)
    return { source: 'DYNAMIC_DEFAULT_BROKER_CONFIG', resource: '' };
  return { source: isInFile(setup, name) ? 'STATIC_BROKER_CONFIG' : 'DEFAULT_CONFIG', resource: null };
}

function isInFile({ written, config, version }: ServerSetup, name: string): boolean {
  if (written !== undefined) return written.includes(name);
  return config[name] !== resolvedConfig('server', {}, version.name)[name];
}

// ---- topics and groups --------------------------------------------------------------------------------------------------

function topicNames({ topics }: MetadataImage): readonly string[] {
  return [...topics.keys.filter((topic) => !isInternal(topic)), ...topics.keys.filter(isInternal)];
}

function onTopic(asked: Asked, topic: string): ConfigPlace {
  const { image, nodes, name } = asked;
  const own = get(resourceConfig(image.configs, 'TOPIC', topic), name);
  const server = serverOf(nodes);
  const value = topicConfigIn(image.configs, topic, name, server?.config ?? {}, server?.nodeId);
  const text = shown('topic', name, value);
  if (own !== undefined)
    return place(asked, topic, text, 'DYNAMIC_TOPIC_CONFIG', lastWritten(nodes, 'TOPIC', topic, name));
  const definition = definitionOf('topic', name);
  const synonyms = definition?.serverSynonyms?.map(([one]) => one) ?? [definition?.serverDefault ?? ''];
  const isShared = synonyms.some((one) => get(resourceConfig(image.configs, 'BROKER', ''), one) !== undefined);
  if (isShared) return place(asked, topic, text, 'DYNAMIC_DEFAULT_BROKER_CONFIG', null);
  const isWritten = server !== undefined && synonyms.some((one) => isInFile(server, one));
  return place(asked, topic, text, isWritten ? 'STATIC_BROKER_CONFIG' : 'DEFAULT_CONFIG', null);
}

/** The servers of a scenario mostly have one file. */
function serverOf(nodes: readonly NodeView<Kafka>[]): ServerSetup | undefined {
  return nodes
    .flatMap(({ setup }) => (setup.kind === 'server' ? [setup] : []))
    .sort((a, b) => Number(b.roles.broker) - Number(a.roles.broker))[0];
}

function groupNames({ nodes, image }: Asked): readonly string[] {
  const joined = nodes.flatMap(({ setup }) =>
    setup.kind === 'consumer' && typeof setup.config['group.id'] === 'string' ? [setup.config['group.id']] : [],
  );
  const configured = image.configs.keys.flatMap((key) => (key.startsWith('GROUP:') ? [key.slice(6)] : []));
  return [...new Set([...joined, ...configured])];
}

function onGroup(asked: Asked, group: string): ConfigPlace {
  const { image, nodes, name } = asked;
  const own = get(resourceConfig(image.configs, 'GROUP', group), name);
  if (own !== undefined)
    return place(
      asked,
      group,
      shown('group', name, own),
      'DYNAMIC_GROUP_CONFIG',
      lastWritten(nodes, 'GROUP', group, name),
    );
  const serverName = definitionOf('group', name)?.serverDefault;
  const server = serverOf(nodes);
  const ofServer = serverName === undefined ? undefined : server?.config[serverName];
  const isWritten = server !== undefined && serverName !== undefined && isInFile(server, serverName);
  const value = ofServer ?? configValue('group', {}, name);
  return place(asked, group, shown('group', name, value), isWritten ? 'STATIC_BROKER_CONFIG' : 'DEFAULT_CONFIG', null);
}

// ---- clients ------------------------------------------------------------------------------------------------------------

function onClient(asked: Asked, { id, setup }: NodeView<Kafka>, scope: ConfigScope): ConfigPlace[] {
  if (setup.kind !== 'producer' && setup.kind !== 'consumer' && setup.kind !== 'admin') return [];
  const own = setup.kind === 'consumer' && isOld(setup) ? 'zookeeper-consumer' : setup.kind;
  const value = own === scope ? setup.config[asked.name] : undefined;
  if (value === undefined) return [];
  const version = setup.version.name;
  const isDefault = value === resolvedConfig(scope, {}, version)[asked.name];
  const text = shown(scope, asked.name, value, version);
  return [place(asked, id, text, isDefault ? 'DEFAULT_CONFIG' : 'CLIENT_CONFIG', null)];
}

function isOld({ zookeeper }: ConsumerSetup): boolean {
  return zookeeper !== undefined;
}

// ---- when ---------------------------------------------------------------------------------------------------------------

/** The newest record of it that is still in a log; what is in a snapshot only has no time of its own. */
function lastWritten(
  nodes: readonly NodeView<Kafka>[],
  resourceType: ConfigResourceType,
  resourceName: string,
  name: string,
): ConfigPlace['written'] {
  let newest: { offset: number; at: number } | null = null;
  for (const { state } of nodes) {
    const raft = state?.kind === 'server' ? state.raft : undefined;
    if (raft === undefined) continue;
    const found = readEntries(raft.log, raft.log.startOffset)
      .filter(
        ({ record }) =>
          record.type === 'ConfigRecord' &&
          record.resourceType === resourceType &&
          record.resourceName === resourceName &&
          record.name === name,
      )
      .at(-1);
    if (found !== undefined && (newest === null || found.offset > newest.offset))
      newest = { offset: found.offset, at: found.timestamp };
  }
  return newest;
}
