/** What is compared of a fuzz run; in Node and in the browser alike. */
import { fuzz } from '../../src/fuzz/fuzz.ts';

/** What is drawn; without an era, a quorum of controllers. */
export interface Drawn {
  readonly seed: number;
  readonly era?: 'zookeeper';
}

export interface Fuzzed {
  readonly drawn: Drawn;
  readonly events: number;
  readonly fingerprint: string;
}

export function fuzzSeeds(all: readonly Drawn[]): Fuzzed[] {
  return all.map((drawn) => {
    const { events, fingerprint } = fuzz(drawn.seed, drawn);
    return { drawn, events, fingerprint };
  });
}

/** The fingerprint after every step, to say where two runs part. */
export function stepWords(drawn: Drawn): string[] {
  const words: string[] = [];
  fuzz(drawn.seed, { ...drawn, onStep: (fingerprint) => words.push(fingerprint) });
  return words;
}
