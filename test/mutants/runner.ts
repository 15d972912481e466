/** In a worker thread, bundled with a mutant in it: runs seeds until one notices. */
import { parentPort, workerData } from 'node:worker_threads';
import { fuzz, fuzzScenario } from '../../src/fuzz/fuzz.ts';
import { parseScenario } from '../../src/scenario/parse.ts';

export interface Caught {
  readonly seed: number;
  readonly by: readonly string[];
}

export interface RunnerData {
  readonly seeds: readonly number[];
  readonly era?: 'zookeeper' | undefined;
  /** The text of a scenario, in place of seeds. */
  readonly world?: string | undefined;
}

export type RunnerAnswer = { readonly type: 'caught'; readonly caught: Caught } | { readonly type: 'survived' };

function noticedBy(seed: number, era: RunnerData['era']): string[] {
  const { bugs, unsettled, crash } = fuzz(seed, era === undefined ? {} : { era });
  return [
    ...bugs.map(({ name }) => name),
    ...(crash === undefined ? [] : ['crash']),
    ...(unsettled.length > 0 ? ['settles'] : []),
  ];
}

function brokenIn(world: string): readonly string[] {
  const parsed = parseScenario(world);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const core = { lost: null, dead: false, at: parsed.scenario.until };
  return fuzzScenario(parsed.scenario, core).bugs.map(({ name }) => name);
}

function run({ seeds, era, world }: RunnerData): RunnerAnswer {
  if (world !== undefined) {
    const by = brokenIn(world);
    return by.length > 0 ? { type: 'caught', caught: { seed: 0, by } } : { type: 'survived' };
  }
  for (const seed of seeds) {
    const by = noticedBy(seed, era);
    if (by.length > 0) return { type: 'caught', caught: { seed, by } };
  }
  return { type: 'survived' };
}

parentPort?.postMessage(run(workerData as RunnerData));
