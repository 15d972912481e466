/** A disk for reading: its files in one list, and of each file which lines have reached the platter. */
import type { DiskFileFrame, DiskFrame } from '../../frame/diskFrame.ts';

export interface FileRow {
  readonly key: string;
  readonly directory: string;
  readonly file: DiskFileFrame;
  /** The first of its directory: the directory's name stands above it. */
  readonly isFirst: boolean;
}

export function fileRows({ directories }: DiskFrame): readonly FileRow[] {
  return directories.flatMap(({ name, files }) =>
    files.map((file, place) => ({ key: `${name}/${file.name}`, directory: name, file, isFirst: place === 0 })),
  );
}

/**
 * flushed: on the platter as it is read. cached: in the page cache only. platter: not what a process reads any more, but
 * what a loss of power would bring back.
 */
export type LineState = 'flushed' | 'cached' | 'platter';

export interface FileLine {
  readonly text: string;
  readonly state: LineState;
}

/** Writes append, or replace a part: what the two versions share at either end has been flushed. */
export function linesOf({ text, platter }: DiskFileFrame): readonly FileLine[] {
  const read = split(text);
  const kept = platter === null ? [] : split(platter);
  let start = 0;
  while (start < read.length && start < kept.length && read[start] === kept[start]) start++;
  let end = 0;
  while (
    end < read.length - start &&
    end < kept.length - start &&
    read[read.length - 1 - end] === kept[kept.length - 1 - end]
  )
    end++;
  const lines = (from: readonly string[], state: LineState): FileLine[] => from.map((line) => ({ text: line, state }));
  return [
    ...lines(read.slice(0, start), 'flushed'),
    ...lines(kept.slice(start, kept.length - end), 'platter'),
    ...lines(read.slice(start, read.length - end), 'cached'),
    ...lines(read.slice(read.length - end), 'flushed'),
  ];
}

function split(text: string): readonly string[] {
  const lines = text.split('\n');
  if (lines[lines.length - 1] === '') lines.pop();
  return lines;
}

export interface DiskCount {
  readonly files: number;
  readonly dirty: number;
}

export function countOf(rows: readonly FileRow[]): DiskCount {
  return { files: rows.length, dirty: rows.filter(({ file }) => !file.flushed).length };
}
