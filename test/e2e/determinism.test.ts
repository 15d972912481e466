/** The same seed is the same run in Node, in a page and in a worker: the other half of test/replay. */
import { expect, inject, test } from 'vitest';
import type { Fuzzer } from './fuzzPage.ts';
import { fuzzSeeds, stepWords } from './fuzzSeeds.ts';
import { newPage } from './support.ts';

declare global {
  interface Window {
    readonly fuzzer: Fuzzer;
  }
}

const SEEDS = Array.from({ length: 40 }, (_, index) => 1001 + index);

test('40 fuzzed runs have the same fingerprints everywhere', async () => {
  const page = await newPage({});
  await page.goto(`${inject('origin')}/fuzz/`);
  await expect.poll(() => page.evaluate(() => 'fuzzer' in window)).toBe(true);
  const inNode = fuzzSeeds(SEEDS);
  const [inPage, inWorker] = await Promise.all([
    page.evaluate((seeds) => window.fuzzer.here(seeds), SEEDS),
    page.evaluate((seeds) => window.fuzzer.inWorker(seeds), SEEDS),
  ]);
  for (const [where, results] of [
    ['the page', inPage],
    ['the worker', inWorker],
  ] as const) {
    const wrong = inNode.find(({ fingerprint }, index) => results[index]?.fingerprint !== fingerprint);
    if (wrong === undefined) continue;
    const [node, browser] = [
      stepWords(wrong.seed),
      await page.evaluate((seed) => window.fuzzer.words(seed), wrong.seed),
    ];
    const step = node.findIndex((word, index) => browser[index] !== word) + 1;
    throw new Error(`seed ${wrong.seed} is another run in ${where}; first diverging step: ${step} of ${node.length}`);
  }
}, 180_000);
