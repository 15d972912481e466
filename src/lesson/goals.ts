/**
 * How a goal stands in a branch: from where free play began, every fact up to the playhead is judged once, in order. The
 * first at which all that was to be reached is so reaches it; the first at which something to be kept is not so loses it.
 */
import type { Micros } from '../base/time.ts';
import type { GoalState, Spot } from '../frame/lessonFrames.ts';
import type { Expired } from '../frame/recording.ts';
import type { Goal } from '../scenario/lesson/schemaLesson.ts';
import type { ConditionSection, OneCondition } from '../scenario/lesson/schemaMoment.ts';
import { isSo } from './conditions.ts';
import { NotYet, type Place } from './known.ts';
import type { LessonRun } from './lessonRun.ts';

/** Between two looks at the clock. */
const SLICE = 16;

export class GoalWatch {
  readonly #run: LessonRun;
  readonly #goal: Goal;
  /** In this run something was changed before it began. */
  readonly #isOther: boolean;
  /** When its script first does something for the goal. */
  readonly #touchedAt: Micros | null;
  /** Facts that can change the answer; null: any. */
  readonly #types: ReadonlySet<string> | null;
  #start: Place | undefined;
  /** Facts judged, by their number. */
  #judged = 0;
  #decided: { readonly state: 'reached' | 'lost'; readonly spot: Spot } | undefined;

  constructor(run: LessonRun, goal: Goal, isOther: boolean, touchedAt: Micros | null = null) {
    this.#run = run;
    this.#goal = goal;
    this.#isOther = isOther;
    this.#touchedAt = touchedAt;
    this.#types = goal.keep === undefined ? typesOf([goal.reach]) : typesOf([goal.reach, goal.keep]);
  }

  /** Judges on up to a step. False: the time was up before, or is up while something is read. */
  catchUp(step: number, expired: Expired): boolean {
    try {
      return this.#catchUp(step, expired);
    } catch (error) {
      if (error instanceof NotYet && error.to === null) return false;
      throw error;
    }
  }

  #catchUp(step: number, expired: Expired): boolean {
    if (this.#decided !== undefined) return true;
    if (this.#start === undefined) {
      const begun = this.#isOther ? this.#beginOfOther(expired) : { value: this.#begin(step) };
      if (begun === undefined) return false;
      this.#start = begun.value;
    }
    const start = this.#start;
    if (start === undefined) return true;
    const { facts } = this.#run.known.recording;
    const end = facts.countUpTo(step);
    for (let judged = Math.max(this.#judged, start.next), count = 1; judged < end; count++) {
      const { step: at } = facts.recorded(judged)!;
      const next = facts.countUpTo(at);
      if (this.#matters(judged, next) && this.#judge(start, at, next)) return true;
      judged = next;
      this.#judged = next;
      if (count % SLICE === 0 && expired()) return false;
    }
    return true;
  }

  /** Whatever comes changes nothing any more. */
  get isDecided(): boolean {
    return this.#decided !== undefined;
  }

  /** Facts are judged from here on. */
  get hasBegun(): boolean {
    return this.#start !== undefined;
  }

  /** As of a step. */
  state(step: number): GoalState {
    const { name } = this.#goal;
    const decided = this.#decided;
    if (decided === undefined || decided.spot.step > step) return { name, state: 'open', spot: null };
    return { name, ...decided };
  }

  /** Where it is told to, or where something was first done by hand, if that was before. */
  #begin(step: number): Place | undefined {
    const { known } = this.#run;
    const [first] = known.recording.history.interventions;
    const told = this.#told();
    const touched = first === undefined ? undefined : known.afterStep(first.step);
    const begun = [told, touched].filter((place) => place !== undefined && place.step <= step) as Place[];
    return begun.length === 0 ? undefined : begun.reduce((a, b) => (a.step <= b.step ? a : b));
  }

  /** A run that was another from the start: where it is told to; all of it, where that never comes. */
  #beginOfOther(expired: Expired): { readonly value: Place } | undefined {
    const { known } = this.#run;
    return known.within(expired, () => {
      const touched = this.#touchedAt === null ? null : known.at(Math.max(0, this.#touchedAt - 1));
      // What is still to come is after the first touch, which is known.
      const told = touched === null ? this.#run.goalStart(this.#goal.name) : (this.#told() ?? null);
      if (told === null || touched === null) return told ?? touched ?? known.afterStep(0);
      return told.step <= touched.step ? told : touched;
    });
  }

  #told(): Place | undefined {
    try {
      return this.#run.goalStart(this.#goal.name) ?? undefined;
    } catch (error) {
      // Nobody has come there yet.
      if (error instanceof NotYet) return undefined;
      throw error;
    }
  }

  #matters(from: number, to: number): boolean {
    const types = this.#types;
    if (types === null) return true;
    const { facts } = this.#run.known.recording;
    for (let index = from; index < to; index++) if (types.has(facts.recorded(index)!.fact.type)) return true;
    return false;
  }

  #judge(from: Place, step: number, next: number): boolean {
    const { known } = this.#run;
    const spot: Spot = { step, at: known.recording.history.trace.at(step) };
    const window = { known, from, here: { ...spot, fact: null, next } };
    const { keep, reach } = this.#goal;
    if (keep !== undefined && !holds(keep)) this.#decided = { state: 'lost', spot };
    else if (holds(reach)) this.#decided = { state: 'reached', spot };
    return this.#decided !== undefined;

    function holds(condition: ConditionSection): boolean {
      return isSo(condition, window);
    }
  }
}

/** The facts that readings speak of; null: something is read of the world, which any fact may change. */
function typesOf(conditions: readonly ConditionSection[]): ReadonlySet<string> | null {
  const types = new Set<string>();
  for (const one of conditions.flatMap(every)) {
    const patterns = [one.count, one.happens, one.field, one.span?.to, one.span?.from];
    const plain = Object.values(one).every((part) => !isNested(part) || patterns.includes(part as never));
    if (!plain) return null;
    for (const pattern of patterns) {
      if (pattern === undefined) continue;
      if (pattern.fact === undefined) return null;
      types.add(pattern.fact);
    }
    if (one.span !== undefined || one.state !== undefined || one.holds !== undefined) return null;
  }
  return types;
}

function isNested(part: unknown): boolean {
  return typeof part === 'object' && part !== null && !Array.isArray(part);
}

function every(condition: ConditionSection): readonly OneCondition[] {
  if (Array.isArray(condition)) return condition;
  if ('any' in condition) return condition.any;
  if ('none' in condition) return condition.none;
  return [condition as OneCondition];
}
