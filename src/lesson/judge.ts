/**
 * Whether a lesson is true of a run: every moment comes, every question has one answer, what contradicts a wrong one is
 * there, the run by itself reaches no goal, and every solution does. Told in words, for whoever wrote it.
 */
import { type Micros, seconds } from '../base/time.ts';
import type { GoalState } from '../frame/lessonFrames.ts';
import { type Expired, Recording } from '../frame/recording.ts';
import { checkLines } from '../scenario/checks/checkTimeline.ts';
import { namesOf, type Report } from '../scenario/checks/report.ts';
import type { DirectorState } from '../scenario/director.ts';
import { eraOf, isOfEra, withoutOtherEras } from '../scenario/era.ts';
import { formatAt } from '../scenario/expectations.ts';
import type { Beat, Goal, Lesson, Question } from '../scenario/lesson/schemaLesson.ts';
import type { MomentSection } from '../scenario/lesson/schemaMoment.ts';
import { LIMITS } from '../scenario/limits.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { describeLine } from '../scenario/timeline.ts';
import { toWorld } from '../scenario/toWorld.ts';
import { namedVersionOf } from '../scenario/versionOf.ts';
import { isReading, sameValue } from './conditions.ts';
import { GoalWatch } from './goals.ts';
import { type Place, Unreadable } from './known.ts';
import { beatFrame } from './lessonFrame.ts';
import { LessonRun, type Which } from './lessonRun.ts';
import { placeOf } from './moments.ts';
import { momentText } from './momentText.ts';
import { kindOf } from './questions.ts';
import { read, told, type Window } from './readings.ts';
import { namesShown, valuesAt } from './told.ts';
import { nodesIn, type Truth, truthOf } from './truth.ts';

/** The page lets a run go on when its script is over: so long no goal may be reached by itself, and a solution may take. */
const AFTER_THE_END = seconds(60);
const STRETCH = seconds(10);

const NEVER = () => false;

/**
 * What is wrong with the beats, the questions and the goals, in a run of this seed. Empty: nothing. `withSolutions`: the
 * ways to a goal are gone as well, each a run of its own.
 */
export function judgeLesson(written: Scenario, seed: number, withSolutions = true): string[] {
  const judging = judgingLesson(written, seed, NEVER, withSolutions);
  for (;;) {
    const { done, value } = judging.next();
    if (done === true) return value;
  }
}

/** The same a piece at a time, for an editor that is typed into: it stops wherever `expired`, and goes on when asked. */
export function* judgingLesson(
  written: Scenario,
  seed: number,
  expired: Expired,
  withSolutions = true,
): Generator<undefined, string[]> {
  const scenario = withoutOtherEras(written);
  const { lesson } = scenario;
  if (lesson === undefined) return [];
  const { run, recording } = runOf(scenario, lesson, seed);
  const problems: string[] = [];
  const tell = (problem: string) => problems.push(problem);
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
      const told: string[] = [];
      work((problem) => told.push(problem));
      return told;
    });
    problems.push(...found);
  }
  let before: Place | null = null;
  while (!recording.ahead(scenario.until, expired)) yield;
  for (const beat of lesson.beats) {
    if (expired()) yield;
    const name = `beat ${beat.name}`;
    const [stop, reveal] = yield* ask(() => [run.stop(beat.name), run.reveal(beat.name)] as const);
    if (stop === null) {
      tell(`${name}: ${momentText(beat.stop!)} never comes${after(before)}`);
      continue;
    }
    if (before !== null && stop.step < before.step) {
      tell(`${name}: it stops at ${formatAt(stop.at)}, before the end of the beat before it (${formatAt(before.at)})`);
    }
    if (beat.reveal !== undefined && reveal === null)
      tell(`${name}: ${momentText(beat.reveal)} never comes${after(stop)}`);
    else if (reveal !== null && reveal.step < stop.step) tell(`${name}: it is revealed before it is asked`);
    before = reveal ?? stop;
    yield* judge((say) => judgeTexts(run, beat, name, say));
    if (beat.reveal !== undefined && reveal === null) continue;
    if (beat.predict !== undefined) yield* judge((say) => judgeQuestion(run, { beat: beat.name }, name, say));
    if (beat.why !== undefined) yield* judge((say) => judgeWhy(run, beat.why!, stop, reveal, name, say));
  }
  for (const { name, reveal } of lesson.review ?? []) {
    const [stop, end] = yield* ask(() => [run.reviewStop(name), run.reviewReveal(name)] as const);
    if (stop === null) tell(`review ${name}: where it is asked never comes`);
    else if (reveal !== undefined && end === null)
      tell(`review ${name}: ${momentText(reveal)} never comes${after(stop)}`);
    else yield* judge((say) => judgeQuestion(run, { review: name }, `review ${name}`, say));
  }
  for (const [place, { at }] of (lesson.try ?? []).entries()) {
    if ((yield* ask(() => run.tryAt(place))) === null) tell(`try ${place + 1}: ${momentText(at!)} never comes`);
  }
  for (const goal of lesson.goals ?? []) {
    if ((yield* ask(() => run.goalStart(goal.name))) === null)
      tell(`goal ${goal.name}: ${momentText(goal.from!)} never comes`);
  }
  if ((lesson.goals ?? []).length > 0) {
    while (!recording.toHead(expired)) yield;
    while (!recording.toTime(scenario.until + AFTER_THE_END, expired)) yield;
    yield* judgeUntouched(run, recording, lesson, expired, tell);
  }
  for (const goal of withSolutions ? (lesson.goals ?? []) : []) {
    for (const [place, solution] of goal.solutions.entries()) {
      const problem = yield* problemOfSolution(written, goal, solution, seed, expired);
      if (problem !== undefined) tell(`goal ${goal.name}, solution ${place + 1} ("${solution.say.en}"): ${problem}`);
    }
  }
  return problems;
}

