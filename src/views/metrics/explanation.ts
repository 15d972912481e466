/** What a metric means, and when it should worry somebody: one line each, in both languages. */
import { type Words, words } from '../words.ts';

export interface Explanation {
  readonly means: Words;
  readonly alarming: Words;
}

export function explain(en: string, enAlarming: string, ko: string, koAlarming: string): Explanation {
  return { means: words(en, ko), alarming: words(enAlarming, koAlarming) };
}
