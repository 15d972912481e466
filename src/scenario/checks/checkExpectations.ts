/** Expectations: each is of one kind, and speaks of things that exist. */
import { linearPattern } from '../../base/linearPattern.ts';
import { anomalyNames, anomalyOf, propertyNames } from '../../properties/index.ts';
import { didYouMean, didYouMeanName, listed, quoted } from '../problems.ts';
import type { Scenario } from '../scenario.ts';
import { EXPECTATIONS, type Expectation, type FinalSection } from '../schema.ts';
import { GROUP_STATES, PROCESS_STATES } from '../schemaExpectations.ts';
import type { Path } from '../shape.ts';
import { checkPartition } from './checkClients.ts';
import { noSuchBroker } from './checkCluster.ts';
import { checkPattern } from './checkFacts.ts';
import { checkWindow } from './checkTimeline.ts';
import { type Names, namesFor, type Report } from './report.ts';

/** Of what is so in the end: what is a number or a range. */
export const COUNTED = [
  'leader-epoch',
  'high-watermark',
  'sent',
  'acknowledged',
  'failed',
  'unknown',
  'consumed',
  'members',
] as const;

export function checkExpectations(scenario: Scenario, here: Names, report: Report): void {
  (scenario.expect ?? []).forEach((expectation, place) => {
    const path = ['expect', place];
    const names = namesFor(expectation, scenario, here);
    const kinds = EXPECTATIONS.filter((kind) => expectation[kind] !== undefined);
    if (kinds.length === 0) report.error(path, `one of ${listed(EXPECTATIONS, 'or')} is missing`);
    else if (kinds.length > 1)
      report.error([...path, kinds[1]!], `one expectation is of one kind, not ${listed(kinds)}`, 'key');
    else checkExpectation(expectation, kinds[0]!, path, scenario, names, report);
  });
}

/** Keys that go with `fact` and with nothing else. */
const OF_FACT = ['where', 'times', 'at-least', 'at-most', 'after', 'before'] as const;

function checkExpectation(
  expectation: Expectation,
  kind: (typeof EXPECTATIONS)[number],
  path: Path,
  scenario: Scenario,
  names: Names,
  report: Report,
): void {
  if (expectation.output !== undefined) checkOutput(expectation.output, [...path, 'output'], report);
  if (kind !== 'fact') {
    const stray = OF_FACT.find((key) => expectation[key] !== undefined);
    const where = kind === 'never' ? ' inside never: { … }' : '; it goes with fact';
    if (stray !== undefined) report.error([...path, stray], `${stray} has no meaning beside ${kind}${where}`, 'key');
  }
  if (kind !== 'anomaly' && expectation.shown !== undefined) {
    report.error([...path, 'shown'], `shown has no meaning beside ${kind}; it goes with anomaly`, 'key');
  }
  switch (kind) {
    case 'fact': {
      const { fact, where, times } = expectation;
      checkPattern({ fact: fact!, where }, path, names, report);
      checkWindow(expectation, path, scenario, report);
      const ranged = expectation['at-least'] !== undefined || expectation['at-most'] !== undefined;
      if (times !== undefined && ranged)
        report.error([...path, 'times'], 'times goes without at-least and at-most', 'key');
      if (times === 0) report.error([...path, 'times'], 'for zero times write never: { fact: … }');
      checkRange(expectation, path, report);
      return;
    }
    case 'never':
      checkPattern(expectation.never!, [...path, 'never'], names, report);
      checkWindow(expectation.never!, [...path, 'never'], scenario, report);
      return;
    case 'final':
      checkFinal(expectation.final!, [...path, 'final'], names, report);
      return;
    case 'property':
    case 'breaks': {
      const name = expectation[kind]!;
      if (propertyNames.includes(name)) return;
      const hint = anomalyOf(name) === undefined ? didYouMeanName(name, propertyNames) : `; write anomaly: ${name}`;
      report.error([...path, kind], `there is no property ${quoted(name)}${hint}`);
      return;
    }
    case 'anomaly':
      checkAnomaly(expectation, path, report);
  }
}

function checkAnomaly({ anomaly: name = '', shown }: Expectation, path: Path, report: Report): void {
  const known = anomalyOf(name);
  if (known === undefined) {
    report.error([...path, 'anomaly'], `there is no anomaly ${quoted(name)}${didYouMean(name, anomalyNames)}`);
  } else if (known.needs !== undefined) {
    report.error([...path, 'anomaly'], `${name} needs ${known.needs}, which are not part of the model`);
  }
  if (shown === undefined) report.error(path, 'shown: true or shown: false is missing beside anomaly');
}

