/**
 * One node's disk: what the page cache shows and what has reached the platter. An append is in the cache until flushed;
 * a killed process loses nothing, a machine without power loses what was not flushed. The operating system writes dirty
 * directories back by itself after a while, as Linux does.
 */
import type { Micros } from '../base/time.ts';
import { seconds } from '../base/time.ts';
import type { Files } from './protocol.ts';

export interface Disk {
  readonly cached: Files;
  readonly flushed: Files;
  /** Directories with something in the cache that is not on the platter. */
  readonly dirty: readonly string[];
  /** fsync takes this many times its normal time. */
  readonly slowness: number;
}

export const EMPTY_DISK: Disk = { cached: {}, flushed: {}, dirty: [], slowness: 1 };

/** Linux's `dirty_expire_centisecs` default: dirty pages are written back after 30 s. */
export const WRITE_BACK_AFTER: Micros = seconds(30);
/** An fsync of a few kilobytes on a solid-state disk. */
export const FLUSH_TIME: Micros = 1_000;

export function write(disk: Disk, directory: string, file: string, value: unknown): Disk {
  const cached = { ...disk.cached, [directory]: { ...disk.cached[directory], [file]: value } };
  const dirty = disk.dirty.includes(directory) ? disk.dirty : [...disk.dirty, directory];
  return { ...disk, cached, dirty };
}

export function removeDirectory(disk: Disk, directory: string): Disk {
  const { [directory]: _cached, ...cached } = disk.cached;
  const { [directory]: _flushed, ...flushed } = disk.flushed;
  return { ...disk, cached, flushed, dirty: disk.dirty.filter((name) => name !== directory) };
}

/** `content` is the directory as it was when the flush was asked for; what was written since stays dirty. */
export function flushDirectory(disk: Disk, directory: string, content: Files[string] | undefined): Disk {
  if (content === undefined) return disk;
  const clean = disk.cached[directory] === content;
  return {
    ...disk,
    flushed: { ...disk.flushed, [directory]: content },
    dirty: clean ? disk.dirty.filter((name) => name !== directory) : disk.dirty,
  };
}

/** One file, at once. Other files of the directory stay as dirty as they were. */
export function persist(disk: Disk, directory: string, file: string, value: unknown): Disk {
  const cached = { ...disk.cached[directory], [file]: value };
  const flushed = { ...disk.flushed[directory], [file]: value };
  return {
    ...disk,
    cached: { ...disk.cached, [directory]: cached },
    flushed: { ...disk.flushed, [directory]: flushed },
  };
}

export function flushAll(disk: Disk): Disk {
  return disk.dirty.length === 0 ? disk : { ...disk, flushed: disk.cached, dirty: [] };
}

export function losePower(disk: Disk): Disk {
  return { ...disk, cached: disk.flushed, dirty: [] };
}

export function wipe(disk: Disk): Disk {
  return { ...disk, cached: {}, flushed: {}, dirty: [] };
}
