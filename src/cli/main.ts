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
import { importCommand } from './importCommand.ts';
import { lint } from './lintCommand.ts';
import { migrate } from './migrateCommand.ts';
import { newCommand } from './newCommand.ts';
import { complain, letReadersGo, Output } from './output.ts';
import { packageCommand } from './packageCommand.ts';
import { run } from './runCommand.ts';
import { test } from './testCommand.ts';

const HELP = `Tidemark: Apache Kafka under glass.

  tidemark run FILE [--seed N] [--until 30s] [--set key=value …]
               [--protocol RUNG] [--version NAME] [--era NAME] [--cause NAME] [--json]
      Runs a scenario, or a run saved from the page: every fact as a line, then the verdict
      on each expectation.
      --seed N          another run of the same story
      --until 30s       ends there instead (us, ms, s, m, h)
      --set key=value   a server setting under its Kafka name, or one of a topic or client:
                        topic:orders:min.insync.replicas=1, producer:p1:acks=1, broker:b1:…=…
      --protocol RUNG   another generation of the replication protocol: truncate-to-high-watermark,
                        kip-101, kip-279, kip-320-first-try, kip-320 (Kafka of today)
      --version NAME    another release of Kafka
      --era NAME        who keeps the metadata: zookeeper, kraft, or migration from the one to the other
      --cause NAME      of a drill: this one, whatever the seed draws
      --json            one JSON object a line: facts with \`at\` in microseconds, then a summary
  tidemark test [FILE or FOLDER …] [--seeds N | --seed N] [--versions LIST] [--only TEXT] [--junit FILE] [--json FILE]
      Runs every scenario (by default those in scenarios/) and prints a table; one that is for both eras in each.
      What does not hold is told: what was expected, what is so instead, the nearest fact, why, and how to play it.
      A lesson is judged too: its moments come, each question has one answer, its solutions reach their goals.
      --seeds N         under N seeds: the file's own, then 1, 2, 3 …; --from S begins elsewhere
      --seed N          under this one alone
      --versions all    lessons in every release that can run their scenario as well, or in some: 4.0.0,3.9.1
      --only TEXT       those with this text in their path
      --jobs J          processes that share the work; by default as many as the machine has cores
      --junit FILE      writes a report that a CI reads
      --json FILE       writes a report that a program reads (docs/authoring.md); - for stdout, in place of the table
  tidemark new NAME [--template T] [--lang en,ko] [--title TEXT] [--force]
      Writes a scenario to begin from. \`tidemark new --list\` shows the templates.
  tidemark lint [FILE or FOLDER …] [--strict] [--json]
      What is legal and could be better, each with its place, a code and how to mend it; \`--list\` shows the codes.
      Exit code 1 with warnings, with --strict for advice as well.
  tidemark explain FILE
      What a scenario does, in plain words.
  tidemark explain FILE --fact NAME | --partition P | --node N | --group G [--at 20s] [--aspect isr] [--seed N]
      Why it is so at that moment: the chain of causes, with the rules of Kafka that they follow.
  tidemark explain FILE --expectation N
      Why the Nth expectation holds, or does not.
  tidemark explain WORD
      A key of the format, a Kafka setting (its default in each release), an error code, a fact, a property.
  tidemark migrate FILE or FOLDER … [--write]
      What a file has of an older form of the format; with --write it is rewritten, comments and all.
  tidemark console FILE [--at 20s] [--seed N] [--protocol RUNG] [--version NAME] [--era NAME]
      Kafka's command-line tools (kafka-topics, kafka-consumer-groups, …) on the simulated cluster of a scenario or a
      saved run, with completion and history; \`help\` lists what else can be typed. Reads a pipe as well:
      echo "kafka-topics --list" | tidemark console scenarios/leader-failover.yaml --at 20s
      --at 20s          where it begins, instead of the start
  tidemark check FILE --property NAME [--depth N] [--faults kill=2,cut=1] [--out FILE] …
      Searches the schedules of a scenario, as it is and with faults put in, fewest faults first, for one that breaks
      the property; shrinks it and writes it as a scenario that \`run\` and the page play. Says exactly what was covered.
      --property NAME   any property or anomaly that a scenario can expect, or \`all\`
      --depth N         most faults of one schedule (2)
      --faults LIST     only these, and no more of each: kill, power-loss, isolate, cut-group, pause, cut,
                        cut-one-way, break, late; without --depth as many as they are together
      --nodes LIST      servers that fail and between which links fail, such as b1,c1; by default all
      --from, --to T    when faults begin; by default from the first record to the end
      --until T         where every run ends, instead of the file's own end
      --every-event     after every event of a server, and not only after those that told something
      --seed N, --set … as for run
      --states N --minutes N
                        where to stop: schedules (no bound), and time (10 minutes)
      --out FILE        what to write (found-NAME.yaml); --force to write over it
      --json            one JSON object
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
      Exit code of both: 0 no violation found, 1 one found, 2 a bad flag, 3 stopped at a bound that no flag set
  tidemark fuzz [--seeds N] [--from S] [--era zookeeper] [--minutes M] [--jobs J] [--json]
      Random clusters under random loads and faults; then all is mended, and each has to settle. Prints seeds a second,
      what was injected, which marked states were reached, and what failed.
      --seeds N         how many (100); with --minutes alone as many as there is time for
      --from S          the first one (1)
      --jobs J          processes that share the work; by default as many as the machine has cores
  tidemark fuzz --seed N [--era zookeeper] [--shrink [--out FILE] [--minutes M]] [--json]
      One seed again: its cluster, what broke, and the facts up to what failed. --shrink leaves out whatever is not
      needed for the failure, and writes the rest as a scenario that \`tidemark run\` and the page play.
      Exit code: 0 nothing failed, 1 something did
  tidemark import [FILE …] [--out FILE] [--force]
      What kafka-topics --describe, kafka-consumer-groups --describe and other tools print of a real cluster (files, or a
      pipe), as a scenario with the same replicas, leaders, ISRs and lag. Lists what could not be carried over.
  tidemark export FILE --compose DIR [--force]
      The scenario for a real cluster: a docker compose file and a bash script with the same steps, and what cannot be
      done there.
  tidemark export FILE --facts csv|json [--from T] [--until T] [--lang en|ko] [--seed N] [--out FILE]
  tidemark export FILE --shiviz [--from T] [--until T] [--lang en|ko] [--seed N] [--out FILE]
      The facts of a run for a spreadsheet or a script, or with vector clocks for ShiViz.
  tidemark package FILE --scorm12 | --scorm2004 | --cmi5 | --html --out FILE [--lang en|ko] [--force]
      A lesson for a learning management system, as a ZIP file that reports its score there; or in one HTML file.
      --mastery 0.8     the share of right predictions that passes; without it to have finished is enough
      --store ORIGIN    of --cmi5: a learning record store elsewhere than the package (docs/embedding.md)
  tidemark schema
      Prints the JSON Schema of the scenario format.
  tidemark help | --version

Exit code: 0 all expectations hold, 1 one does not, 2 a bad file or flag, 3 a run stopped at its budget.
`;

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
  help: (args) => print(args, HELP),
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
