/**
 * Which files of a folder are scenarios, and which are not: all that is not tested is said. Links that lead out of the
 * folder are refused, since whoever runs this over a stranger's repository asks for that repository alone.
 */
import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { nearbyFile, readText, reasonOf } from '../files.ts';
import { UsageError } from '../flags.ts';
import type { NotTested } from './report.ts';

export interface Found {
  readonly files: readonly string[];
  readonly notTested: readonly NotTested[];
  /** Links out of the folder: they are an error. */
  readonly refused: readonly NotTested[];
}

const MOST_FILES = 1_000;
const DEEPEST = 12;
/** Of a repository, and none of it anybody's scenario. */
const PASSED_OVER = new Set(['node_modules']);

/** Files as given, whatever they are; of folders all scenarios in them, sorted. */
export function scenariosIn(paths: readonly string[]): Found {
  const found = { files: [] as string[], notTested: [] as NotTested[], refused: [] as NotTested[] };
  for (const path of paths) {
    let isFolder: boolean;
    try {
      isFolder = statSync(path).isDirectory();
    } catch (error) {
      throw new UsageError(`cannot read ${path}: ${reasonOf(error)}${nearbyFile(path)}`);
    }
    if (!isFolder) {
      found.files.push(path);
      continue;
    }
    const before = found.files.length;
    walk(path, realpathSync(path), 0, found);
    if (found.files.length === before && found.refused.length === 0) {
      throw new UsageError(`there is no scenario (.yaml) in ${path}`);
    }
  }
  if (found.files.length > MOST_FILES) throw new UsageError(`more than ${MOST_FILES} scenarios: name fewer folders`);
  return { ...found, files: [...new Set(found.files)] };
}

type Writable = { readonly [Key in keyof Found]: Found[Key][number][] };

function walk(folder: string, root: string, depth: number, found: Writable): void {
  for (const entry of entriesOf(folder)) {
    const path = join(folder, entry.name);
    // .git, .github, .gitignore: nobody means those.
    if (entry.name.startsWith('.')) continue;
    if (entry.isSymbolicLink()) ofLink(path, root, found);
    else if (entry.isDirectory()) {
      if (PASSED_OVER.has(entry.name)) continue;
      if (depth >= DEEPEST) found.notTested.push({ path, reason: `a folder ${DEEPEST} levels down` });
      else walk(path, root, depth + 1, found);
    } else ofFile(path, entry, found);
    if (found.files.length > MOST_FILES) return;
  }
}

function entriesOf(folder: string): Dirent[] {
  return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function ofFile(path: string, entry: Dirent, found: Writable): void {
  if (!entry.isFile()) found.notTested.push({ path, reason: 'no file' });
  else if (!/\.ya?ml$/i.test(entry.name)) found.notTested.push({ path, reason: 'no scenario (.yaml)' });
  else if (!looksLikeScenario(path)) found.notTested.push({ path, reason: 'YAML, and no scenario: no key `tidemark`' });
  else found.files.push(path);
}

/** A scenario with a mistake in its first key is one all the same: it has others that only scenarios have. */
function looksLikeScenario(path: string): boolean {
  let text: string;
  try {
    text = readText(path);
  } catch {
    // What cannot be read is for the test to tell.
    return true;
  }
  if (/^["']?tidemark["']?\s*:/m.test(text)) return true;
  return /^cluster\s*:/m.test(text) && /^(until|title|topics|producers|timeline|expect)\s*:/m.test(text);
}

function ofLink(path: string, root: string, found: Writable): void {
  let target: string;
  try {
    target = realpathSync(path);
  } catch {
    found.notTested.push({ path, reason: 'a link that leads nowhere' });
    return;
  }
  const inside = relative(root, target);
  const leadsOut = inside === '..' || inside.startsWith(`..${sep}`);
  if (leadsOut) found.refused.push({ path, reason: 'a link that leads out of the folder' });
  else found.notTested.push({ path, reason: 'a link to what is in the folder anyway' });
}
