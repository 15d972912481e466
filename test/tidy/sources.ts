/** Every source file of the house, with what it imports. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../..');

export interface Source {
  /** Relative to the repository, with slashes. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly string[];
}

export function filesUnder(folder: string, ending: RegExp): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}

const IMPORT =
  /^(?:import|export)\s[^;'"]*?from\s*['"]([^'"]+)['"]|^import\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]|new URL\(\s*['"]([^'"]+)['"]/gm;

export function readSource(path: string): Source {
  const text = readFileSync(join(ROOT, path), 'utf8');
  const imports = [...text.matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? match[3] ?? match[4] ?? '');
  return { path, text, imports };
}

export const SOURCES: readonly Source[] = filesUnder('src', /\.(ts|tsx)$/).map(readSource);

/** A relative import as a path in the repository; anything else is a package. */
export function target(source: Source, specifier: string): { readonly file: string } | { readonly package: string } {
  const plain = specifier.replace(/\?.*$/, '');
  if (!plain.startsWith('.')) {
    return {
      package: plain
        .split('/')
        .slice(0, plain.startsWith('@') ? 2 : 1)
        .join('/'),
    };
  }
  return { file: relative(ROOT, resolve(ROOT, dirname(source.path), plain)).replaceAll('\\', '/') };
}
