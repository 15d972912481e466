/**
 * A run as a file: (scenario, seed, commands), from which everything else follows. What a bug report, a share link and a
 * saved run hold. Reading one is reading something from outside: bounded, checked, nothing in it is trusted.
 */
import { z } from 'zod';
import type { Says } from '../base/says.ts';
import type { Kafka, KafkaOrder, KafkaSetup } from '../kafka/kinds.ts';
import { LONGEST_LINE } from '../kafka/tools/toolSetup.ts';
import type { Intervention } from '../record/history.ts';
import type { Command } from '../sim/command.ts';
import type { NodeSetup } from '../sim/world.ts';
import { turnsJson } from './characters.ts';
import { OF_CONSUMERS } from './consumerActions.ts';
import { withCause } from './drill.ts';
import { chosenOf, type VersionOverrides, withOverrides } from './overrides.ts';
import { parseScenario } from './parse.ts';
import { type Refused, refused } from './problems.ts';
import { FILES_SAY } from './says/files.ts';
import type { Scenario } from './scenario.ts';
import { ADMIN, brokersOf, controllersOf, nodeNames } from './scenario.ts';
import { readSpawn, type SavedSpawn, savedSpawn } from './spawned.ts';
import { toWorld } from './toWorld.ts';
import { RESERVED_KEYS } from './yamlFile.ts';

export interface RunFile {
  /** Format version: the key by which such a file is known. */
  readonly 'tidemark-run': 1;
  /** The scenario's name, for people. */
  readonly name: string;
  readonly scenario: string;
  readonly seed: number;
  readonly commands: readonly Intervention<Kafka>[];
  /** Where the run was not what the scenario says: another generation of the protocol, another release, another era. */
  readonly protocol?: string;
  readonly version?: string;
  readonly era?: string;
}

export type RunFileResult = { readonly ok: true; readonly run: RunFile; readonly scenario: Scenario } | Refused;

export const MAX_RUN_CHARACTERS = 1024 * 1024;
const MAX_COMMANDS = 10_000;

export function exportRun(
  name: string,
  scenario: string,
  seed: number,
  commands: readonly Intervention<Kafka>[],
  overrides: VersionOverrides = {},
): string {
  const run = {
    'tidemark-run': 1,
    name,
    seed,
    ...chosenOf(overrides),
    scenario,
    commands: commands.map(({ at, step, command }) => ({ at, step, command: savedForm(command) })),
  };
  return `${JSON.stringify(run, null, 1)}\n`;
}

/** A process that was started is a name and a line: what it is set up with follows from the scenario. */
function savedForm(command: Command<Kafka>): unknown {
  return command.type === 'spawn' ? savedSpawn(command) : command;
}

