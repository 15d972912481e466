/** Where the progress of this page is: read from the browser, changed step by step, told to whoever shows it. */
import type { Keeper } from '../settings.ts';
import { NO_PROGRESS, type Progress } from './progress.ts';
import { mergedProgress, type ProgressProblem, readProgress, writeProgress } from './progressFile.ts';

const PLACE = 'tidemark.progress';

export class ProgressDesk {
  readonly #keeper: Keeper;
  readonly #listeners = new Set<() => void>();
  #progress: Progress;
  /** As it was last read or written here. */
  #text: string | null;

  constructor(keeper: Keeper) {
    this.#keeper = keeper;
    this.#text = keeper.getItem(PLACE);
    this.#progress = this.#text === null ? NO_PROGRESS : readProgress(this.#text).progress;
  }

  /** The same object until something changes. */
  get progress(): Progress {
    return this.#progress;
  }

  /** What another page of the same browser has kept meanwhile is not lost. */
  change(step: (progress: Progress) => Progress): void {
    const kept = this.#kept();
    if (kept !== this.#text && kept !== null) {
      this.#progress = mergedProgress(this.#progress, readProgress(kept).progress);
    }
    this.#set(step(this.#progress));
  }

  erase(): void {
    this.#set(NO_PROGRESS);
  }

  /** Takes a file in beside what is here, or nothing of it, and says what is wrong. */
  takeIn(text: string): readonly ProgressProblem[] {
    const { progress, problems } = readProgress(text);
    if (problems.length === 0) this.change((here) => mergedProgress(here, progress));
    return problems;
  }

  export(): string {
    return writeProgress(this.#progress);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #kept(): string | null {
    try {
      return this.#keeper.getItem(PLACE);
    } catch {
      return this.#text;
    }
  }

  #set(progress: Progress): void {
    if (progress === this.#progress) return;
    this.#progress = progress;
    this.#text = writeProgress(progress);
    try {
      this.#keeper.setItem(PLACE, this.#text);
    } catch {
      // Storage is full or forbidden: it holds until the page is closed.
    }
    for (const listener of this.#listeners) listener();
  }
}
