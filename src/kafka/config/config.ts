// Looking up and checking Kafka settings by their real names, defaults and ranges.
// Follows org.apache.kafka.common.config.ConfigDef (parseType, Range, ValidString, ValidList) and, for topics,
// ServerTopicConfigSynonyms. What is accepted is held against the real ConfigDef by test/conformance/config.test.ts.
// What Kafka says of a value that it refuses: configException.ts. Rules that tie several settings together:
// producer/configProblems.ts, consumer/configProblems.ts, serverProblems.ts, topicProblems.ts, groupProblems.ts.
// Simplified: whole numbers beyond 2^53 are refused, except the two ends of Java's long; class names are not loaded;
// NaN, the infinities and hexadecimal fractions are no numbers.

import { betweenMarks } from '../../base/lists.ts';
import { nearest } from '../../base/nearest.ts';
import type { Says } from '../../base/says.ts';
import { DEFAULT_KAFKA_VERSION } from '../versions.ts';
import type { ConfigDefinition, ConfigScope, ConfigType, ConfigValue } from './definitions.ts';
import { changedDefaults } from './postProcess.ts';
import { CONFIG_RULES, listElements } from './rules.ts';
import { CONFIG_SAYS } from './says.ts';
import { lastVersionWith, scopeDefinitions } from './versionDefinitions.ts';

export { listElements };

export type ConfigOverrides = Readonly<Record<string, ConfigValue>>;

export type ParsedConfigValue =
  | { readonly ok: true; readonly value: ConfigValue }
  /** In English and in both languages. */
  | { readonly ok: false; readonly problem: string; readonly says: Says };

/** `version` names a release; without one it is the newest. */
export function definitionOf(scope: ConfigScope, name: string, version?: string): ConfigDefinition | undefined {
  return scopeDefinitions(scope, version).byName.get(name);
}

/** Kafka's default; undefined for an unknown or a required setting, null for one that is not set by default. */
export function defaultOf(scope: ConfigScope, name: string): ConfigValue | undefined {
  return definitionOf(scope, name)?.default;
}

/** The existing name nearest to a mistyped one: few edits, the same words in another order, or the one it begins. */
export function nearestConfigName(scope: ConfigScope, name: string): string | undefined {
  const names = [...scopeDefinitions(scope, undefined).byName.keys()];
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
  throw new Error(
    definitionOf(scope, name) ? `The ${scope} setting ${name} has no default` : unknownName(scope, name).en,
  );
}

/** Every setting of a scope with its value in force; a required one that is not given is null. */
export function resolvedConfig(scope: ConfigScope, overrides: ConfigOverrides, version?: string): ConfigOverrides {
  const resolved: Record<string, ConfigValue> = {};
  const changed = changedDefaults(scope, overrides);
  const { all, sameAs } = scopeDefinitions(scope, version);
  for (const { name, default: value = null } of all) {
    const override = overrides[name];
    resolved[name] = override === undefined ? (changed[name] ?? value) : override;
  }
  for (const [name, other] of sameAs) if (overrides[name] === undefined) resolved[name] = resolved[other]!;
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

/** A value as Kafka's tools print it. */
export function formatConfigValue(type: ConfigType, value: ConfigValue): string {
  if (value === null) return 'null';
  if (typeof value !== 'number') return String(value);
  if (type === 'double')
    return Number.isInteger(value) && value < 1e7 && value > -1e7 ? `${value}.0` : javaExponent(value);
  if (value >= LONG_END) return '9223372036854775807';
  if (value <= -LONG_END) return '-9223372036854775808';
  return String(value);
}

/** As Double.toString writes it: 1.7E308. */
function javaExponent(value: number): string {
  return String(value).replace(/e\+?/, 'E');
}

/** Reads what a person wrote, as Kafka would; the problem says what is allowed. */
export function parseConfigValue(
  scope: ConfigScope,
  name: string,
  raw: string | number | boolean,
  version?: string,
): ParsedConfigValue {
  const definition = definitionOf(scope, name, version);
  if (!definition) return problem(unknownName(scope, name, version));
  return parseDefined(definition, String(raw));
}

/** The same for a definition at hand. */
export function parseDefined(definition: ConfigDefinition, raw: string): ParsedConfigValue {
  const text = raw.trim();
  const parsed = parseText(definition, text);
  if (parsed !== undefined && isAllowed(definition, parsed)) return { ok: true, value: parsed };
  const guess = guessAt(definition, text);
  const isRight = guess !== undefined && isAllowed(definition, parseText(definition, String(guess)) ?? null);
  return problem(CONFIG_SAYS.mustBe(definition.name, allowed(definition), text, isRight ? guess : undefined));
}

/** What was meant by a value that this setting does not take. */
function guessAt({ name, type, oneOf }: ConfigDefinition, text: string): string | number | undefined {
  if (name.endsWith('.ms')) return inMilliseconds(text);
  const word = text.toLowerCase();
  if (type === 'boolean') return ownValue(FLAGS, word);
  if (type === 'int' || type === 'long') return inBytes(text);
  const known = oneOf ?? (name === 'auto.offset.reset' ? ['earliest', 'latest', 'none'] : []);
  const resets = known.includes('smallest') ? OLD_OFFSET_RESETS : OFFSET_RESETS;
  return (
    (name === 'auto.offset.reset' ? ownValue(resets, word) : undefined) ??
    (text.length < 3 ? undefined : nearest(text, known))
  );
}

const FLAGS = { yes: 'true', on: 'true', y: 'true', '1': 'true', no: 'false', off: 'false', n: 'false', '0': 'false' };

/** Words of tools, of other clients and of the consumer of before 0.9. */
const OFFSET_RESETS = {
  beginning: 'earliest',
  begin: 'earliest',
  start: 'earliest',
  first: 'earliest',
  oldest: 'earliest',
  smallest: 'earliest',
  end: 'latest',
  last: 'latest',
  newest: 'latest',
  largest: 'latest',
};
const OLD_OFFSET_RESETS = { earliest: 'smallest', beginning: 'smallest', latest: 'largest', end: 'largest' };

function ownValue(table: Readonly<Record<string, string>>, word: string): string | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined;
}

