/** The znodes of one server's database as rows of a tree: what is open, who owns and watches it, and what is new of it. */
import { get } from '../../base/table.ts';
import type { Micros } from '../../base/time.ts';
import { millis } from '../../base/time.ts';
import { sessionText } from '../../kafka/facts/zookeeper.ts';
import { getZnode, statOf, type Znode } from '../../kafka/zookeeper/dataTree.ts';
import { parentOf } from '../../kafka/zookeeper/path.ts';
import type { ZooKeeperServerState } from '../../kafka/zookeeper/state.ts';
import { truthOf, type ZooKeeperNode } from './databases.ts';
import { clientNames } from './ensembleFrame.ts';
import { changesIn, historyOf } from './znodeChanges.ts';
import type { Watcher, ZnodeChange, ZnodeDetail, ZnodeRow, ZnodesFrame, ZooKeeperAsk } from './zooKeeperLens.ts';

/** What happened so long ago is no news any more. */
const NEWS_FOR = millis(250);
/** Of one znode; thousands of partitions are not read one by one. */
const MOST_CHILDREN = 200;
/** Letters of its data that a row shows. */
const MOST_DATA = 200;

interface Context {
  readonly at: Micros;
  readonly open: ReadonlySet<string>;
  readonly owners: ReadonlyMap<number, string>;
  readonly watchers: ReadonlyMap<string, readonly Watcher[]>;
  /** By parent. */
  readonly gone: ReadonlyMap<string, readonly ZnodeChange[]>;
}

export function znodesFrame(servers: readonly ZooKeeperNode[], ask: ZooKeeperAsk, at: Micros): ZnodesFrame {
  const living = servers.filter(({ state }) => state !== undefined);
  const shown = living.find(({ view }) => view.id === ask.server) ?? truthOf(servers);
  const names = living.map(({ view }) => view.id);
  const state = shown?.state;
  if (state === undefined)
    return { server: null, servers: names, zxid: 0, count: 0, rows: [], changes: [], chosen: null };
  const { tree, lastProcessedZxid } = state.database;
  const owners = clientNames(servers);
  const changes = changesIn(state, owners);
  const context: Context = {
    at,
    open: new Set(ask.open),
    owners,
    watchers: watchersOf(living),
    gone: recentlyGone(state, changes, at),
  };
  const rows: ZnodeRow[] = [];
  addChildren(rows, tree.root, '', 0, context);
  return {
    server: shown!.view.id,
    servers: names,
    zxid: lastProcessedZxid,
    count: tree.nodeCount,
    rows,
    changes: changes.slice(0, 40),
    chosen: ask.path === null ? null : detailOf(state, ask.path, owners, context.watchers),
  };
}

function addChildren(rows: ZnodeRow[], node: Znode, path: string, depth: number, context: Context): void {
  const { keys, values } = node.children;
  const gone = context.gone.get(path) ?? [];
  const children = keys.map((name, place) => ({ name, child: values[place] as Znode | undefined }));
  for (const change of gone) children.push({ name: change.path.slice(path.length + 1), child: undefined });
  children.sort((a, b) => compareNames(a.name, b.name));
  // The newest of many are what one looks for; those that are left out are counted.
  const from = Math.max(0, children.length - MOST_CHILDREN);
  for (const { name, child } of children.slice(from)) {
    const own = `${path}/${name}`;
    if (child === undefined) {
      rows.push(goneRow(own, name, depth));
      continue;
    }
    const isOpen = context.open.has(own);
    rows.push(rowOf(own, name, depth, child, isOpen, context));
    if (isOpen) addChildren(rows, child, own, depth + 1, context);
  }
}

/** Numbers by their size: `10` stands after `9`. */
function compareNames(a: string, b: string): number {
  const isNumbers = /^\d+$/.test(a) && /^\d+$/.test(b);
  if (isNumbers) return Number(a) - Number(b);
  return a < b ? -1 : a > b ? 1 : 0;
}

