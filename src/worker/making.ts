/**
 * What takes longer than one call may: it is made a piece at a time, and whoever asked asks again. Of one thing at a time:
 * another one, or another run, gives it up, as nobody waits for it any more.
 */
import type { Expired } from '../frame/recording.ts';
import type { Kafka } from '../kafka/kinds.ts';
import type { History } from '../record/history.ts';
import type { Ask } from './protocol.ts';

interface Begun {
  readonly asked: string;
  /** The run that it is made of, and what has been done in it: done something more, it is another one. */
  readonly of: History<Kafka>;
  readonly done: History<Kafka>['interventions'];
  readonly parts: Generator<undefined, unknown>;
}

export class MadeInPieces {
  #begun: Begun | undefined;

  /** Undefined: the time is up, and it is not there yet. */
  made<T>(ask: Ask, of: History<Kafka>, begin: () => Generator<undefined, T>, expired: Expired): T | undefined {
    const asked = textOf(ask);
    const known = this.#begun;
    const isSame = known?.asked === asked && known.of === of && known.done === of.interventions;
    const begun = isSame ? known : { asked, of, done: of.interventions, parts: begin() };
    this.#begun = undefined;
    do {
      const next = begun.parts.next();
      if (next.done === true) return next.value as T;
    } while (!expired());
    this.#begun = begun;
    return undefined;
  }
}

/** Without the number that each message has of its own. */
function textOf(ask: Ask & { readonly id?: number }): string {
  return JSON.stringify({ ...ask, id: undefined });
}
