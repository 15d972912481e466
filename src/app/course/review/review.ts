/** The one review of the page: its machine, the run that answers, and what is kept of it. */
import { type ActorRefFrom, createActor, type SnapshotFrom } from 'xstate';
import type { Frame } from '../../../frame/frame.ts';
import { AskFailed, type Wire } from '../../../worker/client.ts';
import type { App } from '../../appContext.ts';
import { reviewed } from '../../lesson/progress.ts';
import type { ProgressDesk } from '../../lesson/progressDesk.ts';
import { progressOf } from '../../lesson/progressOf.ts';
import { scenarioText } from '../../scenarios.ts';
import { reviewMachine } from './reviewMachine.ts';
import { type Loaded, ReviewRun } from './reviewRun.ts';
import type { Planned } from './reviewSet.ts';

export class Review {
  readonly actor: ActorRefFrom<typeof reviewMachine>;
  readonly #run: ReviewRun;
  readonly #progress: ProgressDesk;
  readonly #now: () => number;
  /** What comes back for a question that is not asked any more is dropped. */
  #turn = 0;
  /** Where the open question is asked. */
  frame: Frame | null = null;

  constructor(
    makeWire: () => Wire,
    textOf: (name: string) => Promise<string | undefined>,
    progress: ProgressDesk,
    now: () => number,
  ) {
    this.#run = new ReviewRun(makeWire, textOf, (reason) => this.actor.send({ type: 'FAILED', reason }));
    this.#progress = progress;
    this.#now = now;
    this.actor = createActor(reviewMachine);
    this.actor.start();
  }

  get snapshot(): SnapshotFrom<typeof reviewMachine> {
    return this.actor.getSnapshot();
  }

  start(plan: readonly Planned[], most: number): void {
    this.actor.send({ type: 'START', plan, most });
    this.#pose();
  }

  answer(): void {
    this.actor.send({ type: 'ANSWER' });
    this.#mark();
  }

  skip(): void {
    this.actor.send({ type: 'SKIP' });
    this.#mark();
  }

  next(): void {
    this.actor.send({ type: 'NEXT' });
    this.#pose();
  }

  end(): void {
    this.#turn++;
    this.actor.send({ type: 'END' });
    this.#restIfOver();
  }

  again(): void {
    this.#turn++;
    this.#run.end();
    this.actor.send({ type: 'AGAIN' });
  }

  /** The question that was just marked, under the first seed that has another answer to it. */
  vary(): void {
    const last = this.snapshot.context.given.at(-1);
    if (last === undefined) return;
    this.actor.send({ type: 'VARY' });
    this.#do(async (isCurrent) => {
      const { lesson, name, seed, marked } = last;
      const loaded = await this.#run.otherSeed(lesson, name, { seed, not: marked.truth });
      if (!isCurrent()) return;
      if (loaded === undefined) this.actor.send({ type: 'NO_OTHER' });
      else await this.#ask(loaded, name, true, isCurrent);
    });
  }

  #pose(): void {
    this.#restIfOver();
    if (!this.snapshot.matches('posing')) return;
    this.#do(async (isCurrent) => {
      const { plan, next, given } = this.snapshot.context;
      const { lesson, which, seed } = plan[next]!;
      const loaded = await this.#run.load(lesson, seed);
      if (!isCurrent()) return;
      const questions = loaded?.lesson.review ?? [];
      const question = 'name' in which ? questions.find(({ name }) => name === which.name) : questions[which.nth];
      const isAsked = given.some((one) => one.lesson === lesson && one.name === question?.name && !one.isAgain);
      if (loaded === undefined || question === undefined || isAsked) this.#passOver();
      else await this.#ask(loaded, question.name, false, isCurrent);
    });
  }

  #passOver(): void {
    this.actor.send({ type: 'PASSED_OVER' });
    this.#pose();
  }

  async #ask(loaded: Loaded, name: string, isAgain: boolean, isCurrent: () => boolean): Promise<void> {
    const frame = await this.#run.frameAt(loaded, name);
    if (!isCurrent()) return;
    if (frame === undefined) return isAgain ? this.actor.send({ type: 'NO_OTHER' }) : this.#passOver();
    const { question, outcome } = loaded.lesson.review.find((one) => one.name === name)!;
    this.frame = frame;
    const { name: lesson, seed, title } = loaded;
    const setting = loaded.lesson.beats[0]!.say;
    const posed = { lesson, name, seed, isAgain, title, setting, question, outcome };
    this.actor.send({ type: 'POSED', posed });
  }

  #mark(): void {
    const { posed, draft, confidence } = this.snapshot.context;
    if (posed === null || !this.snapshot.matches('marking')) return;
    this.#do(async (isCurrent) => {
      const { lesson, name, seed, isAgain } = posed;
      const loaded = await this.#run.load(lesson, seed);
      const marked = loaded && (await this.#run.mark(loaded, name, draft));
      if (!isCurrent()) return;
      if (marked === undefined) return this.#passOver();
      this.actor.send({ type: 'MARKED', marked });
      // New numbers right after the answer are practice: only the first time tells what is remembered.
      if (isAgain) return;
      const given = { right: marked.right === true, confidence };
      this.#progress.change((kept) => reviewed(kept, lesson, name, given, this.#now()));
    });
  }

  #restIfOver(): void {
    if (this.snapshot.matches('over')) this.#run.end();
  }

  #do(work: (isCurrent: () => boolean) => Promise<void>): void {
    const turn = ++this.#turn;
    const isCurrent = () => turn === this.#turn;
    work(isCurrent).catch((error: unknown) => {
      if (!(error instanceof AskFailed)) throw error;
      if (isCurrent()) this.actor.send({ type: 'FAILED', reason: error.message });
    });
  }
}

const made = new WeakMap<App, Review>();

export function reviewOf(app: App): Review {
  const known = made.get(app);
  if (known !== undefined) return known;
  const review = new Review(
    () => app.startSimulation(),
    scenarioText,
    progressOf(app),
    () => Date.now(),
  );
  made.set(app, review);
  return review;
}
