/**
 * The znodes as a tree, and what a committed change does to it (org.apache.zookeeper.server.DataTree, DataNode). A change
 * copies the nodes on the way to it and shares all others, so that two moments are compared by identity.
 *
 * *Simplified:* no ACLs, quotas, containers and nodes with a time to live.
 */
import { emptyTable, get, remove, set, type Table } from '../../base/table.ts';
import { utf8Length } from '../../base/utf8.ts';
import type { ZnodeStat } from '../messages.ts';
import { lastSlash, namesOf, parentOf } from './path.ts';

export interface Znode {
  readonly data: string | null;
  readonly czxid: number;
  readonly mzxid: number;
  /** Micros of the run. */
  readonly ctime: number;
  readonly mtime: number;
  readonly version: number;
  /** How many children it has ever got; what `stat` shows counts those that went, too. */
  readonly cversion: number;
  readonly ephemeralOwner: number;
  readonly pzxid: number;
  readonly children: Table<Znode>;
}

export interface DataTree {
  readonly root: Znode;
  /** session -> paths of its ephemeral znodes, in the order they came. A session without any has no entry. */
  readonly ephemerals: Table<readonly string[]>;
  readonly nodeCount: number;
}

const NO_CHILDREN: Table<Znode> = emptyTable();

function newZnode(data: string | null, zxid: number, time: number, ephemeralOwner: number): Znode {
  return {
    data,
    czxid: zxid,
    mzxid: zxid,
    ctime: time,
    mtime: time,
    version: 0,
    cversion: 0,
    ephemeralOwner,
    pzxid: zxid,
    children: NO_CHILDREN,
  };
}

/** With what every ensemble has from the start: /zookeeper, /zookeeper/quota and /zookeeper/config. */
export function newDataTree(): DataTree {
  const quota = newZnode('', 0, 0, 0);
  const config = newZnode('', 0, 0, 0);
  const children = set(set(NO_CHILDREN, 'config', config), 'quota', quota);
  const system = { ...newZnode('', 0, 0, 0), children };
  const root = { ...newZnode('', 0, 0, 0), children: set(NO_CHILDREN, 'zookeeper', system) };
  return { root, ephemerals: emptyTable(), nodeCount: 5 };
}

export function getZnode(tree: DataTree, path: string): Znode | undefined {
  let node: Znode | undefined = tree.root;
  for (const name of namesOf(path)) {
    node = get(node.children, name);
    if (node === undefined) return undefined;
  }
  return node;
}

export function childrenOf(node: Znode): readonly string[] {
  return node.children.keys;
}

export function statOf(node: Znode): ZnodeStat {
  const numChildren = node.children.keys.length;
  return {
    czxid: node.czxid,
    mzxid: node.mzxid,
    ctime: node.ctime,
    mtime: node.mtime,
    version: node.version,
    // Counted are creations; shown are changes: each child that is gone was one more.
    cversion: node.cversion * 2 - numChildren,
    aversion: 0,
    ephemeralOwner: node.ephemeralOwner,
    dataLength: node.data === null ? 0 : utf8Length(node.data),
    numChildren,
    pzxid: node.pzxid,
  };
}

export interface Creation {
  readonly path: string;
  readonly data: string | null;
  readonly ephemeralOwner: number;
  /** What the parent counts with it. */
  readonly parentCVersion: number;
  readonly zxid: number;
  readonly time: number;
}

/** Undefined: there is no parent, or the node is there already. */
export function createZnode(tree: DataTree, creation: Creation): DataTree | undefined {
  const { path, zxid, ephemeralOwner } = creation;
  const parent = getZnode(tree, parentOf(path));
  const name = path.slice(lastSlash(path) + 1);
  if (parent === undefined || get(parent.children, name) !== undefined) return undefined;
  const counts = creation.parentCVersion > parent.cversion;
  const changed: Znode = {
    ...parent,
    cversion: counts ? creation.parentCVersion : parent.cversion,
    pzxid: counts ? zxid : parent.pzxid,
    children: set(parent.children, name, newZnode(creation.data, zxid, creation.time, ephemeralOwner)),
  };
  return {
    root: withZnode(tree.root, namesOf(parentOf(path)), 0, changed),
    ephemerals: ephemeralOwner === 0 ? tree.ephemerals : withEphemeral(tree.ephemerals, ephemeralOwner, path),
    nodeCount: tree.nodeCount + 1,
  };
}

/** Undefined: there is no such node. */
export function deleteZnode(tree: DataTree, path: string, zxid: number): DataTree | undefined {
  const parent = getZnode(tree, parentOf(path));
  const name = path.slice(lastSlash(path) + 1);
  const node = parent === undefined ? undefined : get(parent.children, name);
  if (parent === undefined || node === undefined) return undefined;
  const pzxid = Math.max(zxid, parent.pzxid);
  const changed: Znode = { ...parent, pzxid, children: remove(parent.children, name) };
  const { ephemeralOwner } = node;
  return {
    root: withZnode(tree.root, namesOf(parentOf(path)), 0, changed),
    ephemerals: ephemeralOwner === 0 ? tree.ephemerals : withoutEphemeral(tree.ephemerals, ephemeralOwner, path),
    nodeCount: tree.nodeCount - 1,
  };
}

export interface Change {
  readonly path: string;
  readonly data: string | null;
  readonly version: number;
  readonly zxid: number;
  readonly time: number;
}

/** Undefined: there is no such node. */
export function setZnodeData(tree: DataTree, change: Change): DataTree | undefined {
  const node = getZnode(tree, change.path);
  if (node === undefined) return undefined;
  const { data, version, zxid, time } = change;
  const changed: Znode = { ...node, data, version, mzxid: zxid, mtime: time };
  return { ...tree, root: withZnode(tree.root, namesOf(change.path), 0, changed) };
}

export function ephemeralsOf(tree: DataTree, sessionId: number): readonly string[] {
  return get(tree.ephemerals, sessionId) ?? [];
}

/** The node at `names` replaced; those above it are copied. */
function withZnode(node: Znode, names: readonly string[], depth: number, changed: Znode): Znode {
  if (depth === names.length) return changed;
  const name = names[depth]!;
  const below = withZnode(get(node.children, name)!, names, depth + 1, changed);
  return { ...node, children: set(node.children, name, below) };
}

function withEphemeral(all: DataTree['ephemerals'], owner: number, path: string): DataTree['ephemerals'] {
  return set(all, owner, [...(get(all, owner) ?? []), path]);
}

function withoutEphemeral(all: DataTree['ephemerals'], owner: number, path: string): DataTree['ephemerals'] {
  const left = (get(all, owner) ?? []).filter((one) => one !== path);
  return left.length === 0 ? remove(all, owner) : set(all, owner, left);
}
