/**
 * A run with the prototypes of the language frozen, as a page may have them that trusts none of its scripts. In a thread: what
 * is frozen stays so for whoever comes after.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { rolldown } from 'rolldown';
import { expect, test } from 'vitest';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const CACHE = fileURLToPath(new URL('../../node_modules/.cache/', import.meta.url));

test('a run of either era, from its file to its export', { timeout: 30_000 }, async () => {
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(join(CACHE, 'frozen-'));
  try {
    const file = join(folder, 'run.mjs');
    const bundle = await rolldown({ input: join(HERE, 'frozenRun.ts'), platform: 'node', logLevel: 'silent' });
    await bundle.write({ file, format: 'esm', codeSplitting: false });
    await bundle.close();
    const worker = new Worker(file);
    const told = await new Promise((resolve, reject) => {
      worker.on('message', resolve);
      worker.on('error', reject);
    });
    await worker.terminate();
    expect(told).toEqual({ isFrozen: true, polluted: undefined });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