interface Range {
  readonly 'at-least'?: number | undefined;
  readonly 'at-most'?: number | undefined;
}

function checkRange(range: Range, path: Path, report: Report): void {
  const { 'at-least': least, 'at-most': most } = range;
  if (least !== undefined && most !== undefined && least > most) {
    report.error([...path, 'at-most'], `at-most (${most}) is less than at-least (${least})`);
  }
}

function checkOutput(output: NonNullable<Expectation['output']>, path: Path, report: Report): void {
  const { contains, excludes, matches, status } = output;
  if ([contains, excludes, matches, status].every((part) => part === undefined)) {
    report.error(path, 'contains, matches, excludes or status is missing');
  }
  if (matches === undefined) return;
  try {
    linearPattern(matches, 'm');
  } catch {
    report.error([...path, 'matches'], `${quoted(matches)} is no regular expression`);
  }
}

// ---- final states ----------------------------------------------------------------------------------------------------

const SUBJECTS = ['partition', 'producer', 'consumer', 'broker', 'controller', 'group'] as const;
type FinalSubject = (typeof SUBJECTS)[number];

const FIELDS_OF: Readonly<Record<FinalSubject, readonly (keyof FinalSection)[]>> = {
  partition: ['leader', 'isr', 'elr', 'replicas', 'leader-epoch', 'high-watermark'],
  producer: ['sent', 'acknowledged', 'failed', 'unknown', 'state'],
  consumer: ['consumed', 'position', 'state'],
  broker: ['state', 'fenced'],
  controller: ['state', 'active'],
  group: ['state', 'members', 'committed', 'lag', 'owners'],
};

function checkFinal(final: FinalSection, path: Path, names: Names, report: Report): void {
  const subjects = SUBJECTS.filter((subject) => final[subject] !== undefined);
  const subject = subjects[0];
  if (subject === undefined || subjects.length > 1) {
    report.error(path, `name one of ${listed(SUBJECTS, 'or')}`);
    return;
  }
  checkSubject(final, subject, path, names, report);
  const fields = (Object.keys(final) as (keyof FinalSection)[]).filter((key) => key !== subject);
  const known = FIELDS_OF[subject];
  for (const field of fields) {
    if (!known.includes(field))
      report.error([...path, field], `a ${subject} has no ${field}; it has ${listed(known)}`, 'key');
  }
  if (fields.length === 0) report.error(path, `what must be true of it is missing: ${listed(known, 'or')}`);
  for (const field of ['isr', 'elr', 'replicas'] as const) {
    (final[field] ?? []).forEach((id, place) => {
      if (!names.brokerIds.has(id)) report.error([...path, field, place], noSuchBroker(id, names));
    });
  }
  if (typeof final.leader === 'number' && !names.brokerIds.has(final.leader)) {
    report.error([...path, 'leader'], noSuchBroker(final.leader, names));
  }
  for (const field of COUNTED) {
    const wanted = final[field];
    if (typeof wanted === 'object') checkRange(wanted, [...path, field], report);
  }
  for (const field of ['position', 'committed', 'lag', 'owners'] as const) {
    for (const partition of Object.keys(final[field] ?? {})) {
      checkPartition(partition, [...path, field, partition], names, report);
    }
  }
  checkGroupFields(final, path, names, report);
}

function checkGroupFields({ group, state, owners = {} }: FinalSection, path: Path, names: Names, report: Report): void {
  const states: readonly string[] = group === undefined ? PROCESS_STATES : GROUP_STATES;
  if (state !== undefined && !states.includes(state)) {
    const of = group === undefined ? 'a process' : 'a group';
    report.error([...path, 'state'], `${quoted(state)} is no state of ${of}; it is ${listed(states, 'or')}`);
  }
  for (const partition of Object.keys(owners)) {
    const owner = owners[partition]!;
    if (owner === 'none' || names.consumers.includes(owner)) continue;
    report.error(
      [...path, 'owners', partition],
      `there is no consumer ${quoted(owner)}${didYouMean(owner, names.consumers)}`,
    );
  }
}

function checkSubject(final: FinalSection, subject: FinalSubject, path: Path, names: Names, report: Report): void {
  const name = final[subject]!;
  if (subject === 'partition') {
    checkPartition(name, [...path, 'partition'], names, report);
    return;
  }
  const known = names[`${subject}s`];
  if (known.includes(name)) return;
  report.error([...path, subject], `there is no ${subject} ${quoted(name)}${didYouMean(name, known)}`);
}
