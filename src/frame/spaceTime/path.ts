/** What is followed, as it is found: messages, steps and facts, and from when to when they reach. */
import type { Micros } from '../../base/time.ts';
import type { BiographyEvent } from '../biography/biographyFrames.ts';
import type { Recording } from '../recording.ts';
import type { MessageRow } from './messageLog.ts';
import { messageOf } from './messages.ts';
import type { FollowedPath } from './spaceTimeFrames.ts';

export class Path {
  readonly #recording: Recording;
  readonly #messages = new Set<number>();
  readonly #steps = new Set<number>();
  readonly #facts = new Set<number>();
  #from: Micros = Number.MAX_SAFE_INTEGER;
  #to: Micros = 0;

  constructor(recording: Recording) {
    this.#recording = recording;
  }

  get size(): number {
    return this.#messages.size;
  }

  hasStep(step: number): boolean {
    return this.#steps.has(step);
  }

  step(step: number): void {
    const { facts, history, visitedStep } = this.#recording;
    if (step <= 0 || step > visitedStep || this.#steps.has(step)) return;
    this.#steps.add(step);
    this.#reach(history.trace.at(step));
    for (let index = facts.countUpTo(step - 1); index < facts.countUpTo(step); index++) this.#facts.add(index);
  }

  fact({ index, at, step }: BiographyEvent): void {
    this.#facts.add(index);
    this.#steps.add(step);
    this.#reach(at);
  }

  message(id: number, sentAt: Micros, endAt: Micros | null): void {
    this.#messages.add(id);
    this.#reach(sentAt);
    if (endAt !== null) this.#reach(Math.min(endAt, this.#recording.visitedAt));
  }

  row(row: MessageRow): void {
    if (row.endStep > this.#recording.visitedStep) return;
    const { id, sentAt, endAt } = messageOf(this.#recording, row);
    this.message(id, sentAt, endAt);
  }

  /** A fetch may have waited long for what came then: it belongs to the path, which begins later. */
  waiting(row: MessageRow): void {
    if (row.endStep <= this.#recording.visitedStep) this.#messages.add(row.id);
  }

  /** A fetch that brought something, and what had asked for it. */
  exchange(row: MessageRow): void {
    this.row(row);
    if (row.partner >= 0) this.waiting(this.#recording.messages.row(row.partner));
  }

  told(record: string | null): FollowedPath | null {
    if (this.#steps.size === 0 && this.#messages.size === 0) return null;
    const sorted = (numbers: ReadonlySet<number>) => [...numbers].sort((a, b) => a - b);
    return {
      messages: sorted(this.#messages),
      facts: sorted(this.#facts),
      steps: sorted(this.#steps),
      from: Math.min(this.#from, this.#to),
      to: this.#to,
      record,
    };
  }

  #reach(at: Micros): void {
    this.#from = Math.min(this.#from, at);
    this.#to = Math.max(this.#to, at);
  }
}