export function looksLikeRun(text: string): boolean {
  return /^\s*\{\s*"tidemark-run"/.test(text);
}

export function importRun(text: string): RunFileResult {
  if (text.length > MAX_RUN_CHARACTERS) return refused(FILES_SAY.tooLong(MAX_RUN_CHARACTERS));
  const json = readJson(text);
  if (json === undefined) return refused(FILES_SAY.notJson());
  const reserved = reservedKeyIn(text);
  if (reserved !== undefined) return refused(FILES_SAY.keyReserved(reserved));
  if (turnsJson(text)) return refused(FILES_SAY.turns());
  const { 'tidemark-run': format, scenario } = (json ?? {}) as Record<string, unknown>;
  if (format !== 1) return refused(FILES_SAY.notFormat());
  if (typeof scenario !== 'string') return refused(FILES_SAY.withoutScenario());
  const result = runSchema.safeParse(json);
  if (!result.success) {
    return refused(
      ...result.error.issues.slice(0, 20).map(({ path, message }) => FILES_SAY.shape(path.join('.'), message)),
    );
  }
  const saved = result.data;
  const parsed = parseScenario(saved.scenario);
  if (!parsed.ok) {
    return refused(...parsed.problems.map(({ line, column, says }) => FILES_SAY.inScenario(line, column, says)));
  }
  const overridden = withOverrides(parsed.scenario, chosenOf(saved));
  if (!overridden.ok) return overridden;
  const { commands, problems } = readCommands(saved.commands, withCause(overridden.scenario, saved.seed));
  const run = { ...saved, commands } as RunFile;
  return problems.length > 0 ? refused(...problems.slice(0, 20)) : { ok: true, run, scenario: overridden.scenario };
}

/** The commands, and what is wrong with them: nodes that are not there, orders that nobody takes, times that go back. */
function readCommands(
  saved: z.output<typeof runSchema>['commands'],
  scenario: Scenario,
): { readonly commands: readonly Intervention<Kafka>[]; readonly problems: readonly Says[] } {
  const problems: Says[] = [];
  const wrong = (place: number, says: Says) => problems.push(FILES_SAY.inCommand(place, says));
  const names = takersIn(scenario);
  let nodes: readonly NodeSetup<Kafka>[] | undefined;
  const commands = saved.flatMap(({ at, step, command }, place): Intervention<Kafka>[] => {
    if (place > 0 && (step <= saved[place - 1]!.step || at < saved[place - 1]!.at)) {
      wrong(place, FILES_SAY.outOfOrder());
    }
    if (command.type !== 'spawn') {
      const known = command as Command<Kafka>;
      for (const says of [...unknownNodes(known, names), ...strangeOrder(known, names)]) wrong(place, says);
      return [{ at, step, command: known }];
    }
    nodes ??= toWorld(scenario).nodes;
    const { id } = command;
    if (names.all.has(id)) wrong(place, FILES_SAY.nodeThere(id));
    const spawned = readSpawn(command as SavedSpawn, scenario, nodes);
    if (!spawned.ok) {
      wrong(place, spawned.says);
      return [];
    }
    const { setup } = spawned.command.process;
    names.add(id, setup.kind);
    // Another may be made like this one.
    nodes = [...nodes, { id, setup, startAt: 0 }];
    return [{ at, step, command: spawned.command }];
  });
  return { commands, problems };
}

/** At any depth: what reads the parts of a run drops such keys without a word, or takes them for others. */
function reservedKeyIn(json: string): string | undefined {
  let found: string | undefined;
  if (!/proto|constructor|\\u/.test(json)) return undefined;
  JSON.parse(json, (key, value) => {
    if (RESERVED_KEYS.has(key)) found = key;
    return value;
  });
  return found;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

// ---- who is there ----------------------------------------------------------------------------------------------------

interface Takers {
  readonly all: Set<string>;
  readonly servers: Set<string>;
  readonly producers: Set<string>;
  readonly consumers: Set<string>;
  readonly tools: Set<string>;
  add(name: string, kind: KafkaSetup['kind']): void;
}

/** Nodes of the scenario; those that commands start come in as the commands are read. */
function takersIn(scenario: Scenario): Takers {
  const consoles = (scenario.timeline ?? []).filter((line) => line.console !== undefined);
  const tools = consoles.map((_, place) => `console-${place + 1}`);
  const takers: Takers = {
    all: new Set([...nodeNames(scenario), ...tools]),
    servers: new Set([...controllersOf(scenario), ...brokersOf(scenario)].map(({ name }) => name)),
    producers: new Set((scenario.producers ?? []).map(({ name }) => name)),
    consumers: new Set((scenario.consumers ?? []).map(({ name }) => name)),
    tools: new Set(tools),
    add(name, kind) {
      takers.all.add(name);
      if (kind === 'producer') takers.producers.add(name);
      if (kind === 'consumer') takers.consumers.add(name);
      if (kind === 'tool') takers.tools.add(name);
    },
  };
  return takers;
}

/** An order is understood by one kind of node only. */
function strangeOrder(command: Command<Kafka>, names: Takers): Says[] {
  if (command.type !== 'tell') return [];
  const { order, node: told } = command;
  if (takes(order.type, told, names)) return [];
  return [FILES_SAY.takesNoOrder(told, order.type)];
}

function takes(type: KafkaOrder['type'], told: string, names: Takers): boolean {
  if (type === 'controlled-shutdown') return names.servers.has(told);
  if (type === 'produce' || type === 'flush') return names.producers.has(told);
  if (type === 'close') return names.producers.has(told) || names.consumers.has(told);
  if (type === 'input' || type === 'end-of-input' || type === 'interrupt') return names.tools.has(told);
  return OF_CONSUMERS.some((action) => action === type) ? names.consumers.has(told) : told === ADMIN;
}

function unknownNodes(command: Command<Kafka>, { all }: Takers): Says[] {
  const named = 'node' in command ? [command.node] : 'from' in command ? [...command.from, ...command.to] : [];
  return named.filter((node) => !all.has(node)).map(FILES_SAY.noNode);
}

// ---- shapes ----------------------------------------------------------------------------------------------------------

const node = z.string().max(60);
const spawnedName = z.string().regex(/^[a-z][a-z0-9-]{0,30}$/, 'a short name');
const count = z.int().min(0);
const short = z.string().max(1000);
const partition = z.string().max(260);
const configs = z.record(z.string().max(200), z.string().max(1000));

const topic = z.strictObject({
  name: short,
  numPartitions: z.int().min(-1).max(2000),
  replicationFactor: z.int().min(-1).max(50),
  assignments: z.array(z.array(count).max(50)).max(2000),
  configs,
});

const order = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('controlled-shutdown') }),
  z.strictObject({ type: z.literal('input'), text: z.string().max(LONGEST_LINE) }),
  z.strictObject({ type: z.enum(['end-of-input', 'interrupt']) }),
  z.strictObject({
    type: z.literal('produce'),
    topic: short,
    partition: count.nullable(),
    key: short.nullable(),
    value: short,
    count: z.int().min(1).max(10_000),
  }),
  z.strictObject({ type: z.literal('create-topic'), topic }),
  z.strictObject({
    type: z.literal('elect-leaders'),
    electionType: z.enum(['PREFERRED', 'UNCLEAN']),
    partitions: z.array(partition).max(2000).nullable(),
  }),
  z.strictObject({
    type: z.literal('reassign'),
    partitions: z
      .array(z.strictObject({ topicPartition: partition, replicas: z.array(count).max(50).nullable() }))
      .max(2000),
  }),
  z.strictObject({ type: z.literal('list-reassignments'), partitions: z.array(partition).max(2000).nullable() }),
  z.strictObject({
    type: z.literal('create-partitions'),
    topic: z.strictObject({
      name: short,
      count: z.int().min(1).max(2000),
      assignments: z.array(z.array(count).max(50)).max(2000).nullable(),
    }),
  }),
  z.strictObject({ type: z.literal('unregister-broker'), brokerId: count }),
  z.strictObject({ type: z.literal('delete-records'), topicPartition: partition, offset: z.int().min(-1) }),
  z.strictObject({
    type: z.enum(['add-voter', 'remove-voter']),
    voter: z.strictObject({ id: count, host: node }),
  }),
  z.strictObject({
    type: z.literal('alter-config'),
    resourceType: z.enum(['TOPIC', 'BROKER', 'GROUP']),
    resourceName: short,
    configs: z.record(z.string().max(200), z.string().max(1000).nullable()),
  }),
]);

