/** What properties ask, by the kind of change they ask it of. */
import type { Memory } from './memory.ts';
import type { Checker, Property } from './property.ts';

/** One property's question about one kind of change. */
export interface Question<Hook extends keyof Checker> {
  readonly property: Property;
  readonly ask: NonNullable<Checker[Hook]>;
}

export type Questions = { readonly [Hook in keyof Required<Checker>]: readonly Question<Hook>[] };

export function questionsOf(properties: readonly Property[], memories: readonly Memory[]): Questions {
  const running = properties.map((property, place) => ({ property, checker: property.start(memories[place]!) }));
  const asking = <Hook extends keyof Checker>(hook: Hook): Question<Hook>[] =>
    running.flatMap(({ property, checker }) => {
      const ask = checker[hook];
      return ask === undefined ? [] : [{ property, ask }];
    });
  return {
    replica: asking('replica'),
    metadata: asking('metadata'),
    raft: asking('raft'),
    ensemble: asking('ensemble'),
    fact: asking('fact'),
    clients: asking('clients'),
  };
}
