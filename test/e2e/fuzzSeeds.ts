/** What is compared of a fuzz run; in Node and in the browser alike. */
import { fuzz } from '../../src/fuzz/fuzz.ts';

export interface Fuzzed {
  readonly seed: number;
  readonly events: number;
  readonly fingerprint: string;
}

export function fuzzSeeds(seeds: readonly number[]): Fuzzed[] {
  return seeds.map((seed) => {
    const { events, fingerprint } = fuzz(seed);
    return { seed, events, fingerprint };
  });
}

/** The fingerprint after every step, to say where two runs part. */
export function stepWords(seed: number): string[] {
  const words: string[] = [];
  fuzz(seed, { onStep: (fingerprint) => words.push(fingerprint) });
  return words;
}
