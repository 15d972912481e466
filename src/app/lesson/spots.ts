/** Where in the run the places of a lesson are. The run of a lesson never changes, so each is looked for once. */
import type { LessonAnswer, MarkedFrame, Spot } from '../../frame/lessonFrames.ts';
import type { LessonPlace } from '../../worker/protocol.ts';
import type { Conductor } from '../conductor.ts';

export class Spots {
  readonly #conductor: Conductor;
  readonly #branch: number;
  readonly #found = new Map<string, Promise<Spot | null>>();

  constructor(conductor: Conductor, branch: number) {
    this.#conductor = conductor;
    this.#branch = branch;
  }

  /** null: this run never gets there, or nothing was asked for. */
  find(place: LessonPlace | null): Promise<Spot | null> {
    if (place === null) return Promise.resolve(null);
    const key = JSON.stringify(place);
    const known = this.#found.get(key);
    if (known !== undefined) return known;
    const found = this.#find(place);
    this.#found.set(key, found);
    return found;
  }

  async mark(
    question: { readonly beat: string } | { readonly review: string },
    answer: LessonAnswer | null,
  ): Promise<MarkedFrame | null> {
    for (;;) {
      const said = await this.#conductor.look({ ask: 'mark', branch: this.#branch, question, answer });
      if (said?.more !== true) return said?.marked ?? null;
    }
  }

  async #find(place: LessonPlace): Promise<Spot | null> {
    for (;;) {
      const said = await this.#conductor.look({ ask: 'lesson-spot', branch: this.#branch, place });
      if (said?.more !== true) return said?.spot ?? null;
    }
  }
}
