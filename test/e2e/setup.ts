/** Before all: the page as it is shipped, a server for it, and one browser that every test file connects to. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { bundleFuzz } from './fuzzBundle.ts';
import { servePage } from './server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    readonly origin: string;
    readonly browser: string;
  }
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  buildIfStale();
  const server = await servePage(join(ROOT, 'dist'), await bundleFuzz());
  const { path, flags } = await findBrowser();
  const browser = await chromium.launchServer({ executablePath: path, args: flags });
  provide('origin', server.origin);
  provide('browser', browser.wsEndpoint());
  return async () => {
    await browser.close();
    await server.close();
  };
}

/** `npm test` has built the page already; alone, this file does. */
function buildIfStale(): void {
  const built = join(ROOT, 'dist', 'index.html');
  const sources = [
    'src',
    'scenarios',
    'public',
    'index.html',
    'embed.html',
    'scripts/site',
    'vite.config.ts',
    'package-lock.json',
  ];
  if (existsSync(built) && statSync(built).mtimeMs > Math.max(...sources.map(newest))) return;
  const vite = join('node_modules', 'vite', 'bin', 'vite.js');
  const { status, stderr } = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    // Vitest's own NODE_ENV would make it a development build.
    env: { ...process.env, NODE_ENV: 'production' },
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the page could not be built:\n${stderr}`);
}

function newest(path: string): number {
  const whole = join(ROOT, path);
  if (!existsSync(whole)) return 0;
  const { mtimeMs } = statSync(whole);
  if (!statSync(whole).isDirectory()) return mtimeMs;
  const files = readdirSync(whole, { recursive: true, encoding: 'utf8' });
  return Math.max(mtimeMs, ...files.map((file) => statSync(join(whole, file)).mtimeMs));
}

async function findBrowser(): Promise<{ path: string; flags: string[] }> {
  // Plain JavaScript, shared with `npm test`.
  const { BROWSER_FLAGS, ensureBrowser } = await import(pathToFileURL(join(ROOT, 'scripts', 'browser.mjs')).href);
  const found = await ensureBrowser((text: string) => process.stderr.write(`${text}\n`));
  if (found.path === undefined) throw new Error(found.missing);
  return { path: found.path, flags: [...BROWSER_FLAGS] };
}
