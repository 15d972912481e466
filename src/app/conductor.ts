/**
 * The conductor stands between the store and the simulation: what a person asks for goes out as asks, what comes back goes
 * into the store. It never has two moves of the playhead under way at once; of those asked meanwhile the last one counts.
 */

import { type ActorRefFrom, createActor } from 'xstate';
import type { Micros } from '../base/time.ts';
import type { BranchFrame, MarkFrame } from '../frame/frame.ts';
import { sameTarget, type Target } from '../frame/target.ts';
import { type AnswerTo, AskFailed, type Wire, WorkerClient } from '../worker/client.ts';
import type { Act, Ask } from '../worker/protocol.ts';
import type { Key, Values } from './i18n/translate.ts';
import { type LinkPhase, linkMachine } from './linkMachine.ts';
import { PlayClock } from './player/clock.ts';
import { type PlayerEvent, type PlayerPhase, playerMachine } from './player/playerMachine.ts';
import { type AppState, type AppStore, type BranchView, currentBranch, currentView, NO_RUN } from './store.ts';

type MoveAsk = Extract<Ask, { ask: 'seek' | 'step' | 'act' | 'fork' }>;
type Moved = AnswerTo<MoveAsk>;
export type Step = {
  readonly by: 'event' | 'fact' | 'interesting' | 'node';
  readonly direction: 1 | -1;
  readonly node?: string;
};

/** What to run: a bundled or opened file, or an exported run. */
export interface Source {
  readonly name: string;
  readonly text: string;
  readonly kind: 'scenario' | 'run';
  readonly seed?: number;
}

const FACTS_KEPT = 400;
/** How far one look ahead goes; the worker's time slice ends it earlier. */
const AHEAD: Micros = 60_000_000;

export class Conductor {
  readonly store: AppStore;
  readonly clock = new PlayClock();
  readonly #makeWire: () => Wire;
  readonly #link: ActorRefFrom<typeof linkMachine>;
  readonly #player: ActorRefFrom<typeof playerMachine>;
  #client: WorkerClient | undefined;
  #source: Source | undefined;
  #moving = false;
  #scrubbing = false;
  #wanted: (() => Promise<void>) | undefined;
  #lookingAhead = false;
  #factsAsked = 0;
  #allMarks: readonly MarkFrame[] = [];
  #notices = 0;
  /** Once the script has ended and a person plays on, it no longer stops there. */
  #pastEnd = false;

  constructor(store: AppStore, makeWire: () => Wire) {
    this.store = store;
    this.#makeWire = makeWire;
    this.#link = createActor(linkMachine);
    this.#link.subscribe(({ value }) => this.set({ link: value as LinkPhase }));
    this.#player = createActor(playerMachine);
    this.#player.subscribe(({ value }) => this.set({ player: value as PlayerPhase }));
    this.#link.start();
    this.#player.start();
  }

  get state(): AppState {
    return this.store.getState();
  }

  set(change: Partial<AppState>): void {
    this.store.setState(change);
  }

  player(event: PlayerEvent): void {
    if ((event.type === 'PLAY' || event.type === 'TOGGLE') && this.state.player === 'atEnd') this.#pastEnd = true;
    if (event.type === 'PLAY' && !this.state.hasPlayed) this.set({ hasPlayed: true });
    this.#player.send(event);
  }

