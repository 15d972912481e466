/** What a host can ask of the player, and what it hears of the run. */
import type { App } from '../app/appContext.ts';
import { COMMANDS } from '../app/commands/index.ts';
import { targetOf } from '../app/lesson/look.ts';
import { SPEEDS } from '../app/player/pace.ts';
import { isPlaying } from '../app/player/playerMachine.ts';
import { type AppState, currentView } from '../app/store.ts';
import { factSentence } from '../views/factSentences.ts';
import { isForHosts } from './commands.ts';
import { ACCEPTED } from './messages.ts';
import type { HostRequest, PlayerEvent, Reply, RunData, StateData } from './protocol.ts';
import type { Sight } from './sight.ts';

/** Written by the build. */
declare const __TIDEMARK_VERSION__: string;

/** At most four a second. */
const STATE_MS = 250;
/** More at once are of no use to anybody. */
const MOST_FACTS = 100;
const DONE: Reply = { ok: true };

export class Player {
  readonly #app: App;
  readonly #sight: Sight;
  readonly #send: (event: PlayerEvent) => void;
  #kinds: ReadonlySet<string> = new Set();
  #said: StateData | undefined;
  #planned = false;
  /** Facts up to here have been told, in this branch. */
  #told = { branch: -1, index: 0 };

  constructor(app: App, sight: Sight, send: (event: PlayerEvent) => void) {
    this.#app = app;
    this.#sight = sight;
    this.#send = send;
    app.conductor.store.subscribe((state) => {
      this.#tellState();
      this.#tellFacts(state);
    });
    sight.watch(() => this.#tellState());
  }

  /** Somebody listens, or there is something to listen to: who is here, and where the run is. */
  hello(): void {
    const { scenarioName, settings } = this.#app.conductor.state;
    this.#send({
      type: 'ready',
      data: {
        protocol: 'tidemark/1',
        version: __TIDEMARK_VERSION__,
        scenario: scenarioName,
        lang: settings.language,
        accepts: ACCEPTED,
      },
    });
    this.#said = undefined;
    this.#tellState();
  }

  get state(): StateData {
    const { state } = this.#app.conductor;
    const frame = currentView(state)?.frame;
    return {
      scenario: state.scenarioName,
      playing: isPlaying(state.player),
      visible: this.#sight.isSeen,
      event: frame?.step ?? 0,
      time: Math.floor(frame?.at ?? 0),
      until: state.scenario?.until ?? 0,
    };
  }

  async ask(request: HostRequest): Promise<Reply> {
    const { conductor } = this.#app;
    switch (request.type) {
      case 'setLang':
        this.#app.changeSettings({ language: request.data.lang });
        return DONE;
      case 'setTheme':
        this.#app.changeSettings({ theme: request.data.theme });
        return DONE;
      case 'setVisible':
        this.#sight.want(request.data.visible);
        return DONE;
      case 'subscribe':
        this.#kinds = new Set(request.data.kinds);
        return DONE;
      case 'getState':
        return { ok: true, value: this.state };
      case 'load':
        return this.#load(request.data);
      case 'hello':
        return DONE;
    }
    if (conductor.state.link !== 'ready') return refused('not-ready', 'no scenario is running');
    switch (request.type) {
      case 'play':
      case 'pause':
        conductor.player({ type: request.type === 'play' ? 'PLAY' : 'PAUSE' });
        return DONE;
      case 'step': {
        const n = request.data?.n ?? 1;
        const here = currentView(conductor.state)?.frame.step ?? 0;
        await conductor.goTo({ step: Math.max(0, here + n) });
        return DONE;
      }
      case 'seek': {
        const { data } = request;
        await conductor.goTo('event' in data ? { step: data.event } : { at: data.time });
        return DONE;
      }
      case 'speed': {
        const { speed } = request.data;
        conductor.set({
          speed: SPEEDS.reduce((best, one) => (Math.abs(one - speed) < Math.abs(best - speed) ? one : best)),
        });
        return DONE;
      }
      case 'getRun':
        return this.#run();
      case 'command':
        return this.#command(request.data.id, request.data.args?.on);
    }
  }

  async #load(data: { readonly scenario: string } | { readonly text: string }): Promise<Reply> {
    const { conductor, scenarios } = this.#app;
    if ('scenario' in data) {
      if (!scenarios.includes(data.scenario)) return refused('refused', `there is no scenario called ${data.scenario}`);
      await this.#app.openScenario(data.scenario);
    } else await conductor.load({ name: 'embedded', fileName: 'embedded.yaml', text: data.text, kind: 'scenario' });
    const { link, problems } = conductor.state;
    if (link === 'ready') return DONE;
    const told = problems.slice(0, 10).map(({ line, column, message }) => `${line}:${column} ${message}`);
    return refused('failed', told.length === 0 ? 'the scenario could not be run' : told.join('\n'));
  }

  async #run(): Promise<Reply> {
    const { conductor } = this.#app;
    if (!conductor.isBundled && conductor.linkedAs === undefined)
      return refused('refused', 'a scenario that was loaded as text is in no link');
    const link = await this.#app.commandContext().link();
    if (link === undefined) return refused('failed', 'too much was done by hand for a link');
    const value: RunData = { run: link.slice(link.indexOf('#') + 1) };
    return { ok: true, value };
  }

  async #command(id: string, on: string | undefined): Promise<Reply> {
    const { conductor } = this.#app;
    const command = COMMANDS.find((one) => one.id === id);
    if (command === undefined) return refused('refused', `there is no command ${id}`);
    if (!isForHosts(id)) return refused('refused', `${id} needs a person`);
    if (on !== undefined) {
      const target = targetOf(conductor, on);
      if (target === undefined) return refused('refused', `there is no ${on} here`);
      conductor.select(target);
    }
    const context = this.#app.commandContext();
    if (!command.when(context.state)) return refused('refused', `${id} cannot be done as things are`);
    await command.run(context);
    return DONE;
  }

  #tellState(): void {
    if (this.#planned) return;
    this.#planned = true;
    const say = (): void => {
      this.#planned = false;
      const { state } = this;
      if (JSON.stringify(state) === JSON.stringify(this.#said)) return;
      this.#said = state;
      this.#send({ type: 'state', data: state });
    };
    setTimeout(say, STATE_MS);
  }

  /** Those that the playhead has passed since the last time, going on; who goes back hears nothing. */
  #tellFacts(state: AppState): void {
    const view = currentView(state);
    const last = state.facts.at(-1)?.index ?? -1;
    if (view === undefined || last + 1 !== view.factsBefore) return;
    const { branch, index } = this.#told;
    this.#told = { branch: state.branch, index: view.factsBefore };
    if (this.#kinds.size === 0 || branch !== state.branch) return;
    const news = state.facts.filter(
      (fact) =>
        fact.index >= index && (this.#kinds.has(fact.type) || (fact.interesting && this.#kinds.has('interesting'))),
    );
    for (const fact of news.slice(-MOST_FACTS)) {
      const text = factSentence(fact, state.settings.language);
      this.#send({ type: 'fact', data: { kind: fact.type, event: fact.step, time: Math.floor(fact.at), text } });
    }
  }
}

function refused(code: 'refused' | 'not-ready' | 'failed', text: string): Reply {
  return { ok: false, code, text };
}
