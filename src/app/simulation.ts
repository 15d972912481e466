/** The page's line to the simulation: the worker's life, asks and their failures. Everything else goes through it. */
import { type ActorRefFrom, createActor } from 'xstate';
import type { Frame } from '../frame/frame.ts';
import { type AnswerTo, AskFailed, SimulationStopped, type Wire, WorkerClient } from '../worker/client.ts';
import type { Ask } from '../worker/protocol.ts';
import type { Key, Values } from './i18n/translate.ts';
import { type LinkEvent, type LinkPhase, linkMachine } from './linkMachine.ts';
import type { AppState, AppStore } from './store.ts';

export class Simulation {
  readonly store: AppStore;
  /** The worker died: whoever plays must stop. */
  onCrash: () => void = () => undefined;
  readonly #makeWire: () => Wire;
  readonly #link: ActorRefFrom<typeof linkMachine>;
  #client: WorkerClient | undefined;
  #notices = 0;

  constructor(store: AppStore, makeWire: () => Wire) {
    this.store = store;
    this.#makeWire = makeWire;
    this.#link = createActor(linkMachine);
    this.#link.subscribe(({ value }) => this.set({ link: value as LinkPhase }));
    this.#link.start();
  }

  get state(): AppState {
    return this.store.getState();
  }

  set(change: Partial<AppState>): void {
    this.store.setState(change);
  }

  link(event: LinkEvent): void {
    this.#link.send(event);
  }

  /** Starts the worker if there is none. Only loading does: whatever else is asked of a dead one is refused. */
  connect(): void {
    this.#client ??= new WorkerClient(this.#makeWire(), (reason) => {
      this.#client = undefined;
      this.set({ failure: reason });
      this.onCrash();
      this.#link.send({ type: 'CRASHED' });
    });
  }

  frame(branch: number): Frame | undefined {
    return this.#client?.frame(branch);
  }

  ask<A extends Ask>(ask: A): Promise<AnswerTo<A>> {
    return this.#client?.ask(ask) ?? Promise.reject(new SimulationStopped());
  }

  close(): void {
    this.#client?.close();
    this.#client = undefined;
  }

  notice(key: Key, values: Values = {}, alarm = false): void {
    const others = this.state.notices.filter((last) => last.key !== key || !sameValues(last.values, values));
    this.set({ notices: [...others.slice(-3), { id: ++this.#notices, key, values, alarm }] });
  }

  /** An ask that could not be carried out is told; anything else is a mistake of ours and is thrown on. */
  failed(error: unknown): void {
    if (!(error instanceof AskFailed)) throw error;
    if (!(error instanceof SimulationStopped)) this.notice('notice.failed', { reason: this.#said(error) }, true);
  }

  /** Nothing can be shown. */
  refused(error: unknown): void {
    if (!(error instanceof AskFailed)) throw error;
    if (error instanceof SimulationStopped) return;
    this.set({ failure: this.#said(error) });
    this.#link.send({ type: 'REFUSED' });
  }

  #said({ says }: AskFailed): string {
    return says[this.state.settings.language];
  }
}

function sameValues(one: Values, other: Values): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
