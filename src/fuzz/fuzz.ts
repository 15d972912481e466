/** One seed: a cluster of its own make, random faults (the safety phase), then all mended (the liveness phase). */
import { type Micros, seconds } from '../base/time.ts';
import type { Kafka } from '../kafka/kinds.ts';
import { type Break, PROPERTIES, PropertyWatcher } from '../properties/index.ts';
import { MARKS, MarkWatcher } from '../properties/sometimes/index.ts';
import { formatAt } from '../scenario/expectations.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { toWorld } from '../scenario/toWorld.ts';
import { Kernel } from '../sim/kernel.ts';
import type { Step } from '../sim/world.ts';
import type { SwarmEra } from './faults/index.ts';
import { unsettled } from './settled.ts';
import { type Core, swarmOf } from './swarm.ts';

export interface FuzzResult {
  readonly seed: number;
  readonly events: number;
  readonly endedAt: Micros;
  readonly fingerprint: string;
  /** Promises broken: bugs. */
  readonly bugs: readonly Break[];
  /** Broken where nothing promised them: what weak settings are expected to do. */
  readonly lessons: readonly Break[];
  /** What had not settled at the end of the liveness phase. */
  readonly unsettled: readonly string[];
  /** A handler threw. */
  readonly crash: string | undefined;
  readonly injected: Readonly<Record<string, number>>;
  /** Marked states that were reached, by name. */
  readonly reached: readonly string[];
}

export interface FuzzOptions {
  /** Absent: a quorum of controllers. */
  readonly era?: SwarmEra;
  readonly freeze?: boolean;
  /** Enough is broken: the rest of the run is not looked at. Absent: it goes on to its end. */
  readonly isEnough?: (breaks: readonly Break[]) => boolean;
  /** The fingerprint after each step, for whoever looks for the first one that differs. */
  readonly onStep?: (fingerprint: string, step: Step<Kafka>) => void;
}

/** A seed that takes more is a failure: something goes round in circles. */
export const MOST_EVENTS = 2_000_000;
/** As long as a cluster has to stay settled at least, and how often it is looked at from then on. */
const LIVENESS_AT_LEAST = seconds(30);
const LOOKED_AT_EVERY = seconds(2);

export function fuzz(seed: number, options: FuzzOptions = {}): FuzzResult {
  const swarm = swarmOf(seed, options.era);
  return { ...fuzzScenario(swarm.scenario, swarm.core, options), injected: swarm.injected };
}

/** The same for a scenario at hand, such as one that is being shrunk. */
export function fuzzScenario(
  scenario: Scenario,
  core: Core,
  { freeze = false, isEnough, onStep }: FuzzOptions = {},
): Omit<FuzzResult, 'injected'> {
  const world = toWorld(scenario);
  const marks = new MarkWatcher(MARKS);
  const watcher = new PropertyWatcher([...PROPERTIES, marks.property]);
  const kernel = new Kernel<Kafka>(world, { freeze });
  let broken = 0;
  let ended = false;
  const run = (until: Micros): boolean => {
    for (let step = kernel.runNext(until); step !== undefined; step = kernel.runNext(until)) {
      watcher.watch(step, kernel);
      marks.watch(step, watcher);
      onStep?.(kernel.fingerprint, step);
      if (isEnough !== undefined && watcher.breaks.length > broken) {
        broken = watcher.breaks.length;
        ended = isEnough(watcher.breaks);
        if (ended) return true;
      }
      if (kernel.step >= MOST_EVENTS) return false;
    }
    kernel.idleUntil(until);
    return true;
  };
  let waitsFor: readonly string[];
  let crash: string | undefined;
  try {
    waitsFor = live(kernel, watcher, run, core, scenario.until, () => ended);
  } catch (error) {
    // A rule that cannot go on throws: that is a finding like any other.
    waitsFor = [];
    crash = error instanceof Error ? error.message : String(error);
  }
  return {
    seed: world.seed,
    events: kernel.step,
    endedAt: kernel.now,
    fingerprint: kernel.fingerprint,
    bugs: watcher.breaks.filter(({ promised }) => promised),
    lessons: watcher.breaks.filter(({ promised }) => !promised),
    unsettled: waitsFor,
    crash,
    reached: [...marks.reached],
  };
}

/** Runs to the end of the liveness phase: what had not settled by then. */
function live(
  kernel: Kernel<Kafka>,
  watcher: PropertyWatcher,
  run: (until: Micros) => boolean,
  core: Core,
  end: Micros,
  hasEnded: () => boolean,
): readonly string[] {
  let until = Math.min(core.at + LIVENESS_AT_LEAST, end);
  let inBudget = run(until);
  if (hasEnded()) return [];
  let waitsFor = unsettled(kernel, watcher, core);
  while (inBudget && waitsFor.length > 0 && until < end) {
    until = Math.min(until + LOOKED_AT_EVERY, end);
    inBudget = run(until);
    if (hasEnded()) return [];
    waitsFor = unsettled(kernel, watcher, core);
  }
  watcher.finish(kernel.step, kernel.now);
  return inBudget ? waitsFor : [`${MOST_EVENTS} events were not enough`, ...waitsFor];
}

/** In a word or two each: empty when all is well. */
export function failuresOf({
  bugs,
  unsettled: left,
  crash,
}: Pick<FuzzResult, 'bugs' | 'unsettled' | 'crash'>): string[] {
  return [
    ...bugs.map(({ name, at, detail }) => `${name} at ${formatAt(at)}: ${detail}`),
    ...left.map((what) => `did not settle: ${what}`),
    ...(crash === undefined ? [] : [`crashed: ${crash}`]),
  ];
}
