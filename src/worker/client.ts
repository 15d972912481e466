/**
 * The page's end of the wire: asks become promises, differences become frames. One worker, answers in the order of the
 * asks; when it dies every open ask is told so, and `onCrash` once.
 */
import type { Says } from '../base/says.ts';
import { applyFrameDifference } from '../frame/difference.ts';
import type { Frame } from '../frame/frame.ts';
import type { Answer, AnswerMessage, Ask, AskMessage } from './protocol.ts';

/** What of a `Worker` is used: tests bring their own. */
export interface Wire {
  postMessage(message: AskMessage): void;
  terminate(): void;
  onmessage: ((event: { readonly data: AnswerMessage }) => void) | null;
  onerror: ((event: { readonly message?: string }) => void) | null;
}

type AnswerNames = {
  load: 'loaded' | 'problems';
  import: 'loaded' | 'problems';
  export: 'exported';
  link: 'link';
  lock: 'locked';
  seek: 'moved';
  step: 'moved';
  ahead: 'moved';
  act: 'moved';
  fork: 'moved';
  beside: 'moved';
  change: 'moved';
  changeable: 'changeable';
  breakpoints: 'moved';
  facts: 'facts';
  marks: 'marks';
  why: 'why';
  'why-chain': 'why-chain';
  'why-not-offers': 'why-not-offers';
  'why-not': 'why-not';
  detail: 'detail';
  log: 'log';
  'metadata-log': 'metadata-log';
  leadership: 'leadership';
  metrics: 'metrics';
  'run-ledger': 'run-ledger';
  'ledger-records': 'ledger-records';
  'find-records': 'find-records';
  biography: 'biography';
  charts: 'charts';
  group: 'group';
  producer: 'producer';
  'space-time': 'space-time';
  'server-log': 'server-log';
  drill: 'drill';
  'drill-other': 'moved';
  zookeeper: 'zookeeper';
  config: 'config';
  disk: 'disk';
  console: 'console';
  typed: 'typed';
  complete: 'complete';
  difference: 'difference';
  deviations: 'deviations';
  verdicts: 'verdicts';
  lesson: 'lesson';
  'lesson-spot': 'lesson-spot';
  'lesson-beat': 'lesson-beat';
  mark: 'mark';
  goals: 'goals';
  'check-text': 'checked-text';
  'complete-text': 'completed-text';
  'hover-text': 'hovered-text';
  'judge-text': 'judged-text';
  'beat-at': 'beat-at';
  templates: 'templates';
  'template-text': 'template-text';
  'write-acts': 'written-acts';
  'export-facts': 'exported-files';
  'export-shiviz': 'exported-files';
  'export-compose': 'exported-files';
  'from-cluster': 'from-cluster';
};

export type AnswerTo<A extends Ask> = Extract<Answer, { answer: AnswerNames[A['ask']] }>;

/** The host said that it could not do it, in words for a person. */
export class AskFailed extends Error {
  override readonly name = 'AskFailed';

  readonly says: Says;

  constructor(says: Says) {
    super(says.en);
    this.says = says;
  }
}

/** There is nobody left to answer: told once, by `onCrash` or by whoever closed it. */
export class SimulationStopped extends AskFailed {
  constructor() {
    super({ en: 'the simulation stopped', ko: '시뮬레이션이 멈췄어요' });
  }
}

interface Open {
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

export class WorkerClient {
  readonly #wire: Wire;
  readonly #open = new Map<number, Open>();
  readonly #frames = new Map<number, Frame>();
  readonly #onCrash: (reason: string) => void;
  #asks = 0;
  #closed = false;

  constructor(wire: Wire, onCrash: (reason: string) => void) {
    this.#wire = wire;
    this.#onCrash = onCrash;
    wire.onmessage = ({ data }) => this.#answered(data);
    wire.onerror = ({ message }) => this.#crashed(message ?? 'the simulation stopped');
  }

  /** Newest frame of a branch. */
  frame(branch: number): Frame | undefined {
    return this.#frames.get(branch);
  }

  ask<A extends Ask>(ask: A): Promise<AnswerTo<A>> {
    if (this.#closed) return Promise.reject(new SimulationStopped());
    const id = ++this.#asks;
    return new Promise<AnswerTo<A>>((resolve, reject) => {
      this.#open.set(id, { resolve: resolve as (answer: Answer) => void, reject });
      this.#wire.postMessage({ ...ask, id });
    });
  }

  close(): void {
    this.#closed = true;
    this.#wire.terminate();
    for (const { reject } of this.#open.values()) reject(new SimulationStopped());
    this.#open.clear();
  }

  #answered(message: AnswerMessage): void {
    const open = this.#open.get(message.id);
    this.#open.delete(message.id);
    if (message.answer === 'failed') {
      open?.reject(new AskFailed(message.says));
      return;
    }
    if (message.answer === 'loaded') this.#frames.clear();
    if (message.answer === 'moved') {
      const known = this.#frames.get(message.branch);
      if ('whole' in message.frame) this.#frames.set(message.branch, message.frame.whole);
      else if (known !== undefined) this.#frames.set(message.branch, applyFrameDifference(known, message.frame));
    }
    open?.resolve(message);
  }

  #crashed(reason: string): void {
    if (this.#closed) return;
    this.close();
    this.#onCrash(reason);
  }
}
