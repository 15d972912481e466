/** Whether one of the scenario's expectations holds at its end, and what it turns on. */
import type { Says } from '../base/says.ts';
import type { WhyAspect, WhySubject } from '../frame/why/whyFrames.ts';

export interface Verdict {
  /** What was expected. */
  readonly text: Says;
  readonly ok: boolean;
  /** What was seen. */
  readonly detail: Says;
  /** What to ask why of, and the step that it is asked at; null: nothing in the run is about it. */
  readonly asks: { readonly subject: WhySubject; readonly aspect?: WhyAspect; readonly step: number } | null;
  /** In what the nearest fact is another than was expected: `leader is 3, not 2`. */
  readonly differs: readonly Says[];
}
