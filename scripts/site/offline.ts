/**
 * The service worker of a built site: told the name and content of every file, so that one version is had whole or not at
 * all. With TIDEMARK_OFFLINE=0 it is one that removes itself and all that was kept: the way back.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { bundled } from './bundle.ts';

const SOURCE = fileURLToPath(new URL('../../src/app/offline/serviceWorker.ts', import.meta.url));
const NAME = 'sw.js';

export const REMOVES_ITSELF = `addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith('tidemark ' + registration.scope + ' ')) await caches.delete(name);
  await registration.unregister();
})()));
`;

export function offline(isWanted: boolean): Plugin {
  let folder = '';
  return {
    name: 'tidemark-offline',
    apply: 'build',
    enforce: 'post',
    configResolved: (config) => {
      folder = join(config.root, config.build.outDir);
      if (config.build.outDir.startsWith(sep)) folder = config.build.outDir;
    },
    transformIndexHtml: (_html, { filename }) =>
      isWanted && basename(filename) === 'index.html'
        ? [
            { tag: 'meta', attrs: { name: 'tidemark-offline', content: NAME }, injectTo: 'head' },
            { tag: 'link', attrs: { rel: 'manifest', href: './manifest.webmanifest' }, injectTo: 'head' },
          ]
        : [],
    closeBundle: {
      order: 'post',
      sequential: true,
      handler: async () => {
        writeFileSync(join(folder, NAME), isWanted ? await workerFor(folder) : REMOVES_ITSELF);
      },
    },
  };
}

async function workerFor(folder: string): Promise<string> {
  const files: Record<string, Buffer> = {};
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const path = file.split(sep).join('/');
    const isPart = !path.startsWith('.') && path !== NAME && !path.endsWith('.map') && !path.endsWith('.d.ts');
    if (isPart && statSync(join(folder, file)).isFile()) files[path] = readFileSync(join(folder, file));
  }
  return serviceWorkerOf(files);
}

/** By the path of each file from the folder of the site. */
export async function serviceWorkerOf(contents: Readonly<Record<string, string | Buffer>>): Promise<string> {
  const files = Object.fromEntries(Object.entries(contents).map(([path, content]) => [path, sha256(content)]));
  const code = await bundled(SOURCE, 'iife');
  // Another service worker is another version too.
  const version = sha256(JSON.stringify(files) + code).slice(0, 16);
  return `const VERSION = '${version}';\nconst FILES = ${JSON.stringify(files)};\n${code}`;
}

function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
