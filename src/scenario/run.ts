/** Runs a scenario to its end, or to its budget, and judges it. */
import { NOTHING } from '../base/says.ts';
import type { Micros } from '../base/time.ts';
import type { Kafka } from '../kafka/kinds.ts';
import { anomalyOf, PROPERTIES, PropertyWatcher } from '../properties/index.ts';
import { History, type Intervention, type Watcher } from '../record/history.ts';
import type { DirectorState } from './director.ts';
import { withCause } from './drill.ts';
import { type BrokenProperty, formatAt, judge, type SeenFact } from './expectations.ts';
import { saidPattern } from './factPattern.ts';
import { finalStateOf } from './finalState.ts';
import { LIMITS } from './limits.ts';
import { besideIt } from './neighbourFacts.ts';
import { type VersionOverrides, withOverrides } from './overrides.ts';
import { EXPECTED_SAYS, SEEN_SAYS } from './says/verdicts.ts';
import type { Scenario } from './scenario.ts';
import { describeLine } from './timeline.ts';
import { toWorld } from './toWorld.ts';
import { type Verdict, verdict } from './verdict.ts';
import { grouped } from './yamlFile.ts';

export interface RunOptions extends VersionOverrides {
  readonly seed?: number;
  /** Of a drill: instead of the one that the seed draws. */
  readonly cause?: string;
  /** Instead of the scenario's own end. */
  readonly until?: Micros;
  /** What was done by hand, as a history kept it. */
  readonly commands?: readonly Intervention<Kafka>[];
  /** Instead of LIMITS: a smaller budget. */
  readonly maximumEvents?: number;
  /** Sees every step once. */
  readonly watch?: Watcher<Kafka>;
  /** Called every few thousand events; a text stops the run and is the reason told. */
  readonly onProgress?: (progress: RunProgress) => string | undefined;
}

export interface RunProgress {
  readonly at: Micros;
  readonly until: Micros;
  readonly events: number;
  readonly history: History<Kafka>;
}

export interface RunResult {
  /** As it was run: of this release and era, with this cause. */
  readonly scenario: Scenario;
  readonly history: History<Kafka>;
  readonly verdicts: readonly Verdict[];
  readonly counts: { readonly events: number; readonly facts: number };
  readonly fingerprint: string;
  readonly seed: number;
  readonly until: Micros;
  /** Every property that did not hold, at its first time. */
  readonly broken: readonly BrokenProperty[];
  /** What clients saw go wrong, whether anything had promised otherwise or not. */
  readonly anomalies: readonly BrokenProperty[];
  /** `budget reached: …`, when the run stopped before its end. What there is of it can be explored. */
  readonly budget: string | undefined;
  /** All expectations hold, and the run came to its end. */
  readonly ok: boolean;
}

/** Between looks at the budget: one event of a large cluster can cost milliseconds. */
const EVENTS_AT_ONCE = 128;

/** Throws on a protocol or version that does not exist: whoever takes them from outside asks `withOverrides` first. */
export function runScenario(asWritten: Scenario, options: RunOptions = {}): RunResult {
  const running = runningScenario(asWritten, options);
  for (;;) {
    const next = running.next();
    if (next.done === true) return next.value;
  }
}

/** The same a few events at a time, for whoever has other things to do in between, or may give it up. */
export function* runningScenario(asWritten: Scenario, options: RunOptions = {}): Generator<undefined, RunResult> {
  const overridden = withOverrides(asWritten, options);
  if (!overridden.ok) throw new Error(overridden.problems.join('; '));
  const scenario = withCause(overridden.scenario, options.seed, options.cause);
  const until = options.until ?? scenario.until;
  const world = toWorld(scenario, options.seed === undefined ? {} : { seed: options.seed });
  const properties = new PropertyWatcher(PROPERTIES);
  const kept = { facts: 0, records: 0 };
  const watch: Watcher<Kafka> = (step, kernel) => {
    properties.watch(step, kernel);
    for (const { fact } of step.facts) {
      kept.facts++;
      if (fact.type === 'RecordSent') kept.records++;
    }
    options.watch?.(step, kernel);
  };
  const history = new History<Kafka>(world, { watch }, options.commands);
  const budget = yield* runToBudget(history, until, kept, options);
  return judgedRun(scenario, history, properties, until, budget);
}

/** Of a run that stands at its end, as it was run; the watcher has seen all of it, and its end is told here. */
export function judgedRun(
  scenario: Scenario,
  history: History<Kafka>,
  properties: PropertyWatcher,
  until: Micros,
  budget: string | undefined,
): RunResult {
  const { kernel, facts } = history;
  if (budget === undefined) properties.finish(history.head, until);
  const final = finalStateOf(facts, properties.metadata, (node) => kernel.node(node)?.status);
  const verdicts = [
    ...judge(scenario, { facts, final, broken: properties.breaks }),
    ...unmetLines(scenario, kernel.directorState as DirectorState | undefined, until, facts),
  ];
  return {
    scenario,
    history,
    verdicts,
    counts: { events: history.head, facts: facts.length },
    fingerprint: kernel.fingerprint,
    seed: history.world.seed,
    until,
    broken: properties.breaks,
    anomalies: properties.breaks.filter(({ name }) => anomalyOf(name) !== undefined),
    budget,
    ok: budget === undefined && verdicts.every(({ ok }) => ok),
  };
}

function* runToBudget(
  history: History<Kafka>,
  until: Micros,
  kept: { readonly facts: number; readonly records: number },
  { maximumEvents = LIMITS.events, onProgress }: RunOptions,
): Generator<undefined, string | undefined> {
  for (;;) {
    const left = maximumEvents - history.head;
    const wanted = Math.min(EVENTS_AT_ONCE, left);
    if (history.runUntil(until, wanted) < wanted) return undefined;
    const { kernel } = history;
    const reason =
      overLimit('events', history.head, maximumEvents - 1) ??
      overLimit('facts', kept.facts, LIMITS.facts) ??
      overLimit('records', kept.records, LIMITS.records) ??
      overLimit('events waiting', kernel.pendingCount, LIMITS.queue) ??
      onProgress?.({ at: kernel.now, until, events: history.head, history });
    if (reason !== undefined) return `budget reached: ${reason} at ${formatAt(kernel.now)}`;
    yield;
  }
}

function overLimit(what: string, count: number, limit: number): string | undefined {
  return count > limit ? `${grouped(count)} ${what}` : undefined;
}

/** Lines of the timeline that did not come to pass: a lesson that was not shown is not one that holds. */
function unmetLines(
  scenario: Scenario,
  state: DirectorState | undefined,
  until: Micros,
  facts: readonly SeenFact[],
): Verdict[] {
  if (state === undefined) return [];
  const verdicts: Verdict[] = [];
  (scenario.timeline ?? []).forEach((line, number) => {
    const missed = state.missed.find((miss) => miss.line === number);
    const text = EXPECTED_SAYS.timeline(describeLine(line));
    if (missed !== undefined) {
      verdicts.push(verdict(text, false, SEEN_SAYS.nothingDone(formatAt(missed.at), missed.reason)));
    } else if (line.when !== undefined && state.seen[number]! < (line.when.nth ?? 1)) {
      const seen = state.seen[number]!;
      const beside = seen === 0 ? besideIt(facts, line.when) : NOTHING;
      const detail = SEEN_SAYS.neverDone(saidPattern(line.when), seen, formatAt(until), line.when.nth, beside);
      verdicts.push(verdict(text, false, detail));
    }
  });
  return verdicts;
}
