/**
 * The kernel: pops one event at a time, hands it to its node, carries out the effects. It alone owns the clock, the
 * queue, the network and the disks. Deterministic: same setup and commands, same steps, to the bit.
 */
import { present, unreachable } from '../base/assert.ts';
import { draw } from '../base/draw.ts';
import { deepFreeze } from '../base/freeze.ts';
import { fold, foldTime, hashText } from '../base/hash.ts';
import type { Micros } from '../base/time.ts';
import type { Command } from './command.ts';
import * as disks from './disk.ts';
import { type Connection, Network, type Way } from './network.ts';
import type { Env, Kinds, NodeEvent, NodeId, Out, Protocol } from './protocol.ts';
import { Queue } from './queue.ts';
import type { Checkpoint, EventKind, NodeStatus, NodeView, Scheduled, Step, WorldSetup } from './world.ts';

interface NodeSlot<K extends Kinds> extends NodeView<K> {
  readonly id: NodeId;
  readonly hash: number;
  readonly setup: K['setup'];
  status: NodeStatus;
  state: K['state'] | undefined;
  disk: disks.Disk;
  lives: number;
  readonly timers: Map<string, number>;
  backlog: Scheduled<K>[];
}

export interface KernelOptions {
  /** Freeze every state a handler returns, so that a mutation throws. For tests: it costs more than the handlers. */
  readonly freeze?: boolean;
}

const EVENT_CODE: Record<EventKind, number> = {
  boot: 1,
  message: 2,
  disconnect: 3,
  'connect-timeout': 4,
  timer: 5,
  flushed: 6,
  'write-back': 7,
  command: 8,
};

const NO_FACTS: readonly never[] = [];

export class Kernel<K extends Kinds> implements Env, Out<K> {
  now: Micros = 0;
  /** Events run so far. */
  step = 0;
  readonly world: WorldSetup<K>;
  readonly #protocol: Protocol<K>;
  readonly #queue = new Queue<Scheduled<K>>();
  readonly #network: Network<Scheduled<K>>;
  readonly #nodes = new Map<NodeId, NodeSlot<K>>();
  readonly #freeze: boolean;
  #fingerprintLow = 0;
  #fingerprintHigh = 0x7f4a7c15;
  #messages = 0;
  #director: unknown;
  /** The node whose handler runs. */
  #current!: NodeSlot<K>;
  #facts: { node: NodeId; fact: K['fact'] }[] | typeof NO_FACTS = NO_FACTS;
  #exit: { clean: boolean } | undefined;

