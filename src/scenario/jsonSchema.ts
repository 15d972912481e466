/**
 * The format as a JSON Schema, for editors that complete and check YAML. From the same schema that reads files; names
 * that only checks know (settings, facts, properties) are filled in.
 */
import { z } from 'zod';
import { definitionOf, formatConfigValue } from '../kafka/config/config.ts';
import type { ConfigDefinition, ConfigScope } from '../kafka/config/definitions.ts';
import { everyDefinition, lastVersionWith } from '../kafka/config/versionDefinitions.ts';
import { ZOOKEEPER_DEFAULTS } from '../kafka/zookeeper/setup.ts';
import { ANOMALIES, propertyNames } from '../properties/index.ts';
import { keyWords } from './assist/keyWords.ts';
import { FACT_NAMES } from './factFields.ts';
import { SET_BY_TIDEMARK } from './modelledConfigs.ts';
import { scenarioSchema } from './schema.ts';
import { ZOO_CFG_SETTINGS } from './zooCfg.ts';

type Json = Record<string, unknown>;

const SCOPE_OF: Readonly<Record<string, ConfigScope>> = {
  ServerConfig: 'server',
  ControllerConfig: 'server',
  BrokerConfig: 'server',
  AlteredConfig: 'server',
  TopicConfig: 'topic',
  ProducerConfig: 'producer',
  ConsumerConfig: 'consumer',
};

/** Draft 7: what the YAML extensions of editors read. */
export function scenarioJsonSchema(): Json {
  const generated = z.toJSONSchema(scenarioSchema, { target: 'draft-07', io: 'input' }) as Json;
  const definitions = generated.definitions as Record<string, Json>;
  definitions.ZooKeeperConfig = zooCfgSettings(definitions.ZooKeeperConfig!);
  for (const id of Object.keys(definitions)) {
    const scope = SCOPE_OF[id];
    if (scope === undefined) continue;
    if (scope === 'consumer') {
      definitions[id] = consumerSettings(definitions[id]!);
      continue;
    }
    // Settings of all servers are one list; a changed one may be a topic's as well.
    definitions[id] = id === 'ServerConfig' || scope !== 'server' ? settingsOf(scope, definitions[id]!) : reference(id);
  }
  fillNames(generated);
  describeKeys(generated);
  const { $schema, ...rest } = generated;
  return {
    $schema,
    $id: 'https://tidemark.invalid/schema/scenario.schema.json',
    title: 'Tidemark scenario, format version 1',
    ...rest,
  };
}

/** A consumer whose group is in ZooKeeper has settings of its own. */
function consumerSettings(described: Json): Json {
  const { description, ...newer } = settingsOf('consumer', described);
  return {
    ...(description === undefined ? {} : { description }),
    anyOf: [newer, settingsOf('zookeeper-consumer', {})],
  };
}

function reference(id: string): Json {
  const server = { $ref: '#/definitions/ServerConfig' };
  return id === 'AlteredConfig'
    ? { anyOf: [server, { $ref: '#/definitions/TopicConfig' }, settingsOf('group', {})] }
    : server;
}

function settingsOf(scope: ConfigScope, { description }: Json): Json {
  const properties: Record<string, Json> = {};
  for (const definition of everyDefinition(scope)) {
    if (definition.internal === true || SET_BY_TIDEMARK[scope][definition.name] !== undefined) continue;
    properties[definition.name] = settingOf(scope, definition);
  }
  return { type: 'object', description, properties, additionalProperties: { type: ['string', 'number', 'boolean'] } };
}

function zooCfgSettings({ description }: Json): Json {
  const properties: Record<string, Json> = {};
  for (const name of ZOO_CFG_SETTINGS) {
    properties[name] = { description: `int, default ${ZOOKEEPER_DEFAULTS[name]}`, type: 'integer' };
  }
  return { type: 'object', description, properties, additionalProperties: { type: ['string', 'number', 'boolean'] } };
}

function settingOf(scope: ConfigScope, definition: ConfigDefinition): Json {
  const { type, oneOf, min, max } = definition;
  const by = definition.default === undefined ? 'no default' : `default ${formatConfigValue(type, definition.default)}`;
  const last = definitionOf(scope, definition.name) === undefined ? lastVersionWith(scope, definition.name) : undefined;
  const setting: Json = { description: `${type}, ${by}${last === undefined ? '' : `, up to Kafka ${last}`}` };
  if (type === 'boolean') setting.type = 'boolean';
  else if (type === 'short' || type === 'int' || type === 'long') setting.type = 'integer';
  else if (type === 'double') setting.type = 'number';
  else setting.type = ['string', 'number', 'boolean'];
  if (min !== undefined && Number.isSafeInteger(min)) setting.minimum = min;
  if (max !== undefined && Number.isSafeInteger(max)) setting.maximum = max;
  if (oneOf !== undefined && type === 'string') setting.examples = oneOf;
  return setting;
}

const NAMES = {
  fact: FACT_NAMES,
  property: propertyNames,
  breaks: propertyNames,
  anomaly: ANOMALIES.filter(({ needs }) => needs === undefined).map(({ name }) => name),
};

/** `fact`, `property`, `breaks` and `anomaly` are lists of words wherever they stand. */
function fillNames(schema: unknown): void {
  if (Array.isArray(schema)) for (const item of schema) fillNames(item);
  else if (typeof schema === 'object' && schema !== null) {
    const properties = (schema as Json).properties as Record<string, Json> | undefined;
    for (const [key, names] of Object.entries(NAMES)) {
      if (properties !== undefined && Object.hasOwn(properties, key))
        properties[key] = { ...properties[key], enum: names };
    }
    for (const value of Object.values(schema)) fillNames(value);
  }
}

/** What each key is for, as the editor of the page tells it: a group that stands in several places has the words of its first. */
function describeKeys(root: Json): void {
  const definitions = root.definitions as Readonly<Record<string, Json>>;
  const seen = new Set<unknown>();
  const waiting: { readonly schema: unknown; readonly path: readonly string[] }[] = [{ schema: root, path: [] }];
  for (const { schema, path } of waiting) {
    if (typeof schema !== 'object' || schema === null || seen.has(schema)) continue;
    seen.add(schema);
    const { properties = {}, $ref, items, additionalProperties, anyOf, allOf, oneOf } = schema as Record<string, Json>;
    for (const [key, part] of Object.entries(properties)) {
      const words = keyWords(path, key);
      const { $ref: to } = part as Json;
      if (words !== null && (part as Json).description === undefined) {
        // What stands beside a reference is passed over in draft 7.
        properties[key] =
          to === undefined
            ? { description: words.en, ...(part as Json) }
            : { description: words.en, allOf: [{ $ref: to }] };
      }
      waiting.push({ schema: properties[key], path: [...path, key] });
    }
    if (typeof $ref === 'string') waiting.push({ schema: definitions[nameIn($ref)], path });
    for (const inner of [items, additionalProperties, anyOf, allOf, oneOf].flat())
      waiting.push({ schema: inner, path });
  }
}

function nameIn(reference: string): string {
  return reference.slice(reference.lastIndexOf('/') + 1);
}

export function schemaText(): string {
  return `${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`;
}
