/**
 * The transaction log and the snapshots on the disk: a change is acknowledged when it has reached the platter, and many
 * that come meanwhile go there together (org.apache.zookeeper.server.SyncRequestProcessor, persistence.FileTxnLog,
 * FileSnap, FileTxnSnapLog).
 *
 * *Simplified:* one log in place of a file for each snapshot; two snapshots are kept; a snapshot is not fuzzy and takes no
 * time.
 */
import { at, emptyVector, partitionPoint, push, slice, take, type Vector, vectorOf } from '../../base/vector.ts';
import type { Files } from '../../sim/protocol.ts';
import type { LoggedTxn } from '../messages.ts';
import type { Peer, Snapshot, TxnLog, ZkDatabase } from './state.ts';

const DIRECTORY = 'version-2';
export const LOG = 'log';
export const SNAPSHOTS = 'snapshots';
export const CURRENT_EPOCH = 'currentEpoch';
export const ACCEPTED_EPOCH = 'acceptedEpoch';
/** FileTxnSnapLog keeps more; nothing reads them. */
const SNAPSHOTS_KEPT = 2;

export interface OnDisk {
  readonly log: TxnLog;
  readonly currentEpoch: number;
  readonly acceptedEpoch: number;
}

/** What a process that starts finds; all of it is taken for flushed. */
export function readDisk(files: Files, snapshotAfter: number): OnDisk {
  const directory = files[DIRECTORY] ?? {};
  const entries = (directory[LOG] as Vector<LoggedTxn> | undefined) ?? emptyVector<LoggedTxn>();
  const snapshots = (directory[SNAPSHOTS] as readonly Snapshot[] | undefined) ?? [];
  const latest = snapshots[0]?.zxid ?? 0;
  const last = at(entries, entries.length - 1)?.zxid ?? 0;
  const lastLoggedZxid = Math.max(last, latest);
  return {
    log: {
      entries,
      lastLoggedZxid,
      flushedZxid: lastLoggedZxid,
      flushing: undefined,
      nextToken: 1,
      snapshots,
      sinceSnapshot: entries.length - firstAfter(entries, latest),
      snapshotAfter,
    },
    currentEpoch: (directory[CURRENT_EPOCH] as number | undefined) ?? 0,
    acceptedEpoch: (directory[ACCEPTED_EPOCH] as number | undefined) ?? 0,
  };
}

/** SyncRequestProcessor: so many changes between two snapshots, and a little more or less, lest all servers do it at once. */
export function nextSnapshotAfter(peer: Pick<Peer, 'env'>, snapCount: number, zxid: number): number {
  const half = Math.floor(snapCount / 2);
  return half + (half > 0 ? peer.env.draw(`snapshot ${peer.env.self} ${zxid}`, half) : 0);
}

export function setCurrentEpoch(peer: Peer, epoch: number): void {
  peer.state.currentEpoch = epoch;
  peer.out.persist(DIRECTORY, CURRENT_EPOCH, epoch);
}

export function setAcceptedEpoch(peer: Peer, epoch: number): void {
  peer.state.acceptedEpoch = epoch;
  peer.out.persist(DIRECTORY, ACCEPTED_EPOCH, epoch);
}

/** Into the log, and on its way to the platter. */
export function appendTxn(peer: Peer, entry: LoggedTxn): void {
  const { log } = peer.state;
  const entries = push(log.entries, entry);
  peer.out.write(DIRECTORY, LOG, entries);
  peer.state.log = { ...log, entries, lastLoggedZxid: entry.zxid, sinceSnapshot: log.sinceSnapshot + 1 };
  startFlush(peer);
  if (peer.state.log.sinceSnapshot > log.snapshotAfter) takeSnapshot(peer, peer.state.database);
}

function startFlush(peer: Peer): void {
  const { log } = peer.state;
  if (log.flushing !== undefined || log.flushedZxid >= log.lastLoggedZxid) return;
  peer.out.flush(DIRECTORY, log.nextToken);
  const flushing = { token: log.nextToken, zxid: log.lastLoggedZxid };
  peer.state.log = { ...log, flushing, nextToken: log.nextToken + 1 };
}

