#!/usr/bin/env node
/**
 * `npm run -s tidemark -- …`: the command line, built when a source has changed and kept in node_modules/.cache. One
 * bundle, because the sources are TypeScript and Node 20 does not read it.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureDependencies, ROOT } from './setup.mjs';

/** Rooms that the command line is made of: all but those of the page. */
const FOLDERS = [
  'base',
  'sim',
  'kafka',
  'properties',
  'check',
  'record',
  'scenario',
  'fuzz',
  'frame',
  'console',
  'course',
  'lesson',
  'exchange',
  'cli',
];

await ensureDependencies();
const { main } = await import(pathToFileURL(await built()).href);
process.exitCode = await main(process.argv.slice(2));

async function built() {
  const cache = join(ROOT, 'node_modules', '.cache', 'tidemark');
  const file = join(cache, `cli-${stampOfSources()}.mjs`);
  if (existsSync(file)) return file;
  mkdirSync(cache, { recursive: true });
  const old = readdirSync(cache).filter((name) => /^cli-.*\.mjs$/.test(name));
  // Two commands that start at once each build; whoever is last renames the same content into place.
  const unfinished = join(cache, `building-${process.pid}.mjs`);
  const { rolldown } = await import('rolldown');
  try {
    const bundle = await rolldown({ input: join(ROOT, 'src/cli/main.ts'), platform: 'node', logLevel: 'silent' });
    await bundle.write({ file: unfinished, format: 'esm', codeSplitting: false });
    await bundle.close();
  } catch (error) {
    const lines = String(error.message).split('\n').slice(0, 12).join('\n');
    process.stderr.write(`tidemark: the command line could not be built from its sources:\n${lines}\n`);
    process.exit(2);
  }
  renameSync(unfinished, file);
  for (const name of old) rmSync(join(cache, name), { force: true });
  return file;
}

/** Names, sizes and times of everything the command line is made of. */
function stampOfSources() {
  const hash = createHash('sha256');
  const look = (path) => {
    const { size, mtimeMs } = statSync(join(ROOT, path));
    hash.update(`${path} ${size} ${mtimeMs}\n`);
  };
  for (const path of ['package.json', 'package-lock.json', 'scripts/tidemark.mjs']) look(path);
  for (const folder of FOLDERS) {
    if (!existsSync(join(ROOT, 'src', folder))) continue;
    for (const entry of readdirSync(join(ROOT, 'src', folder), { recursive: true }).sort()) {
      if (/\.(ts|json)$/.test(entry)) look(join('src', folder, entry));
    }
  }
  return hash.digest('hex').slice(0, 16);
}
