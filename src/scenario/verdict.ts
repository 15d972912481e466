/** What came of one thing that a scenario expects. */
import type { Says } from '../base/says.ts';

export interface Verdict {
  /** What was expected, in words. */
  readonly text: string;
  readonly ok: boolean;
  /** What was seen: why it holds, or why not. */
  readonly detail: string;
  /** Both of them in both languages. */
  readonly says: { readonly text: Says; readonly detail: Says };
}

export function verdict(text: Says, ok: boolean, detail: Says): Verdict {
  return { text: text.en, ok, detail: detail.en, says: { text, detail } };
}
