/** Whether a fact is one that a scenario speaks of. */
import type { KafkaFact } from '../kafka/facts.ts';
import type { FactPattern, FieldPattern } from './schema.ts';

export function matchesPattern(fact: KafkaFact, pattern: FactPattern): boolean {
  if (fact.type !== pattern.fact) return false;
  if (pattern.where === undefined) return true;
  const fields = fact as unknown as Readonly<Record<string, unknown>>;
  return Object.keys(pattern.where).every((field) => matchesField(fields[field], pattern.where![field]!));
}

export function matchesField(value: unknown, wanted: FieldPattern): boolean {
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(value) && value.length === wanted.length && wanted.every((item, place) => value[place] === item)
    );
  }
  if (typeof wanted !== 'object' || wanted === null) return value === wanted;
  const { 'at-least': least, 'at-most': most, not, contains } = wanted;
  if (least !== undefined && !(typeof value === 'number' && value >= least)) return false;
  if (most !== undefined && !(typeof value === 'number' && value <= most)) return false;
  if (not !== undefined && value === not) return false;
  if (contains === undefined) return true;
  return Array.isArray(value) ? value.includes(contains) : String(value).includes(String(contains));
}

/** `LeaderElected partition orders-0, leader 2` */
export function describePattern({ fact, where }: FactPattern): string {
  const fields = Object.keys(where ?? {}).map((field) => `${field} ${describeField(where![field]!)}`);
  return fields.length === 0 ? fact : `${fact} ${fields.join(', ')}`;
}

export function describeField(wanted: FieldPattern): string {
  if (Array.isArray(wanted)) return `[${wanted.join(',')}]`;
  if (typeof wanted !== 'object' || wanted === null) return String(wanted);
  const { 'at-least': least, 'at-most': most, not, contains } = wanted;
  const words: string[] = [];
  if (least !== undefined) words.push(`at least ${least}`);
  if (most !== undefined) words.push(`at most ${most}`);
  if (not !== undefined) words.push(`not ${not}`);
  if (contains !== undefined) words.push(`with ${contains}`);
  return words.join(' and ');
}
