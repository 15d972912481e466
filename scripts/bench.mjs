/**
 * `npm run bench`: the numbers the design holds itself to, measured side by side in one run. With --expose-gc, so that
 * memory is counted after a collection.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureDependencies, ROOT } from './setup.mjs';

await ensureDependencies();
const { rolldown } = await import('rolldown');
const cache = join(ROOT, 'node_modules', '.cache', 'tidemark');
const file = join(cache, `bench-${process.pid}.mjs`);
mkdirSync(cache, { recursive: true });
try {
  const bundle = await rolldown({ input: join(ROOT, 'bench/main.ts'), platform: 'node', logLevel: 'silent' });
  await bundle.write({ file, format: 'esm', codeSplitting: false });
  await bundle.close();
  const { status, signal } = spawnSync(process.execPath, ['--expose-gc', file], { cwd: ROOT, stdio: 'inherit' });
  process.exitCode = signal === null ? (status ?? 1) : 1;
} finally {
  rmSync(file, { force: true });
}
