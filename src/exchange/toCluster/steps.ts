/** The lines of a timeline as commands of the script, in the order in which they are due. */
import { unreachable } from '../../base/assert.ts';
import { wordsOf } from '../../kafka/tools/words.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { TimelineLine } from '../../scenario/schema.ts';
import { actionOf, describeLine, targetsOf } from '../../scenario/timeline.ts';
import type { Words } from '../words.ts';
import { adminCommands } from './adminSteps.ts';
import { CANNOT, type CannotList } from './cannot.ts';
import { CLIENT_START, isWritable, plainOf, producerTool, recordWord, secondsText } from './clients.ts';
import { linkCommands } from './links.ts';
import { keyOf, partitionCounts } from './placed.ts';
import { comment, shellWord, shellWords } from './quote.ts';
import type { Release } from './release.ts';
import { type Target, targetsFor } from './targets.ts';

export interface Step {
  /** Micros. */
  readonly at: number;
  /** It waits for something to be seen, behind the step before it. */
  readonly isWaiting: boolean;
  readonly commands: readonly string[];
  readonly say: string;
}

export interface Around {
  readonly scenario: Scenario;
  readonly bootstrap: string;
  readonly release: Release;
  /** Every container. */
  readonly nodes: readonly string[];
  /** Servers of ZooKeeper among them. */
  readonly ensemble: readonly string[];
  /** What each client runs: functions of the script. */
  readonly programs: ReadonlyMap<string, readonly string[]>;
  readonly cannot: CannotList;
}

const RESTART_AFTER = 1_000_000;

export function timelineSteps(around: Around): Step[] {
  const steps: Step[] = [];
  let last = 0;
  for (const line of around.scenario.timeline ?? []) {
    const say = comment(describeLine(line));
    const { commands, later } = commandsFor(line, say, around);
    if (commands.length === 0) continue;
    if (line.at === undefined) {
      const fact = `${line.when?.fact ?? ''}, before: ${say}`;
      around.cannot.add(say, CANNOT.when);
      const rest = later === undefined ? [] : [`sleep ${secondsText(later.delay)}`, ...later.commands];
      const after = line.after === undefined || line.after === 0 ? [] : [`sleep ${secondsText(line.after)}`];
      const waiting = [`wait_for ${shellWord(comment(fact))}`, ...after, ...commands, ...rest];
      // Nothing is to be seen before there are clients.
      steps.push({ at: Math.max(last, CLIENT_START), isWaiting: true, say, commands: waiting });
      continue;
    }
    last = line.at;
    steps.push({ at: line.at, isWaiting: false, commands, say });
    if (later === undefined) continue;
    steps.push({ at: line.at + later.delay, isWaiting: false, commands: later.commands, say: `${say}: and back` });
  }
  return steps;
}

interface Commands {
  readonly commands: readonly string[];
  readonly later?: { readonly delay: number; readonly commands: readonly string[] } | undefined;
}

const NOTHING: Commands = { commands: [] };

function commandsFor(line: TimelineLine, say: string, around: Around): Commands {
  const { cannot, bootstrap } = around;
  const action = actionOf(line)!;
  const refuse = (reason: Words): Commands => {
    cannot.add(say, reason);
    return NOTHING;
  };
  switch (action) {
    case 'kill':
    case 'restart':
    case 'power-loss':
    case 'pause': {
      if (action === 'power-loss') cannot.add(say, CANNOT.powerLoss);
      const written = line[action]!;
      const isGroup = typeof written !== 'string' && !Array.isArray(written);
      const length = isGroup ? (written as { for: number }).for : action === 'restart' ? RESTART_AFTER : undefined;
      const targets = targetsFor(targetsOf(line), say, around);
      return action === 'pause'
        ? forAWhile(targets, length, 'docker compose pause', (words) => [`docker compose unpause ${words}`])
        : forAWhile(targets, length, 'docker compose kill -s KILL', (_, again) => startAll(again, around));
    }
    case 'start':
      return { commands: startAll(targetsFor(targetsOf(line), say, around), around) };
    case 'resume':
      return { commands: together('docker compose unpause', targetsFor(targetsOf(line), say, around)) };
    case 'controlled-shutdown':
      // It may take its time, and the next step is due.
      return {
        commands: together('docker compose stop -t 60', targetsFor(targetsOf(line), say, around)).map(
          (command) => `${command} &`,
        ),
      };
    case 'wipe':
      return { commands: targetsFor(targetsOf(line), say, around).map(({ word }) => `wipe ${word}`) };
    case 'cut':
    case 'heal':
    case 'slow-link':
      return { commands: linkCommands(line, action, say, around) };
    case 'break-connections':
      return refuse(CANNOT.breakConnections);
    case 'slow-disk':
      return refuse(CANNOT.slowDisk);
    case 'reconfigure':
      return refuse(CANNOT.zooKeeper);
    case 'add-voter':
    case 'remove-voter':
      return refuse(CANNOT.voters);
    case 'flush':
    case 'seek':
    case 'pause-partitions':
    case 'resume-partitions':
    case 'subscribe':
    case 'unsubscribe':
    case 'process':
    case 'commit':
      return refuse(CANNOT.inProcess);
    case 'close': {
      const client = typeof line.close === 'string' ? line.close : line.close!.client;
      return { commands: [`on ${shellWord(client)} pkill -TERM java || true`] };
    }
    case 'produce':
      if (!isWritable(line.produce!, around.release)) return refuse(CANNOT.tombstones);
      return { commands: [produceCommand(line.produce!, around)] };
    case 'console':
      return consoleCommand(line, say, around);
    case 'create-topic':
    case 'elect-leaders':
    case 'alter-config':
    case 'reassign':
    case 'cancel-reassignment':
    case 'list-reassignments':
    case 'create-partitions':
    case 'delete-records':
    case 'unregister-broker':
      return { commands: adminCommands(line, action, bootstrap, around.scenario) };
    default:
      return unreachable(action);
  }
}

