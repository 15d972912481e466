/** What a setting decides, and what one sees when it is changed: one or two sentences in each language. */
import type { Both } from '../glossary/term.ts';

export type Meanings = Readonly<Record<string, Both>>;

export function says(en: string, ko: string): Both {
  return { en, ko };
}
