/** The lines of a timeline as commands of the script, in the order in which they are due. */
import { unreachable } from '../../base/assert.ts';
import { wordsOf } from '../../kafka/tools/words.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { TimelineLine } from '../../scenario/schema.ts';
import { parseSelector } from '../../scenario/selectors.ts';
import { actionOf, describeLine, targetsOf } from '../../scenario/timeline.ts';
import type { Words } from '../words.ts';
import { adminCommands } from './adminSteps.ts';
import { CANNOT, type CannotList } from './cannot.ts';
import { CLIENT_START, plainOf, producerTool, recordWord, secondsText } from './clients.ts';
import { comment, shellWord, shellWords } from './quote.ts';

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
  /** Every container. */
  readonly nodes: readonly string[];
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
      const down = action === 'pause' ? 'pause' : 'kill -s KILL';
      return onTargets(targetsOf(line), say, around, down, length, action === 'pause' ? 'unpause' : 'start');
    }
    case 'start':
      return onTargets(targetsOf(line), say, around, 'up -d --no-deps');
    case 'resume':
      return onTargets(targetsOf(line), say, around, 'unpause');
    case 'controlled-shutdown':
      return onTargets(targetsOf(line), say, around, 'stop -t 60');
    case 'wipe':
      return each(targetsOf(line), say, around, (target) => [`wipe ${target}`]);
    case 'cut':
    case 'heal':
    case 'slow-link':
      return linkCommands(line, action, say, around);
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

function many(written: string | readonly string[]): readonly string[] {
  return typeof written === 'string' ? [written] : written;
}

function onTargets(
  targets: readonly string[],
  say: string,
  around: Around,
  command: string,
  length?: number,
  undo?: string,
): Commands {
  // Who that is may have changed until it is undone: it is remembered.
  const { commands } = each(targets, say, around, (target, place) => [
    ...(length === undefined ? [] : [`who${place}=${target}`]),
    `docker compose ${command} ${length === undefined ? target : `"$who${place}"`}`,
  ]);
  if (commands.length === 0 || length === undefined) return { commands };
  const back = targets.map((_, place) => `[ -z "\${who${place}:-}" ] || docker compose ${undo} "$who${place}"`);
  return { commands, later: { delay: length, commands: back } };
}

function each(
  targets: readonly string[],
  say: string,
  around: Around,
  make: (target: string, place: number) => readonly string[],
): Commands {
  const commands = targets.flatMap((target, place) => {
    const word = targetWord(target, around);
    if (word !== undefined) return make(word, place);
    around.cannot.add(say, target.startsWith('zookeeper') ? CANNOT.zooKeeper : CANNOT.target);
    return [];
  });
  return { commands };
}

/** A node by name, or what asks the cluster who it is. */
function targetWord(target: string, { nodes }: Around): string | undefined {
  const selector = parseSelector(target);
  switch (selector?.type) {
    case 'node':
      return nodes.includes(selector.name) ? shellWord(selector.name) : undefined;
    case 'leader':
    case 'follower': {
      const dash = selector.partition.lastIndexOf('-');
      const [topic, partition] = [selector.partition.slice(0, dash), selector.partition.slice(dash + 1)];
      return `"$(${selector.type}_of ${shellWords([topic, partition])})"`;
    }
    case 'active controller':
      return '"$(active_controller)"';
    default:
      return undefined;
  }
}

// ---- links --------------------------------------------------------------------------------------------------------------

interface Link {
  readonly from: string | readonly string[];
  readonly to: string | readonly string[];
  readonly 'both-ways'?: boolean | undefined;
}

function linkCommands(line: TimelineLine, action: 'cut' | 'heal' | 'slow-link', say: string, around: Around): Commands {
  if (action === 'heal' && line.heal === 'all') return { commands: ['heal_all'] };
  const link = line[action] as Link;
  around.cannot.add(say, action === 'slow-link' ? CANNOT.slowLink : CANNOT.cut);
  const from = sideOf(link.from, link.to, around);
  const to = sideOf(link.to, link.from, around);
  if (from === undefined || to === undefined) {
    around.cannot.add(say, CANNOT.target);
    return NOTHING;
  }
  if (action === 'slow-link') {
    const { delay, bandwidth } = line['slow-link']!;
    const netem = [
      ...(delay === undefined ? [] : ['delay', `${Math.round(delay / 1000)}ms`]),
      ...(bandwidth === undefined ? [] : ['rate', `${bandwidth * 8}bit`]),
    ];
    return { commands: from.map((node) => `slow ${node} ${shellWords(netem)}`) };
  }
  const command = action === 'cut' ? 'cut_link' : 'heal_link';
  const pairs = from.flatMap((one) => to.map((other) => `${command} ${one} ${other}`));
  const back =
    link['both-ways'] === false ? [] : from.flatMap((one) => to.map((other) => `${command} ${other} ${one}`));
  return { commands: [...pairs, ...back] };
}

function sideOf(side: Link['from'], other: Link['to'], around: Around): readonly string[] | undefined {
  const words: string[] = [];
  for (const target of many(side)) {
    if (target === 'others') {
      const rest = around.nodes.filter((node) => !many(other).includes(node));
      words.push(...rest.map(shellWord));
      continue;
    }
    const word = targetWord(target, around);
    if (word === undefined) return undefined;
    words.push(word);
  }
  return words;
}

// ---- records and lines --------------------------------------------------------------------------------------------------

function produceCommand(
  { producer, topic, partition, key, value, count = 1 }: NonNullable<TimelineLine['produce']>,
  { scenario, bootstrap, cannot }: Around,
): string {
  if (partition !== undefined) cannot.add(`${producer}: ${topic}-${partition}`, CANNOT.partitionOfSend);
  const section = scenario.producers?.find(({ name }) => name === producer);
  const plain = plainOf({ name: producer, config: section?.config }, cannot);
  const tool = producerTool(plain, topic, bootstrap, { key }, false);
  const print = `printf '%s\\n' ${recordWord({ key, value }, producer, cannot)}`;
  const program = `n=0; while [ "$n" -lt ${count} ]; do ${print}; n=$((n + 1)); done | ${tool}`;
  return `on ${shellWord(producer)} bash -c ${shellWord(program)}`;
}

/** `kafka-topics --list`: the same words, with the address that the console here knows by itself. */
function consoleCommand(line: TimelineLine, say: string, { bootstrap, cannot }: Around): Commands {
  const written = line.console!;
  const { line: text, input, for: length } = typeof written === 'string' ? { line: written } : { ...written };
  const typed = wordsOf(text);
  const [tool, ...words] = typed.ok ? typed.words : [];
  if (tool === undefined || !/^kafka-[a-z-]+(\.sh)?$/.test(tool)) {
    cannot.add(say, CANNOT.console);
    return NOTHING;
  }
  const isAddressed = words.includes('--bootstrap-server') || words.includes('--bootstrap-controller');
  const addressed = isAddressed || words.includes('--help') ? words : ['--bootstrap-server', bootstrap, ...words];
  const name = tool.endsWith('.sh') ? tool : `${tool}.sh`;
  // Whole seconds: not every timeout reads others.
  const limit = length === undefined ? '' : `LIMIT=${Math.max(1, Math.ceil(length / 1_000_000))} `;
  const fed = input === undefined ? '' : `printf '%s\\n' ${shellWords(input)} | `;
  const run = input === undefined ? 'tool' : 'tool_fed';
  return { commands: [`${fed}${limit}${run} ${shellWords([name, ...addressed])} || true`] };
}
