/**
 * Work that waits for ZooKeeper, written from top to bottom as Kafka's own is. A run is a generator that is run from its
 * start again whenever what it waits for has come, over all answers so far: so what a thread keeps is plain data (what it
 * does, and the answers), and blocks just as the thread of a broker does. It must come to the same waits each time: it reads
 * the state of its node only through `once`.
 */
import type { Micros } from '../../base/time.ts';
import type { ZooKeeperChange, ZooKeeperRead, ZooKeeperResult } from '../messages.ts';
import type { ClientDraft } from './clientState.ts';
import { ZooKeeperClientExpiredException, ZooKeeperClientTimeoutException } from './exceptions.ts';

/** One operation; whether it sets a watch is the client's business: it does where a handler is registered for the path. */
export type ZkRequest =
  | ZooKeeperChange
  /** registerWatch false: none is set, handler or not. */
  | { readonly op: ZooKeeperRead['op']; readonly path: string; readonly registerWatch?: boolean }
  | { readonly op: 'multi'; readonly ops: readonly ZooKeeperChange[] }
  | { readonly op: 'sync'; readonly path: string };

/** How waiting for the connection ended. */
export type ConnectionOutcome = 'connected' | 'expired' | 'timeout';

export type ZkWait =
  /** ZooKeeperClient.handleRequests: sent together, as many in flight as there are permits; answered when all are. */
  | { readonly type: 'requests'; readonly requests: readonly ZkRequest[] }
  /** ZooKeeperClient.waitUntilConnected. null: for ever. */
  | { readonly type: 'connected'; readonly timeout: Micros | null }
  | { readonly type: 'sleep'; readonly delay: Micros }
  /** Until somebody calls `wake` of this name with a value. */
  | { readonly type: 'signal'; readonly name: string }
  /** ZooKeeper.close(): until the session is closed or the connection is lost. */
  | { readonly type: 'close' }
  /** Done once, not again when the run is run again; its value must be plain data. */
  | { readonly type: 'once'; readonly act: () => unknown }
  /** The same, with the client of this node to look at and to change. */
  | { readonly type: 'client'; readonly act: (client: ClientDraft) => unknown }
  /** Its value: how many answers there are with this one. */
  | { readonly type: 'mark' }
  /** What was answered since is not needed any more: the run goes on as it would from there. */
  | { readonly type: 'forget'; readonly since: number };

/** What a wait came to, and when. */
export interface ZkWaited {
  readonly at: Micros;
  /** Of requests: their results, in their order; of `connected`: how it ended; else the value, undefined of a sleep. */
  readonly value: unknown;
}

/** A part of such work: it may wait, and comes to a value. */
export type ZkRun<T> = Generator<ZkWait, T, ZkWaited>;

/** An effect, or a look at the state of the node as it is now. */
export function* once<T>(act: () => T): ZkRun<T> {
  return (yield { type: 'once', act }).value as T;
}

/** The same with the client of the node. */
export function* onClient<T>(act: (client: ClientDraft) => T): ZkRun<T> {
  return (yield { type: 'client', act }).value as T;
}

/**
 * Tries until there is a value. A try leaves nothing behind but what it did to the state of its node: so its answers are
 * forgotten, and one that is tried for hours does not grow.
 */
export function* retried<T>(attempt: () => ZkRun<T | undefined>): ZkRun<T> {
  const since = (yield { type: 'mark' }).value as number;
  while (true) {
    const value = yield* attempt();
    if (value !== undefined) return value;
    yield { type: 'forget', since };
  }
}

/** The time as it is now, in micros. */
export function* now(): ZkRun<Micros> {
  return (yield { type: 'once', act: () => null }).at;
}

export function* sleep(delay: Micros): ZkRun<void> {
  yield { type: 'sleep', delay };
}

/** What `wake` was given. */
export function* signal<T = undefined>(name: string): ZkRun<T> {
  return (yield { type: 'signal', name }).value as T;
}

/** Once each: those that the connection was lost with have the code CONNECTIONLOSS. */
export function* handleRequests(asked: readonly ZkRequest[]): ZkRun<readonly ZooKeeperResult[]> {
  if (asked.length === 0) return [];
  return (yield { type: 'requests', requests: asked }).value as readonly ZooKeeperResult[];
}

export function* waitUntilConnected(timeout: Micros | null = null): ZkRun<void> {
  const outcome = (yield { type: 'connected', timeout }).value as ConnectionOutcome;
  if (outcome === 'expired') throw new ZooKeeperClientExpiredException();
  if (outcome === 'timeout') throw new ZooKeeperClientTimeoutException();
}

/**
 * All at once, each with its own code; those that the connection was lost with are sent again when there is another
 * (KafkaZkClient.retryRequestsUntilConnected). Results are in the order of the requests.
 */
export function* requests(asked: readonly ZkRequest[]): ZkRun<readonly ZooKeeperResult[]> {
  const results = (yield* handleRequests(asked)).slice();
  while (true) {
    const lost: number[] = [];
    for (let place = 0; place < results.length; place++) {
      if (results[place]!.code === 'CONNECTIONLOSS') lost.push(place);
    }
    if (lost.length === 0) return results;
    yield* waitUntilConnected();
    const again = yield* handleRequests(lost.map((place) => asked[place]!));
    for (let nth = 0; nth < lost.length; nth++) results[lost[nth]!] = again[nth]!;
  }
}

export function* request(asked: ZkRequest): ZkRun<ZooKeeperResult> {
  const [result] = yield* requests([asked]);
  return result!;
}
