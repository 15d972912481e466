/** In a worker thread, bundled with a mutant in it: runs seeds until one notices. */
import { fuzz, fuzzScenario } from '../../src/fuzz/fuzz.ts';
import type { Break } from '../../src/properties/index.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { answering } from './thread.ts';

export interface Caught {
  readonly seed: number;
  readonly by: readonly string[];
}

export interface RunnerData {
  readonly seeds: readonly number[];
  readonly era?: 'zookeeper' | undefined;
  /** Names to look for: when they are there, the rest of a run says nothing new. */
  readonly by: readonly string[];
  /** The text of a scenario, in place of seeds. */
  readonly world?: string | undefined;
}

export type RunnerAnswer = { readonly type: 'caught'; readonly caught: Caught } | { readonly type: 'survived' };

/** Of the ZooKeeper era every name counts: each of its properties is broken by one of these. */
function isEnoughOf({ by, era }: RunnerData): (breaks: readonly Break[]) => boolean {
  return (breaks) => {
    const isBroken = (name: string) => breaks.some((one) => one.promised && one.name === name);
    return by.length > 0 && (era === undefined ? by.some(isBroken) : by.every(isBroken));
  };
}

function noticedBy(seed: number, data: RunnerData): string[] {
  const isEnough = isEnoughOf(data);
  const { bugs, unsettled, crash } = fuzz(seed, { isEnough, ...(data.era === undefined ? {} : { era: data.era }) });
  return [
    ...bugs.map(({ name }) => name),
    ...(crash === undefined ? [] : ['crash']),
    ...(unsettled.length > 0 ? ['settles'] : []),
  ];
}

function brokenIn(world: string, data: RunnerData): readonly string[] {
  const parsed = parseScenario(world);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const core = { lost: null, dead: false, at: parsed.scenario.until };
  return fuzzScenario(parsed.scenario, core, { isEnough: isEnoughOf(data) }).bugs.map(({ name }) => name);
}

function run(data: RunnerData): RunnerAnswer {
  const { seeds, world } = data;
  if (world !== undefined) {
    const by = brokenIn(world, data);
    return by.length > 0 ? { type: 'caught', caught: { seed: 0, by } } : { type: 'survived' };
  }
  for (const seed of seeds) {
    const by = noticedBy(seed, data);
    if (by.length > 0) return { type: 'caught', caught: { seed, by } };
  }
  return { type: 'survived' };
}

answering(run);
