/**
 * Work that waits for ZooKeeper, written from top to bottom as Kafka's own is. A run is a generator that is run from its
 * start again whenever what it waits for has come, over all answers so far: so what a thread keeps is plain data (what it
 * does, and the answers), and blocks just as the thread of a broker does. It must come to the same waits each time: it reads
 * the state of its node only through `once`.
 */
import type { Micros } from '../../base/time.ts';
import type { ZooKeeperChange, ZooKeeperRead, ZooKeeperResult } from '../messages.ts';

/** One operation; whether it sets a watch is the client's business: it does where a handler is registered for the path. */
export type ZkRequest =
  | ZooKeeperChange
  | (ZooKeeperRead extends infer R ? (R extends ZooKeeperRead ? Omit<R, 'watch'> : never) : never)
  | { readonly op: 'multi'; readonly ops: readonly ZooKeeperChange[] }
  | { readonly op: 'sync'; readonly path: string };

export type ZkWait =
  /**
   * Sent together, as many in flight as zookeeper.max.in.flight.requests; those that are lost with the connection are sent
   * again (KafkaZkClient.retryRequestsUntilConnected). Answered when all are, in their order.
   */
  | { readonly type: 'requests'; readonly requests: readonly ZkRequest[] }
  | { readonly type: 'sleep'; readonly delay: Micros }
  /** Until somebody calls `wake` of this name with a value. */
  | { readonly type: 'signal'; readonly name: string }
  /** Done once, not again when the run is run again; its value must be plain data. */
  | { readonly type: 'once'; readonly act: () => unknown };

export type ZkWaited =
  | { readonly type: 'requests'; readonly at: Micros; readonly results: readonly ZooKeeperResult[] }
  | { readonly type: 'sleep'; readonly at: Micros }
  | { readonly type: 'signal'; readonly at: Micros; readonly value: unknown }
  | { readonly type: 'once'; readonly at: Micros; readonly value: unknown };

/** A part of such work: it may wait, and comes to a value. */
export type ZkRun<T> = Generator<ZkWait, T, ZkWaited>;

/** An effect, or a look at the state of the node as it is now. */
export function* once<T>(act: () => T): ZkRun<T> {
  const waited = yield { type: 'once', act };
  return (waited as Extract<ZkWaited, { type: 'once' }>).value as T;
}

/** All at once, each with its own code. */
export function* requests(asked: readonly ZkRequest[]): ZkRun<readonly ZooKeeperResult[]> {
  if (asked.length === 0) return [];
  const waited = yield { type: 'requests', requests: asked };
  return (waited as Extract<ZkWaited, { type: 'requests' }>).results;
}

export function* request(asked: ZkRequest): ZkRun<ZooKeeperResult> {
  const [result] = yield* requests([asked]);
  return result!;
}
