/**
 * The network: ordered connections under rules. Kafka speaks TCP, so within one direction of one connection messages
 * arrive in the order sent or not at all; a lost message is a broken connection; a cut link holds what is sent until it
 * heals or an end gives up.
 */
import { drawNumbered } from '../base/draw.ts';
import { fold, hashText } from '../base/hash.ts';
import type { Micros } from '../base/time.ts';
import { seconds } from '../base/time.ts';
import { CLEAR_LINK, type LinkRule } from './command.ts';
import type { ConnectionId, NodeId } from './protocol.ts';

export interface NetworkSetup {
  /** One way, between two machines. */
  readonly latency: Micros;
  /** Each message draws 0 to this much more. */
  readonly jitter: Micros;
  /** A connection that gets no answer at all is given up (`socket.connection.setup.timeout.ms`). */
  readonly connectTimeout: Micros;
}

export const DEFAULT_NETWORK: NetworkSetup = { latency: 400, jitter: 200, connectTimeout: seconds(10) };

/** One direction of a connection. */
export interface Way<E> {
  open: boolean;
  /** Nothing sent later may arrive earlier. */
  lastArrival: Micros;
  /** When the last byte sent so far leaves, on a link with a bandwidth. */
  busyUntil: Micros;
  /** Draws are numbered by it. */
  count: number;
  nameHash: number;
  /** By a person, not by a rule. */
  heldByHand: boolean;
  held: E[];
  /** How many that were held are on their way again, the latest as number `resentNumber`, to arrive at `resentUntil`. */
  resent: number;
  resentNumber: number;
  resentUntil: Micros;
  /** Its sender lost power: what does not get through now is not sent again. */
  unrepeated: boolean;
}

export interface Connection<E> {
  id: ConnectionId;
  client: NodeId;
  server: NodeId;
  lane: string;
  /** Both machines know of it. Until then it takes an extra round trip, and a connect timer runs. */
  established: boolean;
  connectTimer: number;
  /** The handshake is over by then, if nothing cuts it off; until then no byte of a request has left. */
  handshakeUntil: Micros;
  toServer: Way<E>;
  toClient: Way<E>;
}

export class Network<E> {
  readonly connections = new Map<ConnectionId, Connection<E>>();
  /** By client and server: where a node finds its own connections, of which there are few. */
  readonly #lanes = new Map<NodeId, Map<NodeId, Connection<E>[]>>();
  /** By `from>to`; absent means clear. */
  rules: ReadonlyMap<string, LinkRule> = new Map();
  opened = 0;
  readonly seed: number;
  readonly setup: NetworkSetup;

  constructor(seed: number, setup: NetworkSetup) {
    this.seed = seed;
    this.setup = setup;
  }

  find(client: NodeId, server: NodeId, lane: string): Connection<E> | undefined {
    const lanes = this.#lanes.get(client)?.get(server);
    if (lanes !== undefined) for (const connection of lanes) if (connection.lane === lane) return connection;
    return undefined;
  }

  open(client: NodeId, server: NodeId, lane: string): Connection<E> {
    const id = ++this.opened;
    const name = fold(hashText(`${client}>${server} ${lane}`), id);
    const connection: Connection<E> = {
      id,
      client,
      server,
      lane,
      established: false,
      connectTimer: -1,
      handshakeUntil: 0,
      toServer: newWay(name),
      toClient: newWay(~name),
    };
    this.connections.set(id, connection);
    this.#rememberLane(connection);
    return connection;
  }

