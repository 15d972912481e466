/**
 * Properties of ZooKeeper's sessions: what lives as long as they do, what they are told, and that nothing is done in the
 * name of one that is over. Kafka's fencing of brokers and controllers stands on them.
 */
import { get, has } from '../base/table.ts';
import { millis } from '../base/time.ts';
import { sessionText } from '../kafka/facts/zookeeper.ts';
import type { LoggedTxn } from '../kafka/messages.ts';
import type { Serving } from '../kafka/zookeeper/state.ts';
import { appliedIn, type EnsembleChange, partsOf, servedBy, zxidText } from './ensembleChange.ts';
import { always, type Property } from './property.ts';

export const ephemeralsLiveWithTheirSession: Property = {
  name: 'EphemeralsLiveWithTheirSession',
  source: 'DataTree.killSession, createNode; PrepRequestProcessor (closeSession)',
  statement: {
    en: 'An ephemeral znode is there only while the session that made it is, and goes in the same change as the session.',
    ko: '임시(ephemeral) znode는 만든 세션이 살아 있는 동안에만 있고, 세션과 같은 변경에서 사라져요.',
  },
  guard: undefined,
  promised: always,
  start: () => ({
    ensemble: ({ id, before, after }) => {
      const [was, is] = [servedBy(before), servedBy(after)];
      if (is === undefined || (was?.sessions === is.sessions && was.tree.ephemerals === is.tree.ephemerals)) {
        return undefined;
      }
      const { keys, values } = is.tree.ephemerals;
      for (let place = 0; place < keys.length; place++) {
        if (has(is.sessions, keys[place]!)) continue;
        return `z${id}: ${values[place]![0]} is ephemeral of ${sessionText(Number(keys[place]))}, a session that is over`;
      }
      return undefined;
    },
  }),
};

export const nothingAfterSessionEnd: Property = {
  name: 'NothingAfterSessionEnd',
  source: 'SessionTrackerImpl.checkSession; PrepRequestProcessor',
  statement: {
    en: 'Once a session is over, expired or closed, nothing is changed in its name, and it never comes back.',
    ko: '만료되었든 닫혔든 끝난 세션의 이름으로는 아무것도 바뀌지 않고, 그 세션은 다시 살아나지 않아요.',
  },
  guard: undefined,
  promised: always,
  start: (memory) => {
    /** By session: the change that ended it. */
    const ended = memory.map<number, number>();
    const judged = memory.map<'zxid', number>();
    return {
      ensemble: (change) => {
        for (const entry of appliedIn(change).entries) {
          // Each once, whoever applies it first.
          if (entry.zxid <= (judged.get('zxid') ?? 0)) continue;
          judged.set('zxid', entry.zxid);
          const { sessionId, txn, zxid } = entry;
          if (txn.type === 'closeSession') {
            if (!ended.has(sessionId)) ended.set(sessionId, zxid);
            continue;
          }
          const end = ended.get(sessionId);
          if (end === undefined || (txn.type !== 'createSession' && partsOf(txn).length === 0)) continue;
          return `${zxidText(zxid)} (${txn.type}) is of ${sessionText(sessionId)}, which ended with ${zxidText(end)}`;
        }
        return undefined;
      },
    };
  },
};

export const sessionsLastTheirTimeout: Property = {
  name: 'SessionsLastTheirTimeout',
  source: 'SessionTrackerImpl; ExpiryQueue.roundToNextInterval',
  statement: {
    en: 'No session expires before its timeout has passed since it was made.',
    ko: '만들어진 뒤 타임아웃이 지나기 전에 만료되는 세션은 없어요.',
  },
  guard: undefined,
  promised: always,
  start: (memory) => {
    const mayExpire = memory.map<number, number>();
    const judged = memory.map<'zxid', number>();
    return {
      ensemble: (change) => {
        for (const { sessionId, txn, zxid, time } of appliedIn(change).entries) {
          if (zxid <= (judged.get('zxid') ?? 0)) continue;
          judged.set('zxid', zxid);
          if (txn.type === 'createSession') mayExpire.set(sessionId, time + millis(txn.timeOut));
          if (txn.type !== 'closeSession' || !txn.expired || time >= (mayExpire.get(sessionId) ?? 0)) continue;
          return `${zxidText(zxid)} ends ${sessionText(sessionId)} before its time`;
        }
        return undefined;
      },
    };
  },
};

