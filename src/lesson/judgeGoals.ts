/**
 * Whether the run by itself reaches a goal, and every solution does. A solution's run is a branch of the one that is judged,
 * from where its script first does something; goals are read as a run is recorded, while the world stands there anyway.
 */
import { joined, NOTHING, type Says } from '../base/says.ts';
import { type Micros, seconds } from '../base/time.ts';
import type { GoalState } from '../frame/lessonFrames.ts';
import { DEFAULT_BUDGET, type Expired, Recording } from '../frame/recording.ts';
import { PROPERTIES, PropertyWatcher } from '../properties/index.ts';
import { checkLines } from '../scenario/checks/checkTimeline.ts';
import { namesOf, type Report } from '../scenario/checks/report.ts';
import type { DirectorState } from '../scenario/director.ts';
import { eraOf, isOfEra, withoutOtherEras } from '../scenario/era.ts';
import { formatAt } from '../scenario/expectations.ts';
import type { Goal } from '../scenario/lesson/schemaLesson.ts';
import { LIMITS } from '../scenario/limits.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { describeLine } from '../scenario/timeline.ts';
import { toWorld } from '../scenario/toWorld.ts';
import { namedVersionOf } from '../scenario/versionOf.ts';
import { type AddedCommand, addedCommands } from './addedCommands.ts';
import { GoalWatch } from './goals.ts';
import { NotYet } from './known.ts';
import { LessonRun } from './lessonRun.ts';
import { JUDGE_SAYS, PART_SAYS } from './says.ts';

/** The page lets a run go on when its script is over: so long no goal may be reached by itself, and a solution may take. */
const AFTER_THE_END = seconds(60);
/**
 * Of many seeds each is looked at less far: what is reached by itself depends on the script, and not on luck; and this is
 * a good half of what such a test costs.
 */
const AFTER_THE_END_OF_OTHERS = seconds(15);
/** Between two looks whether a goal has begun. */
const PIECE: Micros = 250_000;

type Solution = Goal['solutions'][number];

/** One way to one goal. */
interface Way {
  readonly solution: Solution;
  readonly played: Scenario;
  readonly end: Micros;
  readonly first: Micros | null;
  readonly own: number;
  /** Undefined: its run is another from the start. */
  readonly added: readonly AddedCommand[] | undefined;
}

interface Judged {
  readonly goal: Goal;
  readonly untouched: GoalWatch;
  readonly ways: readonly (Way | Says)[];
  /** What was found of each way, in their order. */
  readonly found: (Says | undefined)[];
}

export class GoalJudge {
  readonly #run: LessonRun;
  readonly #expired: Expired;
  readonly #judged: readonly Judged[];
  readonly #seed: number;

  constructor(run: LessonRun, written: Scenario, withSolutions: boolean, expired: Expired) {
    this.#run = run;
    this.#expired = expired;
    this.#seed = run.known.recording.history.world.seed;
    this.#judged = (run.lesson.goals ?? []).map((goal) => {
      const solutions = withSolutions ? goal.solutions : [];
      const ways = solutions.map((solution) => wayOf(run, written, solution, this.#seed));
      return { goal, untouched: new GoalWatch(run, goal, false), ways, found: ways.map(() => undefined) };
    });
  }

  /** Records up to a time, with all that branches off before it. */
  *to(time: Micros): Generator<undefined, void> {
    const watches = this.#judged.map(({ untouched }) => untouched);
    const { recording } = this.#run.known;
    const branching = this.#judged
      .flatMap(({ goal, ways, found }) =>
        ways.flatMap((way, place) =>
          'en' in way || way.added === undefined ? [] : { goal, way, found, place, from: way.first! - 1 },
        ),
      )
      .filter(({ from }) => from >= recording.at && from < time)
      .sort((a, b) => a.from - b.from);
    for (const { goal, way, found, place, from } of branching) {
      yield* this.#along(recording, watches, from);
      // A run that has come to its budget goes nowhere, with a solution or without.
      if (recording.at < from) break;
      found[place] = yield* this.#problemOfWay(recording.fork(false, readsProperties(goal)), goal, way);
    }
    yield* this.#along(recording, watches, time);
  }

  /** What is wrong, when all else has been asked of the run. */
  *toTheEnd(): Generator<undefined, Says[]> {
    if (this.#judged.length === 0) return [];
    const { recording, until } = this.#run.known;
    const isOwn = this.#seed === (this.#run.scenario.seed ?? 1);
    yield* this.to(until + (isOwn ? AFTER_THE_END : AFTER_THE_END_OF_OTHERS));
    const problems = this.#judged.flatMap(({ goal, untouched }) => {
      const { state, spot } = untouched.state(recording.step);
      if (state !== 'reached') return [];
      return [PART_SAYS.about(PART_SAYS.goal(goal.name), JUDGE_SAYS.reachedAlone(formatAt(spot!.at)))];
    });
    for (const { goal, ways, found } of this.#judged) {
      for (const [place, way] of ways.entries()) {
        const problem = 'en' in way ? way : (found[place] ?? (yield* this.#problemOfWhole(goal, way)));
        if (problem === undefined || problem === FINE) continue;
        const { say } = goal.solutions[place]!;
        problems.push(PART_SAYS.about(PART_SAYS.solution(goal.name, place + 1, say), problem));
      }
    }
    return problems;
  }

  /** Judges goals as the run is recorded; those that are decided need no more of it. */
  *#along(recording: Recording, watches: readonly GoalWatch[], time: Micros): Generator<undefined, void> {
    const expired = this.#expired;
    while (!recording.toHead(expired)) yield;
    let open = watches.filter(({ isDecided }) => !isDecided);
    while (open.length > 0 && recording.at < time && recording.budgetReached === null) {
      const told = recording.facts.length;
      // Nothing is read before one has begun.
      const one = open.some(({ hasBegun }) => hasBegun) ? () => recording.facts.length > told : undefined;
      const to = Math.min(time, recording.at + PIECE);
      while (!recording.ahead(to, expired, one)) yield;
      if (one?.() === true) recording.toStep(recording.history.head, expired);
      else while (!recording.toTime(to, expired)) yield;
      for (const watch of open) while (!caughtUp(watch, recording.step, expired)) yield;
      open = open.filter(({ isDecided }) => !isDecided);
    }
    while (!recording.toHead(expired)) yield;
    while (!recording.toTime(time, expired)) yield;
  }

