/** An ensemble and clients that speak by hand: servers of ZooKeeper on the engine, and nothing of Kafka. */
import { hashText } from '../../src/base/hash.ts';
import { millis, seconds } from '../../src/base/time.ts';
import { describeFact } from '../../src/kafka/describeFact.ts';
import { describeMessage } from '../../src/kafka/describeMessage.ts';
import type { KafkaFact } from '../../src/kafka/facts.ts';
import type { KafkaEvent, KafkaOut } from '../../src/kafka/kinds.ts';
import { sizeOfMessage } from '../../src/kafka/messageSize.ts';
import type { KafkaMessage, ZooKeeperMessage, ZooKeeperOperation } from '../../src/kafka/messages.ts';
import { ZOOKEEPER_DEFAULTS, type ZooKeeperConfig, type ZooKeeperSetup } from '../../src/kafka/zookeeper/setup.ts';
import type { ZooKeeperServerState, ZooKeeperTimer } from '../../src/kafka/zookeeper/state.ts';
import { handleZooKeeper } from '../../src/kafka/zookeeper/zooKeeperServer.ts';
import type { Command } from '../../src/sim/command.ts';
import { Kernel } from '../../src/sim/kernel.ts';
import { DEFAULT_NETWORK } from '../../src/sim/network.ts';
import type { Env, NodeEvent, Out, Protocol } from '../../src/sim/protocol.ts';
import type { Step } from '../../src/sim/world.ts';

export interface ClientSetup {
  readonly kind: 'client';
}

/** What a client by hand keeps: its session, and whether it goes on pinging. */
export interface ClientState {
  readonly kind: 'client';
  readonly server: string;
  readonly sessionId: number;
  readonly passwd: string;
  readonly timeout: number;
  readonly lastZxid: number;
  readonly xid: number;
  readonly connected: boolean;
}

export type ClientOrder =
  | { readonly type: 'connect'; readonly server: string; readonly timeout: number; readonly lastZxid?: number }
  /** With the session of another client. */
  | { readonly type: 'steal'; readonly sessionId: number; readonly passwd: string }
  | { readonly type: 'request'; readonly operation: ZooKeeperOperation }
  | { readonly type: 'disconnect' }
  /** SIGTERM to a server. */
  | { readonly type: 'controlled-shutdown' };

export type ClientFact = { readonly type: 'Heard'; readonly client: string; readonly message: ZooKeeperMessage | null };

export interface ZooKeeperOnly {
  setup: ZooKeeperSetup | ClientSetup;
  state: ZooKeeperServerState | ClientState;
  message: KafkaMessage;
  order: ClientOrder;
  timer: ZooKeeperTimer | { readonly part: 'client' };
  fact: KafkaFact | ClientFact;
}

const LANE = 'client';

function handle(
  state: ZooKeeperOnly['state'] | undefined,
  event: NodeEvent<ZooKeeperOnly>,
  env: Env,
  out: Out<ZooKeeperOnly>,
): ZooKeeperOnly['state'] {
  const kind = event.type === 'booted' ? event.setup.kind : state!.kind;
  if (kind === 'client') return handleClient(state as ClientState | undefined, event, env, out);
  const server = state as ZooKeeperServerState | undefined;
  return handleZooKeeper(server, event as unknown as KafkaEvent, env, out as unknown as KafkaOut);
}

function handleClient(
  state: ClientState | undefined,
  event: NodeEvent<ZooKeeperOnly>,
  env: Env,
  out: Out<ZooKeeperOnly>,
): ClientState {
  if (event.type === 'booted') {
    const none = { server: '', sessionId: 0, passwd: '', timeout: 0, lastZxid: 0, xid: 0, connected: false };
    return { kind: 'client', ...none };
  }
  const client = state as ClientState;
  switch (event.type) {
    case 'told':
      return told(client, event.order, out);
    case 'timer':
      if (!client.connected || client.timeout === 0) return client;
      out.send(client.server, LANE, { type: 'ZooKeeperRequest', xid: -2, operation: { op: 'ping' } });
      ping(client, out);
      return client;
    case 'disconnected':
      if (event.from !== client.server) return client;
      out.fact({ type: 'Heard', client: env.self, message: null });
      return { ...client, connected: false };
    case 'arrived':
      return heard(client, event.message as ZooKeeperMessage, env, out);
    default:
      return client;
  }
}

function told(client: ClientState, order: ClientOrder, out: Out<ZooKeeperOnly>): ClientState {
  switch (order.type) {
    case 'connect': {
      const { sessionId, passwd, lastZxid } = client;
      if (client.connected) out.close(client.server, LANE);
      const { timeout: timeOut } = order;
      const lastZxidSeen = order.lastZxid ?? lastZxid;
      out.send(order.server, LANE, { type: 'ZooKeeperConnectRequest', lastZxidSeen, timeOut, sessionId, passwd });
      return { ...client, server: order.server, connected: true };
    }
    case 'steal':
      return { ...client, sessionId: order.sessionId, passwd: order.passwd };
    case 'disconnect':
      out.close(client.server, LANE);
      return { ...client, connected: false };
    case 'controlled-shutdown':
      return client;
    case 'request': {
      const xid = client.xid + 1;
      out.send(client.server, LANE, { type: 'ZooKeeperRequest', xid, operation: order.operation });
      return { ...client, xid };
    }
  }
}

function heard(client: ClientState, message: ZooKeeperMessage, env: Env, out: Out<ZooKeeperOnly>): ClientState {
  if (message.type === 'ZooKeeperResponse' && message.op === 'ping') return { ...client, lastZxid: message.zxid };
  out.fact({ type: 'Heard', client: env.self, message });
  switch (message.type) {
    case 'ZooKeeperConnectResponse': {
      const { sessionId, passwd, timeOut: timeout } = message;
      const next: ClientState = { ...client, sessionId, passwd, timeout };
      if (timeout > 0) ping(next, out);
      return next;
    }
    case 'ZooKeeperResponse':
      return { ...client, lastZxid: Math.max(client.lastZxid, message.zxid) };
    default:
      return client;
  }
}

