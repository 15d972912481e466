/** A run as it is loaded, saved and judged: (scenario, seed, commands), and nothing else. */
import { type Typed, type TypedLine, typedLine } from '../console/typed.ts';
import { consoleFiles } from '../frame/consoleFrame.ts';
import type { RungFrame } from '../frame/frame.ts';
import type { Recording } from '../frame/recording.ts';
import type { Kafka } from '../kafka/kinds.ts';
import { protocolOf } from '../kafka/protocolGenerations.ts';
import { History, type Intervention } from '../record/history.ts';
import { eraOf } from '../scenario/era.ts';
import { chosenOf, type VersionOverrides, withOverrides } from '../scenario/overrides.ts';
import { parseScenario } from '../scenario/parse.ts';
import { runScenario } from '../scenario/run.ts';
import { exportRun, importRun } from '../scenario/runFile.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { toWorld } from '../scenario/toWorld.ts';
import { namedVersionOf, protocolOfScenario } from '../scenario/versionOf.ts';
import type { Command } from '../sim/command.ts';
import type { WorldSetup } from '../sim/world.ts';
import type { LoadedScenario, Problem, Verdict } from './protocol.ts';

export interface RunSource {
  readonly name: string;
  readonly text: string;
  readonly seed: number | undefined;
  readonly commands: readonly Intervention<Kafka>[];
  /** Instead of what the scenario says. */
  readonly protocol: string | undefined;
  readonly version: string | undefined;
  readonly era: string | undefined;
}

export interface LoadedRun {
  readonly ok: true;
  readonly scenario: Omit<LoadedScenario, 'openAt' | 'refused' | 'linked'>;
  readonly rung: RungFrame;
  readonly world: WorldSetup<Kafka>;
  readonly commands: readonly Intervention<Kafka>[];
  readonly source: RunSource;
  verdicts(history: History<Kafka>): readonly Verdict[];
  /** What a line typed at the playhead does. */
  typed(recording: Recording, typed: Typed): TypedLine;
}

type Loading =
  | LoadedRun
  | { readonly ok: false; readonly problems: readonly Problem[] }
  /** The file is fine; it cannot be run on what was asked for. */
  | { readonly ok: 'refused'; readonly reason: string };

export function loadRun(source: RunSource): Loading {
  const parsed = parseScenario(source.text);
  if (!parsed.ok) return parsed;
  const overridden = withOverrides(parsed.scenario, chosenOf(source));
  if (!overridden.ok) return { ok: 'refused', reason: overridden.problems.join('; ') };
  const { scenario } = overridden;
  const world = toWorld(scenario, source.seed === undefined ? {} : { seed: source.seed });
  const rung = rungOf(scenario, chosenOf(source));
  return {
    ok: true,
    scenario: {
      name: source.name,
      title: scenario.title,
      prose: scenario.prose ?? scenario.summary ?? { en: '', ko: '' },
      seed: world.seed,
      version: rung.version,
      protocol: rung.protocol,
      until: scenario.until,
    },
    rung,
    world,
    commands: source.commands,
    source,
    // The whole run again, up to the scenario's end: what is judged is the run, not what was looked at of it.
    typed: (recording, { files, ...typed }) => {
      const all = { ...files, ...consoleFiles(recording) };
      return typedLine(scenario, recording.kernel, { ...typed, files: all });
    },
    verdicts: ({ interventions }) => runScenario(scenario, { seed: world.seed, commands: interventions }).verdicts,
  };
}

function rungOf(scenario: Scenario, chosen: VersionOverrides): RungFrame {
  const named = namedVersionOf(scenario);
  const generation = protocolOfScenario(scenario);
  return {
    version: named.name,
    protocol: generation,
    era: eraOf(scenario),
    mixed: generation !== protocolOf(named),
    chosen,
  };
}

/** The same run on another Kafka. Throws what a person can read. */
export function besideRun({ source, world }: LoadedRun, rung: VersionOverrides, history: History<Kafka>) {
  const load = (commands: readonly Intervention<Kafka>[]): LoadedRun => {
    const { version, protocol, era } = rung;
    const run = loadRun({ ...source, seed: world.seed, version, protocol, era, commands });
    if (run.ok === true) return run;
    throw new Error(run.ok === 'refused' ? run.reason : run.problems.map(({ message }) => message).join('; '));
  };
  const plain = load([]);
  const there = new Set(plain.world.nodes.map(({ id }) => id));
  for (const { command } of history.interventions) if (command.type === 'spawn') there.add(command.process.id);
  const repeatable = history.interventions.filter(
    ({ command }) => !NAMES_A_MESSAGE.includes(command.type) && namesIn(command).every((node) => there.has(node)),
  );
  const leftOut = history.interventions.length - repeatable.length;
  return { run: repeatable.length === 0 ? plain : load(atTheSameTimes(plain.world, repeatable)), leftOut };
}

/** In another era there are other servers. */
function namesIn(command: Command<Kafka>): readonly string[] {
  if ('node' in command) return [command.node];
  return 'from' in command ? [...command.from, ...command.to] : [];
}

/** Their numbers are those of one run, and say nothing in another. */
const NAMES_A_MESSAGE: readonly string[] = ['break-connection', 'hold', 'release'];
const MOST_EVENTS = 1_000_000;

/** A command stands between two events; in another run those are others. It stays where it was in time. */
function atTheSameTimes(
  world: WorldSetup<Kafka>,
  commands: readonly Intervention<Kafka>[],
): readonly Intervention<Kafka>[] {
  const history = new History(world);
  for (const { at, command } of commands) {
    history.runUntil(at, MOST_EVENTS - history.head);
    if (history.head >= MOST_EVENTS) break;
    history.command(command);
  }
  return history.interventions;
}

export function saveRun({ source, world }: LoadedRun, history: History<Kafka>): string {
  return exportRun(source.name, source.text, world.seed, history.interventions, chosenOf(source));
}

/** Throws what a person can read. */
export function readSavedRun(text: string): RunSource {
  const imported = importRun(text);
  if (!imported.ok) throw new Error(imported.problems.join('; '));
  const { name, scenario, seed, commands, version, protocol, era } = imported.run;
  return { name, text: scenario, seed, commands, version, protocol, era };
}
