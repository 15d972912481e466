/**
 * One branch as the screen needs it: its history, and what is kept beside it so that facts, marks, pace, fates and
 * properties need no replay. The playhead is here: the history's kernel may be ahead of it, and comes back when asked.
 */
import type { Micros } from '../base/time.ts';
import type { Kafka } from '../kafka/kinds.ts';
import type { PropertyWatcher } from '../properties/index.ts';
import { History, type Intervention, type Watcher } from '../record/history.ts';
import type { Command } from '../sim/command.ts';
import type { Kernel } from '../sim/kernel.ts';
import type { WorldSetup } from '../sim/world.ts';
import { FactLog } from './factFrames.ts';
import { isRoutine } from './factGroups.ts';
import { Pace } from './pace.ts';
import { PropertyLog } from './propertyLog.ts';
import { RecordLedger } from './recordLedger.ts';
import { LifeLog } from './spaceTime/lifeLog.ts';
import { MessageLog } from './spaceTime/messageLog.ts';

/** Says that the time of this call is used up. */
export type Expired = () => boolean;

export interface Budget {
  /** Events of one branch. */
  readonly events: number;
  /** Things waiting in the queue. */
  readonly pending: number;
  /** About what one branch keeps of its run: many replicas and records take more of it an event than few. */
  readonly bytes: number;
  /** What this and others keep, where there are others. */
  readonly together?: { readonly bytes: () => number; readonly most: number };
}

const MEBIBYTE = 1024 * 1024;
export const DEFAULT_BUDGET: Budget = { events: 1_000_000, pending: 200_000, bytes: 384 * MEBIBYTE };

/** About what is kept beside the history, the run of the properties included: of each fact, event and record. */
const BYTES = { fact: 130, event: 40, record: 1_500 } as const;

/** Between two looks at the clock. */
const SLICE = 64;

export class Recording {
  readonly history: History<Kafka>;
  readonly facts: FactLog;
  readonly pace: Pace;
  readonly ledger: RecordLedger;
  readonly properties: PropertyLog;
  readonly messages: MessageLog;
  readonly lives: LifeLog;
  readonly budget: Budget;
  /** The playhead: that many events have run, and the clock stands at `at`. */
  step = 0;
  at: Micros = 0;
  /** Furthest the playhead has been; what is recorded beyond was only looked ahead. */
  visitedStep = 0;
  visitedAt: Micros = 0;

  private constructor(
    make: (watch: Watcher<Kafka>) => History<Kafka>,
    parts: Pick<Recording, 'facts' | 'pace' | 'ledger' | 'properties' | 'messages' | 'lives'>,
    budget: Budget,
  ) {
    this.facts = parts.facts;
    this.pace = parts.pace;
    this.ledger = parts.ledger;
    this.properties = parts.properties;
    this.messages = parts.messages;
    this.lives = parts.lives;
    this.budget = budget;
    this.history = make((step, kernel) => {
      for (const { node, fact } of step.facts) {
        const interesting = this.facts.add({ step: step.step, at: step.at, node, fact });
        if (interesting || !isRoutine(fact)) this.pace.add(this.history.trace, step.step, interesting);
      }
      this.ledger.watch(step);
      this.messages.watch(step, kernel);
      this.lives.watch(step, kernel);
      this.properties.show(step, kernel);
    });
  }

  static start(
    world: WorldSetup<Kafka>,
    interventions: readonly Intervention<Kafka>[] = [],
    budget: Budget = DEFAULT_BUDGET,
    shown?: PropertyWatcher,
  ): Recording {
    const parts = {
      facts: new FactLog(),
      pace: new Pace(),
      ledger: new RecordLedger(),
      messages: new MessageLog(),
      lives: new LifeLog(),
      properties: new PropertyLog(world, interventions, shown),
    };
    return new Recording((watch) => new History(world, { watch }, interventions), parts, budget);
  }

  /**
   * Another that shares everything up to the playhead, to go on beside this one or in its place. `shown`: its properties are
   * checked as it is recorded, if those of this one are; else when they are asked for.
   */
  fork(inItsPlace = false, shown = true): Recording {
    this.settle();
    const parts = {
      facts: this.facts.fork(this.step),
      pace: this.pace.fork(this.at),
      ledger: this.ledger.fork(this.step),
      messages: this.messages.fork(this.step),
      lives: this.lives.fork(this.step),
      properties: inItsPlace && !this.#isCheckedAhead ? this.properties : this.properties.fork(this.step, shown),
    };
    const forked = new Recording((watch) => this.history.fork({ watch }), parts, this.budget);
    forked.step = this.step;
    forked.at = this.at;
    forked.visitedStep = this.step;
    forked.visitedAt = this.at;
    return forked;
  }