/** `docker compose kill b1 b2`: at once. */
function together(command: string, targets: readonly Target[]): string[] {
  return targets.length === 0 ? [] : [`${command} ${targets.map(({ word }) => word).join(' ')}`];
}

/** Servers are started again; of clients, what they run. */
function startAll(targets: readonly Target[], { programs }: Around): string[] {
  const clients = targets.filter(({ node }) => programs.has(node ?? ''));
  const servers = targets.filter((target) => !clients.includes(target));
  return [
    ...together('start_servers', servers),
    ...clients.map(({ word, node }) => ['start_client', word, ...programs.get(node!)!].join(' ')),
  ];
}

function forAWhile(
  targets: readonly Target[],
  length: number | undefined,
  down: string,
  back: (words: string, targets: readonly Target[]) => readonly string[],
): Commands {
  if (length === undefined || targets.length === 0) return { commands: together(down, targets) };
  // Who that is may have changed until it is undone: it is remembered.
  const known = targets.map((target, place) =>
    target.node === undefined ? { ...target, word: `"$who${place}"` } : target,
  );
  const asked = targets.flatMap(({ node, word }, place) => (node === undefined ? [`who${place}=${word}`] : []));
  const undo = back(known.map(({ word }) => word).join(' '), known);
  return { commands: [...asked, ...together(down, known)], later: { delay: length, commands: undo } };
}

// ---- records and lines --------------------------------------------------------------------------------------------------

function produceCommand(
  { producer, value, count = 1, ...send }: NonNullable<TimelineLine['produce']>,
  { scenario, bootstrap, release, cannot }: Around,
): string {
  const key = keyOf(send, producer, partitionCounts(scenario), cannot);
  const section = scenario.producers?.find(({ name }) => name === producer);
  const plain = plainOf({ name: producer, config: section?.config }, cannot);
  const tool = producerTool(plain, send.topic, { bootstrap, release }, { key, value }, false);
  const print = `printf '%s\\n' ${recordWord({ key, value }, producer, cannot)}`;
  const program = `n=0; while [ "$n" -lt ${count} ]; do ${print}; n=$((n + 1)); done | ${tool}`;
  return `on ${shellWord(producer)} bash -c ${shellWord(program)}`;
}

/** `kafka-topics --list`: the same words, with the address that the console here knows by itself. */
function consoleCommand(line: TimelineLine, say: string, { bootstrap, ensemble, cannot }: Around): Commands {
  const written = line.console!;
  const { line: text, input, for: length } = typeof written === 'string' ? { line: written } : { ...written };
  const typed = wordsOf(text);
  const [tool, ...words] = typed.ok ? typed.words : [];
  const isThere = ensemble.length > 0 ? /^(kafka-[a-z-]+|zookeeper-shell)(\.sh)?$/ : /^kafka-[a-z-]+(\.sh)?$/;
  if (tool === undefined || !isThere.test(tool)) {
    cannot.add(say, CANNOT.console);
    return NOTHING;
  }
  const isOfZooKeeper = tool.startsWith('zookeeper-shell');
  const isAddressed =
    isOfZooKeeper || words.some((word) => /^--(bootstrap-(server|controller)|zookeeper|help)$/.test(word));
  const addressed = isAddressed ? words : ['--bootstrap-server', bootstrap, ...words];
  const name = tool.endsWith('.sh') ? tool : `${tool}.sh`;
  // Whole seconds: not every timeout reads others.
  const limit = length === undefined ? '' : `LIMIT=${Math.max(1, Math.ceil(length / 1_000_000))} `;
  const fed = input === undefined ? '' : `printf '%s\\n' ${shellWords(input)} | `;
  const run = input === undefined ? 'tool' : 'tool_fed';
  return { commands: [`${fed}${limit}${run} ${shellWords([name, ...addressed])} || true`] };
}
