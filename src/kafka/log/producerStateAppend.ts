/**
 * Several batches appended at once, by clients or from a leader or from the log when it is read again
 * (org.apache.kafka.storage.internals.log.UnifiedLog: analyzeAndValidateProducerState, updateProducers,
 * loadProducersFromRecords, rebuildProducerState; KIP-98).
 *
 * *Simplified:* whether a transaction was verified (KIP-890) is not asked here.
 */
import { assert } from '../../base/assert.ts';
import { get } from '../../base/table.ts';
import { NO_PRODUCER_ID } from '../record/defaultRecordBatch.ts';
import {
  type AppendOrigin,
  appendBatch,
  type CompletedTxn,
  type ProducerAppendInfo,
  type Refusal,
  TRANSACTION_VERSION_UNKNOWN,
} from './producerAppendInfo.ts';
import { type BatchMetadata, findDuplicateBatch, type ProducerBatch } from './producerStateEntry.ts';
import {
  clearVerification,
  completeTxn,
  lastStableOffsetOf,
  type ProducerState,
  prepareUpdate,
  takeSnapshot,
  truncateAndReload,
  updateMapEndOffset,
  updateProducer,
} from './producerStateManager.ts';

/** In any case with what is remembered afterwards: batches before one that is refused are verified all the same. */
export type AppendOutcome = { readonly state: ProducerState } & (
  | {
      readonly kind: 'appended';
      /** What goes into the transaction index, with the last stable offset then. */
      readonly completedTxns: readonly (CompletedTxn & { readonly lastStableOffset: number })[];
    }
  /** Nothing is appended: the answer is where it already is. */
  | { readonly kind: 'duplicate'; readonly batch: BatchMetadata }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
);

/** What several batches do to the producers, and which of them stopped it. */
interface Analyzed {
  readonly producers: ReadonlyMap<number, ProducerAppendInfo>;
  readonly completedTxns: readonly CompletedTxn[];
  readonly state: ProducerState;
  readonly stopped: { readonly duplicate: BatchMetadata } | { readonly refusal: Refusal } | null;
}

/** The batches have their offsets. `nextOffset`: the end of the log after them. */
export function appendToProducerState(
  before: ProducerState,
  topicPartition: string,
  batches: readonly ProducerBatch[],
  origin: AppendOrigin,
  nextOffset: number,
  transactionVersion = TRANSACTION_VERSION_UNKNOWN,
): AppendOutcome {
  const analyzed = analyze(before, topicPartition, batches, origin, transactionVersion);
  const { stopped } = analyzed;
  if (stopped !== null) {
    return 'refusal' in stopped
      ? { kind: 'refused', refusal: stopped.refusal, state: analyzed.state }
      : { kind: 'duplicate', batch: stopped.duplicate, state: analyzed.state };
  }
  let state = updateProducers(analyzed);
  const completedTxns = analyzed.completedTxns.map((completed) => {
    const lastStableOffset = lastStableOffsetOf(state, completed);
    state = completeTxn(state, completed);
    return { ...completed, lastStableOffset };
  });
  return { kind: 'appended', state: updateMapEndOffset(state, nextOffset), completedTxns };
}

function analyze(
  before: ProducerState,
  topicPartition: string,
  batches: readonly ProducerBatch[],
  origin: AppendOrigin,
  transactionVersion: number,
): Analyzed {
  const producers = new Map<number, ProducerAppendInfo>();
  const completedTxns: CompletedTxn[] = [];
  let state = before;
  for (const batch of batches) {
    if (batch.producerId === NO_PRODUCER_ID) continue;
    const entry = origin === 'CLIENT' ? get(before.producers, batch.producerId) : undefined;
    const duplicate = entry === undefined ? undefined : findDuplicateBatch(entry, batch);
    if (duplicate !== undefined) return { producers, completedTxns, state, stopped: { duplicate } };
    const info = producers.get(batch.producerId) ?? prepareUpdate(state, topicPartition, batch.producerId, origin);
    const result = appendBatch(info, batch, transactionVersion);
    if (!result.ok) return { producers, completedTxns, state, stopped: { refusal: result } };
    producers.set(batch.producerId, result.info);
    if (result.completedTxn !== null) completedTxns.push(result.completedTxn);
    state = verified(state, batch);
  }
  return { producers, completedTxns, state, stopped: null };
}

/** A batch of a transaction ends its verification, but a marker does not end that of the transaction after it (KIP-890). */
function verified(
  state: ProducerState,
  { producerId, producerEpoch, isTransactional, marker }: ProducerBatch,
): ProducerState {
  const verification = get(state.verificationStates, producerId);
  if (!isTransactional || verification === undefined) return state;
  const isOfNext = verification.supportsEpochBump && marker !== null && producerEpoch === verification.epoch;
  return isOfNext ? state : clearVerification(state, producerId);
}

function updateProducers({ state, producers }: Analyzed): ProducerState {
  let updated = state;
  for (const info of producers.values()) updated = updateProducer(updated, info);
  return updated;
}

/** What the log says, read again: as a replica takes it, without questions. */
export function loadProducers(
  before: ProducerState,
  topicPartition: string,
  batches: readonly ProducerBatch[],
): ProducerState {
  const analyzed = analyze(before, topicPartition, batches, 'REPLICATION', 0);
  assert(analyzed.stopped === null, 'the log has nothing that was refused');
  return analyzed.completedTxns.reduce(completeTxn, updateProducers(analyzed));
}

export interface SegmentToLoad {
  readonly baseOffset: number;
  readonly batches: readonly ProducerBatch[];
}

/** The state at `lastOffset`, from the newest snapshot before it and the batches after that. */
export function rebuildProducerState(
  before: ProducerState,
  topicPartition: string,
  segments: readonly SegmentToLoad[],
  logStartOffset: number,
  lastOffset: number,
  clock: { readonly now: number; readonly expiration: number },
  reloadFromCleanShutdown: boolean,
): ProducerState {
  const offsetsToSnapshot = [...segments.slice(-2).map(({ baseOffset }) => baseOffset), lastOffset];
  let state = before;
  if (before.snapshots.length === 0 && reloadFromCleanShutdown) {
    for (const offset of offsetsToSnapshot) state = takeSnapshot(updateMapEndOffset(state, offset));
    return state;
  }
  const wasEmpty =
    before.producers.keys.length === 0 && before.unreplicatedTxns.length === 0 && before.mapEndOffset >= lastOffset;
  state = truncateAndReload(state, logStartOffset, lastOffset, clock.now, clock.expiration);
  if (lastOffset > state.mapEndOffset && !wasEmpty) {
    for (const segment of segmentsFrom(segments, state.mapEndOffset, lastOffset)) {
      const startOffset = Math.max(segment.baseOffset, state.mapEndOffset, logStartOffset);
      state = updateMapEndOffset(state, startOffset);
      if (offsetsToSnapshot.includes(segment.baseOffset)) state = takeSnapshot(state);
      const batches = segment.batches.filter((one) => one.lastOffset >= startOffset && one.lastOffset < lastOffset);
      state = loadProducers(state, topicPartition, batches);
    }
  }
  return takeSnapshot(updateMapEndOffset(state, lastOffset));
}

/** The segment with `from` in it, and those after it that begin before `to`. */
function segmentsFrom(segments: readonly SegmentToLoad[], from: number, to: number): readonly SegmentToLoad[] {
  const after = segments.findIndex(({ baseOffset }) => baseOffset > from);
  const holdsFrom = (after === -1 ? segments.length : after) - 1;
  return segments.slice(Math.max(0, holdsFrom)).filter(({ baseOffset }) => baseOffset < to);
}
