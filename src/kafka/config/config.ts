// Looking up and checking Kafka settings by their real names, defaults and ranges.
// Follows org.apache.kafka.common.config.ConfigDef (parseType, Range, ValidString, ValidList) and, for topics,
// ServerTopicConfigSynonyms. What is accepted is held against the real ConfigDef by test/conformance/config.test.ts.
// Simplified: whole numbers beyond 2^53 are refused, except the two ends of Java's long; class names are not loaded;
// rules that tie several settings together (ProducerConfig.postProcessParsedConfig and the like) are not here.

import { nearest } from '../../base/nearest.ts';
import {
  CONFIG_DEFINITIONS,
  type ConfigDefinition,
  type ConfigRule,
  type ConfigScope,
  type ConfigType,
  type ConfigValue,
} from './definitions.ts';

export type ConfigOverrides = Readonly<Record<string, ConfigValue>>;

export type ParsedConfigValue =
  | { readonly ok: true; readonly value: ConfigValue }
  | { readonly ok: false; readonly problem: string };

const BY_NAME: Readonly<Record<ConfigScope, ReadonlyMap<string, ConfigDefinition>>> = {
  server: byName(CONFIG_DEFINITIONS.server),
  topic: byName(CONFIG_DEFINITIONS.topic),
  producer: byName(CONFIG_DEFINITIONS.producer),
  consumer: byName(CONFIG_DEFINITIONS.consumer),
  admin: byName(CONFIG_DEFINITIONS.admin),
};

function byName(definitions: readonly ConfigDefinition[]): ReadonlyMap<string, ConfigDefinition> {
  return new Map(definitions.map((definition) => [definition.name, definition]));
}

export function definitionOf(scope: ConfigScope, name: string): ConfigDefinition | undefined {
  return BY_NAME[scope].get(name);
}

/** Kafka's default; undefined for an unknown or a required setting, null for one that is not set by default. */
export function defaultOf(scope: ConfigScope, name: string): ConfigValue | undefined {
  return definitionOf(scope, name)?.default;
}

/** The nearest existing name to a mistyped one: few edits, or the same words in another order, or the one that it begins. */
export function nearestConfigName(scope: ConfigScope, name: string): string | undefined {
  const names = [...BY_NAME[scope].keys()];
  const words = sortedWords(name);
  const longer = names.filter((candidate) => candidate.startsWith(`${name}.`));
  return (
    nearest(name, names) ??
    names.find((candidate) => sortedWords(candidate) === words) ??
    (longer.length === 1 ? longer[0] : undefined)
  );
}

function sortedWords(name: string): string {
  return name.toLowerCase().split(/[._-]/).sort().join('.');
}

/** The value in force: the override, or else Kafka's default. A name that does not exist is a programming error. */
export function configValue<T extends ConfigValue>(scope: ConfigScope, overrides: ConfigOverrides, name: string): T {
  const override = overrides[name];
  if (override !== undefined) return override as T;
  const value = defaultOf(scope, name);
  if (value !== undefined) return value as T;
  throw new Error(definitionOf(scope, name) ? `The ${scope} setting ${name} has no default` : unknownName(scope, name));
}

/** Every setting of a scope with its value in force; a required one that is not given is null. */
export function resolvedConfig(scope: ConfigScope, overrides: ConfigOverrides): ConfigOverrides {
  const resolved: Record<string, ConfigValue> = {};
  for (const { name, default: value = null } of CONFIG_DEFINITIONS[scope]) {
    const override = overrides[name];
    resolved[name] = override === undefined ? value : override;
  }
  return resolved;
}

/** A topic's value in force: its own override, else the server's (under any of its synonyms), else Kafka's default. */
export function topicConfigValue<T extends ConfigValue>(
  serverOverrides: ConfigOverrides,
  topicOverrides: ConfigOverrides,
  name: string,
): T {
  const definition = definitionOf('topic', name);
  if (definition && topicOverrides[name] === undefined) {
    const single = definition.serverDefault === undefined ? [] : [[definition.serverDefault, 1] as const];
    for (const [serverName, factor] of definition.serverSynonyms ?? single) {
      const value = serverOverrides[serverName];
      if (value === undefined || value === null) continue;
      return (typeof value === 'number' ? value * factor : value) as T;
    }
  }
  return configValue('topic', topicOverrides, name);
}

