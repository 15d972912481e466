/**
 * Whether anybody can see the player: in the window's sight, on a tab that is shown, and not put away by the page around.
 * One that is not seen keeps still, so that many can be on one page.
 */

export class Sight {
  #isInView = false;
  #isTabShown = document.visibilityState !== 'hidden';
  #isWanted = true;
  readonly #listeners = new Set<(isSeen: boolean) => void>();

  constructor(element: Element) {
    new IntersectionObserver((entries) => {
      this.#change(() => {
        this.#isInView = entries.at(-1)?.isIntersecting === true;
      });
    }).observe(element);
    document.addEventListener('visibilitychange', () =>
      this.#change(() => {
        this.#isTabShown = document.visibilityState !== 'hidden';
      }),
    );
  }

  get isSeen(): boolean {
    return this.#isInView && this.#isTabShown && this.#isWanted;
  }

  /** What the page around says. */
  want(isWanted: boolean): void {
    this.#change(() => {
      this.#isWanted = isWanted;
    });
  }

  /** Called with every change. */
  watch(listener: (isSeen: boolean) => void): void {
    this.#listeners.add(listener);
  }

  /** As soon as it is seen, perhaps at once. */
  whenSeen(): Promise<void> {
    if (this.isSeen) return Promise.resolve();
    return new Promise((resolve) => {
      const listener = (isSeen: boolean): void => {
        if (!isSeen) return;
        this.#listeners.delete(listener);
        resolve();
      };
      this.#listeners.add(listener);
    });
  }

  #change(change: () => void): void {
    const before = this.isSeen;
    change();
    if (before !== this.isSeen) for (const listener of [...this.#listeners]) listener(this.isSeen);
  }
}
