/** The desk: what the page does beside the run. Opens scenarios and files, keeps settings, knows the address. */
import type { Micros } from '../base/time.ts';
import type { App } from './appContext.ts';
import type { CommandContext } from './commands/command.ts';
import type { Conductor } from './conductor.ts';
import { TRANSLATE } from './i18n/translate.ts';
import { chosenText, rungAddress } from './rungs.ts';
import { FIRST_SCENARIO, SCENARIO_NAMES, scenarioText } from './scenarios.ts';
import type { SearchWire } from './search/searchWire.ts';
import { type Keeper, type Settings, writeSettings } from './settings.ts';
import { copyText, saveFile } from './share.ts';
import { type Breakpoint, readStops, writeStops } from './stops.ts';
import { type Address, writeAddress } from './url.ts';

/** A scenario may be 1 MB; a saved run has its scenario in it. */
const LARGEST_FILE = 8_000_000;

export class Desk implements App {
  readonly conductor: Conductor;
  readonly scenarios = SCENARIO_NAMES;
  readonly #keeper: Keeper;
  readonly #startSearch: () => SearchWire;
  /** What is in the address until a person moves on. */
  #seed: number | undefined;

  constructor(conductor: Conductor, keeper: Keeper, startSearch: () => SearchWire) {
    this.conductor = conductor;
    this.#startSearch = startSearch;
    this.#keeper = keeper;
    this.#show(conductor.state.settings);
    conductor.store.subscribe(({ link, scenarioName }, before) => {
      if (link === 'ready' && before.link !== 'ready') void conductor.setStops(readStops(keeper, scenarioName));
    });
  }

  open(address: Address): void {
    this.#seed = address.seed;
    const name = address.scenario ?? FIRST_SCENARIO;
    if (!this.scenarios.includes(name)) this.conductor.notice('notice.unknownScenario', { name }, true);
    void this.#load(this.scenarios.includes(name) ? name : FIRST_SCENARIO, address);
  }

  openScenario(name: string): void {
    this.#seed = undefined;
    void this.#load(name, {});
  }

  openFile(file: File): void {
    if (file.size > LARGEST_FILE) {
      this.conductor.notice('notice.failed', { reason: `${file.name}: ${file.size} B` }, true);
      return;
    }
    void file.text().then((text) => {
      const isRun = file.name.endsWith('.json');
      const name = file.name.replace(/(\.run)?\.\w+$/, '');
      return this.conductor.load({ name, fileName: file.name, text, kind: isRun ? 'run' : 'scenario' });
    });
  }

  changeSettings(change: Partial<Settings>): void {
    const settings = { ...this.conductor.state.settings, ...change };
    this.conductor.set({ settings });
    writeSettings(this.#keeper, settings);
    this.#show(settings);
  }

  changeStops(stops: readonly Breakpoint[]): void {
    writeStops(this.#keeper, this.conductor.state.scenarioName, stops);
    void this.conductor.setStops(stops);
  }

  /** A scenario that was made here: found by a search. */
  openText(name: string, text: string, at: Micros): Promise<void> {
    this.#seed = undefined;
    return this.conductor.load({ name, fileName: `${name}.yaml`, text, kind: 'scenario' }, { at });
  }

  startSearch(): SearchWire {
    return this.#startSearch();
  }

  commandContext(): CommandContext {
    const { state } = this.conductor;
    return {
      conductor: this.conductor,
      state,
      t: TRANSLATE[state.settings.language],
      changeSettings: (change) => this.changeSettings(change),
      changeStops: (stops) => this.changeStops(stops),
      link: () => this.#link(),
      copy: (text) => {
        if (this.conductor.isBundled) history.replaceState(null, '', text);
        return copyText(text);
      },
      save: saveFile,
    };
  }

  async #load(name: string, address: Address): Promise<void> {
    const text = await scenarioText(name);
    if (text === undefined) return;
    const { version, protocol, era, beside, acts } = address;
    const chosen = {
      ...(this.#seed === undefined ? {} : { seed: this.#seed }),
      ...(version === undefined ? {} : { version }),
      ...(protocol === undefined ? {} : { protocol }),
      ...(era === undefined ? {} : { era }),
      ...(acts === undefined ? {} : { acts }),
    };
    const source = { name, fileName: `${name}.yaml`, text, kind: 'scenario', isBundled: true, ...chosen } as const;
    await this.conductor.load(source, address.at);
    if (beside !== undefined && this.conductor.state.link === 'ready')
      await this.conductor.beside(beside, chosenText(beside));
  }

  async #link(): Promise<string | undefined> {
    const { conductor } = this;
    const { settings, scenarioName, scenario, branches, branch, compare } = conductor.state;
    const { language, mode, motion, theme } = settings;
    const seed = scenario === null ? {} : { seed: scenario.seed };
    const rungs = rungAddress(branches, branch, compare);
    const said = { scenario: scenarioName, ...seed, ...rungs };
    const how = { language, mode, motion, theme };
    const address = (more: Address) =>
      `${location.origin}${location.pathname}${writeAddress({ ...said, ...more, ...how })}`;
    if (conductor.state.link !== 'ready') return address({ at: { at: Math.floor(conductor.clock.now()) } });
    // Of two runs on different Kafkas the second repeats what was done in the first.
    const { at, acts, isTooLong } = await conductor.linkOf(rungs.beside ? Math.min(branch, compare ?? branch) : branch);
    if (isTooLong && conductor.isBundled) return undefined;
    return address({ at, ...(acts === null || !conductor.isBundled ? {} : { acts }) });
  }

  #show({ language, theme }: Settings): void {
    const { documentElement } = document;
    documentElement.lang = language;
    if (theme === 'auto') delete documentElement.dataset.theme;
    else documentElement.dataset.theme = theme;
  }
}
