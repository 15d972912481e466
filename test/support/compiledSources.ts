/**
 * The sources as Node runs them, for the tests: compiled once for all workers, a file each, before the first test. Through
 * the module runner of Vite every call from file to file goes through an object of getters, and each worker asks for every
 * file; so a simulation took half as long again. Tests themselves go through Vite as ever.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { rolldown } from 'rolldown';
import { viteImportGlobPlugin } from 'rolldown/experimental';
import type { Plugin } from 'vitest/config';

const ROOT = resolve(import.meta.dirname, '../..');
const SOURCES = join(ROOT, 'src');
const CACHE = join(ROOT, 'node_modules', '.cache', 'tidemark');
const FOLDER = 'tested-';
const IS_TEST = /\.test\.tsx?$/;
/** What Node cannot read as a module with names, or not at all. */
const BUNDLED = /^gifenc$/;
const IMPORT = /\b(?:from|import)\s*\(?\s*'(\.[^'?]+\.tsx?)'/g;

/** The plugin of vitest.config.ts. Who watches files sees them change, and so has them from Vite. */
export function compiledSources(): Plugin {
  let compiled: ReadonlyMap<string, string> = new Map();
  return {
    name: 'tidemark:compiled-sources',
    enforce: 'pre',
    async configureVitest({ vitest }) {
      if (vitest.config.watch) return;
      const folder = freshFolder();
      process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
      compiled = await compile(folder);
    },
    resolveId(id, importer) {
      if (compiled.size === 0 || importer === undefined || !id.startsWith('.')) return null;
      const source = resolve(dirname(importer.replace(/\?.*$/, '')), id);
      const file = compiled.get(source);
      if (file !== undefined) return { id: file, external: true };
      if (/\.tsx?$/.test(id) && isSource(source)) throw new Error(`${id}, imported by ${importer}, is not compiled`);
      return null;
    },
  };
}

/** Of this process; those of processes that are gone go as well. */
function freshFolder(): string {
  mkdirSync(CACHE, { recursive: true });
  for (const name of readdirSync(CACHE)) {
    if (name.startsWith(FOLDER) && !isAlive(Number(name.slice(FOLDER.length))))
      rmSync(join(CACHE, name), { recursive: true, force: true });
  }
  return join(CACHE, `${FOLDER}${process.pid}`);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function isSource(path: string): boolean {
  return path.startsWith(`${SOURCES}/`) && !IS_TEST.test(path);
}

/** Each source file that a test imports, and what it needs in turn: where it is now. */
async function compile(folder: string): Promise<Map<string, string>> {
  const input = Object.fromEntries(importedByTests().map((path) => [nameOf(path), path]));
  const bundle = await rolldown({
    input,
    cwd: ROOT,
    platform: 'node',
    logLevel: 'warn',
    external: (id) => /^[@a-z]/.test(id) && !BUNDLED.test(id),
    preserveEntrySignatures: 'strict',
    treeshake: false,
    plugins: [viteImportGlobPlugin({ root: ROOT }), { name: 'tidemark:other-files', load: otherFile }],
  });
  const { output } = await bundle.write({
    dir: folder,
    format: 'esm',
    preserveModules: true,
    preserveModulesRoot: SOURCES,
    entryFileNames: '[name].mjs',
    sourcemap: true,
  });
  await bundle.close();
  const files = output.flatMap((file) => (file.type === 'chunk' && file.facadeModuleId !== null ? [file] : []));
  return new Map(files.map(({ facadeModuleId, fileName }) => [facadeModuleId!, join(folder, fileName)]));
}

function nameOf(path: string): string {
  return relative(SOURCES, path).replace(/\.tsx?$/, '');
}

function importedByTests(): string[] {
  const found = new Set<string>();
  for (const file of filesOf('test', /\.ts$/).concat(filesOf('src', IS_TEST))) {
    if (file.startsWith('test/e2e')) continue;
    for (const [, specifier = ''] of readFileSync(join(ROOT, file), 'utf8').matchAll(IMPORT)) {
      const path = resolve(ROOT, dirname(file), specifier);
      if (isSource(path)) found.add(path);
    }
  }
  return [...found];
}

function filesOf(folder: string, ending: RegExp): string[] {
  const names = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  return names.filter((name) => ending.test(name)).map((name) => join(folder, name));
}

/** Styles say nothing in Node; a text that is asked for as a text is one. */
function otherFile(id: string): { code: string; moduleType: 'js' } | null {
  if (id.endsWith('.css')) return { code: '', moduleType: 'js' };
  if (!id.endsWith('?raw')) return null;
  return { code: `export default ${JSON.stringify(readFileSync(id.slice(0, -4), 'utf8'))};`, moduleType: 'js' };
}
