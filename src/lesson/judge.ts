/**
 * Whether a lesson is true of a run: every moment comes, every question has one answer, what contradicts a wrong one is
 * there, the run by itself reaches no goal, and every solution does. Told in words, for whoever wrote it.
 */
import { type Micros, seconds } from '../base/time.ts';
import type { GoalState } from '../frame/lessonFrames.ts';
import { Recording } from '../frame/recording.ts';
import { applyChange } from '../scenario/change.ts';
import type { DirectorState } from '../scenario/director.ts';
import { formatAt } from '../scenario/expectations.ts';
import type { Goal, Lesson, Question } from '../scenario/lesson/schemaLesson.ts';
import type { MomentSection } from '../scenario/lesson/schemaMoment.ts';
import { LIMITS } from '../scenario/limits.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { describeLine } from '../scenario/timeline.ts';
import { toWorld } from '../scenario/toWorld.ts';
import { isReading, sameValue } from './conditions.ts';
import { GoalWatch } from './goals.ts';
import { type Place, Unreadable } from './known.ts';
import { LessonRun, type Which } from './lessonRun.ts';
import { placeOf } from './moments.ts';
import { momentText } from './momentText.ts';
import { kindOf } from './questions.ts';
import { read, told, type Window } from './readings.ts';
import { nodesIn, type Truth, truthOf } from './truth.ts';

/** The page lets a run go on when its script is over: so long no goal may be reached by itself, and a solution may take. */
const AFTER_THE_END = seconds(60);

const NEVER = () => false;

/** What is wrong with the beats, the questions and the goals, in a run of this seed. Empty: nothing. */
export function judgeLesson(scenario: Scenario, seed: number): string[] {
  const { lesson } = scenario;
  if (lesson === undefined) return [];
  const { run, recording } = runOf(scenario, lesson, seed);
  const problems: string[] = [];
  const tell = (problem: string) => problems.push(problem);
  const ask = <T>(work: () => T): T => run.known.within(NEVER, work)!.value;
  // What is asked again when more of the run is known tells everything again.
  const judge = (work: (tell: Tell) => void) => {
    const found = ask(() => {
      const told: string[] = [];
      work((problem) => told.push(problem));
      return told;
    });
    problems.push(...found);
  };
  let before: Place | null = null;
  for (const beat of lesson.beats) {
    const name = `beat ${beat.name}`;
    const [stop, reveal] = ask(() => [run.stop(beat.name), run.reveal(beat.name)] as const);
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
    if (beat.reveal !== undefined && reveal === null) continue;
    if (beat.predict !== undefined) judge((say) => judgeQuestion(run, { beat: beat.name }, name, say));
    if (beat.why !== undefined) judge((say) => judgeWhy(run, beat.why!, stop, reveal, name, say));
  }
  for (const { name, reveal } of lesson.review ?? []) {
    const [stop, end] = ask(() => [run.reviewStop(name), run.reviewReveal(name)] as const);
    if (stop === null) tell(`review ${name}: where it is asked never comes`);
    else if (reveal !== undefined && end === null)
      tell(`review ${name}: ${momentText(reveal)} never comes${after(stop)}`);
    else judge((say) => judgeQuestion(run, { review: name }, `review ${name}`, say));
  }
  (lesson.try ?? []).forEach(({ at }, place) => {
    if (ask(() => run.tryAt(place)) === null) tell(`try ${place + 1}: ${momentText(at!)} never comes`);
  });
  for (const goal of lesson.goals ?? []) {
    if (ask(() => run.goalStart(goal.name)) === null) tell(`goal ${goal.name}: ${momentText(goal.from!)} never comes`);
  }
  judgeUntouched(run, recording, lesson, tell);
  for (const goal of lesson.goals ?? []) {
    goal.solutions.forEach((solution, place) => {
      const problem = problemOfSolution(scenario, goal, solution, seed);
      if (problem !== undefined) tell(`goal ${goal.name}, solution ${place + 1} ("${solution.say.en}"): ${problem}`);
    });
  }
  return problems;
}

