/**
 * The mutable inside of one kernel: the clock, the queue, the network and the nodes' slots. Only the files of `sim/`
 * touch it; everyone else sees the `Kernel`.
 */
import { present } from '../base/assert.ts';
import { hashText } from '../base/hash.ts';
import type { Micros } from '../base/time.ts';
import { type Disk, EMPTY_DISK, formatted } from './disk.ts';
import type { Network } from './network.ts';
import type { ConnectionId, Files, Kinds, NodeEvent, NodeId, Once } from './protocol.ts';
import type { Queue } from './queue.ts';
import type { EventKind, NodeStatus, NodeView, Scheduled, WorldSetup } from './world.ts';

/** The timer that was armed last under a key: armed while the queue still holds it. Most are armed again and again. */
export interface TimerSlot<K extends Kinds> {
  handle: number;
  scheduled: Scheduled<K>;
}

export interface NodeSlot<K extends Kinds> extends NodeView<K> {
  readonly id: NodeId;
  /** Among the nodes of the world. */
  readonly place: number;
  readonly hash: number;
  setup: K['setup'];
  nextSetup: K['setup'] | undefined;
  status: NodeStatus;
  state: K['state'] | undefined;
  disk: Disk;
  lives: number;
  timers: Map<string, TimerSlot<K>>;
  /** When that many keys are known, those whose timers fired are forgotten. */
  timersKept: number;
  /** What arrived and what fired while the node was paused. */
  backlog: Scheduled<K>[];
}

export interface ToldFact<K extends Kinds> {
  readonly node: NodeId;
  readonly fact: K['fact'];
}

export type Told = Readonly<Record<string, { readonly place: number; readonly step: number }>>;

export const NO_FACTS: readonly never[] = [];

export interface Machine<K extends Kinds> {
  readonly world: WorldSetup<K>;
  readonly queue: Queue<Scheduled<K>>;
  readonly network: Network<Scheduled<K>>;
  /** In the order of the world's nodes. */
  readonly slots: NodeSlot<K>[];
  readonly slotsById: Map<NodeId, NodeSlot<K>>;
  now: Micros;
  step: number;
  messages: number;
  /** The node whose handler runs, and what it told so far. */
  current: NodeSlot<K>;
  facts: ToldFact<K>[] | typeof NO_FACTS;
  exit: 'no' | 'clean' | 'crash';
  /** By chain: how far facts that are told only once have come, and the step that told the last. */
  told: Told;
  /** Runs a handler. The kernel's own; here so that processes and wires can call it. */
  handle(slot: NodeSlot<K>, event: NodeEvent<K>): void;
}

const TIMERS_KEPT = 64;

export function newSlot<K extends Kinds>(
  id: NodeId,
  place: number,
  setup: K['setup'],
  disk: Files | undefined = undefined,
): NodeSlot<K> {
  return {
    id,
    place,
    hash: hashText(id),
    setup,
    nextSetup: undefined,
    status: 'down',
    state: undefined,
    disk: disk === undefined ? EMPTY_DISK : formatted(disk),
    lives: 0,
    timers: new Map(),
    timersKept: TIMERS_KEPT,
    backlog: [],
  };
}

/** A node of its own from here on, at the end of the list. */
export function addSlot<K extends Kinds>(
  machine: Machine<K>,
  id: NodeId,
  setup: K['setup'],
  disk?: Files,
): NodeSlot<K> {
  const slot = newSlot<K>(id, machine.slots.length, setup, disk);
  machine.slots.push(slot);
  machine.slotsById.set(id, slot);
  return slot;
}

/** Nodes that were spawned later than the instant that is taken up are not there; those spawned before it are. */
export function matchSlots<K extends Kinds>(
  machine: Machine<K>,
  nodes: readonly { readonly id: NodeId; readonly setup: K['setup'] }[],
): void {
  const { slots, slotsById } = machine;
  let same = 0;
  while (same < nodes.length && slots[same]?.id === nodes[same]!.id) same++;
  for (const { id } of slots.splice(same)) slotsById.delete(id);
  for (const { id, setup } of nodes.slice(same)) addSlot(machine, id, setup);
}

export function slotOf<K extends Kinds>(machine: Machine<K>, id: NodeId): NodeSlot<K> {
  return present(machine.slotsById.get(id), `node ${id}`);
}

export function isRunning(slot: { readonly status: NodeStatus }): boolean {
  return slot.status === 'up' || slot.status === 'paused';
}

export function make<K extends Kinds>(
  machine: Machine<K>,
  kind: EventKind,
  { id, place }: { readonly id: NodeId; readonly place: number },
  event: NodeEvent<K> | undefined,
  detail: unknown,
  connection: ConnectionId = 0,
): Scheduled<K> {
  return { kind, node: id, place, cause: machine.step, sentAt: machine.now, number: 0, connection, event, detail };
}

export function schedule<K extends Kinds>(
  machine: Machine<K>,
  time: Micros,
  kind: EventKind,
  node: { readonly id: NodeId; readonly place: number },
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

/** True for the first to tell of a place in a chain; from then on false for everyone else. */
export function isFirst<K extends Kinds>(machine: Machine<K>, { chain, place, sure = false }: Once): boolean {
  const known = machine.told[chain];
  if (!sure && known !== undefined && (known.place > place || (known.place === place && known.step !== machine.step))) {
    return false;
  }
  machine.told = { ...machine.told, [chain]: { place, step: machine.step } };
  return true;
}

export function armTimer<K extends Kinds>(
  machine: Machine<K>,
  slot: NodeSlot<K>,
  key: string,
  at: Micros,
  timer: K['timer'],
): void {
  const { queue } = machine;
  const scheduled = make(machine, 'timer', slot, { type: 'timer', key, timer }, undefined);
  const handle = queue.insert(at, scheduled);
  const known = slot.timers.get(key);
  if (known === undefined) {
    slot.timers.set(key, { handle, scheduled });
    if (slot.timers.size > slot.timersKept) forgetSpentTimers(machine, slot);
    return;
  }
  if (queue.holds(known.handle, known.scheduled)) queue.cancel(known.handle);
  known.handle = handle;
  known.scheduled = scheduled;
}

export function disarmTimer<K extends Kinds>(machine: Machine<K>, slot: NodeSlot<K>, key: string): void {
  const known = slot.timers.get(key);
  if (known !== undefined && machine.queue.holds(known.handle, known.scheduled)) machine.queue.cancel(known.handle);
}

export function disarmAll<K extends Kinds>(machine: Machine<K>, slot: NodeSlot<K>): void {
  for (const { handle, scheduled } of slot.timers.values()) {
    if (machine.queue.holds(handle, scheduled)) machine.queue.cancel(handle);
  }
  slot.timers.clear();
}

/** A timer that is back in the queue after a pause or a restore. */
export function adoptTimer<K extends Kinds>(slot: NodeSlot<K>, scheduled: Scheduled<K>, handle: number): void {
  slot.timers.set((scheduled.event as { key: string }).key, { handle, scheduled });
}

function forgetSpentTimers<K extends Kinds>(machine: Machine<K>, slot: NodeSlot<K>): void {
  for (const [key, { handle, scheduled }] of slot.timers) {
    if (!machine.queue.holds(handle, scheduled)) slot.timers.delete(key);
  }
  slot.timersKept = 2 * slot.timers.size + TIMERS_KEPT;
}