  constructor(world: WorldSetup<K>, options: KernelOptions = {}) {
    this.world = world;
    this.#protocol = world.protocol;
    this.#network = new Network(world.seed, world.network);
    this.#freeze = options.freeze ?? false;
    this.#director = world.director?.initial;
    for (const { id, setup, startAt } of world.nodes) {
      this.#nodes.set(id, {
        id,
        hash: hashText(id),
        setup,
        status: 'down',
        state: undefined,
        disk: disks.EMPTY_DISK,
        lives: 0,
        timers: new Map(),
        backlog: [],
      });
      this.#schedule(startAt, 'boot', id, undefined, undefined);
    }
    for (const { at, command } of world.script) this.#schedule(at, 'command', '', undefined, command);
  }

  // ---- looking -----------------------------------------------------------------------------------------------------

  /** Two 32-bit words folded over every event so far and every fact told: equal runs have equal fingerprints. */
  get fingerprint(): string {
    const word = (value: number) => (value >>> 0).toString(16).padStart(8, '0');
    return word(this.#fingerprintHigh) + word(this.#fingerprintLow);
  }

  /** The low word alone, as the trace keeps it for every step. */
  get fingerprintWord(): number {
    return this.#fingerprintLow;
  }

  get nodes(): readonly NodeView<K>[] {
    return [...this.#nodes.values()];
  }

  node(id: NodeId): NodeView<K> | undefined {
    return this.#nodes.get(id);
  }

  get pendingCount(): number {
    return this.#queue.size;
  }

  get nextTime(): Micros | undefined {
    return this.#queue.peekTime();
  }

  pending(): readonly { readonly time: Micros; readonly event: Scheduled<K> }[] {
    return this.#queue.pending();
  }

  get connections(): ReadonlyMap<number, Connection<Scheduled<K>>> {
    return this.#network.connections;
  }

  get linkRules(): Network<Scheduled<K>>['rules'] {
    return this.#network.rules;
  }

  // ---- running -----------------------------------------------------------------------------------------------------

  /** Runs the next event if it is due at or before `limit`. */
  runNext(limit: Micros = Number.MAX_SAFE_INTEGER): Step<K> | undefined {
    const scheduled = this.#queue.pop(limit);
    if (scheduled === undefined) return undefined;
    this.now = this.#queue.time;
    return this.#run(scheduled);
  }

  /** Runs a command now, as the next event. */
  apply(command: Command<K>): Step<K> {
    return this.#run(this.#make('command', '', undefined, command));
  }

  /** Lets time pass up to `time`, when no event is due before it. */
  idleUntil(time: Micros): void {
    if (time > this.now && (this.nextTime ?? time) >= time) this.now = time;
  }

  #run(scheduled: Scheduled<K>): Step<K> {
    this.step++;
    this.#facts = NO_FACTS;
    this.#exit = undefined;
    const slot = this.#nodes.get(scheduled.node);
    const before = slot?.state;
    this.#foldEvent(scheduled, slot);
    const handled = slot === undefined ? this.#command(scheduled.detail as Command<K>) : this.#deliver(slot, scheduled);
    const facts = this.#facts;
    if (facts !== NO_FACTS) this.#direct(facts);
    return { step: this.step, at: this.now, scheduled, handled, before, after: slot?.state, facts };
  }

  #foldEvent(scheduled: Scheduled<K>, slot: NodeSlot<K> | undefined): void {
    let hash = foldTime(this.#fingerprintLow, this.now);
    hash = fold(hash, slot === undefined ? 0 : slot.hash);
    hash = fold(hash, (scheduled.cause << 4) ^ EVENT_CODE[scheduled.kind]);
    this.#fingerprintHigh = fold(this.#fingerprintHigh, hash ^ scheduled.number);
    this.#fingerprintLow = hash;
  }

  /** Facts as text: that two runs agree is then said of what they did, not only of when. */
  #foldFact(fact: K['fact']): void {
    this.#fingerprintLow = fold(this.#fingerprintLow, hashText(this.#protocol.describeFact(fact)));
  }

  #direct(facts: readonly { readonly node: NodeId; readonly fact: K['fact'] }[]): void {
    const director = this.world.director;
    for (const { node, fact } of facts) {
      this.#foldFact(fact);
      if (director === undefined) continue;
      const next = director.onFact(this.#director, fact, node, this.now);
      this.#director = next.state;
      for (const { delay, command } of next.commands) this.#schedule(this.now + delay, 'command', '', undefined, command);
    }
  }

  #deliver(slot: NodeSlot<K>, scheduled: Scheduled<K>): boolean {
    switch (scheduled.kind) {
      case 'boot':
        if (slot.status === 'up' || slot.status === 'paused') return false;
        this.#boot(slot);
        return true;
      case 'timer': {
        const key = (scheduled.event as { key: string }).key;
        if (slot.status === 'paused') {
          slot.timers.delete(key);
          slot.backlog.push(scheduled);
          return false;
        }
        slot.timers.delete(key);
        break;
      }
      case 'message':
      case 'disconnect':
        if (!this.#arrive(slot, scheduled)) return false;
        break;
      case 'connect-timeout':
        return this.#connectTimedOut(slot, scheduled);
      case 'flushed': {
        const { lives, content } = scheduled.detail as { lives: number; content: disks.Disk['cached'][string] };
        if (slot.status === 'off' || lives !== slot.lives) return false;
        const event = scheduled.event as NodeEvent<K> & { type: 'flushed' };
        slot.disk = disks.flushDirectory(slot.disk, event.directory, content);
        if (slot.status === 'down') return false;
        break;
      }
      case 'write-back':
        if (slot.status !== 'off') slot.disk = disks.flushAll(slot.disk);
        return false;
      case 'command':
        // Something that waited while the node was paused.
        break;
      default:
        return unreachable(scheduled.kind);
    }
    if (slot.status === 'paused') {
      slot.backlog.push(scheduled);
      return false;
    }
    this.#handle(slot, scheduled.event!);
    return true;
  }

  #handle(slot: NodeSlot<K>, event: NodeEvent<K>): void {
    this.#current = slot;
    const state = this.#protocol.handle(slot.state, event, this, this);
    slot.state = this.#freeze ? deepFreeze(state) : state;
    if (this.#exit !== undefined) this.#stop(slot, this.#exit.clean ? 'clean' : 'kill');
  }

  // ---- processes ---------------------------------------------------------------------------------------------------

  #boot(slot: NodeSlot<K>): void {
    slot.status = 'up';
    slot.lives++;
    this.#handle(slot, { type: 'booted', setup: slot.setup, files: slot.disk.cached });
  }

  #stop(slot: NodeSlot<K>, how: 'kill' | 'power-loss' | 'clean'): void {
    for (const handle of slot.timers.values()) this.#queue.cancel(handle);
    slot.timers.clear();
    slot.backlog = [];
    slot.state = undefined;
    slot.status = how === 'power-loss' ? 'off' : 'down';
    if (how === 'clean') slot.disk = disks.flushAll(slot.disk);
    if (how === 'power-loss') slot.disk = disks.losePower(slot.disk);
    for (const connection of [...this.#network.connections.values()]) {
      if (connection.client === slot.id && connection.toClient.open) {
        this.#closeEnd(connection, 'client', how !== 'power-loss');
      }
      if (connection.server === slot.id && connection.toServer.open) {
        this.#closeEnd(connection, 'server', how !== 'power-loss');
      }
    }
  }

  #resume(slot: NodeSlot<K>): void {
    if (slot.status !== 'paused') return;
    slot.status = 'up';
    const backlog = slot.backlog;
    slot.backlog = [];
    for (const late of backlog) {
      const handle = this.#queue.insert(this.now, late);
      if (late.kind === 'timer') slot.timers.set((late.event as { key: string }).key, handle);
    }
  }

  #command(command: Command<K>): boolean {
    switch (command.type) {
      case 'kill':
      case 'power-loss': {
        const slot = this.#slot(command.node);
        const running = slot.status === 'up' || slot.status === 'paused';
        if (!running && !(command.type === 'power-loss' && slot.status === 'down')) return false;
        this.#stop(slot, command.type);
        break;
      }
      case 'start': {
        const slot = this.#slot(command.node);
        if (slot.status === 'up' || slot.status === 'paused') return false;
        this.#tellFact(command);
        this.#boot(slot);
        return true;
      }
      case 'wipe': {
        const slot = this.#slot(command.node);
        if (slot.status === 'up' || slot.status === 'paused') return false;
        slot.disk = disks.wipe(slot.disk);
        break;
      }
      case 'pause': {
        const slot = this.#slot(command.node);
        if (slot.status !== 'up') return false;
        slot.status = 'paused';
        break;
      }
      case 'resume': {
        const slot = this.#slot(command.node);
        if (slot.status !== 'paused') return false;
        this.#resume(slot);
        break;
      }
      case 'slow-disk': {
        const slot = this.#slot(command.node);
        slot.disk = { ...slot.disk, slowness: command.factor };
        break;
      }
      case 'link':
        for (const from of command.from) {
          for (const to of command.to) if (from !== to) this.#network.setRule(from, to, command.rule);
        }
        this.#releaseHealed();
        break;
      case 'heal':
        this.#network.clearRules();
        this.#releaseHealed();
        break;
      case 'break-connection':
        if (!this.#breakConnection(command.message)) return false;
        break;
      case 'hold':
        if (!this.#holdMessage(command.message)) return false;
        break;
      case 'release':
        this.#releaseByHand(command.connection);
        break;
      case 'tell': {
        const slot = this.#slot(command.node);
        if (slot.status !== 'up' && slot.status !== 'paused') return false;
        this.#tellFact(command);
        const told: NodeEvent<K> = { type: 'told', order: command.order };
        if (slot.status === 'paused') slot.backlog.push(this.#make('command', slot.id, told, undefined));
        else this.#handle(slot, told);
        return true;
      }
      default:
        return unreachable(command);
    }
    this.#tellFact(command);
    return true;
  }

  #slot(id: NodeId): NodeSlot<K> {
    return present(this.#nodes.get(id), `node ${id}`);
  }

  #tellFact(command: Command<K>): void {
    const fact = this.#protocol.factOfCommand(command);
    if (fact !== undefined) this.#pushFact('node' in command ? command.node : '', fact);
  }

  // ---- connections -------------------------------------------------------------------------------------------------

  /** True when the message is for its node to handle now. */
  #arrive(slot: NodeSlot<K>, scheduled: Scheduled<K>): boolean {
    const connection = this.#network.connections.get(scheduled.connection);
    if (connection === undefined) return false;
    const towardsServer = connection.server === slot.id && !(scheduled.event as { client: boolean }).client;
    const way = towardsServer ? connection.toServer : connection.toClient;
    const from = towardsServer ? connection.client : connection.server;
    if (way.held.length > 0 || way.heldByHand || this.#network.rule(from, slot.id).cut) {
      way.held.push(scheduled);
      return false;
    }
    if (slot.status === 'off') return false;
    if (!connection.established && towardsServer) {
      connection.established = true;
      this.#cancelConnectTimer(connection);
    }
    if (slot.status === 'paused') {
      slot.backlog.push(scheduled);
      return false;
    }
    if (!way.open) {
      // Nobody listens here, but the machine answers: the sender's connection is reset.
      if (scheduled.kind === 'message') this.#reset(connection, towardsServer);
      else if (!this.#otherWay(connection, towardsServer).open) this.#network.forget(connection);
      return false;
    }
    if (scheduled.kind === 'disconnect') {
      way.open = false;
      if (!towardsServer) this.#network.forgetLane(connection);
      if (!this.#otherWay(connection, towardsServer).open) this.#network.forget(connection);
    } else if (towardsServer && slot.status === 'down') {
      way.open = false;
      this.#reset(connection, true);
      return false;
    }
    return true;
  }

  #otherWay(connection: Connection<Scheduled<K>>, towardsServer: boolean): Way<Scheduled<K>> {
    return towardsServer ? connection.toClient : connection.toServer;
  }

  /** The end that received something unwanted tells the other end that the connection is gone. */
  #reset(connection: Connection<Scheduled<K>>, towardsServer: boolean): void {
    if (this.#otherWay(connection, towardsServer).open) this.#transmit(connection, !towardsServer, 'disconnect', undefined);
    else this.#network.forget(connection);
  }

  #closeEnd(connection: Connection<Scheduled<K>>, end: 'client' | 'server', tellPeer: boolean): void {
    const own = end === 'client' ? connection.toClient : connection.toServer;
    const peer = end === 'client' ? connection.toServer : connection.toClient;
    own.open = false;
    own.held = [];
    if (end === 'client') {
      this.#network.forgetLane(connection);
      this.#cancelConnectTimer(connection);
    }
    if (!peer.open) this.#network.forget(connection);
    else if (tellPeer) this.#transmit(connection, end === 'client', 'disconnect', undefined);
  }

  #cancelConnectTimer(connection: Connection<Scheduled<K>>): void {
    if (connection.connectTimer >= 0) this.#queue.cancel(connection.connectTimer);
    connection.connectTimer = -1;
  }

  #connectTimedOut(slot: NodeSlot<K>, scheduled: Scheduled<K>): boolean {
    const connection = this.#network.connections.get(scheduled.connection);
    if (connection === undefined || !connection.toClient.open) return false;
    connection.connectTimer = -1;
    this.#network.forget(connection);
    if (slot.status === 'paused') slot.backlog.push(this.#make('command', slot.id, scheduled.event, undefined));
    else this.#handle(slot, scheduled.event!);
    return slot.status !== 'paused';
  }

  #transmit(
    connection: Connection<Scheduled<K>>,
    towardsServer: boolean,
    kind: 'message' | 'disconnect',
    message: K['message'] | undefined,
  ): void {
    const network = this.#network;
    const from = towardsServer ? connection.client : connection.server;
    const to = towardsServer ? connection.server : connection.client;
    const size = network.rules.size > 0 && kind === 'message' ? this.#protocol.sizeOf(message as K['message']) : 0;
    const arrival = network.arrivalOf(connection, towardsServer, this.now, size);
    const common = { from, connection: connection.id, lane: connection.lane, client: !towardsServer };
    const event: NodeEvent<K> =
      kind === 'message'
        ? { type: 'arrived', ...common, message: message as K['message'] }
        : { type: 'disconnected', ...common };
    this.#queue.insert(arrival, {
      kind,
      node: to,
      cause: this.step,
      sentAt: this.now,
      number: ++this.#messages,
      connection: connection.id,
      event,
      detail: undefined,
    });
  }

  /** Whatever waited on links that are clear again sets out anew. */
  #releaseHealed(): void {
    for (const connection of this.#network.connections.values()) {
      if (!this.#network.rule(connection.client, connection.server).cut) this.#releaseWay(connection, true);
      if (!this.#network.rule(connection.server, connection.client).cut) this.#releaseWay(connection, false);
    }
  }

  #releaseWay(connection: Connection<Scheduled<K>>, towardsServer: boolean): void {
    const way = towardsServer ? connection.toServer : connection.toClient;
    if (way.heldByHand || way.held.length === 0) return;
    const held = way.held;
    way.held = [];
    for (const scheduled of held) {
      this.#queue.insert(this.#network.arrivalOf(connection, towardsServer, this.now, 0), scheduled);
    }
  }

  #releaseByHand(id: number): void {
    const connection = this.#network.connections.get(id);
    if (connection === undefined) return;
    connection.toServer.heldByHand = false;
    connection.toClient.heldByHand = false;
    this.#releaseHealed();
  }

  #findMessage(number: number): Connection<Scheduled<K>> | undefined {
    for (const { event } of this.#queue.pending()) {
      if (event.number === number && event.kind === 'message') return this.#network.connections.get(event.connection);
    }
    for (const connection of this.#network.connections.values()) {
      const held = [...connection.toServer.held, ...connection.toClient.held];
      if (held.some((scheduled) => scheduled.number === number)) return connection;
    }
    return undefined;
  }

  /** Both ends see the connection break; nothing that is in flight on it arrives. */
  #breakConnection(number: number): boolean {
    const connection = this.#findMessage(number);
    if (connection === undefined) return false;
    this.#network.forget(connection);
    this.#cancelConnectTimer(connection);
    for (const client of [true, false]) {
      const way = client ? connection.toClient : connection.toServer;
      if (!way.open) continue;
      const node = client ? connection.client : connection.server;
      const from = client ? connection.server : connection.client;
      const slot = this.#slot(node);
      const event: NodeEvent<K> = { type: 'disconnected', from, connection: connection.id, lane: connection.lane, client };
      if (slot.status === 'paused') slot.backlog.push(this.#make('command', node, event, undefined));
      else if (slot.status === 'up') this.#handle(slot, event);
    }
    return true;
  }

  #holdMessage(number: number): boolean {
    const found = this.#queue.pending().find(({ event }) => event.number === number && event.kind === 'message');
    const connection = found && this.#network.connections.get(found.event.connection);
    if (found === undefined || connection === undefined) return false;
    const way = (found.event.event as { client: boolean }).client ? connection.toClient : connection.toServer;
    way.heldByHand = true;
    return true;
  }

  // ---- what a handler may ask (Env, Out) ---------------------------------------------------------------------------

  get self(): NodeId {
    return this.#current.id;
  }

  draw(name: string, bound: number): number {
    return draw(this.world.seed, name, bound);
  }

  send(to: NodeId, lane: string, message: K['message']): void {
    const from = this.#current.id;
    let connection = this.#network.find(from, to, lane);
    if (connection === undefined) {
      connection = this.#network.open(from, to, lane);
      const event: NodeEvent<K> = { type: 'disconnected', from: to, connection: connection.id, lane, client: true };
      const timeout = this.now + this.world.network.connectTimeout;
      connection.connectTimer = this.#schedule(timeout, 'connect-timeout', from, event, undefined, connection.id);
    }
    this.#transmit(connection, true, 'message', message);
  }

  reply(id: number, message: K['message']): void {
    const connection = this.#network.connections.get(id);
    if (connection?.toServer.open) this.#transmit(connection, false, 'message', message);
  }

  close(to: NodeId, lane: string): void {
    const connection = this.#network.find(this.#current.id, to, lane);
    if (connection?.toClient.open) this.#closeEnd(connection, 'client', true);
  }

  closeConnection(id: number): void {
    const connection = this.#network.connections.get(id);
    if (connection?.toServer.open) this.#closeEnd(connection, 'server', true);
  }

  setTimer(key: string, delay: Micros, timer: K['timer']): void {
    const { timers, id } = this.#current;
    const old = timers.get(key);
    if (old !== undefined) this.#queue.cancel(old);
    timers.set(key, this.#schedule(this.now + delay, 'timer', id, { type: 'timer', key, timer }, undefined));
  }

  cancelTimer(key: string): void {
    const { timers } = this.#current;
    const handle = timers.get(key);
    if (handle === undefined) return;
    this.#queue.cancel(handle);
    timers.delete(key);
  }

  write(directory: string, file: string, value: unknown): void {
    const slot = this.#current;
    const clean = slot.disk.dirty.length === 0;
    slot.disk = disks.write(slot.disk, directory, file, value);
    if (clean) this.#schedule(this.now + disks.WRITE_BACK_AFTER, 'write-back', slot.id, undefined, undefined);
  }

  persist(directory: string, file: string, value: unknown): void {
    this.#current.disk = disks.persist(this.#current.disk, directory, file, value);
  }

  remove(directory: string): void {
    this.#current.disk = disks.removeDirectory(this.#current.disk, directory);
  }

  flush(directory: string, token: number): void {
    const slot = this.#current;
    const detail = { lives: slot.lives, content: slot.disk.cached[directory] };
    const delay = disks.FLUSH_TIME * slot.disk.slowness;
    this.#schedule(this.now + delay, 'flushed', slot.id, { type: 'flushed', directory, token }, detail);
  }

  fact(fact: K['fact']): void {
    this.#pushFact(this.#current.id, fact);
  }

  exit(clean: boolean): void {
    this.#exit = { clean };
  }

  #pushFact(node: NodeId, fact: K['fact']): void {
    if (this.#facts === NO_FACTS) this.#facts = [{ node, fact }];
    else (this.#facts as { node: NodeId; fact: K['fact'] }[]).push({ node, fact });
  }

  #schedule(
    time: Micros,
    kind: EventKind,
    node: NodeId,
    event: NodeEvent<K> | undefined,
    detail: unknown,
    connection = 0,
  ): number {
    return this.#queue.insert(time, this.#make(kind, node, event, detail, connection));
  }

  #make(kind: EventKind, node: NodeId, event: NodeEvent<K> | undefined, detail: unknown, connection = 0): Scheduled<K> {
    return { kind, node, cause: this.step, sentAt: this.now, number: 0, connection, event, detail };
  }

  // ---- checkpoints -------------------------------------------------------------------------------------------------

  checkpoint(): Checkpoint<K> {
    return {
      now: this.now,
      step: this.step,
      fingerprint: [this.#fingerprintHigh, this.#fingerprintLow],
      messages: this.#messages,
      nodes: [...this.#nodes.values()].map(({ id, status, state, disk, lives, backlog }) => ({
        id,
        status,
        state,
        disk,
        lives,
        backlog: backlog.slice(),
      })),
      pending: this.#queue.pending().map(({ time, event }) => ({ time, event })),
      connections: this.#network.copyConnections(),
      opened: this.#network.opened,
      rules: this.#network.rules,
      director: this.#director,
    };
  }

  restore(checkpoint: Checkpoint<K>): void {
    this.now = checkpoint.now;
    this.step = checkpoint.step;
    [this.#fingerprintHigh, this.#fingerprintLow] = checkpoint.fingerprint;
    this.#messages = checkpoint.messages;
    this.#director = checkpoint.director;
    for (const saved of checkpoint.nodes) {
      const slot = this.#slot(saved.id);
      slot.status = saved.status;
      slot.state = saved.state;
      slot.disk = saved.disk;
      slot.lives = saved.lives;
      slot.backlog = saved.backlog.slice();
      slot.timers.clear();
    }
    this.#network.restore(checkpoint.connections, checkpoint.rules, checkpoint.opened);
    this.#queue.reset(checkpoint.now);
    for (const { time, event } of checkpoint.pending) {
      const handle = this.#queue.insert(time, event);
      if (event.kind === 'timer') this.#slot(event.node).timers.set((event.event as { key: string }).key, handle);
      if (event.kind === 'connect-timeout') {
        const connection = this.#network.connections.get(event.connection);
        if (connection !== undefined) connection.connectTimer = handle;
      }
    }
  }
}