/** What is wrong with the changes it offers: each must be possible, and its run come to its end. */
export function judgeWhatIfs(text: string, { lesson }: Scenario): string[] {
  const problems: string[] = [];
  (lesson?.['what-if'] ?? []).forEach(({ say, change }, place) => {
    const name = `what-if ${place + 1} ("${say.en}")`;
    const changed = applyChange(text, change);
    if (!changed.ok) {
      problems.push(`${name}: ${changed.problems.join('; ')}`);
      return;
    }
    const recording = Recording.start(toWorld(changed.scenario));
    recording.ahead(changed.scenario.until, NEVER);
    if (recording.budgetReached !== null) problems.push(`${name}: budget reached: ${recording.budgetReached}`);
  });
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
  options.forEach(({ say, evidence }, id) => {
    if (!right.includes(id)) judgeEvidence(evidence, window, `${name}: "${say.en}"`, tell);
  });
  if (question.choose !== undefined && new Set(options.map(({ say }) => say.en)).size < options.length) {
    tell(`${name}: two options say the same`);
  }
  for (const { is, evidence } of wrongOf(question)) {
    const said = isReading(is) ? 'a known mistake' : `the known mistake ${is}`;
    judgeEvidence(evidence, window, `${name}: ${said}`, tell);
    if (!isReading(is) && isTruth(is, truth)) tell(`${name}: ${said} is right in this run, ${at}`);
  }
}

function wrongOf({ mark, node, number }: Question) {
  return mark?.wrong ?? node?.wrong ?? number?.wrong ?? [];
}

function isTruth(is: number | string, { answer }: Truth): boolean {
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

function judgeUntouched(run: LessonRun, recording: Recording, { goals = [] }: Lesson, tell: Tell): void {
  if (goals.length === 0) return;
  recording.toTime(run.scenario.until + AFTER_THE_END, NEVER);
  for (const goal of goals) {
    const { state, spot } = stateOf(new GoalWatch(run, goal, false), recording);
    if (state === 'reached')
      tell(`goal ${goal.name}: nobody does anything, and it is reached at ${formatAt(spot!.at)}`);
  }
}

function problemOfSolution(
  scenario: Scenario,
  goal: Goal,
  { timeline }: Goal['solutions'][number],
  seed: number,
): string | undefined {
  const played: Scenario = { ...scenario, timeline: [...(scenario.timeline ?? []), ...timeline] };
  const { run, recording } = runOf(played, scenario.lesson!, seed);
  const times = timeline.flatMap(({ at }) => (at === undefined ? [] : [at]));
  const last = times.reduce((a, b) => Math.max(a, b), scenario.until);
  const first: Micros | null = times.length === 0 ? null : times.reduce((a, b) => Math.min(a, b));
  recording.toTime(Math.min(LIMITS.until, last + AFTER_THE_END), NEVER);
  const { state, spot } = stateOf(new GoalWatch(run, goal, true, first), recording);
  if (state === 'lost') return `it loses the goal at ${formatAt(spot!.at)}: what is to be kept is not so any more`;
  if (state === 'open')
    return `the goal is not reached by ${formatAt(recording.at)}${missed(recording, played, timeline.length)}`;
  return undefined;
}

function stateOf(watch: GoalWatch, recording: Recording): GoalState {
  watch.catchUp(recording.step, NEVER);
  return watch.state(recording.step);
}

/** Its lines that found nobody to act on. */
function missed({ kernel }: Recording, { timeline = [] }: Scenario, count: number): string {
  const state = kernel.directorState as DirectorState | undefined;
  const own = (state?.missed ?? []).filter(({ line }) => line >= timeline.length - count);
  return own.map(({ line, reason }) => `; ${describeLine(timeline[line]!)}: ${reason}`).join('');
}
