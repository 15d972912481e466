/**
 * `npm start`: builds the page when a source has changed (about two seconds), serves it on this machine only, and opens a
 * browser where there is one. Flags: `--port N`, `--no-open`.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { serveFolder } from './serve.mjs';
import { ensureDependencies, ROOT } from './setup.mjs';

const DIST = join(ROOT, 'dist');
const FIRST_PORT = 4173;

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { port, opens } = readFlags(process.argv.slice(2));
  await ensureDependencies();
  await buildPage();
  const server = await serveFolder(DIST, port ?? FIRST_PORT, port === undefined);
  const url = `http://localhost:${server.address().port}/`;
  process.stdout.write(`Tidemark is at ${url}  (Ctrl+C ends it)\n`);
  if (opens) openBrowser(url);
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      server.close();
      server.closeAllConnections();
    });
  }
}

function readFlags(flags) {
  let port;
  let opens = process.env.CI === undefined;
  for (let place = 0; place < flags.length; place++) {
    if (flags[place] === '--no-open') opens = false;
    else if (flags[place] === '--port') {
      port = Number(flags[++place]);
      if (!Number.isInteger(port) || port < 0 || port > 65_535) fail('--port needs a number from 0 to 65535.');
    } else fail(`${flags[place]} is not known here; there are --port N and --no-open.`);
  }
  return { port, opens };
}

function fail(message) {
  process.stderr.write(`tidemark: ${message}\n`);
  process.exit(2);
}

/** The page in `dist/`, built anew only when something it is made of has changed. */
export async function buildPage() {
  const stampFile = join(DIST, '.stamp');
  const stamp = stampOfSources();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return DIST;
  process.stderr.write('tidemark: building the page\n');
  const { build } = await import('vite');
  await build({ root: ROOT, configFile: join(ROOT, 'vite.config.ts'), logLevel: 'error' });
  mkdirSync(DIST, { recursive: true });
  writeFileSync(stampFile, stamp);
  return DIST;
}

/** Names, sizes and times of everything the page is made of. */
function stampOfSources() {
  const hash = createHash('sha256');
  const look = (path) => {
    const { size, mtimeMs } = statSync(join(ROOT, path));
    hash.update(`${path} ${size} ${mtimeMs}\n`);
  };
  for (const path of ['index.html', 'embed.html', 'vite.config.ts', 'package.json', 'package-lock.json']) look(path);
  for (const folder of ['src', 'scenarios', 'public', 'scripts/site']) {
    if (!existsSync(join(ROOT, folder))) continue;
    for (const entry of readdirSync(join(ROOT, folder), { recursive: true }).sort()) {
      if (statSync(join(ROOT, folder, entry)).isFile()) look(join(folder, entry));
    }
  }
  return hash.digest('hex');
}

/** Never fails: a person can follow the address themselves. */
function openBrowser(url) {
  const isLinux = process.platform !== 'darwin' && process.platform !== 'win32';
  if (isLinux && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return;
  const [command, ...args] =
    process.platform === 'darwin' ? ['open', url] : isLinux ? ['xdg-open', url] : ['cmd', '/c', 'start', '', url];
  const child = spawn(command, args, { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
