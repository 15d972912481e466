/** Kafka's settings as an editor offers them: those of the release that the file names, with default, range and meaning. */
import { verbatim } from '../../base/says.ts';
import { definitionOf, formatConfigValue } from '../../kafka/config/config.ts';
import type { ConfigDefinition, ConfigScope } from '../../kafka/config/definitions.ts';
import { everyDefinition, lastVersionWith, scopeDefinitions } from '../../kafka/config/versionDefinitions.ts';
import { KAFKA_VERSIONS, kafkaVersion } from '../../kafka/versions.ts';
import { ZOOKEEPER_DEFAULTS } from '../../kafka/zookeeper/setup.ts';
import { hasEffect, SET_BY_TIDEMARK } from '../modelledConfigs.ts';
import { ZOO_CFG_SETTINGS } from '../zooCfg.ts';
import type { AssistItem, SettingWords } from './item.ts';
import { entryOf, type OutlineNode, textOf } from './outline.ts';
import { metaOf, type Schema } from './schemaWalk.ts';

type Scope = Exclude<ConfigScope, 'admin'> | 'zookeeper';

const SCOPE_OF: Readonly<Record<string, Scope>> = {
  ServerConfig: 'server',
  ControllerConfig: 'server',
  BrokerConfig: 'server',
  TopicConfig: 'topic',
  ProducerConfig: 'producer',
  ConsumerConfig: 'consumer',
  ZooKeeperConfig: 'zookeeper',
};

/** Whose settings a group of settings has; undefined: it is none. `around` is the group that it belongs to. */
export function settingScope(schema: Schema, around: OutlineNode | undefined): Scope | undefined {
  const { id = '' } = metaOf(schema);
  if (id === 'AlteredConfig' || id === 'ChangedConfig') return scopeOfOwner(around);
  if (id === 'ConsumerConfig' && entryOf(around, 'connector') !== undefined) return 'zookeeper-consumer';
  return Object.hasOwn(SCOPE_OF, id) ? SCOPE_OF[id] : undefined;
}

function scopeOfOwner(around: OutlineNode | undefined): Scope {
  for (const owner of ['topic', 'group', 'producer', 'consumer'] as const) {
    if (entryOf(around, owner) !== undefined) return owner;
  }
  return 'server';
}

export function settingItems(scope: Scope, version: string | undefined, isFlow: boolean): readonly AssistItem[] {
  if (scope === 'zookeeper') return ZOO_CFG_SETTINGS.map((name) => itemOf(zooWords(name), isFlow));
  const release = version === undefined ? undefined : kafkaVersion(version)?.name;
  return [...scopeDefinitions(scope, release).byName.values()]
    .filter(({ name, internal }) => internal !== true && !Object.hasOwn(SET_BY_TIDEMARK[scope], name))
    .map((definition) => itemOf(wordsOfSetting(scope, definition), isFlow));
}

function itemOf(setting: SettingWords, isFlow: boolean): AssistItem {
  const { key, type, byDefault, isModelled, importance } = setting;
  const value = byDefault === null || byDefault === 'null' || byDefault === '' ? '#{}' : `#{${escaped(byDefault)}}`;
  return {
    label: key,
    kind: 'setting',
    insert: `${key}: ${value}`,
    detail: verbatim(`${type}${byDefault === null ? '' : ` · ${byDefault === '' ? '""' : shortened(byDefault)}`}`),
    words: null,
    isRequired: false,
    setting,
    rank: (isModelled ? 20 : 0) + (importance === 'high' ? 5 : importance === 'medium' ? 2 : 0) - (isFlow ? 0 : 0),
  };
}

