/** Whether the causes of a drill can be told apart at all. */
import { runScenario } from '../scenario/run.ts';
import type { Scenario } from '../scenario/scenario.ts';

/** Those whose expectations hold in a run that has another cause. */
export function causesNotTold(scenario: Scenario, cause: string, seed: number): readonly string[] {
  const causes = scenario.drill?.causes ?? [];
  const others = causes.filter(({ name }) => name !== cause);
  return others
    .filter((other) => {
      // A run with the one cause, judged as if it had the other.
      const mistaken = causes.map((one) => (one.name === cause ? { ...one, expect: other.expect } : one));
      const judged: Scenario = { ...scenario, expect: [], drill: { ...scenario.drill!, causes: mistaken } };
      const { verdicts } = runScenario(judged, { seed, cause });
      return verdicts.every(({ ok }) => ok);
    })
    .map(({ name }) => name);
}
