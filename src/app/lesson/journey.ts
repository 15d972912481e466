/** Where a lesson stands in its run, where it is on its way to, and what moves the playhead there. */
import type { Micros } from '../../base/time.ts';
import type { Spot } from '../../frame/lessonFrames.ts';
import type { Conductor } from '../conductor.ts';
import { isPlaying } from '../player/playerMachine.ts';
import { travelTo } from '../player/travel.ts';
import { currentView } from '../store.ts';

/** What lies before it is left out: minutes in which nobody has anything to see. */
const LONGEST_WATCHED: Micros = 60_000_000;
const SHORTEST_SKIPPED: Micros = 5_000_000;

export class Journey {
  readonly #conductor: Conductor;
  home = 0;
  here: Spot | null = null;
  #target: Spot | null = null;

  constructor(conductor: Conductor) {
    this.#conductor = conductor;
  }

  get step(): number {
    return currentView(this.#conductor.state)?.frame.step ?? 0;
  }

  forget(): void {
    this.#target = null;
    this.here = null;
  }

  /** As far as the run may go. */
  halt(spot: Spot | null, isLocked = false, further?: () => Promise<void>): void {
    this.#conductor.halt = spot === null ? null : { branch: this.home, ...spot, isLocked, further };
    this.#conductor.travel = null;
  }

  async goTo(spot: Spot): Promise<void> {
    if (this.step !== spot.step) await this.#conductor.goTo({ step: spot.step });
  }

  /** To where a way is watched from: of a long one its last part. How much of it is left out. */
  async goToWay(from: Spot, to: Spot, watch: Micros | null): Promise<Micros> {
    const begin = Math.max(from.at, to.at - (watch ?? LONGEST_WATCHED));
    // The same that would be gained by it again has to be worth it.
    if (begin - from.at < SHORTEST_SKIPPED) {
      await this.goTo(from);
      return 0;
    }
    await this.#conductor.goTo({ at: begin });
    return begin - from.at;
  }

  aim(spot: Spot): void {
    this.#target = spot;
    this.halt(spot);
  }

  /** On to where it is on its way to. */
  play(): void {
    if (this.#target !== null && !isPlaying(this.#conductor.state.player)) this.playTo(this.#target);
  }

  /** At a pace that can be watched; it stops there. */
  playTo(spot: Spot): void {
    this.halt(spot);
    this.#conductor.travel = travelTo(spot.at);
    this.#conductor.player({ type: 'PLAY' });
  }

  jump(): void {
    if (this.#target !== null) this.#conductor.seekStep(this.#target.step);
  }

  /** True once, when the playhead has come to where it was on its way to. */
  hasArrived(): boolean {
    if (this.#target === null || this.step !== this.#target.step) return false;
    this.here = this.#target;
    this.#target = null;
    this.#conductor.travel = null;
    return true;
  }

  /** Played or stepped on by hand, up to where the lesson goes on. */
  get isAtHalt(): boolean {
    const { halt } = this.#conductor;
    return halt !== null && this.here !== null && halt.step > this.here.step && this.step === halt.step;
  }
}
