/**
 * The conductor moves the playhead: what a person asks for goes out as asks, what comes back goes into the store.
 */
import { type ActorRefFrom, createActor } from 'xstate';
import type { Micros } from '../base/time.ts';
import type { AnswerTo, Wire } from '../worker/client.ts';
import type { Act, Ask } from '../worker/protocol.ts';
import { Looking } from './looking.ts';
import { MoveQueue } from './moveQueue.ts';
import { type Instant, loadAsk, type Source, type Step } from './moves.ts';
import { PlayClock } from './player/clock.ts';
import { type PlayerEvent, type PlayerPhase, playerMachine } from './player/playerMachine.ts';
import { type AppStore, currentView, NO_RUN, sameOr } from './store.ts';

type MoveAsk = Extract<Ask, { ask: 'seek' | 'step' | 'ahead' | 'act' | 'fork' }>;
type Moved = AnswerTo<MoveAsk>;

/** How far one look ahead goes; the worker's time slice ends it earlier. */
const AHEAD: Micros = 60_000_000;

export class Conductor extends Looking {
  readonly clock = new PlayClock();
  readonly #moves: MoveQueue;
  readonly #player: ActorRefFrom<typeof playerMachine>;
  #source: Source | undefined;
  #scrubbing = false;
  #lookingAhead = false;
  /** Once the script has ended and a person plays on, it no longer stops there. */
  #pastEnd = false;

  constructor(store: AppStore, makeWire: () => Wire) {
    super(store, makeWire);
    this.simulation.onCrash = () => this.#player.send({ type: 'RESET' });
    this.#moves = new MoveQueue((error) => this.simulation.failed(error));
    this.#player = createActor(playerMachine);
    this.#player.subscribe(({ value }) => this.set({ player: value as PlayerPhase }));
    this.#player.start();
  }

  player(event: PlayerEvent): void {
    if (event.type === 'PLAY') {
      if (this.state.player === 'atEnd') this.#pastEnd = true;
      if (!this.state.hasPlayed) this.set({ hasPlayed: true });
    }
    this.#player.send(event);
  }

  // ---- loading -----------------------------------------------------------------------------------------------------

