/**
 * Snapshots of the metadata log: a file that holds, as records, everything before an offset. Once there are two, what lies
 * before the newer one may be deleted: the log then starts at a snapshot.
 *
 * Kafka: org.apache.kafka.raft.internals.KafkaRaftLog (createNewSnapshot, deleteBeforeSnapshot, maybeClean,
 * truncateToLatestSnapshot, recoverSnapshots), org.apache.kafka.snapshot.Snapshots, RecordsSnapshotWriter; KIP-630.
 * *Simplified:* a record counts as 80 bytes; the log loses single records where Kafka deletes whole segments; an old
 * snapshot's file is gone at once, not after a minute.
 */
import type { Micros } from '../../base/time.ts';
import { drop, emptyVector } from '../../base/vector.ts';
import type { Files } from '../../sim/protocol.ts';
import type { KafkaOut, Voter } from '../kinds.ts';
import * as epochCache from '../log/leaderEpochCache.ts';
import type { SnapshotRecord } from '../messages.ts';
import type { ControlRecord, MetadataRecord } from '../records.ts';
import { compareOffsetAndEpoch, endOffset, METADATA_DIRECTORY, type MetadataLog, storeLog } from './metadataLog.ts';
import type { RaftState } from './state.ts';
import { toVotersRecord } from './voterSet.ts';

export const RECORD_BYTES = 80;

/** Kafka's file `<offset>-<epoch>.checkpoint`. Everything before `offset`, of which the last is of `epoch`. */
export interface RaftSnapshot {
  readonly offset: number;
  readonly epoch: number;
  readonly records: readonly SnapshotRecord[];
}

const EXTENSION = '.checkpoint';

export function snapshotFile({ offset, epoch }: { readonly offset: number; readonly epoch: number }): string {
  return `${`${offset}`.padStart(20, '0')}-${`${epoch}`.padStart(10, '0')}${EXTENSION}`;
}

export function sizeOfSnapshot({ records }: RaftSnapshot): number {
  return RECORD_BYTES * records.length;
}

/** 0-0: what a disk was formatted with. It is not replicated: the first leader writes its contents into the log. */
export function isBootstrap({ offset, epoch }: { readonly offset: number; readonly epoch: number }): boolean {
  return offset === 0 && epoch === 0;
}

/** The quorum's own records come first, then what the listener wrote. */
export function newSnapshot(
  id: { readonly offset: number; readonly epoch: number },
  lastContainedLogTimestamp: Micros,
  kRaftVersion: number,
  voters: readonly Voter[],
  records: readonly MetadataRecord[],
): RaftSnapshot {
  const control: ControlRecord[] = [{ type: 'SnapshotHeaderRecord', lastContainedLogTimestamp }];
  if (kRaftVersion > 0) control.push({ type: 'KRaftVersionRecord', kRaftVersion }, toVotersRecord(voters));
  return { ...id, records: [...control, ...records, { type: 'SnapshotFooterRecord' }] };
}

function timestampOf({ records }: RaftSnapshot): Micros {
  const header = records[0];
  return header?.type === 'SnapshotHeaderRecord' ? header.lastContainedLogTimestamp : 0;
}

export function snapshotWithId(log: MetadataLog, id: { offset: number; epoch: number }): RaftSnapshot | undefined {
  return log.snapshots.find(({ offset, epoch }) => offset === id.offset && epoch === id.epoch);
}

// ---- the disk --------------------------------------------------------------------------------------------------------

/** The snapshots in a directory, oldest first; those before the start of the log do not count. */
export function recoverSnapshots(directory: Files[string] | undefined, startOffset: number): readonly RaftSnapshot[] {
  const found: RaftSnapshot[] = [];
  for (const [name, content] of Object.entries(directory ?? {})) {
    if (!name.endsWith(EXTENSION) || content === null) continue;
    const snapshot = content as RaftSnapshot;
    if (snapshot.offset >= startOffset) found.push(snapshot);
  }
  return found.sort(compareOffsetAndEpoch);
}

