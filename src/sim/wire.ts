/**
 * What happens on connections: sending, arriving, closing, breaking, holding. TCP's promises and no more: order within
 * a direction; a closed or dead end answers with a reset; a machine without power answers nothing.
 */
import { disarmConnectTimer } from './connectTimer.ts';
import { isRunning, type Machine, make, type NodeSlot, schedule, slotOf } from './machine.ts';
import type { Connection, Way } from './network.ts';
import type { ConnectionId, Kinds, NodeEvent, NodeId } from './protocol.ts';
import type { Scheduled } from './world.ts';

type Wired<K extends Kinds> = Connection<Scheduled<K>>;

/** Of a message that has reached a machine whose process sleeps: no rule of the network concerns it any more. */
const RECEIVED = 'received';

/** This node's own connection `lane` to `to`, opened when it is not there. */
export function connectionTo<K extends Kinds>(machine: Machine<K>, from: NodeId, to: NodeId, lane: string): Wired<K> {
  const found = machine.network.find(from, to, lane);
  if (found !== undefined) return found;
  const connection = machine.network.open(from, to, lane);
  const event: NodeEvent<K> = { type: 'disconnected', from: to, connection: connection.id, lane, client: true };
  const timeout = machine.now + machine.world.network.connectTimeout;
  connection.connectTimer = schedule(
    machine,
    timeout,
    'connect-timeout',
    slotOf(machine, from),
    event,
    undefined,
    connection.id,
  );
  return connection;
}

export function transmit<K extends Kinds>(
  machine: Machine<K>,
  connection: Wired<K>,
  towardsServer: boolean,
  message: K['message'],
): void {
  const from = towardsServer ? connection.client : connection.server;
  const { id, lane } = connection;
  const event: NodeEvent<K> = { type: 'arrived', from, connection: id, lane, client: !towardsServer, message };
  const size = machine.network.rules.size > 0 ? machine.world.protocol.sizeOf(message) : 0;
  put(machine, connection, towardsServer, 'message', event, size);
}

/** FIN or RST: travels behind what was sent before it. */
function transmitClose<K extends Kinds>(machine: Machine<K>, connection: Wired<K>, towardsServer: boolean): void {
  const from = towardsServer ? connection.client : connection.server;
  const { id, lane } = connection;
  const event: NodeEvent<K> = { type: 'disconnected', from, connection: id, lane, client: !towardsServer };
  put(machine, connection, towardsServer, 'disconnect', event, 0);
}

function put<K extends Kinds>(
  machine: Machine<K>,
  connection: Wired<K>,
  towardsServer: boolean,
  kind: 'message' | 'disconnect',
  event: NodeEvent<K>,
  size: number,
): void {
  const { id, place } = slotOf(machine, towardsServer ? connection.server : connection.client);
  machine.queue.insert(machine.network.arrivalOf(connection, towardsServer, machine.now, size), {
    kind,
    node: id,
    place,
    cause: machine.step,
    sentAt: machine.now,
    number: ++machine.messages,
    connection: connection.id,
    event,
    detail: undefined,
  });
}

/** A message or the end of a connection reaches a machine. True when it is for the node to handle now. */
export function arrive<K extends Kinds>(machine: Machine<K>, slot: NodeSlot<K>, scheduled: Scheduled<K>): boolean {
  const connection = machine.network.connections.get(scheduled.connection);
  if (connection === undefined) return false;
  const towardsServer = !(scheduled.event as { client: boolean }).client;
  const way = towardsServer ? connection.toServer : connection.toClient;
  if (scheduled.detail !== RECEIVED && !getsThrough(machine, connection, way, towardsServer, scheduled)) return false;
  if (slot.status === 'off') return false;
  if (towardsServer && !connection.established) {
    connection.established = true;
    disarmConnectTimer(machine, connection);
  }
  if (slot.status === 'paused') {
    slot.backlog.push({ ...scheduled, detail: RECEIVED });
    return false;
  }
  if (towardsServer && slot.status === 'down') way.open = false;
  if (!way.open) {
    refuse(machine, connection, towardsServer, scheduled.kind === 'message');
    return false;
  }
  if (scheduled.kind === 'disconnect') {
    way.open = false;
    if (!towardsServer) machine.network.forgetLane(connection);
    if (!farWay(connection, towardsServer).open) machine.network.forget(connection);
  }
  return true;
}

