/** The pages to measure, built as the page that is shipped is built, served to one browser; or a word on why there is none. */

import { rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';

export interface BenchBrowser {
  readonly browser: Browser;
  readonly origin: string;
  /** What a built file weighs on the wire. */
  gzipped(path: string): Promise<number>;
  close(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

export async function openBenchBrowser(root: string): Promise<BenchBrowser | { readonly missing: string }> {
  const finder: string = pathToFileURL(join(root, 'scripts', 'browser.mjs')).href;
  const { BROWSER_FLAGS, ensureBrowser } = await import(finder);
  const found = await ensureBrowser((text: string) => process.stderr.write(`${text}\n`));
  if (found.path === undefined) return { missing: found.missing };
  const folder = join(root, 'node_modules', '.cache', 'tidemark', `bench-pages-${process.pid}`);
  await buildPages(root, folder);
  const server = await serve(folder);
  const { chromium } = await installed<typeof import('playwright-core')>('playwright-core');
  const browser = await chromium.launch({ executablePath: found.path, args: [...BROWSER_FLAGS] });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    browser,
    origin: `http://localhost:${port}`,
    gzipped: async (path) => gzipSync(await readFile(join(folder, path))).length,
    close: async () => {
      await browser.close();
      server.closeAllConnections();
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Found when it runs, since this file is bundled and those cannot be. */
function installed<T>(name: string): Promise<T> {
  return import(name);
}

/** Each page is built alone, as if the others did not exist. */
async function buildPages(root: string, folder: string): Promise<void> {
  process.env.NODE_ENV = 'production';
  const { build } = await installed<typeof import('vite')>('vite');
  for (const [name, page] of [
    ['app', 'index.html'],
    ['stage', 'bench/stagePage/index.html'],
    ['empty', 'bench/stagePage/empty.html'],
  ] as const) {
    await build({
      root,
      configFile: join(root, 'vite.config.ts'),
      logLevel: 'error',
      build: { outDir: join(folder, name), emptyOutDir: true, rollupOptions: { input: join(root, page) } },
    });
  }
}

function serve(folder: string): Promise<Server> {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
    readFile(join(folder, path)).then(
      (content) => response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'text/plain' }).end(content),
      () => response.writeHead(404).end(),
    );
  });
  return new Promise((resolve) => server.listen(0, 'localhost', () => resolve(server)));
}