function runOf(scenario: Scenario, lesson: Lesson, seed: number): { run: LessonRun; recording: Recording } {
  const recording = Recording.start(toWorld(scenario, { seed }));
  return { recording, run: new LessonRun(recording, scenario, lesson) };
}

function after(place: Place | null): string {
  return place === null ? '' : ` after ${formatAt(place.at)}`;
}

// ---- questions -------------------------------------------------------------------------------------------------------

type Tell = (problem: string) => void;

function judgeQuestion(run: LessonRun, which: Which, name: string, tell: Tell): void {
  const asked = run.asked(which)!;
  const window = run.windowOf(asked);
  const { question } = asked;
  let truth: Truth;
  try {
    truth = truthOf(question, window);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    tell(`${name}: there is no answer at ${formatAt(asked.reveal.at)}: ${error.message}`);
    return;
  }
  const at = `at ${formatAt(asked.reveal.at)}`;
  if (truth.problem !== null) tell(`${name}: ${truth.problem}, read ${at}${optionValues(question, window)}`);
  const right = 'options' in truth.answer ? truth.answer.options : [];
  const options = question.choose ?? question['choose-all'] ?? [];
  options.forEach(({ say, evidence, because, so }, id) => {
    const isSo = right.includes(id);
    if (!isSo || so !== undefined) judgeEvidence(evidence, window, `${name}: "${say.en}"`, tell);
    judgeShown(run, isSo ? so : because, window, `${name}: "${say.en}"`, tell);
  });
  if (question.choose !== undefined && new Set(options.map(({ say }) => say.en)).size < options.length) {
    tell(`${name}: two options say the same`);
  }
  for (const { is, because, evidence } of wrongOf(question)) {
    const said = isReading(is) ? 'a known mistake' : `the known mistake ${told(is)}`;
    judgeEvidence(evidence, window, `${name}: ${said}`, tell);
    judgeShown(run, because, window, `${name}: ${said}`, tell);
    if (!isReading(is) && isTruth(is, truth)) tell(`${name}: ${said} is right in this run, ${at}`);
  }
}

