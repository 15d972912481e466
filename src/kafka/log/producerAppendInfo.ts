/**
 * Whether what a producer appends follows on what the partition remembers of it, and what it remembers afterwards
 * (org.apache.kafka.storage.internals.log.ProducerAppendInfo; KIP-98, markers since KIP-890). Sequences are asked of
 * clients only; a replica takes what its leader took.
 */
import { NO_PRODUCER_EPOCH } from '../record/defaultRecordBatch.ts';
import { NO_SEQUENCE } from '../record/sequence.ts';
import {
  draftOf,
  type EndMarker,
  lastSequenceOfBatch,
  lastSequenceOfEntry,
  type ProducerBatch,
  type ProducerStateEntry,
  updatedEntryOf,
  withBatch,
} from './producerStateEntry.ts';

export type AppendOrigin = 'REPLICATION' | 'COORDINATOR' | 'CLIENT' | 'RAFT_LEADER';

export interface TxnMetadata {
  readonly producerId: number;
  readonly firstOffset: number;
  /** Of its marker, once it is there. */
  readonly lastOffset: number | null;
}

export interface CompletedTxn {
  readonly producerId: number;
  readonly firstOffset: number;
  readonly lastOffset: number;
  readonly isAborted: boolean;
}

/** A producer whose transaction the coordinator is being asked about (VerificationStateEntry, KIP-890). */
export interface VerificationState {
  readonly timestamp: number;
  readonly lowestSequence: number;
  readonly epoch: number;
  readonly supportsEpochBump: boolean;
}

/** What one append does to one producer. */
export interface ProducerAppendInfo {
  readonly topicPartition: string;
  readonly producerId: number;
  readonly origin: AppendOrigin;
  readonly currentEntry: ProducerStateEntry;
  /** With the batches of this append only. */
  readonly updatedEntry: ProducerStateEntry;
  readonly startedTransactions: readonly TxnMetadata[];
  readonly verification: VerificationState | null;
}

export interface Refusal {
  readonly ok: false;
  readonly error:
    | 'OUT_OF_ORDER_SEQUENCE_NUMBER'
    | 'INVALID_PRODUCER_EPOCH'
    | 'INVALID_TXN_STATE'
    | 'TRANSACTION_COORDINATOR_FENCED';
  readonly message: string;
}

export type ProducerAppendResult =
  | { readonly ok: true; readonly info: ProducerAppendInfo; readonly completedTxn: CompletedTxn | null }
  | Refusal;

const LARGEST_INT = 0x7fffffff;
const LARGEST_SHORT = 0x7fff;
/** Where nobody says which version of transactions a marker is of: a data batch, or a replica. */
export const TRANSACTION_VERSION_UNKNOWN = -1;

export function producerAppendInfo(
  topicPartition: string,
  currentEntry: ProducerStateEntry,
  origin: AppendOrigin,
  verification: VerificationState | null,
): ProducerAppendInfo {
  return {
    topicPartition,
    producerId: currentEntry.producerId,
    origin,
    currentEntry,
    updatedEntry: withoutBatches(currentEntry),
    startedTransactions: [],
    verification,
  };
}

function withoutBatches(entry: ProducerStateEntry): ProducerStateEntry {
  const next = draftOf(entry);
  next.batchMetadata = [];
  return next;
}

function withEntry(info: ProducerAppendInfo, updatedEntry: ProducerStateEntry): ProducerAppendInfo {
  return {
    topicPartition: info.topicPartition,
    producerId: info.producerId,
    origin: info.origin,
    currentEntry: info.currentEntry,
    updatedEntry,
    startedTransactions: info.startedTransactions,
    verification: info.verification,
  };
}

/** `transactionVersion` counts for markers; replicas do not know it and need not. */
export function appendBatch(
  info: ProducerAppendInfo,
  batch: ProducerBatch,
  transactionVersion = TRANSACTION_VERSION_UNKNOWN,
): ProducerAppendResult {
  const { marker } = batch;
  if (marker === 'empty') return { ok: true, info, completedTxn: null };
  return marker === null
    ? appendDataBatch(info, batch)
    : appendEndTxnMarker(info, batch, marker, Math.max(0, transactionVersion));
}

function appendDataBatch(info: ProducerAppendInfo, batch: ProducerBatch): ProducerAppendResult {
  const { producerId, topicPartition } = info;
  const { producerEpoch, baseOffset, lastOffset, isTransactional } = batch;
  const refusal =
    checkProducerEpoch(info, batch, TRANSACTION_VERSION_UNKNOWN) ??
    (info.origin === 'CLIENT' ? checkSequence(info, batch) : null);
  if (refusal !== null) return refusal;

  const added = withBatch(info.updatedEntry, producerEpoch, {
    lastSequence: lastSequenceOfBatch(batch),
    lastOffset,
    offsetDelta: lastOffset - baseOffset,
    timestamp: batch.maxTimestamp,
  });
  const inTransaction = added.currentTxnFirstOffset !== null;
  if (inTransaction && !isTransactional) {
    return refused(
      'INVALID_TXN_STATE',
      `Expected transactional write from producer ${producerId} at offset ${baseOffset} in partition ${topicPartition}`,
    );
  }
  if (inTransaction || !isTransactional) return { ok: true, info: withEntry(info, added), completedTxn: null };
  const started: TxnMetadata = { producerId, firstOffset: baseOffset, lastOffset: null };
  return {
    ok: true,
    info: {
      ...info,
      updatedEntry: { ...added, currentTxnFirstOffset: baseOffset },
      startedTransactions: [...info.startedTransactions, started],
    },
    completedTxn: null,
  };
}