/** A tool by its line, or a client by the one that it is like. */
const spawn = z
  .strictObject({
    type: z.literal('spawn'),
    id: spawnedName,
    line: z.string().min(1).max(LONGEST_LINE).optional(),
    files: z.record(z.string().max(200), z.string().max(100_000)).optional(),
    like: node.optional(),
  })
  .refine(({ line, like, files }) => (line === undefined) !== (like === undefined) && !(like && files), {
    message: 'needs a line, or the client that it is like',
  });

const command = z.discriminatedUnion('type', [
  z.strictObject({ type: z.enum(['kill', 'power-loss', 'start', 'wipe', 'pause', 'resume']), node }),
  z.strictObject({ type: z.literal('reconfigure'), node, to: short }),
  z.strictObject({ type: z.literal('slow-disk'), node, factor: z.int().min(1).max(10_000) }),
  z.strictObject({
    type: z.literal('link'),
    from: z.array(node).max(300),
    to: z.array(node).max(300),
    rule: z.strictObject({ cut: z.boolean().optional(), delay: count.optional(), bytesPerSecond: count.optional() }),
  }),
  z.strictObject({ type: z.literal('heal') }),
  z.strictObject({ type: z.literal('break-connection'), message: count }),
  z.strictObject({
    type: z.literal('break-connections'),
    from: z.array(node).max(300),
    to: z.array(node).max(300),
  }),
  z.strictObject({ type: z.literal('hold'), message: count }),
  z.strictObject({ type: z.literal('release'), connection: count }),
  z.strictObject({ type: z.literal('tell'), node, order }),
  spawn,
]);

const runSchema = z.strictObject({
  'tidemark-run': z.literal(1),
  name: short,
  scenario: z.string(),
  seed: z.int().min(0).max(2_147_483_647),
  protocol: z.string().max(60).optional(),
  version: z.string().max(60).optional(),
  era: z.string().max(60).optional(),
  commands: z.array(z.strictObject({ at: count, step: count, command })).max(MAX_COMMANDS),
});
