/**
 * Which properties have been broken, and where. They are checked by a run beside the run: it follows the steps that were
 * seen, so that what was only simulated ahead, and may never happen, breaks nothing. Where nobody looks on, as when a lesson
 * is judged, they are checked as the run is recorded.
 */
import type { Kafka } from '../kafka/kinds.ts';
import { type ProtocolId, protocolOf } from '../kafka/protocolGenerations.ts';
import { standingOf } from '../properties/generations.ts';
import { PROPERTIES, PropertyWatcher } from '../properties/index.ts';
import type { History, Intervention } from '../record/history.ts';
import { Kernel } from '../sim/kernel.ts';
import type { Step, WorldSetup } from '../sim/world.ts';
import type { PropertyFrame } from './frame.ts';

const SLICE = 64;
/** A run on the screen has no end that could break the others. */
const CHECKED = PROPERTIES.filter(({ atTheEnd }) => atTheEnd !== true);

export class PropertyLog {
  readonly #world: WorldSetup<Kafka>;
  #kernel: Kernel<Kafka> | undefined;
  /** The generation of the replication protocol that the servers speak. */
  #protocol: ProtocolId | undefined;
  readonly #watcher: PropertyWatcher;
  /** It is shown every step as it is recorded, and needs no run of its own. */
  readonly isShown: boolean;
  /** It is shown the steps that are being recorded, and goes on by itself where they end. */
  #isFollowing = false;
  /** Nobody asks any more. */
  #isAtRest = false;
  readonly #interventions: Intervention<Kafka>[];
  #shown: { readonly broken: number; readonly frames: readonly PropertyFrame[] } | undefined;

  /** `shown`: a watcher that is shown every step that is recorded. */
  constructor(world: WorldSetup<Kafka>, interventions: readonly Intervention<Kafka>[], shown?: PropertyWatcher) {
    this.#world = world;
    this.#watcher = shown ?? new PropertyWatcher(PROPERTIES);
    this.isShown = shown !== undefined;
    for (const { setup } of world.nodes) if (setup.kind === 'server') this.#protocol ??= protocolOf(setup.version);
    this.#interventions = [...interventions];
  }

  /** Something was done by hand. */
  intervene(intervention: Intervention<Kafka>): void {
    this.#interventions.push(intervention);
  }

  /** The same world, changed in its past: checked from the start. One that is shown all of it forks at its head. */
  fork(step: number, shown = true): PropertyLog {
    const kept = this.#interventions.filter((intervention) => intervention.step < step);
    return new PropertyLog(this.#world, kept, this.isShown && shown ? this.#watcher.fork() : undefined);
  }

  get checkedUpTo(): number {
    return this.isShown ? Number.MAX_SAFE_INTEGER : (this.#kernel?.step ?? 0);
  }

  /** A step has been recorded. */
  show(step: Step<Kafka>, kernel: Kernel<Kafka>): void {
    if (this.#isAtRest) return;
    if (this.isShown || this.#isFollowing) this.#watcher.watch(step, kernel);
  }

  /** What comes from here on breaks nothing that anybody reads: one that is shown every step looks away. */
  rest(): void {
    this.#isAtRest = this.isShown;
  }

  /** Whatever `record` records is checked as it is: from the start of a run, nothing of which has been checked. */
  follow<T>(history: History<Kafka>, record: () => T): T {
    if (this.isShown || history.head > 0 || this.checkedUpTo > 0) return record();
    this.#isFollowing = true;
    try {
      return record();
    } finally {
      this.#isFollowing = false;
      this.#kernel = new Kernel(this.#world);
      this.#kernel.restore(history.kernel.checkpoint());
    }
  }

  /** Checks up to `step`; false when the time was up before. */
  catchUp(step: number, expired: () => boolean): boolean {
    if (this.isShown) return true;
    this.#kernel ??= new Kernel(this.#world);
    const kernel = this.#kernel;
    for (let count = 1; kernel.step < step; count++) {
      const due = this.#interventions.find((intervention) => intervention.step === kernel.step);
      if (due !== undefined) kernel.idleUntil(due.at);
      const ran = due === undefined ? kernel.runNext() : kernel.apply(due.command);
      if (ran === undefined) return true;
      this.#watcher.watch(ran, kernel);
      if (count % SLICE === 0 && expired()) return false;
    }
    return true;
  }

  /** As of `step`. */
  frames(step: number): readonly PropertyFrame[] {
    const breaks = this.#watcher.breaks.filter((found) => found.step <= step);
    if (this.#shown?.broken === breaks.length) return this.#shown.frames;
    const frames = CHECKED.map(({ name, statement, kind }): PropertyFrame => {
      const all = breaks.filter((candidate) => candidate.name === name);
      const found = all.find(({ promised }) => promised) ?? all[0];
      const breakable = this.#protocol !== undefined && standingOf(name, this.#protocol) === 'breaks';
      const promised = (found?.promised ?? true) && !(breakable && found !== undefined);
      const common = { name, statement, promised, breakable, ...(kind === undefined ? {} : { kind }) };
      return found === undefined
        ? { ...common, status: 'holds', brokenAtStep: null, detail: null }
        : { ...common, status: 'broken', brokenAtStep: found.step, detail: found.detail };
    });
    this.#shown = { broken: breaks.length, frames };
    return frames;
  }
}
