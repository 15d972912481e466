/** Lines of the console that are no tool of Kafka's: what happens to the cluster, in words. */
import type { Kafka } from '../kafka/kinds.ts';
import { didYouMean } from '../scenario/problems.ts';
import { nextName, spawnLike } from '../scenario/spawned.ts';
import type { Command } from '../sim/command.ts';
import type { Kernel } from '../sim/kernel.ts';

export type WorldCommands =
  | {
      readonly ok: true;
      readonly commands: readonly Command<Kafka>[];
      /** What the console says to it. */
      readonly said: string | null;
    }
  | { readonly ok: false; readonly problem: string };

const NODE_COMMANDS = ['kill', 'start', 'pause', 'resume', 'power-loss', 'wipe'] as const;

/** Undefined: these words are something else. */
export function worldCommands(
  word: string,
  rest: readonly string[],
  { nodes }: Kernel<Kafka>,
): WorldCommands | undefined {
  const known = nodes.map(({ id }) => id);
  const node = NODE_COMMANDS.find((command) => command === word);
  if (node !== undefined) return onNodes(rest, known, (name) => ({ type: node, node: name }));
  switch (word) {
    case 'stop':
      return onNodes(rest, known, (name) => ({ type: 'tell', node: name, order: { type: 'controlled-shutdown' } }));
    case 'cut':
      return cut(rest, known);
    case 'heal':
      return { ok: true, commands: [{ type: 'heal' }], said: null };
    case 'add':
      return add(rest, nodes, known);
    default:
      return undefined;
  }
}

function onNodes(
  names: readonly string[],
  known: readonly string[],
  commandFor: (name: string) => Command<Kafka>,
): WorldCommands {
  if (names.length === 0) return failed('which node?');
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) return failed(`there is no node ${unknown}${didYouMean(unknown, known)}`);
  return { ok: true, commands: names.map(commandFor), said: null };
}

/** Both ways: from one to another, or from one to all. */
function cut([from, to]: readonly string[], known: readonly string[]): WorldCommands {
  if (from === undefined || !known.includes(from)) return failed('cut needs a node, or two: cut b1, cut b1 b2');
  if (to !== undefined && !known.includes(to)) return failed(`there is no node ${to}${didYouMean(to, known)}`);
  const others = to === undefined ? known.filter((id) => id !== from) : [to];
  const rule = { cut: true };
  return {
    ok: true,
    commands: [
      { type: 'link', from: [from], to: others, rule },
      { type: 'link', from: others, to: [from], rule },
    ],
    said: null,
  };
}

/** `add like c1`, `add c3 like c1` */
function add(words: readonly string[], nodes: Kernel<Kafka>['nodes'], taken: readonly string[]): WorldCommands {
  const place = words.indexOf('like');
  const like = words[place + 1];
  if (place < 0 || like === undefined) return failed('add needs a client: add like c1, or add c3 like c1');
  const name = words[place - 1] ?? nextName(like.replace(/\d+$/, ''), taken);
  if (taken.includes(name)) return failed(`there is a node ${name} already`);
  const setups = nodes.map(({ id, setup }) => ({ id, setup, startAt: 0 }));
  const spawned = spawnLike(setups, name, like);
  if (!spawned.ok) return spawned;
  return { ok: true, commands: [spawned.command], said: `${name} was started` };
}

function failed(problem: string): WorldCommands {
  return { ok: false, problem };
}
