/** A scenario run to its end and judged: once, or under many seeds. */
import type { Micros } from '../base/time.ts';
import { describeFact as describe } from '../kafka/describeFact.ts';
import type { FactType, KafkaFact } from '../kafka/facts.ts';
import { withCause } from '../scenario/drill.ts';
import type { BrokenProperty, Verdict } from '../scenario/expectations.ts';
import { withOverrides } from '../scenario/overrides.ts';
import { listed, quoted } from '../scenario/problems.ts';
import { runScenario as runInner } from '../scenario/run.ts';
import type { Scenario as Inner } from '../scenario/scenario.ts';
import { applySettings } from '../scenario/settings.ts';
import { innerOf, type Scenario } from './parsing.ts';
import { type Recording, recordingOf } from './recording.ts';
import type { Told } from './told.ts';

/** The facts of one type, with their fields: `FactOf<'LeaderElected'>`. */
export type FactOf<Type extends FactType> = KafkaFact & { readonly type: Type };

/** How a run differs from what its file says. */
export interface Choice {
  /** 0 to 2147483647. Without it, the file's own. */
  readonly seed?: number;
  /** A release of Kafka, one of `kafkaVersions`. */
  readonly version?: string;
  /** A generation of the replication protocol, one of `protocols`. */
  readonly protocol?: string;
  /** Who keeps the metadata: `zookeeper`, `kraft` or `migration`. */
  readonly era?: string;
  /** Of a drill: this cause, whatever the seed draws. */
  readonly cause?: string;
  /** Settings under their Kafka names: `min.insync.replicas=1`, `topic:orders:…=…`, `producer:p1:acks=1`, `broker:b1:…=…`. */
  readonly settings?: readonly string[];
}

export interface RunOptions extends Choice {
  /** Ends there instead, in microseconds. */
  readonly until?: Micros;
  /** A smaller budget than the five million events of every run. */
  readonly maximumEvents?: number;
  /** Every fact as it is told. */
  readonly onFact?: (told: Told<KafkaFact>) => void;
  /** Asked every few thousand events: a text stops the run and is the reason told in `stopped`. */
  readonly onProgress?: (progress: {
    readonly at: Micros;
    readonly until: Micros;
    readonly events: number;
  }) => string | undefined;
}

/** A run that has come to its end. */
export interface Run {
  readonly seed: number;
  readonly until: Micros;
  /** Every expectation of the file holds, no promise of Kafka's was broken, and the run came to its end. */
  readonly ok: boolean;
  /** One for each expectation of the file, and behind them those that failed without being asked for. */
  readonly verdicts: readonly Verdict[];
  /** Oldest first. */
  readonly facts: readonly Told<KafkaFact>[];
  /** Those of one type, oldest first. */
  factsOf<Type extends FactType>(type: Type): readonly Told<FactOf<Type>>[];
  /** Every property that did not hold, at its first time. */
  readonly broken: readonly BrokenProperty[];
  /** What clients saw go wrong, promised or not. */
  readonly anomalies: readonly BrokenProperty[];
  /** Events that ran. */
  readonly events: number;
  /** 16 hexadecimal digits over every event and fact: the same run has the same. */
  readonly fingerprint: string;
  /** Why it was stopped before its end; undefined: it was not. */
  readonly stopped: string | undefined;
  /** The same run once more, at its start, to seek in, to fork and to ask why. */
  record(): Recording;
}

/** Runs a scenario to its end and judges it. Throws a RangeError for a choice that cannot be, saying what can. */
export function runScenario(scenario: Scenario, options: RunOptions = {}): Run {
  const chosen = chosenScenario(innerOf(scenario), options);
  const { until, maximumEvents, onFact, onProgress } = options;
  const seed = seedOf(chosen, options);
  const result = runInner(chosen, {
    seed,
    ...(until === undefined ? {} : { until: timeOf(until) }),
    ...(maximumEvents === undefined ? {} : { maximumEvents }),
    ...(options.cause === undefined ? {} : { cause: options.cause }),
    ...(onProgress === undefined
      ? {}
      : { onProgress: ({ at, until: end, events }) => onProgress({ at, until: end, events }) }),
    watch: ({ step, at, facts }) => {
      if (onFact !== undefined) for (const { node, fact } of facts) onFact({ step, at, node, fact });
    },
  });
  const { history, verdicts, broken, anomalies, counts, fingerprint, budget, ok } = result;
  const { facts } = history;
  return {
    seed,
    until: result.until,
    ok,
    verdicts,
    facts,
    factsOf: (type) => factsOf(facts, type),
    broken,
    anomalies,
    events: counts.events,
    fingerprint,
    stopped: budget,
    record: () => recordingOf(scenario, result.scenario, seed, options),
  };
}

