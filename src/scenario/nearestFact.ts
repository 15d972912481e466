/** Of all facts of a run the one that comes nearest to what was expected, and in what it is another. */
import { type Says, verbatim } from '../base/says.ts';
import type { Micros } from '../base/time.ts';
import { formatDuration } from './duration.ts';
import { formatAt, isSeen, type SeenFact, type Window } from './expectations.ts';
import { matchesField, saidField } from './factPattern.ts';
import { SEEN_SAYS } from './says/verdicts.ts';
import type { FactPattern } from './schema.ts';

export interface NearFact {
  /** Its place among the facts. */
  readonly index: number;
  /** `leader is 3, not 2`. Empty: it is what was expected. */
  readonly differs: readonly Says[];
}

/** The first that is what was expected, skipping so many of them; undefined when there are not so many. */
export function matchingFact(
  facts: readonly SeenFact[],
  pattern: FactPattern & Window,
  skip: number,
): number | undefined {
  let left = skip;
  for (const [index, seen] of facts.entries()) {
    if (!isSeen(seen, pattern, pattern)) continue;
    if (left === 0) return index;
    left--;
  }
  return undefined;
}

/** The last that is what was expected. */
export function lastMatchingFact(facts: readonly SeenFact[], pattern: FactPattern & Window): number | undefined {
  for (let index = facts.length - 1; index >= 0; index--) if (isSeen(facts[index]!, pattern, pattern)) return index;
  return undefined;
}

/** Undefined: nothing of this kind happened at all. */
export function nearestFact(facts: readonly SeenFact[], pattern: FactPattern & Window): NearFact | undefined {
  let best: NearFact | undefined;
  let bestAway = 0;
  for (const [index, { at, fact }] of facts.entries()) {
    if (fact.type !== pattern.fact) continue;
    const differs = differences(facts[index]!, pattern);
    const away = distance(at, pattern);
    if (
      best === undefined ||
      differs.length < best.differs.length ||
      (differs.length === best.differs.length && away < bestAway)
    ) {
      best = { index, differs };
      bestAway = away;
    }
  }
  return best;
}

function differences({ at, fact }: SeenFact, { where = {}, after, before }: FactPattern & Window): Says[] {
  const fields = fact as unknown as Readonly<Record<string, unknown>>;
  const differs = Object.keys(where).flatMap((field) =>
    matchesField(fields[field], where[field]!)
      ? []
      : [SEEN_SAYS.differs(field, saidValue(fields[field]), saidField(where[field]!))],
  );
  if (after !== undefined && at < after) differs.push(SEEN_SAYS.tooEarly(formatAt(at), formatDuration(after)));
  if (before !== undefined && at >= before) differs.push(SEEN_SAYS.tooLate(formatAt(at), formatDuration(before)));
  return differs;
}

/** From the time in which it was expected. */
function distance(at: Micros, { after = 0, before }: Window): number {
  if (at < after) return after - at;
  return before !== undefined && at >= before ? at - before : 0;
}

function saidValue(value: unknown): Says {
  if (value === undefined || value === null) return SEEN_SAYS.nothing();
  if (Array.isArray(value)) return verbatim(`[${value.join(',')}]`);
  return verbatim(typeof value === 'object' ? JSON.stringify(value) : String(value));
}
