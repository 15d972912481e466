/**
 * Makes a change of what a client asks for, or an error that takes its place in the order of changes: judged as if all
 * changes that were ordered before had been applied (org.apache.zookeeper.server.PrepRequestProcessor).
 */
import { unreachable } from '../../base/assert.ts';
import type {
  CreateSession,
  KeeperCode,
  LoggedTxn,
  ZooKeeperChange,
  ZooKeeperOperation,
  ZooKeeperTxn,
} from '../messages.ts';
import { type DataTree, ephemeralsOf, getZnode } from './dataTree.ts';
import { isValidPath, lastSlash, parentOf } from './path.ts';
import { processEntry, processTxn } from './zkDatabase.ts';

/** What is asked, and for whom. */
export interface ZkRequest {
  /** The server that the client is connected to. */
  readonly owner: number;
  readonly sessionId: number;
  readonly xid: number;
  readonly operation: OrderedOperation;
}

/** What needs a place in the order of all changes. `expired`: asked by nobody, the session's time has run out. */
export type OrderedOperation =
  | Exclude<ZooKeeperOperation, { readonly op: 'exists' | 'getData' | 'getChildren' | 'sync' | 'ping' | 'setWatches' }>
  | CreateSession
  | { readonly op: 'expireSession' };

export interface Header {
  readonly zxid: number;
  readonly sessionId: number;
  readonly xid: number;
  readonly time: number;
  /** Of the session that is to be closed; null: it is being closed already. */
  readonly client: string | null;
}

export interface Prepared {
  readonly entry: LoggedTxn;
  /** The tree when it will have been applied. */
  readonly tree: DataTree;
}

/** `refusal`: what the session tracker has against it. */
export function prepare(
  tree: DataTree,
  header: Header,
  operation: OrderedOperation,
  refusal: KeeperCode | undefined,
): Prepared {
  const txn = txnOf(tree, header, operation, refusal);
  const entry = entryOf(header, txn);
  return { entry, tree: processEntry(tree, entry).tree };
}

function entryOf({ zxid, sessionId, xid, time }: Header, txn: ZooKeeperTxn): LoggedTxn {
  return { zxid, sessionId, xid, time, txn };
}

function txnOf(
  tree: DataTree,
  header: Header,
  operation: OrderedOperation,
  refusal: KeeperCode | undefined,
): ZooKeeperTxn {
  switch (operation.op) {
    case 'createSession':
      return { type: 'createSession', timeOut: operation.timeOut, client: operation.client };
    case 'closeSession':
    case 'expireSession': {
      const pathsToDelete = ephemeralsOf(tree, header.sessionId);
      return { type: 'closeSession', pathsToDelete, expired: operation.op === 'expireSession', client: header.client };
    }
    case 'multi':
      return multiTxn(tree, header, operation.ops, refusal);
    default:
      return refusal === undefined ? changeTxn(tree, operation) : { type: 'error', code: refusal };
  }
}

function multiTxn(
  tree: DataTree,
  header: Header,
  ops: readonly ZooKeeperChange[],
  refusal: KeeperCode | undefined,
): ZooKeeperTxn {
  let current = tree;
  let failed = false;
  const txns: ZooKeeperTxn[] = [];
  for (const op of ops) {
    let txn: ZooKeeperTxn;
    if (failed) txn = { type: 'error', code: 'RUNTIMEINCONSISTENCY' };
    else txn = refusal === undefined ? changeTxn(current, op) : { type: 'error', code: refusal };
    if (txn.type === 'error') failed = true;
    else current = processTxn(current, entryOf(header, txn), txn).tree;
    txns.push(txn);
  }
  return { type: 'multi', txns };
}

function changeTxn(tree: DataTree, change: ZooKeeperChange): ZooKeeperTxn {
  switch (change.op) {
    case 'create':
      return createTxn(tree, change);
    case 'delete':
      return deleteTxn(tree, change.path, change.version);
    case 'setData':
    case 'check': {
      const { path } = change;
      if (!isValidPath(path)) return error('BADARGUMENTS');
      const node = getZnode(tree, path);
      if (node === undefined) return error('NONODE');
      if (change.version !== -1 && change.version !== node.version) return error('BADVERSION');
      const version = node.version + 1;
      return change.op === 'setData'
        ? { type: 'setData', path, data: change.data, version }
        : { type: 'check', path, version };
    }
    default:
      return unreachable(change);
  }
}

function createTxn(tree: DataTree, change: Extract<ZooKeeperChange, { op: 'create' }>): ZooKeeperTxn {
  if (lastSlash(change.path) === -1) return error('BADARGUMENTS');
  const parent = getZnode(tree, parentOf(change.path));
  if (parent === undefined) return error('NONODE');
  const isSequential = change.mode === 'PERSISTENT_SEQUENTIAL' || change.mode === 'EPHEMERAL_SEQUENTIAL';
  // How many children the parent has ever got: no two of its children get the same number.
  const path = isSequential ? change.path + String(parent.cversion).padStart(10, '0') : change.path;
  if (!isValidPath(path)) return error('BADARGUMENTS');
  if (getZnode(tree, path) !== undefined) return error('NODEEXISTS');
  if (parent.ephemeralOwner !== 0) return error('NOCHILDRENFOREPHEMERALS');
  const ephemeral = change.mode === 'EPHEMERAL' || change.mode === 'EPHEMERAL_SEQUENTIAL';
  return { type: 'create', path, data: change.data, ephemeral, parentCVersion: parent.cversion + 1 };
}

/** ZKDatabase.isSpecialPath */
const SPECIAL_PATHS: readonly string[] = ['/', '/zookeeper', '/zookeeper/quota', '/zookeeper/config'];

function deleteTxn(tree: DataTree, path: string, version: number): ZooKeeperTxn {
  if (lastSlash(path) === -1 || SPECIAL_PATHS.includes(path)) return error('BADARGUMENTS');
  const node = getZnode(tree, path);
  if (node === undefined) return error('NONODE');
  if (version !== -1 && version !== node.version) return error('BADVERSION');
  if (node.children.keys.length > 0) return error('NOTEMPTY');
  return { type: 'delete', path };
}

function error(code: KeeperCode): ZooKeeperTxn {
  return { type: 'error', code };
}
