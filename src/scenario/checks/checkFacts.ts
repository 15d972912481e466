/** Patterns of facts: the fact exists, it has those fields, and what they name exists. */
import { ERRORS } from '../../kafka/errors.ts';
import { FACT_NAMES, type FieldKind, fieldsOf, isFactName } from '../factFields.ts';
import { didYouMean, didYouMeanName, listed, quoted } from '../problems.ts';
import type { FactPattern, FieldPattern } from '../schema.ts';
import type { Path } from '../shape.ts';
import { checkPartition, checkTopicName } from './checkClients.ts';
import type { Names, Report } from './report.ts';

export function checkPattern(pattern: FactPattern, path: Path, names: Names, report: Report): void {
  const { fact, where = {} } = pattern;
  if (!isFactName(fact)) {
    report.error([...path, 'fact'], `there is no fact ${quoted(fact)}${didYouMeanName(fact, FACT_NAMES)}`);
    return;
  }
  const fields = fieldsOf(fact);
  for (const field of Object.keys(where)) {
    const here = [...path, 'where', field];
    const kind = Object.hasOwn(fields, field) ? fields[field] : undefined;
    if (kind === undefined) {
      report.error(here, noField(fact, field, fields), 'key');
    } else checkField(fact, field, kind, where[field]!, here, names, report);
  }
}

/** What facts call a server, one this and one that. */
const SERVER_WORDS: readonly string[] = [
  'broker',
  'brokers',
  'brokerId',
  'leader',
  'node',
  'nodeId',
  'controller',
  'id',
  'server',
  'replica',
];
const SERVER_KINDS: readonly string[] = ['broker', 'brokers', 'controller', 'controllers', 'node', 'nodes'];

/** With the fields that name a server where such a one was meant; else with the nearest, or all. */
export function noField(fact: string, field: string, fields: Readonly<Record<string, string>>): string {
  const known = Object.keys(fields);
  const servers = known.filter((name) => SERVER_KINDS.includes(fields[name]!));
  const isServer = SERVER_WORDS.includes(field) && servers.length > 0;
  const instead = isServer ? `; the server it speaks of is in ${listed(servers, 'or')}` : didYouMean(field, known);
  return `${fact} has no field ${quoted(field)}${instead === '' ? `; it has ${listed(known)}` : instead}`;
}

function checkField(
  fact: string,
  field: string,
  kind: FieldKind,
  wanted: FieldPattern,
  path: Path,
  names: Names,
  report: Report,
): void {
  if (kind === 'other') {
    report.error(path, `${field} of ${fact} cannot be compared`);
    return;
  }
  const manyOf =
    kind === 'brokers' ||
    kind === 'controllers' ||
    kind === 'nodes' ||
    kind === 'records' ||
    kind === 'partitions' ||
    kind === 'texts';
  if (Array.isArray(wanted)) {
    if (!manyOf) report.error(path, `${field} of ${fact} is one value, not a list`);
    else
      wanted.forEach((item, place) => {
        checkValue(fact, field, itemKind(kind), item, [...path, place], names, report);
      });
    return;
  }
  if (wanted === null) return;
  if (typeof wanted === 'object') {
    if (wanted.contains !== undefined && manyOf)
      checkValue(fact, field, itemKind(kind), wanted.contains, path, names, report);
    if (wanted.not !== undefined && !manyOf) checkValue(fact, field, kind, wanted.not, path, names, report);
    const compared = wanted['at-least'] !== undefined || wanted['at-most'] !== undefined;
    if (compared && kind !== 'number') report.error(path, `${field} of ${fact} is not a number to compare`);
    if (Object.keys(wanted).length === 0) report.error(path, 'at-least, at-most, not or contains is missing');
    return;
  }
  if (manyOf)
    report.error(path, `${field} of ${fact} is a list: write [${quoted(wanted)}], or { contains: ${quoted(wanted)} }`);
  else checkValue(fact, field, kind, wanted, path, names, report);
}

const ITEM_KIND = {
  brokers: 'broker',
  controllers: 'controller',
  nodes: 'node',
  records: 'record',
  partitions: 'partition',
  texts: 'text',
} as const;

function itemKind(kind: keyof typeof ITEM_KIND): FieldKind {
  return ITEM_KIND[kind];
}

function checkValue(
  fact: string,
  field: string,
  kind: FieldKind,
  value: string | number | boolean,
  path: Path,
  names: Names,
  report: Report,
): void {
  const type = kind === 'flag' ? 'boolean' : ['number', 'broker', 'controller'].includes(kind) ? 'number' : 'string';
  if (typeof value !== type) {
    const phrase = { boolean: 'true or false', number: 'a number', string: 'a text' }[type];
    report.error(path, `${field} of ${fact} is ${phrase}, not ${quoted(value)}${idHint(kind, value)}`);
    return;
  }
  const missing = missingName(field, kind, value, path, names, report);
  if (missing !== undefined) report.error(path, missing);
}

/** `leader: b2` is what one writes first. */
function idHint(kind: FieldKind, value: string | number | boolean): string {
  const match = kind === 'broker' ? /^b(\d+)$/.exec(String(value)) : null;
  return match === null ? '' : `; did you mean ${match[1]}?`;
}

/** Failures that clients tell and that stand for no error code of Kafka's. */
const WITHOUT_CODE: readonly string[] = [
  'TIMEOUT',
  'CLOSED',
  'DISCONNECTED',
  'CommitFailedException',
  'RetriableCommitFailedException',
  'DisconnectException',
  'TimeoutException',
  'KafkaException',
];

function missingName(
  field: string,
  kind: FieldKind,
  value: string | number | boolean,
  path: Path,
  names: Names,
  report: Report,
): string | undefined {
  const word = String(value);
  switch (kind) {
    case 'partition':
      checkPartition(word, path, names, report);
      return undefined;
    case 'topic':
      checkTopicName(word, path, names, report);
      return undefined;
    case 'node':
      return unknown('node', word, names.nodes);
    case 'client':
      return unknown('client', word, names.nodes);
    case 'record':
      return recordProblem(word, names);
    case 'broker':
      return value === -1 || names.brokerIds.has(Number(value)) ? undefined : unknown('broker', word, []);
    case 'controller':
      return names.controllerIds.has(Number(value))
        ? undefined
        : `there is no controller ${word}; their ids are ${listed([...names.controllerIds].map(String))}`;
    case 'text':
      if (field !== 'error' || WITHOUT_CODE.includes(word)) return undefined;
      return ERRORS.some(({ name }) => name === word)
        ? undefined
        : `Kafka has no error ${quoted(word)}${didYouMean(
            word,
            ERRORS.map(({ name }) => name),
          )}`;
    default:
      return undefined;
  }
}

/** `p1#12`: the thirteenth record of p1. */
function recordProblem(word: string, names: Names): string | undefined {
  const match = /^(.*)#\d{1,10}$/.exec(word);
  return match === null
    ? `a record is named by its producer and its number there, such as ${names.producers[0] ?? 'p1'}#12, not ${quoted(word)}`
    : unknown('producer', match[1]!, names.producers);
}

function unknown(what: string, word: string, known: readonly string[]): string | undefined {
  return known.includes(word) ? undefined : `there is no ${what} ${quoted(word)}${didYouMean(word, known)}`;
}
