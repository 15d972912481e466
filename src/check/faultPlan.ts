/**
 * A random plan of faults from a seed: what breaks, when, and when it is mended. Generic over the engine; each kind of
 * fault draws from names of its own, so that adding a kind moves no other draw.
 */
import { draw } from '../base/draw.ts';
import type { Micros } from '../base/time.ts';
import type { Command, TimedCommand } from '../sim/command.ts';
import type { Kinds, NodeId } from '../sim/protocol.ts';

export const FAULT_KINDS = [
  'kill',
  'restart',
  'pause',
  'power-loss',
  'order',
  'cut',
  'cut-one-way',
  'isolate',
  'slow-link',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

export interface FaultPlanOptions<K extends Kinds> {
  readonly seed: number;
  /** Nodes whose processes and machines fail. */
  readonly nodes: readonly NodeId[];
  /** Nodes between which links fail: the same and more. */
  readonly linked: readonly NodeId[];
  readonly kinds: readonly FaultKind[];
  readonly from: Micros;
  readonly to: Micros;
  readonly count: number;
  /** What `order` tells a node, such as a controlled shutdown; the node is started again afterwards. */
  readonly order: K['order'];
}

export interface FaultPlan<K extends Kinds> {
  readonly commands: readonly TimedCommand<K>[];
  /** How often each kind was planned. */
  readonly counts: Readonly<Record<FaultKind, number>>;
}

export function planFaults<K extends Kinds>(options: FaultPlanOptions<K>): FaultPlan<K> {
  const commands: TimedCommand<K>[] = [];
  const counts = Object.fromEntries(FAULT_KINDS.map((kind) => [kind, 0])) as Record<FaultKind, number>;
  for (let n = 0; n < options.count; n++) {
    const pick = (what: string, bound: number) => draw(options.seed, `fault ${n} ${what}`, bound);
    const kind = options.kinds[pick('kind', options.kinds.length)]!;
    const at = options.from + pick('at', options.to - options.from);
    // Most faults are short, some outlast every timeout.
    const lasts = pick('long', 3) === 0 ? 500_000 + pick('lasts', 20_000_000) : 20_000 + pick('lasts', 2_000_000);
    const node = options.nodes[pick('node', options.nodes.length)]!;
    const [from, to] = pair(options.linked, pick('from', options.linked.length), pick('to', options.linked.length - 1));
    counts[kind]++;
    for (const [delay, command] of breakAndMend<K>(kind, node, from, to, lasts, options, pick('delay', 400_000))) {
      commands.push({ at: Math.min(at + delay, options.to), command });
    }
  }
  // The sort is stable: what a fault does first stays first.
  return { commands: commands.sort((a, b) => a.at - b.at), counts };
}

function breakAndMend<K extends Kinds>(
  kind: FaultKind,
  node: NodeId,
  from: NodeId,
  to: NodeId,
  lasts: Micros,
  { order, linked }: FaultPlanOptions<K>,
  delay: Micros,
): [Micros, Command<K>][] {
  const others = linked.filter((id) => id !== node);
  const both = (a: readonly NodeId[], b: readonly NodeId[], cut: boolean, when: Micros): [Micros, Command<K>][] => [
    [when, { type: 'link', from: a, to: b, rule: { cut } }],
    [when, { type: 'link', from: b, to: a, rule: { cut } }],
  ];
  switch (kind) {
    case 'kill':
      return [
        [0, { type: 'kill', node }],
        [lasts, { type: 'start', node }],
      ];
    case 'restart':
      return [
        [0, { type: 'kill', node }],
        [1_000, { type: 'start', node }],
      ];
    case 'pause':
      return [
        [0, { type: 'pause', node }],
        [lasts, { type: 'resume', node }],
      ];
    case 'power-loss':
      return [
        [0, { type: 'power-loss', node }],
        [lasts, { type: 'start', node }],
      ];
    case 'order':
      return [
        [0, { type: 'tell', node, order }],
        [lasts, { type: 'start', node }],
      ];
    case 'cut':
      return [...both([from], [to], true, 0), ...both([from], [to], false, lasts)];
    case 'cut-one-way':
      return [
        [0, { type: 'link', from: [from], to: [to], rule: { cut: true } }],
        [lasts, { type: 'link', from: [from], to: [to], rule: { cut: false } }],
      ];
    case 'isolate':
      return [...both([node], others, true, 0), ...both([node], others, false, lasts)];
    case 'slow-link':
      return [
        [0, { type: 'link', from: [from], to: [to], rule: { delay } }],
        [lasts, { type: 'link', from: [from], to: [to], rule: { delay: 0 } }],
      ];
  }
}

function pair(nodes: readonly NodeId[], first: number, second: number): [NodeId, NodeId] {
  return [nodes[first]!, nodes[second >= first ? second + 1 : second]!];
}

/** Everything mended at once: the safety phase is over, the liveness phase begins. */
export function mendAll<K extends Kinds>(nodes: readonly NodeId[]): Command<K>[] {
  return [
    { type: 'heal' },
    ...nodes.map((node): Command<K> => ({ type: 'resume', node })),
    ...nodes.map((node): Command<K> => ({ type: 'start', node })),
  ];
}
