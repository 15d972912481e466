/** The moving playhead, for whoever draws between frames. Pure data in, listeners out; no animation frame of its own. */
import type { Micros } from '../../base/time.ts';
import type { Clock } from '../../views/viewProps.ts';

export class PlayClock implements Clock {
  #now: Micros = 0;
  readonly #listeners = new Set<(now: Micros) => void>();

  readonly now = (): Micros => this.#now;

  readonly subscribe = (listener: (now: Micros) => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  set(now: Micros): void {
    if (now === this.#now) return;
    this.#now = now;
    for (const listener of this.#listeners) listener(now);
  }
}
