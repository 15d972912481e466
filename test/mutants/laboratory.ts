/** Builds the runner with a mutant in it and runs it in a thread of its own, a few at a time. */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { rolldown } from 'rolldown';
import type { Mutant } from './mutant.ts';
import type { Caught, RunnerAnswer } from './runner.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CACHE = join(ROOT, 'node_modules', '.cache', 'tidemark', 'mutants');
/** Longer than any run of a healthy program: then some loop has no end. */
const HANGS_AFTER_MS = 150_000;

let built = 0;

type Change = Pick<Mutant, 'file' | 'find' | 'replace'>;

/** How often the text to be replaced stands in its file. Once is right. */
export function placesOf(text: string, { find }: Pick<Change, 'find'>): number {
  return text.split(find).length - 1;
}

/** Writes the runner, with the change in it if there is one; the file's path. */
async function build(name: string, change: Change | undefined, entry: string): Promise<string> {
  mkdirSync(CACHE, { recursive: true });
  const file = join(CACHE, `${process.pid}-${++built}-${name.replace(/\W+/g, '-')}.mjs`);
  let changed = change === undefined;
  const bundle = await rolldown({
    input: join(ROOT, entry),
    platform: 'node',
    logLevel: 'silent',
    plugins: [
      {
        name: 'mutant',
        transform(code, id) {
          if (change === undefined || id !== join(ROOT, change.file)) return null;
          const places = placesOf(code, change);
          if (places !== 1) throw new Error(`${name}: ${places} places in ${change.file} to change, not one`);
          changed = true;
          return { code: code.split(change.find).join(change.replace) };
        },
      },
    ],
  });
  await bundle.write({ file, format: 'esm', codeSplitting: false });
  await bundle.close();
  if (!changed) throw new Error(`${name}: ${change?.file} is not part of the fuzzer`);
  return file;
}

/** Undefined: nothing noticed. */
export async function hunt(mutant: Mutant, seeds: readonly number[] = mutant.seeds): Promise<Caught | undefined> {
  const hung: RunnerAnswer = { type: 'caught', caught: { seed: seeds[0] ?? 0, by: ['hang'] } };
  const world = mutant.world === undefined ? undefined : readFileSync(join(ROOT, mutant.world), 'utf8');
  // When looking for seeds anew, whatever notices it counts.
  const data = { seeds, era: mutant.era, world, by: seeds === mutant.seeds ? mutant.caughtBy : [] };
  const answer = await inThread<RunnerAnswer>(mutant.name, mutant, 'test/mutants/runner.ts', data, hung);
  return answer.type === 'caught' ? answer.caught : undefined;
}

/** Bundles `entry` with the change in it and waits for what it posts; `hung` stands for an answer that does not come. */
export async function inThread<A>(
  name: string,
  change: Change | undefined,
  entry: string,
  workerData: unknown,
  hung: A,
  hangsAfterMs = HANGS_AFTER_MS,
): Promise<A> {
  const file = await build(name, change, entry);
  const worker = new Worker(file, { workerData });
  try {
    return await new Promise<A>((resolve, reject) => {
      setTimeout(() => resolve(hung), hangsAfterMs).unref();
      worker.on('message', resolve);
      worker.on('error', reject);
    });
  } finally {
    await worker.terminate();
    rmSync(file, { force: true });
  }
}

/** All of them, as many at a time as there are cores. */
export async function each<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const hand = async () => {
    while (next < items.length) {
      const place = next++;
      results[place] = await work(items[place]!);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, hand));
  return results;
}
