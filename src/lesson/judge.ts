/**
 * Whether a lesson is true of a run: every moment comes, every question has one answer, what contradicts a wrong one is
 * there, the run by itself reaches no goal, and every solution does. Told in words, for whoever wrote it.
 */
import { NOTHING, type Says } from '../base/says.ts';
import { DEFAULT_BUDGET, type Expired, Recording } from '../frame/recording.ts';
import { PROPERTIES, PropertyWatcher } from '../properties/index.ts';
import { withoutOtherEras } from '../scenario/era.ts';
import { formatAt } from '../scenario/expectations.ts';
import type { Beat, Question } from '../scenario/lesson/schemaLesson.ts';
import type { MomentSection } from '../scenario/lesson/schemaMoment.ts';
import { besideIt } from '../scenario/neighbourFacts.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { toWorld } from '../scenario/toWorld.ts';
import { isReading, sameValue } from './conditions.ts';
import { GoalJudge, readsProperties } from './judgeGoals.ts';
import { type Place, Unreadable } from './known.ts';
import { beatFrame } from './lessonFrame.ts';
import { LessonRun, type Which } from './lessonRun.ts';
import { placeOf } from './moments.ts';
import { momentText } from './momentText.ts';
import { kindOf } from './questions.ts';
import { read, told, type Window } from './readings.ts';
import { JUDGE_SAYS, PART_SAYS } from './says.ts';
import { namesShown, valuesAt } from './told.ts';
import { nodesIn, type Truth, truthOf } from './truth.ts';

const NEVER = () => false;

/**
 * What is wrong with the beats, the questions and the goals, in a run of this seed. Empty: nothing. `withSolutions`: the
 * ways to a goal are gone as well, each a run of its own.
 */
export function judgeLesson(written: Scenario, seed: number, withSolutions = true, along: JudgedAlong = {}): string[] {
  const judging = judgingLesson(written, seed, NEVER, withSolutions, along);
  // It is never out of time: it goes on to its end, or stops for good.
  const { done, value } = judging.next();
  return done === true ? value.map(({ en }) => en) : [];
}

/** For whoever judges more of the same run. */
export interface JudgedAlong {
  /** Shown the run at its end, before any question is read of it, and the properties that have seen all of it. */
  readonly onEnd?: (recording: Recording, properties: PropertyWatcher) => void;
  /** Asked as it is recorded; true leaves it where it is, with nothing judged. */
  readonly stops?: (recording: Recording) => boolean;
}

/** The same a piece at a time, for an editor that is typed into: it stops wherever `expired`, and goes on when asked. */
export function* judgingLesson(
  written: Scenario,
  seed: number,
  outOfTime: Expired,
  withSolutions = true,
  { onEnd, stops }: JudgedAlong = {},
): Generator<undefined, Says[]> {
  const scenario = withoutOtherEras(written);
  const { lesson } = scenario;
  if (lesson === undefined) return [];
  const shown = onEnd !== undefined || readsProperties(lesson) ? new PropertyWatcher(PROPERTIES) : undefined;
  const recording = Recording.start(toWorld(scenario, { seed }), [], DEFAULT_BUDGET, shown);
  const expired = stops === undefined ? outOfTime : () => stops(recording) || outOfTime();
  const run = new LessonRun(recording, scenario, lesson);
  const goals = new GoalJudge(run, written, withSolutions, expired);
  const problems: Says[] = [];
  const tell = (part: Says, said: Says) => problems.push(PART_SAYS.about(part, said));
  const never = (moment: MomentSection, before: Place | null): Says => {
    const { fact, where } = moment;
    const beside = fact === undefined ? NOTHING : besideIt(recording.history.facts, { fact, where });
    return JUDGE_SAYS.neverComes(momentText(moment), after(before), beside);
  };
  function* ask<T>(work: () => T): Generator<undefined, T> {
    for (;;) {
      const found = run.known.within(expired, work);
      if (found !== undefined) return found.value;
      yield;
    }
  }
  // What is asked again when more of the run is known tells everything again.
  function* judge(work: (tell: Tell) => void): Generator<undefined, void> {
    const found = yield* ask(() => {
      const told: Says[] = [];
      work((part, said) => told.push(PART_SAYS.about(part, said)));
      return told;
    });
    problems.push(...found);
  }
  let before: Place | null = null;
  yield* goals.to(scenario.until);
  if (shown !== undefined) onEnd?.(recording, shown);
  if (!readsProperties(lesson)) recording.properties.rest();
  for (const beat of lesson.beats) {
    if (expired()) yield;
    const name = PART_SAYS.beat(beat.name);
    const [stop, reveal] = yield* ask(() => [run.stop(beat.name), run.reveal(beat.name)] as const);
    if (stop === null) {
      tell(name, never(beat.stop!, before));
      continue;
    }
    if (before !== null && stop.step < before.step) {
      tell(name, JUDGE_SAYS.stopsBefore(formatAt(stop.at), formatAt(before.at)));
    }
    if (beat.reveal !== undefined && reveal === null) tell(name, never(beat.reveal, stop));
    else if (reveal !== null && reveal.step < stop.step) tell(name, JUDGE_SAYS.revealedBefore());
    before = reveal ?? stop;
    yield* judge((say) => judgeTexts(run, beat, name, say));
    if (beat.reveal !== undefined && reveal === null) continue;
    if (beat.predict !== undefined) yield* judge((say) => judgeQuestion(run, { beat: beat.name }, name, say));
    if (beat.why !== undefined) yield* judge((say) => judgeWhy(run, beat.why!, stop, reveal, name, say));
  }
  for (const { name, reveal } of lesson.review ?? []) {
    const [stop, end] = yield* ask(() => [run.reviewStop(name), run.reviewReveal(name)] as const);
    const part = PART_SAYS.review(name);
    if (stop === null) tell(part, JUDGE_SAYS.askedNever());
    else if (reveal !== undefined && end === null) tell(part, never(reveal, stop));
    else yield* judge((say) => judgeQuestion(run, { review: name }, part, say));
  }
  for (const [place, { at }] of (lesson.try ?? []).entries()) {
    if ((yield* ask(() => run.tryAt(place))) === null) tell(PART_SAYS.try(place + 1), never(at!, null));
  }
  for (const goal of lesson.goals ?? []) {
    if ((yield* ask(() => run.goalStart(goal.name))) === null) tell(PART_SAYS.goal(goal.name), never(goal.from!, null));
  }
  problems.push(...(yield* goals.toTheEnd()));
  return problems;
}

