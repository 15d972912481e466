/**
 * The kernel: pops one event at a time, hands it to its node, carries out the effects. It alone owns the clock, the
 * queue, the network and the disks. Deterministic: same setup and commands, same steps, to the bit.
 */
import { unreachable } from '../base/assert.ts';
import { deepFreeze } from '../base/freeze.ts';
import { fold, foldTime, foldValue } from '../base/hash.ts';
import type { Micros } from '../base/time.ts';
import { lookAt, takeCheckpoint, takeUp } from './checkpoint.ts';
import type { Command, Cue, ScriptLine } from './command.ts';
import { type Directory, flushAll, flushDirectory } from './disk.ts';
import { type LatePlace, lateLineDue, lateLinesOf, NO_LATE_PLACE, withEvent } from './lateLines.ts';
import {
  addSlot,
  isRunning,
  type Machine,
  make,
  NO_FACTS,
  type NodeSlot,
  newSlot,
  schedule,
  type ToldFact,
} from './machine.ts';
import { type Connection, Network } from './network.ts';
import { Outlet } from './outlet.ts';
import { boot, carryOut, stop } from './processes.ts';
import type { Kinds, NodeEvent, NodeId } from './protocol.ts';
import { Queue } from './queue.ts';
import { arrive, connectTimedOut } from './wire.ts';
import {
  type Checkpoint,
  codeOf,
  type Direction,
  type NodeView,
  type Scheduled,
  type Step,
  type World,
  type WorldSetup,
} from './world.ts';

export interface KernelOptions {
  /** Freeze every state a handler returns, so that a mutation throws. For tests: it costs more than the handlers. */
  readonly freeze?: boolean;
}

/** What the kernel does itself belongs to no node. */
const NOWHERE = { id: '', place: -1 };

export class Kernel<K extends Kinds> {
  readonly world: WorldSetup<K>;
  readonly #machine: Machine<K>;
  readonly #outlet: Outlet<K>;
  readonly #freeze: boolean;
  #low = 0;
  #high = 0x7f4a7c15;
  #director: unknown;
  readonly #late: readonly ScriptLine<K>[];
  #latePlace: LatePlace = NO_LATE_PLACE;

