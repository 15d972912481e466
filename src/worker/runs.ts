/** A run as it is loaded, saved and judged: (scenario, seed, commands), and nothing else. */
import { joined, Refusal, type Says } from '../base/says.ts';
import { type Typed, type TypedLine, typedLine } from '../console/typed.ts';
import { consoleFiles } from '../frame/consoleFrame.ts';
import { pointedAt } from '../frame/failure.ts';
import type { RungFrame } from '../frame/frame.ts';
import { DEFAULT_BUDGET, Recording } from '../frame/recording.ts';
import type { Kafka } from '../kafka/kinds.ts';
import { protocolOf } from '../kafka/protocolGenerations.ts';
import type { History, Intervention } from '../record/history.ts';
import type { Change } from '../scenario/change.ts';
import { withCause } from '../scenario/drill.ts';
import { eraOf } from '../scenario/era.ts';
import { expectedOf } from '../scenario/expectations.ts';
import { chosenOf, type VersionOverrides, withOverrides } from '../scenario/overrides.ts';
import { parseScenario } from '../scenario/parse.ts';
import { type RunProgress, type RunResult, runningScenario } from '../scenario/run.ts';
import { exportRun, importRun } from '../scenario/runFile.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { toWorld } from '../scenario/toWorld.ts';
import { namedVersionOf, protocolOfScenario } from '../scenario/versionOf.ts';
import type { Command } from '../sim/command.ts';
import type { WorldSetup } from '../sim/world.ts';
import { type Changed, changeHere, type HereResult, withChanges } from './changes.ts';
import { type DrilledRun, drillWords } from './drills.ts';
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
  /** Against the file, one after the other. */
  readonly changes?: readonly Change[] | undefined;
  /** Of a drill: instead of the one that the seed draws. */
  readonly cause?: string | undefined;
}

export interface LoadedRun {
  readonly ok: true;
  /** As it is run: with what was chosen instead of what the file says. */
  readonly written: Scenario;
  readonly scenario: Omit<LoadedScenario, 'openAt' | 'refused' | 'linked'>;
  readonly rung: RungFrame;
  readonly world: WorldSetup<Kafka>;
  readonly commands: readonly Intervention<Kafka>[];
  readonly source: RunSource;
  readonly drill: DrilledRun;
  /** The file with its changes, as it is run. */
  readonly text: string;
  readonly changed: Changed | null;
  /** One thing changed at the playhead: what is done for it. */
  here(change: Change): HereResult;
  /** A piece at a time: it is another run, up to the scenario's end. */
  verdicts(history: History<Kafka>): Generator<undefined, readonly Verdict[]>;
  /** What a line typed at the playhead does. */
  typed(recording: Recording, typed: Typed): TypedLine;
}

type Loading =
  | LoadedRun
  | { readonly ok: false; readonly problems: readonly Problem[] }
  /** The file is fine; it cannot be run on what was asked for. */
  | { readonly ok: 'refused'; readonly reason: Says };

export function loadRun(asked: RunSource): Loading {
  const applied = withChanges(asked);
  if (!applied.ok) return { ok: 'refused', reason: applied.says };
  const { source, changed } = applied;
  const parsed = parseScenario(source.text);
  if (!parsed.ok) return parsed;
  const overridden = withOverrides(parsed.scenario, chosenOf(source));
  if (!overridden.ok) return { ok: 'refused', reason: overridden.says };
  const scenario = withCause(overridden.scenario, source.seed, source.cause);
  const world = toWorld(scenario, source.seed === undefined ? {} : { seed: source.seed });
  const rung = rungOf(scenario, chosenOf(source));
  return {
    ok: true,
    written: scenario,
    scenario: {
      name: source.name,
      title: scenario.title,
      prose: scenario.prose ?? scenario.summary ?? { en: '', ko: '' },
      drill: drillWords(parsed.scenario),
      hasLesson: scenario.lesson !== undefined,
      migrated: parsed.migrated.map(({ says }) => says),
      seed: world.seed,
      version: rung.version,
      protocol: rung.protocol,
      until: scenario.until,
    },
    rung,
    world,
    commands: source.commands,
    source: asked,
    drill: { drilled: overridden.scenario, seed: world.seed, cause: source.cause },
    text: source.text,
    changed,
    here: (change) => changeHere(change, source.text, scenario),
    typed: (recording, { files, ...typed }) => {
      const all = { ...files, ...consoleFiles(recording) };
      return typedLine(scenario, recording.kernel, { ...typed, files: all });
    },
    *verdicts({ interventions: commands }) {
      // The whole run again, up to the scenario's end: what is judged is the run, not what was looked at of it.
      return verdictsOf(yield* runningScenario(scenario, { seed: world.seed, commands, onProgress: tooMuchToKeep }));
    },
  };
}

