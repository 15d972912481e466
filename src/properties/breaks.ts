/** What has broken so far: of each property the first break, and the first that was promised not to be. */
import type { JudgedFinding } from './property.ts';

export interface Break {
  readonly name: string;
  readonly step: number;
  readonly at: number;
  readonly detail: string;
  /** False: nothing promised it here, so this is a lesson and not a bug. */
  readonly promised: boolean;
}

export interface When {
  readonly step: number;
  readonly at: number;
}

export class Breaks {
  #all = new Map<string, Break>();

  fork(): Breaks {
    const forked = new Breaks();
    forked.#all = new Map(this.#all);
    return forked;
  }

  /** In the order in which they broke. */
  get list(): readonly Break[] {
    return [...this.#all.values()];
  }

  get names(): readonly string[] {
    return [...this.#all.keys()];
  }

  get size(): number {
    return this.#all.size;
  }

  /** Nothing that it does from now on is news. */
  isSettled(name: string): boolean {
    return this.#all.get(name)?.promised === true || this.#all.has(`${name}, promised`);
  }

  add(name: string, { step, at }: When, judged: JudgedFinding): void {
    if (this.isSettled(name)) return;
    if (!this.#all.has(name)) this.#all.set(name, { name, step, at, ...judged });
    else if (judged.promised) this.#all.set(`${name}, promised`, { name, step, at, ...judged });
  }
}
