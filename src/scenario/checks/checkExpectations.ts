/** Expectations: each is of one kind, and speaks of things that exist. */
import { linearPattern } from '../../base/linearPattern.ts';
import { anomalyNames, anomalyOf, propertyNames } from '../../properties/index.ts';
import { EXPECTATIONS_SAY } from '../says/expectations.ts';
import { NAMES_SAY } from '../says/names.ts';
import type { Scenario } from '../scenario.ts';
import { EXPECTATIONS, type Expectation, type FinalSection } from '../schema.ts';
import { GROUP_STATES, PROCESS_STATES } from '../schemaExpectations.ts';
import type { Path } from '../shape.ts';
import { checkPartition } from './checkClients.ts';
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
    if (kinds.length === 0) report.error(path, NAMES_SAY.oneOfMissing(EXPECTATIONS));
    else if (kinds.length > 1) report.error([...path, kinds[1]!], EXPECTATIONS_SAY.oneKind(kinds), 'key');
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
    if (stray !== undefined) {
      const isNever = kind === 'never';
      const said = isNever ? EXPECTATIONS_SAY.strayOfNever(stray) : EXPECTATIONS_SAY.stray(stray, kind, 'fact');
      report.error([...path, stray], said, 'key');
    }
  }
  if (kind !== 'anomaly' && expectation.shown !== undefined) {
    report.error([...path, 'shown'], EXPECTATIONS_SAY.stray('shown', kind, 'anomaly'), 'key');
  }
  switch (kind) {
    case 'fact': {
      const { fact, where, times } = expectation;
      checkPattern({ fact: fact!, where }, path, names, report);
      checkWindow(expectation, path, scenario, report);
      const ranged = expectation['at-least'] !== undefined || expectation['at-most'] !== undefined;
      if (times !== undefined && ranged) report.error([...path, 'times'], EXPECTATIONS_SAY.timesAlone(), 'key');
      if (times === 0) report.error([...path, 'times'], EXPECTATIONS_SAY.zeroTimes());
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
      const isAnomaly = anomalyOf(name) !== undefined;
      const said = isAnomaly
        ? EXPECTATIONS_SAY.propertyIsAnomaly(name)
        : EXPECTATIONS_SAY.noProperty(name, propertyNames);
      report.error([...path, kind], said);
      return;
    }
    case 'anomaly':
      checkAnomaly(expectation, path, report);
  }
}

function checkAnomaly({ anomaly: name = '', shown }: Expectation, path: Path, report: Report): void {
  const known = anomalyOf(name);
  if (known === undefined) {
    report.error([...path, 'anomaly'], EXPECTATIONS_SAY.noAnomaly(name, anomalyNames));
  } else if (known.needs !== undefined) {
    report.error([...path, 'anomaly'], EXPECTATIONS_SAY.anomalyNeeds(name, known.needs));
  }
  if (shown === undefined) report.error(path, EXPECTATIONS_SAY.shownMissing());
}

interface Range {
  readonly 'at-least'?: number | undefined;
  readonly 'at-most'?: number | undefined;
}

function checkRange(range: Range, path: Path, report: Report): void {
  const { 'at-least': least, 'at-most': most } = range;
  if (least !== undefined && most !== undefined && least > most) {
    report.error([...path, 'at-most'], EXPECTATIONS_SAY.range(most, least));
  }
}

function checkOutput(output: NonNullable<Expectation['output']>, path: Path, report: Report): void {
  const { contains, excludes, matches, status } = output;
  if ([contains, excludes, matches, status].every((part) => part === undefined)) {
    report.error(path, EXPECTATIONS_SAY.outputEmpty());
  }
  if (matches === undefined) return;
  try {
    linearPattern(matches, 'm');
  } catch {
    report.error([...path, 'matches'], EXPECTATIONS_SAY.notPattern(matches));
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
    report.error(path, EXPECTATIONS_SAY.nameOne(SUBJECTS));
    return;
  }
  checkSubject(final, subject, path, names, report);
  const fields = (Object.keys(final) as (keyof FinalSection)[]).filter((key) => key !== subject);
  const known = FIELDS_OF[subject];
  for (const field of fields) {
    if (!known.includes(field))
      report.error([...path, field], EXPECTATIONS_SAY.noFinalField(subject, field, known), 'key');
  }
  if (fields.length === 0) report.error(path, EXPECTATIONS_SAY.finalEmpty(known));
  for (const field of ['isr', 'elr', 'replicas'] as const) {
    (final[field] ?? []).forEach((id, place) => {
      if (!names.brokerIds.has(id)) report.error([...path, field, place], NAMES_SAY.noBroker(id, names.brokers));
    });
  }
  if (typeof final.leader === 'number' && !names.brokerIds.has(final.leader)) {
    report.error([...path, 'leader'], NAMES_SAY.noBroker(final.leader, names.brokers));
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
    report.error([...path, 'state'], EXPECTATIONS_SAY.noState(state, of, states));
  }
  for (const partition of Object.keys(owners)) {
    const owner = owners[partition]!;
    if (owner === 'none' || names.consumers.includes(owner)) continue;
    report.error([...path, 'owners', partition], NAMES_SAY.noSuch('consumer', owner, names.consumers));
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
  report.error([...path, subject], NAMES_SAY.noSuch(subject, name, known));
}
