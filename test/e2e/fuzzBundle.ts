/** The fuzz run of test/fuzz, bundled for a page of its own and for a worker in it. */
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const PAGE =
  '<!doctype html><html lang="en"><title>fuzz</title><link rel="icon" href="data:,"><script type="module" src="/fuzz/page.js"></script></html>';

/** Files by path on the server; what both are made of is in one of its own. */
export async function bundleFuzz(): Promise<Readonly<Record<string, string>>> {
  const entry = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
  const input = { page: entry('./fuzzPage.ts'), worker: entry('./fuzzWorker.ts') };
  const build = await rolldown({ input, platform: 'browser', logLevel: 'silent' });
  const { output } = await build.generate({ format: 'esm' });
  await build.close();
  const chunks = output.flatMap((one) => (one.type === 'chunk' ? [[`/fuzz/${one.fileName}`, one.code] as const] : []));
  return { '/fuzz/index.html': PAGE, ...Object.fromEntries(chunks) };
}
