/**
 * The database that all servers agree on: what one change makes of it, what its client is answered, and what watches it
 * concerns (org.apache.zookeeper.server.ZKDatabase; DataTree.processTxn).
 */
import { unreachable } from '../../base/assert.ts';
import { emptyTable, remove, set } from '../../base/table.ts';
import { drop, emptyVector, push, slice } from '../../base/vector.ts';
import type { LoggedTxn, OpResult, WatchedEventType, ZooKeeperTxn } from '../messages.ts';
import { createZnode, type DataTree, deleteZnode, getZnode, newDataTree, setZnodeData, statOf } from './dataTree.ts';
import { parentOf } from './path.ts';
import type { Snapshot, ZkDatabase } from './state.ts';

/** ZKDatabase.commitLogCount */
const COMMIT_LOG_COUNT = 500;

export const EMPTY_DATABASE: ZkDatabase = {
  tree: newDataTree(),
  sessions: emptyTable(),
  lastProcessedZxid: 0,
  committedLog: emptyVector(),
};

export interface WatchedEvent {
  readonly event: WatchedEventType;
  readonly path: string;
}

export interface Applied {
  readonly database: ZkDatabase;
  /** For who asked: of a multi, of each of its parts. */
  readonly result: OpResult;
  readonly results: readonly OpResult[] | undefined;
  /** In the order in which the watches fire. */
  readonly events: readonly WatchedEvent[];
}

export function applyTxn(database: ZkDatabase, entry: LoggedTxn): Applied {
  const { txn, zxid } = entry;
  const outcome = processEntry(database.tree, entry);
  let { sessions } = database;
  if (txn.type === 'createSession') {
    sessions = set(sessions, entry.sessionId, { timeout: txn.timeOut, client: txn.client });
  }
  if (txn.type === 'closeSession') sessions = remove(sessions, entry.sessionId);
  const longer = push(database.committedLog, entry);
  const committedLog = longer.length >= 2 * COMMIT_LOG_COUNT ? drop(longer, COMMIT_LOG_COUNT) : longer;
  return {
    database: { tree: outcome.tree, sessions, lastProcessedZxid: zxid, committedLog },
    result: outcome.result,
    results: outcome.results,
    events: outcome.events,
  };
}

/** What may be handed to a learner without a look at the disk. */
export function committedProposals(database: ZkDatabase): readonly LoggedTxn[] {
  return slice(database.committedLog, Math.max(0, database.committedLog.length - COMMIT_LOG_COUNT));
}

interface Outcome {
  readonly tree: DataTree;
  readonly result: OpResult;
  readonly results?: readonly OpResult[];
  readonly events: readonly WatchedEvent[];
}

const OK: OpResult = { code: 'OK' };

/** What became of the latest entries, and of which tree: who orders a change does it first, then each server again. */
const PROCESSED = new Map<LoggedTxn, { readonly before: DataTree; readonly outcome: Outcome }>();
const REMEMBERED = 256;

/** Pure as processTxn is; servers that agree share their trees. */
export function processEntry(tree: DataTree, entry: LoggedTxn): Outcome {
  const known = PROCESSED.get(entry);
  if (known !== undefined && known.before === tree) return known.outcome;
  const outcome = processTxn(tree, entry, entry.txn);
  if (PROCESSED.size >= REMEMBERED) PROCESSED.clear();
  PROCESSED.set(entry, { before: tree, outcome });
  return outcome;
}

export function processTxn(tree: DataTree, entry: LoggedTxn, txn: ZooKeeperTxn): Outcome {
  switch (txn.type) {
    case 'create': {
      const { path, data, parentCVersion } = txn;
      const ephemeralOwner = txn.ephemeral ? entry.sessionId : 0;
      const { zxid, time } = entry;
      const next = createZnode(tree, { path, data, ephemeralOwner, parentCVersion, zxid, time });
      if (next === undefined) return refused(tree, getZnode(tree, path) === undefined ? 'NONODE' : 'NODEEXISTS');
      const result: OpResult = { code: 'OK', path, stat: statOf(getZnode(next, path)!) };
      return { tree: next, result, events: [{ event: 'NodeCreated', path }, childrenChanged(path)] };
    }
    case 'delete': {
      const { path } = txn;
      const next = deleteZnode(tree, path, entry.zxid);
      if (next === undefined) return refused(tree, 'NONODE');
      return { tree: next, result: OK, events: [{ event: 'NodeDeleted', path }, childrenChanged(path)] };
    }
    case 'setData': {
      const { path, data, version } = txn;
      const next = setZnodeData(tree, { path, data, version, zxid: entry.zxid, time: entry.time });
      if (next === undefined) return refused(tree, 'NONODE');
      const result: OpResult = { code: 'OK', stat: statOf(getZnode(next, path)!) };
      return { tree: next, result, events: [{ event: 'NodeDataChanged', path }] };
    }
    case 'check':
    case 'createSession':
      return { tree, result: OK, events: [] };
    case 'closeSession':
      return killSession(tree, entry, txn.pathsToDelete);
    case 'multi':
      return processMulti(tree, entry, txn.txns);
    case 'error':
      return refused(tree, txn.code);
    default:
      return unreachable(txn);
  }
}

/** A multi of which one part was refused is logged with the error in its place, and nothing of it is done. */
function processMulti(tree: DataTree, entry: LoggedTxn, txns: readonly ZooKeeperTxn[]): Outcome {
  const culprit = txns.findIndex(({ type }) => type === 'error');
  if (culprit >= 0) {
    const results = txns.map((txn): OpResult => (txn.type === 'error' ? { code: txn.code } : OK));
    return { tree, result: results[culprit]!, results, events: [] };
  }
  let next = tree;
  const results: OpResult[] = [];
  const events: WatchedEvent[] = [];
  for (const txn of txns) {
    const outcome = processTxn(next, entry, txn);
    next = outcome.tree;
    results.push(outcome.result);
    events.push(...outcome.events);
  }
  return { tree: next, result: OK, results, events };
}

function killSession(tree: DataTree, entry: LoggedTxn, paths: readonly string[]): Outcome {
  let next = tree;
  const events: WatchedEvent[] = [];
  for (const path of paths) {
    const without = deleteZnode(next, path, entry.zxid);
    if (without === undefined) continue;
    next = without;
    events.push({ event: 'NodeDeleted', path }, childrenChanged(path));
  }
  return { tree: next, result: OK, events };
}

function refused(tree: DataTree, code: OpResult['code']): Outcome {
  return { tree, result: { code }, events: [] };
}

function childrenChanged(path: string): WatchedEvent {
  const parent = parentOf(path);
  return { event: 'NodeChildrenChanged', path: parent === '' ? '/' : parent };
}

/** A snapshot, and what was logged after it, up to a zxid. */
export function restored(snapshot: Snapshot | undefined, entries: readonly LoggedTxn[]): ZkDatabase {
  let database: ZkDatabase = EMPTY_DATABASE;
  if (snapshot !== undefined) {
    const { tree, sessions, zxid } = snapshot;
    database = { tree, sessions, lastProcessedZxid: zxid, committedLog: emptyVector() };
  }
  for (const entry of entries)
    if (entry.zxid > database.lastProcessedZxid) database = applyTxn(database, entry).database;
  return database;
}
