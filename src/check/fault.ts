/**
 * The faults that the search may add to a run, each with what begins it and what ends it. All of them are commands of the
 * engine at exact times, so that a schedule that was found can be written down and played again.
 */
import { unreachable } from '../base/assert.ts';
import type { Micros } from '../base/time.ts';
import type { Command, TimedCommand } from '../sim/command.ts';
import type { Kinds, NodeId } from '../sim/protocol.ts';

/** In the order in which they are tried. */
export const FAULT_NAMES = [
  /** The process dies; its page cache survives. */
  'kill',
  /** The machine dies, and what was not flushed with it. */
  'power-loss',
  /** Nothing passes between a node and any other server, either way. */
  'isolate',
  /** Nothing passes between a node and one group of servers, either way; others it still reaches. */
  'cut-group',
  /** The node stands still; what it is sent waits. */
  'pause',
  /** Nothing passes between two nodes. */
  'cut',
  /** Nothing passes from one node to another. */
  'cut-one-way',
  /** The connections from one node to another break, and what is in flight on them is lost. */
  'break',
  /** What is sent in one instant from one node to another comes late: what other connections carry overtakes it. */
  'late',
] as const;

export type FaultName = (typeof FAULT_NAMES)[number];

export interface Fault {
  readonly name: FaultName;
  readonly at: Micros;
  /** The node, or the side from which nothing passes, or the client's side of a connection. */
  readonly from: NodeId;
  /** Empty for faults of one node. */
  readonly to: readonly NodeId[];
  /** How long it lasts; null for ever, 0 for what is over at once. A late message is that late. */
  readonly lasts: Micros | null;
}

/** How long it must be in force: a late message is one that is sent in one instant. */
const INSTANT: Micros = 1;

export function agendaOf<K extends Kinds>(fault: Fault): readonly TimedCommand<K>[] {
  const { at } = fault;
  const begin = beginning<K>(fault).map((command) => ({ at, command }));
  const over = endOf(fault);
  return over === null ? begin : [...begin, ...ending<K>(fault).map((command) => ({ at: over, command }))];
}

/** When the cluster is whole again, as far as this fault goes; null for never. */
export function endOf({ name, at, lasts }: Fault): Micros | null {
  if (name === 'late') return at + INSTANT;
  return lasts === null ? null : at + lasts;
}

export function beginning<K extends Kinds>({ name, from, to, lasts }: Fault): readonly Command<K>[] {
  switch (name) {
    case 'kill':
    case 'power-loss':
    case 'pause':
      return [{ type: name, node: from }];
    case 'isolate':
    case 'cut-group':
    case 'cut':
      return bothWays({ type: 'link', from: [from], to, rule: { cut: true } });
    case 'cut-one-way':
      return [{ type: 'link', from: [from], to, rule: { cut: true } }];
    case 'break':
      return [{ type: 'break-connections', from: [from], to }];
    case 'late':
      return [{ type: 'link', from: [from], to, rule: { delay: lasts ?? 0 } }];
    default:
      return unreachable(name);
  }
}

export function ending<K extends Kinds>({ name, from, to }: Fault): readonly Command<K>[] {
  const clear: Command<K> & { type: 'link' } = {
    type: 'link',
    from: [from],
    to,
    rule: { cut: false, delay: 0, bytesPerSecond: 0 },
  };
  switch (name) {
    case 'kill':
    case 'power-loss':
      return [{ type: 'start', node: from }];
    case 'pause':
      return [{ type: 'resume', node: from }];
    case 'isolate':
    case 'cut-group':
    case 'cut':
      return bothWays(clear);
    case 'cut-one-way':
    case 'late':
      return [clear];
    case 'break':
      return [];
    default:
      return unreachable(name);
  }
}

function bothWays<K extends Kinds>(link: Extract<Command<K>, { type: 'link' }>): readonly Command<K>[] {
  return [link, { ...link, from: link.to, to: link.from }];
}

/** Of several faults, in the order in which a script runs them: by time, and at one time in the order given. */
export function agendaOfAll<K extends Kinds>(faults: readonly Fault[]): readonly TimedCommand<K>[] {
  return faults.flatMap((fault) => agendaOf<K>(fault)).sort((a, b) => a.at - b.at);
}
