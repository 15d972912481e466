/**
 * What a partition remembers of its idempotent producers and their transactions, and the snapshots of it
 * (org.apache.kafka.storage.internals.log.ProducerStateManager, KIP-98, KIP-360). A snapshot keeps only the newest batch
 * of each producer: after a restart or a truncation older duplicates are no longer known.
 *
 * All times in one unit, whichever the caller has.
 *
 * *Simplified:* snapshots are data here; who owns the disk writes them. No guards of transactions being verified.
 */
import { assert } from '../../base/assert.ts';
import type { Draft } from '../../base/draft.ts';
import { emptyTable, entries, get, remove, set, type Table, tableOf } from '../../base/table.ts';
import {
  type AppendOrigin,
  type CompletedTxn,
  type ProducerAppendInfo,
  producerAppendInfo,
  type TxnMetadata,
  type VerificationState,
} from './producerAppendInfo.ts';
import { emptyProducerStateEntry, type ProducerStateEntry, updatedEntryOf } from './producerStateEntry.ts';

/** The file `<offset>.snapshot`: the producers before that offset. */
export interface ProducerSnapshot {
  readonly offset: number;
  readonly entries: readonly ProducerStateEntry[];
}

export interface ProducerState {
  /** By producer id. */
  readonly producers: Table<ProducerStateEntry>;
  readonly verificationStates: Table<VerificationState>;
  /** By first offset, both. */
  readonly ongoingTxns: readonly TxnMetadata[];
  /** Ended by a marker that is still above the high watermark. */
  readonly unreplicatedTxns: readonly TxnMetadata[];
  /** Up to where the log is in here. */
  readonly mapEndOffset: number;
  readonly lastSnapshotOffset: number;
  /** By offset. */
  readonly snapshots: readonly ProducerSnapshot[];
}

export function emptyProducerState(snapshots: readonly ProducerSnapshot[] = []): ProducerState {
  return {
    producers: emptyTable(),
    verificationStates: emptyTable(),
    ongoingTxns: [],
    unreplicatedTxns: [],
    mapEndOffset: 0,
    lastSnapshotOffset: 0,
    snapshots,
  };
}

export function prepareUpdate(
  state: ProducerState,
  topicPartition: string,
  producerId: number,
  origin: AppendOrigin,
): ProducerAppendInfo {
  const entry = get(state.producers, producerId) ?? emptyProducerStateEntry(producerId);
  return producerAppendInfo(topicPartition, entry, origin, get(state.verificationStates, producerId) ?? null);
}

export function updateProducer(
  state: ProducerState,
  { updatedEntry, startedTransactions }: ProducerAppendInfo,
): ProducerState {
  const { producerId } = updatedEntry;
  const current = get(state.producers, producerId);
  const entry = current === undefined ? updatedEntry : updatedEntryOf(current, updatedEntry);
  const next = draftOf(state);
  next.producers = set(state.producers, producerId, entry);
  if (startedTransactions.length > 0) next.ongoingTxns = startedTransactions.reduce(withTxn, state.ongoingTxns);
  return next;
}

export function updateMapEndOffset(state: ProducerState, mapEndOffset: number): ProducerState {
  const next = draftOf(state);
  next.mapEndOffset = mapEndOffset;
  return next;
}

/** A copy to change: what changes with every batch. */
function draftOf(state: ProducerState): Draft<ProducerState> {
  return {
    producers: state.producers,
    verificationStates: state.verificationStates,
    ongoingTxns: state.ongoingTxns,
    unreplicatedTxns: state.unreplicatedTxns,
    mapEndOffset: state.mapEndOffset,
    lastSnapshotOffset: state.lastSnapshotOffset,
    snapshots: state.snapshots,
  };
}

/** The last stable offset that the transaction index notes for a transaction about to be completed. */
export function lastStableOffsetOf({ ongoingTxns }: ProducerState, completed: CompletedTxn): number {
  const next = ongoingTxns.find(({ producerId }) => producerId !== completed.producerId);
  return next?.firstOffset ?? completed.lastOffset + 1;
}

