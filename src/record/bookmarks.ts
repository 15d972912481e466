/**
 * Places that the playhead has left and may soon come back to: between the head, where the run goes on, and what is looked
 * at, it goes to and fro all the time. Unlike checkpoints they are few, and the newest ones. Nothing but time depends on them.
 */
import type { Kinds } from '../sim/protocol.ts';
import type { Checkpoint } from '../sim/world.ts';

const MOST = 3;

export class Bookmarks<K extends Kinds> {
  /** The one that was used last is the last one. */
  readonly #kept: Checkpoint<K>[] = [];

  put(bookmark: Checkpoint<K>): void {
    const same = this.#kept.findIndex(({ step }) => step === bookmark.step);
    if (same >= 0) this.#kept.splice(same, 1);
    else if (this.#kept.length === MOST) this.#kept.shift();
    this.#kept.push(bookmark);
  }

  /** The last one at or before `step`, if it stands behind `checkpoint`; else that. */
  before(step: number, checkpoint: Checkpoint<K>): Checkpoint<K> {
    let best = checkpoint;
    for (const bookmark of this.#kept) if (bookmark.step <= step && bookmark.step > best.step) best = bookmark;
    return best;
  }

  /** It has been gone back to: others give way first. */
  use(bookmark: Checkpoint<K>): void {
    if (this.#kept.includes(bookmark)) this.put(bookmark);
  }
}
