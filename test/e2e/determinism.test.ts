/** The same seed is the same run in Node, in a page and in a worker: the other half of test/replay. */
import { expect, inject, test } from 'vitest';
import type { Fuzzer } from './fuzzPage.ts';
import { type Drawn, fuzzSeeds, stepWords } from './fuzzSeeds.ts';
import { newPage } from './support.ts';

declare global {
  interface Window {
    readonly fuzzer: Fuzzer;
  }
}

/** TIDEMARK_PAGE_SEEDS for more: of the one era three times as many as of the other. */
const EACH = Number(process.env.TIDEMARK_PAGE_SEEDS ?? 2);

const SEEDS: readonly Drawn[] = [
  ...Array.from({ length: 3 * EACH }, (_, index) => ({ seed: 1001 + index })),
  ...Array.from({ length: EACH }, (_, index) => ({ seed: 1001 + index, era: 'zookeeper' as const })),
];

test(`${SEEDS.length} fuzzed runs, of both eras, have the same fingerprints everywhere`, async () => {
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
      stepWords(wrong.drawn),
      await page.evaluate((drawn) => window.fuzzer.words(drawn), wrong.drawn),
    ];
    const step = node.findIndex((word, index) => browser[index] !== word) + 1;
    throw new Error(
      `${JSON.stringify(wrong.drawn)} is another run in ${where}; first diverging step: ${step} of ${node.length}`,
    );
  }
}, 180_000);
