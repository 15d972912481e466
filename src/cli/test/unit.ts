/**
 * One piece of a test: a scenario in one era, with one cause, under one seed. What comes out is plain data, since it may
 * have been done by another process.
 */
import { unreachable } from '../../base/assert.ts';
import { NOTHING } from '../../base/says.ts';
import type { Micros } from '../../base/time.ts';
import { failureOf } from '../../frame/failure.ts';
import type { Recording } from '../../frame/recording.ts';
import { judgeLesson } from '../../lesson/judge.ts';
import { judgeWhatIfs } from '../../lesson/judgeWhatIfs.ts';
import { type Era, eraOf, withoutOtherEras } from '../../scenario/era.ts';
import { expectedOf } from '../../scenario/expectations.ts';
import { withOverrides } from '../../scenario/overrides.ts';
import { parseScenario } from '../../scenario/parse.ts';
import { judgedRun, type RunProgress, type RunResult, runScenario } from '../../scenario/run.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { Expectation } from '../../scenario/schema.ts';
import { problemAt } from '../../scenario/shape.ts';
import { readYaml } from '../../scenario/yamlFile.ts';
import { causesNotTold } from '../drillTest.ts';
import { recordedRun } from '../explain/recordedRun.ts';
import { commandOf } from '../playCommand.ts';
import { shortWhy } from '../whyLines.ts';

export interface Variant {
  readonly era: Era | null;
  /** Of a drill. */
  readonly cause: string | null;
  /** Of a lesson: in this release instead of its own. */
  readonly version?: string;
}

export interface Unit {
  readonly file: string;
  readonly text: string;
  readonly variant: Variant;
  readonly seed: number;
  /** `run`: its expectations; `lesson`: whether the lesson is true of it; `causes`: whether they can be told apart. */
  readonly part: 'run' | 'lesson' | 'both' | 'causes';
}

export interface UnitVerdict {
  /** The same under every seed. */
  readonly key: string;
  readonly text: string;
  readonly ok: boolean;
  readonly detail: string;
  /** Of the expectation in the file, from 1; 0: of no line of it. */
  readonly line: number;
  readonly column: number;
  readonly failure: UnitFailure | null;
}

export interface UnitFailure {
  readonly at: Micros;
  /** `12.034s  c1  LeaderElected …: leader is 3, not 2` */
  readonly nearest: { readonly at: Micros; readonly text: string; readonly differs: readonly string[] } | null;
  readonly why: readonly string[];
  /** Plays it up to there. */
  readonly command: string;
}

export interface UnitResult {
  readonly events: number;
  readonly until: Micros;
  readonly tookMs: number;
  readonly budget: string | null;
  readonly verdicts: readonly UnitVerdict[];
  /** Of a lesson, or of causes: what is not true. */
  readonly problems: readonly string[];
}

/** A longer run is not played a second time to say why. */
const MOST_EVENTS_FOR_WHY = 1_000_000;

type OnProgress = (progress: RunProgress) => string | undefined;

type Places = ReadonlyMap<Expectation, { readonly line: number; readonly column: number }>;

/** Units of one file come one after the other. */
let lastRead: { readonly text: string; readonly scenario: Scenario; readonly places: Places } | undefined;

/** The text is one that has been parsed without a problem before. */
export function doUnit(unit: Unit, onProgress: OnProgress): UnitResult {
  const started = Date.now();
  if (lastRead?.text !== unit.text) {
    const scenario = parsed(unit.text);
    lastRead = { text: unit.text, scenario, places: placesIn(unit.text, scenario) };
  }
  const { scenario, places } = lastRead;
  const result = resultOf(unit, scenario, places, onProgress);
  return { ...result, tookMs: Date.now() - started };
}

function resultOf(unit: Unit, scenario: Scenario, places: Places, onProgress: OnProgress): UnitResult {
  switch (unit.part) {
    case 'run':
      return runUnit(unit, scenario, places, onProgress);
    case 'lesson':
    case 'causes':
      return { ...NOTHING_RUN, problems: problemsOf(unit, scenario) };
    case 'both': {
      const once = lessonOfItsRun(unit, scenario, onProgress);
      if (once !== undefined) {
        return { ...tellVerdicts(unit, scenario, places, once.result), problems: once.problems };
      }
      // In two runs, of which the first may stop at its budget.
      const result = runUnit(unit, scenario, places, onProgress);
      return { ...result, problems: problemsOf(unit, scenario) };
    }
    default:
      return unreachable(unit.part);
  }
}