/** `1MB`, where Kafka has a bare number of bytes. */
function inBytes(text: string): number | undefined {
  const [, count, unit = ''] = /^(\d{1,6}) ?([kmg])i?b?$/i.exec(text) ?? [];
  return count === undefined
    ? undefined
    : Number(count) * { k: 1024, m: 1_048_576, g: 1_073_741_824 }[unit.toLowerCase()]!;
}

const MILLISECONDS_OF: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** A duration as the rest of a scenario has it: Kafka's own settings have bare numbers. */
function inMilliseconds(text: string): number | undefined {
  const [, count, unit = ''] = /^(\d{1,9})(ms|s|m|h)$/.exec(text) ?? [];
  return count === undefined ? undefined : Number(count) * MILLISECONDS_OF[unit]!;
}

function problem(says: Says): ParsedConfigValue {
  return { ok: false, problem: says.en, says };
}

function unknownName(scope: ConfigScope, name: string, version?: string): Says {
  if (definitionOf(scope, name) !== undefined) return CONFIG_SAYS.notYet(scope, name, version);
  const last = lastVersionWith(scope, name);
  if (last !== undefined) return CONFIG_SAYS.noMore(scope, name, version ?? DEFAULT_KAFKA_VERSION.name, last);
  return CONFIG_SAYS.unknown(scope, name, nearestConfigName(scope, name));
}

const LONG_END = 0x8000_0000_0000_0000;
const WHOLE_NUMBER = /^[+-]?\d+$/;
const DECIMAL_NUMBER = /^[+-]?(\d+(?:\.\d*)?|\.\d+)([eE][+-]?\d+)?[dDfF]?$/;

const WHOLE_NUMBER_END: Partial<Record<ConfigType, number>> = { short: 0x8000, int: 0x8000_0000, long: LONG_END };

/** Has the text the form of the type, whatever the validator then says? */
export function isParsable(definition: ConfigDefinition, text: string): boolean {
  return parseText(definition, text) !== undefined;
}

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
      return DECIMAL_NUMBER.test(text) ? Number(text.replace(/[dDfF]$/, '')) : undefined;
    case 'list':
      return text === '' ? '' : listText(definition, betweenMarks(text, ','));
    case 'string':
    case 'class':
    case 'password':
      return text;
  }
}

/** ConfigDef.parseValue: where no element may be repeated, those that are go, with a warning in the log (KIP-1161). */
function listText({ distinct }: ConfigDefinition, elements: readonly string[]): string {
  // An empty one is refused: it must not vanish.
  return (distinct && !elements.includes('') ? [...new Set(elements)] : elements).join(',');
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
    if (definition.distinct && elements.includes('')) return false;
    if (definition.oneOf && !elements.every((element) => isOneOf(definition, element))) return false;
  } else if (definition.oneOf && !isOneOf(definition, String(value))) {
    return false;
  }
  return definition.rule === undefined || CONFIG_RULES[definition.rule].allows(value);
}

function isOneOf(definition: ConfigDefinition, word: string): boolean {
  if (!definition.caseInsensitive) return definition.oneOf!.includes(word);
  const lower = word.toLowerCase();
  return definition.oneOf!.some((allowed) => allowed.toLowerCase() === lower);
}

function allowed(definition: ConfigDefinition): Says {
  if (definition.rule !== undefined) return CONFIG_RULES[definition.rule].says;
  switch (definition.type) {
    case 'boolean':
      return CONFIG_SAYS.flag();
    case 'short':
    case 'int':
    case 'long':
      return CONFIG_SAYS.numberOf('a whole number', ...rangeOf(definition));
    case 'double':
      return definition.min === undefined && definition.max === undefined
        ? CONFIG_SAYS.number()
        : CONFIG_SAYS.numberOf('a number', ...rangeOf(definition));
    case 'list':
      return CONFIG_SAYS.list(definition.oneOf, definition.distinct === true);
    default:
      return definition.oneOf ? CONFIG_SAYS.oneOf(definition.oneOf) : CONFIG_SAYS.text();
  }
}

function rangeOf(definition: ConfigDefinition): readonly [from: string | undefined, to: string | undefined] {
  const end = WHOLE_NUMBER_END[definition.type];
  const smallest = definition.min ?? (end === undefined ? undefined : -end);
  const largest = definition.max ?? (end === undefined ? undefined : end - 1);
  if (smallest === undefined) return [undefined, `${largest}`];
  const to = largest === undefined ? undefined : formatConfigValue(definition.type, largest);
  return [formatConfigValue(definition.type, smallest), to];
}
