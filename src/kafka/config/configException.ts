/**
 * Why Kafka refuses one value of one setting, in its own words: what ConfigDef and the validator of the key throw.
 * Held against the real ones by test/conformance/configProblems.test.ts.
 *
 * Kafka: org.apache.kafka.common.config.ConfigDef (parseType, Range, ValidString, CaseInsensitiveValidString, ValidList,
 * NonEmptyString), ConfigException. *Simplified:* no class is loaded, so that none is missing.
 */
import { betweenMarks } from '../../base/lists.ts';
import { stringHashCode } from '../hash.ts';
import { JavaHashMap } from '../javaHashMap.ts';
import { definitionOf, isParsable, parseConfigValue } from './config.ts';
import type { ConfigDefinition, ConfigScope } from './definitions.ts';
import { configExceptionText, twiceInvalid } from './exceptionTexts.ts';
import { CONFIG_RULES } from './rules.ts';

/** undefined: the value is taken. Of a name that Kafka does not know, nothing is said here. */
export function configException(
  scope: ConfigScope,
  name: string,
  raw: string | number | boolean,
  version?: string,
): string | undefined {
  const definition = definitionOf(scope, name, version);
  if (definition === undefined || parseConfigValue(scope, name, raw, version).ok) return undefined;
  return invalidValue(definition, String(raw));
}

/** Of a text that is known to be refused. */
export function invalidValue(definition: ConfigDefinition, raw: string): string {
  const { name, type, min, max, rule } = definition;
  const text = raw.trim();
  const invalid = (shown: string, reason: string): string => configExceptionText(name, shown, reason);
  if (type === 'boolean') return invalid(raw, 'Expected value to be either true or false');
  if (!isParsable(definition, text)) return invalid(raw, `Not a number of type ${type.toUpperCase()}`);
  if (rule !== undefined) return CONFIG_RULES[rule].refuses(name, text);
  if (type === 'list') return invalidList(definition, text);
  if (type === 'string') return invalidString(definition, text);
  const value = Number(text.replace(/[dDfF]$/, ''));
  const shown = type === 'double' ? javaDouble(value) : BigInt(text.replace(/^\+/, '')).toString();
  // Its range is declared in doubles for SASL alone; the others' are whole numbers.
  const end = (bound: number): string =>
    type === 'double' && name.startsWith('sasl.') ? javaDouble(bound) : `${bound}`;
  if (min !== undefined && value < min) return invalid(shown, `Value must be at least ${end(min)}`);
  return invalid(shown, `Value must be no more than ${end(max ?? value)}`);
}

function invalidString({ name, oneOf, caseInsensitive, notEmpty }: ConfigDefinition, text: string): string {
  if (notEmpty && text === '') return configExceptionText(name, text, 'String must be non-empty');
  const words = oneOf ?? [];
  // The two of share groups have an enumeration of their own behind them (ShareAcknowledgementMode, ShareAcquireMode).
  if (name === 'share.acknowledgement.mode' || name === 'share.acquire.mode') {
    const both = name === 'share.acquire.mode' ? "'batch_optimized' or 'record_limit'" : "'implicit' or 'explicit'";
    return twiceInvalid(name, text, `The value must either be ${both}.`);
  }
  if (!caseInsensitive) return configExceptionText(name, text, `String must be one of: ${words.join(', ')}`);
  return configExceptionText(name, text, `String must be one of (case insensitive): ${asJavaWalks(words).join(', ')}`);
}

function invalidList({ name, oneOf, notEmpty }: ConfigDefinition, text: string): string {
  const elements = text === '' ? [] : [...new Set(betweenMarks(text, ','))];
  if (notEmpty && elements.length === 0) {
    const words = oneOf === undefined ? 'any non-empty value' : `[${oneOf.join(', ')}]`;
    return `Configuration '${name}' must not be empty. Valid values include: ${words}`;
  }
  for (const element of elements) {
    if (element === '') return `Configuration '${name}' values must not be empty.`;
    if (oneOf !== undefined && !oneOf.includes(element)) {
      return configExceptionText(name, element, `String must be one of: ${oneOf.join(', ')}`);
    }
  }
  return configExceptionText(name, text, 'Expected a comma separated list.');
}

/** The words are kept in a HashSet, in upper case. */
function asJavaWalks(words: readonly string[]): readonly string[] {
  const set = new JavaHashMap<string, true>(stringHashCode);
  for (const word of words) set.put(word.toUpperCase(), true);
  return [...set.keys()];
}

/** Double.toString, of the sizes that settings have. */
function javaDouble(value: number): string {
  if (!Number.isInteger(value) || Math.abs(value) >= 1e7) return String(value).replace('e+', 'E').replace('e', 'E');
  return `${value}.0`;
}
