/** Whether a fact is one that a scenario speaks of. */
import { type Says, verbatim } from '../base/says.ts';
import type { KafkaFact } from '../kafka/facts.ts';
import { PATTERN_SAYS } from './says/verdicts.ts';
import type { FactPattern, FieldPattern } from './schema.ts';

export function matchesPattern(fact: KafkaFact, pattern: FactPattern): boolean {
  if (fact.type !== pattern.fact) return false;
  if (pattern.where === undefined) return true;
  const fields = fact as unknown as Readonly<Record<string, unknown>>;
  return Object.keys(pattern.where).every((field) => matchesField(fields[field], pattern.where![field]!));
}

export function matchesField(value: unknown, wanted: FieldPattern): boolean {
  if (isPlain(wanted)) return isSame(value, wanted);
  const { 'at-least': least, 'at-most': most, not, in: several, contains } = wanted;
  if (least !== undefined && !(typeof value === 'number' && value >= least)) return false;
  if (most !== undefined && !(typeof value === 'number' && value <= most)) return false;
  if (not !== undefined && isSame(value, not)) return false;
  if (several !== undefined && !several.some((one) => value === one)) return false;
  if (contains === undefined) return true;
  return Array.isArray(value) ? value.includes(contains) : String(value).includes(String(contains));
}

type Plain = Exclude<FieldPattern, object> | readonly (string | number)[];

/** No group of comparisons. */
function isPlain(wanted: FieldPattern): wanted is Extract<FieldPattern, Plain> {
  return typeof wanted !== 'object' || wanted === null || Array.isArray(wanted);
}

/** A list is the same in the same order. */
function isSame(value: unknown, wanted: Plain): boolean {
  if (!isList(wanted)) return value === wanted;
  return Array.isArray(value) && value.length === wanted.length && wanted.every((item, place) => value[place] === item);
}

function isList(wanted: Plain): wanted is readonly (string | number)[] {
  return Array.isArray(wanted);
}

/** `LeaderElected partition orders-0, leader 2` */
export function describePattern(pattern: FactPattern): string {
  return saidPattern(pattern).en;
}

export function saidPattern({ fact, where = {} }: FactPattern): Says {
  return PATTERN_SAYS.pattern(
    fact,
    Object.keys(where).map((field) => PATTERN_SAYS.field(field, saidField(where[field]!))),
  );
}

export function saidField(wanted: FieldPattern): Says {
  if (isPlain(wanted)) return verbatim(plainText(wanted));
  const { 'at-least': least, 'at-most': most, not, in: several, contains } = wanted;
  const words: Says[] = [];
  if (least !== undefined) words.push(PATTERN_SAYS.atLeast(least));
  if (most !== undefined) words.push(PATTERN_SAYS.atMost(most));
  if (not !== undefined) words.push(PATTERN_SAYS.not(plainText(not)));
  if (several !== undefined) words.push(PATTERN_SAYS.oneOf(several.join(', ')));
  if (contains !== undefined) words.push(PATTERN_SAYS.containing(String(contains)));
  return PATTERN_SAYS.allOf(words);
}

function plainText(wanted: Plain): string {
  return isList(wanted) ? `[${wanted.join(',')}]` : String(wanted);
}
