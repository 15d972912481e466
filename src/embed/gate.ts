/** How many messages come in: at most so many a second; and how many were ignored, of which kind. */
import { MOST_A_SECOND } from './messages.ts';

export class Gate {
  readonly ignored = { strangers: 0, unknown: 0, tooMany: 0 };
  readonly #now: () => number;
  /** When the newest ones came, oldest first. */
  readonly #times: number[] = [];
  #hasSaid = false;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** `first-too-many`: to be said once until it gets quieter. */
  let(): 'in' | 'first-too-many' | 'too-many' {
    const now = this.#now();
    while (this.#times.length > 0 && now - this.#times[0]! >= 1_000) this.#times.shift();
    if (this.#times.length < MOST_A_SECOND) {
      this.#times.push(now);
      // A flood gets one in whenever an old one is forgotten: that is not quiet yet.
      if (this.#times.length < MOST_A_SECOND / 2) this.#hasSaid = false;
      return 'in';
    }
    this.ignored.tooMany++;
    const isFirst = !this.#hasSaid;
    this.#hasSaid = true;
    return isFirst ? 'first-too-many' : 'too-many';
  }
}