function ping({ timeout }: ClientState, out: Out<ZooKeeperOnly>): void {
  out.setTimer('ping', millis(Math.floor(timeout / 3)), { part: 'client' });
}

const protocol: Protocol<ZooKeeperOnly> = {
  handle,
  sizeOf: sizeOfMessage,
  describeMessage,
  describeFact: (fact) => (fact.type === 'Heard' ? 'Heard' : describeFact(fact)),
  describeOrder: ({ type }) => type,
  factOfCommand: () => undefined,
};

export interface EnsembleOptions {
  readonly seed?: number;
  readonly servers?: number;
  readonly clients?: number;
  readonly config?: Partial<ZooKeeperConfig>;
  readonly latency?: number;
}

/** Servers `z1`, `z2` …, clients `c1`, `c2` …. */
export class Ensemble {
  readonly kernel: Kernel<ZooKeeperOnly>;
  readonly servers: readonly string[];
  readonly facts: { readonly node: string; readonly at: number; readonly fact: KafkaFact | ClientFact }[] = [];
  readonly watchers: ((step: Step<ZooKeeperOnly>) => void)[] = [];

  constructor({ seed = 1, servers = 3, clients = 4, config = {} }: EnsembleOptions = {}) {
    const members = Array.from({ length: servers }, (_, i) => ({ myid: i + 1, host: `z${i + 1}` }));
    const zooCfg = { ...ZOOKEEPER_DEFAULTS, ...config };
    this.servers = members.map(({ host }) => host);
    const nodes = [
      ...members.map(({ myid, host }) => {
        const setup: ZooKeeperSetup = { kind: 'zookeeper', myid, servers: members, zooCfg };
        return { id: host, setup, startAt: 0 };
      }),
      ...Array.from({ length: clients }, (_, i) => ({
        id: `c${i + 1}`,
        setup: { kind: 'client' } as const,
        startAt: 0,
      })),
    ];
    this.kernel = new Kernel<ZooKeeperOnly>(
      { protocol, seed: hashText(`ensemble ${seed}`), nodes, network: DEFAULT_NETWORK, script: [] },
      { freeze: true },
    );
  }

  get now(): number {
    return this.kernel.now;
  }

  run(duration: number): void {
    const until = this.kernel.now + duration;
    for (let step = this.kernel.runNext(until); step !== undefined; step = this.kernel.runNext(until)) this.#see(step);
    this.kernel.idleUntil(until);
  }

  runUntil(what: string, condition: () => boolean, limit = seconds(60)): number {
    const start = this.now;
    while (!condition()) {
      if (this.now - start > limit) throw new Error(`${what}: not within ${limit / 1_000_000} s\n${this.describe()}`);
      this.run(millis(1));
    }
    return this.now - start;
  }

  do(command: Command<ZooKeeperOnly>): void {
    this.#see(this.kernel.apply(command));
  }

  tell(node: string, order: ClientOrder): void {
    this.do({ type: 'tell', node, order });
  }

  #see(step: Step<ZooKeeperOnly>): void {
    for (const { node, fact } of step.facts) this.facts.push({ node, at: step.at, fact });
    for (const watch of this.watchers) watch(step);
  }

  server(id: string): ZooKeeperServerState | undefined {
    return this.kernel.node(id)?.state as ZooKeeperServerState | undefined;
  }

  client(id: string): ClientState | undefined {
    return this.kernel.node(id)?.state as ClientState | undefined;
  }

  /** The one that leads and serves; of several, the one of the highest epoch. */
  get leader(): string | undefined {
    let best: string | undefined;
    let epoch = 0;
    for (const id of this.servers) {
      const role = this.server(id)?.role;
      if (role?.name !== 'LEADING' || role.phase !== 'BROADCAST' || role.epoch <= epoch) continue;
      best = id;
      epoch = role.epoch;
    }
    return best;
  }

  /** Someone leads, and all who are up follow it. */
  get isSettled(): boolean {
    if (this.servers.length === 1) return true;
    const { leader } = this;
    if (leader === undefined) return false;
    return this.servers.every((id) => {
      const role = this.server(id)?.role;
      if (role === undefined || role.name === 'LEADING') return role === undefined || id === leader;
      return role.name === 'FOLLOWING' && role.phase === 'BROADCAST' && `z${role.vote.leader}` === leader;
    });
  }

  cut(from: readonly string[], to: readonly string[], cut = true): void {
    this.do({ type: 'link', from, to, rule: { cut } });
    this.do({ type: 'link', from: to, to: from, rule: { cut } });
  }

  describe(): string {
    return this.servers.map((id) => `${id} ${describeServer(this.server(id))}`).join('\n');
  }
}

export function describeServer(state: ZooKeeperServerState | undefined): string {
  if (state === undefined) return 'down';
  const { role, database, log, currentEpoch, acceptedEpoch } = state;
  const phase = 'phase' in role ? ` ${role.phase}` : '';
  const leader = role.name === 'FOLLOWING' ? ` z${role.vote.leader}` : '';
  const applied = database.lastProcessedZxid.toString(16);
  const logged = log.lastLoggedZxid.toString(16);
  const epochs = role.name === 'STANDALONE' ? '' : ` epoch ${currentEpoch}/${acceptedEpoch}`;
  return `${role.name}${leader}${phase}${epochs} applied 0x${applied} logged 0x${logged}`;
}
