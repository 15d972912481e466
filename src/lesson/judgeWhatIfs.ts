/** Whether what a lesson offers to change can be changed. */
import { Recording } from '../frame/recording.ts';
import { applyChange } from '../scenario/change.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { toWorld } from '../scenario/toWorld.ts';

const NEVER = () => false;

/** What is wrong with the changes it offers: each must be possible, and its run come to its end. */
export function judgeWhatIfs(text: string, { lesson }: Scenario): string[] {
  const problems: string[] = [];
  (lesson?.['what-if'] ?? []).forEach(({ say, change }, place) => {
    const name = `what-if ${place + 1} ("${say.en}")`;
    const changed = applyChange(text, change);
    if (!changed.ok) {
      problems.push(`${name}: ${changed.problems.join('; ')}`);
      return;
    }
    const recording = Recording.start(toWorld(changed.scenario));
    recording.ahead(changed.scenario.until, NEVER);
    if (recording.budgetReached !== null) problems.push(`${name}: budget reached: ${recording.budgetReached}`);
  });
  return problems;
}
