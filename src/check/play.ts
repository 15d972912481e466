/**
 * Plays one schedule: a run of the kernel with commands at exact times put in between, from any moment of another run.
 * The commands of an instant run before its events, as those of a script do.
 */
import type { Micros } from '../base/time.ts';
import type { TimedCommand } from '../sim/command.ts';
import { Kernel } from '../sim/kernel.ts';
import type { Kinds } from '../sim/protocol.ts';
import type { Checkpoint, Step, WorldSetup } from '../sim/world.ts';

/** Looks at every step of a run, and can be copied where the run forks. */
export interface Observer<K extends Kinds> {
  watch(step: Step<K>, kernel: Kernel<K>): void;
  fork(): Observer<K>;
  /** What was looked for has happened. */
  readonly hasBroken: boolean;
  /** All that decides what it will say later: lists made for the moment, of lists and of immutable plain data. */
  readonly knowledge: unknown;
}

/** Where a run can be taken up again. */
export interface Moment<K extends Kinds> {
  readonly checkpoint: Checkpoint<K>;
  readonly observer: Observer<K>;
  readonly agenda: readonly TimedCommand<K>[];
}

/** How a run ended: it broke what was watched, came to its last instant, or whoever looked on had seen enough. */
export type Outcome = 'broke' | 'ended' | 'stopped';

/** True to stop. Called after the observer has seen the step. */
export type LookOn<K extends Kinds> = (step: Step<K>) => boolean;

export class Player<K extends Kinds> {
  readonly kernel: Kernel<K>;
  /** Of the run that is played. */
  observer: Observer<K>;
  agenda: readonly TimedCommand<K>[] = [];
  /** How many of the agenda's commands have run. */
  done = 0;
  events = 0;

  constructor(world: WorldSetup<K>, observer: Observer<K>) {
    this.kernel = new Kernel(world);
    this.observer = observer;
  }

  /** To before the first event at `time`, with the commands of that instant carried out. */
  playTo(time: Micros, lookOn?: LookOn<K>): Outcome {
    const { kernel, agenda } = this;
    for (;;) {
      const due = agenda[this.done];
      const outcome = this.#events(due === undefined || due.at > time ? time - 1 : due.at - 1, lookOn);
      if (outcome !== 'ended') return outcome;
      if (due === undefined || due.at > time) break;
      kernel.idleUntil(due.at);
      this.done++;
      if (this.#seen(kernel.apply(due.command))) return 'broke';
    }
    kernel.idleUntil(time);
    return 'ended';
  }

  #events(last: Micros, lookOn: LookOn<K> | undefined): Outcome {
    const { kernel } = this;
    for (let step = kernel.runNext(last); step !== undefined; step = kernel.runNext(last)) {
      if (this.#seen(step)) return 'broke';
      if (lookOn?.(step)) return 'stopped';
    }
    return 'ended';
  }

  #seen(step: Step<K>): boolean {
    this.events++;
    this.observer.watch(step, this.kernel);
    return this.observer.hasBroken;
  }

  moment(): Moment<K> {
    return {
      checkpoint: this.kernel.checkpoint(),
      observer: this.observer.fork(),
      agenda: this.agenda.slice(this.done),
    };
  }

  /** Goes on from there, with `more` to be done as well. */
  takeUp({ checkpoint, observer, agenda }: Moment<K>, more: readonly TimedCommand<K>[] = []): void {
    this.kernel.restore(checkpoint);
    this.observer = observer.fork();
    this.agenda = more.length === 0 ? agenda : [...agenda, ...more].sort((a, b) => a.at - b.at);
    this.done = 0;
  }
}
