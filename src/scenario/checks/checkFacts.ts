/** Patterns of facts: the fact exists, it has those fields, and what they name exists. */
import type { Says } from '../../base/says.ts';
import { ERRORS } from '../../kafka/errors.ts';
import { FACT_NAMES, type FieldKind, fieldsOf, isFactName } from '../factFields.ts';
import { TRUE_OR_FALSE } from '../meant.ts';
import { EXPECTATIONS_SAY } from '../says/expectations.ts';
import { NAMES_SAY } from '../says/names.ts';
import { guessed, type Thing } from '../says/words.ts';
import type { FactPattern, FieldPattern } from '../schema.ts';
import type { Path } from '../shape.ts';
import { checkPartition, checkTopicName } from './checkClients.ts';
import type { Names, Report } from './report.ts';

export function checkPattern(pattern: FactPattern, path: Path, names: Names, report: Report): void {
  const { fact, where = {} } = pattern;
  if (!isFactName(fact)) {
    report.error([...path, 'fact'], EXPECTATIONS_SAY.noFact(fact, FACT_NAMES));
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
export function noField(fact: string, field: string, fields: Readonly<Record<string, string>>): Says {
  const known = Object.keys(fields);
  const servers = known.filter((name) => SERVER_KINDS.includes(fields[name]!));
  const isServer = SERVER_WORDS.includes(field) && servers.length > 0;
  const instead = isServer
    ? EXPECTATIONS_SAY.serverIsIn(servers)
    : guessed(field, known, EXPECTATIONS_SAY.fieldsAre(known));
  return EXPECTATIONS_SAY.noField(fact, field, instead);
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
    report.error(path, EXPECTATIONS_SAY.notCompared(field, fact));
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
    if (!manyOf) report.error(path, EXPECTATIONS_SAY.oneValue(field, fact));
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
    checkOthers(wanted, [fact, field, manyOf], path, report, (value, here) =>
      checkValue(fact, field, manyOf ? itemKind(kind) : kind, value, here, names, report),
    );
    const compared = wanted['at-least'] !== undefined || wanted['at-most'] !== undefined;
    if (compared && kind !== 'number') report.error(path, EXPECTATIONS_SAY.notANumber(field, fact));
    if (Object.keys(wanted).length === 0) report.error(path, EXPECTATIONS_SAY.patternEmpty());
    return;
  }
  if (manyOf) report.error(path, EXPECTATIONS_SAY.aList(field, fact, wanted));
  else checkValue(fact, field, kind, wanted, path, names, report);
}

type Compared = Exclude<FieldPattern, Scalar | null | unknown[]>;
type Scalar = string | number | boolean;
type CheckOne = (value: Scalar, path: Path) => void;

/** What a field is not, and what it is one of. */
function checkOthers(
  { not, in: several }: Compared,
  [fact, field, isList]: readonly [fact: string, field: string, isList: boolean],
  path: Path,
  { error }: Report,
  checkOne: CheckOne,
): void {
  const notAt = [...path, 'not'];
  if (Array.isArray(not)) {
    if (!isList) error(notAt, EXPECTATIONS_SAY.oneValue(field, fact));
    else for (const [place, item] of not.entries()) checkOne(item, [...notAt, place]);
  } else if (not !== undefined && not !== null) {
    // Whatever a list is, it is never one value.
    if (isList) error(notAt, EXPECTATIONS_SAY.aListNot(field, fact, not));
    else checkOne(not, path);
  }
  if (several === undefined) return;
  if (isList) error([...path, 'in'], EXPECTATIONS_SAY.oneOfList(field, fact), 'key');
  else for (const [place, one] of several.entries()) checkOne(one, [...path, 'in', place]);
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
    report.error(path, EXPECTATIONS_SAY.wrongType(field, fact, type, value, idMeant(kind, value)));
    return;
  }
  const missing = missingName(field, kind, value, path, names, report);
  if (missing !== undefined) report.error(path, missing);
}

/** `leader: b2` is what one writes first. */
function idMeant(kind: FieldKind, value: string | number | boolean): string | undefined {
  const word = String(value).toLowerCase();
  if (kind === 'flag') return Object.hasOwn(TRUE_OR_FALSE, word) ? TRUE_OR_FALSE[word] : undefined;
  return kind === 'broker' ? /^b(\d+)$/.exec(String(value))?.[1] : undefined;
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
): Says | undefined {
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
        : NAMES_SAY.noController(word, [...names.controllerIds].map(String));
    case 'text':
      if (field !== 'error' || WITHOUT_CODE.includes(word)) return undefined;
      return ERRORS.some(({ name }) => name === word)
        ? undefined
        : NAMES_SAY.noErrorCode(
            word,
            ERRORS.map(({ name }) => name),
          );
    default:
      return undefined;
  }
}

/** `p1#12`: the thirteenth record of p1. */
function recordProblem(word: string, names: Names): Says | undefined {
  const match = /^(.*)#\d{1,10}$/.exec(word);
  return match === null
    ? EXPECTATIONS_SAY.notARecord(word, names.producers[0] ?? 'p1')
    : unknown('producer', match[1]!, names.producers);
}

function unknown(what: Thing, word: string, known: readonly string[]): Says | undefined {
  return known.includes(word) ? undefined : NAMES_SAY.noSuch(what, word, known);
}
