/**
 * One node's disk: what the page cache shows and what has reached the platter. An append is in the cache until flushed;
 * a killed process loses nothing, a machine without power loses what was not flushed. The operating system writes dirty
 * directories back by itself after a while, as Linux does.
 */
import { emptyTable, entries, get, remove, set, type Table, tableOf } from '../base/table.ts';
import type { Micros } from '../base/time.ts';
import { seconds } from '../base/time.ts';
import type { Files } from './protocol.ts';

/** A directory's files by name. */
export type Directory = Readonly<Record<string, unknown>>;

export interface Disk {
  /** What a process reads. The same table as `flushed` while nothing is dirty. */
  readonly cached: Table<Directory>;
  readonly flushed: Table<Directory>;
  /** fsync takes this many times its normal time. */
  readonly slowness: number;
}

export const EMPTY_DISK: Disk = { cached: emptyTable(), flushed: emptyTable(), slowness: 1 };

/** A disk that somebody has written to before the run begins. */
export function formatted(files: Files): Disk {
  const content = tableOf(Object.keys(files).map((name): [string, Directory] => [name, files[name]!]));
  return { cached: content, flushed: content, slowness: 1 };
}

/** Linux's `dirty_expire_centisecs` default: dirty pages are written back after 30 s. */
export const WRITE_BACK_AFTER: Micros = seconds(30);
/** An fsync of a few kilobytes on a solid-state disk. */
export const FLUSH_TIME: Micros = 1_000;

export function isClean(disk: Disk): boolean {
  return disk.cached === disk.flushed;
}

/** What a process that starts finds. */
export function filesOf(disk: Disk): Files {
  return Object.fromEntries(entries(disk.cached));
}

export function write(disk: Disk, directory: string, file: string, value: unknown): Disk {
  const cached = set(disk.cached, directory, withFile(get(disk.cached, directory), file, value));
  return { cached, flushed: disk.flushed, slowness: disk.slowness };
}

/** Written as a loop because a spread that goes on for ever is slow; see base/draft.ts. */
function withFile(directory: Directory | undefined, file: string, value: unknown): Directory {
  const next: Record<string, unknown> = {};
  for (const name in directory) next[name] = directory[name];
  next[file] = value;
  return next;
}

export function removeDirectory(disk: Disk, directory: string): Disk {
  if (isClean(disk)) {
    const cached = remove(disk.cached, directory);
    return { ...disk, cached, flushed: cached };
  }
  return { ...disk, cached: remove(disk.cached, directory), flushed: remove(disk.flushed, directory) };
}

/**
 * `content` is the directory as it was when the flush was asked for; what was written since stays dirty. A file that is on
 * the platter as the cache shows it was persisted meanwhile, or flushed by somebody else: it is not set back. A directory
 * that was removed meanwhile does not come back.
 */
export function flushDirectory(disk: Disk, directory: string, content: Directory | undefined): Disk {
  const cached = get(disk.cached, directory);
  if (content === undefined || cached === undefined) return disk;
  const stored = content === cached ? content : flushedFiles(cached, get(disk.flushed, directory) ?? {}, content);
  return { cached: disk.cached, flushed: set(disk.flushed, directory, stored), slowness: disk.slowness };
}

function flushedFiles(cached: Directory, flushed: Directory, content: Directory): Directory {
  const next: Record<string, unknown> = {};
  for (const name in content) next[name] = content[name];
  for (const name in flushed) if (flushed[name] === cached[name]) next[name] = flushed[name];
  for (const name in cached) if (next[name] !== cached[name]) return next;
  return cached;
}

/** One file, at once. Other files of the directory stay as dirty as they were. */
export function persist(disk: Disk, directory: string, file: string, value: unknown): Disk {
  const cached = get(disk.cached, directory);
  const flushed = get(disk.flushed, directory);
  const shown = withFile(cached, file, value);
  const stored = cached === flushed ? shown : withFile(flushed, file, value);
  const next = set(disk.cached, directory, shown);
  const same = isClean(disk);
  return { cached: next, flushed: same ? next : set(disk.flushed, directory, stored), slowness: disk.slowness };
}

export function flushAll(disk: Disk): Disk {
  return isClean(disk) ? disk : { ...disk, flushed: disk.cached };
}

export function losePower(disk: Disk): Disk {
  return isClean(disk) ? disk : { ...disk, cached: disk.flushed };
}

export function wipe(disk: Disk): Disk {
  return { ...disk, cached: emptyTable(), flushed: emptyTable() };
}
