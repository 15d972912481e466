/** `tidemark console FILE`: a terminal on a run. What is typed are commands of the run; `save` writes it with them. */

import { createInterface, type Interface } from 'node:readline';
import { ConsoleSession, type Written } from '../console/session.ts';
import type { Kafka } from '../kafka/kinds.ts';
import { History } from '../record/history.ts';
import { exportRun } from '../scenario/runFile.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { toWorld } from '../scenario/toWorld.ts';
import { writeScenario } from '../scenario/write.ts';
import { EXIT } from './exit.ts';
import { readRun } from './files.ts';
import { parseFlags, single, UsageError } from './flags.ts';
import { Output, printable } from './output.ts';
import { onChosenKafka, seedOf, untilOf } from './runCommand.ts';
import { writeNewFile } from './writeFile.ts';

const FLAGS = {
  '--at': { takesValue: true },
  '--seed': { takesValue: true },
  '--protocol': { takesValue: true },
  '--version': { takesValue: true },
  '--era': { takesValue: true },
} as const;

export async function consoleCommand(args: readonly string[]): Promise<number> {
  const flags = parseFlags(args, FLAGS);
  const [file, ...more] = flags.rest;
  if (file === undefined) throw new UsageError('console needs a file, such as scenarios/leader-failover.yaml');
  if (more.length > 0) throw new UsageError(`console takes one file, not ${flags.rest.length}`);
  const at = untilOf(single(flags, '--at'), '--at');
  const seed = seedOf(single(flags, '--seed'));
  const read = readRun(file);
  if (read === undefined) return EXIT.badFile;
  const scenario = onChosenKafka(file, read, flags);
  if (scenario === undefined) return EXIT.badFile;
  const chosen = seed ?? read.seed;
  const world = toWorld(scenario, chosen === undefined ? {} : { seed: chosen });
  const history = new History<Kafka>(world, {}, read.commands ?? []);
  if (at !== undefined) history.runUntil(at);
  const last = read.commands?.[read.commands.length - 1];
  if (last !== undefined && history.head <= last.step) history.seek(last.step + 1);
  return await converse(new ConsoleSession(scenario, history), scenario, world.seed, file);
}

async function converse(session: ConsoleSession, scenario: Scenario, seed: number, name: string): Promise<number> {
  const { stdin, stdout } = process;
  const output = new Output();
  const write = (written: readonly Written[]) => writeTo(output, written);
  const isTerminal = stdin.isTTY === true;
  const completer = (line: string): [string[], string] => {
    const { from, candidates } = session.complete(line, line.length);
    return [[...candidates], line.slice(from)];
  };
  const terminal: Interface = createInterface({ input: stdin, output: isTerminal ? stdout : undefined, completer });
  const ask = (): void => {
    if (!isTerminal) return;
    terminal.setPrompt(session.prompt);
    terminal.prompt();
  };
  terminal.on('SIGINT', () => {
    stdout.write('\n');
    write(session.interrupt());
    ask();
  });
  ask();
  for await (const line of terminal) {
    const save = /^\s*save\s+(\S+)\s*$/.exec(line)?.[1];
    if (save !== undefined) write([saved(session, scenario, seed, name, save)]);
    else {
      const written = session.type(line);
      if (written === undefined) return EXIT.ok;
      write(written);
    }
    // Whoever read has gone (`| head`): lines that wait are for nobody.
    if (output.closed) return EXIT.ok;
    ask();
  }
  // The end of what comes in is the end of what a tool reads, too.
  write(session.endOfInput() ?? []);
  write(session.interrupt());
  return EXIT.ok;
}

function writeTo(output: Output, written: readonly Written[]): void {
  for (const { stream, text } of written) {
    if (stream !== 'out') process.stderr.write(printable(text));
    else {
      output.text(text);
      output.flush();
    }
  }
}

function saved(session: ConsoleSession, scenario: Scenario, seed: number, name: string, path: string): Written {
  const text = exportRun(name, writeScenario(scenario), seed, session.history.interventions);
  try {
    writeNewFile(path, text, false);
    return { stream: 'console', text: `${session.history.interventions.length} commands saved in ${path}\n` };
  } catch (error) {
    return { stream: 'console', text: `${(error as Error).message}\n` };
  }
}
