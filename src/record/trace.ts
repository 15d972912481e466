/** What is kept of every event: a few numbers in growing typed arrays, 19 bytes an event. The rest is replayed. */
import { codeOf, EVENT_KINDS, type EventKind } from '../sim/world.ts';

/** A trace may stand on the first steps of another: that is what a branch shares with the run it was forked from. */
export class Trace {
  readonly #base: Trace | undefined;
  readonly #baseLength: number;
  #own = 0;
  #at = new Float64Array(64);
  #cause = new Int32Array(64);
  #node = new Int16Array(64);
  #kind = new Int8Array(64);
  #hash = new Int32Array(64);

  constructor(base?: Trace, baseLength = 0) {
    this.#base = base;
    this.#baseLength = baseLength;
  }

  get length(): number {
    return this.#baseLength + this.#own;
  }

  /** What its own part takes. */
  get bytes(): number {
    return this.#at.length * 19;
  }

  /** Steps count from 1 and are added in order. `node` is a number of the history's own, -1 for none. */
  add(at: number, cause: number, node: number, kind: EventKind, hash: number): void {
    if (this.#own === this.#at.length) this.#grow();
    const place = this.#own++;
    this.#at[place] = at;
    this.#cause[place] = cause;
    this.#node[place] = node;
    this.#kind[place] = codeOf(kind);
    this.#hash[place] = hash;
  }

  /** Micros of a step; step 0 is the start. */
  at(step: number): number {
    if (step <= this.#baseLength) return step === 0 ? 0 : this.#base!.at(step);
    return this.#at[step - this.#baseLength - 1]!;
  }

  /** The step that caused it. */
  cause(step: number): number {
    return step <= this.#baseLength ? this.#base!.cause(step) : this.#cause[step - this.#baseLength - 1]!;
  }

  node(step: number): number {
    return step <= this.#baseLength ? this.#base!.node(step) : this.#node[step - this.#baseLength - 1]!;
  }

  kind(step: number): EventKind {
    return step <= this.#baseLength
      ? this.#base!.kind(step)
      : EVENT_KINDS[this.#kind[step - this.#baseLength - 1]! - 1]!;
  }

  /** Low word of the fingerprint after that step: two runs agree up to a step when it is equal there. */
  hash(step: number): number {
    return step <= this.#baseLength ? this.#base!.hash(step) : this.#hash[step - this.#baseLength - 1]!;
  }

  /** The last step at or before `time`; 0 when there is none. */
  lastStepAt(time: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.at(middle) <= time) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #grow(): void {
    const size = this.#at.length * 2;
    this.#at = grown(this.#at, new Float64Array(size));
    this.#cause = grown(this.#cause, new Int32Array(size));
    this.#node = grown(this.#node, new Int16Array(size));
    this.#kind = grown(this.#kind, new Int8Array(size));
    this.#hash = grown(this.#hash, new Int32Array(size));
  }
}

function grown<A extends Float64Array | Int32Array | Int16Array | Int8Array>(from: A, to: A): A {
  to.set(from);
  return to;
}
