/**
 * What makes a producer idempotent: its producer id and epoch, a sequence for each partition, and what becomes of them
 * when a batch fails or nobody knows whether it was appended (org.apache.kafka.clients.producer.internals.
 * TransactionManager, TxnPartitionMap; KIP-98, KIP-360). How it comes by its id is in initProducerId.ts.
 *
 * *Simplified:* no transactional ids, and no fatal errors: none of those that end an idempotent producer can happen here.
 */
import { emptyTable, get, remove, set, type Table } from '../../base/table.ts';
import type { Micros } from '../../base/time.ts';
import type { ErrorName } from '../errors.ts';
import { errorOf } from '../errors.ts';
import type { TopicPartition } from '../topicPartition.ts';
import * as entries from './txnPartitionEntry.ts';
import { NEW_ENTRY, type Rewritten, type Sequenced, type TxnPartitionEntry } from './txnPartitionEntry.ts';

/** An InitProducerId request that has to be sent, or is on its way. */
export interface InitProducerIdAttempt {
  readonly isRetry: boolean;
  /** The broker that is asked; null: to be chosen. */
  readonly host: string | null;
  /** It is given up when its broker is not ready by then. */
  readonly awaitedUntil: Micros;
  /** The sender sleeps: retry.backoff.ms before anything is sent again. */
  readonly sleepsUntil: Micros | null;
  /** Its broker was ready, and the sleep before a retry is over. */
  readonly hasSlept: boolean;
  /** null: not sent yet. */
  readonly correlationId: number | null;
}

export interface TransactionManager {
  readonly state: 'UNINITIALIZED' | 'INITIALIZING' | 'READY';
  /** -1: none. */
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly partitions: Table<TxnPartitionEntry>;
  /** Partitions of which a batch was given up though it may have been appended, and the sequence number after it. */
  readonly unresolved: Table<number>;
  /** Their batches start again from 0 with the next epoch. */
  readonly partitionsToRewrite: readonly TopicPartition[];
  readonly epochBumpRequired: boolean;
  readonly attempt: InitProducerIdAttempt | null;
}

const LARGEST_EPOCH = 32_767;

export function newTransactionManager(): TransactionManager {
  return {
    state: 'UNINITIALIZED',
    producerId: -1,
    producerEpoch: -1,
    partitions: emptyTable(),
    unresolved: emptyTable(),
    partitionsToRewrite: [],
    epochBumpRequired: false,
    attempt: null,
  };
}

export function entryOf({ partitions }: TransactionManager, partition: TopicPartition): TxnPartitionEntry {
  return get(partitions, partition) ?? NEW_ENTRY;
}

function withEntry(manager: TransactionManager, partition: TopicPartition, entry: TxnPartitionEntry) {
  return { ...manager, partitions: set(manager.partitions, partition, entry) };
}

// ---- draining -----------------------------------------------------------------------------------------------------------

/** A batch at the head of its queue, as it is before it is drained. */
export interface Drainable extends Sequenced {
  readonly partition: TopicPartition;
}

/** RecordAccumulator.shouldStopDrainBatchesForPartition */
export function mustWait(manager: TransactionManager, first: Drainable): boolean {
  if (manager.producerId < 0) return true;
  const entry = entryOf(manager, first.partition);
  const next = entry.inFlight[0];
  if (!hasSequence(first)) {
    if (next !== undefined && isStale(manager, entry)) return true;
    return get(manager.unresolved, first.partition) !== undefined;
  }
  // While a retry is pending the first that is in flight goes first: the ones behind it would only be refused.
  return next !== undefined && first.baseSequence !== next.baseSequence;
}

export function hasSequence({ baseSequence }: Sequenced): boolean {
  return baseSequence !== -1;
}

function isStale({ producerId, producerEpoch }: TransactionManager, entry: TxnPartitionEntry): boolean {
  return entry.producerId !== producerId || entry.producerEpoch !== producerEpoch;
}

/** A batch without a sequence is drained: it is given the next one of its partition. */
export function sequenced(
  manager: TransactionManager,
  partition: TopicPartition,
  recordCount: number,
): { readonly manager: TransactionManager; readonly sequence: Sequenced } {
  const { producerId, producerEpoch } = manager;
  const known = entryOf(manager, partition);
  const isFresh = isStale(manager, known) && known.inFlight.length === 0;
  const entry = isFresh ? entries.startSequencesAtBeginning(known, producerId, producerEpoch).entry : known;
  const baseSequence = entry.nextSequence;
  const sequence = { producerId, producerEpoch, baseSequence };
  const after = entries.assignSequence(entry, { producerId, producerEpoch, baseSequence, recordCount });
  return { manager: withEntry(manager, partition, after), sequence };
}

/** A part of a batch that was split keeps its share of the sequence. */
export function trackPart(
  manager: TransactionManager,
  partition: TopicPartition,
  part: Sequenced,
  recordCount: number,
): TransactionManager {
  const { producerId, producerEpoch, baseSequence } = part;
  const added = { producerId, producerEpoch, baseSequence, recordCount };
  return withEntry(manager, partition, entries.withInFlightSequence(entryOf(manager, partition), added));
}

// ---- ends of batches ----------------------------------------------------------------------------------------------------

export function removeInFlight(
  manager: TransactionManager,
  partition: TopicPartition,
  batch: Sequenced,
): TransactionManager {
  const entry = entryOf(manager, partition);
  const without = entries.withoutInFlightSequence(entry, batch);
  return without === entry ? manager : withEntry(manager, partition, without);
}

