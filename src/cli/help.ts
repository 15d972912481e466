/**
 * What the command line says of itself: a line for each command, and all that one command can be told. A test holds both
 * against the commands that there are and the flags that they take.
 */

interface CommandHelp {
  /** What follows the name in the list of commands. */
  readonly takes: string;
  readonly about: string;
  readonly group: keyof typeof GROUPS;
  readonly text: string;
}

const GROUPS = {
  write: 'Write',
  run: 'Run',
  search: 'Search',
  exchange: 'Exchange',
} as const;

export const COMMAND_HELP: Readonly<Record<string, CommandHelp>> = {
  new: {
    takes: 'NAME',
    about: 'a scenario to begin from, out of a template',
    group: 'write',
    text: `tidemark new NAME [--template T] [--lang en,ko] [--title TEXT] [--force]
tidemark new --list
    Writes NAME.yaml, a scenario to begin from; folders in NAME are made.
    --template T      one of those that --list shows; without it broker-failure
    --lang en,ko      languages of its texts: en, ko, or both, which is what it is without this
    --title TEXT      its title
    --force           writes over a file that is there
    --list            the templates
`,
  },
  lint: {
    takes: '[FILE …]',
    about: 'what is legal and could be better',
    group: 'write',
    text: `tidemark lint [FILE or FOLDER …] [--strict] [--json]
    Reads files and runs nothing: what is wrong, and what is legal and could be better, each with its place, a code and
    how to mend it. Without a file, those in scenarios/.
    --strict          exit code 1 for advice as well, not for warnings only
    --json            one JSON object (docs/authoring.md)
    --list            every code, and what it is about
    Exit code: 0 no warnings, 1 warnings (with --strict also advice), 2 a bad file or flag
`,
  },
  explain: {
    takes: 'FILE or WORD',
    about: 'what a scenario does, why something is so in its run, what a word means',
    group: 'write',
    text: `tidemark explain FILE
    What a scenario does, in plain words, and on which releases it can be run.
tidemark explain FILE --fact NAME | --partition P | --node N | --group G [--at 20s] [--aspect isr]
    Why it is so at that moment: the chain of causes, with the rules of Kafka that they follow.
    --at 20s          the moment; without it, the end
    --aspect NAME     newest, status, leader, isr, elr, high-watermark, log-end, role, fate, assignment, position, state
tidemark explain FILE --expectation N
    Why the Nth expectation holds, or does not.
    --seed N, --protocol, --version, --era, --cause
                      as for run
tidemark explain WORD
    A key of the format, a Kafka setting (its default in each release), an error code or its number, a fact and its
    fields, a property, a code of lint, a term of the glossary in English or Korean.
tidemark explain facts | properties | anomalies | errors | terms | actions | expectations | templates
    All of a kind.
`,
  },
  migrate: {
    takes: 'FILE …',
    about: 'files of an older form of the format',
    group: 'write',
    text: `tidemark migrate FILE or FOLDER … [--write]
    What a file has of an older form of the format, each with its place. Nothing is written.
    --write           rewrites the files in the form of today, comments and layout and all
`,
  },
  schema: {
    takes: '',
    about: 'the JSON Schema of the format, for editors',
    group: 'write',
    text: `tidemark schema
    Prints the JSON Schema of the scenario format.
`,
  },
  run: {
    takes: 'FILE',
    about: 'runs a scenario: every fact as a line, then the verdict on each expectation',
    group: 'run',
    text: `tidemark run FILE [--seed N] [--until 30s] [--set key=value …]
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
`,
  },
  test: {
    takes: '[FILE …]',
    about: 'runs every scenario, also with other seeds and in other releases; reports for a CI',
    group: 'run',
    text: `tidemark test [FILE or FOLDER …] [--seeds N | --seed N] [--versions LIST] [--only TEXT] [--page URL]
              [--junit FILE] [--json FILE] [--watch]
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
    --page URL        where Tidemark is served: with what fails stands a link to that moment there
    --watch           tests again what has changed, until Ctrl-C
    In GitHub Actions what fails is also shown beside the lines of the files.
`,
  },
  console: {
    takes: 'FILE',
    about: "Kafka's command-line tools, typed into the running cluster",
    group: 'run',
    text: `tidemark console FILE [--at 20s] [--seed N] [--protocol RUNG] [--version NAME] [--era NAME]
    Kafka's command-line tools (kafka-topics, kafka-consumer-groups, …) on the simulated cluster of a scenario or a
    saved run, with completion and history; \`help\` lists what else can be typed. Reads a pipe as well:
    echo "kafka-topics --list" | tidemark console scenarios/leader-failover.yaml --at 20s
    --at 20s          where it begins, instead of the start
    --seed N, --protocol, --version, --era
                      as for run
`,
  },
  check: {
    takes: 'FILE',
    about: 'searches for the schedule that breaks a property',
    group: 'search',
    text: `tidemark check FILE --property NAME [--depth N] [--faults kill=2,cut=1] [--out FILE] …
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
`,
  },
  fuzz: {
    takes: '',
    about: 'random clusters under random faults, every promise held',
    group: 'search',
    text: `tidemark fuzz [--seeds N] [--from S] [--era zookeeper] [--minutes M] [--jobs J] [--json]
    Random clusters under random loads and faults; then all is mended, and each has to settle. Prints seeds a second,
    what was injected, which marked states were reached, and what failed.
    --seeds N         how many (100); with --minutes alone as many as there is time for
    --from S          the first one (1)
    --jobs J          processes that share the work; by default as many as the machine has cores
    --era zookeeper   clusters with ZooKeeper
    --json            one JSON object
tidemark fuzz --seed N [--era zookeeper] [--shrink [--out FILE] [--minutes M]] [--json]
    One seed again: its cluster, what broke, and the facts up to what failed. --shrink leaves out whatever is not
    needed for the failure, and writes the rest as a scenario that \`tidemark run\` and the page play.
    Exit code: 0 nothing failed, 1 something did
`,
  },
  import: {
    takes: '[FILE …]',
    about: 'what the tools print of a real cluster, as a scenario',
    group: 'exchange',
    text: `tidemark import [FILE …] [--out FILE] [--force]
    What kafka-topics --describe, kafka-consumer-groups --describe and other tools print of a real cluster (files, or a
    pipe), as a scenario with the same replicas, leaders, ISRs and lag. Lists what could not be carried over.
    --out FILE        where to; without it, stdout. --force writes over a file that is there
`,
  },
  export: {
    takes: 'FILE',
    about: 'a scenario for a real cluster; facts for a spreadsheet or ShiViz',
    group: 'exchange',
    text: `tidemark export FILE --compose DIR [--force]
    The scenario for a real cluster: a docker compose file and a bash script with the same steps, and what cannot be
    done there.
    --force           writes over files that are there
tidemark export FILE --facts csv|json [--from T] [--until T] [--lang en|ko] [--seed N] [--out FILE]
tidemark export FILE --shiviz [--from T] [--until T] [--lang en|ko] [--seed N] [--out FILE]
    The facts of a run for a spreadsheet or a script, or with vector clocks for ShiViz.
    --from T, --until T
                      only what happens in between
    --out FILE        where to; without it, stdout
    --seed N, --protocol, --version, --era
                      as for run
`,
  },
  package: {
    takes: 'FILE',
    about: 'a lesson for a learning management system, or in one HTML file',
    group: 'exchange',
    text: `tidemark package FILE --scorm12 | --scorm2004 | --cmi5 | --html --out FILE [--lang en|ko] [--force]
    A lesson for a learning management system, as a ZIP file that reports its score there; or in one HTML file.
    --mastery 0.8     the share of right predictions that passes; without it to have finished is enough
    --lang en|ko      its language; without it, as the browser
    --out FILE        what to write; --force to write over it
    --store ORIGIN    of --cmi5: a learning record store elsewhere than the package (docs/embedding.md)
`,
  },
};

