/**
 * Processes that a run gets while it goes on: a command-line tool, or one more client like one that is there. In a saved run
 * such a command is a name and a line; the process is made anew from the scenario when the run is read.
 */
import type { Kafka } from '../kafka/kinds.ts';
import { typedTool } from '../kafka/tools/toolSetup.ts';
import type { Command } from '../sim/command.ts';
import type { NodeSetup } from '../sim/world.ts';
import { zooKeepersOf } from './era.ts';
import { addressesOf } from './names.ts';
import type { RefusedOne } from './problems.ts';
import { FILES_SAY } from './says/files.ts';
import { ADMIN, brokersOf, type Scenario } from './scenario.ts';
import type { TimelineLine } from './schema.ts';
import { versionOf } from './versionOf.ts';

export type Spawn = Extract<Command<Kafka>, { type: 'spawn' }>;

export type Spawned = { readonly ok: true; readonly command: Spawn; readonly redirect: string | null } | RefusedOne;

type Files = Readonly<Record<string, string>>;

export function spawnTool(scenario: Scenario, id: string, line: string, files: Files = {}): Spawned {
  const hosts = brokersOf(scenario).map(({ name }) => name);
  const zooKeepers = zooKeepersOf(scenario).map(({ name }) => name);
  const typed = typedTool(line, { hosts, zooKeepers, version: versionOf(scenario), files });
  if (!typed.ok) return typed;
  const { beside, redirect } = typed;
  // It runs where the administrator does.
  const { names } = addressesOf(scenario, ADMIN);
  const setup = names === undefined ? typed.setup : { ...typed.setup, names };
  const command: Spawn = { type: 'spawn', process: { id, setup }, ...(beside === undefined ? {} : { beside }) };
  return { ok: true, command, redirect };
}

/** One more producer or consumer with the setup of `like`, under a name of its own. */
export function spawnLike(nodes: readonly NodeSetup<Kafka>[], id: string, like: string): Spawned {
  const setup = nodes.find((node) => node.id === like)?.setup;
  if (setup?.kind !== 'producer' && setup?.kind !== 'consumer') {
    const says = FILES_SAY.noClient(like);
    return { ok: false, problem: says.en, says };
  }
  const config = { ...setup.config, 'client.id': id };
  const process = { id, setup: { ...setup, clientId: id, config } };
  return { ok: true, command: { type: 'spawn', process, like }, redirect: null };
}

/** `tool-1`, `c3`: the first number that no node has. */
export function nextName(prefix: string, taken: readonly string[]): string {
  for (let number = 1; ; number++) if (!taken.includes(`${prefix}${number}`)) return `${prefix}${number}`;
}

// ---- saved runs -------------------------------------------------------------------------------------------------------

/** As it stands in a file. */
export type SavedSpawn =
  | { readonly type: 'spawn'; readonly id: string; readonly line: string; readonly files?: Files }
  | { readonly type: 'spawn'; readonly id: string; readonly like: string };

export function savedSpawn({ process: { id, setup }, like }: Spawn): SavedSpawn {
  if (setup.kind !== 'tool') return { type: 'spawn', id, like: like ?? id };
  const { line, files } = setup;
  return { type: 'spawn', id, line, ...(Object.keys(files).length === 0 ? {} : { files }) };
}

export function readSpawn(saved: SavedSpawn, scenario: Scenario, nodes: readonly NodeSetup<Kafka>[]): Spawned {
  if ('like' in saved) return spawnLike(nodes, saved.id, saved.like);
  return spawnTool(scenario, saved.id, saved.line, saved.files ?? {});
}

// ---- scripts ----------------------------------------------------------------------------------------------------------

/** `console:` of a timeline: a line, or a line with what is typed into the tool. */
export function consoleLine(line: TimelineLine): {
  readonly line: string;
  readonly input: readonly string[] | undefined;
} {
  const written = line.console!;
  return typeof written === 'string'
    ? { line: written, input: undefined }
    : { line: written.line, input: written.input };
}

/** Its commands: the tool starts; what is typed follows, then the end of input; or an interrupt. */
export function consoleCommands(
  scenario: Scenario,
  line: TimelineLine,
): readonly { readonly delay: number; readonly command: Command<Kafka> }[] {
  const number = (scenario.timeline ?? []).filter((each) => each.console !== undefined).indexOf(line) + 1;
  const id = `console-${number}`;
  const { line: text, input } = consoleLine(line);
  const spawned = spawnTool(scenario, id, text);
  if (!spawned.ok) return [];
  const tell = (delay: number, order: Extract<Command<Kafka>, { type: 'tell' }>['order']) =>
    ({ delay, command: { type: 'tell', node: id, order } }) as const;
  const { for: length } = typeof line.console === 'string' ? { for: undefined } : line.console!;
  return [
    { delay: 0, command: spawned.command },
    ...(input ?? []).map((each) => tell(0, { type: 'input', text: each })),
    ...(input === undefined ? [] : [tell(0, { type: 'end-of-input' })]),
    ...(length === undefined ? [] : [tell(length, { type: 'interrupt' })]),
  ];
}