/** The lesson and the expectations are judged of one run. Undefined where that cannot be. */
function lessonOfItsRun({ text, seed, variant }: Unit, scenario: Scenario, onProgress: OnProgress) {
  if (variant.era !== null && variant.era !== eraOf(scenario)) return undefined;
  let result: RunResult | undefined;
  let stopped = false;
  const problems = judgeLesson(scenario, seed, true, {
    onEnd: (recording, properties) => {
      const { history, budgetReached } = recording;
      if (budgetReached !== null) return;
      const run = withoutOtherEras(scenario);
      result = judgedRun(run, history, properties.fork(), run.until, undefined);
    },
    // The run alone has a budget of memory and time.
    stops: ({ history, at }) => {
      if (result !== undefined) return false;
      stopped ||= onProgress({ at, until: scenario.until, events: history.head, history }) !== undefined;
      return stopped;
    },
  });
  if (result === undefined || stopped) return undefined;
  return { result, problems: [...whatIfsOf(text, scenario, seed), ...problems] };
}

function whatIfsOf(text: string, scenario: Scenario, seed: number): readonly string[] {
  return seed === (scenario.seed ?? 1) ? judgeWhatIfs(text, scenario) : [];
}

const NOTHING_RUN = { events: 0, until: 0, tookMs: 0, budget: null, verdicts: [] };

function parsed(text: string): Scenario {
  const result = parseScenario(text);
  if (!result.ok) throw new Error('the file has problems');
  return result.scenario;
}

function problemsOf({ text, seed, part, variant }: Unit, scenario: Scenario): readonly string[] {
  if (part === 'causes') {
    const { cause } = variant;
    return causesNotTold(scenario, cause!, seed).map(
      (other) => `what is expected with ${other} holds with ${cause} as well: nobody can tell them apart`,
    );
  }
  if (variant.version !== undefined) return judgeLesson(inRelease(scenario, variant.version), seed);
  return [...whatIfsOf(text, scenario, seed), ...judgeLesson(scenario, seed)];
}

function inRelease(scenario: Scenario, version: string): Scenario {
  const overridden = withOverrides(scenario, { version });
  if (!overridden.ok) throw new Error(overridden.problems.join('; '));
  return overridden.scenario;
}

function runUnit(unit: Unit, scenario: Scenario, places: Places, onProgress: OnProgress): UnitResult {
  const { variant, seed } = unit;
  const era = variant.era === null ? {} : { era: variant.era };
  const cause = variant.cause === null ? {} : { cause: variant.cause };
  return tellVerdicts(unit, scenario, places, runScenario(scenario, { seed, ...era, ...cause, onProgress }));
}

function tellVerdicts(unit: Unit, scenario: Scenario, places: Places, result: RunResult): UnitResult {
  const expected = expectedOf(result.scenario);
  const explain = result.ok ? undefined : explainer(unit, result, scenario);
  const verdicts = result.verdicts.map((verdict, place): UnitVerdict => {
    const expectation = expected[place];
    const { line, column } = (expectation && places.get(expectation)) ?? { line: 0, column: 0 };
    const key = expectation === undefined ? verdict.text : String(place);
    return { ...verdict, key, line, column, failure: verdict.ok || !explain ? null : explain(expectation, place) };
  });
  const { budget = null, counts, until } = result;
  return { events: counts.events, until, tookMs: 0, budget, verdicts, problems: [] };
}

/** Plays the run once more, with all that is needed to say why. */
function explainer({ file, variant, seed }: Unit, result: RunResult, asWritten: Scenario) {
  // What the file says itself needs no flag.
  const play = { seed, era: variant.era === eraOf(asWritten) ? null : variant.era, cause: variant.cause };
  let recording: Recording | undefined;
  return (expectation: Expectation | undefined, place: number): UnitFailure => {
    if (result.budget !== undefined || result.counts.events > MOST_EVENTS_FOR_WHY) {
      return { at: result.until, nearest: null, why: [], command: commandOf('run', file, play) };
    }
    recording ??= recordedRun(result.scenario, seed, result.until);
    const { at, nearest, why, step } = failureOf(recording, expectation, result.verdicts[place]!, result.broken);
    const isAtEnd = step === recording.history.head;
    return {
      at,
      nearest: nearest && { at: nearest.fact.at, text: nearest.fact.text, differs: nearest.differs },
      why: why === null ? [] : shortWhy(why),
      command: commandOf('run', file, { ...play, until: isAtEnd ? null : at }),
    };
  };
}

/** Where each expectation stands in the file, those of causes too. */
export function placesIn(text: string, { expect = [], drill }: Scenario): Places {
  const places = new Map<Expectation, { readonly line: number; readonly column: number }>();
  const yaml = readYaml(text);
  if (!yaml.ok) return places;
  const put = (expectations: readonly Expectation[], path: readonly (string | number)[]) => {
    for (const [place, one] of expectations.entries()) places.set(one, problemAt(yaml.file, [...path, place], NOTHING));
  };
  put(expect, ['expect']);
  for (const [place, cause] of (drill?.causes ?? []).entries()) put(cause.expect, ['drill', 'causes', place, 'expect']);
  return places;
}