/** False: it is held, or waits behind what was held, or is gone for good. */
function getsThrough<K extends Kinds>(
  { network, queue }: Machine<K>,
  connection: Wired<K>,
  way: Way<Scheduled<K>>,
  towardsServer: boolean,
  scheduled: Scheduled<K>,
): boolean {
  if (way.resent > 0) {
    if (scheduled.number <= way.resentNumber) way.resent--;
    else {
      // Sent behind what was held, and not to overtake it now; nor may what is sent later overtake this.
      queue.insert(way.resentUntil, scheduled);
      way.resent++;
      way.resentNumber = scheduled.number;
      return false;
    }
  }
  if (way.held.length > 0 || way.heldByHand || network.isCutOff(connection, towardsServer)) {
    if (way.heldByHand || !way.unrepeated) way.held.push(scheduled);
    return false;
  }
  return true;
}

function farWay<E>(connection: Connection<E>, towardsServer: boolean): Way<E> {
  return towardsServer ? connection.toClient : connection.toServer;
}

/** Nobody listens at this end, but the machine answers: the sender's connection is reset. */
function refuse<K extends Kinds>(
  machine: Machine<K>,
  connection: Wired<K>,
  towardsServer: boolean,
  wasMessage: boolean,
): void {
  if (!farWay(connection, towardsServer).open) machine.network.forget(connection);
  else if (wasMessage) transmitClose(machine, connection, !towardsServer);
}

export function closeEnd<K extends Kinds>(
  machine: Machine<K>,
  connection: Wired<K>,
  end: 'client' | 'server',
  tellPeer: boolean,
): void {
  const own = end === 'client' ? connection.toClient : connection.toServer;
  const peer = end === 'client' ? connection.toServer : connection.toClient;
  if (!own.open) return;
  own.open = false;
  own.held = [];
  if (end === 'client') {
    machine.network.forgetLane(connection);
    disarmConnectTimer(machine, connection);
    if (isHandshaking(machine, connection)) {
      machine.network.forget(connection);
      return;
    }
  }
  if (!tellPeer) {
    peer.unrepeated = true;
    if (!peer.heldByHand) peer.held = [];
  }
  if (!peer.open) machine.network.forget(connection);
  else if (tellPeer) transmitClose(machine, connection, end === 'client');
}

/** The server has not greeted yet, and a request waits at the client until it has: one that ends now was never sent. */
function isHandshaking<K extends Kinds>({ network, now }: Machine<K>, connection: Wired<K>): boolean {
  return !connection.established && (now < connection.handshakeUntil || network.isCutOff(connection, true));
}

/** Every connection of a process that ended. Without power no peer is told. */
export function closeAll<K extends Kinds>(machine: Machine<K>, node: NodeId, tellPeers: boolean): void {
  for (const connection of [...machine.network.connections.values()]) {
    if (connection.client === node) closeEnd(machine, connection, 'client', tellPeers);
    if (connection.server === node) closeEnd(machine, connection, 'server', tellPeers);
  }
}

/** No answer at all to the first packets: the client gives the connection up. */
export function connectTimedOut<K extends Kinds>(
  machine: Machine<K>,
  slot: NodeSlot<K>,
  scheduled: Scheduled<K>,
): boolean {
  const connection = machine.network.connections.get(scheduled.connection);
  if (connection === undefined || !connection.toClient.open) return false;
  connection.connectTimer = -1;
  machine.network.forget(connection);
  return deliverLocally(machine, slot, scheduled.event as NodeEvent<K>);
}

/** Something the machine itself tells its process: at once, or when it wakes. */
export function deliverLocally<K extends Kinds>(machine: Machine<K>, slot: NodeSlot<K>, event: NodeEvent<K>): boolean {
  if (slot.status === 'up') machine.handle(slot, event);
  else if (slot.status === 'paused') slot.backlog.push(make(machine, 'command', slot, event, slot.lives));
  return isRunning(slot);
}