export function completeTxn(state: ProducerState, { firstOffset, lastOffset }: CompletedTxn): ProducerState {
  const txn = state.ongoingTxns.find((one) => one.firstOffset === firstOffset);
  assert(txn !== undefined, `the transaction at ${firstOffset} was started`);
  return {
    ...state,
    ongoingTxns: state.ongoingTxns.filter((one) => one !== txn),
    unreplicatedTxns: withTxn(state.unreplicatedTxns, { ...txn, lastOffset }),
  };
}

function withTxn(txns: readonly TxnMetadata[], txn: TxnMetadata): readonly TxnMetadata[] {
  const others = txns.filter(({ firstOffset }) => firstOffset !== txn.firstOffset);
  return [...others, txn].sort((a, b) => a.firstOffset - b.firstOffset);
}

/** The earliest record that is not decided, or whose decision is not yet replicated: where read_committed stops. */
export function firstUnstableOffset({ ongoingTxns, unreplicatedTxns }: ProducerState): number | null {
  const undecided = ongoingTxns[0]?.firstOffset ?? null;
  const unreplicated = unreplicatedTxns[0]?.firstOffset ?? null;
  if (undecided === null || unreplicated === null) return undecided ?? unreplicated;
  return Math.min(undecided, unreplicated);
}

export function firstUndecidedOffset({ ongoingTxns }: ProducerState): number | null {
  return ongoingTxns[0]?.firstOffset ?? null;
}

/** When the producer of the oldest open transaction last wrote; to find transactions left hanging. */
export function oldestTxnLastTimestamp({ ongoingTxns, producers }: ProducerState): number | null {
  const oldest = ongoingTxns[0];
  return oldest === undefined ? null : (get(producers, oldest.producerId)?.lastTimestamp ?? null);
}

/** A decision at or above the high watermark may still be lost. */
export function onHighWatermarkUpdated(state: ProducerState, highWatermark: number): ProducerState {
  return withoutReplicatedTxns(state, highWatermark);
}

function withoutReplicatedTxns(state: ProducerState, offset: number): ProducerState {
  const unreplicatedTxns = state.unreplicatedTxns.filter(
    ({ lastOffset }) => lastOffset === null || lastOffset >= offset,
  );
  return unreplicatedTxns.length === state.unreplicatedTxns.length ? state : { ...state, unreplicatedTxns };
}

/** Producers in a transaction never expire. */
export function removeExpiredProducers(state: ProducerState, now: number, expiration: number): ProducerState {
  let { producers, verificationStates } = state;
  for (const [id, entry] of entries(producers))
    if (isExpired(entry, now, expiration)) producers = remove(producers, id);
  for (const [id, { timestamp }] of entries(verificationStates)) {
    if (now - timestamp >= expiration) verificationStates = remove(verificationStates, id);
  }
  return { ...state, producers, verificationStates };
}

function isExpired(
  { currentTxnFirstOffset, lastTimestamp }: ProducerStateEntry,
  now: number,
  expiration: number,
): boolean {
  return currentTxnFirstOffset === null && now - lastTimestamp >= expiration;
}

/** The state at the end of the log so far, if that is not what the last snapshot has. */
export function takeSnapshot(state: ProducerState): ProducerState {
  if (state.mapEndOffset <= state.lastSnapshotOffset) return state;
  const snapshot: ProducerSnapshot = {
    offset: state.mapEndOffset,
    entries: entries(state.producers).map(([, entry]) => inSnapshot(entry)),
  };
  const others = state.snapshots.filter(({ offset }) => offset !== snapshot.offset);
  const snapshots = [...others, snapshot].sort((a, b) => a.offset - b.offset);
  return { ...state, snapshots, lastSnapshotOffset: state.mapEndOffset };
}

/** The file has one time for the producer and its newest batch: of a marker after it, if one was. */
function inSnapshot(entry: ProducerStateEntry): ProducerStateEntry {
  const { batchMetadata, lastTimestamp: timestamp } = entry;
  return { ...entry, batchMetadata: batchMetadata.slice(-1).map((batch) => ({ ...batch, timestamp })) };
}