  constructor(world: WorldSetup<K>, options: KernelOptions = {}) {
    this.world = world;
    this.#freeze = options.freeze ?? false;
    this.#director = world.director?.initial;
    this.#machine = {
      world,
      queue: new Queue(),
      network: new Network(world.seed, world.network),
      slots: [],
      slotsById: new Map(),
      now: 0,
      step: 0,
      messages: 0,
      current: newSlot<K>('', -1, undefined),
      facts: NO_FACTS,
      exit: 'no',
      told: {},
      handle: (slot, event) => this.#handle(slot, event),
    };
    this.#outlet = new Outlet(this.#machine);
    for (const { id, setup, startAt, disk } of world.nodes) {
      const slot = addSlot(this.#machine, id, setup, disk);
      schedule(this.#machine, startAt, 'boot', slot, undefined, undefined);
    }
    this.#late = lateLinesOf(world.script);
    for (const { at, afterEvents = 0, command } of world.script)
      if (afterEvents === 0) schedule(this.#machine, at, 'command', NOWHERE, undefined, command);
  }

  // ---- looking -----------------------------------------------------------------------------------------------------

  get now(): Micros {
    return this.#machine.now;
  }

  /** Events run so far. */
  get step(): number {
    return this.#machine.step;
  }

  /** Two 32-bit words folded over every event so far and every fact told: equal runs have equal fingerprints. */
  get fingerprint(): string {
    const word = (value: number) => (value >>> 0).toString(16).padStart(8, '0');
    return word(this.#high) + word(this.#low);
  }

  /** The low word alone, as the trace keeps it for every step. */
  get fingerprintWord(): number {
    return this.#low;
  }

  /** Those the world began with, and behind them those spawned since. */
  get nodes(): readonly NodeView<K>[] {
    return this.#machine.slots.slice();
  }

  get nodeCount(): number {
    return this.#machine.slots.length;
  }

  node(id: NodeId): NodeView<K> | undefined {
    return this.#machine.slotsById.get(id);
  }

  get pendingCount(): number {
    return this.#machine.queue.size;
  }

  get nextTime(): Micros | undefined {
    const time = this.#machine.queue.peekTime();
    const line = this.#late[this.#latePlace.done];
    return line !== undefined && (time === undefined || line.at < time) ? line.at : time;
  }

  /** All that is in the queue, in the order it will run: costs a sort. */
  pending(): readonly { readonly time: Micros; readonly event: Scheduled<K> }[] {
    return this.#machine.queue.pending();
  }

  /** What the script has noted so far. */
  get directorState(): unknown {
    return this.#director;
  }

  get connections(): ReadonlyMap<number, Connection<Scheduled<K>>> {
    return this.#machine.network.connections;
  }

  get linkRules(): Network<Scheduled<K>>['rules'] {
    return this.#machine.network.rules;
  }

  // ---- running -----------------------------------------------------------------------------------------------------

  /** Runs the next event if it is due at or before `limit`. */
  runNext(limit: Micros = Number.MAX_SAFE_INTEGER): Step<K> | undefined {
    if (this.#latePlace.done < this.#late.length) return this.#runNextOrLate(limit);
    const { queue } = this.#machine;
    const scheduled = queue.pop(limit);
    if (scheduled === undefined) return undefined;
    this.#machine.now = queue.time;
    return this.#run(scheduled);
  }

  #runNextOrLate(limit: Micros): Step<K> | undefined {
    const machine = this.#machine;
    const line = lateLineDue(this.#late, this.#latePlace, machine.queue.peekTime());
    if (line === undefined) {
      const scheduled = machine.queue.pop(limit);
      if (scheduled === undefined) return undefined;
      machine.now = machine.queue.time;
      if (scheduled.place >= 0) this.#latePlace = withEvent(this.#latePlace, machine.now);
      return this.#run(scheduled);
    }
    if (line.at > limit) return undefined;
    machine.now = Math.max(machine.now, line.at);
    this.#latePlace = { ...this.#latePlace, done: this.#latePlace.done + 1 };
    return this.#run(make(machine, 'command', NOWHERE, undefined, line.command));
  }

  /** Runs a command now, as the next event. */
  apply(command: Command<K>): Step<K> {
    return this.#run(make(this.#machine, 'command', NOWHERE, undefined, command));
  }

  /** Lets time pass up to `time`, when no event is due before it. */
  idleUntil(time: Micros): void {
    if (time > this.now && (this.nextTime ?? time) >= time) this.#machine.now = time;
  }

  #run(scheduled: Scheduled<K>): Step<K> {
    const machine = this.#machine;
    const step = ++machine.step;
    const at = machine.now;
    machine.facts = NO_FACTS;
    const slot = scheduled.place < 0 ? undefined : machine.slots[scheduled.place];
    const before = slot?.state;
    this.#foldEvent(scheduled, slot === undefined ? 0 : slot.hash);
    const handled =
      slot === undefined ? this.#command(scheduled.detail as Command<K> | Cue) : this.#deliver(slot, scheduled);
    const { facts } = machine;
    if (facts !== NO_FACTS) this.#direct(facts);
    return { step, at, scheduled, handled, before, after: slot?.state, facts };
  }

  #foldEvent(scheduled: Scheduled<K>, nodeHash: number): void {
    let hash = foldTime(this.#low, this.#machine.now);
    hash = fold(hash, nodeHash ^ scheduled.number);
    hash = fold(hash, (scheduled.cause << 4) ^ codeOf(scheduled.kind));
    this.#high = fold(this.#high, hash);
    this.#low = hash;
  }

  /** Facts are folded in, too: equal fingerprints then speak of what happened and not only of when. */
  #direct(facts: readonly ToldFact<K>[]): void {
    const { director } = this.world;
    const machine = this.#machine;
    for (const { node, fact } of facts) {
      this.#low = foldValue(this.#low, fact);
      if (director !== undefined) this.#follow(director.onFact(this.#director, fact, node, machine.now));
    }
  }

  #command(command: Command<K> | Cue): boolean {
    if (command.type !== 'cue') return carryOut(this.#machine, command);
    const direction = this.world.director?.onCue?.(this.#director, command, this.now);
    if (direction === undefined) return false;
    this.#follow(direction);
    return direction.commands.length > 0;
  }

  #follow({ state, commands }: Direction<K>): void {
    this.#director = state;
    for (const { delay, command } of commands) {
      schedule(this.#machine, this.now + delay, 'command', NOWHERE, undefined, command);
    }
  }

  /** True when the node's handler ran. */
  #deliver(slot: NodeSlot<K>, scheduled: Scheduled<K>): boolean {
    const machine = this.#machine;
    switch (scheduled.kind) {
      case 'timer':
        if (slot.status === 'paused') return this.#postpone(slot, scheduled);
        break;
      case 'message':
      case 'disconnect':
        if (!arrive(machine, slot, scheduled)) return false;
        break;
      case 'boot':
        if (slot.status !== 'down' || slot.lives > 0) return false;
        boot(machine, slot);
        return true;
      case 'connect-timeout':
        return connectTimedOut(machine, slot, scheduled);
      case 'flushed': {
        const { lives, content } = scheduled.detail as { lives: number; content: Directory | undefined };
        if (slot.status === 'off' || lives !== slot.lives) return false;
        slot.disk = flushDirectory(slot.disk, (scheduled.event as { directory: string }).directory, content);
        if (slot.status === 'down') return false;
        if (slot.status === 'paused') return this.#postpone(slot, { ...scheduled, kind: 'command', detail: lives });
        break;
      }
      case 'write-back':
        if (slot.status !== 'off') slot.disk = flushAll(slot.disk);
        return false;
      case 'command':
        // Something of the machine's own that waited for its process: the process may be another by now.
        if (scheduled.detail !== slot.lives || !isRunning(slot)) return false;
        if (slot.status === 'paused') return this.#postpone(slot, scheduled);
        break;
      default:
        return unreachable(scheduled.kind);
    }
    this.#handle(slot, scheduled.event as NodeEvent<K>);
    return true;
  }

  #postpone(slot: NodeSlot<K>, scheduled: Scheduled<K>): false {
    slot.backlog.push(scheduled);
    return false;
  }

  #handle(slot: NodeSlot<K>, event: NodeEvent<K>): void {
    const machine = this.#machine;
    machine.current = slot;
    machine.exit = 'no';
    const state = this.world.protocol.handle(slot.state, event, this.#outlet, this.#outlet);
    slot.state = this.#freeze ? deepFreeze(state) : state;
    if (machine.exit !== 'no') stop(machine, slot, machine.exit === 'clean' ? 'clean' : 'kill');
  }

  /** All that decides how the run goes on, without a copy: to look at, until the next step. */
  look(): World<K> {
    return lookAt(this.#machine, this.#director, this.#latePlace);
  }

  // ---- checkpoints -------------------------------------------------------------------------------------------------

  checkpoint(): Checkpoint<K> {
    return takeCheckpoint(this.#machine, [this.#high, this.#low], this.#director, this.#latePlace);
  }

  restore(checkpoint: Checkpoint<K>): void {
    takeUp(this.#machine, checkpoint);
    [this.#high, this.#low] = checkpoint.fingerprint;
    this.#director = checkpoint.director;
    this.#latePlace = checkpoint.late;
  }
}
