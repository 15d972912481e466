/** A word on how far a long run has come, on stderr; nothing for a short one that nobody watches. */
import { getHeapStatistics } from 'node:v8';
import { formatAt } from '../scenario/expectations.ts';
import type { RunProgress } from '../scenario/run.ts';
import { grouped } from '../scenario/yamlFile.ts';
import { printable } from './output.ts';

const WATCHED_EVERY_MS = 100;
const UNWATCHED_AFTER_MS = 2_000;
const UNWATCHED_EVERY_MS = 5_000;
/** Of the memory Node gives a process; past it, it would end without a word. */
const FULL = 0.8;
/** More wall time than this is a budget of its own. */
const LONGEST_MS = 10 * 60_000;

export class Progress {
  readonly #watched = process.stderr.isTTY === true;
  readonly #started = Date.now();
  #next = this.#started + (this.#watched ? WATCHED_EVERY_MS : UNWATCHED_AFTER_MS);
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
    if (!this.#tells || now < this.#next) return undefined;
    this.#next = now + (this.#watched ? WATCHED_EVERY_MS : UNWATCHED_EVERY_MS);
    const text = `${printable(name)}: ${formatAt(at)} of ${formatAt(until)}, ${grouped(events)} events`;
    process.stderr.write(this.#watched ? `\r\x1b[K${text}` : `${text}\n`);
    this.#shown = true;
    return undefined;
  }

  clear(): void {
    if (this.#watched && this.#shown) process.stderr.write('\r\x1b[K');
    this.#shown = false;
  }
}