  /** The world at the playhead. */
  get kernel(): Kernel<Kafka> {
    this.settle();
    return this.history.kernel;
  }

  /** About what it keeps; the same on every machine, so that a run stops at the same event everywhere. */
  get bytes(): number {
    const { history } = this;
    const own = history.head - history.forkedAfter;
    const beside = this.facts.length * BYTES.fact + own * BYTES.event + this.ledger.size * BYTES.record;
    return history.bytes + beside;
  }

  /** Why the run goes no further; it can still be explored. */
  get budgetReached(): string | null {
    const { events, pending, bytes, together } = this.budget;
    if (this.history.head >= events) return `${events} events`;
    if (this.bytes >= bytes) return `${Math.floor(bytes / MEBIBYTE)} MiB of history`;
    if (together !== undefined && together.bytes() >= together.most)
      return `${Math.floor(together.most / MEBIBYTE)} MiB of history in all branches`;
    if (this.history.position === this.history.head && this.history.kernel.pendingCount > pending) {
      return `${pending} events waiting`;
    }
    return null;
  }

  /** Puts the playhead on a step. False when the time of the call was up before. */
  toStep(step: number, expired: Expired): boolean {
    const reached = this.#record(Number.MAX_SAFE_INTEGER, expired, () => this.history.head >= step);
    const target = Math.min(step, this.history.head);
    this.#stand(target, this.history.trace.at(target));
    return reached;
  }

  /** Puts the playhead on a time. */
  toTime(at: Micros, expired: Expired): boolean {
    const { history } = this;
    const reached = history.head > 0 && at < history.trace.at(history.head) ? true : this.#record(at, expired);
    const head = history.trace.at(history.head);
    const stopped = this.budgetReached !== null && at > head;
    if (!reached || stopped) this.#stand(history.head, head);
    else this.#stand(history.trace.lastStepAt(at), at);
    return reached;
  }

  /** Records the beginning up to a time, or until `enough`, without moving the playhead; it is checked on the way. */
  begin(to: Micros, expired: Expired, enough: () => boolean): boolean {
    return this.properties.follow(this.history, () => this.#record(to, expired, enough));
  }

  /** Records up to a time, or until `enough`, without moving the playhead. */
  ahead(to: Micros, expired: Expired, enough?: () => boolean): boolean {
    if (this.history.position === this.step) this.history.bookmark();
    return this.#record(to, expired, enough);
  }

  /** The kernel at the head again, a piece at a time: for whoever goes on from there and lets nobody look in between. */
  toHead(expired: Expired): boolean {
    while (!this.history.seekPiece(this.history.head, SLICE)) if (expired()) return false;
    return true;
  }

  /** Stands at the head, at a time at which nothing is known to be due: what is done there comes first. */
  standBefore(at: Micros): void {
    this.settle();
    this.history.kernel.idleUntil(at);
    this.#stand(this.step, at);
  }

  /** Does something at the playhead, which must be at the head. */
  command(command: Command<Kafka>): void {
    this.settle();
    this.history.command(command);
    this.properties.intervene(this.history.interventions.at(-1)!);
    this.#stand(this.history.head, this.history.trace.at(this.history.head));
  }

  /** Brings the history's kernel back to the playhead. */
  settle(): void {
    const { history } = this;
    if (history.position !== this.step) history.seek(this.step);
    if (history.kernel.now > this.at && this.step > 0) {
      // The clock idled beyond the playhead: the same step again.
      history.seek(this.step - 1);
      history.seek(this.step);
    }
    history.kernel.idleUntil(this.at);
  }

  /** Properties have been checked of what was never seen, and now gives way. */
  get #isCheckedAhead(): boolean {
    return !this.properties.isShown && this.properties.checkedUpTo > this.step;
  }

  #stand(step: number, at: Micros): void {
    this.step = step;
    this.at = at;
    this.visitedStep = Math.max(this.visitedStep, step);
    this.visitedAt = Math.max(this.visitedAt, at);
  }

  #record(to: Micros, expired: Expired, enough: () => boolean = () => false): boolean {
    const { history } = this;
    if (enough() || (history.head > 0 && to < history.trace.at(history.head))) return true;
    if (history.position !== history.head) history.seek(history.head);
    while (this.budgetReached === null) {
      for (let count = 0; count < SLICE; count++) {
        if (history.forward(to) === undefined || enough()) return true;
      }
      if (expired()) return false;
    }
    return true;
  }
}
