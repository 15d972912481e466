/** A run as it is loaded, saved and judged: (scenario, seed, commands), and nothing else. */
import type { Kafka } from '../kafka/kinds.ts';
import { DEFAULT_KAFKA_VERSION } from '../kafka/versions.ts';
import { PROPERTIES, PropertyWatcher } from '../properties/index.ts';
import { History, type Intervention } from '../record/history.ts';
import { judge } from '../scenario/expectations.ts';
import { finalStateOf } from '../scenario/finalState.ts';
import { parseScenario } from '../scenario/parse.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { toWorld } from '../scenario/toWorld.ts';
import type { WorldSetup } from '../sim/world.ts';
import type { LoadedScenario, Problem, Verdict } from './protocol.ts';
import { readIntervention } from './savedCommands.ts';

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
  verdicts(history: History<Kafka>): Verdict[];
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
    verdicts: (history) => verdictsOf(scenario, world, history.interventions),
  };
}

/** The whole run again, up to the scenario's end: what is judged is the run, not what was looked at of it. */
function verdictsOf(
  scenario: Scenario,
  world: WorldSetup<Kafka>,
  interventions: readonly Intervention<Kafka>[],
): Verdict[] {
  const properties = new PropertyWatcher(PROPERTIES);
  const history = new History<Kafka>(world, { watch: properties.watch }, interventions);
  history.runUntil(scenario.until);
  const { facts, kernel } = history;
  const final = finalStateOf(facts, properties.metadata, (node) => kernel.node(node)?.status);
  return judge(scenario, { facts, final, broken: properties.breaks });
}

const FORMAT = 1;
/** Longer than any scenario file may be, with room for commands. */
const LONGEST_FILE = 4_000_000;

export function exportRun({ source, world }: LoadedRun, history: History<Kafka>): string {
  const { name, text } = source;
  return `${JSON.stringify({ 'tidemark-run': FORMAT, name, seed: world.seed, scenario: text, commands: history.interventions }, null, 1)}\n`;
}

export function readExport(text: string): RunSource {
  if (text.length > LONGEST_FILE) throw new Error('this file is too large to be a saved run');
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    throw new Error('this file is not a saved run: it is not JSON');
  }
  const { 'tidemark-run': format, name, seed, scenario, commands } = (file ?? {}) as Record<string, unknown>;
  if (format !== FORMAT) throw new Error(`this file is not a saved run of format ${FORMAT}`);
  if (typeof scenario !== 'string' || typeof name !== 'string') throw new Error('this saved run lacks its scenario');
  if (typeof seed !== 'number' || !Number.isSafeInteger(seed) || seed < 0)
    throw new Error('this saved run has no seed');
  if (!Array.isArray(commands)) throw new Error('this saved run has no list of commands');
  return { name, text: scenario, seed, commands: commands.map(readIntervention) };
}
