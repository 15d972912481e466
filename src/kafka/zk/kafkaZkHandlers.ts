/**
 * Who hears of changes in ZooKeeper (kafka.zk.KafkaZkClient: registerZNodeChangeHandlerAndCheckExistence,
 * registerZNodeChildChangeHandler, registerStateChangeHandler; kafka.zookeeper.ZooKeeperClient). A handler is a name; what it
 * does is known to its node (ZkHost.watchFired). To register one sets no watch: that does the next read of its path.
 */
import { remove, set } from '../../base/table.ts';
import { stringHashCode } from '../hash.ts';
import { JavaHashMap } from '../javaHashMap.ts';
import type { ClientDraft } from './clientState.ts';
import { pathExists } from './kafkaZkRequests.ts';
import { onClient, type ZkRun } from './run.ts';

export function registerChangeHandler(client: ClientDraft, path: string, handler: string): void {
  client.changeHandlers = set(client.changeHandlers, path, handler);
}

export function unregisterChangeHandler(client: ClientDraft, path: string): void {
  client.changeHandlers = remove(client.changeHandlers, path);
}

export function registerChildChangeHandler(client: ClientDraft, path: string, handler: string): void {
  client.childChangeHandlers = set(client.childChangeHandlers, path, handler);
}

export function unregisterChildChangeHandler(client: ClientDraft, path: string): void {
  client.childChangeHandlers = remove(client.childChangeHandlers, path);
}

/** In the order in which a ConcurrentHashMap of their names is walked. */
export function registerStateHandler(client: ClientDraft, handler: string): void {
  const names = new JavaHashMap<string, true>(stringHashCode);
  for (const name of client.stateChangeHandlers) names.put(name, true);
  names.put(handler, true);
  client.stateChangeHandlers = names.keys();
}

export function unregisterStateHandler(client: ClientDraft, handler: string): void {
  client.stateChangeHandlers = client.stateChangeHandlers.filter((name) => name !== handler);
}

/** The watch is set whether the znode is there or not. */
export function* registerZNodeChangeHandlerAndCheckExistence(path: string, handler: string): ZkRun<boolean> {
  yield* registerZNodeChangeHandler(path, handler);
  return yield* pathExists(path);
}

export function* registerZNodeChangeHandler(path: string, handler: string): ZkRun<void> {
  yield* onClient((client) => registerChangeHandler(client, path, handler));
}

export function* unregisterZNodeChangeHandler(path: string): ZkRun<void> {
  yield* onClient((client) => unregisterChangeHandler(client, path));
}

export function* registerZNodeChildChangeHandler(path: string, handler: string): ZkRun<void> {
  yield* onClient((client) => registerChildChangeHandler(client, path, handler));
}

export function* unregisterZNodeChildChangeHandler(path: string): ZkRun<void> {
  yield* onClient((client) => unregisterChildChangeHandler(client, path));
}

export function* registerStateChangeHandler(handler: string): ZkRun<void> {
  yield* onClient((client) => registerStateHandler(client, handler));
}

export function* unregisterStateChangeHandler(handler: string): ZkRun<void> {
  yield* onClient((client) => unregisterStateHandler(client, handler));
}

export function* sessionId(): ZkRun<number> {
  return yield* onClient((client) => client.sessionId);
}

/** KafkaZkClient.close(): handlers are forgotten, and the session is closed, if there is a connection. */
export function* close(): ZkRun<void> {
  yield { type: 'close' };
}
