/**
 * What is told to people, in the language that they read. Each kind of sentence is made of its arguments, in both languages
 * at once: a kind that lacks one of them does not compile. The command line prints English.
 */

/** Written out of one module alone, so that every place that tells something can say which of its two texts it is. */
export interface Says {
  readonly en: string;
  readonly ko: string;
}

export type Sayings = Readonly<Record<string, (...what: never[]) => Says>>;

/** Kinds of sentences, by name. */
export function sayings<Kinds extends Sayings>(kinds: Kinds): Kinds {
  return kinds;
}

export function says(en: string, ko: string): Says {
  return { en, ko };
}

/** The same in both: a name, a number, or what Kafka itself says. */
export function verbatim(text: string): Says {
  return { en: text, ko: text };
}

export const NOTHING: Says = { en: '', ko: '' };

/** Several in one line. */
export function joined(all: readonly Says[]): Says {
  return { en: all.map(({ en }) => en).join('; '), ko: all.map(({ ko }) => ko).join(' / ') };
}

/** Thrown where somebody asked for what cannot be: its message is the English one. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly says: Says;

  constructor(said: Says) {
    super(said.en);
    this.says = said;
  }
}

/** Of an error that nobody has worded, what it says itself. */
export function saidBy(error: unknown): Says {
  if (error instanceof Refusal) return error.says;
  return verbatim(error instanceof Error ? error.message : String(error));
}
