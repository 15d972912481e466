/** A producer snapshot as kafka-dump-log.sh prints it (DumpLogSegments.dumpProducerIdSnapshot), a line a producer. */
import { millisOf } from './logSegment.ts';
import { firstSequenceOf, type ProducerStateEntry } from './producerStateEntry.ts';
import type { ProducerSnapshot } from './producerStateManager.ts';

/** `00000000000000000042.snapshot` */
export function snapshotFile({ offset }: ProducerSnapshot): string {
  return `${`${offset}`.padStart(20, '0')}.snapshot`;
}

export function producerSnapshotText({ entries }: ProducerSnapshot): string {
  return entries.map((entry) => `${entryText(entry)}\n`).join('');
}

function entryText(entry: ProducerStateEntry): string {
  const { producerId, producerEpoch, coordinatorEpoch, currentTxnFirstOffset, lastTimestamp, batchMetadata } = entry;
  const transaction = currentTxnFirstOffset === null ? 'OptionalLong.empty' : `OptionalLong[${currentTxnFirstOffset}]`;
  const head =
    `producerId: ${producerId} producerEpoch: ${producerEpoch} coordinatorEpoch: ${coordinatorEpoch} ` +
    `currentTxnFirstOffset: ${transaction} lastTimestamp: ${millisOf(lastTimestamp)}`;
  const [batch] = batchMetadata;
  if (batch === undefined) return head;
  const { lastSequence, lastOffset, offsetDelta, timestamp } = batch;
  return (
    `${head} firstSequence: ${firstSequenceOf(batch)} lastSequence: ${lastSequence} lastOffset: ${lastOffset} ` +
    `offsetDelta: ${offsetDelta} timestamp: ${millisOf(timestamp)}`
  );
}
