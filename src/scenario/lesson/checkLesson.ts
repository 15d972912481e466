/** A lesson of a file: what it names exists, each question is of one kind, solutions are lines that a timeline could have. */
import type { Says } from '../../base/says.ts';
import { checkPartition } from '../checks/checkClients.ts';
import { checkLines } from '../checks/checkTimeline.ts';
import { type Names, namesFor, namesOf, type Report } from '../checks/report.ts';
import type { Era } from '../era.ts';
import { LIMITS } from '../limits.ts';
import { LESSON_SAYS } from '../says/lesson.ts';
import { NAMES_SAY } from '../says/names.ts';
import type { Scenario } from '../scenario.ts';
import type { Path } from '../shape.ts';
import { namedVersionOf } from '../versionOf.ts';
import { type Context, checkCondition, checkMoment, checkReading } from './checkMoments.ts';
import { checkValues } from './checkValues.ts';
import { checkWhatIf } from './checkWhatIf.ts';
import { LENSES } from './lenses.ts';
import { isList } from './readingKinds.ts';
import { type Goal, KINDS, type Lesson, type Question } from './schemaLesson.ts';
import { checkVersions } from './versions.ts';

export function checkLesson(scenario: Scenario, names: Names, report: Report): void {
  const { lesson, until } = scenario;
  if (lesson === undefined) return;
  if (scenario.prose !== undefined) {
    report.error(['prose'], LESSON_SAYS.proseInBeats(), 'key');
  }
  const namesIn = (era: Era): Names => namesFor({ era }, scenario, names);
  const context: Context = { names, report, until, namesIn };
  checkNamesOnce(lesson, report);
  checkValues(lesson, context);
  checkVersions(lesson, namedVersionOf(scenario).name, context);
  lesson.beats.forEach((beat, place) => {
    const path = ['lesson', 'beats', place];
    checkMoment(beat.stop, [...path, 'stop'], context);
    checkMoment(beat.reveal, [...path, 'reveal'], context);
    checkMoment(beat.why, [...path, 'why'], context);
    if (beat.why?.at !== undefined) report.error([...path, 'why', 'at'], LESSON_SAYS.whyOfFact(), 'key');
    checkLook(beat.look, [...path, 'look'], context);
    if (beat.predict !== undefined) checkQuestion(beat.predict, [...path, 'predict'], context);
    const needs = beat.outcome !== undefined || beat.why !== undefined;
    if (needs && beat.reveal === undefined && beat.predict === undefined) {
      const key = beat.outcome === undefined ? 'why' : 'outcome';
      report.error([...path, key], LESSON_SAYS.afterTheAnswer(key), 'key');
    }
  });
  lesson.goals?.forEach((goal, place) => {
    checkGoal(goal, ['lesson', 'goals', place], scenario, context);
  });
  lesson.review?.forEach((review, place) => {
    const path = ['lesson', 'review', place];
    checkMoment(review.stop, [...path, 'stop'], context);
    checkMoment(review.reveal, [...path, 'reveal'], context);
    checkQuestion(review, path, context);
  });
  lesson['what-if']?.forEach(({ change }, place) => {
    checkWhatIf(change, scenario, ['lesson', 'what-if', place, 'change'], report);
  });
  lesson.try?.forEach(({ at }, place) => {
    checkMoment(at, ['lesson', 'try', place, 'at'], context);
  });
}

/** A beat, a question of the review and a goal are asked for by name. */
function checkNamesOnce({ beats, review = [], goals = [] }: Lesson, report: Report): void {
  const lists = { beats, review, goals };
  for (const list of ['beats', 'review', 'goals'] as const) {
    const taken = new Set<string>();
    lists[list].forEach(({ name }, place) => {
      if (taken.has(name)) report.error(['lesson', list, place, 'name'], LESSON_SAYS.nameTaken(list, name));
      taken.add(name);
    });
  }
}

function checkLook(look: Lesson['beats'][number]['look'], path: Path, { names, report }: Context): void {
  const { select, lens } = look ?? {};
  if (look !== undefined && select === undefined && lens === undefined) report.error(path, LESSON_SAYS.lookEmpty());
  if (lens !== undefined && !LENSES.includes(lens)) {
    report.error([...path, 'lens'], NAMES_SAY.noneOf('lens', lens, LENSES, 'there are'));
  }
  if (select === undefined) return;
  const here = [...path, 'select'];
  const [first = '', second, ...more] = select.trim().split(/\s+/);
  if (names.nodes.includes(select)) return;
  if (second === undefined) {
    if (/-\d+$/.test(first) && names.topics.has(first.replace(/-\d+$/, ''))) checkPartition(first, here, names, report);
    else {
      const known = [...names.nodes, ...[...names.topics.keys()].map((topic) => `${topic}-0`)];
      report.error(here, LESSON_SAYS.noThing(select, known));
    }
  } else if (more.length === 0 && names.brokers.includes(first)) checkPartition(second, here, names, report);
  else report.error(here, LESSON_SAYS.notSelectable(select));
}

