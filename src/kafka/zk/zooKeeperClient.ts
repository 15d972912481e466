/**
 * The client that the threads of a process share: permits for requests in flight, which reads set a watch, who hears of what
 * has happened, and a new session when one has expired (kafka.zookeeper.ZooKeeperClient). Its owner hands it what comes from
 * the network and its timers, and lets the threads run after each (`runZkThreads` of threads.ts).
 */
import { get, has } from '../../base/table.ts';
import type { Arrived, Disconnected } from '../kinds.ts';
import type { WatchedEventType, ZooKeeperClientMessage, ZooKeeperOperation } from '../messages.ts';
import * as cnxn from './clientCnxn.ts';
import {
  type Cnxn,
  draftOfClient,
  type ZkClientState,
  type ZkClientTimer,
  type ZkHappening,
  type ZkKeeperState,
} from './clientState.ts';
import type { ZkRequest } from './run.ts';
import {
  changeThread,
  connectionMoved,
  resultArrived,
  startZkThread,
  threadTimer,
  threadWithId,
} from './threadList.ts';
import { REINIT_THREAD, type ZkHost, type ZkRuntime, type ZkThread } from './threadState.ts';

/** Asks for the first session. */
export function openZkClient<J>(host: ZkHost<J>): void {
  withCnxn(host, cnxn.openSession);
}

export function handleZkArrival<J>(host: ZkHost<J>, { from, message }: Arrived): void {
  if (host.zk.client.socket?.server !== from) return;
  withCnxn(host, (work) => cnxn.arrived(work, message as ZooKeeperClientMessage));
}

export function handleZkDisconnected<J>(host: ZkHost<J>, { from }: Disconnected): void {
  const { socket } = host.zk.client;
  if (socket === null || socket.type === 'sleeping' || socket.server !== from) return;
  withCnxn(host, cnxn.disconnected);
}

export function handleZkTimer<J>(host: ZkHost<J>, timer: ZkClientTimer): void {
  if (timer.type === 'send-thread') withCnxn(host, cnxn.sendThreadWakes);
  else threadTimer(host, timer.thread);
}

/** ZooKeeperClient.reinitialize, between what handlers do before and after. */
export function newSession<J>(host: ZkHost<J>): void {
  if (host.zk.client.state === 'CLOSED') withCnxn(host, cnxn.openSession);
}

/** ZooKeeperClient.close. The thread is answered when the session is closed, or the connection lost. */
export function closeSession<J>(host: ZkHost<J>, thread: number): void {
  host.zk = { ...host.zk, threads: host.zk.threads.filter(({ name }) => name !== REINIT_THREAD), expired: 0 };
  withCnxn(host, (work) => {
    cnxn.forgetHandlers(work.client);
    cnxn.queuePacket(work, thread, { op: 'closeSession' });
  });
}

function withCnxn<J>(host: ZkHost<J>, act: (work: Cnxn) => void): void {
  const happened: ZkHappening[] = [];
  const client = draftOfClient(host.zk.client);
  act({ client, env: host.env, out: host.out, happened });
  host.zk = withClient(host.zk, client);
  for (const happening of happened) tell(host, happening);
  sendWithPermits(host);
}

function withClient<J>(zk: ZkRuntime<J>, client: ZkClientState): ZkRuntime<J> {
  return { ...zk, client };
}

// ---- who hears of it ------------------------------------------------------------------------------------------------------------

function tell<J>(host: ZkHost<J>, happening: ZkHappening): void {
  switch (happening.type) {
    case 'answered':
      resultArrived(host, happening.thread, happening.result);
      return;
    case 'watch':
      tellHandler(host, happening.event, happening.path);
      return;
    case 'state':
      connectionMoved(host);
      tellConnection(host, happening.state, happening.server);
      if (happening.state === 'Expired') scheduleReinitialize(host);
      return;
  }
}

