/** Ways from a fact to the fact behind it: in the same event, along the chain of events, or before it in time. */
import type { FactType, KafkaFact } from '../../kafka/facts.ts';
import { serverName } from '../../scenario/scenario.ts';
import type { Look, Told } from './look.ts';
import { silencer } from './silence.ts';

export type Way<F extends KafkaFact = KafkaFact> = (look: Look, told: Told, fact: F) => Told | undefined;
type Match<F extends KafkaFact> = (cause: KafkaFact, fact: F, causeTold: Told) => boolean;

/** A chain of events longer than this is not followed: a request's way is a few hops. */
const FAR = 64;

/** They speak of the same partition, group and client, as far as both of them name one. */
export function isAbout(cause: KafkaFact, fact: KafkaFact): boolean {
  const agree = (key: string): boolean => {
    const [one, other] = [(cause as Record<string, unknown>)[key], (fact as Record<string, unknown>)[key]];
    return one === undefined || other === undefined || one === other;
  };
  return agree('partition') && agree('group') && agree('client') && agree('topic');
}

export function sameStep<F extends KafkaFact>(types: readonly FactType[], match: Match<F> = isAbout): Way<F> {
  return (look, told, fact) =>
    look
      .ofStep(told.step)
      .find((one) => one.index !== told.index && types.includes(one.fact.type) && match(one.fact, fact, one));
}

/** Of the events that led here, the newest that told one of these. */
export function onChain<F extends KafkaFact>(types: readonly FactType[], match: Match<F> = isAbout): Way<F> {
  return (look, told, fact) => {
    const { trace } = look.recording.history;
    let step = trace.cause(told.step);
    for (let hops = 0; step > 0 && hops < FAR; hops++, step = trace.cause(step)) {
      for (const type of types) {
        const found = look.ofStep(step).find((one) => one.fact.type === type && match(one.fact, fact, one));
        if (found !== undefined) return found;
      }
    }
    return undefined;
  };
}

/** The newest of these before it, whatever way it came. */
export function before<F extends KafkaFact>(types: readonly FactType[], match: Match<F> = isAbout): Way<F> {
  return (look, told, fact) =>
    look.newestOf(types, told.index, (cause, recorded) => match(cause, fact, recorded as Told));
}

/** What kept somebody quiet. `since`: how long before the event the silence may have begun and ended. */
export function silenceOf<F extends KafkaFact>(
  whom: (fact: F, look: Look, told: Told) => { readonly node: string; readonly peers?: readonly string[] } | undefined,
  window = 60_000_000,
): Way<F> {
  return (look, told, fact) => {
    const who = whom(fact, look, told);
    if (who === undefined) return undefined;
    return silencer(look, who.node, who.peers ?? [], told.index, told.at - window);
  };
}

export const ofServer = (id: number): string => serverName(id);
