/**
 * The one way to a disk: a file is written where somebody said, never over something that is there unless asked to, and
 * never through a link to another file, which whoever made a folder may have put there.
 */
import { closeSync, constants, existsSync, lstatSync, openSync, statSync, writeSync } from 'node:fs';
import { reasonOf } from './files.ts';
import { UsageError } from './flags.ts';

/** `isForced`: over what is there. */
export function writeNewFile(path: string, content: string | Uint8Array, isForced: boolean): void {
  if (leadsElsewhere(path)) throw new UsageError(`${path} is a link to another file; nothing is written through it`);
  const { O_WRONLY, O_CREAT, O_EXCL, O_TRUNC } = constants;
  let file: number;
  try {
    file = openSync(path, O_WRONLY | O_CREAT | (isForced ? O_TRUNC : O_EXCL), 0o666);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw isThere(path);
    throw new UsageError(`cannot write ${path}: ${reasonOf(error)}`);
  }
  try {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
  } catch (error) {
    throw new UsageError(`cannot write ${path}: ${reasonOf(error)}`);
  } finally {
    closeSync(file);
  }
}

/** Several that belong together: none is written when one cannot be. */
export function checkNewFiles(paths: readonly string[], isForced: boolean): void {
  for (const path of paths) {
    if (leadsElsewhere(path)) throw new UsageError(`${path} is a link to another file; nothing is written through it`);
    if (!isForced && existsSync(path)) throw isThere(path);
  }
}

function isThere(path: string): UsageError {
  return new UsageError(`${path} is there already; --force writes over it`);
}

/** A link to a file, or to nothing yet. One to a device, as /dev/stdout is, leads nowhere that could be lost. */
function leadsElsewhere(path: string): boolean {
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return false;
  try {
    const target = statSync(path, { throwIfNoEntry: false });
    return target === undefined || target.isFile() || target.isDirectory();
  } catch {
    return true;
  }
}
