/**
 * Where a schedule may depart from a run: the faults that could come next, each with its instant. A node changes only
 * when it handles an event, so that between two of its events one instant is as good as another: the one right after the
 * first, or the one right before the second. Of its events those count that told something; with `every`, all of them.
 */
import type { Micros } from '../base/time.ts';
import type { Kinds, NodeId } from '../sim/protocol.ts';
import type { Step } from '../sim/world.ts';
import { FAULT_NAMES, type Fault, type FaultName } from './fault.ts';

export interface Departures<K extends Kinds> {
  /** Nodes whose processes and machines fail, and between which links fail. */
  readonly nodes: readonly NodeId[];
  /** Of servers that belong together: a node may lose sight of one group and not of another. */
  readonly groups: readonly (readonly NodeId[])[];
  /** How long each kind of fault may last. A kind that is not there is not tried. */
  readonly lasting: Readonly<Partial<Record<FaultName, readonly (Micros | null)[]>>>;
  /** What an event told, as a rank: 0 is looked at first. Undefined: nothing worth a fault of its own. */
  readonly rank: (step: Step<K>) => number | undefined;
  /** After every event of a node, not only those that told something. */
  readonly every: boolean;
  readonly from: Micros;
  readonly to: Micros;
}

/** One fault with all the times that it may last. */
export interface Departure {
  readonly name: FaultName;
  readonly at: Micros;
  readonly from: NodeId;
  readonly to: readonly NodeId[];
  readonly rank: number;
}

/** What is tried after all that told something. */
const SILENT_RANK = 4;
/** Crashes are tried before networks that fail, and those before single messages. */
const RANKS: Readonly<Record<FaultName, number>> = {
  kill: 0,
  'power-loss': 0,
  isolate: 1,
  'cut-group': 1,
  pause: 1,
  cut: 2,
  'cut-one-way': 2,
  break: 2,
  late: 2,
};

const OF_NODES: readonly FaultName[] = FAULT_NAMES.filter((name) => RANKS[name] < 2);

/** Collects what could come next while a run goes by. */
export class Points<K extends Kinds> {
  readonly #departures: Departures<K>;
  readonly #after: Micros;
  readonly #found = new Map<string, Departure>();
  /** When each node handled its last event, and when the last one that told something. */
  readonly #handled = new Map<NodeId, Micros>();
  readonly #told = new Map<NodeId, Micros>();

  /** Faults come in the order of time: the next one after the last one. */
  constructor(departures: Departures<K>, lastAt: Micros) {
    this.#departures = departures;
    this.#after = Math.max(departures.from, lastAt + 1);
  }

  /** The best first. */
  get departures(): readonly Departure[] {
    return [...this.#found.values()].sort((a, b) => a.rank - b.rank || a.at - b.at);
  }

  see(step: Step<K>): void {
    const { scheduled, at } = step;
    const node = scheduled.place >= 0 ? scheduled.node : nodeOfCommand(scheduled.detail);
    if (node === undefined || (scheduled.place >= 0 && !step.handled)) return;
    const told = this.#departures.rank(step);
    const { every } = this.#departures;
    if (this.#departures.nodes.includes(node) && (told !== undefined || every)) {
      const rank = told ?? SILENT_RANK;
      // Something happened here since it told something last: then "before" is another place than "after the last".
      const last = this.#told.get(node);
      if (!every && (last === undefined || last !== this.#handled.get(node))) this.#ofNode(node, at, rank);
      this.#ofNode(node, at + 1, rank);
      this.#told.set(node, at);
      if (scheduled.kind === 'message') this.#ofLink(step, node, rank);
    }
    this.#handled.set(node, at);
  }

  #ofNode(node: NodeId, at: Micros, rank: number): void {
    const { nodes, groups } = this.#departures;
    for (const name of OF_NODES) {
      if (name === 'isolate') this.#ofSides(name, node, at, rank, nodes);
      else if (name === 'cut-group') for (const group of groups) this.#ofSides(name, node, at, rank, group);
      else this.#add({ name, at, from: node, to: [], rank: rank + RANKS[name] });
    }
  }

  #ofSides(name: FaultName, from: NodeId, at: Micros, rank: number, others: readonly NodeId[]): void {
    const to = others.filter((other) => other !== from);
    if (to.length > 0) this.#add({ name, at, from, to, rank: rank + RANKS[name] });
  }

  /** What can happen to a message on its way: it was sent then, and arrives now. */
  #ofLink({ at, scheduled }: Step<K>, node: NodeId, rank: number): void {
    const event = scheduled.event;
    if (event?.type !== 'arrived' || !this.#departures.nodes.includes(event.from)) return;
    const peer = event.from;
    const [one, other] = peer < node ? [peer, node] : [node, peer];
    this.#add({ name: 'cut', at, from: one, to: [other], rank: rank + RANKS.cut });
    this.#add({ name: 'cut-one-way', at, from: peer, to: [node], rank: rank + RANKS['cut-one-way'] });
    const [client, server] = event.client ? [node, peer] : [peer, node];
    this.#add({ name: 'break', at, from: client, to: [server], rank: rank + RANKS.break });
    this.#add({ name: 'late', at: scheduled.sentAt, from: peer, to: [node], rank: rank + RANKS.late });
  }

  #add(departure: Departure): void {
    const { name, at, from, to, rank } = departure;
    const { lasting } = this.#departures;
    if (at < this.#after || at > this.#departures.to || lasting[name] === undefined) return;
    const key = `${name} ${at} ${from} ${to}`;
    const known = this.#found.get(key);
    if (known === undefined || known.rank > rank) this.#found.set(key, departure);
  }
}

/** A process that was started handles its start within the command. */
function nodeOfCommand(detail: unknown): NodeId | undefined {
  const { type, node } = detail as { readonly type?: string; readonly node?: NodeId };
  return type === 'start' || type === 'resume' ? node : undefined;
}

/** The longest first: a fault without an end is the beginning of one that ends. */
export function faultsOf(departure: Departure, lasting: readonly (Micros | null)[], end: Micros): Fault[] {
  const { name, at, from, to } = departure;
  const lengths = lasting.filter((length) => length === null || at + length < end || name === 'late');
  const sorted = [...lengths].sort((a, b) => (b ?? Number.MAX_SAFE_INTEGER) - (a ?? Number.MAX_SAFE_INTEGER));
  return sorted.map((lasts) => ({ name, at, from, to, lasts }));
}
