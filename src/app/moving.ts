/**
 * Moving the playhead: steps, seeks, what playing asks for, and what the answers do to the store. One move at a time.
 */
import { type ActorRefFrom, createActor } from 'xstate';
import type { Micros } from '../base/time.ts';
import { formatTime } from '../views/format.ts';
import type { AnswerTo, Wire } from '../worker/client.ts';
import type { Ask, FactMatch } from '../worker/protocol.ts';
import type { Halt } from './lesson/lessonView.ts';
import { Looking } from './looking.ts';
import { MoveQueue } from './moveQueue.ts';
import type { Instant, Step } from './moves.ts';
import { PlayClock } from './player/clock.ts';
import { haltOf, upToHalt } from './player/halt.ts';
import { type PlayerEvent, type PlayerPhase, playerMachine } from './player/playerMachine.ts';
import type { Travel } from './player/travel.ts';
import { type AppStore, currentView, sameOr } from './store.ts';

type MoveAsk = Extract<
  Ask,
  { ask: 'seek' | 'step' | 'ahead' | 'act' | 'fork' | 'beside' | 'change' | 'drill-other' | 'breakpoints' }
>;
export type Moved = AnswerTo<MoveAsk>;

/** How far one look ahead goes; the worker's time slice ends it earlier. */
const AHEAD: Micros = 60_000_000;

/** What is shown first is at most so long after the end of the script; a learner may go on from there. */
const LATEST_AFTER_END = 600_000_000;
/** An event before this one is soon there, whatever the scenario. */
const MANY_STEPS = 50_000;

export class Moving extends Looking {
  readonly clock = new PlayClock();
  /** A lesson waits there; no further. */
  halt: Halt | null = null;
  /** On the way there, with the pace that this takes. */
  travel: Travel | null = null;
  protected readonly moves: MoveQueue;
  readonly #player: ActorRefFrom<typeof playerMachine>;
  #scrubbing = false;
  #lookingAhead = false;
  /** As soon as it is known how far. */
  #isAboutToPlay = false;
  /** Once the script has ended and a person plays on, it no longer stops there. */
  protected pastEnd = false;

  constructor(store: AppStore, makeWire: () => Wire) {
    super(store, makeWire);
    this.simulation.onCrash = () => this.#player.send({ type: 'RESET' });
    this.moves = new MoveQueue((error) => this.simulation.failed(error));
    this.#player = createActor(playerMachine);
    this.#player.subscribe(({ value }) => this.set({ player: value as PlayerPhase }));
    this.#player.start();
  }

