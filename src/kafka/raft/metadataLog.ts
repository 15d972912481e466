/**
 * The metadata log `__cluster_metadata-0`: entries, and which epoch wrote which of them. It starts at 0, or at a snapshot
 * that holds everything before (snapshots.ts). Persistent data: the entries in the state are those on the disk.
 *
 * Kafka: org.apache.kafka.raft.RaftLog, org.apache.kafka.raft.internals.KafkaRaftLog, OffsetAndEpoch.
 * *Simplified:* one record is one entry; segments and batch boundaries are not kept.
 */
import { assert } from '../../base/assert.ts';
import { emptyVector, push, slice, take, type Vector } from '../../base/vector.ts';
import type { KafkaOut } from '../kinds.ts';
import type { LeaderEpochCache } from '../log/leaderEpochCache.ts';
import * as epochCache from '../log/leaderEpochCache.ts';
import type { MetadataEntry } from '../records.ts';
import type { RaftSnapshot } from './snapshots.ts';

/** The file. Snapshots are files of their own. */
export interface StoredLog {
  readonly startOffset: number;
  readonly entries: Vector<MetadataEntry>;
  readonly epochs: LeaderEpochCache;
}

export interface MetadataLog extends StoredLog {
  /** Oldest first. */
  readonly snapshots: readonly RaftSnapshot[];
}

export interface OffsetAndEpoch {
  readonly offset: number;
  readonly epoch: number;
}

export const METADATA_DIRECTORY = '__cluster_metadata-0';
export const LOG_FILE = 'log';

export const EMPTY_LOG: MetadataLog = {
  startOffset: 0,
  entries: emptyVector(),
  epochs: epochCache.emptyEpochCache(),
  snapshots: [],
};

/** What is flushed survives a power loss, too. */
export function storeLog({ startOffset, entries, epochs }: MetadataLog, flushed: boolean, out: KafkaOut): void {
  const stored: StoredLog = { startOffset, entries, epochs };
  if (flushed) out.persist(METADATA_DIRECTORY, LOG_FILE, stored);
  else out.write(METADATA_DIRECTORY, LOG_FILE, stored);
}

export function latestSnapshot({ snapshots }: MetadataLog): RaftSnapshot | undefined {
  return snapshots[snapshots.length - 1];
}

export function endOffset(log: MetadataLog): number {
  return log.startOffset + log.entries.length;
}

/** Of a log without entries, that of its snapshot; else 0: the epoch before the first, in which nothing was written. */
export function lastFetchedEpoch(log: MetadataLog): number {
  return epochCache.latestEpoch(log.epochs) ?? latestSnapshot(log)?.epoch ?? 0;
}

export function endOffsetAndEpoch(log: MetadataLog): OffsetAndEpoch {
  return { offset: endOffset(log), epoch: lastFetchedEpoch(log) };
}

/** Epoch first, then length: the order in which logs are more up to date. */
export function compareOffsetAndEpoch(a: OffsetAndEpoch, b: OffsetAndEpoch): number {
  if (a.epoch !== b.epoch) return a.epoch < b.epoch ? -1 : 1;
  if (a.offset !== b.offset) return a.offset < b.offset ? -1 : 1;
  return 0;
}

export function appendEntries(log: MetadataLog, added: readonly MetadataEntry[]): MetadataLog {
  let { entries, epochs } = log;
  for (const entry of added) {
    assert(entry.offset === log.startOffset + entries.length, `an entry at ${entry.offset} leaves a gap in the log`);
    assert(entry.epoch >= (epochCache.latestEpoch(epochs) ?? 0), `epoch ${entry.epoch} is older than the log`);
    entries = push(entries, entry);
    epochs = epochCache.assign(epochs, entry.epoch, entry.offset);
  }
  return { startOffset: log.startOffset, entries, epochs, snapshots: log.snapshots };
}

/** Entries from `from` up to but not including `to`. */
export function readEntries(log: MetadataLog, from: number, to: number = endOffset(log)): MetadataEntry[] {
  return slice(log.entries, from - log.startOffset, to - log.startOffset);
}

export function epochOfOffset(log: MetadataLog, offset: number): number | undefined {
  return epochCache.epochForOffset(log.epochs, offset);
}

/** Where the largest epoch not above `epoch` ends; the end of the log for an epoch above all. */
export function endOffsetForEpoch(log: MetadataLog, epoch: number): OffsetAndEpoch {
  const found = epochCache.endOffsetFor(log.epochs, epoch, endOffset(log));
  if (found.endOffset === epochCache.UNDEFINED_EPOCH_OFFSET) return endOffsetAndEpoch(log);
  const earliest = log.snapshots[0];
  // An epoch older than the log's first: what the snapshot before it ends with.
  if (earliest !== undefined && found.endOffset === earliest.offset && found.epoch === epoch) {
    return { offset: earliest.offset, epoch: earliest.epoch };
  }
  return { offset: found.endOffset, epoch: found.epoch };
}

/** `diverging`: the largest end that the two logs may share. `snapshot`: what is to be fetched in place of the log. */
export type Validated =
  | { readonly kind: 'valid' }
  | { readonly kind: 'diverging' | 'snapshot'; readonly offset: number; readonly epoch: number };

const VALID: Validated = { kind: 'valid' };

/** Whether a replica whose last entry is of `epoch` and whose log ends at `offset` holds a prefix of this log. */
export function validateOffsetAndEpoch(log: MetadataLog, offset: number, epoch: number): Validated {
  const { startOffset, snapshots } = log;
  if (startOffset === 0 && offset === 0) return VALID;
  const earliest = snapshots[0];
  if (
    earliest !== undefined &&
    (offset < startOffset || (offset === startOffset && epoch !== earliest.epoch) || epoch < earliest.epoch)
  ) {
    const latest = latestSnapshot(log)!;
    return { kind: 'snapshot', offset: latest.offset, epoch: latest.epoch };
  }
  const end = endOffsetForEpoch(log, epoch);
  if (end.epoch === epoch && end.offset >= offset) return VALID;
  return { kind: 'diverging', offset: end.offset, epoch: end.epoch };
}

/** Where to cut so that nothing remains that the leader's answer rules out. It may take several rounds. */
export function truncationOffset(log: MetadataLog, leaderEnd: OffsetAndEpoch): number {
  if (leaderEnd.epoch === 0) return Math.min(leaderEnd.offset, endOffset(log));
  const own = endOffsetForEpoch(log, leaderEnd.epoch);
  return own.epoch === leaderEnd.epoch ? Math.min(own.offset, leaderEnd.offset) : own.offset;
}

export function truncateTo(log: MetadataLog, offset: number): MetadataLog {
  if (offset >= endOffset(log)) return log;
  return {
    ...log,
    entries: take(log.entries, offset - log.startOffset),
    epochs: epochCache.truncateFromEnd(log.epochs, offset),
  };
}