/** A run at its start, to play by hand: seek, act, fork, ask why. Throws as `runScenario` does. */
export function record(scenario: Scenario, choice: Choice = {}): Recording {
  const chosen = chosenScenario(innerOf(scenario), choice);
  const seed = seedOf(chosen, choice);
  return recordingOf(scenario, withCause(chosen, seed, choice.cause), seed, choice);
}

export interface SweepOptions extends Omit<RunOptions, 'seed'> {
  /** How many seeds. */
  readonly seeds: number;
  /** The first of them; 1 without it. The others follow it. */
  readonly from?: number;
}

export interface Sweep {
  /** Every seed's run held. */
  readonly ok: boolean;
  readonly passed: readonly number[];
  /** With what did not hold: `run` it again with that seed for all the rest. */
  readonly failed: readonly {
    readonly seed: number;
    readonly verdicts: readonly Verdict[];
    readonly stopped?: string;
  }[];
}

/** Does it hold under other timings? Runs are made one after the other, and let go: `judge` may look at each. */
export function sweep(scenario: Scenario, options: SweepOptions, judge?: (run: Run) => void): Sweep {
  const { seeds, from = 1, ...rest } = options;
  if (!Number.isInteger(seeds) || seeds < 1)
    throw new RangeError(`seeds must be a whole number from 1 on, not ${seeds}`);
  const passed: number[] = [];
  const failed: { seed: number; verdicts: readonly Verdict[]; stopped?: string }[] = [];
  for (let seed = from; seed < from + seeds; seed++) {
    const run = runScenario(scenario, { ...rest, seed });
    judge?.(run);
    if (run.ok) passed.push(seed);
    else {
      const verdicts = run.verdicts.filter(({ ok }) => !ok);
      failed.push({ seed, verdicts, ...(run.stopped === undefined ? {} : { stopped: run.stopped }) });
    }
  }
  return { ok: failed.length === 0, passed, failed };
}

/** A fact in one line of English: `LeaderElected orders-0 leader 2 …`. For people: the words may change. */
export function describeFact(fact: KafkaFact): string {
  return describe(fact);
}

export function factsOf<Type extends FactType>(
  facts: readonly Told<KafkaFact>[],
  type: Type,
): readonly Told<FactOf<Type>>[] {
  return facts.filter((told): told is Told<FactOf<Type>> => told.fact.type === type);
}

/** The settings and the Kafka that were chosen, checked as if they stood in the file. */
function chosenScenario(inner: Inner, choice: Choice): Inner {
  const { version, protocol, era, settings = [], cause } = choice;
  const chosen = { ...(version && { version }), ...(protocol && { protocol }), ...(era && { era }) };
  const overridden = withOverrides(inner, chosen);
  if (!overridden.ok) throw new RangeError(overridden.problems.join('; '));
  const changed = applySettings(overridden.scenario, settings);
  if (!changed.ok) throw new RangeError(changed.problems.join('; ').replaceAll('--set', 'settings:'));
  const causes = inner.drill?.causes.map(({ name }) => name) ?? [];
  if (cause !== undefined && !causes.includes(cause)) {
    throw new RangeError(`there is no cause ${quoted(cause)}; there is ${listed(causes)}`);
  }
  return changed.scenario;
}

function seedOf(inner: Inner, { seed = inner.seed ?? 1 }: Choice): number {
  if (Number.isInteger(seed) && seed >= 0 && seed <= 2_147_483_647) return seed;
  throw new RangeError(`a seed is a whole number from 0 to 2147483647, not ${seed}`);
}

function timeOf(until: Micros): Micros {
  if (Number.isSafeInteger(until) && until > 0) return until;
  throw new RangeError(`until is a whole number of microseconds from 1 on, not ${until}`);
}