/** What a beat says, where it stops and when it is over. */
function judgeTexts(run: LessonRun, beat: Beat, name: string, tell: Tell): void {
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

function judgeShown({ lesson }: LessonRun, part: unknown, window: Window, name: string, tell: Tell): void {
  valuesAt(lesson, namesShown(part), window, (problem) => tell(`${name}: ${problem}`));
}

function wrongOf({ mark, node, number }: Question) {
  return mark?.wrong ?? node?.wrong ?? number?.wrong ?? [];
}

function isTruth(is: number | string | readonly string[], { answer }: Truth): boolean {
  if ('value' in answer) return sameValue(is, answer.value);
  return 'nodes' in answer && sameValue(nodesIn(is), answer.nodes);
}

/** What each option that reads a plain value has read. */
function optionValues(question: Question, window: Window): string {
  if (kindOf(question) !== 'choose') return '';
  const values = question.choose!.flatMap(({ when, say }) => {
    const one = Array.isArray(when) ? when[0] : when;
    if (one === undefined || 'any' in one || 'none' in one) return [];
    try {
      return [`"${say.en}" reads ${told(read(one, window))}`];
    } catch (error) {
      if (error instanceof Unreadable) return [`"${say.en}" reads nothing: ${error.message}`];
      throw error;
    }
  });
  return values.length === 0 ? '' : ` (${values.join('; ')})`;
}

function judgeEvidence(evidence: MomentSection | undefined, window: Window, name: string, tell: Tell): void {
  if (evidence === undefined) return;
  if (placeOf(evidence, window.known, { from: window.from.next }) === null) {
    tell(`${name}: its evidence, ${momentText(evidence)}, never comes${after(window.from)}`);
  }
}

function judgeWhy(
  { known }: LessonRun,
  why: MomentSection,
  stop: Place,
  reveal: Place | null,
  name: string,
  tell: Tell,
): void {
  const place = placeOf(why, known, { from: known.recording.facts.countUpTo(stop.step) });
  if (place === null) tell(`${name}: what is asked why of, ${momentText(why)}, never comes${after(stop)}`);
  else if (reveal !== null && place.step > reveal.step) {
    tell(`${name}: what is asked why of is at ${formatAt(place.at)}, after the reveal (${formatAt(reveal.at)})`);
  }
}

// ---- goals -----------------------------------------------------------------------------------------------------------

function* judgeUntouched(
  run: LessonRun,
  recording: Recording,
  { goals = [] }: Lesson,
  expired: Expired,
  tell: Tell,
): Generator<undefined, void> {
  for (const goal of goals) {
    const { state, spot } = yield* stateOf(new GoalWatch(run, goal, false), recording, expired);
    if (state === 'reached')
      tell(
        `goal ${goal.name}: nobody does anything, and it is reached at ${formatAt(spot!.at)}; what is so from the start belongs under keep, and what the script does by itself is no goal`,
      );
  }
}

function* problemOfSolution(
  written: Scenario,
  goal: Goal,
  solution: Goal['solutions'][number],
  seed: number,
  expired: Expired,
): Generator<undefined, string | undefined> {
  const scenario = withoutOtherEras(written);
  const era = eraOf(scenario);
  const timeline = solution.timeline.filter((line) => isOfEra(line, era));
  if (timeline.length === 0) return `none of its lines is for era ${era}`;
  const played: Scenario = { ...scenario, timeline: [...(scenario.timeline ?? []), ...timeline] };
  const impossible = problemsOfLines(timeline, played);
  if (impossible.length > 0) return impossible.join('; ');
  const { run, recording } = runOf(played, scenario.lesson!, seed);
  const times = timeline.flatMap(({ at }) => (at === undefined ? [] : [at]));
  const last = times.reduce((a, b) => Math.max(a, b), scenario.until);
  const first: Micros | null = times.length === 0 ? null : times.reduce((a, b) => Math.min(a, b));
  const end = Math.min(LIMITS.until, last + AFTER_THE_END);
  const watch = new GoalWatch(run, goal, true, first);
  let { state, spot } = yield* stateOf(watch, recording, expired);
  // A stretch at a time: what is decided early needs no more of the run, and what is read of the world is near.
  while (state === 'open' && recording.at < end) {
    const to = Math.min(end, recording.at + STRETCH);
    while (!recording.toHead(expired)) yield;
    while (!recording.toTime(to, expired)) yield;
    ({ state, spot } = yield* stateOf(watch, recording, expired));
  }
  if (state === 'lost') return `it loses the goal at ${formatAt(spot!.at)}: what is to be kept is not so any more`;
  if (state === 'open')
    return `the goal is not reached by ${formatAt(recording.at)}${missed(recording, played, timeline.length)}`;
  return undefined;
}

/** On another Kafka than the file's own there may be nobody to do it to. */
function problemsOfLines(timeline: Goal['solutions'][number]['timeline'], played: Scenario): readonly string[] {
  const problems: string[] = [];
  const scenario = { ...played, until: LIMITS.until };
  const report: Report = {
    version: namedVersionOf(played).name,
    error: (_, message) => problems.push(message),
    warn: () => {},
  };
  checkLines(timeline, [], scenario, namesOf(scenario), report);
  return problems;
}

function* stateOf(watch: GoalWatch, recording: Recording, expired: Expired): Generator<undefined, GoalState> {
  while (!watch.catchUp(recording.step, expired)) yield;
  return watch.state(recording.step);
}

/** Its lines that found nobody to act on. */
function missed({ kernel }: Recording, { timeline = [] }: Scenario, count: number): string {
  const state = kernel.directorState as DirectorState | undefined;
  const own = (state?.missed ?? []).filter(({ line }) => line >= timeline.length - count);
  return own.map(({ line, reason }) => `; ${describeLine(timeline[line]!)}: ${reason}`).join('');
}
