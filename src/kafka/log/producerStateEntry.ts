/**
 * What a partition remembers of one idempotent producer: its epoch, its last five batches, and where its transaction began
 * (org.apache.kafka.storage.internals.log.{ProducerStateEntry,BatchMetadata}, KIP-98). Five, because that many requests an
 * idempotent producer may have in flight: any of them may come again, and is then answered with where it already is.
 *
 * All times in one unit, whichever the caller has.
 */
import type { Draft } from '../../base/draft.ts';
import { NO_PRODUCER_EPOCH, NO_TIMESTAMP } from '../record/defaultRecordBatch.ts';
import { decrementSequence, incrementSequence, NO_SEQUENCE } from '../record/sequence.ts';

export const NUM_BATCHES_TO_RETAIN = 5;

export interface BatchMetadata {
  readonly lastSequence: number;
  readonly lastOffset: number;
  readonly offsetDelta: number;
  readonly timestamp: number;
}

export interface ProducerStateEntry {
  readonly producerId: number;
  /** NO_PRODUCER_EPOCH: nothing is known of it. */
  readonly producerEpoch: number;
  readonly coordinatorEpoch: number;
  readonly lastTimestamp: number;
  readonly currentTxnFirstOffset: number | null;
  /** The oldest first; all of this epoch. */
  readonly batchMetadata: readonly BatchMetadata[];
}

/** A batch of a producer, as far as its partition looks at it. */
export interface ProducerBatch {
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly baseSequence: number;
  readonly baseOffset: number;
  readonly lastOffset: number;
  readonly maxTimestamp: number;
  readonly isTransactional: boolean;
  /** Of a control batch: the marker that ends a transaction, or 'empty' when it was compacted away. */
  readonly marker: EndMarker | 'empty' | null;
}

export interface EndMarker {
  readonly type: 'COMMIT' | 'ABORT';
  readonly coordinatorEpoch: number;
}

export function emptyProducerStateEntry(producerId: number): ProducerStateEntry {
  return {
    producerId,
    producerEpoch: NO_PRODUCER_EPOCH,
    coordinatorEpoch: -1,
    lastTimestamp: NO_TIMESTAMP,
    currentTxnFirstOffset: null,
    batchMetadata: [],
  };
}

export function lastSequenceOfEntry({ batchMetadata }: ProducerStateEntry): number {
  return batchMetadata.at(-1)?.lastSequence ?? NO_SEQUENCE;
}

export function firstSequenceOf({ lastSequence, offsetDelta }: BatchMetadata): number {
  return decrementSequence(lastSequence, offsetDelta);
}

export function firstOffsetOf({ lastOffset, offsetDelta }: BatchMetadata): number {
  return lastOffset - offsetDelta;
}

/** A new epoch forgets the batches of the one before. */
export function withBatch(entry: ProducerStateEntry, producerEpoch: number, batch: BatchMetadata): ProducerStateEntry {
  const next = draftOf(entry);
  next.producerEpoch = producerEpoch;
  next.batchMetadata = withBatches(entry, producerEpoch, [batch]);
  next.lastTimestamp = batch.timestamp;
  return next;
}

/** A copy to change: an entry changes with every batch. */
export function draftOf(entry: ProducerStateEntry): Draft<ProducerStateEntry> {
  return {
    producerId: entry.producerId,
    producerEpoch: entry.producerEpoch,
    coordinatorEpoch: entry.coordinatorEpoch,
    lastTimestamp: entry.lastTimestamp,
    currentTxnFirstOffset: entry.currentTxnFirstOffset,
    batchMetadata: entry.batchMetadata,
  };
}

/** The entry after an append, given what the append added to it. */
export function updatedEntryOf(entry: ProducerStateEntry, next: ProducerStateEntry): ProducerStateEntry {
  const updated = draftOf(next);
  updated.producerId = entry.producerId;
  updated.batchMetadata = withBatches(entry, next.producerEpoch, next.batchMetadata);
  return updated;
}

function withBatches(
  entry: ProducerStateEntry,
  producerEpoch: number,
  batches: readonly BatchMetadata[],
): readonly BatchMetadata[] {
  const known = entry.producerEpoch === producerEpoch ? entry.batchMetadata : NO_BATCHES;
  const kept: BatchMetadata[] = [];
  const dropped = known.length + batches.length - NUM_BATCHES_TO_RETAIN;
  for (let place = Math.max(0, dropped); place < known.length; place++) kept.push(known[place]!);
  for (let place = Math.max(0, dropped - known.length); place < batches.length; place++) kept.push(batches[place]!);
  return kept;
}

const NO_BATCHES: readonly BatchMetadata[] = [];

/** Whether exactly these sequences were appended before, among the last five batches. */
export function findDuplicateBatch(entry: ProducerStateEntry, batch: ProducerBatch): BatchMetadata | undefined {
  if (batch.producerEpoch !== entry.producerEpoch) return undefined;
  const lastSequence = lastSequenceOfBatch(batch);
  return entry.batchMetadata.find(
    (known) => firstSequenceOf(known) === batch.baseSequence && known.lastSequence === lastSequence,
  );
}

export function lastSequenceOfBatch({ baseSequence, baseOffset, lastOffset }: ProducerBatch): number {
  return baseSequence === NO_SEQUENCE ? NO_SEQUENCE : incrementSequence(baseSequence, lastOffset - baseOffset);
}
