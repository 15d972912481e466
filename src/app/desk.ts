/** The desk: what the page does beside the run. Opens scenarios and files, keeps settings, knows the address. */
import type { Micros } from '../base/time.ts';
import type { Wire } from '../worker/client.ts';
import type { App } from './appContext.ts';
import type { CommandContext } from './commands/command.ts';
import { showing } from './commands/lenses.ts';
import type { Conductor } from './conductor.ts';
import { TRANSLATE } from './i18n/translate.ts';
import type { LessonOpening } from './lesson/guide.ts';
import { chosenText, rungAddress } from './rungs.ts';
import { FIRST_SCENARIO, SCENARIO_NAMES, scenarioText } from './scenarios.ts';
import type { SearchWire } from './search/searchWire.ts';
import { type Keeper, type Settings, writeSettings } from './settings.ts';
import { copyText, saveFile } from './share.ts';
import { type Breakpoint, readStops, writeStops } from './stops.ts';
import type { AppState } from './store.ts';
import { type Address, writeAddress } from './url.ts';

const LEFT_THERE: LessonOpening = { beat: null, waits: false };
/** Somebody has another instant in mind, or another run. */
const WAITS: LessonOpening = { beat: null, waits: true };
/** A scenario may be 1 MB; a saved run has its scenario in it. */
const LARGEST_FILE = 8_000_000;

export interface OwnText {
  readonly name: string;
  readonly text: string;
  /** Its address; undefined: it was in the link. */
  readonly linkedAs?: string;
}

export class Desk implements App {
  readonly conductor: Conductor;
  readonly scenarios = SCENARIO_NAMES;
  readonly keeper: Keeper;
  readonly #startSearch: () => SearchWire;
  readonly #startSimulation: () => Wire;
  /** What is in the address until a person moves on. */
  #seed: number | undefined;
  /** Where the next lesson opens. */
  #lesson: LessonOpening = LEFT_THERE;

  constructor(conductor: Conductor, keeper: Keeper, startSearch: () => SearchWire, startSimulation: () => Wire) {
    this.conductor = conductor;
    this.#startSearch = startSearch;
    this.#startSimulation = startSimulation;
    this.keeper = keeper;
    this.#show(conductor.state.settings);
    conductor.store.subscribe(({ link, scenarioName, scenario }, before) => {
      if (link !== 'ready' || before.link === 'ready') return;
      void conductor.setStops(readStops(keeper, scenarioName));
      const opening = conductor.isSameInstant ? WAITS : this.#lesson;
      this.#lesson = LEFT_THERE;
      if (scenario?.hasLesson === true)
        void import('./lesson/openLesson.ts').then(({ openLesson }) => openLesson(this, opening));
    });
  }

