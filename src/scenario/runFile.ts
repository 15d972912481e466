/**
 * A run as a file: (scenario, seed, commands), from which everything else follows. What a bug report, a share link and a
 * saved run hold. Reading one is reading something from outside: bounded, checked, nothing in it is trusted.
 */
import { z } from 'zod';
import type { Kafka } from '../kafka/kinds.ts';
import type { Intervention } from '../record/history.ts';
import type { Command } from '../sim/command.ts';
import { type VersionOverrides, withOverrides } from './overrides.ts';
import { parseScenario } from './parse.ts';
import { quoted } from './problems.ts';
import type { Scenario } from './scenario.ts';
import { ADMIN, brokersOf, controllersOf, nodeNames } from './scenario.ts';

export interface RunFile {
  /** Format version: the key by which such a file is known. */
  readonly 'tidemark-run': 1;
  /** The scenario's name, for people. */
  readonly name: string;
  readonly scenario: string;
  readonly seed: number;
  readonly commands: readonly Intervention<Kafka>[];
  /** Where the run was not what the scenario says: another generation of the protocol, another release. */
  readonly protocol?: string;
  readonly version?: string;
}

export type RunFileResult =
  | { readonly ok: true; readonly run: RunFile; readonly scenario: Scenario }
  | { readonly ok: false; readonly problems: readonly string[] };

export const MAX_RUN_CHARACTERS = 1024 * 1024;
const MAX_COMMANDS = 10_000;

export function exportRun(
  name: string,
  scenario: string,
  seed: number,
  commands: readonly Intervention<Kafka>[],
  overrides: VersionOverrides = {},
): string {
  const { protocol, version } = overrides;
  const run: RunFile = {
    'tidemark-run': 1,
    name,
    seed,
    ...(protocol === undefined ? {} : { protocol }),
    ...(version === undefined ? {} : { version }),
    scenario,
    commands,
  };
  return `${JSON.stringify(run, null, 1)}\n`;
}

export function looksLikeRun(text: string): boolean {
  return /^\s*\{\s*"tidemark-run"/.test(text);
}

export function importRun(text: string): RunFileResult {
  const failed = (...problems: string[]): RunFileResult => ({ ok: false, problems });
  if (text.length > MAX_RUN_CHARACTERS) return failed(`a run has at most ${MAX_RUN_CHARACTERS} characters`);
  const json = readJson(text);
  if (json === undefined) return failed('not a saved run: it is not JSON');
  const { 'tidemark-run': format, scenario } = (json ?? {}) as Record<string, unknown>;
  if (format !== 1) return failed('not a saved run of format 1');
  if (typeof scenario !== 'string') return failed('this saved run lacks its scenario');
  const result = runSchema.safeParse(json);
  if (!result.success) {
    return failed(
      ...result.error.issues.slice(0, 20).map(({ path, message }) => `${path.join('.') || 'the run'}: ${message}`),
    );
  }
  const run = result.data as RunFile;
  const parsed = parseScenario(run.scenario);
  if (!parsed.ok) {
    return failed(...parsed.problems.map(({ line, column, message }) => `scenario:${line}:${column}: ${message}`));
  }
  const overridden = withOverrides(parsed.scenario, run);
  if (!overridden.ok) return failed(...overridden.problems);
  const problems = run.commands.flatMap(({ command }, place) => [
    ...unknownNodes(command, parsed.scenario, place),
    ...strangeOrder(command, parsed.scenario, place),
  ]);
  for (let place = 1; place < run.commands.length; place++) {
    const [before, here] = [run.commands[place - 1]!, run.commands[place]!];
    if (here.step <= before.step || here.at < before.at) problems.push(`commands.${place}: out of order`);
  }
  return problems.length > 0 ? failed(...problems.slice(0, 20)) : { ok: true, run, scenario: overridden.scenario };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An order is understood by one kind of node only. */
function strangeOrder(command: Command<Kafka>, scenario: Scenario, place: number): string[] {
  if (command.type !== 'tell') return [];
  const { order, node: told } = command;
  const servers = [...controllersOf(scenario), ...brokersOf(scenario)].map(({ name }) => name);
  const producers = (scenario.producers ?? []).map(({ name }) => name);
  const takers = order.type === 'controlled-shutdown' ? servers : order.type === 'produce' ? producers : [ADMIN];
  return takers.includes(told) ? [] : [`commands.${place}: ${quoted(told)} takes no order ${order.type}`];
}

function unknownNodes(command: Command<Kafka>, scenario: Scenario, place: number): string[] {
  const nodes = new Set(nodeNames(scenario));
  const named = 'node' in command ? [command.node] : 'from' in command ? [...command.from, ...command.to] : [];
  return named.filter((node) => !nodes.has(node)).map((node) => `commands.${place}: there is no node ${quoted(node)}`);
}

// ---- shapes ----------------------------------------------------------------------------------------------------------

const node = z.string().max(60);
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
  z.strictObject({
    type: z.enum(['add-voter', 'remove-voter']),
    voter: z.strictObject({ id: count, host: node }),
  }),
  z.strictObject({
    type: z.literal('alter-config'),
    resourceType: z.enum(['TOPIC', 'BROKER']),
    resourceName: short,
    configs: z.record(z.string().max(200), z.string().max(1000).nullable()),
  }),
]);

const command = z.discriminatedUnion('type', [
  z.strictObject({ type: z.enum(['kill', 'power-loss', 'start', 'wipe', 'pause', 'resume']), node }),
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
]);

const runSchema = z.strictObject({
  'tidemark-run': z.literal(1),
  name: short,
  scenario: z.string(),
  seed: z.int().min(0).max(2_147_483_647),
  protocol: z.string().max(60).optional(),
  version: z.string().max(60).optional(),
  commands: z.array(z.strictObject({ at: count, step: count, command })).max(MAX_COMMANDS),
});
