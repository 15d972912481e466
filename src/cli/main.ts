/** The command line: finds the command, and says in one line what is wrong when there is none. */
import packageFile from '../../package.json' with { type: 'json' };
import { DEFAULT_KAFKA_VERSION } from '../kafka/versions.ts';
import { schemaText } from '../scenario/jsonSchema.ts';
import { didYouMean } from '../scenario/problems.ts';
import { check } from './checkCommand.ts';
import { EXIT } from './exit.ts';
import { parseFlags, UsageError } from './flags.ts';
import { complain, Output } from './output.ts';
import { run } from './runCommand.ts';
import { test } from './testCommand.ts';

const HELP = `Tidemark: Apache Kafka under glass.

  tidemark run FILE [--seed N] [--until 30s] [--set key=value …] [--json]
      Runs a scenario, or a run saved from the page: every fact as a line, then the verdict
      on each expectation.
      --seed N          another run of the same story
      --until 30s       ends there instead (us, ms, s, m, h)
      --set key=value   a server setting under its Kafka name, or one of a topic or client:
                        topic:orders:min.insync.replicas=1, producer:p1:acks=1, broker:b1:…=…
      --json            one JSON object a line: facts with \`at\` in microseconds, then a summary
  tidemark test [FILE or FOLDER …]
      Runs every scenario (by default those in scenarios/) and prints a table.
  tidemark check --ladder RUNG --property NAME [--replicas N] [--records N] [--epochs N] …
      Searches every state of a small abstract model of one generation of the replication protocol, shortest way to a
      violation first. Says what was covered: states, depth, and whether that was all.
      --ladder RUNG     truncate-to-high-watermark, kip-101, kip-279, kip-320-first-try, kip-320,
                        async-isr-committed, async-isr
      --property NAME   WeakIsr, StrongIsr, LeaderInIsr, NoDivergenceBelowHw, CommittedOnTrueLeader, ValidHighWatermark
      --replicas N --records N --log-size N --epochs N
                        how large the model is; by default just large enough to show what breaks, if something does
      --states N --depth N --minutes N
                        where to stop; by default 20,000,000 states and 10 minutes
      --symmetry        takes states that differ only in the names of replicas for one
      --json            one JSON object
      Exit code: 0 no violation found, 1 a violation found, 2 a bad flag, 3 stopped at a bound that no flag set
  tidemark schema
      Prints the JSON Schema of the scenario format.
  tidemark help | --version

Exit code: 0 all expectations hold, 1 one does not, 2 a bad file or flag, 3 a run stopped at its budget.
`;

const COMMANDS: Readonly<Record<string, (args: readonly string[]) => number>> = {
  run,
  test,
  check,
  schema: (args) => print(args, schemaText()),
  help: (args) => print(args, HELP),
};

const ALIASES: Readonly<Record<string, string>> = { '--help': 'help', '-h': 'help' };

export async function main(args: readonly string[]): Promise<number> {
  try {
    return dispatch(args);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    complain(`tidemark: ${error.message}`);
    return EXIT.badFile;
  }
}

function dispatch(args: readonly string[]): number {
  const [first, ...rest] = args;
  if (first === '--version' || first === '-v') {
    return print(rest, `tidemark ${packageFile.version} (Kafka ${DEFAULT_KAFKA_VERSION.name})\n`);
  }
  if (first === undefined) {
    complain(HELP);
    return EXIT.badFile;
  }
  const name = ALIASES[first] ?? first;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    const kind = first.startsWith('-') ? 'flag' : 'command';
    const known = [...Object.keys(COMMANDS), '--version', '--help'];
    throw new UsageError(`unknown ${kind} ${first}${didYouMean(first, known)} (tidemark help lists them)`);
  }
  if (rest.includes('--help') || rest.includes('-h')) return print([], HELP);
  return command(rest);
}

function print(args: readonly string[], text: string): number {
  if (parseFlags(args, {}).rest.length > 0) throw new UsageError(`unexpected ${args[0]}`);
  const output = new Output();
  output.line(text.trimEnd());
  output.flush();
  return EXIT.ok;
}
