/**
 * The conductor: what a person asks for goes out as asks, what comes back goes into the store. Loading, branches and what
 * to stop at are here; how the playhead moves is in `Moving`.
 */
import type { Micros } from '../base/time.ts';
import { type AnswerTo, AskFailed } from '../worker/client.ts';
import type { Act, Ask, Problem, VersionOverrides } from '../worker/protocol.ts';
import type { LessonLead } from './lesson/lessonView.ts';
import { type Instant, loadAsk, type Source } from './moves.ts';
import { type Moved, Moving } from './moving.ts';
import type { Breakpoint } from './stops.ts';
import { currentView, NO_RUN } from './store.ts';

type ChangeAsk = Extract<Ask, { ask: 'change' }>;

export class Conductor extends Moving {
  #source: Source | undefined;
  /** Whoever leads through the lesson of this run. */
  lead: LessonLead | null = null;
  /** The same instant on another Kafka: its lesson begins when somebody asks for it. */
  isSameInstant = false;

  // ---- loading -----------------------------------------------------------------------------------------------------

  async load(source: Source, openAt?: Instant): Promise<void> {
    this.simulation.connect();
    const ask = loadAsk(source);
    let read: AnswerTo<typeof ask> | undefined;
    try {
      // A saved run is read before anything is given up: a damaged one leaves what is shown.
      if (source.kind === 'run' && (this.state.link === 'ready' || this.state.link === 'problems')) {
        this.player({ type: 'PAUSE' });
        read = await this.simulation.ask(ask);
      }
    } catch (error) {
      return this.simulation.failed(error);
    }
    this.#source = source;
    this.player({ type: 'RESET' });
    this.simulation.link({ type: 'LOAD' });
    this.pastEnd = false;
    this.halt = null;
    this.travel = null;
    this.moves.forgetNext();
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
      if (this.state.isLocked) await this.simulation.ask({ ask: 'lock' });
      this.set({ scenario: answer.scenario, scenarioName: answer.scenario.name, branch: answer.branch });
      await this.moves.run(() => this.openAt(openAt ?? { at: answer.scenario.openAt }, answer.scenario.until));
      this.simulation.link({ type: 'LOADED' });
      const { refused, linked, migrated } = answer.scenario;
      const { language } = this.state.settings;
      if (migrated.length > 0) {
        this.notice('notice.migrated', { what: migrated.map((says) => says[language]).join('; ') }, true);
      }
      if (refused !== null) this.notice('notice.failed', { reason: refused[language] }, true);
      if (linked !== null && 'problem' in linked)
        this.notice('notice.linkActs', { reason: linked.problem[language] }, true);
      else if (linked !== null && linked.fingerprint !== currentView(this.state)?.fingerprint)
        this.notice('notice.linkOther', {}, true);
    } catch (error) {
      this.simulation.refused(error);
    }
  }

  /**
   * A text that is being written, in the place of what is shown: at the same instant, looked at in the same way. What is
   * wrong with it; null: it is run. Nothing changes until it can be.
   */
  async rewrite(source: Source, atLeast: Micros = 0): Promise<readonly Problem[] | null> {
    if (this.state.link !== 'ready') {
      await this.load(source);
      return currentView(this.state) === undefined ? this.state.problems : null;
    }
    let problems: readonly Problem[] | null = [];
    await this.moves.run(async () => {
      const answer = await this.simulation.ask(loadAsk(source) as Extract<Ask, { ask: 'load' }>);
      if (answer.answer === 'problems') {
        problems = answer.problems;
        return;
      }
      const { branch, scenario } = answer;
      const to = { at: Math.max(Math.floor(this.clock.now()), atLeast) };
      let moved: Moved;
      do moved = await this.askMove({ ask: 'seek', branch, to });
      while (moved.more);
      this.#source = source;
      this.lead = null;
      this.halt = null;
      this.travel = null;
      this.onlooker.forget();
      const { selection, partition, logRange, views, branch: before } = this.state;
      const shown = views[before];
      const stays = shown === undefined ? {} : { [branch]: shown };
      const { name, fileName } = source;
      this.set({ ...NO_RUN, partition, logRange, branch, views: stays, scenario, scenarioName: name, fileName });
      this.arrived(moved);
      this.select(selection);
      await this.onlooker.marks();
      problems = null;
    });
    return problems;
  }

  async restart(): Promise<void> {
    if (this.#source === undefined) return;
    this.simulation.close();
    this.simulation.link({ type: 'RESTART' });
    const at = currentView(this.state)?.frame.at;
    await this.load(this.#source, at === undefined ? undefined : { at });
  }

  /** The scenario from its start on another Kafka, in the place of what is shown; a saved run can only be run beside. */
  async startAgainOn({ version, protocol, era }: VersionOverrides): Promise<void> {
    if (this.#source === undefined || !this.canStartAgain) return;
    const { version: _version, protocol: _protocol, era: _era, ...source } = this.#source;
    const chosen = {
      ...(version === undefined ? {} : { version }),
      ...(protocol === undefined ? {} : { protocol }),
      ...(era === undefined ? {} : { era }),
    };
    this.isSameInstant = true;
    await this.load({ ...source, ...chosen }, { at: Math.floor(this.clock.now()) });
    this.isSameInstant = false;
  }

  get canStartAgain(): boolean {
    return this.#source?.kind === 'scenario' && this.#source.acts === undefined;
  }

  /** The file of what is run; of a saved run the one in it. */
  get scenarioText(): string {
    const { kind, text = '' } = this.#source ?? {};
    return kind === 'run' ? String((JSON.parse(text) as { readonly scenario: unknown }).scenario) : text;
  }

  /** Of what is shown, not of what was tried: a run that could not be read leaves the one that was open. */
  get isBundled(): boolean {
    return this.#source?.isBundled === true;
  }

  /** What a link calls the scenario, when it is one that no other page knows. */
  get linkedAs(): string | undefined {
    return this.#source?.linkedAs;
  }

  // ---- branches ----------------------------------------------------------------------------------------------------

  /** Does something at the playhead; true when that made a branch. */
  async act(act: Act, name: string): Promise<boolean> {
    return (await this.#act(act, name, (error) => this.simulation.failed(error))) ?? false;
  }

  /** The same, where whoever asks says himself what could not be done. */
  async tryAct(act: Act, name: string): Promise<{ readonly madeBranch: boolean } | { readonly problem: string }> {
    let problem = '';
    const madeBranch = await this.#act(act, name, (error) => {
      if (!(error instanceof AskFailed)) throw error;
      problem = error.says[this.state.settings.language];
    });
    return madeBranch === undefined ? { problem } : { madeBranch };
  }

  /** From here on the cluster can be watched, not changed: the simulation itself refuses. */
  async lock(): Promise<void> {
    this.set({ isLocked: true });
    if (this.state.link === 'ready') await this.simulation.ask({ ask: 'lock' });
  }

  #refuses(): boolean {
    const { isLocked } = this.state;
    if (isLocked) this.notice('notice.locked');
    return isLocked;
  }

  /** Undefined: it failed. */
  async #act(act: Act, name: string, failed: (error: unknown) => void): Promise<boolean | undefined> {
    if (this.#refuses()) return undefined;
    let made: boolean | undefined;
    await this.moves.run(async () => {
      const { branch } = this.state;
      const at = Math.floor(this.clock.now());
      // While playing the frame is a moment behind the playhead that people see.
      if (at > (currentView(this.state)?.frame.at ?? at)) await this.askMove({ ask: 'seek', branch, to: { at } });
      let moved: Moved;
      try {
        // What a lesson tells stays as it is: what is done by hand makes a branch.
        const acted =
          this.state.lesson?.home === branch ? (await this.askMove({ ask: 'fork', branch, name })).branch : branch;
        moved = await this.askMove({ ask: 'act', branch: acted, act, name });
      } catch (error) {
        return failed(error);
      }
      made = moved.branch !== branch;
      this.lookUpon(moved);
      await this.onlooker.marks();
    });
    return made;
  }

  async fork(name: string): Promise<void> {
    await this.moves.run(async () =>
      this.lookUpon(await this.askMove({ ask: 'fork', branch: this.state.branch, name })),
    );
  }

  /** Looks at another branch, at the same time. */
  lookAt(branch: number): void {
    const { branch: from, compare } = this.state;
    if (branch === from) return;
    this.onlooker.forget();
    // Of two compared branches the other one stays beside.
    this.set({ branch, compare: compare === branch ? from : compare });
    this.moves.add(() => this.seek({ at: Math.floor(this.clock.now()) }));
  }

  compareWith(branch: number | null): void {
    this.set({ compare: branch === this.state.branch ? null : branch });
    if (branch !== null) this.moves.add(() => this.seek({ at: Math.floor(this.clock.now()) }));
  }

  /** The same scenario and commands on another Kafka, shown beside this one at the same time. */
  async beside(rung: VersionOverrides, name: string): Promise<void> {
    if (this.#refuses()) return;
    await this.#besideThis((branch) => this.askMove({ ask: 'beside', branch, rung, name }));
  }

  /** One thing changed, from the start or from here on, shown beside this one. What it failed for; null: it is there. */
  async change(change: ChangeAsk['change'], from: ChangeAsk['from'], rung?: VersionOverrides): Promise<string | null> {
    if (this.#refuses()) return '';
    const how = rung === undefined ? {} : { rung };
    // A move that nobody waits for any more, as when the simulation stops, has not made it either.
    let problem: string | null = '';
    await this.#besideThis(async (branch) => {
      try {
        const made = await this.askMove({ ask: 'change', branch, change, from, ...how });
        // Not there yet, and given up when something else is wanted meanwhile.
        problem = made.branch === branch && made.more ? '' : null;
        return made;
      } catch (error) {
        if (!(error instanceof AskFailed)) throw error;
        problem = error.says[this.state.settings.language];
        return undefined;
      }
    });
    return problem;
  }

  /** A drill is answered, or (null) given up: from here on the inside is seen. */
  async openDrill(cause: string | null, confidence: number | null, because: string): Promise<void> {
    this.player({ type: 'PAUSE' });
    try {
      const { drill } = await this.simulation.ask({ ask: 'drill', branch: this.state.branch, cause });
      this.set({ drill: { opened: drill, confidence, because: because.trim() } });
    } catch (error) {
      this.simulation.failed(error);
    }
  }

  /** The same drill with another cause, shown beside this one. */
  async otherCause(cause: string, name: string): Promise<void> {
    if (this.#refuses()) return;
    await this.#besideThis((branch) => this.askMove({ ask: 'drill-other', branch, cause, name }));
  }

  /** Where the playhead stands, as people see it, a run beside this one is made; then both are looked at there. */
  async #besideThis(make: (branch: number) => Promise<Moved | undefined>): Promise<void> {
    this.player({ type: 'PAUSE' });
    await this.moves.run(async () => {
      const { branch } = this.state;
      const at = Math.floor(this.clock.now());
      if (at > (currentView(this.state)?.frame.at ?? at)) await this.askMove({ ask: 'seek', branch, to: { at } });
      const made = await this.#made(branch, make);
      if (made === undefined) return;
      let there = made;
      while (there === made || there.more) there = await this.askMove({ ask: 'seek', branch: made.branch, to: { at } });
      this.onlooker.forget();
      this.set({ branch: there.branch, compare: branch });
      this.arrived(there);
      await this.follow();
      await this.onlooker.marks();
      const { leftOut = 0 } = made;
      if (leftOut > 0) this.notice('rung.leftOut', { count: leftOut });
    });
  }

  /** What was done by hand is done again there, which can take long: until then something else may be wanted. */
  async #made(branch: number, make: (branch: number) => Promise<Moved | undefined>): Promise<Moved | undefined> {
    let made: Moved | undefined;
    this.player({ type: 'SEEK' });
    try {
      do made = await make(branch);
      while (made?.branch === branch && made.more && !this.moves.isSuperseded);
    } finally {
      this.player({ type: 'ARRIVED' });
    }
    return made?.branch === branch && made.more ? undefined : made;
  }

  // ---- stopping ----------------------------------------------------------------------------------------------------

  async setStops(stops: readonly Breakpoint[]): Promise<void> {
    const had = this.state.stops.length;
    this.set({ stops });
    if (had === 0 && stops.length === 0) return;
    const matches = stops.filter(({ on }) => on).map(({ match }) => match);
    await this.moves.run(async () =>
      this.took(await this.askMove({ ask: 'breakpoints', branch: this.state.branch, matches })),
    );
  }
}