/** For a log that now begins and ends there: the newest snapshot in between counts, and what follows has to be read again. */
export function truncateAndReload(
  state: ProducerState,
  logStartOffset: number,
  logEndOffset: number,
  now: number,
  expiration: number,
): ProducerState {
  const snapshots = state.snapshots.filter(({ offset }) => offset <= logEndOffset && offset > logStartOffset);
  if (logEndOffset === state.mapEndOffset) return onLogStartOffsetIncremented({ ...state, snapshots }, logStartOffset);

  const newest = snapshots.at(-1);
  const offset = newest?.offset ?? logStartOffset;
  const loaded = (newest?.entries ?? []).filter((entry) => !isExpired(entry, now, expiration));
  const ongoing = loaded.flatMap(({ producerId, currentTxnFirstOffset: firstOffset }): readonly TxnMetadata[] =>
    firstOffset === null ? [] : [{ producerId, firstOffset, lastOffset: null }],
  );
  return {
    ...state,
    snapshots,
    producers: tableOf(loaded.map((entry) => [`${entry.producerId}`, entry])),
    ongoingTxns: ongoing.reduce(withTxn, []),
    unreplicatedTxns: [],
    lastSnapshotOffset: offset,
    mapEndOffset: offset,
  };
}

export function onLogStartOffsetIncremented(state: ProducerState, logStartOffset: number): ProducerState {
  return {
    ...withoutReplicatedTxns(state, logStartOffset),
    mapEndOffset: Math.max(state.mapEndOffset, logStartOffset),
    lastSnapshotOffset: state.snapshots.at(-1)?.offset ?? logStartOffset,
  };
}

export function truncateFullyAndStartAt(state: ProducerState, offset: number): ProducerState {
  return { ...emptyProducerState(), verificationStates: state.verificationStates, mapEndOffset: offset };
}

export function deleteSnapshotsBefore(state: ProducerState, before: number): ProducerState {
  return { ...state, snapshots: state.snapshots.filter(({ offset }) => offset >= before) };
}

/** The snapshot of a segment goes with it. */
export function deleteSnapshotsOf(
  state: ProducerState,
  segments: readonly { readonly baseOffset: number }[],
): ProducerState {
  const snapshots = state.snapshots.filter(({ offset }) => !segments.some(({ baseOffset }) => baseOffset === offset));
  return snapshots.length === state.snapshots.length ? state : { ...state, snapshots };
}

/** What a start finds: only the snapshots of segments stay, and the newest one of all, which a clean stop has written. */
export function removeStraySnapshots(state: ProducerState, segmentBaseOffsets: readonly number[]): ProducerState {
  const strays = state.snapshots.filter(({ offset }) => !segmentBaseOffsets.includes(offset));
  const newest = strays.at(-1);
  const lastSegment = segmentBaseOffsets.at(-1);
  const keptStray = newest !== undefined && !(lastSegment !== undefined && newest.offset < lastSegment) ? newest : null;
  return { ...state, snapshots: state.snapshots.filter((one) => one === keptStray || !strays.includes(one)) };
}

/** The lowest sequence of the newest epoch is remembered until the coordinator has answered. */
export function startVerification(state: ProducerState, producerId: number, started: VerificationState): ProducerState {
  const known = get(state.verificationStates, producerId) ?? started;
  let { lowestSequence, epoch } = known;
  if (started.epoch === epoch) lowestSequence = Math.min(lowestSequence, started.lowestSequence);
  if (started.epoch > epoch) ({ epoch, lowestSequence } = started);
  const verification = { ...known, lowestSequence, epoch };
  return { ...state, verificationStates: set(state.verificationStates, producerId, verification) };
}

export function clearVerification(state: ProducerState, producerId: number): ProducerState {
  return { ...state, verificationStates: remove(state.verificationStates, producerId) };
}
