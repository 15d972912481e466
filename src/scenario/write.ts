/**
 * A scenario as the text of a file: what the parser reads back as the same scenario. For scenarios that a machine has
 * made: a failing seed of the fuzzer, a trace that the checker has found.
 */
import { stringify } from 'yaml';
import { formatDuration } from './duration.ts';
import type { Scenario } from './scenario.ts';

/** Keys whose values the parser has turned into microseconds. */
const DURATIONS = new Set([
  'until',
  'start',
  'timeout',
  'stop',
  'every',
  'poll-every',
  'process',
  'each',
  'at',
  'after',
  'before',
  'for',
  'latency',
  'jitter',
  'delay',
  'later',
  'watch',
  'opens',
]);

/** Groups under the names of others: Kafka's settings, fields of facts, partitions. Nothing in them is a duration. */
const FOREIGN = new Set(['config', 'set', 'where', 'position', 'headers', 'names', 'committed', 'lag', 'owners']);

export function writeScenario(scenario: Scenario): string {
  const text = stringify(written(scenario), { lineWidth: 120, aliasDuplicateObjects: false });
  return `# yaml-language-server: $schema=../schema/scenario.schema.json\n${text}`;
}

function written(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => written(item, key));
  if (typeof value === 'number' && DURATIONS.has(key)) return formatDuration(value);
  if (typeof value === 'number' && key === 'bandwidth') return `${value}B/s`;
  if (typeof value !== 'object' || value === null || FOREIGN.has(key)) return value;
  const group = value as Readonly<Record<string, unknown>>;
  const result: Record<string, unknown> = {};
  for (const name of Object.keys(group)) {
    // None is what a file says by saying nothing.
    const isNone = group[name] === undefined || (key === 'cluster' && group[name] === 0);
    if (!isNone) result[name] = written(group[name], name);
  }
  return result;
}
