/** Of all facts of a run the one that comes nearest to what was expected, and in what it is another. */
import type { Micros } from '../base/time.ts';
import { formatDuration } from './duration.ts';
import { formatAt, isSeen, type SeenFact, type Window } from './expectations.ts';
import { describeField, matchesField } from './factPattern.ts';
import type { FactPattern } from './schema.ts';

export interface NearFact {
  /** Its place among the facts. */
  readonly index: number;
  /** `leader is 3, not 2`. Empty: it is what was expected. */
  readonly differs: readonly string[];
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

function differences({ at, fact }: SeenFact, { where = {}, after, before }: FactPattern & Window): string[] {
  const fields = fact as unknown as Readonly<Record<string, unknown>>;
  const differs = Object.keys(where).flatMap((field) =>
    matchesField(fields[field], where[field]!)
      ? []
      : [`${field} is ${valueText(fields[field])}, not ${describeField(where[field]!)}`],
  );
  if (after !== undefined && at < after) differs.push(`at ${formatAt(at)}, and not from ${formatDuration(after)} on`);
  if (before !== undefined && at >= before)
    differs.push(`at ${formatAt(at)}, and not before ${formatDuration(before)}`);
  return differs;
}

/** From the time in which it was expected. */
function distance(at: Micros, { after = 0, before }: Window): number {
  if (at < after) return after - at;
  return before !== undefined && at >= before ? at - before : 0;
}

function valueText(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return `[${value.join(',')}]`;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
