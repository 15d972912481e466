/** A word on how far a run has come, in one line on stderr; nothing where nobody watches. */
import { getHeapStatistics } from 'node:v8';
import { formatAt } from '../scenario/expectations.ts';
import type { RunProgress } from '../scenario/run.ts';
import { grouped } from '../scenario/yamlFile.ts';
import { printable } from './output.ts';

const WATCHED_EVERY_MS = 100;
/** Of the memory Node gives a process; past it, it would end without a word. */
const FULL = 0.8;
/** More wall time than this is a budget of its own. */
const LONGEST_MS = 10 * 60_000;

export class Progress {
  readonly #watched = process.stderr.isTTY === true;
  readonly #started = Date.now();
  #next = this.#started + WATCHED_EVERY_MS;
  readonly #tells: boolean;
  #shown = false;

  /** One that does not tell only says when a run must stop. */
  constructor(tells = true) {
    this.#tells = tells;
  }

  /** A text when the run must stop. */
  step(name: string, { at, until, events }: RunProgress): string | undefined {
    const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
    if (used > limit * FULL) return `${Math.floor(used / 1024 / 1024)} MB of memory`;
    const now = Date.now();
    if (now - this.#started > LONGEST_MS) return `${LONGEST_MS / 60_000} minutes of real time`;
    if (!this.#tells || !this.#watched || now < this.#next) return undefined;
    this.#next = now + WATCHED_EVERY_MS;
    const text = `${printable(name)}: ${formatAt(at)} of ${formatAt(until)}, ${grouped(events)} events`;
    process.stderr.write(`\r\x1b[K${text}`);
    this.#shown = true;
    return undefined;
  }

  clear(): void {
    if (this.#watched && this.#shown) process.stderr.write('\r\x1b[K');
    this.#shown = false;
  }
}