/**
 * A marker ends the transaction that is open, if one is. Since transactions of version 2 its epoch is one above the
 * records', so that a late marker is told from one of the transaction that came after.
 */
function appendEndTxnMarker(
  info: ProducerAppendInfo,
  batch: ProducerBatch,
  { type, coordinatorEpoch }: EndMarker,
  transactionVersion: number,
): ProducerAppendResult {
  const { producerId, updatedEntry } = info;
  const { producerEpoch, baseOffset, maxTimestamp } = batch;
  const refusal =
    checkProducerEpoch(info, batch, transactionVersion) ?? checkCoordinatorEpoch(info, coordinatorEpoch, baseOffset);
  if (refusal !== null) return refusal;

  const firstOffset = updatedEntry.currentTxnFirstOffset;
  const completedTxn =
    firstOffset === null ? null : { producerId, firstOffset, lastOffset: baseOffset, isAborted: type === 'ABORT' };
  const marked: ProducerStateEntry = {
    producerId,
    producerEpoch,
    coordinatorEpoch,
    lastTimestamp: maxTimestamp,
    currentTxnFirstOffset: null,
    batchMetadata: [],
  };
  return { ok: true, info: { ...info, updatedEntry: updatedEntryOf(updatedEntry, marked) }, completedTxn };
}

function checkProducerEpoch(
  { origin, producerId, topicPartition, updatedEntry }: ProducerAppendInfo,
  { producerEpoch, baseOffset }: ProducerBatch,
  transactionVersion: number,
): Refusal | null {
  const current = updatedEntry.producerEpoch;
  const strict = transactionVersion >= 2;
  if (producerEpoch > current || (producerEpoch === current && !strict)) return null;
  // The same marker once more, after a lost answer or a new coordinator. (An epoch at its end cannot be raised.)
  const isOver = updatedEntry.currentTxnFirstOffset === null || producerEpoch === LARGEST_SHORT;
  if (strict && producerEpoch === current && isOver) return null;
  if (origin === 'REPLICATION') return null;
  return refused(
    'INVALID_PRODUCER_EPOCH',
    `Epoch of producer ${producerId} at offset ${baseOffset} in ${topicPartition} is ${producerEpoch}, which is ` +
      `${strict ? '<=' : '<'} the last seen epoch ${current} (TV${transactionVersion})`,
  );
}

function checkCoordinatorEpoch(info: ProducerAppendInfo, coordinatorEpoch: number, offset: number): Refusal | null {
  const current = info.updatedEntry.coordinatorEpoch;
  if (current <= coordinatorEpoch || info.origin === 'REPLICATION') return null;
  return refused(
    'TRANSACTION_COORDINATOR_FENCED',
    `Invalid coordinator epoch for producerId ${info.producerId} at offset ${offset} in partition ` +
      `${info.topicPartition}: ${coordinatorEpoch} (zombie), ${current} (current)`,
  );
}

function checkSequence(info: ProducerAppendInfo, batch: ProducerBatch): Refusal | null {
  const { producerId, topicPartition, currentEntry, updatedEntry, verification } = info;
  const { producerEpoch, baseSequence, baseOffset } = batch;
  const at = `at offset ${baseOffset} in partition ${topicPartition}: `;
  const outOfOrder = `Out of order sequence number for producer ${producerId} ${at}${baseSequence} (incoming seq. number), `;

  if (verification?.supportsEpochBump && baseSequence !== 0 && currentEntry.batchMetadata.length === 0) {
    return refused(
      'OUT_OF_ORDER_SEQUENCE_NUMBER',
      `Invalid sequence number for producer ${producerId} ${at}${baseSequence} (incoming seq. number). Expected ` +
        'sequence 0 for transactions v2 idempotent producer with no existing state.',
    );
  }
  if (verification !== null && baseSequence > verification.lowestSequence) {
    const message = `${outOfOrder}${verification.lowestSequence} (earliest seen sequence)`;
    return refused('OUT_OF_ORDER_SEQUENCE_NUMBER', message);
  }
  if (producerEpoch !== updatedEntry.producerEpoch) {
    if (baseSequence === 0 || updatedEntry.producerEpoch === NO_PRODUCER_EPOCH) return null;
    return refused(
      'OUT_OF_ORDER_SEQUENCE_NUMBER',
      `Invalid sequence number for new epoch of producer ${producerId}${at}${producerEpoch} (request epoch), ` +
        `${baseSequence} (seq. number), ${updatedEntry.producerEpoch} (current producer epoch)`,
    );
  }
  // A producer of which everything was deleted may go on with any sequence.
  if (currentEntry.producerEpoch === NO_PRODUCER_EPOCH) return null;
  const last = lastSequenceToFollow(info, producerEpoch);
  if (baseSequence === last + 1 || (baseSequence === 0 && last === LARGEST_INT)) return null;
  return refused('OUT_OF_ORDER_SEQUENCE_NUMBER', `${outOfOrder}${last} (current end sequence number)`);
}

function lastSequenceToFollow({ currentEntry, updatedEntry }: ProducerAppendInfo, producerEpoch: number): number {
  if (updatedEntry.batchMetadata.length > 0) return lastSequenceOfEntry(updatedEntry);
  return producerEpoch === currentEntry.producerEpoch ? lastSequenceOfEntry(currentEntry) : NO_SEQUENCE;
}

function refused(error: Refusal['error'], message: string): Refusal {
  return { ok: false, error, message };
}
