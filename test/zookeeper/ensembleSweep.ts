/**
 * An ensemble and clients that write, read and watch, broken at random from a seed, under the properties of ensembles and
 * sessions; then all is healed, and everybody has to agree.
 */
import { draw } from '../../src/base/draw.ts';
import { millis, seconds } from '../../src/base/time.ts';
import type { Kafka } from '../../src/kafka/kinds.ts';
import { isServing } from '../../src/kafka/zookeeper/committedDatabase.ts';
import { ZOOKEEPER_DEFAULTS } from '../../src/kafka/zookeeper/setup.ts';
import type { ZooKeeperServerState } from '../../src/kafka/zookeeper/state.ts';
import { ENSEMBLE_PROPERTIES } from '../../src/properties/ensemble.ts';
import { type Break, PropertyWatcher } from '../../src/properties/index.ts';
import { SESSION_PROPERTIES } from '../../src/properties/sessions.ts';
import type { Command } from '../../src/sim/command.ts';
import { Kernel } from '../../src/sim/kernel.ts';
import { DEFAULT_NETWORK } from '../../src/sim/network.ts';
import type { NodeSetup, Step } from '../../src/sim/world.ts';
import { type ClientState, type ZkWorld, zkProtocol } from '../zk/clientNode.ts';

export interface Swept {
  readonly seed: number;
  readonly breaks: readonly Break[];
  /** What is not as it should be at the end, when all is whole again. */
  readonly unsettled: readonly string[];
  readonly steps: number;
  /** What was done to it, in order, with times. */
  readonly told: readonly string[];
  /** How often what happened. */
  readonly counts: Readonly<Record<string, number>>;
}

const FAULTS_UNTIL = seconds(60);
const SETTLES_WITHIN = seconds(60);
const SIZES = [1, 3, 3, 3, 5];

export function sweep(seed: number, size = SIZES[draw(seed, 'size', SIZES.length)]!): Swept {
  const pick = (what: string, bound: number): number => draw(seed, what, bound);
  const servers = Array.from({ length: size }, (_, place) => ({ myid: place + 1, host: `z${place + 1}` }));
  const clients = Array.from({ length: 3 }, (_, place) => `c${place + 1}`);
  const zooCfg = { ...ZOOKEEPER_DEFAULTS, snapCount: pick('snapshots', 2) === 0 ? 10 : ZOOKEEPER_DEFAULTS.snapCount };
  const nodes: NodeSetup<ZkWorld>[] = servers.map(({ myid, host }) => ({
    id: host,
    setup: { kind: 'zookeeper', myid, servers, zooCfg },
    startAt: pick(`start ${host}`, 500_000),
  }));
  for (const id of clients) {
    const connect = servers.map(({ host }) => host);
    const sessionTimeout = millis(4000 + 1000 * pick(`timeout ${id}`, 8));
    const setup = { connect, sessionTimeout, maxInFlight: 10, lane: 'zookeeper', stateHandlers: [] };
    nodes.push({ id, setup: { kind: 'client', ...setup }, startAt: seconds(1) });
  }
  const world = { protocol: zkProtocol, seed, nodes, network: DEFAULT_NETWORK, script: [] };
  const kernel = new Kernel<ZkWorld>(world, { freeze: seed % 10 === 0 });
  const watcher = new PropertyWatcher([...ENSEMBLE_PROPERTIES, ...SESSION_PROPERTIES]);
  const told: string[] = [];
  const counts: Record<string, number> = {};
  const see = (step: Step<ZkWorld> | undefined): void => {
    if (step === undefined) return;
    for (const { fact } of step.facts) counts[fact.type] = (counts[fact.type] ?? 0) + 1;
    watcher.watch(step as unknown as Step<Kafka>, kernel as unknown as Kernel<Kafka>);
  };
  const runUntil = (until: number): void => {
    for (let step = kernel.runNext(until); step !== undefined; step = kernel.runNext(until)) see(step);
    kernel.idleUntil(until);
  };
  const apply = (command: Command<ZkWorld>): void => {
    told.push(`${kernel.now} ${JSON.stringify(command)}`);
    see(kernel.apply(command));
  };
  let nth = 0;
  for (let at = seconds(2); at < FAULTS_UNTIL; at += 20_000 + pick(`gap ${nth}`, 400_000)) {
    runUntil(at);
    nth++;
    const turn = (what: string, bound: number): number => pick(`${what} ${nth}`, bound);
    const command = turn('kind', 4) === 0 ? fault(kernel, servers, clients, turn) : call(kernel, clients, turn, nth);
    if (command !== undefined) apply(command);
  }
  for (const { id, state, status } of kernel.nodes) {
    if (status === 'paused') apply({ type: 'resume', node: id });
    if (state === undefined) apply({ type: 'start', node: id });
    apply({ type: 'slow-disk', node: id, factor: 1 });
  }
  apply({ type: 'heal' });
  runUntil(kernel.now + SETTLES_WITHIN);
  return { seed, breaks: watcher.breaks, unsettled: unsettled(kernel), steps: kernel.step, told, counts };
}

