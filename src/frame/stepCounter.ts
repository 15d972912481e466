/** A number that grows with the steps of a run, asked for at any step. */
export class StepCounter {
  readonly #steps: number[] = [];
  readonly #totals: number[] = [];

  add(step: number, amount: number): void {
    const last = this.#steps.length - 1;
    const total = (this.#totals[last] ?? 0) + amount;
    if (this.#steps[last] === step) this.#totals[last] = total;
    else {
      this.#steps.push(step);
      this.#totals.push(total);
    }
  }

  upTo(step: number): number {
    let low = 0;
    let high = this.#steps.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#steps[middle]! <= step) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? 0 : this.#totals[low - 1]!;
  }
}