/** A page has less memory than a command line. */
function tooMuchToKeep({ history: { bytes } }: RunProgress): string | undefined {
  const most = DEFAULT_BUDGET.bytes;
  return bytes < most ? undefined : `${Math.floor(most / (1024 * 1024))} MiB of history`;
}

/** Each with what it turns on, so that it can be asked why. */
function verdictsOf({ scenario, verdicts, history, broken }: RunResult): readonly Verdict[] {
  const expected = expectedOf(scenario);
  const { facts } = history;
  return verdicts.map(({ ok, detail, says }, place) => {
    const { subject, aspect, nearest } = pointedAt(facts, expected[place], detail, broken);
    const step = nearest === undefined ? history.head : facts[nearest.index]!.step;
    const asks = subject === undefined ? null : { subject, step, ...(aspect === undefined ? {} : { aspect }) };
    return { ...says, ok, asks, differs: nearest?.differs ?? [] };
  });
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

/** A run that is made a piece at a time, each of a few events: whoever asks for it may look up in between, or give up. */
export type Making = Generator<undefined, { readonly run: LoadedRun; readonly leftOut: number }>;

/** The same run on another Kafka. Throws what a person can read. */
export function besideRun({ source, world }: LoadedRun, rung: VersionOverrides, history: History<Kafka>): Making {
  const { version, protocol, era } = rung;
  // What is asked for last counts.
  const changes = source.changes?.filter((one) => ![one.version, one.protocol, one.era].some(Boolean));
  return repeated({ ...source, changes, seed: world.seed, version, protocol, era }, history);
}

/** The same run with one thing changed, or with all that a link says is changed against the file. */
export function changedRun(
  { source, world }: LoadedRun,
  changes: readonly Change[] | { readonly add: Change },
  rung: VersionOverrides | undefined,
  history: History<Kafka>,
): Making {
  const all = 'add' in changes ? [...(source.changes ?? []), changes.add] : changes;
  return repeated({ ...source, ...rung, seed: world.seed, changes: all }, history);
}

/** The same drill with another of its causes: what each tool would have shown then. */
export function otherCauseRun({ source, world }: LoadedRun, cause: string, history: History<Kafka>): Making {
  return repeated({ ...source, seed: world.seed, cause }, history);
}

/** What was done by hand is done again, as far as it says something there. */
function* repeated(source: Omit<RunSource, 'commands'>, history: History<Kafka>): Making {
  const load = (commands: readonly Intervention<Kafka>[]): LoadedRun => {
    const run = loadRun({ ...source, commands });
    if (run.ok === true) return run;
    throw new Refusal(run.ok === 'refused' ? run.reason : joined(run.problems.map(({ says }) => says)));
  };
  const plain = load([]);
  const there = new Set(plain.world.nodes.map(({ id }) => id));
  for (const { command } of history.interventions) if (command.type === 'spawn') there.add(command.process.id);
  const repeatable = history.interventions.filter(
    ({ command }) => !NAMES_A_MESSAGE.includes(command.type) && namesIn(command).every((node) => there.has(node)),
  );
  const repeated = yield* atTheSameTimes(plain.world, repeatable);
  const leftOut = history.interventions.length - repeated.length;
  return { run: repeated.length === 0 ? plain : load(repeated), leftOut };
}

/** In another era there are other servers. */
function namesIn(command: Command<Kafka>): readonly string[] {
  if ('node' in command) return [command.node];
  return 'from' in command ? [...command.from, ...command.to] : [];
}

/** Their numbers are those of one run, and say nothing in another. */
const NAMES_A_MESSAGE: readonly string[] = ['break-connection', 'hold', 'release'];

/** A command stands between two events; in another run those are others. It stays where it was in time. */
function* atTheSameTimes(
  world: WorldSetup<Kafka>,
  commands: readonly Intervention<Kafka>[],
): Generator<undefined, readonly Intervention<Kafka>[]> {
  const recording = Recording.start(world);
  for (const { at, command } of commands) {
    // Always out of time: after each piece it is somebody else's turn.
    while (!recording.toTime(at, () => true)) yield;
    if (recording.budgetReached !== null) break;
    recording.command(command);
  }
  return recording.history.interventions;
}

export function saveRun({ source, text, world, rung }: LoadedRun, history: History<Kafka>): string {
  return exportRun(source.name, text, world.seed, history.interventions, rung.chosen);
}

/** Throws what a person can read. */
export function readSavedRun(text: string): RunSource {
  const imported = importRun(text);
  if (!imported.ok) throw new Refusal(imported.says);
  const { name, scenario, seed, commands, version, protocol, era } = imported.run;
  return { name, text: scenario, seed, commands, version, protocol, era };
}
