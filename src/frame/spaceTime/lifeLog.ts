/** When each process was up, asleep or dead: seen as it happens, also where no fact tells of it. */
import type { Micros } from '../../base/time.ts';
import type { Kafka } from '../../kafka/kinds.ts';
import type { Kernel } from '../../sim/kernel.ts';
import type { NodeView, Step } from '../../sim/world.ts';
import type { NodeKind, NodeStatus } from '../frame.ts';
import type { LifeSpan } from './spaceTimeFrames.ts';

interface Change {
  readonly node: string;
  readonly step: number;
  readonly at: Micros;
  readonly status: NodeStatus;
  /** It ended by itself and in order: shut down, or closed. */
  readonly inOrder: boolean;
}

const CLOSED = { closed: true } as const;

export class LifeLog {
  readonly #changes: Change[] = [];
  /** Of everybody that ever started, and from which step on. */
  readonly #kinds = new Map<string, { readonly kind: NodeKind; readonly step: number }>();
  readonly #now = new Map<string, NodeStatus>();

  watch({ step, at, scheduled, facts }: Step<Kafka>, kernel: Kernel<Kafka>): void {
    const own = scheduled.place >= 0 ? kernel.node(scheduled.node) : undefined;
    const endedInOrder = (id: string): boolean =>
      facts.some(({ fact }) => fact.type === 'ProcessExited' && fact.clean && fact.node === id);
    if (own !== undefined) this.#see(own, step, at, endedInOrder);
    else for (const node of kernel.nodes) this.#see(node, step, at, endedInOrder);
  }

  fork(step: number): LifeLog {
    const log = new LifeLog();
    for (const change of this.#changes) if (change.step <= step) log.#add(change);
    for (const [node, known] of this.#kinds) if (known.step <= step) log.#kinds.set(node, known);
    return log;
  }

  /** Everybody that has started by then, in the order they did. */
  nodes(upTo: number): readonly { readonly id: string; readonly kind: NodeKind }[] {
    return [...this.#kinds].filter(([, { step }]) => step <= upTo).map(([id, { kind }]) => ({ id, kind }));
  }

  /** Whether the last thing that it did was to end in order. */
  endedInOrder(node: string, upTo: number): boolean {
    const own = this.#changes.filter((change) => change.node === node && change.step <= upTo);
    return own.at(-1)?.inOrder === true;
  }

  /** Of one process, oldest first, up to an instant; what was not there yet is not in it. */
  spans(node: string, upTo: number, until: Micros): readonly LifeSpan[] {
    const own = this.#changes.filter((change) => change.node === node && change.step <= upTo);
    return own.map(({ at, step, status, inOrder }, place) => ({
      from: at,
      to: own[place + 1]?.at ?? until,
      step,
      status,
      ...(inOrder ? CLOSED : {}),
    }));
  }

  #see(node: NodeView<Kafka>, step: number, at: Micros, endedInOrder: (id: string) => boolean): void {
    const { id, status } = node;
    if ((this.#now.get(id) ?? 'down') === status) return;
    if (!this.#kinds.has(id)) this.#kinds.set(id, { kind: kindOf(node), step });
    this.#add({ node: id, step, at, status, inOrder: status === 'down' && endedInOrder(id) });
  }

  #add(change: Change): void {
    this.#changes.push(change);
    this.#now.set(change.node, change.status);
  }
}

export function kindOf({ setup }: NodeView<Kafka>): NodeKind {
  if (setup.kind !== 'server') return setup.kind;
  return !setup.roles.broker ? 'controller' : setup.roles.controller ? 'combined' : 'broker';
}