  notice(key: Key, values: Values = {}, alarm = false): void {
    this.set({ notices: [...this.state.notices.slice(-3), { id: ++this.#notices, key, values, alarm }] });
  }

  // ---- loading -----------------------------------------------------------------------------------------------------

  async load(source: Source, openAt?: { readonly at: Micros } | { readonly step: number }): Promise<void> {
    this.#source = source;
    this.#player.send({ type: 'RESET' });
    this.#link.send({ type: 'LOAD' });
    this.#pastEnd = false;
    this.#wanted = undefined;
    this.#forgetFacts();
    this.set({ ...NO_RUN, scenarioName: source.name });
    try {
      const client = this.#connect();
      const answer =
        source.kind === 'run'
          ? await client.ask({ ask: 'import', text: source.text })
          : await client.ask({
              ask: 'load',
              name: source.name,
              text: source.text,
              ...(source.seed === undefined ? {} : { seed: source.seed }),
            });
      if (source !== this.#source) return;
      if (answer.answer === 'problems') {
        this.set({ problems: answer.problems });
        this.#link.send({ type: 'PROBLEMS' });
        return;
      }
      this.set({ scenario: answer.scenario, branch: answer.branch });
      await this.#seekAll(openAt ?? { at: answer.scenario.openAt });
      this.#link.send({ type: 'LOADED' });
    } catch (error) {
      this.#failed(error, true);
    }
  }

  async restart(): Promise<void> {
    if (this.#source === undefined) return;
    const at = currentView(this.state)?.frame.at;
    this.#link.send({ type: 'RESTART' });
    await this.load(this.#source, at === undefined ? undefined : { at });
  }

  // ---- moving ------------------------------------------------------------------------------------------------------

  seekTo(at: Micros): void {
    this.#move(() => this.#seekAll({ at: Math.max(0, Math.floor(at)) }));
  }

  seekStep(step: number): void {
    this.#move(() => this.#seekAll({ step: Math.max(0, step) }));
  }

  step(step: Step): void {
    this.#player.send({ type: 'PAUSE' });
    this.#move(async () => {
      const { branch } = this.state;
      let moved: Moved;
      do moved = await this.#ask({ ask: 'step', branch, ...step });
      while (moved.more && this.state.branch === branch);
      this.#arrived(moved);
      await this.#follow(moved);
    });
  }

  async act(act: Act, name?: string): Promise<boolean> {
    let made = false;
    await this.#moveNow(async () => {
      const { branch } = this.state;
      const moved = await this.#ask({ ask: 'act', branch, act, ...(name === undefined ? {} : { name }) });
      made = moved.branch !== branch;
      this.#look(moved);
      // The future that was looked ahead of is another one now.
      await this.#marks();
    });
    return made;
  }

  async fork(name: string): Promise<void> {
    await this.#moveNow(async () => this.#look(await this.#ask({ ask: 'fork', branch: this.state.branch, name })));
  }

  /** Looks at another branch, at the same time if it has got there. */
  lookAt(branch: number): void {
    if (branch === this.state.branch) return;
    const at = this.clock.now();
    this.#forgetFacts();
    this.set({ branch, compare: this.state.compare === branch ? null : this.state.compare });
    this.#move(() => this.#seekAll({ at: Math.floor(at) }));
  }

  /** Of two compared branches, the one that is acted on. */
  swap(branch: number): void {
    const { branch: other } = this.state;
    if (branch === other) return;
    this.#forgetFacts();
    this.set({ branch, compare: other });
    this.#move(() => this.#seekAll({ at: Math.floor(this.clock.now()) }));
  }

  /** A drag on the scrubber: playing waits until it is over. */
  scrub(active: boolean): void {
    if (active === this.#scrubbing) return;
    this.#scrubbing = active;
    this.#player.send({ type: active ? 'SEEK' : 'ARRIVED' });
  }

  compareWith(branch: number | null): void {
    this.set({ compare: branch === this.state.branch ? null : branch });
    const at = Math.floor(this.clock.now());
    if (branch !== null) this.#move(() => this.#seekAll({ at }));
  }

  /** While playing: the frame for the moving playhead. Says false when a move is still under way. */
  keepUp(at: Micros): boolean {
    if (this.#moving) return false;
    this.#move(async () => {
      const moved = await this.#ask({ ask: 'seek', branch: this.state.branch, to: { at: Math.floor(at) } });
      this.#took(moved);
      await this.#follow(moved);
    });
    return true;
  }

  /** While playing event by event. */
  nextFact(): void {
    if (this.#moving) return;
    this.#move(async () => {
      const { branch } = this.state;
      const moved = await this.#ask({ ask: 'step', branch, by: 'fact', direction: 1 });
      this.#arrived(moved);
      await this.#follow(moved);
    });
  }

  lookAhead(): void {
    if (this.#lookingAhead || this.#moving) return;
    this.#lookingAhead = true;
    const { branch } = this.state;
    this.#ask({ ask: 'ahead', branch, to: Math.floor(this.clock.now()) + AHEAD })
      .then((moved) => this.#took(moved))
      .catch((error: unknown) => this.#failed(error))
      .finally(() => {
        this.#lookingAhead = false;
      });
  }

  get end(): Micros {
    return this.#pastEnd ? Number.POSITIVE_INFINITY : (this.state.scenario?.until ?? 0);
  }

  // ---- looking -----------------------------------------------------------------------------------------------------

  select(target: Target | null): void {
    if (sameTarget(target, this.state.selection)) return;
    this.set({ selection: target, detail: null, why: null });
    if (target !== null && 'partition' in target) this.lens(target.partition);
    if (target?.type === 'partition') this.lens(target.id);
    void this.inspect();
  }

  lens(partition: string, range: { from: number; to: number } | null = null): void {
    const same = partition === this.state.partition;
    this.set(same ? { logRange: range ?? this.state.logRange } : { partition, log: null, logRange: range });
    void this.refreshLog();
  }

  /** State and causes of the selection as of the playhead. */
  async inspect(): Promise<void> {
    const { selection, branch } = this.state;
    if (selection === null) return;
    try {
      const [{ detail }, { chain }] = await Promise.all([
        this.#asked({ ask: 'detail', branch, target: selection }),
        this.#asked({ ask: 'why', branch, target: selection }),
      ]);
      if (sameTarget(selection, this.state.selection)) this.set({ detail, why: chain });
    } catch (error) {
      this.#failed(error);
    }
  }

  async refreshLog(): Promise<void> {
    const { partition, branch, logRange } = this.state;
    if (partition === null) return;
    const { from, to } = logRange ?? { from: -1, to: -1 };
    try {
      const { log } = await this.#asked({ ask: 'log', branch, partition, from, to });
      if (partition === this.state.partition) this.set({ log });
    } catch (error) {
      this.#failed(error);
    }
  }

  async exportRun(): Promise<string> {
    return (await this.#asked({ ask: 'export', branch: this.state.branch })).text;
  }

  async verdicts(): Promise<void> {
    const { branch, scenario } = this.state;
    if (scenario === null) return;
    try {
      let ahead: Moved;
      do ahead = await this.#asked({ ask: 'ahead', branch, to: scenario.until });
      while (ahead.more);
      this.#took(ahead);
      this.set({ verdicts: (await this.#asked({ ask: 'verdicts', branch })).verdicts });
    } catch (error) {
      this.#failed(error);
    }
  }

  close(): void {
    this.#client?.close();
  }

  // ---- the wire ----------------------------------------------------------------------------------------------------

  #connect(): WorkerClient {
    if (this.#client === undefined) {
      this.#client = new WorkerClient(this.#makeWire(), (reason) => {
        this.#client = undefined;
        this.set({ failure: reason });
        this.#player.send({ type: 'RESET' });
        this.#link.send({ type: 'CRASHED' });
      });
    }
    return this.#client;
  }

  #asked<A extends Ask>(ask: A): Promise<AnswerTo<A>> {
    return this.#connect().ask(ask);
  }

  #ask(ask: Extract<Ask, { ask: 'seek' | 'step' | 'ahead' | 'act' | 'fork' }>): Promise<Moved> {
    return this.#asked(ask) as Promise<Moved>;
  }

  #failed(error: unknown, fatal = false): void {
    if (!(error instanceof AskFailed)) throw error;
    if (this.state.link === 'failed') return;
    if (!fatal) {
      this.notice('notice.failed', { reason: error.message }, true);
      return;
    }
    this.set({ failure: error.message });
    this.#link.send({ type: 'REFUSED' });
  }

  /** One move at a time; of those that wait the last one goes next. */
  #move(move: () => Promise<void>): void {
    if (this.#moving) {
      this.#wanted = move;
      return;
    }
    void this.#moveNow(move);
  }

  async #moveNow(move: () => Promise<void>): Promise<void> {
    while (this.#moving) await new Promise((resolve) => setTimeout(resolve, 4));
    this.#moving = true;
    try {
      await move();
    } catch (error) {
      this.#failed(error);
    } finally {
      this.#moving = false;
      const next = this.#wanted;
      this.#wanted = undefined;
      if (next !== undefined) this.#move(next);
    }
  }

  async #seekAll(to: { readonly at: Micros } | { readonly step: number }): Promise<void> {
    this.#player.send({ type: 'SEEK' });
    const { branch } = this.state;
    try {
      let moved: Moved;
      do {
        moved = await this.#ask({ ask: 'seek', branch, to });
        this.#arrived(moved);
      } while (moved.more && this.#wanted === undefined && this.state.branch === branch);
      await this.#follow(moved);
    } finally {
      if (!this.#scrubbing) this.#player.send({ type: 'ARRIVED' });
    }
  }

  /** The compared branch stands under the same playhead. */
  async #follow(moved: Moved): Promise<void> {
    const { compare } = this.state;
    if (compare === null || compare === moved.branch) return;
    const at = currentView(this.state)?.frame.at ?? 0;
    let other: Moved;
    do other = await this.#ask({ ask: 'seek', branch: compare, to: { at } });
    while (other.more && this.#wanted === undefined);
    this.#took(other);
  }

  #look(moved: Moved): void {
    if (moved.branch !== this.state.branch) {
      this.#forgetFacts();
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
    const frame = this.#client?.frame(moved.branch);
    if (frame === undefined) return;
    const { fingerprint, factCount, factsBefore, markCount, nextAt, pace } = moved;
    const view: BranchView = { frame, fingerprint, factCount, factsBefore, markCount, nextAt, pace };
    this.set({
      views: { ...this.state.views, [moved.branch]: view },
      branches: keep(this.state.branches, moved.branches),
    });
    if (moved.branch !== this.state.branch) return;
    void this.#facts();
    if (markCount === this.#allMarks.length) this.#showMarks();
    else void this.#marks();
    if (this.state.partition === null) this.#openLens(view);
  }

  /** The lens opens with the first partition of a topic. */
  #openLens({ frame }: BranchView): void {
    const first = frame.partitions[0];
    if (first !== undefined) this.lens(first.id);
  }

  #forgetFacts(): void {
    this.set({ facts: [], marks: [], verdicts: null });
    this.#factsAsked = 0;
    this.#allMarks = [];
  }

  async #facts(): Promise<void> {
    const { branch, facts } = this.state;
    const wanted = this.state.views[branch]?.factsBefore ?? 0;
    if (wanted === this.#factsAsked) return;
    this.#factsAsked = wanted;
    const last = facts[facts.length - 1];
    const first = facts[0];
    if (first !== undefined && last !== undefined && wanted <= last.index + 1 && wanted > first.index + 20) {
      this.set({ facts: facts.filter(({ index }) => index < wanted) });
      return;
    }
    const follows = last !== undefined && last.index < wanted && wanted - last.index < FACTS_KEPT;
    const from = follows ? last.index + 1 : Math.max(0, wanted - FACTS_KEPT);
    const answer = await this.#asked({ ask: 'facts', branch, from, to: wanted });
    if (this.state.branch !== branch || this.#factsAsked !== wanted) {
      // Another answer is on its way, or was cut short by this one.
      if (this.state.branch === branch) this.#factsAsked = -1;
      return;
    }
    this.set({ facts: (follows ? [...facts, ...answer.facts] : answer.facts).slice(-FACTS_KEPT) });
  }

  async #marks(): Promise<void> {
    const { branch } = this.state;
    const { marks } = await this.#asked({ ask: 'marks', branch, from: 0 });
    if (this.state.branch !== branch) return;
    this.#allMarks = marks;
    this.#showMarks();
  }

  /** What was only simulated ahead has not been seen: a mark would give it away. */
  #showMarks(): void {
    const seen = currentBranch(this.state)?.head ?? 0;
    const marks = this.#allMarks.filter(({ step }) => step <= seen);
    if (marks.length !== this.state.marks.length) this.set({ marks });
  }
}

/** The list as it was when nothing in it changed, so that nothing is drawn again. */
function keep(before: readonly BranchFrame[], after: readonly BranchFrame[]): readonly BranchFrame[] {
  return JSON.stringify(before) === JSON.stringify(after) ? before : after;
}
