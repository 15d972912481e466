/** What a person looks at without moving the playhead: the selection, the lens, earlier facts, verdicts, the saved run. */
import type { ChangeableFrame } from '../frame/changeableFrame.ts';
import type { Target } from '../frame/target.ts';
import type { AnswerTo, Wire } from '../worker/client.ts';
import type { EditAsk, ExchangeAsk, LessonAsk, Look } from '../worker/protocol.ts';
import type { Key, Values } from './i18n/translate.ts';
import { Onlooker } from './onlooker.ts';
import { Simulation } from './simulation.ts';
import type { AppState, AppStore } from './store.ts';

export class Looking {
  readonly store: AppStore;
  protected readonly simulation: Simulation;
  protected readonly onlooker: Onlooker;

  constructor(store: AppStore, makeWire: () => Wire) {
    this.store = store;
    this.simulation = new Simulation(store, makeWire);
    this.onlooker = new Onlooker(this.simulation);
  }

  get state(): AppState {
    return this.store.getState();
  }

  set(change: Partial<AppState>): void {
    this.store.setState(change);
  }

  notice(key: Key, values: Values = {}, alarm = false): void {
    this.simulation.notice(key, values, alarm);
  }

  /** Its script is read while the page is put together; what is to be run comes later. */
  connect(): void {
    this.simulation.connect();
  }

  select(target: Target | null): void {
    this.onlooker.select(target);
  }

  lens(partition: string, range: { readonly from: number; readonly to: number } | null = null): void {
    this.onlooker.lens(partition, range);
  }

  /** What a lens asks for while it is in sight; undefined when it could not be answered. */
  async look<L extends Look | LessonAsk | EditAsk | ExchangeAsk>(look: L): Promise<AnswerTo<L> | undefined> {
    try {
      return await this.simulation.ask(look);
    } catch (error) {
      this.simulation.failed(error);
      return undefined;
    }
  }

  /** What can be changed, of one thing or of everything; undefined when it could not be answered. */
  async changeable(target: Target | null): Promise<ChangeableFrame | undefined> {
    try {
      return (await this.simulation.ask({ ask: 'changeable', branch: this.state.branch, target })).changeable;
    } catch (error) {
      this.simulation.failed(error);
      return undefined;
    }
  }

  earlierFacts(): Promise<void> {
    return this.onlooker.earlierFacts();
  }

  async exportRun(): Promise<string> {
    return (await this.simulation.ask({ ask: 'export', branch: this.state.branch })).text;
  }

  /** What a link says of a branch, where its playhead stands. */
  linkOf(branch: number): Promise<AnswerTo<{ readonly ask: 'link'; readonly branch: number }>> {
    return this.simulation.ask({ ask: 'link', branch });
  }

  verdicts(): Promise<void> {
    return this.onlooker.verdicts();
  }

  showDeviations(): Promise<void> {
    return this.onlooker.deviations();
  }

  close(): void {
    this.simulation.close();
  }
}
