/** Where a lesson stands in its run, where it is on its way to, and what moves the playhead there. */
import type { Spot } from '../../frame/lessonFrames.ts';
import type { Conductor } from '../conductor.ts';
import { travelTo } from '../player/halt.ts';
import { isPlaying } from '../player/playerMachine.ts';
import { currentView } from '../store.ts';

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
  halt(spot: Spot | null, isLocked = false): void {
    this.#conductor.halt = spot === null ? null : { branch: this.home, ...spot, isLocked };
    this.#conductor.travel = null;
  }

  async goTo(spot: Spot): Promise<void> {
    if (this.step !== spot.step) await this.#conductor.goTo({ step: spot.step });
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