/** In a snippet a brace ends the place. */
function escaped(value: string): string {
  return value.replace(/[{}\\#]/g, '');
}

function shortened(value: string): string {
  return value.length > 28 ? `${value.slice(0, 27)}…` : value;
}

function zooWords(name: (typeof ZOO_CFG_SETTINGS)[number]): SettingWords {
  return {
    owner: 'zookeeper',
    key: name,
    type: 'int',
    byDefault: String(ZOOKEEPER_DEFAULTS[name]),
    range: null,
    importance: null,
    isModelled: true,
    upTo: null,
    since: null,
  };
}

function wordsOfSetting(scope: Exclude<Scope, 'zookeeper'>, definition: ConfigDefinition): SettingWords {
  const { name, type, importance } = definition;
  const last = definitionOf(scope, name) === undefined ? lastVersionWith(scope, name) : undefined;
  return {
    owner: scope,
    key: name,
    type,
    byDefault: definition.default === undefined ? null : formatConfigValue(type, definition.default),
    range: rangeOf(definition),
    importance,
    isModelled: hasEffect(scope, name),
    upTo: last ?? null,
    since: sinceWhen(scope, name),
  };
}

/** Oldest first. */
const RELEASES = [...KAFKA_VERSIONS].reverse();
const SINCE = new Map<string, SettingWords['since']>();

function sinceWhen(scope: Exclude<Scope, 'zookeeper'>, name: string): SettingWords['since'] {
  const key = `${scope}:${name}`;
  const known = SINCE.get(key);
  if (known !== undefined) return known;
  const has = RELEASES.findIndex((release) => scopeDefinitions(scope, release.name).byName.has(name));
  const since = has <= 0 ? null : { first: RELEASES[has]!.name, notIn: RELEASES[has - 1]!.name };
  SINCE.set(key, since);
  return since;
}

function rangeOf({ type, min, max, oneOf }: ConfigDefinition): string | null {
  if (oneOf !== undefined) return oneOf.join(', ');
  if (type === 'boolean') return 'true, false';
  if (min === undefined && max === undefined) return null;
  const text = (bound: number | undefined) => (bound === undefined ? '' : formatConfigValue(type, bound));
  return `${text(min)}…${text(max)}`;
}

/** A setting by its name; of another release too, so that it can be said up to when there was one. */
export function settingNamed(scope: Scope, name: string, version: string | undefined): SettingWords | undefined {
  if (scope === 'zookeeper') {
    const known = ZOO_CFG_SETTINGS.find((one) => one === name);
    return known === undefined ? undefined : zooWords(known);
  }
  const release = version === undefined ? undefined : kafkaVersion(version)?.name;
  const definition =
    definitionOf(scope, name, release) ?? everyDefinition(scope).find((definition) => definition.name === name);
  return definition === undefined ? undefined : wordsOfSetting(scope, definition);
}

/** What Kafka checks in code of its own, where its declaration has no words. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  'auto.offset.reset': ['earliest', 'latest', 'none'],
  'cleanup.policy': ['delete', 'compact', '"compact,delete"'],
  'log.cleanup.policy': ['delete', 'compact', '"compact,delete"'],
  'partition.assignment.strategy': [
    'RangeAssignor',
    'RoundRobinAssignor',
    'StickyAssignor',
    'CooperativeStickyAssignor',
  ].map((name) => `org.apache.kafka.clients.consumer.${name}`),
};

/** What a setting may be: its words, and its default. In capitals or not, as the default is. */
export function settingValues(scope: Scope, name: string, version: string | undefined): readonly string[] {
  const setting = settingNamed(scope, name, version);
  if (setting === undefined) return [];
  const { range, byDefault, type } = setting;
  const words = range?.includes(', ') === true ? range.split(', ') : [];
  const isSmall = words.some((word) => word !== byDefault && word.toLowerCase() === byDefault);
  const small = words.map((word) => (isSmall ? word.toLowerCase() : word));
  const flags = type === 'boolean' ? ['true', 'false'] : [];
  const isPlain = byDefault !== null && byDefault !== 'null' && byDefault !== '';
  return [...new Set([...flags, ...(WORDS[name] ?? []), ...small, ...(isPlain ? [byDefault] : [])])];
}

/** The scope of `config` at `around`, for a place inside of it. */
export function versionIn(root: OutlineNode): string | undefined {
  return textOf(entryOf(root, 'version'));
}
