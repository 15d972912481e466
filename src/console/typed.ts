/** What a typed line does to a run, for whoever has a kernel and no session: the page. */
import type { Kafka } from '../kafka/kinds.ts';
import { TOOL_NAMES, toolNamed } from '../kafka/tools/programs.ts';
import { didYouMean } from '../scenario/problems.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { nextName, spawnTool } from '../scenario/spawned.ts';
import type { Command } from '../sim/command.ts';
import type { Kernel } from '../sim/kernel.ts';
import { OWN_COMMANDS } from './meaning.ts';
import { worldCommands } from './worldCommands.ts';

export type TypedLine =
  | { readonly ok: true; readonly commands: readonly Command<Kafka>[] }
  | { readonly ok: false; readonly problem: string };

export interface Typed {
  readonly line: string;
  /** The tool whose standard input the line is for; null: it starts a tool, or does something to the cluster. */
  readonly reader: string | null;
  /** Files of the console that the line may name. */
  readonly files: Readonly<Record<string, string>>;
}

export function typedLine(scenario: Scenario, kernel: Kernel<Kafka>, { line, reader, files }: Typed): TypedLine {
  if (reader !== null && kernel.node(reader)?.status === 'up') {
    return { ok: true, commands: [{ type: 'tell', node: reader, order: { type: 'input', text: line } }] };
  }
  const text = line.trim();
  const [word = '', ...rest] = text.split(/\s+/);
  if (toolNamed(word) === undefined) {
    const known = [...OWN_COMMANDS, ...TOOL_NAMES];
    const problem = `${word}: command not found${didYouMean(word, known)}`;
    return worldCommands(word, rest, kernel) ?? { ok: false, problem };
  }
  const names = kernel.nodes.map(({ id }) => id);
  const spawned = spawnTool(scenario, nextName('tool-', names), text, files);
  return spawned.ok ? { ok: true, commands: [spawned.command] } : spawned;
}
