/** Moments, readings and conditions of a lesson: of one kind each, and about things that exist. */
import { PROPERTIES } from '../../properties/index.ts';
import { checkPartition } from '../checks/checkClients.ts';
import { checkPattern, noField } from '../checks/checkFacts.ts';
import { checkTarget } from '../checks/checkTimeline.ts';
import type { Names, Report } from '../checks/report.ts';
import { formatDuration } from '../duration.ts';
import { ERAS, type Era } from '../era.ts';
import { fieldsOf, isFactName } from '../factFields.ts';
import { EXPECTATIONS_SAY } from '../says/expectations.ts';
import { LESSON_SAYS } from '../says/lesson.ts';
import { NAMES_SAY } from '../says/names.ts';
import { TIMELINE_SAYS } from '../says/timeline.ts';
import { GROUP_STATES, PROCESS_STATES } from '../schemaExpectations.ts';
import type { Path } from '../shape.ts';
import {
  type ConditionSection,
  type MomentSection,
  READABLE,
  READINGS,
  type ReadableKind,
  type ReadingSection,
  type SeenSection,
  type StateSection,
} from './schemaMoment.ts';

/** What the checks of one lesson share. */
export interface Context {
  readonly names: Names;
  readonly report: Report;
  /** When the run ends. */
  readonly until: number;
  /** The names that there are in another era. */
  readonly namesIn: (era: Era) => Names;
}

export function checkMoment(moment: MomentSection | undefined, path: Path, context: Context): void {
  if (moment === undefined) return;
  const { names, report, until } = context;
  const { fact, at } = moment;
  if (fact === undefined && at === undefined) report.error(path, LESSON_SAYS.momentEmpty());
  else if (fact !== undefined && at !== undefined) report.error([...path, 'at'], LESSON_SAYS.momentBoth(), 'key');
  if (fact !== undefined) checkPattern({ fact, where: moment.where }, path, names, report);
  else {
    for (const key of ['where', 'nth', 'since'] as const) {
      if (moment[key] !== undefined) report.error([...path, key], LESSON_SAYS.goesWithFact(key), 'key');
    }
  }
  if (at !== undefined && at > until) {
    report.error([...path, 'at'], TIMELINE_SAYS.tooLate(formatDuration(at), formatDuration(until)));
  }
  inEras(moment.era, path, context, (one, at, there) => checkMoment(one, at, there));
}

/** What is said of other eras may name what is there. */
function inEras<T>(
  eras: { readonly [E in Era]?: T | undefined } | undefined,
  path: Path,
  context: Context,
  check: (one: T, path: Path, context: Context) => void,
): void {
  for (const era of ERAS) {
    const one = eras?.[era];
    if (one !== undefined) check(one, [...path, 'era', era], { ...context, names: context.namesIn(era) });
  }
}

function checkSeen(seen: SeenSection, path: Path, context: Context): void {
  checkPattern(seen, path, context.names, context.report);
  inEras(seen.era, path, context, (one, at, there) => checkPattern(one, at, there.names, there.report));
}

// ---- readings --------------------------------------------------------------------------------------------------------

type Reading = Omit<ReadingSection, 'plus'>;

export function checkReading(reading: Reading, path: Path, context: Context): void {
  const { names, report } = context;
  const kinds = READINGS.filter((kind) => reading[kind] !== undefined);
  if (kinds.length === 0) report.error(path, NAMES_SAY.oneOfMissing(READINGS));
  else if (kinds.length > 1) report.error([...path, kinds[1]!], LESSON_SAYS.oneReading(kinds), 'key');
  const { count, happens, field, span, state, holds } = reading;
  if (count !== undefined) checkSeen(count, [...path, 'count'], context);
  if (happens !== undefined) checkSeen(happens, [...path, 'happens'], context);
  if (field !== undefined) {
    checkPattern(field, [...path, 'field'], names, report);
    checkFieldName(field.fact, field.name, [...path, 'field', 'name'], report);
  }
  if (span !== undefined) {
    checkMoment(span.from, [...path, 'span', 'from'], context);
    checkMoment(span.to, [...path, 'span', 'to'], context);
  }
  if (state !== undefined) checkState(state, [...path, 'state'], context);
  if (holds !== undefined) checkProperty(holds, [...path, 'holds'], report);
}

function checkFieldName(fact: string, name: string, path: Path, report: Report): void {
  if (!isFactName(fact)) return;
  const fields: Readonly<Record<string, string>> = fieldsOf(fact);
  const kind = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (kind === 'other') report.error(path, LESSON_SAYS.noSingleValue(name, fact));
  if (kind === undefined) report.error(path, noField(fact, name, fields));
}

function checkProperty(name: string, path: Path, report: Report): void {
  const known = PROPERTIES.find((property) => property.name === name);
  const all = PROPERTIES.filter(({ atTheEnd }) => atTheEnd !== true).map((property) => property.name);
  if (known === undefined) report.error(path, LESSON_SAYS.noProperty(name, all));
  else if (known.atTheEnd === true) report.error(path, LESSON_SAYS.judgedAtTheEnd(name));
}