/** Frozen: on the platter, and known to the log. */
export function addSnapshot(log: MetadataLog, snapshot: RaftSnapshot, out: KafkaOut): MetadataLog {
  out.persist(METADATA_DIRECTORY, snapshotFile(snapshot), snapshot);
  return { ...log, snapshots: [...log.snapshots, snapshot].sort(compareOffsetAndEpoch) };
}

function forgetSnapshotsBefore(log: MetadataLog, id: RaftSnapshot, out: KafkaOut): readonly RaftSnapshot[] {
  const kept = log.snapshots.filter((snapshot) => compareOffsetAndEpoch(snapshot, id) >= 0);
  for (const snapshot of log.snapshots) {
    if (!kept.includes(snapshot)) out.persist(METADATA_DIRECTORY, snapshotFile(snapshot), null);
  }
  return kept;
}

// ---- the log and its snapshots ---------------------------------------------------------------------------------------

/** After a snapshot was fetched, or found by a process that died before it got here: the log begins anew at it. */
export function truncateToLatestSnapshot(log: MetadataLog, out: KafkaOut): MetadataLog {
  const latest = log.snapshots[log.snapshots.length - 1];
  if (latest === undefined) return log;
  const logEnd = { offset: endOffset(log), epoch: epochCache.latestEpoch(log.epochs) ?? 0 };
  if (compareOffsetAndEpoch(latest, logEnd) <= 0) return log;
  const next: MetadataLog = {
    startOffset: latest.offset,
    entries: emptyVector(),
    epochs: epochCache.emptyEpochCache(),
    snapshots: forgetSnapshotsBefore(log, latest, out),
  };
  storeLog(next, true, out);
  return next;
}

function deleteBeforeSnapshot(log: MetadataLog, id: RaftSnapshot, out: KafkaOut): MetadataLog {
  if (log.startOffset >= id.offset) return log;
  return {
    startOffset: id.offset,
    entries: drop(log.entries, id.offset - log.startOffset),
    epochs: epochCache.truncateFromStart(log.epochs, id.offset),
    snapshots: forgetSnapshotsBefore(log, id, out),
  };
}

/**
 * While there are two snapshots, the older one and the log before the newer one go as soon as all of it is larger than
 * `metadata.max.retention.bytes`, or the older one is older than `metadata.max.retention.ms`.
 */
export function maybeClean(state: RaftState, now: Micros, out: KafkaOut): MetadataLog {
  const { retentionBytes, retentionMs } = state.config;
  let { log } = state;
  if (retentionBytes >= 0) log = cleanWhile(log, out, (current) => sizeOfAll(current) > retentionBytes);
  if (retentionMs >= 0) log = cleanWhile(log, out, (_, oldest) => now - timestampOf(oldest) > retentionMs * 1000);
  if (log === state.log) return log;
  storeLog(log, true, out);
  return log;
}

function cleanWhile(
  log: MetadataLog,
  out: KafkaOut,
  isBreached: (log: MetadataLog, oldest: RaftSnapshot) => boolean,
): MetadataLog {
  let current = log;
  for (;;) {
    const [oldest, next] = current.snapshots;
    if (oldest === undefined || next === undefined || !isBreached(current, oldest)) return current;
    const cleaned = deleteBeforeSnapshot(current, next, out);
    if (cleaned === current) return current;
    current = cleaned;
  }
}

function sizeOfAll(log: MetadataLog): number {
  let bytes = RECORD_BYTES * log.entries.length;
  for (const snapshot of log.snapshots) bytes += sizeOfSnapshot(snapshot);
  return bytes;
}

/** What `kafka-storage format` leaves on the disk of a controller of a new cluster: the voters, as a snapshot 0-0. */
export function bootstrapSnapshot(kRaftVersion: number, voters: readonly Voter[]): RaftSnapshot {
  return newSnapshot({ offset: 0, epoch: 0 }, 0, kRaftVersion, voters, []);
}
