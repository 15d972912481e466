/** A set of offsets as few half-open intervals, in order: what consumers have gone past. */
export class Intervals {
  /** from, to, from, to …; no two touch. */
  #ends: readonly number[];

  constructor(ends: readonly number[] = []) {
    this.#ends = ends;
  }

  get ends(): readonly number[] {
    return this.#ends;
  }

  has(offset: number): boolean {
    const ends = this.#ends;
    for (let place = ends.length - 2; place >= 0; place -= 2) {
      if (ends[place]! <= offset) return offset < ends[place + 1]!;
    }
    return false;
  }

  /** How far it goes without a gap from `from` on; `from` itself when that is not in it. */
  endFrom(from: number): number {
    const ends = this.#ends;
    for (let place = 0; place < ends.length; place += 2) {
      if (ends[place]! <= from && from < ends[place + 1]!) return ends[place + 1]!;
    }
    return from;
  }

  /** Takes [from, to) in. */
  add(from: number, to: number): void {
    if (from >= to) return;
    const ends = this.#ends;
    // A consumer that reads on: by far the most of them.
    if (ends.length === 2 && ends[0]! <= from && from <= ends[1]!) {
      if (to > ends[1]!) this.#ends = [ends[0]!, to];
      return;
    }
    const next: number[] = [];
    let [start, end] = [from, to];
    let isIn = false;
    for (let place = 0; place < ends.length; place += 2) {
      const [left, right] = [ends[place]!, ends[place + 1]!];
      if (right < start) next.push(left, right);
      else if (end < left) {
        if (!isIn) next.push(start, end);
        isIn = true;
        next.push(left, right);
      } else [start, end] = [Math.min(start, left), Math.max(end, right)];
    }
    if (!isIn) next.push(start, end);
    this.#ends = next;
  }
}
