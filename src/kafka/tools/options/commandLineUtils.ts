/** The checks every tool makes of its flags, with their words (org.apache.kafka.server.util.CommandLineUtils). */
import { put } from '../../../base/own.ts';
import type { Shell } from '../program.ts';
import { helpText } from './helpFormatter.ts';
import type { OptionSet, OptionSpec } from './optionParser.ts';
import { ExitTool } from './thrown.ts';

/** A tool's flags: what it accepts, what it was given. */
export interface Command {
  readonly shell: Shell;
  readonly specs: readonly OptionSpec[];
  readonly options: OptionSet;
}

export function printUsageAndExit({ shell, specs }: Pick<Command, 'shell' | 'specs'>, message: string): never {
  shell.err(message);
  shell.errRaw(helpText(specs));
  throw new ExitTool(1);
}

export function printErrorAndExit(shell: Shell, message: string): never {
  shell.err(message);
  throw new ExitTool(1);
}

export function maybePrintHelpOrVersion(command: Command, message: string): void {
  const { shell, options } = command;
  if (shell.args.length === 0 || options.has('help')) printUsageAndExit(command, message);
  if (!options.has('version')) return;
  shell.out(shell.version);
  throw new ExitTool(0);
}

export function checkRequiredArgs(command: Command, ...required: readonly string[]): void {
  for (const name of required) {
    if (!command.options.has(name)) printUsageAndExit(command, `Missing required argument "[${name}]"`);
  }
}

export function checkInvalidArgs(command: Command, used: string, invalid: readonly string[]): void {
  if (!command.options.has(used)) return;
  for (const name of invalid) {
    if (command.options.has(name)) {
      printUsageAndExit(command, `Option "[${used}]" can't be used with option "[${name}]"`);
    }
  }
}

export function checkOneOfArgs(command: Command, ...names: readonly string[]): void {
  if (names.filter((name) => command.options.has(name)).length === 1) return;
  const all = names.map((name) => `[${name}]`).join(', ');
  printUsageAndExit(command, `Exactly one of the following arguments is required: ${all}`);
}

/** `key=value`; the value may hold more of those. */
export function parseKeyValueArgs(args: readonly string[]): Record<string, string> {
  const props: Record<string, string> = {};
  for (const arg of args) {
    const equals = arg.indexOf('=');
    put(props, equals < 0 ? arg : arg.slice(0, equals), equals < 0 ? '' : arg.slice(equals + 1));
  }
  return props;
}
