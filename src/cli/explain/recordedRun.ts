/** A run with all that is needed to say why, up to a moment. */
import type { Micros } from '../../base/time.ts';
import { Recording } from '../../frame/recording.ts';
import type { Kafka } from '../../kafka/kinds.ts';
import type { Intervention } from '../../record/history.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { toWorld } from '../../scenario/toWorld.ts';

const NEVER = () => false;

/** Of a scenario as it is run: of this release and era, with this cause. */
export function recordedRun(
  scenario: Scenario,
  seed: number,
  until: Micros,
  commands: readonly Intervention<Kafka>[] = [],
): Recording {
  const recording = Recording.start(toWorld(scenario, { seed }), commands);
  recording.toTime(until, NEVER);
  return recording;
}
