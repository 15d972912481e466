/** The page that a package is made of: built when a source of it has changed, and kept beside the command line itself. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UsageError } from '../flags.ts';
import { complain } from '../output.ts';

const SOURCES = ['src', 'scripts/site', 'scripts/build.mjs', 'embed.html', 'public/icon.svg', 'package-lock.json'];

/** Undefined: it could not be built, and it has been said why. */
export function shellPage(): string | undefined {
  const root = rootFolder();
  const cache = join(root, 'node_modules', '.cache', 'tidemark');
  const file = join(cache, `shell-${stampOf(root)}.html`);
  if (!existsSync(file)) {
    mkdirSync(cache, { recursive: true });
    complain('building the page of lessons; it is kept for the next package');
    const folder = mkdtempSync(join(cache, 'shell-'));
    const args = [join(root, 'scripts/build.mjs'), 'single', '--shell', '--out', folder];
    const env = { ...process.env, NODE_ENV: 'production' };
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, env, encoding: 'utf8' });
    const made = join(folder, 'shell.html');
    if (status !== 0 || !existsSync(made)) {
      complain(`tidemark: the page of lessons could not be built:\n${stderr.split('\n').slice(0, 12).join('\n')}`);
      rmSync(folder, { recursive: true, force: true });
      return undefined;
    }
    for (const old of readdirSync(cache).filter((name) => /^shell-\w+\.html$/.test(name)))
      rmSync(join(cache, old), { force: true });
    renameSync(made, file);
    rmSync(folder, { recursive: true, force: true });
  }
  return readFileSync(file, 'utf8');
}

/**
 * The command line runs as a bundle somewhere below it. Installed as a package it has no sources, and what stands above it
 * belongs to somebody else.
 */
function rootFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!isTidemark(folder) && dirname(folder) !== folder) folder = dirname(folder);
  if (existsSync(join(folder, 'scripts', 'build.mjs')) && isTidemark(folder)) return folder;
  throw new UsageError(
    'package builds the page from the sources of Tidemark, which a package has not: use a copy of them',
  );
}

function isTidemark(folder: string): boolean {
  const file = join(folder, 'package.json');
  return existsSync(file) && (JSON.parse(readFileSync(file, 'utf8')) as { name?: unknown }).name === 'tidemark';
}

function stampOf(root: string): string {
  const hash = createHash('sha256');
  const look = (path: string): void => {
    const { size, mtimeMs } = statSync(join(root, path));
    hash.update(`${path} ${size} ${mtimeMs}\n`);
  };
  for (const source of SOURCES) {
    if (!statSync(join(root, source)).isDirectory()) look(source);
    else
      for (const entry of readdirSync(join(root, source), { recursive: true, encoding: 'utf8' }).sort())
        if (/\.\w+$/.test(entry)) look(join(source, entry));
  }
  return hash.digest('hex').slice(0, 16);
}
