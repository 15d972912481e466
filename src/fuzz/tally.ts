/** What a range of seeds adds up to. Plain data, so that several processes can share the work. */
import type { Micros } from '../base/time.ts';
import { type FuzzResult, failuresOf } from './fuzz.ts';

export interface Failure {
  readonly seed: number;
  readonly what: readonly string[];
}

export interface Tally {
  readonly seeds: number;
  readonly events: number;
  readonly simulated: Micros;
  /** By kind of fault: how often. */
  readonly injected: Readonly<Record<string, number>>;
  /** By marked state: how many seeds came to it. */
  readonly reached: Readonly<Record<string, number>>;
  /** By property that broke where nothing promised it: in how many seeds. */
  readonly lessons: Readonly<Record<string, number>>;
  readonly failures: readonly Failure[];
}

export const NO_SEEDS: Tally = {
  seeds: 0,
  events: 0,
  simulated: 0,
  injected: {},
  reached: {},
  lessons: {},
  failures: [],
};

export function tallyOf(result: FuzzResult): Tally {
  const what = failuresOf(result);
  return {
    seeds: 1,
    events: result.events,
    simulated: result.endedAt,
    injected: result.injected,
    reached: ones(result.reached),
    lessons: ones(result.lessons.map(({ name }) => name)),
    failures: what.length > 0 ? [{ seed: result.seed, what }] : [],
  };
}

function ones(names: readonly string[]): Record<string, number> {
  return Object.fromEntries(names.map((name) => [name, 1]));
}

export function together(a: Tally, b: Tally): Tally {
  return {
    seeds: a.seeds + b.seeds,
    events: a.events + b.events,
    simulated: a.simulated + b.simulated,
    injected: added(a.injected, b.injected),
    reached: added(a.reached, b.reached),
    lessons: added(a.lessons, b.lessons),
    failures: [...a.failures, ...b.failures].sort((one, other) => one.seed - other.seed),
  };
}

function added(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): Record<string, number> {
  const sum: Record<string, number> = { ...a };
  for (const name of Object.keys(b)) sum[name] = (sum[name] ?? 0) + b[name]!;
  return sum;
}