/** Whatever waited on links that are clear again sets out anew. */
export function releaseHealed<K extends Kinds>(machine: Machine<K>): void {
  const { network } = machine;
  for (const connection of network.connections.values()) {
    if (!network.isCutOff(connection, true)) releaseWay(machine, connection, true);
    if (!network.isCutOff(connection, false)) releaseWay(machine, connection, false);
  }
}

function releaseWay<K extends Kinds>(machine: Machine<K>, connection: Wired<K>, towardsServer: boolean): void {
  const way = towardsServer ? connection.toServer : connection.toClient;
  if (way.heldByHand || way.held.length === 0) return;
  const held = way.held;
  way.held = [];
  // A handshake that was cut off begins anew.
  if (towardsServer && !connection.established) way.lastArrival = 0;
  // What an earlier release has set out again and is still in flight was sent behind all this.
  way.resent = held.length;
  for (const scheduled of held) {
    const arrival = machine.network.arrivalOf(connection, towardsServer, machine.now, 0);
    machine.queue.insert(arrival, scheduled);
    way.resentNumber = scheduled.number;
    way.resentUntil = arrival;
  }
}

export function releaseByHand<K extends Kinds>(machine: Machine<K>, id: ConnectionId): boolean {
  const connection = machine.network.connections.get(id);
  if (connection === undefined) return false;
  connection.toServer.heldByHand = false;
  connection.toClient.heldByHand = false;
  releaseHealed(machine);
  return true;
}

/** From now on nothing in that message's direction passes, the message first of all. */
export function holdMessage<K extends Kinds>(machine: Machine<K>, number: number): boolean {
  const found = findMessage(machine, number);
  if (found === undefined) return false;
  const { connection, towardsServer } = found;
  (towardsServer ? connection.toServer : connection.toClient).heldByHand = true;
  return true;
}

/** Both ends see the connection break; nothing that is in flight on it arrives. */
export function breakConnection<K extends Kinds>(machine: Machine<K>, number: number): boolean {
  const connection = findMessage(machine, number)?.connection;
  if (connection === undefined) return false;
  breakOff(machine, connection);
  return true;
}

/** The same for every connection opened from one of these nodes to one of those. */
export function breakConnections<K extends Kinds>(
  machine: Machine<K>,
  from: readonly NodeId[],
  to: readonly NodeId[],
): boolean {
  const all = [...machine.network.connections.values()];
  const broken = all.filter(({ client, server }) => from.includes(client) && to.includes(server));
  // What a node does when it learns of the first may close another.
  for (const connection of broken) if (machine.network.connections.has(connection.id)) breakOff(machine, connection);
  return broken.length > 0;
}

function breakOff<K extends Kinds>(machine: Machine<K>, connection: Wired<K>): void {
  machine.network.forget(connection);
  disarmConnectTimer(machine, connection);
  const { client, server, id, lane, toClient, toServer } = connection;
  if (toClient.open) {
    const event: NodeEvent<K> = { type: 'disconnected', from: server, connection: id, lane, client: true };
    deliverLocally(machine, slotOf(machine, client), event);
  }
  if (toServer.open) {
    const event: NodeEvent<K> = { type: 'disconnected', from: client, connection: id, lane, client: false };
    deliverLocally(machine, slotOf(machine, server), event);
  }
}

function findMessage<K extends Kinds>(
  machine: Machine<K>,
  number: number,
): { connection: Wired<K>; towardsServer: boolean } | undefined {
  const isIt = (scheduled: Scheduled<K>) => scheduled.number === number && scheduled.kind === 'message';
  const flying = machine.queue.pending().find(({ event }) => isIt(event))?.event;
  for (const connection of machine.network.connections.values()) {
    const found =
      flying?.connection === connection.id
        ? flying
        : [...connection.toServer.held, ...connection.toClient.held].find(isIt);
    if (found !== undefined) return { connection, towardsServer: !(found.event as { client: boolean }).client };
  }
  return undefined;
}
