/** The one search of the page: its machine, and the worker that is started for it and ended with it. */
import { type ActorRefFrom, createActor, type SnapshotFrom } from 'xstate';
import { says, verbatim } from '../../base/says.ts';
import type { SearchAnswer, SearchRequest } from '../../worker/searchProtocol.ts';
import { searchMachine } from './searchMachine.ts';
import type { SearchWire } from './searchWire.ts';

/** For the word to stop, or for the time that is up, to be heard. */
const GRACE_MS = 2_500;

const STOPPED = says('the search stopped', '탐색이 멈췄어요');
const TOO_SOON = says('stopped before the first run had come to its end', '첫 실행이 끝나기 전에 멈췄어요');

export class Search {
  readonly actor: ActorRefFrom<typeof searchMachine>;
  readonly #makeWire: () => SearchWire;
  #wire: SearchWire | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(makeWire: () => SearchWire) {
    this.#makeWire = makeWire;
    this.actor = createActor(searchMachine);
    this.actor.start();
  }

  get snapshot(): SnapshotFrom<typeof searchMachine> {
    return this.actor.getSnapshot();
  }

  begin(request: SearchRequest): void {
    this.#end();
    this.actor.send({ type: 'START', request });
    const wire = this.#makeWire();
    this.#wire = wire;
    wire.onmessage = ({ data }) => this.#told(data);
    wire.onerror = ({ message }) =>
      this.#over({ type: 'FAILED', reason: message === undefined ? STOPPED : verbatim(message) });
    wire.postMessage({ tell: 'search', request });
    this.#endBy(request.minutes * 60_000 + GRACE_MS, 'time');
  }

  cancel(): void {
    this.actor.send({ type: 'CANCEL' });
    this.#wire?.postMessage({ tell: 'stop' });
    this.#endBy(GRACE_MS, 'cancelled');
  }

  /** Back to the choice, with what was asked last. */
  again(): void {
    this.actor.send({ type: 'AGAIN' });
  }

  #told(answer: SearchAnswer): void {
    switch (answer.answer) {
      case 'progress':
        this.actor.send({ type: 'PROGRESS', progress: answer.progress });
        break;
      case 'result':
        this.#over({ type: 'RESULT', progress: answer.progress, found: answer.found });
        break;
      case 'refused':
        this.#over({ type: 'FAILED', reason: answer.reason });
        break;
    }
  }

  #over(event: Parameters<ActorRefFrom<typeof searchMachine>['send']>[0]): void {
    this.#end();
    this.actor.send(event);
  }

  /** A worker in the middle of a long step hears no word: then what it told last is the result. */
  #endBy(ms: number, stoppedBy: 'time' | 'cancelled'): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const { progress } = this.snapshot.context;
      if (progress === null) this.#over({ type: 'FAILED', reason: TOO_SOON });
      else this.#over({ type: 'RESULT', progress: { ...progress, phase: 'done', stoppedBy }, found: null });
    }, ms);
  }

  #end(): void {
    clearTimeout(this.#timer);
    this.#wire?.terminate();
    this.#wire = undefined;
  }
}