  /** In the place of an older one, if that is still there. */
  #rememberLane(connection: Connection<E>): void {
    const { client, server, lane } = connection;
    const servers = this.#lanes.get(client) ?? new Map<NodeId, Connection<E>[]>();
    this.#lanes.set(client, servers);
    const others = (servers.get(server) ?? []).filter((other) => other.lane !== lane);
    servers.set(server, [...others, connection]);
  }

  /** The client's end is closed: its next send opens another connection. */
  forgetLane(connection: Connection<E>): void {
    const servers = this.#lanes.get(connection.client);
    const lanes = servers?.get(connection.server);
    if (servers === undefined || lanes === undefined || !lanes.includes(connection)) return;
    servers.set(
      connection.server,
      lanes.filter((other) => other !== connection),
    );
  }

  /** Both ends closed and nothing more to deliver. */
  forget(connection: Connection<E>): void {
    this.forgetLane(connection);
    this.connections.delete(connection.id);
  }

  rule(from: NodeId, to: NodeId): LinkRule {
    return this.rules.size === 0 ? CLEAR_LINK : (this.rules.get(linkKey(from, to)) ?? CLEAR_LINK);
  }

  /** Nothing passes this way now: its link is cut; or it is to be opened and the way back is cut, so that nobody greets. */
  isCutOff({ client, server, established }: Connection<E>, towardsServer: boolean): boolean {
    if (this.rules.size === 0) return false;
    if (this.rule(towardsServer ? client : server, towardsServer ? server : client).cut) return true;
    return towardsServer && !established && this.rule(server, client).cut;
  }

  setRule(from: NodeId, to: NodeId, change: Partial<LinkRule>): void {
    const rule = { ...this.rule(from, to), ...change };
    const rules = new Map(this.rules);
    if (rule.cut || rule.delay > 0 || rule.bytesPerSecond > 0) rules.set(linkKey(from, to), rule);
    else rules.delete(linkKey(from, to));
    this.rules = rules;
  }

  clearRules(): void {
    this.rules = new Map();
  }

  /** When a message sent now arrives. Advances the way's clock, so that order is kept. */
  arrivalOf(connection: Connection<E>, towardsServer: boolean, now: Micros, size: number): Micros {
    const way = towardsServer ? connection.toServer : connection.toClient;
    const from = towardsServer ? connection.client : connection.server;
    const to = towardsServer ? connection.server : connection.client;
    const { latency, jitter } = this.setup;
    let flight = latency + (jitter > 0 ? drawNumbered(this.seed, way.nameHash, way.count++, jitter) : 0);
    const rule = this.rule(from, to);
    let departure = now;
    if (rule !== CLEAR_LINK) {
      flight += rule.delay;
      if (rule.bytesPerSecond > 0) {
        departure = Math.max(now, way.busyUntil) + Math.ceil((size * 1_000_000) / rule.bytesPerSecond);
        way.busyUntil = departure;
      }
    }
    // The first flight carries the handshake before it: there and back again.
    if (towardsServer && !connection.established && way.lastArrival === 0) {
      flight += 2 * (latency + rule.delay);
      connection.handshakeUntil = now + 2 * (latency + rule.delay);
    }
    const arrival = Math.max(departure + flight, way.lastArrival);
    way.lastArrival = arrival;
    return arrival;
  }

  copyConnections(): Connection<E>[] {
    return [...this.connections.values()].map(copyConnection);
  }

  restore(connections: readonly Connection<E>[], rules: ReadonlyMap<string, LinkRule>, opened: number): void {
    this.connections.clear();
    this.#lanes.clear();
    this.rules = rules;
    this.opened = opened;
    for (const saved of connections) {
      const connection = copyConnection(saved);
      this.connections.set(connection.id, connection);
      if (connection.toClient.open) this.#rememberLane(connection);
    }
  }
}

export function linkKey(from: NodeId, to: NodeId): string {
  return `${from}>${to}`;
}

function newWay<E>(nameHash: number): Way<E> {
  return {
    open: true,
    lastArrival: 0,
    busyUntil: 0,
    count: 0,
    nameHash,
    heldByHand: false,
    held: [],
    resent: 0,
    resentNumber: 0,
    resentUntil: 0,
    unrepeated: false,
  };
}

function copyConnection<E>(c: Connection<E>): Connection<E> {
  return {
    ...c,
    toServer: { ...c.toServer, held: c.toServer.held.slice() },
    toClient: { ...c.toClient, held: c.toClient.held.slice() },
  };
}
