/** The command line: finds the command, and says in one line what is wrong when there is none. */
import packageFile from '../../package.json' with { type: 'json' };
import { DEFAULT_KAFKA_VERSION } from '../kafka/versions.ts';
import { schemaText } from '../scenario/jsonSchema.ts';
import { didYouMean } from '../scenario/problems.ts';
import { check } from './checkCommand.ts';
import { consoleCommand } from './consoleCommand.ts';
import { EXIT } from './exit.ts';
import { explain } from './explainCommand.ts';
import { exportCommand } from './exportCommand.ts';
import { parseFlags, UsageError } from './flags.ts';
import { fuzzCommand } from './fuzzCommand.ts';
import { allHelp, COMMAND_HELP, helpOf, overview } from './help.ts';
import { importCommand } from './importCommand.ts';
import { lint } from './lintCommand.ts';
import { migrate } from './migrateCommand.ts';
import { newCommand } from './newCommand.ts';
import { complain, letReadersGo, Output } from './output.ts';
import { packageCommand } from './packageCommand.ts';
import { run } from './runCommand.ts';
import { test } from './testCommand.ts';

type Run = (args: readonly string[]) => number | Promise<number>;

const COMMANDS: Readonly<Record<string, Run>> = {
  run,
  test,
  check,
  console: consoleCommand,
  fuzz: fuzzCommand,
  new: newCommand,
  lint,
  explain,
  migrate,
  import: importCommand,
  export: exportCommand,
  package: packageCommand,
  schema: (args) => print(args, schemaText()),
  help,
};

const ALIASES: Readonly<Record<string, string>> = { '--help': 'help', '-h': 'help' };

export async function main(args: readonly string[]): Promise<number> {
  letReadersGo();
  try {
    return await dispatch(args);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    complain(`tidemark: ${error.message}`);
    return EXIT.badFile;
  }
}

function dispatch(args: readonly string[]): number | Promise<number> {
  const [first, ...rest] = args;
  if (first === '--version' || first === '-v') {
    return print(rest, `tidemark ${packageFile.version} (Kafka ${DEFAULT_KAFKA_VERSION.name})\n`);
  }
  if (first === undefined) {
    complain(overview().trimEnd());
    return EXIT.badFile;
  }
  const name = ALIASES[first] ?? first;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    const kind = first.startsWith('-') ? 'flag' : 'command';
    const known = [...Object.keys(COMMANDS), '--version', '--help'];
    throw new UsageError(`unknown ${kind} ${first}${didYouMean(first, known)} (tidemark help lists them)`);
  }
  if (asksForHelp(rest)) return help(name === 'help' ? [] : [name]);
  return command(rest);
}

/** What stands behind `--` is a name. */
function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  const flags = end < 0 ? args : args.slice(0, end);
  return flags.includes('--help') || flags.includes('-h');
}

function help(args: readonly string[]): number {
  const [name, ...more] = parseFlags(args, {}).rest;
  if (name === undefined || name === 'help') return print([], overview());
  if (more.length > 0) throw new UsageError(`help tells of one command, not of ${more.length + 1}`);
  if (name === 'all') return print([], allHelp());
  if (Object.hasOwn(COMMAND_HELP, name)) return print([], helpOf(name));
  throw new UsageError(`unknown command ${name}${didYouMean(name, Object.keys(COMMANDS))} (tidemark help lists them)`);
}

function print(args: readonly string[], text: string): number {
  if (parseFlags(args, {}).rest.length > 0) throw new UsageError(`unexpected ${args[0]}`);
  const output = new Output();
  output.line(text.trimEnd());
  output.flush();
  return EXIT.ok;
}
