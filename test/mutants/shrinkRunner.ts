/** In a worker thread, bundled with a mutant in it: shrinks a seed, and plays what is left. */
import { shrink } from '../../src/fuzz/shrink.ts';
import { swarmOf } from '../../src/fuzz/swarm.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { runScenario } from '../../src/scenario/run.ts';
import { writeScenario } from '../../src/scenario/write.ts';
import { answering } from './thread.ts';

export interface ShrinkAnswer {
  readonly text: string;
  readonly faults: readonly [number, number];
  readonly kind: string;
  /** With the mutant in it, the file's expectation does not hold. */
  readonly failsHere: boolean;
}

answering(({ seed }: { readonly seed: number }): ShrinkAnswer | undefined => {
  const shrunk = shrink(swarmOf(seed));
  if (shrunk === undefined) return undefined;
  const text = writeScenario(shrunk.scenario);
  const read = parseScenario(text);
  const failsHere = read.ok && !runScenario(read.scenario).ok;
  const { faults, kind } = shrunk;
  return { text, faults, kind: kind.type === 'property' ? kind.name : kind.type, failsHere };
});
