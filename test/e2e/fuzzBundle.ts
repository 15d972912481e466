/** The fuzz run of test/fuzz, bundled for a page of its own and for a worker in it. */
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const PAGE =
  '<!doctype html><html lang="en"><title>fuzz</title><link rel="icon" href="data:,"><script type="module" src="/fuzz/page.js"></script></html>';

/** Files by path on the server. */
export async function bundleFuzz(): Promise<Readonly<Record<string, string>>> {
  return {
    '/fuzz/index.html': PAGE,
    '/fuzz/page.js': await bundle('./fuzzPage.ts'),
    '/fuzz/worker.js': await bundle('./fuzzWorker.ts'),
  };
}

async function bundle(entry: string): Promise<string> {
  const input = fileURLToPath(new URL(entry, import.meta.url));
  const build = await rolldown({ input, platform: 'browser', logLevel: 'silent' });
  const { output } = await build.generate({ format: 'esm', codeSplitting: false });
  await build.close();
  return output[0].code;
}
