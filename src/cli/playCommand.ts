/** The command that plays exactly this run again, as it can be typed into a shell. */
import type { Micros } from '../base/time.ts';
import { formatDuration } from '../scenario/duration.ts';

export interface Play {
  readonly seed: number;
  readonly era?: string | null;
  readonly cause?: string | null;
  /** Just after this moment it ends; null: at the file's own end. */
  readonly until?: Micros | null;
  readonly more?: readonly string[];
}

const MILLISECOND = 1_000;

export function commandOf(command: string, file: string, { seed, era, cause, until, more = [] }: Play): string {
  const words = ['tidemark', command, quotedForShell(file), '--seed', String(seed)];
  if (era) words.push('--era', era);
  if (cause) words.push('--cause', quotedForShell(cause));
  if (typeof until === 'number') {
    const justAfter = (Math.floor(until / MILLISECOND) + 1) * MILLISECOND;
    words.push('--until', formatDuration(justAfter));
  }
  return [...words, ...more].join(' ');
}

export function quotedForShell(text: string): string {
  return /^[\w./@%+=:,-]+$/.test(text) ? text : `'${text.replace(/'/g, `'\\''`)}'`;
}