/** A log that is closed is flushed first (SyncRequestProcessor.shutdown). */
export function flushNow(peer: Peer): void {
  const { log } = peer.state;
  if (log.flushedZxid >= log.lastLoggedZxid) return;
  peer.out.persist(DIRECTORY, LOG, log.entries);
  peer.state.log = { ...log, flushing: undefined, flushedZxid: log.lastLoggedZxid };
}

/** What has reached the platter with this flush, in order. */
export function completeFlush(peer: Peer, token: number): readonly LoggedTxn[] {
  const { log } = peer.state;
  const { flushing } = log;
  if (flushing === undefined || flushing.token !== token) return [];
  const from = firstAfter(log.entries, log.flushedZxid);
  const to = firstAfter(log.entries, flushing.zxid);
  peer.state.log = { ...log, flushing: undefined, flushedZxid: Math.max(log.flushedZxid, flushing.zxid) };
  startFlush(peer);
  return slice(log.entries, from, to);
}

/** Of the database as it is now; the log keeps what is newer than the snapshot before it. */
export function takeSnapshot(peer: Peer, database: ZkDatabase): void {
  const { log } = peer.state;
  const { tree, sessions, lastProcessedZxid } = database;
  const older = log.snapshots.filter(({ zxid }) => zxid < lastProcessedZxid).slice(0, SNAPSHOTS_KEPT - 1);
  const snapshots: readonly Snapshot[] = [{ zxid: lastProcessedZxid, tree, sessions }, ...older];
  const keptFrom = snapshots[SNAPSHOTS_KEPT - 1]?.zxid ?? 0;
  const kept = slice(log.entries, firstAfter(log.entries, keptFrom));
  const entries = kept.length === log.entries.length ? log.entries : vectorOf(kept);
  peer.out.write(DIRECTORY, SNAPSHOTS, snapshots);
  if (entries !== log.entries) peer.out.write(DIRECTORY, LOG, entries);
  peer.state.log = {
    ...log,
    entries,
    snapshots,
    sinceSnapshot: 0,
    snapshotAfter: nextSnapshotAfter(peer, peer.state.setup.zooCfg.snapCount, lastProcessedZxid),
  };
}

/** A snapshot that came from the leader takes the place of all there was; it is flushed before anything else happens. */
export function replaceBySnapshot(peer: Peer, snapshot: Snapshot): void {
  const { log } = peer.state;
  peer.out.persist(DIRECTORY, SNAPSHOTS, [snapshot]);
  peer.out.persist(DIRECTORY, LOG, emptyVector());
  peer.state.log = {
    ...log,
    entries: emptyVector(),
    lastLoggedZxid: snapshot.zxid,
    flushedZxid: snapshot.zxid,
    flushing: undefined,
    snapshots: [snapshot],
    sinceSnapshot: 0,
  };
}

/** Nothing newer than `zxid` stays in the log (FileTxnLog.truncate, which reaches the platter at once). */
export function truncateLog(peer: Peer, zxid: number): void {
  const { log } = peer.state;
  const entries = take(log.entries, firstAfter(log.entries, zxid));
  const snapshots = log.snapshots.filter((snapshot) => snapshot.zxid <= zxid);
  const lastLoggedZxid = Math.max(at(entries, entries.length - 1)?.zxid ?? 0, snapshots[0]?.zxid ?? 0);
  peer.out.persist(DIRECTORY, LOG, entries);
  if (snapshots.length < log.snapshots.length) peer.out.persist(DIRECTORY, SNAPSHOTS, snapshots);
  peer.state.log = { ...log, entries, snapshots, lastLoggedZxid, flushedZxid: lastLoggedZxid, flushing: undefined };
}

export function loggedAfter(log: TxnLog, zxid: number): readonly LoggedTxn[] {
  return slice(log.entries, firstAfter(log.entries, zxid));
}

function firstAfter(entries: Vector<LoggedTxn>, zxid: number): number {
  return partitionPoint(entries, (entry) => entry.zxid > zxid);
}
