/**
 * Runs what it is given with a mutant in it, in threads of its own. All mutants are in one bundle, which is built once: a
 * changed file stands in it as it is and in every changed form, and a thread chooses among them with each question. What
 * the model remembers it remembers of one run, by what is in it; so that nothing of a mutant is left for the next.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { type Plugin, rolldown } from 'rolldown';
import type { Mutant } from './mutant.ts';
import type { Caught, RunnerAnswer } from './runner.ts';
import type { Question } from './thread.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CACHE = join(ROOT, 'node_modules', '.cache', 'tidemark', 'mutants');
/** Longer than any run of a healthy program: then some loop has no end. */
const HANGS_AFTER_MS = 150_000;
/** With room for what is new, little of it is looked at twice by the collector. */
const LIMITS = { maxYoungGenerationSizeMb: 64 };

export type Change = Pick<Mutant, 'name' | 'file' | 'find' | 'replace'>;

export interface Laboratory {
  /** What the entry answers when `name` is in it; `hung` stands for an answer that does not come. */
  run<A>(name: string, question: object, hung: A, hangsAfterMs?: number): Promise<A>;
  /** Ends its threads. */
  close(): Promise<void>;
}

/** Nothing is changed. */
export const HEALTHY = 'healthy';

/** How often the text to be replaced stands in its file. Once is right. */
export function placesOf(text: string, { find }: Pick<Change, 'find'>): number {
  return text.split(find).length - 1;
}

/** Bundles `entry` with all of these changes in it, of which each question gets one. */
export async function laboratory(entry: string, changes: readonly Change[]): Promise<Laboratory> {
  mkdirSync(CACHE, { recursive: true });
  const file = join(CACHE, `${process.pid}-${entry.replace(/\W+/g, '-')}.mjs`);
  const loaded = new Set<string>();
  const bundle = await rolldown({
    input: join(ROOT, entry),
    platform: 'node',
    logLevel: 'silent',
    plugins: [switches(changes, loaded)],
  });
  await bundle.write({ file, format: 'esm', codeSplitting: false });
  await bundle.close();
  const absent = changes.filter(({ name }) => !loaded.has(name));
  if (absent.length > 0) throw new Error(`not part of ${entry}: ${absent.map(({ name }) => name).join(', ')}`);
  const idle: Worker[] = [];
  return {
    run: async (name, question, hung, hangsAfterMs = HANGS_AFTER_MS) => {
      if (name !== HEALTHY && !loaded.has(name)) throw new Error(`${name} is not in this laboratory`);
      const worker = idle.pop() ?? new Worker(file, { resourceLimits: LIMITS });
      const said = await answerOf(worker, { ...question, mutant: name }, hangsAfterMs);
      if (said.type === 'answer') {
        idle.push(worker);
        return said.answer as typeof hung;
      }
      await worker.terminate();
      if (said.type === 'error') throw said.error;
      return hung;
    },
    close: async () => {
      await Promise.all(idle.splice(0).map((worker) => worker.terminate()));
    },
  };
}

type Said =
  | { readonly type: 'answer'; readonly answer: unknown }
  | { readonly type: 'error'; readonly error: unknown }
  | { readonly type: 'hung' };

function answerOf(worker: Worker, question: Question, hangsAfterMs: number): Promise<Said> {
  return new Promise<Said>((resolve) => {
    const timer = setTimeout(() => resolve({ type: 'hung' }), hangsAfterMs);
    const answered = (answer: unknown) => say({ type: 'answer', answer });
    const failed = (error: unknown) => say({ type: 'error', error });
    function say(said: Said): void {
      clearTimeout(timer);
      worker.off('message', answered).off('error', failed);
      resolve(said);
    }
    worker.on('message', answered).on('error', failed);
    worker.postMessage(question);
  });
}

/** In place of a file that has mutants: a module that exports the names of whichever of its forms is in force. */
function switches(changes: readonly Change[], loaded: Set<string>): Plugin {
  const FORM = '?form=';
  const of = (id: string) => changes.filter(({ file }) => join(ROOT, file) === id);
  return {
    name: 'mutants',
    resolveId: (id) => (id.includes(FORM) ? id : null),
    load(id) {
      const [path = '', form] = id.split(FORM);
      const here = of(path);
      if (here.length === 0) return null;
      const source = readFileSync(path, 'utf8');
      if (form === undefined) return { code: switchOf(path + FORM, source, here), moduleType: 'js' };
      const change = here[Number(form) - 1];
      if (change === undefined) return { code: source, moduleType: 'ts' };
      const places = placesOf(source, change);
      if (places !== 1) throw new Error(`${change.name}: ${places} places in ${change.file} to change, not one`);
      loaded.add(change.name);
      return { code: source.split(change.find).join(change.replace), moduleType: 'ts' };
    },
  };
}

function switchOf(prefix: string, source: string, changes: readonly Change[]): string {
  const imports = Array.from({ length: changes.length + 1 }, (_, form) => {
    return `import * as form${form} from ${JSON.stringify(`${prefix}${form}`)};`;
  });
  const choices = changes.map(({ name }, place) => `mutant === ${JSON.stringify(name)} ? form${place + 1} : `);
  const names = namesExportedBy(source);
  return [
    ...imports,
    ...names.map((name) => `export let ${name} = form0.${name};`),
    'globalThis.tidemarkForms ??= [];',
    'globalThis.tidemarkForms.push((mutant) => {',
    `  const chosen = ${choices.join('')}form0;`,
    ...names.map((name) => `  ${name} = chosen.${name};`),
    '});',
  ].join('\n');
}

/** Of what has a value: types are gone when it runs. */
function namesExportedBy(source: string): string[] {
  const declared = source.matchAll(/^export (?:function\*?|const|class) (\w+)/gm);
  return [...declared].map(([, name = '']) => name);
}

/** Undefined: nothing noticed. */
export async function hunt(
  { run }: Laboratory,
  mutant: Mutant,
  seeds: readonly number[] = mutant.seeds,
): Promise<Caught | undefined> {
  const hung: RunnerAnswer = { type: 'caught', caught: { seed: seeds[0] ?? 0, by: ['hang'] } };
  const world = mutant.world === undefined ? undefined : readFileSync(join(ROOT, mutant.world), 'utf8');
  // When looking for seeds anew, whatever notices it counts.
  const data = { seeds, era: mutant.era, world, by: seeds === mutant.seeds ? mutant.caughtBy : [] };
  const answer = await run<RunnerAnswer>(mutant.name, data, hung);
  return answer.type === 'caught' ? answer.caught : undefined;
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