// ---- questions -------------------------------------------------------------------------------------------------------

function checkQuestion(question: Question, path: Path, context: Context): void {
  const { report, names } = context;
  const kinds = KINDS.filter((kind) => question[kind] !== undefined);
  if (kinds.length === 0) report.error(path, LESSON_SAYS.answerMissing(KINDS));
  else if (kinds.length > 1) report.error([...path, kinds[1]!], LESSON_SAYS.oneKindOfQuestion(kinds), 'key');
  for (const kind of ['choose', 'choose-all'] as const) {
    question[kind]?.forEach(({ when, evidence }, place) => {
      checkCondition(when, [...path, kind, place, 'when'], context);
      checkMoment(evidence, [...path, kind, place, 'evidence'], context);
    });
  }
  question.order?.forEach(({ moment }, place) => {
    checkMoment(moment, [...path, 'order', place, 'moment'], context);
  });
  const { mark, node, number } = question;
  if (mark !== undefined) {
    checkPartition(mark.partition, [...path, 'mark', 'partition'], names, report);
    checkReading(mark.is, [...path, 'mark', 'is'], context);
    checkWrong(mark.wrong, [...path, 'mark', 'wrong'], context, isNumber);
  }
  if (number !== undefined) {
    const here = [...path, 'number'];
    checkReading(number.is, [...here, 'is'], context);
    checkWrong(number.wrong, [...here, 'wrong'], context, isNumber);
    if (number.within !== undefined && number['within-percent'] !== undefined)
      report.error([...here, 'within-percent'], LESSON_SAYS.withinOrPercent(), 'key');
  }
  if (node !== undefined) checkNode(node, [...path, 'node'], context);
}

function isNumber(value: string | number): Says | undefined {
  return typeof value === 'number' ? undefined : LESSON_SAYS.numberAnswered(value);
}

type Wrong = NonNullable<NonNullable<Question['number']>['wrong']>;

function checkWrong(
  wrong: Wrong | undefined,
  path: Path,
  context: Context,
  problemOf: (value: string | number) => Says | undefined,
): void {
  wrong?.forEach(({ is, evidence }, place) => {
    const here = [...path, place, 'is'];
    checkMoment(evidence, [...path, place, 'evidence'], context);
    if (typeof is === 'object' && !Array.isArray(is)) {
      checkReading(is, here, context);
      return;
    }
    const values: readonly (string | number)[] = Array.isArray(is) ? is : [is];
    for (const value of values) {
      const problem = problemOf(value);
      if (problem !== undefined) context.report.error(here, problem);
    }
  });
}

function checkNode(node: NonNullable<Question['node']>, path: Path, context: Context): void {
  const { names, report } = context;
  const of: readonly string[] = typeof node.of === 'string' ? namesOfKind(node.of, names) : node.of;
  if (typeof node.of !== 'string') {
    node.of.forEach((name, place) => {
      if (names.nodes.includes(name)) return;
      report.error([...path, 'of', place], NAMES_SAY.noSuch('node', name, names.nodes));
    });
  } else if (of.length === 0) report.error([...path, 'of'], LESSON_SAYS.clusterHasNo(node.of));
  checkReading(node.is, [...path, 'is'], context);
  if (!isList(node.is)) {
    node.wrong?.forEach(({ is }, place) => {
      if (Array.isArray(is)) report.error([...path, 'wrong', place, 'is'], LESSON_SAYS.oneNode());
    });
  }
  checkWrong(node.wrong, [...path, 'wrong'], context, (value) =>
    value === 'none' || of.includes(String(value)) ? undefined : LESSON_SAYS.notAnAnswer(String(value), of),
  );
}

function namesOfKind(kind: Extract<NonNullable<Question['node']>['of'], string>, names: Names): readonly string[] {
  switch (kind) {
    case 'brokers':
      return names.brokers;
    case 'controllers':
      return names.quorum;
    case 'consumers':
      return names.consumers;
    case 'zookeeper':
      return names.zooKeepers;
  }
}

// ---- goals -----------------------------------------------------------------------------------------------------------

function checkGoal(goal: Goal, path: Path, scenario: Scenario, context: Context): void {
  checkMoment(goal.from, [...path, 'from'], context);
  checkCondition(goal.reach, [...path, 'reach'], context);
  if (goal.keep !== undefined) checkCondition(goal.keep, [...path, 'keep'], context);
  goal.solutions.forEach(({ timeline }, place) => {
    // Free play may go on when the script is over, and name what it has created itself.
    const played = { ...scenario, until: LIMITS.until, timeline: [...(scenario.timeline ?? []), ...timeline] };
    checkLines(timeline, [...path, 'solutions', place, 'timeline'], played, namesOf(played), context.report);
  });
}
