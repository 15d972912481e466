/** A page without a page: the conductor over a real session, its player driven by a wall clock of its own, and a lesson led. */
import { expect } from 'vitest';
import type { CommandContext } from '../../src/app/commands/command.ts';
import { commandOf } from '../../src/app/commands/index.ts';
import { Conductor } from '../../src/app/conductor.ts';
import { TRANSLATE } from '../../src/app/i18n/translate.ts';
import { LessonGuide } from '../../src/app/lesson/lessonGuide.ts';
import { ProgressDesk } from '../../src/app/lesson/progressDesk.ts';
import type { Source } from '../../src/app/moves.ts';
import { drivePlayer } from '../../src/app/player/driver.ts';
import { defaultSettings, type Keeper, memoryKeeper } from '../../src/app/settings.ts';
import { createAppStore, currentView } from '../../src/app/store.ts';
import { localWire } from './localWire.ts';

export function contextOf(conductor: Conductor): CommandContext {
  return {
    conductor,
    state: conductor.state,
    t: TRANSLATE.en,
    changeSettings: (change) => conductor.set({ settings: { ...conductor.state.settings, ...change } }),
    changeStops: (stops) => void conductor.setStops(stops),
    link: async () => 'here',
    copy: async () => true,
    save: () => undefined,
  };
}

export async function runCommand(conductor: Conductor, id: string): Promise<void> {
  const command = commandOf(id);
  expect(command.when(conductor.state), id).toBe(true);
  await command.run(contextOf(conductor));
}

export async function untilSo(isSo: () => boolean, what: () => string = () => ''): Promise<void> {
  for (let turn = 0; turn < 4_000; turn++) {
    if (isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  throw new Error(`it did not come to pass: ${what()}`);
}

export function isAtRest({ state, isStill }: Conductor): boolean {
  return ['paused', 'atEnd'].includes(state.player) && isStill;
}

interface Beginning {
  readonly isReduced?: boolean;
  readonly beat?: string | null;
  readonly waits?: boolean;
}

/** A lesson that is led over one run. */
export class LessonDesk {
  readonly conductor = new Conductor(createAppStore(defaultSettings(['en'])), localWire);
  readonly progress: ProgressDesk;
  readonly guide: LessonGuide;
  readonly #stopDriving: () => void;
  /** Milliseconds, as the player counts them. */
  wall = 0;

  constructor(isReduced: boolean, keeper: Keeper = memoryKeeper()) {
    const { conductor } = this;
    this.progress = new ProgressDesk(keeper);
    this.guide = new LessonGuide(
      conductor,
      this.progress,
      () => 1_000,
      () => isReduced,
      (act, ms) => setTimeout(act, ms / 10),
    );
    conductor.lead = this.guide;
    this.#stopDriving = drivePlayer(conductor, (tick) => {
      this.wall += 50;
      setTimeout(() => tick(this.wall), 1);
    });
  }

  static async begin(source: Source, begin: Beginning = {}, keeper?: Keeper): Promise<LessonDesk> {
    const desk = new LessonDesk(begin.isReduced ?? true, keeper);
    await desk.conductor.load(source);
    await desk.guide.start({ beat: begin.beat ?? null, waits: begin.waits ?? false });
    return desk;
  }

  get view() {
    return this.conductor.state.lesson!;
  }

  get frame() {
    return currentView(this.conductor.state)!.frame;
  }

  until(what: string, isSo: () => boolean): Promise<void> {
    return untilSo(isSo, () => `${what}; ${JSON.stringify({ ...this.view, lesson: null })} at ${this.frame.at}`);
  }

  phase(wanted: string, beat?: number): Promise<void> {
    const isSo = () => this.view?.phase === wanted && (beat === undefined || this.view.beat === beat);
    return this.until(`${wanted} ${beat}`, isSo);
  }

  still(): Promise<void> {
    return this.until('still', () => isAtRest(this.conductor));
  }

  close(): void {
    this.#stopDriving();
    this.conductor.close();
  }
}