  async load(source: Source, openAt?: Instant): Promise<void> {
    this.simulation.connect();
    const ask = loadAsk(source);
    let read: AnswerTo<typeof ask> | undefined;
    try {
      // A saved run is read before anything is given up: a damaged one leaves the run that is shown.
      if (source.kind === 'run' && this.state.link === 'ready') {
        this.#player.send({ type: 'PAUSE' });
        read = await this.simulation.ask(ask);
      }
    } catch (error) {
      return this.simulation.failed(error);
    }
    this.#source = source;
    this.#player.send({ type: 'RESET' });
    this.simulation.link({ type: 'LOAD' });
    this.#pastEnd = false;
    this.#moves.forgetNext();
    this.onlooker.forget();
    this.set({ ...NO_RUN, scenarioName: source.name, fileName: source.fileName });
    try {
      const answer = read ?? (await this.simulation.ask(ask));
      if (source !== this.#source) return;
      if (answer.answer === 'problems') {
        this.set({ problems: answer.problems });
        this.simulation.link({ type: 'PROBLEMS' });
        return;
      }
      this.set({ scenario: answer.scenario, scenarioName: answer.scenario.name, branch: answer.branch });
      await this.#moves.run(() => this.#seek(openAt ?? { at: answer.scenario.openAt }));
      this.simulation.link({ type: 'LOADED' });
    } catch (error) {
      this.simulation.refused(error);
    }
  }

  async restart(): Promise<void> {
    if (this.#source === undefined) return;
    this.simulation.close();
    this.simulation.link({ type: 'RESTART' });
    const at = currentView(this.state)?.frame.at;
    await this.load(this.#source, at === undefined ? undefined : { at });
  }

  // ---- moving ------------------------------------------------------------------------------------------------------

  seekTo(at: Micros): void {
    this.#moves.add(() => this.#seek({ at: Math.max(0, Math.floor(at)) }));
  }

  seekStep(step: number): void {
    this.#moves.add(() => this.#seek({ step: Math.max(0, step) }));
  }

  step(step: Step): void {
    this.#player.send({ type: 'PAUSE' });
    this.#moves.add(async () => {
      const { branch } = this.state;
      let moved: Moved;
      do moved = await this.#ask({ ask: 'step', branch, ...step });
      while (moved.more && !this.#moves.isSuperseded && this.state.branch === branch);
      this.#arrived(moved);
      await this.#follow();
    });
  }

  /** While playing event by event. */
  nextFact(): void {
    if (this.#moves.isBusy) return;
    this.#moves.add(async () => {
      this.#arrived(await this.#ask({ ask: 'step', branch: this.state.branch, by: 'fact', direction: 1 }));
      await this.#follow();
    });
  }

  /** A drag on the scrubber: playing waits until it is over. */
  scrub(active: boolean): void {
    if (active === this.#scrubbing) return;
    this.#scrubbing = active;
    this.#player.send({ type: active ? 'SEEK' : 'ARRIVED' });
  }

  /** While playing: the frame for the moving playhead, unless the one before is still on its way. */
  keepUp(at: Micros): void {
    if (this.#moves.isBusy) return;
    this.#moves.add(async () => {
      this.#took(await this.#ask({ ask: 'seek', branch: this.state.branch, to: { at: Math.floor(at) } }));
      await this.#follow();
    });
  }

  lookAhead(by: Micros = AHEAD): void {
    if (this.#lookingAhead || this.#moves.isBusy) return;
    this.#lookingAhead = true;
    this.#ask({ ask: 'ahead', branch: this.state.branch, to: Math.floor(this.clock.now()) + by })
      .then((moved) => this.#took(moved))
      .catch((error: unknown) => this.simulation.failed(error))
      .finally(() => {
        this.#lookingAhead = false;
      });
  }

  /** No move is under way. */
  get isStill(): boolean {
    return !this.#moves.isBusy;
  }

  /** Of what is shown, not of what was tried: a run that could not be read leaves the one that was open. */
  get isBundled(): boolean {
    return this.#source?.isBundled === true;
  }

  /** Where playing stops. */
  get end(): Micros {
    return this.#pastEnd ? Number.POSITIVE_INFINITY : (this.state.scenario?.until ?? 0);
  }

  // ---- branches ----------------------------------------------------------------------------------------------------

  /** Does something at the playhead; true when that made a branch. */
  async act(act: Act, name: string): Promise<boolean> {
    let made = false;
    await this.#moves.run(async () => {
      const { branch } = this.state;
      const at = Math.floor(this.clock.now());
      // While playing the frame is a moment behind the playhead that people see.
      if (at > (currentView(this.state)?.frame.at ?? at)) await this.#ask({ ask: 'seek', branch, to: { at } });
      const moved = await this.#ask({ ask: 'act', branch, act, name });
      made = moved.branch !== branch;
      this.#look(moved);
      await this.onlooker.marks();
    });
    return made;
  }

  async fork(name: string): Promise<void> {
    await this.#moves.run(async () => this.#look(await this.#ask({ ask: 'fork', branch: this.state.branch, name })));
  }

  /** Looks at another branch, at the same time. */
  lookAt(branch: number): void {
    const { branch: from, compare } = this.state;
    if (branch === from) return;
    this.onlooker.forget();
    // Of two compared branches the other one stays beside.
    this.set({ branch, compare: compare === branch ? from : compare });
    this.#moves.add(() => this.#seek({ at: Math.floor(this.clock.now()) }));
  }

  compareWith(branch: number | null): void {
    this.set({ compare: branch === this.state.branch ? null : branch });
    if (branch !== null) this.#moves.add(() => this.#seek({ at: Math.floor(this.clock.now()) }));
  }

  // ---- answers ------------------------------------------------------------------------------------------

  #ask(ask: MoveAsk): Promise<Moved> {
    return this.simulation.ask(ask) as Promise<Moved>;
  }

  async #seek(to: Instant): Promise<void> {
    this.#player.send({ type: 'SEEK' });
    const { branch } = this.state;
    try {
      let moved: Moved;
      do {
        moved = await this.#ask({ ask: 'seek', branch, to });
        this.#arrived(moved);
      } while (moved.more && !this.#moves.isSuperseded && this.state.branch === branch);
      await this.#follow();
    } finally {
      if (!this.#scrubbing) this.#player.send({ type: 'ARRIVED' });
    }
  }

  /** The compared branch stands under the same playhead. */
  async #follow(): Promise<void> {
    const { compare, branch } = this.state;
    if (compare === null || compare === branch) return;
    const at = currentView(this.state)?.frame.at ?? 0;
    let other: Moved;
    do other = await this.#ask({ ask: 'seek', branch: compare, to: { at } });
    while (other.more && !this.#moves.isSuperseded);
    this.#took(other);
  }

  #look(moved: Moved): void {
    if (moved.branch !== this.state.branch) {
      this.onlooker.forget();
      this.set({ branch: moved.branch });
    }
    this.#arrived(moved);
  }

  /** The playhead stands where the answer says. */
  #arrived(moved: Moved): void {
    this.#took(moved);
    const at = currentView(this.state)?.frame.at;
    if (at !== undefined) this.clock.set(at);
  }

  #took(moved: Moved): void {
    const { branch, branches, fingerprint, factCount, factsBefore, markCount, nextAt, pace, checked } = moved;
    const frame = this.simulation.frame(branch);
    if (frame === undefined) return;
    const view = { frame, fingerprint, factCount, factsBefore, markCount, nextAt, pace, checked };
    this.set({ views: { ...this.state.views, [branch]: view }, branches: sameOr(this.state.branches, branches) });
    if (branch !== this.state.branch) return;
    this.onlooker.update();
    // The properties are checked beside the run, a slice with every answer.
    if (!checked) setTimeout(() => this.lookAhead(0), 20);
  }
}