/** The elements of a list setting. */
export function listElements(value: ConfigValue): readonly string[] {
  return typeof value !== 'string' || value === '' ? [] : value.split(',');
}

/** A value as Kafka's tools print it. */
export function formatConfigValue(type: ConfigType, value: ConfigValue): string {
  if (value === null) return 'null';
  if (typeof value !== 'number') return String(value);
  if (type === 'double') return Number.isInteger(value) && value < 1e7 && value > -1e7 ? `${value}.0` : String(value);
  if (value >= LONG_END) return '9223372036854775807';
  if (value <= -LONG_END) return '-9223372036854775808';
  return String(value);
}

/** Reads what a person wrote, as Kafka would; the problem says what is allowed. */
export function parseConfigValue(scope: ConfigScope, name: string, raw: string | number | boolean): ParsedConfigValue {
  const definition = definitionOf(scope, name);
  if (!definition) return problem(unknownName(scope, name));
  const text = String(raw).trim();
  const parsed = parseText(definition, text);
  if (parsed !== undefined && isAllowed(definition, parsed)) return { ok: true, value: parsed };
  return problem(`${name} must be ${allowedText(definition)}, not ${text === '' ? 'empty' : text}`);
}

function problem(text: string): ParsedConfigValue {
  return { ok: false, problem: text };
}

function unknownName(scope: ConfigScope, name: string): string {
  const guess = nearestConfigName(scope, name);
  return `Kafka has no ${scope} setting ${name}${guess === undefined ? '' : `; did you mean ${guess}?`}`;
}

const LONG_END = 2 ** 63;
const WHOLE_NUMBER = /^[+-]?\d+$/;
const DECIMAL_NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

const WHOLE_NUMBER_END: Partial<Record<ConfigType, number>> = { short: 2 ** 15, int: 2 ** 31, long: LONG_END };

function parseText(definition: ConfigDefinition, text: string): ConfigValue | undefined {
  switch (definition.type) {
    case 'boolean': {
      const lower = text.toLowerCase();
      return lower === 'true' ? true : lower === 'false' ? false : undefined;
    }
    case 'short':
    case 'int':
    case 'long':
      return WHOLE_NUMBER.test(text) ? parseWholeNumber(definition.type, text) : undefined;
    case 'double':
      return DECIMAL_NUMBER.test(text) ? Number(text) : undefined;
    case 'list':
      return text === '' ? '' : text.split(/\s*,\s*/).join(',');
    case 'string':
    case 'class':
    case 'password':
      return text;
  }
}

function parseWholeNumber(type: 'short' | 'int' | 'long', text: string): number | undefined {
  const exact = BigInt(text.startsWith('+') ? text.slice(1) : text);
  const end = BigInt(WHOLE_NUMBER_END[type]!);
  if (exact >= end || exact < -end) return undefined;
  const value = Number(exact);
  const representable = Number.isSafeInteger(value) || exact === end - 1n || exact === -end;
  return representable ? value : undefined;
}

function isAllowed(definition: ConfigDefinition, value: ConfigValue): boolean {
  if (typeof value === 'number') {
    if (definition.min !== undefined && value < definition.min) return false;
    if (definition.max !== undefined && value > definition.max) return false;
  }
  if (definition.notEmpty && value === '') return false;
  if (definition.type === 'list') {
    const elements = listElements(value);
    if (definition.distinct && new Set(elements).size !== elements.length) return false;
    if (definition.distinct && elements.includes('')) return false;
    if (definition.oneOf && !elements.every((element) => isOneOf(definition, element))) return false;
  } else if (definition.oneOf && !isOneOf(definition, String(value))) {
    return false;
  }
  return definition.rule === undefined || RULES[definition.rule].allows(value);
}

