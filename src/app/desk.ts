/** The desk: what the page does beside the run. Opens scenarios and files, keeps settings, knows the address. */
import type { App } from './appContext.ts';
import type { CommandContext } from './commands/command.ts';
import type { Conductor } from './conductor.ts';
import { TRANSLATE } from './i18n/translate.ts';
import { FIRST_SCENARIO, SCENARIO_NAMES, scenarioText } from './scenarios.ts';
import { type Keeper, type Settings, writeSettings } from './settings.ts';
import { copyText, saveFile } from './share.ts';
import { type Address, writeAddress } from './url.ts';

/** A scenario may be 1 MB; a saved run has its scenario in it. */
const LARGEST_FILE = 8_000_000;

export class Desk implements App {
  readonly conductor: Conductor;
  readonly scenarios = SCENARIO_NAMES;
  readonly #keeper: Keeper;
  /** What is in the address until a person moves on. */
  #seed: number | undefined;

  constructor(conductor: Conductor, keeper: Keeper) {
    this.conductor = conductor;
    this.#keeper = keeper;
    this.#show(conductor.state.settings);
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

  commandContext(): CommandContext {
    const { state } = this.conductor;
    return {
      conductor: this.conductor,
      state,
      t: TRANSLATE[state.settings.language],
      changeSettings: (change) => this.changeSettings(change),
      link: () => this.#link(),
      copy: (text) => {
        if (this.conductor.isBundled) history.replaceState(null, '', this.#link());
        return copyText(text);
      },
      save: saveFile,
    };
  }

  async #load(name: string, address: Address): Promise<void> {
    const text = await scenarioText(name);
    if (text === undefined) return;
    const seed = this.#seed === undefined ? {} : { seed: this.#seed };
    await this.conductor.load(
      { name, fileName: `${name}.yaml`, text, kind: 'scenario', isBundled: true, ...seed },
      address.at,
    );
  }

  #link(): string {
    const { settings, scenarioName, scenario } = this.conductor.state;
    const { language, mode, motion, theme } = settings;
    const at = { at: Math.floor(this.conductor.clock.now()) };
    const seed = scenario === null ? {} : { seed: scenario.seed };
    const hash = writeAddress({ scenario: scenarioName, ...seed, at, language, mode, motion, theme });
    return `${location.origin}${location.pathname}${hash}`;
  }

  #show({ language, theme }: Settings): void {
    const { documentElement } = document;
    documentElement.lang = language;
    if (theme === 'auto') delete documentElement.dataset.theme;
    else documentElement.dataset.theme = theme;
  }
}
