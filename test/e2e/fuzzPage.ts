/** In the browser: hands `fuzz` to the test, run here and run in a worker. */
import { type Drawn, type Fuzzed, fuzzSeeds, stepWords } from './fuzzSeeds.ts';

export interface Fuzzer {
  here(seeds: readonly Drawn[]): Promise<Fuzzed[]>;
  inWorker(seeds: readonly Drawn[]): Promise<Fuzzed[]>;
  words(drawn: Drawn): string[];
}

/** Between two seeds the page gets to breathe. */
async function here(seeds: readonly Drawn[]): Promise<Fuzzed[]> {
  const results: Fuzzed[] = [];
  for (const seed of seeds) {
    results.push(...fuzzSeeds([seed]));
    await new Promise((resolve) => setTimeout(resolve));
  }
  return results;
}

/** The page's policy takes no worker by a mere text. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

function inWorker(seeds: readonly Drawn[]): Promise<Fuzzed[]> {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  const policy = trustedTypes?.createPolicy('tidemark', { createScriptURL: (url) => url });
  const worker = new Worker(policy?.createScriptURL('/fuzz/worker.js') ?? '/fuzz/worker.js', { type: 'module' });
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Fuzzed[]>) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage(seeds);
  });
}

const fuzzer: Fuzzer = { here, inWorker, words: stepWords };
Object.assign(window, { fuzzer });
