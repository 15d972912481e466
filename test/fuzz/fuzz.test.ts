/**
 * The fuzzer in each test run: some hundred seeds (TIDEMARK_FUZZ_SEEDS for more); every state that is marked must be
 * reached, every kind of fault injected. Then what it once found. Some seeds are shared among processes by the command
 * line itself; most are run here, where what they run is compiled already: a process begins with nothing.
 */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { failuresOf, fuzz } from '../../src/fuzz/fuzz.ts';
import { swarmOf } from '../../src/fuzz/swarm.ts';
import { NO_SEEDS, type Tally, tallyOf, together } from '../../src/fuzz/tally.ts';
import { markNames } from '../../src/properties/sometimes/index.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { runScenario } from '../../src/scenario/run.ts';
import { writeScenario } from '../../src/scenario/write.ts';
import { EXPLAINED, FOUND } from './seeds.ts';

const SEEDS = Number(process.env.TIDEMARK_FUZZ_SEEDS ?? 250);
/** One more than a process takes at once, and all that are not run here. */
const SHARED = Math.min(SEEDS, Math.max(26, SEEDS - 224));
/** So many in one test: a worker that says nothing for a minute is taken for dead. */
const AT_ONCE = 14;
const FIRST_OF_EACH = Array.from(
  { length: Math.ceil(Math.max(0, SEEDS - SHARED) / AT_ONCE) },
  (_, nth) => SHARED + 1 + nth * AT_ONCE,
);
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

function tidemark(...args: string[]): Promise<string> {
  const child = spawn(process.execPath, ['scripts/tidemark.mjs', ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [text, words] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    text += piece;
  });
  child.stderr.setEncoding('utf8').on('data', (piece: string) => {
    words += piece;
  });
  return new Promise((resolve, reject) => {
    child.on('close', () => (text === '' ? reject(new Error(words)) : resolve(text)));
  });
}

describe(`${SEEDS} seeds: every promise holds, every healed cluster settles`, () => {
  let sum: Tally = NO_SEEDS;

  function unexplained({ failures }: Tally): unknown[] {
    return failures.filter(({ seed }) => !EXPLAINED.some((explained) => explained.seed === seed));
  }

  test(`${SHARED} of them shared among processes`, async () => {
    const tally = JSON.parse(await tidemark('fuzz', '--seeds', `${SHARED}`, '--json')) as Tally;
    expect(unexplained(tally)).toEqual([]);
    expect(tally.seeds).toBe(SHARED);
    sum = together(sum, tally);
  }, 3_600_000);

  test.each(FIRST_OF_EACH)(
    'from seed %i',
    (first) => {
      let tally: Tally = NO_SEEDS;
      for (let seed = first; seed < first + AT_ONCE && seed <= SEEDS; seed++)
        tally = together(tally, tallyOf(fuzz(seed)));
      expect(unexplained(tally)).toEqual([]);
      sum = together(sum, tally);
    },
    600_000,
  );

  test('every marked state is reached, every kind of fault injected', () => {
    expect(sum.seeds).toBe(SEEDS);
    expect(markNames.filter((name) => (sum.reached[name] ?? 0) === 0)).toEqual([]);
    expect(Object.keys(sum.injected).filter((kind) => sum.injected[kind] === 0)).toEqual([]);
  });
});

test('marked states have names of their own', () => {
  expect(new Set(markNames).size).toBe(markNames.length);
  expect(markNames.length).toBeGreaterThanOrEqual(60);
});

describe('what it once found', () => {
  // The first of them have just been run again.
  test.each(FOUND.filter(({ seed }) => seed > SEEDS))('seed $seed: $found', ({ seed }) => {
    expect(failuresOf(fuzz(seed))).toEqual([]);
  });

  const kept = new URL('kept/', import.meta.url);
  test.each(readdirSync(kept))('%s', (name) => {
    const result = parseScenario(readFileSync(new URL(name, kept), 'utf8'));
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    expect(runScenario(result.scenario).verdicts.filter(({ ok }) => !ok)).toEqual([]);
  });
});

test('a seed is a scenario: written and read again it is the same', () => {
  for (let seed = 1; seed <= 40; seed++) {
    const { scenario } = swarmOf(seed);
    const read = parseScenario(writeScenario(scenario));
    if (!read.ok) throw new Error(`seed ${seed}: ${JSON.stringify(read.problems)}`);
    // Bounds of other settings are only looked at by Kafka's own checks.
    expect(read.warnings.filter(({ message }) => !message.includes('has no effect'))).toEqual([]);
    expect(withoutUndefined(read.scenario)).toEqual(withoutUndefined(scenario));
  }
});

function withoutUndefined(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
