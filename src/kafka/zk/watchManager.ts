/** The watches that a client has set at its server, to be set again at the next (org.apache.zookeeper.ZKWatchManager). */
import { has, remove, set } from '../../base/table.ts';
import type { KeeperCode, WatchedEventType, ZooKeeperOperation } from '../messages.ts';
import type { ZkWatches } from './clientState.ts';

/** ZooKeeper.WatchRegistration: a watch is there once the server has answered. */
export function withWatchOf(watches: ZkWatches, operation: ZooKeeperOperation, code: KeeperCode): ZkWatches {
  if (!('watch' in operation) || !operation.watch) return watches;
  const { op, path } = operation;
  if (code === 'OK') {
    if (op === 'getChildren') return { ...watches, child: set(watches.child, path, true) };
    return { ...watches, data: set(watches.data, path, true) };
  }
  return code === 'NONODE' && op === 'exists' ? { ...watches, exist: set(watches.exist, path, true) } : watches;
}

/** materialize: a watch fires once. The same: nobody has watched this. */
export function withoutFired(watches: ZkWatches, event: WatchedEventType, path: string): ZkWatches {
  const { data, exist, child } = watches;
  const ofData = event !== 'NodeChildrenChanged';
  const ofChildren = event === 'NodeChildrenChanged' || event === 'NodeDeleted';
  const watched = (ofData && (has(data, path) || has(exist, path))) || (ofChildren && has(child, path));
  if (!watched) return watches;
  return {
    data: ofData ? remove(data, path) : data,
    exist: ofData ? remove(exist, path) : exist,
    child: ofChildren ? remove(child, path) : child,
  };
}

/** undefined: there are none. */
export function setWatches({ data, exist, child }: ZkWatches, relativeZxid: number): ZooKeeperOperation | undefined {
  if (data.keys.length + exist.keys.length + child.keys.length === 0) return undefined;
  return {
    op: 'setWatches',
    relativeZxid,
    dataWatches: data.keys,
    existWatches: exist.keys,
    childWatches: child.keys,
  };
}
