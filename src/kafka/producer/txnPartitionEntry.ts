/**
 * What an idempotent producer keeps for one partition: under which id and epoch its sequence runs, the next sequence
 * number, what was acknowledged last, and the batches on their way, in the order of their sequence numbers
 * (org.apache.kafka.clients.producer.internals.TxnPartitionEntry).
 */
import { incrementSequence } from '../record/sequence.ts';

/** A batch that was drained and has come to no end: in a request, or in its queue to be sent again. */
export interface InFlightSequence {
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly baseSequence: number;
  readonly recordCount: number;
}

export interface TxnPartitionEntry {
  /** -1: none yet. */
  readonly producerId: number;
  readonly producerEpoch: number;
  /** Of the next batch that is drained for the first time. */
  readonly nextSequence: number;
  /** Of the last record that was acknowledged; -1: none. */
  readonly lastAckedSequence: number;
  /** -1: none. */
  readonly lastAckedOffset: number;
  /** In the order of producer id, epoch and sequence. */
  readonly inFlight: readonly InFlightSequence[];
}

export const NEW_ENTRY: TxnPartitionEntry = {
  producerId: -1,
  producerEpoch: -1,
  nextSequence: 0,
  lastAckedSequence: -1,
  lastAckedOffset: -1,
  inFlight: [],
};

export function withInFlightSequence(entry: TxnPartitionEntry, added: InFlightSequence): TxnPartitionEntry {
  const inFlight = entry.inFlight.slice();
  let place = inFlight.length;
  while (place > 0 && compare(added, inFlight[place - 1]!) < 0) place--;
  inFlight.splice(place, 0, added);
  return { ...entry, inFlight };
}

export function withoutInFlightSequence(entry: TxnPartitionEntry, removed: Sequenced): TxnPartitionEntry {
  const inFlight: InFlightSequence[] = [];
  for (const batch of entry.inFlight) if (compare(batch, removed) !== 0) inFlight.push(batch);
  return inFlight.length === entry.inFlight.length ? entry : { ...entry, inFlight };
}

/** As a batch says it: what tells it from every other batch of its partition. */
export type Sequenced = Pick<InFlightSequence, 'producerId' | 'producerEpoch' | 'baseSequence'>;

function compare(a: Sequenced, b: Sequenced): number {
  return a.producerId - b.producerId || a.producerEpoch - b.producerEpoch || a.baseSequence - b.baseSequence;
}

export interface Rewritten {
  readonly entry: TxnPartitionEntry;
  /** Under which id, epoch and sequence each batch that is on its way goes from now on. */
  readonly batches: readonly { readonly from: InFlightSequence; readonly to: InFlightSequence }[];
}

/** A new id or epoch: what is on its way takes the first sequence numbers of it, in the order it had. */
export function startSequencesAtBeginning(
  entry: TxnPartitionEntry,
  producerId: number,
  producerEpoch: number,
): Rewritten {
  let sequence = 0;
  const batches: { from: InFlightSequence; to: InFlightSequence }[] = [];
  for (const from of entry.inFlight) {
    const { recordCount } = from;
    batches.push({ from, to: { producerId, producerEpoch, baseSequence: sequence, recordCount } });
    sequence += recordCount;
  }
  return {
    entry: {
      producerId,
      producerEpoch,
      nextSequence: sequence,
      lastAckedSequence: -1,
      lastAckedOffset: entry.lastAckedOffset,
      inFlight: batches.map(({ to }) => to),
    },
    batches,
  };
}

/** A batch is drained for the first time: it takes the next numbers. */
export function assignSequence(entry: TxnPartitionEntry, added: InFlightSequence): TxnPartitionEntry {
  const nextSequence = incrementSequence(entry.nextSequence, added.recordCount);
  return withInFlightSequence({ ...entry, nextSequence }, added);
}

/** `lastOffset` -1: the answer did not say. */
export function acknowledged(entry: TxnPartitionEntry, lastSequence: number, lastOffset: number): TxnPartitionEntry {
  return {
    ...entry,
    lastAckedSequence: Math.max(entry.lastAckedSequence, lastSequence),
    lastAckedOffset: Math.max(entry.lastAckedOffset, lastOffset),
  };
}

/** Nothing is missing between what was acknowledged and this sequence number. */
export function isNextSequence(entry: TxnPartitionEntry, sequence: number): boolean {
  return sequence - entry.lastAckedSequence === 1;
}
