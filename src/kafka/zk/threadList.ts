/**
 * The list of the threads of a process: starting, cancelling, waking them, and handing them what they wait for. None of this
 * runs any: that is done by `runZkThreads` (threads.ts) before the event ends.
 */
import { emptyVector, push, slice } from '../../base/vector.ts';
import type { ZooKeeperResult } from '../messages.ts';
import { triesNextSession } from './clientCnxn.ts';
import type { ZkClientState } from './clientState.ts';
import type { ConnectionOutcome } from './run.ts';
import type { Reinitialize, ZkHost, ZkThread, ZkWaitingFor } from './threadState.ts';

const NOTHING: ZkWaitingFor = { type: 'nothing' };

/** It runs before the event ends. There must be no other of its name. */
export function startZkThread<J>(host: ZkHost<J>, name: string, job: J | Reinitialize): void {
  if (isZkThreadRunning(host, name)) throw new Error(`a thread ${name} runs already`);
  const { zk, env } = host;
  const id = zk.nextThread;
  const thread: ZkThread<J> = { id, name, job, startedAt: env.now, answers: emptyVector(), waitingFor: NOTHING };
  host.zk = { ...zk, threads: [...zk.threads, thread], nextThread: id + 1, ready: [...zk.ready, id] };
}

export function isZkThreadRunning<J>(host: ZkHost<J>, name: string): boolean {
  return host.zk.threads.some((thread) => thread.name === name);
}

/** It goes on no further, whatever it waits for; what it has asked ZooKeeper for may be done all the same. */
export function cancelZkThread<J>(host: ZkHost<J>, name: string): void {
  const thread = host.zk.threads.find((one) => one.name === name);
  if (thread !== undefined) removeThread(host, thread);
}

/** All threads that wait for it go on; where none does yet, the next that comes to wait for it in this event. */
export function wakeZkThreads<J>(host: ZkHost<J>, name: string, value: unknown = null): void {
  const waiting = host.zk.threads.filter(({ waitingFor }) => waitingFor.type === 'signal' && waitingFor.name === name);
  const someoneRuns = host.zk.threads.some(({ waitingFor }) => waitingFor.type === 'nothing');
  if (waiting.length === 0 && someoneRuns) host.zk = { ...host.zk, signals: [...host.zk.signals, { name, value }] };
  for (const thread of waiting) goOn(host, thread, value);
}

// ---- what a thread waited for has come ----------------------------------------------------------------------------------------------

function goOn<J>(host: ZkHost<J>, thread: ZkThread<J>, value: unknown): void {
  const { waitingFor, id } = thread;
  const timed = waitingFor.type === 'sleep' || (waitingFor.type === 'connected' && waitingFor.until !== null);
  if (timed) host.out.cancelTimer(timerKey(id));
  const answers = push(thread.answers, { at: host.env.now, value });
  changeThread(host, { ...thread, answers, waitingFor: NOTHING });
  host.zk = { ...host.zk, ready: [...host.zk.ready, id] };
}

export function resultArrived<J>(host: ZkHost<J>, id: number, result: ZooKeeperResult): void {
  const thread = threadWithId(host, id);
  if (thread === undefined) return;
  const { waitingFor } = thread;
  if (waitingFor.type === 'close') goOn(host, thread, null);
  if (waitingFor.type !== 'requests') return;
  const results = push(waitingFor.results, result);
  if (results.length === waitingFor.requests.length) {
    goOn(host, thread, slice(results, 0));
    return;
  }
  changeThread(host, { ...thread, waitingFor: { ...waitingFor, results } });
  const { client } = host.zk;
  if (client.setup.pipelined !== false) return;
  host.zk = { ...host.zk, client: { ...client, waitingForPermit: [...client.waitingForPermit, id] } };
}

/** isConnectedOrExpiredCondition.signalAll */
export function connectionMoved<J>(host: ZkHost<J>): void {
  const outcome = connectionOutcome(host.zk.client);
  if (outcome === undefined) return;
  for (const thread of host.zk.threads) {
    if (thread.waitingFor.type === 'connected') goOn(host, thread, outcome);
  }
}

export function threadTimer<J>(host: ZkHost<J>, id: number): void {
  const thread = threadWithId(host, id);
  if (thread?.waitingFor.type === 'sleep') goOn(host, thread, null);
  else if (thread?.waitingFor.type === 'connected') goOn(host, thread, 'timeout');
}

/** undefined: it is to be waited for. */
export function connectionOutcome(client: ZkClientState): ConnectionOutcome | undefined {
  if (client.state === 'CONNECTED' && !client.closing) return 'connected';
  return client.state === 'CLOSED' && !triesNextSession(client) ? 'expired' : undefined;
}

export function timerKey(id: number): string {
  return `zk-client/thread ${id}`;
}

// ---- the list -----------------------------------------------------------------------------------------------------------------------

export function threadWithId<J>({ zk }: ZkHost<J>, id: number): ZkThread<J> | undefined {
  return zk.threads.find((thread) => thread.id === id);
}

export function changeThread<J>(host: ZkHost<J>, thread: ZkThread<J>): void {
  const threads = host.zk.threads.map((one) => (one.id === thread.id ? thread : one));
  host.zk = { ...host.zk, threads };
}

export function removeThread<J>(host: ZkHost<J>, { id, waitingFor }: ZkThread<J>): void {
  if (waitingFor.type === 'sleep' || waitingFor.type === 'connected') host.out.cancelTimer(timerKey(id));
  const { threads, ready } = host.zk;
  host.zk = { ...host.zk, threads: threads.filter((one) => one.id !== id), ready: ready.filter((one) => one !== id) };
}