function tellConnection<J>({ env, out, zk }: ZkHost<J>, state: ZkKeeperState, server: string | null): void {
  if (server === null) return;
  const { sessionId: session } = zk.client;
  out.fact({ type: 'ZooKeeperConnectionChanged', client: env.self, state, server, session });
}

function tellHandler<J>(host: ZkHost<J>, event: WatchedEventType, path: string): void {
  const { changeHandlers, childChangeHandlers } = host.zk.client;
  const handler = get(event === 'NodeChildrenChanged' ? childChangeHandlers : changeHandlers, path);
  if (handler !== undefined) host.watchFired(handler, event, path);
}

/** One thread does it, one session after the other. */
function scheduleReinitialize<J>(host: ZkHost<J>): void {
  const { expired } = host.zk;
  host.zk = { ...host.zk, expired: expired + 1 };
  if (expired === 0) startZkThread(host, REINIT_THREAD, { type: 'reinitialize' });
}

// ---- permits ----------------------------------------------------------------------------------------------------------------------

/** A thread has requests to send: it waits its turn. */
export function wantPermits<J>(host: ZkHost<J>, thread: number): void {
  const { client } = host.zk;
  host.zk = withClient(host.zk, { ...client, waitingForPermit: [...client.waitingForPermit, thread] });
  sendWithPermits(host);
}

/** Requests go out one at a time, by turns, while there are permits (the semaphore inFlightRequests). */
export function sendWithPermits<J>(host: ZkHost<J>): void {
  while (host.zk.client.waitingForPermit.length > 0 && hasPermit(host.zk.client)) {
    const [id, ...others] = host.zk.client.waitingForPermit;
    const thread = threadWithId(host, id!);
    const next = thread === undefined ? undefined : nextRequest(thread);
    const again = next?.isMore === true && isPipelined(host.zk.client);
    const waitingForPermit = again ? [...others, id!] : others;
    host.zk = withClient(host.zk, { ...host.zk.client, waitingForPermit });
    if (next === undefined) continue;
    changeThread(host, next.thread);
    const { request } = next;
    withCnxn(host, (work) => cnxn.queuePacket(work, id!, operationOf(work.client, request)));
  }
}

function isPipelined({ setup }: ZkClientState): boolean {
  return setup.pipelined !== false;
}

function hasPermit(client: ZkClientState): boolean {
  if (!isPipelined(client)) return true;
  const { setup, outgoing, pending } = client;
  const inFlight = outgoing.length + pending.length;
  return inFlight < setup.maxInFlight || inFlight - unowned(outgoing) - unowned(pending) < setup.maxInFlight;
}

/** SetWatches is nobody's. */
function unowned(packets: ZkClientState['pending']): number {
  return packets.filter(({ thread }) => thread === 0).length;
}

interface NextRequest<J> {
  readonly request: ZkRequest;
  readonly thread: ZkThread<J>;
  readonly isMore: boolean;
}

function nextRequest<J>(thread: ZkThread<J>): NextRequest<J> | undefined {
  const { waitingFor } = thread;
  if (waitingFor.type !== 'requests' || waitingFor.begun === waitingFor.requests.length) return undefined;
  const begun = waitingFor.begun + 1;
  return {
    request: waitingFor.requests[waitingFor.begun]!,
    thread: { ...thread, waitingFor: { ...waitingFor, begun } },
    isMore: begun < waitingFor.requests.length,
  };
}

/** ZooKeeperClient.shouldWatch: a read sets a watch where somebody wants to hear of its path. */
function operationOf({ changeHandlers, childChangeHandlers }: ZkClientState, request: ZkRequest): ZooKeeperOperation {
  switch (request.op) {
    case 'exists':
    case 'getData': {
      const { op, path, registerWatch = true } = request;
      return { op, path, watch: registerWatch && has(changeHandlers, path) };
    }
    case 'getChildren': {
      const { path, registerWatch = true } = request;
      return { op: 'getChildren', path, watch: registerWatch && has(childChangeHandlers, path) };
    }
    default:
      return request;
  }
}