const THINGS = Object.keys(READABLE) as readonly ReadableKind[];
/** Of a partition, as one copy has it. */
const OF_A_COPY: readonly string[] = ['high-watermark', 'log-end-offset', 'log-start-offset', 'leader-epoch'];

function checkState(state: StateSection, path: Path, context: Context): void {
  const { names, report } = context;
  const things = THINGS.filter((thing) => state[thing] !== undefined);
  const [thing] = things;
  if (thing === undefined || things.length > 1) {
    report.error(path, EXPECTATIONS_SAY.nameOne(THINGS));
    return;
  }
  checkThing(state, thing, path, context);
  const { read, on, of, offset } = state;
  const known: readonly string[] = READABLE[thing];
  if (!known.includes(read)) {
    report.error([...path, 'read'], LESSON_SAYS.notReadable(thing, read, known));
  }
  if (on !== undefined) {
    if (thing !== 'partition' || !OF_A_COPY.includes(read))
      report.error([...path, 'on'], LESSON_SAYS.onOfACopy(OF_A_COPY), 'key');
    else checkTarget(on, [...path, 'on'], false, names, report);
  }
  if (read === 'copies' && offset === undefined) report.error(path, LESSON_SAYS.offsetMissing());
  if (read !== 'copies' && offset !== undefined) report.error([...path, 'offset'], LESSON_SAYS.offsetOfCopies(), 'key');
  if (of !== undefined) {
    if ((thing !== 'consumer' && thing !== 'group') || (read !== 'position' && read !== 'lag'))
      report.error([...path, 'of'], LESSON_SAYS.ofPosition(), 'key');
    else checkPartition(of, [...path, 'of'], names, report);
  }
  checkMoment(state.at, [...path, 'at'], context);
}

function checkThing(state: StateSection, thing: ReadableKind, path: Path, { names, report }: Context): void {
  const here = [...path, thing];
  switch (thing) {
    case 'partition':
      checkPartition(state.partition!, here, names, report);
      return;
    case 'producer':
    case 'consumer':
    case 'group': {
      const name = state[thing]!;
      const known = names[`${thing}s`];
      if (!known.includes(name)) report.error(here, NAMES_SAY.noSuch(thing, name, known));
      return;
    }
    case 'node':
      checkTarget(state.node!, here, false, names, report);
      return;
    case 'quorum':
      if (names.quorum.length === 0) report.error(here, LESSON_SAYS.noQuorum());
      return;
    case 'ledger':
  }
}

// ---- conditions ------------------------------------------------------------------------------------------------------

export function checkCondition(condition: ConditionSection, path: Path, context: Context): void {
  const each = (all: readonly One[], at: Path) => {
    for (const [place, one] of all.entries()) checkOne(one, [...at, place], context);
  };
  if (Array.isArray(condition)) each(condition, path);
  else if ('any' in condition) each(condition.any, [...path, 'any']);
  else if ('none' in condition) each(condition.none, [...path, 'none']);
  else checkOne(condition as One, path, context);
}

type One = Extract<ConditionSection, readonly unknown[]>[number];
const WANTED = ['is', 'not', 'at-least', 'at-most', 'contains'] as const;

function checkOne(one: One, path: Path, context: Context): void {
  checkReading(one, path, context);
  const isFlag = one.happens !== undefined || one.holds !== undefined || isFlagState(one.state);
  if (!isFlag && WANTED.every((key) => one[key] === undefined)) {
    context.report.error(path, LESSON_SAYS.wantedMissing(WANTED));
  }
  for (const key of WANTED) {
    const wanted = one[key];
    if (wanted === undefined || wanted === null) continue;
    if (typeof wanted === 'object' && !Array.isArray(wanted)) checkReading(wanted, [...path, key], context);
    else checkValue(one, wanted, [...path, key], context);
  }
}

function isFlagState(state: StateSection | undefined): boolean {
  return state?.read === 'fenced' || state?.read === 'active';
}

/** A value that this reading can never have. */
function checkValue(one: One, wanted: unknown, path: Path, { names, report }: Context): void {
  const { state } = one;
  if (state === undefined) return;
  const values: readonly unknown[] = Array.isArray(wanted) ? wanted : [wanted];
  const known = valuesOf(state, names);
  if (known === undefined) return;
  values.forEach((value, place) => {
    if (typeof value === 'number' && known.includes(`b${value}`)) return;
    if (value === null || known.includes(String(value))) return;
    const here = Array.isArray(wanted) ? [...path, place] : path;
    report.error(here, LESSON_SAYS.isNever(state.read, value, known));
  });
}

function valuesOf(state: StateSection, names: Names): readonly string[] | undefined {
  switch (state.read) {
    case 'leader':
      return [...(state.quorum === true ? names.quorum : names.brokers), 'none'];
    case 'isr':
    case 'elr':
    case 'copies':
      return names.brokers;
    case 'voters':
      return names.quorum;
    case 'status':
      return PROCESS_STATES;
    case 'state':
      return GROUP_STATES;
    default:
      return undefined;
  }
}