  /** Of a branch that stands just before its first command. */
  *#problemOfWay(branch: Recording, goal: Goal, way: Way): Generator<undefined, Says> {
    const { played, first, end, added } = way;
    const watch = new GoalWatch(new LessonRun(branch, played, played.lesson!), goal, true, first);
    for (const { at, command } of added!) {
      if (watch.isDecided || at > end) break;
      if (branch.at < at - 1) yield* this.#along(branch, [watch], at - 1);
      if (watch.isDecided) break;
      branch.standBefore(at);
      branch.command(command);
      while (!caughtUp(watch, branch.step, this.#expired)) yield;
    }
    yield* this.#along(branch, [watch], watch.isDecided ? branch.at : end);
    return problemIn(branch, watch.state(branch.step), way);
  }

  *#problemOfWhole(goal: Goal, way: Way): Generator<undefined, Says> {
    const shown = readsProperties(goal) ? new PropertyWatcher(PROPERTIES) : undefined;
    const recording = Recording.start(toWorld(way.played, { seed: this.#seed }), [], DEFAULT_BUDGET, shown);
    const watch = new GoalWatch(new LessonRun(recording, way.played, way.played.lesson!), goal, true, way.first);
    yield* this.#along(recording, [], way.first === null ? 0 : Math.min(way.end, Math.max(0, way.first - 1)));
    yield* this.#along(recording, [watch], way.end);
    return problemIn(recording, watch.state(recording.step), way);
  }
}

/** Checking them costs as much as every third event. */
export function readsProperties(part: unknown): boolean {
  return JSON.stringify(part).includes('"holds":');
}

const FINE: Says = NOTHING;

/** What reads something that is still to come is read again when more of the run is known. */
function caughtUp(watch: GoalWatch, step: number, expired: Expired): boolean {
  try {
    return watch.catchUp(step, expired);
  } catch (error) {
    if (error instanceof NotYet) return true;
    throw error;
  }
}

function problemIn(recording: Recording, { state, spot }: GoalState, { played, own }: Way): Says {
  if (state === 'lost') return JUDGE_SAYS.losesGoal(formatAt(spot!.at));
  if (state !== 'open') return FINE;
  return JUDGE_SAYS.notReached(formatAt(recording.at), missed(recording, played, own));
}

/** A text: why it cannot be gone at all. */
function wayOf(run: LessonRun, written: Scenario, solution: Solution, seed: number): Way | Says {
  const scenario = withoutOtherEras(written);
  const era = eraOf(scenario);
  const timeline = solution.timeline.filter((line) => isOfEra(line, era));
  if (timeline.length === 0) return JUDGE_SAYS.noLineForEra(era);
  const played: Scenario = { ...scenario, timeline: [...(scenario.timeline ?? []), ...timeline] };
  const impossible = problemsOfLines(timeline, played);
  if (impossible.length > 0) return joined(impossible);
  const times = timeline.flatMap(({ at }) => (at === undefined ? [] : [at]));
  const last = times.reduce((a, b) => Math.max(a, b), scenario.until);
  const first = times.length === 0 ? null : times.reduce((a, b) => Math.min(a, b));
  const end = Math.min(LIMITS.until, last + AFTER_THE_END);
  const isLate = first === null || first < 1 || first > scenario.until + AFTER_THE_END;
  const { world } = run.known.recording.history;
  const added = isLate ? undefined : addedCommands(world, toWorld(played, { seed }));
  return { solution, played, end, first, own: timeline.length, added };
}

/** On another Kafka than the file's own there may be nobody to do it to. */
function problemsOfLines(timeline: Solution['timeline'], played: Scenario): readonly Says[] {
  const problems: Says[] = [];
  const scenario = { ...played, until: LIMITS.until };
  const report: Report = {
    version: namedVersionOf(played).name,
    error: (_, says) => problems.push(says),
    warn: () => {},
  };
  checkLines(timeline, [], scenario, namesOf(scenario), report);
  return problems;
}

/** Its lines that found nobody to act on. */
function missed({ kernel }: Recording, { timeline = [] }: Scenario, count: number): string {
  const state = kernel.directorState as DirectorState | undefined;
  const own = (state?.missed ?? []).filter(({ line }) => line >= timeline.length - count);
  return own.map(({ line, reason }) => `; ${describeLine(timeline[line]!)}: ${reason}`).join('');
}