  /** `lessonWaits`: it begins when somebody asks for it. `own`: a text in the place of what came with the page. */
  async open(address: Address, lessonWaits = false, own?: OwnText): Promise<void> {
    if (address.text !== undefined && own === undefined) {
      const { readOwn } = await import('./share/linkedText.ts');
      const read = readOwn(address, this.conductor);
      return this.open(read?.address ?? {}, lessonWaits, read?.own);
    }
    this.#seed = address.seed;
    this.#lesson = {
      beat: address.beat ?? null,
      waits: lessonWaits || address.at !== undefined || address.acts !== undefined,
    };
    const name = own === undefined ? (address.scenario ?? FIRST_SCENARIO) : FIRST_SCENARIO;
    if (!this.scenarios.includes(name)) this.conductor.notice('notice.unknownScenario', { name }, true);
    if (address.overlay !== undefined) this.conductor.set({ overlay: address.overlay });
    if (address.glossary !== undefined) this.conductor.set({ overlay: 'glossary', term: address.glossary || null });
    return this.#load(this.scenarios.includes(name) ? name : FIRST_SCENARIO, address, own);
  }

  openScenario(name: string): Promise<void> {
    this.#seed = undefined;
    return this.#load(name, {});
  }

  openFile(file: File): void {
    if (file.size > LARGEST_FILE) {
      this.conductor.notice('notice.failed', { reason: `${file.name}: ${file.size} B` }, true);
      return;
    }
    // Not text(): some browsers read UTF-16 by it and others do not.
    void file.arrayBuffer().then((bytes) => {
      const text = new TextDecoder().decode(bytes);
      const isRun = file.name.endsWith('.json');
      const name = file.name.replace(/(\.run)?\.\w+$/, '');
      if (isRun) this.#lesson = WAITS;
      return this.conductor.load({ name, fileName: file.name, text, kind: isRun ? 'run' : 'scenario' });
    });
  }

  changeSettings(change: Partial<Settings>): void {
    const settings = { ...this.conductor.state.settings, ...change };
    this.conductor.set({ settings });
    writeSettings(this.keeper, settings);
    this.#show(settings);
  }

  changeStops(stops: readonly Breakpoint[]): void {
    writeStops(this.keeper, this.conductor.state.scenarioName, stops);
    void this.conductor.setStops(stops);
  }

  /** A scenario that was made here: found by a search. */
  openText(name: string, text: string, at: Micros): Promise<void> {
    this.#seed = undefined;
    this.#lesson = WAITS;
    return this.conductor.load({ name, fileName: `${name}.yaml`, text, kind: 'scenario' }, { at });
  }

  startSearch(): SearchWire {
    return this.#startSearch();
  }

  startSimulation(): Wire {
    return this.#startSimulation();
  }

  commandContext(): CommandContext {
    const { state } = this.conductor;
    return {
      conductor: this.conductor,
      state,
      t: TRANSLATE[state.settings.language],
      changeSettings: (change) => this.changeSettings(change),
      changeStops: (stops) => this.changeStops(stops),
      link: (withText) => this.#link(withText),
      copy: (text) => {
        if (this.conductor.isBundled || text.includes('&text=')) history.replaceState(null, '', text);
        return copyText(text);
      },
      save: saveFile,
    };
  }

  async #load(bundled: string, address: Address, own?: OwnText): Promise<void> {
    const { name, text, linkedAs } = own ?? { name: bundled, text: await scenarioText(bundled), linkedAs: undefined };
    if (text === undefined) return;
    const { version, protocol, era, beside, acts, changed, change } = address;
    const chosen = {
      ...(this.#seed === undefined ? {} : { seed: this.#seed }),
      ...(version === undefined ? {} : { version }),
      ...(protocol === undefined ? {} : { protocol }),
      ...(era === undefined ? {} : { era }),
      ...(acts === undefined ? {} : { acts }),
      ...(changed === undefined ? {} : { changed }),
      ...(own === undefined ? { isBundled: true } : linkedAs === undefined ? {} : { linkedAs }),
    };
    const source = { name, fileName: `${name}.yaml`, text, kind: 'scenario', ...chosen } as const;
    await this.conductor.load(source, address.at);
    if (address.beat !== undefined && this.conductor.state.scenario?.hasLesson === false)
      this.conductor.notice('notice.badParameter', { name: 'beat', value: address.beat });
    if ((address.lens ?? address.look ?? address.select ?? address.of) !== undefined)
      void import('./share/linkedView.ts').then(({ showLinked }) => showLinked(this.conductor, address));
    if (change !== undefined && this.conductor.state.link === 'ready') {
      const problem = await this.conductor.change({ packed: change }, 'start', beside);
      if (problem === null) this.conductor.set(showing('difference'));
      else if (problem !== '') this.conductor.notice('notice.failed', { reason: problem }, true);
    } else if (beside !== undefined && this.conductor.state.link === 'ready')
      await this.conductor.beside(beside, chosenText(beside));
  }

  async #link(withText = false): Promise<string | undefined> {
    const { conductor } = this;
    const { settings, scenarioName, scenario, branches, branch, compare } = conductor.state;
    const { language, mode, motion, theme, eyes } = settings;
    const seed = scenario === null ? {} : { seed: scenario.seed };
    const rungs = rungAddress(branches, branch, compare);
    const isOfPage = conductor.isBundled || conductor.linkedAs !== undefined;
    const own =
      isOfPage || !withText
        ? undefined
        : (await import('./share/linkedText.ts')).ownAddress(scenarioName, conductor.scenarioText);
    if (own === null) return undefined;
    const isNamed = isOfPage || own !== undefined;
    const said = { scenario: conductor.linkedAs ?? scenarioName, ...seed, ...rungs, ...own };
    const { viewAddress } = await import('./share/linkedView.ts');
    const how = { ...viewAddress(conductor), language, mode, motion, theme, eyes };
    const address = (more: Address) =>
      // A file has no origin to name.
      `${location.href.replace(/[?#].*$/s, '')}${writeAddress({ ...said, ...more, ...how })}`;
    if (conductor.state.link !== 'ready') return address({ at: { at: Math.floor(conductor.clock.now()) } });
    // Of two runs on different Kafkas the second repeats what was done in the first.
    const beat = beatHere(conductor.state);
    if (beat !== undefined) return address({ beat });
    const { at, acts, isTooLong } = await conductor.linkOf(
      rungs.beside || rungs.change ? Math.min(branch, compare ?? branch) : branch,
    );
    if (isTooLong && isNamed) return undefined;
    return address({ at, ...(acts === null || !isNamed ? {} : { acts }) });
  }

  #show({ language, theme }: Settings): void {
    const { documentElement } = document;
    documentElement.lang = language;
    if (theme === 'auto') delete documentElement.dataset.theme;
    else documentElement.dataset.theme = theme;
  }
}

/** The step of the lesson that the run waits at; a link to anywhere else says the instant. */
function beatHere({ lesson, branch, compare }: AppState): string | undefined {
  const isThere = lesson !== null && lesson.away === null && branch === lesson.home && compare === null;
  if (!isThere || !['reading', 'answering', 'outcome'].includes(lesson.phase)) return undefined;
  return lesson.lesson.beats[lesson.beat]?.name;
}
