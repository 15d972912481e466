/**
 * The mutable inside of one kernel: the clock, the queue, the network and the nodes' slots. Only the files of `sim/`
 * touch it; everyone else sees the `Kernel`.
 */
import { present } from '../base/assert.ts';
import type { Micros } from '../base/time.ts';
import { type Disk, EMPTY_DISK } from './disk.ts';
import type { Network } from './network.ts';
import type { ConnectionId, Kinds, NodeEvent, NodeId } from './protocol.ts';
import type { Queue } from './queue.ts';
import type { EventKind, NodeStatus, NodeView, Scheduled, WorldSetup } from './world.ts';

/** A timer's place in the queue; -1 while it is not armed. Slots outlive their timers, since most are armed again. */
export interface TimerSlot {
  handle: number;
}

export interface NodeSlot<K extends Kinds> extends NodeView<K> {
  readonly id: NodeId;
  readonly hash: number;
  readonly setup: K['setup'];
  status: NodeStatus;
  state: K['state'] | undefined;
  disk: Disk;
  lives: number;
  timers: Map<string, TimerSlot>;
  armed: number;
  /** What arrived and what fired while the node was paused. */
  backlog: Scheduled<K>[];
}

export interface ToldFact<K extends Kinds> {
  readonly node: NodeId;
  readonly fact: K['fact'];
}

export const NO_FACTS: readonly never[] = [];

export interface Machine<K extends Kinds> {
  readonly world: WorldSetup<K>;
  readonly queue: Queue<Scheduled<K>>;
  readonly network: Network<Scheduled<K>>;
  readonly slots: Map<NodeId, NodeSlot<K>>;
  now: Micros;
  step: number;
  messages: number;
  /** The node whose handler runs, and what it told so far. */
  current: NodeSlot<K>;
  facts: ToldFact<K>[] | typeof NO_FACTS;
  exit: 'no' | 'clean' | 'crash';
  /** Runs a handler. The kernel's own; here so that processes and wires can call it. */
  handle(slot: NodeSlot<K>, event: NodeEvent<K>): void;
}

export function newSlot<K extends Kinds>(id: NodeId, hash: number, setup: K['setup']): NodeSlot<K> {
  return {
    id,
    hash,
    setup,
    status: 'down',
    state: undefined,
    disk: EMPTY_DISK,
    lives: 0,
    timers: new Map(),
    armed: 0,
    backlog: [],
  };
}

export function slotOf<K extends Kinds>(machine: Machine<K>, id: NodeId): NodeSlot<K> {
  return present(machine.slots.get(id), `node ${id}`);
}

export function isRunning(slot: { readonly status: NodeStatus }): boolean {
  return slot.status === 'up' || slot.status === 'paused';
}

export function make<K extends Kinds>(
  machine: Machine<K>,
  kind: EventKind,
  node: NodeId,
  event: NodeEvent<K> | undefined,
  detail: unknown,
  connection: ConnectionId = 0,
): Scheduled<K> {
  return { kind, node, cause: machine.step, sentAt: machine.now, number: 0, connection, event, detail };
}

export function schedule<K extends Kinds>(
  machine: Machine<K>,
  time: Micros,
  kind: EventKind,
  node: NodeId,
  event: NodeEvent<K> | undefined,
  detail: unknown,
  connection: ConnectionId = 0,
): number {
  return machine.queue.insert(time, make(machine, kind, node, event, detail, connection));
}

export function pushFact<K extends Kinds>(machine: Machine<K>, node: NodeId, fact: K['fact']): void {
  if (machine.facts === NO_FACTS) machine.facts = [{ node, fact }];
  else (machine.facts as ToldFact<K>[]).push({ node, fact });
}

export function armTimer<K extends Kinds>(
  machine: Machine<K>,
  slot: NodeSlot<K>,
  key: string,
  at: Micros,
  timer: K['timer'],
): void {
  const event: NodeEvent<K> = { type: 'timer', key, timer };
  const handle = schedule(machine, at, 'timer', slot.id, event, undefined);
  const known = slot.timers.get(key);
  if (known === undefined) {
    slot.timers.set(key, { handle });
    slot.armed++;
    if (slot.timers.size > 2 * slot.armed + 64) forgetSpentTimers(slot);
  } else if (known.handle === -1) {
    known.handle = handle;
    slot.armed++;
  } else {
    machine.queue.cancel(known.handle);
    known.handle = handle;
  }
}

export function disarmTimer<K extends Kinds>(machine: Machine<K>, slot: NodeSlot<K>, key: string): void {
  const known = slot.timers.get(key);
  if (known === undefined || known.handle === -1) return;
  machine.queue.cancel(known.handle);
  known.handle = -1;
  slot.armed--;
}

/** The timer fired: it is no longer in the queue. */
export function spendTimer<K extends Kinds>(slot: NodeSlot<K>, key: string): void {
  slot.timers.get(key)!.handle = -1;
  slot.armed--;
}

export function disarmAll<K extends Kinds>(machine: Machine<K>, slot: NodeSlot<K>): void {
  for (const { handle } of slot.timers.values()) if (handle !== -1) machine.queue.cancel(handle);
  slot.timers.clear();
  slot.armed = 0;
}

/** A timer that is back in the queue after a pause or a restore. */
export function adoptTimer<K extends Kinds>(slot: NodeSlot<K>, key: string, handle: number): void {
  slot.timers.set(key, { handle });
  slot.armed++;
}

function forgetSpentTimers<K extends Kinds>(slot: NodeSlot<K>): void {
  for (const [key, { handle }] of slot.timers) if (handle === -1) slot.timers.delete(key);
}