function after(place: Place | null): string | undefined {
  return place === null ? undefined : formatAt(place.at);
}

// ---- questions -------------------------------------------------------------------------------------------------------

type Tell = (part: Says, said: Says) => void;

function judgeQuestion(run: LessonRun, which: Which, name: Says, tell: Tell): void {
  const asked = run.asked(which)!;
  const window = run.windowOf(asked);
  const { question } = asked;
  let truth: Truth;
  try {
    truth = truthOf(question, window);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    tell(name, JUDGE_SAYS.noAnswer(formatAt(asked.reveal.at), error.says));
    return;
  }
  const at = formatAt(asked.reveal.at);
  if (truth.problem !== null) tell(name, JUDGE_SAYS.readAt(truth.problem, at, optionValues(question, window)));
  const right = 'options' in truth.answer ? truth.answer.options : [];
  const options = question.choose ?? question['choose-all'] ?? [];
  options.forEach(({ say, evidence, because, so }, id) => {
    const isSo = right.includes(id);
    const option = PART_SAYS.option(name, say);
    if (!isSo || so !== undefined) judgeEvidence(evidence, window, option, tell);
    judgeShown(run, isSo ? so : because, window, option, tell);
  });
  if (question.choose !== undefined && new Set(options.map(({ say }) => say.en)).size < options.length) {
    tell(name, JUDGE_SAYS.optionsSame());
  }
  for (const { is, because, evidence } of wrongOf(question)) {
    const mistake = PART_SAYS.mistake(name, isReading(is) ? undefined : told(is));
    judgeEvidence(evidence, window, mistake, tell);
    judgeShown(run, because, window, mistake, tell);
    if (!isReading(is) && isTruth(is, truth)) tell(name, JUDGE_SAYS.mistakeRight(told(is), at));
  }
}

/** What a beat says, where it stops and when it is over. */
function judgeTexts(run: LessonRun, beat: Beat, name: Says, tell: Tell): void {
  const { say, outcome } = beat;
  const { question } = beatFrame(beat, run.scenario, 0);
  for (const [which, part] of [
    ['stop', [say, question]],
    ['reveal', outcome],
  ] as const) {
    const window = run.telling(beat.name, which);
    if (window !== null) judgeShown(run, part, window, name, tell);
  }
}

function judgeShown({ lesson }: LessonRun, part: unknown, window: Window, name: Says, tell: Tell): void {
  valuesAt(lesson, namesShown(part), window, (said) => tell(name, said));
}

function wrongOf({ mark, node, number }: Question) {
  return mark?.wrong ?? node?.wrong ?? number?.wrong ?? [];
}

function isTruth(is: number | string | readonly string[], { answer }: Truth): boolean {
  if ('value' in answer) return sameValue(is, answer.value);
  return 'nodes' in answer && sameValue(nodesIn(is), answer.nodes);
}

/** What each option that reads a plain value has read. */
function optionValues(question: Question, window: Window): Says {
  if (kindOf(question) !== 'choose') return NOTHING;
  const values = question.choose!.flatMap(({ when, say }) => {
    const one = Array.isArray(when) ? when[0] : when;
    if (one === undefined || 'any' in one || 'none' in one) return [];
    try {
      return [JUDGE_SAYS.optionReads(say, told(read(one, window)))];
    } catch (error) {
      if (error instanceof Unreadable) return [JUDGE_SAYS.optionReadsNothing(say, error.says)];
      throw error;
    }
  });
  return JUDGE_SAYS.inBrackets(values);
}

function judgeEvidence(evidence: MomentSection | undefined, window: Window, name: Says, tell: Tell): void {
  if (evidence === undefined) return;
  if (placeOf(evidence, window.known, { from: window.from.next }) === null) {
    tell(name, JUDGE_SAYS.evidenceNever(momentText(evidence), after(window.from)));
  }
}

function judgeWhy(
  { known }: LessonRun,
  why: MomentSection,
  stop: Place,
  reveal: Place | null,
  name: Says,
  tell: Tell,
): void {
  const place = placeOf(why, known, { from: known.recording.facts.countUpTo(stop.step) });
  if (place === null) tell(name, JUDGE_SAYS.whyNever(momentText(why), after(stop)));
  else if (reveal !== null && place.step > reveal.step) {
    tell(name, JUDGE_SAYS.whyTooLate(formatAt(place.at), formatAt(reveal.at)));
  }
}
