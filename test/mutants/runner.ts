/** In a worker thread, bundled with a mutant in it: runs seeds until one notices. */
import { parentPort, workerData } from 'node:worker_threads';
import { fuzz } from '../../src/fuzz/fuzz.ts';

export interface Caught {
  readonly seed: number;
  readonly by: readonly string[];
}

export interface RunnerData {
  readonly seeds: readonly number[];
  readonly era?: 'zookeeper' | undefined;
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

function run({ seeds, era }: RunnerData): RunnerAnswer {
  for (const seed of seeds) {
    const by = noticedBy(seed, era);
    if (by.length > 0) return { type: 'caught', caught: { seed, by } };
  }
  return { type: 'survived' };
}

parentPort?.postMessage(run(workerData as RunnerData));