/** `lastOffset` -1: not known. */
export function completed(
  manager: TransactionManager,
  partition: TopicPartition,
  batch: Sequenced,
  recordCount: number,
  lastOffset: number,
): TransactionManager {
  const known = get(manager.partitions, partition);
  if (known === undefined && lastOffset < 0) return manager;
  // A partition whose sequence was forgotten meanwhile keeps the offset alone.
  const lastSequence = known === undefined ? -1 : batch.baseSequence + recordCount - 1;
  const acknowledged = entries.acknowledged(known ?? NEW_ENTRY, lastSequence, lastOffset);
  return removeInFlight(withEntry(manager, partition, acknowledged), partition, batch);
}

/** `isCertain`: the broker has said that it did not append the batch, and it did not say so too often. */
export function failed(
  before: TransactionManager,
  partition: TopicPartition,
  batch: Sequenced,
  error: ErrorName | 'TIMEOUT' | 'CLOSED',
  isCertain: boolean,
): TransactionManager {
  const manager = removeInFlight(before, partition, batch);
  if (error === 'OUT_OF_ORDER_SEQUENCE_NUMBER') return requestEpochBump(manager, partition);
  if (error === 'UNKNOWN_PRODUCER_ID') {
    return {
      ...manager,
      partitions: remove(manager.partitions, partition),
      unresolved: remove(manager.unresolved, partition),
    };
  }
  return isCertain ? requestEpochBump(manager, partition) : manager;
}

function requestEpochBump(manager: TransactionManager, partition: TopicPartition): TransactionManager {
  const { partitionsToRewrite: known } = manager;
  const partitionsToRewrite = known.includes(partition) ? known : [...known, partition];
  return { ...manager, epochBumpRequired: true, partitionsToRewrite };
}

/** Given up after it was sent and sent again: nothing new is drained until it is known whether it was appended. */
export function markUnresolved(
  manager: TransactionManager,
  partition: TopicPartition,
  { baseSequence }: Sequenced,
  recordCount: number,
): TransactionManager {
  const next = Math.max(get(manager.unresolved, partition) ?? 0, baseSequence + recordCount);
  return { ...manager, unresolved: set(manager.unresolved, partition, next) };
}

/** With nothing left in flight it shows: what was sent later was acknowledged, or the epoch has to be raised. */
export function maybeResolveSequences(before: TransactionManager): TransactionManager {
  let manager = before;
  for (const partition of before.unresolved.keys) {
    const entry = entryOf(manager, partition);
    if (entry.inFlight.length > 0) continue;
    if (!entries.isNextSequence(entry, entry.nextSequence)) manager = requestEpochBump(manager, partition);
    manager = { ...manager, unresolved: remove(manager.unresolved, partition) };
  }
  return manager;
}

// ---- retries ------------------------------------------------------------------------------------------------------------

export interface Refusal {
  readonly error: ErrorName;
  readonly logStartOffset: number;
}

/** May a batch that was refused be sent again, and what has to change first? `isReset`: rewritten since it was sent. */
export function canRetry(
  manager: TransactionManager,
  partition: TopicPartition,
  batch: Sequenced,
  isReset: boolean,
  { error, logStartOffset }: Refusal,
): { readonly retry: boolean; readonly manager: TransactionManager } {
  const again = { retry: true, manager };
  const withBump = (): typeof again => ({ retry: true, manager: requestEpochBump(manager, partition) });
  const entry = entryOf(manager, partition);
  if (error === 'UNKNOWN_PRODUCER_ID') return logStartOffset === -1 || isReset ? again : withBump();
  if (error === 'OUT_OF_ORDER_SEQUENCE_NUMBER') {
    const unresolved = get(manager.unresolved, partition);
    if (unresolved === undefined && (isReset || !entries.isNextSequence(entry, batch.baseSequence))) return again;
    // A gap for certain where everything else is resolved, or where this follows what is not.
    return unresolved === undefined || batch.baseSequence === unresolved ? withBump() : again;
  }
  return { retry: errorOf(error).retriable, manager };
}

// ---- epochs -------------------------------------------------------------------------------------------------------------

export interface BumpedEpoch {
  readonly manager: TransactionManager;
  readonly rewritten: readonly (Rewritten & { readonly partition: TopicPartition })[];
}

/** KIP-360: the producer raises its epoch itself; only when there is no higher one does it need another id. */
export function bumpEpoch(before: TransactionManager): BumpedEpoch {
  const isLast = before.producerEpoch === LARGEST_EPOCH;
  const [producerId, producerEpoch] = isLast ? [-1, -1] : [before.producerId, before.producerEpoch + 1];
  const state = isLast ? 'UNINITIALIZED' : before.state;
  let { partitions, unresolved } = before;
  const rewritten: (Rewritten & { partition: TopicPartition })[] = [];
  for (const partition of before.partitionsToRewrite) {
    const entry = get(partitions, partition);
    if (entry === undefined) continue;
    const restarted = entries.startSequencesAtBeginning(entry, producerId, producerEpoch);
    partitions = set(partitions, partition, restarted.entry);
    unresolved = remove(unresolved, partition);
    rewritten.push({ ...restarted, partition });
  }
  const manager: TransactionManager = {
    state,
    producerId,
    producerEpoch,
    partitions,
    unresolved,
    partitionsToRewrite: [],
    epochBumpRequired: false,
    attempt: before.attempt,
  };
  return { manager, rewritten };
}