type Turn = (what: string, bound: number) => number;

const CALLS = ['create', 'create', 'set', 'set', 'delete', 'watch', 'watch-children', 'get', 'children'];
const PATHS = ['/a', '/b', '/a/c', '/a/d', '/b/e'];

function call(
  kernel: Kernel<ZkWorld>,
  clients: readonly string[],
  turn: Turn,
  nth: number,
): Command<ZkWorld> | undefined {
  const node = clients[turn('client', clients.length)]!;
  if (kernel.node(node)?.state === undefined) return undefined;
  const name = CALLS[turn('call', CALLS.length)]!;
  const path = PATHS[turn('path', PATHS.length)]!;
  const modes = ['PERSISTENT', 'EPHEMERAL', 'PERSISTENT_SEQUENTIAL', 'EPHEMERAL_SEQUENTIAL'];
  const words: Record<string, readonly string[]> = {
    create: [name, path, `v${nth}`, modes[turn('mode', modes.length)]!],
    set: [name, path, `v${nth}`, turn('version', 3) === 0 ? `${turn('which', 4)}` : '-1'],
    watch: [name, path, 'handler'],
    'watch-children': [name, path, 'handler'],
  };
  return { type: 'tell', node, order: { type: 'call', thread: `t${nth}`, words: words[name] ?? [name, path] } };
}

function fault(
  kernel: Kernel<ZkWorld>,
  servers: readonly { readonly host: string }[],
  clients: readonly string[],
  turn: Turn,
): Command<ZkWorld> | undefined {
  const hosts = servers.map(({ host }) => host);
  const all = [...hosts, ...clients];
  const host = hosts[turn('server', hosts.length)]!;
  const [from, to] = [all[turn('from', all.length)]!, all[turn('to', all.length)]!];
  const node = kernel.node(host)!;
  switch (turn('fault', 10)) {
    case 0:
    case 1:
      return node.state === undefined ? { type: 'start', node: host } : { type: 'kill', node: host };
    case 2:
      return node.state === undefined ? { type: 'start', node: host } : { type: 'power-loss', node: host };
    case 3:
    case 4:
      return { type: 'link', from: [from], to: [to], rule: { cut: turn('cut', 3) > 0 } };
    case 5:
      return { type: 'heal' };
    case 6: {
      const { state, status } = kernel.node(from)!;
      return state === undefined ? undefined : { type: status === 'paused' ? 'resume' : 'pause', node: from };
    }
    case 7:
      return { type: 'break-connections', from: [from], to: [to] };
    case 8:
      return { type: 'slow-disk', node: host, factor: 1 + 20 * turn('slow', 3) };
    default:
      return { type: 'link', from: hosts, to: [to], rule: { delay: turn('delay', 2) * 300_000 } };
  }
}

function unsettled(kernel: Kernel<ZkWorld>): readonly string[] {
  const problems: string[] = [];
  const servers = kernel.nodes.flatMap(({ state }) => (state?.kind === 'zookeeper' ? [state] : []));
  for (const { setup, role } of servers.filter((server) => !isServing(server))) {
    problems.push(`z${setup.myid} does not serve: ${role.name}`);
  }
  const leaders = servers.filter(({ role }) => role.name === 'LEADING' || role.name === 'STANDALONE');
  if (leaders.length !== 1) problems.push(`${leaders.length} leaders`);
  const trees = new Set(servers.map(({ database: { tree, sessions } }) => JSON.stringify([tree.root, sessions])));
  if (trees.size !== 1) problems.push('their databases differ');
  for (const { id, state } of kernel.nodes) if (state?.kind === 'client') problems.push(...lost(id, state, servers));
  return problems;
}

function lost(
  id: string,
  { zk: { client, threads } }: ClientState,
  servers: readonly ZooKeeperServerState[],
): string[] {
  const problems: string[] = [];
  if (client.state !== 'CONNECTED') problems.push(`${id} is ${client.state}`);
  const known = servers[0]!.database.sessions.keys.includes(String(client.sessionId));
  if (!known) problems.push(`${id} has session ${client.sessionId}, which the ensemble does not know`);
  for (const { name, waitingFor } of threads) problems.push(`${id} ${name} waits for ${waitingFor.type}`);
  return problems;
}
