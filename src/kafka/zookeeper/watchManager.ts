/**
 * One-shot watches, of data and of children, by the connection they were set on: they die with it, and the client sets
 * them again elsewhere (org.apache.zookeeper.server.watch.WatchManager; DataTree.setWatches).
 */
import { emptyTable, get, set, type Table, tableOf } from '../../base/table.ts';
import type { ZooKeeperOperation } from '../messages.ts';
import { type DataTree, getZnode } from './dataTree.ts';
import type { Serving, Watches } from './state.ts';
import type { WatchedEvent } from './zkDatabase.ts';

type BothWatches = Pick<Serving, 'dataWatches' | 'childWatches'>;

const NOBODY: readonly number[] = [];

export const NO_WATCHES: BothWatches = { dataWatches: emptyTable(), childWatches: emptyTable() };

export function addWatch(watches: Watches, path: string, connection: number): Watches {
  const known = get(watches, path) ?? NOBODY;
  return known.includes(connection) ? watches : set(watches, path, [...known, connection]);
}

/** The connection is gone, and its watches with it. */
export function removeWatcher(watches: Watches, connection: number): Watches {
  if (!watches.values.some((connections) => connections.includes(connection))) return watches;
  const left: [string, readonly number[]][] = [];
  watches.keys.forEach((path, place) => {
    const connections = watches.values[place]!.filter((one) => one !== connection);
    if (connections.length > 0) left.push([path, connections]);
  });
  return tableOf(left);
}

/** Who hears of an event; who heard it by its data watch does not hear it again by its child watch. */
export function triggerWatches(
  watches: BothWatches,
  { event, path }: WatchedEvent,
): { readonly watches: BothWatches; readonly connections: readonly number[] } {
  const ofData = event === 'NodeChildrenChanged' ? NOBODY : (get(watches.dataWatches, path) ?? NOBODY);
  const ofChildren =
    event === 'NodeChildrenChanged' || event === 'NodeDeleted' ? (get(watches.childWatches, path) ?? NOBODY) : NOBODY;
  if (ofData.length === 0 && ofChildren.length === 0) return { watches, connections: NOBODY };
  return {
    watches: {
      dataWatches: ofData.length === 0 ? watches.dataWatches : fired(watches.dataWatches, path),
      childWatches: ofChildren.length === 0 ? watches.childWatches : fired(watches.childWatches, path),
    },
    connections: [...ofData, ...ofChildren.filter((connection) => !ofData.includes(connection))],
  };
}

/** The path stays as a key: what is watched once is mostly watched again. */
function fired(watches: Watches, path: string): Table<readonly number[]> {
  return set(watches, path, NOBODY);
}

/**
 * A client that was connected elsewhere wants to go on watching: it hears at once what it has missed, and what it has not
 * missed is watched here.
 */
export function setWatches(
  before: BothWatches,
  tree: DataTree,
  connection: number,
  asked: Extract<ZooKeeperOperation, { op: 'setWatches' }>,
): { readonly watches: BothWatches; readonly missed: readonly WatchedEvent[] } {
  let { dataWatches, childWatches } = before;
  const missed: WatchedEvent[] = [];
  for (const path of asked.dataWatches) {
    const node = getZnode(tree, path);
    if (node === undefined) missed.push({ event: 'NodeDeleted', path });
    else if (node.mzxid > asked.relativeZxid) missed.push({ event: 'NodeDataChanged', path });
    else dataWatches = addWatch(dataWatches, path, connection);
  }
  for (const path of asked.existWatches) {
    if (getZnode(tree, path) !== undefined) missed.push({ event: 'NodeCreated', path });
    else dataWatches = addWatch(dataWatches, path, connection);
  }
  for (const path of asked.childWatches) {
    const node = getZnode(tree, path);
    if (node === undefined) missed.push({ event: 'NodeDeleted', path });
    else if (node.pzxid > asked.relativeZxid) missed.push({ event: 'NodeChildrenChanged', path });
    else childWatches = addWatch(childWatches, path, connection);
  }
  return { watches: { dataWatches, childWatches }, missed };
}
