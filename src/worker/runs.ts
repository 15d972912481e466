/** A run as it is loaded, saved and judged: (scenario, seed, commands), and nothing else. */
import type { Kafka } from '../kafka/kinds.ts';
import { DEFAULT_KAFKA_VERSION } from '../kafka/versions.ts';
import type { History, Intervention } from '../record/history.ts';
import { parseScenario } from '../scenario/parse.ts';
import { runScenario } from '../scenario/run.ts';
import { exportRun, importRun } from '../scenario/runFile.ts';
import { toWorld } from '../scenario/toWorld.ts';
import type { WorldSetup } from '../sim/world.ts';
import type { LoadedScenario, Problem, Verdict } from './protocol.ts';

export interface RunSource {
  readonly name: string;
  readonly text: string;
  readonly seed: number | undefined;
  readonly commands: readonly Intervention<Kafka>[];
}

export interface LoadedRun {
  readonly ok: true;
  readonly scenario: Omit<LoadedScenario, 'openAt'>;
  readonly world: WorldSetup<Kafka>;
  readonly commands: readonly Intervention<Kafka>[];
  readonly source: RunSource;
  verdicts(history: History<Kafka>): readonly Verdict[];
}

export function loadRun(source: RunSource): LoadedRun | { readonly ok: false; readonly problems: readonly Problem[] } {
  const parsed = parseScenario(source.text);
  if (!parsed.ok) return parsed;
  const { scenario } = parsed;
  const world = toWorld(scenario, source.seed);
  return {
    ok: true,
    scenario: {
      name: source.name,
      title: scenario.title,
      prose: scenario.prose ?? scenario.summary ?? { en: '', ko: '' },
      seed: world.seed,
      version: scenario.version ?? DEFAULT_KAFKA_VERSION.name,
      until: scenario.until,
    },
    world,
    commands: source.commands,
    source,
    // The whole run again, up to the scenario's end: what is judged is the run, not what was looked at of it.
    verdicts: ({ interventions }) => runScenario(scenario, { seed: world.seed, commands: interventions }).verdicts,
  };
}

export function saveRun({ source, world }: LoadedRun, history: History<Kafka>): string {
  return exportRun(source.name, source.text, world.seed, history.interventions);
}

/** Throws what a person can read. */
export function readSavedRun(text: string): RunSource {
  const imported = importRun(text);
  if (!imported.ok) throw new Error(imported.problems.join('; '));
  const { name, scenario, seed, commands } = imported.run;
  return { name, text: scenario, seed, commands };
}