export const watchesFireOnce: Property = {
  name: 'WatchesFireOnce',
  source: 'WatchManager.triggerWatch; DataTree.processTxn',
  statement: {
    en: 'A watch fires with the first change of what it watches, once, and never unless it was set.',
    ko: '와치(watch)는 지켜보는 것이 처음 바뀔 때 한 번만 울리고, 설정하지 않은 것은 울리지 않아요.',
  },
  guard: undefined,
  promised: always,
  start: () => ({
    ensemble: (change) => {
      const { before, after } = change;
      const [was, is] = [before?.serving, after.serving];
      if (was === undefined || is === undefined || before!.database === after.database) return undefined;
      const { entries } = appliedIn(change);
      if (entries.length === 0) return undefined;
      const due = dueWatches(was, entries);
      const fired = firedBy(change);
      for (const [watch, count] of due) {
        const times = fired.get(watch) ?? 0;
        if (times < count) return `z${change.id}: the watch ${watch} did not fire`;
      }
      const setMeanwhile = watchesAskedFor(was);
      for (const [watch, times] of fired) {
        if (times <= (due.get(watch) ?? 0) + (setMeanwhile.get(watch) ?? 0)) continue;
        return `z${change.id}: the watch ${watch} fired more often than it was set`;
      }
      return undefined;
    },
  }),
};

/** By client and path: how many of its connections hear of it. A watch that has fired is gone for what follows. */
function dueWatches({ dataWatches, childWatches, cnxns }: Serving, entries: readonly LoggedTxn[]): Map<string, number> {
  const due = new Map<string, number>();
  const gone = new Set<string>();
  const over = new Set<number>();
  const trigger = (kinds: readonly (readonly [kind: 'data' | 'child', path: string])[], path: string): void => {
    const heard = new Set<number>();
    for (const [kind, watched] of kinds) {
      for (const connection of get(kind === 'data' ? dataWatches : childWatches, watched) ?? []) {
        const watch = `${kind} ${watched} ${connection}`;
        if (gone.has(watch) || over.has(connection)) continue;
        gone.add(watch);
        heard.add(connection);
      }
    }
    for (const connection of heard) {
      const client = get(cnxns, connection)?.client;
      if (client === undefined) continue;
      const key = `of ${client} at ${path}`;
      due.set(key, (due.get(key) ?? 0) + 1);
    }
  };
  const deleted = (path: string): void => {
    trigger(
      [
        ['data', path],
        ['child', path],
      ],
      path,
    );
    trigger([['child', parentOf(path)]], parentOf(path));
  };
  const closed = (sessionId: number): void => {
    // Its connection goes once it has heard of this very change: what comes after, it does not hear.
    for (const cnxn of cnxns.values) if (cnxn.sessionId === sessionId) over.add(cnxn.connection);
  };
  for (const { txn, sessionId } of entries) {
    for (const part of partsOf(txn)) {
      if (part.type === 'setData') trigger([['data', part.path]], part.path);
      else if (part.type === 'delete') deleted(part.path);
      else if (part.type === 'closeSession') for (const path of part.pathsToDelete) deleted(path);
      else if (part.type === 'create') {
        trigger([['data', part.path]], part.path);
        trigger([['child', parentOf(part.path)]], parentOf(part.path));
      }
    }
    if (txn.type === 'closeSession') closed(sessionId);
  }
  return due;
}

/** By client and path: reads that wait behind a change, and set a watch as soon as it is applied, before the next is. */
function watchesAskedFor({ cnxns }: Serving): Map<string, number> {
  const asked = new Map<string, number>();
  for (const { client, queue } of cnxns.values) {
    for (const { operation } of queue) {
      if (!('watch' in operation) || !operation.watch) continue;
      const key = `of ${client} at ${operation.path}`;
      asked.set(key, (asked.get(key) ?? 0) + 1);
    }
  }
  return asked;
}

function firedBy({ id, facts }: EnsembleChange): Map<string, number> {
  const fired = new Map<string, number>();
  for (const { fact } of facts) {
    if (fact.type !== 'WatchFired' || fact.server !== id) continue;
    const key = `of ${fact.client} at ${fact.path}`;
    fired.set(key, (fired.get(key) ?? 0) + 1);
  }
  return fired;
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}

export const SESSION_PROPERTIES: readonly Property[] = [
  ephemeralsLiveWithTheirSession,
  nothingAfterSessionEnd,
  sessionsLastTheirTimeout,
  watchesFireOnce,
];
