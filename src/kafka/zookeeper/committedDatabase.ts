/**
 * What an ensemble has committed, seen from outside: of the servers that serve clients the database that is furthest, since a
 * server applies only what is committed. No server reads it.
 */
import type { Files } from '../../sim/protocol.ts';
import type { ZkDatabase, ZooKeeperServerState } from './state.ts';
import { loggedAfter, readDisk } from './txnLog.ts';
import { restored } from './zkDatabase.ts';

export function isServing({ serving }: ZooKeeperServerState): boolean {
  return serving !== undefined;
}

/**
 * Where none serves, the furthest of those that live: one that has just read its disk may have a change in it that no quorum
 * has seen. Undefined: none lives.
 */
export function committedDatabase(servers: readonly ZooKeeperServerState[]): ZkDatabase | undefined {
  const serving = servers.filter(isServing);
  let furthest: ZkDatabase | undefined;
  for (const { database } of serving.length > 0 ? serving : servers) {
    if (furthest === undefined || database.lastProcessedZxid > furthest.lastProcessedZxid) furthest = database;
  }
  return furthest;
}

/** What a process would find on this disk, whether a quorum has it or not. */
export function readDatabase(files: Files): ZkDatabase {
  const { log } = readDisk(files, 0);
  const snapshot = log.snapshots[0];
  return restored(snapshot, loggedAfter(log, snapshot?.zxid ?? 0));
}
