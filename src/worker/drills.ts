/** Drills: what the page is told before the answer, the answer marked by the run's own seed, and the moments of the cause. */
import type { DrillEvidence, DrillWords, OpenedDrill } from '../frame/drillFrame.ts';
import type { Expired, Recording } from '../frame/recording.ts';
import { describeFact } from '../kafka/describeFact.ts';
import { type DrillCause, drawnCause } from '../scenario/drill.ts';
import { matchesPattern } from '../scenario/factPattern.ts';
import type { Scenario } from '../scenario/scenario.ts';

export function drillWords({ drill }: Scenario): DrillWords | null {
  if (drill === undefined) return null;
  const { symptom, hints, causes } = drill;
  return { symptom, hints: hints ?? [], causes: causes.map(({ name, say }) => ({ name, say })) };
}

export interface DrilledRun {
  /** As its file has it, with all its causes. */
  readonly drilled: Scenario;
  readonly seed: number;
  /** Instead of the one that the seed draws. */
  readonly cause: string | undefined;
}

/** Throws what a person can read. */
export function openedDrill(
  run: DrilledRun,
  named: string | null,
  recording: Recording,
  expired: Expired,
): OpenedDrill {
  const { drilled, seed, cause } = run;
  const causes = drilled.drill?.causes ?? [];
  const drawn = cause === undefined ? drawnCause(drilled, seed) : causes.find(({ name }) => name === cause);
  if (drawn === undefined) throw new Error('this scenario is no drill');
  if (named !== null && !causes.some(({ name }) => name === named)) throw new Error(`the drill has no cause ${named}`);
  recording.ahead(drilled.until, expired);
  return {
    named,
    drawn: drawn.name,
    causes: causes.map(({ name, say, tell }) => ({ name, say, tell })),
    evidence: evidenceOf(drawn, recording),
  };
}

function evidenceOf({ evidence }: DrillCause, { facts }: Recording): DrillEvidence[] {
  const found = evidence.flatMap(({ nth = 1, say, ...pattern }): DrillEvidence[] => {
    const places = facts.placesOf(pattern.fact).filter((place) => matchesPattern(facts.recorded(place)!.fact, pattern));
    const place = places[nth - 1];
    if (place === undefined) return [];
    const { step, at, fact } = facts.recorded(place)!;
    return [{ step, at, text: describeFact(fact), say }];
  });
  return found.sort((one, other) => one.step - other.step);
}