const EXIT_CODES = `Exit code: 0 all expectations hold, 1 one does not, 2 a bad file or flag, 3 a run stopped at its budget.
`;
/** Of those that judge nothing. */
const DONE_OR_NOT = `Exit code: 0 it is done, 2 a bad file or flag.
`;
/** The others say it themselves, or judge nothing. */
const JUDGING = new Set(['run', 'test']);

/** Every command on a line. */
export function overview(): string {
  const named = Object.entries(COMMAND_HELP).map(([name, { takes, about, group }]) => {
    return { group, call: `${name} ${takes}`.trim(), about };
  });
  const width = Math.max(...named.map(({ call }) => call.length)) + 2;
  const lines = Object.entries(GROUPS).flatMap(([group, title]) => [
    title,
    ...named.filter((one) => one.group === group).map(({ call, about }) => `  ${call.padEnd(width)}${about}`),
    '',
  ]);
  return [
    'Tidemark: Apache Kafka under glass.',
    '',
    '  tidemark COMMAND …',
    '  tidemark help COMMAND     what one command does, and all its flags; `help all` for every command',
    '  tidemark --version',
    '',
    ...lines,
    EXIT_CODES,
  ].join('\n');
}

export function helpOf(name: string): string {
  const { text } = COMMAND_HELP[name]!;
  if (text.includes('Exit code')) return text;
  return `${text}\n${JUDGING.has(name) ? EXIT_CODES : DONE_OR_NOT}`;
}

export function allHelp(): string {
  return `${Object.values(COMMAND_HELP)
    .map(({ text }) => text)
    .join('\n')}\n${EXIT_CODES}`;
}