function isOneOf(definition: ConfigDefinition, word: string): boolean {
  if (!definition.caseInsensitive) return definition.oneOf!.includes(word);
  const lower = word.toLowerCase();
  return definition.oneOf!.some((allowed) => allowed.toLowerCase() === lower);
}

interface Rule {
  readonly says: string;
  allows(value: ConfigValue): boolean;
}

const HOST_AND_PORT = String.raw`(\[[0-9a-fA-F:.]+\]|[^@:,\[\]\s]+):\d+`;

const RULES: Readonly<Record<ConfigRule, Rule>> = {
  'auto-offset-reset': {
    says: 'earliest, latest, none or by_duration:<ISO-8601 duration>',
    allows: (value) => ['earliest', 'latest', 'none'].includes(String(value)) || isDurationAgo(String(value)),
  },
  'bootstrap-servers': {
    says: 'a comma separated list of host:port',
    allows: (value) => everyElement(value, new RegExp(`^${HOST_AND_PORT}$`)),
  },
  'gzip-level': {
    says: '-1 or a whole number from 1 to 9',
    allows: (value) => value !== 0,
  },
  'quorum-voters': {
    says: 'a comma separated list of id@host:port',
    allows: (value) => everyElement(value, new RegExp(`^-?\\d+@${HOST_AND_PORT}$`)),
  },
  'throttled-replicas': {
    says: '* or a comma separated list of partition:broker',
    allows: (value) => /^(\*|(\d+:\d+(,\d+:\d+)*,?)?)$/.test(String(value)),
  },
};

function everyElement(value: ConfigValue, pattern: RegExp): boolean {
  return listElements(value).every((element) => pattern.test(element));
}

const DURATION =
  /^by_duration:([+-]?)P(?:([+-]?\d+)D)?(T(?:([+-]?\d+)H)?(?:([+-]?\d+)M)?(?:([+-]?\d+(?:\.\d{0,9})?)S)?)?$/i;

/** java.time.Duration's text form, of a duration that is not negative. */
function isDurationAgo(text: string): boolean {
  if (!text.startsWith('by_duration:')) return false;
  const match = DURATION.exec(text);
  if (!match) return false;
  const [, sign, days, time, hours, minutes, seconds] = match;
  const hasTime = hours !== undefined || minutes !== undefined || seconds !== undefined;
  if (time !== undefined && !hasTime) return false;
  if (days === undefined && !hasTime) return false;
  const total =
    Number(days ?? 0) * 86_400 + Number(hours ?? 0) * 3_600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
  return sign === '-' ? total <= 0 : total >= 0;
}

function allowedText(definition: ConfigDefinition): string {
  if (definition.rule !== undefined) return RULES[definition.rule].says;
  switch (definition.type) {
    case 'boolean':
      return 'true or false';
    case 'short':
    case 'int':
    case 'long':
      return `a whole number ${rangeText(definition)}`;
    case 'double':
      return `a number${definition.min === undefined && definition.max === undefined ? '' : ` ${rangeText(definition)}`}`;
    case 'list': {
      const elements = definition.oneOf ? `of ${definition.oneOf.join(', ')}` : 'of values';
      return `a comma separated list ${elements}${definition.distinct ? ', none empty or repeated' : ''}`;
    }
    default:
      return definition.oneOf ? `one of ${definition.oneOf.join(', ')}` : 'a text that is not empty';
  }
}

function rangeText(definition: ConfigDefinition): string {
  const end = WHOLE_NUMBER_END[definition.type];
  const smallest = definition.min ?? (end === undefined ? undefined : -end);
  const largest = definition.max ?? (end === undefined ? undefined : end - 1);
  if (smallest === undefined) return `up to ${largest}`;
  const from = formatConfigValue(definition.type, smallest);
  return largest === undefined ? `from ${from}` : `from ${from} to ${formatConfigValue(definition.type, largest)}`;
}