function rowOf(path: string, name: string, depth: number, node: Znode, isOpen: boolean, context: Context): ZnodeRow {
  const { at, owners, watchers } = context;
  return {
    path,
    name,
    depth,
    children: node.children.keys.length,
    isOpen,
    data: node.data === null || node.data.length <= MOST_DATA ? node.data : `${node.data.slice(0, MOST_DATA)}…`,
    version: node.version,
    owner: node.ephemeralOwner === 0 ? null : (owners.get(node.ephemeralOwner) ?? sessionText(node.ephemeralOwner)),
    watchers: watchers.get(path) ?? NOBODY,
    news: isNew(node.ctime, at) ? 'created' : isNew(node.mtime, at) ? 'changed' : null,
    newsBelow: !isOpen && hasNews(node, path, context),
  };
}

const NOBODY: readonly Watcher[] = [];

function isNew(time: Micros, at: Micros): boolean {
  return time > 0 && at - time < NEWS_FOR;
}

/** The root's first znodes are as old as the run. */
function hasNews(node: Znode, path: string, context: Context): boolean {
  if (context.gone.has(path)) return true;
  return node.children.keys.some((name, place) => {
    const child = node.children.values[place]!;
    return isNew(child.mtime, context.at) || hasNews(child, `${path}/${name}`, context);
  });
}

function goneRow(path: string, name: string, depth: number): ZnodeRow {
  return {
    path,
    name,
    depth,
    children: 0,
    isOpen: false,
    data: null,
    version: 0,
    owner: null,
    watchers: NOBODY,
    news: 'deleted',
    newsBelow: false,
  };
}

function recentlyGone(
  { database }: ZooKeeperServerState,
  changes: readonly ZnodeChange[],
  now: Micros,
): ReadonlyMap<string, readonly ZnodeChange[]> {
  const gone = new Map<string, ZnodeChange[]>();
  const seen = new Set<string>();
  for (const change of changes) {
    if (!isNew(change.at, now)) break;
    if (seen.has(change.path)) continue;
    seen.add(change.path);
    if (change.what !== 'deleted' || getZnode(database.tree, change.path) !== undefined) continue;
    const parent = parentOf(change.path);
    gone.set(parent, [...(gone.get(parent) ?? []), change]);
  }
  return gone;
}

/** A server keeps the watches of those that are connected to it: all of them together. */
function watchersOf(servers: readonly ZooKeeperNode[]): ReadonlyMap<string, readonly Watcher[]> {
  const found = new Map<string, Watcher[]>();
  for (const { view, state } of servers) {
    const serving = state?.serving;
    if (serving === undefined) continue;
    for (const kind of ['data', 'children'] as const) {
      const watches = kind === 'data' ? serving.dataWatches : serving.childWatches;
      watches.keys.forEach((path, place) => {
        const connections = watches.values[place]!;
        if (connections.length === 0) return;
        const list = found.get(path) ?? [];
        for (const connection of connections) {
          const client = get(serving.cnxns, connection)?.client;
          if (client !== undefined) list.push({ client, kind, server: view.id });
        }
        found.set(path, list);
      });
    }
  }
  for (const list of found.values())
    list.sort((a, b) => (a.client < b.client ? -1 : a.client > b.client ? 1 : a.kind < b.kind ? 1 : -1));
  return found;
}

function detailOf(
  state: ZooKeeperServerState,
  path: string,
  owners: ReadonlyMap<number, string>,
  watchers: ReadonlyMap<string, readonly Watcher[]>,
): ZnodeDetail {
  const node = getZnode(state.database.tree, path);
  const history = historyOf(state, path, owners);
  const base = { path, watchers: watchers.get(path) ?? NOBODY, history };
  if (node === undefined) return { ...base, stat: null, data: null, owner: null };
  const stat = statOf(node);
  return {
    ...base,
    data: node.data,
    owner: node.ephemeralOwner === 0 ? null : (owners.get(node.ephemeralOwner) ?? null),
    stat: {
      czxid: sessionText(stat.czxid),
      ctime: stat.ctime,
      mzxid: sessionText(stat.mzxid),
      mtime: stat.mtime,
      pzxid: sessionText(stat.pzxid),
      cversion: stat.cversion,
      dataVersion: stat.version,
      ephemeralOwner: sessionText(stat.ephemeralOwner),
      dataLength: stat.dataLength,
      numChildren: stat.numChildren,
    },
  };
}
