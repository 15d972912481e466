/** One move of the playhead at a time. Of those asked for while one is under way the last one counts, the others are forgotten. */
export class MoveQueue {
  #isBusy = false;
  #next: (() => Promise<void>) | undefined;
  readonly #failed: (error: unknown) => void;

  constructor(failed: (error: unknown) => void) {
    this.#failed = failed;
  }

  get isBusy(): boolean {
    return this.#isBusy;
  }

  /** Something else is wanted by now: what takes several calls may stop. */
  get isSuperseded(): boolean {
    return this.#next !== undefined;
  }

  forgetNext(): void {
    this.#next = undefined;
  }

  add(move: () => Promise<void>): void {
    if (this.#isBusy) this.#next = move;
    else void this.run(move);
  }

  /** Waits for its turn and is never forgotten: for what changes the run. */
  async run(move: () => Promise<void>): Promise<void> {
    while (this.#isBusy) await new Promise((resolve) => setTimeout(resolve, 4));
    this.#isBusy = true;
    try {
      await move();
    } catch (error) {
      this.#failed(error);
    } finally {
      this.#isBusy = false;
      const next = this.#next;
      this.#next = undefined;
      if (next !== undefined) this.add(next);
    }
  }
}
