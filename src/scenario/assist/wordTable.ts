/** Tables of words by the keys they are about. */
import type { Both } from './item.ts';

export type WordTable = Readonly<Record<string, Both>>;

export function said(en: string, ko: string): Both {
  return { en, ko };
}
