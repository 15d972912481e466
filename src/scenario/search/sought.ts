/** What the search looks for: a break of one property, or of any. */
import type { Observer } from '../../check/play.ts';
import type { Kafka } from '../../kafka/kinds.ts';
import { type Break, PROPERTIES, type Property, PropertyWatcher } from '../../properties/index.ts';
import type { Kernel } from '../../sim/kernel.ts';
import type { Step } from '../../sim/world.ts';

/** Keeps the committed log, which others ask for. */
const KEEPS_THE_COMMITTED_LOG = 'LogMatching';

export class Sought implements Observer<Kafka> {
  readonly #watcher: PropertyWatcher;
  readonly #names: ReadonlySet<string>;

  private constructor(watcher: PropertyWatcher, names: ReadonlySet<string>) {
    this.#watcher = watcher;
    this.#names = names;
  }

  static any(wanted: readonly Property[]): Sought {
    const names = new Set(wanted.map(({ name }) => name));
    const keeper = PROPERTIES.filter(({ name }) => name === KEEPS_THE_COMMITTED_LOG && !names.has(name));
    return new Sought(new PropertyWatcher([...wanted, ...keeper]), names);
  }

  watch(step: Step<Kafka>, kernel: Kernel<Kafka>): void {
    this.#watcher.watch(step, kernel);
  }

  fork(): Sought {
    return new Sought(this.#watcher.fork(), this.#names);
  }

  get hasBroken(): boolean {
    return this.#watcher.hasBroken && this.broken !== undefined;
  }

  get broken(): Break | undefined {
    return this.#watcher.breaks.find(({ name }) => this.#names.has(name));
  }

  get knowledge(): unknown {
    return this.#watcher.knowledge;
  }
}