  player(event: PlayerEvent): void {
    this.#isAboutToPlay = false;
    if (event.type === 'PLAY') {
      if (this.#isHeld()) return;
      const further = this.#halt?.further;
      if (further !== undefined) return void this.#playOnce(further, event);
      if (this.state.player === 'atEnd') this.pastEnd = true;
      if (!this.state.hasPlayed) this.set({ hasPlayed: true });
    }
    this.#player.send(event);
  }

  async #playOnce(known: () => Promise<void>, event: PlayerEvent): Promise<void> {
    this.#isAboutToPlay = true;
    await known();
    if (!this.#isAboutToPlay) return;
    // Nothing has come of it: it stays where it is.
    if (this.halt?.further === known) this.halt = { ...this.halt, further: undefined };
    this.player(event);
  }

  // ---- moving ------------------------------------------------------------------------------------------------------

  seekTo(at: Micros): void {
    this.moves.add(() => this.seek({ at: Math.max(0, Math.floor(at)) }));
  }

  seekStep(step: number): void {
    this.moves.add(() => this.seek({ step: Math.max(0, step) }));
  }

  step(step: Step): void {
    this.player({ type: 'PAUSE' });
    if (step.direction === 1 && this.#isHeld()) return;
    this.moves.add(async () => {
      const { branch } = this.state;
      let moved: Moved;
      do moved = await this.askMove({ ask: 'step', branch, ...step });
      while (moved.more && !this.moves.isSuperseded && this.state.branch === branch);
      const before = currentView(this.state)?.frame.step;
      await this.#arrivedInTime(moved);
      if (step.by === 'match' && !moved.more && currentView(this.state)?.frame.step === before) {
        const time = formatTime(step.until ?? 0);
        this.notice(step.direction === 1 ? 'stop.none' : 'stop.noneBefore', { time });
      }
      await this.follow();
    });
  }

  /** Puts the playhead there, and says when it is. */
  async goTo(to: Instant): Promise<void> {
    this.player({ type: 'PAUSE' });
    await this.moves.run(() => this.seek(to));
  }

  /** Lets time pass, and says when it has. */
  async runFor(length: Micros): Promise<void> {
    this.player({ type: 'PAUSE' });
    await this.moves.run(() => this.seek({ at: Math.floor(this.clock.now()) + length }));
  }

  /** On to the first such fact, however long it takes; false: it did not happen by then, and the playhead stays. */
  async runTo(match: FactMatch, until: Micros): Promise<boolean> {
    this.player({ type: 'PAUSE' });
    let isThere = false;
    await this.moves.run(async () => {
      const { branch } = this.state;
      const before = currentView(this.state)?.frame.step;
      const ask = { ask: 'step', branch, by: 'match', direction: 1, matches: [match], until } as const;
      let moved: Moved;
      do moved = await this.askMove(ask);
      while (moved.more && this.state.branch === branch);
      await this.#arrivedInTime(moved);
      await this.follow();
      isThere = currentView(this.state)?.frame.step !== before;
    });
    return isThere;
  }

  /** To the next or previous fact like one of these: ahead as far as the script goes, or a minute further. */
  toFact(matches: readonly FactMatch[], direction: 1 | -1): void {
    const now = currentView(this.state)?.frame.at ?? 0;
    const scripted = this.state.scenario?.until ?? 0;
    this.step({ by: 'match', direction, matches, until: now < scripted ? scripted : now + AHEAD });
  }

  /** Playing has come to a fact that it shall stop at. */
  stopAt(step: number): void {
    this.player({ type: 'PAUSE' });
    this.seekStep(step);
  }

  /** While playing event by event. */
  nextFact(): void {
    if (this.moves.isBusy) return;
    this.moves.add(async () => {
      const ask = { ask: 'step', branch: this.state.branch, by: 'fact', direction: 1 } as const;
      await this.#arrivedInTime(await this.askMove(ask));
      if (currentView(this.state)?.stopped != null) this.player({ type: 'PAUSE' });
      await this.follow();
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
    if (this.moves.isBusy) return;
    this.moves.add(async () => {
      this.took(await this.askMove({ ask: 'seek', branch: this.state.branch, to: { at: Math.floor(at) } }));
      await this.follow();
    });
  }

  lookAhead(by: Micros = AHEAD): void {
    if (this.#lookingAhead || this.moves.isBusy) return;
    this.#lookingAhead = true;
    this.askMove({ ask: 'ahead', branch: this.state.branch, to: Math.floor(this.clock.now()) + by })
      .then((moved) => this.took(moved))
      .catch((error: unknown) => this.simulation.failed(error))
      .finally(() => {
        this.#lookingAhead = false;
      });
  }

  /** No move is under way. */
  get isStill(): boolean {
    return !this.moves.isBusy;
  }

  /** Where playing stops. */
  get end(): Micros {
    const until = this.state.scenario?.until ?? 0;
    return this.pastEnd ? Number.POSITIVE_INFINITY : Math.max(until, this.#halt?.at ?? 0);
  }

  /** The next place at which playing stops before the end, as far as it is known. */
  get stopAhead(): { readonly step: number; readonly at: Micros } | null {
    const stop = currentView(this.state)?.stop ?? null;
    const halt = this.#halt;
    return halt === null || (stop !== null && stop.step <= halt.step) ? stop : halt;
  }

  /** As far as the run may go in this branch. */
  get #halt(): Halt | null {
    return haltOf(this.halt, this.state.branch);
  }

  /** Found out first, where somebody would go on from where it is not known yet. */
  async #limit(isBeyond: (halt: Halt) => boolean): Promise<Halt | null> {
    const halt = this.#halt;
    if (halt?.further !== undefined && isBeyond(halt)) await halt.further();
    return this.#halt;
  }

  /** A question is open here: who tries to go on is told so. */
  #isHeld(): boolean {
    const halt = this.#halt;
    const isHeld = halt?.isLocked === true && (currentView(this.state)?.frame.step ?? 0) >= halt.step;
    if (isHeld) this.notice('lesson.locked');
    return isHeld;
  }

  /** A step may have gone over the place at which a lesson waits. */
  async #arrivedInTime(moved: Moved): Promise<void> {
    const step = this.simulation.frame(moved.branch)?.step ?? 0;
    const halt = await this.#limit((halt) => step > halt.step);
    if (halt === null || moved.branch !== halt.branch || step <= halt.step) return this.arrived(moved);
    if (halt.isLocked) this.notice('lesson.locked');
    const ask = { ask: 'seek', branch: halt.branch, to: { step: halt.step } } as const;
    this.arrived(await this.askMove(ask));
  }

  // ---- answers ------------------------------------------------------------------------------------------

  protected askMove(ask: MoveAsk): Promise<Moved> {
    return this.simulation.ask(ask) as Promise<Moved>;
  }

  /** A link can name an instant that is hours of work away: nobody who opens it has asked for that. */
  protected async openAt(wanted: Instant, until: Micros): Promise<void> {
    const last = until + LATEST_AFTER_END;
    const isFar = 'step' in wanted && wanted.step > MANY_STEPS;
    if (isFar) await this.seek({ at: last });
    const isTooLate = isFar
      ? wanted.step > (currentView(this.state)?.frame.step ?? 0)
      : 'at' in wanted && wanted.at > last;
    if (!isTooLate) return this.seek(wanted);
    const value = 'at' in wanted ? `${wanted.at / 1_000_000}s` : wanted.step;
    this.notice('notice.badParameter', { name: 'at', value });
    return this.seek({ at: until });
  }

  protected async seek(to: Instant): Promise<void> {
    this.#player.send({ type: 'SEEK' });
    const { branch } = this.state;
    try {
      const halt = await this.#limit((halt) => upToHalt(to, halt) !== to);
      const within = upToHalt(to, halt);
      if (within !== to && halt?.isLocked === true) this.notice('lesson.locked');
      let moved: Moved;
      do {
        moved = await this.askMove({ ask: 'seek', branch, to: within });
        this.arrived(moved);
      } while (moved.more && !this.moves.isSuperseded && this.state.branch === branch);
      await this.follow();
    } finally {
      if (!this.#scrubbing) this.#player.send({ type: 'ARRIVED' });
    }
  }

  /** The compared branch stands under the same playhead. */
  protected async follow(): Promise<void> {
    const { compare, branch } = this.state;
    if (compare === null || compare === branch) return;
    const at = currentView(this.state)?.frame.at ?? 0;
    let other: Moved;
    do other = await this.askMove({ ask: 'seek', branch: compare, to: { at } });
    while (other.more && !this.moves.isSuperseded);
    this.took(other);
  }

  protected lookUpon(moved: Moved): void {
    if (moved.branch !== this.state.branch) {
      this.onlooker.forget();
      this.set({ branch: moved.branch });
    }
    this.arrived(moved);
  }

  /** The playhead stands where the answer says. */
  protected arrived(moved: Moved): void {
    this.took(moved);
    const at = currentView(this.state)?.frame.at;
    if (at !== undefined) this.clock.set(at);
  }

  protected took(moved: Moved): void {
    const { branch, branches, fingerprint, factCount, factsBefore, markCount, nextAt, pace, checked } = moved;
    const { stop, stopped } = moved;
    const frame = this.simulation.frame(branch);
    if (frame === undefined) return;
    const view = { frame, fingerprint, factCount, factsBefore, markCount, nextAt, pace, stop, stopped, checked };
    this.set({ views: { ...this.state.views, [branch]: view }, branches: sameOr(this.state.branches, branches) });
    if (branch !== this.state.branch) return;
    this.onlooker.update();
    // The properties are checked beside the run, a slice with every answer.
    if (!checked) setTimeout(() => this.lookAhead(0), 20);
  }
}
