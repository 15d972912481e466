/** What happened to znodes, read off a server's own log, the newest first. */
import { slice } from '../../base/vector.ts';
import type { LoggedTxn } from '../../kafka/messages/zookeeper.ts';
import type { ZooKeeperServerState } from '../../kafka/zookeeper/state.ts';
import type { ZnodeChange } from './zooKeeperLens.ts';

/** Entries of the log that are looked through, and changes that are enough. */
const MOST_ENTRIES = 400;
const MOST_OF_PATH = 40;
const FURTHEST_BACK = 20_000;

export function changesIn(state: ZooKeeperServerState, clients: ReadonlyMap<number, string>): readonly ZnodeChange[] {
  const found: ZnodeChange[] = [];
  for (const entry of backward(state, MOST_ENTRIES)) found.push(...changesOf(entry, clients).reverse());
  return found;
}

export function historyOf(
  state: ZooKeeperServerState,
  path: string,
  clients: ReadonlyMap<number, string>,
): readonly ZnodeChange[] {
  const found: ZnodeChange[] = [];
  for (const entry of backward(state, FURTHEST_BACK)) {
    if (!touches(entry.txn, path)) continue;
    for (const change of changesOf(entry, clients)) if (change.path === path) found.push(change);
    if (found.length >= MOST_OF_PATH) break;
  }
  return found;
}

/** Asked of thousands of entries: nothing is made on the way. */
function touches(txn: LoggedTxn['txn'], path: string): boolean {
  switch (txn.type) {
    case 'create':
    case 'setData':
    case 'delete':
      return txn.path === path;
    case 'closeSession':
      return txn.pathsToDelete.includes(path);
    case 'multi':
      return txn.txns.some((part) => touches(part, path));
    default:
      return false;
  }
}

/** What it has applied, the newest first. */
function* backward({ log, database }: ZooKeeperServerState, most: number): Generator<LoggedTxn> {
  const { entries } = log;
  const chunk = 256;
  const last = Math.max(0, entries.length - most);
  for (let to = entries.length; to > last; to -= chunk) {
    const part = slice(entries, Math.max(last, to - chunk), to);
    for (let place = part.length - 1; place >= 0; place--)
      if (part[place]!.zxid <= database.lastProcessedZxid) yield part[place]!;
  }
}

function changesOf({ zxid, time, sessionId, txn }: LoggedTxn, clients: ReadonlyMap<number, string>): ZnodeChange[] {
  const base = { zxid, at: time, client: clients.get(sessionId) ?? '' };
  const of = (part: LoggedTxn['txn']): ZnodeChange[] => {
    switch (part.type) {
      case 'create':
        return [{ ...base, path: part.path, what: 'created', version: 0, data: part.data }];
      case 'setData':
        return [{ ...base, path: part.path, what: 'changed', version: part.version, data: part.data }];
      case 'delete':
        return [{ ...base, path: part.path, what: 'deleted', version: null, data: null }];
      case 'closeSession':
        return part.pathsToDelete.map((path) => ({ ...base, path, what: 'deleted', version: null, data: null }));
      case 'multi':
        return part.txns.flatMap(of);
      default:
        return [];
    }
  };
  return of(txn);
}
