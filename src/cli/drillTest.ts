/** Whether the causes of a drill can be told apart at all. */
import { expectedOf } from '../scenario/expectations.ts';
import { runScenario } from '../scenario/run.ts';
import type { Scenario } from '../scenario/scenario.ts';

/** Those whose expectations hold in a run that has another cause. */
export function causesNotTold(scenario: Scenario, cause: string, seed: number): readonly string[] {
  const causes = scenario.drill?.causes ?? [];
  const others = causes.filter(({ name }) => name !== cause);
  if (others.length === 0) return [];
  // One run with the one cause, judged as if it had each of the others: what is expected comes in their order.
  const expect = others.flatMap((other) => other.expect);
  const mistaken = causes.map((one) => (one.name === cause ? { ...one, expect } : one));
  const judged: Scenario = { ...scenario, expect: [], drill: { ...scenario.drill!, causes: mistaken } };
  const run = runScenario(judged, { seed, cause });
  const verdicts = [...run.verdicts];
  const held = others.map((other) => {
    const { length } = expectedOf({ ...run.scenario, expect: other.expect });
    return verdicts.splice(0, length).every(({ ok }) => ok);
  });
  // Behind them stands what is promised to every run.
  const isSound = verdicts.every(({ ok }) => ok);
  return others.filter((_, place) => held[place] && isSound).map(({ name }) => name);
}
