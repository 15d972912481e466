/**
 * The threads of a process that work with ZooKeeper, as data: what each does, what its waits have come to, what it waits for
 * now. How they run is in threads.ts.
 */
import type { Micros } from '../../base/time.ts';
import type { Vector } from '../../base/vector.ts';
import type { KafkaEnv, KafkaOut } from '../kinds.ts';
import type { WatchedEventType, ZooKeeperResult } from '../messages.ts';
import { newZkClient, type ZkClientSetup, type ZkClientState } from './clientState.ts';
import type { ZkRequest, ZkRun, ZkWaited } from './run.ts';

/** The thread that makes a new session when one has expired (ZooKeeperClient.reinitializeScheduler). */
export const REINIT_THREAD = 'zk-client-reinit';

export interface Reinitialize {
  readonly type: 'reinitialize';
}

export type ZkWaitingFor =
  | {
      readonly type: 'requests';
      readonly requests: readonly ZkRequest[];
      /** How many have a permit or had one. */
      readonly begun: number;
      readonly results: Vector<ZooKeeperResult>;
    }
  | { readonly type: 'connected'; readonly until: Micros | null }
  | { readonly type: 'sleep'; readonly until: Micros }
  | { readonly type: 'signal'; readonly name: string }
  | { readonly type: 'close' }
  /** Nothing: it runs, or goes on before the event ends. */
  | { readonly type: 'nothing' };

export interface ZkThread<J> {
  /** Never given again in a process. */
  readonly id: number;
  /** No two threads have the same at a time. */
  readonly name: string;
  /** What it does: plain data, from which its node makes the run. */
  readonly job: J | Reinitialize;
  readonly startedAt: Micros;
  readonly answers: Vector<ZkWaited>;
  readonly waitingFor: ZkWaitingFor;
}

/** The client of a process and the threads that share it. */
export interface ZkRuntime<J> {
  readonly client: ZkClientState;
  /** In the order in which they were started. */
  readonly threads: readonly ZkThread<J>[];
  readonly nextThread: number;
  /** Threads that can go on, in their order; none when an event is over. */
  readonly ready: readonly number[];
  /** Signals of this event that nobody waited for so far; none when it is over. */
  readonly signals: readonly ZkSignal[];
  /** Sessions that have expired and whose successors are not asked for yet. */
  readonly expired: number;
}

export interface ZkSignal {
  readonly name: string;
  readonly value: unknown;
}

export function newZkRuntime<J>(setup: ZkClientSetup): ZkRuntime<J> {
  return { client: newZkClient(setup), threads: [], nextThread: 1, ready: [], signals: [], expired: 0 };
}

export type ZkOutcome =
  | { readonly type: 'returned'; readonly value: unknown }
  /** What the run has thrown, and not caught. */
  | { readonly type: 'threw'; readonly error: unknown };

/**
 * The process a client lives in, for the length of one event. `zk` is a window on the process's state: what is written to it
 * is there for everybody at once.
 */
export interface ZkHost<J> {
  readonly env: KafkaEnv;
  readonly out: KafkaOut;
  zk: ZkRuntime<J>;
  /** What a thread with this job does. */
  runOf(job: J): ZkRun<unknown>;
  /** A thread has come to its end; another of its name can be started. */
  ended(thread: string, job: J, outcome: ZkOutcome): void;
  /** A watch has fired at a path for which this handler is registered. */
  watchFired(handler: string, event: WatchedEventType, path: string): void;
  /** StateChangeHandler.beforeInitializingSession, in the thread that makes the new session: it may wait. */
  beforeInitializingSession(handler: string): ZkRun<void>;
  afterInitializingSession(handler: string): ZkRun<void>;
}
