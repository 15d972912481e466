/**
 * A simulation of its own, beside the one that is shown: loads the scenario of a question and lets its run say what is
 * right. One scenario at a time; the worker is started with the first and ended with the review.
 */
import type { Frame } from '../../../frame/frame.ts';
import type { Both, LessonAnswer, LessonFrame, MarkedFrame } from '../../../frame/lessonFrames.ts';
import { type Wire, WorkerClient } from '../../../worker/client.ts';

/** The seeds tried for the same idea with new numbers. */
const OTHER_SEEDS = 6;

export interface Loaded {
  readonly name: string;
  readonly seed: number;
  readonly branch: number;
  readonly title: Both;
  readonly lesson: LessonFrame;
}

export class ReviewRun {
  readonly #makeWire: () => Wire;
  readonly #textOf: (name: string) => Promise<string | undefined>;
  readonly #onCrash: (reason: string) => void;
  #client: WorkerClient | undefined;
  #loaded: Loaded | undefined;

  constructor(
    makeWire: () => Wire,
    textOf: (name: string) => Promise<string | undefined>,
    onCrash: (reason: string) => void,
  ) {
    this.#makeWire = makeWire;
    this.#textOf = textOf;
    this.#onCrash = onCrash;
  }

  /** Undefined: there is no such scenario, or it is no lesson. */
  async load(name: string, seed: number | null): Promise<Loaded | undefined> {
    const known = this.#loaded;
    if (known?.name === name && (seed === null || seed === known.seed)) return known;
    const text = await this.#textOf(name);
    if (text === undefined) return undefined;
    this.#loaded = undefined;
    const answer = await this.#ask().ask({ ask: 'load', name, text, ...(seed === null ? {} : { seed }) });
    if (answer.answer === 'problems' || !answer.scenario.hasLesson) return undefined;
    const { branch } = answer;
    const { lesson } = await this.#ask().ask({ ask: 'lesson', branch });
    if (lesson === null) return undefined;
    const { seed: run, title } = answer.scenario;
    this.#loaded = { name, seed: run, branch, title, lesson };
    return this.#loaded;
  }

  /** The picture at which a question is asked, for those that are answered by pointing into it. */
  async frameAt({ branch }: Loaded, review: string): Promise<Frame | undefined> {
    const place = { review, which: 'stop' } as const;
    let found = await this.#ask().ask({ ask: 'lesson-spot', branch, place });
    while (found.more) found = await this.#ask().ask({ ask: 'lesson-spot', branch, place });
    if (found.spot === null) return undefined;
    const to = { step: found.spot.step };
    let moved = await this.#ask().ask({ ask: 'seek', branch, to });
    while (moved.more) moved = await this.#ask().ask({ ask: 'seek', branch, to });
    return this.#ask().frame(branch);
  }

  /** Undefined: this run has no answer to it. */
  async mark({ branch }: Loaded, review: string, answer: LessonAnswer | null): Promise<MarkedFrame | undefined> {
    const ask = { ask: 'mark', branch, question: { review }, answer } as const;
    let said = await this.#ask().ask(ask);
    while (said.more) said = await this.#ask().ask(ask);
    return said.marked ?? undefined;
  }

  /** The first of the next seeds under which the answer is another one. */
  async otherSeed(name: string, review: string, { seed, not }: { seed: number; not: LessonAnswer }) {
    for (let other = seed + 1; other <= seed + OTHER_SEEDS; other++) {
      const loaded = await this.load(name, other);
      const marked = loaded && (await this.mark(loaded, review, null));
      if (loaded && marked && JSON.stringify(marked.truth) !== JSON.stringify(not)) return loaded;
    }
    return undefined;
  }

  end(): void {
    this.#client?.close();
    this.#client = undefined;
    this.#loaded = undefined;
  }

  #ask(): WorkerClient {
    this.#client ??= new WorkerClient(this.#makeWire(), (reason) => {
      this.#client = undefined;
      this.#loaded = undefined;
      this.#onCrash(reason);
    });
    return this.#client;
  }
}
